#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "loop.h"

static const long KEPT_CONNECTIONS = 1024; /* most of them */

/* ---- items ---- */

struct item *kg_http_item_new(struct kg_http *http, size_t size, void (*release)(struct item *item))
{
    struct item *item = calloc(1, size);
    if (item == NULL)
        return NULL;
    item->http = http;
    item->release = release;
    ring_init(&item->link);
    ring_add(&http->living, &item->link);
    return item;
}

static void release_all(struct ring *items)
{
    while (!ring_is_alone(items)) {
        struct item *item = OWNER_OF(items->next, struct item, link);
        ring_take_out(&item->link);
        item->release(item);
    }
}

void kg_http_item_drop(struct item *item)
{
    if (item->dead)
        return;
    item->dead = true;
    ring_take_out(&item->link);
    ring_add(&item->http->dead, &item->link);
    if (!item->http->stepping)
        release_all(&item->http->dead);
}

/* ---- libcurl ---- */

/* Called by libcurl: it wants to go on in so many milliseconds, -1: not before something comes. */
static int on_timeout(CURLM *multi, long timeout_ms, void *context)
{
    struct kg_http *http = context;
    (void)multi;
    http->libcurl_due_ms = timeout_ms < 0 ? KG_ALARM_NEVER : kg_http_now_ms() + timeout_ms;
    return 0;
}

/* Lets libcurl do what it does by the clock: begin what is new, give up what takes too long. */
static CURLMcode run_libcurl(struct kg_http *http)
{
    int running;
    if (http->libcurl_due_ms > kg_http_now_ms())
        return CURLM_OK;
    http->libcurl_due_ms = KG_ALARM_NEVER;
    return curl_multi_socket_action(http->multi, CURL_SOCKET_TIMEOUT, 0, &running);
}

/* Takes down what libcurl has finished. */
static void note_results(struct kg_http *http)
{
    int left;
    for (CURLMsg *message; (message = curl_multi_info_read(http->multi, &left)) != NULL;) {
        struct kg_http_request *request = NULL;
        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&request);
        kg_http_request_end(request, message->data.result);
    }
}

/* ---- a step ---- */

/* How long to wait, at most `wait_ms` (-1: for ever). */
static int patience(const struct kg_http *http, int64_t wait_ms)
{
    int64_t next = kg_alarms_next(&http->alarms);
    if (http->libcurl_due_ms < next)
        next = http->libcurl_due_ms;
    if (!ring_is_alone(&http->news) || !ring_is_alone(&http->lost))
        return 0;
    int64_t left = next == KG_ALARM_NEVER ? -1 : next - kg_http_now_ms();
    if (next != KG_ALARM_NEVER && left < 0)
        left = 0;
    if (wait_ms >= 0 && (left < 0 || wait_ms < left))
        left = wait_ms;
    return left > INT_MAX ? INT_MAX : (int)left;
}

/* Waits, and notes what has come of it. Nobody is called but libcurl. */
static CURLMcode wait_for_news(struct kg_http *http, int64_t wait_ms)
{
    CURLMcode code = run_libcurl(http); /* it sends what is new, and then knows what to wait for */
    note_results(http);
    int count = kg_waiter_wait(http->waiter, patience(http, wait_ms), http->events, EVENTS_AT_ONCE);
    if (count < 0)
        http->trouble = errno;
    kg_http_lost_note(http);
    for (int i = 0; code == CURLM_OK && i < count; i++)
        code = kg_http_descriptor_note(http, &http->events[i]);
    if (code == CURLM_OK)
        code = run_libcurl(http);
    note_results(http);
    return code;
}

static void tell_requests(struct kg_http *http)
{
    while (!ring_is_alone(&http->news)) {
        struct kg_http_request *request = OWNER_OF(http->news.next, struct kg_http_request, news);
        ring_take_out(&request->news);
        kg_http_request_tell(request);
    }
}

int kg_http_step(struct kg_http *http, int64_t wait_ms, struct kg_error *err)
{
    /* An arena that ran out may have jumped out of the step before, past its end. */
    release_all(&http->dead);
    while (!ring_is_alone(&http->ready))
        ring_take_out(http->ready.next);
    http->stepping = true;
    CURLMcode code = wait_for_news(http, wait_ms);
    if (code == CURLM_OK && http->trouble == 0) {
        tell_requests(http);
        kg_http_ready_tell(http);
        kg_alarms_run(&http->alarms, kg_http_now_ms());
    }
    http->stepping = false;
    release_all(&http->dead);
    if (code == CURLM_OK && http->trouble == 0)
        return 0;
    return kg_error_set(err, KG_ERROR_UNKNOWN, "waiting for the network fails: %s",
                        code != CURLM_OK ? curl_multi_strerror(code) : strerror(http->trouble));
}

/* ---- the loop ---- */

unsigned kg_http_new_lane(struct kg_http *http)
{
    return ++http->lanes;
}

static void http_release(void *object)
{
    struct kg_http *http = object;
    http->stepping = true; /* what is closed in one's end must find the others */
    while (!ring_is_alone(&http->living))
        kg_http_item_drop(OWNER_OF(http->living.next, struct item, link));
    kg_http_unwatch_all(http);
    release_all(&http->dead);
    if (http->multi != NULL)
        curl_multi_cleanup(http->multi);
    kg_alarms_release(&http->alarms);
    kg_http_descriptors_release(http);
    if (http->initialised)
        curl_global_cleanup();
}

/* Remembers the first thing that libcurl refuses. */
#define SET(code, multi, option, value)                                                            \
    do {                                                                                           \
        CURLMcode set_ = curl_multi_setopt(multi, option, value);                                  \
        if ((code) == CURLM_OK)                                                                    \
            (code) = set_;                                                                         \
    } while (false)

static CURLMcode set_up(struct kg_http *http)
{
    CURLMcode code = CURLM_OK;
    http->multi = curl_multi_init();
    if (http->multi == NULL)
        return CURLM_OUT_OF_MEMORY;
    SET(code, http->multi, CURLMOPT_SOCKETFUNCTION, kg_http_on_socket);
    SET(code, http->multi, CURLMOPT_SOCKETDATA, http);
    SET(code, http->multi, CURLMOPT_TIMERFUNCTION, on_timeout);
    SET(code, http->multi, CURLMOPT_TIMERDATA, http);
    /* Else it would keep no more connections than four times the requests that are under way. */
    SET(code, http->multi, CURLMOPT_MAXCONNECTS, KEPT_CONNECTIONS);
    return code;
}

int kg_http_new(struct kg_arena *arena, struct kg_http **http, struct kg_error *err)
{
    struct kg_http *made = kg_arena_zero(arena, 1, sizeof(*made));
    struct ring *lists[] = {&made->living, &made->dead, &made->news, &made->ready, &made->lost};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        ring_init(lists[i]);
    made->libcurl_due_ms = KG_ALARM_NEVER;
    kg_arena_defer(arena, http_release, made);
    made->initialised = kg_http_memory_init() == CURLE_OK;
    if (!made->initialised || set_up(made) != CURLM_OK)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "libcurl cannot be set up");
    made->waiter = kg_waiter_new();
    if (made->waiter == NULL)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "the network cannot be waited for: %s",
                            strerror(errno));
    *http = made;
    return 0;
}
