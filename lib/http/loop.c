#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>

#include "loop.h"

static const long KEPT_CONNECTIONS = 1024; /* most of them */

enum { CROWD = 256, GATHER_NS = 2000000 };

/* ---- items ---- */

struct item *kg_http_item_new(struct kg_http *http, struct list *list, size_t size)
{
    struct item *item = calloc(1, size);
    if (item == NULL)
        return NULL;
    item->http = http;
    item->next = list->first;
    list->first = item;
    return item;
}

static void list_sweep(struct list *list)
{
    for (struct item **link = &list->first; *link != NULL;) {
        struct item *item = *link;
        if (!item->dead) {
            link = &item->next;
            continue;
        }
        *link = item->next;
        list->release(item);
    }
}

static void sweep(struct kg_http *http)
{
    list_sweep(&http->requests);
    list_sweep(&http->timers);
    list_sweep(&http->fds);
}

void kg_http_item_drop(struct item *item)
{
    item->dead = true;
    if (!item->http->stepping)
        sweep(item->http);
}

static void list_release(struct list *list)
{
    for (struct item *item = list->first; item != NULL; item = item->next)
        item->dead = true;
    list_sweep(list);
}

/* ---- timers ---- */

struct kg_http_timer {
    struct item item;
    int64_t due_ms;
    void (*due)(void *context);
    void *context;
};

static void plain_release(struct item *item)
{
    free(item);
}

int64_t kg_http_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct kg_http_timer *kg_http_after(struct kg_http *http, int64_t delay_ms,
                                    void (*due)(void *context), void *context)
{
    struct kg_http_timer *timer =
        (struct kg_http_timer *)kg_http_item_new(http, &http->timers, sizeof(*timer));
    if (timer == NULL)
        return NULL;
    timer->due_ms = kg_http_now_ms() + (delay_ms > 0 ? delay_ms : 0);
    timer->due = due;
    timer->context = context;
    return timer;
}

void kg_http_timer_cancel(struct kg_http_timer *timer)
{
    if (timer != NULL)
        kg_http_item_drop(&timer->item);
}

static void tell_timers(struct kg_http *http)
{
    int64_t now = kg_http_now_ms();
    for (struct item *item = http->timers.first; item != NULL; item = item->next) {
        struct kg_http_timer *timer = (struct kg_http_timer *)item;
        if (item->dead || timer->due_ms > now)
            continue;
        item->dead = true;
        timer->due(timer->context);
    }
}

/* ---- descriptors ---- */

struct kg_http_fd {
    struct item item;
    int fd;
    int events;
    int ready_events;
    void (*ready)(void *context, int events);
    void *context;
};

struct kg_http_fd *kg_http_watch_fd(struct kg_http *http, int fd, int events,
                                    void (*ready)(void *context, int events), void *context)
{
    struct kg_http_fd *watched =
        (struct kg_http_fd *)kg_http_item_new(http, &http->fds, sizeof(*watched));
    if (watched == NULL)
        return NULL;
    watched->fd = fd;
    watched->events = events;
    watched->ready = ready;
    watched->context = context;
    return watched;
}

void kg_http_fd_events(struct kg_http_fd *watched, int events)
{
    watched->events = events;
}

void kg_http_unwatch_fd(struct kg_http_fd *watched)
{
    if (watched != NULL)
        kg_http_item_drop(&watched->item);
}

static bool is_waited_for(const struct item *item)
{
    return !item->dead && ((const struct kg_http_fd *)item)->events != 0;
}

/* Room for `count` descriptors. Returns -1 without memory. */
static int make_room(struct kg_http *http, size_t count)
{
    if (count <= http->wait_capacity)
        return 0;
    struct curl_waitfd *waits = realloc(http->waits, count * sizeof(*waits));
    if (waits == NULL)
        return -1;
    http->waits = waits;
    struct pollfd *polls = realloc(http->polls, count * sizeof(*polls));
    if (polls == NULL)
        return -1;
    http->polls = polls;
    http->wait_capacity = count;
    return 0;
}

