#include "shape.h"

#include <strings.h>

#include "kagent/emit.h"
#include "kagent/map.h"
#include "kagent/scalar.h"
#include "kagent/suggest.h"

static const char *const type_names[] = {
    [KG_SHAPE_TEXT] = "a text",
    [KG_SHAPE_BOOL] = "true or false",
    [KG_SHAPE_INTEGER] = "an integer",
    [KG_SHAPE_TEXT_LIST] = "a list of texts",
    [KG_SHAPE_TEXT_MAP] = "a mapping of texts",
    [KG_SHAPE_BOOL_MAP] = "a mapping of true or false",
    [KG_SHAPE_OBJECT] = "a mapping",
    [KG_SHAPE_OBJECT_LIST] = "a list of mappings",
    [KG_SHAPE_LIST] = "a list",
};

/* By which rules a part of a document is read. */
struct reading {
    enum kg_shape_rules rules;
    bool exact; /* nothing but a text will do for a text */
};

static int wrong_type(const struct kg_node *node, const char *field, enum kg_shape_type wanted,
                      struct kg_error *err)
{
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node), "%s must be %s, not %s%.*s%s",
                field, type_names[wanted],
                node->kind == KG_NODE_SCALAR ? "`" : kg_node_kind_name(node),
                KG_STR_ARG(kg_node_text(node)), node->kind == KG_NODE_SCALAR ? "`" : "");
    if (wanted == KG_SHAPE_TEXT && node->kind == KG_NODE_SCALAR)
        kg_error_advise(err, "Write it in quotes: \"%.*s\".", KG_STR_ARG(node->text));
    return -1;
}

static struct kg_node *scalar_like(struct kg_arena *arena, const struct kg_node *node,
                                   enum kg_tag tag, struct kg_str text)
{
    struct kg_node *scalar = kg_node_scalar(arena, tag, text);
    kg_node_at(scalar, node);
    return scalar;
}

/*
 * Keeps the style, which tells where the text of a block scalar starts. kustomize writes the
 * configuration of each transformer as YAML and reads it again, which changes a few texts; those
 * that cannot be written fail once they are used.
 */
static struct kg_node *text_like(struct kg_arena *arena, const struct kg_node *node,
                                 struct kg_str text)
{
    kg_emit_clean(arena, node, &text, NULL);
    struct kg_node *scalar = scalar_like(arena, node, KG_TAG_STR, text);
    scalar->style = node->style;
    return scalar;
}

static struct kg_node *collection_like(struct kg_node *collection, const struct kg_node *node)
{
    kg_node_at(collection, node);
    return collection;
}

/* The YAML 1.1 value of a node that must be a scalar. */
static int value_of(struct kg_arena *arena, const struct kg_node *node, const char *field,
                    enum kg_shape_type wanted, struct kg_value *value, struct kg_error *err)
{
    if (node->kind != KG_NODE_SCALAR)
        return wrong_type(node, field, wanted, err);
    return kg_scalar_value_1_1(arena, node, value, err);
}

/* The text of a number or a boolean, as JSON's keys and lenient texts have it. */
static struct kg_str text_of(struct kg_arena *arena, const struct kg_value *value)
{
    char number[40];
    switch (value->type) {
    case KG_VALUE_BOOL:
        return value->boolean ? KG_STR("true") : KG_STR("false");
    case KG_VALUE_INT:
        return kg_str_from(kg_arena_printf(arena, "%lld", (long long)value->integer));
    case KG_VALUE_UINT:
        return kg_str_from(kg_arena_printf(arena, "%llu", (unsigned long long)value->natural));
    case KG_VALUE_FLOAT:
        return kg_str_from(
            kg_arena_strndup(arena, number, kg_scalar_format_float(value->number, number)));
    default:
        return value->text;
    }
}

/* A text, boolean or integer; NULL for a null. */
static int fit_scalar(struct kg_arena *arena, enum kg_shape_type wanted, struct reading how,
                      const char *field, const struct kg_node *node, struct kg_node **fitted,
                      struct kg_error *err)
{
    struct kg_value value;
    if (value_of(arena, node, field, wanted, &value, err) != 0)
        return -1;
    *fitted = NULL;
    if (value.type == KG_VALUE_NULL)
        return 0;
    if (wanted == KG_SHAPE_TEXT && (value.type == KG_VALUE_STRING || !how.exact))
        *fitted = text_like(arena, node, text_of(arena, &value));
    else if (wanted == KG_SHAPE_BOOL && value.type == KG_VALUE_BOOL)
        *fitted = scalar_like(arena, node, KG_TAG_BOOL, text_of(arena, &value));
    else if (wanted == KG_SHAPE_INTEGER && value.type == KG_VALUE_INT)
        *fitted = scalar_like(arena, node, KG_TAG_INT, text_of(arena, &value));
    else
        return wrong_type(node, field, wanted, err);
    return 0;
}

static struct kg_node *zero_value(struct kg_arena *arena, enum kg_shape_type wanted,
                                  const struct kg_node *node)
{
    return wanted == KG_SHAPE_BOOL ? scalar_like(arena, node, KG_TAG_BOOL, KG_STR("false"))
                                   : scalar_like(arena, node, KG_TAG_STR, KG_STR(""));
}

