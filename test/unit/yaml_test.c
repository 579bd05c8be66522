/* YAML texts that are hard to read on purpose end in an answer, and soon. */
#include "unit.h"

#include <string.h>

#include "kagent/buf.h"
#include "kagent/emit.h"
#include "kagent/yaml.h"

enum { TEXT_MAX = 1 << 24, THOUSANDS = 20000 };

static const struct kg_source source = {.name = "text.yaml"};

static struct kg_node *read_text(struct kg_arena *arena, struct kg_str text, struct kg_error *err)
{
    struct kg_node *document = NULL;

    if (kg_yaml_read(arena, text, &source, 1, &document, err) < 0 ||
        kg_yaml_expand(arena, &document, err) < 0)
        return NULL;
    return document;
}

/* What is left of a text that is read and written again; the message if it is refused. */
static const char *again(struct kg_arena *arena, const char *text)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *document = read_text(arena, kg_str_from(text), &err);
    struct kg_buf out;

    kg_buf_init(&out, arena, TEXT_MAX);
    if (document == NULL || kg_emit_yaml(&out, document, NULL, &err) < 0)
        return kg_arena_strdup(arena, err.message);
    return out.data;
}

static struct kg_buf start(struct kg_arena *arena, const char *text)
{
    struct kg_buf buf;

    kg_buf_init(&buf, arena, TEXT_MAX);
    kg_buf_add_text(&buf, text);
    return buf;
}

/* `depth` lists inside one another. */
static void add_nested(struct kg_buf *text, unsigned depth)
{
    kg_buf_add_repeated(text, '[', depth);
    kg_buf_add_repeated(text, ']', depth);
}

TEST("merge keys take mappings and aliases of mappings, and nothing else")
{
    CHECK_TEXT(again(arena, "a: &a {x: 1, z: 2}\nb: &b {x: 2, u: 3}\nc: {z: 0, <<: [*a, *b]}"),
               "a:\n  x: 1\n  z: 2\nb:\n  u: 3\n  x: 2\nc:\n  u: 3\n  x: 1\n  z: 0\n");
    CHECK_TEXT(again(arena, "a: {<<: {x: 1}}"), "a:\n  x: 1\n");
    CHECK_TEXT(again(arena, "a: {<<: x}"),
               "a merge key (<<) takes a mapping or a list of mappings, not a scalar");
    CHECK_TEXT(again(arena, "a: {<<: [[]]}"),
               "a merge key (<<) takes a mapping or a list of mappings, not a sequence");
    CHECK_TEXT(
        again(arena, "a: &a [{x: 1}]\nb: {<<: *a}"),
        "a merge key (<<) takes a mapping or a list of mappings, not an alias of a sequence");
    CHECK_TEXT(
        again(arena, "a: &a [{x: 1}]\nb: {<<: [*a]}"),
        "a merge key (<<) takes a mapping or a list of mappings, not an alias of a sequence");
}

TEST("an anchor may not contain an alias to itself, but a mapping may merge itself")
{
    CHECK_TEXT(again(arena, "a: &a [*a]"), "an anchor contains an alias to itself");
    CHECK_TEXT(again(arena, "a: &a {b: {c: [*a]}}"), "an anchor contains an alias to itself");
    CHECK_TEXT(again(arena, "a: &a {b: {<<: *a}}"), "an anchor contains an alias to itself");
    CHECK_TEXT(
        again(arena, "a: {<<: &a [*a]}"),
        "a merge key (<<) takes a mapping or a list of mappings, not an alias of a sequence");
    CHECK_TEXT(again(arena, "a: &a {<<: *a, b: 1}"), "a:\n  b: 1\n");
    CHECK_TEXT(again(arena, "a: {<<: &a {<<: [*a]}}"), "a: {}\n");
}

