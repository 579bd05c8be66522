/*
 * pattern_text: a value as the text that `[key=pattern]` is searched in.
 */
#ifndef KG_KUSTOMIZE_PATTERN_TEXT_H
#define KG_KUSTOMIZE_PATTERN_TEXT_H

#include "kagent/node.h"

/*
 * The value as YAML the way it was written: quotes, tags and flow brackets
 * included, keys in their order, without blanks at both ends. So `^web$` does
 * not match a name that was written "web".
 */
struct kg_str kg_pattern_text(struct kg_arena *arena, const struct kg_node *value);

#endif
