/* KL111: do the Services lead to the agents that are ready, and to nobody else? */
#include <string.h>

#include "checks.h"
#include "kagent/object.h"
#include "live_trial.h"

/* The endpoints of one Service, as the cluster has them. */
struct endpoints {
    const char **names; /* of the pods that are served */
    size_t count;
    bool found; /* there is such an object at all */
};

static void add_endpoint(struct kg_arena *arena, struct endpoints *endpoints,
                         const struct kg_node *target)
{
    const char *name = kg_object_text(arena, kg_node_get(target, "name"));
    for (size_t i = 0; i < endpoints->count; i++)
        if (strcmp(endpoints->names[i], name) == 0)
            return;
    endpoints->names =
        kg_arena_extend(arena, endpoints->names, endpoints->count, sizeof *endpoints->names);
    endpoints->names[endpoints->count++] = name;
}

static void read_slices(struct kg_arena *arena, const struct kg_node *slices, const char *service,
                        struct endpoints *endpoints)
{
    for (uint32_t i = 0; i < kg_object_count(slices); i++) {
        const struct kg_node *slice = slices->items[i];
        const struct kg_node *list = kg_node_get(slice, "endpoints");
        if (!kg_str_is(kg_node_text(kg_node_path(slice, "metadata", "labels",
                                                 "kubernetes.io/service-name", NULL)),
                       service))
            continue;
        endpoints->found = true;
        for (uint32_t j = 0; j < kg_object_count(list); j++)
            /* Where it is not said, ready is to be taken for true. */
            if (!kg_str_is(kg_node_text(kg_node_path(list->items[j], "conditions", "ready", NULL)),
                           "false"))
                add_endpoint(arena, endpoints, kg_node_get(list->items[j], "targetRef"));
    }
}

static void read_endpoints(struct kg_arena *arena, const struct kg_node *items, const char *service,
                           struct endpoints *endpoints)
{
    for (uint32_t i = 0; i < kg_object_count(items); i++) {
        const struct kg_node *subsets = kg_node_get(items->items[i], "subsets");
        if (!kg_str_is(kg_object_metadata(items->items[i], "name"), service))
            continue;
        endpoints->found = true;
        for (uint32_t j = 0; j < kg_object_count(subsets); j++) {
            const struct kg_node *list = kg_node_get(subsets->items[j], "addresses");
            for (uint32_t k = 0; k < kg_object_count(list); k++)
                add_endpoint(arena, endpoints, kg_node_get(list->items[k], "targetRef"));
        }
    }
}

static bool is_served(const struct endpoints *endpoints, const char *pod)
{
    for (size_t i = 0; i < endpoints->count; i++)
        if (strcmp(endpoints->names[i], pod) == 0)
            return true;
    return false;
}

/* The agents that the Service should lead to, and does not; and those the other way round. */
static void compare(struct kg_trial *trial, const struct kg_manifest *service,
                    const struct endpoints *endpoints, bool unready_too)
{
    const struct kg_rollout *rollout = trial->rollout;
    const char **missing = kg_arena_zero(trial->arena, rollout->pod_count + 1, sizeof *missing);
    const char **extra = kg_arena_zero(trial->arena, rollout->pod_count + 1, sizeof *extra);
    size_t missing_count = 0;
    size_t extra_count = 0;
    for (size_t i = 0; i < rollout->pod_count; i++) {
        const struct kg_pod_row *pod = &rollout->pods[i];
        bool served = is_served(endpoints, pod->name);
        if (pod->ready && !pod->terminating && !served)
            missing[missing_count++] = pod->name;
        if (!pod->ready && !unready_too && served)
            extra[extra_count++] = pod->name;
    }
    if (missing_count > 0)
        kg_find_advise(trial,
                       kg_find(trial, service, "spec.selector",
                               "%s %s ready, and Service %s does not lead there",
                               kg_joined(trial->arena, missing, missing_count),
                               missing_count == 1 ? "is" : "are", service->ref.name),
                       "Compare the labels: `%s`. If they are right the controller is behind; "
                       "look again.",
                       kg_live_command(trial, NULL, "kubectl get pods --show-labels"));
    if (extra_count > 0)
        kg_find_advise(trial,
                       kg_find(trial, service, "spec.selector",
                               "Service %s leads to %s, which %s not ready", service->ref.name,
                               kg_joined(trial->arena, extra, extra_count),
                               extra_count == 1 ? "is" : "are"),
                       "The controller is behind; look again, and if it stays so, at the "
                       "kube-controller-manager.");
}

