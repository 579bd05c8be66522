/*
 * sibling: the programs of the suite that go on as one another.
 */
#ifndef KG_CMD_SIBLING_H
#define KG_CMD_SIBLING_H

#include "kagent/arena.h"
#include "kagent/error.h"

/*
 * Becomes `file`, a program beside this one's own real file, with `words`,
 * NULL-terminated, as its arguments. It is looked for there and nowhere else:
 * not on PATH, where a file of the same name might be anyone's. Returns only
 * on failure: -1 with `*err` set, KG_ERROR_UNKNOWN.
 */
int cmd_become(struct kg_arena *arena, const char *file, const char *const *words,
               struct kg_error *err);

#endif
