/* Wide mappings have an index; nobody may notice, except by the time. */
#include "unit.h"

#include "kagent/node.h"

enum { WIDE = 5000 };

static struct kg_str name_of(struct kg_arena *arena, unsigned number)
{
    return kg_str_from(kg_arena_printf(arena, "key-%u", number));
}

static struct kg_node *text_node(struct kg_arena *arena, struct kg_str text)
{
    return kg_node_scalar(arena, KG_TAG_STR, text);
}

/* A mapping from the names of 0 to `count` - 1 to themselves. */
static struct kg_node *make_mapping(struct kg_arena *arena, unsigned count)
{
    struct kg_node *mapping = kg_node_mapping(arena);

    for (unsigned i = 0; i < count; i++) {
        struct kg_str name = name_of(arena, i);
        kg_node_append_pair(arena, mapping, text_node(arena, name), text_node(arena, name));
    }
    return mapping;
}

static void check_keys(struct kg_arena *arena, const struct kg_node *mapping, unsigned from,
                       unsigned to)
{
    for (unsigned i = from; i < to; i++) {
        struct kg_str name = name_of(arena, i);
        const struct kg_node *found = kg_node_get_str(mapping, name);
        CHECK(found != NULL);
        CHECK(kg_str_equal(found->text, name));
    }
    CHECK(kg_node_get(mapping, "key") == NULL);
    CHECK(kg_node_get_str(mapping, name_of(arena, to)) == NULL);
}

TEST("every key of a mapping is found, however many there are")
{
    for (unsigned count = 0; count < 200; count++)
        check_keys(arena, make_mapping(arena, count), 0, count);
    check_keys(arena, make_mapping(arena, WIDE), 0, WIDE);
}

TEST("of equal keys the first is found")
{
    struct kg_node *mapping = make_mapping(arena, WIDE);

    kg_node_append_pair(arena, mapping, text_node(arena, KG_STR("key-7")),
                        text_node(arena, KG_STR("second")));
    CHECK_STR(kg_node_text(kg_node_get(mapping, "key-7")), "key-7");
    kg_node_remove(mapping, KG_STR("key-7"));
    CHECK_STR(kg_node_text(kg_node_get(mapping, "key-7")), "second");
    kg_node_set(arena, mapping, "key-7", text_node(arena, KG_STR("third")));
    CHECK_STR(kg_node_text(kg_node_get(mapping, "key-7")), "third");
    CHECK_INT(mapping->count, WIDE);
}

TEST("removed keys are gone, and the others are found at their new places")
{
    struct kg_node *mapping = make_mapping(arena, WIDE);

    for (unsigned i = 0; i < 100; i++)
        CHECK(kg_node_remove(mapping, name_of(arena, i)) != NULL);
    CHECK(kg_node_get(mapping, "key-99") == NULL);
    check_keys(arena, mapping, 100, WIDE);
    kg_node_set(arena, mapping, "new", text_node(arena, KG_STR("value")));
    CHECK_STR(kg_node_text(kg_node_get(mapping, "new")), "value");
    check_keys(arena, mapping, 100, WIDE);
}

TEST("a copy is found in apart from its original")
{
    struct kg_node *mapping = make_mapping(arena, WIDE);
    struct kg_node *copy = kg_node_copy(arena, mapping);

    kg_node_set(arena, copy, "only here", text_node(arena, KG_STR("value")));
    CHECK(kg_node_get(mapping, "only here") == NULL);
    CHECK(kg_node_get(copy, "only here") != NULL);
    check_keys(arena, copy, 0, WIDE);
    CHECK(kg_node_remove(copy, KG_STR("key-0")) != NULL);
    check_keys(arena, mapping, 0, WIDE);
}

TEST("keys that are changed by hand are found after reindexing")
{
    struct kg_node *mapping = make_mapping(arena, WIDE);

    mapping->count = WIDE - 1;
    mapping->pairs[0].key = text_node(arena, KG_STR("renamed"));
    kg_node_reindex(arena, mapping);
    CHECK(kg_node_get(mapping, "renamed") == mapping->pairs[0].value);
    CHECK(kg_node_get(mapping, "key-0") == NULL);
    check_keys(arena, mapping, 1, WIDE - 1);
}

TEST("keys that are no scalars are not found by any text")
{
    struct kg_node *mapping = make_mapping(arena, WIDE);

    kg_node_append_pair(arena, mapping, kg_node_mapping(arena), text_node(arena, KG_STR("value")));
    CHECK(kg_node_get(mapping, "") == NULL);
}

TEST("nodes are counted and their nesting is measured")
{
    struct kg_node *list = kg_node_sequence(arena);
    struct kg_node *mapping = make_mapping(arena, 2);

    CHECK_INT(kg_node_depth(NULL), 0);
    CHECK_INT(kg_node_depth(mapping->pairs[0].value), 0);
    CHECK_INT(kg_node_depth(list), 1);
    CHECK_INT(kg_node_depth(mapping), 1);
    CHECK_INT(kg_node_count(mapping), 5);
    kg_node_append(arena, list, mapping);
    kg_node_append(arena, list, mapping);
    CHECK_INT(kg_node_depth(list), 2);
    CHECK_INT(kg_node_count(list), 11);
}

TEST("a detached copy needs nothing of the original")
{
    struct kg_arena other;
    struct kg_node *detached;
    kg_arena_init(&other, 1 << 20, arena->recovery);
    struct kg_node *mapping = kg_node_mapping(&other);
    kg_node_set(&other, mapping, kg_arena_strdup(&other, "key"),
                kg_node_string(&other, kg_str_from(kg_arena_strdup(&other, "value"))));
    detached = kg_node_detach(arena, mapping);
    kg_arena_release(&other);
    CHECK_STR(kg_node_text(kg_node_get(detached, "key")), "value");
    CHECK(kg_node_detach(arena, NULL) == NULL);
}

TEST("a node that was written again is equal, but not untouched")
{
    struct kg_node *mapping = make_mapping(arena, 2);
    struct kg_node *value = mapping->pairs[1].value;
    struct kg_node *copy = kg_node_copy(arena, mapping);

    value->mark = kg_node_mark(2, 5);
    CHECK(kg_node_equal(mapping, copy));
    CHECK(!kg_node_untouched(mapping, copy));
    copy->pairs[1].value->mark = kg_node_mark(2, 5);
    CHECK(kg_node_untouched(mapping, copy));
    kg_node_at(value, mapping);
    CHECK(kg_node_untouched(mapping, copy));
    value->explicit_tag = true;
    CHECK(!kg_node_untouched(mapping, copy));
}
