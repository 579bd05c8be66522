/*
 * failure_log: the last thing that a container said before it failed.
 */
#ifndef KG_SCALE_FAILURE_LOG_H
#define KG_SCALE_FAILURE_LOG_H

#include "kagent/rollout.h"

#include "../common/kube.h"

/*
 * The last line of the log of the container that the failure names: of its
 * last run where it has ended, else of this one. NULL when there is none to be had.
 */
const char *failure_log(struct kg_arena *arena, const struct cmd_kube *cluster,
                        const struct kg_failure *failure);

#endif
