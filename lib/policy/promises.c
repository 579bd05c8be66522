/* The declared promises: a table of keys, each with the one who understands its value. */
#include "kagent/promises.h"

#include <string.h>

#include "kagent/kustomize.h"
#include "kagent/suggest.h"
#include "kagent/yaml.h"

static const char host_topology[] = "kubernetes.io/hostname";

/* Reading one value. */
struct reading {
    struct kg_arena *arena;
    struct kg_promises *promises;
    const struct kg_node *node; /* the value */
    struct kg_str text;
};

/* A promise. `read` returns false for a value that it does not understand. */
struct key {
    const char *name;
    const char *values; /* what may stand there, for the advice */
    bool (*read)(struct reading *reading);
};

void kg_promises_none(struct kg_promises *promises)
{
    *promises = (struct kg_promises){.class = KG_CLASS_GENERAL, .topology_key = host_topology};
}

/* The place of the text among the words, or -1. */
static int word_of(struct kg_str text, const char *const *words, int count)
{
    for (int i = 0; i < count; i++) {
        if (kg_str_is(text, words[i]))
            return i;
    }
    return -1;
}

static bool read_class(struct reading *reading)
{
    static const char *const words[KG_CLASS_COUNT] = {"general", "dev", "prod"};
    int class = word_of(reading->text, words, KG_CLASS_COUNT);
    if (class < 0)
        return false;
    reading->promises->class = (enum kg_class) class;
    reading->promises->class_node = reading->node;
    return true;
}

static bool read_anti_affinity(struct reading *reading)
{
    static const char *const words[] = {"none", "preferred", "required"};
    int kind = word_of(reading->text, words, 3);
    if (kind < 0)
        return false;
    reading->promises->anti_affinity = (enum kg_anti_affinity)kind;
    reading->promises->anti_affinity_node = reading->node;
    return true;
}

/* A text without blanks that is not empty. */
static bool read_word(struct reading *reading, const char **text, const struct kg_node **node)
{
    for (size_t i = 0; i < reading->text.length; i++) {
        if ((unsigned char)reading->text.data[i] <= ' ')
            return false;
    }
    if (reading->text.length == 0)
        return false;
    *text = kg_str_copy(reading->arena, reading->text);
    *node = reading->node;
    return true;
}

static bool read_stateful_set(struct reading *reading)
{
    struct kg_promises *promises = reading->promises;
    return read_word(reading, &promises->stateful_set, &promises->stateful_set_node);
}

static bool read_namespace(struct reading *reading)
{
    struct kg_promises *promises = reading->promises;
    return read_word(reading, &promises->namespace, &promises->namespace_node);
}

static bool read_topology_key(struct reading *reading)
{
    struct kg_promises *promises = reading->promises;
    return read_word(reading, &promises->topology_key, &promises->topology_key_node);
}

/* KEY=VALUE, several with commas between them. */
static bool read_pods(struct reading *reading)
{
    struct kg_str rest = reading->text;
    struct kg_str label;
    while (kg_str_split(&rest, ',', &label)) {
        if (kg_str_find(label, '=') <= 0)
            return false;
    }
    return read_word(reading, &reading->promises->pods, &reading->promises->pods_node);
}

/* Digits alone, as many as an int32 has: the type of `replicas`. */
static bool read_count(struct kg_str text, int64_t *count)
{
    *count = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        *count = *count * 10 + (text.data[i] - '0');
        if (*count > INT32_MAX)
            return false;
    }
    return text.length > 0;
}

static bool read_range(struct reading *reading, struct kg_range *range, const struct kg_node **node)
{
    struct kg_range read = {.max = INT64_MAX};
    ptrdiff_t dash = kg_str_find(reading->text, '-');
    struct kg_str first = dash < 0 ? reading->text : kg_str_head(reading->text, (size_t)dash);
    struct kg_str last = dash < 0 ? first : kg_str_from_index(reading->text, (size_t)dash + 1);
    if (!read_count(first, &read.min) || (last.length > 0 && !read_count(last, &read.max)) ||
        read.max < read.min)
        return false;
    *range = read;
    *node = reading->node;
    return true;
}

static bool read_replicas(struct reading *reading)
{
    return read_range(reading, &reading->promises->replicas, &reading->promises->replicas_node);
}

static bool read_scale(struct reading *reading)
{
    return read_range(reading, &reading->promises->scale, &reading->promises->scale_node);
}

