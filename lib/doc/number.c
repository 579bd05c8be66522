/* Doubles as Go's strconv writes them: the shortest digits that read back the same. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kagent/scalar.h"

struct decimal {
    bool negative;
    char digits[20]; /* without trailing zeros */
    int count;
    int exponent; /* of the first digit: d.ddd * 10^exponent */
};

static void shortest(double number, struct decimal *d)
{
    char text[40];
    for (int precision = 0; precision < 17; precision++) {
        snprintf(text, sizeof(text), "%.*e", precision, number);
        if (strtod(text, NULL) == number)
            break;
    }
    const char *s = text;
    *d = (struct decimal){.negative = *s == '-'};
    for (s += d->negative; *s != 'e'; s++)
        if (*s != '.')
            d->digits[d->count++] = *s;
    while (d->count > 1 && d->digits[d->count - 1] == '0')
        d->count--;
    d->exponent = (int)strtol(s + 1, NULL, 10);
}

/* d.ddde±XX, with at least `width` digits of exponent. */
static size_t write_exponent(const struct decimal *d, int width, char *out)
{
    size_t used = 0;
    if (d->negative)
        out[used++] = '-';
    out[used++] = d->digits[0];
    if (d->count > 1) {
        out[used++] = '.';
        memcpy(out + used, d->digits + 1, (size_t)d->count - 1);
        used += (size_t)d->count - 1;
    }
    int length =
        snprintf(out + used, 8, "e%c%0*d", d->exponent < 0 ? '-' : '+', width, abs(d->exponent));
    return used + (size_t)length;
}

/* ddd.ddd without an exponent. */
static size_t write_fixed(const struct decimal *d, char *out)
{
    size_t used = 0;
    if (d->negative)
        out[used++] = '-';
    if (d->exponent < 0)
        out[used++] = '0';
    for (int i = 0; i <= d->exponent; i++)
        out[used++] = i < d->count ? d->digits[i] : '0';
    if (d->count > d->exponent + 1) {
        out[used++] = '.';
        for (int i = -1; i > d->exponent; i--)
            out[used++] = '0';
        for (int i = d->exponent < 0 ? 0 : d->exponent + 1; i < d->count; i++)
            out[used++] = d->digits[i];
    }
    out[used] = '\0';
    return used;
}

size_t kg_scalar_format_float(double number, char *out)
{
    enum { FIRST_EXPONENT = 6 }; /* %g switches here when the precision is "shortest" */
    struct decimal d;
    shortest(number, &d);
    if (d.exponent < -4 || d.exponent >= FIRST_EXPONENT)
        return write_exponent(&d, 2, out);
    return write_fixed(&d, out);
}

size_t kg_scalar_format_json_float(double number, char *out)
{
    struct decimal d;
    shortest(number, &d);
    double magnitude = fabs(number);
    if (magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21))
        return write_exponent(&d, d.exponent < 0 ? 1 : 2, out);
    return write_fixed(&d, out);
}
