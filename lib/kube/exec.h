/*
 * exec: credential plugins, from how one is run to who waits for what it says.
 *
 * A source is one plugin as it is run: program, arguments and environment.
 * Clients of one loop whose kubeconfigs come to the same source share it, and
 * with it the answer, as client-go's cache does.
 */
#ifndef KG_KUBE_EXEC_H
#define KG_KUBE_EXEC_H

#include <signal.h>
#include <sys/types.h>

#include "client.h"

/* ---- exec.c: what is run ---- */

/* Needs nothing of the client that it was made for. */
struct exec_command {
    struct kg_kubeconfig_exec plugin; /* what messages and answers need: no args, no env */
    char **words;                     /* the command and its arguments, NULL-terminated */
    char **environment;               /* "NAME=value", NULL-terminated */
    bool interactive;                 /* it gets the terminal */
};

void kg_exec_command(const struct kg_kube *kube, struct kg_arena *arena,
                     struct exec_command *command);

/* Whether both would be run in the same way. */
bool kg_exec_command_equal(const struct exec_command *a, const struct exec_command *b);

/* Looks for the program. Fails when it is not there, or wants a terminal where none is. */
int kg_exec_program(const struct exec_command *command, struct kg_arena *arena,
                    const char **program, struct kg_error *err);

/* Whether it ended well: 0, or -1 with the error. `status` is that of waitpid(). */
int kg_exec_check_end(const struct exec_command *command, int status, struct kg_error *err);

/* ---- exec_process.c: a child ---- */

struct exec_process {
    pid_t child; /* 0: none */
    int output;  /* its standard output, non-blocking; -1: closed */
    bool leads;  /* it has a group of its own, which goes with it when it is killed */
    volatile sig_atomic_t *slot; /* where the group is noted; NULL: nowhere */
};

/* Starts it. `groups` as in kg_kube_plugins_new(). */
int kg_exec_start(struct exec_process *process, const char *program,
                  const struct exec_command *command, volatile sig_atomic_t *groups,
                  struct kg_error *err);

enum exec_state {
    EXEC_RUNS,
    EXEC_STOPPED, /* by the terminal, which is not its own: it waits for ever */
    EXEC_ENDED,
};

/* How it is with the child itself, whatever its children do. Never blocks. `status` of ENDED. */
enum exec_state kg_exec_look(struct exec_process *process, int *status);

enum exec_read {
    EXEC_READ_AGAIN, /* nothing more for now */
    EXEC_READ_END,   /* all who could write have closed it */
    EXEC_READ_TOO_MUCH,
};

/* Moves what has been written to the end of `output`, which may hold up to `max` bytes. */
enum exec_read kg_exec_read(const struct exec_process *process, struct kg_buf *output, size_t max);

void kg_exec_close(struct exec_process *process);

/* Ends it at once, with its group; kg_exec_look() tells when it is gone. */
void kg_exec_kill(const struct exec_process *process);

/* ---- exec_source.c: runs, and who waits for them ---- */

struct exec_source;

/* The source of a client whose kubeconfig names a plugin. */
struct exec_source *kg_exec_source(struct kg_kube *kube);

struct credentials *kg_exec_credentials(struct exec_source *source);

/*
 * Has the plugin run, unless it runs already, and calls wait->ready from the
 * loop when that is over. Fails when the loop has no memory.
 */
int kg_exec_wait(struct exec_source *source, struct credential_wait *wait, struct kg_error *err);

#endif
