/* Where fields come from: every transformer leaves its layer, and every value its line. */
#include "kagent/provenance.h"

#include <string.h>

#include "kagent/emit.h"

#include "provenance_tree.h"
#include "unit.h"

enum { TEXT_MAX = 1 << 20 };

static int explain(struct kg_arena *arena, const char *directory, const char *subject,
                   struct kg_explanation *explanation, struct kg_error *err)
{
    struct kg_fs fs = provenance_tree();
    struct kg_kustomize_options options = {.fs = &fs, .directory = directory};
    return kg_explain(arena, &options, subject, explanation, err);
}

/* ---- histories ---- */

/* Each layer on a line: value, place, step. */
static const char *layers_of(struct kg_arena *arena, const char *directory, const char *subject)
{
    struct kg_explanation explanation;
    struct kg_error err = KG_ERROR_INIT;
    if (explain(arena, directory, subject, &explanation, &err) != 0)
        return kg_arena_strdup(arena, err.message);
    struct kg_buf out;
    kg_buf_init(&out, arena, TEXT_MAX);
    for (size_t i = 0; i < explanation.layer_count; i++) {
        const struct kg_layer *layer = &explanation.layers[i];
        struct kg_position at = kg_node_position(layer->after);
        struct kg_position by = layer->step->where;
        struct kg_str text = layer->after == NULL ? KG_STR("-") : kg_node_text(layer->after);
        kg_buf_printf(&out, "%.*s", KG_STR_ARG(text));
        if (at.file != NULL)
            kg_buf_printf(&out, " %s:%u:%u", at.file + strlen("/t/"), at.line, at.column);
        kg_buf_printf(&out, " by %s", layer->step->name);
        if (layer->step->listed)
            kg_buf_printf(&out, "[%u]", layer->step->index);
        if (by.file != NULL)
            kg_buf_printf(&out, " %s:%u", by.file + strlen("/t/"), by.line);
        kg_buf_add_char(&out, '\n');
    }
    return kg_str_copy(arena, kg_buf_str(&out));
}

