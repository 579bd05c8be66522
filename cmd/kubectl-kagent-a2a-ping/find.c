#include "find.h"

#include <ctype.h>
#include <string.h>

#include "../common/command.h"
#include "../common/kube.h"
#include "kagent/target.h"
#include "suite.h"

/* What kagent's agents listen on when nobody says otherwise. */
enum { PORT_USUAL = 8080, PODS_MAX = 10000 };

struct search {
    struct session *session;
    const struct kg_option_value *values;
    struct cmd_kube *cluster; /* lives as long as the session */
    struct ways *ways;
    const char **pods; /* the names given */
};

/* ---- ports ---- */

static unsigned port_number(const struct kg_node *port, const char *field)
{
    int64_t number = 0;
    struct kg_str text = kg_node_text(kg_node_get(port, field));
    if (text.length == 0 || text.length > 5)
        return 0;
    for (size_t i = 0; i < text.length; i++)
        number = number * 10 + (text.data[i] - '0');
    return number > 0 && number < 65536 ? (unsigned)number : 0;
}

static int port_rank(const struct kg_node *port)
{
    return kg_a2a_port_rank(kg_node_text(kg_node_get(port, "name")));
}

/* The best of a list of ports; keeps `*best` unless there is a better one. */
static void look_at_ports(const struct kg_node *ports, const char *field, unsigned *best, int *rank)
{
    for (uint32_t i = 0; kg_node_is(ports, KG_NODE_SEQUENCE) && i < ports->count; i++) {
        unsigned number = port_number(ports->items[i], field);
        if (number == 0 || port_rank(ports->items[i]) <= *rank)
            continue;
        *rank = port_rank(ports->items[i]);
        *best = number;
    }
}

/* The port whose name speaks of a2a or http, else the first; 8080 where there is none. */
static unsigned port_of_pod(const struct settings *settings, const struct kg_node *pod)
{
    const struct kg_node *containers = kg_node_path(pod, "spec", "containers", NULL);
    unsigned port = PORT_USUAL;
    int rank = -1;
    if (settings->port != 0)
        return settings->port;
    for (uint32_t i = 0; kg_node_is(containers, KG_NODE_SEQUENCE) && i < containers->count; i++)
        look_at_ports(kg_node_get(containers->items[i], "ports"), "containerPort", &port, &rank);
    return port;
}

/* ---- one pod ---- */

static const char *url_of_pod(struct kg_arena *arena, const struct settings *settings,
                              const struct kg_node *pod, unsigned port)
{
    struct kg_str address = kg_node_text(kg_node_path(pod, "status", "podIP", NULL));
    bool v6 = kg_str_find(address, ':') >= 0;
    if (address.length == 0)
        return NULL;
    return kg_arena_printf(arena, "%s://%s%.*s%s:%u", settings->https ? "https" : "http",
                           v6 ? "[" : "", KG_STR_ARG(address), v6 ? "]" : "", port);
}

/* What must be known of a pod: the object itself does not stay. */
struct found {
    const char *name;
    unsigned port;
    const char *url; /* NULL where the pod has no address */
};

static struct found found_pod(struct search *search, const char *name, const struct kg_node *pod)
{
    const struct settings *settings = search->session->settings;
    unsigned port = port_of_pod(settings, pod);
    return (struct found){name, port, url_of_pod(search->session->arena, settings, pod, port)};
}

static int add_pod(struct search *search, const struct found *found, struct kg_error *err)
{
    struct session *session = search->session;
    struct kg_arena *arena = session->arena;
    const struct settings *settings = session->settings;
    size_t via = search->values[KAGENT_A2A_PING_VIA].choice;
    struct target *target = &session->targets[session->count];
    struct route *proxy = route_proxy(arena, search->ways, "pods", found->name, found->port);

    target->name = found->name;
    target->port = found->port;
    target->namespace = search->cluster->namespace;
    if (via == KAGENT_A2A_PING_VIA_PROXY)
        target->route = proxy;
    else if (via != KAGENT_A2A_PING_VIA_DIRECT)
        /* The proxy would keep the token from the agent, and the verdict would be about that. */
        target->route = route_tunnel(
            arena, search->ways, found->name, found->port,
            via == KAGENT_A2A_PING_VIA_AUTO && settings->bearer == NULL ? proxy : NULL);
    else if (found->url != NULL)
        target->route = route_direct(arena, settings, found->url);
    else
        return kg_error_set(err, KG_ERROR_UNKNOWN, "pod %s has no address to connect to yet",
                            found->name);
    session->count++;
    return 0;
}

