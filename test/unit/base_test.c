/* Texts, buffers, maps, errors, memory that holds secrets, and descriptors. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "kagent/buf.h"
#include "kagent/descriptor.h"
#include "kagent/map.h"
#include "kagent/random.h"
#include "kagent/wipe.h"

/* ---- texts ---- */

/* The pieces of a text, each behind a bar. */
static const char *pieces(struct kg_arena *arena, const char *text)
{
    struct kg_str rest = kg_str_from(text);
    struct kg_str piece;
    const char *result = "";
    while (kg_str_split(&rest, ',', &piece))
        result = kg_arena_printf(arena, "%s|%.*s", result, KG_STR_ARG(piece));
    CHECK(rest.data == NULL);
    return result;
}

TEST("a text is split as Go's strings.Split does, empty pieces included")
{
    CHECK_TEXT(pieces(arena, "a,b,c"), "|a|b|c");
    CHECK_TEXT(pieces(arena, "a,,b"), "|a||b");
    CHECK_TEXT(pieces(arena, ",a,"), "||a|");
    CHECK_TEXT(pieces(arena, ","), "||");
    CHECK_TEXT(pieces(arena, "a"), "|a");
    CHECK_TEXT(pieces(arena, ""), "|");
}

TEST("texts are compared bytewise, and the shorter of two like ones comes first")
{
    CHECK(kg_str_compare(KG_STR("a"), KG_STR("b")) < 0);
    CHECK(kg_str_compare(KG_STR("b"), KG_STR("a")) > 0);
    CHECK(kg_str_compare(KG_STR("a"), KG_STR("ab")) < 0);
    CHECK(kg_str_compare(KG_STR("ab"), KG_STR("a")) > 0);
    CHECK(kg_str_compare(KG_STR("z"), KG_STR("\xC3\xA9")) < 0);
    CHECK_INT(kg_str_compare(KG_STR("a\0b"), KG_STR("a\0b")), 0);
    CHECK(kg_str_compare(KG_STR("a\0b"), KG_STR("a\0c")) < 0);
    CHECK(!kg_str_equal(KG_STR("a\0b"), KG_STR("a\0c")));
    CHECK(!kg_str_is(KG_STR("a\0"), "a"));
}

TEST("beginnings, ends and bytes are found, pieces are clamped")
{
    CHECK(kg_str_starts(KG_STR("abc"), "ab") && kg_str_starts(KG_STR("abc"), ""));
    CHECK(!kg_str_starts(KG_STR("ab"), "abc") && !kg_str_starts(KG_STR("abc"), "b"));
    CHECK(kg_str_ends(KG_STR("abc"), "bc") && kg_str_ends(KG_STR(""), ""));
    CHECK(!kg_str_ends(KG_STR("bc"), "abc"));
    CHECK_INT(kg_str_find(KG_STR("abcb"), 'b'), 1);
    CHECK_INT(kg_str_find(KG_STR("abc"), 'x'), -1);
    CHECK_INT(kg_str_find_last(KG_STR("abcb"), 'b'), 3);
    CHECK_INT(kg_str_find_last(KG_STR("abc"), 'a'), 0);
    CHECK_INT(kg_str_find_last(KG_STR("abc"), 'x'), -1);
    CHECK_INT(kg_str_find_last(KG_STR(""), 'x'), -1);
    CHECK_STR(kg_str_from_index(KG_STR("abc"), 1), "bc");
    CHECK_STR(kg_str_from_index(KG_STR("abc"), 9), "");
    CHECK_STR(kg_str_head(KG_STR("abc"), 2), "ab");
    CHECK_STR(kg_str_head(KG_STR("abc"), 9), "abc");
    CHECK_STR(kg_str_from(NULL), "");
    CHECK_STR(kg_str_join(arena, KG_STR("ab"), KG_STR("c")), "abc");
}

TEST("white space goes at both ends only")
{
    CHECK_STR(kg_str_trim(KG_STR(" \t\r\n\v\fa b\n ")), "a b");
    CHECK_STR(kg_str_trim(KG_STR(" \n ")), "");
    CHECK_STR(kg_str_trim(KG_STR("")), "");
    CHECK_STR(kg_str_trim(KG_STR("\xC2\xA0")), "\xC2\xA0");
}

