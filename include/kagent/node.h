/*
 * node: the document tree that YAML and JSON become.
 *
 * A node is a mapping, a sequence or a scalar. Scalars keep what the source
 * said: the text, the quoting style and the tag; what type a scalar has is
 * decided when someone asks (scalar.h), because tools of the Kubernetes world
 * change texts under an old style and expect the style to win.
 *
 * Nodes have identity. One node may hang in several places of a tree, and an
 * in-place change is then seen in all of them: kustomize's output depends on
 * that, so copying is always an explicit step (kg_node_copy).
 *
 * Every node says where it came from. An in-place overwrite takes the new
 * value's place of origin along; layers that want the whole history install a
 * trace (struct kg_trace).
 *
 * Mappings keep the order and even the duplicates of their source. Looking up
 * a key finds the first of its name, soon also among thousands. All memory
 * belongs to the arena that is passed in; a tree may hang together from several
 * documents of one arena.
 */
#ifndef KAGENT_NODE_H
#define KAGENT_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

enum kg_node_kind {
    KG_NODE_SCALAR = 1,
    KG_NODE_SEQUENCE,
    KG_NODE_MAPPING,
    KG_NODE_ALIAS, /* only between kg_yaml_read and kg_yaml_expand */
};

/* How a node was written. FLOW belongs to collections, the others to scalars. */
enum kg_style {
    KG_STYLE_PLAIN = 0,
    KG_STYLE_SINGLE_QUOTED,
    KG_STYLE_DOUBLE_QUOTED,
    KG_STYLE_LITERAL,
    KG_STYLE_FOLDED,
    KG_STYLE_FLOW,
};

/*
 * The tags of the YAML core schema. A reader gives every node one (a plain
 * scalar the one that its text resolves to); nodes made by a transformer may
 * have none. OTHER is any tag that is not of the core schema.
 */
enum kg_tag {
    KG_TAG_NONE = 0,
    KG_TAG_NULL,
    KG_TAG_BOOL,
    KG_TAG_STR,
    KG_TAG_INT,
    KG_TAG_FLOAT,
    KG_TAG_TIMESTAMP,
    KG_TAG_BINARY,
    KG_TAG_MERGE,
    KG_TAG_SEQ,
    KG_TAG_MAP,
    KG_TAG_OTHER,
};

/* A text that nodes come from: a file, an inline patch, a generated object. */
struct kg_source {
    const char *name;   /* as a person would name it: a path, or what made it */
    struct kg_str text; /* all of it, if it is a file that is kept; else empty */
    unsigned indent;    /* of a text inside a file: how far its lines are indented there */
};

/* The indentation of a text that has none: quoted in one line, or folded. Columns are unknown. */
#define KG_INDENT_UNKNOWN UINT32_MAX

/* The column in the file, from the one in the text; 0 where it is unknown. */
unsigned kg_source_column(const struct kg_source *source, unsigned column);

struct kg_node;
struct kg_map;

struct kg_pair {
    struct kg_node *key;
    struct kg_node *value;
};

/*
 * Beside its place of origin, which a person asks for, a node has the mark that
 * its reader made: the place in the text that was read, or nothing if it was not
 * read but made. An overwrite takes the new value's mark along, kg_node_at
 * does not change it. Go's YAML library keeps lines and columns in this way, and
 * kustomize tells by them whether a value was written again.
 */
struct kg_node {
    uint8_t kind;      /* enum kg_node_kind */
    uint8_t style;     /* enum kg_style */
    uint8_t tag;       /* enum kg_tag */
    bool explicit_tag; /* the source wrote the tag out */
    uint32_t line;     /* from 1; 0 for a node that no source holds */
    uint32_t column;   /* from 1 */
    uint32_t count;    /* elements or pairs in use */
    uint32_t capacity;
    uint32_t mark; /* kg_node_mark of the place in the text; 0 for a node that was made */
    const struct kg_source *source; /* NULL for a node that no source holds */
    union {
        struct kg_str text;     /* of a scalar */
        struct kg_node **items; /* of a sequence */
        struct {                /* of a mapping */
            struct kg_pair *pairs;
            struct kg_map *index; /* the places of the keys, when there are many; else NULL */
        };
        struct kg_node *target; /* of an alias */
    };
};

/* In a mark: a comment follows the node. */
#define KG_NODE_COMMENTED (1U << 31)

/*
 * The mark of a place: its line and column, from 1, within the text alone. Places in
 * texts of more than 500,000 lines, or in lines of more than 4,096 characters, may share one.
 */
static inline uint32_t kg_node_mark(uint32_t line, uint32_t column)
{
    return (line << 12 | (column & 0xFFF)) & ~KG_NODE_COMMENTED;
}

/* ---- making ---- */

struct kg_node *kg_node_mapping(struct kg_arena *arena);
struct kg_node *kg_node_sequence(struct kg_arena *arena);

