/*
 * kinds: the tables of the kinds, one per file of this folder.
 */
#ifndef KG_RULES_KINDS_H
#define KG_RULES_KINDS_H

#include "walk.h"

/* Whether objects of a kind live in namespaces. */
enum scope { NAMESPACED, CLUSTER_WIDE };

struct kind {
    const char *api_version;
    const char *kind;
    enum scope scope;
    const struct kg_grammar *name; /* of metadata.name */
    const struct type *type;       /* of the whole object; its metadata are judged before */
};

/* A map of labels: its keys and its values. A check for tables. */
void check_labels(struct judge *judge, const struct spot *labels);

/* Judges metadata; `kind` is NULL for one that is not known. */
void judge_metadata(struct judge *judge, const struct spot *object, const struct kind *kind);

/* The metadata of templates: labels and annotations. */
extern const struct type type_template_metadata;

#endif
