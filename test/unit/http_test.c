/*
 * Requests, timers and descriptors of one loop. The server is the other end of a socket pair, so
 * that every byte of an answer, and where it ends, is the test's.
 */
#include "unit.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kagent/buf.h"
#include "kagent/http.h"

static struct kg_http *loop(struct kg_arena *arena)
{
    struct kg_http *http = NULL;
    CHECK_INT(kg_http_new(arena, &http, NULL), 0);
    return http;
}

/* One end of a socket pair whose other end has said `answer`, and then closed unless `open`. */
struct peer {
    int ours;
    int theirs;
};

static struct peer peer_of(struct kg_str answer)
{
    int ends[2];
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0);
    CHECK_INT(write(ends[1], answer.data, answer.length), answer.length);
    return (struct peer){ends[0], ends[1]};
}

/* Asks over a connection that yields `answer` and ends. */
static int ask(struct kg_arena *arena, struct kg_str answer, struct kg_http_spec spec,
               struct kg_http_result *result, struct kg_error *err)
{
    struct peer peer = peer_of(answer);
    shutdown(peer.theirs, SHUT_WR);
    spec.url = "http://agent.test:8080/path?x=1";
    spec.socket = peer.ours;
    int rc = kg_http_fetch(loop(arena), arena, &spec, result, err);
    close(peer.theirs);
    return rc;
}

#define WHOLE "HTTP/1.1 201 Made\r\nContent-Length: 5\r\nWarning: a\r\nwarning:  b \r\n\r\nhello"

TEST("an answer has status, fields and body")
{
    struct kg_http_result result = {0};
    struct kg_str value;
    CHECK_INT(ask(arena, KG_STR(WHOLE), (struct kg_http_spec){0}, &result, NULL), 0);
    CHECK_INT(result.head.status, 201);
    CHECK_INT(result.head.version, 11);
    CHECK_STR(result.body, "hello");
    CHECK(kg_http_field(&result.head, "WARNING", 0, &value));
    CHECK_STR(value, "a");
    CHECK(kg_http_field(&result.head, "Warning", 1, &value));
    CHECK_STR(value, "b");
    CHECK(!kg_http_field(&result.head, "Warning", 2, &value));
    CHECK(!kg_http_field(&result.head, "Warn", 0, &value));
}

TEST("an answer that is cut off anywhere is none")
{
    for (size_t length = 0; length < sizeof WHOLE - 1; length++) {
        struct kg_http_result result = {0};
        struct kg_error err = KG_ERROR_INIT;
        int rc =
            ask(arena, (struct kg_str){WHOLE, length}, (struct kg_http_spec){0}, &result, &err);
        CHECK_INT(rc, -1);
        CHECK(result.failure == KG_HTTP_RESET || result.failure == KG_HTTP_MALFORMED);
        CHECK_ERROR(err, "agent.test:8080");
    }
}

#define CHUNKED                                                                                    \
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n"

TEST("a chunked answer that is cut off anywhere is none")
{
    struct kg_http_result result = {0};
    CHECK_INT(ask(arena, KG_STR(CHUNKED), (struct kg_http_spec){0}, &result, NULL), 0);
    CHECK_STR(result.body, "hello!");
    /* libcurl does without the blank line behind the last chunk. */
    for (size_t length = 0; length < sizeof CHUNKED - 1 - 2; length++) {
        struct kg_str part = {CHUNKED, length};
        CHECK_INT(ask(arena, part, (struct kg_http_spec){0}, &result, NULL), -1);
    }
}

TEST("what is not HTTP is told apart from what is cut off")
{
    struct kg_http_result result = {0};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_http_spec spec = {0};
    CHECK_INT(ask(arena, KG_STR("SSH-2.0-OpenSSH_9.2\r\n\r\n"), spec, &result, &err), -1);
    CHECK_INT(result.failure, KG_HTTP_MALFORMED);
    CHECK_ERROR(err, "not HTTP");
}

TEST("bodies and heads have limits")
{
    struct kg_http_result result = {0};
    struct kg_http_spec spec = {.body_max = 4};
    CHECK_INT(ask(arena, KG_STR(WHOLE), spec, &result, NULL), -1);
    CHECK_INT(result.failure, KG_HTTP_TOO_LARGE);
    spec.body_max = 5;
    CHECK_INT(ask(arena, KG_STR(WHOLE), spec, &result, NULL), 0);
}

