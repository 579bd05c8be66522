/*
 * kubeconfig_shape: which types the fields of a kubeconfig have.
 *
 * client-go reads the YAML through JSON into typed structs: unknown fields are
 * passed over, null is like absent, of equal keys the last counts, and a value
 * of the wrong type (`name: y` is a boolean in YAML 1.1) refuses the file, even
 * where nobody uses that part of it.
 */
#ifndef KG_KUBE_KUBECONFIG_SHAPE_H
#define KG_KUBE_KUBECONFIG_SHAPE_H

#include "kagent/node.h"

/* Checks a whole file. The error has the place and names the field, never its value. */
int kg_kubeconfig_check(struct kg_arena *arena, const struct kg_node *document,
                        struct kg_error *err);

/* The last value of `key`, or NULL when it is absent, null, or `mapping` is none. */
const struct kg_node *kg_kubeconfig_get(const struct kg_node *mapping, const char *key);

/* A text of a checked mapping in the arena; "" when absent. */
const char *kg_kubeconfig_text(struct kg_arena *arena, const struct kg_node *mapping,
                               const char *key);

/* A boolean of a checked mapping; false when absent. */
bool kg_kubeconfig_bool(struct kg_arena *arena, const struct kg_node *mapping, const char *key);

/* Bytes of a checked mapping, decoded; empty when absent. */
struct kg_str kg_kubeconfig_bytes(struct kg_arena *arena, const struct kg_node *mapping,
                                  const char *key);

/* A list of texts, NULL-terminated. */
const char *const *kg_kubeconfig_texts(struct kg_arena *arena, const struct kg_node *mapping,
                                       const char *key);

#endif
