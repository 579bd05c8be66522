/* Which layer is the first that is broken: recorded pods and Services, with what probes found of
 * them. */
#include "unit.h"

#include <string.h>

#include "cases.h"
#include "kagent/diagnosis.h"
#include "kagent/json.h"
#include "kagent/object.h"
#include "snapshots.h"

/* What probes find where a container does not run, and where all is well. */
static const struct kg_diagnosis_probe refused = {
    .verdict = KG_A2A_DOWN, .agent = "", .reason = "connection refused"};

static const char *const words[] = {"ok", "note", "BROKEN", "not checked"};

/* "LAYER: EVIDENCE -> NEXT" of the last layer. */
static const char *last_layer(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    struct kg_layer layers[KG_LAYERS_MAX];
    size_t count = kg_diagnose(arena, subject, layers);
    CHECK(count > 0 && count <= KG_LAYERS_MAX);
    for (size_t i = 0; i + 1 < count; i++)
        CHECK(layers[i].state != KG_LAYER_BROKEN);
    const struct kg_layer *last = &layers[count - 1];
    return kg_arena_printf(arena, "%s %s: %s -> %s", last->name, words[last->state], last->evidence,
                           last->next != NULL ? last->next : "");
}

static const struct kg_node *pod_of(struct kg_arena *arena, const char *snapshot, const char *name)
{
    const struct kg_node *pods = snapshots_read(arena, snapshot).lists[KG_LIST_PODS].items;
    for (uint32_t i = 0; i < kg_object_count(pods); i++) {
        if (kg_str_is(kg_object_metadata(pods->items[i], "name"), name))
            return pods->items[i];
    }
    CHECK_TEXT(name, "a pod of the snapshot");
    return NULL;
}

static struct kg_diagnosis_subject pod_subject(struct kg_arena *arena, const char *snapshot,
                                               const char *name)
{
    return (struct kg_diagnosis_subject){
        .name = name,
        .namespace = "kagent",
        .way = "port-forward",
        .port = 8080,
        .object = {.node = pod_of(arena, snapshot, name)},
        .slices = {.unknown = "needs list endpointslices"},
        .probe = refused,
    };
}

