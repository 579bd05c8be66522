/* Patches do to an object what they do in kustomize. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "kagent/buf.h"
#include "kagent/emit.h"
#include "kagent/yaml.h"
#include "kustomize/patch.h"

/* ---- one patch ---- */

enum patch_kind { STRATEGIC, JSON };

static const struct kg_source object_source = {.name = "object.yaml"};
static const struct kg_source patch_source = {.name = "patch.yaml"};

static int read_yaml(struct kg_arena *arena, struct kg_str text, const struct kg_source *source,
                     struct kg_node **node, struct kg_error *err)
{
    if (kg_yaml_read(arena, text, source, 1, node, err) < 0)
        return -1;
    return kg_yaml_expand(arena, node, err);
}

static int apply(struct kg_arena *arena, enum patch_kind kind, struct kg_str patch,
                 struct kg_node **object, struct kg_error *err)
{
    struct kg_node *parsed = NULL;

    if (kind == JSON) {
        if (kg_json_patch_read(arena, patch, &patch_source, 1, &parsed, err) < 0)
            return -1;
        return kg_json_patch(arena, object, parsed, err);
    }
    if (read_yaml(arena, patch, &patch_source, &parsed, err) < 0)
        return -1;
    return kg_strategic_merge(arena, kg_merge_schema_builtin(), object, parsed, err);
}

/* The patched object as kubectl prints it, "(deleted)\n", or "(refused)\n". */
static const char *outcome(struct kg_arena *arena, enum patch_kind kind, struct kg_str object,
                           struct kg_str patch, struct kg_error *err)
{
    struct kg_node *node = NULL;
    struct kg_buf out;

    kg_buf_init(&out, arena, 1 << 24);
    if (read_yaml(arena, object, &object_source, &node, err) < 0 ||
        apply(arena, kind, patch, &node, err) < 0)
        return "(refused)\n";
    if (node == NULL)
        return "(deleted)\n";
    if (kg_emit_yaml(&out, node, NULL, err) < 0)
        return "(refused)\n";
    return out.data;
}

/* ---- cases of test/cases ---- */

static struct kg_str read_file(struct kg_arena *arena, const char *path)
{
    FILE *file = fopen(path, "r");
    struct kg_buf text;

    CHECK(file != NULL);
    kg_buf_init(&text, arena, 1 << 26);
    for (size_t got = 1; got > 0; text.length += got)
        got = fread(kg_buf_reserve(&text, 65536), 1, 65536, file);
    fclose(file);
    kg_buf_add(&text, "", 0);
    return kg_buf_str(&text);
}

/* The text up to the next line that begins a part of a case. */
static struct kg_str take_part(struct kg_str *rest)
{
    size_t at = 0;
    struct kg_str part;

    while (at < rest->length) {
        struct kg_str line = kg_str_from_index(*rest, at);
        ptrdiff_t end = kg_str_find(line, '\n');
        if (kg_str_starts(line, "== ") || kg_str_starts(line, "-- ") || kg_str_starts(line, "# "))
            break;
        at = end < 0 ? rest->length : at + (size_t)end + 1;
    }
    part = kg_str_head(*rest, at);
    *rest = kg_str_from_index(*rest, at);
    return part;
}

static struct kg_str take_line(struct kg_str *rest)
{
    ptrdiff_t end = kg_str_find(*rest, '\n');
    struct kg_str line = kg_str_head(*rest, end < 0 ? rest->length : (size_t)end);

    *rest = kg_str_from_index(*rest, line.length + 1);
    return line;
}

static bool same_but_blank_lines(const char *is, struct kg_str expected)
{
    while (kg_str_ends(expected, "\n\n"))
        expected.length--;
    return kg_str_is(expected, is);
}

/* Runs all cases of a file; prints those that come out differently, and how. */
static int count_differences(struct kg_arena *arena, enum patch_kind kind, const char *path,
                             int *count)
{
    struct kg_str rest = read_file(arena, path);
    struct kg_str title = KG_STR("");
    struct kg_str parts[2] = {KG_STR(""), KG_STR("")};
    int differences = 0;

    while (rest.length > 0) {
        struct kg_str marker = take_line(&rest);
        struct kg_str part = take_part(&rest);
        if (kg_str_starts(marker, "== "))
            title = marker;
        if (kg_str_is(marker, "-- object"))
            parts[0] = part;
        if (kg_str_is(marker, "-- patch"))
            parts[1] = part;
        if (!kg_str_is(marker, "-- result"))
            continue;
        ++*count;
        const char *is = outcome(arena, kind, parts[0], parts[1], NULL);
        if (same_but_blank_lines(is, part))
            continue;
        differences++;
        printf("# %.*s\n# is\n%s# must be\n%.*s", KG_STR_ARG(title), is, KG_STR_ARG(part));
    }
    return differences;
}

