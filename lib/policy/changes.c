#include "changes.h"

const struct kg_manifests *kg_previous_manifests(struct kg_trial *trial)
{
    if (trial->subject->previous == NULL) {
        kg_irrelevant(trial, "there is no earlier rendering to compare with: --against");
        return NULL;
    }
    struct kg_manifests *previous = kg_arena_zero(trial->arena, 1, sizeof *previous);
    kg_manifests_init(previous, trial->arena, trial->subject->previous,
                      trial->subject->previous_count);
    return previous;
}

const struct kg_manifest *kg_previous_of(const struct kg_manifests *previous,
                                         const struct kg_manifest *now)
{
    return kg_manifests_get(previous, now->kind, now->ref.namespace, kg_str_from(now->ref.name));
}
