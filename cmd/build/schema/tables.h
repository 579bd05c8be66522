/*
 * tables: the rows of lib/schema/table.h while they are made.
 */
#ifndef KG_BUILD_SCHEMA_TABLES_H
#define KG_BUILD_SCHEMA_TABLES_H

#include <stdint.h>

#include "kagent/buf.h"
#include "kagent/map.h"
#include "kagent/schema.h"

#include "../../../lib/schema/table.h"

/* As many as the masks of versions have bits. */
enum { VERSIONS_MAX = 16 };

/* One list for each kind of row. Numbers and offsets are 16 bits; read.c watches that they fit. */
struct tables {
    struct kg_arena *arena;
    struct kg_str versions[VERSIONS_MAX]; /* the oldest first, as in the text */
    size_t version_count;
    struct kg_buf names;
    struct kg_map name_offsets; /* of a name: its offset, in a cell of the arena */
    struct kg_map row_numbers;  /* of a type as the text writes it */
    struct kg_schema_row *rows;
    size_t row_count;
    struct kg_schema_field *fields;
    size_t field_count;
    uint16_t *words;
    size_t word_count;
    struct kg_schema_kind_row *kinds;
    size_t kind_count;
    struct kg_schema_gone *gone;
    size_t gone_count;
};

struct tables *tables_new(struct kg_arena *arena);

/* The offset of a name, which is added when it is new. */
uint16_t tables_name(struct tables *tables, struct kg_str name);

/* Reads the text; `file` is its name in errors. */
int tables_read(struct tables *tables, struct kg_str text, const char *file, struct kg_error *err);

/* Reads what servers do beside what they publish, and corrects the rows. */
int tables_correct(struct tables *tables, struct kg_str text, const char *file,
                   struct kg_error *err);

/* The number of the row for a type as the text writes it. Fails when it cannot be understood. */
int tables_row(struct tables *tables, struct kg_str type, uint16_t *row, struct kg_error *err);

/* Writes everything as C. */
void tables_write(const struct tables *tables, struct kg_buf *out);

#endif
