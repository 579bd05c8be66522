#include "kagent/rollout.h"

#include <stdarg.h>
#include <stdlib.h>

#include "kagent/buf.h"

#include "event.h"
#include "failure.h"
#include "kagent/object.h"
#include "pod.h"

enum { SECOND = 1000, TRAP_PATIENCE = 30 * SECOND, CREATION_TRIES = 8 };

/* What is being put together. */
struct judge {
    struct kg_arena *arena;
    const struct kg_snapshot *snapshot;
    struct kg_rollout *rollout;
    struct kg_pod_row *rows; /* rollout->pods, to be written to */
    const char **unmet;
    const struct kg_failure **failures;
    struct kg_str set;       /* its name */
    struct kg_target target; /* of commands about it */
    const char *headline;    /* the first thing that is wrong with a pod */
    int64_t lag;             /* how many generations the controller is behind */
};

const char *kg_rollout_state_name(enum kg_rollout_state state)
{
    static const char *const names[] = {"done", "canary", "outdated", "progressing", "failed"};
    return names[state];
}

const struct kg_pod_row *kg_rollout_pod(const struct kg_rollout *rollout, int64_t ordinal)
{
    for (size_t i = 0; i < rollout->pod_count; i++) {
        if (rollout->pods[i].ordinal == ordinal)
            return &rollout->pods[i];
    }
    return NULL;
}

int64_t kg_rollout_next_change(const struct kg_rollout *rollout, int64_t now)
{
    int64_t next = KG_MOMENT_NONE;
    for (size_t i = 0; i < rollout->pod_count; i++) {
        int64_t patience = rollout->pods[i].patience;
        if (patience > now && (next == KG_MOMENT_NONE || patience < next))
            next = patience;
    }
    return next;
}

static void KG_PRINTF(2, 3) miss(struct judge *judge, const char *format, ...)
{
    struct kg_buf text;
    va_list arguments;
    va_start(arguments, format);
    kg_buf_init(&text, judge->arena, 4096);
    kg_buf_vprintf(&text, format, arguments);
    va_end(arguments);
    judge->unmet = kg_arena_extend(judge->arena, judge->unmet, judge->rollout->unmet_count,
                                   sizeof *judge->unmet);
    judge->unmet[judge->rollout->unmet_count++] = text.data;
}

static void fail(struct judge *judge, const struct kg_failure *failure)
{
    judge->failures = kg_arena_extend(judge->arena, judge->failures, judge->rollout->failure_count,
                                      sizeof *judge->failures);
    judge->failures[judge->rollout->failure_count++] = failure;
}

/* ---- the set ---- */

static void read_set(struct judge *judge)
{
    struct kg_rollout *rollout = judge->rollout;
    const struct kg_node *set = judge->snapshot->statefulset;
    const struct kg_node *spec = kg_node_get(set, "spec");
    const struct kg_node *status = kg_node_get(set, "status");
    const struct kg_node *strategy = kg_node_get(spec, "updateStrategy");
    rollout->desired = kg_object_integer(kg_node_get(spec, "replicas"), 1);
    rollout->start = kg_object_integer(kg_node_path(spec, "ordinals", "start", NULL), 0);
    rollout->replicas = kg_object_integer(kg_node_get(status, "replicas"), 0);
    rollout->ready = kg_object_integer(kg_node_get(status, "readyReplicas"), 0);
    rollout->available = kg_object_integer(kg_node_get(status, "availableReplicas"), -1);
    rollout->updated = kg_object_integer(kg_node_get(status, "updatedReplicas"), 0);
    rollout->current_revision =
        kg_object_text(judge->arena, kg_node_get(status, "currentRevision"));
    rollout->update_revision = kg_object_text(judge->arena, kg_node_get(status, "updateRevision"));
    rollout->partition =
        kg_object_integer(kg_node_path(strategy, "rollingUpdate", "partition", NULL), 0);
    rollout->on_delete = kg_str_is(kg_node_text(kg_node_get(strategy, "type")), "OnDelete");
    rollout->parallel =
        kg_str_is(kg_node_text(kg_node_get(spec, "podManagementPolicy")), "Parallel");
    judge->set = kg_object_metadata(set, "name");
    judge->target = (struct kg_target){
        kg_str_copy(judge->arena, kg_object_metadata(set, "namespace")), judge->snapshot->access};
    judge->lag = kg_object_integer(kg_node_path(set, "metadata", "generation", NULL), 1) -
                 kg_object_integer(kg_node_get(status, "observedGeneration"), 0);
}

