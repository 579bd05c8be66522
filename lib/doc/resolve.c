/* The resolution rules of Go's yaml.v2 and yaml.v3, which differ in the booleans only. */
#include "resolve.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 400 }; /* longer texts are no numbers that anyone wrote */

struct word {
    const char *text;
    enum kg_tag tag;
    enum kg_value_type type;
    double number;
    bool boolean;
    bool only_1_1;
};

static const struct word words[] = {
    {"true", KG_TAG_BOOL, KG_VALUE_BOOL, 0, true, false},
    {"True", KG_TAG_BOOL, KG_VALUE_BOOL, 0, true, false},
    {"TRUE", KG_TAG_BOOL, KG_VALUE_BOOL, 0, true, false},
    {"false", KG_TAG_BOOL, KG_VALUE_BOOL, 0, false, false},
    {"False", KG_TAG_BOOL, KG_VALUE_BOOL, 0, false, false},
    {"FALSE", KG_TAG_BOOL, KG_VALUE_BOOL, 0, false, false},
    {"null", KG_TAG_NULL, KG_VALUE_NULL, 0, false, false},
    {"Null", KG_TAG_NULL, KG_VALUE_NULL, 0, false, false},
    {"NULL", KG_TAG_NULL, KG_VALUE_NULL, 0, false, false},
    {"~", KG_TAG_NULL, KG_VALUE_NULL, 0, false, false},
    {".nan", KG_TAG_FLOAT, KG_VALUE_FLOAT, NAN, false, false},
    {".NaN", KG_TAG_FLOAT, KG_VALUE_FLOAT, NAN, false, false},
    {".NAN", KG_TAG_FLOAT, KG_VALUE_FLOAT, NAN, false, false},
    {".inf", KG_TAG_FLOAT, KG_VALUE_FLOAT, INFINITY, false, false},
    {".Inf", KG_TAG_FLOAT, KG_VALUE_FLOAT, INFINITY, false, false},
    {".INF", KG_TAG_FLOAT, KG_VALUE_FLOAT, INFINITY, false, false},
    {"+.inf", KG_TAG_FLOAT, KG_VALUE_FLOAT, INFINITY, false, false},
    {"+.Inf", KG_TAG_FLOAT, KG_VALUE_FLOAT, INFINITY, false, false},
    {"+.INF", KG_TAG_FLOAT, KG_VALUE_FLOAT, INFINITY, false, false},
    {"-.inf", KG_TAG_FLOAT, KG_VALUE_FLOAT, -INFINITY, false, false},
    {"-.Inf", KG_TAG_FLOAT, KG_VALUE_FLOAT, -INFINITY, false, false},
    {"-.INF", KG_TAG_FLOAT, KG_VALUE_FLOAT, -INFINITY, false, false},
    {"y", KG_TAG_BOOL, KG_VALUE_BOOL, 0, true, true},
    {"Y", KG_TAG_BOOL, KG_VALUE_BOOL, 0, true, true},
    {"yes", KG_TAG_BOOL, KG_VALUE_BOOL, 0, true, true},
    {"Yes", KG_TAG_BOOL, KG_VALUE_BOOL, 0, true, true},
    {"YES", KG_TAG_BOOL, KG_VALUE_BOOL, 0, true, true},
    {"on", KG_TAG_BOOL, KG_VALUE_BOOL, 0, true, true},
    {"On", KG_TAG_BOOL, KG_VALUE_BOOL, 0, true, true},
    {"ON", KG_TAG_BOOL, KG_VALUE_BOOL, 0, true, true},
    {"n", KG_TAG_BOOL, KG_VALUE_BOOL, 0, false, true},
    {"N", KG_TAG_BOOL, KG_VALUE_BOOL, 0, false, true},
    {"no", KG_TAG_BOOL, KG_VALUE_BOOL, 0, false, true},
    {"No", KG_TAG_BOOL, KG_VALUE_BOOL, 0, false, true},
    {"NO", KG_TAG_BOOL, KG_VALUE_BOOL, 0, false, true},
    {"off", KG_TAG_BOOL, KG_VALUE_BOOL, 0, false, true},
    {"Off", KG_TAG_BOOL, KG_VALUE_BOOL, 0, false, true},
    {"OFF", KG_TAG_BOOL, KG_VALUE_BOOL, 0, false, true},
};

enum { LONGEST_WORD = 5 };

static const struct word *find_word(struct kg_str text, enum kg_dialect dialect)
{
    if (text.length > LONGEST_WORD)
        return NULL;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (words[i].text[0] == text.data[0] && kg_str_is(text, words[i].text))
            return words[i].only_1_1 && dialect == KG_DIALECT_1_2 ? NULL : &words[i];
    return NULL;
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return 99;
}

/* The base that Go's strconv takes for base 0, and the digits behind the prefix. */
static int number_base(const char **digits)
{
    const char *s = *digits;
    if (s[0] != '0' || s[1] == '\0')
        return 10;
    static const struct {
        char letter;
        int base;
    } prefixes[] = {{'x', 16}, {'b', 2}, {'o', 8}};
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
        if ((s[1] | 0x20) == prefixes[i].letter) {
            *digits = s + 2;
            return prefixes[i].base;
        }
    *digits = s + 1;
    return 8;
}

/* Digits of `base` into `*number`; false on anything else or beyond 64 bits. */
static bool parse_digits(const char *digits, int base, uint64_t *number)
{
    if (*digits == '\0')
        return false;
    uint64_t value = 0;
    for (; *digits != '\0'; digits++) {
        int digit = digit_value(*digits);
        if (digit >= base || value > (UINT64_MAX - (uint64_t)digit) / (uint64_t)base)
            return false;
        value = value * (uint64_t)base + (uint64_t)digit;
    }
    *number = value;
    return true;
}

