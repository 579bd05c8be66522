#include "kagent/rules.h"

#include "kinds.h"

/* In the order in which people write them. */
static const struct kind kinds[] = {
    {"apps/v1", "StatefulSet", &kg_names_dns_label, &type_stateful_set},
    {"apps/v1", "Deployment", &kg_names_dns_subdomain, &type_deployment},
    {"apps/v1", "DaemonSet", &kg_names_dns_subdomain, &type_daemon_set},
    {"apps/v1", "ReplicaSet", &kg_names_dns_subdomain, &type_replica_set},
    {"v1", "Pod", &kg_names_dns_subdomain, &type_pod},
    {"v1", "PodTemplate", &kg_names_dns_subdomain, &type_pod_template},
    {"v1", "ReplicationController", &kg_names_dns_subdomain, &type_replication_controller},
};

static const struct kind *find_kind(struct kg_str api_version, struct kg_str name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kg_str_is(name, kinds[i].kind) && kg_str_is(api_version, kinds[i].api_version))
            return &kinds[i];
    }
    return NULL;
}

bool kg_rules_check(const struct kg_node *object, unsigned minor, struct kg_problems *problems)
{
    struct spot root = spot_of(object);
    struct judge judge = {.problems = problems,
                          .arena = problems->arena,
                          .root = &root,
                          .minor = minor != 0 ? minor : KG_RULES_NEWEST};
    if (!kg_node_is(object, KG_NODE_MAPPING))
        return false;
    const struct kind *kind = find_kind(field_text(&root, "apiVersion"), field_text(&root, "kind"));
    judge_metadata(&judge, &root, kind);
    if (kind != NULL && kind->type != NULL)
        judge_type(&judge, &root, kind->type);
    return kind != NULL;
}
