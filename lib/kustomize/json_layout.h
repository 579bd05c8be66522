/*
 * json_layout: where the nodes of a JSON value stand once Go has written it as YAML.
 *
 * After a JSON patch kustomize writes the object as YAML and reads it back. The
 * result can be told apart from the object before by the lines and columns that
 * the reader notes; validators (accumulate.c) do so.
 */
#ifndef KG_KUSTOMIZE_JSON_LAYOUT_H
#define KG_KUSTOMIZE_JSON_LAYOUT_H

#include "kagent/node.h"

/*
 * Marks the nodes of a value that has its styles already (kg_json_to_object)
 * with the places that they have in the text that Go's yaml.v3 writes: its keys
 * in order, two blanks for each level, lists not indented, no line ever folded.
 */
void kg_json_lay_out(struct kg_node *value);

#endif
