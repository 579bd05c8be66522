/*
 * Kustomizations that are made to end or to stop a build: each is refused, or
 * built, and soon. The tests have no clock: what takes minutes here is noticed.
 */
#include "unit.h"

#include <string.h>

#include "kagent/kustomize.h"

enum { FILES_MAX = 8, TEXT_MAX = 1 << 26 };

/* The files of one build, and what is being written into the last of them. */
struct tree {
    struct kg_arena *arena;
    struct kg_fs_embedded_file files[FILES_MAX + 1];
    struct kg_buf texts[FILES_MAX];
    size_t count;
};

/* Begins a file; files must come in the order of their names. */
static struct kg_buf *add_file(struct tree *tree, const char *path, const char *text)
{
    struct kg_buf *content = &tree->texts[tree->count];

    CHECK(tree->count < FILES_MAX);
    kg_buf_init(content, tree->arena, TEXT_MAX);
    kg_buf_add_text(content, text);
    tree->files[tree->count++].path = path;
    return content;
}

/* 0 and the output, or -1 and the error. */
static int build(struct tree *tree, const char *directory, struct kg_str *output,
                 struct kg_error *err)
{
    const struct kg_fs_tree embedded = {"/case", tree->files};
    struct kg_fs fs;
    struct kg_kustomize_options options = {.fs = &fs, .directory = directory};
    struct kg_build built;
    struct kg_buf out;

    for (size_t i = 0; i < tree->count; i++) {
        tree->files[i].data = kg_buf_str(&tree->texts[i]).data;
        tree->files[i].size = kg_buf_str(&tree->texts[i]).length;
    }
    kg_fs_embedded(&fs, &embedded);
    kg_buf_init(&out, tree->arena, TEXT_MAX);
    if (kg_kustomize_build(tree->arena, &options, &built, err) != 0 ||
        kg_build_emit_yaml(&built, &out, err) != 0)
        return -1;
    *output = kg_buf_str(&out);
    return 0;
}

static void check_refused(struct tree *tree, const char *part)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_str output;

    CHECK_INT(build(tree, "/case", &output, &err), -1);
    CHECK_ERROR(err, part);
    CHECK(err.file[0] != '\0');
}

#define CONFIG_MAP "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: m\n"

TEST("a name with a NUL in it is no file's and no directory's")
{
    struct tree tree = {.arena = arena};

    add_file(&tree, "d/kustomization.yaml", "namePrefix: x\n");
    add_file(&tree, "kustomization.yaml", "resources: [\"d\\0x\"]\n");
    check_refused(&tree, "no file has a NUL in its name");
}

/* A kustomization of one ConfigMap with the field `data`, a mapping; its rest is in the buffer. */
static struct kg_buf *start(struct tree *tree, const char *kustomization)
{
    struct kg_buf *text = add_file(tree, "kustomization.yaml", "resources: [map.yaml]\n");

    add_file(tree, "map.yaml", CONFIG_MAP "data: {}\n");
    kg_buf_add_text(text, kustomization);
    return text;
}

static void add_repeated(struct kg_buf *text, const char *piece, size_t count)
{
    for (size_t i = 0; i < count; i++)
        kg_buf_add_text(text, piece);
}

TEST("a JSON patch cannot nest values without end")
{
    struct tree tree = {.arena = arena};
    struct kg_buf *text = start(&tree, "patches:\n- target: {kind: ConfigMap}\n  patch: |-\n");

    for (size_t depth = 1; depth < 100000; depth *= 2) {
        kg_buf_add_text(text, "    - {op: copy, from: /data, path: /data");
        add_repeated(text, "/data", depth);
        kg_buf_add_text(text, "}\n");
    }
    check_refused(&tree, "the value would be nested more than 1000 levels deep");
}

TEST("replacements cannot nest values without end")
{
    struct tree tree = {.arena = arena};
    struct kg_buf *text = start(&tree, "replacements:\n");

    for (size_t depth = 1; depth < 100000; depth *= 2) {
        kg_buf_add_text(text, "- source: {kind: ConfigMap, fieldPath: metadata}\n"
                              "  targets:\n"
                              "  - select: {kind: ConfigMap}\n"
                              "    options: {create: true}\n"
                              "    fieldPaths: [metadata");
        add_repeated(text, ".metadata", depth);
        kg_buf_add_text(text, "]\n");
    }
    check_refused(&tree, "the value would be nested more than 1000 levels deep");
}

