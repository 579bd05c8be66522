/*
 * http: many requests at once, on kept connections, in one event loop.
 *
 * The loop is libcurl's multi interface with timers and the caller's own file
 * descriptors beside it (tunnels, a signalfd, the pipe of a child). It has no
 * thread: everything happens inside kg_http_step(), which waits for the next
 * event, calls what was registered for it, and returns.
 *
 *     struct kg_http *http;
 *     kg_http_new(arena, &http, err);
 *     kg_http_start(http, &spec, &handler, context, &request, err);
 *     while (!finished)
 *         kg_http_step(http, -1, err);
 *
 * Callbacks are called by kg_http_step() and never from within libcurl. They
 * may do anything: start and cancel requests, set timers, take memory from an
 * arena whose recovery point lies outside the loop. Only kg_http_step() itself,
 * and what calls it (kg_http_fetch()), must not be called from a callback.
 *
 * What libcurl would do on its own and kubectl does not, is switched off:
 * redirects are not followed; no proxy, password or other setting is read from
 * the environment or a .netrc; only http and https are spoken.
 *
 * Bytes that requests hold, and all that libcurl itself allocates, are wiped
 * before they are given back: headers and bodies carry credentials.
 *
 * Times are in milliseconds unless a name says otherwise; 0 is "no limit".
 */
#ifndef KAGENT_HTTP_H
#define KAGENT_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

struct kg_http;         /* the loop, with its kept connections */
struct kg_http_request; /* one that is under way */
struct kg_http_raw;     /* a connection without HTTP over it */

/* ---- what became of a request ---- */

/* Why there is no whole response. A response with an error status is none of these. */
enum kg_http_failure {
    KG_HTTP_OK = 0,
    KG_HTTP_REFUSED,       /* nothing listens at that address */
    KG_HTTP_UNREACHABLE,   /* no route to it, or the network said no */
    KG_HTTP_DNS,           /* the name does not resolve */
    KG_HTTP_TLS_UNTRUSTED, /* the certificate's signer is none of the trusted ones */
    KG_HTTP_TLS_NAME,      /* the certificate is for other names */
    KG_HTTP_TLS_EXPIRED,   /* the certificate's time is over, or has not begun */
    KG_HTTP_TLS_CLIENT,    /* the client's own certificate, key or CA cannot be used */
    KG_HTTP_TLS,           /* another failure of TLS: the port speaks none, say */
    KG_HTTP_TIMEOUT,       /* a time limit has passed */
    KG_HTTP_RESET,         /* cut off before the response was whole */
    KG_HTTP_PROXY,         /* the proxy cannot be reached or refuses */
    KG_HTTP_TOO_LARGE,     /* the body has more bytes than `body_max` */
    KG_HTTP_MALFORMED,     /* what came is not HTTP */
    KG_HTTP_LOCAL,         /* the request could not be made: a bad URL, no memory */
    KG_HTTP_CANCELLED,     /* by kg_http_cancel() */
};

/*
 * When the steps of a request were over, in microseconds since its start, as
 * libcurl measures them. On a reused connection dns, connect and tls are 0;
 * tls is 0 for http://.
 */
struct kg_http_timings {
    int64_t dns_us;
    int64_t connect_us;
    int64_t tls_us;
    int64_t first_byte_us;
    int64_t total_us;
};

/* The head of a response. Texts live as long as the callback that gets them. */
struct kg_http_head {
    int status;         /* 200; 0 when no response came */
    int version;        /* 10, 11, 20 for HTTP/1.0, 1.1, 2 */
    struct kg_str text; /* status line and header fields as they came, lines ended by CRLF */
};

struct kg_http_result {
    enum kg_http_failure failure;
    struct kg_http_head head;
    struct kg_str body; /* all of it if it is collected; what came until a failure */
    struct kg_http_timings timings;
    bool reused;           /* went over a connection that stood already */
    const char *peer;      /* the address that was connected to, "" if none was */
    struct kg_error error; /* where `failure` is not OK: a sentence and advice, with its class */
};

/*
 * The value of the `nth` (from 0) header field of this name, letter case aside,
 * trimmed. Returns false when there are fewer.
 */
bool kg_http_field(const struct kg_http_head *head, const char *name, size_t nth,
                   struct kg_str *value);

