/*
 * regex_class: the translator's characters and sets of characters.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "regex_syntax.h"
#include "unicode_names.h"

/* ---- escapes of single characters ---- */

static int hex_digit(unsigned code)
{
    if (code >= '0' && code <= '9')
        return (int)(code - '0');
    if (code >= 'a' && code <= 'f')
        return (int)(code - 'a' + 10);
    if (code >= 'A' && code <= 'F')
        return (int)(code - 'A' + 10);
    return -1;
}

/* Behind `\x`: two digits, or any number of them in braces. */
static bool read_hex(struct kg_regex_parser *parser, unsigned *code)
{
    bool braces = kg_regex_sees(parser, "{");
    unsigned digits = 0;

    *code = 0;
    if (braces)
        parser->at++;
    while (!kg_regex_at_end(parser) && (braces || digits < 2)) {
        unsigned next = kg_regex_next(parser);
        int digit = hex_digit(next);
        if (braces && next == '}')
            return digits > 0;
        if (digit < 0)
            return false;
        *code = *code * 16 + (unsigned)digit;
        if (*code > KG_RUNE_MAX)
            return false;
        digits++;
    }
    return !braces && digits == 2;
}

/* Behind the first octal digit: up to two more. */
static void read_octal(struct kg_regex_parser *parser, unsigned *code)
{
    for (int digits = 1; digits < 3 && !kg_regex_at_end(parser); digits++) {
        char byte = parser->pattern.data[parser->at];
        if (byte < '0' || byte > '7')
            return;
        *code = *code * 8 + (unsigned)(byte - '0');
        parser->at++;
    }
}

static bool is_octal_next(const struct kg_regex_parser *parser)
{
    return !kg_regex_at_end(parser) && parser->pattern.data[parser->at] >= '0' &&
           parser->pattern.data[parser->at] <= '7';
}

int kg_regex_read_escape(struct kg_regex_parser *parser, unsigned *code)
{
    static const char letters[] = "afnrtv";
    static const char controls[] = "\a\f\n\r\t\v";
    size_t start = parser->at++;

    if (kg_regex_at_end(parser))
        return kg_regex_refuse(parser, start, "trailing backslash at end of expression");
    unsigned escaped = kg_regex_next(parser);
    const char *letter = escaped < 128 && escaped != 0 ? strchr(letters, (int)escaped) : NULL;
    *code = escaped;
    if (escaped < 128 && !kg_regex_is_alphanumeric(escaped))
        return 0;
    if (letter != NULL) {
        *code = (unsigned char)controls[letter - letters];
        return 0;
    }
    if (escaped == '0' || (escaped >= '1' && escaped <= '7' && is_octal_next(parser))) {
        *code = escaped - '0';
        read_octal(parser, code);
        return 0;
    }
    if (escaped == 'x' && read_hex(parser, code))
        return 0;
    return kg_regex_refuse(parser, start, "invalid escape sequence");
}

/* ---- sets of ASCII characters ---- */

enum { ASCII_RANGES_MAX = 4, ASCII_COUNT = 128 };

