/* Failures travel in fields of fixed size, and still say what is wrong. */
#include "unit.h"

#include <string.h>

static const struct kg_position nowhere = {0};

/* `count` times `piece`. */
static const char *repeat(struct kg_arena *arena, const char *piece, size_t count)
{
    size_t length = strlen(piece);
    char *text = kg_arena_alloc(arena, length * count + 1);

    for (size_t i = 0; i < count; i++)
        memcpy(text + i * length, piece, length);
    text[length * count] = '\0';
    return text;
}

static bool begins(const char *text, const char *with)
{
    return kg_str_starts(kg_str_from(text), with);
}

static bool ends(const char *text, const char *with)
{
    return kg_str_ends(kg_str_from(text), with);
}

TEST("a failure has a class, a place, a message and advice")
{
    struct kg_error err = KG_ERROR_INIT;

    CHECK_INT(kg_error_at(&err, KG_ERROR_USAGE, (struct kg_position){"file", 3, 4}, "no %s", "x"),
              -1);
    CHECK_INT(kg_error_context(&err, "in %d", 5), -1);
    CHECK_INT(kg_error_advise(&err, "write %c", 'y'), -1);
    CHECK_INT(err.class, KG_ERROR_USAGE);
    CHECK_TEXT(err.file, "file");
    CHECK_INT(err.line, 3);
    CHECK_INT(err.column, 4);
    CHECK_TEXT(err.message, "in 5: no x");
    CHECK_TEXT(err.advice, "write y");
}

TEST("the first place stays")
{
    struct kg_error err = KG_ERROR_INIT;

    kg_error_at(&err, KG_ERROR_NEGATIVE, (struct kg_position){"first", 1, 2}, "no");
    kg_error_locate(&err, (struct kg_position){"second", 3, 4});
    CHECK_TEXT(err.file, "first");
    CHECK_INT(err.line, 1);
}

TEST("a failure that nobody asked for is only the value returned")
{
    CHECK_INT(kg_error_set(NULL, KG_ERROR_NEGATIVE, "no"), -1);
    CHECK_INT(kg_error_at(NULL, KG_ERROR_NEGATIVE, nowhere, "no"), -1);
    CHECK_INT(kg_error_context(NULL, "in"), -1);
    CHECK_INT(kg_error_locate(NULL, nowhere), -1);
    CHECK_INT(kg_error_advise(NULL, "do"), -1);
}

TEST("a text that does not fit keeps both its ends")
{
    struct kg_error err = KG_ERROR_INIT;
    const char *name = repeat(arena, "name", 100000);

    kg_error_at(&err, KG_ERROR_NEGATIVE, (struct kg_position){name, 1, 1}, "no `%s` here", name);
    CHECK(begins(err.message, "no `name"));
    CHECK(strstr(err.message, "...") != NULL);
    CHECK(ends(err.message, "name` here"));
    CHECK_INT(strlen(err.message), KG_ERROR_MESSAGE_MAX - 1);
    CHECK(begins(err.file, "name"));
    CHECK(ends(err.file, "name"));
}

TEST("a text that fits exactly stays whole")
{
    struct kg_error err = KG_ERROR_INIT;
    const char *name = repeat(arena, "x", KG_ERROR_MESSAGE_MAX - 1);

    kg_error_set(&err, KG_ERROR_NEGATIVE, "%s", name);
    CHECK_TEXT(err.message, name);
    kg_error_set(&err, KG_ERROR_NEGATIVE, "%s!", name);
    CHECK(ends(err.message, "x!"));
    CHECK(strstr(err.message, "...") != NULL);
}

TEST("characters are not cut in two")
{
    struct kg_error err = KG_ERROR_INIT;

    for (size_t shift = 0; shift < 4; shift++) {
        kg_error_set(&err, KG_ERROR_NEGATIVE, "%s%s", repeat(arena, "x", shift),
                     repeat(arena, "\xF0\x9F\x98\x80", 10000));
        CHECK(kg_str_is_utf8(kg_str_from(err.message)));
    }
}

TEST("long contexts leave room for what they are the context of")
{
    struct kg_error err = KG_ERROR_INIT;

    kg_error_set(&err, KG_ERROR_NEGATIVE, "the cause");
    for (int i = 0; i < 3; i++)
        kg_error_context(&err, "in %s of this", repeat(arena, "name", 100000));
    CHECK(begins(err.message, "in name"));
    CHECK(ends(err.message, "name of this: the cause"));
}
