/* What changes from an earlier rendering, or from the live objects. */
#include <string.h>

#include "checks.h"
#include "live_trial.h"
#include "same.h"

/*
 * A field of which nothing may change once the object exists; of `spec` with
 * exceptions. Source: the validation of updates in the API reference of each
 * kind; the API server names only `spec` and not the field that differs.
 */
struct immutable {
    enum kg_known_kind kind;
    const char *field;
    const char *const *except; /* keys inside `field` that may change */
    const char *advice;
};

static const char *const set_changes[] = {"replicas",
                                          "ordinals",
                                          "template",
                                          "updateStrategy",
                                          "revisionHistoryLimit",
                                          "persistentVolumeClaimRetentionPolicy",
                                          "minReadySeconds",
                                          NULL};
static const char *const job_changes[] = {
    "parallelism", "completions",  "activeDeadlineSeconds", "ttlSecondsAfterFinished",
    "suspend",     "backoffLimit", "manualSelector",        NULL};
static const char *const claim_changes[] = {"resources", "volumeAttributesClassName", "volumeName",
                                            NULL};
static const char *const nothing[] = {NULL};

static const char orphan[] =
    "`kubectl delete statefulset NAME --cascade=orphan` leaves the pods running; then apply.";
static const char anew[] = "The object must be deleted and applied anew.";

static const struct immutable immutables[] = {
    {KG_KIND_STATEFUL_SET, "spec", set_changes, orphan},
    {KG_KIND_DEPLOYMENT, "spec.selector", nothing, anew},
    {KG_KIND_DAEMON_SET, "spec.selector", nothing, anew},
    {KG_KIND_REPLICA_SET, "spec.selector", nothing, anew},
    {KG_KIND_JOB, "spec", job_changes, anew},
    {KG_KIND_CLAIM, "spec", claim_changes,
     "Keep the claim as it was; a claim that is deleted "
     "may take its data along."},
    {KG_KIND_ROLE_BINDING, "roleRef", nothing, anew},
    {KG_KIND_CLUSTER_ROLE_BINDING, "roleRef", nothing, anew},
    {KG_KIND_SERVICE, "spec.clusterIP", nothing,
     "The Service must be deleted and applied anew; "
     "it gets another address."},
    {KG_KIND_SECRET, "type", nothing, anew},
};
enum { IMMUTABLES = sizeof immutables / sizeof *immutables };

static const struct kg_node *field_of(const struct kg_manifest *manifest, const char *path)
{
    struct kg_str rest = kg_str_from(path);
    struct kg_str key;
    const struct kg_node *node = manifest->node;
    while (kg_str_split(&rest, '.', &key))
        node = kg_node_get_str(node, key);
    return node;
}

static void report_change(struct kg_trial *trial, const struct kg_manifest *manifest,
                          const struct immutable *immutable, const char *path, const char *what)
{
    struct kg_finding *finding =
        kg_find(trial, manifest, path, "%s %s, and the API server refuses that", path, what);
    if (immutable->advice == orphan)
        kg_find_advise(trial, finding, "`%s` leaves the pods running; then apply.",
                       kg_live_command(trial, manifest,
                                       "kubectl delete statefulset %s --cascade=orphan",
                                       manifest->ref.name));
    else
        kg_find_advise(trial, finding, "%s", immutable->advice);
}

/* The keys inside a field of which only some may change. */
static void compare_inside(struct kg_trial *trial, const struct kg_manifest *now,
                           const struct kg_node *before, const struct immutable *immutable)
{
    const struct kg_node *after = field_of(now, immutable->field);
    for (uint32_t i = 0; kg_node_is(after, KG_NODE_MAPPING) && i < after->count; i++) {
        struct kg_str key = kg_node_text(after->pairs[i].key);
        const struct kg_node *old = kg_node_get_str(before, key);
        if (kg_is_among(key, immutable->except) || kg_same(old, after->pairs[i].value))
            continue;
        report_change(trial, now, immutable,
                      kg_arena_printf(trial->arena, "%s.%.*s", immutable->field, KG_STR_ARG(key)),
                      old == NULL ? "is new" : "changes");
    }
    for (uint32_t i = 0; kg_node_is(before, KG_NODE_MAPPING) && i < before->count; i++) {
        struct kg_str key = kg_node_text(before->pairs[i].key);
        if (kg_is_among(key, immutable->except) || kg_node_get_str(after, key) != NULL ||
            kg_node_is_null(before->pairs[i].value))
            continue;
        report_change(trial, now, immutable,
                      kg_arena_printf(trial->arena, "%s.%.*s", immutable->field, KG_STR_ARG(key)),
                      "is taken out");
    }
}

static void compare(struct kg_trial *trial, const struct kg_manifest *now,
                    const struct kg_manifest *before, const struct immutable *immutable)
{
    const struct kg_node *old = field_of(before, immutable->field);
    if (immutable->except != nothing)
        compare_inside(trial, now, old, immutable);
    else if (!kg_same(old, field_of(now, immutable->field)) && old != NULL)
        report_change(trial, now, immutable, immutable->field, "changes");
}

