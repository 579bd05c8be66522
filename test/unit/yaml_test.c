/* YAML texts become trees: places, aliases, merge keys, limits. */
#include "unit.h"

#include "kagent/buf.h"
#include "kagent/emit.h"
#include "kagent/yaml.h"

static const struct kg_source source = {.name = "in.yaml"};

enum { TEXT_MAX = 1 << 22 };

/* The JSON of a text whose aliases are expanded, or the place and the reason of its refusal. */
static const char *expanded(struct kg_arena *arena, const char *text)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *node = NULL;
    struct kg_buf out;

    kg_buf_init(&out, arena, TEXT_MAX);
    if (kg_yaml_read(arena, kg_str_from(text), &source, 1, &node, &err) != 0 ||
        kg_yaml_expand(arena, &node, &err) != 0 ||
        kg_emit_json(&out, node, KG_JSON_COMPACT, &err) != 0)
        return kg_arena_printf(arena, "%s:%u:%u: %s", err.file, err.line, err.column, err.message);
    return out.data;
}

TEST("nodes keep what the source says: style, tag and place")
{
    const struct kg_node *root =
        unit_yaml(arena, "in.yaml", "a: 'x'\nb:\n  - !!str 1\n  - {}\nc: |\n  y\n");
    const struct kg_node *b = kg_node_get(root, "b");
    CHECK_INT(root->kind, KG_NODE_MAPPING);
    CHECK_INT(root->tag, KG_TAG_MAP);
    CHECK_INT(kg_node_get(root, "a")->style, KG_STYLE_SINGLE_QUOTED);
    CHECK_INT(kg_node_get(root, "a")->tag, KG_TAG_STR);
    CHECK_INT(kg_node_get(root, "a")->line, 1);
    CHECK_INT(kg_node_get(root, "a")->column, 4);
    CHECK_INT(b->tag, KG_TAG_SEQ);
    CHECK_INT(b->items[0]->tag, KG_TAG_STR);
    CHECK(b->items[0]->explicit_tag);
    CHECK_INT(b->items[1]->style, KG_STYLE_FLOW);
    CHECK_INT(b->items[1]->line, 4);
    CHECK_INT(kg_node_get(root, "c")->style, KG_STYLE_LITERAL);
    CHECK_STR(kg_node_text(kg_node_get(root, "c")), "y\n");
}

TEST("a text inside a file counts its lines and columns as the file does")
{
    static const struct kg_source inner = {.name = "outer.yaml", .indent = 4};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *node = NULL;
    CHECK_INT(kg_yaml_read(arena, KG_STR("a:\n  b: 1\n"), &inner, 10, &node, &err), 0);
    struct kg_position where = kg_node_position(kg_node_path(node, "a", "b", NULL));
    CHECK_TEXT(where.file, "outer.yaml");
    CHECK_INT(where.line, 11);
    CHECK_INT(where.column, 10);
    CHECK_INT(kg_yaml_read(arena, KG_STR("a: 1\nb: [\n"), &inner, 10, &node, &err), -1);
    CHECK_TEXT(err.file, "outer.yaml");
    CHECK_INT(err.line, 12);
}

TEST("the first document is read; a text without one gives none")
{
    CHECK_TEXT(expanded(arena, "a: 1\n---\nb: 2\n"), "{\"a\":1}");
    CHECK_TEXT(expanded(arena, "%YAML 1.1\n--- a\n"), "\"a\"");
    CHECK(unit_yaml(arena, "in.yaml", "") == NULL);
    CHECK(unit_yaml(arena, "in.yaml", "# nothing\n") == NULL);
}

TEST("what is no YAML is refused where it goes wrong")
{
    CHECK(
        kg_str_starts(kg_str_from(expanded(arena, "a: b: c\n")), "in.yaml:1:5: not valid YAML: "));
    CHECK(kg_str_starts(kg_str_from(expanded(arena, "a: 1\n\tb: 2\n")), "in.yaml:2:1: not valid"));
    CHECK(kg_str_starts(kg_str_from(expanded(arena, "a: \"x\n")), "in.yaml:"));
    CHECK(kg_str_starts(kg_str_from(expanded(arena, "a: 1\nb: \xFF\n")), "in.yaml:2:4: not valid"));
    CHECK(kg_str_starts(kg_str_from(expanded(arena, "a: *x\n")),
                        "in.yaml:1:4: the alias *x refers to no anchor"));
    CHECK(kg_str_starts(kg_str_from(expanded(arena, "a: \"x\\/y\"\n")), "in.yaml:1:4: not valid"));
}

TEST("aliases become copies of what they refer to, the last anchor of a name")
{
    CHECK_TEXT(expanded(arena, "a: &x {b: [1]}\nc: *x\n"), "{\"a\":{\"b\":[1]},\"c\":{\"b\":[1]}}");
    CHECK_TEXT(expanded(arena, "[&x 1, *x, &x 2, *x]"), "[1,1,2,2]");
    CHECK_TEXT(expanded(arena, "[&x [&y [1]], *y, *x]"), "[[[1]],[1],[[1]]]");
    CHECK_TEXT(expanded(arena, "{&k a: 1, b: *k }"), "{\"a\":1,\"b\":\"a\"}");
}

TEST("an expanded alias shares no node with its anchor")
{
    struct kg_node *root = unit_yaml(arena, "in.yaml", "a: &x {b: 1}\nc: *x\n");
    CHECK_INT(kg_node_get(root, "c")->kind, KG_NODE_ALIAS);
    CHECK_INT(kg_yaml_expand(arena, &root, NULL), 0);
    kg_node_get(kg_node_get(root, "a"), "b")->text = KG_STR("2");
    CHECK_STR(kg_node_text(kg_node_path(root, "c", "b", NULL)), "1");
}

