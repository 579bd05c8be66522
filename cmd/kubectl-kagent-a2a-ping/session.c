#include "session.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../common/command.h"
#include "../common/signals.h"
#include "diagnose.h"
#include "kagent/random.h"
#include "report.h"
#include "suite.h"

enum {
    EXCHANGE_MAX = 64 << 20, /* memory of one exchange */
    LINE_MAX_BYTES = 1 << 16,
    REPORT_MAX = 1 << 30,
    HEADERS_MAX = 3,
};

/* Many targets begin one after the other, this far apart, ns: a burst would distort all times. */
static const int64_t spread = 5000000;

static const int64_t millisecond = 1000000;

static void advance(struct target *target);
static void start_exchange(struct target *target);
static void begin_exchange(struct target *target);

int64_t session_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* ---- printing ---- */

static struct report_style style_of(const struct session *session)
{
    const struct kg_option_value *values = session->settings->values;
    return (struct report_style){
        .palette = cmd_palette(),
        .terminal = isatty(STDOUT_FILENO) == 1,
        .timestamps = values[KAGENT_A2A_PING_TIMESTAMPS].boolean,
        .split = values[KAGENT_A2A_PING_SPLIT].boolean,
    };
}

static void report_probe(struct target *target)
{
    struct session *session = target->session;
    struct kg_buf line;
    if (session->report->probe == NULL || session->settings->values[KAGENT_A2A_PING_QUIET].boolean)
        return;
    kg_buf_init(&line, target->arena, LINE_MAX_BYTES);
    session->report->probe(&line, session->style, target);
    if (!session->broken && cmd_print(kg_buf_str(&line), session->err) != 0)
        session->broken = true;
}

static int report_all(struct session *session, struct kg_error *err)
{
    struct kg_buf text;
    kg_buf_init(&text, session->arena, REPORT_MAX);
    session->report->summary(&text, session->style, session->targets, session->count);
    if (session->settings->values[KAGENT_A2A_PING_DIAGNOSE].boolean)
        diagnose(&text, session->style->palette, session);
    return cmd_print(kg_buf_str(&text), err);
}

/* What ping prints for SIGQUIT: one line for each, to the side of the output. */
static void report_interim(const struct session *session)
{
    for (size_t i = 0; i < session->count; i++) {
        const struct target *target = &session->targets[i];
        const struct kg_times *times = &target->times;
        cmd_note("%s: %llu/%llu answered, %.4g%% lost, min/avg/max = %.3f/%.3f/%.3f ms",
                 target->name, (unsigned long long)target_answered(target),
                 (unsigned long long)target->schedule.sent, report_loss(target),
                 (double)times->min / 1e6, times->mean / 1e6, (double)times->max / 1e6);
    }
}

/* ---- the end of a probe ---- */

/* An answer that nobody waits for any more spoils its connection for the next one. */
static void drop_exchange(struct target *target)
{
    if (target->request != NULL && target->route->close != NULL)
        target->route->close(target->route);
    kg_http_cancel(target->request);
    target->request = NULL;
}

/* Notes what the probe found, tells it, and goes on. */
static void end_probe(struct target *target)
{
    int64_t rtt = target->split.total * 1000;
    kg_probe_demand_time(&target->probe, rtt, target->session->settings->max_rtt);
    const struct kg_probe_result *result = kg_probe_result(&target->probe);
    bool answered = kg_a2a_verdict_answered(result->judgement.verdict);
    target_note(target, result);
    if (answered)
        kg_times_add(&target->times, rtt);
    report_probe(target);
    kg_arena_release(target->arena);
    kg_schedule_over(&target->schedule, session_now(), answered, rtt);
    advance(target);
}

void session_lost(struct target *target, const struct failure *failure)
{
    drop_exchange(target);
    kg_probe_fail(&target->probe, failure->verdict, failure->reason);
    end_probe(target);
}

/* ---- an exchange ---- */

/* Whether a response came, if only in part: its head at least was whole. */
static bool is_response(const struct kg_http_result *result)
{
    return result->failure == KG_HTTP_OK ||
           (result->head.status != 0 &&
            (result->failure == KG_HTTP_TOO_LARGE || result->failure == KG_HTTP_RESET ||
             result->failure == KG_HTTP_MALFORMED));
}

