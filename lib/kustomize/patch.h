/*
 * patch: the two kinds of patches.
 */
#ifndef KG_KUSTOMIZE_PATCH_H
#define KG_KUSTOMIZE_PATCH_H

#include "kagent/node.h"
#include "merge_schema.h"

/*
 * Applies a strategic merge patch (kustomize's dialect, which differs from
 * the API server's) to `*object`. Nodes of `patch` move into the object: pass a
 * copy when the patch is used again. `*object` becomes NULL when the patch
 * deletes it.
 */
int kg_strategic_merge(struct kg_arena *arena, const struct kg_merge_schema *schema,
                       struct kg_node **object, struct kg_node *patch, struct kg_error *err);

/*
 * Reads the text of a JSON patch (RFC 6902): JSON when it begins with `[`, else
 * YAML 1.1. `*operations` is the list of operations as JSON values, or NULL for
 * a text that holds nothing. Fails when the text cannot be read or is no list
 * of mappings; what the mappings say is checked when the patch is applied.
 */
int kg_json_patch_read(struct kg_arena *arena, struct kg_str text, const struct kg_source *source,
                       unsigned first_line, struct kg_node **operations, struct kg_error *err);

/*
 * Applies a JSON patch, in the dialect of Go's json-patch v4, to `*object`,
 * which is rebuilt from JSON: styles, sharing and integers above 2^53 do not
 * survive. `operations` is what kg_json_patch_read has made; it is not changed
 * and may be applied again.
 */
int kg_json_patch(struct kg_arena *arena, struct kg_node **object, const struct kg_node *operations,
                  struct kg_error *err);

#endif
