/*
 * The natural order of keys of Go's yaml.v2: runs of digits compare as
 * numbers, symbols come before digits and digits before letters. It is not
 * transitive where digits meet letters behind a common prefix. yaml.v3 has
 * repaired that: a number that ends comes before one that goes on.
 */
#include "emitter.h"
#include "unicode.h"

static unsigned take(struct kg_str text, size_t *at)
{
    unsigned code = (unsigned char)text.data[*at];
    if (code < 0x80) {
        (*at)++;
        return code;
    }
    size_t length = kg_utf8_decode(kg_str_from_index(text, *at), &code);
    if (length == 0) { /* Go's conversion to runes reads one bad byte as U+FFFD */
        (*at)++;
        return 0xFFFD;
    }
    *at += length;
    return code;
}

/* The number that starts at `at`; its length in characters goes to `*digits`. */
static int64_t number_at(struct kg_str text, size_t at, int64_t start, size_t *digits)
{
    uint64_t number = (uint64_t)start;
    *digits = 0;
    while (at < text.length) {
        unsigned code = take(text, &at);
        if (!kg_unicode_is_digit(code))
            break;
        number = number * 10 + (code - '0');
        (*digits)++;
    }
    return (int64_t)number;
}

/* Whether a digit that is not zero stands before `at` in the run of digits there. */
static bool inside_number(struct kg_str text, size_t at)
{
    while (at > 0) {
        size_t start = at - 1;
        while (start > 0 && ((unsigned char)text.data[start] & 0xC0) == 0x80)
            start--;
        size_t next = start;
        unsigned code = take(text, &next);
        if (!kg_unicode_is_digit(code))
            return false;
        if (code != '0')
            return true;
        at = start;
    }
    return false;
}

/* Whether the character before `at` is a digit. */
static bool is_behind_digit(struct kg_str text, size_t at)
{
    size_t start = at;
    while (start > 0 && ((unsigned char)text.data[--start] & 0xC0) == 0x80)
        ;
    return start < at && kg_unicode_is_digit(take(text, &start));
}

/* Decides between two texts that first differ at `at` with characters `a` and `b`. */
static bool differs_less(struct kg_str left, struct kg_str right, size_t at, unsigned a, unsigned b,
                         bool letters_end_numbers)
{
    bool a_letter = kg_unicode_is_letter(a);
    bool b_letter = kg_unicode_is_letter(b);
    if (a_letter && b_letter)
        return a < b;
    if (a_letter || b_letter)
        return letters_end_numbers && is_behind_digit(left, at) ? a_letter : b_letter;
    int64_t start = (a == '0' || b == '0') && inside_number(left, at);
    size_t a_digits;
    size_t b_digits;
    int64_t a_number = number_at(left, at, start, &a_digits);
    int64_t b_number = number_at(right, at, start, &b_digits);
    if (a_number != b_number)
        return a_number < b_number;
    if (a_digits != b_digits)
        return a_digits < b_digits;
    return a < b;
}

static bool less(struct kg_str a, struct kg_str b, bool letters_end_numbers)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    size_t at = 0;
    while (at < shorter && a.data[at] == b.data[at])
        at++;
    while (at > 0 && at < shorter && ((unsigned char)a.data[at] & 0xC0) == 0x80)
        at--; /* back to the start of the character in which they differ */
    if (at >= a.length || at >= b.length)
        return a.length < b.length;
    size_t next_a = at;
    size_t next_b = at;
    unsigned code_a = take(a, &next_a);
    unsigned code_b = take(b, &next_b);
    return differs_less(a, b, at, code_a, code_b, letters_end_numbers);
}

bool kg_emit_key_less(struct kg_str a, struct kg_str b)
{
    return less(a, b, false);
}

bool kg_emit_key_less_v3(struct kg_str a, struct kg_str b)
{
    return less(a, b, true);
}
