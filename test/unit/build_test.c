/* Whole builds, from memory: what comes out is what kubectl prints. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "kagent/buf.h"
#include "kagent/kustomize.h"

enum { FILES_MAX = 16, TEXT_MAX = 1 << 24 };

/* The files of one case: those of the whole list of cases first. */
struct tree {
    struct kg_fs_embedded_file files[FILES_MAX];
    size_t common;
    size_t count;
};

static struct kg_str read_file(struct kg_arena *arena, const char *path)
{
    struct kg_str content = KG_STR("");
    const char *real = NULL;
    bool is_directory = false;

    CHECK_INT(kg_fs_disk.resolve(&kg_fs_disk, arena, path, &real, &is_directory, NULL), 0);
    CHECK_INT(kg_fs_disk.read(&kg_fs_disk, arena, real, &content, NULL), 0);
    return content;
}

static struct kg_str take_line(struct kg_str *rest)
{
    ptrdiff_t end = kg_str_find(*rest, '\n');
    struct kg_str line = end < 0 ? *rest : kg_str_head(*rest, (size_t)end);

    *rest = kg_str_from_index(*rest, line.length + 1);
    return line;
}

static bool is_marker(struct kg_str text)
{
    return kg_str_starts(text, "== ") || kg_str_starts(text, "-- ") || kg_str_starts(text, "# ");
}

/* The text up to the next marker, without empty lines at its end. */
static struct kg_str take_part(struct kg_str *rest)
{
    struct kg_str part = *rest;

    while (rest->length > 0 && !is_marker(*rest))
        take_line(rest);
    part.length -= rest->length;
    while (kg_str_ends(part, "\n\n"))
        part.length--;
    return part;
}

static void add_file(struct kg_arena *arena, struct tree *tree, struct kg_str name,
                     struct kg_str text)
{
    CHECK(tree->count < FILES_MAX);
    tree->files[tree->count++] = (struct kg_fs_embedded_file){
        .path = kg_str_copy(arena, name), .data = text.data, .size = text.length};
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct kg_fs_embedded_file *)a)->path,
                  ((const struct kg_fs_embedded_file *)b)->path);
}

/* What a build prints; "(refused)" where there is none, "(deleted)" where it is empty. */
static const char *outcome(struct kg_arena *arena, const struct tree *tree, struct kg_error *err)
{
    struct kg_fs_embedded_file files[FILES_MAX + 1] = {{0}};
    struct kg_fs_tree embedded = {.mount = "/case", .files = files};
    struct kg_fs fs;
    struct kg_kustomize_options options = {.fs = &fs, .directory = "/case"};
    struct kg_build build;
    struct kg_buf out;

    memcpy(files, tree->files, tree->count * sizeof(files[0]));
    qsort(files, tree->count, sizeof(files[0]), compare_files);
    kg_fs_embedded(&fs, &embedded);
    kg_buf_init(&out, arena, TEXT_MAX);
    if (kg_kustomize_build(arena, &options, &build, err) != 0 ||
        kg_build_emit_yaml(&build, &out, err) != 0)
        return "(refused)\n";
    return out.length > 0 ? out.data : "(deleted)\n";
}

/* Runs all cases of a file; prints those that come out differently, and how. */
static int count_differences(struct kg_arena *arena, const char *path, int *count)
{
    struct kg_str rest = read_file(arena, path);
    struct kg_str title = KG_STR("");
    struct tree tree = {.count = 0};
    int differences = 0;

    while (rest.length > 0) {
        struct kg_str marker = take_line(&rest);
        struct kg_str part = take_part(&rest);
        if (kg_str_starts(marker, "== ")) {
            tree.common = title.length == 0 ? tree.count : tree.common;
            tree.count = tree.common;
            title = marker;
        } else if (kg_str_is(marker, "-- result")) {
            ++*count;
            const char *is = outcome(arena, &tree, NULL);
            if (kg_str_is(part, is))
                continue;
            differences++;
            printf("# %.*s\n# is\n%s# must be\n%.*s", KG_STR_ARG(title), is, KG_STR_ARG(part));
        } else if (kg_str_starts(marker, "-- ")) {
            add_file(arena, &tree, kg_str_from_index(marker, 3), part);
        }
    }
    return differences;
}

static void check_cases(struct kg_arena *arena, const char *path, int at_least)
{
    int count = 0;

    CHECK_INT(count_differences(arena, path, &count), 0);
    CHECK(count >= at_least);
}

TEST("replacements do what they do in kustomize")
{
    check_cases(arena, "test/cases/replacements.txt", 50);
}

TEST("vars do what they do in kustomize")
{
    check_cases(arena, "test/cases/vars.txt", 25);
}

TEST("configurations, crds and targets do what they do in kustomize")
{
    check_cases(arena, "test/cases/configurations.txt", 20);
}

TEST("keys that read << are dropped, kept, merged or refused as in kustomize")
{
    check_cases(arena, "test/cases/merge-texts.txt", 18);
}

TEST("configurations of plugins may say what they may in kustomize")
{
    check_cases(arena, "test/cases/plugins.txt", 20);
}

TEST("what is there twice, is nothing or is of another type does what it does in kustomize")
{
    check_cases(arena, "test/cases/documents.txt", 27);
}

