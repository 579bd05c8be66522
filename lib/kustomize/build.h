/*
 * build: what every stage of one build shares.
 */
#ifndef KG_KUSTOMIZE_BUILD_H
#define KG_KUSTOMIZE_BUILD_H

#include "kagent/kustomize.h"
#include "resource.h"

struct kg_schema;

struct kg_build_context {
    struct kg_arena *arena;
    const struct kg_kustomize_options *options;
    const struct kg_schema
        *schema;                /* merge keys of the kinds: the built-in one or `openapi.path`'s */
    struct kg_history *history; /* NULL unless asked for */
};

#endif
