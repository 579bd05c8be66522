/*
 * environment: the root of the manifests and the environments in it.
 *
 * A root is a directory with `base/` and `overlays/`; each directory in
 * `overlays/` that holds a kustomization is an environment of that name.
 * Nothing else makes one: no list, no registration.
 */
#ifndef KAGENT_ENVIRONMENT_H
#define KAGENT_ENVIRONMENT_H

#include <stdbool.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/fs.h"

/* Where a root may come from, in the order in which the sources are asked. */
struct kg_root_sources {
    const char *flag;                  /* the value of --root; NULL or "" when not given */
    const char *variable;              /* the value of $KAGENT_ROOT; NULL or "" when not set */
    const char *usual;                 /* used if it exists: "kubernetes/kagent"; NULL: nowhere */
    const struct kg_fs_tree *embedded; /* the copy inside the program; must outlive the root */
};

struct kg_root {
    struct kg_fs fs;           /* what to read the root through */
    const char *directory;     /* where it lies there */
    bool embedded;             /* it is the copy inside the program */
    const char **environments; /* their names, sorted, NULL-terminated */
};

/*
 * Decides on the root and opens it. A root that was asked for (flag, variable)
 * and is no directory fails with KG_ERROR_USAGE; it is never passed over. One
 * of which the system does not tell what it is fails with KG_ERROR_UNKNOWN.
 */
int kg_root_select(struct kg_arena *arena, const struct kg_root_sources *sources,
                   struct kg_root *root, struct kg_error *err);

/*
 * Opens the root in `directory` of `fs`: finds its environments, in the arena.
 * Fails with KG_ERROR_UNKNOWN when they cannot be found out; having none is no
 * failure.
 */
int kg_root_open(struct kg_arena *arena, const struct kg_fs *fs, const char *directory,
                 struct kg_root *root, struct kg_error *err);

/* The names of the environments as one text: "dev, prod"; "none" if there are none. */
const char *kg_root_environment_list(const struct kg_root *root, struct kg_arena *arena);

/*
 * The directory of an environment. Fails with KG_ERROR_USAGE when the name is
 * not that of an environment (a path is none: no slash ever leads anywhere),
 * naming those that there are.
 */
int kg_root_environment(const struct kg_root *root, struct kg_arena *arena, const char *name,
                        const char **directory, struct kg_error *err);

#endif
