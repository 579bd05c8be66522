/*
 * Runs the manifests of test/checks: for each check some that pass and some that
 * fail, with what is expected in their leading comments (test/checks/README.md).
 */
#include <stdlib.h>

#include "kagent/buf.h"
#include "kagent/documents.h"
#include "kagent/kustomize.h"
#include "kagent/policy.h"
#include "kagent/report.h"

#include "cases.h"
#include "mutants.h"
#include "unit.h"

#define FOLDER "test/checks"

enum { EXPECTED_MAX = 16, PROMISES_MAX = 8 };

struct expected {
    struct kg_str severity;
    struct kg_str place; /* a line, or the name of a file without its ending */
    struct kg_str message;
    bool met;
};

struct example {
    const char *name; /* "KV016-fails.yaml" */
    char id[6];
    struct kg_str text;
    struct kg_str promises[PROMISES_MAX];
    size_t promise_count;
    struct expected expected[EXPECTED_MAX];
    size_t expected_count;
    const char *base; /* file names in FOLDER, or NULL */
    const char *before;
    bool patch;    /* the manifest is a patch of the base */
    bool detached; /* the base lies there, but is not among the resources */
    bool all;      /* all checks run */
};

/* ---- reading ---- */

static struct kg_str read_file(struct kg_arena *arena, const char *name)
{
    return cases_read(arena, kg_arena_printf(arena, FOLDER "/%s", name));
}

static void read_expected(struct example *example, struct kg_str value)
{
    struct expected *expected = &example->expected[example->expected_count];
    struct kg_str rest = value;
    if (kg_str_is(value, "nothing"))
        return;
    CHECK(example->expected_count++ < EXPECTED_MAX);
    CHECK(kg_str_split(&rest, ' ', &expected->severity));
    CHECK(kg_str_split(&rest, ':', &expected->place));
    expected->message = kg_str_trim(rest);
}

static void read_directive(struct kg_arena *arena, struct example *example, struct kg_str line)
{
    struct kg_str key;
    struct kg_str value = kg_str_from_index(line, 2);
    CHECK(kg_str_split(&value, ':', &key));
    value = kg_str_trim(value);
    if (kg_str_is(key, "expect"))
        read_expected(example, value);
    else if (kg_str_is(key, "promise"))
        example->promises[example->promise_count++] = value;
    else if (kg_str_is(key, "base"))
        example->base = kg_str_copy(arena, value);
    else if (kg_str_is(key, "before"))
        example->before = kg_str_copy(arena, value);
    else if (kg_str_is(key, "patch"))
        example->patch = true;
    else if (kg_str_is(key, "detached"))
        example->detached = true;
    else if (kg_str_is(key, "run"))
        example->all = true;
    else
        CHECK_TEXT(kg_str_copy(arena, key), "a known directive");
}

static struct example read_example(struct kg_arena *arena, const char *name)
{
    struct example example = {.name = name, .text = read_file(arena, name)};
    struct kg_str rest = example.text;
    struct kg_str line;
    memcpy(example.id, name, 5);
    while (kg_str_split(&rest, '\n', &line) && kg_str_starts(line, "# "))
        read_directive(arena, &example, line);
    return example;
}

/* ---- judging ---- */

/* The kustomization of the example's environment. */
static struct kg_str overlay_of(struct kg_arena *arena, const struct example *example)
{
    struct kg_buf text;
    kg_buf_init(&text, arena, 1 << 16);
    kg_buf_add_text(&text, "metadata:\n  name: case\n  annotations:\n    example: yes it is\n");
    for (size_t i = 0; i < example->promise_count; i++) {
        struct kg_str value = example->promises[i];
        struct kg_str key;
        kg_str_split(&value, '=', &key);
        kg_buf_printf(&text, "    policy.kagent/%.*s: \"%.*s\"\n", KG_STR_ARG(key),
                      KG_STR_ARG(value));
    }
    kg_buf_add_text(&text, "resources:\n");
    if (example->base != NULL && !example->detached)
        kg_buf_add_text(&text, "- ../../base\n");
    kg_buf_add_text(&text, example->patch ? "patches:\n- path: case.yaml\n" : "- case.yaml\n");
    return kg_buf_str(&text);
}

static struct kg_fs_embedded_file file_of(const char *path, struct kg_str text)
{
    return (struct kg_fs_embedded_file){path, text.data, text.length};
}

static int build(struct kg_arena *arena, const struct kg_fs *fs, const char *directory,
                 struct kg_build *build, struct kg_error *err)
{
    const struct kg_kustomize_options options = {.fs = fs, .directory = directory};
    return kg_kustomize_build(arena, &options, build, err);
}

