#include "kagent/base64.h"

#include "kagent/arena.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Without line breaks. */
static struct kg_str squeezed(struct kg_arena *arena, struct kg_str text)
{
    char *copy = kg_arena_alloc(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] != '\n' && text.data[i] != '\r')
            copy[length++] = text.data[i];
    }
    copy[length] = '\0';
    return (struct kg_str){copy, length};
}

/* Comparisons and no table: which part of one is read would tell of a key to who watches caches. */
static int digit(char byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return byte - 'A';
    if (byte >= 'a' && byte <= 'z')
        return byte - 'a' + 26;
    if (byte >= '0' && byte <= '9')
        return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

/* Four characters into up to three bytes. Returns how many, or -1. Only the last may be padded. */
static int decode_four(const char *four, bool last, char *bytes)
{
    int pad = !last ? 0 : four[2] == '=' ? 2 : four[3] == '=' ? 1 : 0;
    unsigned value = 0;
    if (pad == 2 && four[3] != '=')
        return -1;
    for (int i = 0; i < 4; i++) {
        int six = i < 4 - pad ? digit(four[i]) : 0;
        if (six < 0)
            return -1;
        value = value << 6 | (unsigned)six;
    }
    for (int i = 0; i < 3 - pad; i++)
        bytes[i] = (char)(value >> (16 - 8 * i) & 0xff);
    return 3 - pad;
}

int kg_base64_decode(struct kg_arena *arena, struct kg_str text, struct kg_str *bytes)
{
    struct kg_str plain = squeezed(arena, text);
    char *out = kg_arena_alloc(arena, plain.length / 4 * 3 + 1);
    size_t length = 0;
    if (plain.length % 4 != 0)
        return -1;
    for (size_t i = 0; i < plain.length; i += 4) {
        int got = decode_four(plain.data + i, i + 4 == plain.length, out + length);
        if (got < 0)
            return -1;
        length += (size_t)got;
    }
    out[length] = '\0';
    *bytes = (struct kg_str){out, length};
    return 0;
}

void kg_base64_write(struct kg_str bytes, char *out)
{
    for (size_t i = 0; i < bytes.length; i += 3) {
        unsigned value = 0;
        for (size_t k = 0; k < 3; k++)
            value = value << 8 | (i + k < bytes.length ? (unsigned char)bytes.data[i + k] : 0U);
        for (size_t k = 0; k < 4; k++)
            *out++ = i + k > bytes.length ? '=' : alphabet[value >> (18 - 6 * k) & 0x3f];
    }
    *out = '\0';
}

struct kg_str kg_base64_encode(struct kg_arena *arena, struct kg_str bytes)
{
    size_t length = (bytes.length + 2) / 3 * 4;
    char *out = kg_arena_alloc(arena, length + 1);
    kg_base64_write(bytes, out);
    return (struct kg_str){out, length};
}
