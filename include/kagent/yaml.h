/*
 * yaml: texts into document trees.
 *
 * The reader is libyaml's parser; what this module adds is what Kubernetes'
 * tools expect of their Go YAML library: tags resolved as YAML 1.2's core
 * schema with 1.1's numbers, aliases copied out, merge keys applied, and
 * limits on depth and on what aliases may expand to.
 */
#ifndef KAGENT_YAML_H
#define KAGENT_YAML_H

#include "kagent/node.h"

/* Deepest nesting of collections that is read. */
enum { KG_YAML_DEPTH_MAX = 1000 };

/* Most nodes that the aliases of one document may expand to. */
enum { KG_YAML_ALIAS_MAX = 4000000 };

/*
 * Reads the first document of `text`. `*document` is NULL when there is none.
 * Node texts are copied. `source` names the text in positions and is borrowed.
 * `first_line` is the number that the text's first line has in its source (1
 * for a whole file). Aliases stay as KG_NODE_ALIAS nodes until kg_yaml_expand.
 *
 * Errors are KG_ERROR_NEGATIVE with the position and the parser's reason.
 */
int kg_yaml_read(struct kg_arena *arena, struct kg_str text, const struct kg_source *source,
                 unsigned first_line, struct kg_node **document, struct kg_error *err);

/* A document of a stream: its text, and the number that its first line has in the source. */
struct kg_yaml_piece {
    struct kg_str text;
    unsigned line;
};

/*
 * Splits a stream the way Kubernetes' tools do, at lines that begin with `---`;
 * there is always one piece, which may be blank. Of two neighbouring separators
 * the second stays in the text, where the reader takes it for the start of a
 * document. Fails at a separator with anything but a comment behind it. Texts
 * are borrowed.
 */
int kg_yaml_split(struct kg_arena *arena, struct kg_str text, const struct kg_source *source,
                  unsigned first_line, struct kg_yaml_piece **pieces, size_t *count,
                  struct kg_error *err);

/*
 * Copies aliases out and applies merge keys (`<<`), as kustomize does: a
 * mapping's own keys win, of several merged mappings the earlier wins.
 * `*document` is replaced by the result, in which no node hangs twice.
 */
int kg_yaml_expand(struct kg_arena *arena, struct kg_node **document, struct kg_error *err);

/*
 * What a mapping becomes when Go's YAML library writes and reads it: a key `<<`
 * that a transformer has made is written without quotes, and so is a merge key
 * when it comes back (a quoted one stays a text). `*mapping` is replaced by a
 * copy if there is one, and otherwise left alone. Fails as kg_yaml_expand does
 * for a value that cannot be merged.
 */
int kg_yaml_settle_merge(struct kg_arena *arena, const struct kg_node **mapping,
                         struct kg_error *err);

#endif
