/*
 * Tunnels to pods, against a node's end that behaves, and misbehaves, as it is
 * told (test/cluster/kubelet).
 */
#include "unit.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kagent/http.h"
#include "kube/portforward_start.h"
#include "pod.h"

/* ---- the node ---- */

struct node {
    pid_t pid;
    FILE *events;
    unsigned port;
    char address[32];
};

static struct node node_start(const char *idle)
{
    struct node node = {0};
    int ends[2];

    CHECK_INT(pipe(ends), 0);
    fflush(stdout);
    node.pid = fork();
    CHECK(node.pid >= 0);
    if (node.pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execl("test/cluster/kubelet", "kubelet", "--grace", "0.01", "--idle", idle, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    node.events = fdopen(ends[0], "r");
    CHECK_INT(fscanf(node.events, "listening 127.0.0.1:%u", &node.port), 1);
    snprintf(node.address, sizeof(node.address), "127.0.0.1:%u", node.port);
    return node;
}

static void node_end(struct node *node)
{
    kill(node->pid, SIGTERM);
    waitpid(node->pid, NULL, 0);
    fclose(node->events);
}

/* Waits until the node tells an event that begins so; the rest of its line is in `line`. */
static void node_await(struct node *node, const char *event, char line[256])
{
    do
        CHECK(fgets(line, 256, node->events) != NULL);
    while (strncmp(line, event, strlen(event)) != 0);
}

/* The one that most tests share. Its events are not read. */
static struct node shared;

static const char *shared_node(void)
{
    if (shared.pid == 0)
        shared = node_start("10000");
    return shared.address;
}

__attribute__((destructor)) static void end_shared_node(void)
{
    if (shared.pid != 0)
        node_end(&shared);
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
    tunnel->forward = kg_portforward_new(arena, http, &target, &handler, tunnel);
    CHECK_INT(kg_portforward_start(tunnel->forward, arena, &spec, NULL), 0);
    return tunnel;
}

/* ... and waits until it is open, or has ended. */
static struct tunnel *open_to(struct kg_arena *arena, const char *pod, unsigned port)
{
    struct kg_portforward_target target = {.pod = pod, .port = port};

    struct tunnel *tunnel = begin(arena, loop(arena), shared_node(), target);
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
                                const char *path, struct kg_http_result *result)
{
    struct kg_http_spec spec = {.url = kg_arena_printf(arena, "http://pod%s", path), .lane = lane};
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
        CHECK_INT(ask(arena, tunnel, 0, "/", &result), KG_HTTP_OK);
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
     "port 8080 of pod fault-refused cannot be reached: connection refused"},
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
    {"status-half-forbidden", KG_PORTFORWARD_FORBIDDEN, KG_ERROR_UNKNOWN,
     "is forbidden: `create` on pods/portforward is missing"},
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
        CHECK_INT(ask(arena, tunnel, 0, "/", &result), KG_HTTP_RESET);
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

    for (size_t i = 0; i < 2; i++) {
        struct kg_portforward_target target = {.pod = silent[i].pod, .port = 8080, .open_ms = 50};
        struct tunnel *tunnel = begin(arena, loop(arena), shared_node(), target);

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

/* ---- through the tunnel to a real server ---- */

TEST("one tunnel is one connection to the pod, for many requests")
{
    struct pod pod = pod_start();
    struct tunnel *tunnel = open_to(arena, "kagent-0", pod.port);
    unsigned lane = kg_http_new_lane(tunnel->http);
    struct kg_http_result result;

    for (unsigned i = 1; i <= 20; i++) {
        CHECK_INT(ask(arena, tunnel, lane, "/keep", &result), KG_HTTP_OK);
        CHECK_STR(result.body, kg_arena_printf(arena, "1 %u", i));
    }
    CHECK(!tunnel->ended);
    CHECK_INT(kg_portforward_socket(tunnel->forward), -1);

    struct kg_portforward_timings timings = kg_portforward_timings(tunnel->forward);
    CHECK(timings.connected_us > 0 && timings.upgraded_us >= timings.connected_us &&
          timings.open_us >= timings.upgraded_us);
    pod_end(&pod);
}

TEST("an answer that closes the connection is whole, and the last of its tunnel")
{
    struct pod pod = pod_start();
    struct tunnel *tunnel = open_to(arena, "kagent-0", pod.port);
    unsigned lane = kg_http_new_lane(tunnel->http);
    struct kg_http_result result;

    CHECK_INT(ask(arena, tunnel, lane, "/close", &result), KG_HTTP_OK);
    CHECK_STR(result.body, "1 1");
    await_end(tunnel);
    CHECK_INT(tunnel->end, KG_PORTFORWARD_CLOSED);
    CHECK_INT(ask(arena, tunnel, lane, "/close", &result), KG_HTTP_RESET);
    pod_end(&pod);
}

TEST("a body that only the connection's end ends is whole when the node has told it")
{
    struct pod pod = pod_start();
    struct tunnel *tunnel = open_to(arena, "kagent-0", pod.port);
    struct kg_http_result result;

    CHECK_INT(ask(arena, tunnel, 0, "/unsized", &result), KG_HTTP_OK);
    CHECK_STR(result.body, "whole");
    await_end(tunnel);
    CHECK_INT(tunnel->end, KG_PORTFORWARD_CLOSED);
    pod_end(&pod);
}

TEST("a body that is cut is noticed by its length, an RST by the node's complaint")
{
    struct pod pod = pod_start();
    struct tunnel *cut = open_to(arena, "kagent-0", pod.port);
    struct tunnel *reset = open_to(arena, "kagent-0", pod.port);
    struct kg_http_result result;

    CHECK_INT(ask(arena, cut, 0, "/cut", &result), KG_HTTP_RESET);
    CHECK_STR(result.body, "01234");
    await_end(cut);
    CHECK_INT(cut->end, KG_PORTFORWARD_CLOSED);
    CHECK_INT(ask(arena, reset, 0, "/reset", &result), KG_HTTP_RESET);
    await_end(reset);
    CHECK_INT(reset->end, KG_PORTFORWARD_PORT);
    CHECK_ERROR(reset->error, "failed to copy");
    pod_end(&pod);
}

TEST("a port on which nothing listens is told with what to look at")
{
    struct pod pod = pod_start();
    pod_end(&pod);
    struct tunnel *tunnel = open_to(arena, "kagent-0", pod.port);

    await_end(tunnel);
    CHECK_INT(tunnel->end, KG_PORTFORWARD_PORT);
    CHECK_TEXT(tunnel->error.advice,
               kg_arena_printf(arena,
                               "Nothing listens on port %u in the pod. What does it say? "
                               "kubectl logs kagent-0 -n kagent",
                               pod.port));
}

TEST("millions of bytes come through unchanged, in both directions")
{
    struct pod pod = pod_start();
    struct tunnel *tunnel = open_to(arena, "kagent-0", pod.port);
    unsigned lane = kg_http_new_lane(tunnel->http);
    struct kg_http_result result;
    char *body = kg_arena_alloc(arena, POD_BIG);

    CHECK_INT(ask(arena, tunnel, lane, "/big", &result), KG_HTTP_OK);
    CHECK_INT(result.body.length, POD_BIG);
    for (size_t i = 0; i < POD_BIG; i++)
        body[i] = (char)(i * 7 + (i >> 9));
    struct kg_http_spec spec = {
        .url = "http://pod/echo", .method = "POST", .lane = lane, .body = {body, POD_BIG}};
    CHECK_INT(kg_http_fetch(tunnel->http, arena, &spec, &result, NULL), 0);
    CHECK(kg_str_equal(result.body, spec.body));
    pod_end(&pod);
}

TEST("nodes get nothing before their answer, no fragments, and pieces of 16 KiB")
{
    struct node node = node_start("10000");
    struct pod pod = pod_start();
    struct kg_portforward_target target = {.pod = "kagent-0", .port = pod.port};
    struct tunnel *tunnel = begin(arena, loop(arena), node.address, target);
    int socket = kg_portforward_socket(tunnel->forward);
    char *body = kg_arena_zero(arena, 100000, 1);
    struct kg_http_spec spec = {
        .url = "http://pod/echo", .method = "POST", .socket = socket, .body = {body, 100000}};
    struct kg_http_result result;
    char line[256];

    /* The request waits in the socket while the tunnel is being opened. */
    CHECK_INT(kg_http_fetch(tunnel->http, arena, &spec, &result, NULL), 0);
    await_end(tunnel);
    do {
        CHECK(fgets(line, sizeof(line), node.events) != NULL);
        CHECK(strncmp(line, "early", 5) != 0 && strncmp(line, "fragment", 8) != 0 &&
              strncmp(line, "unmasked", 8) != 0);
        unsigned size;
        if (sscanf(line, "message %u", &size) == 1)
            CHECK(size <= 1 + (16 << 10));
    } while (strcmp(line, "end\n") != 0);
    pod_end(&pod);
    node_end(&node);
}

TEST("who closes his end of the tunnel ends it")
{
    struct pod pod = pod_start();
    struct tunnel *tunnel = open_to(arena, "kagent-0", pod.port);

    close(kg_portforward_socket(tunnel->forward));
    await_end(tunnel);
    CHECK_INT(tunnel->end, KG_PORTFORWARD_CLOSED);
    pod_end(&pod);
}

TEST("a tunnel that is closed calls nobody, and can be closed again")
{
    struct pod pod = pod_start();
    struct tunnel *tunnel = open_to(arena, "kagent-0", pod.port);
    struct kg_portforward_target target = {.pod = "kagent-0", .port = pod.port};
    struct tunnel *half = begin(arena, tunnel->http, shared_node(), target);

    kg_portforward_close(tunnel->forward);
    kg_portforward_close(tunnel->forward);
    kg_portforward_close(half->forward);
    kg_portforward_close(NULL);
    CHECK_INT(kg_http_step(tunnel->http, 0, NULL), 0);
    CHECK(!tunnel->ended && !half->opened && !half->ended);
    pod_end(&pod);
}

TEST("an idle tunnel is kept by what it sends, and cut without")
{
    struct node node = node_start("0.4");
    struct pod pod = pod_start();
    struct kg_portforward_target kept = {.pod = "kagent-0", .port = pod.port, .keepalive_ms = 50};
    struct kg_portforward_target left = {.pod = "kagent-0", .port = pod.port};
    struct kg_http *http = loop(arena);
    struct tunnel *kept_tunnel = begin(arena, http, node.address, kept);
    struct tunnel *left_tunnel = begin(arena, http, node.address, left);
    struct kg_http_result result;
    char line[256];

    await_end(left_tunnel);
    CHECK_INT(left_tunnel->end, KG_PORTFORWARD_CUT);
    for (int i = 0; i < 3; i++)
        node_await(&node, "message 1", line);
    CHECK(!kept_tunnel->ended);
    CHECK_INT(ask(arena, kept_tunnel, 0, "/keep", &result), KG_HTTP_OK);
    pod_end(&pod);
    node_end(&node);
}

TEST("a pod that does not read holds up its own tunnel and no other")
{
    struct pod pod = pod_start();
    struct tunnel *deaf = open_to(arena, "kagent-0", pod.port);
    struct kg_portforward_target target = {.pod = "kagent-1", .port = pod.port};
    struct tunnel *other = begin(arena, deaf->http, shared_node(), target);
    struct kg_http_spec spec = {.url = "http://pod/deaf",
                                .method = "POST",
                                .socket = kg_portforward_socket(deaf->forward),
                                .body = {kg_arena_zero(arena, POD_BIG * 4, 1), POD_BIG * 4}};
    struct kg_http_handler nobody = {NULL, NULL, NULL};
    struct kg_http_result result;

    CHECK_INT(kg_http_start(deaf->http, &spec, &nobody, NULL, NULL, NULL), 0);
    while (!other->opened)
        step(other->http);
    CHECK_INT(ask(arena, other, 0, "/keep", &result), KG_HTTP_OK);
    CHECK(!deaf->ended);
    pod_end(&pod);
}

TEST("a time limit of a request through a tunnel holds")
{
    struct pod pod = pod_start();
    struct tunnel *tunnel = open_to(arena, "kagent-0", pod.port);
    struct kg_http_spec spec = {
        .url = "http://pod/deaf", .socket = kg_portforward_socket(tunnel->forward), .total_ms = 50};
    struct kg_http_result result;

    CHECK_INT(kg_http_fetch(tunnel->http, arena, &spec, &result, NULL), -1);
    CHECK_INT(result.failure, KG_HTTP_TIMEOUT);
    await_end(tunnel);
    CHECK_INT(tunnel->end, KG_PORTFORWARD_CLOSED);
    pod_end(&pod);
}
