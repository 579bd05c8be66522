#include "json_layout.h"

#include "kagent/scalar.h"

enum {
    STEP = 2,             /* what one level is indented, and how wide `- ` and `? ` are */
    SIMPLE_KEY_MAX = 128, /* longer keys are written as `? key`; bytes */
};

/* How many characters the escape of one character takes. */
static unsigned escaped_width(unsigned code)
{
    static const unsigned named[] = {0,    '\a', '\b', '\t', '\n',   '\v',  '\f',
                                     '\r', 0x1B, '"',  '\\', 0x2028, 0x2029};
    for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
        if (code == named[i])
            return 2;
    if (code == 0x85)
        return 2;
    if (code <= 0xFF)
        return 4;
    return code <= 0xFFFF ? 6 : 10;
}

/* The width of a scalar of one line, with its quotes. */
static uint32_t width(const struct kg_node *scalar)
{
    bool quoted = scalar->style != KG_STYLE_PLAIN;
    bool escapes_all = kg_str_starts(scalar->text, "\xEF\xBB\xBF"); /* so does the writer */
    uint32_t total = quoted ? 2 : 0;
    for (size_t i = 0; i < scalar->text.length;) {
        unsigned code = 0;
        size_t length = kg_utf8_decode(kg_str_from_index(scalar->text, i), &code);
        bool escaped = escapes_all || !kg_scalar_is_printable(code) || code == '"' ||
                       code == '\\' || code == 0x2028 || code == 0x2029;
        if (scalar->style == KG_STYLE_DOUBLE_QUOTED)
            total += escaped ? escaped_width(code) : 1;
        else
            total += quoted && code == '\'' ? 2 : 1;
        i += length == 0 ? 1 : length;
    }
    return total;
}

/* The lines that a block text takes below its `|`. */
static uint32_t lines_below(const struct kg_node *node)
{
    if (node->kind != KG_NODE_SCALAR || node->style != KG_STYLE_LITERAL)
        return 0;
    return (uint32_t)kg_str_count(node->text, '\n') + !kg_str_ends(node->text, "\n");
}

/* Whether a key goes in front of its colon on one line. */
static bool is_simple_key(struct kg_str text)
{
    for (size_t i = 0; i < text.length;) {
        unsigned code = 0;
        size_t length = kg_utf8_decode(kg_str_from_index(text, i), &code);
        if (code == '\n' || code == '\r' || code == 0x85 || code == 0x2028 || code == 0x2029)
            return false;
        i += length == 0 ? 1 : length;
    }
    return text.length <= SIMPLE_KEY_MAX;
}

static bool is_block(const struct kg_node *node)
{
    return node->kind != KG_NODE_SCALAR && node->count > 0;
}

static uint32_t lay_out(struct kg_node *node, uint32_t line, uint32_t column);

/* One pair, whose key or `? ` begins at the place. Returns the last line that it takes. */
static uint32_t lay_out_pair(const struct kg_pair *pair, uint32_t line, uint32_t column)
{
    if (!is_simple_key(pair->key->text)) {
        line = lay_out(pair->key, line, column + STEP) + 1;
        return lay_out(pair->value, line, column + STEP);
    }
    lay_out(pair->key, line, column);
    if (!is_block(pair->value))
        return lay_out(pair->value, line, column + width(pair->key) + STEP);
    bool deeper = pair->value->kind == KG_NODE_MAPPING;
    return lay_out(pair->value, line + 1, deeper ? column + STEP : column);
}

/* Marks the nodes of a tree that begins at the place. Returns the last line that it takes. */
static uint32_t lay_out(struct kg_node *node, uint32_t line, uint32_t column)
{
    node->mark = kg_node_mark(line, column);
    line += lines_below(node);
    for (uint32_t i = 0; node->kind == KG_NODE_MAPPING && i < node->count; i++)
        line = lay_out_pair(&node->pairs[i], line + (i > 0), column);
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count; i++)
        line = lay_out(node->items[i], line + (i > 0), column + STEP);
    return line;
}

void kg_json_lay_out(struct kg_node *value)
{
    lay_out(value, 1, 1);
}
