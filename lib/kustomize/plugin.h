/*
 * plugin: builtin generators and transformers that are configured by documents
 * of their own (`generators:`, `transformers:`, `validators:`).
 */
#ifndef KG_KUSTOMIZE_PLUGIN_H
#define KG_KUSTOMIZE_PLUGIN_H

#include "build.h"
#include "resource.h"

/* Makes the objects of the generator that `plugin` configures. */
int kg_plugin_generate(const struct kg_build_context *build, const struct kg_loader *loader,
                       const struct kg_resource *plugin, struct kg_resources *objects,
                       struct kg_error *err);

/* Runs the transformer that `plugin` configures. */
int kg_plugin_transform(const struct kg_build_context *build, const struct kg_loader *loader,
                        const struct kg_resource *plugin, struct kg_resources *resources,
                        struct kg_error *err);

#endif
