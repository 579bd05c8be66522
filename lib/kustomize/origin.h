/*
 * origin: the annotations that `buildMetadata` asks for.
 *
 * With any buildMetadata the build keeps in each object where it came from and
 * which transformers it went through; what was not asked for is taken out at
 * the end. Without, all of these functions do nothing.
 */
#ifndef KG_KUSTOMIZE_ORIGIN_H
#define KG_KUSTOMIZE_ORIGIN_H

#include "build.h"
#include "kustomization.h"

/* Notes that the objects were read from the file that `entry` names. */
int kg_origin_add_file(const struct kg_build_context *build, const struct kg_loader *loader,
                       struct kg_str entry, struct kg_resources *objects, struct kg_error *err);

/* Notes that a builtin generator of this kustomization made the objects, unless noted already. */
void kg_origin_add_generator(const struct kg_build_context *build, const struct kg_loader *loader,
                             const struct kg_kustomization *kustomization, const char *plugin,
                             struct kg_resources *objects);

/* Notes that a builtin transformer of this kustomization went over the objects. */
void kg_origin_add_transformation(const struct kg_build_context *build,
                                  const struct kg_loader *loader,
                                  const struct kg_kustomization *kustomization, const char *plugin,
                                  struct kg_resources *objects);

/* The same two for a plugin that has a document of its own. */
void kg_origin_add_custom_generator(const struct kg_build_context *build,
                                    const struct kg_resource *plugin, struct kg_resources *objects);
void kg_origin_add_custom_transformation(const struct kg_build_context *build,
                                         const struct kg_resource *plugin,
                                         struct kg_resources *objects);

/* Whether the outermost kustomization's buildMetadata names `option`. */
bool kg_origin_is_asked_for(const struct kg_build_context *build, const char *option);

#endif
