/* KL106, KL107, KL110 to KL113, KL116, KL117: what is around the agents in the cluster. */
#include <string.h>

#include "checks.h"
#include "kagent/limits.h"
#include "kagent/object.h"
#include "kagent/ownership.h"
#include "live_trial.h"

/* ---- KL106 ---- */

void kg_check_company(struct kg_trial *trial)
{
    const struct kg_manifest *set = kg_each_live(trial);
    const struct kg_capacity *capacity = trial->capacity;
    static const char path[] = "spec.template.spec.affinity.podAntiAffinity";
    if (set == NULL)
        return;
    if (capacity->unknown != NULL) {
        kg_find_unchecked(trial, set, "whether agents keep apart", capacity->unknown, NULL);
        return;
    }
    for (size_t i = 0; i < capacity->company_count; i++) {
        const struct kg_company *company = &capacity->companies[i];
        kg_find_advise(trial,
                       kg_find(trial, set, path,
                               "%s and %s are both on %s, which the required "
                               "anti-affinity forbids",
                               company->first, company->second, company->domain),
                       "It is heeded only when a pod is scheduled: `%s`.",
                       kg_live_command(trial, NULL, "kubectl delete pod %s", company->second));
    }
    if (capacity->topology_key == NULL || capacity->most == INT64_MAX ||
        capacity->most > trial->rollout->desired || trial->rollout->desired == 0)
        return;
    struct kg_finding *finding =
        kg_find(trial, set, path, "no node is to spare: %s", capacity->sentence);
    kg_find_at_most(finding, KG_SEVERITY_WARNING);
    kg_find_advise(trial, finding,
                   "When a node is lost its agent stays Pending until there is another. Add a "
                   "node.");
}

/* ---- KL107 ---- */

static const char *who_set(struct kg_trial *trial)
{
    struct kg_owner owner;
    if (!kg_limits_owner(trial->arena, trial->live->workload.statefulset, &owner))
        return "";
    struct kg_ownership ownership = {owner.manager, owner.operation, owner.subresource, owner.time};
    return kg_arena_printf(trial->arena, "; set by %s",
                           kg_ownership_text(trial->arena, &ownership));
}

void kg_check_live_replicas(struct kg_trial *trial)
{
    const struct kg_manifest *set = kg_each_live(trial);
    const struct kg_promises *promises = trial->promises;
    struct kg_autoscaler autoscaler;
    int64_t rendered;
    if (set == NULL)
        return;
    int64_t live = trial->rollout->desired;
    bool scaled = kg_limits_autoscaler(trial->arena, &trial->live->workload, &autoscaler);
    bool said = kg_whole(trial, kg_node_path(set->node, "spec", "replicas", NULL), &rendered);
    if (!said || rendered == live)
        return;
    struct kg_finding *finding = kg_find(trial, set, "spec.replicas",
                                         "%lld replicas in the cluster, %lld in the manifests%s",
                                         (long long)live, (long long)rendered, who_set(trial));
    if (scaled)
        kg_find_advise(trial, finding,
                       "HorizontalPodAutoscaler %s decides between %lld and %lld: take the number "
                       "out of the manifests, or each apply fights with it.",
                       autoscaler.name, (long long)autoscaler.least, (long long)autoscaler.most);
    else if (trial->subject->flags != NULL)
        kg_find_advise(trial, finding, "The next apply brings %lld back. To keep %lld: `%s`.",
                       (long long)rendered, (long long)live,
                       kg_live_command(trial, NULL, "kubectl kagent scale %lld %s --write",
                                       (long long)live, trial->subject->flags));
    else
        kg_find_advise(trial, finding,
                       "The next apply brings %lld back. To keep %lld, write it in the manifests.",
                       (long long)rendered, (long long)live);
    if (promises->scale_node != NULL && live >= promises->scale.min && live <= promises->scale.max)
        kg_find_at_most(finding, KG_SEVERITY_INFO);
}

/* ---- KL110 ---- */

/* When the container that reads a configuration by its environment was started. */
static int64_t started(const struct kg_node *pod)
{
    const struct kg_node *statuses = kg_node_path(pod, "status", "containerStatuses", NULL);
    int64_t first = KG_MOMENT_NONE;
    for (uint32_t i = 0; i < kg_object_count(statuses); i++) {
        int64_t time = kg_object_moment(
            kg_node_path(statuses->items[i], "state", "running", "startedAt", NULL));
        if (time != KG_MOMENT_NONE && (first == KG_MOMENT_NONE || time < first))
            first = time;
    }
    return first;
}

