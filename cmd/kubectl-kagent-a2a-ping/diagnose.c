#include "diagnose.h"

#include "kagent/table.h"

/* What is known of a target's surroundings. */
struct case_file {
    struct kg_arena *arena;
    const struct session *session;
    const struct target *target;
    const struct kg_node *pod;
    struct kg_kube_answer answer; /* to the question for the pod */
    const char *trouble;          /* why it was not answered */
};

enum state { SOUND, NOTED, BROKEN, UNCHECKED };

struct finding {
    enum state state;
    const char *evidence;
    const char *next; /* what to type; NULL for nothing */
};

/* ---- layers of the cluster ---- */

static struct finding check_pod(const struct case_file *file)
{
    const struct target *target = file->target;
    struct kg_str node = kg_node_text(kg_node_path(file->pod, "spec", "nodeName", NULL));
    if (file->answer.reason == KG_KUBE_NOT_FOUND)
        return (struct finding){
            BROKEN, "there is none of this name",
            kg_arena_printf(file->arena, "kubectl get pods -n %s", target->namespace)};
    if (file->pod == NULL)
        return (struct finding){UNCHECKED, file->trouble, NULL};
    if (node.length == 0)
        return (struct finding){BROKEN, "no node has been found for it",
                                kg_arena_printf(file->arena, "kubectl describe pod %s -n %s",
                                                target->name, target->namespace)};
    return (struct finding){
        SOUND,
        kg_arena_printf(file->arena, "%.*s, on node %.*s",
                        KG_STR_ARG(kg_node_text(kg_node_path(file->pod, "status", "phase", NULL))),
                        KG_STR_ARG(node)),
        NULL};
}

/* The state that keeps a container from running, or NULL. */
static const struct kg_node *stopped_state(const struct kg_node *container)
{
    const struct kg_node *state = kg_node_get(container, "state");
    const struct kg_node *waiting = kg_node_get(state, "waiting");
    return waiting != NULL ? waiting : kg_node_get(state, "terminated");
}

static struct finding check_containers(const struct case_file *file)
{
    const struct kg_node *list = kg_node_path(file->pod, "status", "containerStatuses", NULL);
    if (!kg_node_is(list, KG_NODE_SEQUENCE))
        return (struct finding){UNCHECKED, "the cluster says nothing of them", NULL};
    for (uint32_t i = 0; i < list->count; i++) {
        const struct kg_node *state = stopped_state(list->items[i]);
        struct kg_str name = kg_node_text(kg_node_get(list->items[i], "name"));
        if (state == NULL)
            continue;
        return (struct finding){
            BROKEN,
            kg_arena_printf(file->arena, "%.*s: %.*s %.*s", KG_STR_ARG(name),
                            KG_STR_ARG(kg_node_text(kg_node_get(state, "reason"))),
                            KG_STR_ARG(kg_node_text(kg_node_get(state, "message")))),
            kg_arena_printf(file->arena, "kubectl logs %s -n %s -c %.*s --previous",
                            file->target->name, file->target->namespace, KG_STR_ARG(name))};
    }
    return (struct finding){SOUND, kg_arena_printf(file->arena, "%u run", list->count), NULL};
}

/* The condition of this type; NULL when the pod has none. */
static const struct kg_node *condition_of(const struct kg_node *pod, const char *type)
{
    const struct kg_node *list = kg_node_path(pod, "status", "conditions", NULL);
    for (uint32_t i = 0; kg_node_is(list, KG_NODE_SEQUENCE) && i < list->count; i++) {
        if (kg_str_is(kg_node_text(kg_node_get(list->items[i], "type")), type))
            return list->items[i];
    }
    return NULL;
}

static struct finding check_ready(const struct case_file *file)
{
    const struct kg_node *ready = condition_of(file->pod, "Ready");
    if (ready == NULL)
        return (struct finding){UNCHECKED, "the cluster says nothing of it", NULL};
    if (kg_str_is(kg_node_text(kg_node_get(ready, "status")), "True"))
        return (struct finding){SOUND, "its readiness probe passes", NULL};
    return (struct finding){
        BROKEN,
        kg_arena_printf(file->arena, "not ready: %.*s",
                        KG_STR_ARG(kg_node_text(kg_node_get(ready, "message")))),
        kg_arena_printf(file->arena, "kubectl describe pod %s -n %s", file->target->name,
                        file->target->namespace)};
}

/* Whether a slice leads to this pod. */
static bool leads_to(const struct kg_node *slice, const char *pod)
{
    const struct kg_node *list = kg_node_get(slice, "endpoints");
    for (uint32_t i = 0; kg_node_is(list, KG_NODE_SEQUENCE) && i < list->count; i++) {
        if (kg_str_is(kg_node_text(kg_node_path(list->items[i], "targetRef", "name", NULL)), pod))
            return true;
    }
    return false;
}

static struct finding check_service(const struct case_file *file)
{
    const struct kg_kube_request request = {.resource = &kg_kube_endpointslices,
                                            .namespace = file->target->namespace};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_kube_answer answer = {.object = NULL};
    if (kg_kube_call(file->session->kube, file->arena, &request, &answer, &err) != 0)
        return (struct finding){UNCHECKED, kg_arena_strdup(file->arena, err.message), NULL};
    const struct kg_node *slices = kg_node_get(answer.object, "items");
    for (uint32_t i = 0; kg_node_is(slices, KG_NODE_SEQUENCE) && i < slices->count; i++) {
        struct kg_str service = kg_node_text(kg_node_path(slices->items[i], "metadata", "labels",
                                                          "kubernetes.io/service-name", NULL));
        if (leads_to(slices->items[i], file->target->name))
            return (struct finding){
                SOUND, kg_arena_printf(file->arena, "%.*s leads to it", KG_STR_ARG(service)), NULL};
    }
    return (struct finding){NOTED, "none leads to it; a probe does not need one", NULL};
}

