/*
 * edit: changes one scalar of a YAML text and nothing else.
 *
 * People's files keep their comments, layout and quotes: the bytes of the old
 * value are replaced where they stand, and every other byte stays.
 */
#ifndef KAGENT_EDIT_H
#define KAGENT_EDIT_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

/*
 * Replaces the scalar at `where` (line and column as nodes have them: from 1,
 * columns in characters) by `value`. It must be written there as `old`, plain or
 * in quotes, which stay. `*edited` is in the arena. Fails with KG_ERROR_NEGATIVE
 * and the place when something else stands there: a tag, an anchor, another
 * value.
 */
int kg_edit_scalar(struct kg_arena *arena, struct kg_str text, struct kg_position where,
                   struct kg_str old, struct kg_str value, struct kg_str *edited,
                   struct kg_error *err);

#endif
