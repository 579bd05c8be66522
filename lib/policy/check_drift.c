/* KL108, KL109: is what is in the cluster what the manifests say, and can it become so? */
#include <string.h>

#include "checks.h"
#include "kagent/drift.h"
#include "kagent/object.h"
#include "live_trial.h"

/* Whose replica count has a check of its own. */
static bool is_scaled(const struct kg_manifest *manifest)
{
    return (KG_SET(manifest->kind) & KG_SET_SCALED) != 0;
}

static const char *sentence(struct kg_arena *arena, const struct kg_drift *drift)
{
    switch (drift->kind) {
    case KG_DRIFT_MISSING:
        return kg_arena_printf(arena, "%s is missing in the cluster; the manifests say %s",
                               drift->path, drift->wanted);
    case KG_DRIFT_EXTRA:
        return kg_arena_printf(arena, "%s is %s in the cluster, and no longer in the manifests",
                               drift->path, drift->live);
    default:
        return kg_arena_printf(arena, "%s is %s in the cluster, and %s in the manifests",
                               drift->path, drift->live, drift->wanted);
    }
}

static void report_drift(struct kg_trial *trial, const struct kg_manifest *manifest,
                         const struct kg_drift *drift)
{
    struct kg_finding *finding = kg_find_node(trial, manifest, drift->rendered, drift->path, "%s",
                                              sentence(trial->arena, drift));
    if (drift->owned)
        kg_find_advise(trial, finding, "Set by %s. An apply of the manifests brings it back.",
                       kg_ownership_text(trial->arena, &drift->owner));
    else
        kg_find_advise(trial, finding, "An apply of the manifests brings it back.");
}

static void judge_object(struct kg_trial *trial, const struct kg_manifest *manifest,
                         const struct kg_live_object *object)
{
    struct kg_drifts drifts;
    if (object->live == NULL) {
        if (object->unknown == NULL && manifest != trial->live_set)
            kg_find_advise(trial,
                           kg_find(trial, manifest, "", "%s %s is not in the cluster",
                                   manifest->ref.kind, manifest->ref.name),
                           "Apply the manifests.");
        return;
    }
    kg_drift_compare(trial->arena, trial->subject->schema, manifest->node, object,
                     is_scaled(manifest), &drifts);
    for (size_t i = 0; i < drifts.count; i++)
        report_drift(trial, manifest, &drifts.items[i]);
}

/* Where the server was not asked the comparison knows no defaults and no webhooks: it is said. */
static void note_local(struct kg_trial *trial)
{
    const char *why = NULL;
    size_t count = 0;
    for (size_t i = 0; i < trial->live->object_count; i++) {
        const struct kg_live_object *object = &trial->live->objects[i];
        if (object->live == NULL || object->untried == NULL)
            continue;
        why = why == NULL ? object->untried : why;
        count++;
    }
    if (count > 0)
        kg_find_unchecked(trial, NULL,
                          kg_arena_printf(trial->arena,
                                          "what an apply would change, as the server says it, of "
                                          "%zu objects",
                                          count),
                          why,
                          "They were compared field by field instead, which knows no webhooks.");
}

void kg_check_drift(struct kg_trial *trial)
{
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_ALL)) != NULL;) {
        const struct kg_live_object *object = kg_live_object_of(trial, manifest);
        if (object != NULL)
            judge_object(trial, manifest, object);
    }
    note_local(trial);
}

/* ---- KL109 ---- */

/* The fields that are not what they are live, although they must stay so. Returns how many. */
static size_t report_immutable(struct kg_trial *trial, const struct kg_manifest *manifest,
                               const struct kg_live_object *object)
{
    struct kg_live_object local = *object;
    struct kg_drifts drifts;
    size_t count = 0;
    local.becomes = NULL;
    kg_drift_compare(trial->arena, trial->subject->schema, manifest->node, &local, true, &drifts);
    for (size_t i = 0; i < drifts.count; i++) {
        const struct kg_drift *drift = &drifts.items[i];
        if (!kg_is_immutable(manifest->kind, drift->path))
            continue;
        struct kg_finding *finding = kg_find_node(trial, manifest, drift->rendered, drift->path,
                                                  "%s, and the API server refuses to change it",
                                                  sentence(trial->arena, drift));
        if (manifest->kind == KG_KIND_STATEFUL_SET)
            kg_find_advise(trial, finding, "`%s` leaves the pods running; then apply.",
                           kg_live_command(trial, NULL,
                                           "kubectl delete statefulset %s --cascade=orphan",
                                           manifest->ref.name));
        else
            kg_find_advise(trial, finding, "The object must be deleted and applied anew.");
        count++;
    }
    return count;
}

static void report_refusal(struct kg_trial *trial, const struct kg_manifest *manifest,
                           const struct kg_live_object *object)
{
    kg_find_advise(trial,
                   kg_find(trial, manifest, "", "the API server refuses an apply: %s",
                           kg_object_text(trial->arena, kg_node_get(object->refused, "message"))),
                   "Correct the manifest.");
}

void kg_check_live_immutable(struct kg_trial *trial)
{
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_ALL)) != NULL;) {
        const struct kg_live_object *object = kg_live_object_of(trial, manifest);
        if (object == NULL || object->live == NULL || object->becomes != NULL)
            continue;
        if (report_immutable(trial, manifest, object) == 0 && object->refused != NULL)
            report_refusal(trial, manifest, object);
    }
}