/* ---- layers that the probes have seen ---- */

/* The layer at which a verdict says something is broken. */
enum layer { WAY, PORT, HTTP, RPC, ANSWER };

static const enum layer broken_layers[KG_A2A_VERDICTS] = {
    [KG_A2A_ALIVE] = ANSWER + 1,  [KG_A2A_WARNING] = ANSWER + 1, [KG_A2A_CREDENTIALS] = ANSWER,
    [KG_A2A_UNEXPECTED] = ANSWER, [KG_A2A_DEGRADED] = ANSWER,    [KG_A2A_NOT_A2A] = RPC,
    [KG_A2A_UNAVAILABLE] = HTTP,  [KG_A2A_DOWN] = PORT,          [KG_A2A_UNKNOWN] = WAY,
};

/* What to type where a probe went wrong: what stands before and behind the pod and its namespace.
 */
static const struct {
    const char *command;
    const char *flags;
} next_steps[KG_A2A_VERDICTS] = {
    [KG_A2A_ALIVE] = {"", ""},
    [KG_A2A_WARNING] = {"", ""},
    [KG_A2A_CREDENTIALS] = {"kubectl kagent a2a-ping", " --bearer-file FILE"},
    [KG_A2A_UNEXPECTED] = {"kubectl kagent a2a-ping", " --split"},
    [KG_A2A_DEGRADED] = {"kubectl logs", ""},
    [KG_A2A_NOT_A2A] = {"kubectl kagent a2a-ping", " --port PORT --path PATH"},
    [KG_A2A_UNAVAILABLE] = {"kubectl logs", ""},
    [KG_A2A_DOWN] = {"kubectl logs", ""},
    [KG_A2A_UNKNOWN] = {"kubectl port-forward", " 8080"},
};

static struct finding probe_layer(const struct case_file *file, enum layer layer)
{
    const struct target *target = file->target;
    enum kg_a2a_verdict verdict = target_verdict(target);
    if (layer < broken_layers[verdict])
        return (struct finding){SOUND, layer == WAY ? target->route->name : "answers", NULL};
    return (struct finding){BROKEN, target->reason,
                            kg_arena_printf(file->arena, "%s %s -n %s%s",
                                            next_steps[verdict].command, target->name,
                                            target->namespace, next_steps[verdict].flags)};
}

static struct finding check_way(const struct case_file *file)
{
    return probe_layer(file, WAY);
}

static struct finding check_port(const struct case_file *file)
{
    return probe_layer(file, PORT);
}

static struct finding check_http(const struct case_file *file)
{
    return probe_layer(file, HTTP);
}

static struct finding check_rpc(const struct case_file *file)
{
    return probe_layer(file, RPC);
}

static struct finding check_answer(const struct case_file *file)
{
    return probe_layer(file, ANSWER);
}

static const struct {
    const char *name;
    struct finding (*check)(const struct case_file *file);
} layers[] = {
    {"pod", check_pod},         {"containers", check_containers}, {"readiness", check_ready},
    {"Service", check_service}, {"way there", check_way},         {"port", check_port},
    {"HTTP", check_http},       {"JSON-RPC", check_rpc},          {"agent", check_answer},
};

/* ---- one target ---- */

static void fetch_pod(struct case_file *file)
{
    const struct kg_kube_request request = {.resource = &kg_kube_pods,
                                            .namespace = file->target->namespace,
                                            .name = file->target->name};
    struct kg_error err = KG_ERROR_INIT;
    if (kg_kube_call(file->session->kube, file->arena, &request, &file->answer, &err) == 0)
        file->pod = file->answer.object;
    else
        file->trouble = kg_arena_strdup(file->arena, err.message);
}

static const char *visible(struct kg_arena *arena, const char *text)
{
    char *line = kg_arena_alloc(arena, KG_A2A_REASON_MAX);
    kg_a2a_printable(line, KG_A2A_REASON_MAX, kg_str_from(text));
    return line;
}

static void diagnose_target(struct kg_buf *out, const struct kg_palette *palette,
                            struct case_file *file)
{
    static const char *const words[] = {"ok", "note", "BROKEN", "not checked"};
    const char *const marks[] = {palette->passed, palette->warning, palette->error,
                                 palette->warning};
    struct finding finding = {SOUND, "", NULL};
    struct kg_table table;
    kg_table_init(&table, file->arena);
    fetch_pod(file);
    for (size_t i = 0; i < sizeof layers / sizeof *layers && finding.state != BROKEN; i++) {
        finding = layers[i].check(file);
        kg_table_add(&table, (struct kg_row){{layers[i].name, words[finding.state],
                                              visible(file->arena, finding.evidence)},
                                             marks[finding.state]});
    }
    kg_buf_printf(out, "\n--- %s, from the outside in ---\n", file->target->name);
    kg_table_print(out, &table, 0, palette->reset);
    if (finding.state == BROKEN && finding.next != NULL)
        kg_buf_printf(out, "Next: %s\n", finding.next);
}

void diagnose(struct kg_buf *out, const struct kg_palette *palette, const struct session *session)
{
    for (size_t i = 0; i < session->count; i++) {
        const struct target *target = &session->targets[i];
        struct case_file file = {.arena = session->arena, .session = session, .target = target};
        if (target_verdict(target) > KG_A2A_WARNING)
            diagnose_target(out, palette, &file);
    }
}
