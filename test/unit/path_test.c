/* Paths are taken apart and put together as Go's filepath does. */
#include "cases.h"

#include "kagent/fs.h"

TEST("paths are cleaned, joined and related as in Go")
{
    enum { A, B, CLEAN, JOINED, WAY, INSIDE, FIELDS };
    struct kg_str table = cases_read(arena, "test/unit/path_cases.txt");
    struct kg_str field[FIELDS];
    int differences = 0;
    int count = 0;

    for (; cases_next(arena, &table, field, FIELDS); count++) {
        const char *a = field[A].data;
        const char *b = field[B].data;
        const char *below_a = kg_path_clean(arena, kg_arena_printf(arena, "/%s", a));
        const char *below_b = kg_path_clean(arena, kg_arena_printf(arena, "/%s", b));
        const char *inside = kg_path_inside(below_b, below_a) ? "inside" : "outside";
        const char *way = kg_path_relative(arena, below_a, below_b);
        differences += cases_differ(field[A], kg_str_from(kg_path_clean(arena, a)), field[CLEAN]);
        differences +=
            cases_differ(field[A], kg_str_from(kg_path_join(arena, a, b)), field[JOINED]);
        differences += cases_differ(field[A], kg_str_from(way), field[WAY]);
        differences += cases_differ(field[A], kg_str_from(inside), field[INSIDE]);
    }
    CHECK_INT(differences, 0);
    CHECK(count >= 400);
}

TEST("the directory of a path is what stands before the last slash")
{
    CHECK_TEXT(kg_path_directory(arena, "a"), ".");
    CHECK_TEXT(kg_path_directory(arena, ""), ".");
    CHECK_TEXT(kg_path_directory(arena, "/a"), "/");
    CHECK_TEXT(kg_path_directory(arena, "/"), "/");
    CHECK_TEXT(kg_path_directory(arena, "a/b/c"), "a/b");
    CHECK_TEXT(kg_path_directory(arena, "a/b/"), "a/b");
}

TEST("the base of a path is what stands behind the last slash")
{
    CHECK_TEXT(kg_path_base("a"), "a");
    CHECK_TEXT(kg_path_base("/a/b.yaml"), "b.yaml");
    CHECK_TEXT(kg_path_base("a/"), "");
    CHECK_TEXT(kg_path_base(""), "");
}

TEST("a directory does not hold its namesakes")
{
    CHECK(kg_path_inside("/a/b", "/a"));
    CHECK(kg_path_inside("/a", "/a"));
    CHECK(kg_path_inside("/a", "/"));
    CHECK(!kg_path_inside("/ab", "/a"));
    CHECK(!kg_path_inside("/a", "/a/b"));
}
