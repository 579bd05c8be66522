/*
 * complete: what may stand next on a command line that is not finished.
 *
 * Shells ask while a person types. The answer comes from the suite's tables
 * (suite.h): commands, flags that may still be given, their choices. What only
 * the outside knows (the pods of a cluster) is named by its kind, for the
 * caller to look up. The module is pure, and never fails: where a line makes
 * no sense nothing is offered.
 *
 *     kg_complete(arena, &suite, words, &completion);
 *     // verify --e         -> the candidates --env and --explain
 *     // verify --env p     -> values KG_VALUES_ENVIRONMENT, typed "p"
 *     // verify --only A,KV -> values KG_VALUES_CHECK, typed "KV", prefix "A,"
 */
#ifndef KAGENT_COMPLETE_H
#define KAGENT_COMPLETE_H

#include <stdbool.h>
#include <stddef.h>

#include "kagent/arena.h"
#include "kagent/options.h"
#include "kagent/suite.h"

/* A word that may stand there. */
struct kg_candidate {
    const char *word;
    const char *about; /* one line; "" for nothing to say */
};

struct kg_completion {
    struct kg_candidate *candidates; /* all begin with what is typed already */
    size_t count;

    /* Besides, or alone: values of this kind that begin with `typed`, each behind `prefix`. */
    enum kg_values values;
    const char *typed;
    const char *prefix;

    /* The command that the line is about, and what it is given so far; NULL for none. */
    const struct kg_command *command;
    struct kg_arguments arguments; /* filled where there is a command */
};

/*
 * Completes the last of `words` (NULL-terminated, without the program's name;
 * the last one may be empty). In `--flag=VALUE` the value is completed, without
 * the flag in front: shells put it back themselves. Texts are borrowed from
 * `words` and the suite, or the arena's.
 *
 * Not offered are deprecated flags, flags that are given already (unless they
 * may be given again), and what excludes something that is given.
 */
void kg_complete(struct kg_arena *arena, const struct kg_suite *suite, const char *const *words,
                 struct kg_completion *completion);

/* Adds a candidate, unless it does not begin with `typed`. For callers that look values up. */
void kg_complete_offer(struct kg_arena *arena, struct kg_completion *completion, const char *word,
                       const char *about);

#endif
