/*
 * setter: kyaml's ways of changing one field, with all that they imply.
 *
 * These are the primitives that every transformer uses. What they do to styles,
 * tags and shared nodes decides the output, so there is one implementation.
 */
#ifndef KG_KUSTOMIZE_SETTER_H
#define KG_KUSTOMIZE_SETTER_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/node.h"

/*
 * Sets `mapping[name]` to `value`:
 * - `value` NULL or tagged !!null removes the field (unless `keep_null`);
 * - an existing field is overwritten in place, so that all who share its node
 *   see the change; the old style stays, and `value` itself takes that style;
 * - else the pair is appended with `value` itself and a plain key.
 * A string value in plain style that YAML 1.1 would read as something else
 * becomes double-quoted first.
 * Fails when `mapping` is neither a mapping nor null.
 */
struct kg_set_field {
    struct kg_node *mapping;
    struct kg_str name;
    struct kg_node *value;
    enum kg_style key_style; /* for an appended key */
    bool keep_null;
};
int kg_set_field(struct kg_arena *arena, const struct kg_set_field *set, struct kg_error *err);

/*
 * Two steps of kg_set_field, for callers that have the place already. The
 * first quotes `value` if it is a plain string that, as a YAML 1.1 document, would
 * be something else (a number, a mapping, nothing); NULL is allowed. The second overwrites `place`
 * as an existing field is overwritten.
 */
void kg_quote_value(struct kg_arena *arena, struct kg_node *value);
void kg_overwrite(struct kg_node *place, struct kg_node *value);

/* Overwrites a scalar in place with `value`'s text and tag; the old style stays. */
int kg_set_scalar(struct kg_node *scalar, struct kg_node *value, struct kg_error *err);

/* Removes the first field of this name (FieldClearer). */
void kg_clear_field(struct kg_node *mapping, struct kg_str name);

/*
 * The field `name` of `mapping`; made, as an empty node of `kind` without tag,
 * when absent and `kind` is not 0. NULL when absent or when `mapping` is null.
 * Fails when `mapping` is something else.
 */
int kg_lookup_field(struct kg_arena *arena, struct kg_node *mapping, struct kg_str name,
                    enum kg_node_kind kind, struct kg_node **field, struct kg_error *err);

#endif
