/*
 * Runs a credential plugin: no shell in between, standard input only when it
 * may ask, standard error the person's own.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client.h"

enum { OUTPUT_MAX = 1 << 20 };

/* ---- what to run ---- */

static const char *variable(const char *const *environment, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; environment != NULL && environment[i] != NULL; i++) {
        if (strncmp(environment[i], name, length) == 0 && environment[i][length] == '=')
            return environment[i] + length + 1;
    }
    return NULL;
}

/* Looks a bare name up in PATH; directories that are not absolute are no place to look. */
static const char *find_program(struct kg_arena *arena, const char *command,
                                const char *const *environment)
{
    const char *path = variable(environment, "PATH");
    struct kg_str rest = kg_str_from(path), piece;
    if (strchr(command, '/') != NULL)
        return access(command, X_OK) == 0 ? command : NULL;
    while (path != NULL && rest.data != NULL && kg_str_split(&rest, ':', &piece)) {
        const char *candidate = kg_arena_printf(arena, "%.*s/%s", KG_STR_ARG(piece), command);
        if (kg_str_starts(piece, "/") && access(candidate, X_OK) == 0)
            return candidate;
    }
    return NULL;
}

static bool overridden(const struct kg_kubeconfig_exec *plugin, const char *line)
{
    const char *equals = strchr(line, '=');
    struct kg_str name = {line, equals != NULL ? (size_t)(equals - line) : strlen(line)};
    for (size_t i = 0; i < plugin->env_count; i++) {
        if (kg_str_is(name, plugin->env[i].name))
            return true;
    }
    return kg_str_is(name, "KUBERNETES_EXEC_INFO");
}

/* Our environment, the plugin's own variables, and what it is told about the cluster. */
static char **plugin_environment(const struct kg_kube *kube, struct kg_arena *arena,
                                 bool interactive)
{
    const struct kg_kubeconfig_exec *plugin = kube->config->exec;
    const char *const *own = kube->options.environment;
    size_t count = 0, next = 0;
    while (own != NULL && own[count] != NULL)
        count++;
    char **lines = kg_arena_zero(arena, count + plugin->env_count + 2, sizeof(*lines));
    for (size_t i = 0; i < count; i++) {
        if (!overridden(plugin, own[i]))
            lines[next++] = kg_arena_strdup(arena, own[i]);
    }
    for (size_t i = 0; i < plugin->env_count; i++)
        lines[next++] = kg_arena_printf(arena, "%s=%s", plugin->env[i].name, plugin->env[i].value);
    lines[next] =
        kg_arena_printf(arena, "KUBERNETES_EXEC_INFO=%s", kg_exec_info(kube, arena, interactive));
    return lines;
}

static char **plugin_arguments(const struct kg_kubeconfig_exec *plugin, struct kg_arena *arena)
{
    size_t count = 0;
    while (plugin->args[count] != NULL)
        count++;
    char **words = kg_arena_zero(arena, count + 2, sizeof(*words));
    words[0] = kg_arena_strdup(arena, plugin->command);
    for (size_t i = 0; i < count; i++)
        words[i + 1] = kg_arena_strdup(arena, plugin->args[i]);
    return words;
}

/* ---- running ---- */

/* The child gets default signals, none blocked, whatever this program has made of its own. */
static int set_attributes(posix_spawnattr_t *attributes)
{
    static const int defaults[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGCHLD};
    sigset_t none, reset;
    sigemptyset(&none);
    sigemptyset(&reset);
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        sigaddset(&reset, defaults[i]);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &reset);
    return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int spawn(const char *program, char **words, char **environment, int output,
                 bool interactive, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    int rc = set_attributes(&attributes);
    if (rc == 0)
        rc = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (rc == 0 && !interactive)
        rc = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (rc == 0)
        rc = posix_spawn(child, program, &actions, &attributes, words, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return rc;
}

/* Reads until the end. A plugin that says more than anybody could mean is cut off. */
static size_t read_output(int fd, char *bytes, size_t size)
{
    size_t length = 0;
    while (length < size) {
        ssize_t got = read(fd, bytes + length, size - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    return length;
}

static int wait_for_end(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            return -1;
    }
    return status;
}

static int not_found(const struct kg_kubeconfig_exec *plugin, struct kg_error *err)
{
    kg_error_set(err, KG_ERROR_UNKNOWN, "the credential plugin %s is not installed",
                 plugin->command);
    if (plugin->install_hint != NULL)
        return kg_error_advise(err, "%s", plugin->install_hint);
    return kg_error_advise(err, "The kubeconfig names it (users, exec, command); install it, or "
                                "put its folder on PATH.");
}

static int check_end(const struct kg_kubeconfig_exec *plugin, int status, struct kg_error *err)
{
    if (status >= 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return 0;
    if (status >= 0 && WIFEXITED(status))
        return kg_error_set(err, KG_ERROR_UNKNOWN, "the credential plugin %s failed with status %d",
                            plugin->command, WEXITSTATUS(status));
    return kg_error_set(err, KG_ERROR_UNKNOWN, "the credential plugin %s was ended by signal %d",
                        plugin->command, status >= 0 ? WTERMSIG(status) : 0);
}

/* Runs it and takes its output. Nothing here may jump: the child must be waited for. */
static int run(const char *program, char **words, char **environment, bool interactive, char *bytes,
               size_t *length, int *status)
{
    int ends[2];
    pid_t child;
    if (pipe(ends) != 0)
        return errno;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    int rc = spawn(program, words, environment, ends[1], interactive, &child);
    close(ends[1]);
    if (rc == 0) {
        *length = read_output(ends[0], bytes, OUTPUT_MAX);
        close(ends[0]);
        *status = wait_for_end(child);
        return 0;
    }
    close(ends[0]);
    return rc;
}

int kg_exec_run(const struct kg_kube *kube, struct kg_arena *arena, struct kg_str *output,
                struct kg_error *err)
{
    const struct kg_kubeconfig_exec *plugin = kube->config->exec;
    bool interactive = kube->options.terminal && plugin->interactive != KG_INTERACTIVE_NEVER;
    char *bytes = kg_arena_alloc(arena, OUTPUT_MAX);
    size_t length = 0;
    int status = 0;
    if (plugin->interactive == KG_INTERACTIVE_ALWAYS && !interactive)
        return kg_error_set(err, KG_ERROR_UNKNOWN,
                            "the credential plugin %s wants to ask at a terminal, and standard "
                            "input is none",
                            plugin->command);
    const char *program = find_program(arena, plugin->command, kube->options.environment);
    if (program == NULL)
        return not_found(plugin, err);
    int rc =
        run(program, plugin_arguments(plugin, arena), plugin_environment(kube, arena, interactive),
            interactive, bytes, &length, &status);
    if (rc != 0)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "the credential plugin %s cannot be run: %s",
                            plugin->command, strerror(rc));
    *output = (struct kg_str){bytes, length};
    return check_end(plugin, status, err);
}
