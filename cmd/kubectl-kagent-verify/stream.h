/*
 * stream: what comes through a descriptor until it ends, as a text.
 */
#ifndef KG_VERIFY_STREAM_H
#define KG_VERIFY_STREAM_H

#include <stdbool.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

/* Whether `path` is something to be read like a pipe: a FIFO, a socket, a device. */
bool stream_is(const char *path);

/*
 * Reads `path` (NULL: standard input) to its end. Fails with KG_ERROR_UNKNOWN
 * when it cannot be read or is larger than a file may be.
 */
int stream_read(struct kg_arena *arena, const char *path, struct kg_str *text,
                struct kg_error *err);

#endif
