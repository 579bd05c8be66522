#include "json_value.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "json_layout.h"
#include "kagent/emit.h"
#include "kagent/scalar.h"
#include "kagent/yaml.h"
#include "places.h"

/* ---- into JSON ---- */

/* How trees of one dialect become JSON. */
struct dialect {
    /* The typed value of a scalar; NULL: scalars are JSON already. */
    int (*value)(struct kg_arena *arena, const struct kg_node *node, enum kg_context context,
                 struct kg_value *value, struct kg_error *err);
    bool strict; /* keys must be strings and stand once, and a bare `<<` is a merge key */
};

struct conversion {
    struct kg_arena *arena;
    const struct dialect *dialect;
    struct kg_error *err;
};

static int convert(const struct conversion *conversion, const struct kg_node *node,
                   enum kg_context context, struct kg_node **value);

/* Text of a string as JSON can hold it: every byte that is no UTF-8 becomes U+FFFD. */
static struct kg_str clean_text(struct kg_arena *arena, struct kg_str text)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    enum { REPLACEMENT_LENGTH = 3 };

    if (kg_str_is_utf8(text))
        return text;
    char *clean = kg_arena_alloc(arena, text.length * REPLACEMENT_LENGTH + 1);
    size_t used = 0;
    for (size_t at = 0; at < text.length;) {
        unsigned code;
        size_t length = kg_utf8_decode(kg_str_from_index(text, at), &code);
        const char *bytes = length == 0 ? replacement : text.data + at;
        size_t taken = length == 0 ? REPLACEMENT_LENGTH : length;
        memcpy(clean + used, bytes, taken);
        used += taken;
        at += length == 0 ? 1 : length;
    }
    return (struct kg_str){clean, used};
}

static struct kg_str copy_text(struct kg_arena *arena, const char *text, size_t length)
{
    return (struct kg_str){kg_arena_strndup(arena, text, length), length};
}

/* The tag and the JSON text of a typed value. */
static void spell(struct kg_arena *arena, const struct kg_value *value, struct kg_node *node)
{
    char text[40];
    int length = 0;

    node->tag = KG_TAG_INT;
    switch (value->type) {
    case KG_VALUE_NULL:
        node->tag = KG_TAG_NULL;
        node->text = KG_STR("null");
        return;
    case KG_VALUE_BOOL:
        node->tag = KG_TAG_BOOL;
        node->text = kg_str_from(value->boolean ? "true" : "false");
        return;
    case KG_VALUE_STRING:
        node->tag = KG_TAG_STR;
        node->text = clean_text(arena, value->text);
        return;
    case KG_VALUE_INT:
        length = snprintf(text, sizeof(text), "%" PRId64, value->integer);
        break;
    case KG_VALUE_UINT:
        length = snprintf(text, sizeof(text), "%" PRIu64, value->natural);
        break;
    case KG_VALUE_FLOAT:
        node->tag = KG_TAG_FLOAT;
        length = (int)kg_scalar_format_json_float(value->number, text);
        break;
    }
    node->text = copy_text(arena, text, (size_t)length);
}

static struct kg_node *at_place_of(struct kg_node *made, const struct kg_node *node)
{
    made->source = node->source;
    made->line = node->line;
    made->column = node->column;
    return made;
}

static int convert_scalar(const struct conversion *conversion, const struct kg_node *node,
                          enum kg_context context, struct kg_node **value)
{
    struct kg_value typed;

    if (conversion->dialect->value == NULL) {
        *value = kg_node_copy(conversion->arena, node);
        return 0;
    }
    if (conversion->dialect->value(conversion->arena, node, context, &typed, conversion->err) < 0)
        return -1;
    *value = at_place_of(kg_node_scalar(conversion->arena, KG_TAG_STR, KG_STR("")), node);
    spell(conversion->arena, &typed, *value);
    return 0;
}

static int convert_key(const struct conversion *conversion, const struct kg_node *key,
                       enum kg_context context, struct kg_node **value)
{
    if (key->kind != KG_NODE_SCALAR)
        return kg_error_at(conversion->err, KG_ERROR_NEGATIVE, kg_node_position(key),
                           "a key must be a string, not a %s", kg_node_kind_name(key));
    if (convert_scalar(conversion, key, context, value) < 0)
        return -1;
    bool bad = (*value)->tag == KG_TAG_NULL;
    if (conversion->dialect->strict)
        bad = (*value)->tag != KG_TAG_STR || !kg_scalar_can_be_key(key, context);
    if (bad)
        return kg_error_at(conversion->err, KG_ERROR_NEGATIVE, kg_node_position(key),
                           "the key `%.*s` is not a string", KG_STR_ARG(key->text));
    (*value)->tag = KG_TAG_STR;
    return 0;
}