TEST("every transformer that touches a field is a layer of its history, oldest first")
{
    static const struct {
        const char *subject;
        const char *layers;
    } cases[] = {
        {"Deployment/web:spec.replicas",
         "1 base/web.yaml:7:13 by resources[0] base/kustomization.yaml:2\n"
         "3 component/kustomization.yaml:8:14 by patches[0] component/kustomization.yaml:4\n"
         "2 dev/patch.yaml:6:13 by patches[0] dev/kustomization.yaml:24\n"
         "4 dev/kustomization.yaml:18:10 by replicas[0] dev/kustomization.yaml:17\n"},
        {"Deployment/web:metadata.name",
         "web base/web.yaml:4:9 by resources[0] base/kustomization.yaml:2\n"
         "dev-web dev/kustomization.yaml:3:13 by namePrefix dev/kustomization.yaml:3\n"
         "dev-web-x dev/kustomization.yaml:4:13 by nameSuffix dev/kustomization.yaml:4\n"},
        {"Deployment/web:metadata.namespace",
         "shop dev/kustomization.yaml:5:12 by namespace dev/kustomization.yaml:5\n"},
        {"Deployment/web:metadata.annotations.team",
         "blue dev/kustomization.yaml:7:9 by commonAnnotations dev/kustomization.yaml:7\n"},
        {"Deployment/web:metadata.annotations.note",
         "base base/web.yaml:5:23 by resources[0] base/kustomization.yaml:2\n"},
        {"Deployment/web:metadata.annotations.owner",
         "me dev/owner.yaml:5:10 by transformers[0] dev/owner.yaml:1\n"},
        {"Deployment/web:metadata.labels.env",
         "dev dev/kustomization.yaml:10:10 by labels[0] dev/kustomization.yaml:10\n"},
        {"Deployment/web:spec.selector.matchLabels.all",
         "same dev/kustomization.yaml:12:8 by commonLabels dev/kustomization.yaml:12\n"},
        {"Deployment/web:spec.template.spec.containers[name=web].image",
         "web:1 base/web.yaml:13:16 by resources[0] base/kustomization.yaml:2\n"
         "web:2 dev/kustomization.yaml:15:11 by images[0] dev/kustomization.yaml:14\n"},
        {"Deployment/web:spec.template.spec.serviceAccountName",
         "web base/web.yaml:10:27 by resources[0] base/kustomization.yaml:2\n"
         "dev-web-x dev/kustomization.yaml:4:13 by name references\n"},
        {"Deployment/web:spec.template.spec.containers[name=web].args[1]",
         "--b base/web.yaml:14:21 by resources[0] base/kustomization.yaml:2\n"
         "$(SERVICE) dev/patch.yaml:13:21 by patches[0] dev/kustomization.yaml:24\n"
         "dev-web-x dev/patch.yaml:13:21 by vars\n"},
        {"ConfigMap/settings:data.color",
         "blue base/kustomization.yaml:6:5 by configMapGenerator[0] base/kustomization.yaml:4\n"
         "red dev/kustomization.yaml:22:14 by configMapGenerator[0] dev/kustomization.yaml:20\n"},
        {"ConfigMap/settings:metadata.name",
         "settings base/kustomization.yaml:4:9 by configMapGenerator[0] base/kustomization.yaml:4\n"
         "dev-settings dev/kustomization.yaml:3:13 by namePrefix dev/kustomization.yaml:3\n"
         "dev-settings-x dev/kustomization.yaml:4:13 by nameSuffix dev/kustomization.yaml:4\n"
         "dev-settings-x-7t7hb84668 dev/kustomization.yaml:4:13 by name hash\n"},
        {"ConfigMap/settings:metadata.labels.a",
         "b base/kustomization.yaml:9:17 by configMapGenerator[0] base/kustomization.yaml:4\n"},
        {"Secret/token:data.key",
         "YWJj base/kustomization.yaml:12:14 by secretGenerator[0] base/kustomization.yaml:11\n"},
        {"ServiceAccount/web:automountServiceAccountToken",
         "false dev/kustomization.yaml:35:33 by patchesStrategicMerge[0] "
         "dev/kustomization.yaml:31\n"},
        {"Service/web:spec.type", "NodePort dev/kustomization.yaml:38:57 by patchesJson6902[0] "
                                  "dev/kustomization.yaml:37\n"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        CHECK_TEXT(layers_of(arena, "/t/dev", cases[i].subject), cases[i].layers);
}

TEST("an element is followed where it moves and while it is renamed")
{
    CHECK_TEXT(layers_of(arena, "/t/dev", "Deployment/web:spec.template.spec.containers[1].image"),
               "web:1 base/web.yaml:13:16 by resources[0] base/kustomization.yaml:2\n"
               "web:2 dev/kustomization.yaml:15:11 by images[0] dev/kustomization.yaml:14\n");
    CHECK_TEXT(layers_of(arena, "/t/dev", "Deployment/web:spec.template.spec.containers[0].image"),
               "proxy:7 dev/patch.yaml:11:16 by patches[0] dev/kustomization.yaml:24\n");
    CHECK_TEXT(layers_of(arena, "/t/dev",
                         "Deployment/web:spec.template.spec.containers[1].ports[0].containerPort"),
               "8080 base/web.yaml:16:26 by resources[0] base/kustomization.yaml:2\n"
               "80 base/web.yaml:32:11 by replacements[0] dev/kustomization.yaml:40\n");
    CHECK_TEXT(layers_of(arena, "/t/dev", "RoleBinding/web:subjects[name=dev-web-x].kind"),
               "ServiceAccount base/web.yaml:43:9 by resources[0] base/kustomization.yaml:2\n");
}

TEST("a patch that sets a field to what it was is a layer, one that only names its target is none")
{
    CHECK_TEXT(layers_of(arena, "/t/prod", "Deployment/web:spec.template.spec.serviceAccountName"),
               "web base/web.yaml:10:27 by resources[0] base/kustomization.yaml:2\n"
               "web prod/kustomization.yaml:13:31 by patches[0] prod/kustomization.yaml:4\n"
               "prod-web prod/kustomization.yaml:2:13 by name references\n");
    CHECK_TEXT(layers_of(arena, "/t/prod", "Deployment/web:kind"),
               "Deployment base/web.yaml:2:7 by resources[0] base/kustomization.yaml:2\n");
    CHECK_TEXT(layers_of(arena, "/t/prod", "Deployment/web:metadata.name"),
               "web base/web.yaml:4:9 by resources[0] base/kustomization.yaml:2\n"
               "prod-web prod/kustomization.yaml:2:13 by namePrefix prod/kustomization.yaml:2\n");
    CHECK_TEXT(
        layers_of(arena, "/t/dev", "Deployment/web:spec.template.spec.containers[name=web].name"),
        "web base/web.yaml:12:15 by resources[0] base/kustomization.yaml:2\n");
}

TEST("what was removed is explained, with the step that removed it")
{
    CHECK_TEXT(layers_of(arena, "/t/dev", "Deployment/web:metadata.annotations.gone"),
               "x base/web.yaml:5:35 by resources[0] base/kustomization.yaml:2\n"
               "- by patches[0] component/kustomization.yaml:4\n");
    CHECK_TEXT(layers_of(arena, "/t/dev", "ConfigMap/doomed:data.key"),
               "value base/web.yaml:50:13 by resources[0] base/kustomization.yaml:2\n"
               "- by patches[1] dev/kustomization.yaml:25\n");
    CHECK_TEXT(layers_of(arena, "/t/dev", "ConfigMap/doomed"),
               " base/web.yaml:46:1 by resources[0] base/kustomization.yaml:2\n"
               "- by patches[1] dev/kustomization.yaml:25\n");
}

/* ---- subjects ---- */

TEST("a resource is known by its final and its original name, in all of kubectl's spellings")
{
    static const char *const subjects[] = {
        "Deployment/dev-web-x:spec.replicas",      "Deployment/web:spec.replicas",
        "Deployment/dev-web:spec.replicas",        "deployment/web:spec.replicas",
        "deployments/web:spec.replicas",           "deploy/web:spec.replicas",
        "Deployment.apps/web:spec.replicas",       "Deployment.v1.apps/web:spec.replicas",
        "Deployment/shop/dev-web-x:spec.replicas", "Deployment/web:{.spec.replicas}",
    };
    for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        struct kg_explanation explanation;
        struct kg_error err = KG_ERROR_INIT;
        CHECK_INT(explain(arena, "/t/dev", subjects[i], &explanation, &err), 0);
        CHECK_TEXT(explanation.name, "dev-web-x");
        CHECK_TEXT(explanation.original_name, "web");
        CHECK_TEXT(explanation.namespace, "shop");
        CHECK_STR(kg_node_text(explanation.value), "4");
    }
}

TEST("what is not there is refused with what there is")
{
    static const struct {
        const char *subject;
        enum kg_error_class class;
        const char *message;
        const char *advice;
    } cases[] = {
        {"Deployment/wbe:spec", KG_ERROR_NEGATIVE, "no resource is Deployment/wbe",
         "List what there is with -o name."},
        {"Deployment/dev-wbe-x", KG_ERROR_NEGATIVE, "no resource is Deployment/dev-wbe-x",
         "Did you mean Deployment/dev-web-x?"},
        {"Deployment.batch/web", KG_ERROR_NEGATIVE, "no resource is Deployment/web",
         "List what there is with -o name."},
        {"Deployment/web:spec.replcas", KG_ERROR_NEGATIVE,
         "Deployment/dev-web-x: spec has no replcas", "Did you mean replicas?"},
        {"AnnotationsTransformer/owner", KG_ERROR_NEGATIVE,
         "no resource is AnnotationsTransformer/owner", "List what there is with -o name."},
        {"replicas", KG_ERROR_USAGE, "`replicas` does not say which resource is meant",
         "Write KIND/NAME:PATH, such as StatefulSet/kagent:spec.replicas."},
        {"Deployment/web:spec..x", KG_ERROR_USAGE,
         "the path `spec..x`, character 6: the name of a field is missing", ""},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct kg_explanation explanation;
        struct kg_error err = KG_ERROR_INIT;
        CHECK_INT(explain(arena, "/t/dev", cases[i].subject, &explanation, &err), -1);
        CHECK_INT(err.class, cases[i].class);
        CHECK_TEXT(err.message, cases[i].message);
        CHECK_TEXT(err.advice, cases[i].advice);
    }
}

TEST("a name with colons is told from a path by what there is")
{
    static const char kustomization[] = "resources: [roles.yaml]\n";
    static const char roles[] = "apiVersion: rbac.authorization.k8s.io/v1\n"
                                "kind: ClusterRole\n"
                                "metadata: {name: 'system:node'}\n"
                                "rules: []\n"
                                "---\n"
                                "apiVersion: rbac.authorization.k8s.io/v1\n"
                                "kind: ClusterRole\n"
                                "metadata: {name: system}\n"
                                "rules: []\n";
    static const struct kg_fs_embedded_file own[] = {
        {"kustomization.yaml", kustomization, sizeof(kustomization) - 1},
        {"roles.yaml", roles, sizeof(roles) - 1},
        {NULL, NULL, 0},
    };
    const struct kg_fs_tree embedded = {.mount = "/t", .files = own};
    struct kg_fs fs;
    kg_fs_embedded(&fs, &embedded);
    struct kg_kustomize_options options = {.fs = &fs, .directory = "/t"};
    struct kg_explanation explanation;
    struct kg_error err = KG_ERROR_INIT;
    CHECK_INT(kg_explain(arena, &options, "ClusterRole/system:node:rules", &explanation, &err), 0);
    CHECK_TEXT(explanation.name, "system:node");
    CHECK_TEXT(explanation.path, "rules");
    CHECK_INT(kg_explain(arena, &options, "ClusterRole/system:rules", &explanation, &err), 0);
    CHECK_TEXT(explanation.name, "system");
}

TEST("of namesakes the one without a namespace is meant, unless one is named")
{
    static const char kustomization[] = "resources: [maps.yaml]\n";
    static const char maps[] = "apiVersion: v1\n"
                               "kind: ConfigMap\n"
                               "metadata: {name: map, namespace: one}\n"
                               "---\n"
                               "apiVersion: v1\n"
                               "kind: ConfigMap\n"
                               "metadata: {name: map}\n"
                               "---\n"
                               "apiVersion: v1\n"
                               "kind: ConfigMap\n"
                               "metadata: {name: other, namespace: one}\n"
                               "---\n"
                               "apiVersion: v1\n"
                               "kind: ConfigMap\n"
                               "metadata: {name: other, namespace: two}\n";
    static const struct kg_fs_embedded_file own[] = {
        {"kustomization.yaml", kustomization, sizeof(kustomization) - 1},
        {"maps.yaml", maps, sizeof(maps) - 1},
        {NULL, NULL, 0},
    };
    const struct kg_fs_tree embedded = {.mount = "/t", .files = own};
    struct kg_fs fs;
    kg_fs_embedded(&fs, &embedded);
    struct kg_kustomize_options options = {.fs = &fs, .directory = "/t"};
    struct kg_explanation explanation;
    struct kg_error err = KG_ERROR_INIT;
    CHECK_INT(kg_explain(arena, &options, "ConfigMap/map", &explanation, &err), 0);
    CHECK_TEXT(explanation.namespace, "");
    CHECK_INT(kg_explain(arena, &options, "ConfigMap/one/map", &explanation, &err), 0);
    CHECK_TEXT(explanation.namespace, "one");
    CHECK_INT(kg_explain(arena, &options, "ConfigMap/other", &explanation, &err), -1);
    CHECK_INT(err.class, KG_ERROR_USAGE);
    CHECK_TEXT(err.message,
               "`ConfigMap/other` may mean ConfigMap/one/other or ConfigMap/two/other");
}

/* ---- collections ---- */

TEST("a mapping or a list is explained by every value in it")
{
    struct kg_explanation explanation;
    struct kg_error err = KG_ERROR_INIT;
    CHECK_INT(explain(arena, "/t/dev", "Deployment/web:spec.template.spec.containers[1]",
                      &explanation, &err),
              0);
    static const char *const leaves[][3] = {
        {"spec.template.spec.containers[name=web].args[0]", "args[0]", "--c"},
        {"spec.template.spec.containers[name=web].args[1]", "args[1]", "dev-web-x"},
        {"spec.template.spec.containers[name=web].envFrom[0].configMapRef.name",
         "envFrom[0].configMapRef.name", "dev-settings-x-7t7hb84668"},
        {"spec.template.spec.containers[name=web].image", "image", "web:2"},
        {"spec.template.spec.containers[name=web].name", "name", "web"},
        {"spec.template.spec.containers[name=web].ports[containerPort=80].containerPort",
         "ports[containerPort=80].containerPort", "80"},
    };
    CHECK_TEXT(explanation.path, "spec.template.spec.containers[name=web]");
    CHECK_INT(explanation.leaf_count, sizeof(leaves) / sizeof(leaves[0]));
    for (size_t i = 0; i < explanation.leaf_count; i++) {
        CHECK_TEXT(explanation.leaves[i].path, leaves[i][0]);
        CHECK_TEXT(explanation.leaves[i].tail, leaves[i][1]);
        CHECK_STR(kg_node_text(explanation.leaves[i].value), leaves[i][2]);
    }
}

/* ---- secrets ---- */

static const char *print(struct kg_arena *arena, const char *directory, const char *subject)
{
    struct kg_explanation explanation;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf out;
    CHECK_INT(explain(arena, directory, subject, &explanation, &err), 0);
    kg_buf_init(&out, arena, TEXT_MAX);
    kg_explanation_print(&out, &explanation, &kg_palette_plain);
    CHECK_INT(
        kg_emit_json(&out, kg_explanation_document(arena, &explanation), KG_JSON_COMPACT, &err), 0);
    return kg_str_copy(arena, kg_buf_str(&out));
}

TEST("reports do not show the values of secrets")
{
    static const char *const subjects[] = {"Secret/token:data.key", "Secret/token:data",
                                           "Secret/token"};
    for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        const char *text = print(arena, "/t/dev", subjects[i]);
        CHECK(strstr(text, "YWJj") == NULL);
        CHECK(strstr(text, "***") != NULL);
        CHECK(strstr(text, "base/kustomization.yaml:12") != NULL);
    }
    CHECK(strstr(print(arena, "/t/dev", "Secret/token:type"), "Opaque") != NULL);
}

