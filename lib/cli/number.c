#include "kagent/options.h"

#include <ctype.h>
#include <string.h>

/* The value of a digit in any base up to 16; 16 for what is no digit. */
static unsigned digit_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return (unsigned)(byte - '0');
    int letter = tolower((unsigned char)byte);
    return letter >= 'a' && letter <= 'f' ? (unsigned)(letter - 'a') + 10 : 16;
}

/* Takes a base prefix off `*text`; 10 without one. A lone "0" has none. */
static unsigned take_base(const char **text)
{
    static const struct {
        char letter;
        unsigned base;
    } bases[] = {{'x', 16}, {'o', 8}, {'b', 2}};

    if ((*text)[0] != '0' || (*text)[1] == '\0')
        return 10;
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        if (tolower((unsigned char)(*text)[1]) == bases[i].letter) {
            *text += 2;
            return bases[i].base;
        }
    }
    *text += 1;
    return 8;
}

int kg_integer_parse(const char *text, int64_t *value)
{
    bool negative = *text == '-';
    if (*text == '-' || *text == '+')
        text++;

    const char *digits = text;
    unsigned base = take_base(&digits);
    uint64_t limit = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    uint64_t sum = 0;
    bool after_digit = digits != text; /* an underscore follows a digit or the prefix */
    if (*digits == '\0')
        return -1;
    for (; *digits != '\0'; digits++) {
        if (*digits == '_' && after_digit) {
            after_digit = false;
            continue;
        }
        unsigned digit = digit_value(*digits);
        if (digit >= base || sum > (limit - digit) / base)
            return -1;
        sum = sum * base + digit;
        after_digit = true;
    }
    if (!after_digit)
        return -1;
    *value = negative ? (int64_t)(0 - sum) : (int64_t)sum;
    return 0;
}

/* 2^63: the largest magnitude that a sum of units may have on the way. */
static const uint64_t duration_limit = (uint64_t)1 << 63;

/* Takes the digits off the front of `*text`. Returns -1 when they do not fit. */
static int take_whole(const char **text, uint64_t *whole)
{
    *whole = 0;
    for (; isdigit((unsigned char)**text); (*text)++) {
        if (*whole > duration_limit / 10)
            return -1;
        *whole = *whole * 10 + (uint64_t)(**text - '0');
        if (*whole > duration_limit)
            return -1;
    }
    return 0;
}

/* Takes digits after a point as `fraction / scale`; those beyond 64 bits change nothing. */
static void take_fraction(const char **text, uint64_t *fraction, double *scale)
{
    bool full = false;
    *fraction = 0;
    *scale = 1;
    for (; isdigit((unsigned char)**text); (*text)++) {
        if (full || *fraction > (duration_limit - 1) / 10) {
            full = true;
            continue;
        }
        *fraction = *fraction * 10 + (uint64_t)(**text - '0');
        *scale *= 10;
    }
}

/* Takes a unit's name off the front of `*text`; its nanoseconds, or 0 when unknown. */
static uint64_t take_unit(const char **text)
{
    static const struct {
        const char *name;
        uint64_t nanoseconds;
    } units[] = {
        {"ns", 1},           {"us", 1000},      {"\xc2\xb5s", 1000}, /* the micro sign */
        {"\xce\xbcs", 1000},                                         /* the Greek letter mu */
        {"ms", 1000000},     {"s", 1000000000}, {"m", 60000000000},  {"h", 3600000000000},
    };

    size_t length = strcspn(*text, ".0123456789");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strlen(units[i].name) == length && memcmp(*text, units[i].name, length) == 0) {
            *text += length;
            return units[i].nanoseconds;
        }
    }
    return 0;
}

/* Takes one number with its unit off the front of `*text` and adds it to `*sum`. */
static int take_part(const char **text, uint64_t *sum)
{
    uint64_t whole;
    uint64_t fraction = 0;
    double scale = 1;
    const char *start = *text;
    if (take_whole(text, &whole) != 0)
        return -1;
    ptrdiff_t digits = *text - start;
    if (**text == '.') {
        const char *point = (*text)++;
        take_fraction(text, &fraction, &scale);
        digits += *text - point - 1;
    }
    uint64_t unit = digits > 0 ? take_unit(text) : 0;
    if (unit == 0 || whole > duration_limit / unit)
        return -1;
    /* In floating point as Go does it: exact to the nanosecond for fractions of hours. */
    uint64_t part = whole * unit + (uint64_t)((double)fraction * ((double)unit / scale));
    if (part > duration_limit || part > duration_limit - *sum)
        return -1;
    *sum += part;
    return 0;
}

int kg_duration_parse(const char *text, int64_t *nanoseconds)
{
    uint64_t sum = 0;
    bool negative = *text == '-';
    if (*text == '-' || *text == '+')
        text++;
    if (*text == '\0')
        return -1;
    if (strcmp(text, "0") == 0)
        text++;
    while (*text != '\0') {
        if (take_part(&text, &sum) != 0)
            return -1;
    }
    if (sum == duration_limit && !negative)
        return -1;
    *nanoseconds = negative ? (int64_t)(0 - sum) : (int64_t)sum;
    return 0;
}
