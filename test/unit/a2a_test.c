/* Cards, versions, paths and verdicts of A2A. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "kagent/a2a.h"
#include "kagent/buf.h"
#include "kagent/options.h"

static const char id[] = "the-id-that-was-sent";

/* `text` with each `$ID` replaced. */
static struct kg_str with_id(struct kg_arena *arena, struct kg_str text)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, 1 << 24);
    kg_buf_add(&out, "", 0);
    for (size_t i = 0; i < text.length; i++) {
        if (kg_str_starts(kg_str_from_index(text, i), "$ID")) {
            kg_buf_add_text(&out, id);
            i += 2;
        } else {
            kg_buf_add_char(&out, text.data[i]);
        }
    }
    return kg_buf_str(&out);
}

static void judge(struct kg_arena *arena, const struct kg_a2a_answer *answer,
                  struct kg_a2a_judgement *judgement)
{
    static const struct kg_a2a_accepted none = {NULL, 0};
    kg_a2a_judge(arena, answer, id, &none, judgement);
}

/* The next line of a table that is no comment. */
static bool next_case(struct kg_arena *arena, struct kg_str *table, struct kg_str *fields,
                      size_t count)
{
    while (kg_str_starts(*table, "#")) {
        struct kg_str line;
        cases_line(table, &line);
    }
    return cases_next(arena, table, fields, count);
}

/* ---- answers ---- */

enum { STATUS, HOW, BODY, VERDICT, CODE, REASON, ANSWER_FIELDS };

static int check_answer(struct kg_arena *arena, const struct kg_str *fields)
{
    struct kg_a2a_judgement judgement;
    const struct kg_a2a_answer answer = {
        .status = (unsigned)strtoul(fields[STATUS].data, NULL, 10),
        .body = with_id(arena, fields[BODY]),
        .cut = kg_str_is(fields[HOW], "cut"),
        .too_large = kg_str_is(fields[HOW], "large"),
        .challenge = KG_STR("Bearer realm=\"a\""),
        .location = KG_STR("https://elsewhere/"),
    };
    judge(arena, &answer, &judgement);
    const char *code =
        judgement.has_code ? kg_arena_printf(arena, "%lld", (long long)judgement.code) : "-";
    bool reasoned = fields[REASON].length == 0
                        ? judgement.reason[0] == '\0'
                        : strstr(judgement.reason, fields[REASON].data) != NULL;
    const char *actual = kg_arena_printf(arena, "%s %s %s", kg_a2a_verdict_name(judgement.verdict),
                                         code, reasoned ? fields[REASON].data : judgement.reason);
    const char *expected = kg_arena_printf(arena, "%s %s %s", fields[VERDICT].data,
                                           fields[CODE].data, fields[REASON].data);
    return cases_differ(
        kg_str_from(kg_arena_printf(arena, "%s %s", fields[STATUS].data, fields[BODY].data)),
        kg_str_from(actual), kg_str_from(expected));
}

TEST("answers are judged by their body, then by their status")
{
    struct kg_str table = cases_read(arena, "test/cases/a2a/answers.txt");
    struct kg_str fields[ANSWER_FIELDS];
    int wrong = 0;
    while (next_case(arena, &table, fields, ANSWER_FIELDS))
        wrong += check_answer(arena, fields);
    CHECK_INT(wrong, 0);
}

TEST("every HTTP status has a verdict and a reason")
{
    for (unsigned status = 0; status < 1200; status++) {
        struct kg_a2a_judgement judgement;
        const struct kg_a2a_answer answer = {.status = status, .body = KG_STR("x")};
        judge(arena, &answer, &judgement);
        CHECK(judgement.verdict >= KG_A2A_CREDENTIALS && judgement.reason[0] != '\0');
    }
}

TEST("the other dialect is tried for unknown methods and versions only")
{
    for (int64_t code = -32800; code <= -31000; code++) {
        struct kg_a2a_judgement judgement;
        const char *body =
            kg_arena_printf(arena, "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"error\":{\"code\":%lld}}",
                            id, (long long)code);
        judge(arena, &(struct kg_a2a_answer){.status = 200, .body = kg_str_from(body)}, &judgement);
        CHECK_INT(judgement.code, code);
        CHECK_INT(judgement.retry, code == -32601 || code == -32009);
    }
}

