#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kagent/fs.h"

static int write_fully(int fd, struct kg_str content)
{
    size_t done = 0;
    while (done < content.length) {
        ssize_t wrote = write(fd, content.data + done, content.length - done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return -1;
        done += (size_t)wrote;
    }
    return 0;
}

/* The mode of the file that will be replaced, or the default under the user's mask. */
static mode_t mode_for(const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        return status.st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static int fill(int fd, const char *path, struct kg_str content)
{
    if (fchmod(fd, mode_for(path)) != 0 || write_fully(fd, content) != 0 || fsync(fd) != 0) {
        int reason = errno;
        close(fd);
        errno = reason;
        return -1;
    }
    return close(fd);
}

int kg_fs_write_atomic(const char *path, struct kg_str content, struct kg_error *err)
{
    struct kg_position where = {.file = path};
    char temporary[4096];
    int length = snprintf(temporary, sizeof(temporary), "%s.XXXXXX", path);
    if (length < 0 || (size_t)length >= sizeof(temporary))
        return kg_error_at(err, KG_ERROR_UNKNOWN, where, "cannot be written: the path is too long");
    int fd = mkostemp(temporary, O_CLOEXEC);
    if (fd < 0)
        return kg_error_at(err, KG_ERROR_UNKNOWN, where, "cannot be written: %s", strerror(errno));
    if (fill(fd, path, content) != 0 || rename(temporary, path) != 0) {
        int reason = errno;
        unlink(temporary);
        return kg_error_at(err, KG_ERROR_UNKNOWN, where, "cannot be written: %s", strerror(reason));
    }
    return 0;
}
