/* Digests equal those of the standard's examples and OpenSSL's. */
#include "unit.h"

#include <openssl/sha.h>

#include "kagent/sha256.h"

static const char *digest(struct kg_arena *arena, struct kg_str text)
{
    char *hex = kg_arena_alloc(arena, KG_SHA256_HEX_SIZE);
    kg_sha256_hex(text, hex);
    return hex;
}

static const char *digest_by_openssl(struct kg_arena *arena, struct kg_str text)
{
    unsigned char bytes[SHA256_DIGEST_LENGTH];
    char *hex = kg_arena_alloc(arena, KG_SHA256_HEX_SIZE);
    SHA256((const unsigned char *)text.data, text.length, bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
    return hex;
}

/* The examples that NIST publishes for FIPS 180. */
TEST("the standard's examples have the standard's digests")
{
    CHECK_TEXT(digest(arena, KG_STR("abc")),
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK_TEXT(digest(arena, KG_STR("")),
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK_TEXT(digest(arena, KG_STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK_TEXT(digest(arena, KG_STR("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                                    "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")),
               "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    CHECK_TEXT(digest(arena, (struct kg_str){memset(kg_arena_alloc(arena, 1000000), 'a', 1000000),
                                             1000000}),
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST("texts of every length around the block's have OpenSSL's digest")
{
    static const size_t large[] = {4095, 4096, 4097, 65535, 65536, 1048579};
    char *text = kg_arena_alloc(arena, 1048579);
    unsigned state = 1;
    for (size_t i = 0; i < 1048579; i++) {
        state = state * 1103515245 + 12345;
        text[i] = (char)(state >> 16);
    }
    for (size_t length = 0; length <= 300; length++) {
        struct kg_str piece = {text + length, length};
        CHECK_TEXT(digest(arena, piece), digest_by_openssl(arena, piece));
    }
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        struct kg_str piece = {text, large[i]};
        CHECK_TEXT(digest(arena, piece), digest_by_openssl(arena, piece));
    }
}
