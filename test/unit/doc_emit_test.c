/* Document trees become the YAML that Go's yaml.v2 writes. */
#include "cases.h"

#include "doc/emitter.h"
#include "kagent/buf.h"
#include "kagent/emit.h"
#include "kagent/yaml.h"

enum { TEXT_MAX = 1 << 20 };

static const struct kg_source source = {.name = "in.yaml"};

static struct kg_node *quoted(struct kg_arena *arena, struct kg_str text)
{
    struct kg_node *node = kg_node_scalar(arena, KG_TAG_STR, text);
    node->style = KG_STYLE_DOUBLE_QUOTED;
    return node;
}

static struct kg_str emit_node(struct kg_arena *arena, const struct kg_node *node)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, TEXT_MAX);
    return kg_emit_yaml(&out, node, NULL, NULL) == 0 ? kg_buf_str(&out) : KG_STR("refused");
}

static struct kg_str emit_pair(struct kg_arena *arena, struct kg_node *key, struct kg_node *value)
{
    struct kg_node *mapping = kg_node_mapping(arena);
    kg_node_append_pair(arena, mapping, key, value);
    return emit_node(arena, mapping);
}

TEST("texts are quoted, folded and escaped as values and as keys exactly as sigs.k8s.io/yaml does")
{
    struct kg_str table = cases_read(arena, "test/unit/text_cases.txt");
    struct kg_str fields[3];
    int differences = 0;
    int count = 0;

    for (; cases_next(arena, &table, fields, 3); count++) {
        struct kg_node *text = quoted(arena, fields[0]);
        struct kg_str value = emit_pair(arena, quoted(arena, KG_STR("k")), text);
        struct kg_str key = emit_pair(arena, text, kg_node_scalar(arena, KG_TAG_INT, KG_STR("1")));
        differences += cases_differ(fields[0], value, fields[1]);
        differences += cases_differ(fields[0], key, fields[2]);
    }
    CHECK_INT(differences, 0);
    CHECK(count >= 500);
}

/* The keys of a line of the table, turned by `by` places. */
static struct kg_node *turned(struct kg_arena *arena, struct kg_str *keys, size_t count, size_t by)
{
    struct kg_node *mapping = kg_node_mapping(arena);
    for (size_t i = 0; i < count; i++)
        kg_node_append_pair(arena, mapping, quoted(arena, keys[(i + by) % count]),
                            kg_node_scalar(arena, KG_TAG_INT, KG_STR("0")));
    return mapping;
}

TEST("keys come in the order of yaml.v2 whatever order they have in the source")
{
    struct kg_str table = cases_read(arena, "test/unit/key_cases.txt");
    struct kg_str line;
    int differences = 0;
    int count = 0;

    for (; cases_line(&table, &line); count++) {
        struct kg_str keys[16];
        struct kg_str rest = line;
        struct kg_str sorted = KG_STR("");
        size_t size = 0;
        for (; size < 16 && kg_str_split(&rest, '\t', &keys[size]); size++) {
            keys[size] = cases_field(arena, keys[size]);
            sorted = kg_str_join(arena, sorted,
                                 emit_pair(arena, quoted(arena, keys[size]),
                                           kg_node_scalar(arena, KG_TAG_INT, KG_STR("0"))));
        }
        for (size_t by = 0; by < size; by++)
            differences +=
                cases_differ(line, emit_node(arena, turned(arena, keys, size, by)), sorted);
    }
    CHECK_INT(differences, 0);
    CHECK(count >= 200);
}

