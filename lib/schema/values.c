#include "values.h"

#include <ctype.h>
#include <string.h>

static const struct {
    const char *name;
    const char *example;
} forms[] = {
    [KG_FORM_UNKNOWN] = {"nothing", NULL},
    [KG_FORM_ANY] = {"anything", NULL},
    [KG_FORM_STRUCT] = {"an object", NULL},
    [KG_FORM_MAP] = {"an object", NULL},
    [KG_FORM_LIST] = {"a list", NULL},
    [KG_FORM_STRING] = {"a string", NULL},
    [KG_FORM_BOOLEAN] = {"true or false", NULL},
    [KG_FORM_INT32] = {"an integer", NULL},
    [KG_FORM_INT64] = {"an integer", NULL},
    [KG_FORM_NUMBER] = {"a number", NULL},
    [KG_FORM_INT_OR_STRING] = {"an integer or a string", NULL},
    [KG_FORM_QUANTITY] = {"a quantity", "a quantity such as 500m, 0.5 or 1Gi"},
    [KG_FORM_TIME] = {"a time", "a time such as 2024-05-01T12:00:00Z"},
    [KG_FORM_MICRO_TIME] = {"a time", "a time such as 2024-05-01T12:00:00.000000Z"},
    [KG_FORM_BYTES] = {"a base64 string", "base64, which has A-Z a-z 0-9 + / and = at its end"},
};

const char *kg_form_name(enum kg_schema_form form)
{
    return forms[form].name;
}

const char *kg_form_example(enum kg_schema_form form)
{
    return forms[form].example;
}

/* How many digits `text` has from `at` on. */
static size_t digits(struct kg_str text, size_t at)
{
    size_t count = 0;
    while (at + count < text.length && isdigit((unsigned char)text.data[at + count]))
        count++;
    return count;
}

static bool is_suffix(struct kg_str text)
{
    static const char *const suffixes[] = {"",  "n", "u",  "m",  "k",  "M",  "G",  "T",
                                           "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (kg_str_is(text, suffixes[i]))
            return true;
    }
    if (text.data[0] != 'e' && text.data[0] != 'E')
        return false;
    size_t sign = text.length > 1 && (text.data[1] == '+' || text.data[1] == '-');
    size_t exponent = digits(text, 1 + sign);
    return exponent > 0 && 1 + sign + exponent == text.length;
}

bool kg_is_quantity(struct kg_str text)
{
    text = kg_str_trim(text);
    size_t at = text.length > 0 && (text.data[0] == '+' || text.data[0] == '-');
    size_t whole = digits(text, at);
    size_t fraction = 0;
    at += whole;
    if (at < text.length && text.data[at] == '.') {
        fraction = digits(text, at + 1);
        at += 1 + fraction;
    }
    return whole + fraction > 0 && is_suffix(kg_str_from_index(text, at));
}

/* Reads `count` digits that are at most `most`. */
static bool number(struct kg_str text, size_t at, size_t count, unsigned least, unsigned most,
                   unsigned *value)
{
    *value = 0;
    if (digits(kg_str_head(text, at + count), at) != count)
        return false;
    for (size_t i = 0; i < count; i++)
        *value = *value * 10 + (unsigned)(text.data[at + i] - '0');
    return *value >= least && *value <= most;
}

/* The first ten bytes. */
static bool starts_with_date(struct kg_str text)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned year;
    unsigned month;
    unsigned day;
    if (text.length < 10 || text.data[4] != '-' || text.data[7] != '-' ||
        !number(text, 0, 4, 0, 9999, &year) || !number(text, 5, 2, 1, 12, &month) ||
        !number(text, 8, 2, 1, 31, &day))
        return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= days[month - 1] + (unsigned)(leap && month == 2);
}

bool kg_is_date(struct kg_str text)
{
    return text.length == 10 && starts_with_date(text);
}

/* "Z", "+01:00" */
static bool is_zone(struct kg_str text)
{
    unsigned part;
    if (kg_str_is(text, "Z"))
        return true;
    return text.length == 6 && (text.data[0] == '+' || text.data[0] == '-') &&
           text.data[3] == ':' && number(text, 1, 2, 0, 24, &part) &&
           number(text, 4, 2, 0, 60, &part);
}

