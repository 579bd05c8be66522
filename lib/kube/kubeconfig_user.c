/* Who we are, by the kubeconfig and the flags. */
#include <string.h>

#include "kubeconfig_load.h"
#include "kubeconfig_shape.h"

/* ---- the user ---- */

static int user_error(struct loading *loading, const char *sentence)
{
    return kg_error_at(loading->err, KG_ERROR_UNKNOWN, kg_kubeconfig_place(&loading->user),
                       "user \"%s\" %s", loading->user.name, sentence);
}

/* One of certificate and key: a flag's file, else what the user has as data or as a file. */
static int set_pem(struct loading *loading, const char *flag, const char *key, const char *data_key,
                   struct kg_str *pem)
{
    const char *path = flag;
    *pem = KG_STR("");
    if (!given(path)) {
        *pem = kg_kubeconfig_bytes(loading->arena, loading->user.body, data_key);
        path = kg_kubeconfig_path(loading, &loading->user, key);
    }
    if (given(path) && pem->length > 0)
        return user_error(loading, kg_arena_printf(loading->arena,
                                                   "has both %s and %s; one has "
                                                   "to go",
                                                   key, data_key));
    return given(path) ? kg_kubeconfig_read_credential(loading, key, path, pem) : 0;
}

static int set_certificate(struct loading *loading)
{
    struct kg_kubeconfig *config = loading->config;
    if (set_pem(loading, loading->flags->client_certificate, "client-certificate",
                "client-certificate-data", &config->certificate) != 0)
        return -1;
    if (config->certificate.length == 0)
        return 0;
    if (set_pem(loading, loading->flags->client_key, "client-key", "client-key-data",
                &config->key) != 0)
        return -1;
    return config->key.length > 0 ? 0 : user_error(loading, "has a client certificate and no key");
}

static void set_secrets(struct loading *loading)
{
    const struct kg_kubeconfig_flags *flags = loading->flags;
    const struct kg_node *body = loading->user.body;
    struct kg_kubeconfig *config = loading->config;
    config->token = either(flags->token, kg_kubeconfig_text(loading->arena, body, "token"));
    config->token_file = kg_kubeconfig_path(loading, &loading->user, "tokenFile");
    config->username =
        either(flags->username, kg_kubeconfig_text(loading->arena, body, "username"));
    config->password =
        either(flags->password, kg_kubeconfig_text(loading->arena, body, "password"));
}

/* "key=value" of the flags, and key: [values] of the user. */
static void add_extra(struct loading *loading, const char *name, const char *value)
{
    struct kg_kubeconfig *config = loading->config;
    struct kg_kubeconfig_pair *pairs = (struct kg_kubeconfig_pair *)(uintptr_t)config->as_extra;
    pairs = kg_arena_extend(loading->arena, pairs, config->as_extra_count, sizeof(*pairs));
    pairs[config->as_extra_count++] = (struct kg_kubeconfig_pair){name, value};
    config->as_extra = pairs;
}

static int add_flag_extra(struct loading *loading, const char *text)
{
    struct kg_str whole = kg_str_from(text);
    ptrdiff_t equals = kg_str_find(whole, '=');
    if (equals <= 0)
        return kg_error_set(loading->err, KG_ERROR_USAGE,
                            "--as-user-extra takes KEY=VALUE, not \"%s\"", text);
    add_extra(loading, kg_str_copy(loading->arena, kg_str_head(whole, (size_t)equals)),
              text + equals + 1);
    return 0;
}

static bool flag_names(struct loading *loading, struct kg_str name)
{
    for (size_t i = 0; i < loading->config->as_extra_count; i++) {
        if (kg_str_is(name, loading->config->as_extra[i].name))
            return true;
    }
    return false;
}

