/*
 * subject: what is to be rendered.
 */
#ifndef KG_CMD_SUBJECT_H
#define KG_CMD_SUBJECT_H

#include "kagent/fs.h"
#include "kagent/options.h"

struct subject {
    const char *name;      /* as a person calls it: "prod", "path/to/overlay" */
    struct kg_fs fs;       /* what it is read through */
    const char *directory; /* the kustomization */
    bool embedded;         /* it lies inside the program */
};

/*
 * DIR, or the environment of --env in its root, or the working directory if it
 * holds a kustomization; else KG_ERROR_USAGE with the environments there are.
 */
int subject_choose(struct kg_arena *arena, const struct kg_arguments *arguments,
                   struct subject *subject, struct kg_error *err);

/*
 * One of two to compare, by a name that may be a directory or an environment:
 * a directory if it has a slash, is "." or "..", or holds a kustomization and
 * no --root was given; else an environment of the root.
 */
int subject_choose_named(struct kg_arena *arena, const struct kg_arguments *arguments,
                         const char *name, struct subject *subject, struct kg_error *err);

#endif