/* How many digits the fraction of a second has; -1 when this is no time. */
static int time_fraction(struct kg_str text)
{
    unsigned part;
    size_t fraction = 0;
    size_t at = 19;
    if (!starts_with_date(text) || text.length < 20 || text.data[10] != 'T' ||
        text.data[13] != ':' || text.data[16] != ':' || !number(text, 11, 2, 0, 23, &part) ||
        !number(text, 14, 2, 0, 59, &part) || !number(text, 17, 2, 0, 59, &part))
        return -1;
    if (text.data[at] == '.' || text.data[at] == ',') {
        fraction = digits(text, at + 1);
        if (fraction == 0)
            return -1;
        at += 1 + fraction;
    }
    return is_zone(kg_str_from_index(text, at)) ? (int)fraction : -1;
}

bool kg_is_time(struct kg_str text)
{
    return time_fraction(text) >= 0;
}

bool kg_is_micro_time(struct kg_str text)
{
    return time_fraction(text) == 6;
}

bool kg_is_base64(struct kg_str text)
{
    size_t symbols = 0;
    size_t padding = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '\n' || c == '\r')
            continue;
        bool symbol = isalnum(c) || c == '+' || c == '/';
        if (c == '=')
            padding++;
        else if (!symbol || padding > 0)
            return false;
        symbols++;
    }
    return symbols % 4 == 0 && padding <= 2;
}

static enum kg_fit integer_fit(const struct kg_value *value, int64_t least, int64_t most)
{
    if (value->type == KG_VALUE_UINT)
        return KG_FIT_OUT_OF_RANGE;
    if (value->type == KG_VALUE_FLOAT && value->number == 0)
        return KG_FIT_GOOD; /* -0.0 is the one integral number that is no integer to a reader */
    if (value->type != KG_VALUE_INT)
        return KG_FIT_WRONG_TYPE;
    return value->integer < least || value->integer > most ? KG_FIT_OUT_OF_RANGE : KG_FIT_GOOD;
}

static enum kg_fit good_if(bool good, enum kg_fit otherwise)
{
    return good ? KG_FIT_GOOD : otherwise;
}

static bool is_number(const struct kg_value *value)
{
    return value->type == KG_VALUE_INT || value->type == KG_VALUE_UINT ||
           value->type == KG_VALUE_FLOAT;
}

static enum kg_fit text_fit(const struct kg_value *value, bool (*well_formed)(struct kg_str))
{
    if (value->type != KG_VALUE_STRING)
        return KG_FIT_WRONG_TYPE;
    return good_if(well_formed(value->text), KG_FIT_MALFORMED);
}

enum kg_fit kg_value_fit(enum kg_schema_form form, const struct kg_value *value)
{
    bool is_string = value->type == KG_VALUE_STRING;
    switch (form) {
    case KG_FORM_ANY:
        return KG_FIT_GOOD;
    case KG_FORM_STRING:
        return good_if(is_string, KG_FIT_WRONG_TYPE);
    case KG_FORM_BOOLEAN:
        return good_if(value->type == KG_VALUE_BOOL, KG_FIT_WRONG_TYPE);
    case KG_FORM_INT32:
        return integer_fit(value, INT32_MIN, INT32_MAX);
    case KG_FORM_INT64:
        return integer_fit(value, INT64_MIN, INT64_MAX);
    case KG_FORM_NUMBER:
        return good_if(is_number(value), KG_FIT_WRONG_TYPE);
    case KG_FORM_INT_OR_STRING:
        return is_string ? KG_FIT_GOOD : integer_fit(value, INT32_MIN, INT32_MAX);
    case KG_FORM_QUANTITY:
        return is_number(value) ? KG_FIT_GOOD : text_fit(value, kg_is_quantity);
    case KG_FORM_TIME:
        return text_fit(value, kg_is_time);
    case KG_FORM_MICRO_TIME:
        return text_fit(value, kg_is_micro_time);
    case KG_FORM_BYTES:
        return text_fit(value, kg_is_base64);
    default:
        return KG_FIT_WRONG_TYPE;
    }
}

bool kg_form_wants(enum kg_schema_form form, enum kg_node_kind kind)
{
    switch (form) {
    case KG_FORM_ANY:
        return true;
    case KG_FORM_STRUCT:
    case KG_FORM_MAP:
        return kind == KG_NODE_MAPPING;
    case KG_FORM_LIST:
        return kind == KG_NODE_SEQUENCE;
    default:
        return kind == KG_NODE_SCALAR;
    }
}