/* Pods that are none of the agents, although no other workload of the manifests is meant. */
static void find_strangers(struct kg_trial *trial, const struct kg_manifest *service,
                           const struct endpoints *endpoints)
{
    const struct kg_rollout *rollout = trial->rollout;
    const struct kg_node *selector = kg_node_path(service->node, "spec", "selector", NULL);
    const char **strangers = kg_arena_zero(trial->arena, endpoints->count + 1, sizeof *strangers);
    size_t count = 0;
    if (kg_manifests_labelled(trial->manifests, service->ref.namespace, selector).count > 1)
        return;
    for (size_t i = 0; i < endpoints->count; i++) {
        size_t pod = 0;
        while (pod < rollout->pod_count &&
               strcmp(rollout->pods[pod].name, endpoints->names[i]) != 0)
            pod++;
        if (pod == rollout->pod_count && endpoints->names[i][0] != '\0')
            strangers[count++] = endpoints->names[i];
    }
    if (count > 0)
        kg_find_advise(trial,
                       kg_find(trial, service, "spec.selector",
                               "Service %s leads to %s too, which %s none of the agents",
                               service->ref.name, kg_joined(trial->arena, strangers, count),
                               count == 1 ? "is" : "are"),
                       "Take the agents' labels from it, or select by one more label.");
}

/* A port of the Service that no endpoint has: it is named, and no container names one so. */
static void check_ports(struct kg_trial *trial, const struct kg_manifest *service,
                        const struct kg_node *slices)
{
    for (uint32_t i = 0; i < kg_object_count(slices); i++) {
        const struct kg_node *slice = slices->items[i];
        const struct kg_node *ports = kg_node_get(slice, "ports");
        const struct kg_node *wanted = kg_node_path(service->node, "spec", "ports", NULL);
        if (!kg_str_is(kg_node_text(kg_node_path(slice, "metadata", "labels",
                                                 "kubernetes.io/service-name", NULL)),
                       service->ref.name) ||
            kg_object_count(kg_node_get(slice, "endpoints")) == 0)
            continue;
        if (kg_object_count(ports) < kg_object_count(wanted)) {
            kg_find_advise(trial,
                           kg_find(trial, service, "spec.ports",
                                   "Service %s has %u ports, and its endpoints have %u",
                                   service->ref.name, kg_object_count(wanted),
                                   kg_object_count(ports)),
                           "A targetPort by name must be the name of a container's port.");
            return;
        }
    }
}

static void judge_service(struct kg_trial *trial, const struct kg_manifest *service)
{
    const struct kg_live *live = trial->live;
    const struct kg_node *spec = kg_node_get(service->node, "spec");
    bool slices = live->lists[KG_LIVE_SLICES].items != NULL;
    struct endpoints endpoints = {0};
    if (!kg_labels_have(trial->live_set->pod_labels, kg_node_get(spec, "selector")))
        return;
    const struct kg_live_object *object =
        kg_live_find(live, "Service", service->ref.namespace, service->ref.name);
    if (object == NULL || object->live == NULL)
        return; /* that it is not there is drift */
    if (slices)
        read_slices(trial->arena, live->lists[KG_LIVE_SLICES].items, service->ref.name, &endpoints);
    else
        read_endpoints(trial->arena, live->lists[KG_LIVE_ENDPOINTS].items, service->ref.name,
                       &endpoints);
    compare(trial, service, &endpoints,
            kg_is_true(trial, kg_node_get(spec, "publishNotReadyAddresses")));
    find_strangers(trial, service, &endpoints);
    if (slices)
        check_ports(trial, service, live->lists[KG_LIVE_SLICES].items);
}

void kg_check_endpoints(struct kg_trial *trial)
{
    const struct kg_manifest *set = kg_each_live(trial);
    if (set == NULL)
        return;
    if (trial->rollout->pods_unknown != NULL) {
        kg_find_unchecked(trial, set, "the endpoints of Services", trial->rollout->pods_unknown,
                          NULL);
        return;
    }
    const struct kg_snapshot_part *slices = &trial->live->lists[KG_LIVE_SLICES];
    if (slices->items == NULL && trial->live->lists[KG_LIVE_ENDPOINTS].items == NULL) {
        kg_live_items(trial, slices, "the endpoints of Services");
        return;
    }
    for (const struct kg_manifest *service = NULL;
         (service = kg_each(trial, service, KG_SET(KG_KIND_SERVICE))) != NULL;)
        judge_service(trial, service);
}
