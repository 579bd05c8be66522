/*
 * One request until it has its answer: with newer credentials where the first
 * were refused, and again where the server asks for that.
 */
#include <stdlib.h>
#include <string.h>

#include "client.h"

enum { ATTEMPTS_MAX = 10, RETRY_AFTER_MAX_S = 3600 };

struct call {
    struct kg_kube *kube;
    struct kg_arena *arena;
    struct kg_kube_request request;
    struct sending sending;
    void (*done)(void *context, const struct kg_kube_answer *answer, const struct kg_error *err);
    void *context;
    unsigned attempts;
    bool renewed; /* the credentials, once */
    struct kg_kube_answer answer;
    struct kg_error error;
};

static int send(struct call *call, struct kg_error *err);

static void finish(struct call *call)
{
    bool good = call->answer.reason == KG_KUBE_SUCCESS;
    call->answer.attempts = call->attempts;
    call->done(call->context, &call->answer, good ? NULL : &call->error);
}

static void fail(struct call *call, enum kg_kube_reason reason)
{
    call->answer.reason = reason;
    finish(call);
}

static void not_sent(void *context, const struct kg_error *err)
{
    struct call *call = context;
    call->error = *err;
    fail(call, KG_KUBE_NO_CREDENTIALS);
}

/* Sends it once more, from the loop. */
static void send_again(void *context)
{
    struct call *call = context;
    struct kg_error err = KG_ERROR_INIT;
    call->answer = (struct kg_kube_answer){0};
    if (send(call, &err) != 0)
        not_sent(call, &err);
}

/* The eviction API says 429 when a disruption budget forbids it: that is its answer. */
static bool is_eviction(const struct kg_kube_request *request)
{
    return request->subresource != NULL && strcmp(request->subresource, "eviction") == 0;
}

/* How long the server asks to wait, in ms with some jitter; -1 when it does not. */
static int64_t retry_delay(const struct call *call, const struct kg_http_head *head)
{
    struct kg_str field;
    int64_t seconds = 0;
    bool overloaded = head->status == 429 || head->status >= 500;
    if (!overloaded || is_eviction(&call->request) ||
        !kg_http_field(head, "Retry-After", 0, &field) || field.length == 0 || field.length > 6)
        return -1;
    for (size_t i = 0; i < field.length; i++) {
        if (field.data[i] < '0' || field.data[i] > '9')
            return -1;
        seconds = seconds * 10 + (field.data[i] - '0');
    }
    if (seconds > RETRY_AFTER_MAX_S)
        return -1;
    return seconds * 1000 +
           (int64_t)(kg_kube_chance() * 100.0 * (double)(seconds > 0 ? seconds : 1));
}

/* Whether the call goes on in `delay` ms instead of ending with this answer. */
static bool goes_on(struct call *call, int64_t delay)
{
    if (delay < 0 || call->attempts >= ATTEMPTS_MAX ||
        call->sending.deadline_ms - kg_http_now_ms() <= delay)
        return false;
    return kg_http_after(call->kube->http, delay, send_again, call) != NULL;
}

static struct kg_str kept(struct kg_arena *arena, struct kg_str text)
{
    return (struct kg_str){kg_arena_strndup(arena, text.data, text.length), text.length};
}

static void answered(void *context, const struct kg_http_result *result)
{
    struct call *call = context;
    struct kg_kube *kube = call->kube;
    call->sending.under_way = NULL;
    kg_kube_trace_answer(kube, &call->request, call->sending.path, result);
    call->answer.failure = result->failure;
    call->answer.code = result->head.status;
    call->answer.timings = result->timings;
    if (kg_kube_http2_lost(kube, &call->request, result) && goes_on(call, 0))
        return;
    if (result->failure != KG_HTTP_OK) {
        kg_kube_describe_no_answer(kube, result, &call->error);
        fail(call, KG_KUBE_NO_ANSWER);
        return;
    }
    call->answer.warnings = kg_kube_read_warnings(call->arena, &result->head);
    kg_kube_pass_warnings(kube, call->answer.warnings);
    if (result->head.status == 401 && !call->renewed &&
        kg_credentials_refused(kube, call->sending.edition)) {
        call->renewed = true;
        if (goes_on(call, 0))
            return;
    }
    if (goes_on(call, retry_delay(call, &result->head)))
        return;
    kg_kube_judge(kube, call->arena, &call->request, kept(call->arena, result->body), &call->answer,
                  &call->error);
    finish(call);
}

