/*
 * What a scalar is after kustomize's last steps: Go's yaml.v3 writes the tree,
 * reads it back, JSON is made of it, and yaml.v2 reads the JSON. Each of these
 * has its part in the type of a value.
 */
#include "kagent/scalar.h"

#include <math.h>
#include <string.h>

#include "kagent/buf.h"
#include "resolve.h"

static bool is_quoted(const struct kg_node *node)
{
    return node->style != KG_STYLE_PLAIN && node->style != KG_STYLE_FLOW;
}

static int contradiction(const struct kg_node *node, enum kg_tag is, struct kg_error *err)
{
    static const char *const names[] = {[KG_TAG_NONE] = "none",
                                        [KG_TAG_NULL] = "null",
                                        [KG_TAG_BOOL] = "bool",
                                        [KG_TAG_STR] = "str",
                                        [KG_TAG_INT] = "int",
                                        [KG_TAG_FLOAT] = "float",
                                        [KG_TAG_TIMESTAMP] = "timestamp",
                                        [KG_TAG_BINARY] = "binary",
                                        [KG_TAG_MERGE] = "merge",
                                        [KG_TAG_SEQ] = "seq",
                                        [KG_TAG_MAP] = "map",
                                        [KG_TAG_OTHER] = "other"};
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                       "cannot decode !!%s `%.*s` as a !!%s", names[is], KG_STR_ARG(node->text),
                       names[node->tag]);
}

/* RFC 4648 with line breaks skipped, as Go decodes `!!binary`. */
static int decode_binary(struct kg_arena *arena, const struct kg_node *node, struct kg_value *value,
                         struct kg_error *err)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *out = kg_arena_alloc(arena, node->text.length + 1);
    size_t used = 0;
    unsigned bits = 0;
    unsigned have = 0;
    size_t digits = 0;
    size_t padding = 0;
    bool valid = true;
    for (size_t i = 0; i < node->text.length; i++) {
        char c = node->text.data[i];
        const char *digit = c == '\0' ? NULL : strchr(alphabet, c);
        if (c == '\n' || c == '\r')
            continue;
        padding += c == '=';
        valid = valid && (c == '=' || (digit != NULL && padding == 0));
        if (!valid || c == '=')
            continue;
        digits++;
        bits = bits << 6 | (unsigned)(digit - alphabet);
        have += 6;
        if (have >= 8) {
            have -= 8;
            out[used++] = (char)(bits >> have & 0xFF);
        }
    }
    if (!valid || padding > 2 || (digits + padding) % 4 != 0)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                           "a !!binary value holds invalid base64 data");
    out[used] = '\0';
    *value = (struct kg_value){.type = KG_VALUE_STRING, .text = {out, used}};
    return 0;
}

/* JSON has one kind of number: an integral double comes back as an integer if it fits. */
static int settle_number(const struct kg_node *node, struct kg_value *value, struct kg_error *err)
{
    if (value->type != KG_VALUE_FLOAT)
        return 0;
    double number = value->number;
    if (!isfinite(number))
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                           "JSON has no number for `%.*s`", KG_STR_ARG(node->text));
    /* JSON keeps the sign of a zero; only the last reader drops it (emit_yaml.c). */
    if (number != floor(number) || fabs(number) >= 1e21 || (number == 0 && signbit(number)))
        return 0;
    /* The shortest digits decide, not the exact value: 18446744073709551615 reads back rounded. */
    char digits[40];
    size_t length = kg_scalar_format_json_float(number, digits);
    struct kg_value integer;
    if (kg_resolve((struct kg_str){digits, length}, KG_DIALECT_1_1, &integer) == KG_TAG_INT)
        *value = integer;
    return 0;
}

static int string_value(struct kg_str text, struct kg_value *value)
{
    *value = (struct kg_value){.type = KG_VALUE_STRING, .text = text};
    return 0;
}

/* A timestamp becomes the text of its RFC 3339 form. */
static int timestamp_value(struct kg_arena *arena, struct kg_str text, struct kg_value *value)
{
    char out[KG_TIMESTAMP_MAX];
    size_t length = kg_timestamp_parse(text, out);
    return string_value((struct kg_str){kg_arena_strndup(arena, out, length), length}, value);
}

/* A tag that the source wrote out, or that contradicts the text: it is kept and must hold. */
static int tagged_value(struct kg_arena *arena, const struct kg_node *node, struct kg_value *value,
                        struct kg_error *err)
{
    switch (node->tag) {
    case KG_TAG_BINARY:
        return decode_binary(arena, node, value, err);
    case KG_TAG_STR:
    case KG_TAG_OTHER:
    case KG_TAG_MERGE:
    case KG_TAG_SEQ:
    case KG_TAG_MAP:
        return string_value(node->text, value);
    default:
        break;
    }
    enum kg_tag is = kg_resolve(node->text, KG_DIALECT_1_2, value);
    if (is == KG_TAG_TIMESTAMP && node->tag != KG_TAG_TIMESTAMP)
        is = KG_TAG_STR;
    if (is == KG_TAG_INT && node->tag == KG_TAG_FLOAT) {
        double number =
            value->type == KG_VALUE_INT ? (double)value->integer : (double)value->natural;
        *value = (struct kg_value){.type = KG_VALUE_FLOAT, .number = number};
        is = KG_TAG_FLOAT;
    }
    if (is != node->tag)
        return contradiction(node, is, err);
    if (is == KG_TAG_TIMESTAMP)
        return timestamp_value(arena, node->text, value);
    return settle_number(node, value, err);
}

