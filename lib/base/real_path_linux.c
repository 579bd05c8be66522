#include "real_path.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "kagent/str.h"

/*
 * The path of an open file without symbolic links, as /proc tells it: one
 * system call where realpath needs one for each element of the path. False
 * where there is no /proc, or when the file was deleted meanwhile.
 */
static bool path_of_descriptor(int fd, char path[PATH_MAX])
{
    char link[64];
    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0 || path[0] != '/' || length >= PATH_MAX - 1)
        return false;
    path[length] = '\0';
    return !kg_str_ends((struct kg_str){path, (size_t)length}, " (deleted)");
}

bool kg_real_path(const char *path, char real[PATH_MAX], struct stat *status)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool found = fstat(fd, status) == 0 && path_of_descriptor(fd, real);
    close(fd);
    return found || (realpath(path, real) != NULL && stat(real, status) == 0);
}
