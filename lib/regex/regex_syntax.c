/*
 * regex_syntax: the translator's frame: concatenations, groups, repetitions.
 */
#include "regex_syntax.h"

#include <stdint.h>
#include <stdio.h>

enum {
    REPEAT_MAX = 1000, /* largest count, also of nested counts multiplied */
    DEPTH_MAX = 1000,  /* deepest nesting of groups */
    TRANSLATION_MAX = 1 << 24,
};

struct kg_regex_group {
    unsigned flags; /* in force before the group */
    size_t start;   /* where it begins in the translation */
    size_t pattern_start;
    unsigned weight; /* the greatest of its finished atoms */
};

/* ---- reading ---- */

int kg_regex_refuse(struct kg_regex_parser *parser, size_t start, const char *reason)
{
    return kg_error_set(parser->err, KG_ERROR_NEGATIVE, "regular expression '%.*s': %s: `%.*s`",
                        KG_STR_ARG(parser->pattern), reason, (int)(parser->at - start),
                        parser->pattern.data + start);
}

bool kg_regex_at_end(const struct kg_regex_parser *parser)
{
    return parser->at >= parser->pattern.length;
}

bool kg_regex_sees(const struct kg_regex_parser *parser, const char *text)
{
    return kg_str_starts(kg_str_from_index(parser->pattern, parser->at), text);
}

unsigned kg_regex_next(struct kg_regex_parser *parser)
{
    unsigned code = 0;

    parser->at += kg_utf8_decode(kg_str_from_index(parser->pattern, parser->at), &code);
    return code;
}

/* ---- writing ---- */

void kg_regex_put_char(struct kg_regex_parser *parser, unsigned code)
{
    if (kg_regex_is_alphanumeric(code))
        kg_buf_add_char(&parser->out, (char)code);
    else
        kg_buf_printf(&parser->out, "\\x{%X}", code);
}

/* The innermost group now holds the atom for good. */
static void finish_atom(struct kg_regex_parser *parser)
{
    struct kg_regex_group *group = &parser->groups[parser->depth - 1];

    if (parser->has_atom && parser->atom_weight > group->weight)
        group->weight = parser->atom_weight;
    parser->has_atom = false;
}

static void begin_atom(struct kg_regex_parser *parser)
{
    finish_atom(parser);
    parser->has_atom = true;
    parser->atom_repeated = false;
    parser->atom_single = true;
    parser->atom_start = parser->out.length;
    parser->atom_weight = 1;
}

static void put_literal(struct kg_regex_parser *parser, unsigned code)
{
    begin_atom(parser);
    if (code >= 0xD800 && code <= 0xDFFF) {
        kg_buf_add_text(&parser->out, "[" KG_REGEX_NOTHING "]"); /* no text holds a surrogate */
        return;
    }
    bool fold = (parser->flags & KG_REGEX_FOLD_CASE) != 0;
    if (fold)
        kg_buf_add_text(&parser->out, "(?i:");
    kg_regex_put_char(parser, code);
    if (fold)
        kg_buf_add_char(&parser->out, ')');
}

static void put_atom(struct kg_regex_parser *parser, const char *translation)
{
    begin_atom(parser);
    kg_buf_add_text(&parser->out, translation);
}

/* ---- repetitions ---- */

struct repeat {
    unsigned min;
    unsigned max;
    bool bounded; /* `max` holds */
};

/* A decimal number without leading zeros; -1 when there is none. Huge ones become REPEAT_MAX + 1.
 */
static int read_count(struct kg_regex_parser *parser)
{
    int count = -1;
    bool zero = kg_regex_sees(parser, "0");

    while (!kg_regex_at_end(parser)) {
        char byte = parser->pattern.data[parser->at];
        if (byte < '0' || byte > '9')
            break;
        if (zero && count >= 0)
            return -1;
        count = (count < 0 ? 0 : count * 10) + (byte - '0');
        if (count > REPEAT_MAX)
            count = REPEAT_MAX + 1;
        parser->at++;
    }
    return count;
}

