#include "kagent/buf.h"
#include "kagent/drift.h"
#include "kagent/json.h"
#include "kagent/live.h"
#include "unit.h"

/* "path: live -> wanted" for each drift, one a line. */
static const char *drift(struct kg_arena *arena, const char *kind, const char *rendered,
                         const char *live, const char *becomes)
{
    struct kg_schema *schema;
    struct kg_drifts drifts;
    struct kg_buf out;
    struct kg_live_object object = {
        .api_version = strcmp(kind, "StatefulSet") == 0 ? "apps/v1" : "v1",
        .kind = kind,
        .namespace = "n",
        .name = "x",
        .live = unit_yaml(arena, "manifest.yaml", live),
        .becomes = becomes != NULL ? unit_yaml(arena, "manifest.yaml", becomes) : NULL,
    };
    struct kg_node *manifest = unit_yaml(arena, "manifest.yaml", rendered);
    CHECK_INT(kg_schema_open(arena, NULL, &schema, NULL), 0);
    kg_live_mask(arena, object.live, manifest);
    if (object.becomes != NULL)
        kg_live_mask(arena, object.becomes, manifest);
    kg_drift_compare(arena, schema, manifest, &object, false, &drifts);
    kg_buf_init(&out, arena, 1 << 16);
    kg_buf_add_text(&out, "");
    for (size_t i = 0; i < drifts.count; i++)
        kg_buf_printf(&out, "%s: %s -> %s\n", drifts.items[i].path,
                      drifts.items[i].live != NULL ? drifts.items[i].live : "-",
                      drifts.items[i].wanted != NULL ? drifts.items[i].wanted : "-");
    return kg_str_copy(arena, kg_buf_str(&out));
}

TEST("what the server adds is no drift, and quantities are compared by value")
{
    CHECK_TEXT(
        drift(arena, "StatefulSet",
              "{spec: {template: {spec: {containers: [{name: a, resources: {limits: {cpu: 2000m, "
              "memory: 1024Mi}}}]}}}}",
              "{spec: {replicas: 1, template: {spec: {dnsPolicy: ClusterFirst, containers: [{name: "
              "a, image: x, resources: {limits: {cpu: '2', memory: 1Gi}}}]}}}}",
              NULL),
        "");
}

TEST("what is empty or zero in the manifests may be absent")
{
    CHECK_TEXT(drift(arena, "StatefulSet",
                     "{metadata: {annotations: {}, creationTimestamp: null}, spec: "
                     "{minReadySeconds: 0, template: {spec: {hostNetwork: false, volumes: []}}}, "
                     "status: {replicas: 9}}",
                     "{spec: {template: {spec: {}}}}", NULL),
               "");
}

TEST("elements are found by their keys, whatever their order, with defaults of keys")
{
    CHECK_TEXT(drift(arena, "StatefulSet",
                     "{spec: {template: {spec: {containers: [{name: b, image: 'b:2', ports: "
                     "[{containerPort: 80, name: http}]}, {name: a, image: 'a:1'}]}}}}",
                     "{spec: {template: {spec: {containers: [{name: a, image: 'a:1'}, {name: b, "
                     "image: 'b:1', ports: [{containerPort: 80, protocol: TCP, name: web}]}]}}}}",
                     NULL),
               "spec.template.spec.containers[name=b].image: b:1 -> b:2\n"
               "spec.template.spec.containers[name=b].ports[containerPort=80].name: web -> http\n");
}

TEST("lists without keys are one value")
{
    CHECK_TEXT(drift(arena, "StatefulSet",
                     "{spec: {template: {spec: {containers: [{name: a, args: [x, y]}]}}}}",
                     "{spec: {template: {spec: {containers: [{name: a, args: [y, x]}]}}}}", NULL),
               "spec.template.spec.containers[name=a].args: [\"y\",\"x\"] -> [\"x\",\"y\"]\n");
}

TEST("what was applied before and is no longer said is drift")
{
    const char *live =
        "{metadata: {annotations: {kubectl.kubernetes.io/last-applied-configuration: "
        "'{\"metadata\":{\"annotations\":{},\"labels\":{\"a\":\"1\",\"b\":\"2\"}},\"data\":{\"k\":"
        "\"v\"}}'}, labels: {a: '1', b: '2', c: '3'}}, data: {k: v, own: x}}";
    CHECK_TEXT(drift(arena, "ConfigMap", "{metadata: {labels: {a: '1'}}, data: {}}", live, NULL),
               "metadata.labels.b: 2 -> -\ndata.k: v -> -\n");
}

