#include <string.h>

#include "kagent/json.h"
#include "kagent/node.h"

#include "session.h"

struct proxy {
    struct route route;
    const struct ways *ways;
    const char *prefix; /* of the API server's path; the agent's follows */
    struct target *target;
    bool waiting;  /* for credentials; the exchange's memory ends that, too */
    bool prepared; /* they have come for this exchange */
};

static const struct kg_source source = {.name = "answer"};

static void go_on(void *context, const struct kg_error *err)
{
    struct proxy *proxy = context;
    struct failure failure;
    proxy->waiting = false;
    proxy->prepared = true;
    if (err == NULL) {
        session_go_on(proxy->target);
        return;
    }
    route_fail(&failure, KG_A2A_UNKNOWN, err->message);
    session_lost(proxy->target, &failure);
}

static bool late(const struct route *route, struct failure *failure)
{
    const struct proxy *proxy = (const struct proxy *)route;
    return proxy->waiting &&
           route_fail(failure, KG_A2A_UNKNOWN, "the credential plugin has not answered in time");
}

/* Returns 0 when the credentials are there, 1 when they come later, or -1. */
static int get_credentials(struct proxy *proxy, struct kg_error *err)
{
    struct kg_kube_wait *wait;
    if (proxy->prepared)
        return 0;
    int rc = kg_kube_prepare(proxy->ways->kube, proxy->target->arena, go_on, proxy, &wait, err);
    proxy->waiting = rc > 0;
    return rc;
}

static int prepare(struct route *route, struct target *target, const char *path,
                   const char *const *extra, struct kg_http_spec *spec, struct kg_error *err)
{
    struct proxy *proxy = (struct proxy *)route;
    proxy->target = target;
    int rc = get_credentials(proxy, err);
    proxy->prepared = false;
    if (rc != 0)
        return rc;
    /* The client's own spec takes the place of ours: HTTP/2, many pods over one connection. */
    return kg_kube_spec(proxy->ways->kube, target->arena,
                        kg_arena_printf(target->arena, "%s%s", proxy->prefix, path), extra, spec,
                        err);
}

/* ---- what the API server says itself ---- */

/* The Status that the API server answers with; NULL when the answer is the agent's. */
static const struct kg_node *status_of(struct target *target, const struct kg_http_result *result)
{
    struct kg_node *root = NULL;
    if (result->failure != KG_HTTP_OK || result->head.status < 400 ||
        kg_json_read(target->arena, result->body, &source, 1, &root, NULL) != 0)
        return NULL;
    bool is_status = kg_str_is(kg_node_text(kg_node_get(root, "kind")), "Status") &&
                     kg_str_is(kg_node_text(kg_node_get(root, "apiVersion")), "v1");
    return is_status ? root : NULL;
}

/* What the API server's own HTTP status says about the agent; the first row that fits counts. */
static const struct {
    int first;
    int last;
    enum kg_a2a_verdict verdict;
    const char *advice;
} meanings[] = {
    {401, 401, KG_A2A_UNKNOWN, "the API server does not know who asks"},
    {403, 403, KG_A2A_UNKNOWN, "not allowed"},
    {404, 404, KG_A2A_DOWN, "not there"},
    {400, 400, KG_A2A_DOWN, "the API server cannot reach it"},
    {500, 500, KG_A2A_DOWN, "the API server cannot reach it"},
    {503, 503, KG_A2A_DOWN, "the API server cannot reach it"},
    {400, 599, KG_A2A_UNKNOWN, "the API server refuses"},
};

static bool judge_status(struct target *target, const struct kg_node *status, int code,
                         struct failure *failure)
{
    size_t row = 0;
    while (code < meanings[row].first || code > meanings[row].last)
        row++;
    const char *reason = kg_arena_printf(target->arena, "%s: %.*s", meanings[row].advice,
                                         KG_STR_ARG(kg_node_text(kg_node_get(status, "message"))));
    return route_fail(failure, meanings[row].verdict, reason);
}

static bool intercept(struct route *route, struct target *target,
                      const struct kg_http_result *result, struct failure *failure)
{
    const struct kg_node *status = status_of(target, result);
    (void)route;
    if (status != NULL && result->head.status < 600)
        return judge_status(target, status, result->head.status, failure);
    if (result->failure == KG_HTTP_OK || result->head.status != 0)
        return false;
    /* The API server drops its own connection when the pod breaks off amid an answer. */
    if (result->failure == KG_HTTP_RESET)
        return route_fail(failure, KG_A2A_DOWN,
                          "the API server ended the connection without an answer, as it does when "
                          "the pod breaks off");
    if (result->failure == KG_HTTP_TIMEOUT)
        return false;
    return route_fail(failure, KG_A2A_UNKNOWN,
                      kg_arena_printf(target->arena, "the API server cannot be asked: %s",
                                      result->error.message));
}

/*
 * The API server keeps connections to pods, shared by all its users. A POST on
 * one that the pod has just closed fails with these words, and is not repeated
 * by it as a GET would be. Ours only reads, so that it may be.
 */
static bool again(struct route *route, struct target *target, const struct kg_http_result *result)
{
    const struct kg_node *status = status_of(target, result);
    struct kg_str message = kg_node_text(kg_node_get(status, "message"));
    (void)route;
    return status != NULL && result->head.status == 500 &&
           (kg_str_ends(message, "EOF") || kg_str_ends(message, "connection reset by peer"));
}

struct route *route_proxy(struct kg_arena *arena, const struct ways *ways, const char *resource,
                          const char *name, unsigned port)
{
    struct proxy *proxy = kg_arena_zero(arena, 1, sizeof *proxy);
    proxy->route = (struct route){
        .name = "proxy", .prepare = prepare, .intercept = intercept, .again = again, .late = late};
    proxy->ways = ways;
    proxy->prefix =
        kg_arena_printf(arena, "/api/v1/namespaces/%s/%s/%s%s:%u/proxy", ways->namespace, resource,
                        ways->settings->https ? "https:" : "", name, port);
    return &proxy->route;
}