/* The pair of `mapping` with this key, or NULL. */
static struct kg_pair *find_pair(const struct kg_node *mapping, const struct kg_places *places,
                                 struct kg_str key)
{
    for (uint32_t place = kg_places_first(places, key); place != KG_NO_PLACE;
         place = kg_places_next(places, place))
        if (kg_str_equal(mapping->pairs[place].key->text, key))
            return &mapping->pairs[place];
    return NULL;
}

static int convert_mapping(const struct conversion *conversion, const struct kg_node *node,
                           enum kg_context context, struct kg_node *mapping)
{
    struct kg_places places;

    if (conversion->dialect->strict &&
        kg_yaml_settle_merge(conversion->arena, &node, conversion->err) < 0)
        return -1;
    kg_places_init(&places, conversion->arena, node->count);
    for (uint32_t i = 0; i < node->count; i++) {
        struct kg_node *key;
        struct kg_node *value;
        if (convert_key(conversion, node->pairs[i].key, context, &key) < 0 ||
            convert(conversion, node->pairs[i].value, context, &value) < 0)
            return -1;
        struct kg_pair *there = find_pair(mapping, &places, key->text);
        if (there != NULL && conversion->dialect->strict)
            return kg_error_at(conversion->err, KG_ERROR_NEGATIVE, kg_node_position(key),
                               "the key `%.*s` is defined twice", KG_STR_ARG(key->text));
        if (there != NULL) {
            there->value = value;
            continue;
        }
        kg_node_append_pair(conversion->arena, mapping, key, value);
        kg_places_add(&places, key->text);
    }
    return 0;
}

static int convert(const struct conversion *conversion, const struct kg_node *node,
                   enum kg_context context, struct kg_node **value)
{
    struct kg_arena *arena = conversion->arena;

    if (node->kind == KG_NODE_SCALAR)
        return convert_scalar(conversion, node, context, value);
    if (node->style == KG_STYLE_FLOW)
        context = KG_CONTEXT_FLOW;
    if (node->kind == KG_NODE_MAPPING) {
        *value = at_place_of(kg_node_mapping(arena), node);
        return convert_mapping(conversion, node, context, *value);
    }
    *value = at_place_of(kg_node_sequence(arena), node);
    for (uint32_t i = 0; i < node->count; i++) {
        struct kg_node *item;
        if (convert(conversion, node->items[i], context, &item) < 0)
            return -1;
        kg_node_append(arena, *value, item);
    }
    return 0;
}

static int value_1_1(struct kg_arena *arena, const struct kg_node *node, enum kg_context context,
                     struct kg_value *value, struct kg_error *err)
{
    (void)context;
    return kg_scalar_value_1_1(arena, node, value, err);
}

int kg_json_from_object(struct kg_arena *arena, const struct kg_node *object,
                        struct kg_node **value, struct kg_error *err)
{
    static const struct dialect objects = {.value = kg_scalar_value, .strict = true};
    struct conversion conversion = {.arena = arena, .dialect = &objects, .err = err};

    kg_scalar_settle_keys(arena, &object);
    return convert(&conversion, object, KG_CONTEXT_BLOCK, value);
}

int kg_json_from_yaml(struct kg_arena *arena, const struct kg_node *document,
                      struct kg_node **value, struct kg_error *err)
{
    static const struct dialect yaml_1_1 = {.value = value_1_1, .strict = false};
    struct conversion conversion = {.arena = arena, .dialect = &yaml_1_1, .err = err};

    return convert(&conversion, document, KG_CONTEXT_BLOCK, value);
}

int kg_json_from_json(struct kg_arena *arena, const struct kg_node *document,
                      struct kg_node **value, struct kg_error *err)
{
    static const struct dialect json = {.value = NULL, .strict = false};
    struct conversion conversion = {.arena = arena, .dialect = &json, .err = err};

    return convert(&conversion, document, KG_CONTEXT_BLOCK, value);
}

/* ---- out of JSON ---- */

/* Whether Go's YAML writer escapes a character, or takes it for a line break. */
static bool needs_quotes(unsigned code)
{
    return !kg_scalar_is_printable(code) || code == 0x2028 || code == 0x2029;
}

