#include "kube.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "children.h"
#include "command.h"
#include "flags.h"
#include "suite.h"

extern char **environ;

/* ---- flags ---- */

static const char *const *list_flag(const struct kg_arguments *arguments, const char *name)
{
    const struct kg_option_value *value = cmd_flag(arguments, name);
    return value != NULL && value->given ? value->list : NULL;
}

static bool bool_flag(const struct kg_arguments *arguments, const char *name)
{
    const struct kg_option_value *value = cmd_flag(arguments, name);
    return value != NULL && value->boolean;
}

static void read_flags(const struct kg_arguments *arguments, struct kg_kubeconfig_flags *flags)
{
    const struct kg_option_value *insecure = cmd_flag(arguments, "insecure-skip-tls-verify");
    const struct {
        const char *name;
        const char **value;
    } texts[] = {
        {"kubeconfig", &flags->kubeconfig},
        {"context", &flags->context},
        {"cluster", &flags->cluster},
        {"user", &flags->user},
        {"namespace", &flags->namespace},
        {"server", &flags->server},
        {"tls-server-name", &flags->tls_server_name},
        {"certificate-authority", &flags->certificate_authority},
        {"client-certificate", &flags->client_certificate},
        {"client-key", &flags->client_key},
        {"token", &flags->token},
        {"username", &flags->username},
        {"password", &flags->password},
        {"as", &flags->as},
        {"as-uid", &flags->as_uid},
    };
    *flags = (struct kg_kubeconfig_flags){0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i].value = cmd_text_flag(arguments, texts[i].name);
    flags->as_groups = list_flag(arguments, "as-group");
    flags->as_extra = list_flag(arguments, "as-user-extra");
    flags->disable_compression = bool_flag(arguments, "disable-compression");
    if (insecure != NULL && insecure->given)
        flags->insecure_skip_tls_verify = &insecure->boolean;
}

/* ---- the environment ---- */

static struct kg_kubeconfig_environment read_environment(struct kg_arena *arena)
{
    char *directory = kg_arena_alloc(arena, PATH_MAX);
    struct kg_kubeconfig_environment environment = {
        .kubeconfig = getenv("KUBECONFIG"),
        .home = cmd_home(),
        .service_host = getenv("KUBERNETES_SERVICE_HOST"),
        .service_port = getenv("KUBERNETES_SERVICE_PORT"),
        .pod_namespace = getenv("POD_NAMESPACE"),
        .working_directory = getcwd(directory, PATH_MAX),
    };
    return environment;
}

/* Go's tools read both spellings, the one in capitals first. */
static const char *either_variable(const char *capitals, const char *small)
{
    const char *value = getenv(capitals);
    return value != NULL && value[0] != '\0' ? value : getenv(small);
}

static struct kg_kube_proxies read_proxies(void)
{
    return (struct kg_kube_proxies){
        .https_proxy = either_variable("HTTPS_PROXY", "https_proxy"),
        .http_proxy = either_variable("HTTP_PROXY", "http_proxy"),
        .no_proxy = either_variable("NO_PROXY", "no_proxy"),
    };
}

/* ---- files ---- */

enum { PIPED_MAX = 4 << 20 };

/* Reads what is no regular file to its end: a kubeconfig from `<(...)` or standard input. */
static int read_piped(struct kg_arena *arena, const char *path, struct kg_str *content,
                      struct kg_error *err)
{
    FILE *file = fopen(path, "re");
    char *bytes = kg_arena_alloc(arena, PIPED_MAX + 1);
    if (file == NULL)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "%s cannot be read", path);
    size_t length = fread(bytes, 1, PIPED_MAX + 1, file);
    bool whole = feof(file) != 0 && length <= PIPED_MAX;
    fclose(file);
    if (!whole)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "%s cannot be read to its end", path);
    bytes[length] = '\0';
    *content = (struct kg_str){bytes, length};
    return 0;
}

static int read_any(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                    struct kg_str *content, struct kg_error *err)
{
    struct stat status;
    if (stat(path, &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode)))
        return read_piped(arena, path, content, err);
    return kg_fs_disk.read(fs, arena, path, content, err);
}

