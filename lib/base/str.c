#include "kagent/str.h"

#include <stdint.h>

#include "kagent/arena.h"

int kg_str_compare(struct kg_str a, struct kg_str b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = memcmp(a.data, b.data, common);
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

ptrdiff_t kg_str_find(struct kg_str text, char byte)
{
    const char *found = memchr(text.data, byte, text.length);
    return found == NULL ? -1 : found - text.data;
}

ptrdiff_t kg_str_find_last(struct kg_str text, char byte)
{
    size_t at = text.length;
    while (at > 0 && text.data[at - 1] != byte)
        at--;
    return (ptrdiff_t)at - 1;
}

size_t kg_str_count(struct kg_str text, char byte)
{
    size_t count = 0;
    const char *end = text.data + text.length;
    for (const char *at = text.data; (at = memchr(at, byte, (size_t)(end - at))) != NULL; at++)
        count++;
    return count;
}

struct kg_str kg_str_from_index(struct kg_str text, size_t start)
{
    if (start > text.length)
        start = text.length;
    return (struct kg_str){text.data + start, text.length - start};
}

struct kg_str kg_str_head(struct kg_str text, size_t length)
{
    return (struct kg_str){text.data, length < text.length ? length : text.length};
}

static bool is_white_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct kg_str kg_str_trim(struct kg_str text)
{
    while (text.length > 0 && is_white_space(text.data[0]))
        text = kg_str_from_index(text, 1);
    while (text.length > 0 && is_white_space(text.data[text.length - 1]))
        text.length--;
    return text;
}

bool kg_str_split(struct kg_str *rest, char separator, struct kg_str *piece)
{
    if (rest->data == NULL)
        return false;
    ptrdiff_t at = kg_str_find(*rest, separator);
    if (at < 0) {
        *piece = *rest;
        *rest = (struct kg_str){NULL, 0};
        return true;
    }
    *piece = kg_str_head(*rest, (size_t)at);
    *rest = kg_str_from_index(*rest, (size_t)at + 1);
    return true;
}

char *kg_str_copy(struct kg_arena *arena, struct kg_str text)
{
    return kg_arena_strndup(arena, text.data, text.length);
}

struct kg_str kg_str_join(struct kg_arena *arena, struct kg_str a, struct kg_str b)
{
    char *joined = kg_arena_alloc(arena, a.length + b.length + 1);
    memcpy(joined, a.data, a.length);
    memcpy(joined + a.length, b.data, b.length);
    joined[a.length + b.length] = '\0';
    return (struct kg_str){joined, a.length + b.length};
}

bool kg_str_is_utf8(struct kg_str text)
{
    size_t i = 0;
    while (i < text.length) {
        if ((unsigned char)text.data[i] < 0x80) {
            i++;
            continue;
        }
        unsigned code;
        size_t length = kg_utf8_decode(kg_str_from_index(text, i), &code);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

/* Length, lowest code and lead-byte mask of each UTF-8 form (RFC 3629, section 3). */
static const struct {
    unsigned char lead_mask;
    unsigned char lead;
    unsigned lowest;
} utf8_forms[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};

size_t kg_utf8_decode(struct kg_str text, unsigned *code)
{
    if (text.length == 0)
        return 0;
    unsigned char lead = (unsigned char)text.data[0];
    for (size_t form = 0; form < 4; form++) {
        if ((lead & utf8_forms[form].lead_mask) != utf8_forms[form].lead)
            continue;
        if (text.length < form + 1)
            return 0;
        unsigned value = lead & (unsigned char)~utf8_forms[form].lead_mask;
        for (size_t i = 1; i <= form; i++) {
            unsigned char byte = (unsigned char)text.data[i];
            if ((byte & 0xC0) != 0x80)
                return 0;
            value = value << 6 | (byte & 0x3F);
        }
        if (value < utf8_forms[form].lowest || value > 0x10FFFF ||
            (value >= 0xD800 && value <= 0xDFFF))
            return 0;
        *code = value;
        return form + 1;
    }
    return 0;
}

size_t kg_utf8_encode(unsigned code, char *out)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(utf8_forms[length - 1].lead | code);
    return length;
}
