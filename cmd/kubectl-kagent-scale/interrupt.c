#include "interrupt.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kagent/descriptor.h"

static const int signals[] = {SIGINT, SIGTERM};

enum { SIGNAL_COUNT = sizeof signals / sizeof *signals };

/* Where the handler writes; a handler has no other way to know. */
static volatile sig_atomic_t write_end = -1;

static void note(int number)
{
    int reason = errno;
    unsigned char byte = (unsigned char)number;
    if (write(write_end, &byte, 1) < 0)
        errno = 0; /* the pipe is full of earlier ones: enough is known */
    errno = reason;
}

static void on_readable(void *context, int events)
{
    struct interrupt *interrupt = context;
    unsigned char byte;
    (void)events;
    if (read(interrupt->read_end, &byte, 1) == 1)
        interrupt->signal = byte;
}

int interrupt_catch(struct kg_http *http, struct interrupt *interrupt, struct kg_error *err)
{
    /* Reset by the first: who presses twice wants to be gone. */
    const struct sigaction action = {.sa_handler = note,
                                     .sa_flags = (int)(SA_RESTART | SA_RESETHAND)};
    int ends[2];
    *interrupt = (struct interrupt){.read_end = -1};
    if (kg_pipe(ends) != 0)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "no pipe can be had: %s", strerror(errno));
    kg_nonblocking(ends[0]);
    kg_nonblocking(ends[1]);
    interrupt->read_end = ends[0];
    write_end = ends[1];
    interrupt->watched = kg_http_watch_fd(http, ends[0], KG_HTTP_READABLE, on_readable, interrupt);
    for (int i = 0; i < SIGNAL_COUNT; i++)
        sigaction(signals[i], &action, &interrupt->before[i]);
    return 0;
}

void interrupt_release(struct interrupt *interrupt)
{
    for (int i = 0; i < SIGNAL_COUNT; i++)
        sigaction(signals[i], &interrupt->before[i], NULL);
    kg_http_unwatch_fd(interrupt->watched);
    close(interrupt->read_end);
    close(write_end);
    write_end = -1;
}
