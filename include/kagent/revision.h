/*
 * revision: which commit a folder is checked out from.
 *
 * Reads what git itself keeps in files (gitrepository-layout(5)): the .git beside
 * or above the folder, which may be a file that leads elsewhere (worktrees,
 * submodules), HEAD, references loose and packed. No program is run and no
 * setting of the repository is followed, so a foreign folder can do no harm.
 *
 * Whether files differ from the commit is not said: that takes git's index and
 * its filters, and half an answer would be worse than none.
 */
#ifndef KAGENT_REVISION_H
#define KAGENT_REVISION_H

#include "kagent/fs.h"

/*
 * The id of the commit that is checked out where `directory` is: 40 digits, or 64
 * in repositories with SHA-256; in the arena. NULL when it is in no repository,
 * before the first commit, and where references are kept in another way
 * (reftable).
 */
const char *kg_revision(struct kg_arena *arena, const struct kg_fs *fs, const char *directory);

/* How many digits of an id are shown to people. */
#define KG_REVISION_SHORT 7

#endif
