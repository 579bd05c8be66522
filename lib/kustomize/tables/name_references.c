/*
 * name_references: the fields that hold the name of another object: kustomize
 * 5.5's defaults, by the kind of the object that is named.
 *
 * As in the original, one row is there twice (Ingress spec/tls/secretName) and
 * IngressClass has a group that no object has, so that spec/ingressClassName is
 * never changed.
 */
#include "fieldspecs.h"

/* clang-format off: one row a line, however long */

#define POD      "spec/template/spec/"
#define CRON_POD "spec/jobTemplate/spec/template/spec/"

static const struct kg_fieldspec_row storage_class_names[] = {
    FIND("", "", "PersistentVolume", "spec/storageClassName"),
    FIND("", "", "PersistentVolumeClaim", "spec/storageClassName"),
    FIND("", "", "StatefulSet", "spec/volumeClaimTemplates/spec/storageClassName"),
};

static const struct kg_fieldspec_row service_account_names[] = {
    FIND("rbac.authorization.k8s.io", "", "RoleBinding", "subjects"),
    FIND("rbac.authorization.k8s.io", "", "ClusterRoleBinding", "subjects"),
    FIND("", "", "Pod", "spec/serviceAccountName"),
    FIND("", "", "StatefulSet", POD "serviceAccountName"),
    FIND("", "", "Deployment", POD "serviceAccountName"),
    FIND("", "", "ReplicationController", POD "serviceAccountName"),
    FIND("", "", "CronJob", CRON_POD "serviceAccountName"),
    FIND("", "", "Job", POD "serviceAccountName"),
    FIND("", "", "DaemonSet", POD "serviceAccountName"),
};

static const struct kg_fieldspec_row role_names[] = {
    FIND("rbac.authorization.k8s.io", "", "RoleBinding", "roleRef/name"),
};

static const struct kg_fieldspec_row cluster_role_names[] = {
    FIND("rbac.authorization.k8s.io", "", "RoleBinding", "roleRef/name"),
    FIND("rbac.authorization.k8s.io", "", "ClusterRoleBinding", "roleRef/name"),
};