/* ---- texts ---- */

TEST("an explanation is a sentence and a table")
{
    struct kg_explanation explanation;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf out;
    CHECK_INT(explain(arena, "/t/prod", "Deployment/web:spec.replicas", &explanation, &err), 0);
    kg_buf_init(&out, arena, TEXT_MAX);
    kg_explanation_print(&out, &explanation, &kg_palette_plain);
    CHECK_STR(kg_buf_str(&out), "Deployment/prod-web spec.replicas is \"1\"\n"
                                "originally Deployment/web\n"
                                "set at /t/prod/kustomization.yaml:10:17\n"
                                "\n"
                                "VALUE   SET AT                             BY\n"
                                "1       /t/base/web.yaml:7:13              resources[0] of "
                                "/t/base/kustomization.yaml:2\n"
                                "\"1\"     /t/prod/kustomization.yaml:10:17   patches[0] of "
                                "/t/prod/kustomization.yaml:4\n");
}

/* ---- origins ---- */

static const char *annotate(struct kg_arena *arena, const char *kustomization, const char *object)
{
    const struct kg_fs_embedded_file own[] = {
        {"kustomization.yaml", kustomization, strlen(kustomization)},
        {"map.yaml", object, strlen(object)},
        {NULL, NULL, 0},
    };
    const struct kg_fs_tree embedded = {.mount = "/t", .files = own};
    struct kg_fs fs;
    struct kg_build build;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf out;
    kg_fs_embedded(&fs, &embedded);
    const struct kg_kustomize_options options = {.fs = &fs, .directory = "/t"};
    CHECK_INT(kg_kustomize_build(arena, &options, &build, &err), 0);
    kg_buf_init(&out, arena, TEXT_MAX);
    CHECK_INT(kg_build_emit_origins(&build, &out, &kg_palette_plain, &err), 0);
    return kg_str_copy(arena, kg_buf_str(&out));
}

