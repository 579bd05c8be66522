#include "kagent/problem.h"

#include "unit.h"

TEST("a way is written as the API server writes it")
{
    struct kg_way object = {0};
    struct kg_way spec = {.parent = &object, .key = KG_STR("spec")};
    struct kg_way containers = {.parent = &spec, .key = KG_STR("containers")};
    struct kg_way second = {.parent = &containers, .index = 1};
    struct kg_way image = {.parent = &second, .key = KG_STR("image")};
    CHECK_TEXT(kg_way_text(arena, &image), "spec.containers[1].image");
    CHECK_TEXT(kg_way_text(arena, &object), "");
    CHECK_TEXT(kg_way_text(arena, NULL), "");
}

TEST("keys that would read as several steps stand in brackets")
{
    struct kg_way labels = {.key = KG_STR("labels")};
    struct kg_way name = {.parent = &labels, .key = KG_STR("app.kubernetes.io/name")};
    struct kg_way empty = {.parent = &labels, .key = KG_STR("")};
    CHECK_TEXT(kg_way_text(arena, &name), "labels[app.kubernetes.io/name]");
    CHECK_TEXT(kg_way_text(arena, &empty), "labels[]");
}

TEST("problems keep their order, their place and their advice")
{
    struct kg_problems problems;
    struct kg_way replicas = {.key = KG_STR("replicas")};
    struct kg_node *node = kg_node_string(arena, KG_STR("five"));
    kg_problems_init(&problems, arena, 10);
    kg_problem_add(&problems, "first", NULL, NULL, "it has %d faults", 2);
    kg_problem_advise(&problems, kg_problem_add(&problems, "type", &replicas, node, "not a number"),
                      "Write %s.", "5");
    CHECK_INT(problems.count, 2);
    CHECK_TEXT(problems.items[0].message, "it has 2 faults");
    CHECK_TEXT(problems.items[0].advice, NULL);
    CHECK_TEXT(problems.items[1].rule, "type");
    CHECK_TEXT(problems.items[1].path, "replicas");
    CHECK(problems.items[1].node == node);
    CHECK_TEXT(problems.items[1].advice, "Write 5.");
}

TEST("problems beyond the limit are counted and not kept")
{
    struct kg_problems problems;
    kg_problems_init(&problems, arena, 1);
    kg_problem_add(&problems, "a", NULL, NULL, "one");
    kg_problem_advise(&problems, kg_problem_add(&problems, "a", NULL, NULL, "two"), "x");
    CHECK_INT(problems.count, 1);
    CHECK_INT(problems.lost, 1);
    CHECK_TEXT(problems.items[0].advice, NULL);
}
