/* What is known about kinds: how their lists merge, and where they live. */
#include "unit.h"

#include <string.h>

#include "kustomize/merge_schema.h"
#include "kustomize/merge_schema_builtin.h"
#include "kustomize/resource.h"

/* Follows a path like "spec.template.spec.containers[].env"; "[]" means the elements. */
static struct kg_merge_schema_cursor follow(struct kg_merge_schema_cursor at, const char *path)
{
    struct kg_str rest = kg_str_from(path);
    struct kg_str step;

    while (kg_str_split(&rest, '.', &step)) {
        bool elements = kg_str_ends(step, "[]");
        at = kg_merge_schema_field(at, kg_str_head(step, step.length - (elements ? 2 : 0)));
        if (elements)
            at = kg_merge_schema_elements(at);
    }
    return at;
}

/* The merge keys at a path ("a,b"), "union" for a list without keys, "none", or "unknown". */
static const char *rule_at(struct kg_arena *arena, const struct kg_merge_schema *schema,
                           const char *api_version, const char *kind, const char *path)
{
    struct kg_merge_schema_cursor at =
        follow(kg_merge_schema_of_kind(schema, kg_str_from(api_version), kg_str_from(kind)), path);
    struct kg_merge_rule rule = kg_merge_schema_rule(at);

    if (at.definition == NULL)
        return "unknown";
    if (!rule.merges)
        return "none";
    if (rule.key_count == 0)
        return "union";
    const char *keys = kg_str_copy(arena, rule.keys[0]);
    for (size_t i = 1; i < rule.key_count; i++)
        keys = kg_arena_printf(arena, "%s,%.*s", keys, KG_STR_ARG(rule.keys[i]));
    return keys;
}

#define POD "spec.template.spec."

