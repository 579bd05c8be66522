/*
 * fieldspecs: the fields that transformers change unless `configurations` add
 * to them: kustomize 5.5's defaults.
 */
#include "fieldspecs.h"

/* clang-format off: one row a line, however long */

#define POD               "spec/template/spec/"
#define CRON_POD          "spec/jobTemplate/spec/template/spec/"
#define POD_AFFINITY      "spec/template/spec/affinity/podAffinity/"
#define POD_ANTI_AFFINITY "spec/template/spec/affinity/podAntiAffinity/"
#define PREFERRED                                                                                  \
    "preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/"                             \
    "labelSelector/matchLabels"
#define REQUIRED                                                                                   \
    "requiredDuringSchedulingIgnoredDuringExecution/"                                              \
    "labelSelector/matchLabels"

static const struct kg_fieldspec_row name_prefix[] = {
    FIND("", "", "", "metadata/name"),
};

static const struct kg_fieldspec_row name_suffix[] = {
    FIND("", "", "", "metadata/name"),
};

static const struct kg_fieldspec_row namespace[] = {
    MAKE("", "", "Namespace", "metadata/name"),
    FIND("apiextensions.k8s.io", "", "CustomResourceDefinition",
         "spec/conversion/webhook/clientConfig/service/namespace"),
    MAKE("apiregistration.k8s.io", "", "APIService", "spec/service/namespace"),
};

static const struct kg_fieldspec_row common_labels[] = {
    MAKE("", "v1", "Service", "spec/selector"),
    FIND("apps", "", "Deployment", POD_AFFINITY PREFERRED),
    FIND("apps", "", "Deployment", POD_AFFINITY REQUIRED),
    FIND("apps", "", "Deployment", POD_ANTI_AFFINITY PREFERRED),
    FIND("apps", "", "Deployment", POD_ANTI_AFFINITY REQUIRED),
    FIND("apps", "", "Deployment", POD "topologySpreadConstraints/labelSelector/matchLabels"),
    MAKE("", "", "Deployment", "spec/template/metadata/labels"),
    MAKE("", "", "Deployment", "spec/selector/matchLabels"),
    MAKE("apps", "", "StatefulSet", "spec/selector/matchLabels"),
    MAKE("apps", "", "StatefulSet", "spec/volumeClaimTemplates[]/metadata/labels"),
    FIND("apps", "", "StatefulSet", POD_AFFINITY PREFERRED),
    FIND("apps", "", "StatefulSet", POD_AFFINITY REQUIRED),
    FIND("apps", "", "StatefulSet", POD_ANTI_AFFINITY PREFERRED),
    FIND("apps", "", "StatefulSet", POD_ANTI_AFFINITY REQUIRED),
    FIND("apps", "", "StatefulSet", POD "topologySpreadConstraints/labelSelector/matchLabels"),
    MAKE("apps", "", "StatefulSet", "spec/template/metadata/labels"),
    MAKE("batch", "", "CronJob", "spec/jobTemplate/metadata/labels"),
    MAKE("batch", "", "CronJob", "spec/jobTemplate/spec/template/metadata/labels"),
    FIND("batch", "", "CronJob", "spec/jobTemplate/spec/selector/matchLabels"),
    FIND("policy", "", "PodDisruptionBudget", "spec/selector/matchLabels"),
    FIND("batch", "", "Job", "spec/selector/matchLabels"),
    MAKE("batch", "", "Job", "spec/template/metadata/labels"),
    FIND("networking.k8s.io", "", "NetworkPolicy", "spec/egress/to/podSelector/matchLabels"),
    FIND("networking.k8s.io", "", "NetworkPolicy", "spec/ingress/from/podSelector/matchLabels"),
    FIND("networking.k8s.io", "", "NetworkPolicy", "spec/podSelector/matchLabels"),
    MAKE("", "v1", "ReplicationController", "spec/template/metadata/labels"),
    MAKE("", "v1", "ReplicationController", "spec/selector"),
    MAKE("", "", "DaemonSet", "spec/template/metadata/labels"),
    MAKE("", "", "DaemonSet", "spec/selector/matchLabels"),
    MAKE("", "", "ReplicaSet", "spec/template/metadata/labels"),
    MAKE("", "", "ReplicaSet", "spec/selector/matchLabels"),
    MAKE("", "", "", "metadata/labels"),
};

