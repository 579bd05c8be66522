/* Document trees: order, identity, places. */
#include "unit.h"

#include "kagent/node.h"

static struct kg_node *text(struct kg_arena *arena, const char *content)
{
    return kg_node_string(arena, kg_str_from(content));
}

TEST("mappings keep the order and the duplicates of their pairs; the first is found")
{
    struct kg_node *mapping = kg_node_mapping(arena);
    for (int i = 0; i < 100; i++)
        kg_node_append_pair(arena, mapping, text(arena, kg_arena_printf(arena, "k%d", i % 50)),
                            text(arena, kg_arena_printf(arena, "v%d", i)));
    CHECK_INT(mapping->count, 100);
    CHECK_STR(kg_node_text(kg_node_get(mapping, "k7")), "v7");
    CHECK_STR(kg_node_text(kg_node_remove(mapping, KG_STR("k7"))), "v7");
    CHECK_STR(kg_node_text(kg_node_get(mapping, "k7")), "v57");
    CHECK_STR(kg_node_text(mapping->pairs[7].key), "k8");
    CHECK_INT(mapping->count, 99);
    CHECK(kg_node_remove(mapping, KG_STR("none")) == NULL);
}

TEST("setting a key replaces its value in place or appends it")
{
    struct kg_node *mapping = kg_node_mapping(arena);
    kg_node_set(arena, mapping, "a", text(arena, "1"));
    kg_node_set(arena, mapping, "b", text(arena, "2"));
    kg_node_set(arena, mapping, "a", text(arena, "3"));
    CHECK_INT(mapping->count, 2);
    CHECK_STR(kg_node_text(mapping->pairs[0].value), "3");
    CHECK_STR(kg_node_text(mapping->pairs[1].key), "b");
}

TEST("sequences take elements anywhere and give them back")
{
    struct kg_node *sequence = kg_node_sequence(arena);
    static const char *const expected[] = {"b", "a", "d"};
    kg_node_append(arena, sequence, text(arena, "a"));
    kg_node_insert(arena, sequence, 0, text(arena, "b"));
    kg_node_insert(arena, sequence, 2, text(arena, "c"));
    kg_node_append(arena, sequence, text(arena, "d"));
    kg_node_remove_index(sequence, 2);
    CHECK_INT(sequence->count, 3);
    for (uint32_t i = 0; i < 3; i++)
        CHECK_STR(kg_node_text(sequence->items[i]), expected[i]);
    for (uint32_t i = 3; i < 1000; i++)
        kg_node_append(arena, sequence, sequence->items[0]);
    CHECK(sequence->items[999] == sequence->items[0]);
}

TEST("a path is followed through mappings, and ends where there is nothing")
{
    struct kg_node *root = kg_node_mapping(arena);
    struct kg_node *inner = kg_node_mapping(arena);
    kg_node_set(arena, root, "a", inner);
    kg_node_set(arena, inner, "b", text(arena, "x"));
    CHECK_STR(kg_node_text(kg_node_path(root, "a", "b", NULL)), "x");
    CHECK(kg_node_path(root, "a", "c", NULL) == NULL);
    CHECK(kg_node_path(root, "a", "b", "c", NULL) == NULL);
    CHECK(kg_node_path(NULL, "a", NULL) == NULL);
    CHECK(kg_node_get(inner->pairs[0].value, "x") == NULL);
}

TEST("a change of a shared node is seen everywhere, one of a copy nowhere else")
{
    struct kg_node *shared = kg_node_mapping(arena);
    struct kg_node *root = kg_node_mapping(arena);
    kg_node_set(arena, shared, "x", text(arena, "1"));
    kg_node_set(arena, root, "a", shared);
    kg_node_set(arena, root, "b", shared);
    struct kg_node *copy = kg_node_copy(arena, root);
    CHECK(kg_node_equal(copy, root));
    CHECK(kg_node_get(copy, "a") != kg_node_get(copy, "b"));

    kg_node_assign(kg_node_get(shared, "x"), text(arena, "2"));
    CHECK_STR(kg_node_text(kg_node_path(root, "b", "x", NULL)), "2");
    CHECK_STR(kg_node_text(kg_node_path(copy, "a", "x", NULL)), "1");
    CHECK(!kg_node_equal(copy, root));
    kg_node_set(arena, copy, "more", text(arena, "3"));
    CHECK_INT(root->count, 2);
    CHECK(kg_node_copy(arena, NULL) == NULL);
}

TEST("trees are equal by kind, tag, style, text and order, not by their places")
{
    struct kg_node *a = text(arena, "x");
    struct kg_node *b = text(arena, "x");
    b->line = 9;
    CHECK(kg_node_equal(a, b));
    b->style = KG_STYLE_SINGLE_QUOTED;
    CHECK(!kg_node_equal(a, b));
    CHECK(!kg_node_equal(a, text(arena, "y")));
    CHECK(!kg_node_equal(a, kg_node_scalar(arena, KG_TAG_INT, KG_STR("x"))));
    CHECK(!kg_node_equal(kg_node_mapping(arena), kg_node_sequence(arena)));
    CHECK(!kg_node_equal(a, NULL));
    CHECK(kg_node_equal(NULL, NULL));

    struct kg_node *one = kg_node_sequence(arena);
    struct kg_node *other = kg_node_sequence(arena);
    kg_node_append(arena, one, a);
    kg_node_append(arena, one, text(arena, "z"));
    kg_node_append(arena, other, text(arena, "z"));
    kg_node_append(arena, other, a);
    CHECK(!kg_node_equal(one, other));
}

TEST("nothing, null and empty collections are empty, an empty text is not")
{
    CHECK(kg_node_is_empty(NULL) && kg_node_is_null(NULL));
    CHECK(kg_node_is_empty(kg_node_scalar(arena, KG_TAG_NULL, KG_STR("~"))));
    CHECK(kg_node_is_empty(kg_node_mapping(arena)) && !kg_node_is_null(kg_node_mapping(arena)));
    CHECK(!kg_node_is_empty(text(arena, "")));
    CHECK_TEXT(kg_node_kind_name(NULL), "nothing");
    CHECK_TEXT(kg_node_kind_name(kg_node_mapping(arena)), "mapping");
    CHECK_TEXT(kg_node_kind_name(kg_node_scalar(arena, KG_TAG_NULL, KG_STR(""))), "null");
}

TEST("a place is that of the file, and unknown where no source holds the node")
{
    static const struct kg_source plain = {.name = "a.yaml"};
    static const struct kg_source folded = {.name = "b.yaml", .indent = KG_INDENT_UNKNOWN};
    struct kg_node *node = text(arena, "x");
    struct kg_node *other = text(arena, "y");
    CHECK(kg_node_position(node).file == NULL);
    node->source = &plain;
    node->line = 3;
    node->column = 5;
    CHECK_INT(kg_node_position(kg_node_at(other, node)).column, 5);
    CHECK_INT(kg_source_column(&folded, 5), 0);
    CHECK_INT(kg_source_column(&plain, 0), 0);
}

TEST("a text of several lines is written literally")
{
    CHECK_INT(text(arena, "a\nb")->style, KG_STYLE_LITERAL);
    CHECK_INT(text(arena, "a")->style, KG_STYLE_PLAIN);
    CHECK_INT(text(arena, "a")->tag, KG_TAG_STR);
}