bool cmd_kube_is_open(const struct kg_kubeconfig_file *file)
{
    struct stat status;
    return file->credentials && stat(file->path, &status) == 0 && S_ISREG(status.st_mode) &&
           (status.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

/* An arena for credentials, which goes with the other one. */
static struct kg_arena *secret_arena(struct kg_arena *arena)
{
    struct kg_arena *secrets = kg_arena_child(arena, arena->budget);
    kg_arena_wipe_on_release(secrets);
    return secrets;
}

static int read_files(struct kg_arena *secrets, const struct kg_arguments *arguments,
                      const struct kg_kubeconfig_files **files, struct kg_error *err)
{
    struct kg_kubeconfig_environment environment = read_environment(secrets);
    struct kg_fs fs = kg_fs_disk;
    fs.read = read_any;
    return kg_kubeconfig_read(secrets, &fs, cmd_text_flag(arguments, "kubeconfig"), &environment,
                              files, err);
}

int cmd_kube_files(struct kg_arena *arena, const struct kg_arguments *arguments,
                   const struct kg_kubeconfig_files **files, struct kg_error *err)
{
    return read_files(secret_arena(arena), arguments, files, err);
}

void cmd_kube_warn_of_readers(const struct kg_kubeconfig_files *files)
{
    size_t count;
    const struct kg_kubeconfig_file *paths = kg_kubeconfig_paths(files, &count);
    for (size_t i = 0; i < count; i++) {
        if (cmd_kube_is_open(&paths[i]))
            cmd_note("warning: %s holds credentials and others can read it; close it with: chmod "
                     "600 %s",
                     paths[i].path, paths[i].path);
    }
}

/* ---- the client ---- */

static int load_kubeconfig(struct kg_arena *arena, const struct kg_arguments *arguments,
                           const struct cmd_kube_wish *wish, struct kg_kubeconfig *config,
                           struct kg_error *err)
{
    struct kg_arena *secrets = secret_arena(arena);
    struct kg_kubeconfig_environment environment = read_environment(secrets);
    const struct kg_kubeconfig_files *files = wish->files;
    struct kg_kubeconfig_flags flags;
    struct kg_fs fs = kg_fs_disk;
    fs.read = read_any;
    read_flags(arguments, &flags);
    if (wish->context != NULL)
        flags.context = wish->context;
    if ((files == NULL && read_files(secrets, arguments, &files, err) != 0) ||
        kg_kubeconfig_choose(secrets, files, &fs, &flags, &environment, config, err) != 0)
        return -1;
    if (wish->tells_of_config)
        return 0;
    if (wish->files == NULL)
        cmd_kube_warn_of_readers(files);
    for (size_t i = 0; config->warnings[i] != NULL; i++)
        cmd_note("warning: %s", config->warnings[i]);
    return 0;
}

int cmd_kubeconfig(struct kg_arena *arena, const struct kg_arguments *arguments,
                   struct kg_kubeconfig *config, struct kg_error *err)
{
    static const struct cmd_kube_wish nothing = {0};
    return load_kubeconfig(arena, arguments, &nothing, config, err);
}

/*
 * No core file: it would hold credentials. The limit is 1 and not 0 because only 1 also keeps
 * Linux from feeding a core to a program (/proc/sys/kernel/core_pattern).
 */
static void forbid_core_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_CORE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max < 1 ? limit.rlim_max : 1;
    setrlimit(RLIMIT_CORE, &limit);
}

static void warn(void *context, const char *text)
{
    (void)context;
    cmd_note("Warning: %s", text);
}

static void trace(void *context, const char *line)
{
    (void)context;
    cmd_note("%s", line);
}

struct kg_kube_plugins *cmd_kube_plugins(struct kg_arena *arena, struct kg_http *http)
{
    return kg_kube_plugins_new(arena, http, cmd_children());
}

static const char *user_agent(struct kg_arena *arena, const struct kg_command *command)
{
    struct utsname system = {0};
    uname(&system);
    return kg_arena_printf(arena, "%s/%s (%s/%s)", command->file, kagent_suite.version,
                           system.sysname, system.machine);
}

static enum kg_kube_terminal terminal_for(const struct cmd_kube_wish *wish)
{
    if (isatty(STDIN_FILENO) != 1)
        return KG_TERMINAL_NONE;
    return wish->one_of_many ? KG_TERMINAL_MUST : KG_TERMINAL_AVAILABLE;
}

int cmd_kube_for(struct kg_arena *arena, const struct kg_arguments *arguments,
                 const struct cmd_kube_wish *wish, struct cmd_kube *cluster, struct kg_error *err)
{
    const struct kg_option_value *verbosity = cmd_flag(arguments, "v");
    const struct kg_option_value *timeout = cmd_flag(arguments, "request-timeout");
    struct kg_kube_options options = {
        .config = &cluster->config,
        .user_agent = user_agent(arena, arguments->command),
        .proxies = read_proxies(),
        .system_ca = getenv("SSL_CERT_FILE"),
        .environment = (const char *const *)environ,
        .terminal = terminal_for(wish),
        .warn = wish->warn != NULL ? wish->warn : warn,
        .trace = trace,
        .context = wish->warn_context,
        .verbosity = verbosity != NULL ? (int)verbosity->integer : 0,
    };
    forbid_core_files();
    if (timeout != NULL &&
        kg_kubeconfig_timeout(timeout->text, &options.request_timeout_ms, err) != 0)
        return -1;
    if (load_kubeconfig(arena, arguments, wish, &cluster->config, err) != 0)
        return -1;
    cluster->verbosity = options.verbosity;
    cluster->namespace =
        cluster->config.namespace[0] != '\0' ? cluster->config.namespace : "kagent";
    cluster->http = wish->http;
    if (cluster->http == NULL && kg_http_new(arena, &cluster->http, err) != 0)
        return -1;
    options.plugins =
        wish->plugins != NULL ? wish->plugins : cmd_kube_plugins(arena, cluster->http);
    return kg_kube_new(arena, cluster->http, &options, &cluster->kube, err);
}

int cmd_kube(struct kg_arena *arena, const struct kg_arguments *arguments, struct cmd_kube *cluster,
             struct kg_error *err)
{
    static const struct cmd_kube_wish nothing = {0};
    return cmd_kube_for(arena, arguments, &nothing, cluster, err);
}
