/*
 * change: setting the number in the cluster.
 */
#ifndef KG_SCALE_CHANGE_H
#define KG_SCALE_CHANGE_H

#include "scale.h"

/*
 * Looks at the cluster (scale->snapshot, scale->guards) and checks what the
 * flags ask of its present state. In the same round the server tries the change
 * without keeping it (scale->trial), but for --dry-run=client: going there and
 * back once more would take longer than trying in vain what a guard refuses.
 */
int change_look(struct scale *scale, struct kg_error *err);

/*
 * The same after CHANGE_STALE. Where only the status is newer, the guards stand
 * and one request is enough.
 */
int change_look_again(struct scale *scale, struct kg_error *err);

/* Whether the guards, with the overrides given, let it go on. */
bool change_allowed(const struct scale *scale);

/* The guard that refuses first, and is not overridden; NULL when none does. */
const struct kg_guard *change_refusal(const struct scale *scale);

enum change_result {
    CHANGE_FAILED = -1,
    CHANGE_DONE = 0,
    CHANGE_STALE, /* the StatefulSet was changed since change_look(): look again */
};

/* What the server has said to the trial. */
enum change_result change_tried(const struct scale *scale, struct kg_error *err);

/* Changes the number; sets scale->version and scale->changed_ms. */
enum change_result change_make(struct scale *scale, struct kg_error *err);

#endif