static const struct ascii_set {
    const char *name; /* in brackets, between colons; NULL for an escape only */
    char escape;      /* behind a backslash; 0 for none. In upper case: the complement */
    unsigned char ranges[ASCII_RANGES_MAX][2]; /* first and last; ended by {0, 0} */
} ascii_sets[] = {
    {"digit", 'd', {{'0', '9'}}},
    {NULL, 's', {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}}},
    {"word", 'w', {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
    {"alnum", 0, {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
    {"alpha", 0, {{'A', 'Z'}, {'a', 'z'}}},
    {"ascii", 0, {{0, 0x7F}}},
    {"blank", 0, {{'\t', '\t'}, {' ', ' '}}},
    {"cntrl", 0, {{0, 0x1F}, {0x7F, 0x7F}}},
    {"graph", 0, {{'!', '~'}}},
    {"lower", 0, {{'a', 'z'}}},
    {"print", 0, {{' ', '~'}}},
    {"punct", 0, {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}},
    {"space", 0, {{'\t', '\r'}, {' ', ' '}}},
    {"upper", 0, {{'A', 'Z'}}},
    {"xdigit", 0, {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
};

/* The two characters beyond ASCII that fold into it. */
enum { LONG_S = 0x17F, KELVIN = 0x212A };

/* Nothing when the range is empty. */
static void put_range(struct kg_regex_parser *parser, unsigned first, unsigned last)
{
    if (first > last)
        return;
    kg_regex_put_char(parser, first);
    if (first == last)
        return;
    kg_buf_add_char(&parser->out, '-');
    kg_regex_put_char(parser, last);
}

static void mark_members(const struct ascii_set *set, bool fold, bool member[ASCII_COUNT])
{
    memset(member, 0, ASCII_COUNT * sizeof(*member));
    for (size_t i = 0; i < ASCII_RANGES_MAX && set->ranges[i][1] != 0; i++)
        for (unsigned code = set->ranges[i][0]; code <= set->ranges[i][1]; code++)
            member[code] = true;
    for (unsigned upper = 'A'; fold && upper <= 'Z'; upper++) {
        unsigned lower = upper - 'A' + 'a';
        member[upper] = member[lower] = member[upper] || member[lower];
    }
}

/* The complement, worked out here, since PCRE2 would fold it and not what it complements. */
static void put_complement(struct kg_regex_parser *parser, const struct ascii_set *set)
{
    bool fold = (parser->flags & KG_REGEX_FOLD_CASE) != 0;
    bool member[ASCII_COUNT];
    unsigned first = 0;

    mark_members(set, fold, member);
    for (unsigned code = 0; code < ASCII_COUNT; code++) {
        if (!member[code])
            continue;
        if (code > first)
            put_range(parser, first, code - 1);
        first = code + 1;
    }
    if (fold && member['s']) {
        put_range(parser, first, LONG_S - 1);
        first = LONG_S + 1;
    }
    if (fold && member['k']) {
        put_range(parser, first, KELVIN - 1);
        first = KELVIN + 1;
    }
    put_range(parser, first, KG_RUNE_MAX);
}

static void put_ascii_set(struct kg_regex_parser *parser, const struct ascii_set *set,
                          bool complement)
{
    if (complement) {
        put_complement(parser, set);
        return;
    }
    for (size_t i = 0; i < ASCII_RANGES_MAX && set->ranges[i][1] != 0; i++)
        put_range(parser, set->ranges[i][0], set->ranges[i][1]);
}

static const struct ascii_set *find_escape(char letter)
{
    for (size_t i = 0; i < sizeof(ascii_sets) / sizeof(ascii_sets[0]); i++)
        if (ascii_sets[i].escape != 0 && ascii_sets[i].escape == (letter | ('a' - 'A')))
            return &ascii_sets[i];
    return NULL;
}

static const struct ascii_set *find_name(struct kg_str name)
{
    for (size_t i = 0; i < sizeof(ascii_sets) / sizeof(ascii_sets[0]); i++)
        if (ascii_sets[i].name != NULL && kg_str_is(name, ascii_sets[i].name))
            return &ascii_sets[i];
    return NULL;
}

/* [:name:] or [:^name:], at its '['. 1 done, 0 there is no such thing here, -1 failed. */
static int read_named_set(struct kg_regex_parser *parser)
{
    struct kg_str rest = kg_str_from_index(parser->pattern, parser->at);
    const char *end = rest.length > 2 ? memmem(rest.data + 2, rest.length - 2, ":]", 2) : NULL;

    if (end == NULL)
        return 0;
    size_t start = parser->at;
    struct kg_str name = {rest.data + 2, (size_t)(end - rest.data) - 2};
    bool complement = kg_str_starts(name, "^");
    const struct ascii_set *set = find_name(kg_str_from_index(name, complement ? 1 : 0));
    parser->at += name.length + 4;
    if (set == NULL)
        return kg_regex_refuse(parser, start, "invalid character class range");
    put_ascii_set(parser, set, complement);
    return 1;
}

/* ---- sets of Unicode ---- */

/* From 10.40 on PCRE2 has script extensions under the bare name, which RE2 has not. */
#if PCRE2_MAJOR > 10 || PCRE2_MINOR >= 40
#define SCRIPT_PREFIX "sc:"
#else
#define SCRIPT_PREFIX ""
#endif

/* Properties that PCRE2 has in another way: what stands for them and for their complements. */
static const struct {
    const char *name;
    const char *members;
    const char *complement;
} special_properties[] = {
    {"Cs", KG_REGEX_NOTHING, "\\p{Any}"}, /* surrogates: no text holds any */
    {"C", "\\p{Cc}\\p{Cf}\\p{Co}", "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Z}\\p{Cn}"},
};

static void put_property(struct kg_regex_parser *parser, struct kg_str name, bool complement)
{
    for (size_t i = 0; i < sizeof(special_properties) / sizeof(special_properties[0]); i++) {
        if (kg_str_is(name, special_properties[i].name)) {
            kg_buf_add_text(&parser->out, complement ? special_properties[i].complement
                                                     : special_properties[i].members);
            return;
        }
    }
    kg_buf_printf(&parser->out, "\\%c{%s%.*s}", complement ? 'P' : 'p',
                  kg_unicode_is_script(name) ? SCRIPT_PREFIX : "", KG_STR_ARG(name));
}

/* \pL, \p{Greek}, \p{^Greek}, \P{Greek} ... */
static int read_property(struct kg_regex_parser *parser)
{
    size_t start = parser->at;
    bool complement = kg_regex_sees(parser, "\\P");

    parser->at += 2;
    if (kg_regex_at_end(parser))
        return kg_regex_refuse(parser, start, "invalid character class range");
    size_t name_start = parser->at;
    struct kg_str name = kg_str_from_index(parser->pattern, name_start);
    if (kg_regex_next(parser) == '{') {
        ptrdiff_t end = kg_str_find(name, '}');
        parser->at = end < 0 ? parser->pattern.length : name_start + (size_t)end + 1;
        name = kg_str_from_index(kg_str_head(name, parser->at - name_start - (end >= 0)), 1);
    } else {
        name = kg_str_head(name, parser->at - name_start);
    }
    if (kg_str_starts(name, "^")) {
        complement = !complement;
        name = kg_str_from_index(name, 1);
    }
    if (!kg_unicode_is_property(name))
        return kg_regex_refuse(parser, start, "invalid character class range");
    if ((parser->flags & KG_REGEX_FOLD_CASE) != 0 && kg_unicode_folds(name))
        return kg_regex_refuse(parser, start, "this property is not supported together with (?i)");
    put_property(parser, name, complement);
    return 0;
}

/* ---- classes ---- */

bool kg_regex_sees_set(const struct kg_regex_parser *parser)
{
    if (!kg_regex_sees(parser, "\\") || parser->at + 1 >= parser->pattern.length)
        return false;
    char letter = parser->pattern.data[parser->at + 1];
    return letter == 'p' || letter == 'P' || find_escape(letter) != NULL;
}

static int read_set_escape(struct kg_regex_parser *parser)
{
    char letter = parser->pattern.data[parser->at + 1];
    const struct ascii_set *set = find_escape(letter);

    if (set == NULL)
        return read_property(parser);
    parser->at += 2;
    put_ascii_set(parser, set, letter != set->escape);
    return 0;
}

static int read_class_char(struct kg_regex_parser *parser, size_t class_start, unsigned *code)
{
    if (kg_regex_at_end(parser))
        return kg_regex_refuse(parser, class_start, "missing closing ]");
    if (kg_regex_sees(parser, "\\"))
        return kg_regex_read_escape(parser, code);
    *code = kg_regex_next(parser);
    return 0;
}

/* A range without surrogates, which PCRE2 refuses and no text holds. */
static void put_text_range(struct kg_regex_parser *parser, unsigned first, unsigned last)
{
    if (first >= 0xD800 && first <= 0xDFFF)
        first = 0xE000;
    if (last >= 0xD800 && last <= 0xDFFF)
        last = 0xD7FF;
    if (first <= last)
        put_range(parser, first, last);
    else
        kg_buf_add_text(&parser->out, KG_REGEX_NOTHING);
}

/* One character or a range of them. */
static int read_class_range(struct kg_regex_parser *parser, size_t class_start)
{
    size_t start = parser->at;
    unsigned first = 0;
    unsigned last;

    if (read_class_char(parser, class_start, &first) < 0)
        return -1;
    last = first;
    if (kg_regex_sees(parser, "-") && !kg_regex_sees(parser, "-]") &&
        parser->at + 1 < parser->pattern.length) {
        parser->at++;
        if (read_class_char(parser, class_start, &last) < 0)
            return -1;
        if (last < first)
            return kg_regex_refuse(parser, start, "invalid character class range");
    }
    put_text_range(parser, first, last);
    return 0;
}

static int read_class_item(struct kg_regex_parser *parser, size_t class_start)
{
    int named = 0;

    if (kg_regex_sees(parser, "[:"))
        named = read_named_set(parser);
    if (named != 0)
        return named < 0 ? -1 : 0;
    if (kg_regex_sees_set(parser))
        return read_set_escape(parser);
    return read_class_range(parser, class_start);
}

static int read_class_items(struct kg_regex_parser *parser)
{
    size_t start = parser->at++;

    if (kg_regex_sees(parser, "^"))
        parser->at++;
    do {
        if (read_class_item(parser, start) < 0)
            return -1;
    } while (!kg_regex_sees(parser, "]"));
    parser->at++;
    return 0;
}

int kg_regex_read_set(struct kg_regex_parser *parser)
{
    bool class = kg_regex_sees(parser, "[");
    bool negated = kg_regex_sees(parser, "[^");
    bool fold = (parser->flags & KG_REGEX_FOLD_CASE) != 0;

    kg_buf_add_text(&parser->out, fold ? "(?i:[" : "[");
    if (negated)
        kg_buf_add_char(&parser->out, '^');
    if ((class ? read_class_items(parser) : read_set_escape(parser)) < 0)
        return -1;
    kg_buf_add_text(&parser->out, fold ? "])" : "]");
    return 0;
}
