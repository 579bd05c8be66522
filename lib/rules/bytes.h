/*
 * bytes: what ASCII calls a letter or a digit, whatever the locale says.
 */
#ifndef KG_RULES_BYTES_H
#define KG_RULES_BYTES_H

#include <stdbool.h>

#include "kagent/str.h"

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool is_letter(char c)
{
    return is_lower(c) || (c >= 'A' && c <= 'Z');
}

static inline bool is_lower_or_digit(char c)
{
    return is_lower(c) || is_digit(c);
}

static inline bool is_letter_or_digit(char c)
{
    return is_letter(c) || is_digit(c);
}

static inline bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Whether all bytes of the text, which may be none, are allowed. */
static inline bool all_bytes(struct kg_str text, bool (*allowed)(char c))
{
    for (size_t i = 0; i < text.length; i++) {
        if (!allowed(text.data[i]))
            return false;
    }
    return true;
}

#endif
