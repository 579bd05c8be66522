/*
 * json: JSON texts into document trees.
 *
 * The reader takes exactly what Go's encoding/json takes (RFC 8259; bytes that
 * are no UTF-8 and half surrogate pairs become U+FFFD) and refuses everything
 * else, with the place. Objects become mappings, arrays sequences.
 *
 * Scalars: a string is a double-quoted !!str; everything else is plain, and its
 * text is spelled as in the source (`1.50`, `1E3`). `explicit_tag` is set for a
 * string that encoding/json would not have spelled as the source does (with
 * `\/`, a raw `<`, or an escape that it does not use): tools that compare the
 * spelling of JSON values must know.
 *
 * Of an object's equal keys all are kept, in the order of the source.
 */
#ifndef KAGENT_JSON_H
#define KAGENT_JSON_H

#include "kagent/node.h"

/* Deepest nesting of collections that is read. */
enum { KG_JSON_DEPTH_MAX = 1000 };

/*
 * Reads `text`, which must hold one value and blanks around it. `source` names
 * the text in positions and is borrowed; `first_line` is the number of the
 * text's first line in it. Node texts may point into `text`.
 *
 * Errors are KG_ERROR_NEGATIVE with the position and the reason.
 */
int kg_json_read(struct kg_arena *arena, struct kg_str text, const struct kg_source *source,
                 unsigned first_line, struct kg_node **document, struct kg_error *err);

#endif
