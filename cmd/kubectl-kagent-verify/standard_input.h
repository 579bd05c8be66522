/*
 * standard_input: all of it, as a text.
 */
#ifndef KG_VERIFY_STANDARD_INPUT_H
#define KG_VERIFY_STANDARD_INPUT_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

/*
 * Reads standard input to its end. Fails with KG_ERROR_UNKNOWN when it cannot be
 * read or is larger than a file may be.
 */
int standard_input(struct kg_arena *arena, struct kg_str *text, struct kg_error *err);

#endif
