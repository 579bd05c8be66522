/*
 * requests: what a pod asks of a node or of a quota.
 *
 * The scheduler's rule (component-helpers/resource): the sum over containers
 * and sidecars, or what one init container needs beside the sidecars started
 * before it, if that is more; then the overhead of the pod's runtime. Requests
 * on the pod itself take the place of those of its containers.
 */
#ifndef KG_WORKLOAD_REQUESTS_H
#define KG_WORKLOAD_REQUESTS_H

#include "kagent/node.h"
#include "kagent/quantity.h"

/* One resource of a pod. */
struct kg_request {
    struct kg_str name;
    struct kg_quantity amount;
};

struct kg_requests {
    struct kg_request *items;
    size_t count;
};

/* The `kind` ("requests" or "limits") of a pod spec, one element for each resource named there. */
struct kg_requests kg_requests_of(struct kg_arena *arena, const struct kg_node *pod_spec,
                                  const char *kind);

/* The amount of a resource; nothing when it is not asked for. */
struct kg_quantity kg_requests_get(const struct kg_requests *requests, struct kg_str name);

#endif
