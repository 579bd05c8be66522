/*
 * order: the order of the output.
 */
#ifndef KG_KUSTOMIZE_ORDER_H
#define KG_KUSTOMIZE_ORDER_H

#include "build.h"
#include "resource.h"

/*
 * Sorts as `sort_options` (fitted; may be NULL) or else `reorder` says. A
 * sortOptions beside an explicit `--reorder` wins, with a warning.
 */
int kg_order(const struct kg_build_context *build, const struct kg_node *sort_options,
             struct kg_resources *resources, struct kg_error *err);

#endif
