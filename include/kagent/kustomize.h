/*
 * kustomize: builds a kustomization natively.
 *
 * Reads the kustomization in a directory with all that it refers to and yields
 * the resources that `kubectl kustomize` would print, in the same order and,
 * through kg_emit_yaml, in the same bytes. The reference is kustomize 5.5 as
 * kubectl 1.32 embeds it; docs/KUSTOMIZE.md lists where newer ones differ.
 *
 * Works offline: remote resources, Helm charts and functions in containers or
 * executables are refused with the place that names them.
 */
#ifndef KAGENT_KUSTOMIZE_H
#define KAGENT_KUSTOMIZE_H

#include "kagent/arena.h"
#include "kagent/buf.h"
#include "kagent/error.h"
#include "kagent/fs.h"
#include "kagent/node.h"

enum kg_load_restrictor {
    KG_LOAD_ROOT_ONLY, /* LoadRestrictionsRootOnly: files only from inside the kustomization root */
    KG_LOAD_ANYWHERE,  /* LoadRestrictionsNone */
};

/* The order of the output when no sortOptions say otherwise. */
enum kg_reorder {
    KG_REORDER_UNSPECIFIED, /* no flag given: legacy, unless sortOptions say otherwise */
    KG_REORDER_LEGACY,      /* namespaces and definitions first, webhooks last */
    KG_REORDER_NONE,        /* as accumulated */
};

/*
 * One step of a build: a resource file was read, a generator ran, a transformer
 * was applied. Observers see the resources as they are after it.
 */
struct kg_step {
    const char *name;         /* the field that orders it: "resources", "namePrefix", "patches" ... */
    uint32_t index;           /* the entry of that field; 0 for fields that are no lists */
    struct kg_position where; /* the line of the kustomization file that orders it */
    const char *directory;    /* the kustomization, as a person would name it */
};

struct kg_kustomize_options {
    const struct kg_fs *fs;
    const char *directory; /* the kustomization to build */
    enum kg_load_restrictor load_restrictor;
    enum kg_reorder reorder;
    bool managed_by_label; /* --enable-managedby-label */

    /*
     * Called for each warning (deprecated fields), in order. May be NULL.
     * The text has no line break at its end.
     */
    void (*warn)(void *context, const char *text);
    void *warn_context;

    /*
     * Called after each step with the objects that the innermost kustomization
     * holds by then (borrowed; they change in place later on). May be NULL.
     */
    void (*observe)(void *context, const struct kg_step *step, struct kg_node *const *objects,
                    size_t count);
    void *observe_context;
};

/* The outcome: complete resources in output order. All memory is the arena's. */
struct kg_build {
    struct kg_node **resources;
    size_t count;
};

/*
 * Builds `options->directory` into `*build`. On failure (KG_ERROR_NEGATIVE:
 * kustomize refuses it too, or it cannot be built offline) the error names the
 * file and line to look at.
 */
int kg_kustomize_build(struct kg_arena *arena, const struct kg_kustomize_options *options,
                       struct kg_build *build, struct kg_error *err);

/* Appends all resources as one YAML stream, documents parted by `---`. */
int kg_build_emit_yaml(const struct kg_build *build, struct kg_buf *out, struct kg_error *err);

/* Whether `directory` holds a kustomization file of any of the three names. */
bool kg_kustomize_is_root(const struct kg_fs *fs, struct kg_arena *arena, const char *directory);

#endif
