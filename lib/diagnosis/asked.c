/* What probes have seen: which of the inner layers is the first that they do not come through. */
#include <string.h>

#include "kagent/buf.h"
#include "kagent/object.h"
#include "layers.h"

enum inner { WAY, PORT, HTTP, CARD, RPC, AGENT, NONE };

/* What else must be so for a row to fit. */
enum given { ALWAYS, WITH_CODE, WITH_CARD };

/*
 * Which layer a verdict is about, by the HTTP status (0: nothing has answered) and what came with
 * it. The first row that fits counts. 407 and 511 are of proxies that want credentials of their
 * own.
 */
static const struct {
    enum kg_a2a_verdict verdict;
    unsigned first;
    unsigned last;
    enum given given;
    enum inner layer;
} layers[] = {
    {KG_A2A_UNKNOWN, 0, 0, ALWAYS, WAY},        {KG_A2A_UNKNOWN, 407, 407, ALWAYS, WAY},
    {KG_A2A_UNKNOWN, 511, 511, ALWAYS, WAY},    {KG_A2A_UNKNOWN, 0, ~0U, ALWAYS, CARD},
    {KG_A2A_DOWN, 0, ~0U, ALWAYS, PORT},        {KG_A2A_UNAVAILABLE, 0, ~0U, ALWAYS, HTTP},
    {KG_A2A_DEGRADED, 0, ~0U, WITH_CODE, RPC},  {KG_A2A_DEGRADED, 200, 299, ALWAYS, RPC},
    {KG_A2A_DEGRADED, 0, ~0U, ALWAYS, HTTP},    {KG_A2A_NOT_A2A, 0, 0, ALWAYS, HTTP},
    {KG_A2A_NOT_A2A, 0, ~0U, WITH_CODE, RPC},   {KG_A2A_NOT_A2A, 0, ~0U, WITH_CARD, RPC},
    {KG_A2A_NOT_A2A, 0, ~0U, ALWAYS, CARD},     {KG_A2A_CREDENTIALS, 0, ~0U, ALWAYS, AGENT},
    {KG_A2A_UNEXPECTED, 0, ~0U, ALWAYS, AGENT},
};

static enum inner broken_layer(const struct kg_diagnosis_probe *probe)
{
    const bool given[] = {
        [ALWAYS] = true, [WITH_CODE] = probe->has_code, [WITH_CARD] = probe->agent[0] != '\0'};
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        if (layers[i].verdict == probe->verdict && probe->status >= layers[i].first &&
            probe->status <= layers[i].last && given[layers[i].given])
            return layers[i].layer;
    }
    return NONE; /* ALIVE, WARNING */
}

/* ---- what to type ---- */

static const char *ping(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                        const struct kg_target *target, const char *more)
{
    static const char *const before[] = {[KG_DIAGNOSIS_POD] = "",
                                         [KG_DIAGNOSIS_SERVICE] = "--service ",
                                         [KG_DIAGNOSIS_URL] = "--url "};
    return kg_target_command(arena, target, "kubectl kagent a2a-ping %s%s%s", before[subject->kind],
                             kg_target_word(arena, subject->name), more);
}

/* What the agent itself has to say: its log, or behind a URL its answer. */
static const char *look_closer(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_node *container = layer_container_of(subject->object.node, subject->port);
    struct kg_str name = kg_node_text(kg_node_get(container, "name"));
    if (subject->kind == KG_DIAGNOSIS_URL)
        return layer_curl(arena, subject);
    if (subject->kind == KG_DIAGNOSIS_SERVICE)
        return layer_command(arena, subject, "kubectl logs service/%s", subject->name);
    return layer_command(arena, subject, "kubectl logs %s%s%.*s", subject->name,
                         name.length > 0 ? " -c " : "", KG_STR_ARG(name));
}

/* The port that containers declare for an agent, where it is another than was asked; 0 for none. */
static int64_t other_port(const struct kg_diagnosis_subject *subject)
{
    const struct kg_node *list = kg_node_path(subject->object.node, "spec", "containers", NULL);
    int64_t best = 0;
    int rank = -1;
    for (uint32_t i = 0; i < kg_object_count(list); i++) {
        const struct kg_node *ports = kg_node_get(list->items[i], "ports");
        for (uint32_t j = 0; j < kg_object_count(ports); j++) {
            int64_t port = kg_object_integer(kg_node_get(ports->items[j], "containerPort"), 0);
            int ranked = kg_a2a_port_rank(kg_node_text(kg_node_get(ports->items[j], "name")));
            if (port == subject->port || ranked <= rank)
                continue;
            best = port;
            rank = ranked;
        }
    }
    return best;
}

/* Another port if there is one, else another path. */
static const char *ask_elsewhere(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_target *elsewhere = &subject->targets.elsewhere;
    int64_t port = other_port(subject);
    if (subject->kind == KG_DIAGNOSIS_URL)
        return ping(arena, subject, elsewhere, " --path /PATH/OF/THE/AGENT");
    if (port != 0)
        return ping(arena, subject, elsewhere,
                    kg_arena_printf(arena, " --port %lld", (long long)port));
    return ping(arena, subject, elsewhere,
                kg_arena_printf(arena, " --port %u --path /PATH/OF/THE/AGENT", subject->port));
}

