#include "setter.h"

#include <string.h>

#include "kagent/scalar.h"
#include "kagent/yaml.h"

static int wrong_kind(const struct kg_node *node, const char *expected, struct kg_error *err)
{
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node), "expected a %s, found a %s",
                       expected, kg_node_kind_name(node));
}

/* Whether reading the text may give something else than one plain scalar. */
static bool has_indicators(struct kg_str text)
{
    if (strchr("-?:,[]{}#&*!|>'\"%@`", text.data[0]) != NULL || text.data[0] == ' ')
        return true;
    return text.data[text.length - 1] == ':' || memmem(text.data, text.length, ": ", 2) != NULL ||
           memmem(text.data, text.length, " #", 2) != NULL;
}

/* Whether the text, read as a YAML 1.1 document, is a string. What cannot be read counts as one. */
static bool is_string_document(struct kg_arena *arena, struct kg_str text)
{
    static const struct kg_source source = {.name = "(a text)"};
    struct kg_node plain = {.kind = KG_NODE_SCALAR, .text = text};
    struct kg_node *document = &plain;
    struct kg_value value;
    if (has_indicators(text) && kg_yaml_read(arena, text, &source, 1, &document, NULL) != 0)
        return true;
    if (document == NULL || document->kind != KG_NODE_SCALAR)
        return false;
    return kg_scalar_value_1_1(arena, document, &value, NULL) != 0 || value.type == KG_VALUE_STRING;
}

void kg_quote_value(struct kg_arena *arena, struct kg_node *value)
{
    if (kg_node_is(value, KG_NODE_SCALAR) && value->style == KG_STYLE_PLAIN &&
        (value->tag == KG_TAG_STR || value->tag == KG_TAG_NONE) && value->text.length > 0 &&
        kg_str_find(value->text, '\n') < 0 && !is_string_document(arena, value->text))
        value->style = KG_STYLE_DOUBLE_QUOTED;
}

void kg_overwrite(struct kg_node *place, struct kg_node *value)
{
    value->style = place->style;
    value->explicit_tag = place->explicit_tag && value->tag != KG_TAG_NONE;
    kg_node_assign(place, value);
}

int kg_set_field(struct kg_arena *arena, const struct kg_set_field *set, struct kg_error *err)
{
    kg_quote_value(arena, set->value);
    if (kg_node_is_null(set->mapping))
        return 0;
    if (set->mapping->kind != KG_NODE_MAPPING)
        return wrong_kind(set->mapping, "mapping", err);
    if (set->name.length == 0)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(set->mapping),
                           "a field cannot have an empty name");
    if (set->value == NULL || (set->value->tag == KG_TAG_NULL && !set->keep_null)) {
        kg_clear_field(set->mapping, set->name);
        return 0;
    }
    struct kg_pair *pair = kg_node_pair(set->mapping, set->name);
    if (pair != NULL) {
        kg_overwrite(pair->value, set->value);
        return 0;
    }
    struct kg_node *key = kg_node_scalar(arena, KG_TAG_NONE, set->name);
    key->style = (uint8_t)set->key_style;
    kg_node_append_pair(arena, set->mapping, key, set->value);
    return 0;
}

int kg_set_scalar(struct kg_node *scalar, struct kg_node *value, struct kg_error *err)
{
    if (!kg_node_is_null(scalar) && scalar->kind != KG_NODE_SCALAR)
        return wrong_kind(scalar, "scalar", err);
    if (scalar != NULL && !kg_node_is_null(value))
        kg_overwrite(scalar, value);
    return 0;
}

void kg_clear_field(struct kg_node *mapping, struct kg_str name)
{
    kg_node_remove(mapping, name);
}

int kg_lookup_field(struct kg_arena *arena, struct kg_node *mapping, struct kg_str name,
                    enum kg_node_kind kind, struct kg_node **field, struct kg_error *err)
{
    *field = NULL;
    if (kg_node_is_null(mapping))
        return 0;
    if (mapping->kind != KG_NODE_MAPPING)
        return wrong_kind(mapping, "mapping", err);
    *field = kg_node_get_str(mapping, name);
    if (*field != NULL || kind == 0)
        return 0;
    *field = kg_node_scalar(arena, KG_TAG_NONE, KG_STR(""));
    if (kind == KG_NODE_MAPPING)
        *field = kg_node_mapping(arena);
    else if (kind == KG_NODE_SEQUENCE)
        *field = kg_node_sequence(arena);
    return kg_set_field(arena, &(struct kg_set_field){mapping, name, *field, KG_STYLE_PLAIN, false},
                        err);
}