/* ---- its pods ---- */

/* The revision that the pod of this ordinal shall have in the end. */
static bool is_updated(const struct kg_rollout *rollout, int64_t ordinal, const char *revision)
{
    if (strcmp(revision, rollout->update_revision) == 0)
        return true;
    return !rollout->on_delete && ordinal < rollout->start + rollout->partition;
}

static const char *newest_warning(struct judge *judge, const char *pod)
{
    const struct kg_event_query query = {
        .kind = "Pod", .name = kg_str_from(pod), .warning = true, .since = KG_MOMENT_NONE};
    return kg_event_text(judge->arena, kg_event_newest(judge->snapshot, &query));
}

static void read_pod(struct judge *judge, const struct kg_node *pod, struct kg_pod_row *row)
{
    const struct kg_rollout *rollout = judge->rollout;
    struct kg_arena *arena = judge->arena;
    const struct kg_node *labels = kg_node_path(pod, "metadata", "labels", NULL);
    bool ready = kg_object_holds(pod, "Ready");
    *row = (struct kg_pod_row){
        .object = pod,
        .name = kg_object_name(arena, pod),
        .ordinal = kg_pod_ordinal(pod, judge->set),
        .node = kg_object_text(arena, kg_node_path(pod, "spec", "nodeName", NULL)),
        .revision = kg_object_text(arena, kg_node_get(labels, "controller-revision-hash")),
        .status = kg_pod_status(arena, pod),
        .restarts = kg_pod_restarts(pod),
        .created = kg_object_moment(kg_node_path(pod, "metadata", "creationTimestamp", NULL)),
        .ready_since = KG_MOMENT_NONE,
        .ready = ready,
        .terminating = kg_object_metadata(pod, "deletionTimestamp").length > 0,
        .patience = KG_MOMENT_NONE,
    };
    if (ready)
        row->ready_since =
            kg_object_moment(kg_node_get(kg_object_condition(pod, "Ready"), "lastTransitionTime"));
    row->wanted =
        row->ordinal >= rollout->start && row->ordinal < rollout->start + rollout->desired;
    row->updated = is_updated(rollout, row->ordinal, row->revision);
    row->event = ready && !row->terminating ? NULL : newest_warning(judge, row->name);
}

static int by_ordinal(const void *a, const void *b)
{
    const struct kg_pod_row *first = a, *second = b;
    return (first->ordinal > second->ordinal) - (first->ordinal < second->ordinal);
}

static void read_pods(struct judge *judge)
{
    const struct kg_snapshot_part *part = &judge->snapshot->lists[KG_LIST_PODS];
    struct kg_str uid = kg_object_metadata(judge->snapshot->statefulset, "uid");
    struct kg_rollout *rollout = judge->rollout;
    rollout->pods_unknown = part->items != NULL ? NULL : part->unknown;
    for (uint32_t i = 0; i < kg_object_count(part->items); i++) {
        const struct kg_node *pod = part->items->items[i];
        if (kg_pod_ordinal(pod, judge->set) < 0 || !kg_object_owned(pod, uid))
            continue;
        judge->rows =
            kg_arena_extend(judge->arena, judge->rows, rollout->pod_count, sizeof *judge->rows);
        read_pod(judge, pod, &judge->rows[rollout->pod_count++]);
    }
    if (rollout->pod_count > 0)
        qsort(judge->rows, rollout->pod_count, sizeof *judge->rows, by_ordinal);
    rollout->pods = judge->rows;
}

/* ---- the five conditions ---- */

static void check_counters(struct judge *judge)
{
    const struct kg_rollout *rollout = judge->rollout;
    long long desired = (long long)rollout->desired;
    if (judge->lag > 0)
        miss(judge, "the controller has not yet seen the newest spec");
    if (rollout->replicas != rollout->desired)
        miss(judge, "there are %lld of %lld pods", (long long)rollout->replicas, desired);
    if (rollout->ready != rollout->desired)
        miss(judge, "%lld of %lld ready", (long long)rollout->ready, desired);
    if (rollout->available >= 0 && rollout->ready == rollout->desired &&
        rollout->available != rollout->desired)
        miss(judge, "%lld of %lld available", (long long)rollout->available, desired);
}

