/*
 * values: what a shell may offer that only the outside knows.
 */
#ifndef KG_COMPLETION_VALUES_H
#define KG_COMPLETION_VALUES_H

#include "kagent/complete.h"

/*
 * Adds the values of the kind that the completion asks for: environments of
 * the root, contexts of the kubeconfig, objects of the cluster, as the flags on
 * the line choose them. What cannot be had is not offered; a cluster gets two
 * seconds. Only words that a shell takes as they are are offered.
 */
void values_offer(struct kg_arena *arena, struct kg_completion *completion);

#endif
