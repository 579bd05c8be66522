/*
 * What an answer means. The API server explains failures in Status objects
 * (kind Status, v1): a reason for programs, a message for people.
 */
#include <string.h>
#include <strings.h>

#include "client.h"
#include "kagent/json.h"
#include "kagent/target.h"

/* ---- reasons ---- */

/* A reason of a Status or, without one, the code of HTTP. The first that fits counts. */
static const struct {
    const char *name;
    int code;
    enum kg_kube_reason reason;
} reasons[] = {
    {"Unauthorized", 401, KG_KUBE_UNAUTHORIZED},
    {"Forbidden", 403, KG_KUBE_FORBIDDEN},
    {"NotFound", 404, KG_KUBE_NOT_FOUND},
    {"AlreadyExists", 0, KG_KUBE_ALREADY_EXISTS},
    {"Conflict", 409, KG_KUBE_CONFLICT},
    {"Expired", 410, KG_KUBE_EXPIRED},
    {"Gone", 410, KG_KUBE_EXPIRED},
    {"Invalid", 422, KG_KUBE_INVALID},
    {"BadRequest", 400, KG_KUBE_BAD_REQUEST},
    {"UnsupportedMediaType", 415, KG_KUBE_BAD_REQUEST},
    {"NotAcceptable", 406, KG_KUBE_BAD_REQUEST},
    {"MethodNotAllowed", 405, KG_KUBE_BAD_REQUEST},
    {"RequestEntityTooLarge", 413, KG_KUBE_BAD_REQUEST},
    {"TooManyRequests", 429, KG_KUBE_TOO_MANY_REQUESTS},
    {"Timeout", 504, KG_KUBE_SERVER_TIMEOUT},
    {"ServerTimeout", 504, KG_KUBE_SERVER_TIMEOUT},
    {"ServiceUnavailable", 503, KG_KUBE_SERVER_ERROR},
    {"InternalError", 500, KG_KUBE_SERVER_ERROR},
};

static enum kg_kube_reason reason_of(struct kg_str name, int code)
{
    size_t count = sizeof reasons / sizeof *reasons;
    for (size_t i = 0; i < count; i++) {
        if (name.length > 0 && kg_str_is(name, reasons[i].name))
            return reasons[i].reason;
    }
    for (size_t i = 0; i < count; i++) {
        if (reasons[i].code == code)
            return reasons[i].reason;
    }
    return code >= 500 ? KG_KUBE_SERVER_ERROR : KG_KUBE_BAD_REQUEST;
}

static const struct {
    const char *before; /* in front of the server's message */
    const char *advice; /* NULL: none */
    enum kg_error_class class;
    const char *command; /* behind the advice, to be typed; NULL: none */
} words[] = {
    [KG_KUBE_SUCCESS] = {"", NULL, KG_ERROR_UNKNOWN, NULL},
    [KG_KUBE_NO_ANSWER] = {"", NULL, KG_ERROR_UNKNOWN, NULL},
    [KG_KUBE_UNAUTHORIZED] = {"the API server does not accept the credentials: ",
                              "They may have expired: log in to the cluster again. Who you are to "
                              "it is told by: ",
                              KG_ERROR_UNKNOWN, "kubectl auth whoami"},
    [KG_KUBE_FORBIDDEN] = {"not allowed: ", "Ask who runs the cluster for that permission.",
                           KG_ERROR_UNKNOWN, NULL},
    [KG_KUBE_NOT_FOUND] = {"", NULL, KG_ERROR_NEGATIVE, NULL},
    [KG_KUBE_ALREADY_EXISTS] = {"", NULL, KG_ERROR_NEGATIVE, NULL},
    [KG_KUBE_CONFLICT] = {"", NULL, KG_ERROR_NEGATIVE, NULL},
    [KG_KUBE_EXPIRED] = {"the API server no longer knows the version that was asked for: ", NULL,
                         KG_ERROR_UNKNOWN, NULL},
    [KG_KUBE_INVALID] = {"", NULL, KG_ERROR_NEGATIVE, NULL},
    [KG_KUBE_BAD_REQUEST] = {"the API server does not understand the request: ", NULL,
                             KG_ERROR_NEGATIVE, NULL},
    [KG_KUBE_TOO_MANY_REQUESTS] = {"the API server asks to wait: ", "Try again in a minute.",
                                   KG_ERROR_UNKNOWN, NULL},
    [KG_KUBE_SERVER_TIMEOUT] = {"the API server did not get it done in time: ", NULL,
                                KG_ERROR_UNKNOWN, NULL},
    [KG_KUBE_SERVER_ERROR] = {"the API server fails: ", NULL, KG_ERROR_UNKNOWN, NULL},
    [KG_KUBE_NOT_KUBERNETES] = {"", NULL, KG_ERROR_UNKNOWN, NULL},
    [KG_KUBE_NO_CREDENTIALS] = {"", NULL, KG_ERROR_UNKNOWN, NULL},
};

/* For the same cluster. */
static const char *command(const struct kg_kube *kube, struct kg_arena *arena, const char *text)
{
    const struct kg_target target = {.access = kube->config->access};
    return kg_target_command(arena, &target, "%s", text);
}

