/*
 * same: whether two values mean the same to the API.
 */
#ifndef KG_LIVE_SAME_H
#define KG_LIVE_SAME_H

#include "kagent/schema.h"

/*
 * Whether a value is what its absence means: null, "", 0, false, and whatever
 * holds nothing else. The API leaves such fields out.
 */
bool kg_is_zero(const struct kg_node *node);

/* Quantities and numbers by value, everything else by its text. */
bool kg_same_scalar(struct kg_schema_type type, const struct kg_node *a, const struct kg_node *b);

/*
 * Lists whose elements have no keys: sets in any order, others element by
 * element. With `full` false, `live` may have more in its elements than `wanted`.
 */
bool kg_same_list(struct kg_schema_type type, const struct kg_node *live,
                  const struct kg_node *wanted, bool full);

#endif
