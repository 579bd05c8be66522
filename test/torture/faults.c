/*
 * Lets one call to the system fail, to see what becomes of it. Linked into the commands of
 * build/torture, where the linker leads our own calls here (`ld --wrap`).
 *
 *   KAGENT_FAULT=memory:17   the 17th allocation fails, all others succeed
 *   KAGENT_FAULT=count       none fails; how many of each kind there were is written to the file
 *                            that KAGENT_FAULT_COUNTS names, a line `KIND N` each
 *
 * The kinds are those of `kinds`. What a library does within itself is not seen, but for libcurl:
 * it allocates through lib/http/memory.c, and its calls to sockets come here, because the names
 * that a program defines take the place of those in the libraries that it is linked with.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind { MEMORY, OPEN, READ, WRITE, STAT, CLOSE, PROCESS, SOCKET, KINDS };

static const struct {
    const char *name;
    int error; /* what errno tells */
} kinds[KINDS] = {
    [MEMORY] = {"memory", ENOMEM},   [OPEN] = {"open", EMFILE},      [READ] = {"read", EIO},
    [WRITE] = {"write", ENOSPC},     [STAT] = {"stat", EIO},         [CLOSE] = {"close", EIO},
    [PROCESS] = {"process", EAGAIN}, [SOCKET] = {"socket", ENOBUFS},
};

static struct {
    bool read;
    enum kind kind;
    unsigned long at; /* 0: none */
    unsigned long calls[KINDS];
} faults;

static void read_environment(void)
{
    faults.read = true;
    const char *wanted = getenv("KAGENT_FAULT");
    const char *colon = wanted == NULL ? NULL : strchr(wanted, ':');
    for (int kind = 0; colon != NULL && kind < KINDS; kind++) {
        size_t length = strlen(kinds[kind].name);
        if ((size_t)(colon - wanted) == length && strncmp(wanted, kinds[kind].name, length) == 0) {
            faults.kind = (enum kind)kind;
            faults.at = strtoul(colon + 1, NULL, 10);
        }
    }
}

/* Whether this call is the one that fails; errno is set then. */
static bool fails(enum kind kind)
{
    if (!faults.read)
        read_environment();
    faults.calls[kind]++;
    if (faults.at == 0 || kind != faults.kind || faults.calls[kind] != faults.at)
        return false;
    errno = kinds[kind].error;
    return true;
}

FILE *__real_fopen(const char *path, const char *mode);

__attribute__((destructor)) static void write_counts(void)
{
    const char *path = getenv("KAGENT_FAULT_COUNTS");
    FILE *file = path == NULL ? NULL : __real_fopen(path, "we");
    for (int kind = 0; file != NULL && kind < KINDS; kind++)
        fprintf(file, "%s %lu\n", kinds[kind].name, faults.calls[kind]);
    if (file != NULL)
        fclose(file);
}

/* WRAP(kind, failure, type, name, (parameters), (arguments)) */
#define WRAP(kind, failure, type, name, parameters, arguments)                                     \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        return fails(kind) ? failure : __real_##name arguments;                                    \
    }

/* clang-format off */
WRAP(MEMORY, NULL, void *, malloc, (size_t size), (size))
WRAP(MEMORY, NULL, void *, calloc, (size_t count, size_t size), (count, size))
WRAP(MEMORY, NULL, void *, realloc, (void *block, size_t size), (block, size))
WRAP(OPEN, NULL, FILE *, fopen, (const char *path, const char *mode), (path, mode))
WRAP(OPEN, NULL, DIR *, opendir, (const char *path), (path))
WRAP(READ, NULL, struct dirent *, readdir, (DIR *directory), (directory))
WRAP(READ, -1, ssize_t, read, (int fd, void *bytes, size_t size), (fd, bytes, size))
WRAP(WRITE, -1, ssize_t, write, (int fd, const void *bytes, size_t size), (fd, bytes, size))
WRAP(WRITE, -1, int, fsync, (int fd), (fd))
WRAP(WRITE, -1, int, rename, (const char *from, const char *to), (from, to))
WRAP(WRITE, -1, int, mkdir, (const char *path, mode_t mode), (path, mode))
WRAP(OPEN, -1, int, mkostemp, (char *template, int flags), (template, flags))
WRAP(STAT, -1, int, stat, (const char *path, struct stat *status), (path, status))
WRAP(STAT, -1, int, lstat, (const char *path, struct stat *status), (path, status))
WRAP(STAT, -1, int, fstat, (int fd, struct stat *status), (fd, status))
WRAP(STAT, NULL, char *, realpath, (const char *path, char *real), (path, real))
WRAP(STAT, NULL, char *, getcwd, (char *path, size_t size), (path, size))
WRAP(PROCESS, -1, int, pipe, (int ends[2]), (ends))
WRAP(PROCESS, -1, int, pipe2, (int ends[2], int flags), (ends, flags))
WRAP(PROCESS, EAGAIN, int, posix_spawn, (pid_t *child, const char *path,
     const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
     char *const words[], char *const environment[]), (child, path, actions, attributes, words, environment))
WRAP(SOCKET, -1, int, epoll_create1, (int flags), (flags))
WRAP(SOCKET, -1, int, epoll_ctl, (int epoll, int what, int fd, struct epoll_event *event), (epoll, what, fd, event))
WRAP(SOCKET, -1, int, epoll_wait, (int epoll, struct epoll_event *events, int room, int timeout),
     (epoll, events, room, timeout))
/* clang-format on */

/*
 * The same for a name that libcurl calls too. What would have been called without this (a
 * sanitizer's own, or the C library's) is looked up.
 */
#define SHADOW(kind, type, name, parameters, arguments)                                            \
    type name parameters                                                                           \
    {                                                                                              \
        static type(*real) parameters;                                                             \
        if (real == NULL)                                                                          \
            real = (type(*) parameters)(uintptr_t)dlsym(RTLD_NEXT, #name);                         \
        return fails(kind) ? -1 : real arguments;                                                  \
    }

/* clang-format off */
SHADOW(SOCKET, int, socketpair, (int domain, int type, int protocol, int ends[2]), (domain, type, protocol, ends))
SHADOW(SOCKET, int, socket, (int domain, int type, int protocol), (domain, type, protocol))
SHADOW(SOCKET, int, connect, (int fd, const struct sockaddr *to, socklen_t size), (fd, to, size))
SHADOW(SOCKET, int, getsockopt, (int fd, int level, int name, void *value, socklen_t *size), (fd, level, name, value, size))
SHADOW(SOCKET, ssize_t, send, (int fd, const void *bytes, size_t size, int flags), (fd, bytes, size, flags))
SHADOW(SOCKET, ssize_t, recv, (int fd, void *bytes, size_t size, int flags), (fd, bytes, size, flags))
SHADOW(SOCKET, int, poll, (struct pollfd *fds, nfds_t count, int timeout), (fds, count, timeout))
/* clang-format on */

/* The descriptor is closed all the same, as Linux does. */
int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
    int rc = __real_close(fd);
    return fails(CLOSE) ? -1 : rc;
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return fails(OPEN) ? -1 : __real_open(path, flags, mode);
}