/* A name as people write it: kagent-0, pod/kagent-0, 0. */
static int pod_name(struct search *search, const char *word, const char **name,
                    struct kg_error *err)
{
    static const char *const prefixes[] = {"pod/", "pods/", "po/"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (kg_str_starts(kg_str_from(word), prefixes[i]))
            word += strlen(prefixes[i]);
    }
    size_t digits = strspn(word, "0123456789");
    *name = word;
    if (digits > 0 && word[digits] == '\0')
        *name = kg_arena_printf(search->session->arena, "%s-%s",
                                search->values[KAGENT_A2A_PING_STATEFULSET].text, word);
    for (const char *at = *name; *at != '\0'; at++) {
        if (!islower((unsigned char)*at) && !isdigit((unsigned char)*at) && *at != '-' &&
            *at != '.')
            return kg_error_set(err, KG_ERROR_USAGE, "'%s' is no name of a pod", word);
    }
    return (*name)[0] != '\0' ? 0 : kg_error_set(err, KG_ERROR_USAGE, "a pod has a name");
}

static int read_names(struct search *search, const struct kg_arguments *arguments,
                      struct kg_error *err)
{
    size_t count = arguments->positional_count;
    search->pods = kg_arena_zero(search->session->arena, count + 1, sizeof *search->pods);
    for (size_t i = 0; i < count; i++) {
        if (pod_name(search, arguments->positionals[i], &search->pods[i], err) != 0)
            return -1;
    }
    return 0;
}

/* Whether one can go on without the answer: the way to the pod tells what is wrong with it. */
static bool is_dispensable(const struct kg_kube_answer *answer)
{
    return answer->reason == KG_KUBE_FORBIDDEN || answer->reason == KG_KUBE_NOT_FOUND;
}

static int find_named(struct search *search, size_t count, struct kg_error *err)
{
    struct session *session = search->session;
    session->targets = kg_arena_zero(session->arena, count, sizeof *session->targets);
    for (size_t i = 0; i < count; i++) {
        struct kg_kube_answer answer = {.object = NULL};
        struct kg_kube_request request = {.resource = &kg_kube_pods,
                                          .namespace = search->cluster->namespace,
                                          .name = search->pods[i]};
        if (kg_kube_call(search->cluster->kube, session->arena, &request, &answer, err) != 0) {
            if (!is_dispensable(&answer))
                return -1;
            answer.object = NULL;
        }
        struct found found = found_pod(search, request.name, answer.object);
        if (add_pod(search, &found, err) != 0)
            return -1;
    }
    return 0;
}

/* ---- all pods ---- */

/* The pods as they come in pages. */
struct pods {
    struct search *search;
    struct found *list;
    size_t count;
};

static void keep_pod(void *context, const struct kg_node *pod)
{
    struct pods *pods = context;
    struct kg_arena *arena = pods->search->session->arena;
    struct kg_str phase = kg_node_text(kg_node_path(pod, "status", "phase", NULL));
    if (kg_str_is(phase, "Succeeded") || kg_str_is(phase, "Failed") || pods->count == PODS_MAX)
        return;
    const char *name = kg_str_copy(arena, kg_kube_name(pod));
    pods->list = kg_arena_extend(arena, pods->list, pods->count, sizeof *pods->list);
    pods->list[pods->count++] = found_pod(pods->search, name, pod);
}

static void forget_pods(void *context)
{
    struct pods *pods = context;
    pods->count = 0;
}

static int add_pods(struct search *search, const struct pods *pods, struct kg_error *err)
{
    struct session *session = search->session;
    session->targets = kg_arena_zero(session->arena, pods->count, sizeof *session->targets);
    for (size_t i = 0; i < pods->count; i++) {
        if (add_pod(search, &pods->list[i], err) != 0)
            return -1;
    }
    return 0;
}

