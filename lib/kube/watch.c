#include "kagent/watch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client.h"
#include "kagent/json.h"

enum {
    PAGE = 500,
    VERSION_MAX = 64,
    MORE_MAX = 96,
    DELAY_FIRST_MS = 800,
    DELAY_MAX_MS = 30 * 1000,
    REFUSALS_MAX = 4,           /* with growing pauses: some ten seconds */
    GOOD_AFTER_MS = 120 * 1000, /* a stream that lasted so long was a good one */
    STREAM_MIN_S = 300,         /* how long the server is asked to keep a stream: five to ten min */
    SILENCE_MS = 150 * 1000,    /* bookmarks come about every minute */
    BRIEF_MS = 1000,            /* a stream so short did not do much good */
};

struct kg_watch {
    struct kg_kube *kube;
    struct kg_kube_request request; /* its texts are in `texts` */
    struct kg_watch_handler handler;
    void *context;
    struct kg_arena texts;
    struct kg_arena scratch; /* of the event, or of the page, at hand */
    struct kg_arena token;   /* of the token for the next page */
    struct kg_arena sent;    /* of the path that is under way */
    struct sending sending;  /* the page or the stream that is under way, or was */
    unsigned streams;        /* begun or ended: tells one from the next */
    struct kg_http_timer *timer;
    char *line; /* what came of the next event; grows to the longest and stays */
    size_t line_length;
    size_t line_capacity;
    char version[VERSION_MAX]; /* to go on from; "": list first */
    int64_t delay_ms;          /* before the next attempt */
    int64_t began_ms;          /* the stream */
    int code;                  /* of the stream's answer */
    bool renewed;              /* the credentials, since the last good answer */
    unsigned refusals;         /* as forbidden, since the last good answer */
    bool listing;              /* between reset and synced */
    bool stopped;
    struct kg_watch_counts counts;
};

static void list_page(struct kg_watch *watch);
static void open_stream(struct kg_watch *watch);

/* ---- the end ---- */

static void free_memory(void *object)
{
    struct kg_watch *watch = object;
    watch->timer = NULL;
    kg_arena_release(&watch->scratch);
    kg_arena_release(&watch->token);
    kg_arena_release(&watch->sent);
    kg_arena_release(&watch->texts);
    free(watch->line);
    watch->line = NULL;
}

static void stop(struct kg_watch *watch)
{
    watch->stopped = true;
    kg_kube_send_cancel(&watch->sending);
    kg_http_timer_cancel(watch->timer);
    watch->timer = NULL;
}

static void watch_release(void *object)
{
    stop(object);
    free_memory(object);
}

/* Whoever stops a watch from its own callback still holds an object of it. */
void kg_watch_stop(struct kg_watch *watch)
{
    if (watch == NULL || watch->stopped)
        return;
    stop(watch);
    watch->timer = kg_http_after(watch->kube->http, 0, free_memory, watch);
}

static void give_up(struct kg_watch *watch, const struct kg_error *err)
{
    kg_watch_stop(watch);
    if (watch->handler.failed != NULL)
        watch->handler.failed(watch->context, err);
}

/* ---- trying again ---- */

static void go_on(void *context)
{
    struct kg_watch *watch = context;
    watch->timer = NULL;
    if (watch->version[0] == '\0')
        list_page(watch);
    else
        open_stream(watch);
}

static void go_on_after(struct kg_watch *watch, int64_t delay_ms)
{
    struct kg_error err = KG_ERROR_INIT;
    watch->timer = kg_http_after(watch->kube->http, delay_ms, go_on, watch);
    if (watch->timer != NULL)
        return;
    kg_error_set(&err, KG_ERROR_UNKNOWN, "out of memory");
    give_up(watch, &err);
}

/* Waits longer from failure to failure. `at_least_ms` is what the server asked for. */
static void back_off(struct kg_watch *watch, const struct kg_error *err, int64_t at_least_ms)
{
    int64_t base = watch->delay_ms > at_least_ms ? watch->delay_ms : at_least_ms;
    int64_t delay = base + (int64_t)(kg_kube_chance() * (double)base);
    watch->delay_ms = watch->delay_ms * 2 < DELAY_MAX_MS ? watch->delay_ms * 2 : DELAY_MAX_MS;
    if (watch->handler.interrupted != NULL)
        watch->handler.interrupted(watch->context, err, delay);
    if (!watch->stopped)
        go_on_after(watch, delay);
}

