/*
 * accumulate: one kustomization and all that it refers to, built into one set
 * of resources; name references and vars are left for the outermost build.
 */
#ifndef KG_KUSTOMIZE_ACCUMULATE_H
#define KG_KUSTOMIZE_ACCUMULATE_H

#include "build.h"
#include "kustomization.h"
#include "resource.h"
#include "vars.h"

/* What has been accumulated so far. */
struct kg_accumulator {
    struct kg_resources resources;
    struct kg_transformer_config config; /* merged from all that was accumulated */
    struct kg_vars vars;
};

/*
 * Carries out a kustomization: resources, configurations, generators,
 * components, transformers, validators, vars. A component works on the
 * accumulator of its parent, everything else on one of its own.
 */
int kg_accumulate(struct kg_build_context *build, const struct kg_loader *loader,
                  const struct kg_kustomization *kustomization, struct kg_accumulator *accumulator,
                  struct kg_error *err);

/* Sets the schema that a kustomization's `openapi` asks for; the first one asked for stays. */
int kg_accumulate_schema(struct kg_build_context *build, const struct kg_loader *loader,
                         const struct kg_kustomization *kustomization, struct kg_error *err);

#endif
