/*
 * watch: a report that stays current.
 */
#ifndef KG_VERIFY_WATCH_H
#define KG_VERIFY_WATCH_H

#include "kagent/palette.h"

#include "session.h"

/*
 * Judges what `arguments` ask for, and again whenever something changes in the
 * clusters or in the files that the manifests are made from, until SIGINT or
 * SIGTERM. Manifests that cannot be read any more are told, and those of before
 * judged on. On a terminal the report is drawn anew in its place; elsewhere each
 * finding that has come or gone is a line with the time. Returns the exit code
 * of the last judgement (130 or 143 when there was none yet), LIVE_ELSEWHERE
 * (live.h), or -1.
 */
int watch(struct kg_arena *arena, const struct kg_arguments *arguments,
          const struct kg_palette *palette, struct kg_error *err);

#endif
