/*
 * generate: ConfigMaps and Secrets from literals, files and environment files.
 */
#ifndef KG_KUSTOMIZE_GENERATE_H
#define KG_KUSTOMIZE_GENERATE_H

#include "loader.h"
#include "owners.h"
#include "resource.h"

enum kg_generated_kind { KG_GENERATED_CONFIG_MAP, KG_GENERATED_SECRET };

/*
 * Makes the object that an entry of configMapGenerator or secretGenerator
 * describes. `defaults` is the kustomization's generatorOptions or NULL. The
 * result carries the bookkeeping for its hash suffix and its behavior.
 */
int kg_generate(struct kg_arena *arena, const struct kg_loader *loader, enum kg_generated_kind kind,
                const struct kg_node *arguments, const struct kg_node *defaults,
                struct kg_resource **resource, struct kg_error *err);

/* Refuses a Helm chart, which render cannot inflate, with the way out. Returns -1. */
int kg_generate_refuse_helm(const struct kg_node *chart, struct kg_error *err);

/*
 * The resources that generated objects may be merged into, found by any id that
 * they ever had. Only kg_absorb may change the ids in `all` while it is in use.
 */
struct kg_absorber {
    struct kg_arena *arena;
    struct kg_resources *all;
    size_t entered; /* how many of `all` are in the index */
    struct kg_owners by_id;
};

void kg_absorber_init(struct kg_absorber *absorber, struct kg_arena *arena,
                      struct kg_resources *all);

/*
 * Adds a generated object to all resources: as a new one, or merged into or in
 * place of the one of the same id, as its behavior says.
 */
int kg_absorb(struct kg_absorber *absorber, struct kg_resource *generated, struct kg_error *err);

#endif
