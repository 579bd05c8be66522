/*
 * regex: regular expressions as Go's regexp package (RE2 syntax) reads them.
 *
 * Matching is PCRE2's; a gate in front refuses what RE2 does not know
 * (look-around, back references, possessive and atomic groups ...), so that no
 * pattern means something here and nothing in kubectl.
 */
#ifndef KAGENT_REGEX_H
#define KAGENT_REGEX_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

struct kg_regex;

/* How much of the text a pattern must match. */
enum kg_regex_anchor {
    KG_REGEX_ANYWHERE, /* regexp.MatchString(pattern) */
    KG_REGEX_WHOLE,    /* ^(?:pattern)$ */
};

/* Compiles `pattern`. The result belongs to the arena. */
int kg_regex_compile(struct kg_arena *arena, struct kg_str pattern, enum kg_regex_anchor anchor,
                     const struct kg_regex **regex, struct kg_error *err);

/* 1 match, 0 none, -1 when matching took too many steps. */
int kg_regex_match(const struct kg_regex *regex, struct kg_str text, struct kg_error *err);

#endif