/* Reads {n}, {n,} or {n,m}. Where it is none of these, false, and nothing is read. */
static bool read_counts(struct kg_regex_parser *parser, struct repeat *repeat)
{
    size_t start = parser->at++;
    int min = read_count(parser);
    int max = min;

    *repeat = (struct repeat){.bounded = true};
    if (min >= 0 && kg_regex_sees(parser, ",")) {
        parser->at++;
        repeat->bounded = !kg_regex_sees(parser, "}");
        if (repeat->bounded)
            max = read_count(parser);
    }
    if (min < 0 || max < 0 || !kg_regex_sees(parser, "}")) {
        parser->at = start;
        return false;
    }
    parser->at++;
    repeat->min = (unsigned)min;
    repeat->max = (unsigned)max;
    return true;
}

/*
 * x{n,} of a single character becomes x{n}x*: PCRE2's matcher counts how often
 * the first form has matched, without end, and would follow every count apart.
 */
static void put_repeat(struct kg_regex_parser *parser, const struct repeat *repeat)
{
    size_t length = parser->out.length - parser->atom_start;

    if (repeat->bounded) {
        kg_buf_printf(&parser->out, "{%u,%u}", repeat->min, repeat->max);
    } else if (repeat->min == 0 || !parser->atom_single) {
        kg_buf_printf(&parser->out, "{%u,}", repeat->min);
    } else {
        const char *atom =
            kg_arena_strndup(parser->arena, parser->out.data + parser->atom_start, length);
        kg_buf_printf(&parser->out, "{%u}%s*", repeat->min, atom);
    }
}

/*
 * Wraps the atom, which may end in a repetition or be one that PCRE2 does not
 * repeat. Groups are plain parentheses, which the options make capture nothing:
 * those written `(?:` PCRE2 nests only some hundred deep.
 */
static void wrap_atom(struct kg_regex_parser *parser)
{
    size_t length = parser->out.length - parser->atom_start;
    char *atom;

    kg_buf_add_text(&parser->out, "()");
    atom = parser->out.data + parser->atom_start;
    memmove(atom + 1, atom, length);
    atom[0] = '(';
    parser->atom_single = false;
}

/* Repeats the last atom. `start` is where the operator stands, `stacked` whether right after
 * another. */
static int repeat_atom(struct kg_regex_parser *parser, size_t start, const struct repeat *repeat,
                       bool counted, bool stacked)
{
    if (kg_regex_sees(parser, "?"))
        parser->at++; /* lazy */
    if (stacked)
        return kg_regex_refuse(parser, start, "invalid nested repetition operator");
    if (!parser->has_atom)
        return kg_regex_refuse(parser, start, "missing argument to repetition operator");
    if (counted) {
        unsigned factor = repeat->bounded ? repeat->max : repeat->min;
        bool none = repeat->bounded && repeat->max == 0;
        unsigned weight = none ? 1 : parser->atom_weight * (factor > 0 ? factor : 1);
        if ((repeat->min >= 2 || factor >= 2) && weight > REPEAT_MAX)
            return kg_regex_refuse(parser, start, "invalid repeat count");
        parser->atom_weight = weight;
    }
    if (parser->atom_repeated)
        wrap_atom(parser);
    put_repeat(parser, repeat);
    parser->atom_repeated = true;
    return 0;
}

static int read_simple_repeat(struct kg_regex_parser *parser, bool stacked)
{
    size_t start = parser->at;
    unsigned code = kg_regex_next(parser);
    struct repeat repeat = {.min = code == '+', .max = 1, .bounded = code == '?'};

    return repeat_atom(parser, start, &repeat, false, stacked);
}