static bool parse_integer(const char *text, struct kg_value *value)
{
    bool negative = text[0] == '-';
    bool is_signed = negative || text[0] == '+';
    const char *digits = text + is_signed;
    int base = number_base(&digits);
    uint64_t natural;
    if (!parse_digits(digits, base, &natural))
        return false;
    if (natural <= (uint64_t)INT64_MAX + negative) {
        value->type = KG_VALUE_INT;
        value->integer = negative ? (int64_t)(0 - natural) : (int64_t)natural;
        return true;
    }
    if (is_signed)
        return false;
    value->type = KG_VALUE_UINT;
    value->natural = natural;
    return true;
}

/* ^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$ */
static bool looks_like_float(const char *s)
{
    s += *s == '-' || *s == '+';
    size_t whole = strspn(s, "0123456789");
    s += whole;
    if (*s == '.') {
        size_t fraction = strspn(s + 1, "0123456789");
        if (whole == 0 && fraction == 0)
            return false;
        s += 1 + fraction;
    } else if (whole == 0) {
        return false;
    }
    if (*s == 'e' || *s == 'E') {
        s++;
        s += *s == '-' || *s == '+';
        size_t exponent = strspn(s, "0123456789");
        if (exponent == 0)
            return false;
        s += exponent;
    }
    return *s == '\0';
}

static bool parse_float(const char *text, struct kg_value *value)
{
    if (!looks_like_float(text))
        return false;
    errno = 0;
    double number = strtod(text, NULL);
    if (errno == ERANGE && isinf(number))
        return false; /* Go reports a range error, and the text stays a string */
    value->type = KG_VALUE_FLOAT;
    value->number = number;
    return true;
}

/* Copies the text without underscores, NUL-terminated. False when it cannot be a number. */
static bool without_underscores(struct kg_str text, char out[NUMBER_MAX])
{
    if (text.length >= NUMBER_MAX)
        return false;
    size_t used = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '\0')
            return false;
        if (text.data[i] != '_')
            out[used++] = text.data[i];
    }
    out[used] = '\0';
    return true;
}

/*
 * Whether every underscore stands between two digits. Go's YAML takes any out
 * of a number that starts with a digit or a sign; one that starts with a point
 * is left to strconv, which is strict.
 */
static bool separates_digits(struct kg_str text)
{
    for (size_t i = 1; i < text.length; i++)
        if (text.data[i] == '_' && (digit_value(text.data[i - 1]) > 9 || i + 1 == text.length ||
                                    digit_value(text.data[i + 1]) > 9))
            return false;
    return true;
}

/* The tag of a text that starts like a number: with a digit, a sign or a point. */
static enum kg_tag resolve_number(struct kg_str text, struct kg_value *value)
{
    char timestamp[KG_TIMESTAMP_MAX];
    if (text.data[0] != '.' && kg_timestamp_parse(text, timestamp) > 0)
        return KG_TAG_TIMESTAMP;
    if (text.data[0] == '.' && !separates_digits(text))
        return KG_TAG_STR;
    char plain[NUMBER_MAX];
    if (!without_underscores(text, plain))
        return KG_TAG_STR;
    if (text.data[0] != '.' && parse_integer(plain, value))
        return KG_TAG_INT;
    if (parse_float(plain, value))
        return KG_TAG_FLOAT;
    return KG_TAG_STR;
}

enum kg_tag kg_resolve(struct kg_str text, enum kg_dialect dialect, struct kg_value *value)
{
    *value = (struct kg_value){.type = KG_VALUE_STRING, .text = text};
    if (text.length == 0) {
        value->type = KG_VALUE_NULL;
        return KG_TAG_NULL;
    }
    char first = text.data[0];
    if (strchr("yYnNtTfFoO~.+-", first) != NULL && first != '\0') {
        const struct word *word = find_word(text, dialect);
        if (word != NULL) {
            value->type = word->type;
            if (word->type == KG_VALUE_BOOL)
                value->boolean = word->boolean;
            else if (word->type == KG_VALUE_FLOAT)
                value->number = word->number;
            return word->tag;
        }
    }
    if ((first >= '0' && first <= '9') || first == '.' || first == '+' || first == '-')
        return resolve_number(text, value);
    return KG_TAG_STR;
}

enum kg_tag kg_scalar_resolve(struct kg_str text, enum kg_dialect dialect)
{
    struct kg_value value;
    return kg_resolve(text, dialect, &value);
}

static bool is_digit_at(struct kg_str text, size_t at)
{
    return at < text.length && text.data[at] >= '0' && text.data[at] <= '9';
}

/* The place behind a run of digits and underscores. */
static size_t skip_digits(struct kg_str text, size_t at)
{
    while (is_digit_at(text, at) || (at < text.length && text.data[at] == '_'))
        at++;
    return at;
}

/* ^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$ : YAML 1.1's base 60 */
static bool is_base_60(struct kg_str text)
{
    size_t i = text.data[0] == '-' || text.data[0] == '+';
    if (!is_digit_at(text, i))
        return false;
    i = skip_digits(text, i);
    size_t groups = 0;
    for (; i < text.length && text.data[i] == ':' && is_digit_at(text, i + 1); groups++) {
        bool two = is_digit_at(text, i + 2);
        if (two && text.data[i + 1] > '5')
            return false;
        i += two ? 3 : 2;
    }
    if (groups > 0 && i < text.length && text.data[i] == '.')
        i = skip_digits(text, i + 1);
    return groups > 0 && i == text.length;
}

bool kg_scalar_needs_quotes(struct kg_str text)
{
    if (kg_scalar_resolve(text, KG_DIALECT_1_1) != KG_TAG_STR)
        return true;
    return is_base_60(text);
}
