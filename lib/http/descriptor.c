#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "loop.h"

struct kg_http_fd {
    struct item item;
    struct kg_http_fd *next; /* another who watches the same descriptor */
    struct ring ready;       /* stands in the loop's list while there is something to tell */
    struct ring lost;        /* the same, when libcurl has closed it under its watcher */
    int fd;                  /* -1 when it is closed */
    int events;
    int ready_events; /* KG_WAITER_HUNG_UP among them */
    void (*told)(void *context, int events);
    void *context;
};

/* ---- by number ---- */

/* NULL when nobody has ever waited for that descriptor. */
static struct descriptor *find(struct kg_http *http, int fd)
{
    return fd >= 0 && (size_t)fd < http->descriptor_count ? &http->descriptors[fd] : NULL;
}

/* NULL when there is no memory, or `fd` is no descriptor. Valid until the next call. */
static struct descriptor *find_or_make(struct kg_http *http, int fd)
{
    size_t count = http->descriptor_count > 0 ? http->descriptor_count : 64;
    if (fd < 0)
        return NULL;
    while (count <= (size_t)fd)
        count *= 2;
    if (count > http->descriptor_count) {
        struct descriptor *grown = realloc(http->descriptors, count * sizeof(*grown));
        if (grown == NULL)
            return NULL;
        memset(grown + http->descriptor_count, 0,
               (count - http->descriptor_count) * sizeof(*grown));
        http->descriptors = grown;
        http->descriptor_count = count;
    }
    return &http->descriptors[fd];
}

/* Lets the waiter know what all of them wait for. Returns -1 when it cannot. */
static int settle(struct kg_http *http, int fd)
{
    struct descriptor *descriptor = find(http, fd);
    int wanted = descriptor->libcurl;
    for (const struct kg_http_fd *each = descriptor->first; each != NULL; each = each->next)
        wanted |= each->events;
    if (wanted == descriptor->waited)
        return 0;
    descriptor->waited = wanted;
    if (kg_waiter_set(http->waiter, fd, wanted) == 0)
        return 0;
    http->trouble = errno;
    return -1;
}

/* What the number stands for is about to change: the waiter is not to know it any more. */
static void forget(struct kg_http *http, int fd)
{
    struct descriptor *descriptor = find(http, fd);
    if (descriptor == NULL || descriptor->waited == 0)
        return;
    descriptor->waited = 0;
    kg_waiter_set(http->waiter, fd, 0);
}

void kg_http_unwatch_all(struct kg_http *http)
{
    for (size_t i = 0; i < http->descriptor_count; i++)
        http->descriptors[i].first = NULL;
}

void kg_http_descriptors_release(struct kg_http *http)
{
    free(http->descriptors);
    kg_waiter_free(http->waiter);
}

/* ---- the owners' ---- */

static void watched_release(struct item *item)
{
    free(item);
}

struct kg_http_fd *kg_http_watch_fd(struct kg_http *http, int fd, int events,
                                    void (*ready)(void *context, int events), void *context)
{
    struct descriptor *descriptor = find_or_make(http, fd);
    struct kg_http_fd *watched =
        descriptor == NULL
            ? NULL
            : (struct kg_http_fd *)kg_http_item_new(http, sizeof(*watched), watched_release);
    if (watched == NULL)
        return NULL;
    ring_init(&watched->ready);
    ring_init(&watched->lost);
    watched->fd = fd;
    watched->events = events;
    watched->told = ready;
    watched->context = context;
    watched->next = descriptor->first;
    descriptor->first = watched;
    settle(http, fd);
    return watched;
}

/* One that is closed is ready for as long as anything is waited for. */
static void settle_lost(struct kg_http_fd *watched)
{
    ring_take_out(&watched->lost);
    if (watched->events != 0)
        ring_add(&watched->item.http->lost, &watched->lost);
}

void kg_http_fd_events(struct kg_http_fd *watched, int events)
{
    watched->events = events;
    if (watched->fd < 0)
        settle_lost(watched);
    else
        settle(watched->item.http, watched->fd);
}