TEST("the built-in schema knows by which keys lists merge")
{
    static const struct {
        const char *api_version;
        const char *kind;
        const char *path;
        const char *rule;
    } cases[] = {
        {"apps/v1", "Deployment", POD "containers", "name"},
        {"apps/v1", "Deployment", POD "containers[].env", "name"},
        {"apps/v1", "Deployment", POD "containers[].ports", "containerPort,protocol"},
        {"apps/v1", "Deployment", POD "containers[].volumeMounts", "mountPath"},
        {"apps/v1", "Deployment", POD "containers[].volumeDevices", "devicePath"},
        {"apps/v1", "Deployment", POD "containers[].args", "none"},
        {"apps/v1", "Deployment", POD "containers[].envFrom", "none"},
        {"apps/v1", "Deployment", POD "ephemeralContainers[].env", "name"},
        {"apps/v1", "Deployment", POD "volumes", "name"},
        {"apps/v1", "Deployment", POD "hostAliases", "ip"},
        {"apps/v1", "Deployment", POD "imagePullSecrets", "name"},
        {"apps/v1", "Deployment", POD "tolerations", "none"},
        {"apps/v1", "Deployment", POD "topologySpreadConstraints", "topologyKey,whenUnsatisfiable"},
        {"apps/v1", "Deployment", "spec.strategy", "none"},
        {"apps/v1", "Deployment", "status.conditions", "type"},
        {"apps/v1", "StatefulSet", "spec.volumeClaimTemplates", "none"},
        {"apps/v1", "StatefulSet", POD "initContainers[].env", "name"},
        {"apps/v1", "DaemonSet", POD "containers", "name"},
        {"batch/v1", "CronJob", "spec.jobTemplate.spec.template.spec.containers", "name"},
        {"batch/v1beta1", "CronJob", "spec.jobTemplate.spec.template.spec.containers", "name"},
        {"v1", "Pod", "spec.containers", "name"},
        {"v1", "Pod", "metadata.finalizers", "union"},
        {"v1", "Pod", "metadata.ownerReferences", "uid"},
        {"v1", "Node", "spec.podCIDRs", "union"},
        {"v1", "Service", "spec.ports", "port,protocol"},
        {"v1", "ServiceAccount", "secrets", "name"},
        {"v1", "ServiceAccount", "imagePullSecrets", "none"},
        {"storage.k8s.io/v1", "CSINode", "spec.drivers", "name"},
        {"admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "webhooks", "name"},
        {"policy/v1", "PodDisruptionBudget", "spec.selector", "none"},
        {"rbac.authorization.k8s.io/v1", "Role", "rules", "none"},
        {"kustomize.config.k8s.io/v1beta1", "Kustomization", "configMapGenerator", "name"},
        {"kustomize.config.k8s.io/v1beta1", "Kustomization", "patches", "unknown"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *rule = rule_at(arena, kg_merge_schema_builtin(), cases[i].api_version,
                                   cases[i].kind, cases[i].path);
        if (strcmp(rule, cases[i].rule) != 0)
            printf("# %s %s %s\n", cases[i].api_version, cases[i].kind, cases[i].path);
        CHECK_TEXT(rule, cases[i].rule);
    }
}

TEST("a kind is known by exactly its version and name")
{
    const struct kg_merge_schema *builtin = kg_merge_schema_builtin();

    CHECK_TEXT(rule_at(arena, builtin, "apps/v1", "Deployment", "spec"), "none");
    CHECK_TEXT(rule_at(arena, builtin, "apps/v1beta1", "Deployment", "spec"), "unknown");
    CHECK_TEXT(rule_at(arena, builtin, "v1", "Deployment", "spec"), "unknown");
    CHECK_TEXT(rule_at(arena, builtin, "apps/v1", "deployment", "spec"), "unknown");
    CHECK_TEXT(rule_at(arena, builtin, "example.com/v1", "Widget", "spec"), "unknown");
    CHECK_TEXT(rule_at(arena, builtin, "", "", "spec"), "unknown");
}

TEST("known fields without a rule differ from unknown ones")
{
    const struct kg_merge_schema *builtin = kg_merge_schema_builtin();

    CHECK_TEXT(rule_at(arena, builtin, "apps/v1", "Deployment", "spec.replicas"), "none");
    CHECK_TEXT(rule_at(arena, builtin, "apps/v1", "Deployment", "spec.replicaz"), "unknown");
    CHECK_TEXT(rule_at(arena, builtin, "apps/v1", "Deployment", "spec.replicas.x"), "unknown");
    CHECK_TEXT(rule_at(arena, builtin, "v1", "ConfigMap", "data.any"), "none");
    CHECK_TEXT(rule_at(arena, builtin, "apps/v1", "ControllerRevision", "data"), "none");
    CHECK_TEXT(rule_at(arena, builtin, "apps/v1", "ControllerRevision", "data.spec"), "unknown");
}

TEST("a schema that refers to itself can be followed for ever")
{
    struct kg_merge_schema_cursor at =
        kg_merge_schema_of_kind(kg_merge_schema_builtin(), KG_STR("apiextensions.k8s.io/v1"),
                                KG_STR("CustomResourceDefinition"));
    struct kg_merge_rule rule;

    at = follow(at, "spec");
    CHECK(at.definition != NULL);
    for (int i = 0; i < 100; i++)
        at = kg_merge_schema_field(at, KG_STR("properties"));
    rule = kg_merge_schema_rule(at);
    CHECK(!rule.merges);
}

/* ---- scope ---- */

static int cluster_scoped(const char *group, const char *version, const char *kind)
{
    return kg_gvk_cluster_scoped((struct kg_gvk){
        .group = kg_str_from(group), .version = kg_str_from(version), .kind = kg_str_from(kind)});
}

TEST("kinds outside namespaces are known, all others count as namespaced")
{
    CHECK_INT(cluster_scoped("", "v1", "Namespace"), 1);
    CHECK_INT(cluster_scoped("", "v1", "Node"), 1);
    CHECK_INT(cluster_scoped("", "v1", "PersistentVolume"), 1);
    CHECK_INT(cluster_scoped("rbac.authorization.k8s.io", "v1", "ClusterRole"), 1);
    CHECK_INT(cluster_scoped("apiextensions.k8s.io", "v1beta1", "CustomResourceDefinition"), 1);
    CHECK_INT(cluster_scoped("policy", "v1beta1", "PodSecurityPolicy"), 1);
    CHECK_INT(cluster_scoped("", "v1", "Pod"), 0);
    CHECK_INT(cluster_scoped("rbac.authorization.k8s.io", "v1", "Role"), 0);
    CHECK_INT(cluster_scoped("", "v2", "Namespace"), 0);
    CHECK_INT(cluster_scoped("apps", "v1", "Namespace"), 0);
    CHECK_INT(cluster_scoped("v1", "", "Namespace"), 0);
    CHECK_INT(cluster_scoped("admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicy"), 0);
    CHECK_INT(cluster_scoped("example.com", "v1", "ClusterWidget"), 0);
}

TEST("whether a kind is namespaced may also be unknown")
{
    const struct kg_merge_schema *builtin = kg_merge_schema_builtin();

    CHECK_INT(kg_merge_schema_namespaced(builtin, KG_STR("v1"), KG_STR("Pod")), 1);
    CHECK_INT(kg_merge_schema_namespaced(builtin, KG_STR("v1"), KG_STR("Node")), 0);
    CHECK_INT(kg_merge_schema_namespaced(builtin, KG_STR("v1"), KG_STR("PodList")), -1);
    CHECK_INT(kg_merge_schema_namespaced(builtin, KG_STR("example.com/v1"), KG_STR("Widget")), -1);
}

/* ---- the table ---- */

TEST("the table is sorted and refers only to what there is")
{
    const struct kg_merge_schema_table *table = &kg_merge_schema_kubernetes;

    CHECK(table->kind_count > 250);
    for (size_t i = 1; i < table->kind_count; i++) {
        const char *before = table->names + table->kinds[i - 1].kind;
        const char *kind = table->names + table->kinds[i].kind;
        int order = strcmp(before, kind);
        CHECK(order <= 0);
        if (order == 0)
            CHECK(strcmp(table->names + table->kinds[i - 1].api_version,
                         table->names + table->kinds[i].api_version) < 0);
    }
    for (size_t i = 0; i < table->definition_count; i++) {
        const char *name =
            kg_arena_printf(arena, "%s%s", table->names + table->definitions[i].package,
                            table->names + table->definitions[i].name);
        const struct kg_merge_schema_type *type = kg_builtin_definition(kg_str_from(name));
        CHECK(type == (table->definitions[i].type == KG_TYPE_UNKNOWN
                           ? NULL
                           : &table->types[table->definitions[i].type]));
    }
    CHECK(kg_builtin_definition(KG_STR("io.k8s.api.core.v1.Pot")) == NULL);
    CHECK(kg_builtin_definition(KG_STR("Pod")) == NULL);
    for (size_t i = 0; i < table->kind_count; i++) {
        struct kg_gvk gvk = {.kind = kg_str_from(table->names + table->kinds[i].kind)};
        kg_gvk_set_api_version(&gvk, kg_str_from(table->names + table->kinds[i].api_version));
        CHECK(kg_builtin_kind(gvk) == &table->kinds[i]);
        const struct kg_merge_schema_type *type = &table->types[table->kinds[i].type];
        for (size_t f = 1; f < type->field_count; f++)
            CHECK(strcmp(table->names + table->fields[type->first_field + f - 1].name,
                         table->names + table->fields[type->first_field + f].name) < 0);
    }
}

/* ---- OpenAPI documents ---- */

static const struct kg_merge_schema *read_ranked(struct kg_arena *arena, const char *text,
                                                 enum kg_merge_schema_rank rank)
{
    const struct kg_merge_schema *schema = NULL;
    struct kg_error err = KG_ERROR_INIT;

    if (kg_merge_schema_from_openapi(arena, kg_str_from(text), "schema.yaml", rank, &schema, &err) <
        0)
        printf("# %s\n", err.message);
    CHECK(schema != NULL);
    return schema;
}

static const struct kg_merge_schema *read_openapi(struct kg_arena *arena, const char *text)
{
    return read_ranked(arena, text, KG_MERGE_SCHEMA_ALONE);
}

#define WIDGET                                                                                     \
    "definitions:\n"                                                                               \
    "  com.example.v1.Widget:\n"                                                                   \
    "    type: object\n"                                                                           \
    "    properties:\n"                                                                            \
    "      spec: {$ref: '#/definitions/com.example.v1.WidgetSpec'}\n"                              \
    "      loop: {$ref: '#/definitions/loop'}\n"                                                   \
    "      lost: {$ref: '#/definitions/none'}\n"                                                   \
    "    x-kubernetes-group-version-kind:\n"                                                       \
    "    - {group: example.com, version: v1, kind: Widget}\n"                                      \
    "    - {group: '', version: v1, kind: Widget}\n"                                               \
    "  loop: {$ref: '#/definitions/loop'}\n"                                                       \
    "  com.example.v1.WidgetSpec:\n"                                                               \
    "    properties:\n"                                                                            \
    "      parts:\n"                                                                               \
    "        type: array\n"                                                                        \
    "        items: {$ref: '#/definitions/com.example.v1.Part'}\n"                                 \
    "        x-kubernetes-patch-strategy: retainKeys,merge\n"                                      \
    "        x-kubernetes-patch-merge-key: id\n"                                                   \
    "      ports:\n"                                                                               \
    "        type: [array]\n"                                                                      \
    "        items: {type: object}\n"                                                              \
    "        x-kubernetes-patch-strategy: merge\n"                                                 \
    "        x-kubernetes-patch-merge-key: port\n"                                                 \
    "        x-kubernetes-list-map-keys: [port, protocol]\n"                                       \
    "      marks: {type: array, x-kubernetes-patch-strategy: merge}\n"                             \
    "      keyed: {type: array, x-kubernetes-list-map-keys: [a]}\n"                                \
    "    additionalProperties: {type: string}\n"                                                   \
    "  com.example.v1.Part:\n"                                                                     \
    "    properties:\n"                                                                            \
    "      env: {type: array, x-kubernetes-patch-strategy: merge,"                                 \
    " x-kubernetes-patch-merge-key: name}\n"

TEST("an OpenAPI document says how lists of its kinds merge")
{
    const struct kg_merge_schema *schema = read_openapi(arena, WIDGET);

    CHECK_TEXT(rule_at(arena, schema, "example.com/v1", "Widget", "spec.parts"), "id");
    CHECK_TEXT(rule_at(arena, schema, "v1", "Widget", "spec.parts[].env"), "name");
    CHECK_TEXT(rule_at(arena, schema, "v1", "Widget", "spec.ports"), "port,protocol");
    CHECK_TEXT(rule_at(arena, schema, "v1", "Widget", "spec.marks"), "union");
    CHECK_TEXT(rule_at(arena, schema, "v1", "Widget", "spec.keyed"), "none");
    CHECK_TEXT(rule_at(arena, schema, "v1", "Widget", "spec.other"), "none");
    CHECK_TEXT(rule_at(arena, schema, "v1", "Widget", "status"), "unknown");
    CHECK_TEXT(rule_at(arena, schema, "v1", "Widget", "spec[]"), "unknown");
    CHECK_TEXT(rule_at(arena, schema, "v1", "Widget", "loop"), "unknown");
    CHECK_TEXT(rule_at(arena, schema, "v1", "Widget", "lost"), "unknown");
}

TEST("a document replaces what is built in, but for kustomize's own kinds and the scopes")
{
    const struct kg_merge_schema *schema = read_openapi(arena, WIDGET);

    CHECK_TEXT(rule_at(arena, schema, "apps/v1", "Deployment", "spec"), "unknown");
    CHECK_TEXT(rule_at(arena, schema, "kustomize.config.k8s.io/v1beta1", "Kustomization",
                       "secretGenerator"),
               "name");
    CHECK_INT(kg_merge_schema_namespaced(schema, KG_STR("v1"), KG_STR("Node")), 0);
}

#define SHARING                                                                                    \
    "definitions:\n"                                                                               \
    "  widget:\n"                                                                                  \
    "    properties:\n"                                                                            \
    "      pod: {$ref: '#/definitions/io.k8s.api.core.v1.PodTemplateSpec'}\n"                      \
    "      volume: {$ref: '#/definitions/io.k8s.api.core.v1.Volume'}\n"                            \
    "    x-kubernetes-group-version-kind: [{version: v1, kind: Widget}, {version: v1, kind: "      \
    "Pod}]\n"                                                                                      \
    "  io.k8s.api.core.v1.Volume: {properties: {own: {type: string}}}\n"

TEST("a document that joins the built-in schema refers to its definitions")
{
    const struct kg_merge_schema *alone = read_ranked(arena, SHARING, KG_MERGE_SCHEMA_ALONE);
    const struct kg_merge_schema *before = read_ranked(arena, SHARING, KG_MERGE_SCHEMA_BEFORE);
    const struct kg_merge_schema *behind = read_ranked(arena, SHARING, KG_MERGE_SCHEMA_BEHIND);

    CHECK_TEXT(rule_at(arena, alone, "v1", "Widget", "pod.spec.containers"), "unknown");
    CHECK_TEXT(rule_at(arena, before, "v1", "Widget", "pod.spec.containers[].env"), "name");
    CHECK_TEXT(rule_at(arena, behind, "v1", "Widget", "pod.spec.containers[].env"), "name");
    CHECK_TEXT(rule_at(arena, alone, "v1", "Service", "spec.ports"), "unknown");
    CHECK_TEXT(rule_at(arena, before, "v1", "Service", "spec.ports"), "port,protocol");
    CHECK_TEXT(rule_at(arena, behind, "v1", "Service", "spec.ports"), "port,protocol");
}

TEST("its rank decides about what both know")
{
    const struct kg_merge_schema *before = read_ranked(arena, SHARING, KG_MERGE_SCHEMA_BEFORE);
    const struct kg_merge_schema *behind = read_ranked(arena, SHARING, KG_MERGE_SCHEMA_BEHIND);

    CHECK_TEXT(rule_at(arena, before, "v1", "Pod", "spec.containers"), "unknown");
    CHECK_TEXT(rule_at(arena, behind, "v1", "Pod", "spec.containers"), "name");
    CHECK_TEXT(rule_at(arena, before, "v1", "Widget", "volume.own"), "none");
    CHECK_TEXT(rule_at(arena, behind, "v1", "Widget", "volume.own"), "unknown");
    CHECK_TEXT(rule_at(arena, behind, "v1", "Widget", "volume.emptyDir"), "none");
}

TEST("a document in JSON is read as JSON")
{
    const struct kg_merge_schema *schema = read_openapi(
        arena, "{\"definitions\": {\"a\": {\"description\": \"\\ud83d\\ude00 a\\/b\",\n"
               "\"x-kubernetes-group-version-kind\": [{\"version\": \"v1\", \"kind\": \"A\"}],\n"
               "\"properties\": {\"l\": {\"x-kubernetes-patch-strategy\": \"merge\"}}}}}\n");

    CHECK_TEXT(rule_at(arena, schema, "v1", "A", "l"), "union");
}

TEST("the paths of a document tell the scope of its kinds")
{
    const struct kg_merge_schema *schema = read_openapi(
        arena, "paths:\n"
               "  /apis/example.com/v1/widgets:\n"
               "    get: {x-kubernetes-group-version-kind: &w {group: example.com, version: v1,"
               " kind: Widget}}\n"
               "  /apis/example.com/v1/namespaces/{namespace}/widgets/{name}:\n"
               "    get: {x-kubernetes-group-version-kind: *w}\n"
               "  /apis/example.com/v1/worlds:\n"
               "    get: {x-kubernetes-group-version-kind: {group: example.com, version: v1,"
               " kind: World}}\n"
               "  /apis/example.com/v1/things:\n"
               "    post: {x-kubernetes-group-version-kind: {group: example.com, version: v1,"
               " kind: Thing}}\n");

    CHECK_INT(kg_merge_schema_namespaced(schema, KG_STR("example.com/v1"), KG_STR("Widget")), 1);
    CHECK_INT(kg_merge_schema_namespaced(schema, KG_STR("example.com/v1"), KG_STR("World")), 0);
    CHECK_INT(kg_merge_schema_namespaced(schema, KG_STR("example.com/v1"), KG_STR("Thing")), -1);
}

TEST("documents that are none are refused with the reason")
{
    const struct kg_merge_schema *schema = NULL;
    struct kg_error err = KG_ERROR_INIT;

    CHECK_INT(kg_merge_schema_from_openapi(arena, KG_STR("- a\n"), "s.yaml", KG_MERGE_SCHEMA_ALONE,
                                           &schema, &err),
              -1);
    CHECK_ERROR(err, "an OpenAPI document is a mapping, this is a sequence");
    CHECK_TEXT(err.file, "s.yaml");
    CHECK_INT(kg_merge_schema_from_openapi(arena, KG_STR("{\"a\": }"), "s.json",
                                           KG_MERGE_SCHEMA_ALONE, &schema, &err),
              -1);
    CHECK_ERROR(err, "the OpenAPI document cannot be read: ");
    CHECK_INT(kg_merge_schema_from_openapi(arena, KG_STR(""), "s.json", KG_MERGE_SCHEMA_ALONE,
                                           &schema, &err),
              -1);
    CHECK_INT(kg_merge_schema_from_openapi(
                  arena,
                  KG_STR("definitions:\n"
                         "  a: {x-kubernetes-list-map-keys: [a, b, c, d, e, f, g, h, i]}\n"),
                  "s.yaml", KG_MERGE_SCHEMA_ALONE, &schema, &err),
              -1);
    CHECK_ERROR(err, "more than 8 names");
    CHECK_INT(err.line, 2);
}