/* A plain scalar with this tag. The text is borrowed. */
struct kg_node *kg_node_scalar(struct kg_arena *arena, enum kg_tag tag, struct kg_str text);

/* A string: tag !!str; style literal when it holds a line break, else plain. Text borrowed. */
struct kg_node *kg_node_string(struct kg_arena *arena, struct kg_str text);

/*
 * A deep copy. A node that hangs in two places is copied twice, as in Go's tree.
 * Texts are shared: the copy needs the arena that those of the original are in.
 */
struct kg_node *kg_node_copy(struct kg_arena *arena, const struct kg_node *node);

/* The same with texts of its own, and without places: for what is to outlive the original. */
struct kg_node *kg_node_detach(struct kg_arena *arena, const struct kg_node *node);

/* ---- asking ---- */

/* Whether the node is absent (NULL pointer) or tagged !!null. */
static inline bool kg_node_is_null(const struct kg_node *node)
{
    return node == NULL || node->tag == KG_TAG_NULL;
}

/* Absent, null, or an empty mapping or sequence (an empty text is not). */
bool kg_node_is_empty(const struct kg_node *node);

/* Whether the node is there and of this kind. */
static inline bool kg_node_is(const struct kg_node *node, enum kg_node_kind kind)
{
    return node != NULL && node->kind == kind;
}

/* The scalar's text; empty for everything else and for NULL. */
struct kg_str kg_node_text(const struct kg_node *node);

/* The place the node was read from. */
struct kg_position kg_node_position(const struct kg_node *node);

/* "mapping", "sequence", "scalar", as messages name it. */
const char *kg_node_kind_name(const struct kg_node *node);

/* How many nodes the tree has: keys count too, and one that hangs twice counts twice. */
size_t kg_node_count(const struct kg_node *node);

/* How many collections are inside one another: 0 for a scalar or NULL, 1 for an empty list. */
unsigned kg_node_depth(const struct kg_node *node);

/* ---- mappings ---- */

/* The first pair with this key, or NULL (also when `mapping` is NULL or no mapping). */
struct kg_pair *kg_node_pair(const struct kg_node *mapping, struct kg_str key);

/* Its value, or NULL. */
struct kg_node *kg_node_get_str(const struct kg_node *mapping, struct kg_str key);

/* The same for a key that is mostly a literal, whose length the compiler knows. */
static inline struct kg_node *kg_node_get(const struct kg_node *mapping, const char *key)
{
    return kg_node_get_str(mapping, kg_str_from(key));
}

/* Follows keys through mappings, e.g. kg_node_path(root, "metadata", "name", NULL). */
struct kg_node *kg_node_path(const struct kg_node *node, ...) __attribute__((sentinel));

/* Appends a pair without looking for the key. */
void kg_node_append_pair(struct kg_arena *arena, struct kg_node *mapping, struct kg_node *key,
                         struct kg_node *value);

/*
 * To be called after changing keys or `pairs` and `count` of a mapping by hand.
 * Values may be changed freely.
 */
void kg_node_reindex(struct kg_arena *arena, struct kg_node *mapping);

/* Replaces the first value of `key`, or appends the pair with a plain untagged key. */
void kg_node_set(struct kg_arena *arena, struct kg_node *mapping, const char *key,
                 struct kg_node *value);

/* The same with a value made here: a text (borrowed), a number, a truth value. */
void kg_node_set_text(struct kg_arena *arena, struct kg_node *mapping, const char *key,
                      const char *text);
void kg_node_set_number(struct kg_arena *arena, struct kg_node *mapping, const char *key,
                        unsigned long number);
void kg_node_set_bool(struct kg_arena *arena, struct kg_node *mapping, const char *key, bool value);

/* Removes the first pair of this key. Returns its value, or NULL. */
struct kg_node *kg_node_remove(struct kg_node *mapping, struct kg_str key);

/* ---- sequences ---- */

void kg_node_append(struct kg_arena *arena, struct kg_node *sequence, struct kg_node *item);

/* Inserts before position `index` (0 <= index <= count). */
void kg_node_insert(struct kg_arena *arena, struct kg_node *sequence, uint32_t index,
                    struct kg_node *item);

void kg_node_remove_index(struct kg_node *sequence, uint32_t index);

/* ---- changing in place ---- */

/*
 * Makes `node` a struct copy of `value`: every place that shares `node` sees
 * the new value; children are shared with `value`.
 */
void kg_node_assign(struct kg_node *node, const struct kg_node *value);

/* Gives `node` the place of origin of `from`. Returns `node`. */
struct kg_node *kg_node_at(struct kg_node *node, const struct kg_node *from);

/* Whether two trees are equal: kinds, tags, styles, texts, order. Origins are not compared. */
bool kg_node_equal(const struct kg_node *a, const struct kg_node *b);

/* Whether they are equal and all their nodes have equal marks: nothing was written again. */
bool kg_node_untouched(const struct kg_node *a, const struct kg_node *b);

#endif