static void check_cases(struct kg_arena *arena, enum patch_kind kind, const char *path,
                        int at_least)
{
    int count = 0;

    CHECK_INT(count_differences(arena, kind, path, &count), 0);
    CHECK(count >= at_least);
}

TEST("strategic merges make what kustomize makes")
{
    check_cases(arena, STRATEGIC, "test/cases/strategic-merge.txt", 80);
}

/* The kept cases, or the many that test/cases/random makes. */
static const char *random_cases(struct kg_arena *arena, const char *name)
{
    const char *folder = getenv("KG_PATCH_CASES");

    return kg_arena_printf(arena, "%s/%s", folder != NULL ? folder : "test/cases", name);
}

TEST("strategic merges of random objects and patches, too")
{
    check_cases(arena, STRATEGIC, random_cases(arena, "strategic-merge-random.txt"), 100);
}

TEST("JSON patches make what kustomize makes")
{
    check_cases(arena, JSON, "test/cases/json-patch.txt", 60);
}

TEST("JSON patches of random objects, too")
{
    check_cases(arena, JSON, random_cases(arena, "json-patch-random.txt"), 150);
}

/* ---- messages ---- */

#define OBJECT                                                                                     \
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\n"                                 \
    "spec:\n  replicas: 1\n  template:\n    spec:\n      containers: [{name: app, args: [a]}]\n"

static struct kg_error refusal(struct kg_arena *arena, enum patch_kind kind, const char *patch)
{
    struct kg_error err = KG_ERROR_INIT;

    CHECK_TEXT(outcome(arena, kind, KG_STR(OBJECT), kg_str_from(patch), &err), "(refused)\n");
    CHECK_TEXT(err.file, "patch.yaml");
    return err;
}

TEST("a strategic merge that is refused names the field and the line of the patch")
{
    struct kg_error err =
        refusal(arena, STRATEGIC,
                "spec:\n  template:\n    spec:\n      containers:\n      - name: app\n"
                "        args: {a: b}\n");

    CHECK_ERROR(err, "spec.template.spec.containers[app].args: ");
    CHECK_ERROR(err, "the patch has a mapping where the object has a sequence");
    CHECK_INT(err.line, 6);
    err = refusal(arena, STRATEGIC, "spec:\n  template: {$patch: keep}\n");
    CHECK_ERROR(err, "spec.template: unknown patch directive 'keep'");
    CHECK_INT(err.line, 2);
}

TEST("an operation that is refused says which, what is missing and what there is")
{
    struct kg_error err = refusal(arena, JSON,
                                  "- {op: remove, path: /spec/replicas}\n"
                                  "- {op: replace, path: /spec/tmplate/spec, value: 1}\n");

    CHECK_ERROR(err, "operation 2, replace \"/spec/tmplate/spec\": "
                     "\"/spec\" has no field \"tmplate\"");
    CHECK_TEXT(err.advice, "\"/spec\" has: template");
    CHECK_INT(err.line, 2);
    err = refusal(arena, JSON,
                  "[{\"op\": \"add\", \"value\": 1,\n"
                  "  \"path\": \"/spec/template/spec/containers/3/image\"}]");
    CHECK_ERROR(err, "\"/spec/template/spec/containers\" is a list of 1 elements, "
                     "the index 3 is out of range");
    CHECK_INT(err.line, 1);
    err = refusal(arena, JSON, "- {op: test, path: /spec/replicas, value: 2}\n");
    CHECK_ERROR(err, "\"/spec/replicas\" is 1, not 2");
}

TEST("a test that only spelling fails says so")
{
    struct kg_error err = refusal(
        arena, JSON, "[{\"op\": \"test\", \"path\": \"/kind\", \"value\": \"\\u0044eployment\"}]");

    CHECK_ERROR(err, "\"/kind\" is \"Deployment\", not \"Deployment\"");
    CHECK(strstr(err.advice, "spelling") != NULL);
}

/* ---- identity ---- */

