#include "merge_schema_builtin.h"

static const char *name_at(uint16_t offset)
{
    return kg_merge_schema_kubernetes.names + offset;
}

/* As kg_str_compare does, without measuring the name: most differ in their first letters. */
static int compare_name(struct kg_str text, uint16_t offset)
{
    const char *name = name_at(offset);
    size_t i = 0;

    while (i < text.length && name[i] != '\0' && text.data[i] == name[i])
        i++;
    if (i == text.length)
        return name[i] == '\0' ? 0 : -1;
    return name[i] == '\0' ? 1 : (unsigned char)text.data[i] - (unsigned char)name[i];
}

static const struct kg_merge_schema_type *type_at(uint16_t type)
{
    return type == KG_TYPE_UNKNOWN ? NULL : &kg_merge_schema_kubernetes.types[type];
}

/* The place of the first kind that does not sort before `kind`. */
static size_t first_of_kind(struct kg_str kind)
{
    size_t low = 0;
    size_t high = kg_merge_schema_kubernetes.kind_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_name(kind, kg_merge_schema_kubernetes.kinds[middle].kind) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_api_version(struct kg_str known, struct kg_str group, struct kg_str version)
{
    if (group.length == 0)
        return kg_str_equal(known, version);
    return known.length == group.length + 1 + version.length && known.data[group.length] == '/' &&
           memcmp(known.data, group.data, group.length) == 0 &&
           memcmp(known.data + group.length + 1, version.data, version.length) == 0;
}

const struct kg_merge_schema_kind *kg_builtin_kind(struct kg_gvk gvk)
{
    const struct kg_merge_schema_table *table = &kg_merge_schema_kubernetes;

    for (size_t i = first_of_kind(gvk.kind);
         i < table->kind_count && compare_name(gvk.kind, table->kinds[i].kind) == 0; i++) {
        struct kg_str api_version = kg_str_from(name_at(table->kinds[i].api_version));
        if (is_api_version(api_version, gvk.group, gvk.version))
            return &table->kinds[i];
    }
    return NULL;
}

const struct kg_merge_schema_type *kg_builtin_type(struct kg_str api_version, struct kg_str kind)
{
    struct kg_gvk gvk = {.kind = kind};

    kg_gvk_set_api_version(&gvk, api_version);
    const struct kg_merge_schema_kind *found = kg_builtin_kind(gvk);
    return found == NULL ? NULL : type_at(found->type);
}

/* Compares the end of `name` behind `package` bytes with a definition's, then the beginning. */
static int compare_definition(struct kg_str name, size_t package,
                              const struct kg_merge_schema_definition *definition)
{
    int order = compare_name(kg_str_from_index(name, package), definition->name);

    return order != 0 ? order : compare_name(kg_str_head(name, package), definition->package);
}

const struct kg_merge_schema_type *kg_builtin_definition(struct kg_str name)
{
    size_t package = name.length;
    size_t low = 0;
    size_t high = kg_merge_schema_kubernetes.definition_count;

    while (package > 0 && name.data[package - 1] != '.')
        package--;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct kg_merge_schema_definition *entry =
            &kg_merge_schema_kubernetes.definitions[middle];
        int order = compare_definition(name, package, entry);
        if (order == 0)
            return type_at(entry->type);
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct kg_merge_schema_type *kg_builtin_field(const struct kg_merge_schema_type *type,
                                                    struct kg_str field)
{
    if (type == NULL)
        return NULL;
    size_t low = type->first_field;
    size_t high = low + type->field_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct kg_merge_schema_field *entry = &kg_merge_schema_kubernetes.fields[middle];
        int order = compare_name(field, entry->name);
        if (order == 0)
            return type_at(entry->type);
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return type_at(type->rest);
}

const struct kg_merge_schema_type *kg_builtin_elements(const struct kg_merge_schema_type *type)
{
    return type == NULL ? NULL : type_at(type->elements);
}

struct kg_merge_rule kg_builtin_merge_rule(const struct kg_merge_schema_type *type)
{
    struct kg_merge_rule rule = {.merges = type != NULL && type->merges != 0};

    if (!rule.merges)
        return rule;
    for (; rule.key_count < type->key_count; rule.key_count++) {
        uint16_t key = kg_merge_schema_kubernetes.keys[type->first_key + rule.key_count];
        rule.keys[rule.key_count] = kg_str_from(name_at(key));
    }
    return rule;
}
