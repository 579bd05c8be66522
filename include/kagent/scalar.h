/*
 * scalar: what type a scalar's text has.
 *
 * Two dialects are in use side by side. Resources are read with the rules of
 * Go's yaml.v3 (YAML 1.2's booleans, but 1.1's octal and binary numbers,
 * underscores and timestamps). Kustomization files, JSON 6902 patches and
 * configurations are read with yaml.v2 (YAML 1.1: `yes`, `on`, `y` are
 * booleans too), and so is the output quoted.
 */
#ifndef KAGENT_SCALAR_H
#define KAGENT_SCALAR_H

#include "kagent/node.h"

enum kg_dialect { KG_DIALECT_1_2, KG_DIALECT_1_1 };

/* Whether a scalar stands inside a flow collection: some texts cannot be plain there. */
enum kg_context { KG_CONTEXT_BLOCK, KG_CONTEXT_FLOW };

enum kg_value_type {
    KG_VALUE_NULL,
    KG_VALUE_BOOL,
    KG_VALUE_INT,  /* fits int64 */
    KG_VALUE_UINT, /* above int64, fits uint64 */
    KG_VALUE_FLOAT,
    KG_VALUE_STRING,
};

/* A typed scalar. */
struct kg_value {
    enum kg_value_type type;
    union {
        bool boolean;
        int64_t integer;
        uint64_t natural;
        double number;
    };
    struct kg_str text; /* of a string */
};

/* The tag that a plain text resolves to: NULL, BOOL, INT, FLOAT, TIMESTAMP, MERGE or STR. */
enum kg_tag kg_scalar_resolve(struct kg_str text, enum kg_dialect dialect);

/*
 * The value of a scalar node as kustomize sees it when the tree has gone
 * through its YAML and JSON round trips: tag, style and text together decide
 * (a quoted text stays a string whatever it looks like; timestamps become
 * strings in RFC 3339 form; integral floats become integers; folded texts gain
 * the line breaks that Go's writer adds). `arena` holds texts that had to be
 * made. Fails when an explicit tag and the text contradict each other, and for a
 * block text that begins with a tab, which Go's reader refuses to take back
 * from Go's writer.
 */
int kg_scalar_value(struct kg_arena *arena, const struct kg_node *node, enum kg_context context,
                    struct kg_value *value, struct kg_error *err);

/*
 * Whether a scalar whose value is a string can be a key: Go's yaml.v3 looks at the
 * tag alone, and so takes neither dates nor binary data nor any tag of one's own.
 */
bool kg_scalar_can_be_key(const struct kg_node *key, enum kg_context context);

/*
 * The outermost keys of an object as Go decodes them, into a map of texts: numbers,
 * booleans and dates become what is written there, `!!binary` what it stands for.
 * (Further inside they cannot be keys.) `*object` becomes a copy, which shares all
 * values, where there is such a key; keys that are refused stay as they are.
 */
void kg_scalar_settle_keys(struct kg_arena *arena, const struct kg_node **object);

/*
 * The value of a plain or quoted scalar as yaml.v2 (YAML 1.1) decodes it for a
 * kustomization file or a JSON patch.
 */
int kg_scalar_value_1_1(struct kg_arena *arena, const struct kg_node *node, struct kg_value *value,
                        struct kg_error *err);

/* Whether Go's YAML writers use a block style (`|`, `>`) for this text, if they are asked to. */
bool kg_scalar_block_holds(struct kg_str text);

/* Whether YAML 1.1 would read this text, unquoted, as something else than a string. */
bool kg_scalar_needs_quotes(struct kg_str text);

/* Whether Go's YAML writers print the character raw; everything above U+FFFF they escape. */
bool kg_scalar_is_printable(unsigned code);

/* The shortest decimal text of a double that reads back the same, as Go's %g / %v. `out`: 32 bytes.
 */
size_t kg_scalar_format_float(double number, char *out);

/* The same as Go's encoding/json writes it: 'f' form between 1e-6 and 1e21. `out`: 32 bytes. */
size_t kg_scalar_format_json_float(double number, char *out);

#endif
