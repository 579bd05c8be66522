/*
 * scaling: may a StatefulSet be scaled to N, and will it get there?
 *
 * The guards that stand before a change of the number of replicas. Each looks
 * at one thing, says what it saw with its arithmetic, and passes, notes,
 * refuses, or says that it could not find out; what it refuses can be had all
 * the same by the override that it names. A guard refuses only what cannot work
 * or what somebody has promised not to do.
 */
#ifndef KAGENT_SCALING_H
#define KAGENT_SCALING_H

#include "kagent/snapshot.h"

/* The guards, in the order in which they look. */
enum kg_guard_kind {
    KG_GUARD_AUTOSCALER, /* SC1: N is in the range of the autoscaler, if there is one */
    KG_GUARD_CAPACITY,   /* SC2: the nodes hold N */
    KG_GUARD_QUOTA,      /* SC3: the quotas of the namespace allow the new pods */
    KG_GUARD_ROLLOUT,    /* SC4: nothing is under way or stuck that the change would run into */
    KG_GUARD_PROMISE,    /* SC5: N is what the environment promises */
    KG_GUARD_ZERO,       /* SC5: not every replica goes, unless that is meant */
    KG_GUARD_APPLY,      /* SC6: the next apply does not put the number back */
    KG_GUARD_BUDGET,     /* SC9: nodes can still be drained */
    KG_GUARD_COUNT,
};

enum kg_guard_verdict {
    KG_GUARD_PASSED,
    KG_GUARD_NOTED,   /* nothing stands in the way, but it should be known */
    KG_GUARD_UNKNOWN, /* it could not look */
    KG_GUARD_REFUSED,
};

/* What it takes to go on although a guard refuses. */
enum kg_guard_override {
    KG_OVERRIDE_NONE = 0,
    KG_OVERRIDE_YES,   /* it works; it must be meant */
    KG_OVERRIDE_FORCE, /* it does not work, or breaks a promise */
};

struct kg_guard {
    enum kg_guard_kind kind;
    enum kg_guard_verdict verdict;
    enum kg_guard_override override; /* of REFUSED */
    const char *message;             /* a sentence without its full stop */
    const char *advice;              /* what to do about it, whole sentences; NULL for none */
};

/* What the environment says, as far as there is one. */
struct kg_scale_environment {
    const char *name; /* "prod" */
    bool promised;    /* it promises a range of replicas */
    int64_t least;
    int64_t most; /* INT64_MAX: no upper end */
    struct kg_position promised_at;
    int64_t rendered; /* the replicas of its manifests; -1 when they leave the number out */
    struct kg_position rendered_at;
    bool written; /* the manifests are changed together with the cluster */
};

/*
 * Judges scaling the snapshot's StatefulSet to `wanted`. `environment` is NULL
 * when none is given. `guards` has room for KG_GUARD_COUNT, one for each kind.
 */
void kg_scaling_judge(struct kg_arena *arena, const struct kg_snapshot *snapshot, int64_t wanted,
                      const struct kg_scale_environment *environment, struct kg_guard *guards);

/* "SC1" and "autoscaler": how a guard is called in reports. */
const char *kg_guard_id(enum kg_guard_kind kind);
const char *kg_guard_name(enum kg_guard_kind kind);

/* "passed", "noted", "unknown", "refused". */
const char *kg_guard_verdict_name(enum kg_guard_verdict verdict);

#endif
