/*
 * table: the built-in kinds as constant data.
 *
 * Rows refer to each other by number and to names by their offset in one text,
 * so that the whole table is read-only memory that needs neither start-up code
 * nor relocation. What is not the same in all versions has a mask: bit i stands
 * for the i-th of the versions.
 *
 * cmd/build/schema makes the table from tables/kubernetes.txt, which a program made of what
 * API servers publish, and tables/measured.txt, which has what they do beside that.
 */
#ifndef KG_SCHEMA_TABLE_H
#define KG_SCHEMA_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* A type. Row 0 is the unknown one. */
struct kg_schema_row {
    uint8_t form;       /* enum kg_schema_form */
    uint8_t list;       /* enum kg_schema_list */
    uint8_t key_count;  /* of a list */
    uint8_t has_values; /* a scalar: whether it is an enumeration */
    uint16_t name;      /* of a struct, else the empty name */
    uint16_t first;     /* the struct's first field, the enumeration's first value, the first key */
    uint16_t count;     /* fields or values */
    uint16_t inner;     /* the row of a list's elements or a map's values */
};

/* Fields of one name stand together, the oldest first. */
struct kg_schema_field {
    uint16_t name;
    uint16_t row;
    uint16_t versions;
    uint16_t implied; /* the name of the default, if the API publishes one; else the empty name */
    uint8_t required;
};

struct kg_schema_kind_row {
    uint16_t kind;
    uint16_t api_version;
    uint16_t resource;
    uint16_t row;
    uint16_t versions;
    uint16_t deprecated; /* these are names, and empty ones where there is nothing to tell */
    uint16_t removed;
    uint16_t replacement;
    uint8_t scope; /* enum kg_schema_scope */
};

/* A kind that no version of the table serves any more. */
struct kg_schema_gone {
    uint16_t kind;
    uint16_t api_version;
    uint16_t removed;
    uint16_t replacement;
};

struct kg_schema_tables {
    const char *const *versions; /* "1.37" first; NULL ends them */
    const char *names;           /* each ended by a NUL; the first one is empty */
    const struct kg_schema_row *rows;
    const struct kg_schema_field *fields; /* of a struct: sorted bytewise by name */
    const uint16_t *words;                /* names: the keys of lists, the values of enumerations */
    const struct kg_schema_kind_row *kinds; /* sorted bytewise by kind, then apiVersion */
    size_t kind_count;
    const struct kg_schema_gone *gone; /* sorted in the same way */
    size_t gone_count;
};

extern const struct kg_schema_tables kg_schema_tables;

#endif
