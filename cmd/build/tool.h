/*
 * tool: the frame of the build's programs: an arena, and errors on stderr.
 */
#ifndef KG_BUILD_TOOL_H
#define KG_BUILD_TOOL_H

#include "kagent/buf.h"
#include "kagent/error.h"

enum { TOOL_OUTPUT_MAX = 1 << 26 };

/* Fills `out` from the arguments behind the program's name. */
typedef int tool_work(struct kg_arena *arena, char **arguments, struct kg_buf *out,
                      struct kg_error *err);

/*
 * Checks the number of arguments, runs `work` and writes what it made to
 * standard output. Returns the exit code. `usage` names the arguments.
 */
int tool_main(int argc, char **argv, int count, const char *usage, tool_work *work);

#endif