static int fit_text_list(struct kg_arena *arena, struct reading how, const char *field,
                         const struct kg_node *node, struct kg_node **fitted, struct kg_error *err)
{
    if (node->kind != KG_NODE_SEQUENCE)
        return wrong_type(node, field, KG_SHAPE_TEXT_LIST, err);
    *fitted = collection_like(kg_node_sequence(arena), node);
    for (uint32_t i = 0; i < node->count; i++) {
        struct kg_node *item;
        const char *name = kg_arena_printf(arena, "%s[%u]", field, i);
        if (fit_scalar(arena, KG_SHAPE_TEXT, how, name, node->items[i], &item, err) != 0)
            return -1;
        if (item == NULL)
            item = zero_value(arena, KG_SHAPE_TEXT, node->items[i]);
        kg_node_append(arena, *fitted, item);
    }
    return 0;
}

/* A key as JSON has it: numbers and booleans become their text. */
static int fit_key(struct kg_arena *arena, const char *field, const struct kg_node *key,
                   struct kg_str *text, struct kg_error *err)
{
    struct kg_value value;
    if (value_of(arena, key, field, KG_SHAPE_TEXT, &value, err) != 0)
        return -1;
    if (value.type == KG_VALUE_NULL)
        return wrong_type(key, field, KG_SHAPE_TEXT, err);
    *text = text_of(arena, &value);
    return 0;
}

/* For each key of a mapping the last of its pairs, which is the one that counts. */
static struct kg_map last_pairs(struct kg_arena *arena, const struct kg_node *mapping)
{
    struct kg_map last;
    kg_map_init(&last, arena);
    for (uint32_t i = 0; i < mapping->count; i++)
        kg_map_put(&last, kg_node_text(mapping->pairs[i].key), &mapping->pairs[i]);
    return last;
}

static int fit_map(struct kg_arena *arena, enum kg_shape_type wanted, struct reading how,
                   const char *field, const struct kg_node *node, struct kg_node **fitted,
                   struct kg_error *err)
{
    if (node->kind != KG_NODE_MAPPING)
        return wrong_type(node, field, wanted, err);
    enum kg_shape_type element = wanted == KG_SHAPE_BOOL_MAP ? KG_SHAPE_BOOL : KG_SHAPE_TEXT;
    *fitted = collection_like(kg_node_mapping(arena), node);
    struct kg_map last = last_pairs(arena, node);
    for (uint32_t i = 0; i < node->count; i++) {
        const struct kg_pair *pair = &node->pairs[i];
        struct kg_str key;
        struct kg_node *value;
        if (kg_map_get(&last, kg_node_text(pair->key)) != pair)
            continue;
        if (fit_key(arena, field, pair->key, &key, err) != 0)
            return -1;
        const char *name = kg_arena_printf(arena, "%s.%.*s", field, KG_STR_ARG(key));
        if (fit_scalar(arena, element, how, name, pair->value, &value, err) != 0)
            return -1;
        if (value == NULL)
            value = zero_value(arena, element, pair->value);
        kg_node_remove(*fitted, key);
        kg_node_append_pair(arena, *fitted, scalar_like(arena, pair->key, KG_TAG_STR, key), value);
    }
    return 0;
}

static int fit_object(struct kg_arena *arena, const struct kg_shape *shape, struct reading how,
                      const struct kg_node *node, struct kg_node **fitted, struct kg_error *err);

static int fit_list(struct kg_arena *arena, const struct kg_shape *shape, struct reading how,
                    const struct kg_node *node, struct kg_node **fitted, struct kg_error *err)
{
    if (node->kind != KG_NODE_SEQUENCE)
        return wrong_type(node, shape->title, KG_SHAPE_OBJECT_LIST, err);
    *fitted = collection_like(kg_node_sequence(arena), node);
    for (uint32_t i = 0; i < node->count; i++) {
        struct kg_node *item;
        if (fit_object(arena, shape, how, node->items[i], &item, err) != 0)
            return -1;
        kg_node_append(arena, *fitted, item);
    }
    return 0;
}

static int fit_field(struct kg_arena *arena, const struct kg_shape_field *field, struct reading how,
                     const struct kg_node *node, struct kg_node **fitted, struct kg_error *err)
{
    *fitted = NULL;
    how.exact = how.exact || (field->promoted && how.rules != KG_SHAPE_AFFIX_PLUGIN);
    if (node->kind == KG_NODE_SCALAR && field->type > KG_SHAPE_INTEGER) {
        struct kg_value value;
        if (kg_scalar_value_1_1(arena, node, &value, err) != 0)
            return -1;
        if (value.type == KG_VALUE_NULL)
            return 0;
    }
    switch (field->type) {
    case KG_SHAPE_TEXT:
    case KG_SHAPE_BOOL:
    case KG_SHAPE_INTEGER:
        return fit_scalar(arena, field->type, how, field->name, node, fitted, err);
    case KG_SHAPE_TEXT_LIST:
        return fit_text_list(arena, how, field->name, node, fitted, err);
    case KG_SHAPE_TEXT_MAP:
    case KG_SHAPE_BOOL_MAP:
        return fit_map(arena, field->type, how, field->name, node, fitted, err);
    case KG_SHAPE_OBJECT:
        if (node->kind != KG_NODE_MAPPING)
            return wrong_type(node, field->name, field->type, err);
        return fit_object(arena, field->object, how, node, fitted, err);
    case KG_SHAPE_OBJECT_LIST:
        if (node->kind != KG_NODE_SEQUENCE)
            return wrong_type(node, field->name, field->type, err);
        return fit_list(arena, field->object, how, node, fitted, err);
    case KG_SHAPE_LIST:
        if (node->kind != KG_NODE_SEQUENCE)
            return wrong_type(node, field->name, field->type, err);
        *fitted = kg_node_copy(arena, node);
        return 0;
    }
    return 0;
}