TEST("against the server's own answer both sides count")
{
    CHECK_TEXT(drift(arena, "ConfigMap", "{data: {a: '1'}}",
                     "{metadata: {resourceVersion: '5', managedFields: []}, data: {a: '2', b: x}}",
                     "{metadata: {resourceVersion: '5', generation: 3}, data: {a: '1'}}"),
               "data.a: 2 -> 1\ndata.b: x -> -\n");
}

TEST("no value of a Secret is told, only whether it is the one of the manifests")
{
    const char *told =
        drift(arena, "Secret",
              "{kind: Secret, stringData: {same: hunter2, other: new}, data: {bytes: aGk=}}",
              "{kind: Secret, metadata: {annotations: "
              "{kubectl.kubernetes.io/last-applied-configuration: hunter2}}, data: {same: "
              "aHVudGVyMg==, other: b2xk, bytes: aGk=, left: aHVudGVyMg==}}",
              NULL);
    CHECK_TEXT(told, "data.other: *** (another value) -> ***\n");
}

TEST("the owner of a field is the manager that set it last")
{
    struct kg_node *object = unit_yaml(
        arena, "manifest.yaml",
        "{metadata: {managedFields: ["
        "{manager: first, operation: Update, time: '2026-01-01T00:00:00Z', fieldsV1: {'f:spec': "
        "{'f:containers': {'k:{\"name\":\"a\"}': {'f:image': {}}}}}},"
        "{manager: second, operation: Apply, time: '2026-01-02T00:00:00Z', fieldsV1: {'f:spec': "
        "{'f:containers': {'k:{\"name\":\"a\"}': {'f:image': {}}}}}},"
        "{manager: other, operation: Update, time: '2026-01-03T00:00:00Z', fieldsV1: {'f:spec': "
        "{'f:containers': {'k:{\"name\":\"b\"}': {'f:image': {}}}}}}]}}");
    struct kg_str keys[] = {KG_STR("name")};
    struct kg_field_step root = {0};
    struct kg_field_step spec = {.parent = &root, .name = KG_STR("spec")};
    struct kg_field_step list = {.parent = &spec, .name = KG_STR("containers")};
    struct kg_field_step element = {.parent = &list,
                                    .element = unit_yaml(arena, "manifest.yaml", "{name: a}"),
                                    .keys = keys,
                                    .key_count = 1};
    struct kg_field_step image = {.parent = &element, .name = KG_STR("image")};
    struct kg_field_step nowhere = {.parent = &spec, .name = KG_STR("replicas")};
    struct kg_ownership owner;
    CHECK(kg_ownership_of(arena, object, &image, &owner));
    CHECK_TEXT(kg_ownership_text(arena, &owner), "second (Apply), 2026-01-02T00:00:00Z");
    CHECK(!kg_ownership_of(arena, object, &nowhere, &owner));
}

TEST("a snapshot says what it does not know")
{
    struct kg_live live;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *document = unit_yaml(
        arena, "manifest.yaml",
        "{kind: LiveSnapshot, taken: '2026-01-01T00:00:00Z', cluster: {context: c}, pods: "
        "[], unknown: {nodes: needs list nodes, endpointSlices: needs list endpointslices}, "
        "objects: [{apiVersion: v1, kind: Service, namespace: n, name: s, unknown: needs get "
        "services}]}");
    CHECK_INT(kg_live_read(arena, document, &live, &err), 0);
    CHECK(!live.has_workload);
    CHECK_TEXT(live.context, "c");
    CHECK_TEXT(live.workload.lists[KG_LIST_NODES].unknown, "needs list nodes");
    CHECK_TEXT(live.lists[KG_LIVE_SLICES].unknown, "needs list endpointslices");
    CHECK_TEXT(live.lists[KG_LIVE_CLAIMS].unknown, "not in the snapshot");
    CHECK_TEXT(kg_live_find(&live, "Service", "n", "s")->unknown, "needs get services");
    CHECK(kg_live_find(&live, "Service", "n", "t") == NULL);
    CHECK_INT(kg_live_read(arena, unit_yaml(arena, "manifest.yaml", "{kind: Pod}"), &live, &err),
              -1);
}
