#include "attempt.h"

/* The step that a failure is about; of some the times tell, for those it is ANSWER. */
static const enum kg_diagnosis_step steps[] = {
    [KG_HTTP_OK] = KG_STEP_ANSWER,
    [KG_HTTP_REFUSED] = KG_STEP_CONNECTION,
    [KG_HTTP_UNREACHABLE] = KG_STEP_CONNECTION,
    [KG_HTTP_DNS] = KG_STEP_NAME,
    [KG_HTTP_TLS_UNTRUSTED] = KG_STEP_TLS,
    [KG_HTTP_TLS_NAME] = KG_STEP_TLS,
    [KG_HTTP_TLS_EXPIRED] = KG_STEP_TLS,
    [KG_HTTP_TLS_CLIENT] = KG_STEP_TLS,
    [KG_HTTP_TLS] = KG_STEP_TLS,
    [KG_HTTP_TIMEOUT] = KG_STEP_ANSWER,
    [KG_HTTP_RESET] = KG_STEP_ANSWER,
    [KG_HTTP_PROXY] = KG_STEP_CONNECTION,
    [KG_HTTP_TOO_LARGE] = KG_STEP_ANSWER,
    [KG_HTTP_MALFORMED] = KG_STEP_ANSWER,
    [KG_HTTP_LOCAL] = KG_STEP_ANSWER,
    [KG_HTTP_CANCELLED] = KG_STEP_ANSWER,
};

const char *attempt_url(const struct session *session)
{
    const struct settings *settings = session->settings;
    const char *base = settings->probe.base;
    return kg_arena_printf(session->arena, "%s%s", settings->url, base[1] == '\0' ? "" : base);
}

/* Time that ran out, or a connection that ended, was at the first step that was not over. */
static enum kg_diagnosis_step step_of(const struct kg_http_result *result, bool secure)
{
    bool open = result->failure == KG_HTTP_TIMEOUT || result->failure == KG_HTTP_RESET;
    if (open && result->timings.dns_us == 0)
        return KG_STEP_NAME;
    if (open && result->timings.connect_us == 0)
        return KG_STEP_CONNECTION;
    if (open && secure && result->timings.tls_us == 0)
        return KG_STEP_TLS;
    return steps[result->failure];
}

struct kg_diagnosis_attempt attempt(const struct session *session, const char *url)
{
    const struct settings *settings = session->settings;
    const char *headers[] = {"Accept: application/json", settings->user_agent, NULL};
    int64_t patience = settings->schedule.wait / 1000000;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_http_result result;
    const struct kg_http_spec spec = {
        .url = kg_arena_printf(session->arena, "%s/.well-known/agent-card.json", url),
        .headers = headers,
        .tls = &settings->tls,
        .http1 = true,
        .fresh = true,
        .total_ms = patience > 0 ? patience : 1,
        .body_max = KG_A2A_BODY_MAX,
    };
    kg_http_fetch(session->http, session->arena, &spec, &result, &err);
    return (struct kg_diagnosis_attempt){
        .reached = step_of(&result, kg_str_starts(kg_str_from(url), "https://")),
        .reason = kg_arena_strdup(session->arena, err.message),
        .peer = kg_arena_strdup(session->arena, result.peer != NULL ? result.peer : ""),
        .connected_us = result.timings.connect_us,
        .encrypted_us =
            result.timings.tls_us > 0 ? result.timings.tls_us - result.timings.connect_us : 0,
    };
}
