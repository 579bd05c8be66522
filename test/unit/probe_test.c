/* Conversations: what is sent to servers of all kinds, and what is made of it. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "kagent/buf.h"
#include "kagent/json.h"
#include "kagent/probe.h"

enum { ANSWERS_MAX = 8, TURNS_MAX = 8 };

static const struct kg_source source = {.name = "request"};

/* What a server of the table answers. */
struct server {
    struct kg_str name;
    struct kg_probe_settings settings;
    struct kg_str requests[ANSWERS_MAX];
    struct kg_str statuses[ANSWERS_MAX];
    struct kg_str bodies[ANSWERS_MAX];
    size_t count;
};

static struct kg_node *body_of(struct kg_arena *arena, const struct kg_probe_request *request)
{
    struct kg_node *root = NULL;
    CHECK_INT(kg_json_read(arena, request->body, &source, 1, &root, NULL), 0);
    return root;
}

/* The request as the table writes it. */
static struct kg_str request_text(struct kg_arena *arena, const struct kg_probe_request *request)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, 1 << 16);
    kg_buf_printf(&out, "%s %s", request->body.length > 0 ? "POST" : "GET", request->path);
    struct kg_node *root = request->body.length > 0 ? body_of(arena, request) : NULL;
    if (root != NULL)
        kg_buf_printf(&out, " %.*s", KG_STR_ARG(kg_node_text(kg_node_get(root, "method"))));
    if (request->version[0] != '\0')
        kg_buf_printf(&out, " [%s]", request->version);
    struct kg_str tenant = kg_node_text(kg_node_path(root, "params", "tenant", NULL));
    if (tenant.length > 0)
        kg_buf_printf(&out, " %.*s", KG_STR_ARG(tenant));
    return kg_buf_str(&out);
}

static struct kg_str with_id(struct kg_arena *arena, struct kg_str text, struct kg_str id)
{
    const char *place = strstr(text.data, "$ID");
    if (place == NULL)
        return text;
    return kg_str_from(kg_arena_printf(arena, "%.*s%.*s%s", (int)(place - text.data), text.data,
                                       KG_STR_ARG(id), place + 3));
}

static void answer_request(struct kg_arena *arena, const struct server *server,
                           const struct kg_probe_request *request, struct kg_probe *probe)
{
    struct kg_str text = request_text(arena, request);
    struct kg_a2a_answer answer = {.status = 404, .body = KG_STR("<html>Not Found</html>")};
    for (size_t i = 0; i < server->count; i++) {
        if (!kg_str_equal(server->requests[i], text))
            continue;
        if (kg_str_is(server->statuses[i], "down")) {
            kg_probe_fail(probe, KG_A2A_DOWN, "connection refused");
            return;
        }
        answer.status = (unsigned)strtoul(server->statuses[i].data, NULL, 10);
        answer.body = server->bodies[i];
        if (request->body.length > 0)
            answer.body = with_id(arena, answer.body,
                                  kg_node_text(kg_node_get(body_of(arena, request), "id")));
    }
    kg_probe_answer(probe, &answer);
}

/* Turns the machine to its end; what was sent, separated by commas. */
static struct kg_str converse(struct kg_arena *arena, const struct server *server,
                              struct kg_probe *probe, unsigned char seed)
{
    unsigned char random[KG_PROBE_RANDOM];
    struct kg_probe_request request;
    struct kg_buf sent;
    kg_buf_init(&sent, arena, 1 << 16);
    memset(random, seed, sizeof random);
    random[0] = 0;
    kg_probe_begin(probe, random);
    for (int turns = 0; kg_probe_request(probe, &request); turns++) {
        CHECK(turns < TURNS_MAX);
        kg_buf_add_text(&sent, sent.length > 0 ? ", " : "");
        kg_buf_add_str(&sent, request_text(arena, &request));
        answer_request(arena, server, &request, probe);
    }
    return kg_buf_str(&sent);
}

static int check_probe(struct kg_arena *arena, const struct server *server, struct kg_probe *probe,
                       const struct kg_str *fields, unsigned char seed)
{
    struct kg_str sent = converse(arena, server, probe, seed);
    const struct kg_probe_result *result = kg_probe_result(probe);
    const char *found = kg_arena_printf(
        arena, "%s %s", kg_a2a_verdict_name(result->judgement.verdict), kg_probe_version(probe));
    const char *expected =
        kg_arena_printf(arena, "%.*s %.*s", KG_STR_ARG(fields[1]), KG_STR_ARG(fields[2]));
    CHECK_INT(result->judgement.reason[0] == '\0', result->judgement.verdict == KG_A2A_ALIVE);
    return cases_differ(server->name, kg_str_from(found), kg_str_from(expected)) +
           cases_differ(server->name, sent, fields[3]);
}