TEST("every line says where it comes from; a text of several lines only once, where it may")
{
    CHECK_TEXT(annotate(arena, "resources: [map.yaml]\nnamePrefix: a-\n",
                        "apiVersion: v1\n"
                        "kind: ConfigMap\n"
                        "metadata:\n"
                        "  name: map\n"
                        "data:\n"
                        "  block: |\n"
                        "    # no comment\n"
                        "    two\n"
                        "  empty: ''\n"
                        "  folded: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                        "aaaaaaaaaaaaaaaa bbbb cccc\n"
                        "  number: '1'\n"
                        "list:\n"
                        "- a: {}\n"
                        "  b: |-\n"
                        "    x\n"
                        "    y\n"
                        "- - c\n"
                        "- []\n"),
               "apiVersion: v1                          # /t/map.yaml:1\n"
               "data:                                   # /t/map.yaml:5\n"
               "  block: |                              # /t/map.yaml:6\n"
               "    # no comment\n"
               "    two\n"
               "  empty: \"\"                             # /t/map.yaml:9\n"
               "  folded: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
               "aaaaaaaaaaaaaaaa\n"
               "    bbbb cccc                           # /t/map.yaml:10\n"
               "  number: \"1\"                           # /t/map.yaml:11\n"
               "kind: ConfigMap                         # /t/map.yaml:2\n"
               "list:                                   # /t/map.yaml:12\n"
               "- a: {}                                 # /t/map.yaml:13\n"
               "  b: |-                                 # /t/map.yaml:14\n"
               "    x\n"
               "    y\n"
               "- - c                                   # /t/map.yaml:17\n"
               "- []                                    # /t/map.yaml:18\n"
               "metadata:                               # /t/map.yaml:3\n"
               "  name: a-map                           # /t/kustomization.yaml:2\n");
}

