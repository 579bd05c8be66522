/*
 * Lets one call to the system fail, to see what becomes of it. Linked into the commands of
 * build/torture, where the linker leads our own calls here (`ld --wrap`).
 *
 *   KAGENT_FAULT=memory:17   the 17th allocation fails, all others succeed
 *   KAGENT_FAULT=memory      each of the calls fails whose numbers the file KAGENT_FAULT_CALLS has,
 * a line each, ascending: at each of them a child parts from the program, for which it fails, and
 * the program waits for its end. What the child prints is in N.out and N.err beside that file, and
 * `ends` has a line `N STATUS` (that of waitpid). For programs that neither change files nor have
 * connections or children: the two share all of these.
 *
 * How many calls of each kind there were is written to the file that KAGENT_FAULT_COUNTS names, a
 * line `KIND N` each.
 *
 * The kinds are those of `kinds`. What a library does within itself is not seen, but for libcurl:
 * it allocates through lib/http/memory.c, and its calls to sockets come here, because the names
 * that a program defines take the place of those in the libraries that it is linked with.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
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
#include <sys/wait.h>
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
    bool child; /* that has parted */
    enum kind kind;
    unsigned long at; /* 0: none */
    FILE *numbers;    /* of the calls that are still to fail in a child; or NULL */
    char folder[PATH_MAX];
    unsigned long calls[KINDS];
} faults;

FILE *__real_fopen(const char *path, const char *mode);
ssize_t __real_read(int fd, void *bytes, size_t size);
ssize_t __real_write(int fd, const void *bytes, size_t size);
int __real_open(const char *path, int flags, ...);
int __real_close(int fd);

/* The next number of the file. */
static unsigned long next_number(void)
{
    char line[32];
    return fgets(line, sizeof line, faults.numbers) == NULL ? 0 : strtoul(line, NULL, 10);
}

static void read_environment(void)
{
    faults.read = true;
    const char *wanted = getenv("KAGENT_FAULT");
    const char *calls = getenv("KAGENT_FAULT_CALLS");
    size_t length = wanted == NULL ? 0 : strcspn(wanted, ":");
    for (int kind = 0; length > 0 && kind < KINDS; kind++)
        if (strlen(kinds[kind].name) == length && strncmp(wanted, kinds[kind].name, length) == 0)
            faults.kind = (enum kind)kind;
    if (length > 0 && wanted[length] == ':') {
        faults.at = strtoul(wanted + length + 1, NULL, 10);
    } else if (length > 0 && calls != NULL &&
               (faults.numbers = __real_fopen(calls, "re")) != NULL) {
        snprintf(faults.folder, sizeof faults.folder, "%s", calls);
        dirname(faults.folder);
        faults.at = next_number();
    }
}

static int open_beside(const char *name, int flags)
{
    char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/%s", faults.folder, name);
    return __real_open(path, flags | O_CREAT | O_CLOEXEC, 0600);
}

/* From now on what is written there goes to a file of its own, behind what is there already. */
static void part_from(int fd, const char *suffix)
{
    char name[64], bytes[4096];
    snprintf(name, sizeof name, "%lu.%s", faults.at, suffix);
    int own = open_beside(name, O_WRONLY | O_TRUNC);
    off_t end = lseek(fd, 0, SEEK_CUR);
    ssize_t count;
    for (off_t at = 0; at < end && (count = pread(fd, bytes, sizeof bytes, at)) > 0; at += count)
        if (__real_write(own, bytes, (size_t)count) != count)
            abort();
    dup2(own, fd);
    __real_close(own);
}

enum { DESCRIPTORS = 64, PATIENCE_S = 60 };

/* Where the open files stand is the child's too. */
static void note_places(off_t places[DESCRIPTORS])
{
    for (int fd = 3; fd < DESCRIPTORS; fd++)
        places[fd] = lseek(fd, 0, SEEK_CUR);
}

static void restore_places(const off_t places[DESCRIPTORS])
{
    for (int fd = 3; fd < DESCRIPTORS; fd++)
        if (places[fd] >= 0)
            lseek(fd, places[fd], SEEK_SET);
}

/* Whether this is the child. For the program it has not been there: errno is as it was. */
static bool part(void)
{
    int error = errno;
    off_t places[DESCRIPTORS];
    note_places(places);
    pid_t child = fork();
    if (child == 0) {
        alarm(PATIENCE_S);
        faults.child = true;
        part_from(STDOUT_FILENO, "out");
        part_from(STDERR_FILENO, "err");
        return true;
    }
    char line[64];
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child)
        abort();
    restore_places(places);
    int length = snprintf(line, sizeof line, "%lu %d\n", faults.at, status);
    int ends = open_beside("ends", O_WRONLY | O_APPEND);
    if (__real_write(ends, line, (size_t)length) != length)
        abort();
    __real_close(ends);
    faults.at = next_number();
    errno = error;
    return false;
}

/* Whether this call is the one that fails; errno is set then. */
static bool fails(enum kind kind)
{
    if (!faults.read)
        read_environment();
    faults.calls[kind]++;
    if (faults.child || faults.at == 0 || kind != faults.kind || faults.calls[kind] != faults.at)
        return false;
    if (faults.numbers != NULL && !part())
        return false;
    errno = kinds[kind].error;
    return true;
}

__attribute__((destructor)) static void write_counts(void)
{
    const char *path = getenv("KAGENT_FAULT_COUNTS");
    FILE *file = path == NULL || faults.child ? NULL : __real_fopen(path, "we");
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
int __wrap_close(int fd);
int __wrap_close(int fd)
{
    int rc = __real_close(fd);
    return fails(CLOSE) ? -1 : rc;
}

int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return fails(OPEN) ? -1 : __real_open(path, flags, mode);
}
