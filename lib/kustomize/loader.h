/*
 * loader: which files a kustomization may read, and under which names.
 *
 * Each kustomization has a root, its directory with all symbolic links
 * resolved. Files that it names must lie in or below that root (unless load
 * restrictions are off); other kustomizations may lie anywhere but not at or
 * above a root that is being built: that would be a cycle.
 */
#ifndef KG_KUSTOMIZE_LOADER_H
#define KG_KUSTOMIZE_LOADER_H

#include "kagent/kustomize.h"
#include "kagent/node.h"

struct kg_loader {
    const struct kg_kustomize_options *options;
    const struct kg_loader *referrer; /* who refers to this kustomization; NULL for the outermost */
    const char *root;                 /* absolute, links resolved */
    const char *top_root;             /* that of the outermost kustomization */
    const char *trail;                /* the entries that led here, joined; "" for the outermost */
    unsigned depth;                   /* how many kustomizations referred to one another */
};

/* Deepest nesting of kustomizations. */
enum { KG_LOADER_DEPTH_MAX = 1000 };

/* A loader for the outermost kustomization. */
int kg_loader_open(struct kg_arena *arena, const struct kg_kustomize_options *options,
                   struct kg_loader **loader, struct kg_error *err);

/*
 * A loader for the directory that `entry` (a fitted text) names, seen from
 * `loader`. Fails for what is no directory, absolute, remote, a cycle or too
 * deep.
 */
int kg_loader_enter(struct kg_arena *arena, const struct kg_loader *loader,
                    const struct kg_node *entry, struct kg_loader **inner, struct kg_error *err);

/* A file's content and the name under which messages speak of it. */
struct kg_loaded {
    struct kg_str text;
    const struct kg_source *source;
};

/* Reads the file `path`, seen from the root. Messages point at `entry`, who names it. */
int kg_loader_read(struct kg_arena *arena, const struct kg_loader *loader, struct kg_str path,
                   const struct kg_node *entry, struct kg_loaded *loaded, struct kg_error *err);

/* Whether `path`, seen from the root, is a directory. */
bool kg_loader_is_directory(struct kg_arena *arena, const struct kg_loader *loader,
                            struct kg_str path);

/* The trail of an entry of this kustomization: what `buildMetadata` calls its path. */
const char *kg_loader_trail(struct kg_arena *arena, const struct kg_loader *loader,
                            struct kg_str entry);

/* Whether an entry is the URL of a file or a repository. */
bool kg_loader_is_remote(struct kg_str path);

/* Refuses a remote entry with the way out. Returns -1. */
int kg_loader_refuse_remote(const struct kg_node *entry, struct kg_error *err);

/* An absolute path as a person would name it: seen from the folder that was asked for. */
const char *kg_loader_display(struct kg_arena *arena, const struct kg_loader *loader,
                              const char *path);

#endif
