/* What servers do and do not publish: "words TYPE FIELD A|B", "empty TYPE FIELD", "optional TYPE
 * FIELD". */
#include "tables.h"

enum { TOKEN_MAX = 1 << 12 };

static int wrong(struct kg_error *err, const char *what)
{
    return kg_error_set(err, KG_ERROR_NEGATIVE, "%s", what);
}

static const char *name_at(const struct tables *tables, uint16_t offset)
{
    return tables->names.data + offset;
}

/* The enumeration of a row with the empty text as one more value. */
static int row_with_empty(struct tables *tables, uint16_t *row, struct kg_error *err)
{
    const struct kg_schema_row *old = &tables->rows[*row];
    struct kg_buf token;
    kg_buf_init(&token, tables->arena, TOKEN_MAX);
    kg_buf_add_text(&token, "string(");
    if (!old->has_values)
        return wrong(err, "the field is no enumeration");
    for (size_t i = 0; i < old->count; i++)
        kg_buf_printf(&token, "|%s", name_at(tables, tables->words[old->first + i]));
    kg_buf_add_char(&token, ')');
    return tables_row(tables, kg_buf_str(&token), row, err);
}

/* A line of the file. */
struct correction {
    struct kg_str what;
    struct kg_str type;
    struct kg_str field;
    struct kg_str words; /* the values of "words" */
};

static int correct_field(struct tables *tables, const struct correction *correction,
                         struct kg_schema_field *field, struct kg_error *err)
{
    struct kg_str words = correction->words;
    if (kg_str_is(correction->what, "optional")) {
        field->required = 0;
        return 0;
    }
    if (kg_str_is(correction->what, "empty"))
        return row_with_empty(tables, &field->row, err);
    if (!kg_str_is(correction->what, "words") || words.length == 0)
        return wrong(err, "a correction is \"words\", \"empty\" or \"optional\"");
    if (tables->rows[field->row].form != KG_FORM_STRING || tables->rows[field->row].has_values)
        return wrong(err, "the field is no plain string");
    const char *token = kg_arena_printf(tables->arena, "string(%.*s)", KG_STR_ARG(words));
    return tables_row(tables, kg_str_from(token), &field->row, err);
}

/* All fields of the name: there is one for each run of versions in which it has a type. */
static int correct_type(struct tables *tables, const struct correction *correction,
                        struct kg_error *err)
{
    const uint16_t *number = kg_map_get(&tables->row_numbers, correction->type);
    size_t corrected = 0;
    if (number == NULL)
        return wrong(err, "there is no such type");
    const struct kg_schema_row owner = tables->rows[*number];
    for (size_t i = owner.first; i < (size_t)owner.first + owner.count; i++) {
        if (!kg_str_is(correction->field, name_at(tables, tables->fields[i].name)))
            continue;
        if (correct_field(tables, correction, &tables->fields[i], err) != 0)
            return -1;
        corrected++;
    }
    return corrected > 0 ? 0 : wrong(err, "the type has no such field");
}

static int correct_line(struct tables *tables, struct kg_str line, struct kg_error *err)
{
    struct correction correction = {.words = KG_STR("")};
    if (line.length == 0 || line.data[0] == '#')
        return 0;
    if (!kg_str_split(&line, ' ', &correction.what) ||
        !kg_str_split(&line, ' ', &correction.type) || !kg_str_split(&line, ' ', &correction.field))
        return wrong(err, "a correction names a type and a field");
    kg_str_split(&line, ' ', &correction.words);
    return correct_type(tables, &correction, err);
}

int tables_correct(struct tables *tables, struct kg_str text, const char *file,
                   struct kg_error *err)
{
    struct kg_position at = {.file = file, .line = 1, .column = 1};
    struct kg_str line;
    for (; kg_str_split(&text, '\n', &line); at.line++) {
        if (correct_line(tables, line, err) != 0)
            return kg_error_locate(err, at);
    }
    return 0;
}