TEST("answers before the final one are passed over")
{
    struct kg_http_result result = {0};
    struct kg_str answer = KG_STR("HTTP/1.1 100 Continue\r\nX: 1\r\n\r\n" WHOLE);
    struct kg_str value;
    CHECK_INT(ask(arena, answer, (struct kg_http_spec){0}, &result, NULL), 0);
    CHECK_INT(result.head.status, 201);
    CHECK(!kg_http_field(&result.head, "X", 0, &value));
}

TEST("a request says what it is told to say, and no more")
{
    static const char *const headers[] = {"Authorization: Bearer t", "Content-Type: text/plain",
                                          NULL};
    struct kg_http_tls tls = {.server_name = "ignored.test"};
    struct kg_http_spec spec = {.method = "PATCH",
                                .url = "http://agent.test:8080/p?q",
                                .headers = headers,
                                .body = KG_STR("{}"),
                                .tls = &tls};
    struct kg_http_result result = {0};
    char request[1024] = "";
    struct peer peer = peer_of(KG_STR(WHOLE));
    spec.socket = peer.ours;
    CHECK_INT(kg_http_fetch(loop(arena), arena, &spec, &result, NULL), 0);
    CHECK(read(peer.theirs, request, sizeof request - 1) > 0);
    CHECK_TEXT(request, "PATCH /p?q HTTP/1.1\r\nHost: agent.test:8080\r\nAccept: */*\r\n"
                        "Authorization: Bearer t\r\nContent-Type: text/plain\r\n"
                        "Content-Length: 2\r\n\r\n{}");
    close(peer.theirs);
}

/* Asks in this lane; the socket is 0 but for its first request. */
static enum kg_http_failure ask_in_lane(struct kg_arena *arena, struct kg_http *http, unsigned lane,
                                        int socket, struct kg_http_result *result)
{
    struct kg_http_spec spec = {.url = "http://agent.test/", .lane = lane, .socket = socket};
    kg_http_fetch(http, arena, &spec, result, NULL);
    return result->failure;
}

static void say(const struct peer *peer, const char *text)
{
    CHECK_INT(write(peer->theirs, text, strlen(text)), strlen(text));
}

TEST("a lane keeps its socket for its own requests, and never leaves it")
{
    struct kg_http *http = loop(arena);
    unsigned lanes[2] = {kg_http_new_lane(http), kg_http_new_lane(http)};
    struct peer peers[2] = {peer_of(KG_STR(WHOLE)), peer_of(KG_STR(WHOLE))};
    struct kg_http_result result = {0};
    CHECK_INT(ask_in_lane(arena, http, lanes[0], peers[0].ours, &result), KG_HTTP_OK);
    CHECK_INT(ask_in_lane(arena, http, lanes[1], peers[1].ours, &result), KG_HTTP_OK);
    CHECK(!result.reused);
    say(&peers[0], "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst");
    say(&peers[1], "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond");
    CHECK_INT(ask_in_lane(arena, http, lanes[1], 0, &result), KG_HTTP_OK);
    CHECK_STR(result.body, "second");
    CHECK(result.reused);
    CHECK_INT(ask_in_lane(arena, http, lanes[0], 0, &result), KG_HTTP_OK);
    CHECK_STR(result.body, "first");
    close(peers[0].theirs);
    CHECK_INT(ask_in_lane(arena, http, lanes[0], 0, &result), KG_HTTP_RESET);
    CHECK_INT(ask_in_lane(arena, http, kg_http_new_lane(http), 0, &result), KG_HTTP_RESET);
    close(peers[1].theirs);
}

TEST("a lane is used up when its server ends the connection, and can be given another socket")
{
    struct kg_http *http = loop(arena);
    unsigned lane = kg_http_new_lane(http);
    struct peer first = peer_of(KG_STR("HTTP/1.1 200 OK\r\nConnection: close\r\n"
                                       "Content-Length: 0\r\n\r\n"));
    struct peer second = peer_of(KG_STR(WHOLE));
    struct kg_http_result result = {0};
    CHECK_INT(ask_in_lane(arena, http, lane, first.ours, &result), KG_HTTP_OK);
    CHECK_INT(ask_in_lane(arena, http, lane, 0, &result), KG_HTTP_RESET);
    CHECK_INT(ask_in_lane(arena, http, lane, second.ours, &result), KG_HTTP_OK);
    CHECK_STR(result.body, "hello");
    close(first.theirs);
    close(second.theirs);
}