static void take_failure(struct target *target, const struct kg_http_result *result)
{
    kg_probe_fail(&target->probe, route_failure_verdict(result->failure), result->error.message);
}

static void take_response(struct target *target, const struct kg_http_result *result)
{
    struct kg_a2a_answer answer = {
        .status = (unsigned)result->head.status,
        .body = kg_str_head(result->body, KG_A2A_BODY_MAX),
        .cut = result->failure == KG_HTTP_RESET || result->failure == KG_HTTP_MALFORMED,
        .too_large = result->failure == KG_HTTP_TOO_LARGE,
        .challenge = KG_STR(""),
        .location = KG_STR(""),
    };
    kg_http_field(&result->head, "WWW-Authenticate", 0, &answer.challenge);
    kg_http_field(&result->head, "Location", 0, &answer.location);
    kg_probe_answer(&target->probe, &answer);
}

static int64_t above_zero(int64_t value)
{
    return value > 0 ? value : 0;
}

static void take_times(struct target *target, const struct kg_http_timings *times)
{
    int64_t ready = times->tls_us > 0 ? times->tls_us : times->connect_us;
    target->split.connect = times->connect_us;
    target->split.tls = times->tls_us > 0 ? times->tls_us - times->connect_us : 0;
    target->split.first_byte = above_zero(times->first_byte_us - ready);
    target->split.total = times->total_us + target->split.tunnel;
}

static void on_done(void *context, const struct kg_http_result *result)
{
    struct target *target = context;
    struct route *route = target->route;
    struct failure failure = {.verdict = KG_A2A_UNKNOWN};
    struct kg_probe_request next;

    target->request = NULL;
    take_times(target, &result->timings);
    if (route->again != NULL && !target->repeated && route->again(route, target, result)) {
        target->repeated = true;
        start_exchange(target);
        return;
    }
    if (route->intercept != NULL && route->intercept(route, target, result, &failure))
        kg_probe_fail(&target->probe, failure.verdict, failure.reason);
    else if (is_response(result))
        take_response(target, result);
    else
        take_failure(target, result);
    if (!kg_probe_request(&target->probe, &next)) {
        end_probe(target);
        return;
    }
    begin_exchange(target);
}

/* The header fields of a request. */
static const char *const *headers_of(struct target *target, const struct kg_probe_request *request)
{
    const char **headers = kg_arena_zero(target->arena, HEADERS_MAX + 1, sizeof *headers);
    size_t count = 0;
    headers[count++] = "Accept: application/json";
    if (request->body.length > 0)
        headers[count++] = "Content-Type: application/json";
    if (request->version[0] != '\0')
        headers[count++] = kg_arena_printf(target->arena, "A2A-Version: %s", request->version);
    return headers;
}

/* Sends what the probe has to say, over the way that the route prepares. */
static void start_exchange(struct target *target)
{
    static const struct kg_http_handler handler = {.done = on_done};
    struct session *session = target->session;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_probe_request request;
    struct kg_http_spec spec = {.http1 = true};

    kg_probe_request(&target->probe, &request);
    kg_arena_release(target->arena);
    target->asked = kg_arena_printf(target->arena, "%s %s",
                                    request.body.length > 0 ? "POST" : "GET", request.path);
    int rc = target->route->prepare(target->route, target, request.path,
                                    headers_of(target, &request), &spec, &err);
    spec.method = request.body.length > 0 ? "POST" : "GET";
    spec.body = request.body;
    spec.body_max = KG_A2A_BODY_MAX;
    if (rc == 0)
        rc = kg_http_start(session->http, &spec, &handler, target, &target->request, &err);
    if (rc < 0) {
        struct failure failure;
        route_fail(&failure, KG_A2A_UNKNOWN, err.message);
        session_lost(target, &failure);
    }
}

static void begin_exchange(struct target *target)
{
    target->split = (struct split){0};
    target->repeated = false;
    start_exchange(target);
}

void session_go_on(struct target *target)
{
    start_exchange(target);
}

/* ---- the pace ---- */

static void start_probe(struct target *target)
{
    unsigned char random[KG_PROBE_RANDOM];
    kg_random(random, sizeof random);
    kg_probe_begin(&target->probe, random);
    kg_schedule_sent(&target->schedule, session_now());
    begin_exchange(target);
}

