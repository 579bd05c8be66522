/*
 * pattern_text: values as YAML texts, for patterns to be searched in.
 *
 * This is not the emitter of the output (kagent/emit.h), which sorts keys and
 * chooses quotes anew; it never fails either.
 */
#include "pattern_text.h"

#include "fieldpath.h"
#include "kagent/buf.h"
#include "kagent/scalar.h"

enum { TEXT_MAX = 1 << 28 };

static void put_node(struct kg_buf *out, const struct kg_node *node, size_t indent, bool flow);

static void put_tag(struct kg_buf *out, const struct kg_node *node)
{
    static const char *const tags[] = {
        [KG_TAG_NULL] = "!!null ",     [KG_TAG_BOOL] = "!!bool ",
        [KG_TAG_STR] = "!!str ",       [KG_TAG_INT] = "!!int ",
        [KG_TAG_FLOAT] = "!!float ",   [KG_TAG_TIMESTAMP] = "!!timestamp ",
        [KG_TAG_BINARY] = "!!binary ", [KG_TAG_SEQ] = "!!seq ",
        [KG_TAG_MAP] = "!!map ",       [KG_TAG_OTHER] = NULL,
    };

    if (node->explicit_tag && tags[node->tag] != NULL)
        kg_buf_add_text(out, tags[node->tag]);
}

/* ---- scalars ---- */

static void put_block(struct kg_buf *out, struct kg_str text, size_t indent)
{
    struct kg_str line;

    kg_buf_add_text(out, kg_str_ends(text, "\n") ? "|" : "|-");
    while (kg_str_split(&text, '\n', &line)) {
        kg_buf_add_char(out, '\n');
        if (line.length > 0)
            kg_buf_add_repeated(out, ' ', indent + 2);
        kg_buf_add_str(out, line);
    }
}

static void put_quoted(struct kg_buf *out, struct kg_str text, char quote)
{
    kg_buf_add_char(out, quote);
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == quote)
            kg_buf_add_char(out, quote == '"' ? '\\' : '\'');
        else if (quote == '"' && text.data[i] == '\\')
            kg_buf_add_char(out, '\\');
        kg_buf_add_char(out, text.data[i]);
    }
    kg_buf_add_char(out, quote);
}

/* A string that would be something else without quotes gets some. */
static bool needs_quotes(const struct kg_node *node)
{
    return node->tag == KG_TAG_STR && node->style == KG_STYLE_PLAIN && !node->explicit_tag &&
           kg_scalar_resolve(node->text, KG_DIALECT_1_2) != KG_TAG_STR;
}

static void put_scalar(struct kg_buf *out, const struct kg_node *node, size_t indent)
{
    bool lines = kg_str_find(node->text, '\n') >= 0;

    put_tag(out, node);
    if (node->style == KG_STYLE_SINGLE_QUOTED)
        put_quoted(out, node->text, '\'');
    else if (node->style == KG_STYLE_DOUBLE_QUOTED || needs_quotes(node))
        put_quoted(out, node->text, '"');
    else if (node->style == KG_STYLE_LITERAL || node->style == KG_STYLE_FOLDED || lines)
        put_block(out, node->text, indent);
    else
        kg_buf_add_str(out, node->text);
}

/* ---- collections ---- */

static void put_flow(struct kg_buf *out, const struct kg_node *node)
{
    bool mapping = node->kind == KG_NODE_MAPPING;

    put_tag(out, node);
    kg_buf_add_char(out, mapping ? '{' : '[');
    for (uint32_t i = 0; i < node->count; i++) {
        if (i > 0)
            kg_buf_add_text(out, ", ");
        if (mapping) {
            put_node(out, node->pairs[i].key, 0, true);
            kg_buf_add_text(out, ": ");
        }
        put_node(out, mapping ? node->pairs[i].value : node->items[i], 0, true);
    }
    kg_buf_add_char(out, mapping ? '}' : ']');
}

static bool is_block(const struct kg_node *node)
{
    return node->kind != KG_NODE_SCALAR && node->style != KG_STYLE_FLOW && node->count > 0;
}

static void start_line(struct kg_buf *out, size_t indent)
{
    kg_buf_add_char(out, '\n');
    kg_buf_add_repeated(out, ' ', indent);
}

/* The first line continues the one that is there. */
static void put_mapping(struct kg_buf *out, const struct kg_node *mapping, size_t indent)
{
    for (uint32_t i = 0; i < mapping->count; i++) {
        const struct kg_node *value = mapping->pairs[i].value;
        size_t below = value->kind == KG_NODE_SEQUENCE ? indent : indent + 2;
        if (i > 0)
            start_line(out, indent);
        put_node(out, mapping->pairs[i].key, indent, true);
        kg_buf_add_char(out, ':');
        if (is_block(value))
            start_line(out, below);
        else
            kg_buf_add_char(out, ' ');
        put_node(out, value, is_block(value) ? below : indent, false);
    }
}

static void put_sequence(struct kg_buf *out, const struct kg_node *sequence, size_t indent)
{
    for (uint32_t i = 0; i < sequence->count; i++) {
        if (i > 0)
            start_line(out, indent);
        kg_buf_add_text(out, "- ");
        put_node(out, sequence->items[i], indent + 2, false);
    }
}

static void put_node(struct kg_buf *out, const struct kg_node *node, size_t indent, bool flow)
{
    if (node->kind == KG_NODE_SCALAR)
        put_scalar(out, node, indent);
    else if (flow || !is_block(node))
        put_flow(out, node);
    else if (node->kind == KG_NODE_MAPPING)
        put_mapping(out, node, indent);
    else
        put_sequence(out, node, indent);
}

struct kg_str kg_pattern_text(struct kg_arena *arena, const struct kg_node *value)
{
    struct kg_buf out;

    kg_buf_init(&out, arena, TEXT_MAX);
    put_node(&out, value, 0, false);
    return kg_str_trim(kg_buf_str(&out));
}
