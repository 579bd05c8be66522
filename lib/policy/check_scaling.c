/* How many pods there are, and how many there stay. */
#include <string.h>

#include "checks.h"

/* ---- autoscalers ---- */

int64_t kg_fewest_replicas(const struct kg_trial *trial, const struct kg_manifest *workload)
{
    int64_t count = 1; /* what the API server puts in where there is no number */
    const struct kg_manifest *scaler = kg_manifests_autoscaler(trial->manifests, workload);
    if (scaler != NULL)
        kg_whole(trial, kg_node_get(kg_spec_of(scaler), "minReplicas"), &count);
    else
        kg_whole(trial, kg_node_get(kg_spec_of(workload), "replicas"), &count);
    return count;
}

/* ---- KV020 ---- */

static void judge_autoscaler(struct kg_trial *trial, const struct kg_manifest *scaler)
{
    const struct kg_node *target = kg_node_get(kg_spec_of(scaler), "scaleTargetRef");
    struct kg_str kind = kg_text_at(target, "kind");
    struct kg_str name = kg_text_at(target, "name");
    const struct kg_manifest *workload =
        kg_manifests_named(trial->manifests, kind, scaler->ref.namespace, name);
    bool known = kg_str_is(kind, "StatefulSet") || kg_str_is(kind, "Deployment") ||
                 kg_str_is(kind, "ReplicaSet") || kg_str_is(kind, "ReplicationController");
    if (workload == NULL && known && !trial->closed)
        kg_find_elsewhere(trial, scaler, kg_quoted(trial, kind), name);
    if (workload == NULL && known && trial->closed)
        kg_find_advise(trial,
                       kg_find(trial, scaler, "spec.scaleTargetRef.name",
                               "there is no %s %s to scale", kg_quoted(trial, kind),
                               kg_quoted(trial, name)),
                       "Correct the name or the kind.");
    if (workload == NULL || kg_node_is_null(kg_node_get(kg_spec_of(workload), "replicas")))
        return;
    kg_find_advise(trial,
                   kg_find(trial, workload, "spec.replicas",
                           "the manifest sets a number of replicas that the autoscaler %s decides "
                           "about: every apply undoes what it did",
                           scaler->ref.name),
                   "Take spec.replicas out; docs/MANIFESTS.md tells how to hand over without "
                   "losing agents.");
}

void kg_check_autoscaler(struct kg_trial *trial)
{
    for (const struct kg_manifest *scaler = NULL;
         (scaler = kg_each(trial, scaler, KG_SET(KG_KIND_AUTOSCALER))) != NULL;)
        judge_autoscaler(trial, scaler);
}

/* ---- KV021 ---- */

/* A number or a percentage of `replicas`, rounded up as the eviction API does. -1: neither. */
static int64_t amount_of(const struct kg_trial *trial, const struct kg_node *node, int64_t replicas)
{
    int64_t number;
    struct kg_str text = kg_node_text(node);
    if (kg_whole(trial, node, &number))
        return number;
    if (!kg_str_ends(text, "%") || text.length > 4)
        return -1;
    number = 0;
    for (size_t i = 0; i + 1 < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return -1;
        number = number * 10 + (text.data[i] - '0');
    }
    return (number * replicas + 99) / 100;
}

static int64_t replicas_of_all(const struct kg_trial *trial, struct kg_manifest_list pods)
{
    int64_t sum = 0;
    for (size_t i = 0; i < pods.count; i++)
        sum += kg_fewest_replicas(trial, pods.items[i]);
    return sum;
}

/* Whether all have a number of replicas that is known here. */
static bool are_scaled(struct kg_manifest_list pods)
{
    for (size_t i = 0; i < pods.count; i++) {
        if ((KG_SET(pods.items[i]->kind) & KG_SET_SCALED) == 0)
            return false;
    }
    return pods.count > 0;
}

static void judge_budget(struct kg_trial *trial, const struct kg_manifest *budget,
                         struct kg_manifest_list pods)
{
    const struct kg_node *least = kg_node_get(kg_spec_of(budget), "minAvailable");
    const struct kg_node *most = kg_node_get(kg_spec_of(budget), "maxUnavailable");
    int64_t replicas = replicas_of_all(trial, pods);
    int64_t evictable = INT64_MAX;
    const char *path = least != NULL ? "spec.minAvailable" : "spec.maxUnavailable";
    if (replicas == 0)
        return;
    if (least != NULL && amount_of(trial, least, replicas) >= 0)
        evictable = replicas - amount_of(trial, least, replicas);
    else if (most != NULL && amount_of(trial, most, replicas) >= 0)
        evictable = amount_of(trial, most, replicas);
    if (evictable > 0)
        return;
    kg_find_advise(trial,
                   kg_find(trial, budget, path,
                           "no pod may ever be evicted (%lld replicas): a drain of their nodes "
                           "does not end",
                           (long long)replicas),
                   "Use maxUnavailable: 1, which is right for every number of replicas.");
}

