#include "sha1.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64 };

static uint32_t rotate(uint32_t x, unsigned bits)
{
    return x << bits | x >> (32 - bits);
}

/* FIPS 180-4, sections 4.1.1 and 4.2.1: the function and the constant of a round. */
static uint32_t mix(int round, const uint32_t v[5])
{
    if (round < 20)
        return ((v[1] & v[2]) ^ (~v[1] & v[3])) + 0x5a827999;
    if (round < 40)
        return (v[1] ^ v[2] ^ v[3]) + 0x6ed9eba1;
    if (round < 60)
        return ((v[1] & v[2]) ^ (v[1] & v[3]) ^ (v[2] & v[3])) + 0x8f1bbcdc;
    return (v[1] ^ v[2] ^ v[3]) + 0xca62c1d6;
}

/* Section 6.1.2. */
static void compress(uint32_t state[5], const unsigned char *block)
{
    uint32_t w[80];
    uint32_t v[5]; /* a ... e of the standard */

    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 80; i++)
        w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    memcpy(v, state, sizeof(v));
    for (int i = 0; i < 80; i++) {
        uint32_t next = rotate(v[0], 5) + mix(i, v) + v[4] + w[i];

        memmove(v + 1, v, 4 * sizeof(v[0]));
        v[0] = next;
        v[2] = rotate(v[2], 30);
    }
    for (int i = 0; i < 5; i++)
        state[i] += v[i];
}

void kg_sha1(struct kg_str text, unsigned char digest[KG_SHA1_SIZE])
{
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    const unsigned char *data = (const unsigned char *)text.data;
    size_t whole = text.length / BLOCK * BLOCK;
    unsigned char tail[2 * BLOCK] = {0};
    size_t rest = text.length - whole;
    size_t tail_length = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;
    uint64_t bits = (uint64_t)text.length * 8;

    for (size_t i = 0; i < whole; i += BLOCK)
        compress(state, data + i);
    memcpy(tail, data + whole, rest);
    tail[rest] = 0x80;
    for (size_t i = 0; i < 8; i++)
        tail[tail_length - 1 - i] = (unsigned char)(bits >> (8 * i));
    for (size_t i = 0; i < tail_length; i += BLOCK)
        compress(state, tail + i);
    for (size_t i = 0; i < KG_SHA1_SIZE; i++)
        digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}
