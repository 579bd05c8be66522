/*
 * subject: what is to be rendered.
 */
#ifndef KG_CMD_SUBJECT_H
#define KG_CMD_SUBJECT_H

#include "kagent/fs.h"
#include "kagent/options.h"

struct subject {
    struct kg_fs fs;       /* what it is read through */
    const char *directory; /* the kustomization */
};

/*
 * DIR, or the environment of --env in its root, or the working directory if it
 * holds a kustomization; else KG_ERROR_USAGE with the environments there are.
 * Says on standard error when the copy inside the program is used, because
 * nobody sees it from the output.
 */
int subject_choose(struct kg_arena *arena, const struct kg_arguments *arguments,
                   struct subject *subject, struct kg_error *err);

#endif
