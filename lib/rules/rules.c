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
    {"v1", "Service", &kg_names_dns_label, &type_service},
    {"v1", "ConfigMap", &kg_names_dns_subdomain, &type_config_map},
    {"v1", "Secret", &kg_names_dns_subdomain, &type_secret},
    {"v1", "Namespace", &kg_names_dns_label, &type_namespace},
    {"v1", "ServiceAccount", &kg_names_dns_subdomain, NULL},
    {"rbac.authorization.k8s.io/v1", "Role", &path_segment, &type_role},
    {"rbac.authorization.k8s.io/v1", "RoleBinding", &path_segment, &type_role_binding},
    {"rbac.authorization.k8s.io/v1", "ClusterRole", &path_segment, &type_cluster_role},
    {"rbac.authorization.k8s.io/v1", "ClusterRoleBinding", &path_segment,
     &type_cluster_role_binding},
    {"policy/v1", "PodDisruptionBudget", &path_segment, &type_disruption_budget},
    {"autoscaling/v2", "HorizontalPodAutoscaler", &kg_names_dns_subdomain, &type_autoscaler},
    {"networking.k8s.io/v1", "NetworkPolicy", &kg_names_dns_subdomain, &type_network_policy},
    {"networking.k8s.io/v1", "Ingress", &kg_names_dns_subdomain, &type_ingress},
    {"networking.k8s.io/v1", "IngressClass", &kg_names_dns_subdomain, &type_ingress_class},
    {"batch/v1", "Job", &kg_names_dns_subdomain, &type_job},
    {"batch/v1", "CronJob", &kg_names_dns_subdomain, &type_cron_job},
    {"v1", "PersistentVolumeClaim", &kg_names_dns_subdomain, &type_claim},
    {"v1", "PersistentVolume", &kg_names_dns_subdomain, &type_volume_object},
    {"storage.k8s.io/v1", "StorageClass", &kg_names_dns_subdomain, &type_storage_class},
    {"v1", "ResourceQuota", &kg_names_dns_subdomain, &type_resource_quota},
    {"v1", "LimitRange", &kg_names_dns_subdomain, &type_limit_range},
    {"scheduling.k8s.io/v1", "PriorityClass", &kg_names_dns_subdomain, &type_priority_class},
    {"admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", &kg_names_dns_subdomain,
     &type_validating_webhooks},
    {"admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", &kg_names_dns_subdomain,
     &type_mutating_webhooks},
    {"apiextensions.k8s.io/v1", "CustomResourceDefinition", &kg_names_dns_subdomain,
     &type_definition},
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
