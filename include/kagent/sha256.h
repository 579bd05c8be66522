/*
 * sha256: the digest of FIPS 180-4, for the name suffix of generated resources.
 *
 * An own one, because render must not pay for loading a cryptographic library
 * (2.5 ms at start); the unit tests compare it with OpenSSL's.
 */
#ifndef KAGENT_SHA256_H
#define KAGENT_SHA256_H

#include "kagent/str.h"

enum { KG_SHA256_SIZE = 32, KG_SHA256_HEX_SIZE = 65 };

/* The digest of `text` as 64 lower-case hexadecimal digits and a NUL. */
void kg_sha256_hex(struct kg_str text, char hex[KG_SHA256_HEX_SIZE]);

#endif
