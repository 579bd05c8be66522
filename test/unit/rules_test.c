/*
 * Every case of test/cases/rules (its README.md says how they are written), judged by the library.
 * What a real API server says of the same cases is compared by test/rules/compare.
 */
#include "kagent/rules.h"

#include <string.h>

#include "kagent/fs.h"
#include "kagent/schema.h"
#include "kagent/yaml.h"

#include "cases.h"
#include "mutants.h"
#include "unit.h"

static const char folder[] = "test/cases/rules";

enum { PROBLEMS_MAX = 100 };

/* One document of a case file: what is judged, and what its comments say. */
struct rules_case {
    const struct kg_source *source;
    struct kg_str text;
    unsigned line; /* of the text's first line */
    const struct kg_node *object;
    unsigned minor; /* by which it is judged */
};

/* ---- documents ---- */

/* RFC 7386: mappings are merged, null takes away, everything else replaces. */
static struct kg_node *merge(struct kg_arena *arena, const struct kg_node *base,
                             struct kg_node *patch)
{
    if (!kg_node_is(patch, KG_NODE_MAPPING))
        return patch;
    struct kg_node *merged = kg_node_mapping(arena);
    merged->source = patch->source;
    merged->line = patch->line;
    merged->column = patch->column;
    for (uint32_t i = 0; kg_node_is(base, KG_NODE_MAPPING) && i < base->count; i++) {
        const struct kg_pair *pair = &base->pairs[i];
        struct kg_pair *change = kg_node_pair(patch, pair->key->text);
        if (change == NULL)
            kg_node_append_pair(arena, merged, pair->key, pair->value);
        else if (change->value->tag != KG_TAG_NULL)
            kg_node_append_pair(arena, merged, change->key,
                                merge(arena, pair->value, change->value));
    }
    for (uint32_t i = 0; i < patch->count; i++) {
        const struct kg_pair *pair = &patch->pairs[i];
        if (kg_node_pair(base, pair->key->text) == NULL && pair->value->tag != KG_TAG_NULL)
            kg_node_append_pair(arena, merged, pair->key, merge(arena, NULL, pair->value));
    }
    return merged;
}

/* ---- what the comments say ---- */

/* The rest of the comment line `# key: rest`, or an empty text. */
static struct kg_str directive(const struct rules_case *test, const char *key)
{
    struct kg_str rest = test->text;
    struct kg_str line;
    size_t length = strlen(key);
    while (cases_line(&rest, &line)) {
        if (kg_str_starts(line, "# ") && kg_str_starts(kg_str_from_index(line, 2), key))
            return kg_str_trim(kg_str_from_index(line, 2 + length));
    }
    return KG_STR("");
}

static unsigned number(struct kg_str text)
{
    unsigned value = 0;
    for (size_t i = 0; i < text.length && text.data[i] >= '0' && text.data[i] <= '9'; i++)
        value = value * 10 + (unsigned)(text.data[i] - '0');
    return value;
}

/* Whether `rules`, words between blanks, has the rule. */
static bool names(struct kg_str rules, const char *rule)
{
    struct kg_str rest = kg_str_trim(rules);
    struct kg_str word;
    while (rest.length > 0 && kg_str_split(&rest, ' ', &word)) {
        if (kg_str_is(word, rule))
            return true;
        if (rest.data == NULL)
            break;
    }
    return false;
}

/* The rules that the line with this number marks: what stands behind `# <-`. */
static struct kg_str marks_of(const struct rules_case *test, unsigned line)
{
    static const char mark[] = "# <- ";
    struct kg_str rest = test->text;
    struct kg_str text;
    for (unsigned i = test->line; cases_line(&rest, &text); i++) {
        for (size_t k = 0; i == line && k + sizeof mark - 1 <= text.length; k++) {
            if (memcmp(text.data + k, mark, sizeof mark - 1) == 0)
                return kg_str_from_index(text, k + sizeof mark - 1);
        }
    }
    return KG_STR("");
}

/* Whether `# fails: RULE PATH` names the problem. */
static bool is_declared(const struct rules_case *test, const struct kg_problem *problem)
{
    struct kg_str text = directive(test, "fails:");
    ptrdiff_t blank = kg_str_find(text, ' ');
    return blank > 0 && kg_str_is(kg_str_head(text, (size_t)blank), problem->rule) &&
           kg_str_is(kg_str_from_index(text, (size_t)blank + 1), problem->path);
}

