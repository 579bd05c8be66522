/*
 * waiter: which descriptors are ready. The one part of the loop that differs
 * between systems, each of which has a file (waiter_linux.c).
 *
 * It knows descriptors by their number and what is waited for, and nothing of
 * who waits. A descriptor counts as ready for as long as it is, told or not
 * (level-triggered); so does, as poll() has it, what cannot be waited for: a
 * regular file is always ready for what is asked, and a number that is no
 * descriptor is always hung up. The cost of a wait is that of what is ready.
 */
#ifndef KG_HTTP_WAITER_H
#define KG_HTTP_WAITER_H

#include "kagent/http.h"

/* Beside KG_HTTP_READABLE and KG_HTTP_WRITABLE, whether it was asked for or not: an error too. */
enum { KG_WAITER_HUNG_UP = 4 };

struct kg_waiter;

struct kg_waiter_event {
    int fd;
    int events; /* of what was asked for, and KG_WAITER_HUNG_UP */
};

/* NULL, and errno, when the system has none to give. Child processes do not inherit it. */
struct kg_waiter *kg_waiter_new(void);
void kg_waiter_free(struct kg_waiter *waiter);

/*
 * From now on waits for these events of `fd`; for 0 it forgets the descriptor, which has to be
 * before it is closed: the number may mean another one then. Returns 0, or -1 with errno when the
 * system refuses; what is no descriptor, or cannot be waited for, is no such case.
 */
int kg_waiter_set(struct kg_waiter *waiter, int fd, int events);

/*
 * Waits until at least one descriptor is ready, at most `wait_ms` (-1: as long as it takes).
 * Returns how many `events` it has filled in, at most `room` (2 or more), each descriptor once;
 * what finds no room comes with the next calls. 0 too when a signal came. -1 with errno when
 * waiting fails.
 */
int kg_waiter_wait(struct kg_waiter *waiter, int wait_ms, struct kg_waiter_event *events, int room);

#endif
