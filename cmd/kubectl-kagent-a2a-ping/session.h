/*
 * session: asks all targets, each at its pace, until there is nothing left to ask.
 */
#ifndef A2A_PING_SESSION_H
#define A2A_PING_SESSION_H

#include "route.h"

struct report;
struct report_style;

struct session {
    struct kg_arena *arena;
    struct kg_http *http;
    struct kg_kube *kube; /* NULL for --url */
    const char *access;   /* the flags that reach its cluster (target.h); "" for none */
    const struct settings *settings;
    struct target *targets;
    size_t count;
    size_t open; /* targets that are not over */
    const struct report *report;
    const struct report_style *style;
    int signals;     /* where they can be read */
    int interrupted; /* the signal that ended it; 0 for none */
    bool broken;     /* output failed */
    struct kg_error *err;
};

/* Runs it to its end. Returns 0, or -1 when it could not go on. */
int session_run(struct session *session, struct kg_error *err);

/* The way of a target's exchange is open: it is sent. */
void session_go_on(struct target *target);

/* The way of a target's exchange could not be opened, or broke. */
void session_lost(struct target *target, const struct failure *failure);

/* Nanoseconds of the monotonic clock. */
int64_t session_now(void);

#endif
