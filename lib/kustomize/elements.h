/*
 * elements: a list whose elements are set, removed and found by key values.
 *
 * kyaml has one operation for all of it, with consequences that show in the
 * output, so they are kept:
 * - every change first drops the elements that are null or empty mappings;
 * - an empty value stands for any value: elements that merely have the field match;
 * - names without a value are not looked at, but without any value no element
 *   matches and all are dropped;
 * - all elements that match are replaced, not only the first.
 */
#ifndef KG_KUSTOMIZE_ELEMENTS_H
#define KG_KUSTOMIZE_ELEMENTS_H

#include "kagent/error.h"
#include "kagent/node.h"
#include "places.h"

struct kg_elements {
    struct kg_arena *arena;
    struct kg_str key;      /* the field by which elements are indexed; empty: their own text */
    struct kg_node **items; /* NULL where an element was removed */
    uint32_t capacity;
    uint32_t settled; /* the elements before this place are known not to be empty */
    size_t expected;
    struct kg_places places;
};

/* What elements are asked for. The first name is empty in a list of scalars. */
struct kg_element_key {
    const struct kg_str *names;
    const struct kg_str *values;
    size_t name_count;
    size_t value_count; /* at most name_count */
};

/* An empty list that may grow to about `expected` elements; `key` is borrowed. */
void kg_elements_init(struct kg_elements *elements, struct kg_arena *arena, struct kg_str key,
                      size_t expected);

/* How many places there are, of removed elements too. */
uint32_t kg_elements_count(const struct kg_elements *elements);

/* Appends without looking. */
void kg_elements_push(struct kg_elements *elements, struct kg_node *element);

/*
 * Replaces every element that matches by `element`, or appends it if none does.
 * Fails when an element cannot be compared: a collection among scalars, or no
 * mapping where any value of a field would do.
 */
int kg_elements_set(struct kg_elements *elements, const struct kg_element_key *key,
                    struct kg_node *element, struct kg_error *err);

/* Removes every element that matches. */
int kg_elements_remove(struct kg_elements *elements, const struct kg_element_key *key,
                       struct kg_error *err);

/*
 * The first element whose fields have exactly these texts (here an empty value
 * means an empty text), or NULL.
 */
struct kg_node *kg_elements_find(const struct kg_elements *elements,
                                 const struct kg_element_key *key);

#endif
