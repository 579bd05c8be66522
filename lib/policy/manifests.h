/*
 * manifests: the objects that are judged, with what checks ask about most.
 *
 * A manifest is one object. Which kinds have a pod in them, and where, is a
 * table; so that a check that is about pods works for all of them. Objects and
 * pods are found by name and by label without walking through all of them.
 */
#ifndef KG_POLICY_MANIFESTS_H
#define KG_POLICY_MANIFESTS_H

#include "kagent/finding.h"
#include "kagent/map.h"
#include "kagent/node.h"
#include "kagent/problem.h"

/* The kinds that checks know. Each has a bit in sets of kinds. */
enum kg_known_kind {
    KG_KIND_OTHER,
    KG_KIND_POD,
    KG_KIND_DEPLOYMENT,
    KG_KIND_STATEFUL_SET,
    KG_KIND_DAEMON_SET,
    KG_KIND_REPLICA_SET,
    KG_KIND_REPLICATION_CONTROLLER,
    KG_KIND_JOB,
    KG_KIND_CRON_JOB,
    KG_KIND_SERVICE,
    KG_KIND_CONFIG_MAP,
    KG_KIND_SECRET,
    KG_KIND_SERVICE_ACCOUNT,
    KG_KIND_CLAIM,
    KG_KIND_NAMESPACE,
    KG_KIND_ROLE,
    KG_KIND_CLUSTER_ROLE,
    KG_KIND_ROLE_BINDING,
    KG_KIND_CLUSTER_ROLE_BINDING,
    KG_KIND_AUTOSCALER,
    KG_KIND_DISRUPTION_BUDGET,
    KG_KIND_NETWORK_POLICY,
    KG_KIND_STORAGE_CLASS,
    KG_KIND_PRIORITY_CLASS,
    KG_KIND_INGRESS_CLASS,
};

typedef char kg_kinds_fit_a_set[KG_KIND_INGRESS_CLASS < 32 ? 1 : -1];

#define KG_SET(kind) (1U << (kind))

enum {
    /* Controllers that keep pods running. */
    KG_SET_SERVING = KG_SET(KG_KIND_DEPLOYMENT) | KG_SET(KG_KIND_STATEFUL_SET) |
                     KG_SET(KG_KIND_DAEMON_SET) | KG_SET(KG_KIND_REPLICA_SET) |
                     KG_SET(KG_KIND_REPLICATION_CONTROLLER),
    /* Everything with a pod in it. */
    KG_SET_PODS =
        KG_SET_SERVING | KG_SET(KG_KIND_POD) | KG_SET(KG_KIND_JOB) | KG_SET(KG_KIND_CRON_JOB),
    /* What has a replica count. */
    KG_SET_SCALED = KG_SET(KG_KIND_DEPLOYMENT) | KG_SET(KG_KIND_STATEFUL_SET) |
                    KG_SET(KG_KIND_REPLICA_SET) | KG_SET(KG_KIND_REPLICATION_CONTROLLER),
    KG_SET_ALL = ~0U >> 1,
};

struct kg_manifest {
    const struct kg_node *node;
    struct kg_resource_ref ref;
    enum kg_known_kind kind;
    const char *template_path; /* "spec.template", "" for a Pod; NULL where there is no pod */
    const char *pod_path;      /* "spec.template.spec"; NULL where there is no pod */
    const struct kg_node *pod; /* the pod's spec, a mapping; NULL where there is none */
    const struct kg_node *pod_metadata; /* of the template; NULL where there is none */
    const struct kg_node *pod_labels;
};

struct kg_manifests {
    struct kg_arena *arena;
    struct kg_manifest *items;
    size_t count;
    struct kg_map by_name;  /* by kind, namespace and name: the first of that name */
    struct kg_map scalers;  /* autoscalers by namespace, kind and name of what they scale */
    struct kg_map by_label; /* by namespace and label: struct kg_manifest_list */
};

struct kg_manifest_list {
    const struct kg_manifest **items;
    size_t count;
};

/* Takes the objects in. Nodes are borrowed. */
void kg_manifests_init(struct kg_manifests *manifests, struct kg_arena *arena,
                       struct kg_node *const *objects, size_t count);

/* What is at "spec.template" and the like, or NULL; the node itself at "". */
const struct kg_node *kg_field_at(const struct kg_node *node, const char *path);

/* What an object is called. */
struct kg_resource_ref kg_manifest_ref(struct kg_arena *arena, const struct kg_node *object);

/* The object of this kind and name, or NULL. */
const struct kg_manifest *kg_manifests_get(const struct kg_manifests *manifests,
                                           enum kg_known_kind kind, const char *namespace,
                                           struct kg_str name);

/* The object that is meant by the kind as text, as in scaleTargetRef; or NULL. */
const struct kg_manifest *kg_manifests_named(const struct kg_manifests *manifests,
                                             struct kg_str kind, const char *namespace,
                                             struct kg_str name);

/* The autoscaler that decides about a workload, or NULL. */
const struct kg_manifest *kg_manifests_autoscaler(const struct kg_manifests *manifests,
                                                  const struct kg_manifest *workload);

/*
 * The manifests whose pods, in this namespace, have all of the labels. An empty
 * mapping selects all pods of the namespace, NULL none. In document order.
 */
struct kg_manifest_list kg_manifests_labelled(const struct kg_manifests *manifests,
                                              const char *namespace, const struct kg_node *labels);

/* The same for a LabelSelector with matchLabels and matchExpressions. */
struct kg_manifest_list kg_manifests_selected(const struct kg_manifests *manifests,
                                              const char *namespace,
                                              const struct kg_node *selector);

#endif
