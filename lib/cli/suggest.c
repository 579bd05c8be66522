#include "kagent/suggest.h"

#include <ctype.h>
#include <string.h>

static int fold(char byte)
{
    return byte == '_' ? '-' : tolower((unsigned char)byte);
}

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/*
 * The classic table, of which only three rows are alive at a time: the swap
 * of neighbours looks two rows back.
 */
unsigned kg_edit_distance(const char *a, const char *b)
{
    size_t a_length = strlen(a);
    size_t b_length = strlen(b);
    unsigned rows[3][KG_SUGGEST_LENGTH_MAX + 1];
    if (a_length > KG_SUGGEST_LENGTH_MAX || b_length > KG_SUGGEST_LENGTH_MAX)
        return KG_SUGGEST_LENGTH_MAX;

    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned *row = rows[i % 3];
        const unsigned *above = rows[(i - 1) % 3];
        const unsigned *above_that = rows[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            unsigned cost = fold(a[i - 1]) == fold(b[j - 1]) ? 0 : 1;
            row[j] = smaller(smaller(above[j], row[j - 1]) + 1, above[j - 1] + cost);
            if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) &&
                fold(a[i - 2]) == fold(b[j - 1]))
                row[j] = smaller(row[j], above_that[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

static int begins(const char *text, const char *beginning)
{
    while (*beginning != '\0' && fold(*text) == fold(*beginning)) {
        text++;
        beginning++;
    }
    return *beginning == '\0';
}

void kg_suggest_offer(struct kg_suggestion *suggestion, const char *candidate)
{
    size_t typed = strlen(suggestion->word);
    unsigned distance = kg_edit_distance(suggestion->word, candidate);
    unsigned allowed = typed < 6 ? 1 : (unsigned)(typed / 3);
    if (typed >= 2 && begins(candidate, suggestion->word))
        distance = smaller(distance, 1);
    if (typed < 2 || typed > KG_SUGGEST_LENGTH_MAX || distance > allowed)
        return;
    if (suggestion->nearest == NULL || distance < suggestion->distance) {
        suggestion->nearest = candidate;
        suggestion->distance = distance;
    }
}
