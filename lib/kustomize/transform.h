/*
 * transform: the transformers, and the order in which a kustomization runs them.
 *
 * A transformer changes the resources accumulated so far. Each is a function
 * of its configuration (a fitted document), its field specs and the resources;
 * the same functions serve the fields of a kustomization (`namePrefix: x`) and
 * the builtin plugins (`kind: PrefixTransformer`).
 */
#ifndef KG_KUSTOMIZE_TRANSFORM_H
#define KG_KUSTOMIZE_TRANSFORM_H

#include "build.h"
#include "kustomization.h"
#include "resource.h"

struct kg_transformation {
    const struct kg_build_context *build;
    const struct kg_loader *loader; /* whose files it may read */
    const struct kg_node *config;   /* what to do; its shape depends on the transformer */
    struct kg_fieldspecs specs;     /* where to do it; empty for those that need none */
    struct kg_resources *resources;
};

typedef int kg_transformer(const struct kg_transformation *transformation, struct kg_error *err);

/* config: a text, or {metadata: {namespace}, unsetOnly, setRoleBindingSubjects}. */
kg_transformer kg_transform_namespace;

/* config: a text. Names of definitions, API services and namespaces stay. */
kg_transformer kg_transform_name_prefix;
kg_transformer kg_transform_name_suffix;

/* config: a map of texts, set at every place that the specs name. */
kg_transformer kg_transform_labels;
kg_transformer kg_transform_annotations;

/* config: a list of texts, each a patch or the path of a file with patches. */
kg_transformer kg_transform_strategic_merges;

/* config: {path, patch, target, options}. */
kg_transformer kg_transform_patch;
kg_transformer kg_transform_json_patch;

/* config: {name, count}. */
kg_transformer kg_transform_replicas;

/* config: {name, newName, newTag, digest, tagSuffix}. */
kg_transformer kg_transform_image;

/* config: a list of replacements, inline or by path. */
kg_transformer kg_transform_replacements;

/* config: {value, targets, targetFilePath}. */
kg_transformer kg_transform_value_add;

/* config: nothing. Appends the content hash to the names that are to have one. */
kg_transformer kg_transform_hash;

/* Sets the namespace of one object and of subjects named `default` in a role binding. */
int kg_set_namespace(struct kg_arena *arena, struct kg_node *object,
                     const struct kg_node *namespace, struct kg_error *err);

/* Runs all transformers of a kustomization's fields, in kustomize's order. */
int kg_transform_all(const struct kg_build_context *build, const struct kg_loader *loader,
                     const struct kg_kustomization *kustomization,
                     const struct kg_transformer_config *config, struct kg_resources *resources,
                     struct kg_error *err);

/* A step that was done: struct kg_step, in terms of the build. */
struct kg_done {
    const char *name;
    const struct kg_loader *loader;
    const struct kg_node *where; /* the entry, or the whole field; NULL for what is always done */
    ptrdiff_t index;             /* of the entry; -1 for a whole field */
    const struct kg_resource *plugin; /* of plugins: the document; else NULL */
    const struct kg_resources *resources;
    bool adds;    /* it only added resources, */
    size_t first; /* from this one on */
};

/* Tells the observer, if there is one. */
void kg_observe(const struct kg_build_context *build, const struct kg_done *done);

#endif
