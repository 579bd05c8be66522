/*
 * emitter: the state of one YAML text being written, shared by the structure
 * (emit_yaml.c) and the scalars (emit_scalar.c).
 */
#ifndef KG_DOC_EMITTER_H
#define KG_DOC_EMITTER_H

#include "kagent/emit.h"
#include "kagent/scalar.h"

enum {
    KG_EMIT_WIDTH = 80, /* beyond this column a blank becomes a line break */
    KG_EMIT_INDENT = 2,
    KG_EMIT_SIMPLE_KEY_MAX = 128, /* longer keys get the `? ` form; bytes */
};

struct kg_emitter {
    struct kg_buf *out;
    size_t column;          /* in characters */
    bool indented;          /* nothing but blanks and `- ` stands on this line yet */
    bool whitespace;        /* the last character is a blank or starts the line */
    struct kg_pair *sorted; /* scratch for mappings in output order, used as a stack */
    size_t sorted_count;
    size_t sorted_capacity;
    const struct kg_emit_lines *lines;
    size_t block_header_end; /* behind the `|` of the block scalar written last; 0 if it was none */
    struct kg_error *err;
};

/* Where a scalar stands. */
enum kg_emit_place {
    KG_EMIT_VALUE,
    KG_EMIT_SIMPLE_KEY, /* must stay on one line */
};

/* Begins a line of this indentation, unless the cursor stands there already. */
void kg_emit_indent(struct kg_emitter *emitter, size_t indent);

/*
 * Writes a string in the style that yaml.v2 chooses, after a blank if needed.
 * `indent` is that of continuation lines.
 */
void kg_emit_string(struct kg_emitter *emitter, struct kg_str text, size_t indent,
                    enum kg_emit_place place);

/* Writes a text that needs no quoting. */
void kg_emit_plain(struct kg_emitter *emitter, struct kg_str text);

/* The characters of a text: what counts for columns. */
size_t kg_emit_count_characters(struct kg_str text);

/* Whether a key of this text is written as `key: value` and not as `? key`. */
bool kg_emit_is_simple_key(struct kg_str text);

/* Whether key `a` comes before key `b` in yaml.v2's natural order. */
bool kg_emit_key_less(struct kg_str a, struct kg_str b);

#endif
