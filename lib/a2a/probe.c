#include "kagent/probe.h"

#include <stdio.h>
#include <string.h>

enum step {
    STEP_CARD,     /* the path since 0.3 */
    STEP_OLD_CARD, /* the path up to 0.2 */
    STEP_TASK,
    STEP_DONE,
};

/* What understanding one answer may take of memory; more is no answer of an agent. */
static const size_t memory_budget = (size_t)64 << 20;

static const char *const card_paths[] = {
    [STEP_CARD] = "/.well-known/agent-card.json",
    [STEP_OLD_CARD] = "/.well-known/agent.json",
};

static const struct {
    const char *method;
    const char *unknown_version;
} dialects[] = {
    [KG_A2A_TASKS_GET] = {"tasks/get", "0.x"},
    [KG_A2A_GET_TASK] = {"GetTask", "1.0"},
};

/* ---- what is sent ---- */

/* 16 random bytes as a UUID of version 4 (RFC 9562, section 5.4). */
static void write_uuid(char out[KG_PROBE_ID_MAX], const unsigned char random[16])
{
    static const char digits[] = "0123456789abcdef";
    size_t used = 0;

    for (size_t i = 0; i < 16; i++) {
        unsigned byte = random[i];
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out[used++] = '-';
        if (i == 6)
            byte = (byte & 0x0f) | 0x40;
        if (i == 8)
            byte = (byte & 0x3f) | 0x80;
        out[used++] = digits[byte >> 4];
        out[used++] = digits[byte & 15];
    }
    out[used] = '\0';
}

/* The length of the base path without its query and a slash at its end. */
static size_t base_length(const char *base)
{
    size_t length = strcspn(base, "?");

    return length > 0 && base[length - 1] == '/' ? length - 1 : length;
}

static void prepare_card(struct kg_probe *probe, enum step step)
{
    const char *base = probe->settings->base;

    probe->step = step;
    snprintf(probe->path, sizeof probe->path, "%.*s%s", (int)base_length(base), base,
             card_paths[step]);
    /* Servers of two versions choose the form of their card by this header. */
    snprintf(probe->version, sizeof probe->version, "%s",
             kg_a2a_version_is(probe->settings->expected, "1") ? "1.0" : "");
    probe->body[0] = '\0';
}

static void prepare_task(struct kg_probe *probe)
{
    const struct kg_a2a_endpoint *endpoint = &probe->endpoint;
    const char *tenant = endpoint->dialect == KG_A2A_GET_TASK ? endpoint->tenant : "";

    probe->step = STEP_TASK;
    snprintf(probe->path, sizeof probe->path, "%s", endpoint->path);
    kg_a2a_version_header(endpoint, probe->version);
    snprintf(probe->body, sizeof probe->body,
             "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"%s\",\"params\":{\"id\":\"%s\"%s%s}}",
             probe->id, dialects[endpoint->dialect].method, probe->task,
             tenant[0] != '\0' ? ",\"tenant\":" : "", tenant);
}

void kg_probe_init(struct kg_probe *probe, const struct kg_probe_settings *settings)
{
    *probe = (struct kg_probe){.settings = settings, .step = STEP_DONE};
}

void kg_probe_begin(struct kg_probe *probe, const unsigned char random[KG_PROBE_RANDOM])
{
    write_uuid(probe->task, random);
    write_uuid(probe->id, random + KG_PROBE_RANDOM / 2);
    probe->result = (struct kg_probe_result){.judgement = {.verdict = KG_A2A_UNKNOWN}};
    probe->retried = false;
    if (probe->known) {
        prepare_task(probe);
        return;
    }
    probe->card_refused = false;
    probe->agent[0] = '\0';
    probe->agent_version[0] = '\0';
    probe->note[0] = '\0';
    prepare_card(probe, STEP_CARD);
}

bool kg_probe_request(const struct kg_probe *probe, struct kg_probe_request *request)
{
    *request = (struct kg_probe_request){probe->path, probe->version, kg_str_from(probe->body)};
    return probe->step != STEP_DONE;
}

/* ---- ends ---- */

