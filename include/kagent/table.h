/*
 * table: rows of texts in columns, as kubectl prints them.
 *
 *     struct kg_table table;
 *     kg_table_init(&table, arena);
 *     kg_table_add(&table, (struct kg_row){{"POD", "READY"}, palette->heading});
 *     kg_table_add(&table, (struct kg_row){{"kagent-0", "true"}, ""});
 *     kg_table_print(out, &table, 0, palette->reset);
 *
 * A column is as wide as its widest cell and three blanks; the last cell of a
 * row is not counted, so that one long text moves nothing. Texts from outside
 * must have been made visible before (buf.h). Memory is the arena's.
 */
#ifndef KAGENT_TABLE_H
#define KAGENT_TABLE_H

#include "kagent/buf.h"

enum { KG_TABLE_COLUMNS = 10 };

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
