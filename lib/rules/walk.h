/*
 * walk: how rules are written down and applied.
 *
 * A kind of object is a table of its fields (struct type): for each field what
 * it must be, by itself; and a function for what concerns several fields. The
 * walk goes through a document along these tables.
 *
 * A field is `given` by Go's zero values, because the API server's validation
 * sees a decoded Go struct: an empty text, the number 0 and an empty list are
 * the same as no field, unless the API distinguishes them (PRESENT).
 */
#ifndef KG_RULES_WALK_H
#define KG_RULES_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "kagent/names.h"
#include "kagent/node.h"
#include "kagent/problem.h"

/* A place in the document: there may be nothing at it. */
struct spot {
    struct kg_way way;
    const struct kg_node *node;   /* NULL when the field is not there, or null */
    const struct kg_node *anchor; /* what to point at: the node, or the nearest one around it */
};

/* What the functions of a walk share. */
struct judge {
    struct kg_problems *problems;
    struct kg_arena *arena;
    const struct pod *pod;   /* the pod that is being judged, or NULL */
    const struct spot *root; /* the object */
    unsigned minor;          /* of the Kubernetes version that judges */
};

/* When a field must be given, and when it is judged. */
enum presence {
    OPTIONAL,  /* judged unless it is zero */
    PRESENT,   /* judged whenever it is there, zero or not */
    NOT_EMPTY, /* must not be zero when it is there; that it is there is the schema's concern */
    REQUIRED,  /* must be there and not be zero; no schema says so */
};

/* What of a field the grammar, the range and the type are for; `check` is for the whole. */
enum extent {
    ITSELF,
    ITEMS,  /* each element of a list */
    VALUES, /* each value of a map */
    KEYS,   /* each key of a map; only the grammar */
};

struct range {
    int64_t low;
    int64_t high;
    const char *rule;
};

struct type;

struct field {
    struct kg_str name;
    enum presence presence;
    enum extent extent;
    const struct kg_grammar *grammar; /* of a text */
    const struct range *range;        /* of a whole number */
    const struct type *type;          /* of a mapping */
    void (*check)(struct judge *judge, const struct spot *spot);
};

/* Of these fields at most one may be there, and at least `least` (0 or 1). */
struct choice {
    const struct kg_str *names;
    size_t count;
    unsigned least;
    const char *what; /* what the fields are: "a volume source" */
};

struct type {
    const struct field *fields;
    size_t count;
    const struct choice *choice;
    void (*check)(struct judge *judge, const struct spot *spot);
};

#define FIELD(literal) .name = KG_STR(literal)
#define FIELDS(array)  .fields = (array), .count = sizeof(array) / sizeof *(array)
#define CHOICE(array, minimum, words)                                                              \
    {                                                                                              \
        .names = (array), .count = sizeof(array) / sizeof *(array), .least = (minimum),            \
        .what = (words)                                                                            \
    }

/* ---- ranges that many fields share ---- */

extern const struct range range_port;         /* 1 to 65535 */
extern const struct range range_not_negative; /* from 0 */
extern const struct range range_positive;     /* from 1 */
extern const struct range range_id;           /* of users and groups: 0 to 2^31 - 1 */
extern const struct range range_mode;         /* of files: 0 to 0777 */

/* ---- walking ---- */

/* Judges a mapping by a type; anything else, and nothing, has no problems. */
void judge_type(struct judge *judge, const struct spot *spot, const struct type *type);

/* Judges a single text by a grammar. Returns whether it holds. */
bool judge_grammar(struct judge *judge, const struct spot *spot, const struct kg_grammar *grammar);

/* Reports at most one of the fields, at least `least`. Returns the one that is there, or none. */
void judge_choice(struct judge *judge, const struct spot *spot, const struct choice *choice);

/* ---- moving ---- */

struct spot spot_of(const struct kg_node *object);
struct spot spot_field(const struct spot *spot, const char *name);
struct spot spot_field_str(const struct spot *spot, struct kg_str name);

/* Elements of a sequence; a spot that is none has 0. */
uint32_t spot_items(const struct spot *spot);
struct spot spot_item(const struct spot *spot, uint32_t index);

/* Pairs of a mapping; a spot that is none has 0. `spot_pair` is the value at its key. */
uint32_t spot_pairs(const struct spot *spot);
struct spot spot_pair(const struct spot *spot, uint32_t index);

/* ---- reading ---- */

/* Whether something is there that is not null. */
bool spot_is_there(const struct spot *spot);

/* Whether it is there and is not Go's zero value. */
bool spot_is_given(const struct spot *spot);

/* Whether it is there and a text (a text that looks like a number must be quoted to be one). */
bool spot_is_text(const struct spot *spot);

/* The text; empty where there is none. */
struct kg_str spot_text(const struct spot *spot);

/* Whether it is there and a whole number, which `*number` is then. */
bool spot_number(struct judge *judge, const struct spot *spot, int64_t *number);

/* The whole number, or `otherwise`. */
int64_t spot_number_or(struct judge *judge, const struct spot *spot, int64_t otherwise);

/* Whether it is there and true. */
bool spot_is_true(const struct spot *spot);

/* Shorthands for a field of a mapping. */
struct kg_str field_text(const struct spot *spot, const char *name);
struct kg_str field_text_or(const struct spot *spot, const char *name, const char *otherwise);
bool field_is(const struct spot *spot, const char *name, const char *text);
bool field_is_true(const struct spot *spot, const char *name);
bool field_is_there(const struct spot *spot, const char *name);
bool field_is_given(const struct spot *spot, const char *name);

/* ---- complaining ---- */

/* Adds a problem at the spot. Returns it, or NULL, for kg_problem_advise. */
struct kg_problem *complain(struct judge *judge, const char *rule, const struct spot *spot,
                            const char *format, ...) KG_PRINTF(4, 5);

/* A value as messages quote it: short, without control characters. In the arena. */
const char *quoted(struct judge *judge, struct kg_str text);

/* `what` is missing: a sentence of its own, or "it must not be empty". */
void complain_required(struct judge *judge, const struct spot *spot, const char *why);

/* The field may not be there, because of `why`: reported if it is given (by presence or by value).
 */
void forbid_field(struct judge *judge, const struct spot *spot, const char *name, const char *why);

/* Reports elements of which the text of `key` (NULL: the element itself) was there before. */
void judge_unique(struct judge *judge, const struct spot *list, const char *key);

/* Whether one of `count` words. */
bool is_one_of(struct kg_str text, const char *const *words, size_t count);

#endif