static int plain_value(struct kg_arena *arena, const struct kg_node *node, enum kg_context context,
                       struct kg_value *value, struct kg_error *err)
{
    /* Inside [] and {} an empty text and one with a colon are written in quotes. */
    if (context == KG_CONTEXT_FLOW && (node->text.length == 0 || kg_str_find(node->text, ':') >= 0))
        return string_value(node->text, value);
    enum kg_tag is = kg_resolve(node->text, KG_DIALECT_1_2, value);
    if (is == KG_TAG_TIMESTAMP)
        return timestamp_value(arena, node->text, value);
    return settle_number(node, value, err);
}

/*
 * A block whose text begins with a tab: the writer does not say how far it is indented, and
 * the reader stumbles over the tab.
 */
static bool begins_unreadably(const struct kg_node *node, enum kg_context context)
{
    bool block = node->style == KG_STYLE_LITERAL || node->style == KG_STYLE_FOLDED ||
                 (!is_quoted(node) && kg_str_find(node->text, '\n') >= 0);
    return context == KG_CONTEXT_BLOCK && kg_str_starts(node->text, "\t") && block &&
           kg_scalar_block_holds(node->text);
}

static int unreadable_block(const struct kg_node *node, struct kg_error *err)
{
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                "a block text that begins with a tab cannot be read again");
    return kg_error_advise(err, "Write it in double quotes, with the tab as \\t.");
}

int kg_scalar_value(struct kg_arena *arena, const struct kg_node *node, enum kg_context context,
                    struct kg_value *value, struct kg_error *err)
{
    bool quoted = is_quoted(node);
    if (begins_unreadably(node, context))
        return unreadable_block(node, err);
    if (node->explicit_tag)
        return tagged_value(arena, node, value, err);
    if (node->tag != KG_TAG_NONE && node->tag != KG_TAG_STR &&
        kg_scalar_resolve(node->text, KG_DIALECT_1_2) != node->tag)
        return tagged_value(arena, node, value, err);
    if (quoted && node->style == KG_STYLE_FOLDED && context == KG_CONTEXT_BLOCK)
        return string_value(kg_folded_round_trip(arena, node->text), value);
    if (quoted || node->tag == KG_TAG_STR)
        return string_value(node->text, value);
    return plain_value(arena, node, context, value, err);
}

bool kg_scalar_can_be_key(const struct kg_node *key, enum kg_context context)
{
    if (key->explicit_tag)
        return key->tag == KG_TAG_STR || key->tag == KG_TAG_MERGE;
    if (is_quoted(key) || key->tag == KG_TAG_STR)
        return true;
    bool is_quoted_there = context == KG_CONTEXT_FLOW && kg_str_find(key->text, ':') >= 0;
    return is_quoted_there || kg_scalar_resolve(key->text, KG_DIALECT_1_2) != KG_TAG_TIMESTAMP;
}

/* Whether a key becomes a text of its own, which goes to `*text`. */
static bool becomes_text(struct kg_arena *arena, const struct kg_node *key, struct kg_str *text)
{
    struct kg_value value;
    if (key->kind != KG_NODE_SCALAR || key->tag == KG_TAG_STR || key->tag == KG_TAG_MERGE)
        return false;
    *text = key->text;
    if (kg_scalar_value(arena, key, KG_CONTEXT_BLOCK, &value, NULL) != 0) /* JSON has no .inf */
        return kg_scalar_resolve(key->text, KG_DIALECT_1_2) == KG_TAG_FLOAT;
    if (key->tag == KG_TAG_BINARY)
        *text = value.text;
    return value.type != KG_VALUE_NULL;
}

void kg_scalar_settle_keys(struct kg_arena *arena, const struct kg_node **object)
{
    struct kg_node *settled = NULL;
    for (uint32_t i = 0; (*object)->kind == KG_NODE_MAPPING && i < (*object)->count; i++) {
        const struct kg_node *key = (*object)->pairs[i].key;
        struct kg_str text;
        if (!becomes_text(arena, key, &text))
            continue;
        if (settled == NULL) {
            settled = kg_node_mapping(arena);
            *settled = **object;
            settled->pairs = kg_arena_alloc(arena, settled->count * sizeof(*settled->pairs));
            memcpy(settled->pairs, (*object)->pairs, settled->count * sizeof(*settled->pairs));
        }
        settled->pairs[i].key = kg_node_scalar(arena, KG_TAG_STR, text);
        settled->pairs[i].key->style = KG_STYLE_DOUBLE_QUOTED;
        kg_node_at(settled->pairs[i].key, key);
    }
    if (settled == NULL)
        return;
    kg_node_reindex(arena, settled);
    *object = settled;
}

int kg_scalar_value_1_1(struct kg_arena *arena, const struct kg_node *node, struct kg_value *value,
                        struct kg_error *err)
{
    if (node->explicit_tag && node->tag == KG_TAG_BINARY)
        return decode_binary(arena, node, value, err);
    bool is_string =
        node->explicit_tag ? node->tag == KG_TAG_STR || node->tag == KG_TAG_OTHER : is_quoted(node);
    if (is_string)
        return string_value(node->text, value);
    enum kg_tag is = kg_resolve(node->text, KG_DIALECT_1_1, value);
    if (is == KG_TAG_TIMESTAMP && !node->explicit_tag)
        return string_value(node->text, value); /* the decoder's target is no time: text stays */
    if (node->explicit_tag && is == KG_TAG_INT && node->tag == KG_TAG_FLOAT)
        return settle_number(node, value, err);
    if (node->explicit_tag && is != node->tag)
        return contradiction(node, is, err);
    return settle_number(node, value, err);
}
