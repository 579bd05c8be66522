/*
 * snapshot: asks a cluster what it says about a StatefulSet.
 */
#ifndef KG_CMD_SNAPSHOT_H
#define KG_CMD_SNAPSHOT_H

#include "kagent/snapshot.h"

#include "clock.h"
#include "kube.h"

/*
 * Fills a snapshot of the StatefulSet `name` with the lists asked for, all of
 * it at once: one request for the object and one for each list. A list that
 * cannot be read says why; lists not asked for are not known. Fails when the
 * StatefulSet cannot be read; one that does not exist is KG_ERROR_NEGATIVE, and the
 * error says what there is instead.
 *
 * `also` (NULL: nothing) is one request more that goes out with them and gets its
 * answer; whatever that is, it is the caller's to judge.
 */
int cmd_snapshot(struct kg_arena *arena, const struct cmd_kube *cluster, const char *name,
                 const enum kg_snapshot_list *lists, size_t count, struct kg_kube_call *also,
                 struct kg_snapshot *snapshot, struct kg_error *err);

/* Adds one list to a snapshot. */
void cmd_snapshot_add(struct kg_arena *arena, const struct cmd_kube *cluster,
                      enum kg_snapshot_list list, struct kg_snapshot *snapshot);

#endif