static int set_extra(struct loading *loading)
{
    const char *const *flags = loading->flags->as_extra;
    const struct kg_node *own = kg_kubeconfig_get(loading->user.body, "as-user-extra");
    for (size_t i = 0; flags != NULL && flags[i] != NULL; i++) {
        if (add_flag_extra(loading, flags[i]) != 0)
            return -1;
    }
    for (uint32_t i = 0; kg_node_is(own, KG_NODE_MAPPING) && i < own->count; i++) {
        struct kg_str name = kg_node_text(own->pairs[i].key);
        const char *key = kg_str_copy(loading->arena, name);
        const char *const *values = kg_kubeconfig_texts(loading->arena, own, key);
        bool overridden = flags != NULL && flags[0] != NULL && flag_names(loading, name);
        for (size_t k = 0; !overridden && values[k] != NULL; k++)
            add_extra(loading, key, values[k]);
    }
    return 0;
}

static int set_impersonation(struct loading *loading)
{
    const struct kg_kubeconfig_flags *flags = loading->flags;
    const struct kg_node *body = loading->user.body;
    struct kg_kubeconfig *config = loading->config;
    config->as = either(flags->as, kg_kubeconfig_text(loading->arena, body, "as"));
    config->as_uid = either(flags->as_uid, kg_kubeconfig_text(loading->arena, body, "as-uid"));
    config->as_groups = flags->as_groups != NULL && flags->as_groups[0] != NULL
                            ? flags->as_groups
                            : kg_kubeconfig_texts(loading->arena, body, "as-groups");
    if (set_extra(loading) != 0)
        return -1;
    if (config->as[0] == '\0' &&
        (config->as_uid[0] != '\0' || config->as_groups[0] != NULL || config->as_extra_count > 0))
        return user_error(loading, "asks to act with a uid, groups or extra attributes, but as "
                                   "nobody: set the user to act as, too");
    return 0;
}

/* ---- plugins ---- */

static int set_interactive(struct loading *loading, const struct kg_node *exec,
                           struct kg_kubeconfig_exec *plugin)
{
    static const struct {
        const char *name;
        enum kg_kubeconfig_interactive mode;
    } modes[] = {{"IfAvailable", KG_INTERACTIVE_IF_AVAILABLE},
                 {"Never", KG_INTERACTIVE_NEVER},
                 {"Always", KG_INTERACTIVE_ALWAYS}};
    const char *mode = kg_kubeconfig_text(loading->arena, exec, "interactiveMode");
    if (mode[0] == '\0' && strcmp(plugin->api_version, "client.authentication.k8s.io/v1") != 0)
        mode = "IfAvailable";
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(mode, modes[i].name) != 0)
            continue;
        plugin->interactive = modes[i].mode;
        return 0;
    }
    return user_error(loading, mode[0] == '\0'
                                   ? "has an exec plugin of v1 without an interactiveMode"
                                   : "has an exec plugin with an interactiveMode other than "
                                     "Never, IfAvailable and Always");
}

static int set_env(struct loading *loading, const struct kg_node *exec,
                   struct kg_kubeconfig_exec *plugin)
{
    const struct kg_node *list = kg_kubeconfig_get(exec, "env");
    plugin->env_count = kg_node_is(list, KG_NODE_SEQUENCE) ? list->count : 0;
    struct kg_kubeconfig_pair *pairs =
        kg_arena_zero(loading->arena, plugin->env_count + 1, sizeof(*pairs));
    plugin->env = pairs;
    for (size_t i = 0; i < plugin->env_count; i++) {
        pairs[i].name = kg_kubeconfig_text(loading->arena, list->items[i], "name");
        pairs[i].value = kg_kubeconfig_text(loading->arena, list->items[i], "value");
        if (pairs[i].name[0] == '\0' || strchr(pairs[i].name, '=') != NULL)
            return user_error(loading, "has an exec plugin with a variable that has no name");
    }
    return 0;
}

/* What the cluster's extension says to plugins. */
static const struct kg_node *extension_of(struct loading *loading)
{
    const struct kg_node *list = kg_kubeconfig_get(loading->cluster.body, "extensions");
    for (uint32_t i = 0; kg_node_is(list, KG_NODE_SEQUENCE) && i < list->count; i++) {
        const char *name = kg_kubeconfig_text(loading->arena, list->items[i], "name");
        if (strcmp(name, "client.authentication.k8s.io/exec") == 0)
            return kg_kubeconfig_get(list->items[i], "extension");
    }
    return NULL;
}

