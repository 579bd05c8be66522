/* What the environment promises of its StatefulSet. */
#include "checks.h"
#include "live_trial.h"

static const char affinity_path[] = "spec.template.spec.affinity.podAntiAffinity";
static const char required[] = "requiredDuringSchedulingIgnoredDuringExecution";
static const char preferred[] = "preferredDuringSchedulingIgnoredDuringExecution";

void kg_check_stateful_set(struct kg_trial *trial)
{
    const struct kg_promises *promises = trial->promises;
    const struct kg_manifest *set = kg_each_promised(trial, NULL);
    if (set != NULL || !trial->closed || trial->subject->kind != KG_VERIFIED_ENVIRONMENT) {
        kg_irrelevant(trial, "it is about environments");
        return;
    }
    const struct kg_node *where =
        promises->stateful_set_node != NULL ? promises->stateful_set_node : promises->document;
    struct kg_finding *finding =
        promises->stateful_set != NULL
            ? kg_find_node(trial, NULL, where, "", "%s has no StatefulSet %s", trial->subject->name,
                           promises->stateful_set)
            : kg_find_node(trial, NULL, where, "", "%s has no StatefulSet", trial->subject->name);
    kg_find_advise(trial, finding,
                   "List ../../base under `resources`, or check which patch removes it.");
}

/* ---- anti-affinity ---- */

static const struct kg_node *anti_affinity(const struct kg_manifest *set)
{
    return kg_node_path(set->pod, "affinity", "podAntiAffinity", NULL);
}

/* The term of an entry of either list: the preferred ones have it wrapped, with a weight. */
static const struct kg_node *term_of(const struct kg_node *entry)
{
    const struct kg_node *wrapped = kg_node_get(entry, "podAffinityTerm");
    return wrapped != NULL ? wrapped : entry;
}

/* Whether the list has a term that goes by this topology. */
static bool goes_by(const struct kg_node *list, const char *topology)
{
    for (uint32_t i = 0; kg_node_is(list, KG_NODE_SEQUENCE) && i < list->count; i++) {
        if (kg_str_is(kg_node_text(kg_node_get(term_of(list->items[i]), "topologyKey")), topology))
            return true;
    }
    return false;
}

static bool has_terms(const struct kg_node *list)
{
    return kg_node_is(list, KG_NODE_SEQUENCE) && list->count > 0;
}

static void advise_promise(struct kg_trial *trial, struct kg_finding *finding, const char *edit,
                           const struct kg_node *promise)
{
    kg_find_advise(trial, finding, "%s Or change the promise in %s.", edit,
                   kg_declared_at(trial, promise));
}

/* The list that is promised must be there, and go by the topology. */
static void expect_list(struct kg_trial *trial, const struct kg_manifest *set, const char *kind,
                        const char *list)
{
    const struct kg_promises *promises = trial->promises;
    const struct kg_node *terms = kg_node_get(anti_affinity(set), list);
    const char *path = kg_arena_printf(trial->arena, "%s.%s", affinity_path, list);
    struct kg_finding *finding;
    if (goes_by(terms, promises->topology_key))
        return;
    if (has_terms(terms)) {
        path = kg_arena_printf(trial->arena, "%s[0]%s.topologyKey", path,
                               list == preferred ? ".podAffinityTerm" : "");
        finding =
            kg_find_promised(trial, set, path, "no %s anti-affinity goes by %s, as %s promises",
                             kind, promises->topology_key, trial->subject->name);
    } else {
        finding = kg_find_promised(trial, set, path,
                                   "the pods have no %s anti-affinity, which %s promises", kind,
                                   trial->subject->name);
    }
    advise_promise(trial, finding,
                   kg_arena_printf(trial->arena,
                                   "Give podAntiAffinity.%s a term with topologyKey %s.", list,
                                   promises->topology_key),
                   promises->anti_affinity_node);
}

static void expect_no_list(struct kg_trial *trial, const struct kg_manifest *set, const char *kind,
                           const char *list)
{
    if (!has_terms(kg_node_get(anti_affinity(set), list)))
        return;
    const char *path = kg_arena_printf(trial->arena, "%s.%s", affinity_path, list);
    struct kg_finding *finding = kg_find_promised(
        trial, set, path, "the pods have %s anti-affinity, and %s promises %s", kind,
        trial->subject->name,
        trial->promises->anti_affinity == KG_ANTI_AFFINITY_NONE ? "none" : "preferred");
    advise_promise(trial, finding, kg_arena_printf(trial->arena, "Take %s out.", list),
                   trial->promises->anti_affinity_node);
}

static void judge_anti_affinity(struct kg_trial *trial, const struct kg_manifest *set)
{
    switch (trial->promises->anti_affinity) {
    case KG_ANTI_AFFINITY_REQUIRED:
        expect_list(trial, set, "required", required);
        break;
    case KG_ANTI_AFFINITY_PREFERRED:
        expect_list(trial, set, "preferred", preferred);
        expect_no_list(trial, set, "required", required);
        break;
    default:
        expect_no_list(trial, set, "preferred", preferred);
        expect_no_list(trial, set, "required", required);
        break;
    }
}

void kg_check_anti_affinity(struct kg_trial *trial)
{
    if (trial->promises->anti_affinity_node == NULL) {
        kg_irrelevant(trial, "no anti-affinity is promised");
        return;
    }
    for (const struct kg_manifest *set = NULL; (set = kg_each_promised(trial, set)) != NULL;)
        judge_anti_affinity(trial, set);
}