TEST("a merge changes values in place, so that all places that share them see it")
{
    struct kg_node *object = NULL;
    struct kg_node *patch = NULL;

    CHECK_INT(read_yaml(arena, KG_STR("a: {x: 1}\nb: {}\n"), &object_source, &object, NULL), 0);
    CHECK_INT(read_yaml(arena, KG_STR("a: {x: 2}\n"), &patch_source, &patch, NULL), 0);
    struct kg_node *shared = kg_node_path(object, "a", "x", NULL);
    kg_node_set(arena, kg_node_get(object, "b"), "x", shared);
    CHECK_INT(kg_strategic_merge(arena, kg_merge_schema_builtin(), &object, patch, NULL), 0);
    CHECK(kg_node_path(object, "a", "x", NULL) == shared);
    CHECK_STR(kg_node_text(kg_node_path(object, "b", "x", NULL)), "2");
}

TEST("a value that a patch sets comes from the patch")
{
    struct kg_node *object = NULL;
    struct kg_node *patch = NULL;

    CHECK_INT(read_yaml(arena, KG_STR("a: 1\nb: 2\n"), &object_source, &object, NULL), 0);
    CHECK_INT(read_yaml(arena, KG_STR("\na: 3\nc: 4\n"), &patch_source, &patch, NULL), 0);
    CHECK_INT(kg_strategic_merge(arena, kg_merge_schema_builtin(), &object, patch, NULL), 0);
    CHECK_TEXT(kg_node_position(kg_node_get(object, "a")).file, "patch.yaml");
    CHECK_INT(kg_node_position(kg_node_get(object, "a")).line, 2);
    CHECK_TEXT(kg_node_position(kg_node_get(object, "b")).file, "object.yaml");
    CHECK_TEXT(kg_node_position(kg_node_get(object, "c")).file, "patch.yaml");
}

TEST("operations may be applied again, and values keep their origins")
{
    struct kg_node *objects[2];
    struct kg_node *patch = NULL;

    CHECK_INT(kg_json_patch_read(arena, KG_STR("- {op: add, path: /l/-, value: {x: 1}}\n"),
                                 &patch_source, 1, &patch, NULL),
              0);
    for (size_t i = 0; i < 2; i++) {
        CHECK_INT(read_yaml(arena, KG_STR("l: [a]\n"), &object_source, &objects[i], NULL), 0);
        CHECK_INT(kg_json_patch(arena, &objects[i], patch, NULL), 0);
        CHECK_INT(kg_node_get(objects[i], "l")->count, 2);
    }
    const struct kg_node *first = kg_node_get(objects[0], "l");
    CHECK(first->items[1] != kg_node_get(objects[1], "l")->items[1]);
    CHECK_TEXT(kg_node_position(first->items[0]).file, "object.yaml");
    CHECK_TEXT(kg_node_position(first->items[1]).file, "patch.yaml");
}

/* ---- size ---- */

/* A list of `count` elements, each formatted with its number. */
static struct kg_str make_list(struct kg_arena *arena, const char *head, int count,
                               const char *element)
{
    struct kg_buf text;

    kg_buf_init(&text, arena, 1 << 26);
    kg_buf_add_text(&text, head);
    for (int i = 0; i < count; i++)
        kg_buf_add_text(&text, kg_arena_printf(arena, "  - %s%d}\n", element, i));
    return kg_buf_str(&text);
}

TEST("lists of many thousand elements merge in one pass")
{
    static const char head[] = "apiVersion: v1\nkind: Service\nspec:\n  ports:\n";
    static const char pod[] = "apiVersion: v1\nkind: Pod\nspec:\n  hostAliases:\n";
    enum { MANY = 30000 };
    struct kg_error err = KG_ERROR_INIT;

    const char *is =
        outcome(arena, STRATEGIC, make_list(arena, head, MANY, "{protocol: TCP, port: "),
                make_list(arena, head, MANY, "{protocol: TCP, name: p, port: "), &err);
    CHECK(strlen(is) > MANY);
    CHECK(strstr(is, "name: p\n    port: 29999\n") != NULL);
    is = outcome(arena, STRATEGIC, make_list(arena, pod, MANY, "{ip: "),
                 make_list(arena, pod, MANY, "{$patch: delete, ip: "), &err);
    CHECK_TEXT(is, "apiVersion: v1\nkind: Pod\nspec:\n  hostAliases: []\n");
}