/* The example as an environment: an overlay, and its base if it has one. */
static void make_environment(struct kg_arena *arena, const struct example *example,
                             struct kg_policy_subject *subject)
{
    static const char *const environments[] = {"case", NULL};
    struct kg_fs_embedded_file *files = kg_arena_zero(arena, 5, sizeof *files);
    struct kg_fs_tree *tree = kg_arena_zero(arena, 1, sizeof *tree);
    struct kg_fs *fs = kg_arena_zero(arena, 1, sizeof *fs);
    struct kg_promises *promises = kg_arena_zero(arena, 1, sizeof *promises);
    struct kg_error *failure = kg_arena_zero(arena, 1, sizeof *failure);
    struct kg_build result;
    struct kg_str base = example->base != NULL ? read_file(arena, example->base) : KG_STR("");
    files[0] = file_of("base/base.yaml", base);
    files[1] = file_of("base/kustomization.yaml", KG_STR("resources: [base.yaml]\n"));
    files[2] = file_of("overlays/case/case.yaml", example->text);
    files[3] = file_of("overlays/case/kustomization.yaml", overlay_of(arena, example));
    *tree = (struct kg_fs_tree){.mount = "/tree", .files = files};
    kg_fs_embedded(fs, tree);

    *subject = (struct kg_policy_subject){
        .kind = KG_VERIFIED_ENVIRONMENT,
        .name = "case",
        .place = "/tree/overlays/case",
        .fs = fs,
        .promises = promises,
        .environments = environments,
        .failures = failure,
    };
    CHECK_INT(kg_promises_read(arena, fs, subject->place, promises, NULL), 0);
    *failure = (struct kg_error)KG_ERROR_INIT;
    subject->failure_count = build(arena, fs, subject->place, &result, failure) != 0;
    subject->objects = result.resources;
    subject->count = subject->failure_count > 0 ? 0 : result.count;
    if (example->base == NULL)
        return;
    CHECK_INT(build(arena, fs, "/tree/base", &result, NULL), 0);
    subject->base = result.resources;
    subject->base_count = result.count;
    subject->base_place = "/tree/base";
}

static void make_files(struct kg_arena *arena, const struct example *example,
                       struct kg_policy_subject *subject)
{
    struct kg_documents documents;
    kg_documents_init(&documents, arena);
    kg_documents_read(&documents, example->text, "case.yaml");
    *subject = (struct kg_policy_subject){
        .kind = KG_VERIFIED_FILES,
        .name = example->name,
        .dialect = KG_DIALECT_1_1,
        .objects = documents.items,
        .count = documents.count,
        .failures = documents.failures,
        .failure_count = documents.failure_count,
    };
}

static void add_previous(struct kg_arena *arena, const struct example *example,
                         struct kg_policy_subject *subject)
{
    struct kg_documents documents;
    kg_documents_init(&documents, arena);
    kg_documents_read(&documents, read_file(arena, example->before), example->before);
    CHECK_INT(documents.failure_count, 0);
    subject->previous = documents.items;
    subject->previous_count = documents.count;
}

/* What is judged of an example, by the checks that are wanted. */
static struct kg_policy_subject *subject_of(struct kg_arena *arena, const struct example *example)
{
    struct kg_policy_subject *subject = kg_arena_zero(arena, 1, sizeof *subject);
    const char *only[] = {example->all ? NULL : example->id, NULL};
    const char *none[] = {NULL};
    if (example->promise_count > 0 || example->base != NULL)
        make_environment(arena, example, subject);
    else
        make_files(arena, example, subject);
    if (example->before != NULL)
        add_previous(arena, example, subject);
    CHECK_INT(kg_schema_open(arena, NULL, &subject->schema, NULL), 0);
    CHECK_INT(kg_policy_select(arena, only, none, &subject->selection, NULL), 0);
    return subject;
}

/* ---- comparing ---- */

/* "18" in the example itself, else the name of the file: "kustomization". */
static const char *place_of(struct kg_arena *arena, const struct kg_finding *finding)
{
    if (finding->where.file == NULL)
        return "nowhere";
    const char *name = kg_path_base(finding->where.file);
    if (strcmp(name, "case.yaml") == 0)
        return kg_arena_printf(arena, "%u", finding->where.line);
    return kg_str_copy(arena, kg_str_head(kg_str_from(name), strlen(name) - strlen(".yaml")));
}

static bool meets(const struct expected *expected, const struct kg_finding *finding,
                  const char *place)
{
    return !expected->met && kg_str_is(expected->severity, kg_severity_name(finding->severity)) &&
           kg_str_is(expected->place, place) &&
           memmem(finding->message, strlen(finding->message), expected->message.data,
                  expected->message.length) != NULL;
}

