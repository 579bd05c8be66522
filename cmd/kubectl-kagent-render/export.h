/*
 * export: writes the manifests inside the program to a directory.
 */
#ifndef KG_CMD_EXPORT_H
#define KG_CMD_EXPORT_H

#include "kagent/arena.h"
#include "kagent/error.h"

/*
 * Writes every file of the embedded tree below `directory`, which is made if
 * needed. When one of them exists already, nothing at all is written.
 */
int export_manifests(struct kg_arena *arena, const char *directory, struct kg_error *err);

#endif