/* What is called, in order: a letter for each. */
struct log {
    struct kg_arena *arena;
    struct kg_buf text;
    struct kg_http_request *request;
    int ends;
};

static struct log log_new(struct kg_arena *arena)
{
    struct log log = {.arena = arena};
    kg_buf_init(&log.text, arena, 1 << 16);
    return log;
}

static void log_head(void *context, const struct kg_http_head *head)
{
    kg_buf_printf(&((struct log *)context)->text, "head %d;", head->status);
}

static void log_chunk(void *context, struct kg_str bytes)
{
    kg_buf_printf(&((struct log *)context)->text, "chunk %.*s;", KG_STR_ARG(bytes));
}

static void log_done(void *context, const struct kg_http_result *result)
{
    struct log *log = context;
    kg_buf_printf(&log->text, "done %d;", result->failure);
    log->ends++;
}

static const struct kg_http_handler log_all = {log_head, log_chunk, log_done};

TEST("a stream is told as it comes")
{
    struct kg_http *http = loop(arena);
    struct log log = log_new(arena);
    struct peer peer = peer_of(KG_STR("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
    struct kg_http_spec spec = {.url = "http://a/", .socket = peer.ours};
    CHECK_INT(kg_http_start(http, &spec, &log_all, &log, NULL, NULL), 0);
    while (log.text.length == 0)
        CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_STR(kg_buf_str(&log.text), "head 200;");
    CHECK_INT(write(peer.theirs, "1\r\nx\r\n", 6), 6);
    while (log.text.length < 12)
        CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_INT(write(peer.theirs, "0\r\n\r\n", 5), 5);
    while (log.ends == 0)
        CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_STR(kg_buf_str(&log.text), "head 200;chunk x;done 0;");
    close(peer.theirs);
}

static void cancel_on_head(void *context, const struct kg_http_head *head)
{
    struct log *log = context;
    log_head(context, head);
    kg_http_cancel(log->request);
    log->ends++;
}

TEST("a request that is cancelled in its own callback is called no more")
{
    static const struct kg_http_handler handler = {cancel_on_head, log_chunk, log_done};
    struct kg_http *http = loop(arena);
    struct log log = log_new(arena);
    struct peer peer = peer_of(KG_STR(WHOLE));
    struct kg_http_spec spec = {.url = "http://a/", .socket = peer.ours};
    CHECK_INT(kg_http_start(http, &spec, &handler, &log, &log.request, NULL), 0);
    while (log.ends == 0)
        CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_INT(kg_http_step(http, 0, NULL), 0);
    CHECK_STR(kg_buf_str(&log.text), "head 201;");
    close(peer.theirs);
}

TEST("limits of time end a request that stalls")
{
    static const struct kg_http_spec specs[] = {{.silence_ms = 20}, {.total_ms = 20}};
    for (size_t i = 0; i < 2; i++) {
        struct kg_http_result result = {0};
        struct kg_error err = KG_ERROR_INIT;
        struct kg_http_spec spec = specs[i];
        struct peer peer = peer_of(KG_STR("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"));
        spec.url = "http://agent.test/";
        spec.socket = peer.ours;
        CHECK_INT(kg_http_fetch(loop(arena), arena, &spec, &result, &err), -1);
        CHECK_INT(result.failure, KG_HTTP_TIMEOUT);
        CHECK_INT(err.class, KG_ERROR_TIMEOUT);
        CHECK_ERROR(err, "agent.test:80 does not answer in time");
        close(peer.theirs);
    }
}

TEST("a server that is not there is told from a name that is none")
{
    struct kg_http *http = loop(arena);
    struct kg_http_result result = {0};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_http_spec spec = {.url = "http://127.0.0.1:1/"};
    CHECK_INT(kg_http_fetch(http, arena, &spec, &result, &err), -1);
    CHECK_INT(result.failure, KG_HTTP_REFUSED);
    CHECK_INT(err.class, KG_ERROR_UNKNOWN);
    CHECK_ERROR(err, "127.0.0.1:1 refuses the connection");
    spec.url = "http://no-such-host.invalid/";
    CHECK_INT(kg_http_fetch(http, arena, &spec, &result, &err), -1);
    CHECK_INT(result.failure, KG_HTTP_DNS);
    spec.proxy = "http://127.0.0.1:1";
    CHECK_INT(kg_http_fetch(http, arena, &spec, &result, &err), -1);
    CHECK_INT(result.failure, KG_HTTP_PROXY);
}

TEST("a URL that is none fails before anything is sent")
{
    static const char *const urls[] = {"", "http://", "ftp://a/", "file:///etc/passwd",
                                       "http://a b/"};
    struct kg_http *http = loop(arena);
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct kg_http_result result = {0};
        struct kg_error err = KG_ERROR_INIT;
        struct kg_http_spec spec = {.url = urls[i]};
        CHECK_INT(kg_http_fetch(http, arena, &spec, &result, &err), -1);
        CHECK(result.failure == KG_HTTP_LOCAL || result.failure == KG_HTTP_MALFORMED);
    }
}

static void log_timer(void *context)
{
    struct log *log = context;
    kg_buf_add_text(&log->text, "timer;");
    log->ends++;
}

static void log_fd(void *context, int events)
{
    struct log *log = context;
    kg_buf_printf(&log->text, "fd %d;", events);
    log->ends++;
}

TEST("timers and descriptors are served by the loop")
{
    struct kg_http *http = loop(arena);
    struct log log = log_new(arena);
    int ends[2];
    CHECK_INT(pipe(ends), 0);
    struct kg_http_fd *watched = kg_http_watch_fd(http, ends[0], KG_HTTP_READABLE, log_fd, &log);
    struct kg_http_timer *never = kg_http_after(http, 100000, log_timer, &log);
    kg_http_timer_cancel(never);
    kg_http_after(http, 1, log_timer, &log);
    while (log.ends < 1)
        CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_STR(kg_buf_str(&log.text), "timer;");
    CHECK_INT(write(ends[1], "x", 1), 1);
    CHECK_INT(kg_http_step(http, -1, NULL), 0);
    kg_http_fd_events(watched, 0);
    CHECK_INT(kg_http_step(http, 0, NULL), 0);
    kg_http_fd_events(watched, KG_HTTP_READABLE);
    close(ends[1]);
    CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_STR(kg_buf_str(&log.text), "timer;fd 1;fd 3;");
    kg_http_unwatch_fd(watched);
    close(ends[0]);
}

struct link {
    struct kg_http_raw *raw;
    bool told;
};

static void connected(void *context, struct kg_http_raw *raw, const struct kg_http_result *result)
{
    (void)result;
    *(struct link *)context = (struct link){raw, true};
}

/* A TCP server of one connection. */
static int listen_here(int *port)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof here;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(fd >= 0);
    CHECK_INT(bind(fd, (struct sockaddr *)&here, size), 0);
    CHECK_INT(listen(fd, 1), 0);
    CHECK_INT(getsockname(fd, (struct sockaddr *)&here, &size), 0);
    *port = ntohs(here.sin_port);
    return fd;
}

