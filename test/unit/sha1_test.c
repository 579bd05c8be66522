/* The digest is OpenSSL's, for texts of every length around the borders of blocks. */
#include "unit.h"

#include <openssl/sha.h>
#include <string.h>

#include "kube/sha1.h"

TEST("the digest is the one that OpenSSL computes")
{
    char text[300];

    for (size_t i = 0; i < sizeof(text); i++)
        text[i] = (char)(i * 31 + 7);
    for (size_t length = 0; length <= sizeof(text); length++) {
        unsigned char expected[SHA_DIGEST_LENGTH];
        unsigned char digest[KG_SHA1_SIZE];

        SHA1((const unsigned char *)text, length, expected);
        kg_sha1((struct kg_str){text, length}, digest);
        CHECK(memcmp(digest, expected, sizeof(digest)) == 0);
    }
}