static bool is_expected(const struct rules_case *test, const struct kg_problem *problem)
{
    bool here = problem->node != NULL && problem->node->source == test->source;
    return is_declared(test, problem) ||
           (here && names(marks_of(test, problem->node->line), problem->rule));
}

static bool is_found(const struct kg_problems *problems, const struct rules_case *test,
                     unsigned line, struct kg_str rule)
{
    for (size_t i = 0; i < problems->count; i++) {
        const struct kg_problem *problem = &problems->items[i];
        if (kg_str_is(rule, problem->rule) && problem->node != NULL &&
            problem->node->line == line && problem->node->source == test->source)
            return true;
    }
    return false;
}

/* ---- judging ---- */

static int complain(const struct rules_case *test, const char *what, const char *rule,
                    const char *more)
{
    printf("#   %s:%u: %s %s %s\n", test->source->name, test->line, what, rule, more);
    return 1;
}

/* Marks for which no problem was found. */
static int count_missing(const struct rules_case *test, const struct kg_problems *problems)
{
    struct kg_str rest = test->text;
    struct kg_str text;
    struct kg_str declared = directive(test, "fails:");
    int missing = 0;
    for (unsigned line = test->line; cases_line(&rest, &text); line++) {
        struct kg_str marks = kg_str_trim(marks_of(test, line));
        struct kg_str rule;
        while (marks.length > 0 && kg_str_split(&marks, ' ', &rule)) {
            char word[80];
            snprintf(word, sizeof word, "%.*s in line %u", KG_STR_ARG(rule), line);
            if (!is_found(problems, test, line, rule))
                missing += complain(test, "is not reported:", word, "");
            if (marks.data == NULL)
                break;
        }
    }
    bool found = declared.length == 0;
    for (size_t i = 0; i < problems->count; i++)
        found = found || is_declared(test, &problems->items[i]);
    return missing + (found ? 0 : complain(test, "is not reported:", "what it declares", ""));
}

static int judge(struct kg_arena *arena, const struct rules_case *test)
{
    struct kg_problems problems;
    int wrong = 0;
    kg_problems_init(&problems, arena, PROBLEMS_MAX);
    kg_rules_check(test->object, test->minor, &problems);
    for (size_t i = 0; i < problems.count; i++) {
        const struct kg_problem *problem = &problems.items[i];
        if (kg_rules_find(problem->rule) == NULL)
            wrong += complain(test, "no such rule:", problem->rule, problem->message);
        if (!is_expected(test, problem))
            wrong += complain(test, problem->path, problem->rule, problem->message);
    }
    return wrong + count_missing(test, &problems);
}

/* The versions on the other side of the one that changed the verdict have nothing to say. */
static int judge_other_side(struct kg_arena *arena, struct rules_case *test, unsigned minor)
{
    struct kg_problems problems;
    kg_problems_init(&problems, arena, PROBLEMS_MAX);
    kg_rules_check(test->object, minor, &problems);
    if (problems.count == 0)
        return 0;
    return complain(test, "the other version reports it too:", problems.items[0].rule,
                    problems.items[0].message);
}

static int run_case(struct kg_arena *arena, struct rules_case *test)
{
    unsigned since = number(directive(test, "since: 1."));
    unsigned before = number(directive(test, "before: 1."));
    test->minor = before > 0 ? before - 1 : since;
    int wrong = judge(arena, test);
    if (since > 0 && wrong == 0)
        wrong = judge_other_side(arena, test, since - 1);
    if (before > 0 && wrong == 0)
        wrong = judge_other_side(arena, test, before);
    return wrong > 0;
}

/* ---- files ---- */

static struct kg_node *read_document(struct kg_arena *arena, const struct rules_case *test)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *document = NULL;
    if (kg_yaml_read(arena, test->text, test->source, test->line, &document, &err) < 0)
        printf("#   %s:%u: %s\n", err.file, err.line, err.message);
    CHECK(document != NULL);
    return document;
}

/* Takes the document up to the next `---` off the front of `*rest`. */
static struct kg_str next_document(struct kg_str *rest, unsigned *lines)
{
    const char *start = rest->data;
    struct kg_str line;
    *lines = 0;
    while (cases_line(rest, &line)) {
        ++*lines;
        if (kg_str_is(line, "---"))
            return (struct kg_str){start, (size_t)(line.data - start)};
    }
    return (struct kg_str){start, (size_t)(rest->data - start)};
}

