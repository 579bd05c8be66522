/*
 * table: rows of texts in columns, as kubectl prints them.
 */
#ifndef KG_PROVENANCE_TABLE_H
#define KG_PROVENANCE_TABLE_H

#include "kagent/buf.h"

enum { KG_TABLE_COLUMNS = 4 };

struct kg_row {
    const char *cells[KG_TABLE_COLUMNS]; /* one line each; NULL ends a short row */
    const char *mark;                    /* stands before the row (palette.h), "" for none */
};

struct kg_table {
    struct kg_arena *arena;
    struct kg_row *rows;
    size_t count;
    size_t capacity;
};

void kg_table_init(struct kg_table *table, struct kg_arena *arena);
void kg_table_add(struct kg_table *table, struct kg_row row);

/* Appends the rows, each behind `indent` blanks; `reset` ends what a mark began. */
void kg_table_print(struct kg_buf *out, const struct kg_table *table, size_t indent,
                    const char *reset);

#endif