TEST("nesting is limited, also where aliases make it")
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf text = start(arena, "");

    add_nested(&text, KG_YAML_DEPTH_MAX);
    CHECK(read_text(arena, kg_buf_str(&text), &err) != NULL);

    text = start(arena, "");
    add_nested(&text, KG_YAML_DEPTH_MAX + 1);
    CHECK(read_text(arena, kg_buf_str(&text), &err) == NULL);
    CHECK_ERROR(err, "nested more than 1000 levels deep");
    CHECK_INT(err.column, KG_YAML_DEPTH_MAX + 1);

    text = start(arena, "- &a ");
    add_nested(&text, KG_YAML_DEPTH_MAX - 1);
    kg_buf_add_text(&text, "\n- *a\n");
    CHECK(read_text(arena, kg_buf_str(&text), &err) != NULL);
    kg_buf_add_text(&text, "- [*a]\n");
    CHECK(read_text(arena, kg_buf_str(&text), &err) == NULL);
    CHECK_ERROR(err, "nested more than 1000 levels deep");
}

TEST("what aliases expand to is limited, and so is what merge keys go through")
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf text = start(arena, "- &a0 [x, x, x, x, x, x, x, x, x, x]\n");

    for (unsigned i = 1; i < 8; i++)
        kg_buf_printf(&text,
                      "- &a%u [*a%u, *a%u, *a%u, *a%u, *a%u, *a%u, *a%u, *a%u, *a%u, *a%u]\n", i,
                      i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    CHECK(read_text(arena, kg_buf_str(&text), &err) == NULL);
    CHECK_ERROR(err, "expand to more than 4000000 nodes");

    text = start(arena, "a: &a {x: [");
    for (unsigned i = 0; i < THOUSANDS; i++)
        kg_buf_add_text(&text, "1,");
    kg_buf_add_text(&text, "]}\nb:\n");
    for (unsigned i = 0; i < THOUSANDS; i++)
        kg_buf_add_text(&text, "- {x: 1, <<: *a}\n");
    CHECK(read_text(arena, kg_buf_str(&text), &err) == NULL);
    CHECK_ERROR(err, "expand to more than 4000000 nodes");
}

TEST("a text with an escaped slash is refused at the place, however many quoted texts it has")
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf text = start(arena, "");

    for (unsigned i = 0; i < THOUSANDS; i++)
        kg_buf_add_text(&text, "- \"\xC3\xA9\"\n");
    kg_buf_add_text(&text, "- a\\/b\n");
    CHECK(read_text(arena, kg_buf_str(&text), &err) != NULL);
    kg_buf_add_text(&text, "- \"a\\/b\"\n");
    CHECK(read_text(arena, kg_buf_str(&text), &err) == NULL);
    CHECK_ERROR(err, "found unknown escape character '\\/'");
    CHECK_INT(err.line, THOUSANDS + 2);
    CHECK_INT(err.column, 3);
}

TEST("a flood of directives is refused, in every encoding and behind every line break")
{
    static const struct {
        const char *directive;
        size_t length;
    } floods[] = {
        {"%TAG !a! x\n", 11},
        {"%TAG !a! x\r", 11},
        {"%TAG !a! x\xC2\x85", 12},
        {"%TAG !a! x\xE2\x80\xA8", 13},
        {"# x\xE2\x80\xA9%TAG !a! x\n", 17},
        {"%\0T\0 \0!\0a\0 \0x\0\n\0", 16},
        {"\0%\0T\0 \0!\0a\0 \0x\x20\x28", 16},
    };

    for (size_t i = 0; i < sizeof(floods) / sizeof(floods[0]); i++) {
        struct kg_error err = KG_ERROR_INIT;
        struct kg_buf text = start(arena, "");
        for (unsigned j = 0; j < THOUSANDS; j++)
            kg_buf_add(&text, floods[i].directive, floods[i].length);
        CHECK(read_text(arena, kg_buf_str(&text), &err) == NULL);
        CHECK_ERROR(err, "more than 1000 directives");
    }
    CHECK_TEXT(again(arena, "%YAML 1.1\n%TAG !e! tag:example.com,2000:\n---\na: 100%\n"),
               "a: 100%\n");
}