static bool read_contexts(struct reading *reading)
{
    struct kg_promises *promises = reading->promises;
    struct kg_str rest = reading->text;
    struct kg_str piece;
    size_t count = 0;
    const char **patterns = NULL;
    while (kg_str_split(&rest, ',', &piece)) {
        piece = kg_str_trim(piece);
        if (piece.length == 0)
            return false;
        patterns = kg_arena_extend(reading->arena, patterns, count, sizeof *patterns);
        patterns[count++] = kg_str_copy(reading->arena, piece);
    }
    patterns = kg_arena_extend(reading->arena, patterns, count, sizeof *patterns);
    patterns[count] = NULL;
    promises->contexts = patterns;
    promises->contexts_node = reading->node;
    return true;
}

static const struct key keys[] = {
    {"class", "dev, prod or general", read_class},
    {"statefulset", "the name of a StatefulSet", read_stateful_set},
    {"namespace", "the name of a namespace", read_namespace},
    {"pods", "labels such as app=kagent, with commas between them", read_pods},
    {"replicas", "a number such as \"5\", or a range such as 5-10 or 5-", read_replicas},
    {"scale", "a range such as 5-10 or 5-", read_scale},
    {"anti-affinity", "required, preferred or none", read_anti_affinity},
    {"topology-key", "the label of nodes that anti-affinity goes by", read_topology_key},
    {"contexts", "names of contexts, with commas between them and * for anything", read_contexts},
};
enum { KEYS = sizeof keys / sizeof *keys };

/* ---- problems ---- */

struct lists {
    struct kg_arena *arena;
    struct kg_suppression *suppressions;
    size_t suppression_count;
    struct kg_promise_problem *problems;
    size_t problem_count;
};

static void add_problem(struct lists *lists, struct kg_promise_problem problem)
{
    lists->problems = kg_arena_extend(lists->arena, lists->problems, lists->problem_count,
                                      sizeof *lists->problems);
    lists->problems[lists->problem_count++] = problem;
}

static void add_unknown(struct lists *lists, const struct kg_node *key, struct kg_str name)
{
    struct kg_suggestion suggestion = {.word = kg_str_copy(lists->arena, name)};
    for (size_t i = 0; i < KEYS; i++)
        kg_suggest_offer(&suggestion, keys[i].name);
    const char *advice =
        suggestion.nearest == NULL
            ? "The keys are class, statefulset, namespace, pods, replicas, scale, anti-affinity, "
              "topology-key, contexts and ignore-ID."
            : kg_arena_printf(lists->arena, "Did you mean %s%s?", KG_PROMISE_PREFIX,
                              suggestion.nearest);
    add_problem(lists, (struct kg_promise_problem){
                           .node = key,
                           .message = kg_arena_printf(lists->arena, "%s%s promises nothing known",
                                                      KG_PROMISE_PREFIX, suggestion.word),
                           .advice = advice,
                       });
}

static void read_promise(struct lists *lists, struct kg_promises *promises,
                         const struct kg_pair *pair, struct kg_str name)
{
    struct reading reading = {lists->arena, promises, pair->value,
                              kg_str_trim(kg_node_text(pair->value))};
    for (size_t i = 0; i < KEYS; i++) {
        if (!kg_str_is(name, keys[i].name))
            continue;
        if (!keys[i].read(&reading))
            add_problem(lists,
                        (struct kg_promise_problem){
                            .node = pair->value,
                            .message = kg_arena_printf(lists->arena, "%s%s cannot be \"%.*s\"",
                                                       KG_PROMISE_PREFIX, keys[i].name,
                                                       KG_STR_ARG(kg_str_head(reading.text, 100))),
                            .advice = kg_arena_printf(lists->arena, "Write %s.", keys[i].values),
                        });
        return;
    }
    add_unknown(lists, pair->key, name);
}

/* ---- suppressions ---- */

/* The line of an annotation. In what was built, only values know where they come from. */
static const struct kg_node *line_of(const struct kg_pair *pair)
{
    return pair->key->line > 0 ? pair->key : pair->value;
}

static void read_suppression(struct lists *lists, const struct kg_pair *pair)
{
    const size_t prefix = sizeof KG_PROMISE_IGNORE_PREFIX - 1;
    const char *id = kg_str_copy(lists->arena, kg_str_from_index(pair->key->text, prefix));
    struct kg_str reason = kg_str_trim(kg_node_text(pair->value));
    if (reason.length == 0) {
        add_problem(lists, (struct kg_promise_problem){
                               .node = line_of(pair),
                               .message = kg_arena_printf(
                                   lists->arena, "%s is to be ignored, but no reason is given", id),
                               .advice = "Write the reason as the value of the annotation.",
                           });
        return;
    }
    lists->suppressions = kg_arena_extend(lists->arena, lists->suppressions,
                                          lists->suppression_count, sizeof *lists->suppressions);
    lists->suppressions[lists->suppression_count++] =
        (struct kg_suppression){line_of(pair), id, kg_str_copy(lists->arena, reason)};
}

