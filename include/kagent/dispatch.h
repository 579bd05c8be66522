/*
 * dispatch: which command a person means by `kubectl kagent WORDS`.
 *
 * kubectl finds a plugin by the longest file name that its words make up:
 * `kubectl kagent render` runs kubectl-kagent-render where that is on PATH.
 * Where only kubectl-kagent is (krew links one file for each plugin), or where
 * flags stand in front of the command, the dispatcher gets all the words and
 * decides here.
 */
#ifndef KAGENT_DISPATCH_H
#define KAGENT_DISPATCH_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/suite.h"

struct kg_dispatch {
    const struct kg_command *command; /* NULL: no command is named, list them */
    const char **words;               /* what the command is to be given; NULL-terminated */
};

/*
 * Finds the command in `words` (NULL-terminated, without the program's name).
 *
 * Shared flags (those of the suite's groups) and -h may stand in front of the
 * command's name and are moved behind it. Names may be spelled with `_` for
 * `-`, as kubectl itself spells them in file names. Only names of the table
 * are ever found: a word with a slash, or a file that merely lies about, runs
 * nothing.
 *
 * Fails with KG_ERROR_USAGE for an unknown command, with the nearest one as
 * advice, and for an unknown flag in front of the command.
 */
int kg_dispatch(struct kg_arena *arena, const struct kg_suite *suite, const char *const *words,
                struct kg_dispatch *dispatch, struct kg_error *err);

/*
 * The command of this name, for `help NAME` too. Fails with KG_ERROR_USAGE and
 * advice.
 */
int kg_dispatch_find(struct kg_arena *arena, const struct kg_suite *suite, const char *name,
                     const struct kg_command **command, struct kg_error *err);

#endif