TEST("pods that do not run are why their agents do not answer")
{
    static const struct {
        const char *snapshot;
        const char *pod;
        const char *last;
    } cases[] = {
        {"recorded/crash-loop", "kagent-0",
         "containers BROKEN: kagent: CrashLoopBackOff: back-off 2m40s restarting failed container; "
         "it ended with Error, exit code 1, and was started again 5 times -> "
         "kubectl logs kagent-0 -n kagent -c kagent --previous"},
        {"recorded/out-of-memory", "kagent-0",
         "containers BROKEN: kagent: CrashLoopBackOff: back-off 2m40s restarting failed container; "
         "it ended with OOMKilled, exit code 137, and was started again 5 times -> "
         "kubectl logs kagent-0 -n kagent -c kagent --previous"},
        {"recorded/config-missing", "kagent-0",
         "containers BROKEN: kagent: CreateContainerConfigError: configmap \"absent\" not found -> "
         "kubectl describe pod kagent-0 -n kagent"},
        {"recorded/init-container-fails", "kagent-0",
         "containers BROKEN: init container prepare: CrashLoopBackOff: back-off 2m40s restarting "
         "failed container; it ended with Error, exit code 1, and was started again 5 times -> "
         "kubectl logs kagent-0 -n kagent -c prepare --previous"},
        {"recorded/image-missing", "kagent-4",
         "containers BROKEN: kagent: ImagePullBackOff: Back-off pulling image -> "
         "kubectl describe pod kagent-4 -n kagent"},
        {"recorded/unschedulable", "kagent-3",
         "pod BROKEN: no node has been found for it: 0/3 nodes are available: 3 node(s) didn't "
         "match pod anti-affinity rules. preemption: 0/3 nodes are available: 3 No preemption "
         "victims found for incoming pod. -> kubectl describe pod kagent-3 -n kagent"},
        {"terminating-too-long", "kagent-2",
         "pod BROKEN: it is being deleted, and must be gone by 2026-11-22T12:08:25Z -> "
         "kubectl get pod kagent-2 -n kagent --watch"},
        {"recorded/never-ready", "kagent-0",
         "readiness BROKEN: not ready: ContainersNotReady, containers with unready status: "
         "[kagent] -> kubectl describe pod kagent-0 -n kagent"},
        {"recorded/scheduling-gated", "kagent-0",
         "pod BROKEN: no node has been found for it: Scheduling is blocked due to non-empty "
         "scheduling gates -> kubectl describe pod kagent-0 -n kagent"},
        {"recorded/healthy", "kagent-0",
         "port BROKEN: connection refused -> kubectl logs kagent-0 -n kagent -c kagent"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kg_diagnosis_subject subject = pod_subject(arena, cases[i].snapshot, cases[i].pod);
        CHECK_TEXT(last_layer(arena, &subject), cases[i].last);
    }
}

TEST("what probes find names the layer inside of a sound pod")
{
    static const struct {
        struct kg_diagnosis_probe probe;
        unsigned port;
        const char *last;
    } cases[] = {
        {{KG_A2A_ALIVE, 200, true, "agent", ""}, 8080, "agent ok: alive -> "},
        {{KG_A2A_WARNING, 200, true, "agent", "error"}, 8080, "agent ok: warning -> "},
        {{KG_A2A_UNKNOWN, 0, false, "", "pods \"kagent-0\" is forbidden: User ..."},
         8080,
         "way there BROKEN: pods \"kagent-0\" is forbidden: User ... -> "
         "kubectl auth can-i create pods --subresource=portforward -n kagent"},
        {{KG_A2A_UNKNOWN, 0, false, "", "error dialing backend"},
         8080,
         "way there BROKEN: error dialing backend -> kubectl get node node-2"},
        {{KG_A2A_UNKNOWN, 407, false, "", "HTTP 407"},
         8080,
         "way there BROKEN: HTTP 407 -> kubectl get node node-2"},
        {{KG_A2A_DOWN, 0, false, "", "refused"},
         9999,
         "port BROKEN: refused; no container declares it, but http 8080 -> "
         "kubectl kagent a2a-ping kagent-0 -n kagent --port 8080"},
        {{KG_A2A_NOT_A2A, 0, false, "", "not HTTP"},
         8080,
         "HTTP BROKEN: not HTTP -> "
         "kubectl kagent a2a-ping kagent-0 -n kagent --port 8080 --path /PATH/OF/THE/AGENT"},
        {{KG_A2A_UNAVAILABLE, 503, false, "", "HTTP 503"},
         8080,
         "HTTP BROKEN: HTTP 503 -> kubectl logs kagent-0 -n kagent -c kagent"},
        {{KG_A2A_DEGRADED, 500, false, "", "HTTP 500"},
         8080,
         "HTTP BROKEN: HTTP 500 -> kubectl logs kagent-0 -n kagent -c kagent"},
        {{KG_A2A_NOT_A2A, 405, false, "", "HTTP 405, no POST at this path"},
         8080,
         "card BROKEN: none at the well-known paths; and HTTP 405, no POST at this path -> "
         "kubectl kagent a2a-ping kagent-0 -n kagent --port 8080 --path /PATH/OF/THE/AGENT"},
        {{KG_A2A_UNKNOWN, 200, false, "agent", "no JSON-RPC"},
         8080,
         "card BROKEN: no JSON-RPC -> kubectl logs kagent-0 -n kagent -c kagent"},
        {{KG_A2A_NOT_A2A, 404, false, "agent", "HTTP 404"},
         8080,
         "JSON-RPC BROKEN: HTTP 404 -> kubectl logs kagent-0 -n kagent -c kagent"},
        {{KG_A2A_NOT_A2A, 200, true, "", "knows neither"},
         8080,
         "JSON-RPC BROKEN: knows neither -> kubectl logs kagent-0 -n kagent -c kagent"},
        {{KG_A2A_DEGRADED, 500, true, "agent", "error -32603"},
         8080,
         "JSON-RPC BROKEN: error -32603 -> kubectl logs kagent-0 -n kagent -c kagent"},
        {{KG_A2A_DEGRADED, 200, false, "agent", "cut"},
         8080,
         "JSON-RPC BROKEN: cut -> kubectl logs kagent-0 -n kagent -c kagent"},
        {{KG_A2A_CREDENTIALS, 401, false, "agent", "HTTP 401"},
         8080,
         "agent BROKEN: HTTP 401 -> "
         "kubectl kagent a2a-ping kagent-0 -n kagent --bearer-file FILE"},
        {{KG_A2A_UNEXPECTED, 200, true, "agent", "it speaks A2A 0.3"},
         8080,
         "agent BROKEN: it speaks A2A 0.3 -> kubectl kagent a2a-ping kagent-0 -n kagent --split"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kg_diagnosis_subject subject = pod_subject(arena, "recorded/healthy", "kagent-0");
        subject.probe = cases[i].probe;
        subject.port = cases[i].port;
        CHECK_TEXT(last_layer(arena, &subject), cases[i].last);
    }
}

TEST("what probes have come through is noted, and not what is broken")
{
    struct kg_diagnosis_subject subject = pod_subject(arena, "recorded/never-ready", "kagent-0");
    struct kg_layer layers[KG_LAYERS_MAX];
    subject.probe =
        (struct kg_diagnosis_probe){KG_A2A_DEGRADED, 500, true, "agent", "error -32603"};
    size_t count = kg_diagnose(arena, &subject, layers);
    CHECK_TEXT(layers[count - 1].name, "JSON-RPC");
    CHECK_TEXT(layers[2].name, "readiness");
    CHECK_INT(layers[2].state, KG_LAYER_NOTED);
}

TEST("a pod of which nothing is known is judged by what probes found")
{
    struct kg_diagnosis_subject subject = pod_subject(arena, "recorded/healthy", "kagent-0");
    subject.object = (struct kg_diagnosis_part){.unknown = "needs get pods"};
    CHECK_TEXT(last_layer(arena, &subject),
               "port BROKEN: connection refused -> kubectl logs kagent-0 -n kagent");
    subject.object = (struct kg_diagnosis_part){.absent = true};
    CHECK_TEXT(last_layer(arena, &subject),
               "pod BROKEN: there is none of this name -> kubectl get pods -n kagent");
}

/* ---- Services ---- */

static struct kg_node *recorded_services(struct kg_arena *arena)
{
    static const struct kg_source source = {.name = "services.json"};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *document = NULL;
    struct kg_str text = cases_read(arena, "test/cases/a2a/services.json");
    if (kg_json_read(arena, text, &source, 1, &document, &err) != 0)
        CHECK_TEXT(err.message, "");
    return document;
}

static struct kg_diagnosis_subject service_subject(const struct kg_node *document, const char *name,
                                                   unsigned port)
{
    const struct kg_node *services = kg_node_get(document, "services");
    struct kg_diagnosis_subject subject = {
        .service = true,
        .name = name,
        .namespace = "agents",
        .way = "proxy",
        .port = port,
        .slices = {.node = kg_node_get(document, "slices")},
        .probe = refused,
    };
    for (uint32_t i = 0; i < kg_object_count(services); i++) {
        if (kg_str_is(kg_object_metadata(services->items[i], "name"), name))
            subject.object.node = services->items[i];
    }
    return subject;
}

TEST("Services that lead nowhere are told by where they break off")
{
    static const struct {
        const char *name;
        unsigned port;
        const char *last;
    } cases[] = {
        {"agents", 80, "port BROKEN: connection refused -> kubectl logs service/agents -n agents"},
        {"agents", 99,
         "Service BROKEN: it has no port 99, but http 80 -> "
         "kubectl kagent a2a-ping --service agents -n agents --port 80"},
        {"nobodys", 80,
         "endpoints BROKEN: no pod has the labels app=nobody -> "
         "kubectl get pods -n agents --show-labels"},
        {"unready", 80,
         "endpoints BROKEN: none is ready, of unready-0 -> "
         "kubectl describe pod unready-0 -n agents"},
        {"misled", 80,
         "target port BROKEN: no container of its pods has a port with the name http -> "
         "kubectl get pods -n agents -o jsonpath='{.items[*].spec.containers[*].ports}'"},
        {"elsewhere", 80,
         "Service BROKEN: it only stands for the name example.org, and leads to no pod -> "
         "kubectl kagent a2a-ping --url http://example.org"},
    };
    const struct kg_node *document = recorded_services(arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kg_diagnosis_subject subject =
            service_subject(document, cases[i].name, cases[i].port);
        CHECK_TEXT(last_layer(arena, &subject), cases[i].last);
    }
}

TEST("an agent that answers through a Service is told apart from the Service")
{
    struct kg_diagnosis_subject subject = service_subject(recorded_services(arena), "agents", 80);
    subject.probe =
        (struct kg_diagnosis_probe){KG_A2A_CREDENTIALS, 401, false, "agent", "HTTP 401"};
    CHECK_TEXT(last_layer(arena, &subject),
               "agent BROKEN: HTTP 401 -> "
               "kubectl kagent a2a-ping --service agents -n agents --bearer-file FILE");
    subject.slices = (struct kg_diagnosis_part){.unknown = "needs list endpointslices"};
    subject.object = subject.slices;
    subject.probe =
        (struct kg_diagnosis_probe){KG_A2A_UNKNOWN, 0, false, "", "services is forbidden"};
    CHECK_TEXT(last_layer(arena, &subject),
               "way there BROKEN: services is forbidden -> "
               "kubectl auth can-i create services --subresource=proxy -n agents");
}

TEST("a pod is told which Service leads to it")
{
    struct kg_diagnosis_subject subject = pod_subject(arena, "recorded/healthy", "kagent-0");
    struct kg_layer layers[KG_LAYERS_MAX];
    subject.slices =
        (struct kg_diagnosis_part){.node = kg_node_get(recorded_services(arena), "slices")};
    kg_diagnose(arena, &subject, layers);
    CHECK_TEXT(layers[3].evidence, "agents leads to it");
    subject.slices.node = kg_node_get(subject.slices.node, "nothing");
    subject.slices.unknown = "needs list endpointslices";
    kg_diagnose(arena, &subject, layers);
    CHECK_INT(layers[3].state, KG_LAYER_UNCHECKED);
}
