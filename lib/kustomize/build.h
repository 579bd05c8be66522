/*
 * build: what every stage of one build shares.
 */
#ifndef KG_KUSTOMIZE_BUILD_H
#define KG_KUSTOMIZE_BUILD_H

#include "kagent/kustomize.h"
#include "resource.h"

#include "config.h"
#include "loader.h"
#include "schema.h"

struct kg_build_context {
    struct kg_arena *arena;
    const struct kg_kustomize_options *options;
    const struct kg_schema
        *schema;        /* merge keys of the kinds: the built-in one or `openapi.path`'s */
    bool schema_is_set; /* some kustomization's `openapi` chose it */
    struct kg_transformer_config defaults; /* kustomize's own field specs */
    struct kg_str_list build_metadata;     /* of the outermost kustomization */
};

#endif