static const struct kg_fieldspec_row config_map_names[] = {
    FIND("", "v1", "Pod", "spec/volumes/configMap/name"),
    FIND("", "v1", "Pod", "spec/containers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "v1", "Pod", "spec/initContainers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "v1", "Pod", "spec/containers/envFrom/configMapRef/name"),
    FIND("", "v1", "Pod", "spec/initContainers/envFrom/configMapRef/name"),
    FIND("", "v1", "Pod", "spec/volumes/projected/sources/configMap/name"),
    FIND("", "", "PodTemplate", "template/spec/volumes/configMap/name"),
    FIND("", "", "PodTemplate", "template/spec/containers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "PodTemplate", "template/spec/initContainers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "PodTemplate", "template/spec/containers/envFrom/configMapRef/name"),
    FIND("", "", "PodTemplate", "template/spec/initContainers/envFrom/configMapRef/name"),
    FIND("", "", "PodTemplate", "template/spec/volumes/projected/sources/configMap/name"),
    FIND("", "", "Deployment", POD "volumes/configMap/name"),
    FIND("", "", "Deployment", POD "containers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "Deployment", POD "initContainers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "Deployment", POD "containers/envFrom/configMapRef/name"),
    FIND("", "", "Deployment", POD "initContainers/envFrom/configMapRef/name"),
    FIND("", "", "Deployment", POD "volumes/projected/sources/configMap/name"),
    FIND("", "", "ReplicaSet", POD "volumes/configMap/name"),
    FIND("", "", "ReplicaSet", POD "containers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "ReplicaSet", POD "initContainers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "ReplicaSet", POD "containers/envFrom/configMapRef/name"),
    FIND("", "", "ReplicaSet", POD "initContainers/envFrom/configMapRef/name"),
    FIND("", "", "ReplicaSet", POD "volumes/projected/sources/configMap/name"),
    FIND("", "", "DaemonSet", POD "volumes/configMap/name"),
    FIND("", "", "DaemonSet", POD "containers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "DaemonSet", POD "initContainers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "DaemonSet", POD "containers/envFrom/configMapRef/name"),
    FIND("", "", "DaemonSet", POD "initContainers/envFrom/configMapRef/name"),
    FIND("", "", "DaemonSet", POD "volumes/projected/sources/configMap/name"),
    FIND("", "", "StatefulSet", POD "volumes/configMap/name"),
    FIND("", "", "StatefulSet", POD "containers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "StatefulSet", POD "initContainers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "StatefulSet", POD "containers/envFrom/configMapRef/name"),
    FIND("", "", "StatefulSet", POD "initContainers/envFrom/configMapRef/name"),
    FIND("", "", "StatefulSet", POD "volumes/projected/sources/configMap/name"),
    FIND("", "", "Job", POD "volumes/configMap/name"),
    FIND("", "", "Job", POD "containers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "Job", POD "initContainers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "Job", POD "containers/envFrom/configMapRef/name"),
    FIND("", "", "Job", POD "initContainers/envFrom/configMapRef/name"),
    FIND("", "", "Job", POD "volumes/projected/sources/configMap/name"),
    FIND("", "", "CronJob", CRON_POD "volumes/configMap/name"),
    FIND("", "", "CronJob", CRON_POD "volumes/projected/sources/configMap/name"),
    FIND("", "", "CronJob", CRON_POD "containers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "CronJob", CRON_POD "initContainers/env/valueFrom/configMapKeyRef/name"),
    FIND("", "", "CronJob", CRON_POD "containers/envFrom/configMapRef/name"),
    FIND("", "", "CronJob", CRON_POD "initContainers/envFrom/configMapRef/name"),
    FIND("", "", "Node", "spec/configSource/configMap"),
    FIND("", "", "Role", "rules/resourceNames"),
    FIND("", "", "ClusterRole", "rules/resourceNames"),
    FIND("", "", "Ingress",
         "metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap"),
};

static const struct kg_fieldspec_row secret_names[] = {
    FIND("", "v1", "Pod", "spec/volumes/secret/secretName"),
    FIND("", "v1", "Pod", "spec/containers/env/valueFrom/secretKeyRef/name"),
    FIND("", "v1", "Pod", "spec/initContainers/env/valueFrom/secretKeyRef/name"),
    FIND("", "v1", "Pod", "spec/containers/envFrom/secretRef/name"),
    FIND("", "v1", "Pod", "spec/initContainers/envFrom/secretRef/name"),
    FIND("", "v1", "Pod", "spec/imagePullSecrets/name"),
    FIND("", "v1", "Pod", "spec/volumes/projected/sources/secret/name"),
    FIND("", "", "PodTemplate", "template/spec/volumes/secret/secretName"),
    FIND("", "", "PodTemplate", "template/spec/containers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "PodTemplate", "template/spec/initContainers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "PodTemplate", "template/spec/containers/envFrom/secretRef/name"),
    FIND("", "", "PodTemplate", "template/spec/initContainers/envFrom/secretRef/name"),
    FIND("", "", "PodTemplate", "template/spec/imagePullSecrets/name"),
    FIND("", "", "PodTemplate", "template/spec/volumes/projected/sources/secret/name"),
    FIND("", "", "Deployment", POD "volumes/secret/secretName"),
    FIND("", "", "Deployment", POD "containers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "Deployment", POD "initContainers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "Deployment", POD "containers/envFrom/secretRef/name"),
    FIND("", "", "Deployment", POD "initContainers/envFrom/secretRef/name"),
    FIND("", "", "Deployment", POD "imagePullSecrets/name"),
    FIND("", "", "Deployment", POD "volumes/projected/sources/secret/name"),
    FIND("", "", "ReplicaSet", POD "volumes/secret/secretName"),
    FIND("", "", "ReplicaSet", POD "containers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "ReplicaSet", POD "initContainers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "ReplicaSet", POD "containers/envFrom/secretRef/name"),
    FIND("", "", "ReplicaSet", POD "initContainers/envFrom/secretRef/name"),
    FIND("", "", "ReplicaSet", POD "imagePullSecrets/name"),
    FIND("", "", "ReplicaSet", POD "volumes/projected/sources/secret/name"),
    FIND("", "", "DaemonSet", POD "volumes/secret/secretName"),
    FIND("", "", "DaemonSet", POD "containers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "DaemonSet", POD "initContainers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "DaemonSet", POD "containers/envFrom/secretRef/name"),
    FIND("", "", "DaemonSet", POD "initContainers/envFrom/secretRef/name"),
    FIND("", "", "DaemonSet", POD "imagePullSecrets/name"),
    FIND("", "", "DaemonSet", POD "volumes/projected/sources/secret/name"),
    FIND("", "", "StatefulSet", POD "volumes/secret/secretName"),
    FIND("", "", "StatefulSet", POD "containers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "StatefulSet", POD "initContainers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "StatefulSet", POD "containers/envFrom/secretRef/name"),
    FIND("", "", "StatefulSet", POD "initContainers/envFrom/secretRef/name"),
    FIND("", "", "StatefulSet", POD "imagePullSecrets/name"),
    FIND("", "", "StatefulSet", POD "volumes/projected/sources/secret/name"),
    FIND("", "", "Job", POD "volumes/secret/secretName"),
    FIND("", "", "Job", POD "containers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "Job", POD "initContainers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "Job", POD "containers/envFrom/secretRef/name"),
    FIND("", "", "Job", POD "initContainers/envFrom/secretRef/name"),
    FIND("", "", "Job", POD "imagePullSecrets/name"),
    FIND("", "", "Job", POD "volumes/projected/sources/secret/name"),
    FIND("", "", "CronJob", CRON_POD "volumes/secret/secretName"),
    FIND("", "", "CronJob", CRON_POD "volumes/projected/sources/secret/name"),
    FIND("", "", "CronJob", CRON_POD "containers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "CronJob", CRON_POD "initContainers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "CronJob", CRON_POD "containers/envFrom/secretRef/name"),
    FIND("", "", "CronJob", CRON_POD "initContainers/envFrom/secretRef/name"),
    FIND("", "", "CronJob", CRON_POD "imagePullSecrets/name"),
    FIND("", "", "Ingress", "spec/tls/secretName"),
    FIND("", "", "Ingress", "metadata/annotations/ingress.kubernetes.io\\/auth-secret"),
    FIND("", "", "Ingress", "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret"),
    FIND("", "", "Ingress", "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret"),
    FIND("", "", "Ingress", "spec/tls/secretName"),
    FIND("", "", "ServiceAccount", "imagePullSecrets/name"),
    FIND("", "", "StorageClass", "parameters/secretName"),
    FIND("", "", "StorageClass", "parameters/adminSecretName"),
    FIND("", "", "StorageClass", "parameters/userSecretName"),
    FIND("", "", "StorageClass", "parameters/secretRef"),
    FIND("", "", "Role", "rules/resourceNames"),
    FIND("", "", "ClusterRole", "rules/resourceNames"),
    FIND("serving.knative.dev", "v1", "Service", POD "containers/env/valueFrom/secretKeyRef/name"),
    FIND("", "", "PersistentVolume", "spec/azureFile/secretName"),
};

static const struct kg_fieldspec_row service_names[] = {
    FIND("apps", "", "StatefulSet", "spec/serviceName"),
    FIND("", "", "Ingress", "spec/rules/http/paths/backend/serviceName"),
    FIND("", "", "Ingress", "spec/backend/serviceName"),
    FIND("", "", "Ingress", "spec/rules/http/paths/backend/service/name"),
    FIND("", "", "Ingress", "spec/defaultBackend/service/name"),
    FIND("apiregistration.k8s.io", "", "APIService", "spec/service/name"),
    FIND("admissionregistration.k8s.io", "", "ValidatingWebhookConfiguration",
         "webhooks/clientConfig/service"),
    FIND("admissionregistration.k8s.io", "", "MutatingWebhookConfiguration",
         "webhooks/clientConfig/service"),
};

static const struct kg_fieldspec_row priority_class_names[] = {
    FIND("", "", "Pod", "spec/priorityClassName"),
    FIND("", "", "StatefulSet", POD "priorityClassName"),
    FIND("", "", "Deployment", POD "priorityClassName"),
    FIND("", "", "ReplicationController", POD "priorityClassName"),
    FIND("", "", "CronJob", CRON_POD "priorityClassName"),
    FIND("", "", "Job", POD "priorityClassName"),
    FIND("", "", "DaemonSet", POD "priorityClassName"),
};

static const struct kg_fieldspec_row persistent_volume_names[] = {
    FIND("", "", "PersistentVolumeClaim", "spec/volumeName"),
    FIND("", "", "ClusterRole", "rules/resourceNames"),
};

static const struct kg_fieldspec_row persistent_volume_claim_names[] = {
    FIND("", "", "Pod", "spec/volumes/persistentVolumeClaim/claimName"),
    FIND("", "", "StatefulSet", POD "volumes/persistentVolumeClaim/claimName"),
    FIND("", "", "Deployment", POD "volumes/persistentVolumeClaim/claimName"),
    FIND("", "", "ReplicationController", POD "volumes/persistentVolumeClaim/claimName"),
    FIND("", "", "CronJob", CRON_POD "volumes/persistentVolumeClaim/claimName"),
    FIND("", "", "Job", POD "volumes/persistentVolumeClaim/claimName"),
    FIND("", "", "DaemonSet", POD "volumes/persistentVolumeClaim/claimName"),
};

static const struct kg_fieldspec_row deployment_names[] = {
    FIND("", "", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"),
};

static const struct kg_fieldspec_row stateful_set_names[] = {
    FIND("", "", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"),
};

static const struct kg_fieldspec_row validating_admission_policy_names[] = {
    FIND("admissionregistration.k8s.io", "", "ValidatingAdmissionPolicyBinding", "spec/policyName"),
};

static const struct kg_fieldspec_row ingress_class_names[] = {
    FIND("", "", "Ingress", "spec/ingressClassName"),
};

static const struct kg_fieldspec_row replica_set_names[] = {
    FIND("", "", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"),
};

static const struct kg_fieldspec_row replication_controller_names[] = {
    FIND("", "", "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"),
};

const struct kg_name_reference_rows kg_default_name_references[] = {
    {KG_ROW_GVK("storage.k8s.io", "v1", "StorageClass"), KG_ROWS(storage_class_names)},
    {KG_ROW_GVK("", "v1", "ServiceAccount"), KG_ROWS(service_account_names)},
    {KG_ROW_GVK("rbac.authorization.k8s.io", "", "Role"), KG_ROWS(role_names)},
    {KG_ROW_GVK("rbac.authorization.k8s.io", "", "ClusterRole"), KG_ROWS(cluster_role_names)},
    {KG_ROW_GVK("", "v1", "ConfigMap"), KG_ROWS(config_map_names)},
    {KG_ROW_GVK("", "v1", "Secret"), KG_ROWS(secret_names)},
    {KG_ROW_GVK("", "v1", "Service"), KG_ROWS(service_names)},
    {KG_ROW_GVK("scheduling.k8s.io", "v1", "PriorityClass"), KG_ROWS(priority_class_names)},
    {KG_ROW_GVK("", "v1", "PersistentVolume"), KG_ROWS(persistent_volume_names)},
    {KG_ROW_GVK("", "v1", "PersistentVolumeClaim"), KG_ROWS(persistent_volume_claim_names)},
    {KG_ROW_GVK("", "", "Deployment"), KG_ROWS(deployment_names)},
    {KG_ROW_GVK("", "", "StatefulSet"), KG_ROWS(stateful_set_names)},
    {KG_ROW_GVK("admissionregistration.k8s.io", "", "ValidatingAdmissionPolicy"),
     KG_ROWS(validating_admission_policy_names)},
    {KG_ROW_GVK("networking.k8s.io/v1", "v1", "IngressClass"), KG_ROWS(ingress_class_names)},
    {KG_ROW_GVK("", "", "ReplicaSet"), KG_ROWS(replica_set_names)},
    {KG_ROW_GVK("", "", "ReplicationController"), KG_ROWS(replication_controller_names)},
};

const size_t kg_default_name_reference_count =
    sizeof(kg_default_name_references) / sizeof(kg_default_name_references[0]);