/* Whether another attempt can have another outcome. */
static bool is_passing(enum kg_kube_reason reason, enum kg_http_failure failure)
{
    switch (reason) {
    case KG_KUBE_NO_ANSWER:
        return failure == KG_HTTP_REFUSED || failure == KG_HTTP_UNREACHABLE ||
               failure == KG_HTTP_DNS || failure == KG_HTTP_TIMEOUT || failure == KG_HTTP_RESET ||
               failure == KG_HTTP_PROXY || failure == KG_HTTP_TLS || failure == KG_HTTP_MALFORMED;
    case KG_KUBE_EXPIRED:
    case KG_KUBE_TOO_MANY_REQUESTS:
    case KG_KUBE_SERVER_TIMEOUT:
    case KG_KUBE_SERVER_ERROR:
        return true;
    default:
        return false;
    }
}

/*
 * A server that has just started refuses everybody until it has read its roles.
 * Who was allowed before is therefore refused for good only when it stays so.
 */
static bool may_be_starting(struct kg_watch *watch, enum kg_kube_reason reason)
{
    return reason == KG_KUBE_FORBIDDEN && watch->counts.streams > 0 &&
           watch->refusals++ < REFUSALS_MAX;
}

/* An attempt ended with this. */
static void fail(struct kg_watch *watch, enum kg_kube_reason reason, enum kg_http_failure failure,
                 const struct kg_error *err, int64_t at_least_ms)
{
    if (reason == KG_KUBE_UNAUTHORIZED && !watch->renewed &&
        kg_credentials_refused(watch->kube, watch->sending.edition)) {
        watch->renewed = true;
        go_on_after(watch, 0);
        return;
    }
    if (reason == KG_KUBE_EXPIRED)
        watch->version[0] = '\0';
    if (is_passing(reason, failure) || may_be_starting(watch, reason))
        back_off(watch, err, at_least_ms);
    else
        give_up(watch, err);
}

static int64_t retry_after_ms(const struct kg_http_head *head)
{
    struct kg_str field;
    if (!kg_http_field(head, "Retry-After", 0, &field) || field.length == 0 || field.length > 4 ||
        field.data[0] < '0' || field.data[0] > '9')
        return 0;
    return 1000 * (int64_t)strtol(field.data, NULL, 10);
}

/* An answer that is not what was hoped for. */
static void fail_by_answer(struct kg_watch *watch, const struct kg_http_result *result)
{
    struct kg_kube_answer answer = {.code = result->head.status};
    struct kg_error err = KG_ERROR_INIT;
    if (result->head.status != 200 && kg_kube_http2_lost(watch->kube, &watch->request, result)) {
        go_on_after(watch, 0);
        return;
    }
    if (result->failure != KG_HTTP_OK) {
        kg_kube_describe_no_answer(watch->kube, result, &err);
        fail(watch, KG_KUBE_NO_ANSWER, result->failure, &err, 0);
        return;
    }
    kg_kube_judge(watch->kube, &watch->scratch, &watch->request, result->body, &answer, &err);
    fail(watch, answer.reason, KG_HTTP_OK, &err, retry_after_ms(&result->head));
}

/* What has yielded credentials once may do so again: its own server may be away for a while. */
static void not_sent(void *context, const struct kg_error *err)
{
    struct kg_watch *watch = context;
    bool passing = watch->counts.lists > 0 && watch->refusals++ < REFUSALS_MAX;
    watch->listing = false;
    watch->request.continue_token = NULL;
    if (passing)
        back_off(watch, err, 0);
    else
        give_up(watch, err);
}