static int check_version(struct loading *loading, const char *version)
{
    if (strcmp(version, "client.authentication.k8s.io/v1") == 0 ||
        strcmp(version, "client.authentication.k8s.io/v1beta1") == 0)
        return 0;
    if (version[0] == '\0')
        return user_error(loading, "has an exec plugin without an apiVersion");
    user_error(loading, kg_arena_printf(loading->arena,
                                        "has an exec plugin of %s, which is not "
                                        "known",
                                        version));
    return kg_error_advise(loading->err, "Known are client.authentication.k8s.io/v1 and v1beta1; "
                                         "v1alpha1 was removed in Kubernetes 1.24.");
}

static int set_exec(struct loading *loading)
{
    const struct kg_node *exec = kg_kubeconfig_get(loading->user.body, "exec");
    struct kg_kubeconfig *config = loading->config;
    if (exec == NULL)
        return 0;
    struct kg_kubeconfig_exec *plugin = kg_arena_zero(loading->arena, 1, sizeof(*plugin));
    const char *command = kg_kubeconfig_text(loading->arena, exec, "command");
    plugin->command = strchr(command, '/') != NULL
                          ? kg_path_join(loading->arena, loading->user.directory, command)
                          : command;
    plugin->api_version = kg_kubeconfig_text(loading->arena, exec, "apiVersion");
    plugin->args = kg_kubeconfig_texts(loading->arena, exec, "args");
    const char *hint = kg_kubeconfig_text(loading->arena, exec, "installHint");
    plugin->install_hint = hint[0] != '\0' ? hint : NULL;
    plugin->provide_cluster_info = kg_kubeconfig_bool(loading->arena, exec, "provideClusterInfo");
    plugin->cluster_config = extension_of(loading);
    if (command[0] == '\0')
        return user_error(loading, "has an exec plugin without a command");
    if (check_version(loading, plugin->api_version) != 0 || set_env(loading, exec, plugin) != 0 ||
        set_interactive(loading, exec, plugin) != 0)
        return -1;
    bool has_other = config->token[0] != '\0' || config->token_file[0] != '\0' ||
                     config->username[0] != '\0' || config->certificate.length > 0;
    config->exec = has_other ? NULL : plugin;
    return 0;
}

/* What takes the place of the providers that clients once had built in. */
static int refuse_provider(struct loading *loading)
{
    static const struct {
        const char *name;
        const char *advice;
    } providers[] = {
        {"gcp", "Install gke-gcloud-auth-plugin, then run: gcloud container clusters "
                "get-credentials NAME"},
        {"azure", "Install kubelogin (https://azure.github.io/kubelogin), then run: kubelogin "
                  "convert-kubeconfig"},
        {"oidc", "Use the exec plugin kubelogin (kubectl oidc-login) instead."},
    };
    const struct kg_node *provider = kg_kubeconfig_get(loading->user.body, "auth-provider");
    if (provider == NULL)
        return 0;
    const char *name = kg_kubeconfig_text(loading->arena, provider, "name");
    user_error(loading, kg_arena_printf(loading->arena,
                                        "uses the auth-provider \"%s\"; exec "
                                        "plugins have taken the place of auth-providers",
                                        name));
    for (size_t i = 0; i < sizeof providers / sizeof *providers; i++) {
        if (strcmp(name, providers[i].name) == 0)
            kg_error_advise(loading->err, "%s", providers[i].advice);
    }
    return -1;
}

/* Nothing secret goes over a line that anybody can read. */
static void drop_credentials(struct kg_kubeconfig *config)
{
    config->certificate = config->key = KG_STR("");
    config->token = config->token_file = config->username = config->password = "";
    config->exec = NULL;
}

int kg_kubeconfig_set_user(struct loading *loading)
{
    struct kg_kubeconfig *config = loading->config;
    set_secrets(loading);
    if (config->token[0] != '\0' && (config->username[0] != '\0' || config->password[0] != '\0'))
        return user_error(loading, "has a token and a name with password; only one is allowed");
    if (set_certificate(loading) != 0 || set_exec(loading) != 0 || set_impersonation(loading) != 0)
        return -1;
    if (refuse_provider(loading) != 0)
        return -1;
    if (!kg_str_starts(kg_str_from(config->server), "https://"))
        drop_credentials(config);
    return 0;
}