static int send(struct call *call, struct kg_error *err)
{
    call->attempts++;
    return kg_kube_send(call->kube, &call->sending, err);
}

int kg_kube_start(struct kg_kube *kube, struct kg_arena *arena,
                  const struct kg_kube_request *request,
                  void (*done)(void *context, const struct kg_kube_answer *answer,
                               const struct kg_error *err),
                  void *context, struct kg_error *err)
{
    static const struct kg_http_handler handler = {.done = answered};
    struct call *call = kg_arena_zero(arena, 1, sizeof(*call));
    int64_t limit =
        request->timeout_ms != 0 ? request->timeout_ms : kube->options.request_timeout_ms;
    *call = (struct call){.kube = kube,
                          .arena = arena,
                          .request = *request,
                          .done = done,
                          .context = context,
                          .error = KG_ERROR_INIT};
    call->sending = (struct sending){.request = &call->request,
                                     .deadline_ms = kg_kube_deadline(limit),
                                     .body_max = request->body_max,
                                     .handler = &handler,
                                     .failed = not_sent,
                                     .context = call};
    if (kg_kube_request_path(arena, request, "", &call->sending.path, err) != 0)
        return -1;
    return send(call, err);
}

/* ---- waiting for answers ---- */

struct waiting {
    struct kg_kube_call *call; /* NULL: its answer is there, or nobody waits for it any more */
    size_t *left;
};

static void note_answer(void *context, const struct kg_kube_answer *answer,
                        const struct kg_error *err)
{
    struct waiting *waiting = context;
    if (waiting->call == NULL)
        return;
    waiting->call->answer = *answer;
    if (err != NULL)
        waiting->call->error = *err;
    waiting->call = NULL;
    --*waiting->left;
}

/* Waiting itself has failed: an answer that did not come must not be taken for an empty one. */
static void give_up(struct waiting *waiting, const struct kg_error *why)
{
    if (waiting->call == NULL)
        return;
    waiting->call->answer =
        (struct kg_kube_answer){.reason = KG_KUBE_NO_ANSWER, .failure = KG_HTTP_LOCAL};
    waiting->call->error = *why;
    waiting->call = NULL;
}

static void start_one(struct kg_kube *kube, struct kg_arena *arena, struct waiting *waiting)
{
    struct kg_kube_call *call = waiting->call;
    call->answer = (struct kg_kube_answer){0};
    call->error = (struct kg_error)KG_ERROR_INIT;
    if (kg_kube_start(kube, arena, &call->request, note_answer, waiting, &call->error) == 0)
        return;
    call->answer.reason = KG_KUBE_NO_CREDENTIALS;
    waiting->call = NULL;
    --*waiting->left;
}

size_t kg_kube_call_all(struct kg_kube *kube, struct kg_arena *arena, struct kg_kube_call *calls,
                        size_t count)
{
    size_t left = count, failed = 0;
    struct kg_error why = KG_ERROR_INIT;
    struct waiting *waiting = kg_arena_zero(arena, count + 1, sizeof(*waiting));
    for (size_t i = 0; i < count; i++) {
        waiting[i] = (struct waiting){&calls[i], &left};
        start_one(kube, arena, &waiting[i]);
    }
    while (left > 0 && kg_http_step(kube->http, -1, &why) == 0)
        ;
    for (size_t i = 0; i < count; i++)
        give_up(&waiting[i], &why);
    for (size_t i = 0; i < count; i++)
        failed += calls[i].answer.reason != KG_KUBE_SUCCESS;
    return failed;
}

int kg_kube_call(struct kg_kube *kube, struct kg_arena *arena,
                 const struct kg_kube_request *request, struct kg_kube_answer *answer,
                 struct kg_error *err)
{
    struct kg_kube_call call = {.request = *request};
    size_t failed = kg_kube_call_all(kube, arena, &call, 1);
    *answer = call.answer;
    if (failed == 0)
        return 0;
    if (err != NULL)
        *err = call.error;
    return -1;
}
