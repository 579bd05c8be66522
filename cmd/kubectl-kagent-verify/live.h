/*
 * live: asking clusters what they say about what is judged.
 *
 * Loading libcurl costs more than judging an environment does, so there are two
 * binaries of one command: kubectl-kagent-verify, which judges manifests, and
 * kagent-verify-live beside it, made of the same files, which asks clusters too.
 * This header is the seam: in the first its functions lead to the second.
 */
#ifndef KG_VERIFY_LIVE_H
#define KG_VERIFY_LIVE_H

#include "gather.h"

/* The answer of live_ask() that says: run live_hand_over(). No exit code. */
enum { LIVE_ELSEWHERE = 1000 };

/*
 * Asks the clusters that `arguments` name, all at once, and puts what they say
 * into the subjects; one that is to be judged in several clusters becomes as many
 * subjects. What cannot be reached says so. Memory is `arena`'s. Returns 0,
 * LIVE_ELSEWHERE, or -1.
 */
int live_ask(struct kg_arena *arena, const struct kg_arguments *arguments,
             struct gathered *gathered, struct kg_error *err);

/*
 * Waits until something changes among the pods of the first subject's cluster, or
 * for some seconds, or until the moment `deadline`. Returns 0, or -1.
 */
int live_wait(struct kg_arena *arena, const struct kg_arguments *arguments,
              const struct gathered *gathered, int64_t deadline, struct kg_error *err);

/* Goes on as the other binary, with the same words. Returns only when it cannot: -1. */
int live_hand_over(struct kg_arena *arena, const char *const *words, struct kg_error *err);

#endif
