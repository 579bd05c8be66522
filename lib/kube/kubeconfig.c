/*
 * From the merged files, the flags and the pod's own account to one answer.
 * The order of the checks is client-go's, so that the same thing is complained
 * about.
 */
#include "kagent/kubeconfig.h"

#include <string.h>

#include "kagent/target.h"

#include "kubeconfig_load.h"
#include "kubeconfig_shape.h"

static const char account[] = "/var/run/secrets/kubernetes.io/serviceaccount";

/* ---- choosing ---- */

static int absent(struct loading *loading, const char *what, const char *name)
{
    kg_error_set(loading->err, KG_ERROR_UNKNOWN, "%s \"%s\" does not exist in the kubeconfig (%s)",
                 what, name, loading->files->tried);
    /* Of the flags only this one: the others name what is not there. */
    const struct kg_kubeconfig_flags which = {.kubeconfig = loading->flags->kubeconfig};
    const struct kg_target target = {.access = kg_kubeconfig_access(loading->arena, &which)};
    return kg_error_advise(
        loading->err, "See what there is: %s",
        kg_target_command(loading->arena, &target, "kubectl config get-contexts"));
}

/* Of the three: what a flag names must exist; what a context names must, too. */
static int choose(struct loading *loading)
{
    const struct kg_kubeconfig_flags *flags = loading->flags;
    const struct kg_kubeconfig_files *files = loading->files;
    const char *context = either(flags->context, files->current_context);
    loading->context = kg_kubeconfig_find(&files->contexts, context);
    const struct kg_node *body = loading->context.body;
    const char *user = either(flags->user, kg_kubeconfig_text(loading->arena, body, "user"));
    const char *cluster =
        either(flags->cluster, kg_kubeconfig_text(loading->arena, body, "cluster"));
    loading->user = kg_kubeconfig_find(&files->users, user);
    loading->cluster = kg_kubeconfig_find(&files->clusters, cluster);
    loading->config->context = context;
    loading->config->user_name = user;
    loading->config->cluster_name = cluster;
    if (context[0] != '\0' && kg_map_get(&files->contexts, kg_str_from(context)) == NULL)
        return absent(loading, "context", context);
    if (user[0] != '\0' && kg_map_get(&files->users, kg_str_from(user)) == NULL)
        return absent(loading, "user", user);
    if (cluster[0] != '\0' && kg_map_get(&files->clusters, kg_str_from(cluster)) == NULL)
        return absent(loading, "cluster", cluster);
    return 0;
}

static void choose_namespace(struct loading *loading)
{
    struct kg_kubeconfig *config = loading->config;
    const char *own = kg_kubeconfig_text(loading->arena, loading->context.body, "namespace");
    config->namespace = "";
    if (given(loading->flags->namespace)) {
        config->namespace = loading->flags->namespace;
        config->namespace_source = KG_NAMESPACE_FLAG;
    } else if (own[0] != '\0') {
        config->namespace = own;
        config->namespace_source = KG_NAMESPACE_CONTEXT;
    }
}

/* ---- the account of a pod ---- */

static const char *account_path(struct loading *loading, const char *name)
{
    return kg_arena_printf(loading->arena, "%s/%s", account, name);
}

static bool in_pod(struct loading *loading)
{
    const struct kg_kubeconfig_environment *environment = loading->environment;
    struct kg_str token;
    return given(environment->service_host) && given(environment->service_port) &&
           loading->fs->read(loading->fs, loading->arena, account_path(loading, "token"), &token,
                             NULL) == 0;
}

static void set_pod_namespace(struct loading *loading)
{
    struct kg_kubeconfig *config = loading->config;
    struct kg_str text;
    if (config->namespace_source != KG_NAMESPACE_UNSET)
        return;
    if (given(loading->environment->pod_namespace))
        config->namespace = loading->environment->pod_namespace;
    else if (loading->fs->read(loading->fs, loading->arena, account_path(loading, "namespace"),
                               &text, NULL) == 0)
        config->namespace = kg_str_copy(loading->arena, kg_str_trim(text));
    if (config->namespace[0] != '\0')
        config->namespace_source = KG_NAMESPACE_SERVICE_ACCOUNT;
}

/* Of flags, client-go lets only the token and the authority override it. */
static int set_from_pod(struct loading *loading)
{
    const struct kg_kubeconfig_environment *environment = loading->environment;
    struct kg_kubeconfig *config = loading->config;
    bool six = strchr(environment->service_host, ':') != NULL;
    const char *authority = loading->flags->certificate_authority;
    config->in_cluster = true;
    config->server = kg_arena_printf(loading->arena, six ? "https://[%s]:%s" : "https://%s:%s",
                                     environment->service_host, environment->service_port);
    config->token = given(loading->flags->token) ? loading->flags->token : "";
    config->token_file = given(loading->flags->token) ? "" : account_path(loading, "token");
    set_pod_namespace(loading);
    if (!given(authority))
        authority = account_path(loading, "ca.crt");
    return kg_kubeconfig_read_credential(loading, "the certificate authority", authority,
                                         &config->ca);
}

