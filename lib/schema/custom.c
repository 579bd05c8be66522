/* Schemas of CustomResourceDefinitions, made into types. */
#include "custom.h"

#include <stdlib.h>

#include "kagent/scalar.h"

/* Definitions that generators write are about 30 levels deep. */
enum { DEPTH_MAX = 200 };

/* What is read, and how deep one is in it. */
struct reader {
    struct kg_arena *arena;
    unsigned depth;
    bool has_rules;
};

static int read_type(struct reader *reader, const struct kg_node *schema,
                     const struct kg_schema_custom **type, struct kg_error *err);

static bool is_true(const struct kg_node *schema, const char *key)
{
    return kg_str_is(kg_node_text(kg_node_get(schema, key)), "true");
}

static int malformed(const struct kg_node *node, const char *key, const char *what,
                     struct kg_error *err)
{
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node), "\"%s\" must be %s", key,
                       what);
}

/* ---- pieces ---- */

static struct kg_str copied(struct reader *reader, struct kg_str text)
{
    return (struct kg_str){kg_str_copy(reader->arena, text), text.length};
}

static int read_bound(struct reader *reader, const struct kg_node *schema, const char *key,
                      struct kg_custom_bound *bound, struct kg_error *err)
{
    const struct kg_node *node = kg_node_get(schema, key);
    struct kg_value value;
    if (kg_node_is_null(node))
        return 0;
    if (node->kind != KG_NODE_SCALAR ||
        kg_scalar_value(reader->arena, node, KG_CONTEXT_BLOCK, &value, NULL) != 0)
        return malformed(node, key, "a number", err);
    switch (value.type) {
    case KG_VALUE_INT:
        bound->value = (double)value.integer;
        break;
    case KG_VALUE_UINT:
        bound->value = (double)value.natural;
        break;
    case KG_VALUE_FLOAT:
        bound->value = value.number;
        break;
    default:
        return malformed(node, key, "a number", err);
    }
    bound->given = true;
    return 0;
}

static int read_bounds(struct reader *reader, const struct kg_node *schema,
                       struct kg_schema_custom *type, struct kg_error *err)
{
    static const struct {
        const char *key;
        size_t member;
    } bounds[] = {
        {"minimum", offsetof(struct kg_schema_custom, minimum)},
        {"maximum", offsetof(struct kg_schema_custom, maximum)},
        {"multipleOf", offsetof(struct kg_schema_custom, multiple)},
        {"minLength", offsetof(struct kg_schema_custom, least_length)},
        {"maxLength", offsetof(struct kg_schema_custom, most_length)},
        {"minItems", offsetof(struct kg_schema_custom, least_items)},
        {"maxItems", offsetof(struct kg_schema_custom, most_items)},
        {"minProperties", offsetof(struct kg_schema_custom, least_fields)},
        {"maxProperties", offsetof(struct kg_schema_custom, most_fields)},
    };
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        struct kg_custom_bound *bound =
            (struct kg_custom_bound *)(void *)((char *)type + bounds[i].member);
        if (read_bound(reader, schema, bounds[i].key, bound, err) != 0)
            return -1;
    }
    return 0;
}

/* allOf, anyOf and oneOf: a list of schemas. */
static int read_list(struct reader *reader, const struct kg_node *schema, const char *key,
                     struct kg_custom_list *list, struct kg_error *err)
{
    const struct kg_node *node = kg_node_get(schema, key);
    if (kg_node_is_null(node))
        return 0;
    if (node->kind != KG_NODE_SEQUENCE)
        return malformed(node, key, "a list of schemas", err);
    list->items = kg_arena_zero(reader->arena, node->count + 1, sizeof *list->items);
    for (; list->count < node->count; list->count++) {
        if (read_type(reader, node->items[list->count], &list->items[list->count], err) != 0)
            return -1;
    }
    return 0;
}

static int compare_fields(const void *a, const void *b)
{
    return kg_str_compare(((const struct kg_custom_field *)a)->name,
                          ((const struct kg_custom_field *)b)->name);
}