TEST("codes that the user accepts are as good as an unknown task")
{
    const int64_t codes[] = {-32603, 7};
    const struct kg_a2a_accepted accepted = {codes, 2};
    struct kg_a2a_judgement judgement;
    struct kg_a2a_answer answer = {.status = 500};
    answer.body =
        with_id(arena, KG_STR("{\"jsonrpc\":\"2.0\",\"id\":\"$ID\",\"error\":{\"code\":-32603}}"));
    kg_a2a_judge(arena, &answer, id, &accepted, &judgement);
    CHECK_INT(judgement.verdict, KG_A2A_ALIVE);
    CHECK_TEXT(judgement.reason, "error -32603 is accepted");
    answer.status = 401;
    kg_a2a_judge(arena, &answer, id, &accepted, &judgement);
    CHECK_INT(judgement.verdict, KG_A2A_CREDENTIALS);
}

TEST("an answer that ends anywhere is no sound one")
{
    static const char whole[] = "{\"jsonrpc\":\"2.0\",\"id\":\"the-id-that-was-sent\","
                                "\"error\":{\"code\":-32001,\"message\":\"Task not found\"}}";
    struct kg_a2a_judgement judgement;
    for (size_t length = 0; length < sizeof whole - 1; length++) {
        const struct kg_a2a_answer answer = {.status = 200, .body = {whole, length}};
        judge(arena, &answer, &judgement);
        CHECK_INT(judgement.verdict, KG_A2A_NOT_A2A);
    }
    judge(arena, &(struct kg_a2a_answer){.status = 200, .body = KG_STR(whole)}, &judgement);
    CHECK_INT(judgement.verdict, KG_A2A_ALIVE);
}

/* ---- cards ---- */

static const char *endpoint_text(struct kg_arena *arena, const struct kg_a2a_card *card)
{
    const struct kg_a2a_endpoint *endpoint = kg_a2a_card_endpoint(card, "");
    if (endpoint == NULL)
        return "none";
    return kg_arena_printf(
        arena, "%s %s%s%s%s%s", endpoint->dialect == KG_A2A_GET_TASK ? "GetTask" : "tasks/get",
        endpoint->path, endpoint->version[0] != '\0' ? " " : "", endpoint->version,
        endpoint->tenant[0] != '\0' ? " " : "", endpoint->tenant);
}

static int check_card(struct kg_arena *arena, const struct kg_str *fields)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_a2a_card card = {.count = 0};
    const char *actual;
    if (kg_a2a_card_read(arena, fields[0], &card, &err) == 0)
        actual = endpoint_text(arena, &card);
    else if (kg_str_starts(fields[1], "refused: ") &&
             strstr(err.message, fields[1].data + strlen("refused: ")) != NULL)
        actual = fields[1].data;
    else
        actual = err.message;
    const char *counts = kg_arena_printf(arena, "%zu %zu", card.foreign, card.unsafe);
    return cases_differ(fields[0], kg_str_from(actual), fields[1]) +
           cases_differ(fields[0], kg_str_from(counts), fields[2]);
}

TEST("cards of all versions are known by their shape")
{
    struct kg_str table = cases_read(arena, "test/cases/a2a/cards.txt");
    struct kg_str fields[3];
    int wrong = 0;
    while (next_case(arena, &table, fields, 3))
        wrong += check_card(arena, fields);
    CHECK_INT(wrong, 0);
}

TEST("a card's texts are cut and cleaned")
{
    struct kg_a2a_card card;
    const char *text = kg_arena_printf(
        arena, "{\"name\":\"a\\u001b]0;x\\u0007b\\nc\",\"version\":\"%0300d\",\"url\":\"/\"}", 1);
    CHECK_INT(kg_a2a_card_read(arena, kg_str_from(text), &card, NULL), 0);
    CHECK_TEXT(card.name, "a ]0;x b c");
    CHECK_INT(strlen(card.version), KG_A2A_NAME_MAX - 1);
    CHECK(kg_str_ends(kg_str_from(card.version), "..."));
}

