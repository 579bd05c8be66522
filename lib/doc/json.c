#include "kagent/json.h"

#include <string.h>

#include "kagent/buf.h"
#include "kagent/emit.h"
#include "kagent/scalar.h"

struct reader {
    struct kg_arena *arena;
    struct kg_str text;
    size_t at;
    size_t line_start; /* offset of the current line */
    unsigned line;
    unsigned depth;
    const struct kg_source *source;
    struct kg_error *err;
};

static int read_value(struct reader *reader, struct kg_node **value);

/* ---- the text ---- */

/* The byte at the cursor; NUL at the end, which no valid text holds. */
static char peek(const struct reader *reader)
{
    return reader->at < reader->text.length ? reader->text.data[reader->at] : '\0';
}

static void skip_blanks(struct reader *reader)
{
    for (;; reader->at++) {
        char c = peek(reader);
        if (c == '\n') {
            reader->line++;
            reader->line_start = reader->at + 1;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            return;
        }
    }
}

static int fail(struct reader *reader, const char *expected)
{
    unsigned column = (unsigned)(reader->at - reader->line_start) + 1;
    struct kg_position where = {reader->source->name, reader->line,
                                kg_source_column(reader->source, column)};
    unsigned code = 0;
    size_t length = kg_utf8_decode(kg_str_from_index(reader->text, reader->at), &code);

    if (reader->at >= reader->text.length)
        return kg_error_at(reader->err, KG_ERROR_NEGATIVE, where,
                           "not valid JSON: expected %s, found the end of the text", expected);
    if (length == 0 || code < 0x20)
        return kg_error_at(reader->err, KG_ERROR_NEGATIVE, where,
                           "not valid JSON: expected %s, found the byte 0x%02x", expected,
                           (unsigned char)reader->text.data[reader->at]);
    return kg_error_at(reader->err, KG_ERROR_NEGATIVE, where,
                       "not valid JSON: expected %s, found '%.*s'", expected, (int)length,
                       reader->text.data + reader->at);
}

static struct kg_node *place(const struct reader *reader, struct kg_node *node)
{
    node->source = reader->source;
    node->line = reader->line;
    node->column = (uint32_t)(reader->at - reader->line_start) + 1;
    return node;
}

/* ---- strings ---- */

static int read_hex(struct reader *reader, unsigned *code)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";

    *code = 0;
    for (int i = 0; i < 4; i++, reader->at++) {
        char c = peek(reader);
        const char *digit = c == '\0' ? NULL : strchr(digits, c);
        if (digit == NULL)
            return fail(reader, "four hexadecimal digits");
        *code = *code << 4 | (unsigned)((digit - digits) & 0xF);
    }
    return 0;
}

static bool is_surrogate(unsigned code)
{
    return code >= 0xD800 && code <= 0xDFFF;
}

/* What follows `\u`; two escapes may make one character. */
static int read_unicode(struct reader *reader, struct kg_buf *out)
{
    enum { REPLACEMENT = 0xFFFD };
    unsigned code;
    unsigned low = 0;
    char bytes[4];

    if (read_hex(reader, &code) < 0)
        return -1;
    if (is_surrogate(code)) {
        size_t back = reader->at;
        bool more = kg_str_starts(kg_str_from_index(reader->text, reader->at), "\\u");
        reader->at += 2;
        if (more && read_hex(reader, &low) < 0)
            return -1;
        if (more && code < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF) {
            code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
        } else {
            code = REPLACEMENT;
            reader->at = back;
        }
    }
    kg_buf_add(out, bytes, kg_utf8_encode(code, bytes));
    return 0;
}

static int read_escape(struct reader *reader, struct kg_buf *out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char values[] = "\"\\/\b\f\n\r\t";
    char name = peek(reader);
    const char *found = name == '\0' ? NULL : strchr(names, name);

    if (name == 'u') {
        reader->at++;
        return read_unicode(reader, out);
    }
    if (found == NULL)
        return fail(reader, "one of \"\\/bfnrtu after a backslash");
    kg_buf_add_char(out, values[found - names]);
    reader->at++;
    return 0;
}

