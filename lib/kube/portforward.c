#include "kagent/portforward.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "kagent/descriptor.h"
#include "kagent/random.h"
#include "portforward_start.h"
#include "tunnel.h"

enum { READ_MAX = 16 << 10 }; /* bytes read at once; also the most of a TLS record */

struct kg_portforward {
    struct kg_tunnel tunnel;
    struct kg_http *http;
    struct kg_portforward_handler handler;
    void *context;

    struct kg_kube_wait *waiting;       /* for credentials; NULL: not */
    struct kg_http_request *connecting; /* until `raw` stands */
    struct kg_http_raw *raw;            /* to the API server */
    struct kg_http_fd *raw_watch;
    int inside;  /* our end of the socket that leads to the pod; -1 when closed */
    int outside; /* the other end, as long as nobody has taken it; else -1 */
    struct kg_http_fd *inside_watch;

    struct kg_http_timer *deadline;
    struct kg_http_timer *keepalive;
    int64_t open_ms;
    int64_t keepalive_ms;
    bool moved; /* since the last look of the keepalive */
    bool closed;

    int64_t started_us;
    struct kg_portforward_timings timings;
};

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t elapsed_us(const struct kg_portforward *forward)
{
    return now_us() - forward->started_us;
}

/* ---- closing ---- */

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Gives back what the loop holds. Nothing is called any more. */
static void let_go(struct kg_portforward *forward)
{
    forward->closed = true;
    kg_kube_wait_cancel(forward->waiting);
    kg_http_cancel(forward->connecting);
    kg_http_unwatch_fd(forward->raw_watch);
    kg_http_unwatch_fd(forward->inside_watch);
    kg_http_timer_cancel(forward->deadline);
    kg_http_timer_cancel(forward->keepalive);
    kg_http_raw_close(forward->raw);
    forward->waiting = NULL;
    forward->connecting = NULL;
    forward->raw_watch = forward->inside_watch = NULL;
    forward->deadline = forward->keepalive = NULL;
    forward->raw = NULL;
    close_fd(&forward->inside);
    close_fd(&forward->outside);
}

/* As much as the connection takes at once of what is left to say: a close frame. */
static void flush_out(struct kg_portforward *forward)
{
    struct kg_buf *out = &forward->tunnel.out;
    struct kg_error err = KG_ERROR_INIT;

    while (forward->raw != NULL && out->length > 0) {
        ptrdiff_t sent = kg_http_raw_send(forward->raw, out->data, out->length, &err);

        if (sent == KG_HTTP_RAW_FAILED)
            kg_tunnel_end(&forward->tunnel, KG_PORTFORWARD_CUT, "%s", err.message);
        if (sent < 0)
            return;
        kg_tunnel_sent(&forward->tunnel, (size_t)sent);
        forward->moved = true;
    }
}

void kg_portforward_close(struct kg_portforward *forward)
{
    if (forward == NULL || forward->closed)
        return;
    kg_tunnel_finish(&forward->tunnel);
    flush_out(forward);
    let_go(forward);
}

static void release(void *object)
{
    kg_portforward_close(object);
}

/* The tunnel has ended, and what came through it was handed on. */
static void tell_end(struct kg_portforward *forward)
{
    enum kg_portforward_end end = forward->tunnel.end;

    let_go(forward);
    forward->handler.ended(forward->context, end,
                           end == KG_PORTFORWARD_CLOSED ? NULL : &forward->tunnel.error);
}

/* ---- moving bytes ---- */

/* Reads from the API server once. Returns whether there may be more. */
static bool read_raw(struct kg_portforward *forward)
{
    char bytes[READ_MAX];
    struct kg_error err = KG_ERROR_INIT;
    ptrdiff_t count = kg_http_raw_recv(forward->raw, bytes, sizeof(bytes), &err);

    if (count > 0) {
        forward->moved = true;
        kg_tunnel_receive(&forward->tunnel, (struct kg_str){bytes, (size_t)count});
        return true;
    }
    if (count == 0)
        kg_tunnel_receive_end(&forward->tunnel);
    else if (count == KG_HTTP_RAW_FAILED)
        kg_tunnel_end(&forward->tunnel, KG_PORTFORWARD_CUT, "%s", err.message);
    return false;
}

/* Hands on what came from the pod, as much as fits. Who has closed his end wants no more. */
static void flush_data(struct kg_portforward *forward)
{
    struct kg_buf *data = &forward->tunnel.data;

    while (data->length > 0) {
        ssize_t sent = send(forward->inside, data->data, data->length, MSG_NOSIGNAL);

        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        if (sent < 0) {
            kg_buf_reset(data);
            kg_tunnel_finish(&forward->tunnel);
            return;
        }
        kg_tunnel_handed_on(&forward->tunnel, (size_t)sent);
    }
}

