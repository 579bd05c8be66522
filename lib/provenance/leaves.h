/*
 * leaves: the values that a part of an object holds.
 */
#ifndef KG_PROVENANCE_LEAVES_H
#define KG_PROVENANCE_LEAVES_H

#include "../kustomize/resource.h"
#include "identity.h"
#include "kagent/provenance.h"

struct kg_leaves {
    const struct kg_leaf *items;
    size_t count;
};

/*
 * The scalars and empty collections of `node`, mappings in the order of their
 * keys; `node` itself if it is one. It stands at `route` of an object of kind
 * `gvk`, and at `at` in the schema.
 */
struct kg_leaves kg_leaves_list(struct kg_arena *arena, struct kg_gvk gvk,
                                const struct kg_route *route, struct kg_merge_schema_cursor at,
                                const struct kg_node *node);

#endif