TEST("the path of a field that is created has a limit")
{
    struct tree tree = {.arena = arena};
    struct kg_buf *text = start(&tree, "labels:\n- pairs: {a: b}\n  fields:\n  - path: a");

    add_repeated(text, "/a", 100000);
    kg_buf_add_text(text, "\n    create: true\n");
    check_refused(&tree, "has more than 1000 names");
}

TEST("what a patch says wrong is said, however long it is")
{
    struct tree tree = {.arena = arena};
    struct kg_buf *text = start(&tree, "patches:\n- patch: |-\n"
                                       "    apiVersion: v1\n"
                                       "    kind: ConfigMap\n"
                                       "    metadata: {name: m}\n"
                                       "    data: {$patch: ");

    kg_buf_add_repeated(text, 'x', 100000);
    kg_buf_add_text(text, "}\n");
    check_refused(&tree, "' (known: merge, replace, delete)");
}

TEST("texts of many parts are put together again")
{
    struct tree tree = {.arena = arena};
    struct kg_buf *map;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_str output = KG_STR("");

    add_file(&tree, "kustomization.yaml",
             "resources: [map.yaml]\n"
             "replacements:\n"
             "- source: {kind: ConfigMap, fieldPath: metadata.name}\n"
             "  targets:\n"
             "  - select: {kind: ConfigMap}\n"
             "    options: {delimiter: ',', index: 1}\n"
             "    fieldPaths: [data.list]\n");
    map = add_file(&tree, "map.yaml", CONFIG_MAP "data:\n  list: a");
    add_repeated(map, ",a", 100000);
    kg_buf_add_text(map, "\n");
    CHECK_INT(build(&tree, "/case", &output, &err), 0);
    CHECK(memmem(output.data, output.length, "list: a,m,a,a", 13) != NULL);
}

/* Tens of thousands of lines, each with its number in it. */
static void add_numbered(struct kg_buf *text, const char *before, const char *behind)
{
    for (unsigned i = 0; i < 30000; i++)
        kg_buf_printf(text, "%s%u%s", before, i, behind);
}

static void check_built(struct tree *tree, const char *part)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_str output = KG_STR("");

    CHECK_INT(build(tree, "/case", &output, &err), 0);
    CHECK(memmem(output.data, output.length, part, strlen(part)) != NULL);
}

TEST("tens of thousands of annotations, labels and values are no more than that")
{
    struct tree tree = {.arena = arena};
    struct kg_buf *text = add_file(&tree, "kustomization.yaml",
                                   "resources: [map.yaml]\nnamePrefix: x\nlabels:\n- pairs:\n");

    add_numbered(text, "    added-", ": v\n");
    kg_buf_add_text(text, "configMapGenerator:\n- name: generated\n  literals:\n");
    add_numbered(text, "  - k", "=v\n");
    text = add_file(&tree, "map.yaml", CONFIG_MAP "  annotations:\n");
    add_numbered(text, "    note-", ": v\n");
    kg_buf_add_text(text, "  labels:\n");
    add_numbered(text, "    label-", ": v\n");
    kg_buf_add_text(text, "data:\n");
    add_numbered(text, "  value-", ": v\n");
    check_built(&tree, "\n    label-29999: v\n");
}

TEST("tens of thousands of generators and of vars are no more than that")
{
    struct tree tree = {.arena = arena};
    struct kg_buf *text = add_file(&tree, "kustomization.yaml", "configMapGenerator:\n");

    add_numbered(text, "- name: map-", "\n");
    kg_buf_add_text(text, "vars:\n");
    add_numbered(text, "- name: V", "\n  objref: {apiVersion: v1, kind: ConfigMap, name: map-7}\n");
    check_built(&tree, "\n  name: map-29999-");
}

