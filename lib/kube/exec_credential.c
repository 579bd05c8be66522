/*
 * The two documents that a credential plugin and its caller exchange
 * (client.authentication.k8s.io, kind ExecCredential).
 */
#include <string.h>
#include <time.h>

#include "client.h"
#include "kagent/base64.h"
#include "kagent/emit.h"
#include "kagent/json.h"

enum { INFO_MAX = 4 << 20 };

/* ---- what the plugin is told ---- */

static void add_text(struct kg_buf *out, const char *key, const char *value)
{
    if (value[0] == '\0')
        return;
    kg_buf_printf(out, ",\"%s\":", key);
    kg_emit_json_string(out, kg_str_from(value));
}

static void add_cluster(const struct kg_kube *kube, struct kg_buf *out)
{
    const struct kg_kubeconfig *config = kube->config;
    kg_buf_add_text(out, ",\"cluster\":{\"server\":");
    kg_emit_json_string(out, kg_str_from(config->server));
    add_text(out, "tls-server-name", config->tls_server_name);
    if (config->skip_tls_verify)
        kg_buf_add_text(out, ",\"insecure-skip-tls-verify\":true");
    add_text(out, "certificate-authority-data", kg_base64_encode(out->arena, config->ca).data);
    add_text(out, "proxy-url", config->proxy_url);
    if (config->disable_compression)
        kg_buf_add_text(out, ",\"disable-compression\":true");
    if (config->exec->cluster_config != NULL) {
        kg_buf_add_text(out, ",\"config\":");
        if (kg_emit_json(out, config->exec->cluster_config, KG_JSON_COMPACT, NULL) != 0)
            kg_buf_add_text(out, "null");
    }
    kg_buf_add_char(out, '}');
}

const char *kg_exec_info(const struct kg_kube *kube, struct kg_arena *arena, bool interactive)
{
    const struct kg_kubeconfig_exec *plugin = kube->config->exec;
    struct kg_buf out;
    kg_buf_init(&out, arena, INFO_MAX);
    kg_buf_add_text(&out, "{\"kind\":\"ExecCredential\",\"apiVersion\":");
    kg_emit_json_string(&out, kg_str_from(plugin->api_version));
    kg_buf_printf(&out, ",\"spec\":{\"interactive\":%s", interactive ? "true" : "false");
    if (plugin->provide_cluster_info)
        add_cluster(kube, &out);
    kg_buf_add_text(&out, "}}");
    return out.data;
}

/* ---- what it says ---- */

static int bad_answer(const struct kg_kubeconfig_exec *plugin, const char *what,
                      struct kg_error *err)
{
    return kg_error_set(err, KG_ERROR_UNKNOWN, "the credential plugin %s %s", plugin->command,
                        what);
}

/* Up to `digits` digits at `*text` as a number; -1 when there are fewer. */
static int take_number(const char **text, int digits)
{
    int value = 0;
    for (int i = 0; i < digits; i++, (*text)++) {
        if (**text < '0' || **text > '9')
            return -1;
        value = value * 10 + (**text - '0');
    }
    return value;
}

/* The offset of RFC 3339: "Z", "+02:00". In seconds; -1 where there is none in the text. */
static int take_offset(const char *text, int *seconds)
{
    *seconds = 0;
    if (strcmp(text, "Z") == 0 || strcmp(text, "z") == 0)
        return 0;
    int sign = *text == '-' ? -1 : 1;
    if (*text != '+' && *text != '-')
        return -1;
    text++;
    int hours = take_number(&text, 2);
    if (hours < 0 || *text++ != ':')
        return -1;
    int minutes = take_number(&text, 2);
    *seconds = sign * (hours * 3600 + minutes * 60);
    return minutes < 0 || *text != '\0' ? -1 : 0;
}

/* A time of RFC 3339 as seconds since 1970. -1: it is none. */
static int parse_time(const char *text, int64_t *seconds)
{
    static const char separators[] = "--T::";
    int parts[6], offset;
    for (int i = 0; i < 6; i++) {
        parts[i] = take_number(&text, i == 0 ? 4 : 2);
        if (parts[i] < 0 || (i < 5 && *text++ != separators[i]))
            return -1;
    }
    if (*text == '.')
        text += 1 + strspn(text + 1, "0123456789");
    if (take_offset(text, &offset) != 0)
        return -1;
    struct tm date = {.tm_year = parts[0] - 1900,
                      .tm_mon = parts[1] - 1,
                      .tm_mday = parts[2],
                      .tm_hour = parts[3],
                      .tm_min = parts[4],
                      .tm_sec = parts[5]};
    *seconds = (int64_t)timegm(&date) - offset;
    return 0;
}

static const char *text_at(struct kg_arena *arena, const struct kg_node *mapping, const char *key)
{
    return kg_str_copy(arena, kg_node_text(kg_node_get(mapping, key)));
}

static int check_kind(const struct kg_kubeconfig_exec *plugin, const struct kg_node *document,
                      struct kg_error *err)
{
    struct kg_str kind = kg_node_text(kg_node_get(document, "kind"));
    struct kg_str version = kg_node_text(kg_node_get(document, "apiVersion"));
    if (!kg_str_is(kind, "ExecCredential"))
        return bad_answer(plugin, "did not print an ExecCredential", err);
    if (kg_str_is(version, plugin->api_version))
        return 0;
    return kg_error_set(err, KG_ERROR_UNKNOWN,
                        "the credential plugin %s is configured to speak %s and speaks %.*s",
                        plugin->command, plugin->api_version, KG_STR_ARG(version));
}

static int take_status(const struct kg_kubeconfig_exec *plugin, const struct kg_node *status,
                       struct credentials *credentials, struct kg_error *err)
{
    struct kg_arena *arena = &credentials->arena;
    const char *token = text_at(arena, status, "token");
    const char *expiry = text_at(arena, status, "expirationTimestamp");
    credentials->token = token[0] != '\0' ? token : NULL;
    credentials->certificate = kg_str_from(text_at(arena, status, "clientCertificateData"));
    credentials->key = kg_str_from(text_at(arena, status, "clientKeyData"));
    credentials->expires = INT64_MAX;
    if (expiry[0] != '\0' && parse_time(expiry, &credentials->expires) != 0)
        return bad_answer(plugin, "gave an expirationTimestamp that is no time", err);
    if ((credentials->certificate.length == 0) != (credentials->key.length == 0))
        return bad_answer(plugin, "gave only one of certificate and key", err);
    if (credentials->token == NULL && credentials->key.length == 0)
        return bad_answer(plugin, "gave neither a token nor a certificate", err);
    if (credentials->token != NULL && strpbrk(token, "\r\n") != NULL)
        return bad_answer(plugin, "gave a token with a line break", err);
    return 0;
}

int kg_exec_credential(const struct kg_kubeconfig_exec *plugin, struct kg_str output,
                       struct credentials *credentials, struct kg_error *err)
{
    struct kg_source *source = kg_arena_zero(&credentials->arena, 1, sizeof(*source));
    struct kg_node *document;
    source->name = plugin->command;
    /* Why it is no JSON is not told: the message might quote a credential. */
    if (kg_json_read(&credentials->arena, output, source, 1, &document, NULL) != 0)
        return bad_answer(plugin, "did not print JSON", err);
    if (check_kind(plugin, document, err) != 0)
        return -1;
    const struct kg_node *status = kg_node_get(document, "status");
    if (!kg_node_is(status, KG_NODE_MAPPING))
        return bad_answer(plugin, "gave no status", err);
    return take_status(plugin, status, credentials, err);
}
