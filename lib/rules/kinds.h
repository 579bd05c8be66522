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

/* The metadata of templates: labels and annotations. */
extern const struct type type_template_metadata;

/* ---- the kinds, by file ---- */

extern const struct type type_pod;                    /* pod.c */
extern const struct type type_pod_template;           /* workload.c */
extern const struct type type_stateful_set;           /* workload.c */
extern const struct type type_deployment;             /* workload.c */
extern const struct type type_daemon_set;             /* workload.c */
extern const struct type type_replica_set;            /* workload.c */
extern const struct type type_replication_controller; /* workload.c */

#endif
