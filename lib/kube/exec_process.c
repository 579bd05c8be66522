/*
 * A credential plugin as a child: no shell in between, standard input only when
 * it may ask, standard error the person's own.
 *
 * One that may not ask gets a process group of its own, so that whatever it has
 * started ends with it when it must be ended. One that may ask stays in the
 * group that the terminal listens to.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exec.h"
#include "kagent/descriptor.h"

enum { READ_MAX = 16 << 10 };

/* The child gets default signals, none blocked, whatever this program has made of its own. */
static int set_attributes(posix_spawnattr_t *attributes, bool leads)
{
    static const int defaults[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGCHLD};
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    sigset_t none, reset;
    sigemptyset(&none);
    sigemptyset(&reset);
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        sigaddset(&reset, defaults[i]);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &reset);
    posix_spawnattr_setpgroup(attributes, 0);
    return posix_spawnattr_setflags(attributes,
                                    leads ? (short)(flags | POSIX_SPAWN_SETPGROUP) : flags);
}

static int spawn(const char *program, const struct exec_command *command, int output, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    int rc = set_attributes(&attributes, !command->interactive);
    if (rc == 0)
        rc = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (rc == 0 && !command->interactive)
        rc = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (rc == 0)
        rc = posix_spawn(child, program, &actions, &attributes, command->words,
                         command->environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return rc;
}

/* Notes the group where a signal's handler finds it. */
static volatile sig_atomic_t *note_group(volatile sig_atomic_t *groups, pid_t group)
{
    for (size_t i = 0; groups != NULL && i < KG_KUBE_PLUGINS_MAX; i++) {
        if (groups[i] != 0)
            continue;
        groups[i] = group;
        return &groups[i];
    }
    return NULL;
}

/* A signal that comes in between must not miss the new group: it waits until that is noted. */
static int spawn_noted(struct exec_process *process, const char *program,
                       const struct exec_command *command, int output,
                       volatile sig_atomic_t *groups)
{
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    int rc = spawn(program, command, output, &process->child);
    if (rc == 0 && process->leads)
        process->slot = note_group(groups, process->child);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return rc;
}

int kg_exec_start(struct exec_process *process, const char *program,
                  const struct exec_command *command, volatile sig_atomic_t *groups,
                  struct kg_error *err)
{
    int ends[2];
    *process = (struct exec_process){.output = -1, .leads = !command->interactive};
    int rc = kg_pipe(ends) != 0 ? errno : 0;
    if (rc == 0) {
        kg_nonblocking(ends[0]);
        process->output = ends[0];
        rc = spawn_noted(process, program, command, ends[1], groups);
        close(ends[1]);
    }
    if (rc == 0)
        return 0;
    kg_exec_close(process);
    process->child = 0;
    return kg_error_set(err, KG_ERROR_UNKNOWN, "the credential plugin %s cannot be run: %s",
                        command->plugin.command, strerror(rc));
}

static bool is_kept_by_terminal(const struct exec_process *process, int status)
{
    return process->leads && WIFSTOPPED(status) &&
           (WSTOPSIG(status) == SIGTTIN || WSTOPSIG(status) == SIGTTOU);
}

enum exec_state kg_exec_look(struct exec_process *process, int *status)
{
    *status = 0;
    pid_t found = waitpid(process->child, status, WNOHANG | WUNTRACED);
    if (found == 0 || (found < 0 && errno == EINTR))
        return EXEC_RUNS;
    if (found > 0 && WIFSTOPPED(*status))
        return is_kept_by_terminal(process, *status) ? EXEC_STOPPED : EXEC_RUNS;
    /* Where SIGCHLD is ignored nobody learns how a child has ended: what it said has to do. */
    if (found < 0)
        *status = 0;
    if (process->slot != NULL)
        *process->slot = 0;
    process->slot = NULL;
    process->child = 0;
    return EXEC_ENDED;
}

enum exec_read kg_exec_read(const struct exec_process *process, struct kg_buf *output, size_t max)
{
    while (output->length <= max) {
        ssize_t got = read(process->output, kg_buf_reserve(output, READ_MAX), READ_MAX);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return EXEC_READ_AGAIN;
        if (got <= 0)
            return EXEC_READ_END;
        output->length += (size_t)got;
    }
    return EXEC_READ_TOO_MUCH;
}

void kg_exec_close(struct exec_process *process)
{
    if (process->output >= 0)
        close(process->output);
    process->output = -1;
}

void kg_exec_kill(const struct exec_process *process)
{
    if (process->child > 0)
        kill(process->leads ? -process->child : process->child, SIGKILL);
}
