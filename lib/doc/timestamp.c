/* The four timestamp forms that Go's YAML libraries know, and RFC 3339 for the output. */
#include <stdio.h>
#include <string.h>

#include "resolve.h"

struct timestamp {
    int year, month, day, hour, minute, second;
    char fraction[10]; /* up to nine digits */
    int offset_sign;   /* 0 for UTC or no zone */
    int offset_hour, offset_minute;
};

/* One or two digits. */
static bool short_number(const char **at, int *number)
{
    const char *s = *at;
    if (*s < '0' || *s > '9')
        return false;
    *number = *s++ - '0';
    if (*s >= '0' && *s <= '9')
        *number = *number * 10 + *s++ - '0';
    *at = s;
    return true;
}

static bool two_digits(const char *s, int *number)
{
    if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
        return false;
    *number = (s[0] - '0') * 10 + s[1] - '0';
    return true;
}

static bool expect(const char **at, char c)
{
    if (**at != c)
        return false;
    (*at)++;
    return true;
}

static int days_in(int month, int year)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

static bool parse_date(const char **at, struct timestamp *t)
{
    if (strspn(*at, "0123456789") != 4)
        return false;
    for (int i = 0; i < 4; i++)
        t->year = t->year * 10 + (*at)[i] - '0';
    *at += 4;
    return expect(at, '-') && short_number(at, &t->month) && expect(at, '-') &&
           short_number(at, &t->day) && t->month >= 1 && t->month <= 12 && t->day >= 1 &&
           t->day <= days_in(t->month, t->year);
}

/* ".123" or ",123"; Go keeps nine digits. An absent fraction is fine. */
static void parse_fraction(const char **at, struct timestamp *t)
{
    if ((**at != '.' && **at != ',') || (*at)[1] < '0' || (*at)[1] > '9')
        return;
    size_t digits = strspn(*at + 1, "0123456789");
    size_t kept = digits < sizeof(t->fraction) - 1 ? digits : sizeof(t->fraction) - 1;
    memcpy(t->fraction, *at + 1, kept);
    while (kept > 0 && t->fraction[kept - 1] == '0')
        t->fraction[--kept] = '\0';
    *at += 1 + digits;
}

static bool parse_time(const char **at, struct timestamp *t)
{
    if (!short_number(at, &t->hour) || !expect(at, ':') || !short_number(at, &t->minute) ||
        !expect(at, ':') || !short_number(at, &t->second))
        return false;
    parse_fraction(at, t);
    return t->hour < 24 && t->minute < 60 && t->second < 60;
}

/* "Z" or "+02:00". Like Go, takes the 24th hour and the 60th minute of those who write so. */
static bool parse_zone(const char **at, struct timestamp *t)
{
    if (expect(at, 'Z'))
        return true;
    const char *s = *at;
    if (strlen(s) < 6 || (s[0] != '+' && s[0] != '-') || s[3] != ':')
        return false;
    if (!two_digits(s + 1, &t->offset_hour) || !two_digits(s + 4, &t->offset_minute) ||
        t->offset_hour > 24 || t->offset_minute > 60)
        return false;
    t->offset_sign = s[0] == '-' ? -1 : 1;
    t->offset_hour += t->offset_minute / 60;
    t->offset_minute %= 60;
    *at += 6;
    return true;
}

static bool parse(const char *text, struct timestamp *t)
{
    const char *at = text;
    if (!parse_date(&at, t))
        return false;
    if (*at == '\0')
        return true;
    char separator = *at++;
    if (separator == ' ') {
        at += strspn(at, " ");
        return parse_time(&at, t) && *at == '\0';
    }
    if (separator != 'T' && separator != 't')
        return false;
    return parse_time(&at, t) && parse_zone(&at, t) && *at == '\0';
}

size_t kg_timestamp_parse(struct kg_str text, char *out)
{
    char plain[KG_TIMESTAMP_MAX];
    if (text.length < 8 || text.length >= sizeof(plain) || text.data[4] != '-')
        return 0;
    memcpy(plain, text.data, text.length);
    plain[text.length] = '\0';
    struct timestamp t = {0};
    if (strlen(plain) != text.length || !parse(plain, &t))
        return 0;
    char zone[16] = "Z";
    if (t.offset_sign != 0 && (t.offset_hour != 0 || t.offset_minute != 0))
        snprintf(zone, sizeof(zone), "%c%02d:%02d", t.offset_sign < 0 ? '-' : '+', t.offset_hour,
                 t.offset_minute);
    int length = snprintf(out, KG_TIMESTAMP_MAX, "%04d-%02d-%02dT%02d:%02d:%02d%s%s%s", t.year,
                          t.month, t.day, t.hour, t.minute, t.second,
                          t.fraction[0] != '\0' ? "." : "", t.fraction, zone);
    return (size_t)length;
}