/* Adds the character at the cursor, or U+FFFD for a byte that is none. */
static void read_character(struct reader *reader, struct kg_buf *out)
{
    unsigned code;
    size_t length = kg_utf8_decode(kg_str_from_index(reader->text, reader->at), &code);

    if (length == 0)
        kg_buf_add_text(out, "\xEF\xBF\xBD");
    else
        kg_buf_add(out, reader->text.data + reader->at, length);
    reader->at += length == 0 ? 1 : length;
}

/* Whether the source spells the string as encoding/json does. */
static bool is_usual(struct reader *reader, struct kg_str literal, struct kg_str string)
{
    struct kg_buf usual;

    kg_buf_init(&usual, reader->arena, literal.length * 6 + 64);
    kg_emit_json_string(&usual, string);
    return kg_str_equal(kg_buf_str(&usual), literal);
}

/* The length of the string at the cursor up to its end, an escape or a byte that is not ASCII. */
static size_t simple_length(const struct reader *reader)
{
    size_t at = reader->at;

    while (at < reader->text.length && (unsigned char)reader->text.data[at] >= 0x20 &&
           (unsigned char)reader->text.data[at] < 0x80 &&
           strchr("\"\\<>&", reader->text.data[at]) == NULL)
        at++;
    return at - reader->at;
}

static int read_string(struct reader *reader, struct kg_node **value)
{
    struct kg_node *node = place(reader, kg_node_scalar(reader->arena, KG_TAG_STR, KG_STR("")));
    size_t start = reader->at++;
    struct kg_buf decoded;

    *value = node;
    node->style = KG_STYLE_DOUBLE_QUOTED;
    size_t simple = simple_length(reader);
    if (reader->at + simple < reader->text.length &&
        reader->text.data[reader->at + simple] == '"') {
        node->text = (struct kg_str){reader->text.data + reader->at, simple};
        reader->at += simple + 1;
        return 0;
    }
    kg_buf_init(&decoded, reader->arena, reader->text.length * 3 + 8);
    while (peek(reader) != '"') {
        if (reader->at >= reader->text.length)
            return fail(reader, "the end of a string");
        if ((unsigned char)peek(reader) < 0x20)
            return fail(reader, "no control character in a string");
        if (peek(reader) != '\\') {
            read_character(reader, &decoded);
            continue;
        }
        reader->at++;
        if (read_escape(reader, &decoded) < 0)
            return -1;
    }
    reader->at++;
    node->text = kg_buf_str(&decoded);
    node->explicit_tag = !is_usual(
        reader, (struct kg_str){reader->text.data + start, reader->at - start}, node->text);
    return 0;
}

/* ---- numbers and names ---- */

static int skip_digits(struct reader *reader)
{
    if (peek(reader) < '0' || peek(reader) > '9')
        return fail(reader, "a digit");
    while (peek(reader) >= '0' && peek(reader) <= '9')
        reader->at++;
    return 0;
}

static int skip_number(struct reader *reader)
{
    if (peek(reader) == '-')
        reader->at++;
    if (peek(reader) == '0')
        reader->at++;
    else if (skip_digits(reader) < 0)
        return -1;
    if (peek(reader) == '.') {
        reader->at++;
        if (skip_digits(reader) < 0)
            return -1;
    }
    if (peek(reader) != 'e' && peek(reader) != 'E')
        return 0;
    reader->at++;
    if (peek(reader) == '+' || peek(reader) == '-')
        reader->at++;
    return skip_digits(reader);
}

