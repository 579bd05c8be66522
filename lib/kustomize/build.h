/*
 * build: what every stage of one build shares.
 */
#ifndef KG_KUSTOMIZE_BUILD_H
#define KG_KUSTOMIZE_BUILD_H

#include "kagent/kustomize.h"
#include "resource.h"

#include "config.h"
#include "loader.h"
#include "merge_schema.h"

/*
 * What the built-in schema has been asked so far. kustomize has one schema for
 * the whole process and loads the built-in one when it must: whether the
 * `openapi.path` of a base takes its place or joins it depends on what was
 * asked before.
 */
enum kg_merge_schema_use {
    KG_MERGE_SCHEMA_UNUSED,
    KG_MERGE_SCHEMA_SCOPE_ASKED, /* for the scope of a kind that is not known at once */
    KG_MERGE_SCHEMA_MERGED_BY,   /* by a strategic merge */
};

struct kg_build_context {
    struct kg_arena *arena;
    const struct kg_kustomize_options *options;
    const struct kg_merge_schema
        *schema;        /* merge keys of the kinds: the built-in one or `openapi.path`'s */
    bool schema_is_set; /* some kustomization's `openapi` chose it */
    enum kg_merge_schema_use *schema_use;
    struct kg_transformer_config defaults; /* kustomize's own field specs */
    const struct kg_node *build_metadata;  /* of the outermost kustomization; NULL for none */
    unsigned kustomizations;               /* read so far, besides the outermost */
};

#endif
