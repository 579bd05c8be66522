/* Reading the text: one line after the other, each a row. */
#include "tables.h"

enum { WORDS_MAX = 24 };

/* A line, cut at its spaces. */
struct line {
    struct kg_str words[WORDS_MAX];
    size_t count;
};

static bool cut(struct kg_str text, struct line *line)
{
    struct kg_str word;
    for (line->count = 0; kg_str_split(&text, ' ', &word); line->count++) {
        if (line->count == WORDS_MAX)
            return false;
        line->words[line->count] = word;
    }
    return true;
}

/* The number of a version, from the oldest; `count` when it is none. */
static size_t version_number(const struct tables *tables, struct kg_str version)
{
    size_t number = 0;
    while (number < tables->version_count && !kg_str_equal(tables->versions[number], version))
        number++;
    return number;
}

/* Takes "WORD VALUE" off the end of the line, if it is there. */
static bool take(struct line *line, const char *word, struct kg_str *value)
{
    if (line->count < 2 || !kg_str_is(line->words[line->count - 2], word))
        return false;
    *value = line->words[line->count - 1];
    line->count -= 2;
    return true;
}

/* A run of versions, by their numbers from the oldest. */
struct span {
    size_t first;
    size_t last;
};

static struct span all_versions(const struct tables *tables)
{
    return (struct span){0, tables->version_count - 1};
}

/* Takes "since V until V" off the end; where it says neither, `among` ends the run. */
static int take_span(const struct tables *tables, struct line *line, struct span among,
                     struct span *span, struct kg_error *err)
{
    struct kg_str version;
    *span = among;
    if (take(line, "until", &version))
        span->last = version_number(tables, version);
    if (take(line, "since", &version))
        span->first = version_number(tables, version);
    if (span->last >= tables->version_count || span->first > span->last)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "the line holds in no version");
    return 0;
}

/* The same as a mask, whose bits count from the newest version. */
static int take_mask(const struct tables *tables, struct line *line, struct span among,
                     uint16_t *mask, struct kg_error *err)
{
    struct span span;
    if (take_span(tables, line, among, &span, err) != 0)
        return -1;
    for (*mask = 0; span.first <= span.last; span.first++)
        *mask = (uint16_t)(*mask | 1U << (tables->version_count - 1 - span.first));
    return 0;
}

/* "apps/v1 StatefulSet": two words as one name. */
static uint16_t pair_name(struct tables *tables, const struct kg_str *words)
{
    const char *name =
        kg_arena_printf(tables->arena, "%.*s %.*s", KG_STR_ARG(words[0]), KG_STR_ARG(words[1]));
    return tables_name(tables, kg_str_from(name));
}

/* "kind StatefulSet apps/v1 statefulsets namespaced apps/v1.StatefulSet deprecated 1.40 ..." */
static int read_kind(struct tables *tables, struct line *line, struct kg_error *err)
{
    struct kg_schema_kind_row row = {0};
    struct kg_str value;
    if (take_mask(tables, line, all_versions(tables), &row.versions, err) != 0)
        return -1;
    if (line->count >= 3 && kg_str_is(line->words[line->count - 3], "use")) {
        row.replacement = pair_name(tables, &line->words[line->count - 2]);
        line->count -= 3;
    }
    if (take(line, "removed", &value))
        row.removed = tables_name(tables, value);
    if (take(line, "deprecated", &value))
        row.deprecated = tables_name(tables, value);
    if (line->count != 6)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "a kind has six words");
    row.kind = tables_name(tables, line->words[1]);
    row.api_version = tables_name(tables, line->words[2]);
    row.resource = tables_name(tables, line->words[3]);
    row.scope = kg_str_is(line->words[4], "namespaced") ? KG_SCOPE_NAMESPACED : KG_SCOPE_CLUSTER;
    tables->kinds = kg_arena_extend(tables->arena, tables->kinds, tables->kind_count, sizeof row);
    tables->kinds[tables->kind_count++] = row;
    return tables_row(tables, line->words[5], &tables->kinds[tables->kind_count - 1].row, err);
}

/* "gone PodDisruptionBudget policy/v1beta1 1.25 use policy/v1 PodDisruptionBudget" */
static int read_gone(struct tables *tables, const struct line *line, struct kg_error *err)
{
    struct kg_schema_gone row = {0};
    if (line->count != 4 && line->count != 7)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "what is gone has four or seven words");
    row.kind = tables_name(tables, line->words[1]);
    row.api_version = tables_name(tables, line->words[2]);
    row.removed = tables_name(tables, line->words[3]);
    if (line->count == 7)
        row.replacement = pair_name(tables, &line->words[5]);
    tables->gone = kg_arena_extend(tables->arena, tables->gone, tables->gone_count, sizeof row);
    tables->gone[tables->gone_count++] = row;
    return 0;
}

