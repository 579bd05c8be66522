/*
 * snapshot: what a cluster says about one StatefulSet at one moment.
 *
 * Rules about workloads (rollout.h, capacity.h, limits.h, scaling.h) are
 * functions of a snapshot and nothing else: they ask no server and no clock.
 * Whoever has a cluster fills one from lists and watches; whoever has a file
 * reads one. So every rule can be tested, and every judgement replayed.
 *
 * A list that could not be read is not an empty list: it says why it is not
 * known ("needs list nodes"), and rules pass that on instead of guessing.
 *
 * Objects are the API's, as document trees. The snapshot borrows them; they
 * live in the arena of who made it, and so do results that point into them.
 */
#ifndef KAGENT_SNAPSHOT_H
#define KAGENT_SNAPSHOT_H

#include <stdint.h>

#include "kagent/node.h"

/* The lists of a snapshot. Of namespaced kinds only the StatefulSet's namespace is in it. */
enum kg_snapshot_list {
    KG_LIST_PODS,
    KG_LIST_NODES, /* of the whole cluster */
    KG_LIST_EVENTS,
    KG_LIST_QUOTAS,
    KG_LIST_AUTOSCALERS, /* of autoscaling/v1 or v2 */
    KG_LIST_BUDGETS,
    KG_LIST_COUNT,
};

/* One list: a sequence of objects, or the reason why there is none. */
struct kg_snapshot_part {
    struct kg_node *items; /* NULL when it is not known */
    const char *unknown;   /* why: "needs list nodes"; NULL when it is known */
};

struct kg_snapshot {
    int64_t taken;               /* the moment (moment.h), by the server's clock where possible */
    struct kg_node *statefulset; /* never NULL; its kind and apiVersion need not be there */
    struct kg_snapshot_part lists[KG_LIST_COUNT];
    const char *access; /* what commands in advice repeat (target.h); no part of the document */

    /*
     * What events said up to this moment about pods that could not be created is
     * about an earlier spec, and says nothing about this one. 0: as far as
     * managedFields tell.
     */
    int64_t stale_until;
};

/* The keys of the lists in a snapshot's document: "pods". */
extern const char *const kg_snapshot_keys[KG_LIST_COUNT];

/*
 * Reads a snapshot from its document: a mapping with `taken` (RFC 3339),
 * `statefulset`, for each list that is known its `key`, and `unknown`, a mapping
 * from the keys of the others to their reasons. What no document holds is zero.
 * Fails with KG_ERROR_UNKNOWN and the place.
 */
int kg_snapshot_read(struct kg_arena *arena, struct kg_node *document, struct kg_snapshot *snapshot,
                     struct kg_error *err);

/* The document of a snapshot, for kg_emit_json and kg_emit_yaml. It shares the objects. */
struct kg_node *kg_snapshot_document(struct kg_arena *arena, const struct kg_snapshot *snapshot);

#endif
