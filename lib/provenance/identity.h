/*
 * identity: by what the elements of a list are told apart.
 *
 * Two versions of a list are compared, and one element is followed through the
 * steps of a build, by what makes an element this one: the fields by which it
 * merges (the schema knows them), else its name, else only its index.
 */
#ifndef KG_PROVENANCE_IDENTITY_H
#define KG_PROVENANCE_IDENTITY_H

#include "../kustomize/merge_schema.h"
#include "route.h"

enum kg_identity {
    KG_BY_INDEX,
    KG_BY_TEXT,   /* scalars that form a set */
    KG_BY_FIELDS, /* mappings, by one or more fields */
};

struct kg_element_rule {
    enum kg_identity identity;
    size_t field_count;
    struct kg_str fields[KG_MERGE_KEYS_MAX];
};

/*
 * The rule for a list at this place of the schema; it holds for `other` (NULL
 * for none) too. An identity that two elements of one of the lists share is
 * none.
 */
struct kg_element_rule kg_element_rule(struct kg_arena *arena, struct kg_merge_schema_cursor at,
                                       const struct kg_node *list, const struct kg_node *other);

/* What makes the element this one, as one text: equal exactly for the same element. */
struct kg_str kg_element_key(struct kg_arena *arena, const struct kg_element_rule *rule,
                             const struct kg_node *list, size_t index);

/* The step to an element, by as few fields as tell it from the others of its list. */
struct kg_route_step kg_element_step(struct kg_arena *arena, const struct kg_element_rule *rule,
                                     const struct kg_node *list, size_t index);

/*
 * The same route with every index replaced by what makes the element that one,
 * as far as `object` has it: elements move, and their identity does not.
 */
struct kg_route kg_route_pin(struct kg_arena *arena, const struct kg_merge_schema *schema,
                             const struct kg_node *object, const struct kg_route *route);

/* The place of an object in the schema, and that of a field of it. */
struct kg_merge_schema_cursor kg_merge_schema_of_object(const struct kg_merge_schema *schema,
                                                        const struct kg_node *object);
struct kg_merge_schema_cursor kg_merge_schema_of_route(const struct kg_merge_schema *schema,
                                                       const struct kg_node *object,
                                                       const struct kg_route *route);

#endif
