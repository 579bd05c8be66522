/*
 * shapes: the shapes of kustomizations and of the documents that they refer to.
 */
#ifndef KG_KUSTOMIZE_SHAPES_H
#define KG_KUSTOMIZE_SHAPES_H

#include "shape.h"

extern const struct kg_shape kg_shape_kustomization;
extern const struct kg_shape kg_shape_field_specs; /* a `configurations` file */
extern const struct kg_shape kg_shape_replacement;
extern const struct kg_shape kg_shape_fieldspec;
extern const struct kg_shape kg_shape_selector;
extern const struct kg_shape kg_shape_metadata;
extern const struct kg_shape kg_shape_patch;
extern const struct kg_shape kg_shape_image;
extern const struct kg_shape kg_shape_replica;

/* Builtin plugins: all transformers but ValueAddTransformer share one shape. */
extern const struct kg_shape kg_shape_transformer_plugin;
extern const struct kg_shape kg_shape_value_add;
extern const struct kg_shape kg_shape_generator_plugin;
extern const struct kg_shape kg_shape_iam_policy;

#endif
