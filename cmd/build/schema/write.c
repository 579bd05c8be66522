/* The rows as C initialisers. */
#include <ctype.h>

#include "tables.h"

static void write_names(const struct tables *tables, struct kg_buf *out)
{
    const char *at = tables->names.data;
    const char *end = at + tables->names.length;
    kg_buf_add_text(out, "static const char names[] =");
    for (; at < end; at += strlen(at) + 1)
        kg_buf_printf(out, "\n    \"%s\\0\"", at);
    kg_buf_add_text(out, ";\n\n");
}

static void write_rows(const struct tables *tables, struct kg_buf *out)
{
    kg_buf_add_text(out, "static const struct kg_schema_row rows[] = {\n");
    for (size_t i = 0; i < tables->row_count; i++) {
        const struct kg_schema_row *row = &tables->rows[i];
        kg_buf_printf(out, "    {%u, %u, %u, %u, %u, %u, %u, %u},\n", row->form, row->list,
                      row->key_count, row->has_values, row->name, row->first, row->count,
                      row->inner);
    }
    kg_buf_add_text(out, "};\n\nstatic const struct kg_schema_field fields[] = {\n");
    for (size_t i = 0; i < tables->field_count; i++) {
        const struct kg_schema_field *field = &tables->fields[i];
        kg_buf_printf(out, "    {%u, %u, %u, %u, %u},\n", field->name, field->row, field->versions,
                      field->implied, field->required);
    }
    kg_buf_add_text(out, "};\n\nstatic const uint16_t words[] = {\n");
    for (size_t i = 0; i < tables->word_count; i++)
        kg_buf_printf(out, "    %u,\n", tables->words[i]);
    kg_buf_add_text(out, "};\n\n");
}

static void write_kinds(const struct tables *tables, struct kg_buf *out)
{
    kg_buf_add_text(out, "static const struct kg_schema_kind_row kinds[] = {\n");
    for (size_t i = 0; i < tables->kind_count; i++) {
        const struct kg_schema_kind_row *kind = &tables->kinds[i];
        kg_buf_printf(out, "    {%u, %u, %u, %u, %u, %u, %u, %u, %u},\n", kind->kind,
                      kind->api_version, kind->resource, kind->row, kind->versions,
                      kind->deprecated, kind->removed, kind->replacement, kind->scope);
    }
    kg_buf_add_text(out, "};\n\nstatic const struct kg_schema_gone gone[] = {\n");
    for (size_t i = 0; i < tables->gone_count; i++) {
        const struct kg_schema_gone *gone = &tables->gone[i];
        kg_buf_printf(out, "    {%u, %u, %u, %u},\n", gone->kind, gone->api_version, gone->removed,
                      gone->replacement);
    }
    kg_buf_add_text(out, "};\n\n");
}

static void write_versions(const struct tables *tables, struct kg_buf *out)
{
    kg_buf_add_text(out, "static const char *const versions[] = {");
    for (size_t i = tables->version_count; i-- > 0;)
        kg_buf_printf(out, "\"%.*s\", ", KG_STR_ARG(tables->versions[i]));
    kg_buf_add_text(out, "NULL};\n\n");
}

void tables_write(const struct tables *tables, struct kg_buf *out)
{
    kg_buf_add_text(out, "/* Generated from lib/schema/tables. */\n"
                         "#include \"../../lib/schema/table.h\"\n\n");
    write_versions(tables, out);
    write_names(tables, out);
    write_rows(tables, out);
    write_kinds(tables, out);
    kg_buf_printf(out,
                  "const struct kg_schema_tables kg_schema_tables = {\n"
                  "    versions, names, rows, fields, words, kinds, %zu, gone, %zu,\n};\n",
                  tables->kind_count, tables->gone_count);
}
