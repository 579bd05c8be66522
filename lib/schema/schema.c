/* Versions and kinds. */
#include "schema.h"

#include <stdlib.h>
#include <string.h>

#include "lookup.h"

const char *const *kg_schema_versions(void)
{
    return kg_schema_tables.versions;
}

struct kg_str kg_schema_group(struct kg_str api_version)
{
    ptrdiff_t slash = kg_str_find(api_version, '/');
    return kg_str_head(api_version, slash < 0 ? 0 : (size_t)slash);
}

/* "1.33" of "v1.33.4" and of "1.33". */
static struct kg_str minor_of(const char *version)
{
    struct kg_str text = kg_str_from(version);
    if (kg_str_starts(text, "v"))
        text = kg_str_from_index(text, 1);
    ptrdiff_t first = kg_str_find(text, '.');
    if (first < 0)
        return text;
    ptrdiff_t second = kg_str_find(kg_str_from_index(text, (size_t)first + 1), '.');
    return second < 0 ? text : kg_str_head(text, (size_t)(first + 1 + second));
}

static int no_version(struct kg_arena *arena, const char *version, struct kg_error *err)
{
    const char *const *known = kg_schema_tables.versions;
    const char *list = *known;
    while (*++known != NULL)
        list = kg_arena_printf(arena, "%s, %s", list, *known);
    kg_error_set(err, KG_ERROR_USAGE, "the kinds of Kubernetes \"%s\" are not known here", version);
    return kg_error_advise(err, "Known are %s.", list);
}

int kg_schema_open(struct kg_arena *arena, const char *version, struct kg_schema **schema,
                   struct kg_error *err)
{
    const char *const *versions = kg_schema_tables.versions;
    struct kg_str minor = version == NULL ? kg_str_from(*versions) : minor_of(version);
    size_t number = 0;
    while (versions[number] != NULL && !kg_str_is(minor, versions[number]))
        number++;
    if (versions[number] == NULL)
        return no_version(arena, version, err);
    *schema = kg_arena_zero(arena, 1, sizeof **schema);
    (*schema)->arena = arena;
    (*schema)->version = versions[number];
    (*schema)->mask = (uint16_t)(1U << number);
    kg_map_init(&(*schema)->patterns, arena);
    return 0;
}

const char *kg_schema_version(const struct kg_schema *schema)
{
    return schema->version;
}

unsigned kg_schema_minor(const struct kg_schema *schema)
{
    return (unsigned)strtoul(strchr(schema->version, '.') + 1, NULL, 10);
}

static struct kg_schema_kind builtin_kind(const struct kg_schema *schema,
                                          const struct kg_schema_kind_row *row)
{
    return (struct kg_schema_kind){
        .api_version = kg_schema_name_at(row->api_version),
        .kind = kg_schema_name_at(row->kind),
        .resource = kg_schema_name_at(row->resource),
        .scope = (enum kg_schema_scope)row->scope,
        .type = {.schema = schema, .row = &kg_schema_tables.rows[row->row]},
        .deprecated = kg_schema_text_at(row->deprecated),
        .removed = kg_schema_text_at(row->removed),
        .replacement = kg_schema_text_at(row->replacement),
    };
}

bool kg_schema_find(const struct kg_schema *schema, struct kg_str api_version, struct kg_str kind,
                    struct kg_schema_kind *found)
{
    const struct kg_schema_kind_row *row = kg_schema_kind_of(schema->mask, api_version, kind);
    if (row != NULL) {
        *found = builtin_kind(schema, row);
        return true;
    }
    for (size_t i = schema->custom_count; i-- > 0;) {
        const struct kg_schema_kind *custom = &schema->customs[i];
        if (kg_str_equal(custom->kind, kind) && kg_str_equal(custom->api_version, api_version)) {
            *found = *custom;
            return true;
        }
    }
    return false;
}

enum kg_schema_scope kg_schema_scope(const struct kg_schema *schema, struct kg_str api_version,
                                     struct kg_str kind)
{
    struct kg_schema_kind found;
    return kg_schema_find(schema, api_version, kind, &found) ? found.scope : KG_SCOPE_UNKNOWN;
}

void kg_schema_each_kind(const struct kg_schema *schema,
                         void (*visit)(void *context, const struct kg_schema_kind *kind),
                         void *context)
{
    for (size_t i = 0; i < kg_schema_tables.kind_count; i++) {
        const struct kg_schema_kind_row *row = &kg_schema_tables.kinds[i];
        if ((row->versions & schema->mask) == 0)
            continue;
        struct kg_schema_kind kind = builtin_kind(schema, row);
        visit(context, &kind);
    }
    for (size_t i = 0; i < schema->custom_count; i++)
        visit(context, &schema->customs[i]);
}
