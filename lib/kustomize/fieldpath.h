/*
 * fieldpath: the dotted paths by which replacements name fields.
 *
 * `spec.template.spec.containers.[name=web].image`: names parted by dots (`\.`
 * is a dot inside a name, and so is one inside brackets: `[a.b/c]`). Beside
 * names there are, for lists: an index, `*` for every element, `[key=value]`
 * for elements by a field and `[=value]` for scalar elements by themselves.
 *
 * A source is looked up in a simpler way than targets are: values are compared
 * and not searched for as patterns, `-` is the last element, `*` is an error.
 */
#ifndef KG_KUSTOMIZE_FIELDPATH_H
#define KG_KUSTOMIZE_FIELDPATH_H

#include "kagent/node.h"

struct kg_regex;

/* The pieces of a text between unescaped delimiters. */
struct kg_pieces {
    struct kg_str *items;
    size_t count;
};

/*
 * Splits `text` at `delimiter`, except where a backslash stands in front, which
 * is then left out. A delimiter at the very start counts for nothing.
 */
struct kg_pieces kg_split_path(struct kg_arena *arena, struct kg_str text, char delimiter);

/* Whether the text is a number that is not negative: "7", "+7", and "-0" too. */
bool kg_read_index(struct kg_str text, size_t *index);

enum kg_fieldpath_step_kind {
    KG_STEP_FIELD,
    KG_STEP_INDEX,
    KG_STEP_MATCH, /* [key=value] */
    KG_STEP_EVERY, /* * */
};

struct kg_fieldpath_step {
    enum kg_fieldpath_step_kind kind;
    struct kg_str text; /* as written, without quoting brackets */
    size_t index;
    bool malformed; /* in brackets, but without '=' */
    struct kg_str field;
    struct kg_str value;
    const struct kg_regex *pattern; /* made of `value` when it is first needed */
};

struct kg_fieldpath {
    struct kg_str text;
    struct kg_fieldpath_step *steps;
    size_t count;
};

/* Reads a path. Never fails: what is wrong with a step is told where it is reached. */
struct kg_fieldpath kg_fieldpath_parse(struct kg_arena *arena, struct kg_str text);

/* The same, where also `name[0]` is a name and an index behind it (paths of vars). */
struct kg_fieldpath kg_fieldpath_parse_indexed(struct kg_arena *arena, struct kg_str text);

/* The node at a source's path, or NULL when there is none. */
int kg_fieldpath_get(const struct kg_fieldpath *path, struct kg_node *root, struct kg_node **found,
                     struct kg_error *err);

/* Nodes found, in document order. */
struct kg_found {
    struct kg_node **items;
    size_t count;
};

/*
 * All nodes at a target's path. With `create` not 0, missing fields, elements
 * by value, and the element just behind a list's end are made; the last one
 * becomes an empty, untagged node of that kind. Below a null nothing is made
 * that would be seen: what is found there is not part of the tree.
 */
int kg_fieldpath_find(struct kg_arena *arena, const struct kg_fieldpath *path, struct kg_node *root,
                      enum kg_node_kind create, struct kg_found *found, struct kg_error *err);

#endif
