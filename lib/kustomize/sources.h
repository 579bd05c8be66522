/*
 * sources: the key-value pairs of a generator, each with its origin.
 */
#ifndef KG_KUSTOMIZE_SOURCES_H
#define KG_KUSTOMIZE_SOURCES_H

#include "loader.h"

struct kg_source_pair {
    struct kg_str key;
    struct kg_str value;
    struct kg_node origin; /* only its place counts */
};

struct kg_source_pairs {
    struct kg_source_pair *items;
    size_t count;
};

/*
 * Reads `envs`, `literals` and `files` of a generator, in this order. A key
 * that comes twice is an error.
 */
int kg_sources_read(struct kg_arena *arena, const struct kg_loader *loader,
                    const struct kg_node *arguments, struct kg_source_pairs *pairs,
                    struct kg_error *err);

#endif
