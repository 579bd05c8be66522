/*
 * custom: the types of CustomResourceDefinitions.
 *
 * A definition's schema is turned into these once, when it is added: what is
 * asked for every object must not look up words in a tree. Patterns are
 * compiled when the first text meets them.
 */
#ifndef KG_SCHEMA_CUSTOM_H
#define KG_SCHEMA_CUSTOM_H

#include "schema.h"

struct kg_custom_field {
    struct kg_str name; /* ended by a NUL, as all names that suggestions may show */
    const struct kg_schema_custom *type;
};

struct kg_custom_list {
    const struct kg_schema_custom **items;
    size_t count;
};

/* A number that may be absent. */
struct kg_custom_bound {
    bool given;
    double value;
};

struct kg_schema_custom {
    enum kg_schema_form form; /* KG_FORM_ANY where the schema names no type */
    enum kg_schema_list list;
    size_t key_count;
    struct kg_str keys[KG_SCHEMA_KEYS_MAX];
    struct kg_custom_field *fields; /* sorted bytewise by name */
    size_t field_count;
    struct kg_str *required;
    size_t required_count;
    const struct kg_schema_custom *inner; /* of elements, or of fields without an entry */
    const struct kg_node *values;         /* a sequence: what an enumeration allows; NULL: all */
    const struct kg_node *pattern;        /* NULL when there is none */
    struct kg_str format;                 /* empty when there is none */
    struct kg_custom_bound minimum;
    struct kg_custom_bound maximum;
    struct kg_custom_bound multiple;
    struct kg_custom_bound least_length;
    struct kg_custom_bound most_length;
    struct kg_custom_bound least_items;
    struct kg_custom_bound most_items;
    struct kg_custom_bound least_fields;
    struct kg_custom_bound most_fields;
    bool exclusive_minimum;
    bool exclusive_maximum;
    bool unique;
    bool nullable;
    bool has_default;
    bool preserves; /* x-kubernetes-preserve-unknown-fields */
    bool embedded;  /* has apiVersion, kind and metadata besides */
    struct kg_custom_list all;
    struct kg_custom_list any;
    struct kg_custom_list one;
    const struct kg_schema_custom * not ;
};

/*
 * Makes a type of an openAPIV3Schema; `*has_rules` tells whether CEL rules are
 * in it. Fails with the position when it is malformed or nested too deeply.
 */
int kg_custom_read(struct kg_arena *arena, const struct kg_node *schema,
                   const struct kg_schema_custom **type, bool *has_rules, struct kg_error *err);

/* A field of a type, or NULL. */
const struct kg_custom_field *kg_custom_field(const struct kg_schema_custom *type,
                                              struct kg_str name);

#endif
