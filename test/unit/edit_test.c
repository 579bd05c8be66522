#include "kagent/edit.h"

#include "unit.h"

static struct kg_str edit(struct kg_arena *arena, const char *text, unsigned line, unsigned column,
                          const char *old, const char *value)
{
    struct kg_str edited = KG_STR("refused");
    struct kg_position where = {.file = "f.yaml", .line = line, .column = column};
    kg_edit_scalar(arena, kg_str_from(text), where, kg_str_from(old), kg_str_from(value), &edited,
                   NULL);
    return edited;
}

TEST("a value is replaced, and comments, blanks and line ends stay")
{
    CHECK_STR(edit(arena, "a: 1\nreplicas:   5   # five\nb: 5\n", 2, 13, "5", "12"),
              "a: 1\nreplicas:   12   # five\nb: 5\n");
    CHECK_STR(edit(arena, "replicas: 5\r\nb: 1\r\n", 1, 11, "5", "7"), "replicas: 7\r\nb: 1\r\n");
    CHECK_STR(edit(arena, "replicas: 5", 1, 11, "5", "70"), "replicas: 70");
    CHECK_STR(edit(arena, "{replicas: 5, a: 1}", 1, 12, "5", "7"), "{replicas: 7, a: 1}");
}

TEST("quotes stay as they are")
{
    CHECK_STR(edit(arena, "a: \"5-10\"\n", 1, 4, "5-10", "5-12"), "a: \"5-12\"\n");
    CHECK_STR(edit(arena, "a: '5'\n", 1, 4, "5", "7"), "a: '7'\n");
}

TEST("columns count characters")
{
    CHECK_STR(edit(arena, "\xc3\xa4\xe2\x82\xac: 5\n", 1, 5, "5", "7"),
              "\xc3\xa4\xe2\x82\xac: 7\n");
}

TEST("where something else stands nothing is changed")
{
    CHECK_STR(edit(arena, "a: 50\n", 1, 4, "5", "7"), "refused");
    CHECK_STR(edit(arena, "a: 5x\n", 1, 4, "5", "7"), "refused");
    CHECK_STR(edit(arena, "a: &n 5\n", 1, 4, "5", "7"), "refused");
    CHECK_STR(edit(arena, "a: \"5'\n", 1, 4, "5", "7"), "refused");
    CHECK_STR(edit(arena, "a: 5\n", 3, 4, "5", "7"), "refused");
    CHECK_STR(edit(arena, "a: 5\n", 1, 40, "5", "7"), "refused");
    CHECK_STR(edit(arena, "a: 5\n", 0, 0, "5", "7"), "refused");
    CHECK_STR(edit(arena, "a: \n", 1, 4, "", "7"), "refused");
}

TEST("the error names the place")
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_str edited;
    struct kg_position where = {.file = "f.yaml", .line = 1, .column = 4};
    CHECK_INT(kg_edit_scalar(arena, KG_STR("a: !!int 5\n"), where, KG_STR("5"), KG_STR("7"),
                             &edited, &err),
              -1);
    CHECK_ERROR(err, "this should be the value 5");
    CHECK_TEXT(err.file, "f.yaml");
    CHECK_INT(err.line, 1);
}
