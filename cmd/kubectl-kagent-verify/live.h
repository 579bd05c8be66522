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

/* Answers that are no exit codes: run live_hand_over(); the user wants it to end. */
enum { LIVE_ELSEWHERE = 1000, LIVE_INTERRUPTED };

/* The clusters that are asked, and the connections to them. */
struct live;

/*
 * Makes clients for the clusters that `arguments` name; what is to be judged in
 * several clusters becomes as many subjects. With --wait or --watch changes are
 * noticed from the first live_ask() on; with --watch SIGINT and SIGTERM are
 * caught. Sends nothing. Memory is `arena`'s. Returns 0, LIVE_ELSEWHERE, or -1.
 */
int live_open(struct kg_arena *arena, const struct kg_arguments *arguments,
              const struct gathered *gathered, struct live **live, struct kg_error *err);

/* Says on standard error what about the way to the clusters is better known. */
void live_warn(const struct live *live);

/*
 * Asks all of them at once and puts what they say into the subjects of `judged`.
 * What cannot be reached says so. Answers are in `round`, which may be released
 * when they are judged. Returns 0, LIVE_INTERRUPTED, or -1.
 */
int live_ask(struct live *live, struct kg_arena *round, struct gathered *judged,
             struct kg_error *err);

/*
 * Waits until something has changed in the clusters since live_ask(), or in
 * `sources` (NULL: nobody wants to know), or it is time to ask anyhow, or the moment
 * `deadline`. Returns 0, LIVE_INTERRUPTED, or -1.
 */
int live_wait(struct live *live, const struct sources *sources, int64_t deadline,
              struct kg_error *err);

/* Goes on as the other binary, with the same words. Returns only when it cannot: -1. */
int live_hand_over(struct kg_arena *arena, const char *const *words, struct kg_error *err);

#endif
