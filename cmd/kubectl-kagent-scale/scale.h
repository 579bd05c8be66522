/*
 * scale: what the parts of the command share.
 */
#ifndef KG_SCALE_H
#define KG_SCALE_H

#include "kagent/rollout.h"
#include "kagent/scaling.h"

#include "../common/kube.h"
#include "environment.h"

/* How it ended. */
enum scale_outcome {
    SCALE_REFUSED, /* by a guard: nothing was sent */
    SCALE_TRIED,   /* --dry-run: nothing was kept */
    SCALE_CHANGED, /* and not waited for */
    SCALE_READY,   /* as many are ready as were asked for */
    SCALE_FAILED,  /* it will not get there by itself */
    SCALE_UNDONE,  /* somebody else has changed the number again */
    SCALE_TIMED_OUT,
    SCALE_INTERRUPTED,
};

/* What became of one ordinal while it was waited for. Times in ms after the change; -1: not yet. */
struct scale_ordinal {
    int64_t ordinal;
    const char *name;
    const char *node;
    bool removed; /* it was to go */
    int64_t seen; /* when its pod was there */
    int64_t over; /* when it was ready, or gone */
};

struct scale {
    struct kg_arena *arena;
    const struct kg_arguments *arguments;
    int64_t wanted;
    const char *name; /* of the StatefulSet */
    struct environment environment;
    struct cmd_kube cluster;

    struct kg_snapshot snapshot;
    struct kg_guard guards[KG_GUARD_COUNT];
    struct kg_kube_call trial; /* the change as a dry run, with what the server says to it */
    int64_t before;            /* spec.replicas as it was */
    int64_t version;    /* the resourceVersion that the change made; 0: nothing was changed */
    bool changed;       /* the number is another now */
    int64_t changed_ms; /* when the server had answered, by kg_http_now_ms() */

    bool written; /* the manifests say it, too, if that was asked for */

    enum scale_outcome outcome;
    const char *summary; /* of the rollout at the end; "" when it was not looked at */
    const struct kg_failure *failure;
    const char *log; /* last line of the container that failed; NULL for none */
    int64_t waited;  /* ms; -1: not at all */
    int signal;      /* SIGINT or SIGTERM, of INTERRUPTED */
    struct scale_ordinal *ordinals;
    size_t ordinal_count;
};

/* The value of a flag: KAGENT_SCALE_ENV and the like. */
static inline const struct kg_option_value *scale_flag(const struct scale *scale, int flag)
{
    return &scale->arguments->options[flag];
}

#endif