static void check_revisions(struct judge *judge)
{
    const struct kg_rollout *rollout = judge->rollout;
    int64_t due = rollout->desired - rollout->partition;
    if (rollout->on_delete)
        return;
    /* As long as pods are missing, that is what there is to say. */
    if (due > 0 && rollout->updated < due && rollout->replicas == rollout->desired)
        miss(judge, "%lld of %lld updated to %s", (long long)rollout->updated, (long long)due,
             rollout->update_revision);
    else if (rollout->partition == 0 && rollout->replicas == rollout->desired &&
             strcmp(rollout->current_revision, rollout->update_revision) != 0)
        miss(judge, "the update to %s is not yet recorded as complete", rollout->update_revision);
}

/* What is wrong with one pod; NULL when nothing is. */
static const char *pod_defect(struct judge *judge, const struct kg_pod_row *row)
{
    if (row->terminating)
        return kg_arena_printf(judge->arena, "%s is terminating", row->name);
    if (!row->wanted)
        return kg_arena_printf(judge->arena, "%s is still to be removed", row->name);
    if (!row->ready)
        return strcmp(row->status, "Running") == 0
                   ? kg_arena_printf(judge->arena, "%s is not ready", row->name)
                   : kg_arena_printf(judge->arena, "%s is %s", row->name, row->status);
    if (!row->updated && !judge->rollout->on_delete)
        return kg_arena_printf(judge->arena, "%s is of revision %s", row->name, row->revision);
    return NULL;
}

static void check_pods(struct judge *judge)
{
    const struct kg_rollout *rollout = judge->rollout;
    for (size_t i = 0; i < rollout->pod_count; i++) {
        const char *defect = pod_defect(judge, &rollout->pods[i]);
        if (defect == NULL)
            continue;
        judge->headline = judge->headline != NULL ? judge->headline : defect;
        miss(judge, "%s", defect);
    }
    for (int64_t i = rollout->start;
         rollout->pods_unknown == NULL && judge->lag <= 0 && i < rollout->start + rollout->desired;
         i++) {
        if (kg_rollout_pod(rollout, i) != NULL)
            continue;
        miss(judge, "%.*s-%lld does not exist", KG_STR_ARG(judge->set), (long long)i);
        return; /* the first says enough: the others come after it */
    }
}

/* ---- failures ---- */

static void check_failures(struct judge *judge)
{
    for (size_t i = 0; i < judge->rollout->pod_count; i++) {
        struct kg_pod_row *row = &judge->rows[i];
        const struct kg_failure_question question = {
            .snapshot = judge->snapshot,
            .pod = row->object,
            .name = row->name,
            .target = judge->target,
            .event = row->event,
        };
        if (!row->wanted && !row->terminating)
            continue;
        row->failure = kg_failure_of_pod(judge->arena, &question, &row->patience);
        if (row->failure != NULL)
            fail(judge, row->failure);
    }
}

/* Ordinals that have no pod, as far as the controller may try to create them: the first few. */
static void check_creation(struct judge *judge)
{
    const struct kg_rollout *rollout = judge->rollout;
    int tries = rollout->parallel ? CREATION_TRIES : 1;
    for (int64_t i = rollout->start;
         rollout->pods_unknown == NULL && tries > 0 && i < rollout->start + rollout->desired; i++) {
        const struct kg_failure *failure;
        if (kg_rollout_pod(rollout, i) != NULL)
            continue;
        tries--;
        failure = kg_failure_of_creation(
            judge->arena, judge->snapshot,
            kg_arena_printf(judge->arena, "%.*s-%lld", KG_STR_ARG(judge->set), (long long)i));
        if (failure != NULL)
            fail(judge, failure);
    }
}

/* The lowest pod in range that keeps those above it waiting, or NULL. */
static struct kg_pod_row *first_unready(struct judge *judge)
{
    for (size_t i = 0; i < judge->rollout->pod_count; i++) {
        struct kg_pod_row *row = &judge->rows[i];
        if (row->wanted && (!row->ready || row->terminating))
            return row;
    }
    return NULL;
}