/* The answer took too long. */
static void lose_probe(struct target *target)
{
    struct failure failure = {.verdict = KG_A2A_DOWN};
    if (target->route->late == NULL || !target->route->late(target->route, &failure))
        snprintf(failure.reason, sizeof failure.reason, "no answer within %.4g s to %s",
                 (double)target->session->settings->schedule.wait / 1e9, target->asked);
    session_lost(target, &failure);
}

/* Nothing more is sent; what is open at the deadline counts as lost, as with ping. */
static void end_target(struct target *target)
{
    kg_http_timer_cancel(target->timer);
    target->timer = NULL;
    drop_exchange(target);
    if (target->schedule.waiting)
        target_note(target, &(struct kg_probe_result){
                                .judgement = {.verdict = KG_A2A_DOWN,
                                              .reason = "no answer by the deadline"}});
    kg_arena_release(target->arena);
    if (target->route->close != NULL)
        target->route->close(target->route);
    target->over = true;
    target->ended = session_now();
    target->session->open--;
}

static void on_timer(void *context)
{
    struct target *target = context;
    target->timer = NULL;
    advance(target);
}

/* Comes back when something is due that no answer brings; at once if it has become so by now. */
static void arm(struct target *target)
{
    int64_t now = session_now();
    int64_t until = now;
    if (target->over || target->timer != NULL)
        return;
    kg_schedule_next(&target->schedule, now, &until);
    target->timer = kg_http_after(target->session->http,
                                  (until - now + millisecond - 1) / millisecond, on_timer, target);
}

/* Does what is due. What it begins may be over at once, and has then advanced already. */
static void advance(struct target *target)
{
    int64_t until;
    if (target->over)
        return;
    kg_http_timer_cancel(target->timer);
    target->timer = NULL;
    switch (kg_schedule_next(&target->schedule, session_now(), &until)) {
    case KG_SCHEDULE_END:
        end_target(target);
        return;
    case KG_SCHEDULE_LOSE:
        lose_probe(target);
        return;
    case KG_SCHEDULE_SEND:
        start_probe(target);
        break;
    case KG_SCHEDULE_WAIT:
        break;
    }
    arm(target);
}

/* ---- the whole ---- */

static void interrupt_all(struct session *session, int signal_number)
{
    session->interrupted = signal_number;
    for (size_t i = 0; i < session->count; i++) {
        struct target *target = &session->targets[i];
        if (target->over)
            continue;
        /* Nobody has waited for the answer that is open: it is not counted at all. */
        if (target->schedule.waiting) {
            target->schedule.waiting = false;
            target->schedule.sent--;
        }
        end_target(target);
    }
}

static void on_signal_bytes(void *context, int events)
{
    struct session *session = context;
    (void)events;
    for (int number; (number = cmd_signal_take(session->signals)) != 0;) {
        if (number == SIGQUIT)
            report_interim(session);
        else
            interrupt_all(session, number);
    }
}

static void start_all(struct session *session)
{
    int64_t now = session_now();
    session->open = session->count;
    for (size_t i = 0; i < session->count; i++) {
        struct target *target = &session->targets[i];
        target->session = session;
        target->arena = kg_arena_child(session->arena, EXCHANGE_MAX);
        kg_arena_wipe_on_release(target->arena);
        target->began = now;
        kg_probe_init(&target->probe, &session->settings->probe);
        kg_schedule_start(&target->schedule, &session->settings->schedule, now,
                          (int64_t)i * spread);
    }
    for (size_t i = 0; i < session->count; i++)
        advance(&session->targets[i]);
}

int session_run(struct session *session, struct kg_error *err)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGQUIT, 0};
    struct report_style *style = kg_arena_alloc(session->arena, sizeof *style);
    *style = style_of(session);
    session->err = err;
    session->style = style;
    if (cmd_signals(signals, &session->signals, err) != 0)
        return -1;
    kg_http_watch_fd(session->http, session->signals, KG_HTTP_READABLE, on_signal_bytes, session);
    start_all(session);
    while (session->open > 0 && !session->broken) {
        if (kg_http_step(session->http, -1, err) != 0)
            return -1;
    }
    return session->broken ? -1 : report_all(session, err);
}