static int read_number(struct reader *reader, struct kg_node **value)
{
    struct kg_node *node = place(reader, kg_node_scalar(reader->arena, KG_TAG_INT, KG_STR("")));
    size_t start = reader->at;

    if (skip_number(reader) < 0)
        return -1;
    node->text = (struct kg_str){reader->text.data + start, reader->at - start};
    if (kg_scalar_resolve(node->text, KG_DIALECT_1_2) != KG_TAG_INT)
        node->tag = KG_TAG_FLOAT;
    *value = node;
    return 0;
}

static int read_name(struct reader *reader, struct kg_node **value)
{
    static const struct {
        const char *name;
        enum kg_tag tag;
    } names[] = {{"true", KG_TAG_BOOL}, {"false", KG_TAG_BOOL}, {"null", KG_TAG_NULL}};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (!kg_str_starts(kg_str_from_index(reader->text, reader->at), names[i].name))
            continue;
        struct kg_str text = kg_str_from(names[i].name);
        *value = place(reader, kg_node_scalar(reader->arena, names[i].tag, text));
        reader->at += text.length;
        return 0;
    }
    return fail(reader, "a value");
}

/* ---- collections ---- */

static int read_pair(struct reader *reader, struct kg_node *mapping)
{
    struct kg_node *key;
    struct kg_node *value;

    if (peek(reader) != '"')
        return fail(reader, "a key in double quotes");
    if (read_string(reader, &key) < 0)
        return -1;
    skip_blanks(reader);
    if (peek(reader) != ':')
        return fail(reader, "':'");
    reader->at++;
    if (read_value(reader, &value) < 0)
        return -1;
    kg_node_append_pair(reader->arena, mapping, key, value);
    return 0;
}

static int read_item(struct reader *reader, struct kg_node *sequence)
{
    struct kg_node *value;

    if (read_value(reader, &value) < 0)
        return -1;
    kg_node_append(reader->arena, sequence, value);
    return 0;
}

/* An object or an array; the cursor is on its first byte. */
static int read_collection(struct reader *reader, struct kg_node **value)
{
    bool is_mapping = peek(reader) == '{';
    char close = is_mapping ? '}' : ']';
    struct kg_node *node = place(reader, is_mapping ? kg_node_mapping(reader->arena)
                                                    : kg_node_sequence(reader->arena));

    node->tag = is_mapping ? KG_TAG_MAP : KG_TAG_SEQ;
    node->style = KG_STYLE_FLOW;
    *value = node;
    reader->at++;
    skip_blanks(reader);
    for (bool first = true; peek(reader) != close; first = false) {
        if (!first && peek(reader) != ',')
            return fail(reader, is_mapping ? "',' or '}'" : "',' or ']'");
        reader->at += !first;
        skip_blanks(reader);
        if ((is_mapping ? read_pair(reader, node) : read_item(reader, node)) < 0)
            return -1;
        skip_blanks(reader);
    }
    reader->at++;
    return 0;
}

static int read_value(struct reader *reader, struct kg_node **value)
{
    int status;

    skip_blanks(reader);
    switch (peek(reader)) {
    case '{':
    case '[':
        if (++reader->depth > KG_JSON_DEPTH_MAX)
            return fail(reader, "at most 1000 nested collections");
        status = read_collection(reader, value);
        reader->depth--;
        return status;
    case '"':
        return read_string(reader, value);
    case 't':
    case 'f':
    case 'n':
        return read_name(reader, value);
    default:
        if (peek(reader) != '-' && (peek(reader) < '0' || peek(reader) > '9'))
            return fail(reader, "a value");
        return read_number(reader, value);
    }
}

int kg_json_read(struct kg_arena *arena, struct kg_str text, const struct kg_source *source,
                 unsigned first_line, struct kg_node **document, struct kg_error *err)
{
    struct reader reader = {
        .arena = arena, .text = text, .source = source, .line = first_line, .err = err};

    if (read_value(&reader, document) < 0)
        return -1;
    skip_blanks(&reader);
    if (reader.at < text.length)
        return fail(&reader, "nothing behind the value");
    return 0;
}