/* Failing to send at once is the end: there is no token file, or no memory. */
static void send(struct kg_watch *watch, const struct kg_kube_request *request, const char *more,
                 const struct sending *sending)
{
    struct kg_error err = KG_ERROR_INIT;
    watch->sending = *sending;
    watch->sending.request = &watch->request;
    watch->sending.deadline_ms = kg_kube_deadline(watch->kube->options.request_timeout_ms);
    watch->sending.failed = not_sent;
    watch->sending.context = watch;
    kg_arena_release(&watch->sent);
    if (kg_kube_request_path(&watch->sent, request, more, &watch->sending.path, &err) != 0 ||
        kg_kube_send(watch->kube, &watch->sending, &err) != 0)
        give_up(watch, &err);
}

static bool note_version(struct kg_watch *watch, struct kg_str version)
{
    if (version.length == 0 || version.length >= sizeof watch->version)
        return false;
    memcpy(watch->version, version.data, version.length);
    watch->version[version.length] = '\0';
    return true;
}

/* ---- the list ---- */

static void tell_items(struct kg_watch *watch, const struct kg_node *list)
{
    const struct kg_node *items = kg_node_get(list, "items");
    for (uint32_t i = 0; kg_node_is(items, KG_NODE_SEQUENCE) && i < items->count; i++) {
        kg_kube_complete_item(&watch->scratch, watch->request.resource, items->items[i]);
        watch->handler.event(watch->context, KG_WATCH_ADDED, items->items[i]);
        if (watch->stopped)
            return;
    }
}

static void tell_reset(struct kg_watch *watch)
{
    watch->listing = true;
    watch->counts.lists++;
    if (watch->handler.reset != NULL)
        watch->handler.reset(watch->context);
}

/* The list is complete: what comes from here on are changes. */
static void list_complete(struct kg_watch *watch, const struct kg_node *list)
{
    struct kg_error err = KG_ERROR_INIT;
    if (!note_version(watch, kg_kube_resource_version(list))) {
        kg_error_set(&err, KG_ERROR_UNKNOWN, "the API server's list has no resourceVersion");
        give_up(watch, &err);
        return;
    }
    watch->listing = false;
    if (watch->handler.synced != NULL)
        watch->handler.synced(watch->context);
    if (!watch->stopped)
        open_stream(watch);
}

static void take_page(struct kg_watch *watch, const struct kg_node *list)
{
    struct kg_str token = kg_node_text(kg_node_path(list, "metadata", "continue", NULL));
    if (!watch->listing)
        tell_reset(watch);
    if (!watch->stopped)
        tell_items(watch, list);
    if (watch->stopped)
        return;
    kg_arena_release(&watch->token);
    watch->request.continue_token = token.length > 0 ? kg_str_copy(&watch->token, token) : NULL;
    if (token.length > 0)
        list_page(watch);
    else
        list_complete(watch, list);
}

static void page_came(void *context, const struct kg_http_result *result)
{
    struct kg_watch *watch = context;
    struct kg_kube_answer answer = {.code = result->head.status};
    watch->sending.under_way = NULL;
    kg_arena_release(&watch->scratch);
    kg_kube_trace_answer(watch->kube, &watch->request, watch->sending.path, result);
    if (result->failure == KG_HTTP_OK && result->head.status == 200)
        kg_kube_judge(watch->kube, &watch->scratch, &watch->request, result->body, &answer, NULL);
    if (result->failure == KG_HTTP_OK && answer.object != NULL &&
        answer.reason == KG_KUBE_SUCCESS) {
        watch->renewed = false;
        watch->refusals = 0;
        take_page(watch, answer.object);
        return;
    }
    /* From the start: a token may have expired, and half a list is none. */
    watch->listing = false;
    watch->request.continue_token = NULL;
    fail_by_answer(watch, result);
}

static void list_page(struct kg_watch *watch)
{
    static const struct kg_http_handler handler = {.done = page_came};
    send(watch, &watch->request, "", &(struct sending){.handler = &handler});
}

/* ---- the stream ---- */

static const struct {
    const char *type;
    enum kg_watch_event event;
} events[] = {
    {"ADDED", KG_WATCH_ADDED}, {"MODIFIED", KG_WATCH_MODIFIED}, {"DELETED", KG_WATCH_DELETED}};