TEST("references follow what was renamed, and mean one object, as in kustomize")
{
    check_cases(arena, "test/cases/references.txt", 14);
}

TEST("keys that are no texts become texts or are refused as in kustomize")
{
    check_cases(arena, "test/cases/keys.txt", 14);
}

TEST("validators may write what was written already, and nothing else, as in kustomize")
{
    check_cases(arena, "test/cases/validators.txt", 18);
}

TEST("generated objects take the place of others, and texts survive or not, as in kustomize")
{
    check_cases(arena, "test/cases/generators.txt", 6);
}

/* ---- messages ---- */

#define RESOURCES                                                                                  \
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: y}\n---\n"                    \
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\nspec:\n  list: [1]\n"

/* Builds the two ConfigMaps above with these further lines of a kustomization. */
static struct kg_error refusal(struct kg_arena *arena, const char *fields)
{
    struct kg_error err = KG_ERROR_INIT;
    struct tree tree = {.count = 0};
    struct kg_str kustomization =
        kg_str_join(arena, KG_STR("resources: [r.yaml]\n"), kg_str_from(fields));

    add_file(arena, &tree, KG_STR("kustomization.yaml"), kustomization);
    add_file(arena, &tree, KG_STR("r.yaml"), KG_STR(RESOURCES));
    CHECK_TEXT(outcome(arena, &tree, &err), "(refused)\n");
    CHECK(strstr(err.file, "kustomization.yaml") != NULL);
    return err;
}

TEST("a replacement that finds no field names the path, the resource and what helps")
{
    struct kg_error err = refusal(arena, "replacements:\n"
                                         "- source: {name: a}\n"
                                         "  targets:\n"
                                         "  - select: {name: b}\n"
                                         "    fieldPaths: [spec.new]\n");

    CHECK_ERROR(err, "replacement of field 'spec.new' in ConfigMap/b: there is no such field");
    CHECK(strstr(err.advice, "create: true") != NULL);
    CHECK_INT(err.line, 6);
}

TEST("a path that does not fit says at which step and why")
{
    struct kg_error err = refusal(arena, "replacements:\n"
                                         "- source: {name: a}\n"
                                         "  targets:\n"
                                         "  - select: {name: b}\n"
                                         "    fieldPaths: [spec.list.name]\n");

    CHECK_ERROR(err, "'name' wants a mapping, but there is a sequence");
    err = refusal(arena, "replacements:\n"
                         "- source: {name: a}\n"
                         "  targets: [{select: {name: b}, fieldPaths: [spec.list.4]}]\n");
    CHECK_ERROR(err, "there is no element 4, only 1 of them");
}

TEST("sources that are missing or ambiguous are named")
{
    struct kg_error err = refusal(arena, "replacements:\n"
                                         "- source: {kind: ConfigMap}\n"
                                         "  targets: [{select: {name: b}}]\n");

    CHECK_ERROR(err, "ConfigMap/a and ConfigMap/b both match kind 'ConfigMap'");
    CHECK_INT(err.line, 3);
    err = refusal(arena, "replacements:\n"
                         "- source: {kind: Secret, name: c}\n"
                         "  targets: [{select: {name: b}}]\n");
    CHECK_ERROR(err, "nothing matches kind 'Secret', name 'c'");
    err = refusal(arena, "replacements:\n"
                         "- source: {name: a, fieldPath: data.z}\n"
                         "  targets: [{select: {name: b}}]\n");
    CHECK_ERROR(err, "ConfigMap/a, has no field 'data.z'");
}

TEST("a var without a value says which and why")
{
    struct kg_error err =
        refusal(arena, "vars:\n- name: V\n  objref: {apiVersion: v1, kind: ConfigMap, name: c}\n");

    CHECK_ERROR(err, "var 'V': no resource is what its objref describes");
    CHECK_INT(err.line, 3);
    err = refusal(arena, "vars:\n- name: V\n  objref: {apiVersion: v1, kind: ConfigMap, name: a}\n"
                         "  fieldref: {fieldPath: data.z}\n");
    CHECK_ERROR(err, "var 'V': ConfigMap/a has no field 'data.z'");
}

TEST("a merge of what has a key that reads << is refused, which kubectl does now so, now otherwise")
{
    struct kg_error err = KG_ERROR_INIT;
    struct tree tree = {.count = 0};

    add_file(arena, &tree, KG_STR("kustomization.yaml"), KG_STR("resources: [r.yaml]\n"));
    add_file(arena, &tree, KG_STR("r.yaml"),
             KG_STR("apiVersion: v1\nkind: Thing\nmetadata: {name: a}\n"
                    "one: &one {\"<<\": 1, k: v}\ntwo: {<<: [*one, {m: n}]}\n"));
    CHECK_TEXT(outcome(arena, &tree, &err), "(refused)\n");
    CHECK_ERROR(err, "has a field with the name `<<`, at line 4");
    CHECK_INT(err.line, 5);
}

TEST("a target's pattern that is none is shown with the place that holds it")
{
    struct kg_error err = refusal(
        arena, "patches:\n- target: {name: 'a(?!b)'}\n  patch: '- {op: remove, path: /data}'\n");

    CHECK_ERROR(err, "invalid or unsupported Perl syntax: `(?!`");
    CHECK_INT(err.line, 3);
}