enum kg_kube_reason kg_kube_describe_status(const struct kg_kube *kube, struct kg_arena *scratch,
                                            const struct kg_node *status, int code,
                                            struct kg_error *err)
{
    struct kg_str name = kg_node_text(kg_node_get(status, "reason"));
    struct kg_str message = kg_node_text(kg_node_get(status, "message"));
    enum kg_kube_reason reason = reason_of(name, code);
    if (message.length == 0)
        message = name.length > 0 ? name : KG_STR("no reason is given");
    kg_error_set(err, words[reason].class, "%s%.*s", words[reason].before, KG_STR_ARG(message));
    if (words[reason].advice != NULL)
        kg_error_advise(
            err, "%s%s", words[reason].advice,
            words[reason].command != NULL ? command(kube, scratch, words[reason].command) : "");
    return reason;
}

/* ---- answers ---- */

static bool is_status(const struct kg_node *object)
{
    return kg_str_is(kg_node_text(kg_node_get(object, "kind")), "Status");
}

static void not_kubernetes(const struct kg_kube *kube, struct kg_arena *arena,
                           struct kg_kube_answer *answer, struct kg_error *err)
{
    answer->reason = KG_KUBE_NOT_KUBERNETES;
    kg_error_set(err, KG_ERROR_UNKNOWN,
                 "%s does not answer as a Kubernetes API server (HTTP status %d)",
                 kube->config->server, answer->code);
    kg_error_advise(err, "Is that address the API server's? See: %s",
                    command(kube, arena, "kubectl cluster-info"));
}

/* An error page of something in between says by its code what it is about. */
static void judge_bare(const struct kg_kube *kube, struct kg_arena *arena, struct kg_str body,
                       struct kg_kube_answer *answer, struct kg_error *err)
{
    bool from_server = kg_str_is(kg_str_trim(body), "404 page not found");
    if (answer->code == 401 || answer->code == 403 || answer->code == 429 || answer->code >= 500) {
        answer->reason = kg_kube_describe_status(kube, arena, NULL, answer->code, err);
        kg_error_context(err, "HTTP status %d", answer->code);
        return;
    }
    not_kubernetes(kube, arena, answer, err);
    if (from_server)
        kg_error_advise(err, "It knows no such path: is that address the API server's, and is it "
                             "of a version that has this API?");
}

void kg_kube_judge(struct kg_kube *kube, struct kg_arena *arena,
                   const struct kg_kube_request *request, struct kg_str body,
                   struct kg_kube_answer *answer, struct kg_error *err)
{
    struct kg_source *source = kg_arena_zero(arena, 1, sizeof(*source));
    bool good = answer->code >= 200 && answer->code < 300;
    source->name = kube->config->server;
    answer->reason = KG_KUBE_SUCCESS;
    if (request->raw)
        answer->body = body;
    if (good && (request->raw || body.length == 0))
        return;
    if (kg_json_read(arena, body, source, 1, &answer->object, NULL) != 0)
        answer->object = NULL;
    bool is_object = kg_node_is(answer->object, KG_NODE_MAPPING);
    bool has_kind = kg_node_text(kg_node_get(answer->object, "kind")).length > 0;
    if (good && is_object && (has_kind || request->resource == NULL))
        return;
    if (!good && is_object && is_status(answer->object))
        answer->reason = kg_kube_describe_status(kube, arena, answer->object, answer->code, err);
    else if (!good)
        judge_bare(kube, arena, body, answer, err);
    else
        not_kubernetes(kube, arena, answer, err);
}

void kg_kube_describe_no_answer(const struct kg_kube *kube, const struct kg_http_result *result,
                                struct kg_error *err)
{
    if (err == NULL)
        return;
    *err = result->error;
    kg_error_context(err, "the API server %s", kube->config->server);
}

/* ---- warnings ---- */

/* The text of `299 - "text"` (RFC 7234), unescaped, in the arena; NULL when it is none. */
static const char *warning_text(struct kg_arena *arena, struct kg_str field)
{
    ptrdiff_t quote = kg_str_find(field, '"');
    char *text = kg_arena_alloc(arena, field.length + 1);
    size_t length = 0;
    if (!kg_str_starts(field, "299 ") || quote < 0)
        return NULL;
    for (size_t i = (size_t)quote + 1; i < field.length && field.data[i] != '"'; i++) {
        if (field.data[i] == '\\' && i + 1 < field.length)
            i++;
        text[length++] = field.data[i];
    }
    text[length] = '\0';
    return text;
}

enum { WARNINGS_MAX = 100 };

const char *const *kg_kube_read_warnings(struct kg_arena *arena, const struct kg_http_head *head)
{
    const char **texts = NULL;
    struct kg_str field;
    size_t count = 0;
    for (size_t i = 0; count < WARNINGS_MAX && kg_http_field(head, "Warning", i, &field); i++) {
        const char *text = warning_text(arena, field);
        if (text == NULL)
            continue;
        texts = kg_arena_extend(arena, texts, count, sizeof *texts);
        texts[count++] = text;
    }
    if (texts == NULL)
        return NULL;
    texts = kg_arena_extend(arena, texts, count, sizeof *texts);
    texts[count] = NULL;
    return texts;
}

void kg_kube_pass_warnings(struct kg_kube *kube, const char *const *warnings)
{
    for (; warnings != NULL && *warnings != NULL && kube->options.warn != NULL; warnings++) {
        if (kube->warned.count >= WARNINGS_MAX ||
            kg_map_get(&kube->warned, kg_str_from(*warnings)) != NULL)
            continue;
        kg_map_put(&kube->warned, kg_str_from(kg_arena_strdup(kube->arena, *warnings)), kube);
        kube->options.warn(kube->options.context, *warnings);
    }
}
