/* What a credential plugin is run as, and what its end means. */
#include "exec.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- what to run ---- */

static const char *variable(char *const *environment, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; environment[i] != NULL; i++) {
        if (strncmp(environment[i], name, length) == 0 && environment[i][length] == '=')
            return environment[i] + length + 1;
    }
    return NULL;
}

/* Looks a bare name up in PATH; directories that are not absolute are no place to look. */
static const char *find_program(struct kg_arena *arena, const char *command,
                                char *const *environment)
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

static const char *copied(struct kg_arena *arena, const char *text)
{
    return text != NULL ? kg_arena_strdup(arena, text) : NULL;
}

static bool is_interactive(const struct kg_kube *kube)
{
    static const enum kg_kube_terminal needed[] = {
        [KG_INTERACTIVE_ALWAYS] = KG_TERMINAL_MUST,
        [KG_INTERACTIVE_IF_AVAILABLE] = KG_TERMINAL_AVAILABLE,
    };
    enum kg_kubeconfig_interactive mode = kube->config->exec->interactive;
    return mode != KG_INTERACTIVE_NEVER && kube->options.terminal >= needed[mode];
}

void kg_exec_command(const struct kg_kube *kube, struct kg_arena *arena,
                     struct exec_command *command)
{
    const struct kg_kubeconfig_exec *plugin = kube->config->exec;
    bool interactive = is_interactive(kube);
    *command = (struct exec_command){
        .plugin = {.api_version = copied(arena, plugin->api_version),
                   .command = copied(arena, plugin->command),
                   .install_hint = copied(arena, plugin->install_hint),
                   .interactive = plugin->interactive},
        .words = plugin_arguments(plugin, arena),
        .environment = plugin_environment(kube, arena, interactive),
        .interactive = interactive,
    };
}

static bool equal_lists(char *const *a, char *const *b)
{
    while (*a != NULL && *b != NULL && strcmp(*a, *b) == 0) {
        a++;
        b++;
    }
    return *a == NULL && *b == NULL;
}

/* The version that it is to speak is in its environment, too (KUBERNETES_EXEC_INFO). */
bool kg_exec_command_equal(const struct exec_command *a, const struct exec_command *b)
{
    return a->interactive == b->interactive && a->plugin.interactive == b->plugin.interactive &&
           equal_lists(a->words, b->words) && equal_lists(a->environment, b->environment);
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

int kg_exec_program(const struct exec_command *command, struct kg_arena *arena,
                    const char **program, struct kg_error *err)
{
    const struct kg_kubeconfig_exec *plugin = &command->plugin;
    if (plugin->interactive == KG_INTERACTIVE_ALWAYS && !command->interactive)
        return kg_error_set(err, KG_ERROR_UNKNOWN,
                            "the credential plugin %s wants to ask at a terminal, and standard "
                            "input is none",
                            plugin->command);
    *program = find_program(arena, plugin->command, command->environment);
    return *program != NULL ? 0 : not_found(plugin, err);
}

int kg_exec_check_end(const struct exec_command *command, int status, struct kg_error *err)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return 0;
    if (WIFEXITED(status))
        return kg_error_set(err, KG_ERROR_UNKNOWN, "the credential plugin %s failed with status %d",
                            command->plugin.command, WEXITSTATUS(status));
    return kg_error_set(err, KG_ERROR_UNKNOWN, "the credential plugin %s was ended by signal %d",
                        command->plugin.command, WTERMSIG(status));
}
