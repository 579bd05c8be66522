/*
 * loop: what the parts of the module share.
 *
 * Requests, timers and watched descriptors are items of lists. Callbacks may
 * drop any of them at any time, so dropping only marks an item as dead; a step
 * removes the dead when it has called everybody. New items go to the front,
 * where a walk that is under way does not meet them.
 */
#ifndef KG_HTTP_LOOP_H
#define KG_HTTP_LOOP_H

#include <curl/curl.h>
#include <poll.h>

#include "kagent/http.h"

struct item {
    struct item *next;
    struct kg_http *http;
    bool dead;
};

struct list {
    struct item *first;
    void (*release)(struct item *item); /* frees it and what it owns */
};

struct kg_http {
    CURLM *multi;
    struct list requests;
    struct list timers;
    struct list fds;
    struct curl_waitfd *waits; /* of the living descriptors, made anew for each step */
    struct pollfd *polls;      /* the same once more, for what libcurl does not tell of them */
    size_t wait_capacity;      /* of both */
    bool stepping;             /* callbacks are being called */
    bool launched;             /* there are requests that libcurl has not begun */
    int running;               /* how many it is about, when it was last asked */
    unsigned lanes;            /* the last number that was given to one */
    bool initialised;
};

/* Puts a new item of `size` zero bytes in front of the list. NULL when there is no memory. */
struct item *kg_http_item_new(struct kg_http *http, struct list *list, size_t size);

/* Marks the item as dead; it is gone at the end of the step, or at once outside of one. */
void kg_http_item_drop(struct item *item);

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

typedef void connected_callback(void *context, struct kg_http_raw *raw,
                                const struct kg_http_result *result);

struct kg_http_request {
    struct item item;
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

/* Whether there is something to call. */
bool kg_http_request_has_news(const struct kg_http_request *request);

/* Calls what there is to call for this request. */
void kg_http_request_tell(struct kg_http_request *request);
void kg_http_request_release(struct item *item);

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
