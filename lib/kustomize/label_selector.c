/*
 * label_selector: parsing and matching of label selectors.
 */
#include "label_selector.h"

#include "kagent/buf.h"

/* ---- tokens ---- */

enum token_kind {
    TOKEN_END,
    TOKEN_WORD, /* a key or a value, also the words `in` and `notin` */
    TOKEN_SYMBOL,
};

struct token {
    enum token_kind kind;
    struct kg_str text;
};

struct label_parser {
    struct kg_arena *arena;
    struct kg_str selector;
    struct kg_str rest;
    struct token next;
    struct kg_error *err;
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool is_symbol(char byte)
{
    return byte != '\0' && strchr("=!(),<>", byte) != NULL;
}

static size_t token_length(struct kg_str rest)
{
    size_t length = 0;

    if (kg_str_starts(rest, "==") || kg_str_starts(rest, "!="))
        return 2;
    if (is_symbol(rest.data[0]))
        return 1;
    while (length < rest.length && !is_symbol(rest.data[length]) && !is_blank(rest.data[length]))
        length++;
    return length;
}

/* Moves on to the next token and returns the one before. */
static struct token take(struct label_parser *parser)
{
    struct token taken = parser->next;

    while (parser->rest.length > 0 && is_blank(parser->rest.data[0]))
        parser->rest = kg_str_from_index(parser->rest, 1);
    parser->next = (struct token){TOKEN_END, parser->rest};
    if (parser->rest.length > 0) {
        size_t length = token_length(parser->rest);
        parser->next.kind = is_symbol(parser->rest.data[0]) ? TOKEN_SYMBOL : TOKEN_WORD;
        parser->next.text = kg_str_head(parser->rest, length);
        parser->rest = kg_str_from_index(parser->rest, length);
    }
    return taken;
}

static bool sees(const struct label_parser *parser, const char *symbol)
{
    return parser->next.kind == TOKEN_SYMBOL && kg_str_is(parser->next.text, symbol);
}

/* At the end of a requirement. */
static bool sees_end(const struct label_parser *parser)
{
    return parser->next.kind == TOKEN_END || sees(parser, ",");
}

static int expected(const struct label_parser *parser, const char *what)
{
    if (parser->next.kind == TOKEN_END)
        return kg_error_set(parser->err, KG_ERROR_NEGATIVE,
                            "selector '%.*s': expected %s at its end", KG_STR_ARG(parser->selector),
                            what);
    return kg_error_set(parser->err, KG_ERROR_NEGATIVE,
                        "selector '%.*s': found '%.*s', expected %s", KG_STR_ARG(parser->selector),
                        KG_STR_ARG(parser->next.text), what);
}

/* ---- what keys and values look like ---- */

static bool is_lower_alphanumeric(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

static bool is_alphanumeric(char byte)
{
    return is_lower_alphanumeric(byte) || (byte >= 'A' && byte <= 'Z');
}

enum { NAME_MAX_LENGTH = 63, DOMAIN_MAX_LENGTH = 253 };

/* Letters, digits, `-`, `_`, `.`; the first and the last alphanumeric. */
static bool is_name(struct kg_str text)
{
    if (text.length == 0 || text.length > NAME_MAX_LENGTH || !is_alphanumeric(text.data[0]) ||
        !is_alphanumeric(text.data[text.length - 1]))
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (!is_alphanumeric(text.data[i]) && text.data[i] != '-' && text.data[i] != '_' &&
            text.data[i] != '.')
            return false;
    return true;
}

/* Dotted labels of lower-case letters, digits and `-`, the first and last of each no `-`. */
static bool is_domain(struct kg_str text)
{
    struct kg_str label;

    if (text.length > DOMAIN_MAX_LENGTH)
        return false;
    while (kg_str_split(&text, '.', &label)) {
        if (label.length == 0 || label.data[0] == '-' || label.data[label.length - 1] == '-')
            return false;
        for (size_t i = 0; i < label.length; i++)
            if (!is_lower_alphanumeric(label.data[i]) && label.data[i] != '-')
                return false;
    }
    return true;
}

/* A name, with or without a domain and a slash in front. */
static bool is_key(struct kg_str text)
{
    ptrdiff_t slash = kg_str_find(text, '/');

    if (slash < 0)
        return is_name(text);
    return is_domain(kg_str_head(text, (size_t)slash)) &&
           is_name(kg_str_from_index(text, (size_t)slash + 1));
}

/* A decimal number that fits 64 bits, as Go's ParseInt reads it. */
static bool read_integer(struct kg_str text, int64_t *value)
{
    bool negative = kg_str_starts(text, "-");
    size_t at = negative || kg_str_starts(text, "+") ? 1 : 0;

    *value = 0;
    if (at == text.length)
        return false;
    for (; at < text.length; at++) {
        char byte = text.data[at];
        if (byte < '0' || byte > '9' || __builtin_mul_overflow(*value, 10, value) ||
            __builtin_sub_overflow(*value, byte - '0', value))
            return false;
    }
    return negative || !__builtin_sub_overflow((int64_t)0, *value, value);
}

/* ---- parsing ---- */

static int add_value(struct label_parser *parser, struct kg_label_requirement *requirement,
                     struct kg_str value)
{
    size_t size = sizeof(*requirement->values);

    if (value.length > 0 && !is_name(value))
        return kg_error_set(
            parser->err, KG_ERROR_NEGATIVE,
            "selector '%.*s': '%.*s' is not a valid label value: at most 63 "
            "letters, digits, '-', '_' and '.', with a letter or digit at both ends",
            KG_STR_ARG(parser->selector), KG_STR_ARG(value));
    requirement->values =
        kg_arena_grow(parser->arena, requirement->values, requirement->value_count * size,
                      (requirement->value_count + 1) * size);
    requirement->values[requirement->value_count++] = value;
    return 0;
}

/*
 * A comma between values, with the empty values around it. As in the original,
 * two commas in a row stand for one empty value and want another one behind.
 */
static int parse_comma(struct label_parser *parser, struct kg_label_requirement *requirement)
{
    take(parser);
    if (requirement->value_count == 0 && add_value(parser, requirement, KG_STR("")) < 0)
        return -1;
    if (sees(parser, ")"))
        return add_value(parser, requirement, KG_STR(""));
    if (!sees(parser, ","))
        return 0;
    take(parser);
    if (sees(parser, ")"))
        return expected(parser, "a value");
    return add_value(parser, requirement, KG_STR(""));
}

/* (a, b) */
static int parse_values(struct label_parser *parser, struct kg_label_requirement *requirement)
{
    if (!sees(parser, "("))
        return expected(parser, "'('");
    take(parser);
    if (sees(parser, ")") && add_value(parser, requirement, KG_STR("")) < 0)
        return -1;
    while (!sees(parser, ")")) {
        if (parser->next.kind == TOKEN_WORD) {
            if (add_value(parser, requirement, take(parser).text) < 0)
                return -1;
            if (!sees(parser, ",") && !sees(parser, ")"))
                return expected(parser, "',' or ')'");
        } else if (!sees(parser, ",")) {
            return expected(parser, "',', ')' or a value");
        } else if (parse_comma(parser, requirement) < 0) {
            return -1;
        }
    }
    take(parser);
    return 0;
}

static int parse_single_value(struct label_parser *parser, struct kg_label_requirement *requirement)
{
    int64_t number;
    bool compares = requirement->op == KG_LABEL_GREATER || requirement->op == KG_LABEL_LESS;
    struct kg_str value = KG_STR("");

    if (!sees_end(parser)) {
        if (parser->next.kind != TOKEN_WORD)
            return expected(parser, "a value");
        value = take(parser).text;
    }
    if (compares && !read_integer(value, &number))
        return kg_error_set(parser->err, KG_ERROR_NEGATIVE,
                            "selector '%.*s': '%.*s' is not an integer, which '<' and '>' need",
                            KG_STR_ARG(parser->selector), KG_STR_ARG(value));
    return add_value(parser, requirement, value);
}

static int parse_operator(struct label_parser *parser, struct kg_label_requirement *requirement)
{
    static const struct {
        const char *text;
        enum kg_label_operator op;
        int (*parse)(struct label_parser *parser, struct kg_label_requirement *requirement);
    } operators[] = {
        {"=", KG_LABEL_IN, parse_single_value},      {"==", KG_LABEL_IN, parse_single_value},
        {"!=", KG_LABEL_NOT_IN, parse_single_value}, {">", KG_LABEL_GREATER, parse_single_value},
        {"<", KG_LABEL_LESS, parse_single_value},    {"in", KG_LABEL_IN, parse_values},
        {"notin", KG_LABEL_NOT_IN, parse_values},
    };

    for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
        if (parser->next.kind == TOKEN_END || !kg_str_is(parser->next.text, operators[i].text))
            continue;
        take(parser);
        requirement->op = operators[i].op;
        return operators[i].parse(parser, requirement);
    }
    return expected(parser, "one of '=', '==', '!=', '>', '<', 'in', 'notin'");
}

static int parse_requirement(struct label_parser *parser, struct kg_label_requirement *requirement)
{
    bool absent = sees(parser, "!");

    if (absent)
        take(parser);
    if (parser->next.kind != TOKEN_WORD)
        return expected(parser, "a label key");
    requirement->key = take(parser).text;
    if (!is_key(requirement->key))
        return kg_error_set(parser->err, KG_ERROR_NEGATIVE,
                            "selector '%.*s': '%.*s' is not a valid label key",
                            KG_STR_ARG(parser->selector), KG_STR_ARG(requirement->key));
    requirement->op = absent ? KG_LABEL_ABSENT : KG_LABEL_EXISTS;
    if (absent || sees_end(parser))
        return 0;
    return parse_operator(parser, requirement);
}

int kg_label_selector_parse(struct kg_arena *arena, struct kg_str text,
                            struct kg_label_selector *selector, struct kg_error *err)
{
    struct label_parser parser = {.arena = arena, .selector = text, .rest = text, .err = err};
    size_t size = sizeof(*selector->requirements);

