#include "kagent/cron.h"

#include <stdbool.h>
#include <strings.h>

#include "bytes.h"

/* One of the five fields. */
struct field {
    const char *name;
    unsigned first;
    unsigned last;
    const char *const *words; /* instead of numbers, from `first` on; NULL if there are none */
};

static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                     "jul", "aug", "sep", "oct", "nov", "dec"};
static const char *const weekdays[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

static const struct field fields[] = {{"minute", 0, 59, NULL},
                                      {"hour", 0, 23, NULL},
                                      {"day of the month", 1, 31, NULL},
                                      {"month", 1, 12, months},
                                      {"day of the week", 0, 6, weekdays}};

enum { FIELDS = sizeof fields / sizeof *fields, NUMBER_MAX = 1000000 };

static int refuse(struct kg_error *err, const struct field *field, struct kg_str part,
                  const char *why)
{
    return kg_error_set(err, KG_ERROR_NEGATIVE, "the %s \"%.*s\" %s", field->name, KG_STR_ARG(part),
                        why);
}

/* A number; too large ones are all the same. */
static bool read_number(struct kg_str text, unsigned *number)
{
    size_t i = text.length > 0 && text.data[0] == '+';
    if (i == text.length)
        return false;
    *number = 0;
    for (; i < text.length; i++) {
        if (!is_digit(text.data[i]))
            return false;
        if (*number < NUMBER_MAX)
            *number = *number * 10 + (unsigned)(text.data[i] - '0');
    }
    return true;
}

static bool read_value(const struct field *field, struct kg_str text, unsigned *value)
{
    unsigned count = field->words != NULL ? field->last - field->first + 1 : 0;
    for (unsigned i = 0; i < count; i++) {
        if (text.length == 3 && strncasecmp(text.data, field->words[i], 3) == 0) {
            *value = field->first + i;
            return true;
        }
    }
    return read_number(text, value);
}

/* `*`, `a` or `a-b`; `*end` is the field's last value for `a` alone when a step follows. */
static int check_range(const struct field *field, struct kg_str part, struct kg_str range,
                       bool stepped, struct kg_error *err)
{
    struct kg_str rest = range;
    struct kg_str low;
    struct kg_str high;
    struct kg_str more;
    unsigned start;
    kg_str_split(&rest, '-', &low);
    if (kg_str_is(low, "*") || kg_str_is(low, "?"))
        return 0;
    if (!read_value(field, low, &start))
        return refuse(err, field, part, "does not begin with a number");
    unsigned end = stepped ? field->last : start;
    if (kg_str_split(&rest, '-', &high) && !read_value(field, high, &end))
        return refuse(err, field, part, "does not end with a number");
    if (kg_str_split(&rest, '-', &more))
        return refuse(err, field, part, "has more than one '-'");
    if (start < field->first || end > field->last)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "the %s \"%.*s\" is not between %u and %u",
                            field->name, KG_STR_ARG(part), field->first, field->last);
    if (start > end)
        return refuse(err, field, part, "ends before it begins");
    return 0;
}

/* A range, and perhaps a step after a slash. */
static int check_part(const struct field *field, struct kg_str part, struct kg_error *err)
{
    struct kg_str rest = part;
    struct kg_str range;
    struct kg_str step;
    struct kg_str more;
    unsigned number = 1;
    kg_str_split(&rest, '/', &range);
    bool stepped = kg_str_split(&rest, '/', &step);
    if (check_range(field, part, range, stepped, err) < 0)
        return -1;
    if (stepped && (!read_number(step, &number) || number == 0))
        return refuse(err, field, part, "has no positive number for its step");
    if (kg_str_split(&rest, '/', &more))
        return refuse(err, field, part, "has more than one '/'");
    return 0;
}

static int check_field(const struct field *field, struct kg_str text, struct kg_error *err)
{
    struct kg_str rest = text;
    struct kg_str part;
    while (kg_str_split(&rest, ',', &part)) {
        if (part.length > 0 && check_part(field, part, err) < 0)
            return -1;
    }
    return 0;
}

/* The next word of `*rest`; false at the end. */
static bool next_word(struct kg_str *rest, struct kg_str *word)
{
    size_t start = 0;
    while (start < rest->length && is_space(rest->data[start]))
        start++;
    size_t end = start;
    while (end < rest->length && !is_space(rest->data[end]))
        end++;
    *word = kg_str_from_index(kg_str_head(*rest, end), start);
    *rest = kg_str_from_index(*rest, end);
    return word->length > 0;
}

static int check_fields(struct kg_str schedule, struct kg_error *err)
{
    struct kg_str words[FIELDS];
    struct kg_str rest = schedule;
    struct kg_str word;
    size_t count = 0;
    while (next_word(&rest, &word)) {
        if (count < FIELDS)
            words[count] = word;
        count++;
    }
    if (count != FIELDS)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "a schedule has %d fields, this one has %zu",
                            FIELDS, count);
    for (size_t i = 0; i < FIELDS; i++) {
        if (check_field(&fields[i], words[i], err) < 0)
            return -1;
    }
    return 0;
}

/* Length of the unit at the start of `text`, or 0. */
static size_t unit_length(struct kg_str text)
{
    static const char *const units[] = {"ns", "us", "\xC2\xB5s", "\xCE\xBCs", "ms", "s", "m", "h"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (kg_str_starts(text, units[i]))
            return strlen(units[i]);
    }
    return 0;
}

/* Length of the decimal number at the start of `text`, or 0. */
static size_t decimal_length(struct kg_str text)
{
    size_t i = 0;
    size_t digits = 0;
    bool point = false;
    for (; i < text.length; i++) {
        if (is_digit(text.data[i]))
            digits++;
        else if (text.data[i] == '.' && !point)
            point = true;
        else
            break;
    }
    return digits > 0 ? i : 0;
}

int kg_cron_duration_check(struct kg_str duration, struct kg_error *err)
{
    struct kg_str rest = duration;
    if (rest.length > 0 && (rest.data[0] == '-' || rest.data[0] == '+'))
        rest = kg_str_from_index(rest, 1);
    if (kg_str_is(rest, "0"))
        return 0;
    bool valid = rest.length > 0;
    while (valid && rest.length > 0) {
        size_t number = decimal_length(rest);
        size_t unit = unit_length(kg_str_from_index(rest, number));
        valid = number > 0 && unit > 0;
        rest = kg_str_from_index(rest, number + unit);
    }
    if (valid)
        return 0;
    return kg_error_set(err, KG_ERROR_NEGATIVE, "\"%.*s\" is no duration such as 1h30m or 90s",
                        KG_STR_ARG(duration));
}

static int check_descriptor(struct kg_str schedule, struct kg_error *err)
{
    static const char *const known[] = {"@yearly", "@annually", "@monthly", "@weekly",
                                        "@daily",  "@midnight", "@hourly"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (kg_str_is(schedule, known[i]))
            return 0;
    }
    if (kg_str_starts(schedule, "@every "))
        return kg_cron_duration_check(kg_str_from_index(schedule, strlen("@every ")), err);
    return kg_error_set(err, KG_ERROR_NEGATIVE, "\"%.*s\" is no schedule", KG_STR_ARG(schedule));
}

int kg_cron_check(struct kg_str schedule, struct kg_error *err)
{
    if (kg_str_starts(schedule, "TZ=") || kg_str_starts(schedule, "CRON_TZ="))
        return kg_error_set(err, KG_ERROR_NEGATIVE, "a schedule names no time zone");
    return kg_str_starts(schedule, "@") ? check_descriptor(schedule, err)
                                        : check_fields(schedule, err);
}