TEST("merge keys bring in fields: own ones win, then earlier ones")
{
    CHECK_TEXT(expanded(arena, "a: &x {k: 1, l: 1}\nb: {<<: *x, k: 2}\n"),
               "{\"a\":{\"k\":1,\"l\":1},\"b\":{\"k\":2,\"l\":1}}");
    CHECK_TEXT(expanded(arena, "x: &x {k: 1}\ny: &y {k: 2, l: 2}\nb: {<<: [*x, *y]}\n"),
               "{\"b\":{\"k\":1,\"l\":2},\"x\":{\"k\":1},\"y\":{\"k\":2,\"l\":2}}");
    CHECK_TEXT(expanded(arena, "x: &x {k: 1}\ny: &y {<<: *x, l: 2}\nb: {<<: *y}\n"),
               "{\"b\":{\"k\":1,\"l\":2},\"x\":{\"k\":1},\"y\":{\"k\":1,\"l\":2}}");
    CHECK_TEXT(expanded(arena, "a: {'<<': 1}"), "{\"a\":{\"\\u003c\\u003c\":1}}");
}

TEST("merge keys of anything but mappings, and two of them, are refused")
{
    CHECK(strstr(expanded(arena, "b: {<<: 1}\n"), "in.yaml:1:9: a merge key (<<) takes a mapping"));
    CHECK(
        strstr(expanded(arena, "x: &x [1]\nb: {<<: *x}\n"), "in.yaml:2:9: a merge key (<<) takes"));
    CHECK(strstr(expanded(arena, "x: &x {}\nb:\n  <<: *x\n  <<: *x\n"), "two merge keys (<<)"));
}

TEST("an alias inside its own anchor is refused")
{
    CHECK_TEXT(expanded(arena, "a: &x\n  b: [*x]\n"),
               "in.yaml:2:7: an anchor contains an alias to itself");
}

/* `count` times `text`, then `rest`. */
static const char *repeated(struct kg_arena *arena, const char *text, size_t count,
                            const char *rest)
{
    struct kg_buf buf;
    kg_buf_init(&buf, arena, TEXT_MAX);
    for (size_t i = 0; i < count; i++)
        kg_buf_add_text(&buf, text);
    kg_buf_add_text(&buf, rest);
    return buf.data;
}

TEST("collections are nested as deep as the limit says and no deeper")
{
    struct kg_node *node = NULL;
    struct kg_error err = KG_ERROR_INIT;
    const char *deep = kg_arena_printf(arena, "%s%s", repeated(arena, "[", KG_YAML_DEPTH_MAX, ""),
                                       repeated(arena, "]", KG_YAML_DEPTH_MAX, ""));
    CHECK_INT(kg_yaml_read(arena, kg_str_from(deep), &source, 1, &node, &err), 0);
    CHECK_INT(kg_yaml_read(arena, kg_str_from(kg_arena_printf(arena, "[%s]", deep)), &source, 1,
                           &node, &err),
              -1);
    CHECK_ERROR(err, "nested more than 1000 levels deep");
    CHECK_INT(err.line, 1);
    CHECK_INT(err.column, KG_YAML_DEPTH_MAX + 1);
    const char *hostile = repeated(arena, "- ", 100000, "x");
    CHECK_INT(kg_yaml_read(arena, kg_str_from(hostile), &source, 1, &node, &err), -1);
}

TEST("aliases that multiply without end are refused")
{
    struct kg_buf buf;
    kg_buf_init(&buf, arena, TEXT_MAX);
    kg_buf_add_text(&buf, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
        kg_buf_printf(&buf, "a%d: &a%d [", i, i);
        for (int j = 0; j < 10; j++)
            kg_buf_printf(&buf, "%s*a%d", j > 0 ? ", " : "", i - 1);
        kg_buf_add_text(&buf, "]\n");
    }
    CHECK(strstr(expanded(arena, buf.data),
                 "the aliases of this document expand to more than 4000000 nodes") != NULL);
}

/* The mark of a value of the mapping that a text holds, with a comment behind its key or itself. */
static uint32_t mark_of(struct kg_arena *arena, const char *text, const char *key)
{
    struct kg_node *node = NULL;
    CHECK_INT(kg_yaml_read(arena, kg_str_from(text), &source, 100, &node, NULL), 0);
    const struct kg_pair *pair = kg_node_pair(node, kg_str_from(key));
    return pair->value->mark | (pair->key->mark & KG_NODE_COMMENTED);
}

TEST("nodes are marked with their place in the text alone, and with a comment behind them")
{
    const char *text = "a: x # not of b\nb: 'é # of the text' # of b\nc: |- # of c\n  # text\n"
                       "d: y#text\n\n# of d\n";

    CHECK_INT(mark_of(arena, "a: x\nb: y\n", "b"), kg_node_mark(2, 4));
    CHECK_INT(mark_of(arena, text, "a"), kg_node_mark(1, 4) | KG_NODE_COMMENTED);
    CHECK_INT(mark_of(arena, text, "b"), kg_node_mark(2, 4) | KG_NODE_COMMENTED);
    CHECK_INT(mark_of(arena, text, "c"), kg_node_mark(3, 4) | KG_NODE_COMMENTED);
    CHECK_INT(mark_of(arena, text, "d"), kg_node_mark(5, 4) | KG_NODE_COMMENTED);
    CHECK_INT(mark_of(arena, "# above\na: '#'\nb: |\n  # x\n", "a"), kg_node_mark(2, 4));
    CHECK_INT(mark_of(arena, "a: |\n  # x\nb: é#\n", "b"), kg_node_mark(3, 4));
}
