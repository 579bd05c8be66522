#include "kagent/buf.h"
#include "kagent/object.h"
#include "layers.h"

enum { TEXT_MAX = 4096 };

struct layer {
    const char *name;
    struct finding (*check)(struct kg_arena *arena, const struct kg_diagnosis_subject *subject);
    bool probed; /* seen by probes, and not read from the cluster */
};

static const struct layer pod_layers[] = {
    {"pod", layer_pod, false},
    {"containers", layer_containers, false},
    {"readiness", layer_readiness, false},
    {"Service", layer_pod_service, false},
    {"way there", layer_way, true},
    {"port", layer_port, true},
    {"HTTP", layer_http, true},
    {"card", layer_card, true},
    {"JSON-RPC", layer_rpc, true},
    {"agent", layer_agent, true},
};

static const struct layer service_layers[] = {
    {"Service", layer_service, false},
    {"endpoints", layer_endpoints, false},
    {"target port", layer_target_port, false},
    {"way there", layer_way, true},
    {"port", layer_port, true},
    {"HTTP", layer_http, true},
    {"card", layer_card, true},
    {"JSON-RPC", layer_rpc, true},
    {"agent", layer_agent, true},
};

/* Whether something in the pod has answered: an agent, or what is in its place. */
static bool was_reached(enum kg_a2a_verdict verdict)
{
    return verdict <= KG_A2A_NOT_A2A;
}

size_t kg_diagnose(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                   struct kg_layer layers[KG_LAYERS_MAX])
{
    const struct layer *table = subject->service ? service_layers : pod_layers;
    size_t all = subject->service ? sizeof service_layers / sizeof *service_layers
                                  : sizeof pod_layers / sizeof *pod_layers;
    for (size_t i = 0; i < all; i++) {
        struct finding finding = table[i].check(arena, subject);
        if (finding.state == KG_LAYER_BROKEN && !table[i].probed &&
            was_reached(subject->probe.verdict))
            finding.state = KG_LAYER_NOTED;
        layers[i] = (struct kg_layer){table[i].name, finding.state, finding.evidence, finding.next};
        if (finding.state == KG_LAYER_BROKEN)
            return i + 1;
    }
    return all;
}

/* ---- what several layers need ---- */

const char *layer_command(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                          const char *before, const char *more)
{
    return kg_arena_printf(arena, "kubectl %s -n %s%s", before, subject->namespace, more);
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
