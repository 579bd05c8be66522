/*
 * fuzz: the frame around every fuzz target.
 *
 * A target is a program of libFuzzer's: it gets one text after the other and
 * must come back from each, whatever the text is. What counts as a finding is a
 * crash, an access that a sanitizer objects to, a leak, a hang, or a property
 * that MUST_HOLD states. Running out of the arena's budget is none: it ends in
 * the recovery point here, as it does in a command.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdlib.h>

#include "kagent/arena.h"
#include "kagent/str.h"

/* Ends the process, so that libFuzzer keeps the input. */
#define MUST_HOLD(condition) ((condition) ? (void)0 : abort())

/* The target: one input, and an arena that is released afterwards. */
void fuzz_one(struct kg_arena *arena, struct kg_str input);

/*
 * Takes the first line off the input, for targets that need two texts. The rest
 * is empty when there is only one line.
 */
struct kg_str fuzz_first_line(struct kg_str *input);

#endif
