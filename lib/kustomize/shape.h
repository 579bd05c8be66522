/*
 * shape: what a configuration document may look like.
 *
 * Kustomization files, builtin transformer configurations and field spec files
 * are described by tables of fields with types. Fitting a document to its shape
 * checks it and yields a tree in which everything has its canonical form, so
 * that whoever reads it needs no checks of his own:
 *
 * - field names are those of the table (they are found regardless of case, as
 *   Go's JSON decoder does; an exact match is preferred, the later wins);
 * - texts are string scalars, booleans `true` or `false`, integers decimal;
 * - what was null is absent; in lists and maps of texts it is the empty text;
 * - every node keeps its place in the source.
 */
#ifndef KG_KUSTOMIZE_SHAPE_H
#define KG_KUSTOMIZE_SHAPE_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/node.h"

enum kg_shape_type {
    KG_SHAPE_TEXT,
    KG_SHAPE_BOOL,
    KG_SHAPE_INTEGER,
    KG_SHAPE_TEXT_LIST,
    KG_SHAPE_TEXT_MAP,
    KG_SHAPE_BOOL_MAP,
    KG_SHAPE_OBJECT,
    KG_SHAPE_OBJECT_LIST,
    KG_SHAPE_LIST, /* taken as it is */
};

struct kg_shape;

/*
 * `promoted`: in kustomize the field belongs to a struct that is embedded in the
 * one of this shape. What reads configurations for it loses sight of types there:
 * in the field and all below it nothing but a text will do for a text.
 */
struct kg_shape_field {
    const char *name;
    enum kg_shape_type type;
    const struct kg_shape *object; /* of OBJECT and OBJECT_LIST */
    bool promoted;
};

/*
 * Whose rules hold. kustomize reads its documents in four ways:
 * - a kustomization must have known fields of the right types;
 * - a `configurations` file must have known fields, none of them twice, but a
 *   number or a boolean will do for a text, unless the field is promoted;
 * - the configuration of a plugin may hold anything else besides, and a number
 *   or a boolean will do for a text, unless the field is promoted;
 * - that of a PrefixTransformer or SuffixTransformer is read by another library,
 *   for which a number or a boolean will do for any text.
 */
enum kg_shape_rules {
    KG_SHAPE_KUSTOMIZATION,
    KG_SHAPE_CONFIGURATION,
    KG_SHAPE_PLUGIN,
    KG_SHAPE_AFFIX_PLUGIN,
};

struct kg_shape {
    const char *title;                   /* "patch", for messages */
    const struct kg_shape_field *fields; /* ended by a NULL name */
};

/* Fits `node` (a mapping, or null for an empty one) to `shape`. */
int kg_shape_fit(struct kg_arena *arena, const struct kg_shape *shape, enum kg_shape_rules rules,
                 const struct kg_node *node, struct kg_node **fitted, struct kg_error *err);

/* Fits each element of a list. */
int kg_shape_fit_list(struct kg_arena *arena, const struct kg_shape *shape,
                      enum kg_shape_rules rules, const struct kg_node *node,
                      struct kg_node **fitted, struct kg_error *err);

/* ---- reading a fitted tree ---- */

/* The text of a field; empty when it is absent. */
struct kg_str kg_shape_text(const struct kg_node *object, const char *field);

/* A boolean field; false when it is absent. */
bool kg_shape_bool(const struct kg_node *object, const char *field);

/* How many entries a list field has. */
uint32_t kg_shape_count(const struct kg_node *object, const char *field);

#endif