TEST("a card with more endpoints than anyone has keeps the first of them")
{
    struct kg_buf text;
    struct kg_a2a_card card;
    kg_buf_init(&text, arena, 1 << 20);
    kg_buf_add_text(&text, "{\"name\":\"a\",\"version\":\"1\",\"supportedInterfaces\":[");
    for (int i = 0; i < 1000; i++)
        kg_buf_printf(&text, "%s{\"url\":\"/%d\",\"protocolBinding\":\"JSONRPC\"}",
                      i > 0 ? "," : "", i);
    kg_buf_add_text(&text, "]}");
    CHECK_INT(kg_a2a_card_read(arena, kg_buf_str(&text), &card, NULL), 0);
    CHECK_INT(card.count, KG_A2A_ENDPOINTS_MAX);
    CHECK_TEXT(kg_a2a_card_endpoint(&card, "")->path, "/0");
}

TEST("the endpoint of the expected version is taken, else the first")
{
    struct kg_a2a_card card;
    static const char text[] =
        "{\"name\":\"a\",\"version\":\"1\",\"url\":\"/old\",\"protocolVersion\":\"0.3.0\","
        "\"supportedInterfaces\":[{\"url\":\"/10\",\"protocolBinding\":\"JSONRPC\","
        "\"protocolVersion\":\"1.0\"},{\"url\":\"/11\",\"protocolBinding\":\"JSONRPC\","
        "\"protocolVersion\":\"1.1\"}]}";
    CHECK_INT(kg_a2a_card_read(arena, KG_STR(text), &card, NULL), 0);
    CHECK_TEXT(kg_a2a_card_endpoint(&card, "")->path, "/10");
    CHECK_TEXT(kg_a2a_card_endpoint(&card, "1.1")->path, "/11");
    CHECK_TEXT(kg_a2a_card_endpoint(&card, "0.3")->path, "/old");
    CHECK_TEXT(kg_a2a_card_endpoint(&card, "2.0")->path, "/10");
}

/* ---- versions and paths ---- */

TEST("a version is what is expected as far as that goes")
{
    CHECK(kg_a2a_version_is("1.0", "1"));
    CHECK(kg_a2a_version_is("0.3.0", "0.3"));
    CHECK(kg_a2a_version_is("0.3.0", "0.3.0"));
    CHECK(!kg_a2a_version_is("0.30", "0.3"));
    CHECK(!kg_a2a_version_is("10.0", "1"));
    CHECK(!kg_a2a_version_is("0.3", "0.3.0"));
    CHECK(!kg_a2a_version_is("", "1"));
}

static const char *header_of(struct kg_arena *arena, enum kg_a2a_dialect dialect,
                             const char *version)
{
    struct kg_a2a_endpoint endpoint = {.dialect = dialect};
    char *header = kg_arena_alloc(arena, KG_A2A_VERSION_MAX);
    memcpy(endpoint.version, version, strlen(version) + 1);
    kg_a2a_version_header(&endpoint, header);
    return header;
}

TEST("A2A-Version is said to those who know it, as they write it")
{
    CHECK_TEXT(header_of(arena, KG_A2A_TASKS_GET, ""), "");
    CHECK_TEXT(header_of(arena, KG_A2A_TASKS_GET, "0.2.5"), "");
    CHECK_TEXT(header_of(arena, KG_A2A_TASKS_GET, "0.3.0"), "0.3");
    CHECK_TEXT(header_of(arena, KG_A2A_TASKS_GET, "1.0"), "");
    CHECK_TEXT(header_of(arena, KG_A2A_GET_TASK, ""), "1.0");
    CHECK_TEXT(header_of(arena, KG_A2A_GET_TASK, "1.0.1"), "1.0");
    CHECK_TEXT(header_of(arena, KG_A2A_GET_TASK, "1.2"), "1.2");
    CHECK_TEXT(header_of(arena, KG_A2A_GET_TASK, "0.3.0"), "1.0");
    CHECK_TEXT(header_of(arena, KG_A2A_GET_TASK, "2"), "1.0");
    CHECK_TEXT(header_of(arena, KG_A2A_GET_TASK, "x\r\nHost: y"), "1.0");
}