const struct kg_custom_field *kg_custom_field(const struct kg_schema_custom *type,
                                              struct kg_str name)
{
    const struct kg_custom_field key = {.name = name};
    if (type->field_count == 0)
        return NULL;
    return bsearch(&key, type->fields, type->field_count, sizeof key, compare_fields);
}

static int read_properties(struct reader *reader, const struct kg_node *schema,
                           struct kg_schema_custom *type, struct kg_error *err)
{
    const struct kg_node *properties = kg_node_get(schema, "properties");
    if (kg_node_is_null(properties))
        return 0;
    if (properties->kind != KG_NODE_MAPPING)
        return malformed(properties, "properties", "an object", err);
    type->fields = kg_arena_zero(reader->arena, properties->count + 1, sizeof *type->fields);
    for (uint32_t i = 0; i < properties->count; i++) {
        struct kg_custom_field *field = &type->fields[type->field_count++];
        field->name = copied(reader, kg_node_text(properties->pairs[i].key));
        if (read_type(reader, properties->pairs[i].value, &field->type, err) != 0)
            return -1;
    }
    qsort(type->fields, type->field_count, sizeof *type->fields, compare_fields);
    return 0;
}

/* Names that a schema requires without describing them are kept, too: of any type. */
static int read_required(struct reader *reader, const struct kg_node *schema,
                         struct kg_schema_custom *type, struct kg_error *err)
{
    const struct kg_node *required = kg_node_get(schema, "required");
    if (kg_node_is_null(required))
        return 0;
    if (required->kind != KG_NODE_SEQUENCE)
        return malformed(required, "required", "a list of names", err);
    type->required = kg_arena_zero(reader->arena, required->count + 1, sizeof *type->required);
    for (; type->required_count < required->count; type->required_count++)
        type->required[type->required_count] =
            copied(reader, kg_node_text(required->items[type->required_count]));
    return 0;
}

static int read_keys(struct reader *reader, const struct kg_node *schema,
                     struct kg_schema_custom *type)
{
    const struct kg_node *keys = kg_node_get(schema, "x-kubernetes-list-map-keys");
    struct kg_str kind = kg_node_text(kg_node_get(schema, "x-kubernetes-list-type"));
    if (kg_str_is(kind, "set"))
        type->list = KG_LIST_SET;
    if (!kg_str_is(kind, "map") || !kg_node_is(keys, KG_NODE_SEQUENCE))
        return 0;
    type->list = KG_LIST_MAP;
    for (uint32_t i = 0; i < keys->count && i < KG_SCHEMA_KEYS_MAX; i++)
        type->keys[type->key_count++] = copied(reader, kg_node_text(keys->items[i]));
    return 0;
}

/* ---- the form ---- */

static const struct kg_schema_custom anything = {.form = KG_FORM_ANY, .nullable = true};

static const struct {
    const char *type;
    enum kg_schema_form form;
} forms[] = {
    {"object", KG_FORM_STRUCT},   {"array", KG_FORM_LIST},    {"string", KG_FORM_STRING},
    {"boolean", KG_FORM_BOOLEAN}, {"integer", KG_FORM_INT64}, {"number", KG_FORM_NUMBER},
};

/* What additionalProperties allow: a type for the values, anything, or nothing. */
static int read_values(struct reader *reader, const struct kg_node *schema,
                       struct kg_schema_custom *type, struct kg_error *err)
{
    const struct kg_node *values = kg_node_get(schema, "additionalProperties");
    if (type->preserves)
        type->inner = &anything;
    if (kg_node_is_null(values) || kg_str_is(kg_node_text(values), "false"))
        return 0;
    if (values->kind != KG_NODE_MAPPING) {
        type->inner = &anything;
        return 0;
    }
    return read_type(reader, values, &type->inner, err);
}

