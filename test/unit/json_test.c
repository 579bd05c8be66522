/* JSON texts are read as Go's encoding/json reads them. */
#include "unit.h"

#include <string.h>

#include "kagent/buf.h"
#include "kagent/emit.h"
#include "kagent/json.h"

static const struct kg_source source = {.name = "text.json"};

static struct kg_node *read_text(struct kg_arena *arena, const char *text, struct kg_error *err)
{
    struct kg_node *node = NULL;

    return kg_json_read(arena, kg_str_from(text), &source, 1, &node, err) < 0 ? NULL : node;
}

/* What is left of a text that is read and written again; "refused" if it is none. */
static const char *again(struct kg_arena *arena, const char *text)
{
    struct kg_node *node = read_text(arena, text, NULL);
    struct kg_buf out;

    kg_buf_init(&out, arena, 1 << 20);
    if (node == NULL || kg_emit_json(&out, node, KG_JSON_COMPACT, NULL) < 0)
        return "refused";
    return out.data;
}

TEST("values of every kind are read")
{
    CHECK_TEXT(again(arena, " {\"a\" : [1, -2.5, true, false, null, \"x\"], \"b\": {}} \r\n\t"),
               "{\"a\":[1,-2.5,true,false,null,\"x\"],\"b\":{}}");
    CHECK_TEXT(again(arena, "[]"), "[]");
    CHECK_TEXT(again(arena, "\"\""), "\"\"");
    CHECK_TEXT(again(arena, "1e3"), "1000");
    CHECK_TEXT(again(arena, "-0.5E-1"), "-0.05");
}

TEST("escapes become characters, halves of pairs and bad bytes U+FFFD")
{
    CHECK_STR(read_text(arena, "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", NULL)->text, "\"\\/\b\f\n\r\t");
    CHECK_STR(read_text(arena, "\"\\u00e9\\u20AC\\ud83d\\ude00\"", NULL)->text,
              "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    CHECK_STR(read_text(arena, "\"\\ud83d x \\ude00\"", NULL)->text, "\xEF\xBF\xBD x \xEF\xBF\xBD");
    CHECK_STR(read_text(arena, "\"\\ud83d\\ud83d\\ude00\"", NULL)->text,
              "\xEF\xBF\xBD\xF0\x9F\x98\x80");
    CHECK_STR(read_text(arena, "\"a\xFF\xC3z\"", NULL)->text, "a\xEF\xBF\xBD\xEF\xBF\xBDz");
    CHECK_INT(read_text(arena, "\"a\\u0000b\"", NULL)->text.length, 3);
}

TEST("what is no JSON is refused")
{
    static const char *const texts[] = {
        "",
        " ",
        "{",
        "[",
        "[1,]",
        "[1 2]",
        "{\"a\"}",
        "{a: 1}",
        "{'a': 1}",
        "{\"a\":1,}",
        "[1]x",
        "01",
        "+1",
        ".5",
        "1.",
        "1e",
        "-",
        "0x10",
        "truth",
        "nul",
        "\"open",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\t\"",
        "\"a\nb\"",
        "NaN",
        "# comment\n1",
        "\"\\ud83d\\u12\"",
        "{\"a\":}",
        "[,1]",
        "{1: 2}",
        "\xEF\xBB\xBF{}",
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (read_text(arena, texts[i], NULL) != NULL)
            printf("# read: %s\n", texts[i]);
        CHECK(read_text(arena, texts[i], NULL) == NULL);
    }
}

TEST("a refusal says where and what was expected")
{
    struct kg_error err = KG_ERROR_INIT;

    read_text(arena, "{\"a\": [1,\n  2 3]}", &err);
    CHECK_ERROR(err, "expected ',' or ']', found '3'");
    CHECK_TEXT(err.file, "text.json");
    CHECK_INT(err.line, 2);
    CHECK_INT(err.column, 5);
    read_text(arena, "[\"a", &err);
    CHECK_ERROR(err, "expected the end of a string, found the end of the text");
    read_text(arena, "[\"a\nb\"]", &err);
    CHECK_ERROR(err, "expected no control character in a string, found the byte 0x0a");
    read_text(arena, "{} \xC3\xA9", &err);
    CHECK_ERROR(err, "expected nothing behind the value, found '\xC3\xA9'");
}

TEST("nodes know their places, numbers their spelling")
{
    struct kg_node *node = read_text(arena, "{\n  \"a\": [1.50,\n    \"x\"]}", NULL);
    const struct kg_node *list = kg_node_get(node, "a");

    CHECK_STR(list->items[0]->text, "1.50");
    CHECK_INT(list->items[0]->tag, KG_TAG_FLOAT);
    CHECK_INT(list->line, 2);
    CHECK_INT(list->column, 8);
    CHECK_INT(list->items[1]->line, 3);
    CHECK_INT(list->items[1]->column, 5);
    CHECK_INT(node->pairs[0].key->column, 3);
}

TEST("strings of an unusual spelling are marked")
{
    CHECK(!read_text(arena, "\"plain \\\" \\n \\u0001 \xC3\xA9\"", NULL)->explicit_tag);
    CHECK(!read_text(arena, "\"\\u003c\"", NULL)->explicit_tag);
    CHECK(read_text(arena, "\"\\/\"", NULL)->explicit_tag);
    CHECK(read_text(arena, "\"\\u00e9\"", NULL)->explicit_tag);
    CHECK(read_text(arena, "\"<\"", NULL)->explicit_tag);
    CHECK(read_text(arena, "\"\\u003C\"", NULL)->explicit_tag);
}

TEST("equal keys are all kept")
{
    const struct kg_node *node = read_text(arena, "{\"a\": 1, \"a\": 2}", NULL);

    CHECK_INT(node->count, 2);
}

TEST("nesting has an end")
{
    enum { TOO_DEEP = KG_JSON_DEPTH_MAX + 1 };
    struct kg_buf text;
    struct kg_error err = KG_ERROR_INIT;

    kg_buf_init(&text, arena, 1 << 20);
    kg_buf_add_repeated(&text, '[', TOO_DEEP);
    kg_buf_add_repeated(&text, ']', TOO_DEEP);
    CHECK(read_text(arena, text.data, &err) == NULL);
    CHECK_ERROR(err, "at most 1000 nested collections");
    text.data[TOO_DEEP * 2 - 1] = '\0';
    CHECK(read_text(arena, text.data + 1, NULL) != NULL);
}