/* A server that ends streams at once is not asked as fast as it can answer. */
static int64_t pause_after(const struct kg_watch *watch)
{
    return kg_http_now_ms() - watch->began_ms >= BRIEF_MS ? 0 : watch->delay_ms;
}

static void cancel_stream(struct kg_watch *watch)
{
    watch->streams++;
    kg_kube_send_cancel(&watch->sending);
}

/* The stream says why it ends: mostly that the version is too old. */
static void take_error(struct kg_watch *watch, const struct kg_node *status)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_str code = kg_node_text(kg_node_get(status, "code"));
    int number = code.length == 3 ? (int)strtol(kg_str_copy(&watch->scratch, code), NULL, 10) : 500;
    enum kg_kube_reason reason =
        kg_kube_describe_status(watch->kube, &watch->scratch, status, number, &err);
    cancel_stream(watch);
    if (reason == KG_KUBE_EXPIRED) {
        watch->version[0] = '\0';
        go_on_after(watch, pause_after(watch));
        return;
    }
    fail(watch, reason, KG_HTTP_OK, &err, 0);
}

/* Returns false when this is no event that is known. */
static bool take_event(struct kg_watch *watch, const struct kg_node *event)
{
    struct kg_str type = kg_node_text(kg_node_get(event, "type"));
    const struct kg_node *object = kg_node_get(event, "object");
    if (!kg_node_is(object, KG_NODE_MAPPING))
        return false;
    if (kg_str_is(type, "ERROR")) {
        take_error(watch, object);
        return true;
    }
    if (!note_version(watch, kg_kube_resource_version(object)))
        return false;
    if (kg_str_is(type, "BOOKMARK")) {
        watch->counts.bookmarks++;
        return true;
    }
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        if (!kg_str_is(type, events[i].type))
            continue;
        watch->counts.events++;
        watch->handler.event(watch->context, events[i].event, object);
        return true;
    }
    return false;
}

/* Ends the stream as if it had been cut: what came cannot be made sense of. */
static void drop_stream(struct kg_watch *watch, const char *why)
{
    struct kg_error err = KG_ERROR_INIT;
    cancel_stream(watch);
    kg_error_set(&err, KG_ERROR_UNKNOWN, "the API server %s sends %s", watch->kube->config->server,
                 why);
    fail(watch, KG_KUBE_SERVER_ERROR, KG_HTTP_OK, &err, 0);
}

static void take_line(struct kg_watch *watch, struct kg_str line)
{
    struct kg_source source = {.name = watch->kube->config->server};
    struct kg_node *event;
    kg_arena_release(&watch->scratch);
    if (kg_str_trim(line).length == 0)
        return;
    if (kg_json_read(&watch->scratch, line, &source, 1, &event, NULL) != 0 ||
        !take_event(watch, event)) {
        if (!watch->stopped)
            drop_stream(watch, "something else than events");
    }
}

/* Keeps the beginning of an event whose end has not come yet. */
static int keep(struct kg_watch *watch, struct kg_str part)
{
    size_t needed = watch->line_length + part.length;
    if (needed > KG_HTTP_BODY_MAX)
        return -1;
    if (needed > watch->line_capacity) {
        size_t capacity = watch->line_capacity < 4096 ? 4096 : watch->line_capacity;
        while (capacity < needed)
            capacity *= 2;
        char *grown = realloc(watch->line, capacity);
        if (grown == NULL)
            return -1;
        watch->line = grown;
        watch->line_capacity = capacity;
    }
    memcpy(watch->line + watch->line_length, part.data, part.length);
    watch->line_length += part.length;
    return 0;
}

static void take_bytes(void *context, struct kg_str bytes)
{
    struct kg_watch *watch = context;
    unsigned stream = watch->streams;
    while (bytes.length > 0 && !watch->stopped && watch->streams == stream) {
        ptrdiff_t end = kg_str_find(bytes, '\n');
        size_t length = end < 0 ? bytes.length : (size_t)end;
        if (keep(watch, kg_str_head(bytes, length)) != 0) {
            drop_stream(watch, "an event that is larger than allowed");
            return;
        }
        bytes = kg_str_from_index(bytes, length + (end >= 0));
        if (end < 0)
            return;
        struct kg_str line = {watch->line, watch->line_length};
        watch->line_length = 0;
        /* An error's body is no event: it is judged when it is whole. */
        if (watch->code == 200)
            take_line(watch, line);
        else
            watch->line_length = line.length;
    }
}

