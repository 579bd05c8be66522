/* Regular expressions mean what they mean to Go. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "kagent/buf.h"
#include "kagent/regex.h"

/* One line of the cases that test/oracle-regex makes. */
struct regex_case {
    enum kg_regex_anchor anchor;
    struct kg_str pattern;
    struct kg_str text;
    const char *answer;
};

/* What the engine thinks: "yes", "no" or "bad". */
static const char *answer(struct kg_arena *arena, enum kg_regex_anchor anchor,
                          struct kg_str pattern, struct kg_str text)
{
    const struct kg_regex *regex = NULL;

    if (kg_regex_compile(arena, pattern, anchor, &regex, NULL) < 0)
        return "bad";
    int rc = kg_regex_match(regex, text, NULL);
    return rc < 0 ? "failed" : rc > 0 ? "yes" : "no";
}

/* \xHH becomes the byte, in place. */
static struct kg_str unescape(char *text)
{
    char *to = text;
    char hex[3] = {0};

    for (const char *from = text; *from != '\0'; from++) {
        if (*from == '\\') {
            memcpy(hex, from + 2, 2);
            *to++ = (char)strtoul(hex, NULL, 16);
            from += 3;
        } else {
            *to++ = *from;
        }
    }
    return (struct kg_str){text, (size_t)(to - text)};
}

static bool read_case(char *line, struct regex_case *test)
{
    char *rest = line;
    char *where = strsep(&rest, "\t");
    char *pattern = strsep(&rest, "\t");
    char *text = strsep(&rest, "\t");

    test->answer = strsep(&rest, "\n");
    if (test->answer == NULL)
        return false;
    test->anchor = strcmp(where, "whole") == 0 ? KG_REGEX_WHOLE : KG_REGEX_ANYWHERE;
    test->pattern = unescape(pattern);
    test->text = unescape(text);
    return true;
}

/* Runs the cases of a file and prints those that come out differently. */
static int count_differences(struct kg_arena *arena, const char *path, int *count)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t size = 0;
    struct regex_case test;
    int differences = 0;

    CHECK(file != NULL);
    while (getline(&line, &size, file) >= 0) {
        char *copy = kg_arena_strdup(arena, line);
        if (!read_case(copy, &test))
            continue;
        ++*count;
        const char *is = answer(arena, test.anchor, test.pattern, test.text);
        if (strcmp(is, test.answer) == 0)
            continue;
        differences++;
        printf("# is %s: %s", is, line);
    }
    free(line);
    fclose(file);
    return differences;
}

TEST("patterns made up at random match what they match in Go, and fail where they fail there")
{
    const char *path = getenv("KG_REGEX_CASES"); /* more of them, from test/oracle-regex */
    int count = 0;

    CHECK_INT(count_differences(arena, path != NULL ? path : "test/unit/regex_cases.txt", &count),
              0);
    CHECK(count >= 1000);
}

static void check(struct kg_arena *arena, enum kg_regex_anchor anchor, const char *pattern,
                  const char *text, const char *expected)
{
    CHECK_TEXT(answer(arena, anchor, kg_str_from(pattern), kg_str_from(text)), expected);
}

TEST("a target's pattern must match the whole text")
{
    check(arena, KG_REGEX_WHOLE, "web", "web", "yes");
    check(arena, KG_REGEX_WHOLE, "web", "webs", "no");
    check(arena, KG_REGEX_WHOLE, "web.*", "webs", "yes");
    check(arena, KG_REGEX_WHOLE, "a|b", "ab", "no");
    check(arena, KG_REGEX_WHOLE, ".*", "", "yes");
    check(arena, KG_REGEX_WHOLE, ".*", "a\nb", "no");
}

TEST("an unanchored pattern is searched for")
{
    check(arena, KG_REGEX_ANYWHERE, "eb", "web", "yes");
    check(arena, KG_REGEX_ANYWHERE, "e.", "web", "yes");
    check(arena, KG_REGEX_ANYWHERE, "^e", "web", "no");
    check(arena, KG_REGEX_ANYWHERE, "", "", "yes");
}

TEST("patterns that make a backtracking matcher hang are matched in one pass")
{
    struct kg_buf text;

    kg_buf_init(&text, arena, 1 << 20);
    kg_buf_add_repeated(&text, 'a', 100000);
    CHECK_TEXT(answer(arena, KG_REGEX_WHOLE, KG_STR("(a*)*(a|aa)+[bc]"), kg_buf_str(&text)), "no");
    CHECK_TEXT(
        answer(arena, KG_REGEX_ANYWHERE, KG_STR("a.*a.*a.*[bc]|(a+a+)+[de]"), kg_buf_str(&text)),
        "no");
}

TEST("the reason for refusing a pattern names the piece")
{
    const struct kg_regex *regex = NULL;
    struct kg_error err = KG_ERROR_INIT;

    CHECK_INT(kg_regex_compile(arena, KG_STR("a(?=b)"), KG_REGEX_ANYWHERE, &regex, &err), -1);
    CHECK_ERROR(err, "'a(?=b)': invalid or unsupported Perl syntax: `(?=`");
    CHECK_INT(kg_regex_compile(arena, KG_STR("(a"), KG_REGEX_ANYWHERE, &regex, &err), -1);
    CHECK_ERROR(err, "missing closing ): `(a`");
}

/* `depth` groups around an `a`, each with a star. */
static struct kg_str nested(struct kg_arena *arena, size_t depth)
{
    struct kg_buf out;

    kg_buf_init(&out, arena, 1 << 20);
    kg_buf_add_repeated(&out, '(', depth);
    kg_buf_add_char(&out, 'a');
    for (size_t i = 0; i < depth; i++)
        kg_buf_add_text(&out, ")*");
    return kg_buf_str(&out);
}

TEST("groups nest a thousand deep and no deeper")
{
    CHECK_TEXT(answer(arena, KG_REGEX_ANYWHERE, nested(arena, 1000), KG_STR("aaa")), "yes");
    CHECK_TEXT(answer(arena, KG_REGEX_ANYWHERE, nested(arena, 1001), KG_STR("aaa")), "bad");
    CHECK_TEXT(answer(arena, KG_REGEX_ANYWHERE, nested(arena, 100000), KG_STR("aaa")), "bad");
}

/* `count` alternatives that all stay under way to the end of a text of `a`s. */
static struct kg_str alternatives(struct kg_arena *arena, size_t count)
{
    struct kg_buf out;

    kg_buf_init(&out, arena, 1 << 20);
    kg_buf_add_text(&out, "(a.*b");
    for (size_t i = 1; i < count; i++)
        kg_buf_add_text(&out, "|a.*b");
    kg_buf_add_text(&out, ")x");
    return kg_buf_str(&out);
}

TEST("a long text and many alternatives under way at once are refused together")
{
    const struct kg_regex *regex = NULL;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf text;

    kg_buf_init(&text, arena, 1 << 20);
    kg_buf_add_repeated(&text, 'a', 253);
    CHECK_TEXT(answer(arena, KG_REGEX_WHOLE, alternatives(arena, 500), kg_buf_str(&text)), "no");
    kg_buf_add_repeated(&text, 'a', 100000);
    CHECK_TEXT(answer(arena, KG_REGEX_WHOLE, alternatives(arena, 5), kg_buf_str(&text)), "no");
    CHECK_INT(kg_regex_compile(arena, alternatives(arena, 500), KG_REGEX_WHOLE, &regex, &err), 0);
    CHECK_INT(kg_regex_match(regex, kg_buf_str(&text), &err), -1);
    CHECK_ERROR(err, "matching takes too many steps");
}