static void read_server(struct kg_arena *arena, struct server *server, const struct kg_str *fields)
{
    *server = (struct server){
        .name = fields[1],
        .settings = {.base = kg_str_copy(arena, fields[2]),
                     .expected = kg_str_is(fields[3], "-") ? "" : kg_str_copy(arena, fields[3])},
    };
}

static void read_answer(struct server *server, const struct kg_str *fields)
{
    CHECK(server->count < ANSWERS_MAX);
    server->requests[server->count] = fields[1];
    server->statuses[server->count] = fields[2];
    server->bodies[server->count++] = fields[3];
}

static bool is_comment(struct kg_str table)
{
    return kg_str_starts(table, "#") || kg_str_starts(table, "\n");
}

TEST("servers of all kinds are asked in their own dialect and judged right")
{
    struct kg_str table = cases_read(arena, "test/cases/a2a/servers.txt");
    struct kg_str fields[4];
    struct server server = {.count = 0};
    struct kg_probe probe;
    unsigned char seed = 0;
    int wrong = 0;
    while (table.length > 0) {
        struct kg_str line;
        if (is_comment(table)) {
            cases_line(&table, &line);
            continue;
        }
        CHECK(cases_next(arena, &table, fields, 4));
        if (kg_str_is(fields[0], "server")) {
            read_server(arena, &server, fields);
            kg_probe_init(&probe, &server.settings);
        } else if (kg_str_is(fields[0], "answer")) {
            read_answer(&server, fields);
        } else {
            wrong += check_probe(arena, &server, &probe, fields, ++seed);
        }
    }
    CHECK_INT(wrong, 0);
}

/* ---- what is sent ---- */

static const struct kg_probe_settings any = {.base = "/", .expected = ""};

/* Leads a probe past the card, which is none, to its first task. */
static void reach_task(struct kg_probe *probe, const unsigned char random[KG_PROBE_RANDOM],
                       struct kg_probe_request *request)
{
    const struct kg_a2a_answer none = {.status = 404};
    kg_probe_init(probe, &any);
    kg_probe_begin(probe, random);
    kg_probe_answer(probe, &none);
    kg_probe_answer(probe, &none);
    CHECK(kg_probe_request(probe, request));
}

TEST("a probe reads one task by a random id, with a random request id, and nothing else")
{
    unsigned char random[KG_PROBE_RANDOM];
    struct kg_probe probe;
    struct kg_probe_request request;
    for (unsigned i = 0; i < sizeof random; i++)
        random[i] = (unsigned char)(i * 17);
    reach_task(&probe, random, &request);
    CHECK_STR(request.body, "{\"jsonrpc\":\"2.0\",\"id\":\"10213243-5465-4687-98a9-bacbdcedfe0f\","
                            "\"method\":\"tasks/get\",\"params\":{\"id\":"
                            "\"00112233-4455-4677-8899-aabbccddeeff\"}}");
}

/* The result of a fresh probe whose task is answered so. */
static const struct kg_probe_result *result_of(struct kg_probe *probe, struct kg_str body,
                                               const struct kg_a2a_answer *how)
{
    static const unsigned char random[KG_PROBE_RANDOM] = {1, 2, 3};
    struct kg_probe_request request;
    struct kg_a2a_answer answer = *how;
    reach_task(probe, random, &request);
    answer.body = body;
    kg_probe_answer(probe, &answer);
    return kg_probe_result(probe);
}

TEST("the answer to an earlier probe is none to this one")
{
    static const unsigned char first[KG_PROBE_RANDOM] = {1};
    static const unsigned char second[KG_PROBE_RANDOM] = {[16] = 2};
    struct kg_probe_request request;
    struct kg_probe probe;
    reach_task(&probe, first, &request);
    const char *late =
        kg_arena_printf(arena, "{\"jsonrpc\":\"2.0\",\"id\":\"%.*s\",\"error\":{\"code\":-32001}}",
                        KG_STR_ARG(kg_node_text(kg_node_get(body_of(arena, &request), "id"))));
    const struct kg_a2a_answer answer = {.status = 200, .body = kg_str_from(late)};
    kg_probe_answer(&probe, &answer);
    CHECK_INT(kg_probe_result(&probe)->judgement.verdict, KG_A2A_ALIVE);
    kg_probe_begin(&probe, second);
    kg_probe_answer(&probe, &answer);
    CHECK_INT(kg_probe_result(&probe)->judgement.verdict, KG_A2A_DEGRADED);
}

/* ---- hostile answers ---- */

