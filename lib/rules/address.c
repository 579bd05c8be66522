#include "address.h"

#include <string.h>

#include "bytes.h"

enum { GROUPS = 8 };

static int hexadecimal(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* A decimal number up to `most`, leading zeros and all. */
static bool read_decimal(struct kg_str text, unsigned most, unsigned *number)
{
    *number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.data[i]))
            return false;
        *number = *number * 10 + (unsigned)(text.data[i] - '0');
        if (*number > most)
            return false;
    }
    return text.length > 0;
}

static bool read_quad(struct kg_str text, uint8_t out[4])
{
    struct kg_str rest = text;
    struct kg_str part;
    unsigned count = 0;
    while (kg_str_split(&rest, '.', &part)) {
        unsigned number;
        if (count == 4 || !read_decimal(part, 255, &number))
            return false;
        out[count++] = (uint8_t)number;
    }
    return count == 4;
}

static bool read_group(struct kg_str text, uint16_t *group)
{
    unsigned value = 0;
    for (size_t i = 0; i < text.length; i++) {
        int digit = hexadecimal(text.data[i]);
        if (digit < 0)
            return false;
        value = value << 4 | (unsigned)digit;
        if (value > 0xFFFF)
            return false;
    }
    *group = (uint16_t)value;
    return text.length > 0 && text.length <= 4;
}

/* Groups between colons, of which the last may be a dotted quad. Returns their number, or -1. */
static int read_groups(struct kg_str text, uint16_t groups[GROUPS])
{
    struct kg_str rest = text;
    struct kg_str part;
    int count = 0;
    if (text.length == 0)
        return 0;
    while (kg_str_split(&rest, ':', &part)) {
        if (rest.data == NULL && kg_str_find(part, '.') >= 0) {
            uint8_t quad[4];
            if (count > GROUPS - 2 || !read_quad(part, quad))
                return -1;
            groups[count++] = (uint16_t)(quad[0] << 8 | quad[1]);
            groups[count++] = (uint16_t)(quad[2] << 8 | quad[3]);
            return count;
        }
        if (count == GROUPS || !read_group(part, &groups[count++]))
            return -1;
    }
    return count;
}

static ptrdiff_t find_gap(struct kg_str text)
{
    for (size_t i = 0; i + 1 < text.length; i++) {
        if (text.data[i] == ':' && text.data[i + 1] == ':')
            return (ptrdiff_t)i;
    }
    return -1;
}

static bool read_version_6(struct kg_str text, uint8_t bytes[16])
{
    uint16_t groups[GROUPS] = {0};
    uint16_t tail[GROUPS] = {0};
    ptrdiff_t gap = find_gap(text);
    int before = read_groups(gap < 0 ? text : kg_str_head(text, (size_t)gap), groups);
    int after = gap < 0 ? 0 : read_groups(kg_str_from_index(text, (size_t)gap + 2), tail);
    if (before < 0 || after < 0 || (gap < 0 ? before != GROUPS : before + after >= GROUPS))
        return false;
    memcpy(groups + GROUPS - after, tail, (size_t)after * sizeof *tail);
    for (int i = 0; i < GROUPS; i++) {
        bytes[2 * i] = (uint8_t)(groups[i] >> 8);
        bytes[2 * i + 1] = (uint8_t)groups[i];
    }
    return true;
}

static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

bool address_parse(struct kg_str text, struct address *address)
{
    if (kg_str_find(text, ':') >= 0) {
        if (!read_version_6(text, address->bytes))
            return false;
        address->version_6 = memcmp(address->bytes, mapped, sizeof mapped) != 0;
        return true;
    }
    memcpy(address->bytes, mapped, sizeof mapped);
    address->version_6 = false;
    return read_quad(text, address->bytes + sizeof mapped);
}

bool block_parse(struct kg_str text, struct block *block)
{
    ptrdiff_t slash = kg_str_find(text, '/');
    bool quad = kg_str_find(text, ':') < 0;
    if (slash < 0 || !address_parse(kg_str_head(text, (size_t)slash), &block->address) ||
        !read_decimal(kg_str_from_index(text, (size_t)slash + 1), quad ? 32 : 128, &block->length))
        return false;
    block->length += quad ? 96 : 0;
    return true;
}

static bool bit_of(const struct address *address, unsigned bit)
{
    return (address->bytes[bit / 8] & 0x80U >> bit % 8) != 0;
}

bool block_is_inside(const struct block *inner, const struct block *outer)
{
    if (inner->length <= outer->length)
        return false;
    for (unsigned bit = 0; bit < outer->length; bit++) {
        if (bit_of(&inner->address, bit) != bit_of(&outer->address, bit))
            return false;
    }
    return true;
}

/* Of decimal numbers between dots, or of the one after a slash: none but 0 begins with 0. */
static bool has_leading_zeros(struct kg_str text)
{
    bool colons = kg_str_find(text, ':') >= 0;
    for (size_t i = 0; i + 1 < text.length; i++) {
        bool first = i == 0 ? !colons : text.data[i - 1] == '.' || text.data[i - 1] == '/';
        if (first && text.data[i] == '0' && is_digit(text.data[i + 1]))
            return true;
    }
    return false;
}

bool address_is_strict(struct kg_str text, const struct address *address)
{
    bool colons = kg_str_find(text, ':') >= 0;
    return !has_leading_zeros(text) && colons == address->version_6;
}

bool block_is_strict(struct kg_str text, const struct block *block)
{
    for (unsigned bit = block->length; bit < 128; bit++) {
        if (bit_of(&block->address, bit))
            return false;
    }
    return address_is_strict(text, &block->address);
}
