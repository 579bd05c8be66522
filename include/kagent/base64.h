/*
 * base64: RFC 4648 with padding, as encoding/base64's StdEncoding reads and
 * writes it.
 */
#ifndef KAGENT_BASE64_H
#define KAGENT_BASE64_H

#include "kagent/str.h"

/* The bytes, in the arena, with a NUL behind them. Line breaks are passed over. -1: not base64. */
int kg_base64_decode(struct kg_arena *arena, struct kg_str text, struct kg_str *bytes);

/* The text and a NUL, into room for four bytes for every three that are begun, and one. */
void kg_base64_write(struct kg_str bytes, char *out);

/* The text, in the arena. */
struct kg_str kg_base64_encode(struct kg_arena *arena, struct kg_str bytes);

#endif
