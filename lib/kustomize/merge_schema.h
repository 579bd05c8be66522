/*
 * merge_schema: which lists of which kinds merge by which keys.
 */
#ifndef KG_KUSTOMIZE_MERGE_SCHEMA_H
#define KG_KUSTOMIZE_MERGE_SCHEMA_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

struct kg_merge_schema;

/* A place in a schema; `definition` NULL means that nothing is known here. */
struct kg_merge_schema_cursor {
    const struct kg_merge_schema *schema;
    const void *definition;
};

/* The only version that `openapi.version` may name. */
#define KG_MERGE_SCHEMA_BUILTIN_VERSION "v1.21.2"

/* The built-in schema: Kubernetes 1.21.2, as kustomize 5.5 embeds it. Constant. */
const struct kg_merge_schema *kg_merge_schema_builtin(void);

/* What an OpenAPI document is to the built-in schema. */
enum kg_merge_schema_rank {
    KG_MERGE_SCHEMA_ALONE,  /* it stands in its place */
    KG_MERGE_SCHEMA_BEFORE, /* both count; the document says what both say */
    KG_MERGE_SCHEMA_BEHIND, /* both count; the built-in schema says what both say */
};

/*
 * Makes a schema from the text of an OpenAPI v2 document (`openapi.path`).
 * Where both count, references of the document also find built-in definitions;
 * those of built-in definitions find only such.
 */
int kg_merge_schema_from_openapi(struct kg_arena *arena, struct kg_str text, const char *name,
                                 enum kg_merge_schema_rank rank,
                                 const struct kg_merge_schema **schema, struct kg_error *err);

/* The schema of a kind by its exact apiVersion and kind; definition NULL if unknown. */
struct kg_merge_schema_cursor kg_merge_schema_of_kind(const struct kg_merge_schema *schema,
                                                      struct kg_str api_version,
                                                      struct kg_str kind);

/* Down to a field of a mapping, or to the elements of a list. */
struct kg_merge_schema_cursor kg_merge_schema_field(struct kg_merge_schema_cursor at,
                                                    struct kg_str field);
struct kg_merge_schema_cursor kg_merge_schema_elements(struct kg_merge_schema_cursor at);

enum { KG_MERGE_KEYS_MAX = 8 };

/* How a list merges. */
struct kg_merge_rule {
    bool merges; /* the patch strategy contains "merge" */
    size_t key_count;
    struct kg_str keys[KG_MERGE_KEYS_MAX];
};
struct kg_merge_rule kg_merge_schema_rule(struct kg_merge_schema_cursor at);

/*
 * Whether objects of this kind live in a namespace: 1 yes, 0 no, -1 unknown
 * (then they are taken as namespaced).
 */
int kg_merge_schema_namespaced(const struct kg_merge_schema *schema, struct kg_str api_version,
                               struct kg_str kind);

#endif
