#include <stdio.h>
#include <unistd.h>

#include "../common/command.h"
#include "kagent/portforward.h"
#include "session.h"

enum { TUNNEL_MEMORY = 16 << 20, KEEPALIVE_MS = 60000 };

enum state { CLOSED, OPENING, OPEN };

struct tunnel {
    struct route route;
    struct ways *ways;
    struct target *target;
    struct route *fallback;
    const char *pod;
    unsigned port;
    enum state state;
    struct kg_portforward *forward;
    int socket;    /* for the first request; 0 afterwards */
    unsigned lane; /* of the requests over this tunnel */
    bool used;     /* a response came over it */
    bool failed;   /* it ended with `failure` */
    struct failure failure;
    /* A tunnel's memory must outlive the callback in which the next is opened: they take turns. */
    struct kg_arena arenas[2];
    unsigned turn;
};

/* ---- what its end means ---- */

static const struct {
    enum kg_a2a_verdict verdict;
    bool elsewhere; /* another way may lead to the pod */
} ends[] = {
    [KG_PORTFORWARD_CLOSED] = {KG_A2A_DOWN, false},
    [KG_PORTFORWARD_UNREACHABLE] = {KG_A2A_UNKNOWN, false},
    [KG_PORTFORWARD_UNAUTHORIZED] = {KG_A2A_UNKNOWN, false},
    [KG_PORTFORWARD_FORBIDDEN] = {KG_A2A_UNKNOWN, true},
    [KG_PORTFORWARD_REFUSED] = {KG_A2A_UNKNOWN, true},
    [KG_PORTFORWARD_NO_POD] = {KG_A2A_DOWN, false},
    [KG_PORTFORWARD_NO_NODE] = {KG_A2A_DOWN, false},
    [KG_PORTFORWARD_NODE] = {KG_A2A_UNKNOWN, true},
    [KG_PORTFORWARD_PORT] = {KG_A2A_DOWN, false},
    [KG_PORTFORWARD_PROTOCOL] = {KG_A2A_UNKNOWN, true},
    [KG_PORTFORWARD_CUT] = {KG_A2A_UNKNOWN, false},
    [KG_PORTFORWARD_TIMEOUT] = {KG_A2A_UNKNOWN, false},
};

static void note_end(struct tunnel *tunnel, enum kg_portforward_end end, const struct kg_error *err)
{
    tunnel->failed = err != NULL;
    if (err != NULL)
        route_fail(&tunnel->failure, ends[end].verdict, err->message);
}

/* Goes on by the other route, if there is one and that may help. */
static bool fall_back(struct tunnel *tunnel, enum kg_portforward_end end)
{
    struct target *target = tunnel->target;
    if (tunnel->fallback == NULL || tunnel->used || !ends[end].elsewhere)
        return false;
    if (!tunnel->ways->told)
        cmd_note("%s: port-forward does not work (%s); going on with the API server's proxy",
                 target->name, tunnel->failure.reason);
    tunnel->ways->told = true;
    target->route = tunnel->fallback;
    session_go_on(target);
    return true;
}

static void on_ended(void *context, enum kg_portforward_end end, const struct kg_error *err)
{
    struct tunnel *tunnel = context;
    bool was_opening = tunnel->state == OPENING;
    tunnel->state = CLOSED;
    note_end(tunnel, end, err);
    /* Over an open tunnel the request itself hears of the end, and may have its answer already. */
    if (was_opening && !fall_back(tunnel, end))
        session_lost(tunnel->target, &tunnel->failure);
}

static void on_opened(void *context)
{
    struct tunnel *tunnel = context;
    struct target *target = tunnel->target;
    tunnel->state = OPEN;
    tunnel->socket = kg_portforward_socket(tunnel->forward);
    target->split.tunnel = kg_portforward_timings(tunnel->forward).open_us;
    session_go_on(target);
}

/* ---- opening and using it ---- */

static void close_tunnel(struct route *route)
{
    struct tunnel *tunnel = (struct tunnel *)route;
    kg_portforward_close(tunnel->forward);
    if (tunnel->socket > 0)
        close(tunnel->socket);
    tunnel->socket = 0;
    tunnel->forward = NULL;
    tunnel->state = CLOSED;
}

