/* JSON as Go's encoding/json writes it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kagent/emit.h"
#include "kagent/scalar.h"
#include "kagent/yaml.h"

struct json_emitter {
    struct kg_buf *out;
    enum kg_json_layout layout;
    size_t depth;
    struct kg_error *err;
};

enum { INDENT = 4 };

static int emit_node(struct json_emitter *emitter, const struct kg_node *node,
                     enum kg_context context);

/* The escape of a character, or NULL when it is written as it is. */
static const char *short_escape(unsigned code)
{
    static const struct {
        unsigned code;
        const char *escape;
    } escapes[] = {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {'\r', "\\r"},
                   {'\t', "\\t"}, {'\b', "\\b"},  {'\f', "\\f"}};
    for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++)
        if (escapes[i].code == code)
            return escapes[i].escape;
    return NULL;
}

static bool needs_escape(unsigned code)
{
    return code < 0x20 || code == '"' || code == '\\' || code == '<' || code == '>' ||
           code == '&' || code == 0x2028 || code == 0x2029;
}

void kg_emit_json_string(struct kg_buf *out, struct kg_str text)
{
    kg_buf_add_char(out, '"');
    size_t start = 0; /* of the piece that needs no escape */
    for (size_t at = 0; at < text.length;) {
        unsigned code = (unsigned char)text.data[at];
        size_t length = 1;
        if (code >= 0x80)
            length = kg_utf8_decode(kg_str_from_index(text, at), &code);
        if (length > 0 && !needs_escape(code)) {
            at += length;
            continue;
        }
        kg_buf_add(out, text.data + start, at - start);
        if (length == 0) {
            kg_buf_add_text(out, "\\ufffd");
            length = 1;
        } else if (short_escape(code) != NULL) {
            kg_buf_add_text(out, short_escape(code));
        } else {
            kg_buf_printf(out, "\\u%04x", code);
        }
        at += length;
        start = at;
    }
    kg_buf_add(out, text.data + start, text.length - start);
    kg_buf_add_char(out, '"');
}

static void line_break(struct json_emitter *emitter)
{
    if (emitter->layout == KG_JSON_COMPACT)
        return;
    kg_buf_add_char(emitter->out, '\n');
    kg_buf_add_repeated(emitter->out, ' ', emitter->depth * INDENT);
}

static int compare_pairs(const void *a, const void *b)
{
    const struct kg_pair *left = a;
    const struct kg_pair *right = b;
    return kg_str_compare(left->key->text, right->key->text);
}

static int check_keys(struct json_emitter *emitter, const struct kg_pair *pairs, size_t count,
                      enum kg_context context)
{
    for (size_t i = 0; i < count; i++) {
        const struct kg_node *key = pairs[i].key;
        struct kg_value value = {.type = KG_VALUE_NULL};
        if (key->kind == KG_NODE_SCALAR &&
            kg_scalar_value(emitter->out->arena, key, context, &value, emitter->err) != 0)
            return -1;
        if (value.type != KG_VALUE_STRING || !kg_scalar_can_be_key(key, context))
            return kg_error_at(emitter->err, KG_ERROR_NEGATIVE, kg_node_position(key),
                               "the key `%.*s` is not a string", KG_STR_ARG(kg_node_text(key)));
    }
    return 0;
}

static int check_duplicates(struct json_emitter *emitter, const struct kg_pair *pairs, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (kg_str_equal(pairs[i - 1].key->text, pairs[i].key->text))
            return kg_error_at(emitter->err, KG_ERROR_NEGATIVE, kg_node_position(pairs[i].key),
                               "the key `%.*s` is defined twice", KG_STR_ARG(pairs[i].key->text));
    return 0;
}

static int emit_mapping(struct json_emitter *emitter, const struct kg_node *mapping,
                        enum kg_context context)
{
    struct kg_buf *out = emitter->out;
    if (kg_yaml_settle_merge(out->arena, &mapping, emitter->err) != 0)
        return -1;
    size_t count = mapping->count;
    if (check_keys(emitter, mapping->pairs, count, context) != 0)
        return -1;
    struct kg_pair *pairs = kg_arena_alloc(out->arena, count * sizeof(*pairs));
    memcpy(pairs, mapping->pairs, count * sizeof(*pairs));
    qsort(pairs, count, sizeof(*pairs), compare_pairs);
    if (check_duplicates(emitter, pairs, count) != 0)
        return -1;
    kg_buf_add_char(out, '{');
    emitter->depth++;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            kg_buf_add_char(out, ',');
        line_break(emitter);
        kg_emit_json_string(out, pairs[i].key->text);
        kg_buf_add_text(out, emitter->layout == KG_JSON_COMPACT ? ":" : ": ");
        if (emit_node(emitter, pairs[i].value, context) != 0)
            return -1;
    }
    emitter->depth--;
    line_break(emitter);
    kg_buf_add_char(out, '}');
    return 0;
}

static int emit_sequence(struct json_emitter *emitter, const struct kg_node *sequence,
                         enum kg_context context)
{
    kg_buf_add_char(emitter->out, '[');
    emitter->depth++;
    for (uint32_t i = 0; i < sequence->count; i++) {
        if (i > 0)
            kg_buf_add_char(emitter->out, ',');
        line_break(emitter);
        if (emit_node(emitter, sequence->items[i], context) != 0)
            return -1;
    }
    emitter->depth--;
    line_break(emitter);
    kg_buf_add_char(emitter->out, ']');
    return 0;
}

static int emit_scalar(struct json_emitter *emitter, const struct kg_node *node,
                       enum kg_context context)
{
    struct kg_buf *out = emitter->out;
    struct kg_value value;
    if (kg_scalar_value(out->arena, node, context, &value, emitter->err) != 0)
        return -1;
    char number[40];
    switch (value.type) {
    case KG_VALUE_STRING:
        kg_emit_json_string(out, value.text);
        break;
    case KG_VALUE_NULL:
        kg_buf_add_text(out, "null");
        break;
    case KG_VALUE_BOOL:
        kg_buf_add_text(out, value.boolean ? "true" : "false");
        break;
    case KG_VALUE_INT:
        kg_buf_printf(out, "%lld", (long long)value.integer);
        break;
    case KG_VALUE_UINT:
        kg_buf_printf(out, "%llu", (unsigned long long)value.natural);
        break;
    case KG_VALUE_FLOAT:
        kg_buf_add(out, number, kg_scalar_format_json_float(value.number, number));
        break;
    }
    return 0;
}

static int emit_node(struct json_emitter *emitter, const struct kg_node *node,
                     enum kg_context context)
{
    if (node->kind == KG_NODE_SCALAR)
        return emit_scalar(emitter, node, context);
    bool is_mapping = node->kind == KG_NODE_MAPPING;
    if (node->count == 0) {
        kg_buf_add_text(emitter->out, is_mapping ? "{}" : "[]");
        return 0;
    }
    if (node->style == KG_STYLE_FLOW)
        context = KG_CONTEXT_FLOW;
    return is_mapping ? emit_mapping(emitter, node, context)
                      : emit_sequence(emitter, node, context);
}

int kg_emit_json(struct kg_buf *out, const struct kg_node *document, enum kg_json_layout layout,
                 struct kg_error *err)
{
    struct json_emitter emitter = {.out = out, .layout = layout, .err = err};
    kg_scalar_settle_keys(out->arena, &document);
    return emit_node(&emitter, document, KG_CONTEXT_BLOCK);
}
