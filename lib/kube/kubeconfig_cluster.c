/* The server of a kubeconfig, and how to trust it. */
#include <string.h>

#include "kubeconfig_load.h"
#include "kubeconfig_shape.h"

/* The largest file with a certificate, a key or a token. */
static const size_t credential_max = 1 << 20;

struct kg_position kg_kubeconfig_place(const struct kubeconfig_entry *entry)
{
    if (entry->body != NULL)
        return kg_node_position(entry->body);
    return (struct kg_position){.file = given(entry->path) ? entry->path : NULL};
}

/* ---- files with certificates, keys and tokens ---- */

const char *kg_kubeconfig_path(struct loading *loading, const struct kubeconfig_entry *entry,
                               const char *key)
{
    const char *path = kg_kubeconfig_text(loading->arena, entry->body, key);
    return path[0] == '\0' ? "" : kg_path_join(loading->arena, entry->directory, path);
}

int kg_kubeconfig_read_credential(struct loading *loading, const char *what, const char *path,
                                  struct kg_str *content)
{
    if (loading->fs->read(loading->fs, loading->arena, path, content, loading->err) != 0 ||
        content->length > credential_max) {
        if (loading->err != NULL)
            loading->err->class = KG_ERROR_UNKNOWN;
        return kg_error_context(loading->err, "%s", what);
    }
    return 0;
}

/* ---- the server ---- */

/* The URL: without a scheme it is http, as client-go takes it; no slash, query or fragment. */
static int set_server(struct loading *loading, const char *server)
{
    struct kg_str url = kg_str_from(server);
    ptrdiff_t scheme = -1;
    for (size_t i = 0; i + 2 < url.length && scheme < 0; i++)
        scheme = memcmp(url.data + i, "://", 3) == 0 ? (ptrdiff_t)i : -1;
    if (scheme < 0)
        url = kg_str_from(kg_arena_printf(loading->arena, "http://%s", server));
    for (size_t i = 0; i < url.length; i++) {
        if (url.data[i] == '?' || url.data[i] == '#')
            url.length = i;
    }
    while (kg_str_ends(url, "/"))
        url.length--;
    loading->config->server = kg_str_copy(loading->arena, url);
    if (kg_str_starts(url, "http://") || kg_str_starts(url, "https://"))
        return 0;
    kg_error_at(loading->err, KG_ERROR_UNKNOWN, kg_kubeconfig_place(&loading->cluster),
                "the server \"%s\" is no http:// or https:// address", server);
    return -1;
}

/* A file of authorities on the command line sets aside all that the kubeconfig says about trust. */
static int set_trust(struct loading *loading)
{
    const struct kg_kubeconfig_flags *flags = loading->flags;
    const struct kubeconfig_entry *cluster = &loading->cluster;
    struct kg_kubeconfig *config = loading->config;
    bool skip = flags->insecure_skip_tls_verify != NULL && *flags->insecure_skip_tls_verify;
    const char *path = flags->certificate_authority;
    config->ca = KG_STR("");
    if (skip || given(path)) {
        config->skip_tls_verify = skip;
    } else {
        config->skip_tls_verify =
            kg_kubeconfig_bool(loading->arena, cluster->body, "insecure-skip-tls-verify");
        config->ca =
            kg_kubeconfig_bytes(loading->arena, cluster->body, "certificate-authority-data");
        path = kg_kubeconfig_path(loading, cluster, "certificate-authority");
    }
    if (given(path) && config->ca.length > 0)
        return kg_error_at(loading->err, KG_ERROR_UNKNOWN, kg_kubeconfig_place(cluster),
                           "cluster \"%s\" has both certificate-authority and "
                           "certificate-authority-data; one has to go",
                           cluster->name);
    if (given(path) &&
        kg_kubeconfig_read_credential(loading, "the certificate authority", path, &config->ca) != 0)
        return -1;
    if (config->skip_tls_verify && config->ca.length > 0)
        return kg_error_set(loading->err, KG_ERROR_UNKNOWN,
                            "a certificate authority and insecure-skip-tls-verify contradict "
                            "each other; one has to go");
    return 0;
}

static int set_proxy(struct loading *loading)
{
    static const char *const schemes[] = {"http://", "https://", "socks5://"};
    struct kg_str url =
        kg_str_from(kg_kubeconfig_text(loading->arena, loading->cluster.body, "proxy-url"));
    loading->config->proxy_url = url.data;
    if (url.length == 0)
        return 0;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (kg_str_starts(url, schemes[i]))
            return 0;
    }
    return kg_error_at(loading->err, KG_ERROR_UNKNOWN, kg_kubeconfig_place(&loading->cluster),
                       "proxy-url of cluster \"%s\" is no http://, https:// or socks5:// address",
                       loading->cluster.name);
}

int kg_kubeconfig_set_cluster(struct loading *loading, const char *server)
{
    const struct kg_kubeconfig_flags *flags = loading->flags;
    struct kg_kubeconfig *config = loading->config;
    const struct kg_node *body = loading->cluster.body;
    config->tls_server_name = given(flags->server) || given(flags->tls_server_name)
                                  ? either(flags->tls_server_name, "")
                                  : kg_kubeconfig_text(loading->arena, body, "tls-server-name");
    config->disable_compression = flags->disable_compression ||
                                  kg_kubeconfig_bool(loading->arena, body, "disable-compression");
    if (set_server(loading, server) != 0 || set_proxy(loading) != 0)
        return -1;
    return set_trust(loading);
}