/* ---- layers ---- */

static struct finding sound(const char *evidence)
{
    return (struct finding){KG_LAYER_SOUND, evidence, NULL};
}

static struct finding broken(const struct kg_diagnosis_subject *subject, const char *next)
{
    return (struct finding){KG_LAYER_BROKEN, subject->probe.reason, next};
}

/* `User "jane" cannot get resource ...`: what is missing; `create` where it is not said. */
static struct kg_str refused_verb(const char *reason)
{
    static const char before[] = " cannot ";
    const char *found = strstr(reason, before);
    struct kg_str rest = kg_str_from(found != NULL ? found + sizeof before - 1 : "create");
    struct kg_str verb;
    kg_str_split(&rest, ' ', &verb);
    return verb;
}

struct finding layer_way(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const char *kind = subject->kind == KG_DIAGNOSIS_SERVICE ? "services" : "pods";
    bool tunnel = strcmp(subject->way, "port-forward") == 0;
    if (broken_layer(&subject->probe) != WAY)
        return sound(subject->way);
    /* The API server's word for missing rights. */
    if (strstr(subject->probe.reason, "forbidden") != NULL)
        return broken(subject,
                      layer_command(arena, subject, "kubectl auth can-i %.*s %s --subresource=%s",
                                    KG_STR_ARG(refused_verb(subject->probe.reason)), kind,
                                    tunnel ? "portforward" : "proxy"));
    struct kg_str node = kg_node_text(kg_node_path(subject->object.node, "spec", "nodeName", NULL));
    /* Neither is in a namespace. */
    const struct kg_target cluster = {.access = subject->targets.kubectl.access};
    if (node.length > 0)
        return broken(
            subject, kg_target_command(arena, &cluster, "kubectl get node %.*s", KG_STR_ARG(node)));
    return broken(subject, kg_target_command(arena, &cluster, "kubectl get --raw /readyz"));
}

/* The ports that containers declare, where the one that was asked is none of them; else "". */
static const char *declared(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_node *list = kg_node_path(subject->object.node, "spec", "containers", NULL);
    struct kg_buf out;
    kg_buf_init(&out, arena, 1 << 16);
    if (subject->kind == KG_DIAGNOSIS_SERVICE || subject->object.node == NULL ||
        layer_container_of(subject->object.node, subject->port) != NULL)
        return "";
    for (uint32_t i = 0; i < kg_object_count(list); i++) {
        const char *ports =
            layer_ports_text(arena, kg_node_get(list->items[i], "ports"), "containerPort");
        if (ports[0] != '\0')
            kg_buf_printf(&out, "%s%s", out.length > 0 ? ", " : "", ports);
    }
    return out.length == 0 ? "; no container declares it"
                           : kg_arena_printf(arena, "; no container declares it, but %.*s",
                                             KG_STR_ARG(kg_buf_str(&out)));
}

struct finding layer_port(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const char *others = declared(arena, subject);
    if (broken_layer(&subject->probe) != PORT)
        return sound(kg_arena_printf(arena, "%u%s", subject->port, others));
    return (struct finding){
        KG_LAYER_BROKEN, kg_arena_printf(arena, "%s%s", subject->probe.reason, others),
        others[0] != '\0' ? ask_elsewhere(arena, subject) : look_closer(arena, subject)};
}

struct finding layer_http(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_diagnosis_probe *probe = &subject->probe;
    /* To a URL there are no layers of the cluster's: what is no answer is told here. */
    if (subject->kind == KG_DIAGNOSIS_URL && broken_layer(probe) < HTTP)
        return broken(subject, layer_curl(arena, subject));
    if (broken_layer(probe) != HTTP)
        return sound(probe->status == 0 ? "answers"
                                        : kg_arena_printf(arena, "answers with %u", probe->status));
    return broken(subject, probe->verdict == KG_A2A_NOT_A2A ? ask_elsewhere(arena, subject)
                                                            : look_closer(arena, subject));
}

struct finding layer_card(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_diagnosis_probe *probe = &subject->probe;
    if (broken_layer(probe) == CARD && probe->agent[0] == '\0')
        return (struct finding){
            KG_LAYER_BROKEN,
            kg_arena_printf(arena, "none at the well-known paths; and %s", probe->reason),
            ask_elsewhere(arena, subject)};
    if (broken_layer(probe) == CARD)
        return broken(subject, look_closer(arena, subject));
    if (probe->agent[0] == '\0')
        return (struct finding){KG_LAYER_NOTED, "none was found; a probe does not need one", NULL};
    return sound(kg_arena_printf(arena, "of %s", probe->agent));
}

struct finding layer_rpc(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    if (broken_layer(&subject->probe) == RPC)
        return broken(subject, look_closer(arena, subject));
    return sound("answers");
}

struct finding layer_agent(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    enum kg_a2a_verdict verdict = subject->probe.verdict;
    if (broken_layer(&subject->probe) != AGENT)
        return sound(kg_a2a_verdict_name(verdict));
    return broken(subject,
                  ping(arena, subject, &subject->targets.ping,
                       verdict == KG_A2A_CREDENTIALS ? " --bearer-file FILE" : " --split"));
}