static void end(struct kg_probe *probe, const struct kg_a2a_judgement *judgement)
{
    probe->step = STEP_DONE;
    probe->result.judgement = *judgement;
    probe->known =
        judgement->verdict <= KG_A2A_CREDENTIALS || judgement->verdict == KG_A2A_UNEXPECTED;
}

static void set_reason(struct kg_a2a_judgement *judgement, enum kg_a2a_verdict verdict,
                       const char *reason)
{
    judgement->verdict = verdict;
    kg_a2a_printable(judgement->reason, sizeof judgement->reason, kg_str_from(reason));
}

static void end_failed(struct kg_probe *probe, enum kg_a2a_verdict verdict, const char *reason)
{
    struct kg_a2a_judgement judgement = {.verdict = verdict};

    set_reason(&judgement, verdict, reason);
    end(probe, &judgement);
}

void kg_probe_fail(struct kg_probe *probe, enum kg_a2a_verdict verdict, const char *reason)
{
    probe->result.status = 0; /* that of an answer before this one */
    end_failed(probe, verdict, reason);
}

/* Ends with a judgement, held against the version demanded and what the card promised. */
static void end_judged(struct kg_probe *probe, struct kg_a2a_judgement *judgement)
{
    const char *expected = probe->settings->expected;
    const char *version = kg_probe_version(probe);
    bool as_expected = expected[0] == '\0' || kg_a2a_version_is(version, expected);

    if (judgement->verdict <= KG_A2A_WARNING && !as_expected) {
        char reason[KG_A2A_REASON_MAX];
        snprintf(reason, sizeof reason, "it speaks A2A %s, not %s", version, expected);
        set_reason(judgement, KG_A2A_UNEXPECTED, reason);
    } else if (judgement->verdict == KG_A2A_ALIVE && probe->note[0] != '\0') {
        set_reason(judgement, KG_A2A_WARNING, probe->note);
    }
    end(probe, judgement);
}

/* ---- the card ---- */

/* Whether `path` is the base path or lies below it. */
static bool is_below(const char *path, const char *base)
{
    size_t length = base_length(base);

    return strncmp(path, base, length) == 0 && strchr("/?", path[length]) != NULL;
}

/* Without a card that says better: the base path, in the dialect that most servers know. */
static void assume_endpoint(struct kg_probe *probe)
{
    bool new = kg_a2a_version_is(probe->settings->expected, "1");

    probe->endpoint = (struct kg_a2a_endpoint){
        .dialect = new ? KG_A2A_GET_TASK : KG_A2A_TASKS_GET,
    };
    snprintf(probe->endpoint.path, sizeof probe->endpoint.path, "%s", probe->settings->base);
}

static void use_card(struct kg_probe *probe, const struct kg_a2a_card *card)
{
    const struct kg_a2a_endpoint *endpoint = kg_a2a_card_endpoint(card, probe->settings->expected);

    memcpy(probe->agent, card->name, sizeof probe->agent);
    memcpy(probe->agent_version, card->version, sizeof probe->agent_version);
    if (endpoint == NULL && card->unsafe == 0) {
        end_failed(probe, KG_A2A_UNKNOWN,
                   "its card offers no JSON-RPC, only other bindings (gRPC, HTTP+JSON)");
        return;
    }
    assume_endpoint(probe);
    if (endpoint == NULL)
        snprintf(probe->note, sizeof probe->note,
                 "the path in its card is not safe to follow; %s was asked instead",
                 probe->settings->base);
    else
        probe->endpoint = *endpoint;
    if (!is_below(probe->endpoint.path, probe->settings->base))
        snprintf(probe->endpoint.path, sizeof probe->endpoint.path, "%s", probe->settings->base);
    prepare_task(probe);
}

static void take_card(struct kg_probe *probe, const struct kg_a2a_answer *answer,
                      struct kg_arena *arena)
{
    struct kg_a2a_card card;

    probe->card_refused |= answer->status == 401 || answer->status == 403;
    if (answer->status == 200 && !answer->cut && !answer->too_large &&
        kg_a2a_card_read(arena, answer->body, &card, NULL) == 0) {
        use_card(probe, &card);
    } else if (answer->status == 200 && answer->cut) {
        end_failed(probe, KG_A2A_DEGRADED, "HTTP 200, but the connection ended amid the card");
    } else if (probe->step == STEP_CARD) {
        prepare_card(probe, STEP_OLD_CARD);
    } else {
        assume_endpoint(probe);
        prepare_task(probe);
    }
}

