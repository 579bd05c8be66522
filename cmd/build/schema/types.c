/* Rows for types: `string(A|B)`, `[core/v1.Container]{name}`, `{quantity}`. */
#include "tables.h"

static const struct {
    const char *word;
    enum kg_schema_form form;
} scalars[] = {
    {"any", KG_FORM_ANY},
    {"string", KG_FORM_STRING},
    {"boolean", KG_FORM_BOOLEAN},
    {"int32", KG_FORM_INT32},
    {"int64", KG_FORM_INT64},
    {"number", KG_FORM_NUMBER},
    {"int-or-string", KG_FORM_INT_OR_STRING},
    {"quantity", KG_FORM_QUANTITY},
    {"time", KG_FORM_TIME},
    {"micro-time", KG_FORM_MICRO_TIME},
    {"bytes", KG_FORM_BYTES},
};

struct tables *tables_new(struct kg_arena *arena)
{
    struct tables *tables = kg_arena_zero(arena, 1, sizeof *tables);
    tables->arena = arena;
    kg_buf_init(&tables->names, arena, UINT16_MAX);
    kg_map_init(&tables->name_offsets, arena);
    kg_map_init(&tables->row_numbers, arena);
    tables_name(tables, KG_STR(""));
    tables->rows = kg_arena_extend(arena, NULL, 0, sizeof *tables->rows);
    tables->rows[tables->row_count++] = (struct kg_schema_row){.form = KG_FORM_UNKNOWN};
    return tables;
}

uint16_t tables_name(struct tables *tables, struct kg_str name)
{
    uint16_t *offset = kg_map_get(&tables->name_offsets, name);
    if (offset != NULL)
        return *offset;
    offset = kg_arena_alloc(tables->arena, sizeof *offset);
    *offset = (uint16_t)tables->names.length;
    kg_buf_add_str(&tables->names, name);
    kg_buf_add_char(&tables->names, '\0');
    kg_map_put(&tables->name_offsets, name, offset);
    return *offset;
}

static void add_word(struct tables *tables, struct kg_str word)
{
    tables->words =
        kg_arena_extend(tables->arena, tables->words, tables->word_count, sizeof *tables->words);
    tables->words[tables->word_count++] = tables_name(tables, word);
}

/* "%20" stands for a space, which parts the words of a line. */
static struct kg_str decoded(struct kg_arena *arena, struct kg_str value)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, value.length + 1);
    kg_buf_add(&out, "", 0);
    for (size_t i = 0; i < value.length; i++) {
        bool space = kg_str_starts(kg_str_from_index(value, i), "%20");
        kg_buf_add_char(&out, space ? ' ' : value.data[i]);
        i += space ? 2 : 0;
    }
    return kg_buf_str(&out);
}

/* Adds the words between `separator`s; returns how many. */
static uint16_t add_words(struct tables *tables, struct kg_str words, char separator)
{
    struct kg_str word;
    size_t before = tables->word_count;
    while (kg_str_split(&words, separator, &word))
        add_word(tables, decoded(tables->arena, word));
    return (uint16_t)(tables->word_count - before);
}

/* What stands between the `open` that begins `text` and the last `close`; the rest behind it. */
static bool enclosed(struct kg_str text, char open, char close, struct kg_str *inner,
                     struct kg_str *rest)
{
    size_t end = text.length;
    if (end == 0 || text.data[0] != open)
        return false;
    while (end > 0 && text.data[end - 1] != close)
        end--;
    if (end < 2)
        return false;
    *inner = (struct kg_str){text.data + 1, end - 2};
    *rest = kg_str_from_index(text, end);
    return true;
}

static int add_list(struct tables *tables, struct kg_str inner, struct kg_str keys,
                    struct kg_schema_row *row, struct kg_error *err)
{
    struct kg_str names = KG_STR("");
    struct kg_str rest;
    row->form = KG_FORM_LIST;
    row->list = KG_LIST_ATOMIC;
    if (keys.length > 0) {
        if (!enclosed(keys, '{', '}', &names, &rest) || rest.length > 0)
            return kg_error_set(err, KG_ERROR_NEGATIVE, "the keys of a list are in braces");
        row->list = names.length == 0 ? KG_LIST_SET : KG_LIST_MAP;
    }
    if (row->list == KG_LIST_MAP) {
        row->first = (uint16_t)tables->word_count;
        row->key_count = (uint8_t)add_words(tables, names, ',');
    }
    if (row->key_count > KG_SCHEMA_KEYS_MAX)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "a list has too many keys");
    return tables_row(tables, inner, &row->inner, err);
}

static int add_scalar(struct tables *tables, struct kg_str type, struct kg_schema_row *row,
                      struct kg_error *err)
{
    struct kg_str values;
    struct kg_str rest;
    ptrdiff_t open = kg_str_find(type, '(');
    struct kg_str word = open < 0 ? type : kg_str_head(type, (size_t)open);
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++) {
        if (kg_str_is(word, scalars[i].word))
            row->form = (uint8_t)scalars[i].form;
    }
    if (row->form == KG_FORM_UNKNOWN)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "there is no type \"%.*s\"", KG_STR_ARG(type));
    if (open < 0)
        return 0;
    if (!enclosed(kg_str_from_index(type, (size_t)open), '(', ')', &values, &rest))
        return kg_error_set(err, KG_ERROR_NEGATIVE, "the values of a type are in parentheses");
    row->has_values = 1;
    row->first = (uint16_t)tables->word_count;
    row->count = add_words(tables, values, '|');
    return 0;
}

/* Lists and maps hold no other list with keys, so that the last bracket belongs to the first. */
static int understand(struct tables *tables, struct kg_str type, struct kg_schema_row *row,
                      struct kg_error *err)
{
    struct kg_str inner;
    struct kg_str rest;
    if (enclosed(type, '[', ']', &inner, &rest))
        return add_list(tables, inner, rest, row, err);
    if (enclosed(type, '{', '}', &inner, &rest) && rest.length == 0) {
        row->form = KG_FORM_MAP;
        return tables_row(tables, inner, &row->inner, err);
    }
    return add_scalar(tables, type, row, err);
}

int tables_row(struct tables *tables, struct kg_str type, uint16_t *number, struct kg_error *err)
{
    struct kg_schema_row row = {.form = KG_FORM_UNKNOWN};
    uint16_t *known = kg_map_get(&tables->row_numbers, type);
    if (known != NULL) {
        *number = *known;
        return 0;
    }
    if (understand(tables, type, &row, err) != 0)
        return -1;
    known = kg_arena_alloc(tables->arena, sizeof *known);
    *number = *known = (uint16_t)tables->row_count;
    tables->rows =
        kg_arena_extend(tables->arena, tables->rows, tables->row_count, sizeof *tables->rows);
    tables->rows[tables->row_count++] = row;
    kg_map_put(&tables->row_numbers, type, known);
    return 0;
}
