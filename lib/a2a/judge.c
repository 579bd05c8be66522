#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "kagent/a2a.h"
#include "kagent/json.h"
#include "kagent/options.h"

static const struct kg_source source = {.name = "answer"};

/* ---- words ---- */

static const struct {
    const char *name;
    bool answered;
} verdicts[KG_A2A_VERDICTS] = {
    [KG_A2A_ALIVE] = {"alive", true},
    [KG_A2A_WARNING] = {"warning", true},
    [KG_A2A_CREDENTIALS] = {"credentials", true},
    [KG_A2A_UNEXPECTED] = {"unexpected", true},
    [KG_A2A_DEGRADED] = {"degraded", true},
    [KG_A2A_NOT_A2A] = {"not-a2a", true},
    [KG_A2A_UNAVAILABLE] = {"unavailable", false},
    [KG_A2A_DOWN] = {"down", false},
    [KG_A2A_UNKNOWN] = {"unknown", false},
};

const char *kg_a2a_verdict_name(enum kg_a2a_verdict verdict)
{
    return verdicts[verdict].name;
}

bool kg_a2a_verdict_answered(enum kg_a2a_verdict verdict)
{
    return verdicts[verdict].answered;
}

KG_PRINTF(3, 4)
static void decide(struct kg_a2a_judgement *judgement, enum kg_a2a_verdict verdict,
                   const char *format, ...)
{
    char text[KG_A2A_REASON_MAX * 4];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    size_t kept = length < 0 ? 0 : (size_t)length;
    if (kept >= sizeof text)
        kept = sizeof text - 1;
    judgement->verdict = verdict;
    kg_a2a_printable(judgement->reason, sizeof judgement->reason, (struct kg_str){text, kept});
}

/* ---- by the code of a JSON-RPC error ---- */

struct code_meaning {
    int64_t first;
    int64_t last;
    enum kg_a2a_verdict verdict;
    bool retry;
    const char *name;
};

/*
 * What a request for an unknown task may be answered with. The first row that
 * holds the code counts. -32000 is VAPORA's "no such task"; -31401 and -31403
 * are those of a2a-go; 401 and 403 are seen where a gateway wraps the status.
 */
static const struct code_meaning codes[] = {
    {-32001, -32001, KG_A2A_ALIVE, false, "no such task"},
    {-32000, -32000, KG_A2A_ALIVE, false, "no such task, in VAPORA's words"},
    {-32601, -32601, KG_A2A_WARNING, true, "method not found"},
    {-32009, -32009, KG_A2A_WARNING, true, "version not supported"},
    {-32600, -32600, KG_A2A_WARNING, false, "invalid request"},
    {-32602, -32602, KG_A2A_WARNING, false, "invalid parameters"},
    {-32002, -32002, KG_A2A_WARNING, false, "task not cancelable"},
    {-32003, -32003, KG_A2A_WARNING, false, "push notifications not supported"},
    {-32004, -32004, KG_A2A_WARNING, false, "operation not supported"},
    {-32005, -32005, KG_A2A_WARNING, false, "content type not supported"},
    {-32007, -32007, KG_A2A_WARNING, false, "no extended card"},
    {-32008, -32008, KG_A2A_WARNING, false, "extension required"},
    {-32006, -32006, KG_A2A_DEGRADED, false, "invalid agent response"},
    {-32603, -32603, KG_A2A_DEGRADED, false, "internal error"},
    {-32700, -32700, KG_A2A_DEGRADED, false, "parse error, for a request that is none"},
    {-31401, -31401, KG_A2A_CREDENTIALS, false, "unauthenticated"},
    {-31403, -31403, KG_A2A_CREDENTIALS, false, "permission denied"},
    {401, 401, KG_A2A_CREDENTIALS, false, "unauthenticated"},
    {403, 403, KG_A2A_CREDENTIALS, false, "permission denied"},
    {INT64_MIN, INT64_MAX, KG_A2A_WARNING, false, "a code that A2A does not define"},
};

