#include "kagent/buf.h"
#include "kagent/object.h"
#include "layers.h"

enum { TEXT_MAX = 4096 };

struct layer {
    const char *name;
    struct finding (*check)(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
};

/* Layers that belong together, ended by one without a name. */
struct group {
    const struct layer *layers;
    bool probed; /* seen by probes */
};

static const struct layer pod_layers[] = {
    {"pod", layer_pod},
    {"containers", layer_containers},
    {"readiness", layer_readiness},
    {"Service", layer_pod_service},
    {NULL, NULL},
};

static const struct layer service_layers[] = {
    {"Service", layer_service},
    {"endpoints", layer_endpoints},
    {"target port", layer_target_port},
    {NULL, NULL},
};

static const struct layer url_layers[] = {
    {"name", layer_name},
    {"connection", layer_connection},
    {"TLS", layer_tls},
    {NULL, NULL},
};

static const struct layer cluster_layers[] = {
    {"way there", layer_way},
    {"port", layer_port},
    {NULL, NULL},
};

static const struct layer agent_layers[] = {
    {"HTTP", layer_http},   {"card", layer_card}, {"JSON-RPC", layer_rpc},
    {"agent", layer_agent}, {NULL, NULL},
};

enum { GROUPS_MAX = 3 };

static const struct group groups[][GROUPS_MAX] = {
    [KG_DIAGNOSIS_POD] = {{pod_layers, false}, {cluster_layers, true}, {agent_layers, true}},
    [KG_DIAGNOSIS_SERVICE] = {{service_layers, false},
                              {cluster_layers, true},
                              {agent_layers, true}},
    [KG_DIAGNOSIS_URL] = {{url_layers, false}, {agent_layers, true}},
};

/* Whether something in the pod has answered: an agent, or what is in its place. */
static bool was_reached(enum kg_a2a_verdict verdict)
{
    return verdict <= KG_A2A_NOT_A2A;
}

/* What probes have come through cannot be what is broken. */
static struct kg_layer look_at(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                               const struct layer *layer, bool probed)
{
    struct finding finding = layer->check(arena, subject);
    if (finding.state == KG_LAYER_BROKEN && !probed && was_reached(subject->probe.verdict))
        finding.state = KG_LAYER_NOTED;
    return (struct kg_layer){layer->name, finding.state, finding.evidence, finding.next};
}

size_t kg_diagnose(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                   struct kg_layer layers[KG_LAYERS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < GROUPS_MAX; i++) {
        const struct group *group = &groups[subject->kind][i];
        for (const struct layer *at = group->layers; at != NULL && at->name != NULL; at++) {
            layers[count] = look_at(arena, subject, at, group->probed);
            if (layers[count++].state == KG_LAYER_BROKEN)
                return count;
        }
    }
    return count;
}

/* ---- what several layers need ---- */

const char *layer_command(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                          const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *command = kg_target_vcommand(arena, &subject->targets.kubectl, format, arguments);
    va_end(arguments);
    return command;
}

const char *layer_ports_text(struct kg_arena *arena, const struct kg_node *ports,
                             const char *number)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, TEXT_MAX);
    for (uint32_t i = 0; i < kg_object_count(ports); i++) {
        struct kg_str name = kg_node_text(kg_node_get(ports->items[i], "name"));
        kg_buf_printf(&out, "%s%.*s%s%.*s", out.length > 0 ? ", " : "", KG_STR_ARG(name),
                      name.length > 0 ? " " : "",
                      KG_STR_ARG(kg_node_text(kg_node_get(ports->items[i], number))));
    }
    return kg_str_copy(arena, kg_buf_str(&out));
}

const struct kg_node *layer_container_of(const struct kg_node *pod, unsigned port)
{
    const struct kg_node *list = kg_node_path(pod, "spec", "containers", NULL);
    for (uint32_t i = 0; i < kg_object_count(list); i++) {
        const struct kg_node *ports = kg_node_get(list->items[i], "ports");
        for (uint32_t j = 0; j < kg_object_count(ports); j++) {
            if (kg_object_integer(kg_node_get(ports->items[j], "containerPort"), 0) == port)
                return list->items[i];
        }
    }
    return NULL;
}
