/*
 * json_value: trees as JSON values and back, for JSON patches.
 *
 * A JSON value is a tree whose scalars are what JSON has: strings are tagged
 * !!str and hold their text, everything else (!!null, !!bool, !!int, !!float)
 * is spelled as JSON text. `explicit_tag` marks scalars that are equal only to
 * such as are marked, too (strings of an unusual spelling, see json.h). Values stand by themselves:
 * no node hangs in two places, and none is shared with the tree that they were made from.
 */
#ifndef KG_KUSTOMIZE_JSON_VALUE_H
#define KG_KUSTOMIZE_JSON_VALUE_H

#include "kagent/error.h"
#include "kagent/node.h"

/*
 * The value of an object of a build. Fails for what JSON cannot hold: keys that
 * are no strings or stand twice, infinite numbers, contradicting tags.
 */
int kg_json_from_object(struct kg_arena *arena, const struct kg_node *object,
                        struct kg_node **value, struct kg_error *err);

/*
 * The value of a YAML 1.1 document: `yes` is true, keys that are numbers or
 * booleans become their text, of equal keys the last counts.
 */
int kg_json_from_yaml(struct kg_arena *arena, const struct kg_node *document,
                      struct kg_node **value, struct kg_error *err);

/* The value of a JSON text that kg_json_read has read: of equal keys the last counts. */
int kg_json_from_json(struct kg_arena *arena, const struct kg_node *document,
                      struct kg_node **value, struct kg_error *err);

/*
 * Turns a value into an object of a build, in place, as kustomize reads one
 * back from JSON: all numbers are doubles, strings are quoted where YAML needs
 * it, empty collections are in flow style, keys are sorted, and every node is marked with
 * the place that it has in the text that was read back (json_layout.h). Fails for
 * numbers too large and for what cannot be read back.
 */
int kg_json_to_object(struct kg_arena *arena, struct kg_node *value, struct kg_error *err);

#endif