    *selector = (struct kg_label_selector){0};
    take(&parser);
    while (parser.next.kind != TOKEN_END) {
        struct kg_label_requirement requirement = {0};
        if (parse_requirement(&parser, &requirement) < 0)
            return -1;
        selector->requirements = kg_arena_grow(
            arena, selector->requirements, selector->count * size, (selector->count + 1) * size);
        selector->requirements[selector->count++] = requirement;
        if (parser.next.kind == TOKEN_END)
            break;
        if (!sees(&parser, ","))
            return expected(&parser, "','");
        take(&parser);
        if (parser.next.kind == TOKEN_END)
            return expected(&parser, "a label key");
    }
    return 0;
}

/* ---- matching ---- */

static bool has_value(const struct kg_label_requirement *requirement, struct kg_str value)
{
    for (size_t i = 0; i < requirement->value_count; i++)
        if (kg_str_equal(requirement->values[i], value))
            return true;
    return false;
}

static bool requirement_holds(const struct kg_label_requirement *requirement,
                              const struct kg_text_map *labels)
{
    const struct kg_text_pair *label = kg_text_map_get(labels, requirement->key);
    int64_t is = 0;
    int64_t limit = 0;

    switch (requirement->op) {
    case KG_LABEL_EXISTS:
        return label != NULL;
    case KG_LABEL_ABSENT:
        return label == NULL;
    case KG_LABEL_IN:
        return label != NULL && has_value(requirement, label->value);
    case KG_LABEL_NOT_IN:
        return label == NULL || !has_value(requirement, label->value);
    case KG_LABEL_GREATER:
    case KG_LABEL_LESS:
        break;
    }
    if (label == NULL || !read_integer(label->value, &is) ||
        !read_integer(requirement->values[0], &limit))
        return false;
    return requirement->op == KG_LABEL_GREATER ? is > limit : is < limit;
}

bool kg_label_selector_holds(const struct kg_label_selector *selector,
                             const struct kg_text_map *labels)
{
    for (size_t i = 0; i < selector->count; i++)
        if (!requirement_holds(&selector->requirements[i], labels))
            return false;
    return true;
}