/* `{`: a counted repetition, or itself. 1 when it was a repetition. */
static int read_counted_repeat(struct kg_regex_parser *parser, bool stacked)
{
    size_t start = parser->at;
    struct repeat repeat;

    if (!read_counts(parser, &repeat)) {
        parser->at++;
        put_literal(parser, '{');
        return 0;
    }
    if (repeat.min > REPEAT_MAX || repeat.max > REPEAT_MAX ||
        (repeat.bounded && repeat.min > repeat.max))
        return kg_regex_refuse(parser, start, "invalid repeat count");
    return repeat_atom(parser, start, &repeat, true, stacked) < 0 ? -1 : 1;
}

/* ---- groups ---- */

static int open_group(struct kg_regex_parser *parser, size_t pattern_start)
{
    if (parser->depth > DEPTH_MAX)
        return kg_regex_refuse(parser, pattern_start, "expression nests too deeply");
    if (parser->depth == parser->capacity) {
        size_t capacity = parser->capacity == 0 ? 8 : 2 * parser->capacity;
        parser->groups =
            kg_arena_grow(parser->arena, parser->groups, parser->capacity * sizeof(*parser->groups),
                          capacity * sizeof(*parser->groups));
        parser->capacity = capacity;
    }
    if (parser->depth > 0)
        finish_atom(parser);
    parser->groups[parser->depth++] = (struct kg_regex_group){
        .flags = parser->flags,
        .start = parser->out.length,
        .pattern_start = pattern_start,
        .weight = 1,
    };
    parser->has_atom = false;
    kg_buf_add_char(&parser->out, '(');
    return 0;
}

static int close_group(struct kg_regex_parser *parser)
{
    size_t start = parser->at++;

    if (parser->depth <= 1)
        return kg_regex_refuse(parser, start, "unexpected )");
    finish_atom(parser);
    struct kg_regex_group group = parser->groups[--parser->depth];
    kg_buf_add_char(&parser->out, ')');
    parser->flags = group.flags;
    parser->has_atom = true;
    parser->atom_repeated = false;
    parser->atom_single = false;
    parser->atom_start = group.start;
    parser->atom_weight = group.weight;
    return 0;
}

/* (?P<name> or (?<name> */
static int read_named_group(struct kg_regex_parser *parser)
{
    size_t start = parser->at;
    size_t name_length = 0;

    parser->at += kg_regex_sees(parser, "(?P<") ? 4 : 3;
    while (!kg_regex_at_end(parser)) {
        unsigned code = kg_regex_next(parser);
        if (code == '>' && name_length > 0)
            return open_group(parser, start);
        if (code != '_' && !kg_regex_is_alphanumeric(code))
            break;
        name_length++;
    }
    return kg_regex_refuse(parser, start, "invalid named capture");
}

static unsigned flag_of(unsigned code)
{
    switch (code) {
    case 'i':
        return KG_REGEX_FOLD_CASE;
    case 'm':
        return KG_REGEX_MULTI_LINE;
    case 's':
        return KG_REGEX_DOT_ALL;
    case 'U':
        return KG_REGEX_UNGREEDY;
    default:
        return 0;
    }
}

/* (?flags) and (?flags:, where flags are letters, a minus sign, and letters to switch off */
static int read_flags(struct kg_regex_parser *parser)
{
    size_t start = parser->at;
    unsigned flags = parser->flags;
    bool minus = false;
    bool missing = false; /* a letter after the minus sign */

    parser->at += 2;
    while (!kg_regex_at_end(parser)) {
        unsigned code = kg_regex_next(parser);
        unsigned flag = flag_of(code);
        if ((code == ':' || code == ')') && !missing) {
            if (code == ':' && open_group(parser, start) < 0)
                return -1;
            parser->flags = flags;
            return 0;
        }
        if (flag == 0 && (code != '-' || minus))
            break;
        if (flag == 0)
            minus = true;
        else
            flags = minus ? flags & ~flag : flags | flag;
        missing = flag == 0;
    }
    return kg_regex_refuse(parser, start, "invalid or unsupported Perl syntax");
}

static int read_group(struct kg_regex_parser *parser)
{
    if (kg_regex_sees(parser, "(?P<") || kg_regex_sees(parser, "(?<"))
        return read_named_group(parser);
    if (kg_regex_sees(parser, "(?"))
        return read_flags(parser);
    return open_group(parser, parser->at++);
}

