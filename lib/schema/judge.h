/*
 * judge: what the parts of kg_schema_check share.
 */
#ifndef KG_SCHEMA_JUDGE_H
#define KG_SCHEMA_JUDGE_H

#include "schema.h"

struct kg_judge {
    struct kg_schema *schema;
    struct kg_problems *problems;
    enum kg_dialect dialect;
    struct kg_schema_type root; /* of the object */
    bool secret;                /* values must not be shown */
};

/* The type at the end of a way. */
struct kg_schema_type kg_judge_type_at(const struct kg_judge *judge, const struct kg_way *way);

/* Reads a scalar the way the judge's dialect has it. */
int kg_judge_read(const struct kg_judge *judge, const struct kg_node *node, enum kg_context context,
                  struct kg_value *value, struct kg_error *err);

/* `the string "abc"`, "the number 8080", "a list": what is there, as a message names it. */
const char *kg_judge_found(const struct kg_judge *judge, const struct kg_node *node,
                           enum kg_context context);

/* "StatefulSetSpec", or "the object" where a type has no name: who has fields, in a message. */
const char *kg_judge_owner(const struct kg_judge *judge, struct kg_schema_type type);

/* Says that the kind is not to be had, if that is sure; returns whether it is. */
bool kg_judge_unknown_kind(const struct kg_judge *judge, const struct kg_node *object);

/* Says that the server warns of the kind, if it does. */
void kg_judge_deprecation(const struct kg_judge *judge, const struct kg_node *object,
                          const struct kg_schema_kind *kind);

/* Reports the field `pair` that the struct at `place` does not have. */
void kg_judge_unknown_field(const struct kg_judge *judge, const struct kg_schema_place *place,
                            const struct kg_pair *pair);

/* Judges what a definition asks of a value beyond its type. */
void kg_judge_custom(const struct kg_judge *judge, const struct kg_schema_place *place);

/* Reports a null where `type`, which may be NULL, allows none and has no default to put there. */
void kg_judge_null(const struct kg_judge *judge, const struct kg_schema_custom *type,
                   const struct kg_way *way, const struct kg_node *node);

/* Reports a scalar that is none of the values of its enumeration. */
void kg_judge_report_choice(const struct kg_judge *judge, const struct kg_schema_place *place);

#endif
