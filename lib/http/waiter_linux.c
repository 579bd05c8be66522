#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "waiter.h"

enum { AT_ONCE = 128 };

struct kg_waiter {
    int epoll;
    struct kg_waiter_event *always; /* what epoll refuses, and poll() has as ready */
    size_t always_count;
    size_t always_capacity;
    size_t turn; /* which of them is told next */
};

struct kg_waiter *kg_waiter_new(void)
{
    struct kg_waiter *waiter = calloc(1, sizeof(*waiter));
    if (waiter == NULL)
        return NULL;
    waiter->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (waiter->epoll >= 0)
        return waiter;
    free(waiter);
    return NULL;
}

void kg_waiter_free(struct kg_waiter *waiter)
{
    if (waiter == NULL)
        return;
    close(waiter->epoll);
    free(waiter->always);
    free(waiter);
}

/* ---- what is always ready ---- */

static void always_remove(struct kg_waiter *waiter, int fd)
{
    for (size_t i = 0; i < waiter->always_count; i++) {
        if (waiter->always[i].fd != fd)
            continue;
        waiter->always[i] = waiter->always[--waiter->always_count];
        return;
    }
}

static int always_add(struct kg_waiter *waiter, int fd, int events)
{
    if (waiter->always_count == waiter->always_capacity) {
        size_t capacity = waiter->always_capacity * 2 + 4;
        struct kg_waiter_event *grown = realloc(waiter->always, capacity * sizeof(*grown));
        if (grown == NULL)
            return -1;
        waiter->always = grown;
        waiter->always_capacity = capacity;
    }
    waiter->always[waiter->always_count++] = (struct kg_waiter_event){fd, events};
    return 0;
}

/* ---- what is waited for ---- */

/* A descriptor that epoll has already is changed; one that it has lost with its file is not. */
static int watch(struct kg_waiter *waiter, int fd, int events)
{
    struct epoll_event event = {.data.fd = fd};
    event.events |= (events & KG_HTTP_READABLE) != 0 ? (uint32_t)EPOLLIN : 0;
    event.events |= (events & KG_HTTP_WRITABLE) != 0 ? (uint32_t)EPOLLOUT : 0;
    if (epoll_ctl(waiter->epoll, EPOLL_CTL_ADD, fd, &event) == 0)
        return 0;
    return errno != EEXIST ? -1 : epoll_ctl(waiter->epoll, EPOLL_CTL_MOD, fd, &event);
}

int kg_waiter_set(struct kg_waiter *waiter, int fd, int events)
{
    always_remove(waiter, fd);
    if (events == 0) {
        epoll_ctl(waiter->epoll, EPOLL_CTL_DEL, fd, NULL);
        return 0;
    }
    if (watch(waiter, fd, events) == 0)
        return 0;
    if (errno == EPERM)
        return always_add(waiter, fd, events);
    return errno == EBADF ? always_add(waiter, fd, events | KG_WAITER_HUNG_UP) : -1;
}

/* ---- waiting ---- */

static int events_of(uint32_t events)
{
    return ((events & EPOLLIN) != 0 ? KG_HTTP_READABLE : 0) |
           ((events & EPOLLOUT) != 0 ? KG_HTTP_WRITABLE : 0) |
           ((events & (EPOLLHUP | EPOLLERR)) != 0 ? KG_WAITER_HUNG_UP : 0);
}

/* Those of them that find room; they take turns. */
static int tell_always(struct kg_waiter *waiter, struct kg_waiter_event *events, int room)
{
    size_t count = waiter->always_count < (size_t)room ? waiter->always_count : (size_t)room;
    for (size_t i = 0; i < count; i++)
        events[i] = waiter->always[waiter->turn++ % waiter->always_count];
    return (int)count;
}

/* What is always ready gets at most half of the room, so that nobody is kept from being told. */
int kg_waiter_wait(struct kg_waiter *waiter, int wait_ms, struct kg_waiter_event *events, int room)
{
    struct epoll_event ready[AT_ONCE];
    int told = tell_always(waiter, events, room / 2);
    int most = room - told < AT_ONCE ? room - told : AT_ONCE;
    int count = epoll_wait(waiter->epoll, ready, most, told > 0 ? 0 : wait_ms);
    if (count < 0 && errno != EINTR)
        return -1;
    for (int i = 0; i < count; i++)
        events[told++] = (struct kg_waiter_event){ready[i].data.fd, events_of(ready[i].events)};
    return told;
}