/* Whether Go's YAML writer can leave a text of one line unquoted. */
static bool is_plain(struct kg_str text)
{
    if (text.length == 0 || strchr("#,[]{}&*!|>'\"%@` ", text.data[0]) != NULL ||
        strchr(": ", text.data[text.length - 1]) != NULL)
        return false;
    if (strchr("?:-", text.data[0]) != NULL && (text.length == 1 || text.data[1] == ' '))
        return false;
    if (kg_str_starts(text, "---") || kg_str_starts(text, "..."))
        return false;
    for (size_t i = 0; i < text.length;) {
        char next = i + 1 < text.length ? text.data[i + 1] : '\0';
        unsigned code;
        size_t length = kg_utf8_decode(kg_str_from_index(text, i), &code);
        if (length == 0 || needs_quotes(code) || (code == ':' && next == ' ') ||
            (code == ' ' && next == '#'))
            return false;
        i += length;
    }
    return true;
}

/* Whether single quotes do where a text of one line cannot be plain: they know no escapes. */
static bool is_single(struct kg_str text)
{
    for (size_t i = 0; i < text.length;) {
        unsigned code;
        size_t length = kg_utf8_decode(kg_str_from_index(text, i), &code);
        if (length == 0 || !kg_scalar_is_printable(code))
            return false;
        i += length;
    }
    return true;
}

static void style_string(struct kg_node *node)
{
    if (kg_str_find(node->text, '\n') >= 0)
        node->style = kg_scalar_block_holds(node->text) ? KG_STYLE_LITERAL : KG_STYLE_DOUBLE_QUOTED;
    else if (kg_scalar_resolve(node->text, KG_DIALECT_1_2) != KG_TAG_STR ||
             kg_scalar_needs_quotes(node->text))
        node->style = KG_STYLE_DOUBLE_QUOTED;
    else if (is_plain(node->text)) {
        node->style = KG_STYLE_PLAIN;
        if (kg_str_is(node->text, "<<")) /* not quoted on the way back: a merge key, as a key */
            node->tag = KG_TAG_MERGE;
    } else
        node->style = is_single(node->text) ? KG_STYLE_SINGLE_QUOTED : KG_STYLE_DOUBLE_QUOTED;
}

static int make_double(struct kg_arena *arena, struct kg_node *node, struct kg_error *err)
{
    char text[40];
    double number = strtod(kg_str_copy(arena, node->text), NULL);

    if (!isfinite(number))
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                           "the number %.*s is too large", KG_STR_ARG(node->text));
    node->text = copy_text(arena, text, kg_scalar_format_float(number, text));
    node->tag = (uint8_t)kg_scalar_resolve(node->text, KG_DIALECT_1_2);
    return 0;
}

static int compare_keys(const void *a, const void *b)
{
    struct kg_str left = ((const struct kg_pair *)a)->key->text;
    struct kg_str right = ((const struct kg_pair *)b)->key->text;
    return kg_emit_key_less_v3(left, right) ? -1 : 1; /* no two are the same */
}

static int restyle(struct kg_arena *arena, struct kg_node *value, struct kg_error *err)
{
    value->explicit_tag = false;
    if (value->kind == KG_NODE_SCALAR) {
        if (value->tag == KG_TAG_INT || value->tag == KG_TAG_FLOAT)
            return make_double(arena, value, err);
        if (value->tag == KG_TAG_STR)
            style_string(value);
        struct kg_value readable;
        if (value->style != KG_STYLE_LITERAL)
            return 0;
        return kg_scalar_value(arena, value, KG_CONTEXT_BLOCK, &readable, err);
    }
    value->tag = value->kind == KG_NODE_MAPPING ? KG_TAG_MAP : KG_TAG_SEQ;
    value->style = value->count == 0 ? KG_STYLE_FLOW : KG_STYLE_PLAIN;
    for (uint32_t i = 0; i < value->count; i++) {
        struct kg_node *below =
            value->kind == KG_NODE_MAPPING ? value->pairs[i].value : value->items[i];
        if (value->kind == KG_NODE_MAPPING && restyle(arena, value->pairs[i].key, err) < 0)
            return -1;
        if (restyle(arena, below, err) < 0)
            return -1;
    }
    if (value->kind == KG_NODE_MAPPING && value->count > 1) {
        qsort(value->pairs, value->count, sizeof(*value->pairs), compare_keys);
        kg_node_reindex(arena, value);
    }
    return 0;
}

int kg_json_to_object(struct kg_arena *arena, struct kg_node *value, struct kg_error *err)
{
    if (restyle(arena, value, err) < 0)
        return -1;
    kg_json_lay_out(value);
    return 0;
}