/* ---- what to ask for ---- */

/* How to speak TLS. All zero: trust the system's certificates, present none. At least TLS 1.2. */
struct kg_http_tls {
    struct kg_str ca;          /* PEM: exactly these are trusted, and the system's are not */
    const char *system_ca;     /* file (SSL_CERT_FILE) to use as the system's; NULL: see below */
    struct kg_str certificate; /* PEM, the client's, with its chain; empty for none */
    struct kg_str key;         /* PEM, of the certificate */
    const char *server_name;   /* for SNI and the certificate's check, instead of the URL's host */
    bool skip_verify;          /* accept any certificate */
};

/*
 * The system's certificates: a file of them, or a directory, or NULLs where the
 * system has none. They are looked for where the distributions keep them, so
 * that a static binary finds them on a system other than its builder's.
 */
void kg_http_system_ca(const char **file, const char **directory);

/* What is said when nothing is given: zero. */
struct kg_http_spec {
    const char *method;            /* NULL: GET */
    const char *url;               /* http:// or https:// */
    const char *const *headers;    /* "Name: value", NULL-terminated; NULL: none */
    struct kg_str body;            /* sent when it is not empty, or when `method` wants one */
    const struct kg_http_tls *tls; /* NULL: as if all zero */
    const char *proxy;             /* http://, https:// or socks5:// URL; NULL or "": none */
    bool http1;                    /* HTTP/1.1 only; else HTTP/2 where TLS negotiates it */
    bool fresh;                    /* over a new connection, that nobody reuses */
    int socket;                    /* a connected, non-blocking socket to speak over; 0: none. It
                                    * becomes the loop's even if the start fails. Implies `http1`. */
    unsigned lane;                 /* keeps that connection for requests of this lane, see below */
    int64_t connect_ms;            /* limit of name, TCP, TLS and proxy together */
    int64_t total_ms;              /* limit of everything */
    int64_t silence_ms;            /* limit of a pause between bytes of a response */
    size_t body_max; /* most bytes of the body; 0: KG_HTTP_BODY_MAX when it is collected */
    bool compressed; /* offer gzip, and unpack it */
};

/* The most that is collected of a body when nothing else is said: 64 MiB. */
#define KG_HTTP_BODY_MAX ((size_t)64 << 20)

/* The most that is taken of a response's head. */
#define KG_HTTP_HEAD_MAX ((size_t)256 << 10)

/*
 * What happens to a request. Any of them may be NULL. After `done` the request
 * is gone. A cancelled request gets no callback any more.
 */
struct kg_http_handler {
    /* The head is whole. */
    void (*head)(void *context, const struct kg_http_head *head);
    /* Bytes of the body; they are gone afterwards. Where this is NULL the body is collected. */
    void (*chunk)(void *context, struct kg_str bytes);
    /* It is over, well or not. `result` lives as long as the call. */
    void (*done)(void *context, const struct kg_http_result *result);
};

/* ---- the loop ---- */

/*
 * Makes a loop, which is released with the arena: requests under way are
 * dropped, connections closed. Fails with KG_ERROR_UNKNOWN when the system
 * lacks what it takes.
 */
int kg_http_new(struct kg_arena *arena, struct kg_http **http, struct kg_error *err);

/*
 * Waits until something happens, at most `wait_ms` (-1: as long as it takes; 0:
 * not at all), and calls what is registered for it. Returns 0, or -1 when the
 * loop itself is broken; failures of requests go to their own callbacks.
 */
int kg_http_step(struct kg_http *http, int64_t wait_ms, struct kg_error *err);

/*
 * Starts a request. Texts of `spec` are copied. Returns -1 when the request
 * cannot be made at all; then no callback is called. `*request` (NULL: not
 * wanted) is for kg_http_cancel() and gone once `done` was called.
 */
int kg_http_start(struct kg_http *http, const struct kg_http_spec *spec,
                  const struct kg_http_handler *handler, void *context,
                  struct kg_http_request **request, struct kg_error *err);

/* Drops a request; nothing of it is called any more. NULL is nothing. */
void kg_http_cancel(struct kg_http_request *request);

/*
 * Starts a request and steps the loop until it is over; other requests, timers
 * and descriptors are served meanwhile. The texts of `*result` are in the
 * arena. Returns 0 when a whole response came, whatever its status; -1 with the
 * failure in `*result` and `*err`.
 */
