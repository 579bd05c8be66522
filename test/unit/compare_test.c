/* How two versions of an object are compared, and how the differences are printed. */
#include "kagent/provenance.h"

#include <string.h>

#include "unit.h"

enum { TEXT_MAX = 1 << 20 };

/* The printed comparison of two objects, each in a kustomization of its own. */
static const char *compare(struct kg_arena *arena, const char *first, const char *second)
{
    static const char kustomization[] = "resources: [object.yaml]\n";
    const struct kg_fs_embedded_file files[] = {
        {"a/kustomization.yaml", kustomization, sizeof(kustomization) - 1},
        {"a/object.yaml", first, strlen(first)},
        {"b/kustomization.yaml", kustomization, sizeof(kustomization) - 1},
        {"b/object.yaml", second, strlen(second)},
        {NULL, NULL, 0},
    };
    const struct kg_fs_tree tree = {.mount = "/t", .files = files};
    struct kg_fs fs;
    kg_fs_embedded(&fs, &tree);
    const struct kg_kustomize_options options[2] = {{.fs = &fs, .directory = "/t/a"},
                                                    {.fs = &fs, .directory = "/t/b"}};
    const struct kg_side sides[2] = {{"a", &options[0]}, {"b", &options[1]}};
    struct kg_comparison comparison;
    struct kg_error err = KG_ERROR_INIT;
    int rc = kg_compare(arena, &sides[0], &sides[1], &comparison, &err);
    CHECK_TEXT(rc == 0 ? "" : err.message, "");
    struct kg_buf out;
    kg_buf_init(&out, arena, TEXT_MAX);
    kg_comparison_print(&out, &comparison, &kg_palette_plain);
    return out.length == 0 ? "" : kg_str_copy(arena, kg_buf_str(&out));
}

#define POD "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n"

TEST("elements with merge keys are paired by them, and their order is a difference of its own")
{
    CHECK_TEXT(compare(arena,
                       POD "spec:\n"
                           "  containers:\n"
                           "  - name: c\n"
                           "    env: [{name: A, value: x}, {name: B}, {name: C}]\n",
                       POD "spec:\n"
                           "  containers:\n"
                           "  - name: c\n"
                           "    env: [{name: B}, {name: A, value: z}, {name: D}]\n"),
               "--- a\n"
               "+++ b\n"
               "\n"
               "~ Pod/p\n"
               "  ~ spec.containers[name=c].env (order)\n"
               "      - A, B   /t/a/object.yaml:7:10\n"
               "      + B, A   /t/b/object.yaml:7:10\n"
               "  ~ spec.containers[name=c].env[name=A].value\n"
               "      - x   /t/a/object.yaml:7:28\n"
               "      + z   /t/b/object.yaml:7:39\n"
               "  - spec.containers[name=c].env[name=C].name\n"
               "      - C   /t/a/object.yaml:7:50\n"
               "  + spec.containers[name=c].env[name=D].name\n"
               "      + D   /t/b/object.yaml:7:50\n");
}

TEST("of several merge keys as many are named as tell the element")
{
    CHECK_TEXT(compare(arena,
                       POD "spec:\n"
                           "  containers:\n"
                           "  - name: c\n"
                           "    ports:\n"
                           "    - {containerPort: 1, protocol: TCP, name: x}\n"
                           "    - {containerPort: 1, protocol: UDP}\n",
                       POD "spec:\n"
                           "  containers:\n"
                           "  - name: c\n"
                           "    ports:\n"
                           "    - {containerPort: 1, protocol: TCP, name: z}\n"
                           "    - {containerPort: 1, protocol: UDP}\n"),
               "--- a\n"
               "+++ b\n"
               "\n"
               "~ Pod/p\n"
               "  ~ spec.containers[name=c].ports[containerPort=1,protocol=TCP].name\n"
               "      - x   /t/a/object.yaml:8:47\n"
               "      + z   /t/b/object.yaml:8:47\n");
}

TEST("lists of an unknown kind are paired by name where all have one, else by index")
{
    CHECK_TEXT(compare(arena,
                       "apiVersion: x/v1\n"
                       "kind: Own\n"
                       "metadata: {name: o}\n"
                       "named: [{name: a, v: 1}, {name: b, v: 2}]\n"
                       "plain: [1, 2]\n",
                       "apiVersion: x/v1\n"
                       "kind: Own\n"
                       "metadata: {name: o}\n"
                       "named: [{name: b, v: 3}]\n"
                       "plain: [1, 3, 4]\n"),
               "--- a\n"
               "+++ b\n"
               "\n"
               "~ Own/o\n"
               "  - named[name=a].name\n"
               "      - a   /t/a/object.yaml:4:16\n"
               "  - named[name=a].v\n"
               "      - 1   /t/a/object.yaml:4:22\n"
               "  ~ named[name=b].v\n"
               "      - 2   /t/a/object.yaml:4:39\n"
               "      + 3   /t/b/object.yaml:4:22\n"
               "  ~ plain[1]\n"
               "      - 2   /t/a/object.yaml:5:12\n"
               "      + 3   /t/b/object.yaml:5:12\n"
               "  + plain[2]\n"
               "      + 4   /t/b/object.yaml:5:15\n");
}

#define MAP "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata:\n"

TEST("values differ by what they are, not by how they are written")
{
    CHECK_TEXT(
        compare(arena, MAP "  a: 'x'\n  b: >-\n    y\n    z\n", MAP "  b: y z\n  a: \"x\"\n"), "");
    CHECK_TEXT(compare(arena, MAP "  a: 1\n  b: {}\n  c: null\n",
                       MAP "  a: \"1\"\n  b: {k: v}\n  c: \"\"\n"),
               "--- a\n"
               "+++ b\n"
               "\n"
               "~ ConfigMap/m\n"
               "  ~ data.a\n"
               "      - 1     /t/a/object.yaml:5:6\n"
               "      + \"1\"   /t/b/object.yaml:5:6\n"
               "  + data.b.k\n"
               "      + v   /t/b/object.yaml:6:10\n"
               "  ~ data.c\n"
               "      - null   /t/a/object.yaml:7:6\n"
               "      + \"\"     /t/b/object.yaml:7:6\n");
}

TEST("texts of several lines are shown from the line in which they differ")
{
    CHECK_TEXT(compare(arena, MAP "  text: |\n    one\n    two\n    three\n",
                       MAP "  text: |\n    one\n    2\n    three\n    four\n"),
               "--- a\n"
               "+++ b\n"
               "\n"
               "~ ConfigMap/m\n"
               "  ~ data.text\n"
               "      - line 2: two (3 lines)   /t/a/object.yaml:5:9\n"
               "      + line 2: 2 (4 lines)     /t/b/object.yaml:5:9\n");
}

TEST("a terminal is sent no control characters of a document")
{
    CHECK_TEXT(compare(arena, MAP "  \"k\\e[1m\": \"\\e[31mred\"\n", MAP "  \"k\\e[1m\": plain\n"),
               "--- a\n"
               "+++ b\n"
               "\n"
               "~ ConfigMap/m\n"
               "  ~ data[\"k\\x1b[1m\"]\n"
               "      - \"\\x1b[31mred\"   /t/a/object.yaml:5:13\n"
               "      + plain           /t/b/object.yaml:5:13\n");
}
