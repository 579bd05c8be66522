/*
 * owners: resources by texts of their ids, of which each may have several.
 */
#ifndef KG_KUSTOMIZE_OWNERS_H
#define KG_KUSTOMIZE_OWNERS_H

#include "places.h"

struct kg_resource;

struct kg_owners {
    struct kg_arena *arena;
    struct kg_places places;
    struct kg_resource **items; /* the owner of each place */
};

void kg_owners_init(struct kg_owners *owners, struct kg_arena *arena);

/* Enters `resource` under `text`, which is borrowed. */
void kg_owners_add(struct kg_owners *owners, struct kg_str text, struct kg_resource *resource);

/*
 * Walks those that were entered under a text, in the order of entering; one that
 * was entered twice comes twice. Start with `place` KG_NO_PLACE; NULL ends it.
 */
struct kg_resource *kg_owners_next(const struct kg_owners *owners, struct kg_str text,
                                   uint32_t *place);

#endif
