/*
 * crds: field specs out of OpenAPI definitions of custom resources.
 */
#ifndef KG_KUSTOMIZE_CRDS_H
#define KG_KUSTOMIZE_CRDS_H

#include "config.h"

/* Adds to `*config` what the extensions in a `crds` file (JSON or YAML) say. */
int kg_crds_merge(struct kg_arena *arena, struct kg_str text, const struct kg_source *source,
                  struct kg_transformer_config *config, struct kg_error *err);

#endif