TEST("every character goes through UTF-8 and back")
{
    for (unsigned code = 0; code <= 0x10FFFF; code++) {
        char bytes[4];
        unsigned back = ~code;
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        size_t length = kg_utf8_encode(code, bytes);
        CHECK_INT(length, code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
        CHECK_INT(kg_utf8_decode((struct kg_str){bytes, length}, &back), length);
        CHECK_INT(back, code);
        CHECK(kg_str_is_utf8((struct kg_str){bytes, length}));
        if (length > 1)
            CHECK_INT(kg_utf8_decode((struct kg_str){bytes, length - 1}, &back), 0);
    }
}

TEST("overlong forms, surrogates, stray bytes and what lies beyond Unicode are no UTF-8")
{
    static const char *const invalid[] = {
        "\x80",
        "\xBF",
        "\xC0\x80",
        "\xC1\xBF",
        "\xE0\x80\x80",
        "\xE0\x9F\xBF",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF",
        "\xF5\x80\x80\x80",
        "\xF8\x88\x80\x80\x80",
        "\xFE",
        "\xFF",
        "\xF4\x90\x80\x80",
        "\xC3",
        "\xC3(",
        "\xE2\x82",
        "\xE2(\xA1",
        "\xF0\x9F\x98",
    };
    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
        unsigned code;
        CHECK_INT(kg_utf8_decode(kg_str_from(invalid[i]), &code), 0);
        CHECK(!kg_str_is_utf8(kg_str_from(invalid[i])));
        CHECK(!kg_str_is_utf8(kg_str_join(arena, KG_STR("ok"), kg_str_from(invalid[i]))));
    }
    CHECK(kg_str_is_utf8(KG_STR("")));
    CHECK(kg_str_is_utf8(KG_STR("a\0\xE2\x82\xAC")));
}

/* ---- buffers ---- */

TEST("a buffer collects bytes, texts, repetitions and formats, NULs included")
{
    struct kg_buf buf;
    kg_buf_init(&buf, arena, 1 << 20);
    CHECK_STR(kg_buf_str(&buf), "");
    kg_buf_add(&buf, "a\0b", 3);
    kg_buf_add_char(&buf, '-');
    kg_buf_add_text(&buf, "text");
    kg_buf_add_str(&buf, KG_STR("!"));
    kg_buf_add_repeated(&buf, '=', 3);
    kg_buf_printf(&buf, "%d%s", 42, "");
    kg_buf_printf(&buf, "%s", "");
    CHECK_INT(buf.length, 14);
    CHECK(memcmp(buf.data, "a\0b-text!===42", 15) == 0);
    const char *before = buf.data;
    kg_buf_reset(&buf);
    kg_buf_add_text(&buf, "new");
    CHECK_TEXT(buf.data, "new");
    CHECK(buf.data == before);
}

TEST("a long format makes room for itself")
{
    struct kg_buf buf;
    kg_buf_init(&buf, arena, 1 << 20);
    kg_buf_add_text(&buf, "<");
    kg_buf_printf(&buf, "%*d>", 100000, 7);
    CHECK_INT(buf.length, 100002);
    CHECK_STR(kg_str_from_index(kg_buf_str(&buf), 99998), "  7>");
}

/* Whether a buffer of this limit goes to the recovery point when given `count` bytes one by one. */
static bool overflows(size_t limit, size_t count)
{
    jmp_buf recovery;
    struct kg_arena arena;
    struct kg_buf buf;
    kg_arena_init(&arena, 1 << 20, &recovery);
    volatile bool recovered = true;
    if (setjmp(recovery) == 0) {
        kg_buf_init(&buf, &arena, limit);
        for (size_t i = 0; i < count; i++)
            kg_buf_add_char(&buf, 'x');
        recovered = false;
    }
    kg_arena_release(&arena);
    return recovered;
}

TEST("a buffer takes as many bytes as its limit says and not one more")
{
    CHECK(!overflows(1000, 1000));
    CHECK(overflows(1000, 1001));
    CHECK(!overflows(300, 300));
    CHECK(overflows(300, 301));
    CHECK(!overflows(10, 10));
    CHECK(overflows(10, 11));
    CHECK(!overflows(0, 0));
    CHECK(overflows(0, 1));
}

/* ---- maps ---- */

