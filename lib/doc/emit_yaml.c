/* The structure of a YAML text as kubectl prints it: block style, sorted keys. */
#include <stdio.h>
#include <string.h>

#include "emitter.h"
#include "kagent/yaml.h"

static int emit_node(struct kg_emitter *emitter, const struct kg_node *node, size_t indent,
                     enum kg_context context);

/* One of `-`, `?`, `:`. At the start of a line it counts as indentation. */
static void put_indicator(struct kg_emitter *emitter, char indicator)
{
    kg_buf_add_char(emitter->out, indicator);
    emitter->column++;
    emitter->whitespace = false;
}

static bool has_content(const struct kg_node *node)
{
    return node->kind != KG_NODE_SCALAR && node->count > 0;
}

/* A collection behind an indicator begins on the same line. */
static void open_inline(struct kg_emitter *emitter, const struct kg_node *node)
{
    if (!has_content(node))
        return;
    kg_buf_add_char(emitter->out, ' ');
    emitter->column++;
    emitter->whitespace = true;
}

/* Makes room on the scratch stack and returns the index of `count` fresh places. */
static size_t reserve_sorted(struct kg_emitter *emitter, size_t count)
{
    size_t start = emitter->sorted_count;
    if (start + count > emitter->sorted_capacity) {
        size_t capacity = emitter->sorted_capacity == 0 ? 64 : emitter->sorted_capacity;
        while (capacity < start + count)
            capacity *= 2;
        emitter->sorted = kg_arena_grow(emitter->out->arena, emitter->sorted,
                                        emitter->sorted_capacity * sizeof(*emitter->sorted),
                                        capacity * sizeof(*emitter->sorted));
        emitter->sorted_capacity = capacity;
    }
    emitter->sorted_count += count;
    return start;
}

static void insertion_sort(struct kg_pair *pairs, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct kg_pair pair = pairs[i];
        size_t j = i;
        for (; j > 0 && kg_emit_key_less(pair.key->text, pairs[j - 1].key->text); j--)
            pairs[j] = pairs[j - 1];
        pairs[j] = pair;
    }
}

/* Sorts `pairs`, with `spare` of the same size: stable, and safe with an order like this one. */
static void merge_sort(struct kg_pair *pairs, struct kg_pair *spare, size_t count)
{
    enum { SMALL = 12 };
    if (count <= SMALL) {
        insertion_sort(pairs, count);
        return;
    }
    size_t half = count / 2;
    merge_sort(pairs, spare, half);
    merge_sort(pairs + half, spare + half, count - half);
    if (!kg_emit_key_less(pairs[half].key->text, pairs[half - 1].key->text))
        return;
    memcpy(spare, pairs, count * sizeof(*pairs));
    size_t left = 0;
    size_t right = half;
    for (size_t i = 0; i < count; i++) {
        bool take_right =
            left == half ||
            (right < count && kg_emit_key_less(spare[right].key->text, spare[left].key->text));
        pairs[i] = take_right ? spare[right++] : spare[left++];
    }
}

enum {
    JSON_ESCAPE_MAX = 6, /* bytes that one byte becomes at most: \u0000 */
    JSON_KEY_MAX = 1024, /* characters with the quotes */
};

/* The key's length in JSON, in characters. */
static size_t length_in_json(struct kg_arena *arena, struct kg_str key)
{
    struct kg_buf json;
    kg_buf_init(&json, arena, JSON_ESCAPE_MAX * key.length + 2);
    kg_emit_json_string(&json, key);
    return kg_emit_count_characters(kg_buf_str(&json));
}

/* On the way through JSON a key must fit what yaml.v2's reader takes for a key of one line. */
static int check_key_in_json(struct kg_emitter *emitter, const struct kg_node *key)
{
    struct kg_str text = key->text;
    if (kg_str_find(text, '\xC2') >= 0 && memmem(text.data, text.length, "\xC2\x85", 2) != NULL)
        return kg_error_at(emitter->err, KG_ERROR_NEGATIVE, kg_node_position(key),
                           "a key cannot hold the line break U+0085");
    if (text.length * JSON_ESCAPE_MAX + 2 <= JSON_KEY_MAX)
        return 0;
    if (length_in_json(emitter->out->arena, text) <= JSON_KEY_MAX)
        return 0;
    return kg_error_at(emitter->err, KG_ERROR_NEGATIVE, kg_node_position(key),
                       "the key `%.20s...` is longer than %d characters in JSON", text.data,
                       JSON_KEY_MAX);
}

