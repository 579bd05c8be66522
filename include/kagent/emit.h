/*
 * emit: document trees into texts.
 *
 * The YAML form is, byte for byte, what kubectl prints: keys in its natural
 * order, block style, width 80, quoting by YAML 1.1's rules, values passed
 * through JSON's idea of types (scalar.h). The JSON form is encoding/json's.
 */
#ifndef KAGENT_EMIT_H
#define KAGENT_EMIT_H

#include "kagent/buf.h"
#include "kagent/node.h"

/*
 * Watches a YAML text being written, for comments about its lines. `line` is
 * called in order, once for every value that has a line to itself: a scalar, an
 * empty collection, or the opening `key:` of a collection with content.
 *
 * `end` is the buffer offset at which a comment may stand: the end of the
 * value's last line, or of the first line (`key: |`) of a block scalar, whose
 * other lines belong to the text. `key` is the node before the colon; NULL for
 * an element of a list.
 */
struct kg_emit_lines {
    void *context;
    void (*line)(void *context, size_t end, const struct kg_node *key, const struct kg_node *value);
};

/*
 * Appends `document` as YAML with a final line break. Fails on duplicate keys,
 * keys that are no strings, contradicting tags and characters that YAML cannot
 * hold; the buffer then has a partial document and must be thrown away.
 * `lines` may be NULL.
 */
int kg_emit_yaml(struct kg_buf *out, const struct kg_node *document,
                 const struct kg_emit_lines *lines, struct kg_error *err);

/* How JSON is laid out. */
enum kg_json_layout {
    KG_JSON_COMPACT,  /* one line */
    KG_JSON_INDENTED, /* four blanks, as kubectl -o json */
};

/*
 * Appends `document` as JSON: keys in byte order, `<`, `>`, `&` and U+2028/9
 * escaped as encoding/json does. Same failures as kg_emit_yaml.
 */
int kg_emit_json(struct kg_buf *out, const struct kg_node *document, enum kg_json_layout layout,
                 struct kg_error *err);

/*
 * The text as it survives JSON and yaml.v2's reader: bytes that are no UTF-8
 * become U+FFFD, and U+0085 is folded with the blanks around it. Fails for
 * control characters that YAML cannot hold. `node` is where it
 * stands. `*text` stays when nothing changes, and on failure.
 */
int kg_emit_clean(struct kg_arena *arena, const struct kg_node *node, struct kg_str *text,
                  struct kg_error *err);

/* Whether key `a` comes before key `b` where Go's yaml.v3 writes a mapping (kubectl prints by v2).
 */
bool kg_emit_key_less_v3(struct kg_str a, struct kg_str b);

/* Appends `text` as a JSON string with encoding/json's escapes. */
void kg_emit_json_string(struct kg_buf *out, struct kg_str text);

#endif
