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

static struct kg_diagnosis_targets targets_in(const char *namespace)
{
    const struct kg_target target = {.namespace = namespace};
    return (struct kg_diagnosis_targets){.kubectl = target, .ping = target, .elsewhere = target};
}

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
        .kind = KG_DIAGNOSIS_POD,
        .name = name,
        .targets = targets_in("kagent"),
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
         "kubectl logs kagent-0 -c kagent --previous -n kagent"},
        {"recorded/out-of-memory", "kagent-0",
         "containers BROKEN: kagent: CrashLoopBackOff: back-off 2m40s restarting failed container; "
         "it ended with OOMKilled, exit code 137, and was started again 5 times -> "
         "kubectl logs kagent-0 -c kagent --previous -n kagent"},
        {"recorded/config-missing", "kagent-0",
         "containers BROKEN: kagent: CreateContainerConfigError: configmap \"absent\" not found -> "
         "kubectl describe pod kagent-0 -n kagent"},
        {"recorded/init-container-fails", "kagent-0",
         "containers BROKEN: init container prepare: CrashLoopBackOff: back-off 2m40s restarting "
         "failed container; it ended with Error, exit code 1, and was started again 5 times -> "
         "kubectl logs kagent-0 -c prepare --previous -n kagent"},
        {"recorded/image-missing", "kagent-4",
         "containers BROKEN: kagent: ImagePullBackOff: Back-off pulling image -> "
         "kubectl describe pod kagent-4 -n kagent"},
        {"recorded/unschedulable", "kagent-3",
         "pod BROKEN: no node has been found for it: 0/3 nodes are available: 3 node(s) didn't "
         "match pod anti-affinity rules. preemption: 0/3 nodes are available: 3 No preemption "
         "victims found for incoming pod. -> kubectl describe pod kagent-3 -n kagent"},
        {"terminating-too-long", "kagent-2",
         "pod BROKEN: it is being deleted, and must be gone by 2026-11-22T12:08:25Z -> "
         "kubectl get pod kagent-2 --watch -n kagent"},
        {"recorded/never-ready", "kagent-0",
         "readiness BROKEN: not ready: ContainersNotReady, containers with unready status: "
         "[kagent] -> kubectl describe pod kagent-0 -n kagent"},
        {"recorded/scheduling-gated", "kagent-0",
         "pod BROKEN: no node has been found for it: Scheduling is blocked due to non-empty "
         "scheduling gates -> kubectl describe pod kagent-0 -n kagent"},
        {"recorded/healthy", "kagent-0",
         "port BROKEN: connection refused -> kubectl logs kagent-0 -c kagent -n kagent"},
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
        {{KG_A2A_UNKNOWN, 0, false, "", "pods is forbidden: User \"a\" cannot get resource \"x\""},
         8080,
         "way there BROKEN: pods is forbidden: User \"a\" cannot get resource \"x\" -> "
         "kubectl auth can-i get pods --subresource=portforward -n kagent"},
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
         "kubectl kagent a2a-ping kagent-0 --port 8080 -n kagent"},
        {{KG_A2A_NOT_A2A, 0, false, "", "not HTTP"},
         8080,
         "HTTP BROKEN: not HTTP -> "
         "kubectl kagent a2a-ping kagent-0 --port 8080 --path /PATH/OF/THE/AGENT -n kagent"},
        {{KG_A2A_UNAVAILABLE, 503, false, "", "HTTP 503"},
         8080,
         "HTTP BROKEN: HTTP 503 -> kubectl logs kagent-0 -c kagent -n kagent"},
        {{KG_A2A_DEGRADED, 500, false, "", "HTTP 500"},
         8080,
         "HTTP BROKEN: HTTP 500 -> kubectl logs kagent-0 -c kagent -n kagent"},
        {{KG_A2A_NOT_A2A, 405, false, "", "HTTP 405, no POST at this path"},
         8080,
         "card BROKEN: none at the well-known paths; and HTTP 405, no POST at this path -> "
         "kubectl kagent a2a-ping kagent-0 --port 8080 --path /PATH/OF/THE/AGENT -n kagent"},
        {{KG_A2A_UNKNOWN, 200, false, "agent", "no JSON-RPC"},
         8080,
         "card BROKEN: no JSON-RPC -> kubectl logs kagent-0 -c kagent -n kagent"},
        {{KG_A2A_NOT_A2A, 404, false, "agent", "HTTP 404"},
         8080,
         "JSON-RPC BROKEN: HTTP 404 -> kubectl logs kagent-0 -c kagent -n kagent"},
        {{KG_A2A_NOT_A2A, 200, true, "", "knows neither"},
         8080,
         "JSON-RPC BROKEN: knows neither -> kubectl logs kagent-0 -c kagent -n kagent"},
        {{KG_A2A_DEGRADED, 500, true, "agent", "error -32603"},
         8080,
         "JSON-RPC BROKEN: error -32603 -> kubectl logs kagent-0 -c kagent -n kagent"},
        {{KG_A2A_DEGRADED, 200, false, "agent", "cut"},
         8080,
         "JSON-RPC BROKEN: cut -> kubectl logs kagent-0 -c kagent -n kagent"},
        {{KG_A2A_CREDENTIALS, 401, false, "agent", "HTTP 401"},
         8080,
         "agent BROKEN: HTTP 401 -> "
         "kubectl kagent a2a-ping kagent-0 --bearer-file FILE -n kagent"},
        {{KG_A2A_UNEXPECTED, 200, true, "agent", "it speaks A2A 0.3"},
         8080,
         "agent BROKEN: it speaks A2A 0.3 -> kubectl kagent a2a-ping kagent-0 --split -n kagent"},
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
        .kind = KG_DIAGNOSIS_SERVICE,
        .name = name,
        .targets = targets_in("agents"),
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
         "kubectl kagent a2a-ping --service agents --port 80 -n agents"},
        {"nobodys", 80,
         "endpoints BROKEN: no pod has the labels app=nobody -> "
         "kubectl get pods --show-labels -n agents"},
        {"unready", 80,
         "endpoints BROKEN: none is ready, of unready-0 -> "
         "kubectl describe pod unready-0 -n agents"},
        {"misled", 80,
         "target port BROKEN: no container of its pods has a port with the name http -> "
         "kubectl get pods -o jsonpath='{.items[*].spec.containers[*].ports}' -n agents"},
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
               "kubectl kagent a2a-ping --service agents --bearer-file FILE -n agents");
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

