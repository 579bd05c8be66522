#include "kagent/table.h"

enum { GAP = 3 }; /* blanks between columns, as kubectl has them */

void kg_table_init(struct kg_table *table, struct kg_arena *arena)
{
    *table = (struct kg_table){.arena = arena};
}

void kg_table_add(struct kg_table *table, struct kg_row row)
{
    if (table->count == table->capacity) {
        size_t capacity = table->capacity == 0 ? 8 : table->capacity * 2;
        table->rows = kg_arena_grow(table->arena, table->rows, table->capacity * sizeof(row),
                                    capacity * sizeof(row));
        table->capacity = capacity;
    }
    table->rows[table->count++] = row;
}

/* In characters, which is in columns of the screen for the texts that occur. */
static size_t width(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static bool is_last(const struct kg_row *row, size_t column)
{
    return column + 1 == KG_TABLE_COLUMNS || row->cells[column + 1] == NULL;
}

/* The widest cell; one that ends its row takes no part. */
static size_t column_width(const struct kg_table *table, size_t column)
{
    size_t widest = 0;
    for (size_t i = 0; i < table->count; i++) {
        const struct kg_row *row = &table->rows[i];
        if (row->cells[column] == NULL || is_last(row, column))
            continue;
        size_t own = width(row->cells[column]);
        widest = own > widest ? own : widest;
    }
    return widest;
}

static void print_row(struct kg_buf *out, const struct kg_row *row, const size_t *widths)
{
    for (size_t i = 0; i < KG_TABLE_COLUMNS && row->cells[i] != NULL; i++) {
        kg_buf_add_text(out, row->cells[i]);
        if (!is_last(row, i))
            kg_buf_add_repeated(out, ' ', widths[i] - width(row->cells[i]) + GAP);
    }
}

void kg_table_print(struct kg_buf *out, const struct kg_table *table, size_t indent,
                    const char *reset)
{
    size_t widths[KG_TABLE_COLUMNS];
    for (size_t i = 0; i < KG_TABLE_COLUMNS; i++)
        widths[i] = column_width(table, i);
    for (size_t i = 0; i < table->count; i++) {
        const struct kg_row *row = &table->rows[i];
        kg_buf_add_repeated(out, ' ', indent);
        kg_buf_add_text(out, row->mark);
        print_row(out, row, widths);
        if (row->mark[0] != '\0')
            kg_buf_add_text(out, reset);
        kg_buf_add_char(out, '\n');
    }
}