/* ---- all of it ---- */

static int no_server(struct loading *loading)
{
    const char *cluster = loading->config->cluster_name;
    if (cluster[0] != '\0')
        return kg_error_at(loading->err, KG_ERROR_UNKNOWN, kg_kubeconfig_place(&loading->cluster),
                           "cluster \"%s\" has no server", cluster);
    if (loading->files->file_count == 0) {
        kg_error_set(loading->err, KG_ERROR_UNKNOWN, "there is no kubeconfig (looked for %s)",
                     loading->files->tried[0] != '\0' ? loading->files->tried : "~/.kube/config");
        return kg_error_advise(loading->err,
                               "Name one with --kubeconfig or $KUBECONFIG, or a server with "
                               "--server.");
    }
    if (loading->config->context[0] != '\0')
        return kg_error_at(loading->err, KG_ERROR_UNKNOWN, kg_kubeconfig_place(&loading->context),
                           "context \"%s\" names no cluster", loading->config->context);
    kg_error_set(loading->err, KG_ERROR_UNKNOWN,
                 "the kubeconfig (%s) says no current context, and none was named",
                 loading->files->tried);
    return kg_error_advise(loading->err, "Choose one with --context, or once and for all with: "
                                         "kubectl config use-context NAME");
}

static void warn(struct loading *loading)
{
    struct kg_kubeconfig *config = loading->config;
    const char **warnings = kg_arena_zero(loading->arena, 3, sizeof(*warnings));
    size_t count = 0;
    bool secure = kg_str_starts(kg_str_from(config->server), "https://");
    if (secure && config->skip_tls_verify)
        warnings[count++] = kg_arena_printf(loading->arena,
                                            "the certificate of %s is not checked: anybody in "
                                            "between can read and change what is sent",
                                            config->server);
    if (!secure)
        warnings[count++] = kg_arena_printf(
            loading->arena, "%s is not encrypted; no credentials are sent to it", config->server);
    config->warnings = warnings;
}

static int load(struct loading *loading)
{
    const struct kg_kubeconfig_flags *flags = loading->flags;
    if (choose(loading) != 0)
        return -1;
    choose_namespace(loading);
    const char *server =
        either(flags->server, kg_kubeconfig_text(loading->arena, loading->cluster.body, "server"));
    if (server[0] == '\0')
        return in_pod(loading) ? set_from_pod(loading) : no_server(loading);
    if (kg_kubeconfig_set_cluster(loading, server) != 0)
        return -1;
    return kg_kubeconfig_set_user(loading);
}

int kg_kubeconfig_choose(struct kg_arena *arena, const struct kg_kubeconfig_files *files,
                         const struct kg_fs *fs, const struct kg_kubeconfig_flags *flags,
                         const struct kg_kubeconfig_environment *environment,
                         struct kg_kubeconfig *config, struct kg_error *err)
{
    static const char *const none[] = {NULL};
    struct loading loading = {.arena = arena,
                              .fs = fs,
                              .flags = flags,
                              .environment = environment,
                              .files = files,
                              .config = config,
                              .err = err};
    *config = (struct kg_kubeconfig){.context = "",
                                     .cluster_name = "",
                                     .user_name = "",
                                     .namespace = "",
                                     .server = "",
                                     .ca = KG_STR(""),
                                     .tls_server_name = "",
                                     .proxy_url = "",
                                     .certificate = KG_STR(""),
                                     .key = KG_STR(""),
                                     .token = "",
                                     .token_file = "",
                                     .username = "",
                                     .password = "",
                                     .as = "",
                                     .as_uid = "",
                                     .as_groups = none,
                                     .access = kg_kubeconfig_access(arena, flags),
                                     .warnings = none};
    config->files = files->files;
    config->file_count = files->file_count;
    if (load(&loading) != 0)
        return -1;
    warn(&loading);
    return 0;
}

int kg_kubeconfig_load(struct kg_arena *arena, const struct kg_fs *fs,
                       const struct kg_kubeconfig_flags *flags,
                       const struct kg_kubeconfig_environment *environment,
                       struct kg_kubeconfig *config, struct kg_error *err)
{
    const struct kg_kubeconfig_files *files;
    if (kg_kubeconfig_read(arena, fs, flags->kubeconfig, environment, &files, err) != 0)
        return -1;
    return kg_kubeconfig_choose(arena, files, fs, flags, environment, config, err);
}