/* Reads from who speaks with the pod once. Returns whether there may be more. */
static bool read_inside(struct kg_portforward *forward)
{
    char bytes[READ_MAX];
    ssize_t count = recv(forward->inside, bytes, sizeof(bytes), 0);

    if (count > 0)
        kg_tunnel_send(&forward->tunnel, (struct kg_str){bytes, (size_t)count});
    else if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
        kg_tunnel_finish(&forward->tunnel);
    return count > 0;
}

/* ---- the loop's calls ---- */

static void watch(struct kg_portforward *forward)
{
    const struct kg_tunnel *tunnel = &forward->tunnel;
    bool full = tunnel->data.length > 0;
    bool behind = tunnel->out.length > 0;
    bool open = tunnel->state == KG_TUNNEL_OPEN;

    kg_http_fd_events(forward->raw_watch,
                      (full ? 0 : KG_HTTP_READABLE) | (behind ? KG_HTTP_WRITABLE : 0));
    kg_http_fd_events(forward->inside_watch,
                      (open && !behind ? KG_HTTP_READABLE : 0) | (full ? KG_HTTP_WRITABLE : 0));
}

static void tell_open(struct kg_portforward *forward)
{
    forward->timings.open_us = elapsed_us(forward);
    kg_http_timer_cancel(forward->deadline);
    forward->deadline = NULL;
    if (forward->handler.opened != NULL)
        forward->handler.opened(forward->context);
}

static void note_progress(struct kg_portforward *forward)
{
    enum kg_tunnel_state state = forward->tunnel.state;
    struct kg_portforward_timings *timings = &forward->timings;

    if (timings->upgraded_us == 0 && (state == KG_TUNNEL_NAMING || state == KG_TUNNEL_OPEN))
        timings->upgraded_us = elapsed_us(forward);
    if (timings->open_us == 0 && state == KG_TUNNEL_OPEN)
        tell_open(forward);
}

/*
 * Moves what can be moved. The server is read until it has nothing more, as TLS
 * may hold bytes of which the descriptor knows nothing, or until they find no
 * room on this side.
 */
static void pump(struct kg_portforward *forward)
{
    struct kg_tunnel *tunnel = &forward->tunnel;

    flush_data(forward);
    while (tunnel->data.length == 0 && tunnel->state != KG_TUNNEL_ENDED && read_raw(forward))
        flush_data(forward);
    flush_out(forward);
    note_progress(forward);
    while (!forward->closed && tunnel->state == KG_TUNNEL_OPEN && tunnel->out.length == 0 &&
           read_inside(forward))
        flush_out(forward);
    if (forward->closed)
        return;
    flush_out(forward);
    if (tunnel->state != KG_TUNNEL_ENDED)
        watch(forward);
    else if (tunnel->data.length == 0 || forward->outside >= 0)
        tell_end(forward);
    else {
        kg_http_fd_events(forward->raw_watch, 0);
        kg_http_fd_events(forward->inside_watch, KG_HTTP_WRITABLE);
    }
}

static void on_ready(void *context, int events)
{
    (void)events;
    pump(context);
}

static void on_connected(void *context, struct kg_http_raw *raw,
                         const struct kg_http_result *result)
{
    struct kg_portforward *forward = context;

    forward->connecting = NULL;
    if (raw == NULL) {
        kg_tunnel_end(&forward->tunnel,
                      result->failure == KG_HTTP_TIMEOUT ? KG_PORTFORWARD_TIMEOUT
                                                         : KG_PORTFORWARD_UNREACHABLE,
                      "%s", result->error.message);
        forward->tunnel.error = result->error;
        tell_end(forward);
        return;
    }
    forward->raw = raw;
    forward->timings.connected_us = elapsed_us(forward);
    forward->raw_watch = kg_http_watch_fd(forward->http, kg_http_raw_fd(raw),
                                          KG_HTTP_READABLE | KG_HTTP_WRITABLE, on_ready, forward);
    forward->inside_watch = kg_http_watch_fd(forward->http, forward->inside, 0, on_ready, forward);
    if (forward->raw_watch != NULL && forward->inside_watch != NULL) {
        pump(forward);
        return;
    }
    kg_tunnel_end(&forward->tunnel, KG_PORTFORWARD_UNREACHABLE, "out of memory");
    tell_end(forward);
}

static void on_deadline(void *context)
{
    struct kg_portforward *forward = context;
    const char *silent = forward->raw == NULL ? "there is no connection to the API server"
                         : forward->tunnel.state == KG_TUNNEL_UPGRADING
                             ? "its node does not answer the API server"
                             : "its node says nothing about the port";

    forward->deadline = NULL;
    kg_tunnel_end(&forward->tunnel, KG_PORTFORWARD_TIMEOUT,
                  "port-forward to pod %s is not open after %lld ms: %s", forward->tunnel.pod,
                  (long long)forward->open_ms, silent);
    flush_out(forward);
    tell_end(forward);
}

