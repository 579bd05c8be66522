/*
 * self: where this program's file really lies.
 */
#ifndef KG_CMD_SELF_H
#define KG_CMD_SELF_H

#include "kagent/arena.h"
#include "kagent/error.h"

/*
 * The directory of the running executable with all links resolved, in the
 * arena. krew reaches the program through a link in another directory, in
 * which the other commands are not.
 */
int cmd_self_directory(struct kg_arena *arena, const char **directory, struct kg_error *err);

#endif