static int read_form(struct reader *reader, const struct kg_node *schema,
                     struct kg_schema_custom *type, struct kg_error *err)
{
    const struct kg_node *node = kg_node_get(schema, "type");
    struct kg_str word = kg_node_text(node);
    type->form = KG_FORM_ANY;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (kg_str_is(word, forms[i].type))
            type->form = forms[i].form;
    }
    if (node != NULL && type->form == KG_FORM_ANY)
        return malformed(node, "type", "object, array, string, boolean, integer or number", err);
    if (is_true(schema, "x-kubernetes-int-or-string"))
        type->form = KG_FORM_INT_OR_STRING;
    if (read_properties(reader, schema, type, err) != 0 ||
        read_values(reader, schema, type, err) != 0)
        return -1;
    /* Without a type, properties say something of objects alone, and nothing is unknown. */
    if (type->form == KG_FORM_STRUCT && type->field_count == 0 && type->inner != NULL &&
        !type->embedded)
        type->form = KG_FORM_MAP;
    const struct kg_node *items = kg_node_get(schema, "items");
    if (kg_node_is(items, KG_NODE_MAPPING))
        return read_type(reader, items, &type->inner, err);
    if (type->form == KG_FORM_LIST)
        type->inner = &anything;
    return 0;
}

static int read_schema(struct reader *reader, const struct kg_node *schema,
                       struct kg_schema_custom *type, struct kg_error *err)
{
    const struct kg_node *values = kg_node_get(schema, "enum");
    const struct kg_node *pattern = kg_node_get(schema, "pattern");
    const struct kg_node *not = kg_node_get(schema, "not");
    type->nullable = is_true(schema, "nullable");
    type->has_default = !kg_node_is_null(kg_node_get(schema, "default"));
    type->preserves = is_true(schema, "x-kubernetes-preserve-unknown-fields");
    type->embedded = is_true(schema, "x-kubernetes-embedded-resource");
    type->exclusive_minimum = is_true(schema, "exclusiveMinimum");
    type->exclusive_maximum = is_true(schema, "exclusiveMaximum");
    type->unique = is_true(schema, "uniqueItems");
    type->format = kg_node_text(kg_node_get(schema, "format"));
    type->pattern = kg_node_is_null(pattern) ? NULL : pattern;
    type->values = kg_node_is(values, KG_NODE_SEQUENCE) ? values : NULL;
    reader->has_rules |= kg_node_get(schema, "x-kubernetes-validations") != NULL;
    if (!kg_node_is_null(not ) && read_type(reader, not, &type->not, err) != 0)
        return -1;
    if (read_form(reader, schema, type, err) != 0 ||
        read_required(reader, schema, type, err) != 0 ||
        read_bounds(reader, schema, type, err) != 0 || read_keys(reader, schema, type) != 0 ||
        read_list(reader, schema, "allOf", &type->all, err) != 0 ||
        read_list(reader, schema, "anyOf", &type->any, err) != 0)
        return -1;
    return read_list(reader, schema, "oneOf", &type->one, err);
}

static int read_type(struct reader *reader, const struct kg_node *schema,
                     const struct kg_schema_custom **type, struct kg_error *err)
{
    struct kg_schema_custom *made = kg_arena_zero(reader->arena, 1, sizeof *made);
    if (!kg_node_is(schema, KG_NODE_MAPPING))
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(schema),
                           "a schema must be an object");
    if (reader->depth == DEPTH_MAX)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(schema),
                           "the schema is nested more than %d levels deep", DEPTH_MAX);
    reader->depth++;
    if (read_schema(reader, schema, made, err) != 0)
        return -1;
    reader->depth--;
    *type = made;
    return 0;
}

int kg_custom_read(struct kg_arena *arena, const struct kg_node *schema,
                   const struct kg_schema_custom **type, bool *has_rules, struct kg_error *err)
{
    struct reader reader = {.arena = arena};
    if (read_type(&reader, schema, type, err) != 0)
        return -1;
    *has_rules = reader.has_rules;
    return 0;
}