int kg_http_fetch(struct kg_http *http, struct kg_arena *arena, const struct kg_http_spec *spec,
                  struct kg_http_result *result, struct kg_error *err);

/* ---- lanes ---- */

/*
 * A number for `lane` of a spec that nobody of this loop has. The first request
 * of a lane brings the socket; those that follow go over the same connection,
 * one at a time, and no other request does. When that connection has come to
 * its end, a request without a socket fails with KG_HTTP_RESET: it never goes
 * elsewhere. All requests of a lane have the same host in their URL. A socket
 * without a lane serves one request.
 */
unsigned kg_http_new_lane(struct kg_http *http);

/* ---- timers ---- */

struct kg_http_timer;

/*
 * Calls `due` once, `delay_ms` from now. The timer is gone when `due` is
 * called. Not for measuring: it comes when the loop gets around to it.
 */
struct kg_http_timer *kg_http_after(struct kg_http *http, int64_t delay_ms,
                                    void (*due)(void *context), void *context);

/* Drops a timer that is not due yet. NULL is nothing. */
void kg_http_timer_cancel(struct kg_http_timer *timer);

/* Milliseconds of a clock that nobody sets (CLOCK_MONOTONIC). */
int64_t kg_http_now_ms(void);

/* ---- the caller's descriptors ---- */

struct kg_http_fd;

enum { KG_HTTP_READABLE = 1, KG_HTTP_WRITABLE = 2 };

/*
 * Calls `ready` with what `fd` is ready for (a set of KG_HTTP_READABLE and
 * KG_HTTP_WRITABLE; a hang-up or an error is both) as long as it is and
 * `events` asks for it. The descriptor stays the caller's.
 */
struct kg_http_fd *kg_http_watch_fd(struct kg_http *http, int fd, int events,
                                    void (*ready)(void *context, int events), void *context);

/* Asks for other events from now on; 0 for none. */
void kg_http_fd_events(struct kg_http_fd *watched, int events);

/* Forgets the descriptor; to be called before it is closed. NULL is nothing. */
void kg_http_unwatch_fd(struct kg_http_fd *watched);

/* ---- raw connections ---- */

/*
 * Connects as a request would (name, proxy, TLS with HTTP/1.1 agreed on) and
 * sends nothing. `connected` is called once: with a connection that the caller
 * must close, or with NULL and why in `result`. Of `spec`, method, headers,
 * body, socket and the limits of a response are not looked at.
 */
int kg_http_connect(struct kg_http *http, const struct kg_http_spec *spec,
                    void (*connected)(void *context, struct kg_http_raw *raw,
                                      const struct kg_http_result *result),
                    void *context, struct kg_http_request **request, struct kg_error *err);

/* The descriptor to watch. TLS may hold bytes back: read until KG_HTTP_RAW_AGAIN before waiting. */
int kg_http_raw_fd(const struct kg_http_raw *raw);

enum { KG_HTTP_RAW_AGAIN = -1, KG_HTTP_RAW_FAILED = -2 };

/*
 * Take bytes from, give bytes to the connection, without waiting. Return how
 * many (0 from recv: the other side has closed), KG_HTTP_RAW_AGAIN when the
 * descriptor must become ready first, or KG_HTTP_RAW_FAILED with `*err` set.
 */
ptrdiff_t kg_http_raw_recv(struct kg_http_raw *raw, void *buffer, size_t size,
                           struct kg_error *err);
ptrdiff_t kg_http_raw_send(struct kg_http_raw *raw, const void *data, size_t size,
                           struct kg_error *err);

/* Closes the connection; unwatch its descriptor first. NULL is nothing. */
void kg_http_raw_close(struct kg_http_raw *raw);

/* ---- proxies ---- */

/*
 * Whether a list as $NO_PROXY holds it exempts `host` (no brackets) and `port`:
 * names and their subdomains, `.domain`, addresses, CIDR blocks, `host:port`,
 * `*`, parted by commas, as golang.org/x/net/http/httpproxy reads it. Loopback
 * addresses and localhost are always exempt.
 */
bool kg_http_proxy_exempt(struct kg_str list, struct kg_str host, unsigned port);

#endif
