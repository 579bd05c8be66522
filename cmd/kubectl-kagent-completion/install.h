/*
 * install: puts the files where kubectl and the shell look for them.
 */
#ifndef KG_COMPLETION_INSTALL_H
#define KG_COMPLETION_INSTALL_H

#include "kagent/arena.h"
#include "kagent/error.h"

/*
 * Writes the programs that kubectl asks into `directory` (NULL: that of the
 * kubectl-kagent which is found on PATH), and the script of `shell` ("" or
 * "kubectl" for none) into the folder of this user. Prints the paths that were
 * written. A file of another origin is left alone, and fails.
 */
int install_completions(struct kg_arena *arena, const char *directory, const char *shell,
                        struct kg_error *err);

#endif