TEST("a map finds each of many keys, and none that is not there")
{
    enum { COUNT = 20000 };
    struct kg_map map;
    kg_map_init(&map, arena);
    CHECK(kg_map_get(&map, KG_STR("a")) == NULL);
    const char **keys = kg_arena_zero(arena, COUNT, sizeof *keys);
    for (int i = 0; i < COUNT; i++) {
        keys[i] = kg_arena_printf(arena, "key-%d", i);
        CHECK(kg_map_put(&map, kg_str_from(keys[i]), &keys[i]) == NULL);
    }
    CHECK_INT(map.count, COUNT);
    for (int i = 0; i < COUNT; i++) {
        const char *same = kg_arena_printf(arena, "key-%d", i);
        CHECK(kg_map_get(&map, kg_str_from(same)) == &keys[i]);
    }
    CHECK(kg_map_get(&map, KG_STR("key-20000")) == NULL);
    CHECK(kg_map_get(&map, KG_STR("")) == NULL);
}

TEST("putting a key again replaces its value and returns the old one")
{
    int values[2];
    struct kg_map map;
    kg_map_init(&map, arena);
    CHECK(kg_map_put(&map, KG_STR("a"), &values[0]) == NULL);
    CHECK(kg_map_put(&map, KG_STR("a"), &values[1]) == &values[0]);
    CHECK(kg_map_get(&map, KG_STR("a")) == &values[1]);
    CHECK_INT(map.count, 1);
    CHECK(*kg_map_slot(&map, KG_STR("a")) == &values[1]);
    CHECK(*kg_map_slot(&map, KG_STR("b")) == NULL);
    CHECK_INT(map.count, 2);
}

TEST("keys that fall on the same place are told apart, empty ones and ones with NULs too")
{
    static const char data[] = "\0\0\0\0\0\0\0\0\0\0\0\0";
    int values[12];
    struct kg_map map;
    kg_map_init(&map, arena);
    for (size_t length = 0; length < 12; length++)
        kg_map_put(&map, (struct kg_str){data, length}, &values[length]);
    for (size_t length = 0; length < 12; length++)
        CHECK(kg_map_get(&map, (struct kg_str){data, length}) == &values[length]);
    CHECK_INT(map.capacity, 16); /* twelve keys in sixteen places: some have met */
}

/* The examples of the hash's authors: draft-eastlake-fnv, appendix C. */
TEST("texts are hashed with FNV-1a")
{
    CHECK(kg_hash_text(KG_STR("")) == 0xcbf29ce484222325u);
    CHECK(kg_hash_text(KG_STR("a")) == 0xaf63dc4c8601ec8cu);
    CHECK(kg_hash_text(KG_STR("foobar")) == 0x85944171f73967e8u);
}

/* ---- errors ---- */

static const char *shown(struct kg_arena *arena, const struct kg_error *err)
{
    struct kg_buf buf;
    kg_buf_init(&buf, arena, 1 << 16);
    kg_buf_add_error(&buf, err);
    return buf.data;
}

TEST("an error is shown with its place, its context and the advice")
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_position where = {"a.yaml", 3, 7};
    CHECK_INT(kg_error_set(&err, KG_ERROR_UNKNOWN, "no %s", "luck"), -1);
    CHECK_INT(err.class, KG_ERROR_UNKNOWN);
    CHECK_TEXT(shown(arena, &err), "no luck\n");
    CHECK_INT(kg_error_context(&err, "in %d", 1), -1);
    CHECK_INT(kg_error_context(&err, "really"), -1);
    CHECK_TEXT(shown(arena, &err), "really: in 1: no luck\n");
    CHECK_INT(kg_error_locate(&err, where), -1);
    CHECK_INT(kg_error_advise(&err, "Try %s.", "less"), -1);
    CHECK_INT(kg_error_advise(&err, "Try more."), -1);
    CHECK_TEXT(shown(arena, &err), "a.yaml:3:7: really: in 1: no luck\nTry more.\n");
}

TEST("unknown lines and columns are left out, a place once known stays")
{
    struct kg_error err = KG_ERROR_INIT;
    CHECK_INT(kg_error_at(&err, KG_ERROR_USAGE, (struct kg_position){.file = "a"}, "bad"), -1);
    CHECK_TEXT(shown(arena, &err), "a: bad\n");
    kg_error_locate(&err, (struct kg_position){"b", 1, 1});
    CHECK_TEXT(shown(arena, &err), "a: bad\n");
    kg_error_at(&err, KG_ERROR_USAGE, (struct kg_position){"a", 5, 0}, "bad");
    CHECK_TEXT(shown(arena, &err), "a:5: bad\n");
    kg_error_at(&err, KG_ERROR_USAGE, (struct kg_position){NULL, 5, 1}, "bad");
    CHECK_TEXT(shown(arena, &err), "bad\n");
}

