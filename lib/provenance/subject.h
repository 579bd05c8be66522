/*
 * subject: what a person asks about, `KIND[.GROUP]/[NAMESPACE/]NAME[:PATH]`.
 *
 * The kind is written as kubectl takes it: StatefulSet, statefulset,
 * statefulsets, sts, StatefulSet.apps, StatefulSet.v1.apps. The name is the one
 * that the resource has at the end of the build or had before it was renamed.
 * Names may hold colons (system:node); the longest one that exists is meant.
 */
#ifndef KG_PROVENANCE_SUBJECT_H
#define KG_PROVENANCE_SUBJECT_H

#include "census.h"
#include "route.h"

struct kg_subject {
    struct kg_str kind;
    struct kg_str group; /* behind the first dot; empty: any */
    struct kg_str rest;  /* behind the first slash */
};

int kg_subject_parse(struct kg_str text, struct kg_subject *subject, struct kg_error *err);

/*
 * The one resource that is meant, and the text behind its name (the path).
 * Fails when there is none (KG_ERROR_NEGATIVE, with the nearest one as advice)
 * or several (KG_ERROR_USAGE).
 */
int kg_subject_find(const struct kg_subject *subject, const struct kg_census *census,
                    const struct kg_sighting **found, struct kg_str *path, struct kg_error *err);

/* "StatefulSet/kagent", or "StatefulSet/shop/kagent" with the namespace. */
const char *kg_id_title(struct kg_arena *arena, struct kg_id id);
const char *kg_id_full_title(struct kg_arena *arena, struct kg_id id);

#endif
