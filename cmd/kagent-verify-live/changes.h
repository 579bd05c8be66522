/*
 * changes: whether anything has happened in the clusters since they were asked.
 *
 * Every kind that the checks read is watched; what happens is not looked at, since
 * the next round asks anew. Where something cannot be watched (no right to, an
 * old server, a cluster out of reach), time takes the place of events.
 */
#ifndef KG_VERIFY_LIVE_CHANGES_H
#define KG_VERIFY_LIVE_CHANGES_H

#include "clusters.h"

/* In the arena of `live`, whose clusters are open. */
struct changes *changes_new(struct live *live);

/*
 * From here on changes count. The first time the watches are begun and, for a
 * while, waited for: what happens after the answers of a round is then seen.
 */
int changes_begin(struct changes *changes, struct kg_error *err);

/*
 * Waits until something has changed since changes_begin(), or in `sources` (NULL: that is of no
 * interest), a signal comes, it is time to look again anyhow, or it is `deadline`.
 */
int changes_await(struct changes *changes, const struct sources *sources, int64_t deadline,
                  struct kg_error *err);

#endif