TEST("references to vars that do not end are texts")
{
    struct tree tree = {.arena = arena};

    add_file(&tree, "kustomization.yaml",
             "resources: [pod.yaml]\n"
             "vars:\n"
             "- name: V\n"
             "  objref: {apiVersion: v1, kind: Pod, name: p}\n");
    struct kg_buf *text =
        add_file(&tree, "pod.yaml",
                 "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n"
                 "  - name: c\n    args: [\"$(V)");
    add_repeated(text, "$(", 1000000);
    kg_buf_add_text(text, "\"]\n");
    check_built(&tree, "- p$($($(");
}

TEST("types that refer to the same types twice do not multiply without end")
{
    struct tree tree = {.arena = arena};
    struct kg_buf *text;

    add_file(&tree, "kustomization.yaml", "crds: [types.yaml]\n");
    text = add_file(&tree, "types.yaml", "");
    for (unsigned i = 0; i < 64; i++)
        kg_buf_printf(text,
                      "T%u: {schema: {properties: {apiVersion: {}, kind: {}, metadata: {},"
                      " a: {$ref: T%u}, b: {$ref: T%u}}}}\n",
                      i, i + 1, i + 1);
    check_refused(&tree, "have more than 200000 properties");
}

TEST("configurations take a limited number of field specs and of kinds")
{
    struct tree tree = {.arena = arena};
    struct kg_buf *text;

    text = add_file(&tree, "config.yaml", "namePrefix:\n");
    add_numbered(text, "- path: a", "\n");
    add_file(&tree, "kustomization.yaml", "configurations: [config.yaml]\n");
    check_refused(&tree, "namePrefix: more than 10000 field specs");

    tree.count = 0;
    text = add_file(&tree, "config.yaml", "nameReference:\n");
    add_numbered(text, "- kind: K", "\n  fieldSpecs: [{path: a}]\n");
    add_file(&tree, "kustomization.yaml", "configurations: [config.yaml]\n");
    check_refused(&tree, "nameReference: more than 10000 kinds");
}

TEST("list elements that only their second key tells apart are limited")
{
    struct tree tree = {.arena = arena};

    add_file(&tree, "kustomization.yaml",
             "patches: [{path: pod.yaml}]\n"
             "resources: [pod.yaml]\n");
    struct kg_buf *text =
        add_file(&tree, "pod.yaml",
                 "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n"
                 "  - name: c\n    ports:\n");
    add_numbered(text, "    - {containerPort: 80, protocol: P", "}\n");
    check_refused(&tree, "more than 4096 elements of this list have the same containerPort");
}

/*
 * A tree without end: the kustomization in each directory "/N" names "/N+1" as
 * often as `context` says, a pointer to a number.
 */
static int endless_resolve(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                           const char **real, bool *is_directory, struct kg_error *err)
{
    const char *base = kg_path_base(*real = kg_path_clean(arena, path));

    (void)fs;
    *is_directory = strspn(base, "0123456789") == strlen(base);
    if (*is_directory || strcmp(base, "kustomization.yaml") == 0)
        return 0;
    return kg_error_set(err, KG_ERROR_NEGATIVE, "is not there");
}

static int endless_read(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                        struct kg_str *content, struct kg_error *err)
{
    const unsigned *names = fs->context;
    unsigned level = 0;
    struct kg_buf text;

    (void)err;
    CHECK_INT(sscanf(path, "/%u/", &level), 1);
    kg_buf_init(&text, arena, TEXT_MAX);
    kg_buf_add_text(&text, "resources:\n");
    for (unsigned i = 0; i < *names; i++)
        kg_buf_printf(&text, "- ../%u\n", level + 1);
    *content = kg_buf_str(&text);
    return 0;
}

/* The error of building it. */
static struct kg_error build_endless(struct kg_arena *arena, unsigned names)
{
    const struct kg_fs fs = {&names, endless_resolve, endless_read, NULL};
    struct kg_kustomize_options options = {.fs = &fs, .directory = "/0"};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_build built;

    CHECK_INT(kg_kustomize_build(arena, &options, &built, &err), -1);
    return err;
}

TEST("kustomizations refer to one another through a limited number of levels")
{
    struct kg_error err = build_endless(arena, 1);

    CHECK_ERROR(err, "refer to one another more than 1000 levels deep");
    CHECK_TEXT(err.file, "/1000/kustomization.yaml");
    CHECK_INT(err.line, 2);
}
