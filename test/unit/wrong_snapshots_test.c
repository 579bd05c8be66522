/*
 * Snapshots of clusters that hold anything anywhere: servers of other versions, and files that
 * somebody has edited, are judged as well.
 */
#include "kagent/capacity.h"
#include "kagent/fs.h"
#include "kagent/json.h"
#include "kagent/limits.h"
#include "kagent/rollout.h"
#include "kagent/scaling.h"

#include "mutants.h"
#include "snapshots.h"

enum { WANTED = 4, STEP = 47 };

static void judge_capacity(struct kg_arena *arena, const struct kg_snapshot *snapshot)
{
    struct kg_capacity capacity;
    struct kg_headroom headroom;
    const struct kg_budget *budgets;
    kg_capacity_judge(arena, snapshot, WANTED, &capacity);
    CHECK(capacity.unknown != NULL || capacity.fits == (capacity.most >= WANTED));
    CHECK(capacity.sentence[0] != '\0' && capacity.eligible <= capacity.place_count);
    kg_limits_quota(arena, snapshot, WANTED, &headroom);
    for (size_t i = 0; i < headroom.count; i++)
        CHECK(headroom.shortages[i].room < WANTED && headroom.room <= headroom.shortages[i].room);
    size_t count = kg_limits_budgets(arena, snapshot, WANTED, &budgets);
    for (size_t i = 0; i < count; i++)
        CHECK(budgets[i].sentence[0] != '\0');
}

static void judge_rollout(struct kg_arena *arena, const struct kg_snapshot *snapshot)
{
    struct kg_rollout rollout;
    struct kg_guard guards[KG_GUARD_COUNT];
    kg_rollout_judge(arena, snapshot, &rollout);
    CHECK(kg_rollout_state_name(rollout.state)[0] != '\0');
    for (size_t i = 0; i < rollout.pod_count; i++)
        CHECK(rollout.pods[i].name != NULL && rollout.pods[i].status != NULL);
    kg_scaling_judge(arena, snapshot, WANTED, NULL, guards);
    for (int i = 0; i < KG_GUARD_COUNT; i++)
        CHECK(guards[i].message[0] != '\0');
}

static void judge_mutant(void *context, struct kg_arena *scratch)
{
    struct kg_snapshot snapshot;
    struct kg_error err = KG_ERROR_INIT;
    if (kg_snapshot_read(scratch, context, &snapshot, &err) != 0) {
        CHECK(err.message[0] != '\0');
        return;
    }
    judge_capacity(scratch, &snapshot);
    judge_rollout(scratch, &snapshot);
}

static struct kg_node *read_document(struct kg_arena *arena, const char *name)
{
    static const struct kg_source source = {.name = "snapshot"};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *document = NULL;
    struct kg_str text;
    const char *path = kg_arena_printf(arena, "test/snapshots/%s.json", name);
    if (kg_fs_disk.read(&kg_fs_disk, arena, path, &text, &err) != 0 ||
        kg_json_read(arena, text, &source, 1, &document, &err) != 0)
        CHECK_TEXT(err.message, "");
    return document;
}

TEST("whatever stands anywhere in a snapshot, it is judged, and the numbers agree")
{
    size_t count = 0;
    for (const char **name = snapshots_names(arena); *name != NULL; name++) {
        struct kg_node *document = read_document(arena, *name);
        count += mutants_each(arena, document, STEP, judge_mutant, document);
    }
    CHECK(count > 2500);
}

TEST("a snapshot that is written is read as the same")
{
    struct kg_error err = KG_ERROR_INIT;
    for (const char **name = snapshots_names(arena); *name != NULL; name++) {
        struct kg_snapshot first, again;
        struct kg_capacity one, other;
        CHECK_INT(kg_snapshot_read(arena, read_document(arena, *name), &first, &err), 0);
        CHECK_INT(kg_snapshot_read(arena, kg_snapshot_document(arena, &first), &again, &err), 0);
        kg_capacity_judge(arena, &first, WANTED, &one);
        kg_capacity_judge(arena, &again, WANTED, &other);
        CHECK_TEXT(one.sentence, other.sentence);
        for (int i = 0; i < KG_LIST_COUNT; i++)
            CHECK((first.lists[i].items == NULL) == (again.lists[i].items == NULL));
    }
}

TEST("what is no snapshot is refused with its place")
{
    static const struct {
        const char *text;
        const char *message;
    } cases[] = {
        {"{}", "it has no StatefulSet"},
        {"{\"statefulset\": []}", "it has no StatefulSet"},
        {"{\"statefulset\": {}}", "snapshot"},
        {"{\"statefulset\": {}, \"taken\": \"soon\"}", "snapshot"},
        {"{\"statefulset\": {}, \"taken\": \"2026-01-01T00:00:00Z\", \"pods\": 7}",
         "\"pods\" is no list"},
    };
    static const struct kg_source source = {.name = "snapshot"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kg_error err = KG_ERROR_INIT;
        struct kg_snapshot snapshot;
        struct kg_node *document;
        CHECK_INT(kg_json_read(arena, kg_str_from(cases[i].text), &source, 1, &document, &err), 0);
        CHECK_INT(kg_snapshot_read(arena, document, &snapshot, &err), -1);
        CHECK_ERROR(err, cases[i].message);
        CHECK_TEXT(err.file, "snapshot");
    }
}
