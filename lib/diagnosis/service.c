/* What the cluster says of a Service. */
#include <string.h>

#include "kagent/buf.h"
#include "kagent/object.h"
#include "layers.h"

enum { TEXT_MAX = 4096 };

static const struct kg_node *spec_of(const struct kg_diagnosis_subject *subject, const char *field)
{
    return kg_node_path(subject->object.node, "spec", field, NULL);
}

/* The Service's port of the number that was asked, or NULL. */
static const struct kg_node *asked_port(const struct kg_diagnosis_subject *subject)
{
    const struct kg_node *ports = spec_of(subject, "ports");
    for (uint32_t i = 0; i < kg_object_count(ports); i++) {
        if (kg_object_integer(kg_node_get(ports->items[i], "port"), 0) == subject->port)
            return ports->items[i];
    }
    return NULL;
}

static struct finding wrong_port(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_node *ports = spec_of(subject, "ports");
    if (kg_object_count(ports) == 0)
        return (struct finding){
            KG_LAYER_BROKEN, "it has no ports",
            layer_command(arena, subject, "kubectl describe service %s", subject->name)};
    return (struct finding){
        KG_LAYER_BROKEN,
        kg_arena_printf(arena, "it has no port %u, but %s", subject->port,
                        layer_ports_text(arena, ports, "port")),
        kg_target_command(arena, &subject->targets.elsewhere,
                          "kubectl kagent a2a-ping --service %s --port %.*s", subject->name,
                          KG_STR_ARG(kg_node_text(kg_node_get(ports->items[0], "port"))))};
}

struct finding layer_service(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_node *port = asked_port(subject);
    if (subject->object.absent)
        return (struct finding){KG_LAYER_BROKEN, "there is none of this name",
                                layer_command(arena, subject, "kubectl get services")};
    if (subject->object.node == NULL)
        return (struct finding){KG_LAYER_UNCHECKED, subject->object.unknown, NULL};
    if (kg_str_is(kg_node_text(spec_of(subject, "type")), "ExternalName"))
        return (struct finding){
            KG_LAYER_BROKEN,
            kg_arena_printf(arena, "it only stands for the name %.*s, and leads to no pod",
                            KG_STR_ARG(kg_node_text(spec_of(subject, "externalName")))),
            kg_arena_printf(arena, "kubectl kagent a2a-ping --url http://%.*s",
                            KG_STR_ARG(kg_node_text(spec_of(subject, "externalName"))))};
    if (port == NULL)
        return wrong_port(arena, subject);
    return (struct finding){
        KG_LAYER_SOUND,
        kg_arena_printf(arena, "port %u leads to port %.*s of its pods", subject->port,
                        KG_STR_ARG(kg_node_text(kg_node_get(port, "targetPort")))),
        NULL};
}

/* ---- endpoints ---- */

/* "app=kagent,tier=x", as kubectl's -l takes it. */
static const char *selector_text(struct kg_arena *arena, const struct kg_node *selector)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, TEXT_MAX);
    for (uint32_t i = 0; kg_node_is(selector, KG_NODE_MAPPING) && i < selector->count; i++)
        kg_buf_printf(&out, "%s%.*s=%.*s", i > 0 ? "," : "",
                      KG_STR_ARG(kg_node_text(selector->pairs[i].key)),
                      KG_STR_ARG(kg_node_text(selector->pairs[i].value)));
    return kg_str_copy(arena, kg_buf_str(&out));
}

static bool is_of(const struct kg_node *slice, const char *service)
{
    return kg_str_is(
        kg_node_text(kg_node_path(slice, "metadata", "labels", "kubernetes.io/service-name", NULL)),
        service);
}

/* Of the endpoints of the Service those that are (not) ready. */
struct endpoints {
    struct kg_buf ready;
    struct kg_buf unready;
    const char *first_unready;
};

