/*
 * route: how requests travel to an agent.
 *
 * A route knows where a request goes and what failures on the way mean; the
 * request itself and the loop are the session's.
 */
#ifndef A2A_PING_ROUTE_H
#define A2A_PING_ROUTE_H

#include "kagent/kube.h"

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
     * Fills in URL, TLS, proxy, socket and lane, or all of `spec`, of which the caller then sets
     * method and body; `spec->headers` gets the fields
     * of `extra` (NULL-terminated) and the route's own. Returns -1 with the error, or 1 when
     * the way must be opened first: session_go_on() or session_lost() follow.
     */
    int (*prepare)(struct route *route, struct target *target, const char *path,
                   const char *const *extra, struct kg_http_spec *spec, struct kg_error *err);
    /*
     * Judges a result that does not come from the agent but from someone on the
     * way. Returns false for what does. NULL: everything does.
     */
    bool (*intercept)(struct route *route, struct target *target,
                      const struct kg_http_result *result, struct failure *failure);
    /* Whether to send the request once more, as only the connection was at fault. NULL: never. */
    bool (*again)(struct route *route, struct target *target, const struct kg_http_result *result);
    /* Judges that no answer has come in time, where it is not the agent's fault. NULL: it always
     * is. */
    bool (*late)(const struct route *route, struct failure *failure);
    /* Closes what is open. NULL: nothing. */
    void (*close)(struct route *route);
};

/* What the routes to pods share. */
struct ways {
    const struct settings *settings;
    struct kg_kube *kube;
    const char *namespace;
    bool told; /* the person has been told that pods are reached otherwise */
};

/* Straight to `url` (scheme and host). */
struct route *route_direct(struct kg_arena *arena, const struct settings *settings,
                           const char *url);

/*
 * Through the API server's proxy; `resource` is "pods" or "services". It takes
 * the agent's bearer token away, and answers 500 when a kept connection of its
 * own to the pod turns out to be dead.
 */
struct route *route_proxy(struct kg_arena *arena, const struct ways *ways, const char *resource,
                          const char *name, unsigned port);

/*
 * Through a port-forward, kept between probes. Where that is not allowed and
 * `fallback` is not NULL, the target goes on with that route.
 */
struct route *route_tunnel(struct kg_arena *arena, struct ways *ways, const char *pod,
                           unsigned port, struct route *fallback);

/* `extra` and what agents themselves are told: the bearer token and who asks. */
const char *const *route_agent_headers(struct target *target, const struct settings *settings,
                                       const char *const *extra);

/* What a failure without a response says about an agent that was asked directly. */
enum kg_a2a_verdict route_failure_verdict(enum kg_http_failure failure);

/* Sets both parts of a failure; always returns true. */
bool route_fail(struct failure *failure, enum kg_a2a_verdict verdict, const char *reason);

#endif
