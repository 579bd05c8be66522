/*
 * self_path: a path of the running program. One file for each system.
 */
#ifndef SELF_PATH_H
#define SELF_PATH_H

#include "kagent/arena.h"

/* It may lead through links. NULL when it is longer than a path can be. */
const char *cmd_self_path(struct kg_arena *arena);

#endif
