/*
 * kinds: the tables of the kinds, one per file of this folder.
 */
#ifndef KG_RULES_KINDS_H
#define KG_RULES_KINDS_H

#include "walk.h"

struct kind {
    const char *api_version;
    const char *kind;
    const struct kg_grammar *name; /* of metadata.name */
    const struct type *type;       /* of the whole object; its metadata are judged before */
};

/* A map of labels: its keys and its values. A check for tables. */
void check_labels(struct judge *judge, const struct spot *labels);

/* Judges metadata; `kind` is NULL for one that is not known. */
void judge_metadata(struct judge *judge, const struct spot *object, const struct kind *kind);

/* Finalizers of objects and namespaces. */
void check_finalizers(struct judge *judge, const struct spot *finalizers);

/* What can stand between two slashes of a path: names of roles, kinds in references. */
extern const struct kg_grammar path_segment;

/* The metadata of templates: what the pods take of it. */
extern const struct type type_template_metadata;

/* ---- the kinds, by file ---- */

extern const struct type type_pod;                    /* pod.c */
extern const struct type type_pod_template;           /* workload.c */
extern const struct type type_stateful_set;           /* workload.c */
extern const struct type type_deployment;             /* workload.c */
extern const struct type type_daemon_set;             /* workload.c */
extern const struct type type_replica_set;            /* workload.c */
extern const struct type type_replication_controller; /* workload.c */
extern const struct type type_job;                    /* batch.c */
extern const struct type type_cron_job;               /* batch.c */
extern const struct type type_service;                /* service.c */
extern const struct type type_config_map;             /* config.c */
extern const struct type type_secret;                 /* config.c */
extern const struct type type_namespace;              /* config.c */
extern const struct type type_role;                   /* rbac.c */
extern const struct type type_cluster_role;           /* rbac.c */
extern const struct type type_role_binding;           /* rbac.c */
extern const struct type type_cluster_role_binding;   /* rbac.c */
extern const struct type type_disruption_budget;      /* policy_kinds.c */
extern const struct type type_resource_quota;         /* policy_kinds.c */
extern const struct type type_limit_range;            /* policy_kinds.c */
extern const struct type type_priority_class;         /* policy_kinds.c */
extern const struct type type_autoscaler;             /* autoscaler.c */
extern const struct type type_network_policy;         /* network.c */
extern const struct type type_ingress;                /* network.c */
extern const struct type type_ingress_class;          /* network.c */
extern const struct type type_claim;                  /* storage.c */
extern const struct type type_volume_object;          /* storage.c */
extern const struct type type_storage_class;          /* storage.c */
extern const struct type type_validating_webhooks;    /* admission.c */
extern const struct type type_mutating_webhooks;      /* admission.c */
extern const struct type type_definition;             /* definition.c */

#endif