/* Appends what is found and not expected, and what is expected and not found. */
static void compare(struct kg_buf *out, struct example *example, const struct kg_verdict *verdict)
{
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const struct kg_finding *finding = &verdict->findings[i];
        const char *place = place_of(out->arena, finding);
        size_t j = 0;
        if (strcmp(finding->check->id, example->id) != 0)
            continue;
        while (j < example->expected_count && !meets(&example->expected[j], finding, place))
            j++;
        if (j < example->expected_count)
            example->expected[j].met = true;
        else
            kg_buf_printf(out, "%s: found %s %s: %s\n", example->name,
                          kg_severity_name(finding->severity), place, finding->message);
    }
    for (size_t j = 0; j < example->expected_count; j++) {
        const struct expected *expected = &example->expected[j];
        if (!expected->met)
            kg_buf_printf(out, "%s: expected %.*s %.*s: %.*s\n", example->name,
                          KG_STR_ARG(expected->severity), KG_STR_ARG(expected->place),
                          KG_STR_ARG(expected->message));
    }
}

/* What passes must have been looked at. */
static void expect_look(struct kg_buf *out, const struct example *example,
                        const struct kg_verdict *verdict)
{
    for (size_t i = 0; i < verdict->result_count; i++) {
        const struct kg_result *result = &verdict->results[i];
        if (strcmp(result->check->id, example->id) == 0 && example->expected_count == 0 &&
            result->outcome != KG_OUTCOME_PASSED)
            kg_buf_printf(out, "%s: %s, %s\n", example->name, kg_outcome_name(result->outcome),
                          result->why != NULL ? result->why : "");
    }
}

static const char **examples(struct kg_arena *arena)
{
    const char **names;
    size_t kept = 0;
    CHECK_INT(kg_fs_disk.list(&kg_fs_disk, arena, FOLDER, &names, NULL), 0);
    for (size_t i = 0; names[i] != NULL; i++) {
        struct kg_str name = kg_str_from(names[i]);
        if (memmem(name.data, name.length, "-passes", 7) != NULL ||
            memmem(name.data, name.length, "-fails", 6) != NULL)
            names[kept++] = names[i];
    }
    names[kept] = NULL;
    return names;
}

TEST("each manifest of test/checks has the findings that its comment expects, and no other")
{
    struct kg_buf out;
    kg_buf_init(&out, arena, 1 << 20);
    kg_buf_add_text(&out, "");
    for (const char **name = examples(arena); *name != NULL; name++) {
        struct kg_verdict verdict;
        struct example example = read_example(arena, *name);
        kg_policy_judge(arena, subject_of(arena, &example), &verdict);
        compare(&out, &example, &verdict);
        expect_look(&out, &example, &verdict);
    }
    CHECK_TEXT(kg_str_copy(arena, kg_buf_str(&out)), "");
}

TEST("each check of documents has a manifest that passes and one that fails")
{
    const char **names = examples(arena);
    for (size_t i = 0; i < kg_policy_check_count(); i++) {
        const struct kg_check *check = kg_policy_check(i);
        const char *wanted[] = {kg_arena_printf(arena, "%s-passes", check->id),
                                kg_arena_printf(arena, "%s-fails", check->id)};
        if (!kg_str_starts(kg_str_from(check->id), "KV"))
            continue; /* it looks at a cluster */
        for (size_t j = 0; j < 2; j++) {
            size_t k = 0;
            while (names[k] != NULL && !kg_str_starts(kg_str_from(names[k]), wanted[j]))
                k++;
            CHECK_TEXT(names[k] != NULL ? "" : wanted[j], "");
        }
    }
}

/* The findings of a mutant: they count up, and the report of them can be shown. */
static void judge_mutant(void *context, struct kg_arena *scratch)
{
    struct kg_verdict verdict;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf out;
    kg_policy_judge(scratch, context, &verdict);
    struct kg_report report = {.verdicts = &verdict, .verdict_count = 1, .kubernetes_version = ""};
    kg_report_add_up(&report);
    CHECK_INT(report.tally.errors + report.tally.warnings + report.tally.infos,
              verdict.finding_count + verdict.lost);
    for (size_t i = 0; i < verdict.finding_count; i++)
        CHECK(verdict.findings[i].severity != KG_SEVERITY_OFF);
    kg_buf_init(&out, scratch, 1 << 24);
    CHECK_INT(kg_report_write(&out, &report, KG_REPORT_TEXT, &kg_palette_plain, &err), 0);
    mutants_check_shown(kg_buf_str(&out));
}

TEST("whatever stands anywhere in a manifest, its findings can be counted and shown")
{
    size_t count = 0;
    for (const char **name = examples(arena); *name != NULL; name++) {
        struct example example = read_example(arena, *name);
        example.all = memmem(*name, strlen(*name), "passes", 6) != NULL;
        struct kg_policy_subject *subject = subject_of(arena, &example);
        for (size_t i = 0; i < subject->count; i++)
            count += mutants_each(arena, subject->objects[i], 5, judge_mutant, subject);
    }
    CHECK(count > 5000);
}
