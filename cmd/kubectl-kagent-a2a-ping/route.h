/*
 * route: how requests travel to an agent.
 *
 * A route knows where a request goes and what failures on the way mean; the
 * request itself and the loop are the session's.
 */
#ifndef A2A_PING_ROUTE_H
#define A2A_PING_ROUTE_H

#include "settings.h"
#include "target.h"

/* What a failure on the way says about the agent. */
struct failure {
    enum kg_a2a_verdict verdict;
    char reason[KG_A2A_REASON_MAX];
};

struct route {
    const char *name; /* "direct" */
    /*
     * Fills in url, TLS, proxy, socket and lane; `extra` are header fields that the
     * request has (NULL-terminated), and `spec->headers` must hold them. Returns 1 when the way
     * must be opened first: session_go_on() or session_lost() follow.
     */
    int (*prepare)(struct route *route, struct target *target, const char *path,
                   const char *const *extra, struct kg_http_spec *spec, struct kg_error *err);
    /*
     * Judges a result that is not the agent's own. Returns false when it is: a whole or
     * partial response. NULL: every response is the agent's.
     */
    bool (*intercept)(struct route *route, struct target *target,
                      const struct kg_http_result *result, struct failure *failure);
    /* Whether the request may be sent once more, since the connection was at fault. NULL: never. */
    bool (*again)(struct route *route, const struct kg_http_result *result);
    /* Closes what is open. NULL: nothing. */
    void (*close)(struct route *route);
};

/* Straight to a URL, whose path is the request's. */
struct route *route_direct(struct kg_arena *arena, const struct settings *settings,
                           const char *url);

#endif
