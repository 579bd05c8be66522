/*
 * capacity: how many replicas of a StatefulSet the cluster's nodes can hold.
 *
 * The answer is an upper bound that is never too low: what it refuses cannot
 * work, whatever the scheduler tries. A node counts when it is ready, not
 * cordoned, its taints are tolerated, nodeSelector and required node affinity
 * choose it, and what the known pods leave of its allocatable resources holds
 * one pod more.
 * Where the pods of the set refuse one another's company (a required
 * anti-affinity term that matches the pod template's own labels), each value
 * of that label holds one of them; else, and on nodes without the label, a node
 * holds as many as fit: the scheduler finds no domain there to keep them from.
 * Where a pod wants a port of its node, that is one.
 *
 * Pods that run already keep their place, also on a node that would no longer
 * take them: the scheduler ignores affinity "during execution". Pods of others
 * hold a domain when the set's terms match them, or when theirs match the set.
 *
 * Not looked at, so that the true number may be lower: affinity to other pods,
 * topology spread constraints, volumes that are bound to a zone, ports of the
 * node that others have, and pods of other namespaces (whose requests and terms
 * a snapshot does not hold).
 * Source: kubernetes/pkg/scheduler/framework/plugins; "Assigning Pods to Nodes".
 */
#ifndef KAGENT_CAPACITY_H
#define KAGENT_CAPACITY_H

#include <stdbool.h>

#include "kagent/snapshot.h"

/* A node as a place for one more pod of the set. */
struct kg_place {
    const char *node;
    const char *reason; /* why it takes none: "cordoned", "not ready"; NULL when it is eligible */
    const char *domain; /* the value of the label that parts nodes; NULL: it has none */
    const char *own;    /* a pod of the set that has the domain; NULL for none */
    const char *other;  /* a pod of others that keeps the set from it; NULL for none */
    int64_t room;       /* how many pods of the set its resources hold, those there included */
};

/* Two pods of the set that live together although a required anti-affinity forbids it. */
struct kg_company {
    const char *first;
    const char *second;
    const char *domain;
};

struct kg_capacity {
    const char *unknown; /* why nothing can be said: "needs list nodes"; NULL when it can */

    int64_t wanted;           /* how many replicas were asked about */
    bool fits;                /* as far as can be seen, they do */
    int64_t most;             /* the most that can be; INT64_MAX when nothing bounds it */
    int64_t placed;           /* of the wanted pods, those that have a node */
    const char *topology_key; /* of the anti-affinity; NULL when pods may share a node */

    const struct kg_place *places; /* all nodes, in their order */
    size_t place_count;
    size_t eligible; /* of the nodes */
    size_t domains;  /* different values of the label among the eligible nodes */

    size_t unparted;       /* of the eligible nodes, those without the label */
    int64_t unparted_pods; /* of the set, on them */
    int64_t unparted_room; /* for pods of the set, those there included; INT64_MAX: any number */

    const struct kg_company *companies;
    size_t company_count;

    /*
     * The arithmetic in one sentence: "5 eligible nodes, required anti-affinity
     * on kubernetes.io/hostname: 7 replicas need 7", and what became of the
     * other nodes: "8 nodes: 1 cordoned (node-7), 2 not ready (node-3, node-6)";
     * NULL when all are eligible.
     */
    const char *sentence;
    const char *nodes_sentence;
};

/* Judges whether `wanted` replicas fit. All results are in the arena. Never fails. */
void kg_capacity_judge(struct kg_arena *arena, const struct kg_snapshot *snapshot, int64_t wanted,
                       struct kg_capacity *capacity);

#endif