static const struct kg_node *annotations_of(const struct kg_node *object)
{
    return kg_node_path(object, "metadata", "annotations", NULL);
}

/* Whether the pair is one of ours. */
static bool is_ours(const struct kg_pair *pair, const char *prefix)
{
    return pair->key->kind == KG_NODE_SCALAR && kg_str_starts(pair->key->text, prefix);
}

void kg_suppressions_read(struct kg_arena *arena, const struct kg_node *object,
                          struct kg_suppression **suppressions, size_t *suppression_count,
                          struct kg_promise_problem **problems, size_t *problem_count)
{
    struct lists lists = {arena, *suppressions, *suppression_count, *problems, *problem_count};
    const struct kg_node *annotations = annotations_of(object);
    if (!kg_node_is(annotations, KG_NODE_MAPPING))
        return;
    for (uint32_t i = 0; i < annotations->count; i++) {
        if (is_ours(&annotations->pairs[i], KG_PROMISE_IGNORE_PREFIX))
            read_suppression(&lists, &annotations->pairs[i]);
    }
    *suppressions = lists.suppressions;
    *suppression_count = lists.suppression_count;
    *problems = lists.problems;
    *problem_count = lists.problem_count;
}

/* ---- the file ---- */

static void read_annotations(struct kg_arena *arena, struct kg_promises *promises)
{
    const size_t prefix = sizeof KG_PROMISE_PREFIX - 1;
    const struct kg_node *annotations = annotations_of(promises->document);
    struct lists lists = {.arena = arena};
    if (!kg_node_is(annotations, KG_NODE_MAPPING))
        return;
    for (uint32_t i = 0; i < annotations->count; i++) {
        const struct kg_pair *pair = &annotations->pairs[i];
        if (is_ours(pair, KG_PROMISE_IGNORE_PREFIX))
            read_suppression(&lists, pair);
        else if (is_ours(pair, KG_PROMISE_PREFIX))
            read_promise(&lists, promises, pair, kg_str_from_index(pair->key->text, prefix));
    }
    promises->suppressions = lists.suppressions;
    promises->suppression_count = lists.suppression_count;
    promises->problems = lists.problems;
    promises->problem_count = lists.problem_count;
}

int kg_promises_read(struct kg_arena *arena, const struct kg_fs *fs, const char *directory,
                     struct kg_promises *promises, struct kg_error *err)
{
    struct kg_str text;
    struct kg_node *document;
    kg_promises_none(promises);
    const char *file;
    if (kg_kustomize_find(fs, arena, directory, &file, err) != 0)
        return -1;
    if (file == NULL)
        return 0;
    struct kg_source *source = kg_arena_zero(arena, 1, sizeof *source);
    if (fs->read(fs, arena, file, &text, err) != 0)
        return -1;
    *source = (struct kg_source){.name = file, .text = text};
    if (kg_yaml_read(arena, text, source, 1, &document, err) != 0)
        return -1;
    if (document != NULL && kg_yaml_expand(arena, &document, err) != 0)
        return -1;
    promises->file = file;
    promises->document = document;
    read_annotations(arena, promises);
    if (promises->scale_node == NULL)
        promises->scale = promises->replicas;
    return 0;
}

/* ---- asking ---- */

/* Whether `text` is what `pattern` says; `*` stands for any characters. */
static bool matches(const char *pattern, const char *text)
{
    const char *star = NULL;
    const char *resume = NULL;
    while (*text != '\0') {
        if (*pattern == '*') {
            star = ++pattern;
            resume = text;
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star != NULL) {
            pattern = star;
            text = ++resume;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

bool kg_promises_allow_context(const struct kg_promises *promises, const char *context)
{
    if (promises->contexts == NULL)
        return true;
    for (size_t i = 0; promises->contexts[i] != NULL; i++) {
        if (matches(promises->contexts[i], context))
            return true;
    }
    return false;
}

const char *kg_range_text(struct kg_arena *arena, const struct kg_range *range)
{
    if (range->max == range->min)
        return kg_arena_printf(arena, "%lld", (long long)range->min);
    if (range->max == INT64_MAX)
        return kg_arena_printf(arena, "%lld or more", (long long)range->min);
    return kg_arena_printf(arena, "%lld to %lld", (long long)range->min, (long long)range->max);
}
