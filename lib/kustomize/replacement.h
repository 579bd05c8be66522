/*
 * replacement: copies a field of one resource into fields of others.
 */
#ifndef KG_KUSTOMIZE_REPLACEMENT_H
#define KG_KUSTOMIZE_REPLACEMENT_H

#include "resource.h"

/* Carries out one replacement, fitted to its shape, with `source` and `targets`. */
int kg_replace(struct kg_arena *arena, struct kg_resources *all, const struct kg_node *replacement,
               struct kg_error *err);

#endif