TEST("no key comes before itself, and of two different ones one comes first")
{
    static const char *const keys[] = {"",    "a",  "A", "a1", "a01",
                                       "a10", "a2", "-", ".a", "\xC3\xA9"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        for (size_t j = 0; j < sizeof keys / sizeof *keys; j++) {
            struct kg_str a = kg_str_from(keys[i]);
            struct kg_str b = kg_str_from(keys[j]);
            CHECK_INT(kg_emit_key_less(a, b) + kg_emit_key_less(b, a), i != j);
            CHECK_INT(kg_emit_key_less_v3(a, b) + kg_emit_key_less_v3(b, a), i != j);
        }
}

TEST("yaml.v3 sorts a letter behind a number before the digits of a longer one, yaml.v2 does not")
{
    CHECK(kg_emit_key_less(KG_STR("a10"), KG_STR("a1b")));
    CHECK(!kg_emit_key_less_v3(KG_STR("a10"), KG_STR("a1b")));
    CHECK(kg_emit_key_less_v3(KG_STR("\xC3\xA9-"), KG_STR("\xC3\xA9x")));
}

/* The YAML of a text that is read and written again, or the reason for refusing it. */
static const char *again(struct kg_arena *arena, const char *text)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *node = NULL;
    struct kg_buf out;

    kg_buf_init(&out, arena, TEXT_MAX);
    if (kg_yaml_read(arena, kg_str_from(text), &source, 1, &node, &err) != 0 ||
        kg_emit_yaml(&out, node, NULL, &err) != 0)
        return kg_arena_printf(arena, "%s:%u:%u: %s", err.file, err.line, err.column, err.message);
    return out.data;
}

TEST("collections are written in block style, lists flush with their key")
{
    CHECK_TEXT(again(arena, "{b: [1, {c: 2, d: [x]}], a: {}}"),
               "a: {}\nb:\n- 1\n- c: 2\n  d:\n  - x\n");
    CHECK_TEXT(again(arena, "[[a, b], [], [[c]]]"), "- - a\n  - b\n- []\n- - - c\n");
    CHECK_TEXT(again(arena, "- - {a: 1}\n- {}\n"), "- - a: 1\n- {}\n");
    CHECK_TEXT(again(arena, "{}"), "{}\n");
    CHECK_TEXT(again(arena, "[]"), "[]\n");
    CHECK_TEXT(again(arena, "12"), "12\n");
    CHECK_TEXT(again(arena, "~"), "null\n");
}

TEST("numbers, booleans and nulls are spelled in one way")
{
    CHECK_TEXT(again(arena, "{a: 0x10, b: 1.50, c: True, d: ~, e: 1e3, f: -0.0, g: 1e21}"),
               "a: 16\nb: 1.5\nc: true\nd: null\ne: 1000\nf: 0\ng: 1e+21\n");
    CHECK_TEXT(again(arena, "{a: 18446744073709551615, b: yes, c: '1', d: 2001-01-01}"),
               "a: 18446744073709551615\nb: \"yes\"\nc: \"1\"\nd: \"2001-01-01T00:00:00Z\"\n");
}

TEST("long keys and keys of several lines take the question mark")
{
    struct kg_buf key;
    struct kg_buf expected;

    kg_buf_init(&key, arena, 1000);
    kg_buf_add_repeated(&key, 'k', KG_EMIT_SIMPLE_KEY_MAX);
    kg_buf_add_text(&key, ": {a: [1]}");
    kg_buf_init(&expected, arena, 1000);
    kg_buf_add_repeated(&expected, 'k', KG_EMIT_SIMPLE_KEY_MAX);
    kg_buf_add_text(&expected, ":\n  a:\n  - 1\n");
    CHECK_TEXT(again(arena, key.data), expected.data);

    key.data[0] = 'K';
    const char *longer = kg_arena_printf(arena, "k%s", key.data);
    CHECK_TEXT(again(arena, longer), kg_arena_printf(arena, "? kK%.*s\n: a:\n  - 1\n",
                                                     KG_EMIT_SIMPLE_KEY_MAX - 1, key.data + 1));
    CHECK_TEXT(again(arena, "? |\n  a\n  b\n: 1\n"), "? |\n  a\n  b\n: 1\n");
}

TEST("duplicate keys are refused at the second one")
{
    CHECK_TEXT(again(arena, "a: 1\nb: 2\na: 3\n"),
               "in.yaml:3:1: the key `a` is already defined at line 1");
    CHECK_TEXT(again(arena, "x:\n  - {a: 1, 'a': 3}\n"),
               "in.yaml:2:12: the key `a` is already defined at line 2");
}