/* A key that no file holds was set by a transformer, which knows no quotes for keys. */
static int refuse_key(struct kg_emitter *emitter, const struct kg_pair *pair)
{
    const struct kg_node *key = pair->key;
    bool is_written = key->source != NULL;
    kg_error_at(emitter->err, KG_ERROR_NEGATIVE, kg_node_position(is_written ? key : pair->value),
                "the key `%.*s` is not a string", KG_STR_ARG(key->text));
    if (is_written)
        return kg_error_advise(emitter->err, "Write it in quotes: \"%.*s\".",
                               KG_STR_ARG(key->text));
    return kg_error_advise(emitter->err,
                           "Choose another: kustomize writes this one without quotes, "
                           "and so it is no text.");
}

/* A key must be a string once its type is settled. */
static int check_key(struct kg_emitter *emitter, const struct kg_pair *pair,
                     enum kg_context context)
{
    const struct kg_node *key = pair->key;
    if (key->kind != KG_NODE_SCALAR)
        return kg_error_at(emitter->err, KG_ERROR_NEGATIVE, kg_node_position(key),
                           "a key must be a text, not a %s", kg_node_kind_name(key));
    struct kg_value value;
    if (kg_scalar_value(emitter->out->arena, key, context, &value, emitter->err) != 0)
        return -1;
    if (value.type == KG_VALUE_STRING && kg_scalar_can_be_key(key, context))
        return check_key_in_json(emitter, key);
    return refuse_key(emitter, pair);
}

static int check_duplicates(struct kg_emitter *emitter, size_t start, size_t count)
{
    for (size_t i = start + 1; i < start + count; i++) {
        const struct kg_node *first = emitter->sorted[i - 1].key;
        const struct kg_node *second = emitter->sorted[i].key;
        if (!kg_str_equal(first->text, second->text))
            continue;
        return kg_error_at(emitter->err, KG_ERROR_NEGATIVE, kg_node_position(second),
                           "the key `%.*s` is already defined at line %u", KG_STR_ARG(second->text),
                           first->line);
    }
    return 0;
}

/* Puts the pairs of `mapping`, in output order, on the scratch stack. */
static int sort_pairs(struct kg_emitter *emitter, const struct kg_node *mapping,
                      enum kg_context context, size_t *start)
{
    size_t count = mapping->count;
    for (size_t i = 0; i < count; i++)
        if (check_key(emitter, &mapping->pairs[i], context) != 0)
            return -1;
    *start = reserve_sorted(emitter, 2 * count);
    struct kg_pair *pairs = emitter->sorted + *start;
    memcpy(pairs, mapping->pairs, count * sizeof(*pairs));
    merge_sort(pairs, pairs + count, count);
    emitter->sorted_count = *start + count;
    return check_duplicates(emitter, *start, count);
}

static enum kg_context inside(const struct kg_node *node, enum kg_context context)
{
    return node->style == KG_STYLE_FLOW ? KG_CONTEXT_FLOW : context;
}

static void announce(const struct kg_emitter *emitter, size_t end, const struct kg_node *key,
                     const struct kg_node *value)
{
    if (emitter->lines != NULL)
        emitter->lines->line(emitter->lines->context, end, key, value);
}

/* A value, and word of it unless its lines are those of what it holds. */
static int emit_value(struct kg_emitter *emitter, const struct kg_node *key,
                      const struct kg_node *value, size_t indent, enum kg_context context)
{
    emitter->block_header_end = 0;
    if (emit_node(emitter, value, indent, context) != 0)
        return -1;
    if (!has_content(value))
        announce(emitter,
                 emitter->block_header_end > 0 ? emitter->block_header_end : emitter->out->length,
                 key, value);
    return 0;
}

/* The value behind `key:` on the key's line. */
static int emit_simple_value(struct kg_emitter *emitter, struct kg_pair pair, size_t indent,
                             enum kg_context context)
{
    const struct kg_node *value = pair.value;
    put_indicator(emitter, ':');
    emitter->indented = false;
    if (has_content(value))
        announce(emitter, emitter->out->length, pair.key, value);
    /* A list is not indented below its key. */
    bool indentless = value->kind == KG_NODE_SEQUENCE && value->count > 0;
    return emit_value(emitter, pair.key, value, indentless ? indent : indent + KG_EMIT_INDENT,
                      context);
}

