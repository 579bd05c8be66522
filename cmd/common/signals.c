#include "signals.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "kagent/descriptor.h"

/* A handler gets no context: the pipe that it writes to can only be found here. */
static int ends[2] = {-1, -1};

static void on_signal(int number)
{
    unsigned char byte = (unsigned char)number;
    int saved = errno;
    /* A full pipe has signals enough to read. */
    ssize_t written = write(ends[1], &byte, 1);
    (void)written;
    errno = saved;
}

int cmd_signals(const int *signals, int *fd, struct kg_error *err)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    if (ends[0] < 0 && kg_pipe(ends) != 0)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "no pipe for signals: %s", strerror(errno));
    kg_nonblocking(ends[0]);
    kg_nonblocking(ends[1]);
    *fd = ends[0];
    sigemptyset(&action.sa_mask);
    for (; *signals != 0; signals++)
        sigaction(*signals, &action, NULL);
    return 0;
}

int cmd_signal_take(int fd)
{
    unsigned char byte = 0;
    return read(fd, &byte, 1) == 1 ? byte : 0;
}