static void stream_began(void *context, const struct kg_http_head *head)
{
    struct kg_watch *watch = context;
    watch->code = head->status;
    kg_kube_pass_warnings(watch->kube, kg_kube_read_warnings(&watch->kube->scratch, head));
    kg_arena_release(&watch->kube->scratch);
}

/* The end of a stream. Each end in good order, and each cut after a while, is nothing special. */
static void stream_ended(void *context, const struct kg_http_result *result)
{
    struct kg_watch *watch = context;
    struct kg_http_result whole = *result;
    watch->streams++;
    watch->sending.under_way = NULL;
    if (kg_http_now_ms() - watch->began_ms >= GOOD_AFTER_MS)
        watch->delay_ms = DELAY_FIRST_MS;
    kg_kube_trace_answer(watch->kube, &watch->request, watch->sending.path, result);
    if (result->failure == KG_HTTP_OK && watch->code == 200) {
        watch->renewed = false;
        watch->refusals = 0;
        go_on_after(watch, pause_after(watch));
        return;
    }
    kg_arena_release(&watch->scratch);
    whole.body = (struct kg_str){watch->line != NULL ? watch->line : "", watch->line_length};
    fail_by_answer(watch, &whole);
}

static void open_stream(struct kg_watch *watch)
{
    static const struct kg_http_handler handler = {stream_began, take_bytes, stream_ended};
    struct kg_kube_request request = watch->request;
    int seconds = STREAM_MIN_S + (int)(kg_kube_chance() * (double)STREAM_MIN_S);
    char more[MORE_MAX];
    snprintf(more, sizeof more, "watch=true&allowWatchBookmarks=true&timeoutSeconds=%d", seconds);
    request.limit = 0;
    request.resource_version = watch->version;
    watch->line_length = 0;
    watch->code = 0;
    watch->began_ms = kg_http_now_ms();
    watch->counts.streams++;
    watch->streams++;
    send(watch, &request, more,
         &(struct sending){.silence_ms = watch->kube->options.watch_silence_ms,
                           .handler = &handler});
}

/* ---- the beginning ---- */

static const char *copied(struct kg_watch *watch, const char *text)
{
    return text == NULL ? NULL : kg_arena_strdup(&watch->texts, text);
}

int kg_watch_start(struct kg_kube *kube, const struct kg_kube_request *request,
                   const struct kg_watch_handler *handler, void *context, struct kg_watch **watch,
                   struct kg_error *err)
{
    struct kg_watch *made = kg_arena_zero(kube->arena, 1, sizeof(*made));
    struct kg_arena *arenas[] = {&made->texts, &made->scratch, &made->token, &made->sent};
    for (size_t i = 0; i < sizeof arenas / sizeof *arenas; i++)
        kg_arena_init(arenas[i], kube->arena->budget, kube->arena->recovery);
    kg_arena_defer(kube->arena, watch_release, made);
    made->kube = kube;
    made->handler = *handler;
    made->context = context;
    made->delay_ms = DELAY_FIRST_MS;
    if (kube->options.watch_silence_ms == 0)
        kube->options.watch_silence_ms = SILENCE_MS;
    made->request = (struct kg_kube_request){
        .resource = request->resource,
        .namespace = copied(made, request->namespace),
        .label_selector = copied(made, request->label_selector),
        .field_selector = copied(made, request->field_selector),
        .limit = request->limit != 0 ? request->limit : PAGE,
    };
    made->timer = kg_http_after(kube->http, 0, go_on, made);
    if (made->timer == NULL)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "out of memory");
    *watch = made;
    return 0;
}

struct kg_watch_counts kg_watch_counts(const struct kg_watch *watch)
{
    return watch->counts;
}
