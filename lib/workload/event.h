/*
 * event: finding what the cluster has said about an object.
 */
#ifndef KG_WORKLOAD_EVENT_H
#define KG_WORKLOAD_EVENT_H

#include "kagent/snapshot.h"

/* When it happened last. KG_MOMENT_NONE when the event does not say. */
int64_t kg_event_moment(const struct kg_node *event);

/* Which events are looked for. Members that are NULL match everything. */
struct kg_event_query {
    const char *kind; /* of the object that it is about */
    struct kg_str name;
    const char *reason;
    const char *part; /* of the message */
    bool warning;     /* only warnings */
    int64_t since;    /* not older; KG_MOMENT_NONE for all */
};

/* The newest event that matches, or NULL: also when events are not known. */
const struct kg_node *kg_event_newest(const struct kg_snapshot *snapshot,
                                      const struct kg_event_query *query);

/* "FailedScheduling: 0/3 nodes are available", in the arena; NULL for NULL. */
const char *kg_event_text(struct kg_arena *arena, const struct kg_node *event);

#endif
