/*
 * snapshots: the recorded scenarios of test/snapshots, and what rules say about them.
 */
#ifndef SNAPSHOTS_H
#define SNAPSHOTS_H

#include "kagent/snapshot.h"

#include "unit.h"

/* The scenario of this name; the running test fails when it cannot be read. */
struct kg_snapshot snapshots_read(struct kg_arena *arena, const char *name);

/*
 * Compares a text with the one that is kept beside the scenario,
 * test/snapshots/NAME.SUFFIX. With KEEP=1 in the environment it is written
 * instead, to be read and committed by a person.
 */
void snapshots_compare(struct kg_arena *arena, const char *name, const char *suffix,
                       struct kg_str text);

/* The names of all scenarios, made and "recorded/…", NULL-terminated. */
const char **snapshots_names(struct kg_arena *arena);

#endif
