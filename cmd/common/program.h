/*
 * program: other programs: where PATH leads to them, and what they say.
 */
#ifndef KG_CMD_PROGRAM_H
#define KG_CMD_PROGRAM_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

/*
 * The executables of this name on PATH, the one that is run first in front,
 * NULL-terminated, in the arena. Directories of PATH that are not absolute are
 * passed over: what they mean changes with the working directory.
 */
const char **cmd_program_find(struct kg_arena *arena, const char *name);

/* The path with all links resolved; `path` itself where that cannot be done. */
const char *cmd_program_real(struct kg_arena *arena, const char *path);

/*
 * Runs a program without a shell and takes what it writes to standard output;
 * its standard input is empty, what it writes to standard error is dropped. `words`
 * begin with the path and end with NULL. Fails with KG_ERROR_UNKNOWN when it
 * cannot be run, ends otherwise than with 0, or goes on for longer than
 * `milliseconds`; it is then ended.
 */
int cmd_program_ask(struct kg_arena *arena, const char *const *words, int milliseconds,
                    struct kg_str *output, struct kg_error *err);

#endif