/* The type whose fields are being read. */
struct owner {
    size_t row; /* 0 while there is none */
    struct span span;
};

/* " protocol! string(TCP|UDP) = TCP since 1.34" */
static int read_field(struct tables *tables, struct line *line, const struct owner *owner,
                      struct kg_error *err)
{
    struct kg_schema_field row = {0};
    struct kg_str value;
    if (take_mask(tables, line, owner->span, &row.versions, err) != 0)
        return -1;
    if (take(line, "=", &value))
        row.implied = tables_name(tables, value);
    if (line->count != 3 || owner->row == 0)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "a field of a type has a name and a type");
    row.required = kg_str_ends(line->words[1], "!");
    row.name =
        tables_name(tables, kg_str_head(line->words[1], line->words[1].length - row.required));
    tables->rows[owner->row].count++;
    tables->fields =
        kg_arena_extend(tables->arena, tables->fields, tables->field_count, sizeof row);
    tables->fields[tables->field_count++] = row;
    return tables_row(tables, line->words[2], &tables->fields[tables->field_count - 1].row, err);
}

static int read_versions(struct tables *tables, const struct line *line, struct kg_error *err)
{
    if (line->count < 2 || line->count - 1 > VERSIONS_MAX)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "there are 1 to %d versions", VERSIONS_MAX);
    tables->version_count = line->count - 1;
    for (size_t i = 0; i < tables->version_count; i++)
        tables->versions[i] = line->words[i + 1];
    return 0;
}

/* Gives every named type its row, because types refer to others that stand further down. */
static void announce_types(struct tables *tables, struct kg_str text)
{
    struct kg_str line;
    while (kg_str_split(&text, '\n', &line)) {
        if (!kg_str_starts(line, "type "))
            continue;
        struct kg_str name = kg_str_from_index(line, 5);
        ptrdiff_t end = kg_str_find(name, ' ');
        name = end < 0 ? name : kg_str_head(name, (size_t)end);
        uint16_t *number = kg_arena_alloc(tables->arena, sizeof *number);
        *number = (uint16_t)tables->row_count;
        tables->rows =
            kg_arena_extend(tables->arena, tables->rows, tables->row_count, sizeof *tables->rows);
        tables->rows[tables->row_count++] =
            (struct kg_schema_row){.form = KG_FORM_STRUCT, .name = tables_name(tables, name)};
        kg_map_put(&tables->row_numbers, name, number);
    }
}

/* "type core/v1.Container since 1.34" */
static int read_type(struct tables *tables, struct line *line, struct owner *owner,
                     struct kg_error *err)
{
    if (take_span(tables, line, all_versions(tables), &owner->span, err) != 0)
        return -1;
    if (line->count != 2)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "a type has a name");
    owner->row = *(uint16_t *)kg_map_get(&tables->row_numbers, line->words[1]);
    tables->rows[owner->row].first = (uint16_t)tables->field_count;
    return 0;
}

static int read_line(struct tables *tables, struct kg_str text, struct owner *owner,
                     struct kg_error *err)
{
    struct line line;
    if (text.length == 0 || text.data[0] == '#')
        return 0;
    if (!cut(text, &line))
        return kg_error_set(err, KG_ERROR_NEGATIVE, "the line has too many words");
    if (kg_str_is(line.words[0], "versions"))
        return read_versions(tables, &line, err);
    if (tables->version_count == 0)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "the versions come first");
    if (kg_str_is(line.words[0], "kind"))
        return read_kind(tables, &line, err);
    if (kg_str_is(line.words[0], "gone"))
        return read_gone(tables, &line, err);
    if (kg_str_is(line.words[0], "type"))
        return read_type(tables, &line, owner, err);
    return read_field(tables, &line, owner, err);
}

static bool everything_fits(const struct tables *tables)
{
    return tables->row_count <= UINT16_MAX && tables->field_count <= UINT16_MAX &&
           tables->word_count <= UINT16_MAX;
}

int tables_read(struct tables *tables, struct kg_str text, const char *file, struct kg_error *err)
{
    struct kg_position at = {.file = file, .line = 1, .column = 1};
    struct kg_str line;
    struct owner owner = {.row = 0};
    announce_types(tables, text);
    for (; kg_str_split(&text, '\n', &line); at.line++) {
        if (read_line(tables, line, &owner, err) != 0)
            return kg_error_locate(err, at);
    }
    if (!everything_fits(tables))
        return kg_error_set(err, KG_ERROR_NEGATIVE, "the table outgrows its 16-bit numbers");
    return 0;
}
