#include "kagent/unified.h"

#include "unit.h"

static const char *diff(struct kg_arena *arena, const char *before, const char *after)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, 1 << 20);
    kg_buf_add_text(&out, "");
    bool differs =
        kg_unified_diff(&out, kg_str_from(before), kg_str_from(after), "a", "b", &kg_palette_plain);
    CHECK_INT(differs, strcmp(before, after) != 0);
    return kg_str_copy(arena, kg_buf_str(&out));
}

TEST("equal texts have no difference")
{
    CHECK_TEXT(diff(arena, "x\n", "x\n"), "");
}

TEST("a change stands between three lines of context")
{
    CHECK_TEXT(diff(arena, "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
               "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST("an empty text has no lines")
{
    CHECK_TEXT(diff(arena, "", "1\n2\n"), "--- a\n+++ b\n@@ -0,0 +1,2 @@\n+1\n+2\n");
    CHECK_TEXT(diff(arena, "1\n", ""), "--- a\n+++ b\n@@ -1 +0,0 @@\n-1\n");
}

TEST("changes that are far apart have hunks of their own")
{
    CHECK_TEXT(
        diff(arena, "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n"),
        "--- a\n+++ b\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

TEST("what a terminal would obey is made visible")
{
    CHECK_TEXT(diff(arena, "", "\033[2J\n"), "--- a\n+++ b\n@@ -0,0 +1 @@\n+\\x1b[2J\n");
}