/* ---- elements ---- */

/* \Q...\E: everything in between means itself */
static void read_quoted(struct kg_regex_parser *parser)
{
    parser->at += 2;
    while (!kg_regex_at_end(parser) && !kg_regex_sees(parser, "\\E"))
        put_literal(parser, kg_regex_next(parser));
    if (!kg_regex_at_end(parser))
        parser->at += 2;
}

/* Assertions; in groups, because PCRE2 repeats no bare ones. */
static const char *assertion(struct kg_regex_parser *parser)
{
    bool lines = (parser->flags & KG_REGEX_MULTI_LINE) != 0;
    const struct {
        const char *written;
        const char *translation;
    } assertions[] = {
        {"^", lines ? "(?m:^)" : "(\\A)"},
        {"$", lines ? "(?m:$)" : "(\\z)"},
        {"\\A", "(\\A)"},
        {"\\z", "(\\z)"},
        {"\\b", "(\\b)"},
        {"\\B", "(\\B)"},
    };

    for (size_t i = 0; i < sizeof(assertions) / sizeof(assertions[0]); i++) {
        if (kg_regex_sees(parser, assertions[i].written)) {
            parser->at += strlen(assertions[i].written);
            return assertions[i].translation;
        }
    }
    return NULL;
}

static int read_escape(struct kg_regex_parser *parser)
{
    unsigned code = 0;

    if (kg_regex_sees(parser, "\\Q")) {
        read_quoted(parser);
        return 0;
    }
    if (kg_regex_sees_set(parser)) {
        begin_atom(parser);
        return kg_regex_read_set(parser);
    }
    if (kg_regex_read_escape(parser, &code) < 0)
        return -1;
    put_literal(parser, code);
    return 0;
}

/* Reads one element. 1 when it was a repetition; `stacked` says whether the one before was. */
static int read_element(struct kg_regex_parser *parser, bool stacked)
{
    const char *translation = assertion(parser);

    if (translation != NULL) {
        put_atom(parser, translation);
        return 0;
    }
    switch (parser->pattern.data[parser->at]) {
    case '(':
        return read_group(parser);
    case ')':
        return close_group(parser);
    case '|':
        parser->at++;
        finish_atom(parser);
        kg_buf_add_char(&parser->out, '|');
        return 0;
    case '.':
        parser->at++;
        put_atom(parser, (parser->flags & KG_REGEX_DOT_ALL) != 0 ? "(?s:.)" : "[^\\n]");
        return 0;
    case '[':
        begin_atom(parser);
        return kg_regex_read_set(parser);
    case '*':
    case '+':
    case '?':
        return read_simple_repeat(parser, stacked) < 0 ? -1 : 1;
    case '{':
        return read_counted_repeat(parser, stacked);
    case '\\':
        return read_escape(parser);
    default:
        put_literal(parser, kg_regex_next(parser));
        return 0;
    }
}

int kg_regex_translate(struct kg_arena *arena, struct kg_str pattern, struct kg_str *translated,
                       struct kg_error *err)
{
    struct kg_regex_parser parser = {.arena = arena, .pattern = pattern, .err = err};
    int repeated = 0;

    kg_buf_init(&parser.out, arena, TRANSLATION_MAX);
    if (!kg_str_is_utf8(pattern))
        return kg_error_set(err, KG_ERROR_NEGATIVE, "regular expression: invalid UTF-8");
    (void)open_group(&parser, 0); /* the whole pattern */
    while (!kg_regex_at_end(&parser)) {
        repeated = read_element(&parser, repeated != 0);
        if (repeated < 0)
            return -1;
    }
    if (parser.depth > 1)
        return kg_regex_refuse(&parser, parser.groups[parser.depth - 1].pattern_start,
                               "missing closing )");
    kg_buf_add_char(&parser.out, ')');
    *translated = kg_buf_str(&parser.out);
    return 0;
}
