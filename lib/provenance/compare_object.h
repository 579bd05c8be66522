/*
 * compare_object: two versions of one object, field by field.
 */
#ifndef KG_PROVENANCE_COMPARE_OBJECT_H
#define KG_PROVENANCE_COMPARE_OBJECT_H

#include "../kustomize/merge_schema.h"
#include "kagent/provenance.h"

struct kg_differences {
    struct kg_difference *items;
    size_t count;
    size_t capacity;
};

/* Appends what differs, in the order of the keys. `schema` is that of the first build. */
void kg_compare_objects(struct kg_arena *arena, const struct kg_merge_schema *schema,
                        const struct kg_node *first, const struct kg_node *second,
                        struct kg_differences *differences);

#endif