static const struct kg_fieldspec_row template_labels[] = {
    MAKE("", "", "Deployment", "spec/template/metadata/labels"),
    MAKE("apps", "", "StatefulSet", "spec/template/metadata/labels"),
    MAKE("apps", "", "StatefulSet", "spec/volumeClaimTemplates[]/metadata/labels"),
    MAKE("batch", "", "CronJob", "spec/jobTemplate/metadata/labels"),
    MAKE("batch", "", "CronJob", "spec/jobTemplate/spec/template/metadata/labels"),
    MAKE("batch", "", "Job", "spec/template/metadata/labels"),
    MAKE("", "v1", "ReplicationController", "spec/template/metadata/labels"),
    MAKE("", "", "DaemonSet", "spec/template/metadata/labels"),
    MAKE("", "", "ReplicaSet", "spec/template/metadata/labels"),
    MAKE("", "", "", "metadata/labels"),
};

static const struct kg_fieldspec_row common_annotations[] = {
    MAKE("", "", "Deployment", "spec/template/metadata/annotations"),
    MAKE("", "", "StatefulSet", "spec/template/metadata/annotations"),
    MAKE("batch", "", "CronJob", "spec/jobTemplate/metadata/annotations"),
    MAKE("batch", "", "CronJob", "spec/jobTemplate/spec/template/metadata/annotations"),
    MAKE("batch", "", "Job", "spec/template/metadata/annotations"),
    MAKE("", "v1", "ReplicationController", "spec/template/metadata/annotations"),
    MAKE("", "", "DaemonSet", "spec/template/metadata/annotations"),
    MAKE("", "", "ReplicaSet", "spec/template/metadata/annotations"),
    MAKE("", "", "", "metadata/annotations"),
};

static const struct kg_fieldspec_row images[] = {
    MAKE("", "", "", "spec/containers[]/image"),
    MAKE("", "", "", "spec/initContainers[]/image"),
    MAKE("", "", "", "spec/template/spec/containers[]/image"),
    MAKE("", "", "", "spec/template/spec/initContainers[]/image"),
};

static const struct kg_fieldspec_row replicas[] = {
    MAKE("", "", "Deployment", "spec/replicas"),
    MAKE("", "", "StatefulSet", "spec/replicas"),
    MAKE("", "", "ReplicaSet", "spec/replicas"),
    MAKE("", "", "ReplicationController", "spec/replicas"),
};