void kg_check_budget(struct kg_trial *trial)
{
    for (const struct kg_manifest *budget = NULL;
         (budget = kg_each(trial, budget, KG_SET(KG_KIND_DISRUPTION_BUDGET))) != NULL;) {
        struct kg_manifest_list pods = kg_manifests_selected(
            trial->manifests, budget->ref.namespace, kg_node_get(kg_spec_of(budget), "selector"));
        if (are_scaled(pods))
            judge_budget(trial, budget, pods);
        if (pods.count == 0 && trial->closed)
            kg_find_advise(trial,
                           kg_find(trial, budget, "spec.selector",
                                   "%s selects no pods, and protects none", budget->ref.name),
                           "Select the labels of a pod template in its namespace.");
    }
}

/* ---- KV032 ---- */

static const struct kg_manifest *budget_of(struct kg_trial *trial, const struct kg_manifest *set)
{
    for (const struct kg_manifest *budget = NULL;
         (budget = kg_each(trial, budget, KG_SET(KG_KIND_DISRUPTION_BUDGET))) != NULL;) {
        if (strcmp(budget->ref.namespace, set->ref.namespace) == 0 &&
            kg_labels_match(set->pod_labels, kg_node_get(kg_spec_of(budget), "selector")))
            return budget;
    }
    return NULL;
}

void kg_check_budget_exists(struct kg_trial *trial)
{
    for (const struct kg_manifest *set = NULL; (set = kg_each_promised(trial, set)) != NULL;) {
        const struct kg_manifest *budget = budget_of(trial, set);
        if (kg_fewest_replicas(trial, set) < 2)
            continue;
        if (budget == NULL)
            kg_find_advise(trial,
                           kg_find_promised(trial, set, "",
                                            "no PodDisruptionBudget: drains may take all agents "
                                            "at once"),
                           "Switch components/pdb on in the overlay.");
        else if (!kg_str_is(kg_text_at(kg_spec_of(budget), "unhealthyPodEvictionPolicy"),
                            "AlwaysAllow"))
            kg_find_advise(trial,
                           kg_find(trial, budget, "spec.unhealthyPodEvictionPolicy",
                                   "pods that do not work block drains too"),
                           "Set unhealthyPodEvictionPolicy: AlwaysAllow.");
    }
}

/* ---- KV033 ---- */

void kg_check_single(struct kg_trial *trial)
{
    const struct kg_promises *promises = trial->promises;
    if (promises->replicas_node != NULL && promises->replicas.max <= 1 &&
        promises->class != KG_CLASS_PROD) {
        kg_irrelevant(trial, "one replica is promised");
        return;
    }
    for (const struct kg_manifest *set = NULL; (set = kg_each_promised(trial, set)) != NULL;) {
        if (kg_fewest_replicas(trial, set) != 1)
            continue;
        kg_find_advise(trial,
                       kg_find_promised(trial, set, "spec.replicas",
                                        "there is a single replica: the loss of its node is the "
                                        "loss of the service"),
                       "Ask for more than one.");
    }
}

/* ---- KV034 ---- */

void kg_check_update_strategy(struct kg_trial *trial)
{
    for (const struct kg_manifest *set = NULL;
         (set = kg_each(trial, set, KG_SET(KG_KIND_STATEFUL_SET))) != NULL;) {
        const struct kg_node *strategy = kg_node_get(kg_spec_of(set), "updateStrategy");
        int64_t partition = 0;
        kg_whole(trial, kg_node_path(strategy, "rollingUpdate", "partition", NULL), &partition);
        if (kg_str_is(kg_text_at(strategy, "type"), "OnDelete"))
            kg_find_advise(trial,
                           kg_find(trial, set, "spec.updateStrategy.type",
                                   "with OnDelete an apply changes no running pod, and `kubectl "
                                   "rollout status` cannot tell"),
                           "Use RollingUpdate.");
        else if (partition > 0)
            kg_find_advise(trial,
                           kg_find(trial, set, "spec.updateStrategy.rollingUpdate.partition",
                                   "pods below the ordinal %lld keep the old revision for ever",
                                   (long long)partition),
                           "Set partition to 0 when the trial has gone well.");
    }
}

/* ---- KV041 ---- */

static bool spreads_over_zones(const struct kg_manifest *set)
{
    const struct kg_node *list = kg_node_get(set->pod, "topologySpreadConstraints");
    for (uint32_t i = 0; kg_node_is(list, KG_NODE_SEQUENCE) && i < list->count; i++) {
        if (kg_str_is(kg_text_at(list->items[i], "topologyKey"), "topology.kubernetes.io/zone") &&
            kg_labels_match(set->pod_labels, kg_node_get(list->items[i], "labelSelector")))
            return true;
    }
    return false;
}

void kg_check_zones(struct kg_trial *trial)
{
    for (const struct kg_manifest *set = NULL; (set = kg_each_promised(trial, set)) != NULL;) {
        if (spreads_over_zones(set) || kg_fewest_replicas(trial, set) < 2)
            continue;
        kg_find_advise(
            trial,
            kg_find(trial, set, "spec.template.spec.topologySpreadConstraints",
                    "nothing spreads the pods over zones: one zone may take all of them along"),
            "Add a constraint with topologyKey topology.kubernetes.io/zone that selects the pods' "
            "labels, with whenUnsatisfiable: ScheduleAnyway.");
    }
}
