/*
 * watch: a report that stays current.
 */
#ifndef KG_VERIFY_WATCH_H
#define KG_VERIFY_WATCH_H

#include "kagent/palette.h"

#include "session.h"

/*
 * Judges again whenever something changes in the clusters, until SIGINT or
 * SIGTERM. On a terminal the report is drawn anew in its place; elsewhere each
 * finding that has come or gone is a line with the time. Returns the exit code
 * of the last judgement (130 or 143 when there was none yet), or -1.
 */
int watch_session(struct session *session, const struct kg_palette *palette, struct kg_error *err);

#endif
