/*
 * resolve: the typed value of a plain text, shared inside the doc module.
 */
#ifndef KG_DOC_RESOLVE_H
#define KG_DOC_RESOLVE_H

#include "kagent/scalar.h"

enum { KG_TIMESTAMP_MAX = 64 };

/*
 * What a plain text means. Returns the tag; `*value` is set for NULL, BOOL,
 * INT and FLOAT, and is the text itself for everything else.
 */
enum kg_tag kg_resolve(struct kg_str text, enum kg_dialect dialect, struct kg_value *value);

/*
 * Whether the text is one of Go yaml's timestamp forms; `out`
 * (KG_TIMESTAMP_MAX bytes) then holds its RFC 3339 form. Returns its length,
 * 0 when it is no timestamp.
 */
size_t kg_timestamp_parse(struct kg_str text, char *out);

/*
 * What is left of a folded (`>`) text after Go's YAML writer wrote it and read
 * it back: the writer adds a line break where more-indented lines follow.
 */
struct kg_str kg_folded_round_trip(struct kg_arena *arena, struct kg_str text);

#endif
