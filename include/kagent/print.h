/*
 * print: resources in the forms that kubectl's -o knows.
 */
#ifndef KAGENT_PRINT_H
#define KAGENT_PRINT_H

#include <stddef.h>

#include "kagent/buf.h"
#include "kagent/node.h"

/*
 * Appends one line for each resource, as `-o name` does: the kind in lower
 * case, the API group where there is one, a slash, the name:
 * "statefulset.apps/kagent", "service/kagent".
 */
void kg_print_names(struct kg_buf *out, struct kg_node *const *resources, size_t count);

/*
 * Appends the resources as one JSON object of kind List, as `kubectl get -o
 * json` prints them. Fails as kg_emit_json does.
 */
int kg_print_json_list(struct kg_buf *out, struct kg_node *const *resources, size_t count,
                       struct kg_error *err);

#endif
