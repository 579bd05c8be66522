/*
 * address: IP addresses and blocks of them, read as the API server's older fields read them:
 * leading zeros are skipped, an IPv4 address may be written inside an IPv6 one.
 */
#ifndef KG_RULES_ADDRESS_H
#define KG_RULES_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "kagent/str.h"

struct address {
    uint8_t bytes[16]; /* IPv4 as ::ffff:a.b.c.d */
    bool version_6;    /* and is not an IPv4 address in that form */
};

struct block {
    struct address address;
    unsigned length; /* of the prefix, counted in the 128 bits */
};

/* RFC 4291, 2.2, and dotted quads. */
bool address_parse(struct kg_str text, struct address *address);

/* RFC 4632, 3.1. */
bool block_parse(struct kg_str text, struct block *block);

/* Whether it is written as newer API servers want it: no leading zeros, no IPv4 inside IPv6, and of
 * a block no bits behind its prefix. */
bool address_is_strict(struct kg_str text, const struct address *address);
bool block_is_strict(struct kg_str text, const struct block *block);

/* Whether every address of `inner` is one of `outer`, and there are more. */
bool block_is_inside(const struct block *inner, const struct block *outer);

#endif