/*
 * kubernetes/kubernetes#67250: in order as it works, the controller waits for
 * the lowest pod to become ready before it replaces any; a pod whose revision
 * is no longer wanted and which cannot become ready is never replaced.
 * status.currentRevision says nothing here: after an undo it is the wanted one.
 */
static void check_trap(struct judge *judge)
{
    const struct kg_rollout *rollout = judge->rollout;
    struct kg_pod_row *row = first_unready(judge);
    int64_t since;
    if (rollout->on_delete || rollout->parallel || judge->lag > 0 || row == NULL ||
        row->terminating || row->updated)
        return;
    since = kg_pod_unready_since(row->object);
    since = since != KG_MOMENT_NONE ? since : row->created;
    if (row->failure == NULL && since + TRAP_PATIENCE > judge->snapshot->taken) {
        row->patience = since + TRAP_PATIENCE;
        return;
    }
    row->failure = kg_failure_trap(judge->arena, row, rollout->update_revision, &judge->target);
    row->patience = KG_MOMENT_NONE;
    fail(judge, row->failure);
    /* It comes first: what is wrong with the pod itself no longer matters. */
    memmove(judge->failures + 1, judge->failures,
            (rollout->failure_count - 1) * sizeof *judge->failures);
    judge->failures[0] = row->failure;
}

/* ---- the verdict ---- */

static bool is_settled(const struct judge *judge)
{
    const struct kg_rollout *rollout = judge->rollout;
    if (judge->lag > 0)
        return false;
    for (size_t i = 0; i < rollout->pod_count; i++) {
        if (rollout->pods[i].wanted && !rollout->pods[i].updated && !rollout->on_delete)
            return false;
    }
    return rollout->partition > 0 || rollout->on_delete ||
           strcmp(rollout->current_revision, rollout->update_revision) == 0;
}

static size_t outdated_count(const struct kg_rollout *rollout)
{
    size_t count = 0;
    for (size_t i = 0; i < rollout->pod_count; i++)
        count += rollout->pods[i].updated ? 0 : 1;
    return count;
}

static void conclude(struct judge *judge)
{
    struct kg_rollout *rollout = judge->rollout;
    bool differ = strcmp(rollout->current_revision, rollout->update_revision) != 0;
    const char *ready = kg_arena_printf(judge->arena, "%lld of %lld ready",
                                        (long long)rollout->ready, (long long)rollout->desired);
    const char *more = rollout->unmet_count > 0 ? judge->unmet[rollout->unmet_count - 1] : "";
    if (rollout->unmet_count > 0) {
        rollout->state = rollout->failure_count > 0 ? KG_ROLLOUT_FAILED : KG_ROLLOUT_PROGRESSING;
        if (rollout->failure_count > 0)
            more = judge->failures[0]->message;
        else if (judge->headline != NULL)
            more = judge->headline;
    } else if (rollout->on_delete && outdated_count(rollout) > 0) {
        rollout->state = KG_ROLLOUT_OUTDATED;
        more = kg_arena_printf(judge->arena, "%zu are of an older revision until they are deleted",
                               outdated_count(rollout));
    } else if (!rollout->on_delete && rollout->partition > 0 && differ) {
        rollout->state = KG_ROLLOUT_CANARY;
        more = kg_arena_printf(judge->arena, "%lld of them of the new revision %s (partition %lld)",
                               (long long)rollout->updated, rollout->update_revision,
                               (long long)rollout->partition);
    } else {
        rollout->state = KG_ROLLOUT_DONE;
    }
    bool repeats = strcmp(more, "") == 0 || strcmp(more, ready) == 0;
    rollout->summary = repeats ? ready : kg_arena_printf(judge->arena, "%s; %s", ready, more);
}

void kg_rollout_judge(struct kg_arena *arena, const struct kg_snapshot *snapshot,
                      struct kg_rollout *rollout)
{
    struct judge judge = {.arena = arena, .snapshot = snapshot, .rollout = rollout};
    *rollout = (struct kg_rollout){0};
    read_set(&judge);
    read_pods(&judge);
    check_counters(&judge);
    check_revisions(&judge);
    check_pods(&judge);
    check_failures(&judge);
    check_creation(&judge);
    check_trap(&judge);
    rollout->unmet = judge.unmet;
    rollout->failures = judge.failures;
    rollout->settled = is_settled(&judge);
    conclude(&judge);
}