static void add_endpoint(struct kg_arena *arena, struct endpoints *endpoints,
                         const struct kg_node *endpoint)
{
    const struct kg_node *ready = kg_node_path(endpoint, "conditions", "ready", NULL);
    struct kg_str name = kg_node_text(kg_node_path(endpoint, "targetRef", "name", NULL));
    /* Where it is not said, ready is to be taken for true. */
    bool is_ready = !kg_str_is(kg_node_text(ready), "false");
    struct kg_buf *list = is_ready ? &endpoints->ready : &endpoints->unready;
    kg_buf_printf(list, "%s%.*s", list->length > 0 ? ", " : "", KG_STR_ARG(name));
    if (!is_ready && endpoints->first_unready == NULL)
        endpoints->first_unready = kg_str_copy(arena, name);
}

static void read_endpoints(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                           struct endpoints *endpoints)
{
    const struct kg_node *slices = subject->slices.node;
    *endpoints = (struct endpoints){.first_unready = NULL};
    kg_buf_init(&endpoints->ready, arena, TEXT_MAX * 256);
    kg_buf_init(&endpoints->unready, arena, TEXT_MAX * 256);
    for (uint32_t i = 0; i < kg_object_count(slices); i++) {
        const struct kg_node *list = kg_node_get(slices->items[i], "endpoints");
        for (uint32_t j = 0; is_of(slices->items[i], subject->name) && j < kg_object_count(list);
             j++)
            add_endpoint(arena, endpoints, list->items[j]);
    }
}

struct finding layer_endpoints(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const char *selector = selector_text(arena, spec_of(subject, "selector"));
    struct endpoints endpoints;
    if (subject->slices.node == NULL)
        return (struct finding){KG_LAYER_UNCHECKED, subject->slices.unknown, NULL};
    read_endpoints(arena, subject, &endpoints);
    if (endpoints.ready.length > 0)
        return (struct finding){KG_LAYER_SOUND, kg_str_copy(arena, kg_buf_str(&endpoints.ready)),
                                NULL};
    if (endpoints.unready.length > 0)
        return (struct finding){
            KG_LAYER_BROKEN,
            kg_arena_printf(arena, "none is ready, of %.*s",
                            KG_STR_ARG(kg_buf_str(&endpoints.unready))),
            layer_command(arena, subject, "kubectl describe pod %s", endpoints.first_unready)};
    if (selector[0] == '\0')
        return (struct finding){
            KG_LAYER_BROKEN, "it has none, and no selector to find any",
            layer_command(arena, subject, "kubectl describe service %s", subject->name)};
    return (struct finding){KG_LAYER_BROKEN,
                            kg_arena_printf(arena, "no pod has the labels %s", selector),
                            layer_command(arena, subject, "kubectl get pods --show-labels")};
}

/* Whether some slice has this port of the Service. */
static bool is_served(const struct kg_diagnosis_subject *subject, struct kg_str port)
{
    const struct kg_node *slices = subject->slices.node;
    for (uint32_t i = 0; i < kg_object_count(slices); i++) {
        const struct kg_node *ports = kg_node_get(slices->items[i], "ports");
        for (uint32_t j = 0; is_of(slices->items[i], subject->name) && j < kg_object_count(ports);
             j++) {
            if (kg_str_equal(kg_node_text(kg_node_get(ports->items[j], "name")), port))
                return true;
        }
    }
    return false;
}

struct finding layer_target_port(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_node *port = asked_port(subject);
    struct kg_str target = kg_node_text(kg_node_get(port, "targetPort"));
    if (subject->slices.node == NULL || port == NULL)
        return (struct finding){KG_LAYER_UNCHECKED, "not known", NULL};
    if (is_served(subject, kg_node_text(kg_node_get(port, "name"))))
        return (struct finding){KG_LAYER_SOUND, kg_str_copy(arena, target), NULL};
    return (struct finding){
        KG_LAYER_BROKEN,
        kg_arena_printf(arena, "no container of its pods has a port with the name %.*s",
                        KG_STR_ARG(target)),
        layer_command(arena, subject,
                      "kubectl get pods -o jsonpath='{.items[*].spec.containers[*].ports}'")};
}
