#include "kagent/quantity.h"

/* The limit of what is told apart: 10^38 billionths. */
static const unsigned __int128 ten_to_19 = 10000000000000000000U;

static unsigned __int128 limit(void)
{
    return ten_to_19 * ten_to_19;
}

static const struct suffix {
    const char *text;
    enum kg_quantity_format format;
    int exponent; /* of 10, or of 2 */
} suffixes[] = {
    {"", KG_QUANTITY_DECIMAL, 0},   {"m", KG_QUANTITY_DECIMAL, -3}, {"Mi", KG_QUANTITY_BINARY, 20},
    {"Gi", KG_QUANTITY_BINARY, 30}, {"Ki", KG_QUANTITY_BINARY, 10}, {"k", KG_QUANTITY_DECIMAL, 3},
    {"M", KG_QUANTITY_DECIMAL, 6},  {"G", KG_QUANTITY_DECIMAL, 9},  {"T", KG_QUANTITY_DECIMAL, 12},
    {"P", KG_QUANTITY_DECIMAL, 15}, {"E", KG_QUANTITY_DECIMAL, 18}, {"Ti", KG_QUANTITY_BINARY, 40},
    {"Pi", KG_QUANTITY_BINARY, 50}, {"Ei", KG_QUANTITY_BINARY, 60}, {"u", KG_QUANTITY_DECIMAL, -6},
    {"n", KG_QUANTITY_DECIMAL, -9},
};

/* A positive number being put together: `digits` times a power of ten, and what was cut off. */
struct number {
    unsigned __int128 digits;
    int exponent;
    bool cut; /* something that is not zero was cut off at the end */
};

enum { DIGITS_MAX = 27, EXPONENT_MAX = 100000 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void add_digit(struct number *number, char digit, bool fraction)
{
    static const unsigned __int128 full = 100000000000000000U * (unsigned __int128)10000000000U;
    if (number->digits >= full) { /* DIGITS_MAX of them say enough */
        number->cut = number->cut || digit != '0';
        number->exponent += !fraction;
        return;
    }
    number->digits = number->digits * 10 + (unsigned)(digit - '0');
    number->exponent -= fraction;
}

/* Digits, and more of them after a point; all of it may be missing. Returns what follows. */
static struct kg_str read_digits(struct kg_str text, struct number *number)
{
    bool fraction = false;
    size_t i = 0;
    for (; i < text.length && (is_digit(text.data[i]) || (text.data[i] == '.' && !fraction)); i++) {
        if (text.data[i] == '.')
            fraction = true;
        else
            add_digit(number, text.data[i], fraction);
    }
    return kg_str_from_index(text, i);
}

/* `e` or `E` and a signed whole number. */
static bool read_exponent(struct kg_str text, int *exponent)
{
    int value = 0;
    size_t i = 1;
    bool negative = text.length > 1 && text.data[1] == '-';
    if (text.length < 2 || (text.data[0] != 'e' && text.data[0] != 'E'))
        return false;
    i += negative || text.data[1] == '+';
    if (i == text.length)
        return false;
    for (; i < text.length; i++) {
        if (!is_digit(text.data[i]))
            return false;
        if (value < EXPONENT_MAX)
            value = value * 10 + (text.data[i] - '0');
    }
    *exponent = negative ? -value : value;
    return true;
}

static bool read_suffix(struct kg_str text, struct suffix *suffix)
{
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (kg_str_is(text, suffixes[i].text)) {
            *suffix = suffixes[i];
            return true;
        }
    }
    *suffix = (struct suffix){.format = KG_QUANTITY_EXPONENT};
    return read_exponent(text, &suffix->exponent);
}

/* Times 10^exponent, rounded up, no more than the limit. */
static unsigned __int128 scaled(struct number number)
{
    unsigned __int128 value = number.digits;
    bool cut = number.cut;
    int exponent = number.exponent;
    if (value == 0)
        return 0;
    for (; exponent > 0; exponent--) {
        if (value > limit() / 10)
            return limit();
        value *= 10;
    }
    for (; exponent < 0; exponent++) {
        cut = cut || value % 10 != 0;
        value /= 10;
        if (value == 0)
            break;
    }
    return value + cut;
}

/* What a binary suffix can hold: 2^63 - 1 units. */
static unsigned __int128 binary_limit(void)
{
    return (unsigned __int128)INT64_MAX * 1000000000U;
}

static unsigned __int128 amount_of(struct number number, struct suffix suffix)
{
    if (suffix.format != KG_QUANTITY_BINARY) {
        number.exponent += suffix.exponent + 9;
        return scaled(number);
    }
    for (int i = 0; i < suffix.exponent && number.exponent > -DIGITS_MAX - 9; i++) {
        while (number.digits > limit()) {
            number.cut = number.cut || number.digits % 10 != 0;
            number.digits /= 10;
            number.exponent++;
        }
        number.digits *= 2;
    }
    number.exponent += 9;
    unsigned __int128 amount = scaled(number);
    return amount > binary_limit() ? binary_limit() : amount;
}