TEST("a gigantic, deep or binary answer ends in a verdict")
{
    static const struct kg_a2a_answer ok = {.status = 200};
    struct kg_probe probe;
    struct kg_buf text;
    kg_buf_init(&text, arena, 1 << 25);
    kg_buf_add_repeated(&text, '[', KG_A2A_BODY_MAX);
    CHECK_INT(result_of(&probe, kg_buf_str(&text), &ok)->judgement.verdict, KG_A2A_NOT_A2A);
    kg_buf_reset(&text);
    for (int i = 0; i < KG_A2A_BODY_MAX / 6; i++)
        kg_buf_add_text(&text, "{\"a\":");
    CHECK_INT(result_of(&probe, kg_buf_str(&text), &ok)->judgement.verdict, KG_A2A_NOT_A2A);
    kg_buf_reset(&text);
    kg_buf_add_char(&text, '[');
    kg_buf_add_repeated(&text, '0', 1);
    for (int i = 0; i < KG_A2A_BODY_MAX / 2; i++)
        kg_buf_add_text(&text, ",0");
    kg_buf_add_char(&text, ']');
    CHECK_INT(result_of(&probe, kg_buf_str(&text), &ok)->judgement.verdict, KG_A2A_NOT_A2A);
    kg_buf_reset(&text);
    for (int i = 0; i < 65536; i++)
        kg_buf_add_char(&text, (char)(i * 7));
    CHECK_INT(result_of(&probe, kg_buf_str(&text), &ok)->judgement.verdict, KG_A2A_NOT_A2A);
}

TEST("a card that ends anywhere is none")
{
    static const char whole[] = "{\"name\":\"a\",\"version\":\"1\",\"url\":\"http://h/a2a\"}";
    static const unsigned char random[KG_PROBE_RANDOM] = {1};
    struct kg_probe_request request;
    struct kg_probe probe;
    for (size_t length = 0; length <= sizeof whole - 1; length++) {
        const struct kg_a2a_answer answer = {.status = 200, .body = {whole, length}};
        kg_probe_init(&probe, &any);
        kg_probe_begin(&probe, random);
        kg_probe_answer(&probe, &answer);
        CHECK(kg_probe_request(&probe, &request));
        CHECK_TEXT(request.path, length == sizeof whole - 1 ? "/a2a" : "/.well-known/agent.json");
    }
}

TEST("the longest paths and tenants still fit into a request")
{
    static const unsigned char random[KG_PROBE_RANDOM] = {1};
    char path[KG_A2A_PATH_MAX - 1] = {0};
    char tenant[KG_A2A_TENANT_MAX - 2] = {0};
    struct kg_probe_request request;
    struct kg_probe probe;
    memset(path, 'p', sizeof path - 1);
    memset(tenant, 't', sizeof tenant - 1);
    const char *card = kg_arena_printf(
        arena,
        "{\"name\":\"a\",\"version\":\"1\",\"supportedInterfaces\":[{\"url\":\"http://h/%s\","
        "\"protocolBinding\":\"JSONRPC\",\"protocolVersion\":\"1.0\",\"tenant\":\"%s\"}]}",
        path, tenant);
    kg_probe_init(&probe, &any);
    kg_probe_begin(&probe, random);
    kg_probe_answer(&probe, &(struct kg_a2a_answer){.status = 200, .body = kg_str_from(card)});
    CHECK(kg_probe_request(&probe, &request));
    CHECK_INT(strlen(request.path), sizeof path);
    struct kg_str sent =
        kg_node_text(kg_node_path(body_of(arena, &request), "params", "tenant", NULL));
    CHECK_INT(sent.length, sizeof tenant - 1);
}

/* ---- demands ---- */

TEST("a sound answer that takes too long is not as expected")
{
    static const struct kg_a2a_answer ok = {.status = 200};
    struct kg_probe probe;
    struct kg_str body = KG_STR("{\"jsonrpc\":\"2.0\",\"id\":\"00000000-0000-4000-8000-"
                                "000000000000\",\"result\":{}}");
    result_of(&probe, body, &ok);
    kg_probe_demand_time(&probe, 2000000, 0);
    CHECK_INT(kg_probe_result(&probe)->judgement.verdict, KG_A2A_ALIVE);
    kg_probe_demand_time(&probe, 2000000, 2000000);
    CHECK_INT(kg_probe_result(&probe)->judgement.verdict, KG_A2A_ALIVE);
    kg_probe_demand_time(&probe, 2500000, 2000000);
    CHECK_INT(kg_probe_result(&probe)->judgement.verdict, KG_A2A_UNEXPECTED);
    CHECK_TEXT(kg_probe_result(&probe)->judgement.reason, "it took 2.5 ms, more than 2 ms");
    result_of(&probe, KG_STR("no"), &ok);
    kg_probe_demand_time(&probe, 9000000, 1);
    CHECK_INT(kg_probe_result(&probe)->judgement.verdict, KG_A2A_NOT_A2A);
}
