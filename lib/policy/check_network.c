/* KV043: what network policies leave of the agents' talk. */
#include <string.h>

#include "checks.h"

/* A port that has to stay open. */
struct opening {
    const char *direction; /* "Ingress" */
    const char *rules;     /* "ingress" */
    const char *protocol;
    int64_t number;
    struct kg_str name; /* of the container port; empty where it has none */
};

/* Whether a policy is about a direction: as declared, else by what it has rules for. */
static bool governs(const struct kg_node *spec, const struct opening *opening)
{
    const struct kg_node *types = kg_node_get(spec, "policyTypes");
    if (!kg_node_is_empty(types))
        return kg_lists(types, opening->direction);
    return strcmp(opening->direction, "Ingress") == 0 || kg_node_get(spec, "egress") != NULL;
}

static bool opens_port(const struct kg_trial *trial, const struct kg_node *port,
                       const struct opening *opening)
{
    struct kg_str protocol = kg_text_at(port, "protocol");
    const struct kg_node *wanted = kg_node_get(port, "port");
    int64_t first;
    int64_t last;
    if (!kg_str_is(protocol.length > 0 ? protocol : KG_STR("TCP"), opening->protocol))
        return false;
    if (wanted == NULL)
        return true;
    if (!kg_whole(trial, wanted, &first))
        return opening->name.length > 0 && kg_str_equal(kg_node_text(wanted), opening->name);
    if (!kg_whole(trial, kg_node_get(port, "endPort"), &last))
        last = first;
    return opening->number >= first && opening->number <= last;
}

static bool opens(const struct kg_trial *trial, const struct kg_node *spec,
                  const struct opening *opening)
{
    const struct kg_node *rules = kg_node_get(spec, opening->rules);
    for (uint32_t i = 0; kg_node_is(rules, KG_NODE_SEQUENCE) && i < rules->count; i++) {
        const struct kg_node *ports = kg_node_get(rules->items[i], "ports");
        if (kg_node_is_empty(ports))
            return true;
        for (uint32_t j = 0; kg_node_is(ports, KG_NODE_SEQUENCE) && j < ports->count; j++) {
            if (opens_port(trial, ports->items[j], opening))
                return true;
        }
    }
    return false;
}

/* Policies add up: a port is closed when one governs the direction and none opens it. */
static const struct kg_manifest *closed_by(struct kg_trial *trial, const struct kg_manifest *set,
                                           const struct opening *opening)
{
    const struct kg_manifest *closing = NULL;
    for (const struct kg_manifest *policy = NULL;
         (policy = kg_each(trial, policy, KG_SET(KG_KIND_NETWORK_POLICY))) != NULL;) {
        const struct kg_node *spec = kg_node_get(policy->node, "spec");
        if (strcmp(policy->ref.namespace, set->ref.namespace) != 0 ||
            !kg_labels_match(set->pod_labels, kg_node_get(spec, "podSelector")) ||
            !governs(spec, opening))
            continue;
        if (opens(trial, spec, opening))
            return NULL;
        closing = policy;
    }
    return closing;
}

static void judge_opening(struct kg_trial *trial, const struct kg_manifest *set,
                          const struct opening *opening)
{
    const struct kg_manifest *policy = closed_by(trial, set, opening);
    if (policy == NULL)
        return;
    kg_find_advise(trial,
                   kg_find(trial, policy, kg_arena_printf(trial->arena, "spec.%s", opening->rules),
                           "%s lets nobody reach the agents on port %lld", policy->ref.name,
                           (long long)opening->number),
                   "Add a rule for it under %s.", opening->rules);
}

static void judge_a2a(struct kg_trial *trial, const struct kg_manifest *set)
{
    struct kg_container container = {.manifest = set};
    while (kg_each_container(&container, KG_CONTAINERS_MAIN)) {
        const struct kg_node *ports = kg_node_get(container.node, "ports");
        for (uint32_t i = 0; kg_node_is(ports, KG_NODE_SEQUENCE) && i < ports->count; i++) {
            struct opening opening = {"Ingress", "ingress", "TCP", 0,
                                      kg_text_at(ports->items[i], "name")};
            if (kg_whole(trial, kg_node_get(ports->items[i], "containerPort"), &opening.number))
                judge_opening(trial, set, &opening);
        }
    }
}

static void judge_names(struct kg_trial *trial, const struct kg_manifest *set)
{
    const struct opening opening = {"Egress", "egress", "UDP", 53, KG_STR("")};
    const struct kg_manifest *policy = closed_by(trial, set, &opening);
    if (policy == NULL)
        return;
    kg_find_advise(trial,
                   kg_find(trial, policy, "spec.egress",
                           "%s lets the agents ask no DNS server: they find nobody by name",
                           policy->ref.name),
                   "Add a rule for port 53, UDP and TCP, under egress.");
}

void kg_check_network_policy(struct kg_trial *trial)
{
    if (kg_each(trial, NULL, KG_SET(KG_KIND_NETWORK_POLICY)) == NULL) {
        kg_irrelevant(trial, "there is no NetworkPolicy");
        return;
    }
    for (const struct kg_manifest *set = NULL; (set = kg_each_promised(trial, set)) != NULL;) {
        judge_a2a(trial, set);
        judge_names(trial, set);
    }
}
