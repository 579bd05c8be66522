/*
 * unified: the difference of two texts, line by line, as `diff -u` prints it.
 */
#ifndef KAGENT_UNIFIED_H
#define KAGENT_UNIFIED_H

#include <stdbool.h>

#include "kagent/buf.h"
#include "kagent/palette.h"
#include "kagent/str.h"

/*
 * Appends the difference, with three lines of context around each change, headed
 * by the two names; nothing when the texts are equal. Texts that differ in very
 * many lines are shown as one change. Returns whether they differ. Control
 * characters become visible (buf.h); marks come from `palette`.
 */
bool kg_unified_diff(struct kg_buf *out, struct kg_str before, struct kg_str after,
                     const char *before_name, const char *after_name,
                     const struct kg_palette *palette);

#endif
