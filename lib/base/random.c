#include "kagent/random.h"

#include <fcntl.h>
#include <string.h>
#include <sys/random.h> /* where macOS has getentropy() */
#include <unistd.h>

/* Kernels before the system call have the device. */
static void read_device(void *bytes, size_t count)
{
    int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (read(fd, bytes, count) != (ssize_t)count)
        memset(bytes, 0, count);
    close(fd);
}

void kg_random(void *bytes, size_t count)
{
    if (getentropy(bytes, count) == 0)
        return;
    memset(bytes, 0, count);
    read_device(bytes, count);
}