/* ---- comparing ---- */

static void compare(struct kg_arena *arena, const char *first, const char *second,
                    struct kg_comparison *comparison)
{
    static struct kg_fs fs;
    struct kg_error err = KG_ERROR_INIT;
    fs = provenance_tree();
    struct kg_kustomize_options options[2] = {{.fs = &fs, .directory = first},
                                              {.fs = &fs, .directory = second}};
    struct kg_side sides[2] = {{first, &options[0]}, {second, &options[1]}};
    int rc = kg_compare(arena, &sides[0], &sides[1], comparison, &err);
    CHECK_TEXT(rc == 0 ? "" : err.message, "");
}

TEST("a build does not differ from itself")
{
    struct kg_comparison comparison;
    struct kg_buf out;
    compare(arena, "/t/dev", "/t/dev", &comparison);
    CHECK_INT(comparison.count, 0);
    CHECK_INT(comparison.equal_count, 6);
    kg_buf_init(&out, arena, TEXT_MAX);
    kg_comparison_print(&out, &comparison, &kg_palette_plain);
    CHECK_INT(out.length, 0);
}

/* The difference at this path of this resource, or NULL. */
static const struct kg_difference *difference_at(const struct kg_comparison *comparison,
                                                 const char *title, const char *path)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const struct kg_compared *resource = &comparison->resources[i];
        for (size_t j = 0; j < resource->difference_count; j++)
            if (strcmp(resource->title, title) == 0 &&
                strcmp(resource->differences[j].path, path) == 0)
                return &resource->differences[j];
    }
    return NULL;
}

