/*
 * With poll(), which every system has: kqueue() knows other things as ready than the loop does.
 * The cost of a wait is that of all that is waited for.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>

#include "waiter.h"

struct kg_waiter {
    struct pollfd *polled;
    size_t count;
    size_t capacity;
    size_t turn; /* whose events are told first */
};

struct kg_waiter *kg_waiter_new(void)
{
    return calloc(1, sizeof(struct kg_waiter));
}

void kg_waiter_free(struct kg_waiter *waiter)
{
    if (waiter == NULL)
        return;
    free(waiter->polled);
    free(waiter);
}

/* ---- what is waited for ---- */

static struct pollfd *find(struct kg_waiter *waiter, int fd)
{
    for (size_t i = 0; i < waiter->count; i++) {
        if (waiter->polled[i].fd == fd)
            return &waiter->polled[i];
    }
    return NULL;
}

/* NULL when there is no memory. */
static struct pollfd *add(struct kg_waiter *waiter, int fd)
{
    if (waiter->count == waiter->capacity) {
        size_t capacity = waiter->capacity * 2 + 8;
        struct pollfd *grown = realloc(waiter->polled, capacity * sizeof(*grown));
        if (grown == NULL)
            return NULL;
        waiter->polled = grown;
        waiter->capacity = capacity;
    }
    struct pollfd *added = &waiter->polled[waiter->count++];
    added->fd = fd;
    return added;
}

int kg_waiter_set(struct kg_waiter *waiter, int fd, int events)
{
    struct pollfd *polled = find(waiter, fd);
    if (events == 0) {
        if (polled != NULL)
            *polled = waiter->polled[--waiter->count];
        return 0;
    }
    if (polled == NULL && (polled = add(waiter, fd)) == NULL)
        return -1;
    polled->events = (short)(((events & KG_HTTP_READABLE) != 0 ? POLLIN : 0) |
                             ((events & KG_HTTP_WRITABLE) != 0 ? POLLOUT : 0));
    return 0;
}

/* ---- waiting ---- */

static int events_of(const struct pollfd *polled)
{
    int ready = (polled->revents & POLLNVAL) != 0 ? polled->events : polled->revents;
    return ((ready & POLLIN) != 0 ? KG_HTTP_READABLE : 0) |
           ((ready & POLLOUT) != 0 ? KG_HTTP_WRITABLE : 0) |
           ((polled->revents & (POLLHUP | POLLERR | POLLNVAL)) != 0 ? KG_WAITER_HUNG_UP : 0);
}

/* Those that find room; the first who does not is the first of the next call. */
static int tell(struct kg_waiter *waiter, struct kg_waiter_event *events, int room)
{
    int told = 0;
    for (size_t i = 0; i < waiter->count && told < room; i++) {
        const struct pollfd *polled = &waiter->polled[waiter->turn++ % waiter->count];
        if (polled->revents != 0)
            events[told++] = (struct kg_waiter_event){polled->fd, events_of(polled)};
    }
    return told;
}

int kg_waiter_wait(struct kg_waiter *waiter, int wait_ms, struct kg_waiter_event *events, int room)
{
    int ready = poll(waiter->polled, (nfds_t)waiter->count, wait_ms);
    if (ready < 0 && errno != EINTR)
        return -1;
    return ready <= 0 ? 0 : tell(waiter, events, room);
}
