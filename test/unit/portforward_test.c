/*
 * Tunnels to pods, against a node's end that behaves, and misbehaves, as it is
 * told (test/cluster/kubelet).
 */
#include "unit.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kagent/http.h"
#include "kube/portforward_start.h"

/* ---- the node ---- */

static struct {
    pid_t pid;
    FILE *events;
    unsigned port;
} node;

/* Starts it before the first test that needs it. Ends with the program, see below. */
static void need_node(void)
{
    int ends[2];

    if (node.pid != 0)
        return;
    CHECK_INT(pipe(ends), 0);
    node.pid = fork();
    CHECK(node.pid >= 0);
    if (node.pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execl("test/cluster/kubelet", "kubelet", "--grace", "0.01", (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    node.events = fdopen(ends[0], "r");
    CHECK_INT(fscanf(node.events, "listening 127.0.0.1:%u", &node.port), 1);
}

__attribute__((destructor)) static void end_node(void)
{
    if (node.pid == 0)
        return;
    kill(node.pid, SIGTERM);
    waitpid(node.pid, NULL, 0);
    fclose(node.events);
}

/* ---- a tunnel and what becomes of it ---- */

struct tunnel {
    struct kg_http *http;
    struct kg_portforward *forward;
    bool opened;
    bool ended;
    enum kg_portforward_end end;
    struct kg_error error;
};

static void on_opened(void *context)
{
    ((struct tunnel *)context)->opened = true;
}

static void on_ended(void *context, enum kg_portforward_end end, const struct kg_error *err)
{
    struct tunnel *tunnel = context;

    CHECK(!tunnel->ended);
    tunnel->ended = true;
    tunnel->end = end;
    CHECK((err == NULL) == (end == KG_PORTFORWARD_CLOSED));
    if (err != NULL)
        tunnel->error = *err;
}

static const struct kg_portforward_handler handler = {on_opened, on_ended};

static void step(struct kg_http *http)
{
    CHECK_INT(kg_http_step(http, -1, NULL), 0);
}

static struct kg_http *loop(struct kg_arena *arena)
{
    struct kg_http *http;

    CHECK_INT(kg_http_new(arena, &http, NULL), 0);
    return http;
}

/* Begins to open a tunnel through whoever listens on `server` (host:port). */
static struct tunnel *begin(struct kg_arena *arena, struct kg_http *http, const char *server,
                            struct kg_portforward_target target)
{
    struct tunnel *tunnel = kg_arena_zero(arena, 1, sizeof(*tunnel));
    static const char *const headers[] = {"Authorization: Bearer secret", NULL};
    struct kg_http_spec spec = {.headers = headers};

    tunnel->http = http;
    target.namespace = "kagent";
    spec.url =
        kg_arena_printf(arena, "http://%s/api/v1/namespaces/kagent/pods/%s/portforward?ports=%u",
                        server, target.pod, target.port);
    CHECK_INT(
        kg_portforward_start(http, arena, &spec, &target, &handler, tunnel, &tunnel->forward, NULL),
        0);
    return tunnel;
}

/* ... and waits until it is open, or has ended. */
static struct tunnel *open_to(struct kg_arena *arena, const char *pod, unsigned port)
{
    struct kg_portforward_target target = {.pod = pod, .port = port};

    need_node();
    struct tunnel *tunnel =
        begin(arena, loop(arena), kg_arena_printf(arena, "127.0.0.1:%u", node.port), target);
    while (!tunnel->opened && !tunnel->ended)
        step(tunnel->http);
    return tunnel;
}

static void await_end(struct tunnel *tunnel)
{
    while (!tunnel->ended)
        step(tunnel->http);
}

/* One request through the tunnel, as a probe makes it. */
static enum kg_http_failure ask(struct kg_arena *arena, struct tunnel *tunnel, unsigned lane,
                                struct kg_http_result *result)
{
    struct kg_http_spec spec = {.url = "http://pod/", .lane = lane};
    int socket = kg_portforward_socket(tunnel->forward);

    spec.socket = socket > 0 ? socket : 0;
    kg_http_fetch(tunnel->http, arena, &spec, result, NULL);
    return result->failure;
}

#define ANSWER "{\"answer\": true}"

/* ---- faults ---- */

TEST("a node's oddities that break no rule are no fault")
{
    static const char *const pods[] = {"fault-pings",       "fault-fragments",
                                       "fault-long-length", "fault-byte-frames",
                                       "fault-one-packet",  "fault-continue-first"};

    for (size_t i = 0; i < sizeof(pods) / sizeof(*pods); i++) {
        struct tunnel *tunnel = open_to(arena, pods[i], 8080);
        struct kg_http_result result;

        CHECK(tunnel->opened);
        CHECK_INT(ask(arena, tunnel, 0, &result), KG_HTTP_OK);
        CHECK_STR(result.body, ANSWER);
        await_end(tunnel);
        CHECK_INT(tunnel->end, KG_PORTFORWARD_CLOSED);
    }
}

static const struct {
    const char *pod;
    enum kg_portforward_end end;
    enum kg_error_class class;
    const char *message;
} faults[] = {
    {"fault-refused", KG_PORTFORWARD_PORT, KG_ERROR_NEGATIVE,
     "port 8080 of pod fault-refused cannot be reached: error forwarding port 8080"},
    {"fault-cut-after-names", KG_PORTFORWARD_CUT, KG_ERROR_UNKNOWN, ""},
    {"fault-wrong-port", KG_PORTFORWARD_PROTOCOL, KG_ERROR_UNKNOWN,
     "the node of pod fault-wrong-port forwards something else than port 8080"},
    {"fault-masked", KG_PORTFORWARD_PROTOCOL, KG_ERROR_UNKNOWN, "is masked"},
    {"fault-reserved-bit", KG_PORTFORWARD_PROTOCOL, KG_ERROR_UNKNOWN, "reserved bit"},
    {"fault-wrong-accept", KG_PORTFORWARD_PROTOCOL, KG_ERROR_UNKNOWN, "answers from memory"},
    {"fault-wrong-protocol", KG_PORTFORWARD_PROTOCOL, KG_ERROR_UNKNOWN,
     "the server chose the protocol 'v5.channel.k8s.io'"},
    {"fault-redirect", KG_PORTFORWARD_PROTOCOL, KG_ERROR_UNKNOWN, "is 302 Found and not 101"},
    {"fault-ok", KG_PORTFORWARD_PROTOCOL, KG_ERROR_UNKNOWN, "is 200 OK and not 101"},
    {"fault-unauthorized", KG_PORTFORWARD_NODE, KG_ERROR_UNKNOWN,
     "wants to know who asks: 401 Unauthorized"},
    {"fault-node-error", KG_PORTFORWARD_NODE, KG_ERROR_UNKNOWN,
     "refuses the port-forward: 500 rpc error: code = Unavailable desc = no  [31mruntime"},
    {"fault-protocol-refused", KG_PORTFORWARD_NODE, KG_ERROR_UNKNOWN,
     "does not speak v4.channel.k8s.io"},
    {"status-unauthorized", KG_PORTFORWARD_UNAUTHORIZED, KG_ERROR_UNKNOWN, "Unauthorized"},
    {"status-forbidden", KG_PORTFORWARD_FORBIDDEN, KG_ERROR_UNKNOWN,
     "User \"nobody\" cannot get resource \"pods/portforward\""},
    {"status-forbidden-in-chunks", KG_PORTFORWARD_FORBIDDEN, KG_ERROR_UNKNOWN,
     "User \"nobody\" cannot get resource \"pods/portforward\""},
    {"status-no-pod", KG_PORTFORWARD_NO_POD, KG_ERROR_NEGATIVE, "pods \"status-no-pod\" not found"},
    {"status-no-node", KG_PORTFORWARD_NO_NODE, KG_ERROR_NEGATIVE,
     "is on the node node-9, which does not exist any more"},
    {"status-no-host", KG_PORTFORWARD_NO_NODE, KG_ERROR_NEGATIVE, "does not have a host assigned"},
    {"status-kubelet-down", KG_PORTFORWARD_NODE, KG_ERROR_UNKNOWN, "error dialing backend"},
    {"status-busy", KG_PORTFORWARD_REFUSED, KG_ERROR_UNKNOWN, "too many requests"},
};

TEST("each fault before the first request is told for what it is")
{
    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        struct tunnel *tunnel = open_to(arena, faults[i].pod, 8080);

        await_end(tunnel);
        CHECK_TEXT(kg_arena_printf(arena, "%s: %d", faults[i].pod, tunnel->end),
                   kg_arena_printf(arena, "%s: %d", faults[i].pod, faults[i].end));
        CHECK_INT(tunnel->error.class, faults[i].class);
        CHECK_ERROR(tunnel->error, faults[i].message);
    }
}

static const struct {
    const char *pod;
    enum kg_portforward_end end;
    const char *message;
} later_faults[] = {
    {"fault-close-1011", KG_PORTFORWARD_NODE, "with code 1011 (internal error): runtime went away"},
    {"fault-text", KG_PORTFORWARD_PROTOCOL, "sends text where v4.channel.k8s.io has bytes"},
    {"fault-huge-length", KG_PORTFORWARD_PROTOCOL, "frame of 4611686018427387904 bytes"},
    {"fault-cut-in-frame", KG_PORTFORWARD_CUT, "was cut"},
    {"fault-error-after-half", KG_PORTFORWARD_PORT, "broken pipe"},
    {"fault-other-channel", KG_PORTFORWARD_PROTOCOL, "sends on channel 7"},
    {"fault-half-a-code", KG_PORTFORWARD_PROTOCOL, "close frame has half a code"},
    {"fault-no-close-frame", KG_PORTFORWARD_CUT, "was cut"},
};

TEST("each fault in the middle of an answer ends the request, and is told")
{
    for (size_t i = 0; i < sizeof(later_faults) / sizeof(*later_faults); i++) {
        struct tunnel *tunnel = open_to(arena, later_faults[i].pod, 8080);
        struct kg_http_result result;

        CHECK(tunnel->opened);
        CHECK_INT(ask(arena, tunnel, 0, &result), KG_HTTP_RESET);
        await_end(tunnel);
        CHECK_INT(tunnel->end, later_faults[i].end);
        CHECK_ERROR(tunnel->error, later_faults[i].message);
    }
}

TEST("a node that says nothing is given up when the time is over")
{
    static const struct {
        const char *pod;
        const char *message;
    } silent[] = {
        {"fault-no-answer", "is not open after 50 ms: its node does not answer the API server"},
        {"fault-no-names", "is not open after 50 ms: its node says nothing about the port"},
    };

    need_node();
    for (size_t i = 0; i < 2; i++) {
        struct kg_portforward_target target = {.pod = silent[i].pod, .port = 8080, .open_ms = 50};
        struct tunnel *tunnel =
            begin(arena, loop(arena), kg_arena_printf(arena, "127.0.0.1:%u", node.port), target);

        await_end(tunnel);
        CHECK_INT(tunnel->end, KG_PORTFORWARD_TIMEOUT);
        CHECK_INT(tunnel->error.class, KG_ERROR_TIMEOUT);
        CHECK_ERROR(tunnel->error, silent[i].message);
    }
}

TEST("an API server that is not there is told")
{
    struct kg_portforward_target target = {.pod = "p", .port = 8080, .open_ms = 10000};
    struct tunnel *tunnel = begin(arena, loop(arena), "127.0.0.1:1", target);

    await_end(tunnel);
    CHECK_INT(tunnel->end, KG_PORTFORWARD_UNREACHABLE);
    CHECK_ERROR(tunnel->error, "127.0.0.1:1 refuses the connection");
}