TEST("only the path of a URL is taken, and only one that means the same everywhere")
{
    static const char *const cases[][2] = {
        {"http://h", "/"},
        {"http://h:8080", "/"},
        {"http://h:8080/", "/"},
        {"http://h:8080/a2a", "/a2a"},
        {"https://[::1]:80/a/b/?x=1#top", "/a/b/?x=1"},
        {"http://h?x=/../", "/?x=/../"},
        {"http://user:pw@h/a", "/a"},
        {"http://h/a://b", "/a://b"},
        {"//h/a", "/a"},
        {"/a2a/", "/a2a/"},
        {"h:80/a2a", "/a2a"},
        {"", "/"},
        {"http://h/%41%c3%a9", "/%41%c3%a9"},
        {"http://h/a.b/..c/...", "/a.b/..c/..."},
        {"http://h/..", NULL},
        {"http://h/a/./b", NULL},
        {"http://h/a/../b", NULL},
        {"http://h/%2E./b", NULL},
        {"http://h/.%2e/b", NULL},
        {"http://h/%2e", NULL},
        {"http://h/a%2Fb", NULL},
        {"http://h/a%5cb", NULL},
        {"http://h/%252e%252e/", NULL},
        {"http://h/a%00b", NULL},
        {"http://h/a%0d%0ab", NULL},
        {"http://h/a%2", NULL},
        {"http://h/a%zz", NULL},
        {"http://h/a\\b", NULL},
        {"http://h/a b", NULL},
        {"http://h/a\nb", NULL},
        {"http://h/\xc3\xa9", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[KG_A2A_PATH_MAX] = "untouched";
        int rc = kg_a2a_path(kg_str_from(cases[i][0]), path);
        CHECK_INT(rc, cases[i][1] != NULL ? 0 : -1);
        CHECK_TEXT(path, cases[i][1] != NULL ? cases[i][1] : "untouched");
    }
    CHECK_INT(kg_a2a_path((struct kg_str){"/a\0b", 4}, (char[KG_A2A_PATH_MAX]){0}), -1);
}

TEST("a path may be as long as there is room for, and no longer")
{
    char url[KG_A2A_PATH_MAX + 1];
    char path[KG_A2A_PATH_MAX];
    memset(url, 'a', sizeof url);
    url[0] = '/';
    CHECK_INT(kg_a2a_path((struct kg_str){url, KG_A2A_PATH_MAX - 1}, path), 0);
    CHECK_INT(strlen(path), KG_A2A_PATH_MAX - 1);
    CHECK_INT(kg_a2a_path((struct kg_str){url, KG_A2A_PATH_MAX}, path), -1);
}

TEST("what strangers say is printed on one line and without control")
{
    static const struct {
        struct kg_str text;
        const char *printed;
    } cases[] = {
        {{"plain", 5}, "plain"},
        {{"a\nb\tc\x1b[1m\x7f", 10}, "a b c [1m "},
        {{"nul\0nul", 7}, "nul nul"},
        {{"\xff\xc3", 2}, "??"},
        {{"caf\xc3\xa9", 5}, "caf\xc3\xa9"},
        {{"\xc2\x9b"
          "1m",
          4},
         " 1m"},
        {{"a\xe2\x80\xae"
          "b",
          5},
         "a b"},
        {{"123456789012345", 15}, "123456789012345"},
        {{"1234567890123456", 16}, "123456789012..."},
        {{"12345678901\xc3\xa9xxx", 16}, "12345678901..."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[16];
        kg_a2a_printable(out, sizeof out, cases[i].text);
        CHECK_TEXT(out, cases[i].printed);
    }
}
