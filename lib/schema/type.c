/* Questions about a place of a schema, wherever it comes from. */
#include "custom.h"
#include "lookup.h"

static struct kg_schema_type builtin_type(const struct kg_schema *schema, uint16_t row)
{
    if (row == 0)
        return (struct kg_schema_type){.schema = schema};
    return (struct kg_schema_type){.schema = schema, .row = &kg_schema_tables.rows[row]};
}

static struct kg_schema_type custom_type(const struct kg_schema *schema,
                                         const struct kg_schema_custom *custom)
{
    return (struct kg_schema_type){.schema = schema, .custom = custom};
}

enum kg_schema_form kg_schema_form(struct kg_schema_type type)
{
    if (type.row != NULL)
        return (enum kg_schema_form)type.row->form;
    return type.custom != NULL ? type.custom->form : KG_FORM_UNKNOWN;
}

struct kg_str kg_schema_type_name(struct kg_schema_type type)
{
    return type.row != NULL ? kg_schema_name_at(type.row->name) : KG_STR("");
}

/* The objects that a CustomResourceDefinition describes have metadata as all objects do. */
static struct kg_schema_type common_field(const struct kg_schema *schema, struct kg_str name)
{
    const struct kg_schema_kind_row *kind =
        kg_schema_kind_of(schema->mask, KG_STR("v1"), KG_STR("Pod"));
    const struct kg_schema_field *field =
        kind == NULL ? NULL
                     : kg_schema_field_of(&kg_schema_tables.rows[kind->row], schema->mask, name);
    return builtin_type(schema, field == NULL ? 0 : field->row);
}

static bool is_common(struct kg_str name)
{
    return kg_str_is(name, "apiVersion") || kg_str_is(name, "kind") || kg_str_is(name, "metadata");
}

static struct kg_schema_type custom_field(struct kg_schema_type type, struct kg_str name)
{
    if (type.custom->embedded && is_common(name))
        return common_field(type.schema, name);
    const struct kg_custom_field *field = kg_custom_field(type.custom, name);
    return custom_type(type.schema, field != NULL ? field->type : type.custom->inner);
}

struct kg_schema_type kg_schema_field(struct kg_schema_type type, struct kg_str name)
{
    enum kg_schema_form form = kg_schema_form(type);
    if (form != KG_FORM_STRUCT && form != KG_FORM_MAP)
        return (struct kg_schema_type){.schema = type.schema};
    if (type.custom != NULL)
        return custom_field(type, name);
    if (form == KG_FORM_MAP)
        return builtin_type(type.schema, type.row->inner);
    const struct kg_schema_field *field = kg_schema_field_of(type.row, type.schema->mask, name);
    return builtin_type(type.schema, field != NULL ? field->row : 0);
}

bool kg_schema_requires(struct kg_schema_type type, struct kg_str name)
{
    if (kg_schema_form(type) != KG_FORM_STRUCT)
        return false;
    for (size_t i = 0; type.custom != NULL && i < type.custom->required_count; i++) {
        if (kg_str_equal(type.custom->required[i], name))
            return true;
    }
    if (type.row == NULL)
        return false;
    const struct kg_schema_field *field = kg_schema_field_of(type.row, type.schema->mask, name);
    return field != NULL && field->required;
}

struct kg_str kg_schema_default(struct kg_schema_type type, struct kg_str name)
{
    if (type.row == NULL || kg_schema_form(type) != KG_FORM_STRUCT)
        return KG_STR("");
    const struct kg_schema_field *field = kg_schema_field_of(type.row, type.schema->mask, name);
    return kg_schema_name_at(field != NULL ? field->implied : 0);
}

struct kg_schema_type kg_schema_elements(struct kg_schema_type type)
{
    if (kg_schema_form(type) != KG_FORM_LIST)
        return (struct kg_schema_type){.schema = type.schema};
    if (type.custom != NULL)
        return custom_type(type.schema, type.custom->inner);
    return builtin_type(type.schema, type.row->inner);
}

void kg_schema_each_field(struct kg_schema_type type,
                          void (*visit)(void *context, struct kg_str name,
                                        struct kg_schema_type field, bool required),
                          void *context)
{
    if (kg_schema_form(type) != KG_FORM_STRUCT)
        return;
    for (size_t i = 0; type.custom != NULL && i < type.custom->field_count; i++) {
        const struct kg_custom_field *field = &type.custom->fields[i];
        visit(context, field->name, kg_schema_field(type, field->name),
              kg_schema_requires(type, field->name));
    }
    for (size_t i = 0; type.row != NULL && i < type.row->count; i++) {
        const struct kg_schema_field *field = &kg_schema_tables.fields[type.row->first + i];
        if ((field->versions & type.schema->mask) != 0)
            visit(context, kg_schema_name_at(field->name), builtin_type(type.schema, field->row),
                  field->required);
    }
}

enum kg_schema_list kg_schema_list(struct kg_schema_type type,
                                   struct kg_str keys[KG_SCHEMA_KEYS_MAX], size_t *count)
{
    *count = 0;
    if (kg_schema_form(type) != KG_FORM_LIST)
        return KG_LIST_ATOMIC;
    if (type.custom != NULL) {
        memcpy(keys, type.custom->keys, sizeof type.custom->keys);
        *count = type.custom->key_count;
        return type.custom->list;
    }
    for (; *count < type.row->key_count; ++*count)
        keys[*count] = kg_schema_name_at(kg_schema_tables.words[type.row->first + *count]);
    return (enum kg_schema_list)type.row->list;
}

void kg_schema_each_value(struct kg_schema_type type,
                          void (*visit)(void *context, struct kg_str value), void *context)
{
    if (type.custom != NULL && type.custom->values != NULL) {
        for (size_t i = 0; i < type.custom->values->count; i++)
            visit(context, kg_node_text(type.custom->values->items[i]));
    }
    if (type.row == NULL || type.row->has_values == 0)
        return;
    for (size_t i = 0; i < type.row->count; i++)
        visit(context, kg_schema_name_at(kg_schema_tables.words[type.row->first + i]));
}