static int find_all(struct search *search, struct kg_error *err)
{
    struct session *session = search->session;
    const char *selector = search->values[KAGENT_A2A_PING_SELECTOR].text;
    const struct kg_kube_request request = {.resource = &kg_kube_pods,
                                            .namespace = search->cluster->namespace,
                                            .label_selector = selector};
    struct pods pods = {.search = search};
    if (kg_kube_list(search->cluster->kube, session->arena, &request, keep_pod, forget_pods, &pods,
                     NULL, err) != 0)
        return -1;
    if (pods.count > 0)
        return add_pods(search, &pods, err);
    kg_error_set(err, KG_ERROR_UNKNOWN, "no pods in namespace %s have the labels %s",
                 search->cluster->namespace, selector);
    const struct kg_target target = {search->cluster->namespace, session->access};
    return kg_error_advise(
        err, "See what there is: %s",
        kg_target_command(session->arena, &target, "kubectl get pods --show-labels"));
}

/* ---- a Service, a URL ---- */

static int find_service(struct search *search, struct kg_error *err)
{
    struct session *session = search->session;
    const char *name = search->values[KAGENT_A2A_PING_SERVICE].text;
    const struct kg_kube_request request = {
        .resource = &kg_kube_services, .namespace = search->cluster->namespace, .name = name};
    struct kg_kube_answer answer = {.object = NULL};
    unsigned port = PORT_USUAL;
    int rank = -1;
    if (kg_kube_call(search->cluster->kube, session->arena, &request, &answer, err) == 0)
        look_at_ports(kg_node_path(answer.object, "spec", "ports", NULL), "port", &port, &rank);
    else if (answer.reason != KG_KUBE_FORBIDDEN)
        return -1;
    if (session->settings->port != 0)
        port = session->settings->port;
    session->targets = kg_arena_zero(session->arena, 1, sizeof *session->targets);
    session->count = 1;
    session->targets[0].name = kg_arena_printf(session->arena, "svc/%s", name);
    session->targets[0].service = name;
    session->targets[0].port = port;
    session->targets[0].namespace = search->cluster->namespace;
    session->targets[0].route = route_proxy(session->arena, search->ways, "services", name, port);
    return 0;
}

static int find_url(struct session *session, struct kg_error *err)
{
    const struct settings *settings = session->settings;
    if (kg_http_new(session->arena, &session->http, err) != 0)
        return -1;
    session->targets = kg_arena_zero(session->arena, 1, sizeof *session->targets);
    session->count = 1;
    session->targets[0].name = strstr(settings->url, "://") + 3;
    session->targets[0].namespace = "";
    session->targets[0].route = route_direct(session->arena, settings, settings->url);
    session->access = "";
    return 0;
}

int find_targets(struct session *session, const struct kg_arguments *arguments,
                 struct kg_error *err)
{
    struct search search = {.session = session, .values = arguments->options};
    if (session->settings->url != NULL)
        return find_url(session, err);
    if (arguments->positional_count == 0 && !search.values[KAGENT_A2A_PING_ALL].boolean &&
        !search.values[KAGENT_A2A_PING_SERVICE].given) {
        kg_error_set(err, KG_ERROR_USAGE, "name a pod, or say --all, --service or --url");
        return kg_error_advise(err, "For the first agent: kubectl kagent a2a-ping kagent-0");
    }
    if (read_names(&search, arguments, err) != 0)
        return -1;
    search.cluster = kg_arena_zero(session->arena, 1, sizeof *search.cluster);
    if (cmd_kube(session->arena, arguments, search.cluster, err) != 0)
        return -1;
    session->http = search.cluster->http;
    session->kube = search.cluster->kube;
    session->access = search.cluster->config.access;
    search.ways = kg_arena_zero(session->arena, 1, sizeof *search.ways);
    *search.ways = (struct ways){
        .settings = session->settings,
        .kube = search.cluster->kube,
        .namespace = search.cluster->namespace,
    };
    if (search.values[KAGENT_A2A_PING_ALL].boolean)
        return find_all(&search, err);
    if (search.values[KAGENT_A2A_PING_SERVICE].given)
        return find_service(&search, err);
    return find_named(&search, arguments->positional_count, err);
}
