#include "kagent/moment.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* Days since 1970-01-01, with years that begin in March: leap days come last. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    int64_t shifted = month > 2 ? year : year - 1;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + day_of_year - 719468;
}

static int days_in_month(int year, int month)
{
    static const signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (leap && month == 2 ? 1 : 0);
}

/* Takes `count` digits off the front of `*text`; -1 when others stand there. */
static int take_digits(struct kg_str *text, size_t count)
{
    int number = 0;
    if (text->length < count)
        return -1;
    for (size_t i = 0; i < count; i++) {
        char digit = text->data[i];
        if (digit < '0' || digit > '9')
            return -1;
        number = number * 10 + (digit - '0');
    }
    *text = kg_str_from_index(*text, count);
    return number;
}

static bool take_char(struct kg_str *text, const char *wanted)
{
    if (text->length == 0 || strchr(wanted, text->data[0]) == NULL || text->data[0] == '\0')
        return false;
    *text = kg_str_from_index(*text, 1);
    return true;
}

/* Year, month and day. */
static bool take_date(struct kg_str *text, int64_t *days)
{
    int year = take_digits(text, 4);
    int month = year > 0 && take_char(text, "-") ? take_digits(text, 2) : -1;
    int day = month >= 1 && month <= 12 && take_char(text, "-") ? take_digits(text, 2) : -1;
    if (day < 1 || day > days_in_month(year, month))
        return false;
    *days = days_of(year, month, day);
    return true;
}

static bool take_clock(struct kg_str *text, int64_t *milliseconds)
{
    int hour = take_digits(text, 2);
    int minute = hour >= 0 && take_char(text, ":") ? take_digits(text, 2) : -1;
    int second = minute >= 0 && take_char(text, ":") ? take_digits(text, 2) : -1;
    if (second < 0 || hour > 23 || minute > 59 || second > 59)
        return false;
    *milliseconds = (int64_t)hour * HOUR + (int64_t)minute * MINUTE + (int64_t)second * SECOND;
    if (!take_char(text, "."))
        return true;
    int weight = 100;
    int digit = take_digits(text, 1);
    if (digit < 0)
        return false;
    for (; digit >= 0; digit = take_digits(text, 1)) {
        *milliseconds += (int64_t)digit * weight;
        weight /= 10;
    }
    return true;
}

static bool take_zone(struct kg_str *text, int64_t *milliseconds)
{
    *milliseconds = 0;
    if (take_char(text, "Zz"))
        return true;
    bool west = text->length > 0 && text->data[0] == '-';
    if (!take_char(text, "+-"))
        return false;
    int hour = take_digits(text, 2);
    int minute = hour >= 0 && take_char(text, ":") ? take_digits(text, 2) : -1;
    if (minute < 0 || hour > 23 || minute > 59)
        return false;
    *milliseconds = ((int64_t)hour * HOUR + (int64_t)minute * MINUTE) * (west ? -1 : 1);
    return true;
}

bool kg_moment_parse(struct kg_str text, int64_t *moment)
{
    int64_t days, clock, zone;
    if (!take_date(&text, &days) || !take_char(&text, "Tt") || !take_clock(&text, &clock) ||
        !take_zone(&text, &zone) || text.length > 0)
        return false;
    *moment = days * DAY + clock - zone;
    return true;
}

/* The parts of a day count, by the inverse of days_of(). */
static void date_of(int64_t days, int *year, int *month, int *day)
{
    int64_t shifted = days + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t of_era = shifted - era * 146097;
    int64_t years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * years + years / 4 - years / 100);
    int64_t march = (5 * of_year + 2) / 153;
    *day = (int)(of_year - (153 * march + 2) / 5 + 1);
    *month = (int)(march < 10 ? march + 3 : march - 9);
    *year = (int)(years + era * 400 + (*month <= 2 ? 1 : 0));
}

const char *kg_moment_text(struct kg_arena *arena, int64_t moment)
{
    int64_t days = moment / DAY - (moment % DAY < 0 ? 1 : 0);
    int64_t rest = moment - days * DAY;
    int year, month, day;
    date_of(days, &year, &month, &day);
    return kg_arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day,
                           (int)(rest / HOUR), (int)(rest % HOUR / MINUTE),
                           (int)(rest % MINUTE / SECOND));
}

/* Spans below `limit` are told in `unit`, and in `rest` while below `fine`. */
struct span_step {
    int64_t limit;
    int64_t fine;
    int64_t unit;
    int64_t rest;
    const char *unit_name;
    const char *rest_name;
};

static const struct span_step span_steps[] = {
    {(int64_t)SECOND, 0, 1, 1, "ms", ""},
    {(int64_t)2 * MINUTE, 0, SECOND, 1, "s", ""},
    {(int64_t)3 * HOUR, (int64_t)10 * MINUTE, MINUTE, SECOND, "m", "s"},
    {(int64_t)2 * DAY, (int64_t)8 * HOUR, HOUR, MINUTE, "h", "m"},
    {INT64_MAX, (int64_t)8 * DAY, DAY, HOUR, "d", "h"},
};

const char *kg_moment_span(struct kg_arena *arena, int64_t milliseconds)
{
    const struct span_step *step = span_steps;
    if (milliseconds <= 0)
        return "0s";
    while (milliseconds >= step->limit && step->limit != INT64_MAX)
        step++;
    long long units = (long long)(milliseconds / step->unit);
    long long rest = (long long)(milliseconds % step->unit / step->rest);
    if (milliseconds < step->fine && rest != 0)
        return kg_arena_printf(arena, "%lld%s%lld%s", units, step->unit_name, rest,
                               step->rest_name);
    return kg_arena_printf(arena, "%lld%s", units, step->unit_name);
}
