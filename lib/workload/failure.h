/*
 * failure: reasons for which waiting does not help.
 */
#ifndef KG_WORKLOAD_FAILURE_H
#define KG_WORKLOAD_FAILURE_H

#include "kagent/rollout.h"
#include "kagent/target.h"

/* What is asked about a pod; all of it borrowed. */
struct kg_failure_question {
    const struct kg_snapshot *snapshot;
    const struct kg_node *pod;
    const char *name;
    struct kg_target target; /* of commands about it */
    const char *event;       /* the newest warning about it, or NULL */
};

/*
 * Why the pod will not become ready by itself, or not go; NULL when there is
 * hope. `*patience` is then when it ends, KG_MOMENT_NONE when nothing says so.
 */
const struct kg_failure *kg_failure_of_pod(struct kg_arena *arena,
                                           const struct kg_failure_question *question,
                                           int64_t *patience);

/* Why the controller did not create the pod `name` of the set; NULL when nothing says so. */
const struct kg_failure *kg_failure_of_creation(struct kg_arena *arena,
                                                const struct kg_snapshot *snapshot,
                                                const char *name);

/* The trap in which an old pod keeps the controller from replacing it by `wanted`, a revision. */
const struct kg_failure *kg_failure_trap(struct kg_arena *arena, const struct kg_pod_row *row,
                                         const char *wanted, const struct kg_target *target);

/* When the set's spec was written last, as its managedFields say; KG_MOMENT_NONE if they do not. */
int64_t kg_failure_spec_written(const struct kg_node *statefulset);

#endif
