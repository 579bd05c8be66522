/*
 * sha1: the digest that RFC 6455 puts into Sec-WebSocket-Accept.
 *
 * It proves only that a server has read the request; nothing's safety stands on
 * it. An own one for the reason given in kagent/sha256.h.
 */
#ifndef KG_KUBE_SHA1_H
#define KG_KUBE_SHA1_H

#include "kagent/str.h"

enum { KG_SHA1_SIZE = 20 };

/* The digest of `text` (FIPS 180-4). */
void kg_sha1(struct kg_str text, unsigned char digest[KG_SHA1_SIZE]);

#endif