static const struct kg_fieldspec_row var_reference[] = {
    FIND("", "", "Service", "spec/ports/port"),
    FIND("", "", "Service", "spec/ports/targetPort"),
    FIND("", "", "PersistentVolume", "spec/nfs/server"),
    FIND("", "", "Deployment", POD "initContainers/volumeMounts/mountPath"),
    FIND("", "", "Deployment", POD "initContainers/env/value"),
    FIND("", "", "Deployment", POD "initContainers/command"),
    FIND("", "", "Deployment", POD "initContainers/args"),
    FIND("", "", "Deployment", POD "containers/volumeMounts/mountPath"),
    FIND("", "", "Deployment", POD "containers/env/value"),
    FIND("", "", "Deployment", POD "volumes/nfs/server"),
    FIND("", "", "Deployment", "spec/template/metadata/annotations"),
    FIND("", "", "Deployment", POD "containers/command"),
    FIND("", "", "Deployment", POD "containers/args"),
    FIND("", "", "StatefulSet", POD "containers/volumeMounts/mountPath"),
    FIND("", "", "StatefulSet", POD "containers/env/value"),
    FIND("", "", "StatefulSet", POD "initContainers/args"),
    FIND("", "", "StatefulSet", "spec/volumeClaimTemplates/spec/nfs/server"),
    FIND("", "", "StatefulSet", POD "initContainers/command"),
    FIND("", "", "StatefulSet", POD "containers/command"),
    FIND("", "", "StatefulSet", POD "containers/args"),
    FIND("", "", "StatefulSet", POD "initContainers/volumeMounts/mountPath"),
    FIND("", "", "StatefulSet", POD "initContainers/env/value"),
    FIND("", "", "CronJob", CRON_POD "initContainers/env/value"),
    FIND("", "", "CronJob", CRON_POD "initContainers/command"),
    FIND("", "", "CronJob", CRON_POD "initContainers/args"),
    FIND("", "", "CronJob", CRON_POD "containers/volumeMounts/mountPath"),
    FIND("", "", "CronJob", CRON_POD "containers/env/value"),
    FIND("", "", "CronJob", CRON_POD "containers/command"),
    FIND("", "", "CronJob", CRON_POD "initContainers/volumeMounts/mountPath"),
    FIND("", "", "CronJob", "spec/jobTemplate/spec/template/volumes/nfs/server"),
    FIND("", "", "CronJob", CRON_POD "containers/args"),
    FIND("", "", "DaemonSet", POD "containers/command"),
    FIND("", "", "DaemonSet", POD "volumes/nfs/server"),
    FIND("", "", "DaemonSet", POD "initContainers/volumeMounts/mountPath"),
    FIND("", "", "DaemonSet", POD "initContainers/env/value"),
    FIND("", "", "DaemonSet", POD "initContainers/command"),
    FIND("", "", "DaemonSet", POD "initContainers/args"),
    FIND("", "", "DaemonSet", POD "containers/volumeMounts/mountPath"),
    FIND("", "", "DaemonSet", POD "containers/env/value"),
    FIND("", "", "DaemonSet", POD "containers/args"),
    FIND("", "", "Ingress", "spec/tls/secretName"),
    FIND("", "", "Ingress", "spec/tls/hosts"),
    FIND("", "", "Ingress", "spec/rules/host"),
    FIND("", "", "Job", POD "initContainers/command"),
    FIND("", "", "Job", POD "volumes/nfs/server"),
    FIND("", "", "Job", POD "containers/args"),
    FIND("", "", "Job", POD "containers/command"),
    FIND("", "", "Job", POD "containers/env/value"),
    FIND("", "", "Job", POD "containers/volumeMounts/mountPath"),
    FIND("", "", "Job", POD "initContainers/args"),
    FIND("", "", "Job", POD "initContainers/env/value"),
    FIND("", "", "Job", POD "initContainers/volumeMounts/mountPath"),
    FIND("", "", "Pod", "spec/containers/volumeMounts/mountPath"),
    FIND("", "", "Pod", "spec/containers/args"),
    FIND("", "", "Pod", "spec/initContainers/command"),
    FIND("", "", "Pod", "spec/initContainers/env/value"),
    FIND("", "", "Pod", "spec/initContainers/volumeMounts/mountPath"),
    FIND("", "", "Pod", "spec/volumes/nfs/server"),
    FIND("", "", "Pod", "spec/initContainers/args"),
    FIND("", "", "Pod", "spec/containers/env/value"),
    FIND("", "", "Pod", "spec/containers/command"),
    FIND("", "", "ReplicaSet", POD "volumes/nfs/server"),
    FIND("", "", "ReplicaSet", POD "containers/volumeMounts/mountPath"),
    FIND("", "", "ReplicaSet", POD "containers/env/value"),
    FIND("", "", "ReplicaSet", POD "containers/command"),
    FIND("", "", "ReplicaSet", POD "containers/args"),
    FIND("", "", "ReplicaSet", POD "initContainers/args"),
    FIND("", "", "ReplicaSet", POD "initContainers/volumeMounts/mountPath"),
    FIND("", "", "ReplicaSet", POD "initContainers/env/value"),
    FIND("", "", "ReplicaSet", POD "initContainers/command"),
    FIND("", "", "", "metadata/labels"),
    FIND("", "", "", "metadata/annotations"),
};

const struct kg_default_fieldspecs kg_default_fieldspecs = {
    .name_prefix = KG_ROWS(name_prefix),
    .name_suffix = KG_ROWS(name_suffix),
    .namespace = KG_ROWS(namespace),
    .common_labels = KG_ROWS(common_labels),
    .template_labels = KG_ROWS(template_labels),
    .common_annotations = KG_ROWS(common_annotations),
    .var_reference = KG_ROWS(var_reference),
    .images = KG_ROWS(images),
    .replicas = KG_ROWS(replicas),
};
