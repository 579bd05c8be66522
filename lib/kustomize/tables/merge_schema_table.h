/*
 * merge_schema_table: the built-in schema as constant data.
 *
 * A schema type says what is known at one place of an object: which fields a
 * mapping has and of which types, or how a list merges and what its elements
 * are. Types, fields and kinds refer to each other by number and to names by
 * their offset in one text, so that the whole table is read-only memory that
 * needs neither start-up code nor relocation.
 *
 * merge_schema_kubernetes.c holds the table; merge_schema.py made it and says from what.
 */
#ifndef KG_KUSTOMIZE_TABLES_MERGE_SCHEMA_TABLE_H
#define KG_KUSTOMIZE_TABLES_MERGE_SCHEMA_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum {
    KG_TYPE_UNKNOWN = 0, /* nothing is known here */
    KG_TYPE_PLAIN = 1,   /* known, and nothing below it merges by a rule */
};

struct kg_merge_schema_type {
    uint16_t first_field; /* in the table of fields */
    uint16_t field_count; /* sorted bytewise by name */
    uint16_t rest;        /* type of the fields that have no entry */
    uint16_t elements;    /* type of a merging list's elements */
    uint16_t first_key;   /* in the table of keys */
    uint8_t key_count;
    uint8_t merges; /* 1: a list that merges */
};

struct kg_merge_schema_field {
    uint16_t name;
    uint16_t type;
};

enum kg_merge_schema_scope {
    KG_SCOPE_UNKNOWN,
    KG_SCOPE_CLUSTER,
    KG_SCOPE_NAMESPACED,
};

struct kg_merge_schema_kind {
    uint16_t kind;
    uint16_t api_version;
    uint16_t type;
    uint8_t scope; /* enum kg_merge_schema_scope */
};

/* A type by the name that a `$ref` has for it: "io.k8s.api.core.v1." and "Pod". */
struct kg_merge_schema_definition {
    uint16_t name;
    uint16_t package;
    uint16_t type;
};

struct kg_merge_schema_table {
    const char *names; /* each ended by a NUL */
    const struct kg_merge_schema_type *types;
    const struct kg_merge_schema_field *fields;
    const uint16_t *keys;                     /* names of merge keys */
    const struct kg_merge_schema_kind *kinds; /* sorted bytewise by kind, then apiVersion */
    size_t kind_count;
    const struct kg_merge_schema_definition
        *definitions; /* sorted bytewise by name, then package */
    size_t definition_count;
};

extern const struct kg_merge_schema_table kg_merge_schema_kubernetes;

#endif
