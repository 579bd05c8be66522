/*
 * loop: what the parts of the module share.
 *
 *     loop.c         a step: wait, let libcurl work, then call whom it concerns
 *     waiter.h       which descriptors are ready
 *     descriptor.c   who waits for which of them: owners, and libcurl
 *     alarm.h        what is due when
 *     timer.c        the owners' timers
 *     request.c      requests, from being set up to being told about
 *     patience.c     how long a request may take in all, and be silent
 *     raw.c          connections without HTTP, for tunnels
 *
 * Nothing walks over all that there is: what is ready, is due or has news
 * stands in a list of its own, so the cost of a step is that of what happened.
 *
 * Requests, timers and watched descriptors are items. Callbacks may drop any of
 * them at any time: a dropped item leaves all lists at once, but keeps its
 * memory until the step has called everybody.
 */
#ifndef KG_HTTP_LOOP_H
#define KG_HTTP_LOOP_H

#include <curl/curl.h>

#include "alarm.h"
#include "kagent/http.h"
#include "ring.h"
#include "waiter.h"

struct item {
    struct ring link; /* among the living, then among the dead */
    struct kg_http *http;
    void (*release)(struct item *item); /* frees it and what it owns */
    bool dead;
};

/* Who waits for a descriptor; found by its number, which the kernel keeps small. */
struct descriptor {
    struct kg_http_fd *first; /* of the owners' */
    int libcurl;              /* what libcurl waits for */
    int waited;               /* what the waiter knows of */
};

enum { EVENTS_AT_ONCE = 128 };

struct kg_http {
    CURLM *multi;
    struct ring living;
    struct ring dead;  /* to be freed when the step is over */
    struct ring news;  /* requests of which there is something to tell */
    struct ring ready; /* watched descriptors that are */
    struct ring lost;  /* watched descriptors that libcurl has closed */
    struct kg_waiter *waiter;
    struct kg_waiter_event events[EVENTS_AT_ONCE];
    struct descriptor *descriptors;
    size_t descriptor_count;
    struct kg_alarms alarms;
    int64_t libcurl_due_ms; /* when libcurl wants to be called though nothing is ready */
    int trouble;            /* errno of what keeps the loop from waiting; 0: nothing */
    bool stepping;          /* callbacks are being called */
    unsigned lanes;         /* the last number that was given to one */
    bool initialised;
};

/* Makes a living item of `size` zero bytes. NULL when there is no memory. */
struct item *kg_http_item_new(struct kg_http *http, size_t size,
                              void (*release)(struct item *item));

/* Ends the item's life; it is freed at the end of the step, or at once outside of one. */
void kg_http_item_drop(struct item *item);

/* ---- descriptors ---- */

/* Notes for whom a descriptor is ready. Nobody is called but libcurl. */
CURLMcode kg_http_descriptor_note(struct kg_http *http, const struct kg_waiter_event *event);

/* Notes that those who watch what libcurl has closed are to learn of it. */
void kg_http_lost_note(struct kg_http *http);

/* Calls the owners of what was noted. */
void kg_http_ready_tell(struct kg_http *http);

/* Another file takes the place of the one behind `fd`, which libcurl has opened. */
bool kg_http_descriptor_replace(struct kg_http *http, int fd, int with);

/* For libcurl: what to wait for (CURLMOPT_SOCKETFUNCTION), ... */
int kg_http_on_socket(CURL *easy, curl_socket_t fd, int what, void *http, void *unused);

/* ... and closing a connection (CURLOPT_CLOSESOCKETFUNCTION). */
int kg_http_on_close(void *http, curl_socket_t fd);

/* At the end: no owner watches anything any more. */
void kg_http_unwatch_all(struct kg_http *http);

void kg_http_descriptors_release(struct kg_http *http);

/* ---- bytes ---- */

/* A growing text outside of any arena: libcurl's callbacks must not jump. Wiped when released. */
struct bytes {
    char *data;
    size_t length;
    size_t capacity;
};

/* Returns -1 when there is no memory. */
int kg_http_bytes_add(struct bytes *bytes, const char *data, size_t length);
void kg_http_bytes_release(struct bytes *bytes);

/* A raw connection is its finished request, kept. */
struct kg_http_raw {
    struct kg_http_request *request;
};

/* ---- requests ---- */

typedef void connected_callback(void *context, struct kg_http_raw *raw,
                                const struct kg_http_result *result);

struct kg_http_request {
    struct item item;
    struct ring news;        /* stands in the loop's list while there is something to tell */
    struct kg_alarm silence; /* goes off when nothing has come for too long */
    struct kg_alarm limit;   /* goes off when libcurl has not ended it in time */
    CURL *easy;
    struct curl_slist *headers;
    struct curl_slist *connect_to;
    struct kg_http_handler handler;
    connected_callback *connected; /* of a raw connection; NULL when it was called */
    bool connects;                 /* is a raw connection */
    void *context;
    struct kg_http_raw raw;

    char address[300]; /* "host:port", for messages */
    bool proxied;
    int socket;      /* the owner's, while libcurl does not have it yet; else -1 */
    int placeholder; /* what libcurl has meanwhile, and `socket` takes the place of */
    int64_t connect_ms;
    int64_t total_ms; /* 0: no limit */
    int64_t silence_ms;
    int64_t heard_ms; /* when the last byte came */

    bool is_change;    /* may not go out twice */
    bool sent;         /* libcurl has begun to send it */
    struct bytes head; /* of the last response, final or not */
    bool head_whole;
    bool head_told;
    struct bytes body;
    size_t received;
    size_t body_max;
    enum kg_http_failure stopped; /* why a callback of ours ended it */
    bool over;
    CURLcode code;
    char problem[CURL_ERROR_SIZE];
};

/* There is something to tell its owner. */
void kg_http_request_note(struct kg_http_request *request);

/*
 * From now on it has its time, and ends where that is over. Returns -1 when there is no memory.
 * Where it has ended otherwise, it has to be said.
 */
int kg_http_patience_begin(struct kg_http_request *request);
void kg_http_patience_end(struct kg_http_request *request);

/* libcurl is done with it. */
void kg_http_request_end(struct kg_http_request *request, CURLcode code);

/* Calls what there is to call for this request. */
void kg_http_request_tell(struct kg_http_request *request);

/* What libcurl's verdict means, and the sentence for it. */
enum kg_http_failure kg_http_failure_of(const struct kg_http_request *request);
void kg_http_failure_describe(const struct kg_http_request *request, enum kg_http_failure failure,
                              struct kg_error *err);

/* Sets the handle up for TLS. */
CURLcode kg_http_tls_apply(CURL *easy, const struct kg_http_tls *tls);

/* Makes libcurl's memory such that it is wiped. Counted by libcurl: one curl_global_cleanup each.
 */
CURLcode kg_http_memory_init(void);

#endif