static void judge_config_map(struct kg_trial *trial, const struct kg_manifest *set,
                             const struct kg_node *config_map)
{
    const struct kg_rollout *rollout = trial->rollout;
    struct kg_arena *arena = trial->arena;
    const char *name = kg_object_name(arena, config_map);
    const char **stale = kg_arena_zero(arena, rollout->pod_count + 1, sizeof *stale);
    int64_t changed = kg_ownership_changed(config_map, "f:data");
    size_t count = 0;
    for (size_t i = 0; i < rollout->pod_count; i++) {
        int64_t since = started(rollout->pods[i].object);
        if (since != KG_MOMENT_NONE && changed != KG_MOMENT_NONE && since < changed)
            stale[count++] = rollout->pods[i].name;
    }
    if (count == 0)
        return;
    kg_find_advise(
        trial,
        kg_find_about(trial,
                      kg_find(trial, set, "",
                              "%s started before ConfigMap %s was changed (%s), and "
                              "still %s the old values",
                              kg_joined(arena, stale, count), name, kg_moment_text(arena, changed),
                              count == 1 ? "has" : "have"),
                      "v1", "ConfigMap", name),
        "`%s`",
        kg_live_command(trial, NULL, "kubectl rollout restart statefulset/%s", set->ref.name));
}

void kg_check_stale_configuration(struct kg_trial *trial)
{
    const struct kg_manifest *set = kg_each_live(trial);
    const struct kg_node *maps =
        set == NULL ? NULL
                    : kg_live_items(trial, &trial->live->lists[KG_LIVE_CONFIG_MAPS],
                                    "whether agents have the newest configuration");
    for (uint32_t i = 0; i < kg_object_count(maps); i++)
        if (kg_reads_by_env(set, kg_object_name(trial->arena, maps->items[i])))
            judge_config_map(trial, set, maps->items[i]);
}

/* ---- KL112, KL113 ---- */

void kg_check_live_budget(struct kg_trial *trial)
{
    const struct kg_manifest *set = kg_each_live(trial);
    const struct kg_node *items =
        set == NULL ? NULL
                    : kg_live_items(trial, &trial->live->workload.lists[KG_LIST_BUDGETS],
                                    "disruption budgets");
    const struct kg_budget *budgets;
    if (items == NULL)
        return;
    size_t count =
        kg_limits_budgets(trial->arena, &trial->live->workload, trial->rollout->desired, &budgets);
    for (size_t i = 0; i < count; i++) {
        if (budgets[i].allowed > 0 || trial->rollout->desired == 0)
            continue;
        kg_find_advise(trial,
                       kg_find_about(trial, kg_find(trial, set, "", "%s", budgets[i].sentence),
                                     "policy/v1", "PodDisruptionBudget", budgets[i].name),
                       "No node with an agent can be drained. `maxUnavailable: 1` is right for any "
                       "number of replicas.");
    }
}

void kg_check_live_autoscaler(struct kg_trial *trial)
{
    const struct kg_manifest *set = kg_each_live(trial);
    struct kg_autoscaler autoscaler;
    if (set == NULL || kg_live_items(trial, &trial->live->workload.lists[KG_LIST_AUTOSCALERS],
                                     "autoscalers") == NULL)
        return;
    if (!kg_limits_autoscaler(trial->arena, &trial->live->workload, &autoscaler))
        return;
    if (!autoscaler.active)
        kg_find_advise(trial,
                       kg_find_about(trial,
                                     kg_find(trial, set, "",
                                             "HorizontalPodAutoscaler %s does not "
                                             "scale: %s",
                                             autoscaler.name,
                                             autoscaler.condition != NULL ? autoscaler.condition
                                                                          : "it does not say why"),
                                     "autoscaling/v2", "HorizontalPodAutoscaler", autoscaler.name),
                       "`%s` tells more; `%s` whether there are metrics.",
                       kg_live_command(trial, NULL, "kubectl describe hpa %s", autoscaler.name),
                       kg_live_command(trial, NULL, "kubectl top pods"));
    else if (trial->rollout->desired >= autoscaler.most)
        kg_find_advise(trial,
                       kg_find_about(trial,
                                     kg_find(trial, set, "",
                                             "HorizontalPodAutoscaler %s is at its "
                                             "maximum of %lld",
                                             autoscaler.name, (long long)autoscaler.most),
                                     "autoscaling/v2", "HorizontalPodAutoscaler", autoscaler.name),
                       "If that lasts, raise maxReplicas.");
}

/* ---- KL116 ---- */

/* The ordinal of a claim "TEMPLATE-SET-N"; -1 for another name. */
static int64_t claim_ordinal(struct kg_arena *arena, struct kg_str name, struct kg_str template,
                             const char *set)
{
    const char *prefix = kg_arena_printf(arena, "%.*s-%s-", KG_STR_ARG(template), set);
    struct kg_node number = {.kind = KG_NODE_SCALAR};
    if (!kg_str_starts(name, prefix))
        return -1;
    number.text = kg_str_from_index(name, strlen(prefix));
    return kg_object_integer(&number, -1);
}

