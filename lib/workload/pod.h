/*
 * pod: what a pod of a StatefulSet is and how it does, read from its object.
 */
#ifndef KG_WORKLOAD_POD_H
#define KG_WORKLOAD_POD_H

#include "kagent/rollout.h"

/* The number behind the set's name and a dash; -1 when the name is no pod's of the set. */
int64_t kg_pod_ordinal(const struct kg_node *pod, struct kg_str set);

/* The word of the column STATUS of `kubectl get pods`. */
const char *kg_pod_status(struct kg_arena *arena, const struct kg_node *pod);

/* Restarts of all containers, init containers included. */
int64_t kg_pod_restarts(const struct kg_node *pod);

/* Whether it has ended (Succeeded, Failed): it holds no node any more. */
bool kg_pod_ended(const struct kg_node *pod);

/*
 * How long its probes give a pod to become ready once its containers run, in
 * milliseconds: the startup probe to its end, and the readiness probe's first
 * successes. Not less than 30 s, for probes say nothing about what comes before.
 */
int64_t kg_pod_patience(const struct kg_node *pod);

/* The moment since which all that can be said is "it runs and is not ready". */
int64_t kg_pod_unready_since(const struct kg_node *pod);

#endif
