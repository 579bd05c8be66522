/*
 * suggest: the known word that a mistyped one was probably meant to be.
 */
#ifndef KAGENT_SUGGEST_H
#define KAGENT_SUGGEST_H

#include <stddef.h>

/* Words longer than this are never near to anything. */
enum { KG_SUGGEST_LENGTH_MAX = 64 };

/*
 * The distance of Damerau and Levenshtein in its "optimal string alignment"
 * form: the fewest insertions, deletions, substitutions and swaps of
 * neighbours that make `b` of `a`. Letters compare without case; a dash and
 * an underscore are equal. Bytes, not characters, are counted. Texts beyond
 * KG_SUGGEST_LENGTH_MAX are at distance KG_SUGGEST_LENGTH_MAX of everything.
 */
unsigned kg_edit_distance(const char *a, const char *b);

/* The nearest of the words offered so far; start with `= {.word = "typed"}`. */
struct kg_suggestion {
    const char *word;    /* what was typed; borrowed */
    const char *nearest; /* the best candidate that is near enough; NULL while there is none */
    unsigned distance;   /* of `nearest` */
};

/*
 * Offers a candidate. It is near enough when one edit for each three letters
 * typed (at least one) suffices, or when what was typed is its beginning; a
 * single letter is near to nothing. Of equally near candidates the first
 * offered wins.
 */
void kg_suggest_offer(struct kg_suggestion *suggestion, const char *candidate);

#endif
