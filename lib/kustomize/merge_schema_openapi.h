/*
 * merge_schema_openapi: an OpenAPI v2 document as a schema.
 *
 * The document is not compiled into anything: a schema is the node that
 * describes it, and references are followed when they are met. Builds that
 * name such a document are rare and merge few objects.
 *
 * Of the document only `definitions` count, with
 *   properties, additionalProperties, items, type and local `$ref`,
 *   x-kubernetes-group-version-kind, which makes a definition that of a kind,
 *   x-kubernetes-patch-strategy, x-kubernetes-patch-merge-key and
 *   x-kubernetes-list-map-keys, which say how lists merge;
 * and of `paths` those with a `get` of a kind: they tell its scope.
 */
#ifndef KG_KUSTOMIZE_MERGE_SCHEMA_OPENAPI_H
#define KG_KUSTOMIZE_MERGE_SCHEMA_OPENAPI_H

#include "kagent/node.h"
#include "merge_schema.h"
#include "tables/merge_schema_table.h"

struct kg_openapi;

/* Where a question leads: a schema of the document or a built-in type; both NULL: nowhere. */
struct kg_openapi_place {
    const struct kg_node *schema;
    const struct kg_merge_schema_type *builtin;
};

/* Reads a document, JSON or YAML. `name` is its file name and is borrowed. */
int kg_openapi_read(struct kg_arena *arena, struct kg_str text, const char *name,
                    enum kg_merge_schema_rank rank, const struct kg_openapi **document,
                    struct kg_error *err);

/* The definition of a kind. */
struct kg_openapi_place kg_openapi_kind(const struct kg_openapi *document,
                                        struct kg_str api_version, struct kg_str kind);

/* The schema of a field or of a list's elements, references resolved. */
struct kg_openapi_place kg_openapi_field(const struct kg_openapi *document,
                                         const struct kg_node *schema, struct kg_str field);
struct kg_openapi_place kg_openapi_elements(const struct kg_openapi *document,
                                            const struct kg_node *schema);

struct kg_merge_rule kg_openapi_merge_rule(const struct kg_node *schema);

enum kg_merge_schema_scope kg_openapi_scope(const struct kg_openapi *document,
                                            struct kg_str api_version, struct kg_str kind);

#endif