static const struct code_meaning *meaning_of_code(int64_t code)
{
    const struct code_meaning *row = codes;

    while (code < row->first || code > row->last)
        row++;
    return row;
}

static bool is_accepted(const struct kg_a2a_accepted *accepted, int64_t code)
{
    for (size_t i = 0; i < accepted->count; i++) {
        if (accepted->codes[i] == code)
            return true;
    }
    return false;
}

static void judge_code(int64_t code, struct kg_str message, const struct kg_a2a_accepted *accepted,
                       struct kg_a2a_judgement *judgement)
{
    const struct code_meaning *meaning = meaning_of_code(code);

    judgement->has_code = true;
    judgement->code = code;
    if (is_accepted(accepted, code)) {
        decide(judgement, KG_A2A_ALIVE, "error %lld is accepted", (long long)code);
        return;
    }
    judgement->retry = meaning->retry;
    decide(judgement, meaning->verdict, "error %lld (%s)%s%.*s", (long long)code, meaning->name,
           message.length > 0 ? ": " : "", KG_STR_ARG(message));
    if (meaning->verdict == KG_A2A_ALIVE)
        judgement->reason[0] = '\0';
}

/* ---- by the HTTP status, for whatever is no JSON-RPC ---- */

struct status_meaning {
    unsigned first;
    unsigned last;
    enum kg_a2a_verdict verdict;
    const char *text;
};

/* The first row that holds the status counts; every status is in one. */
static const struct status_meaning statuses[] = {
    {200, 200, KG_A2A_NOT_A2A, "but no JSON-RPC"},
    {401, 401, KG_A2A_CREDENTIALS, "unauthorized"},
    {403, 403, KG_A2A_CREDENTIALS, "forbidden"},
    {404, 404, KG_A2A_NOT_A2A, "nothing at this path"},
    {405, 405, KG_A2A_NOT_A2A, "no POST at this path"},
    {407, 407, KG_A2A_UNKNOWN, "a proxy on the way wants credentials"},
    {408, 408, KG_A2A_DEGRADED, "it gave up waiting for the request"},
    {410, 410, KG_A2A_NOT_A2A, "no longer at this path"},
    {425, 425, KG_A2A_DEGRADED, "too early"},
    {429, 429, KG_A2A_DEGRADED, "it refuses more requests for now"},
    {501, 501, KG_A2A_NOT_A2A, "POST is not implemented"},
    {502, 502, KG_A2A_UNAVAILABLE, "a proxy gets no sound answer from the agent"},
    {503, 503, KG_A2A_UNAVAILABLE, "no agent is ready behind the proxy"},
    {504, 504, KG_A2A_UNAVAILABLE, "a proxy waited in vain for the agent"},
    {505, 505, KG_A2A_NOT_A2A, "another version of HTTP is wanted"},
    {511, 511, KG_A2A_UNKNOWN, "a proxy on the way wants credentials"},
    {520, 530, KG_A2A_UNAVAILABLE, "a proxy gets no sound answer from the agent"},
    {500, 599, KG_A2A_DEGRADED, "an error of the server"},
    {300, 399, KG_A2A_NOT_A2A, "the answer is elsewhere"},
    {400, 499, KG_A2A_NOT_A2A, "the request is refused, and not by JSON-RPC"},
    {0, ~0U, KG_A2A_NOT_A2A, "but no JSON-RPC"},
};

/* What the answer says in its headers about its reasons. */
static void judge_status(const struct kg_a2a_answer *answer, struct kg_a2a_judgement *judgement)
{
    const struct status_meaning *row = statuses;
    struct kg_str more = KG_STR("");
    const char *before = "";

    while (answer->status < row->first || answer->status > row->last)
        row++;
    if (row->verdict == KG_A2A_CREDENTIALS && answer->challenge.length > 0) {
        before = "; it wants: ";
        more = answer->challenge;
    } else if (answer->status / 100 == 3 && answer->location.length > 0) {
        before = ", which is not followed: ";
        more = answer->location;
    }
    decide(judgement, row->verdict, "HTTP %u, %s%s%.*s", answer->status, row->text, before,
           KG_STR_ARG(more));
}

