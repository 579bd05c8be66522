/* What an attempt at a URL came to, step by step. */
#include <string.h>

#include "kagent/buf.h"
#include "layers.h"

/* How long the commands may take that look once more, in seconds. */
enum { PATIENCE = 10 };

/* A URL's parts; the port as it is written, or that of the scheme. */
struct address {
    const char *host; /* without brackets */
    const char *port;
    bool secure;
    bool numeric; /* no name, but an address */
};

static struct address address_of(struct kg_arena *arena, const char *url)
{
    bool secure = kg_str_starts(kg_str_from(url), "https://");
    const char *host = strstr(url, "://") + 3;
    size_t length = strcspn(host, "/");
    bool six = host[0] == '[';
    size_t end = six ? strcspn(host, "]") + 1 : strcspn(host, ":/");
    struct address address = {.secure = secure, .port = secure ? "443" : "80"};
    end = end > length ? length : end;
    if (end < length && host[end] == ':')
        address.port = kg_arena_strndup(arena, host + end + 1, length - end - 1);
    address.host =
        six ? kg_arena_strndup(arena, host + 1, end - 2) : kg_arena_strndup(arena, host, end);
    address.numeric = six || strspn(address.host, "0123456789.") == strlen(address.host);
    return address;
}

static bool has_failed(const struct kg_diagnosis_subject *subject, enum kg_diagnosis_step step)
{
    return subject->attempt.reached == step;
}

static struct finding broken(const struct kg_diagnosis_subject *subject, const char *next)
{
    return (struct finding){KG_LAYER_BROKEN, subject->attempt.reason, next};
}

static const char *milliseconds(struct kg_arena *arena, int64_t microseconds)
{
    return kg_arena_printf(arena, "%lld.%lld ms", (long long)(microseconds / 1000),
                           (long long)(microseconds / 100 % 10));
}

const char *layer_curl(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const char *url = kg_arena_printf(arena, "%s/.well-known/agent-card.json", subject->name);
    return kg_target_command(arena, &subject->targets.curl, "curl -iv --max-time %d %s", PATIENCE,
                             kg_target_word(arena, url));
}

/* ---- the name ---- */

/*
 * Names of Services, `SERVICE.NAMESPACE.svc[.cluster.local]`, are known to the cluster's own name
 * servers alone: from elsewhere the Service is reached through the API server.
 */
static const char *ask_service(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                               const struct address *address)
{
    struct kg_str rest = kg_str_from(address->host), service, namespace, kind;
    if (!kg_str_split(&rest, '.', &service) || !kg_str_split(&rest, '.', &namespace) ||
        !kg_str_split(&rest, '.', &kind) || !kg_str_is(kind, "svc"))
        return NULL;
    const struct kg_target target = {.namespace = kg_str_copy(arena, namespace),
                                     .access = subject->targets.elsewhere.access};
    return kg_target_command(arena, &target, "kubectl kagent a2a-ping --service %.*s --port %s",
                             KG_STR_ARG(service), address->port);
}

struct finding layer_name(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    struct address address = address_of(arena, subject->name);
    const char *service = ask_service(arena, subject, &address);
    if (!has_failed(subject, KG_STEP_NAME))
        return (struct finding){
            KG_LAYER_SOUND,
            address.numeric || subject->attempt.peer[0] == '\0'
                ? address.host
                : kg_arena_printf(arena, "%s is %s", address.host, subject->attempt.peer),
            NULL};
    if (service != NULL)
        return (struct finding){KG_LAYER_BROKEN,
                                kg_arena_printf(arena, "%s; it is known inside the cluster only",
                                                subject->attempt.reason),
                                service};
    return broken(subject,
                  kg_arena_printf(arena, "getent hosts %s", kg_target_word(arena, address.host)));
}

/* ---- the connection ---- */

struct finding layer_connection(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    struct address address = address_of(arena, subject->name);
    if (has_failed(subject, KG_STEP_CONNECTION))
        return broken(subject, layer_curl(arena, subject));
    return (struct finding){KG_LAYER_SOUND,
                            kg_arena_printf(arena, "port %s accepts connections, after %s",
                                            address.port,
                                            milliseconds(arena, subject->attempt.connected_us)),
                            NULL};
}

struct finding layer_tls(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    struct address address = address_of(arena, subject->name);
    if (!address.secure)
        return (struct finding){KG_LAYER_SOUND, "none is wanted by http://", NULL};
    if (!has_failed(subject, KG_STEP_TLS))
        return (struct finding){KG_LAYER_SOUND,
                                kg_arena_printf(arena, "agreed on, after %s",
                                                milliseconds(arena, subject->attempt.encrypted_us)),
                                NULL};
    const char *server = kg_arena_printf(
        arena, strchr(address.host, ':') != NULL ? "[%s]:%s" : "%s:%s", address.host, address.port);
    return broken(subject, kg_target_command(arena, &subject->targets.openssl,
                                             "echo | openssl s_client -showcerts -connect %s",
                                             kg_target_word(arena, server)));
}