void kg_http_unwatch_fd(struct kg_http_fd *watched)
{
    if (watched == NULL || watched->item.dead)
        return;
    struct kg_http *http = watched->item.http;
    ring_take_out(&watched->ready);
    ring_take_out(&watched->lost);
    if (watched->fd >= 0) {
        struct kg_http_fd **place = &find(http, watched->fd)->first;
        while (*place != watched)
            place = &(*place)->next;
        *place = watched->next;
        settle(http, watched->fd);
    }
    kg_http_item_drop(&watched->item);
}

/* ---- who is ready ---- */

/* What of `events` somebody is told who waits for `asked`. */
static int events_for(int asked, int events)
{
    if ((events & KG_WAITER_HUNG_UP) != 0)
        return asked != 0 ? KG_HTTP_READABLE | KG_HTTP_WRITABLE : 0;
    return asked & events;
}

static void note(struct kg_http_fd *watched, int events)
{
    if (events_for(watched->events, events) == 0)
        return;
    watched->ready_events = events;
    ring_take_out(&watched->ready);
    ring_add(&watched->item.http->ready, &watched->ready);
}

/* libcurl is never told of errors: it would fail what has just begun under the same number. */
static CURLMcode note_libcurl(struct kg_http *http, int fd, int events)
{
    int running;
    int mask = ((events & KG_HTTP_READABLE) != 0 ? CURL_CSELECT_IN : 0) |
               ((events & KG_HTTP_WRITABLE) != 0 ? CURL_CSELECT_OUT : 0);
    return mask == 0 ? CURLM_OK : curl_multi_socket_action(http->multi, fd, mask, &running);
}

CURLMcode kg_http_descriptor_note(struct kg_http *http, const struct kg_waiter_event *event)
{
    struct descriptor *descriptor = find(http, event->fd);
    for (struct kg_http_fd *each = descriptor->first; each != NULL; each = each->next)
        note(each, event->events);
    return note_libcurl(http, event->fd, events_for(descriptor->libcurl, event->events));
}

void kg_http_lost_note(struct kg_http *http)
{
    for (struct ring *link = http->lost.next; link != &http->lost; link = link->next)
        note(OWNER_OF(link, struct kg_http_fd, lost), KG_WAITER_HUNG_UP);
}

void kg_http_ready_tell(struct kg_http *http)
{
    while (!ring_is_alone(&http->ready)) {
        struct kg_http_fd *watched = OWNER_OF(http->ready.next, struct kg_http_fd, ready);
        /* Somebody who was called before may have asked for something else meanwhile. */
        int events = events_for(watched->events, watched->ready_events);
        ring_take_out(&watched->ready);
        if (events != 0)
            watched->told(watched->context, events);
    }
}

/* ---- libcurl's ---- */

int kg_http_on_socket(CURL *easy, curl_socket_t fd, int what, void *context, void *unused)
{
    static const int events[] = {
        [CURL_POLL_IN] = KG_HTTP_READABLE,
        [CURL_POLL_OUT] = KG_HTTP_WRITABLE,
        [CURL_POLL_INOUT] = KG_HTTP_READABLE | KG_HTTP_WRITABLE,
        [CURL_POLL_REMOVE] = 0,
    };
    struct kg_http *http = context;
    struct descriptor *descriptor = find_or_make(http, fd);
    (void)easy;
    (void)unused;
    if (descriptor == NULL) {
        http->trouble = ENOMEM;
        return 0;
    }
    descriptor->libcurl = events[what];
    settle(http, fd);
    return 0;
}

/*
 * libcurl closes what it takes for dead, also a raw connection that its owner still watches: from
 * now on that is ready for everything, so that the owner tries, and learns of it.
 */
int kg_http_on_close(void *context, curl_socket_t fd)
{
    struct kg_http *http = context;
    struct descriptor *descriptor = find(http, fd);
    forget(http, fd);
    if (descriptor != NULL) {
        for (struct kg_http_fd *each = descriptor->first; each != NULL; each = each->next) {
            each->fd = -1;
            settle_lost(each);
        }
        *descriptor = (struct descriptor){0};
    }
    return close(fd);
}

bool kg_http_descriptor_replace(struct kg_http *http, int fd, int with)
{
    forget(http, fd);
    bool done = dup2(with, fd) >= 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
    if (find(http, fd) != NULL)
        settle(http, fd);
    return done;
}