static const struct kg_shape_field *find_field(const struct kg_shape *shape, struct kg_str name)
{
    const struct kg_shape_field *found = NULL;
    for (const struct kg_shape_field *field = shape->fields; field->name != NULL; field++) {
        if (kg_str_is(name, field->name))
            return field;
        if (found == NULL && strlen(field->name) == name.length &&
            strncasecmp(field->name, name.data, name.length) == 0)
            found = field;
    }
    return found;
}

static int unknown_field(const struct kg_shape *shape, const struct kg_node *key,
                         struct kg_error *err)
{
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(key), "unknown field `%.*s` in a %s",
                KG_STR_ARG(key->text), shape->title);
    struct kg_suggestion suggestion = {.word = key->text.data};
    for (const struct kg_shape_field *field = shape->fields; field->name != NULL; field++)
        kg_suggest_offer(&suggestion, field->name);
    if (suggestion.nearest != NULL)
        kg_error_advise(err, "Did you mean `%s`?", suggestion.nearest);
    return -1;
}

/* One pair of a mapping into `fitted`. */
static int fit_pair(struct kg_arena *arena, const struct kg_shape *shape, struct reading how,
                    const struct kg_pair *pair, struct kg_node *fitted, struct kg_error *err)
{
    struct kg_str name;
    if (fit_key(arena, shape->title, pair->key, &name, err) != 0)
        return -1;
    const struct kg_shape_field *field = find_field(shape, name);
    bool open = how.rules == KG_SHAPE_PLUGIN || how.rules == KG_SHAPE_AFFIX_PLUGIN;
    if (field == NULL)
        return open ? 0 : unknown_field(shape, pair->key, err);
    struct kg_node *value;
    if (fit_field(arena, field, how, pair->value, &value, err) != 0)
        return -1;
    if (value == NULL)
        return 0;
    struct kg_str canonical = kg_str_from(field->name);
    kg_node_remove(fitted, canonical);
    kg_node_append_pair(arena, fitted, scalar_like(arena, pair->key, KG_TAG_STR, canonical), value);
    return 0;
}

static int fit_object(struct kg_arena *arena, const struct kg_shape *shape, struct reading how,
                      const struct kg_node *node, struct kg_node **fitted, struct kg_error *err)
{
    *fitted = collection_like(kg_node_mapping(arena), node);
    if (node->kind != KG_NODE_MAPPING)
        return kg_node_is_null(node) ? 0 : wrong_type(node, shape->title, KG_SHAPE_OBJECT, err);
    struct kg_map last = last_pairs(arena, node);
    for (uint32_t i = 0; i < node->count; i++) {
        const struct kg_pair *pair = &node->pairs[i];
        bool counts = kg_map_get(&last, kg_node_text(pair->key)) == pair;
        if (!counts && how.rules == KG_SHAPE_CONFIGURATION)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(pair->key),
                               "the field `%.*s` is given twice", KG_STR_ARG(pair->key->text));
        if (counts && fit_pair(arena, shape, how, pair, *fitted, err) != 0)
            return -1;
    }
    return 0;
}

static struct reading reading(enum kg_shape_rules rules)
{
    return (struct reading){rules, rules == KG_SHAPE_KUSTOMIZATION};
}

int kg_shape_fit(struct kg_arena *arena, const struct kg_shape *shape, enum kg_shape_rules rules,
                 const struct kg_node *node, struct kg_node **fitted, struct kg_error *err)
{
    return fit_object(arena, shape, reading(rules), node, fitted, err);
}

int kg_shape_fit_list(struct kg_arena *arena, const struct kg_shape *shape,
                      enum kg_shape_rules rules, const struct kg_node *node,
                      struct kg_node **fitted, struct kg_error *err)
{
    return fit_list(arena, shape, reading(rules), node, fitted, err);
}

struct kg_str kg_shape_text(const struct kg_node *object, const char *field)
{
    return kg_node_text(kg_node_get(object, field));
}

bool kg_shape_bool(const struct kg_node *object, const char *field)
{
    return kg_str_is(kg_shape_text(object, field), "true");
}

uint32_t kg_shape_count(const struct kg_node *object, const char *field)
{
    const struct kg_node *list = kg_node_get(object, field);
    return list == NULL ? 0 : list->count;
}