static void judge_claim(struct kg_trial *trial, const struct kg_manifest *set,
                        const struct kg_node *claim, int64_t ordinal)
{
    const struct kg_rollout *rollout = trial->rollout;
    const char *name = kg_object_name(trial->arena, claim);
    const char *phase = kg_object_text(trial->arena, kg_node_path(claim, "status", "phase", NULL));
    struct kg_finding *finding;
    if (ordinal >= rollout->start + rollout->desired) {
        finding =
            kg_find(trial, set, "", "claim %s was left behind by an agent that is gone", name);
        kg_find_at_most(finding, KG_SEVERITY_INFO);
        kg_find_advise(trial, finding,
                       "It keeps its data for the next scale-up. If nobody wants that: `%s`.",
                       kg_live_command(trial, NULL, "kubectl delete pvc %s", name));
    } else if (strcmp(phase, "Bound") != 0) {
        finding = kg_find(trial, set, "spec.volumeClaimTemplates", "claim %s is %s", name,
                          phase[0] != '\0' ? phase : "not bound");
        kg_find_advise(trial, finding, "`%s` tells why.",
                       kg_live_command(trial, NULL, "kubectl describe pvc %s", name));
    } else {
        return;
    }
    kg_find_about(trial, finding, "v1", "PersistentVolumeClaim", name);
}

void kg_check_claims(struct kg_trial *trial)
{
    const struct kg_manifest *set = kg_each_live(trial);
    const struct kg_node *templates =
        set == NULL
            ? NULL
            : kg_node_path(trial->live->workload.statefulset, "spec", "volumeClaimTemplates", NULL);
    if (kg_object_count(templates) == 0)
        return;
    const struct kg_node *claims =
        kg_live_items(trial, &trial->live->lists[KG_LIVE_CLAIMS], "the agents' claims");
    for (uint32_t i = 0; i < kg_object_count(claims); i++)
        for (uint32_t j = 0; j < kg_object_count(templates); j++) {
            int64_t ordinal =
                claim_ordinal(trial->arena, kg_object_metadata(claims->items[i], "name"),
                              kg_object_metadata(templates->items[j], "name"), set->ref.name);
            if (ordinal >= 0)
                judge_claim(trial, set, claims->items[i], ordinal);
        }
}

/* ---- KL117 ---- */

/* The path that a warning about a field begins with, "spec.a[0].b: ...", or "". */
static const char *path_of(struct kg_arena *arena, struct kg_str warning)
{
    ptrdiff_t colon = kg_str_find(warning, ':');
    struct kg_str path = {warning.data, colon < 0 ? 0 : (size_t)colon};
    bool is_path = kg_str_find(path, ' ') < 0 &&
                   (kg_str_starts(path, "spec.") || kg_str_starts(path, "metadata."));
    return is_path ? kg_str_copy(arena, path) : "";
}

static bool says(const struct kg_node *warnings, struct kg_str text)
{
    for (uint32_t i = 0; i < kg_object_count(warnings); i++)
        if (kg_str_equal(kg_node_text(warnings->items[i]), text))
            return true;
    return false;
}

/* Whether it is about an object of the manifests. */
static bool is_about_object(const struct kg_live *live, struct kg_str text)
{
    for (size_t i = 0; i < live->object_count; i++)
        if (says(live->objects[i].warnings, text))
            return true;
    return false;
}

static void report_warning(struct kg_trial *trial, const struct kg_manifest *manifest,
                           struct kg_str text)
{
    static const char format[] = "the API server warns: %.*s";
    if (manifest == NULL)
        kg_find_node(trial, NULL, NULL, "", format, KG_STR_ARG(text));
    else
        kg_find(trial, manifest, path_of(trial->arena, text), format, KG_STR_ARG(text));
}

void kg_check_api_warnings(struct kg_trial *trial)
{
    const struct kg_node *all = trial->live->warnings;
    trial->looked = true;
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_ALL)) != NULL;) {
        const struct kg_live_object *object = kg_live_object_of(trial, manifest);
        const struct kg_node *its = object == NULL ? NULL : object->warnings;
        for (uint32_t i = 0; i < kg_object_count(its); i++)
            report_warning(trial, manifest, kg_node_text(its->items[i]));
    }
    for (uint32_t i = 0; i < kg_object_count(all); i++)
        if (!is_about_object(trial->live, kg_node_text(all->items[i])))
            report_warning(trial, NULL, kg_node_text(all->items[i]));
}
