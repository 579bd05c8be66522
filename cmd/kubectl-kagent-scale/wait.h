/*
 * wait: watches until the number is reached, or cannot be.
 */
#ifndef KG_SCALE_WAIT_H
#define KG_SCALE_WAIT_H

#include "progress.h"
#include "scale.h"

/*
 * Waits until the StatefulSet is where scale->wanted wants it, --timeout has
 * passed, a signal comes, or it is certain that it will not get there. Sets
 * scale->outcome, summary, failure, log, waited and ordinals. Returns -1 only
 * when it could not find out.
 */
int wait_for(struct scale *scale, struct progress *progress, struct kg_error *err);

#endif