/* ---- whom the anti-affinity is about ---- */

static bool looks_into(const struct kg_node *term, const char *namespace)
{
    const struct kg_node *namespaces = kg_node_get(term, "namespaces");
    if (kg_node_get(term, "namespaceSelector") != NULL)
        return true; /* which namespaces have these labels is not known here */
    if (!has_terms(namespaces))
        return true;
    for (uint32_t i = 0; i < namespaces->count; i++) {
        if (kg_str_is(kg_node_text(namespaces->items[i]), namespace))
            return true;
    }
    return false;
}

/* Whether the terms keep the set's own pods apart. */
static bool keeps_apart(const struct kg_manifest *set, const struct kg_node *list)
{
    for (uint32_t i = 0; has_terms(list) && i < list->count; i++) {
        const struct kg_node *term = term_of(list->items[i]);
        if (kg_labels_match(set->pod_labels, kg_node_get(term, "labelSelector")) &&
            looks_into(term, set->ref.namespace))
            return true;
    }
    return false;
}

static void judge_term(struct kg_trial *trial, const struct kg_manifest *set, const char *kind,
                       const char *list)
{
    const struct kg_node *terms = kg_node_get(anti_affinity(set), list);
    if (!has_terms(terms) || keeps_apart(set, terms))
        return;
    const char *path = kg_arena_printf(trial->arena, "%s.%s[0]%s.labelSelector", affinity_path,
                                       list, list == preferred ? ".podAffinityTerm" : "");
    kg_find_advise(trial,
                   kg_find(trial, set, path,
                           "the %s anti-affinity does not select the pods of %s/%s itself, so it "
                           "keeps none of them apart",
                           kind, set->ref.kind, set->ref.name),
                   "Select the labels of the pod template, in its own namespace.");
}

void kg_check_anti_affinity_term(struct kg_trial *trial)
{
    for (const struct kg_manifest *set = NULL; (set = kg_each_promised(trial, set)) != NULL;) {
        judge_term(trial, set, "required", required);
        judge_term(trial, set, "preferred", preferred);
    }
}

/* ---- replicas ---- */

static bool is_within(int64_t count, const struct kg_range *range)
{
    return count >= range->min && count <= range->max;
}

static void expect_count(struct kg_trial *trial, const struct kg_manifest *manifest,
                         const char *path, int64_t count)
{
    const struct kg_promises *promises = trial->promises;
    if (is_within(count, &promises->replicas))
        return;
    struct kg_finding *finding = kg_find_promised(
        trial, manifest, path, "%s is %lld, and %s promises %s", path, (long long)count,
        trial->subject->name, kg_range_text(trial->arena, &promises->replicas));
    const char *edit =
        kg_arena_printf(trial->arena, "Set it to %lld.", (long long)promises->replicas.min);
    advise_promise(trial, finding, edit, promises->replicas_node);
}

/* The autoscaler's floor is the number of replicas; its ceiling is bounded by `scale`. */
static void judge_autoscaler(struct kg_trial *trial, const struct kg_manifest *scaler)
{
    const struct kg_node *spec = kg_node_get(scaler->node, "spec");
    const struct kg_promises *promises = trial->promises;
    int64_t count = 1; /* what the API server puts in where there is no minReplicas */
    kg_whole(trial, kg_node_get(spec, "minReplicas"), &count);
    expect_count(trial, scaler, "spec.minReplicas", count);
    if (promises->scale_node == NULL ||
        !kg_whole(trial, kg_node_get(spec, "maxReplicas"), &count) || count <= promises->scale.max)
        return;
    struct kg_finding *finding = kg_find_promised(
        trial, scaler, "spec.maxReplicas",
        "spec.maxReplicas is %lld, and %s promises to stay at %s", (long long)count,
        trial->subject->name, kg_range_text(trial->arena, &promises->scale));
    advise_promise(trial, finding, "Lower it.", promises->scale_node);
}

void kg_check_replicas(struct kg_trial *trial)
{
    if (trial->promises->replicas_node == NULL) {
        kg_irrelevant(trial, "no number of replicas is promised");
        return;
    }
    for (const struct kg_manifest *set = NULL; (set = kg_each_promised(trial, set)) != NULL;) {
        const struct kg_node *replicas = kg_node_path(set->node, "spec", "replicas", NULL);
        const struct kg_manifest *scaler = kg_manifests_autoscaler(trial->manifests, set);
        int64_t count = 1; /* what the API server puts in where there is no number */
        if (scaler != NULL)
            judge_autoscaler(trial, scaler);
        if (kg_whole(trial, replicas, &count) || scaler == NULL)
            expect_count(trial, set, "spec.replicas", count);
    }
}

/* ---- order ---- */

void kg_check_ordered(struct kg_trial *trial)
{
    for (const struct kg_manifest *set = NULL; (set = kg_each_promised(trial, set)) != NULL;) {
        struct kg_str policy =
            kg_node_text(kg_node_path(set->node, "spec", "podManagementPolicy", NULL));
        if (policy.length == 0 || kg_str_is(policy, "OrderedReady"))
            continue;
        kg_find_advise(trial,
                       kg_find(trial, set, "spec.podManagementPolicy",
                               "podManagementPolicy is %s: agents would start and stop all at once",
                               kg_quoted(trial, policy)),
                       "Set it to OrderedReady. A StatefulSet that runs must be made anew for it: "
                       "`%s`, then apply.",
                       kg_live_command(trial, set, "kubectl delete statefulset %s --cascade=orphan",
                                       set->ref.name));
    }
}
