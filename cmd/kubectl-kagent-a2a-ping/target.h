/*
 * target: one agent that is asked, and what is known of it so far.
 */
#ifndef A2A_PING_TARGET_H
#define A2A_PING_TARGET_H

#include "kagent/http.h"
#include "kagent/probe.h"
#include "kagent/schedule.h"
#include "kagent/statistics.h"

struct route;
struct session;

/* How the time of one exchange was spent, in microseconds; 0 for what was not needed. */
struct split {
    int64_t tunnel;  /* opening the port-forward */
    int64_t connect; /* name and TCP */
    int64_t tls;
    int64_t first_byte; /* from the request to the first byte of its answer */
    int64_t total;
};

struct target {
    const char *name;      /* "kagent-0"; the URL for --url */
    const char *namespace; /* "" for --url */
    const char *service;   /* the Service that `name` means; NULL for pods and URLs */
    unsigned port;         /* that is asked; 0 for --url */
    struct session *session;
    struct route *route;

    struct kg_probe probe;
    struct kg_schedule schedule;
    struct kg_http_timer *timer;
    bool over; /* nothing more is sent or awaited */

    /* the exchange under way */
    struct kg_arena *arena; /* of this exchange only */
    struct kg_http_request *request;
    bool repeated;     /* it was sent again, over a new connection */
    const char *asked; /* "POST /rpc", for messages */
    struct split split;

    /* what was found */
    struct kg_times times;
    uint64_t verdicts[KG_A2A_VERDICTS];
    int64_t began; /* ns, of the monotonic clock */
    int64_t ended;
    struct kg_probe_result decisive; /* the last that has the verdict on all together */
    char reason[KG_A2A_REASON_MAX];  /* why the last probe that was not alive was not */
};

/* The verdict on all probes together, see the help: bad answers count most, lost ones least. */
enum kg_a2a_verdict target_verdict(const struct target *target);

/* Counts what a probe has found. */
void target_note(struct target *target, const struct kg_probe_result *result);

/* Why the verdict on all is what it is; of agents that are alive why some probe was not. */
const char *target_reason(const struct target *target);

/* The version of A2A that the last probe was answered in; "" when it was not, or by no agent. */
const char *target_version(const struct target *target);

/* How many probes were answered, by whatever. */
uint64_t target_answered(const struct target *target);

/* The exit code that this target alone would have. */
int target_exit_code(const struct target *target);

/* That of all: 1 over 4 over 3 over 5 over 0. */
int targets_exit_code(const struct target *targets, size_t count);

#endif