TEST("a raw connection carries bytes both ways and tells when the other side closes")
{
    struct kg_http *http = loop(arena);
    int port, listener = listen_here(&port);
    struct kg_http_spec spec = {.url = kg_arena_printf(arena, "http://127.0.0.1:%d/", port)};
    struct link link = {0};
    char bytes[8] = "";
    CHECK_INT(kg_http_connect(http, &spec, connected, &link, NULL, NULL), 0);
    while (!link.told)
        CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK(link.raw != NULL);
    int theirs = accept(listener, NULL, NULL);
    CHECK(kg_http_raw_fd(link.raw) >= 0);
    CHECK_INT(kg_http_raw_recv(link.raw, bytes, sizeof bytes, NULL), KG_HTTP_RAW_AGAIN);
    CHECK_INT(kg_http_raw_send(link.raw, "ping", 4, NULL), 4);
    CHECK_INT(read(theirs, bytes, sizeof bytes), 4);
    CHECK_INT(write(theirs, "pong!", 5), 5);
    CHECK_INT(kg_http_raw_recv(link.raw, bytes, sizeof bytes, NULL), 5);
    close(theirs);
    CHECK_INT(kg_http_raw_recv(link.raw, bytes, sizeof bytes, NULL), 0);
    kg_http_raw_close(link.raw);
    CHECK_INT(kg_http_step(http, 0, NULL), 0);
    close(listener);
}

/* A raw connection to a listener, with the limit of silence that `spec` has. */
static struct kg_http_raw *connect_raw(struct kg_arena *arena, struct kg_http *http,
                                       struct kg_http_spec spec, int *theirs)
{
    int port, listener = listen_here(&port);
    struct link link = {0};
    spec.url = kg_arena_printf(arena, "http://127.0.0.1:%d/", port);
    CHECK_INT(kg_http_connect(http, &spec, connected, &link, NULL, NULL), 0);
    while (!link.told)
        CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK(link.raw != NULL);
    *theirs = accept(listener, NULL, NULL);
    close(listener);
    return link.raw;
}