/* ConfigMaps and Secrets that have declared themselves immutable. */
static void compare_frozen(struct kg_trial *trial, const struct kg_manifest *now,
                           const struct kg_manifest *before)
{
    static const struct immutable frozen = {.except = nothing,
                                            .advice = "Give the object a new name, as a generator "
                                                      "of kustomize does."};
    static const char *const fields[] = {"data", "binaryData", "stringData", "immutable"};
    if (!kg_is_true(trial, kg_node_get(before->node, "immutable")))
        return;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!kg_same(kg_node_get(before->node, fields[i]), kg_node_get(now->node, fields[i])))
            report_change(trial, now, &frozen, fields[i], "changes");
    }
}

bool kg_is_immutable(enum kg_known_kind kind, const char *path)
{
    for (size_t i = 0; i < IMMUTABLES; i++) {
        struct kg_str rest = kg_str_from(path);
        struct kg_str key;
        if (immutables[i].kind != kind || !kg_str_starts(rest, immutables[i].field))
            continue;
        rest = kg_str_from_index(rest, strlen(immutables[i].field));
        if (immutables[i].except == nothing)
            return true;
        rest = kg_str_from_index(rest, 1);
        /* Behind the field's own name, to the next dot or bracket. */
        for (key = rest, key.length = 0;
             key.length < rest.length && strchr(".[", rest.data[key.length]) == NULL;)
            key.length++;
        if (!kg_is_among(key, immutables[i].except))
            return true;
    }
    return false;
}

/* ---- pairs ---- */

static const struct kg_manifests *previous_of(struct kg_trial *trial)
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

static const struct kg_manifest *twin(const struct kg_manifests *previous,
                                      const struct kg_manifest *now)
{
    return kg_manifests_get(previous, now->kind, now->ref.namespace, kg_str_from(now->ref.name));
}

void kg_check_immutable(struct kg_trial *trial)
{
    const struct kg_manifests *previous = previous_of(trial);
    for (const struct kg_manifest *now = NULL;
         previous != NULL && (now = kg_each(trial, now, KG_SET_ALL)) != NULL;) {
        const struct kg_manifest *before = now->kind == KG_KIND_OTHER ? NULL : twin(previous, now);
        if (before == NULL)
            continue;
        for (size_t i = 0; i < IMMUTABLES; i++) {
            if (immutables[i].kind == now->kind)
                compare(trial, now, before, &immutables[i]);
        }
        if (now->kind == KG_KIND_CONFIG_MAP || now->kind == KG_KIND_SECRET)
            compare_frozen(trial, now, before);
    }
}

/* ---- KV039: a changed ConfigMap reaches nobody by itself ---- */

bool kg_reads_by_env(const struct kg_manifest *workload, const char *config_map)
{
    struct kg_container container = {.manifest = workload};
    while (kg_each_container(&container, KG_CONTAINERS_MAIN | KG_CONTAINERS_INIT)) {
        const struct kg_node *env = kg_node_get(container.node, "env");
        const struct kg_node *from = kg_node_get(container.node, "envFrom");
        for (uint32_t i = 0; kg_node_is(env, KG_NODE_SEQUENCE) && i < env->count; i++) {
            if (kg_str_is(kg_node_text(kg_node_path(env->items[i], "valueFrom", "configMapKeyRef",
                                                    "name", NULL)),
                          config_map))
                return true;
        }
        for (uint32_t i = 0; kg_node_is(from, KG_NODE_SEQUENCE) && i < from->count; i++) {
            if (kg_str_is(kg_node_text(kg_node_path(from->items[i], "configMapRef", "name", NULL)),
                          config_map))
                return true;
        }
    }
    return false;
}

static void judge_restart(struct kg_trial *trial, const struct kg_manifests *previous,
                          const struct kg_manifest *config_map)
{
    for (const struct kg_manifest *workload = NULL;
         (workload = kg_each(trial, workload, KG_SET_SERVING)) != NULL;) {
        const struct kg_manifest *before = twin(previous, workload);
        if (before == NULL || strcmp(workload->ref.namespace, config_map->ref.namespace) != 0 ||
            !kg_reads_by_env(workload, config_map->ref.name) ||
            !kg_same(field_of(before, "spec.template"), field_of(workload, "spec.template")))
            continue;
        kg_find_advise(trial,
                       kg_find(trial, config_map, "data",
                               "%s changes, but nothing restarts the pods of %s/%s, which read it "
                               "when they start",
                               config_map->ref.name, workload->ref.kind, workload->ref.name),
                       "After the apply: `%s`.",
                       kg_live_command(trial, workload, "kubectl rollout restart %s/%s",
                                       workload->kind == KG_KIND_STATEFUL_SET ? "statefulset"
                                       : workload->kind == KG_KIND_DEPLOYMENT ? "deployment"
                                                                              : "daemonset",
                                       workload->ref.name));
    }
}

void kg_check_restart(struct kg_trial *trial)
{
    const struct kg_manifests *previous = previous_of(trial);
    for (const struct kg_manifest *now = NULL;
         previous != NULL && (now = kg_each(trial, now, KG_SET(KG_KIND_CONFIG_MAP))) != NULL;) {
        const struct kg_manifest *before = twin(previous, now);
        if (before != NULL &&
            !kg_same(kg_node_get(before->node, "data"), kg_node_get(now->node, "data")))
            judge_restart(trial, previous, now);
    }
}
