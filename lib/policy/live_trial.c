#include "live_trial.h"

#include <string.h>

#include "kagent/buf.h"
#include "kagent/object.h"
#include "kagent/target.h"

enum { LISTED_MAX = 5, TEXT_MAX = 1 << 16 };

static const struct kg_manifest *find_set(const struct kg_trial *trial)
{
    const char *name = trial->promises->stateful_set;
    for (size_t i = 0; i < trial->manifests->count; i++) {
        const struct kg_manifest *at = &trial->manifests->items[i];
        if (at->kind == KG_KIND_STATEFUL_SET && (name == NULL || strcmp(name, at->ref.name) == 0))
            return at;
    }
    return NULL;
}

void kg_judge_live(struct kg_trial *trial)
{
    const struct kg_live *live = trial->subject->live;
    struct kg_rollout *rollout = kg_arena_zero(trial->arena, 1, sizeof *rollout);
    struct kg_capacity *capacity = kg_arena_zero(trial->arena, 1, sizeof *capacity);
    if (live == NULL || live->unreachable != NULL)
        return;
    trial->live = live;
    trial->live_set = find_set(trial);
    if (trial->live_set == NULL || !live->has_workload)
        return;
    kg_rollout_judge(trial->arena, &live->workload, rollout);
    kg_capacity_judge(trial->arena, &live->workload, rollout->desired, capacity);
    trial->rollout = rollout;
    trial->capacity = capacity;
}

const char *kg_live_place(const struct kg_trial *trial)
{
    const struct kg_live *live = trial->subject->live;
    if (live == NULL)
        return NULL;
    return kg_arena_printf(trial->arena, "context %s, cluster %s, user %s, namespace %s",
                           live->context[0] != '\0' ? live->context : "none",
                           live->cluster[0] != '\0' ? live->cluster : "none",
                           live->user[0] != '\0' ? live->user : "none",
                           live->namespace[0] != '\0' ? live->namespace : "none");
}

const struct kg_manifest *kg_each_live(struct kg_trial *trial)
{
    if (trial->live_set == NULL)
        kg_irrelevant(trial, "the manifests have no StatefulSet");
    else if (trial->rollout == NULL)
        kg_irrelevant(trial, "the StatefulSet is not in the cluster");
    if (trial->rollout == NULL)
        return NULL;
    trial->looked = true;
    return trial->live_set;
}

const struct kg_node *kg_live_items(struct kg_trial *trial, const struct kg_snapshot_part *part,
                                    const char *what)
{
    if (part->items == NULL)
        kg_find_unchecked(trial, trial->live_set, what, part->unknown,
                          "`kubectl kagent verify --print-rbac` prints the rights that it takes.");
    return part->items;
}

const struct kg_live_object *kg_live_object_of(const struct kg_trial *trial,
                                               const struct kg_manifest *manifest)
{
    const struct kg_live *live = trial->live;
    /* The order is that of the manifests. */
    size_t number = (size_t)(manifest - trial->manifests->items);
    if (number < live->object_count &&
        strcmp(live->objects[number].name, manifest->ref.name) == 0 &&
        strcmp(live->objects[number].kind, manifest->ref.kind) == 0)
        return &live->objects[number];
    return kg_live_find(live, manifest->ref.kind, manifest->ref.namespace, manifest->ref.name);
}

const char *kg_live_command(struct kg_trial *trial, const struct kg_manifest *manifest,
                            const char *format, ...)
{
    const struct kg_target target = {
        .namespace = manifest != NULL ? manifest->ref.namespace : trial->live->namespace,
        .access = trial->live != NULL ? trial->live->workload.access : NULL,
    };
    va_list arguments;
    va_start(arguments, format);
    const char *command = kg_target_vcommand(trial->arena, &target, format, arguments);
    va_end(arguments);
    return command;
}

struct kg_finding *kg_find_about(struct kg_trial *trial, struct kg_finding *finding,
                                 const char *api_version, const char *kind, const char *name)
{
    finding->resource = (struct kg_resource_ref){
        api_version, kind, strcmp(kind, "Node") == 0 ? "" : trial->live->namespace, name};
    return finding;
}

const char *kg_joined(struct kg_arena *arena, const char *const *texts, size_t count)
{
    struct kg_buf out;
    size_t shown = count <= LISTED_MAX ? count : LISTED_MAX - 1;
    kg_buf_init(&out, arena, TEXT_MAX);
    for (size_t i = 0; i < shown; i++) {
        bool last = i + 1 == count;
        kg_buf_printf(&out, "%s%s", i == 0 ? "" : last ? " and " : ", ", texts[i]);
    }
    if (shown < count)
        kg_buf_printf(&out, " and %zu more", count - shown);
    return kg_str_copy(arena, kg_buf_str(&out));
}