TEST("resources with other names are compared by what they were called at first")
{
    struct kg_comparison comparison;
    compare(arena, "/t/dev", "/t/prod", &comparison);
    const struct kg_difference *color = difference_at(
        &comparison, "ConfigMap/dev-settings-x-7t7hb84668, prod-settings-4m94d7kgck", "data.color");
    CHECK(color != NULL);
    CHECK_INT(color->kind, KG_DIFFERENCE_CHANGED);
    CHECK_STR(kg_node_text(color->first), "red");
    CHECK_INT(kg_node_position(color->first).line, 22);
    CHECK_STR(kg_node_text(color->second), "blue");
    CHECK_INT(kg_node_position(color->second).line, 6);
}

TEST("differences are found in keyed elements, whole elements, types and whole resources")
{
    static const char *const deployment = "Deployment/dev-web-x, prod-web";
    struct kg_comparison comparison;
    compare(arena, "/t/dev", "/t/prod", &comparison);
    const struct kg_difference *image =
        difference_at(&comparison, deployment, "spec.template.spec.containers[name=web].image");
    CHECK(image != NULL && image->kind == KG_DIFFERENCE_CHANGED);
    const struct kg_difference *proxy =
        difference_at(&comparison, deployment, "spec.template.spec.containers[name=proxy].image");
    CHECK(proxy != NULL && proxy->kind == KG_DIFFERENCE_REMOVED && proxy->second == NULL);
    const struct kg_difference *gone =
        difference_at(&comparison, deployment, "metadata.annotations.gone");
    CHECK(gone != NULL && gone->kind == KG_DIFFERENCE_ADDED && gone->first == NULL);
    const struct kg_compared *last = &comparison.resources[comparison.count - 1];
    CHECK_TEXT(last->title, "ConfigMap/prod-doomed");
    CHECK(last->first == NULL && last->second != NULL && last->difference_count == 0);
}