/* Lists the descriptors to wait for, for libcurl and for us. Returns how many, or -1 without
 * memory. */
static int list_waits(struct kg_http *http)
{
    size_t count = 0;
    for (struct item *item = http->fds.first; item != NULL; item = item->next)
        count += is_waited_for(item);
    if (make_room(http, count) != 0)
        return -1;
    size_t i = 0;
    for (struct item *item = http->fds.first; item != NULL; item = item->next) {
        const struct kg_http_fd *watched = (const struct kg_http_fd *)item;
        bool reads = (watched->events & KG_HTTP_READABLE) != 0;
        bool writes = (watched->events & KG_HTTP_WRITABLE) != 0;
        if (!is_waited_for(item))
            continue;
        int waits = (reads ? CURL_WAIT_POLLIN : 0) | (writes ? CURL_WAIT_POLLOUT : 0);
        int polls = (reads ? POLLIN : 0) | (writes ? POLLOUT : 0);
        http->waits[i] = (struct curl_waitfd){.fd = watched->fd, .events = (short)waits};
        http->polls[i++] = (struct pollfd){.fd = watched->fd, .events = (short)polls};
    }
    return (int)count;
}

static int events_of(short revents)
{
    if ((revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
        return KG_HTTP_READABLE | KG_HTTP_WRITABLE;
    return ((revents & POLLIN) ? KG_HTTP_READABLE : 0) |
           ((revents & POLLOUT) ? KG_HTTP_WRITABLE : 0);
}

/*
 * Before anybody is called: notes who is ready. libcurl waits for the descriptors but keeps it to
 * itself when one was hung up, so they are asked once more, all at once. Nobody has changed the
 * list since list_waits().
 */
static void note_fds(struct kg_http *http, int count)
{
    bool any = count > 0 && poll(http->polls, (nfds_t)count, 0) > 0;
    size_t i = 0;
    for (struct item *item = http->fds.first; item != NULL; item = item->next) {
        struct kg_http_fd *watched = (struct kg_http_fd *)item;
        watched->ready_events = 0;
        if (!is_waited_for(item))
            continue;
        if (any)
            watched->ready_events = events_of(http->polls[i].revents);
        i++;
    }
}

static void tell_fds(struct kg_http *http)
{
    for (struct item *item = http->fds.first; item != NULL; item = item->next) {
        struct kg_http_fd *watched = (struct kg_http_fd *)item;
        if (!item->dead && watched->ready_events != 0)
            watched->ready(watched->context, watched->ready_events);
    }
}

/* ---- requests ---- */

/* Takes down what libcurl has finished. */
static void note_results(struct kg_http *http)
{
    int left;
    for (CURLMsg *message; (message = curl_multi_info_read(http->multi, &left)) != NULL;) {
        struct kg_http_request *request = NULL;
        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&request);
        request->over = true;
        request->code = message->data.result;
    }
}

/* When a request has been silent for too long; INT64_MAX if that does not matter. */
static int64_t silent_until(const struct kg_http_request *request)
{
    if (request->item.dead || request->over || request->silence_ms <= 0)
        return INT64_MAX;
    return request->heard_ms + request->silence_ms;
}

/* Whether somebody is to be called already. */
static bool has_news(const struct kg_http *http)
{
    for (struct item *item = http->requests.first; item != NULL; item = item->next) {
        if (!item->dead && kg_http_request_has_news((struct kg_http_request *)item))
            return true;
    }
    return false;
}

static void tell_requests(struct kg_http *http)
{
    int64_t now = kg_http_now_ms();
    for (struct item *item = http->requests.first; item != NULL; item = item->next) {
        struct kg_http_request *request = (struct kg_http_request *)item;
        if (silent_until(request) <= now) {
            request->over = true;
            request->stopped = KG_HTTP_TIMEOUT;
        }
        if (!item->dead)
            kg_http_request_tell(request);
    }
}

/* ---- the loop ---- */

/* How long to wait, at most `wait_ms` (-1: for ever). */
static int wait_for(const struct kg_http *http, int64_t wait_ms)
{
    int64_t next = INT64_MAX;
    for (struct item *item = http->timers.first; item != NULL; item = item->next) {
        int64_t due = ((struct kg_http_timer *)item)->due_ms;
        next = due < next ? due : next;
    }
    for (struct item *item = http->requests.first; item != NULL; item = item->next) {
        int64_t due = silent_until((struct kg_http_request *)item);
        next = due < next ? due : next;
    }
    int64_t left = next == INT64_MAX ? INT64_MAX : next - kg_http_now_ms();
    if (wait_ms >= 0 && wait_ms < left)
        left = wait_ms;
    if (left < 0)
        left = 0;
    return left > INT_MAX ? INT_MAX : (int)left;
}

static int broken(struct kg_error *err, CURLMcode code)
{
    return kg_error_set(err, KG_ERROR_UNKNOWN, "waiting for the network fails: %s",
                        curl_multi_strerror(code));
}

/* libcurl sends what is new, and then knows what to wait for. */
static CURLMcode send_new(struct kg_http *http)
{
    http->launched = false;
    CURLMcode code = curl_multi_perform(http->multi, &http->running);
    note_results(http);
    return code;
}

/*
 * A step looks at every request that is under way, whoever has got something. With thousands of
 * them, what arrives within two milliseconds is taken together.
 */
static void gather(void)
{
    const struct timespec moment = {.tv_nsec = GATHER_NS};
    nanosleep(&moment, NULL);
}

int kg_http_step(struct kg_http *http, int64_t wait_ms, struct kg_error *err)
{
    int count = list_waits(http);
    if (count < 0)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "out of memory");
    CURLMcode code = http->launched ? send_new(http) : CURLM_OK;
    if (code == CURLM_OK)
        code = curl_multi_poll(http->multi, http->waits, (unsigned)count,
                               has_news(http) ? 0 : wait_for(http, wait_ms), NULL);
    if (http->running > CROWD)
        gather();
    if (code == CURLM_OK)
        code = curl_multi_perform(http->multi, &http->running);
    if (code != CURLM_OK)
        return broken(err, code);
    note_results(http);
    note_fds(http, count);

    http->stepping = true;
    tell_requests(http);
    tell_fds(http);
    tell_timers(http);
    http->stepping = false;
    sweep(http);
    return 0;
}

