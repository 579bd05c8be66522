/* What the agents are told: URLs, intervals, log levels, and what nobody should read. */
#include <string.h>
#include <strings.h>

#include "checks.h"

#include "kagent/options.h"

/* A variable of a container: where its value stands. */
struct variable {
    const struct kg_node *node;         /* the value; NULL where it is not known */
    const struct kg_manifest *manifest; /* the object that holds it */
    const char *path;
};

/* The value of a key of a ConfigMap, if that is among the objects. */
static bool look_up(const struct kg_trial *trial, const struct kg_manifest *from, struct kg_str map,
                    struct kg_str key, struct variable *variable)
{
    const struct kg_manifest *config_map =
        kg_manifests_get(trial->manifests, KG_KIND_CONFIG_MAP, from->ref.namespace, map);
    const struct kg_node *value =
        config_map == NULL ? NULL : kg_node_get_str(kg_node_get(config_map->node, "data"), key);
    if (value == NULL)
        return false;
    *variable = (struct variable){value, config_map,
                                  kg_arena_printf(trial->arena, "data.%.*s", KG_STR_ARG(key))};
    return true;
}

/* The value of one entry of `env`: written there, or in a ConfigMap. */
static void resolve(const struct kg_trial *trial, const struct kg_container *container,
                    uint32_t index, struct variable *variable)
{
    const struct kg_node *entry = kg_node_get(container->node, "env")->items[index];
    const struct kg_node *from = kg_node_path(entry, "valueFrom", "configMapKeyRef", NULL);
    *variable = (struct variable){.manifest = container->manifest};
    variable->path = kg_container_path(
        trial, container, kg_arena_printf(trial->arena, "env[%u].value", (unsigned)index));
    variable->node = kg_node_get(entry, "value");
    if (from != NULL)
        look_up(trial, container->manifest, kg_text_at(from, "name"), kg_text_at(from, "key"),
                variable);
}

/* Finds a variable by its name. Returns whether the container has it at all. */
static bool find_variable(const struct kg_trial *trial, const struct kg_container *container,
                          const char *name, struct variable *variable)
{
    const struct kg_node *env = kg_node_get(container->node, "env");
    const struct kg_node *sources = kg_node_get(container->node, "envFrom");
    for (uint32_t i = 0; kg_node_is(env, KG_NODE_SEQUENCE) && i < env->count; i++) {
        if (!kg_str_is(kg_text_at(env->items[i], "name"), name))
            continue;
        resolve(trial, container, i, variable);
        return true;
    }
    for (uint32_t i = 0; kg_node_is(sources, KG_NODE_SEQUENCE) && i < sources->count; i++) {
        if (look_up(trial, container->manifest,
                    kg_node_text(kg_node_path(sources->items[i], "configMapRef", "name", NULL)),
                    kg_str_from(name), variable))
            return true;
    }
    return false;
}

/* ---- KV025 ---- */

static bool has_blank(struct kg_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.data[i] <= ' ' || text.data[i] == 0x7f)
            return true;
    }
    return false;
}

static bool is_port(struct kg_str text)
{
    long port = 0;
    for (size_t i = 0; i < text.length && port <= 65535; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        port = port * 10 + (text.data[i] - '0');
    }
    return port >= 1 && port <= 65535;
}

/* What HOST or HOST:PORT lacks, or NULL. */
static const char *fault_of_authority(struct kg_str authority)
{
    /* The colons of an IPv6 address are inside of brackets. */
    ptrdiff_t bracket = kg_str_find(authority, ']');
    struct kg_str rest = kg_str_from_index(authority, bracket < 0 ? 0 : (size_t)bracket);
    ptrdiff_t colon = kg_str_find(rest, ':');
    if (authority.length == 0 || (bracket < 0 && colon == 0))
        return "it has no host";
    if (colon >= 0 && !is_port(kg_str_from_index(rest, (size_t)colon + 1)))
        return "its port is no number from 1 to 65535";
    return NULL;
}