/* A URL, how far another attempt gets, and what probes found. */
static const char *url_layer(struct kg_arena *arena, const char *url,
                             struct kg_diagnosis_attempt attempt, struct kg_diagnosis_probe probe)
{
    const struct kg_diagnosis_subject subject = {
        .kind = KG_DIAGNOSIS_URL,
        .name = url,
        .way = "direct",
        .targets = {.ping = {NULL, "--agent-ca ca.crt"},
                    .elsewhere = {NULL, "--agent-ca ca.crt"},
                    .curl = {NULL, "--cacert ca.crt"},
                    .openssl = {NULL, "-CAfile ca.crt"}},
        .attempt = attempt,
        .probe = probe,
    };
    return last_layer(arena, &subject);
}

TEST("the first step to a URL that fails is told, with what shows more of it")
{
    static const struct {
        const char *url;
        struct kg_diagnosis_attempt attempt;
        const char *last;
    } cases[] = {
        {"http://agent.example/a2a",
         {KG_STEP_NAME, "no such name", "", 0, 0},
         "name BROKEN: no such name -> getent hosts agent.example"},
        {"http://kagent-0.kagent.agents.svc:8080",
         {KG_STEP_NAME, "no such name", "", 0, 0},
         "name BROKEN: no such name -> getent hosts kagent-0.kagent.agents.svc"},
        {"http://kagent.agents.svc.cluster.local:8080",
         {KG_STEP_NAME, "no such name", "", 0, 0},
         "name BROKEN: no such name; it is known inside the cluster only -> "
         "kubectl kagent a2a-ping --service kagent --port 8080 -n agents --agent-ca ca.crt"},
        {"https://agent.example",
         {KG_STEP_CONNECTION, "refused", "10.0.0.1", 0, 0},
         "connection BROKEN: refused -> curl -iv --max-time 10 "
         "https://agent.example/.well-known/agent-card.json --cacert ca.crt"},
        {"https://[fd00::1]:8443/it's",
         {KG_STEP_CONNECTION, "refused", "fd00::1", 0, 0},
         "connection BROKEN: refused -> curl -iv --max-time 10 "
         "'https://[fd00::1]:8443/it'\\''s/.well-known/agent-card.json' --cacert ca.crt"},
        {"https://[fd00::1]:8443/a2a",
         {KG_STEP_TLS, "for other names", "fd00::1", 100, 0},
         "TLS BROKEN: for other names -> echo | openssl s_client -showcerts -connect "
         "'[fd00::1]:8443' -CAfile ca.crt"},
        {"https://agent.example",
         {KG_STEP_TLS, "not trusted", "10.0.0.1", 100, 0},
         "TLS BROKEN: not trusted -> echo | openssl s_client -showcerts -connect "
         "agent.example:443 -CAfile ca.crt"},
        {"http://agent.example",
         {KG_STEP_ANSWER, "", "10.0.0.1", 100, 0},
         "HTTP BROKEN: connection refused -> curl -iv --max-time 10 "
         "http://agent.example/.well-known/agent-card.json --cacert ca.crt"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_TEXT(url_layer(arena, cases[i].url, cases[i].attempt, refused), cases[i].last);
}

TEST("what answers at a URL and is no sound agent is told by what it answers")
{
    static const struct kg_diagnosis_attempt whole = {KG_STEP_ANSWER, "", "10.0.0.1", 1234, 5678};
    static const char url[] = "https://agent.example/a2a";
    CHECK_TEXT(
        url_layer(arena, url, whole,
                  (struct kg_diagnosis_probe){KG_A2A_CREDENTIALS, 401, false, "agent", "HTTP 401"}),
        "agent BROKEN: HTTP 401 -> kubectl kagent a2a-ping --url "
        "https://agent.example/a2a --bearer-file FILE --agent-ca ca.crt");
    CHECK_TEXT(url_layer(arena, url, whole,
                         (struct kg_diagnosis_probe){KG_A2A_NOT_A2A, 200, false, "", "HTML"}),
               "card BROKEN: none at the well-known paths; and HTML -> kubectl kagent a2a-ping "
               "--url https://agent.example/a2a --path /PATH/OF/THE/AGENT --agent-ca ca.crt");
    CHECK_TEXT(url_layer(arena, url, whole,
                         (struct kg_diagnosis_probe){KG_A2A_UNAVAILABLE, 503, false, "", "503"}),
               "HTTP BROKEN: 503 -> curl -iv --max-time 10 "
               "https://agent.example/a2a/.well-known/agent-card.json --cacert ca.crt");
    CHECK_TEXT(
        url_layer(arena, url, whole,
                  (struct kg_diagnosis_probe){KG_A2A_DEGRADED, 200, true, "agent", "-32603"}),
        "JSON-RPC BROKEN: -32603 -> curl -iv --max-time 10 "
        "https://agent.example/a2a/.well-known/agent-card.json --cacert ca.crt");
}
