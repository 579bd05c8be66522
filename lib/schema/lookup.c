#include "lookup.h"

struct kg_str kg_schema_name_at(uint16_t offset)
{
    return kg_str_from(kg_schema_tables.names + offset);
}

const char *kg_schema_text_at(uint16_t offset)
{
    const char *text = kg_schema_tables.names + offset;
    return *text == '\0' ? NULL : text;
}

static int compare_name(struct kg_str text, uint16_t offset)
{
    return kg_str_compare(text, kg_schema_name_at(offset));
}

const struct kg_schema_kind_row *kg_schema_kind_of(uint16_t mask, struct kg_str api_version,
                                                   struct kg_str kind)
{
    const struct kg_schema_kind_row *kinds = kg_schema_tables.kinds;
    size_t low = 0;
    size_t high = kg_schema_tables.kind_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_name(kind, kinds[middle].kind) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < kg_schema_tables.kind_count && compare_name(kind, kinds[low].kind) == 0; low++) {
        if ((kinds[low].versions & mask) != 0 &&
            compare_name(api_version, kinds[low].api_version) == 0)
            return &kinds[low];
    }
    return NULL;
}

const struct kg_schema_gone *kg_schema_gone_of(struct kg_str api_version, struct kg_str kind)
{
    for (size_t i = 0; i < kg_schema_tables.gone_count; i++) {
        const struct kg_schema_gone *gone = &kg_schema_tables.gone[i];
        if (compare_name(kind, gone->kind) == 0 &&
            compare_name(api_version, gone->api_version) == 0)
            return gone;
    }
    return NULL;
}

const struct kg_schema_field *kg_schema_field_of(const struct kg_schema_row *row, uint16_t mask,
                                                 struct kg_str name)
{
    const struct kg_schema_field *fields = kg_schema_tables.fields + row->first;
    size_t low = 0;
    size_t high = row->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_name(name, fields[middle].name) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < row->count && compare_name(name, fields[low].name) == 0; low++) {
        if ((fields[low].versions & mask) != 0)
            return &fields[low];
    }
    return NULL;
}

const char *kg_schema_nearest(uint16_t mask, uint16_t among)
{
    size_t older = 0;
    size_t newer;
    while ((mask >> older & 1) == 0)
        older++;
    for (newer = older; newer > 0 && (among >> newer & 1) == 0;)
        newer--;
    if ((among >> newer & 1) != 0)
        return kg_schema_tables.versions[newer];
    while ((among >> older & 1) == 0)
        older++;
    return kg_schema_tables.versions[older];
}