/* What the text lacks to be http(s)://HOST[:PORT][/...], or NULL. */
static const char *fault_of_url(struct kg_str url)
{
    size_t scheme = kg_str_starts(url, "http://") ? 7 : kg_str_starts(url, "https://") ? 8 : 0;
    struct kg_str rest = kg_str_from_index(url, scheme);
    size_t end = 0;
    if (scheme == 0)
        return "it does not begin with http:// or https://";
    if (has_blank(url))
        return "it has a blank in it";
    while (end < rest.length && memchr("/?#", rest.data[end], 3) == NULL)
        end++;
    return fault_of_authority(kg_str_head(rest, end));
}

static const char *fault_of_interval(struct kg_arena *arena, struct kg_str text)
{
    int64_t nanoseconds;
    if (kg_duration_parse(kg_str_copy(arena, text), &nanoseconds) != 0)
        return "it is no time with its unit";
    return nanoseconds > 0 ? NULL : "it is not more than nothing";
}

/* A setting of A2A that every agent is told. */
struct setting {
    const char *variable;
    bool url; /* else an interval */
    const char *example;
};

static const struct setting settings[] = {
    {"VAPORA_URL", true, "http://vapora-a2a.vapora.svc:8003"},
    {"A2A_DISCOVERY_INTERVAL", false, "30s"},
};
enum { SETTINGS = sizeof settings / sizeof *settings };

static void judge_value(struct kg_trial *trial, const struct setting *setting,
                        const struct variable *variable)
{
    struct kg_str text = kg_node_text(variable->node);
    if (variable->node == NULL || memmem(text.data, text.length, "$(", 2) != NULL)
        return; /* its value is not known here */
    const char *fault = setting->url ? fault_of_url(text) : fault_of_interval(trial->arena, text);
    if (fault == NULL)
        return;
    kg_find_advise(trial,
                   kg_find(trial, variable->manifest, variable->path, "%s is \"%s\": %s",
                           setting->variable, kg_quoted(trial, text), fault),
                   "Write something like %s.", setting->example);
}

static void judge_setting(struct kg_trial *trial, const struct kg_manifest *set,
                          const struct setting *setting)
{
    struct kg_container container = {.manifest = set};
    struct variable variable;
    while (kg_each_container(&container, KG_CONTAINERS_MAIN)) {
        if (!find_variable(trial, &container, setting->variable, &variable))
            continue;
        judge_value(trial, setting, &variable);
        return;
    }
    kg_find_advise(trial,
                   kg_find(trial, set, "spec.template.spec.containers[0].env",
                           "no container is told %s", setting->variable),
                   "Give it a variable of this name with configMapKeyRef.");
}

void kg_check_a2a_settings(struct kg_trial *trial)
{
    for (const struct kg_manifest *set = NULL; (set = kg_each_promised(trial, set)) != NULL;) {
        for (size_t i = 0; i < SETTINGS; i++)
            judge_setting(trial, set, &settings[i]);
    }
}

/* ---- KV040 ---- */

static bool is_verbose(struct kg_str level)
{
    static const char *const levels[] = {"debug", "trace", "all"};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (level.length == strlen(levels[i]) &&
            strncasecmp(level.data, levels[i], level.length) == 0)
            return true;
    }
    return false;
}

static bool names_log_level(struct kg_str name)
{
    return kg_str_ends(name, "LOG_LEVEL") || kg_str_is(name, "LOGLEVEL") ||
           kg_str_is(name, "RUST_LOG");
}

static void report_level(struct kg_trial *trial, const struct kg_manifest *manifest,
                         const char *path, struct kg_str level)
{
    kg_find_advise(trial,
                   kg_find_promised(trial, manifest, path,
                                    "the log level is %s: logs may hold what was said to agents, "
                                    "and fill disks",
                                    kg_quoted(trial, level)),
                   "Use info or less here; debug belongs in dev.");
}

static void judge_arguments(struct kg_trial *trial, const struct kg_container *container)
{
    const struct kg_node *args = kg_node_get(container->node, "args");
    for (uint32_t i = 0; kg_node_is(args, KG_NODE_SEQUENCE) && i < args->count; i++) {
        struct kg_str text = kg_node_text(args->items[i]);
        ptrdiff_t equals = kg_str_find(text, '=');
        if (equals < 0 || !kg_str_is(kg_str_head(text, (size_t)equals), "--log-level"))
            continue;
        struct kg_str level = kg_str_from_index(text, (size_t)equals + 1);
        if (is_verbose(level))
            report_level(trial, container->manifest,
                         kg_container_path(trial, container,
                                           kg_arena_printf(trial->arena, "args[%u]", (unsigned)i)),
                         level);
    }
}