static int open_tunnel(struct tunnel *tunnel, struct kg_error *err)
{
    static const struct kg_portforward_handler handler = {on_opened, on_ended};
    const struct kg_portforward_target target = {
        .namespace = tunnel->ways->namespace,
        .pod = tunnel->pod,
        .port = tunnel->port,
        .keepalive_ms = KEEPALIVE_MS,
    };
    close_tunnel(&tunnel->route);
    tunnel->turn = !tunnel->turn;
    struct kg_arena *arena = &tunnel->arenas[tunnel->turn];
    jmp_buf *recovery = tunnel->target->session->arena->recovery;
    kg_arena_release(arena);
    kg_arena_init(arena, TUNNEL_MEMORY, recovery);
    kg_arena_wipe_on_release(arena);
    tunnel->used = tunnel->failed = false;
    tunnel->lane = kg_http_new_lane(tunnel->target->session->http);
    tunnel->state = OPENING;
    if (kg_portforward_open(tunnel->ways->kube, arena, &target, &handler, tunnel, &tunnel->forward,
                            err) == 0)
        return 1;
    tunnel->state = CLOSED;
    return -1;
}

static int prepare(struct route *route, struct target *target, const char *path,
                   const char *const *extra, struct kg_http_spec *spec, struct kg_error *err)
{
    struct tunnel *tunnel = (struct tunnel *)route;
    tunnel->target = target;
    if (tunnel->state != OPEN)
        return open_tunnel(tunnel, err);
    const struct settings *settings = tunnel->ways->settings;
    spec->url = kg_arena_printf(target->arena, "%s://localhost:%u%s",
                                settings->https ? "https" : "http", tunnel->port, path);
    spec->headers = route_agent_headers(target, settings, extra);
    spec->tls = &settings->tls;
    spec->socket = tunnel->socket;
    spec->lane = tunnel->lane;
    tunnel->socket = 0;
    return 0;
}

static bool is_dead(const struct kg_http_result *result)
{
    return result->failure == KG_HTTP_RESET && result->head.status == 0;
}

static bool intercept(struct route *route, struct target *target,
                      const struct kg_http_result *result, struct failure *failure)
{
    struct tunnel *tunnel = (struct tunnel *)route;
    (void)target;
    tunnel->used |= result->failure == KG_HTTP_OK;
    if (result->failure != KG_HTTP_OK) /* whatever is left of it is of no use */
        tunnel->state = CLOSED;
    if (!is_dead(result))
        return false;
    if (!tunnel->failed)
        return route_fail(failure, KG_A2A_DOWN, "the pod ended the connection without an answer");
    *failure = tunnel->failure;
    return true;
}

/* A tunnel that has served before ends when the agent closes its kept connection: a new one, then.
 */
static bool again(struct route *route, struct target *target, const struct kg_http_result *result)
{
    struct tunnel *tunnel = (struct tunnel *)route;
    (void)target;
    if (!is_dead(result) || !tunnel->used)
        return false;
    tunnel->state = CLOSED;
    return true;
}

/* As long as the tunnel is not open the agent has not been asked. */
static bool late(const struct route *route, struct failure *failure)
{
    const struct tunnel *tunnel = (const struct tunnel *)route;
    char reason[KG_A2A_REASON_MAX];
    if (tunnel->state != OPENING)
        return false;
    snprintf(reason, sizeof reason,
             "the port-forward did not open in time: the API server, or the node of pod %s, does "
             "not answer",
             tunnel->pod);
    return route_fail(failure, KG_A2A_UNKNOWN, reason);
}

static void release(void *object)
{
    struct tunnel *tunnel = object;
    kg_arena_release(&tunnel->arenas[0]);
    kg_arena_release(&tunnel->arenas[1]);
}

struct route *route_tunnel(struct kg_arena *arena, struct ways *ways, const char *pod,
                           unsigned port, struct route *fallback)
{
    struct tunnel *tunnel = kg_arena_zero(arena, 1, sizeof *tunnel);
    tunnel->route = (struct route){
        .name = "port-forward",
        .prepare = prepare,
        .intercept = intercept,
        .again = again,
        .late = late,
        .close = close_tunnel,
    };
    tunnel->ways = ways;
    tunnel->pod = pod;
    tunnel->port = port;
    tunnel->fallback = fallback;
    kg_arena_defer(arena, release, tunnel);
    return &tunnel->route;
}