static int run_file(struct kg_arena *arena, const char *name)
{
    const char *path = kg_arena_printf(arena, "%s/%s", folder, name);
    struct kg_source *source = kg_arena_zero(arena, 1, sizeof *source);
    struct kg_str rest = cases_read(arena, path);
    struct kg_node *base = NULL;
    unsigned line = 1;
    int failed = 0;
    int count = 0;
    source->name = path;
    while (rest.length > 0) {
        unsigned lines;
        struct rules_case test = {.source = source, .line = line};
        test.text = next_document(&rest, &lines);
        line += lines;
        struct kg_node *document = read_document(arena, &test);
        if (base == NULL || kg_str_starts(test.text, "# base"))
            base = document;
        test.object = document == base ? base : merge(arena, base, document);
        failed += run_case(arena, &test);
        count++;
    }
    printf("#   %s: %d cases\n", name, count);
    return failed;
}

TEST("each case is judged as it says, at the line that it says")
{
    struct kg_error err = KG_ERROR_INIT;
    const char **names_of_files;
    int failed = 0;
    CHECK_INT(kg_fs_disk.list(&kg_fs_disk, arena, folder, &names_of_files, &err), 0);
    for (size_t i = 0; names_of_files[i] != NULL; i++) {
        if (kg_str_ends(kg_str_from(names_of_files[i]), ".yaml"))
            failed += run_file(arena, names_of_files[i]);
    }
    CHECK_INT(failed, 0);
}

/* ---- mutants ---- */

struct judged {
    const struct kg_node *object;
    struct kg_schema *schema;
};

static void judge_mutant(void *context, struct kg_arena *scratch)
{
    const struct judged *judged = context;
    struct kg_problems problems;
    kg_problems_init(&problems, scratch, PROBLEMS_MAX);
    kg_rules_check(judged->object, 0, &problems);
    for (size_t i = 0; i < problems.count; i++)
        CHECK(kg_rules_find(problems.items[i].rule) != NULL);
    kg_schema_check(judged->schema, judged->object, KG_DIALECT_1_1, &problems);
    for (size_t i = 0; i < problems.count; i++)
        mutants_check_problem(&problems.items[i]);
}

static size_t judge_mutants(struct kg_arena *arena, struct kg_schema *schema, const char *name)
{
    const char *path = kg_arena_printf(arena, "%s/%s", folder, name);
    const struct kg_source source = {.name = path};
    struct kg_str rest = cases_read(arena, path);
    struct rules_case test = {.source = &source, .line = 1};
    size_t count = 0;
    for (bool first = true; rest.length > 0; first = false) {
        unsigned lines;
        test.text = next_document(&rest, &lines);
        test.line += lines;
        if (!first && !kg_str_starts(test.text, "# base"))
            continue;
        struct kg_node *base = read_document(arena, &test);
        struct judged judged = {.object = base, .schema = schema};
        count += mutants_each(arena, base, 1, judge_mutant, &judged);
    }
    return count;
}

TEST("whatever stands anywhere in an object, its problems have places and can be printed")
{
    struct kg_error err = KG_ERROR_INIT;
    const char **names_of_files;
    struct kg_schema *schema;
    size_t count = 0;
    CHECK_INT(kg_schema_open(arena, NULL, &schema, &err), 0);
    CHECK_INT(kg_fs_disk.list(&kg_fs_disk, arena, folder, &names_of_files, &err), 0);
    for (size_t i = 0; names_of_files[i] != NULL; i++) {
        if (kg_str_ends(kg_str_from(names_of_files[i]), ".yaml"))
            count += judge_mutants(arena, schema, names_of_files[i]);
    }
    CHECK(count > 10000);
}

/* An object with a map `key` of one value of so many bytes. */
static struct kg_node *large(struct kg_arena *arena, const char *kind, const char *key, size_t size)
{
    struct kg_node *object = kg_node_mapping(arena);
    struct kg_node *metadata = kg_node_mapping(arena);
    struct kg_node *map = kg_node_mapping(arena);
    char *text = kg_arena_alloc(arena, size);
    memset(text, 'a', size);
    kg_node_set(arena, object, "apiVersion", kg_node_string(arena, KG_STR("v1")));
    kg_node_set(arena, object, "kind", kg_node_string(arena, kg_str_from(kind)));
    kg_node_set(arena, object, "metadata", metadata);
    kg_node_set(arena, metadata, "name", kg_node_string(arena, KG_STR("large")));
    kg_node_set(arena, strcmp(key, "annotations") == 0 ? metadata : object, key, map);
    kg_node_set(arena, map, "k", kg_node_string(arena, (struct kg_str){text, size}));
    return object;
}

