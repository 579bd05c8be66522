#include <stdlib.h>
#include <string.h>

#include "exec.h"

double kg_kube_chance(void)
{
    /* Spreads clients that were all refused at once; nothing depends on it being unforeseeable. */
    return (double)random() / (double)RAND_MAX;
}

/* Host and port of a URL. */
static struct kg_str host_of(const char *url, unsigned *port)
{
    const char *start = strstr(url, "://");
    struct kg_str host = kg_str_from(start != NULL ? start + 3 : url);
    ptrdiff_t slash = kg_str_find(host, '/');
    *port = kg_str_starts(kg_str_from(url), "https") ? 443 : 80;
    if (slash >= 0)
        host = kg_str_head(host, (size_t)slash);
    for (size_t i = host.length; i-- > 0 && host.data[i] != ']';) {
        if (host.data[i] != ':')
            continue;
        *port = (unsigned)strtoul(host.data + i + 1, NULL, 10);
        host.length = i;
        break;
    }
    if (kg_str_starts(host, "[") && kg_str_ends(host, "]"))
        host = kg_str_head(kg_str_from_index(host, 1), host.length - 2);
    return host;
}

/* The cluster's own proxy is always used; that of the environment not for what it exempts. */
static const char *choose_proxy(const struct kg_kube *kube)
{
    const struct kg_kube_proxies *proxies = &kube->options.proxies;
    const char *proxy = kube->secure ? proxies->https_proxy : proxies->http_proxy;
    const char *exempt = proxies->no_proxy != NULL ? proxies->no_proxy : "";
    unsigned port;
    struct kg_str host = host_of(kube->config->server, &port);
    if (kube->config->proxy_url[0] != '\0')
        return kube->config->proxy_url;
    return kg_http_proxy_exempt(kg_str_from(exempt), host, port) ? NULL : proxy;
}

static int check_pem(struct kg_str pem, const char *what, struct kg_error *err)
{
    if (pem.length == 0 || strstr(pem.data, "-----BEGIN ") != NULL)
        return 0;
    return kg_error_set(err, KG_ERROR_UNKNOWN, "the kubeconfig's %s is no PEM text", what);
}

static void use_plugin(struct kg_kube *kube)
{
    if (kube->options.plugins == NULL)
        kube->options.plugins = kg_kube_plugins_new(kube->arena, kube->http, NULL);
    kube->source = kg_exec_source(kube);
    kube->credentials = kg_exec_credentials(kube->source);
}

int kg_kube_new(struct kg_arena *arena, struct kg_http *http, const struct kg_kube_options *options,
                struct kg_kube **kube, struct kg_error *err)
{
    const struct kg_kubeconfig *config = options->config;
    if (check_pem(config->ca, "certificate authority", err) != 0 ||
        check_pem(config->certificate, "client certificate", err) != 0 ||
        check_pem(config->key, "client key", err) != 0)
        return -1;
    struct kg_kube *made = kg_arena_zero(arena, 1, sizeof(*made));
    made->arena = arena;
    made->http = http;
    made->options = *options;
    made->config = config;
    made->secure = kg_str_starts(kg_str_from(config->server), "https://");
    made->proxy = choose_proxy(made);
    kg_map_init(&made->warned, arena);
    made->credentials = &made->own;
    kg_arena_init(&made->own.arena, arena->budget, arena->recovery);
    kg_arena_wipe_on_release(&made->own.arena);
    kg_arena_defer(arena, kg_credentials_release, &made->own);
    kg_arena_init(&made->scratch, arena->budget, arena->recovery);
    kg_arena_wipe_on_release(&made->scratch);
    kg_arena_defer(arena, (void (*)(void *))kg_arena_release, &made->scratch);
    if (config->exec != NULL)
        use_plugin(made);
    *kube = made;
    return 0;
}

struct kg_http *kg_kube_loop(const struct kg_kube *kube)
{
    return kube->http;
}