static int emit_pair(struct kg_emitter *emitter, struct kg_pair pair, size_t indent,
                     enum kg_context context)
{
    struct kg_str key = pair.key->text;
    if (kg_emit_clean(emitter->out->arena, pair.key, &key, emitter->err) != 0)
        return -1;
    if (kg_emit_is_simple_key(key)) {
        kg_emit_string(emitter, key, indent, KG_EMIT_SIMPLE_KEY);
        return emit_simple_value(emitter, pair, indent, context);
    }
    put_indicator(emitter, '?');
    kg_emit_string(emitter, key, indent + KG_EMIT_INDENT, KG_EMIT_VALUE);
    kg_emit_indent(emitter, indent);
    put_indicator(emitter, ':');
    open_inline(emitter, pair.value);
    return emit_value(emitter, pair.key, pair.value, indent + KG_EMIT_INDENT, context);
}

static int emit_mapping(struct kg_emitter *emitter, const struct kg_node *mapping, size_t indent,
                        enum kg_context context)
{
    size_t start;
    if (kg_yaml_settle_merge(emitter->out->arena, &mapping, emitter->err) != 0 ||
        sort_pairs(emitter, mapping, context, &start) != 0)
        return -1;
    for (size_t i = 0; i < mapping->count; i++) {
        struct kg_pair pair = emitter->sorted[start + i];
        kg_emit_indent(emitter, indent);
        if (emit_pair(emitter, pair, indent, context) != 0)
            return -1;
    }
    emitter->sorted_count = start;
    return 0;
}

static int emit_sequence(struct kg_emitter *emitter, const struct kg_node *sequence, size_t indent,
                         enum kg_context context)
{
    for (uint32_t i = 0; i < sequence->count; i++) {
        const struct kg_node *item = sequence->items[i];
        kg_emit_indent(emitter, indent);
        put_indicator(emitter, '-');
        open_inline(emitter, item);
        if (emit_value(emitter, NULL, item, indent + KG_EMIT_INDENT, context) != 0)
            return -1;
    }
    return 0;
}

static int emit_scalar(struct kg_emitter *emitter, const struct kg_node *node, size_t indent,
                       enum kg_context context)
{
    struct kg_value value;
    if (kg_scalar_value(emitter->out->arena, node, context, &value, emitter->err) != 0)
        return -1;
    char number[40];
    int length = 0;
    switch (value.type) {
    case KG_VALUE_STRING:
        if (kg_emit_clean(emitter->out->arena, node, &value.text, emitter->err) != 0)
            return -1;
        kg_emit_string(emitter, value.text, indent, KG_EMIT_VALUE);
        return 0;
    case KG_VALUE_NULL:
        kg_emit_plain(emitter, KG_STR("null"));
        return 0;
    case KG_VALUE_BOOL:
        kg_emit_plain(emitter, value.boolean ? KG_STR("true") : KG_STR("false"));
        return 0;
    case KG_VALUE_INT:
        length = snprintf(number, sizeof(number), "%lld", (long long)value.integer);
        break;
    case KG_VALUE_UINT:
        length = snprintf(number, sizeof(number), "%llu", (unsigned long long)value.natural);
        break;
    case KG_VALUE_FLOAT:
        /* A negative zero comes out of JSON as an integer. */
        length = (int)kg_scalar_format_float(value.number == 0 ? 0 : value.number, number);
        break;
    }
    kg_emit_plain(emitter, (struct kg_str){number, (size_t)length});
    return 0;
}

static int emit_node(struct kg_emitter *emitter, const struct kg_node *node, size_t indent,
                     enum kg_context context)
{
    if (node->kind == KG_NODE_SCALAR)
        return emit_scalar(emitter, node, indent, context);
    if (node->count == 0) {
        kg_emit_plain(emitter, node->kind == KG_NODE_MAPPING ? KG_STR("{}") : KG_STR("[]"));
        return 0;
    }
    context = inside(node, context);
    if (node->kind == KG_NODE_MAPPING)
        return emit_mapping(emitter, node, indent, context);
    return emit_sequence(emitter, node, indent, context);
}

int kg_emit_yaml(struct kg_buf *out, const struct kg_node *document,
                 const struct kg_emit_lines *lines, struct kg_error *err)
{
    struct kg_emitter emitter = {
        .out = out, .indented = true, .whitespace = true, .lines = lines, .err = err};
    bool is_scalar = document->kind == KG_NODE_SCALAR;
    kg_scalar_settle_keys(out->arena, &document);
    if (emit_node(&emitter, document, is_scalar ? KG_EMIT_INDENT : 0, KG_CONTEXT_BLOCK) != 0)
        return -1;
    if (emitter.column > 0)
        kg_buf_add_char(out, '\n');
    return 0;
}
