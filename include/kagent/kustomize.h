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
 * was applied.
 */
struct kg_step {
    const char *name;         /* the field that orders it: "resources", "namePrefix", "patches" ...,
                                 or what is done once at the end: "name hash",
                                 "name references", "vars", "local configuration",
                                 "managed-by label", "internal annotations" */
    bool listed;              /* the field is a list, and `index` its entry */
    uint32_t index;           /* from 0; with `plugin`, of all documents that the field leads to */
    const char *plugin;       /* of "generators" and "transformers": kind and name of the document
                                 that configures it, "PatchTransformer/tolerations"; else NULL */
    struct kg_position where; /* the line that orders it; no file for what is always done */
    const char *directory;    /* the kustomization, as a person would name it */

    /*
     * Which set of resources it worked on. A kustomization has its own, which
     * goes into that of its parent by the parent's step "resources"; a
     * component works on the set of the kustomization that includes it.
     */
    const void *set;
    bool adds; /* the step only added to the set: observers see what is new, else the whole set */
};

/* A resource as an observer sees it: the object as it is after the step. */
struct kg_observed {
    const void *identity; /* never changes, whatever becomes of the object and of its name */
    struct kg_node *object;
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
     * Called after each step; the last time with all resources, in output
     * order. The array is borrowed for the call; the objects change in place
     * later on. May be NULL, and then costs nothing.
     */
    void (*observe)(void *context, const struct kg_step *step, const struct kg_observed *resources,
                    size_t count);
    void *observe_context;
};

struct kg_merge_schema;

/* The outcome: complete resources in output order. All memory is the arena's. */
struct kg_build {
    struct kg_node **resources;
    size_t count;
    const struct kg_merge_schema
        *schema; /* the merge keys that held: built in, or from `openapi` */
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

/*
 * Finds the kustomization file in `directory`, of any of the three names:
 * `*file` is its path in the arena, NULL when there is none. Fails with
 * KG_ERROR_UNKNOWN when the system does not tell: an overlay that cannot be
 * read is not one that is not there.
 */
int kg_kustomize_find(const struct kg_fs *fs, struct kg_arena *arena, const char *directory,
                      const char **file, struct kg_error *err);

#endif
