#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "kagent/descriptor.h"
#include "kagent/fs.h"

extern char **environ;

enum { OUTPUT_MAX = 1 << 20 };

static bool is_executable(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

const char **cmd_program_find(struct kg_arena *arena, const char *name)
{
    const char *path = getenv("PATH");
    struct kg_str rest = kg_str_from(path != NULL ? path : ""), piece;
    const char **found = kg_arena_zero(arena, kg_str_count(rest, ':') + 2, sizeof *found);
    size_t count = 0;
    while (kg_str_split(&rest, ':', &piece)) {
        const char *candidate = kg_arena_printf(arena, "%.*s/%s", KG_STR_ARG(piece), name);
        if (kg_str_starts(piece, "/") && is_executable(candidate))
            found[count++] = kg_path_clean(arena, candidate);
    }
    return found;
}

const char *cmd_program_real(struct kg_arena *arena, const char *path)
{
    const char *real;
    bool is_directory;
    return kg_fs_disk.resolve(&kg_fs_disk, arena, path, &real, &is_directory, NULL) == 0 ? real
                                                                                         : path;
}

/* ---- asking ---- */

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int start(char **words, int output, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    int rc = posix_spawn_file_actions_init(&actions);
    if (rc != 0)
        return rc;
    rc = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (rc == 0)
        rc = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (rc == 0)
        rc = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (rc == 0)
        rc = posix_spawn(child, words[0], &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return rc;
}

/* Reads until the end, the limit or the deadline. Returns whether the end was reached. */
static bool read_until(int fd, int64_t deadline, char *bytes, size_t *length)
{
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    for (;;) {
        int64_t left = deadline - now();
        int ready = poll(&waiting, 1, left > 0 ? (int)left : 0);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0 || *length == OUTPUT_MAX)
            return false;
        ssize_t got = read(fd, bytes + *length, OUTPUT_MAX - *length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        *length += (size_t)got;
    }
}

/* A child whose output has not ended is ended. */
static int end_of(pid_t child, bool ended)
{
    int status = 0;
    if (!ended)
        kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            return -1;
    }
    return status;
}

static char **copy_words(struct kg_arena *arena, const char *const *words)
{
    size_t count = 0;
    while (words[count] != NULL)
        count++;
    char **copy = kg_arena_zero(arena, count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = kg_arena_strdup(arena, words[i]);
    return copy;
}

int cmd_program_ask(struct kg_arena *arena, const char *const *words, int milliseconds,
                    struct kg_str *output, struct kg_error *err)
{
    char *bytes = kg_arena_alloc(arena, OUTPUT_MAX);
    char **copy = copy_words(arena, words);
    size_t length = 0;
    int ends[2];
    pid_t child;
    if (kg_pipe(ends) != 0)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "%s cannot be run: %s", words[0],
                            strerror(errno));
    int rc = start(copy, ends[1], &child);
    close(ends[1]);
    bool ended = rc == 0 && read_until(ends[0], now() + milliseconds, bytes, &length);
    close(ends[0]);
    if (rc != 0)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "%s cannot be run: %s", words[0], strerror(rc));
    int status = end_of(child, ended);
    if (!ended)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "%s did not come to an end", words[0]);
    if (status < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "%s failed", words[0]);
    *output = (struct kg_str){bytes, length};
    return 0;
}
