/*
 * config: the field specs of all transformers.
 *
 * kustomize brings a default list for each transformer; the files named under
 * `configurations` and `crds` add to them. The configuration of a directory is
 * merged into that of whoever refers to it, and the outermost one fixes names
 * and vars in the end.
 */
#ifndef KG_KUSTOMIZE_CONFIG_H
#define KG_KUSTOMIZE_CONFIG_H

#include "fieldspec.h"

/* Which fields hold the name of an object of kind `target`. */
struct kg_name_reference {
    struct kg_gvk target;
    struct kg_fieldspecs referrers;
};

struct kg_name_references {
    const struct kg_name_reference *items;
    size_t count;
    bool settled; /* as in struct kg_fieldspecs */
};

/* A value: lists are shared between configurations and never changed in place. */
struct kg_transformer_config {
    struct kg_fieldspecs name_prefix;
    struct kg_fieldspecs name_suffix;
    struct kg_fieldspecs namespace;
    struct kg_fieldspecs common_labels; /* selectors, and all of template_labels */
    struct kg_fieldspecs labels;        /* empty unless configured */
    struct kg_fieldspecs template_labels;
    struct kg_fieldspecs common_annotations;
    struct kg_fieldspecs var_reference;
    struct kg_fieldspecs images;
    struct kg_fieldspecs replicas;
    struct kg_name_references name_references; /* sorted by target: kg_gvk_compare */
};

/*
 * kustomize's own lists. Make one per build and copy it: merging a list with
 * itself costs nothing, merging equal lists of different origin does.
 */
struct kg_transformer_config kg_transformer_config_default(struct kg_arena *arena);

/* Reads a `configurations` file, whose shape was checked before. */
struct kg_transformer_config kg_transformer_config_read(struct kg_arena *arena,
                                                        const struct kg_node *node);

/*
 * Adds `more` to `*config` and sorts every list. Fails when two specs of one
 * field disagree about `create`.
 */
int kg_transformer_config_merge(struct kg_arena *arena, struct kg_transformer_config *config,
                                const struct kg_transformer_config *more, struct kg_error *err);

#endif
