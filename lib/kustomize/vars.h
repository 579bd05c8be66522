/*
 * vars: `vars` and their expansion, `$(NAME)`.
 */
#ifndef KG_KUSTOMIZE_VARS_H
#define KG_KUSTOMIZE_VARS_H

#include "fieldspec.h"
#include "kagent/kustomize.h"
#include "resource.h"

/* Vars of a kustomization and of all below it, by name. */
struct kg_vars {
    const struct kg_node **items; /* entries of `vars`, fitted to their shape */
    size_t count;
    struct kg_map *by_name; /* of the items; NULL while there are none */
};

/*
 * Adds the entries of a `vars` list (may be NULL) and marks the resource that
 * each refers to. A name that is there already is an error, and so is a
 * reference that several resources match.
 */
int kg_vars_merge(struct kg_arena *arena, struct kg_vars *vars, const struct kg_node *entries,
                  struct kg_resources *resources, struct kg_error *err);

/* Adds the vars of an accumulator that is merged into another. */
int kg_vars_merge_set(struct kg_arena *arena, struct kg_vars *vars, const struct kg_vars *more,
                      struct kg_error *err);

/*
 * Replaces `$(NAME)` in all fields that the specs name. Vars that were never
 * used are reported through the options' `warn`.
 */
int kg_vars_resolve(struct kg_arena *arena, const struct kg_vars *vars,
                    struct kg_resources *resources, struct kg_fieldspecs specs,
                    const struct kg_kustomize_options *options, struct kg_error *err);

#endif