/* ---- the body ---- */

/* The code of an error object; -1 when it has none. */
static int read_code(const struct kg_node *error, int64_t *code)
{
    const struct kg_node *node = kg_node_get(error, "code");

    if (!kg_node_is(node, KG_NODE_SCALAR) || node->tag != KG_TAG_INT || node->text.length > 20)
        return -1;
    char text[24] = {0};
    memcpy(text, node->text.data, node->text.length);
    return kg_integer_parse(text, code);
}

/* Whether this is the answer to our request: the id is the one that was sent. */
static bool is_ours(const struct kg_node *root, const char *id)
{
    const struct kg_node *given = kg_node_get(root, "id");

    return kg_node_is(given, KG_NODE_SCALAR) && given->tag == KG_TAG_STR &&
           kg_str_is(given->text, id);
}

/* A server that could not read the id may answer with null: JSON-RPC 2.0, section 5. */
static bool may_lack_id(const struct kg_node *root, int64_t code)
{
    return kg_node_is_null(kg_node_get(root, "id")) && (code == -32700 || code == -32600);
}

/* Judges a JSON-RPC 2.0 response. Returns false when `root` is none. */
static bool judge_response(const struct kg_node *root, const char *id,
                           const struct kg_a2a_accepted *accepted,
                           struct kg_a2a_judgement *judgement)
{
    const struct kg_node *error = kg_node_get(root, "error");
    const struct kg_node *message = kg_node_get(error, "message");
    bool has_result = kg_node_pair(root, KG_STR("result")) != NULL;
    int64_t code = 0;
    bool has_code = read_code(error, &code) == 0;

    if (!kg_str_is(kg_node_text(kg_node_get(root, "jsonrpc")), "2.0") || (!has_code && !has_result))
        return false;
    if (!is_ours(root, id) && !(has_code && may_lack_id(root, code)))
        decide(judgement, KG_A2A_DEGRADED, "a JSON-RPC answer, but not to this request: id %.*s",
               KG_STR_ARG(kg_node_text(kg_node_get(root, "id"))));
    else if (has_code)
        judge_code(code, kg_node_text(message), accepted, judgement);
    else
        decide(judgement, KG_A2A_ALIVE, "%s", "");
    return true;
}

static bool judge_body(struct kg_arena *arena, const struct kg_a2a_answer *answer, const char *id,
                       const struct kg_a2a_accepted *accepted, struct kg_a2a_judgement *judgement)
{
    struct kg_node *root = NULL;

    return kg_json_read(arena, answer->body, &source, 1, &root, NULL) == 0 &&
           judge_response(root, id, accepted, judgement);
}

void kg_a2a_judge(struct kg_arena *arena, const struct kg_a2a_answer *answer, const char *id,
                  const struct kg_a2a_accepted *accepted, struct kg_a2a_judgement *judgement)
{
    *judgement = (struct kg_a2a_judgement){.verdict = KG_A2A_NOT_A2A};
    bool success = answer->status / 100 == 2;
    if (answer->status == 401 || answer->status == 403)
        judge_status(answer, judgement);
    else if (success && answer->too_large)
        decide(judgement, KG_A2A_NOT_A2A, "HTTP %u, but the answer is larger than %d KiB",
               answer->status, KG_A2A_BODY_MAX / 1024);
    else if (success && answer->cut)
        decide(judgement, KG_A2A_DEGRADED, "HTTP %u, but the connection ended amid the answer",
               answer->status);
    else if (!judge_body(arena, answer, id, accepted, judgement))
        judge_status(answer, judgement);
}