/* ---- the task ---- */

static void switch_dialect(struct kg_probe *probe)
{
    struct kg_a2a_endpoint *endpoint = &probe->endpoint;

    endpoint->dialect = endpoint->dialect == KG_A2A_GET_TASK ? KG_A2A_TASKS_GET : KG_A2A_GET_TASK;
}

/* Whether the answer shows that the method at least was understood. */
static bool is_understood(const struct kg_a2a_judgement *judgement)
{
    return !judgement->retry && (judgement->has_code || judgement->verdict <= KG_A2A_CREDENTIALS);
}

/* The dialect of the card, or the first one tried, is not understood: what of the other? */
static void end_retry(struct kg_probe *probe, struct kg_a2a_judgement *second)
{
    bool has_card = probe->agent[0] != '\0';
    struct kg_a2a_judgement *first = &probe->first;

    if (is_understood(second)) {
        if (has_card)
            snprintf(probe->note, sizeof probe->note,
                     "its card says A2A %s, but it only understands %s", kg_probe_version(probe),
                     dialects[probe->endpoint.dialect].method);
        probe->endpoint.version[0] = '\0';
        end_judged(probe, second);
        return;
    }
    switch_dialect(probe);
    if (first->code == -32601 && second->retry && second->code == -32601)
        set_reason(first, has_card ? KG_A2A_DEGRADED : KG_A2A_NOT_A2A,
                   "it speaks JSON-RPC, but knows neither tasks/get nor GetTask");
    end(probe, kg_a2a_verdict_answered(second->verdict) ? first : second);
}

static void take_task(struct kg_probe *probe, const struct kg_a2a_answer *answer,
                      struct kg_arena *arena)
{
    struct kg_a2a_judgement judgement;

    kg_a2a_judge(arena, answer, probe->id, &probe->settings->accepted, &judgement);
    if (probe->retried) {
        end_retry(probe, &judgement);
    } else if (judgement.retry) {
        probe->first = judgement;
        probe->retried = true;
        switch_dialect(probe);
        prepare_task(probe);
    } else {
        if (judgement.verdict == KG_A2A_NOT_A2A && probe->card_refused)
            set_reason(&judgement, KG_A2A_CREDENTIALS,
                       "its card is only for those with credentials");
        end_judged(probe, &judgement);
    }
}

void kg_probe_answer(struct kg_probe *probe, const struct kg_a2a_answer *answer)
{
    jmp_buf recovery;
    struct kg_arena arena;

    probe->result.status = answer->status;
    kg_arena_init(&arena, memory_budget, &recovery);
    if (setjmp(recovery) != 0)
        end_failed(probe, KG_A2A_NOT_A2A, "the answer takes too much memory to understand");
    else if (probe->step == STEP_TASK)
        take_task(probe, answer, &arena);
    else if (probe->step != STEP_DONE)
        take_card(probe, answer, &arena);
    kg_arena_release(&arena);
}

const struct kg_probe_result *kg_probe_result(const struct kg_probe *probe)
{
    return &probe->result;
}

void kg_probe_demand_time(struct kg_probe *probe, int64_t nanoseconds, int64_t longest)
{
    struct kg_a2a_judgement *judgement = &probe->result.judgement;
    char reason[KG_A2A_REASON_MAX];

    if (longest == 0 || nanoseconds <= longest || judgement->verdict > KG_A2A_WARNING)
        return;
    snprintf(reason, sizeof reason, "it took %.3g ms, more than %.3g ms", (double)nanoseconds / 1e6,
             (double)longest / 1e6);
    set_reason(judgement, KG_A2A_UNEXPECTED, reason);
}

const char *kg_probe_version(const struct kg_probe *probe)
{
    if (probe->endpoint.path[0] == '\0')
        return "";
    return probe->endpoint.version[0] != '\0' ? probe->endpoint.version
                                              : dialects[probe->endpoint.dialect].unknown_version;
}
