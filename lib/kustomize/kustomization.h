/*
 * kustomization: the file that says how a directory is built.
 */
#ifndef KG_KUSTOMIZE_KUSTOMIZATION_H
#define KG_KUSTOMIZE_KUSTOMIZATION_H

#include "loader.h"
#include "shape.h"

/* A kustomization, fitted to its shape: `fields` has canonical names. */
struct kg_kustomization {
    const struct kg_node *fields;
    const char *file_name; /* "kustomization.yaml" ... */
    bool is_component;
};

/*
 * Reads the kustomization file in the loader's root. `bases` have joined
 * `resources`, `imageTags` have joined `images`, `env` has joined `envs`.
 * Deprecated fields are reported through the options' `warn`.
 */
int kg_kustomization_read(struct kg_arena *arena, const struct kg_loader *loader,
                          struct kg_kustomization *kustomization, struct kg_error *err);

/* Moves `env` of a generator's arguments into `envs`. */
void kg_generator_normalize(struct kg_arena *arena, struct kg_node *generator);

#endif