static void judge_levels(struct kg_trial *trial, const struct kg_container *container)
{
    const struct kg_node *env = kg_node_get(container->node, "env");
    judge_arguments(trial, container);
    for (uint32_t i = 0; kg_node_is(env, KG_NODE_SEQUENCE) && i < env->count; i++) {
        struct variable variable;
        if (!names_log_level(kg_text_at(env->items[i], "name")))
            continue;
        resolve(trial, container, i, &variable);
        if (is_verbose(kg_node_text(variable.node)))
            report_level(trial, variable.manifest, variable.path, kg_node_text(variable.node));
    }
}

void kg_check_log_level(struct kg_trial *trial)
{
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_PODS)) != NULL;) {
        struct kg_container container = {.manifest = manifest};
        while (kg_each_container(&container, KG_CONTAINERS_MAIN | KG_CONTAINERS_INIT))
            judge_levels(trial, &container);
    }
}

/* ---- KV046 ---- */

/* Whether a name ends like that of something nobody should read. */
static bool names_secret(struct kg_str name)
{
    static const char *const endings[] = {"password",    "passwd",     "secret",     "token",
                                          "api_key",     "apikey",     "api-key",    "private_key",
                                          "private-key", "secret_key", "secret-key", "credentials"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i]);
        if (name.length >= length &&
            strncasecmp(name.data + name.length - length, endings[i], length) == 0)
            return true;
    }
    return false;
}

/* Whether a value may be a secret itself, and not a switch, a path or a reference to one. */
static bool may_be_secret(struct kg_str value)
{
    static const char *const harmless[] = {"true", "false", "none", "null", "enabled", "disabled"};
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
        if (kg_str_is(value, harmless[i]))
            return false;
    }
    return value.length >= 4 && value.data[0] != '/' && value.data[0] != '$' &&
           memmem(value.data, value.length, "://", 3) == NULL;
}

static bool is_private_key(struct kg_str value)
{
    return memmem(value.data, value.length, "PRIVATE KEY-----", 16) != NULL;
}

static void judge_confidential(struct kg_trial *trial, const struct kg_manifest *manifest,
                               const char *path, struct kg_str name, struct kg_str value)
{
    if (!is_private_key(value) && !(names_secret(name) && may_be_secret(value)))
        return;
    struct kg_finding *finding = kg_find(trial, manifest, path,
                                         "%s looks like a secret, and everybody who may read the "
                                         "manifest can read it",
                                         kg_quoted(trial, name));
    kg_find_advise(trial, finding, "Keep it in a Secret, and refer to it with secretKeyRef.");
    kg_find_confidential(finding);
}

static void judge_env_values(struct kg_trial *trial, const struct kg_manifest *manifest)
{
    struct kg_container container = {.manifest = manifest};
    while (kg_each_container(&container, KG_CONTAINERS_ALL)) {
        const struct kg_node *env = kg_node_get(container.node, "env");
        for (uint32_t i = 0; kg_node_is(env, KG_NODE_SEQUENCE) && i < env->count; i++)
            judge_confidential(
                trial, manifest,
                kg_container_path(trial, &container,
                                  kg_arena_printf(trial->arena, "env[%u].value", (unsigned)i)),
                kg_text_at(env->items[i], "name"), kg_text_at(env->items[i], "value"));
    }
}

void kg_check_confidential(struct kg_trial *trial)
{
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_PODS | KG_SET(KG_KIND_CONFIG_MAP))) != NULL;) {
        const struct kg_node *data = kg_node_get(manifest->node, "data");
        judge_env_values(trial, manifest);
        if (manifest->kind != KG_KIND_CONFIG_MAP)
            continue;
        for (uint32_t i = 0; kg_node_is(data, KG_NODE_MAPPING) && i < data->count; i++) {
            struct kg_str key = kg_node_text(data->pairs[i].key);
            const struct kg_way field = {.key = KG_STR("data")};
            const struct kg_way way = {.parent = &field, .key = key};
            judge_confidential(trial, manifest, kg_way_text(trial->arena, &way), key,
                               kg_node_text(data->pairs[i].value));
        }
    }
}