/* An empty message counts as traffic for nodes, which do not count WebSocket's pings. */
static void on_keepalive(void *context)
{
    struct kg_portforward *forward = context;

    forward->keepalive = kg_http_after(forward->http, forward->keepalive_ms, on_keepalive, forward);
    if (forward->tunnel.state == KG_TUNNEL_OPEN && !forward->moved) {
        kg_tunnel_send(&forward->tunnel, KG_STR(""));
        pump(forward);
    }
    forward->moved = false;
}

/* ---- opening ---- */

/* Takes the request's line and fields out of what a request of the client's would be. */
static void set_upgrade(struct kg_arena *arena, const struct kg_http_spec *spec,
                        struct kg_ws_upgrade *upgrade)
{
    const char *authority = strstr(spec->url, "://");
    const char *path;
    size_t count = 0;
    struct kg_str *fields;

    authority = authority != NULL ? authority + 3 : spec->url;
    path = authority + strcspn(authority, "/");
    upgrade->host = (struct kg_str){authority, (size_t)(path - authority)};
    upgrade->target = kg_str_from(path);
    while (spec->headers != NULL && spec->headers[count] != NULL)
        count++;
    fields = kg_arena_zero(arena, count + 1, sizeof(*fields));
    for (size_t i = 0; i < count; i++)
        fields[i] = kg_str_from(spec->headers[i]);
    upgrade->fields = fields;
    upgrade->field_count = count;
}

struct kg_portforward *kg_portforward_new(struct kg_arena *arena, struct kg_http *http,
                                          const struct kg_portforward_target *target,
                                          const struct kg_portforward_handler *handler,
                                          void *context)
{
    struct kg_portforward *forward = kg_arena_zero(arena, 1, sizeof(*forward));

    forward->tunnel.namespace = kg_arena_strdup(arena, target->namespace);
    forward->tunnel.pod = kg_arena_strdup(arena, target->pod);
    forward->tunnel.port = target->port;
    forward->tunnel.access = target->access != NULL ? kg_arena_strdup(arena, target->access) : NULL;
    forward->tunnel.randomize = kg_random;
    forward->http = http;
    forward->handler = *handler;
    forward->context = context;
    forward->open_ms = target->open_ms;
    forward->keepalive_ms = target->keepalive_ms;
    forward->inside = forward->outside = -1;
    kg_arena_defer(arena, release, forward);
    return forward;
}

static int make_socket(struct kg_portforward *forward, struct kg_error *err)
{
    int ends[2];

    if (kg_socket_pair(ends) != 0)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "no socket for a port-forward: %s",
                            strerror(errno));
    kg_nonblocking(ends[0]);
    kg_nonblocking(ends[1]);
    forward->inside = ends[0];
    forward->outside = ends[1];
    return 0;
}

static int start(struct kg_portforward *forward, const struct kg_http_spec *spec,
                 struct kg_error *err)
{
    forward->started_us = now_us();
    if (forward->open_ms > 0)
        forward->deadline = kg_http_after(forward->http, forward->open_ms, on_deadline, forward);
    if (forward->keepalive_ms > 0)
        forward->keepalive =
            kg_http_after(forward->http, forward->keepalive_ms, on_keepalive, forward);
    return kg_http_connect(forward->http, spec, on_connected, forward, &forward->connecting, err);
}

void kg_portforward_wait(struct kg_portforward *forward, struct kg_kube_wait *waiting)
{
    forward->waiting = waiting;
}

int kg_portforward_start(struct kg_portforward *forward, struct kg_arena *arena,
                         const struct kg_http_spec *spec, struct kg_error *err)
{
    forward->waiting = NULL;
    set_upgrade(arena, spec, &forward->tunnel.upgrade);
    if (kg_tunnel_begin(&forward->tunnel, arena, err) == 0 && make_socket(forward, err) == 0 &&
        start(forward, spec, err) == 0)
        return 0;
    let_go(forward);
    return -1;
}

void kg_portforward_give_up(struct kg_portforward *forward, const struct kg_error *err)
{
    let_go(forward);
    forward->handler.ended(forward->context, KG_PORTFORWARD_UNAUTHORIZED, err);
}

int kg_portforward_socket(struct kg_portforward *forward)
{
    int outside = forward->outside;

    forward->outside = -1;
    return outside;
}

struct kg_portforward_timings kg_portforward_timings(const struct kg_portforward *forward)
{
    return forward->timings;
}