TEST("keys that are no strings are refused where they stand, the outermost are their texts")
{
    CHECK_TEXT(again(arena, "a:\n  1: x\n"), "in.yaml:2:3: the key `1` is not a string");
    CHECK_TEXT(again(arena, "a: {true: x}\n"), "in.yaml:1:5: the key `true` is not a string");
    CHECK_TEXT(again(arena, "a: {2020-01-01: x}\n"),
               "in.yaml:1:5: the key `2020-01-01` is not a string");
    CHECK_TEXT(again(arena, "a: {!own b: x}\n"), "in.yaml:1:5: the key `b` is not a string");
    CHECK_TEXT(again(arena, "true: x\n"), "\"true\": x\n");
    CHECK_TEXT(again(arena, "{!!binary aGk=: x, .inf: 1}\n"), "\".inf\": 1\nhi: x\n");
    CHECK_TEXT(again(arena, "~: x\n"), "in.yaml:1:1: the key `~` is not a string");
    CHECK_TEXT(again(arena, "? [a]\n: x\n"), "in.yaml:1:3: a key must be a text, not a sequence");
    CHECK_TEXT(again(arena, "'1': x\n"), "\"1\": x\n");
}

TEST("control characters that YAML cannot hold are refused with their code")
{
    CHECK_TEXT(again(arena, "a: \"\\x7f\"\n"),
               "in.yaml:1:4: the control character U+007F is not allowed in YAML");
    CHECK_TEXT(again(arena, "\"\\uffff\": 1\n"),
               "in.yaml:1:1: the control character U+FFFF is not allowed in YAML");
    CHECK_TEXT(again(arena, "a: \"\\x85\"\n"), "a: ' '\n");
}

TEST("one node in several places is written in each of them")
{
    struct kg_node *shared = kg_node_mapping(arena);
    struct kg_node *root = kg_node_mapping(arena);
    kg_node_set(arena, root, "a", shared);
    kg_node_set(arena, root, "b", shared);
    kg_node_set(arena, shared, "x", kg_node_scalar(arena, KG_TAG_INT, KG_STR("1")));
    CHECK_STR(emit_node(arena, root), "a:\n  x: 1\nb:\n  x: 1\n");
}

/* Notes `key=value` of every line, and what of the text stands before the place for a comment. */
struct notes {
    const struct kg_buf *out;
    struct kg_buf text;
};

static void note(void *context, size_t end, const struct kg_node *key, const struct kg_node *value)
{
    struct notes *notes = context;
    struct kg_str written = kg_str_head(kg_buf_str(notes->out), end);
    while (kg_str_find(written, '\n') >= 0)
        written = kg_str_from_index(written, (size_t)kg_str_find(written, '\n') + 1);
    kg_buf_printf(&notes->text, "%.*s=%s@%.*s;", KG_STR_ARG(kg_node_text(key)),
                  kg_node_kind_name(value), KG_STR_ARG(written));
}

TEST("the watcher hears of every line with a value and where its comment may stand")
{
    struct kg_node *node = NULL;
    struct kg_buf out;
    kg_buf_init(&out, arena, TEXT_MAX);
    struct notes notes = {.out = &out};
    struct kg_emit_lines lines = {.context = &notes, .line = note};
    kg_buf_init(&notes.text, arena, TEXT_MAX);
    CHECK_INT(kg_yaml_read(arena, KG_STR("a: {b: 1, c: \"x\\ny\\n\"}\nd: [2, {}]\n"), &source, 1,
                           &node, NULL),
              0);
    CHECK_INT(kg_emit_yaml(&out, node, &lines, NULL), 0);
    CHECK_TEXT(notes.text.data, "a=mapping@a:;b=scalar@  b: 1;c=scalar@  c: |;"
                                "d=sequence@d:;=scalar@- 2;=mapping@- {};");
}
