/*
 * rollout: is a StatefulSet where its spec wants it, and will it get there?
 *
 * The API server's counters do not say so by themselves: `replicas` counts pods
 * that are pending or terminating, `readyReplicas` counts old revisions, absent
 * counters mean 0, a StatefulSet has no conditions, and `kubectl rollout status`
 * looks at fewer of them than it takes. The rule here: all of
 *
 *   1. status.observedGeneration has reached metadata.generation;
 *   2. status.replicas is spec.replicas, and no pod is left outside its ordinals;
 *   3. as many are ready, and available where the server counts that;
 *   4. RollingUpdate: all pods from the partition on have the new revision, and
 *      without a partition currentRevision has become updateRevision;
 *   5. every pod is the set's own, ready, of the right revision, not terminating.
 *
 * While it does not hold, the judge says whether waiting can help: reasons that
 * do not go away by themselves are failures. The order in which the controller
 * works is that of kubernetes/pkg/controller/statefulset: with OrderedReady it
 * creates no pod before all lower ones are available, removes none before all
 * that stay are, and scales before it updates.
 */
#ifndef KAGENT_ROLLOUT_H
#define KAGENT_ROLLOUT_H

#include "kagent/snapshot.h"

enum kg_rollout_state {
    KG_ROLLOUT_DONE,
    KG_ROLLOUT_CANARY,   /* done as far as the partition lets it: two revisions run */
    KG_ROLLOUT_OUTDATED, /* OnDelete: all ready, some of an older revision until they are deleted */
    KG_ROLLOUT_PROGRESSING,
    KG_ROLLOUT_FAILED, /* will not get there by itself */
};

enum kg_failure_kind {
    KG_FAILURE_WAITING,       /* a container waits for what does not come by itself */
    KG_FAILURE_MEMORY,        /* killed for using more memory than its limit */
    KG_FAILURE_NOT_READY,     /* runs for longer than its probes allow, and is not ready */
    KG_FAILURE_UNSCHEDULABLE, /* no node takes the pod */
    KG_FAILURE_CREATE,      /* the controller may not create the pod: quota, admission, template */
    KG_FAILURE_TRAPPED,     /* an old pod that cannot become ready keeps its fix from coming */
    KG_FAILURE_TERMINATING, /* does not end although its grace period is over */
};

/* Why something will not get there by itself. */
struct kg_failure {
    enum kg_failure_kind kind;
    const char *pod;       /* its name, also of one that does not exist; "" for the set itself */
    const char *container; /* NULL when no container is meant */
    const char *reason;    /* one word, the API's where it has one: "CrashLoopBackOff" */
    const char *message;   /* a sentence without its full stop */
    const char *advice;    /* what to do, whole sentences; NULL when there is nothing general */
    const char *event;     /* what the newest warning about it says; NULL for none */
};

/* A pod of the set. */
struct kg_pod_row {
    const struct kg_node *object;
    const char *name;
    int64_t ordinal;
    const char *node;     /* "" while it has none */
    const char *revision; /* the label controller-revision-hash */
    const char *status;   /* one word as kubectl prints it: "Running", "Init:ErrImagePull" */
    int64_t restarts;     /* of all its containers */
    int64_t created;      /* moments; KG_MOMENT_NONE when unknown */
    int64_t ready_since;  /* KG_MOMENT_NONE while it is not ready */
    bool wanted;          /* its ordinal is in the range of spec.replicas */
    bool ready;
    bool terminating;
    bool updated;                     /* of the revision that it shall have in the end */
    const struct kg_failure *failure; /* NULL when nothing is wrong with it */
    const char *event;                /* the newest warning about it; NULL when it is ready */
    int64_t patience; /* when what is now waited for counts as failed; KG_MOMENT_NONE if never */
};

struct kg_rollout {
    enum kg_rollout_state state;
    const char *summary; /* "5 of 5 ready", "2 of 5 ready; kagent-2 is Pending" */

    int64_t desired;  /* spec.replicas */
    int64_t start;    /* the first ordinal */
    int64_t replicas; /* these four: status */
    int64_t ready;
    int64_t available; /* -1 where the server does not count it */
    int64_t updated;
    const char *current_revision;
    const char *update_revision;
    int64_t partition;
    bool on_delete; /* the update strategy */
    bool parallel;  /* the pod management policy */
    bool settled;   /* no update is under way: all pods that shall be are of the new revision */

    const char *pods_unknown;      /* why `pods` is not known; NULL when it is */
    const struct kg_pod_row *pods; /* by ordinal */
    size_t pod_count;
    const char *const *unmet; /* what is missing, one sentence each; empty when done */
    size_t unmet_count;
    const struct kg_failure *const *failures; /* the one that holds up the others first */
    size_t failure_count;
};

/*
 * Judges the snapshot. Never fails: what is not known (pods, events) narrows
 * what can be said. Texts borrow from the snapshot or are the arena's.
 */
void kg_rollout_judge(struct kg_arena *arena, const struct kg_snapshot *snapshot,
                      struct kg_rollout *rollout);

/* "done", "canary", "outdated", "progressing", "failed". */
const char *kg_rollout_state_name(enum kg_rollout_state state);

/* The row of this ordinal, or NULL. */
const struct kg_pod_row *kg_rollout_pod(const struct kg_rollout *rollout, int64_t ordinal);

/*
 * The moment at which the judgement may change although the server writes
 * nothing: the first patience to end after `now`; KG_MOMENT_NONE when none does.
 */
int64_t kg_rollout_next_change(const struct kg_rollout *rollout, int64_t now);

#endif