int kg_quantity_parse(struct kg_str text, struct kg_quantity *quantity)
{
    struct kg_str rest = kg_str_trim(text);
    struct number number = {0};
    struct suffix suffix;
    bool negative = rest.length > 0 && rest.data[0] == '-';
    if (rest.length == 0)
        return -1;
    rest = kg_str_from_index(rest, negative || rest.data[0] == '+');
    rest = read_digits(rest, &number);
    if (!read_suffix(rest, &suffix))
        return -1;
    __int128 amount = (__int128)amount_of(number, suffix);
    *quantity = (struct kg_quantity){negative ? -amount : amount, suffix.format};
    return 0;
}

struct kg_quantity kg_quantity_of(int64_t units)
{
    return (struct kg_quantity){(__int128)units * 1000000000, KG_QUANTITY_DECIMAL};
}

int kg_quantity_compare(struct kg_quantity a, struct kg_quantity b)
{
    return (a.nano > b.nano) - (a.nano < b.nano);
}

int kg_quantity_sign(struct kg_quantity quantity)
{
    return (quantity.nano > 0) - (quantity.nano < 0);
}

struct kg_quantity kg_quantity_add(struct kg_quantity a, struct kg_quantity b)
{
    __int128 most = (__int128)limit();
    if (b.nano > 0 && a.nano > most - b.nano)
        a.nano = most;
    else if (b.nano < 0 && a.nano < -most - b.nano)
        a.nano = -most;
    else
        a.nano += b.nano;
    return a;
}

struct kg_quantity kg_quantity_subtract(struct kg_quantity a, struct kg_quantity b)
{
    b.nano = -b.nano;
    return kg_quantity_add(a, b);
}

struct kg_quantity kg_quantity_times(struct kg_quantity quantity, int64_t count)
{
    struct kg_quantity product = {0, quantity.format};
    for (; count > 0; count >>= 1) {
        if ((count & 1) != 0)
            product = kg_quantity_add(product, quantity);
        quantity = kg_quantity_add(quantity, quantity);
    }
    return product;
}

int64_t kg_quantity_fits(struct kg_quantity whole, struct kg_quantity part)
{
    if (part.nano <= 0)
        return INT64_MAX;
    __int128 times = whole.nano > 0 ? whole.nano / part.nano : 0;
    return times < INT64_MAX ? (int64_t)times : INT64_MAX;
}

/* Decimal digits of a number that printf has no conversion for. */
static const char *digits_of(struct kg_arena *arena, __int128 value)
{
    char digits[64];
    size_t i = sizeof digits;
    bool negative = value < 0;
    digits[--i] = '\0';
    do {
        int digit = (int)(value % 10);
        digits[--i] = (char)('0' + (negative ? -digit : digit));
        value /= 10;
    } while (value != 0);
    if (negative)
        digits[--i] = '-';
    return kg_arena_strdup(arena, &digits[i]);
}

/* What one of the suffix is, in billionths. */
static __int128 unit_of(const struct suffix *suffix)
{
    __int128 unit = suffix->format == KG_QUANTITY_BINARY ? (__int128)1000000000 : 1;
    if (suffix->format == KG_QUANTITY_BINARY)
        return unit << suffix->exponent;
    for (int i = -9; i < suffix->exponent; i++)
        unit *= 10;
    return unit;
}

const char *kg_quantity_text(struct kg_arena *arena, struct kg_quantity quantity)
{
    enum kg_quantity_format format =
        quantity.format == KG_QUANTITY_BINARY && quantity.nano % 1000000000 == 0
            ? KG_QUANTITY_BINARY
            : KG_QUANTITY_DECIMAL;
    /* A billionth divides everything. */
    const struct suffix *best = &suffixes[sizeof suffixes / sizeof *suffixes - 1];
    __int128 largest = 1;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        __int128 unit = unit_of(&suffixes[i]);
        bool plain = suffixes[i].text[0] == '\0';
        if ((suffixes[i].format != format && !plain) || quantity.nano % unit != 0 ||
            unit <= largest)
            continue;
        best = &suffixes[i];
        largest = unit;
    }
    if (quantity.nano == 0)
        return "0";
    return kg_arena_printf(arena, "%s%s", digits_of(arena, quantity.nano / largest), best->text);
}

bool kg_quantity_is_whole(struct kg_quantity quantity)
{
    return quantity.nano % 1000000000 == 0;
}

bool kg_quantity_is_multiple(struct kg_quantity quantity, struct kg_quantity step)
{
    __int128 units = quantity.nano / 1000000000;
    __int128 step_units = step.nano / 1000000000;
    units += quantity.nano % 1000000000 > 0;
    return step_units > 0 && units % step_units == 0;
}