unsigned kg_http_new_lane(struct kg_http *http)
{
    http->lanes++;
    if ((http->lanes & 0xFFFF) == 0) /* becomes a port, which is never 0 */
        http->lanes++;
    return http->lanes;
}

static void http_release(void *object)
{
    struct kg_http *http = object;
    list_release(&http->requests);
    list_release(&http->timers);
    list_release(&http->fds);
    free(http->waits);
    free(http->polls);
    if (http->multi != NULL)
        curl_multi_cleanup(http->multi);
    if (http->initialised)
        curl_global_cleanup();
}

int kg_http_new(struct kg_arena *arena, struct kg_http **http, struct kg_error *err)
{
    struct kg_http *made = kg_arena_zero(arena, 1, sizeof(*made));
    made->requests.release = kg_http_request_release;
    made->timers.release = plain_release;
    made->fds.release = plain_release;
    kg_arena_defer(arena, http_release, made);
    made->initialised = kg_http_memory_init() == CURLE_OK;
    made->multi = made->initialised ? curl_multi_init() : NULL;
    /* Else it would keep no more connections than four times the requests that are under way. */
    if (made->multi == NULL ||
        curl_multi_setopt(made->multi, CURLMOPT_MAXCONNECTS, KEPT_CONNECTIONS) != CURLM_OK)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "libcurl cannot be set up");
    *http = made;
    return 0;
}