/* The rule that such an object breaks, or an empty text. */
static const char *breaks(struct kg_arena *arena, const char *kind, const char *key, size_t size)
{
    struct kg_problems problems;
    kg_problems_init(&problems, arena, PROBLEMS_MAX);
    kg_rules_check(large(arena, kind, key, size), 0, &problems);
    return problems.count > 0 ? problems.items[0].rule : "";
}

TEST("sizes are judged to the byte")
{
    CHECK_TEXT(breaks(arena, "ConfigMap", "data", 1 << 20), "");
    CHECK_TEXT(breaks(arena, "ConfigMap", "data", (1 << 20) + 1), "data-size");
    CHECK_TEXT(breaks(arena, "Secret", "stringData", 1 << 20), "");
    CHECK_TEXT(breaks(arena, "Secret", "stringData", (1 << 20) + 1), "data-size");
    CHECK_TEXT(breaks(arena, "Secret", "data", (1 << 20) / 3 * 4), "");
    CHECK_TEXT(breaks(arena, "Secret", "data", (1 << 20) / 3 * 4 + 8), "data-size");
    CHECK_TEXT(breaks(arena, "ConfigMap", "annotations", (256 << 10) - 1), "");
    CHECK_TEXT(breaks(arena, "ConfigMap", "annotations", 256 << 10), "annotations-size");
}

/* What the test above breaks: such objects are too large for a case. */
static bool is_of_size(const char *rule)
{
    return strcmp(rule, "data-size") == 0 || strcmp(rule, "annotations-size") == 0;
}

TEST("every rule has a case that breaks it")
{
    struct kg_error err = KG_ERROR_INIT;
    const char **files;
    size_t count;
    const struct kg_rule *rules = kg_rules_all(&count);
    struct kg_str all = KG_STR("");
    int without = 0;
    CHECK_INT(kg_fs_disk.list(&kg_fs_disk, arena, folder, &files, &err), 0);
    for (size_t i = 0; files[i] != NULL; i++)
        all = kg_str_join(arena, all,
                          cases_read(arena, kg_arena_printf(arena, "%s/%s", folder, files[i])));
    for (size_t i = 0; i < count; i++) {
        const char *marked = kg_arena_printf(arena, "<- %s", rules[i].id);
        const char *declared = kg_arena_printf(arena, "# fails: %s ", rules[i].id);
        if (!is_of_size(rules[i].id) && strstr(all.data, marked) == NULL &&
            strstr(all.data, declared) == NULL) {
            printf("#   no case breaks %s\n", rules[i].id);
            without++;
        }
    }
    CHECK_INT(without, 0);
}

TEST("rules are sorted and found by their ids")
{
    size_t count;
    const struct kg_rule *rules = kg_rules_all(&count);
    for (size_t i = 0; i < count; i++) {
        CHECK(i == 0 || strcmp(rules[i - 1].id, rules[i].id) < 0);
        CHECK(kg_rules_find(rules[i].id) == &rules[i]);
        CHECK(rules[i].title[0] != '\0' && rules[i].source[0] != '\0');
    }
    CHECK(kg_rules_find("no-such-rule") == NULL);
}

TEST("what is no object has no problems, and kinds that are not known keep their metadata in order")
{
    struct kg_problems problems;
    struct kg_node *object = kg_node_mapping(arena);
    struct kg_node *metadata = kg_node_mapping(arena);
    kg_problems_init(&problems, arena, PROBLEMS_MAX);
    CHECK(!kg_rules_check(NULL, 0, &problems));
    CHECK(!kg_rules_check(kg_node_sequence(arena), 0, &problems));
    CHECK_INT(problems.count, 0);
    kg_node_set(arena, object, "apiVersion", kg_node_string(arena, KG_STR("example.com/v1")));
    kg_node_set(arena, object, "kind", kg_node_string(arena, KG_STR("Thing")));
    kg_node_set(arena, object, "metadata", metadata);
    kg_node_set(arena, metadata, "name", kg_node_string(arena, KG_STR("Not-Lower")));
    CHECK(!kg_rules_check(object, 0, &problems));
    CHECK_INT(problems.count, 1);
    CHECK_TEXT(problems.items[0].rule, "dns-subdomain");
    CHECK_TEXT(problems.items[0].path, "metadata.name");
}