TEST("a raw connection may be silent for as long as it likes")
{
    struct kg_http *http = loop(arena);
    struct log log = log_new(arena);
    int theirs;
    struct kg_http_raw *raw =
        connect_raw(arena, http, (struct kg_http_spec){.silence_ms = 1}, &theirs);
    kg_http_after(http, 5, log_timer, &log);
    while (log.ends == 0)
        CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_INT(kg_http_step(http, 0, NULL), 0);
    CHECK_INT(kg_http_raw_send(raw, "ping", 4, NULL), 4);
    kg_http_raw_close(raw);
    close(theirs);
}

TEST("who watches a connection that libcurl closes is called, and nobody who has its number then")
{
    struct kg_http *http = loop(arena);
    struct log log = log_new(arena), other = log_new(arena);
    int theirs, ends[2];
    CHECK_INT(pipe(ends), 0);
    struct kg_http_raw *raw = connect_raw(arena, http, (struct kg_http_spec){0}, &theirs);
    int number = kg_http_raw_fd(raw);
    struct kg_http_fd *watched = kg_http_watch_fd(http, number, KG_HTTP_READABLE, log_fd, &log);
    kg_http_raw_close(raw);
    CHECK_INT(dup2(ends[0], number), number);
    kg_http_watch_fd(http, number, KG_HTTP_READABLE, log_fd, &other);
    CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_STR(kg_buf_str(&log.text), "fd 3;");
    kg_http_fd_events(watched, 0);
    CHECK_INT(kg_http_step(http, 0, NULL), 0);
    kg_http_fd_events(watched, KG_HTTP_WRITABLE);
    CHECK_INT(kg_http_step(http, 0, NULL), 0);
    kg_http_unwatch_fd(watched);
    CHECK_INT(kg_http_step(http, 0, NULL), 0);
    CHECK_STR(kg_buf_str(&log.text), "fd 3;fd 3;");
    CHECK_INT(write(ends[1], "x", 1), 1);
    CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK_STR(kg_buf_str(&other.text), "fd 1;");
    close(number);
    close(ends[0]);
    close(ends[1]);
    close(theirs);
}

TEST("a raw connection that does not come about says why")
{
    struct kg_http *http = loop(arena);
    struct kg_http_spec spec = {.url = "https://127.0.0.1:1/"};
    struct link link = {0};
    CHECK_INT(kg_http_connect(http, &spec, connected, &link, NULL, NULL), 0);
    while (!link.told)
        CHECK_INT(kg_http_step(http, -1, NULL), 0);
    CHECK(link.raw == NULL);
}

TEST("proxies are not for what the list exempts, as Go reads it, and never for loopback")
{
    static const struct {
        const char *list;
        const char *host;
        bool exempt;
    } cases[] = {
        {"", "example.com", false},
        {"", "localhost", true},
        {"", "127.0.0.1", true},
        {"", "127.9.9.9", true},
        {"", "::1", true},
        {"example.com", "example.com", true},
        {"example.com", "a.example.com", true},
        {"example.com", "badexample.com", false},
        {".example.com", "example.com", false},
        {".example.com", "a.example.com", true},
        {"*.example.com", "a.b.example.com", true},
        {"EXAMPLE.com", "a.Example.COM", true},
        {" x , example.com ,", "example.com", true},
        {"*", "anything", true},
        {"10.0.0.0/8", "10.1.2.3", true},
        {"10.0.0.0/8", "11.1.2.3", false},
        {"10.0.0.0/9", "10.128.0.1", false},
        {"10.0.0.0/33", "10.0.0.1", false},
        {"2001:db8::/32", "2001:db8:1::2", true},
        {"192.168.1.1", "192.168.1.1", true},
        {"192.168.1.1", "192.168.1.10", false},
        {"example.com:443", "example.com", true},
        {"example.com:80", "example.com", false},
        {"[2001:db8::1]:443", "2001:db8::1", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool exempt =
            kg_http_proxy_exempt(kg_str_from(cases[i].list), kg_str_from(cases[i].host), 443);
        CHECK_TEXT(exempt ? cases[i].host : "-", cases[i].exempt ? cases[i].host : "-");
    }
}