static void check_shortened(const char *field, size_t size, const char *start)
{
    CHECK(strlen(field) < size);
    CHECK(strlen(field) > size - 8);
    CHECK(strstr(field, "...") != NULL);
    CHECK(kg_str_starts(kg_str_from(field), start));
}

TEST("texts that do not fit are shortened, and three points say so")
{
    const char *endless = memset(kg_arena_zero(arena, 5001, 1), 'x', 5000);
    struct kg_error err = KG_ERROR_INIT;

    kg_error_at(&err, KG_ERROR_NEGATIVE, (struct kg_position){.file = endless}, "%s", endless);
    kg_error_advise(&err, "%s", endless);
    check_shortened(err.file, sizeof err.file, "xxx");
    check_shortened(err.message, sizeof err.message, "xxx");
    check_shortened(err.advice, sizeof err.advice, "xxx");
    kg_error_context(&err, "short");
    check_shortened(err.message, sizeof err.message, "short: xxx");
    kg_error_context(&err, "%s", endless);
    check_shortened(err.message, sizeof err.message, "xxx");
}

TEST("nobody needs to listen to an error")
{
    struct kg_position where = {"a", 1, 1};
    CHECK_INT(kg_error_set(NULL, KG_ERROR_NEGATIVE, "x"), -1);
    CHECK_INT(kg_error_at(NULL, KG_ERROR_NEGATIVE, where, "x"), -1);
    CHECK_INT(kg_error_context(NULL, "x"), -1);
    CHECK_INT(kg_error_locate(NULL, where), -1);
    CHECK_INT(kg_error_advise(NULL, "x"), -1);
}

TEST("a visible text shows what a terminal would obey")
{
    struct kg_buf buf;
    kg_buf_init(&buf, arena, 1000);
    kg_buf_add_visible(&buf, KG_STR("a\033[2J\n\tb\xC2\x9B \xFF \xC3\xA9\x7F"));
    CHECK_STR(kg_buf_str(&buf), "a\\x1b[2J\\n\\tb\\x9b \\xff \xC3\xA9\\x7f");
}

/* ---- secrets ---- */

TEST("what is wiped is zeros, and nothing around it is")
{
    char bytes[] = "abcdef";
    kg_wipe(bytes + 1, 3);
    CHECK_INT(memcmp(bytes, "a\0\0\0ef", sizeof bytes), 0);
    kg_wipe(bytes, 0);
    CHECK_INT(bytes[0], 'a');
}

TEST("random bytes fill what they are asked for, and are others each time")
{
    unsigned char one[KG_RANDOM_MOST + 1] = {0}, other[KG_RANDOM_MOST] = {0};
    size_t zeros = 0;

    kg_random(one, KG_RANDOM_MOST);
    kg_random(other, KG_RANDOM_MOST);
    CHECK(memcmp(one, other, KG_RANDOM_MOST) != 0);
    for (size_t i = 0; i < KG_RANDOM_MOST; i++)
        zeros += one[i] == 0;
    CHECK(zeros < KG_RANDOM_MOST / 2);
    CHECK_INT(one[KG_RANDOM_MOST], 0);
}

/* ---- descriptors ---- */

TEST("no program inherits a pipe, and who does not wait is told that nothing is there")
{
    int ends[2];
    char byte = 'a';
    CHECK_INT(kg_pipe(ends), 0);
    for (int i = 0; i < 2; i++)
        CHECK_INT(fcntl(ends[i], F_GETFD), FD_CLOEXEC);
    CHECK_INT(kg_nonblocking(ends[0]), 0);
    CHECK_INT(read(ends[0], &byte, 1), -1);
    CHECK_INT(errno, EAGAIN);
    CHECK_INT(write(ends[1], "b", 1), 1);
    CHECK_INT(read(ends[0], &byte, 1), 1);
    CHECK_INT(byte, 'b');
    close(ends[0]);
    close(ends[1]);
    CHECK_INT(kg_nonblocking(ends[0]), -1);
}

TEST("no program inherits a pair of sockets, each of which ends in the other")
{
    int ends[2];
    char byte = 'a';
    CHECK_INT(kg_socket_pair(ends), 0);
    for (int i = 0; i < 2; i++) {
        CHECK_INT(fcntl(ends[i], F_GETFD), FD_CLOEXEC);
        CHECK_INT(write(ends[i], "b", 1), 1);
        CHECK_INT(read(ends[1 - i], &byte, 1), 1);
    }
    close(ends[0]);
    CHECK_INT(read(ends[1], &byte, 1), 0);
    close(ends[1]);
}
