#include "judge.h"

#include <string.h>

#include "kagent/drift.h"
#include "kagent/unified.h"

#include "../common/clock.h"
#include "../common/command.h"
#include "session.h"
#include "suite.h"
#include "watch.h"

/* ---- waiting ---- */

/* Findings that go away by themselves while a rollout goes on. */
static bool may_pass(const char *id)
{
    static const char *const passing[] = {"KL101", "KL107", "KL110", "KL111", "KL115", "KL116"};
    for (size_t i = 0; i < sizeof passing / sizeof *passing; i++)
        if (strcmp(passing[i], id) == 0)
            return true;
    return false;
}

/* Whether something fails, and nothing that stays. */
static bool is_worth_waiting(const struct session *session)
{
    if (kg_report_status(&session->report) != KG_ERROR_NEGATIVE)
        return false;
    for (size_t i = 0; i < session->report.verdict_count; i++) {
        const struct kg_verdict *verdict = &session->verdicts[i];
        for (size_t j = 0; j < verdict->finding_count; j++)
            if (kg_severity_fails(verdict->findings[j].severity, session->report.strict) &&
                !may_pass(verdict->findings[j].check->id))
                return false;
    }
    return true;
}

static void note_progress(const struct session *session)
{
    for (size_t i = 0; i < session->report.verdict_count; i++) {
        const struct kg_verdict *verdict = &session->verdicts[i];
        for (size_t j = 0; j < verdict->finding_count; j++)
            if (strcmp(verdict->findings[j].check->id, "KL101") == 0)
                cmd_note("%s: %s", verdict->name, verdict->findings[j].message);
    }
}

/* The moment at which waiting ends. */
static int64_t deadline_of(const struct session *session)
{
    return cmd_now() + session_option(session, KAGENT_VERIFY_TIMEOUT)->integer / 1000000;
}

/*
 * Asks and judges until nothing fails or what fails stays. What was asked before is forgotten: a
 * long wait takes no more memory than a short one. Returns as session_round(), or
 * KG_ERROR_TIMEOUT.
 */
static int judge_until_settled(struct session *session, struct kg_arena *round,
                               struct kg_error *err)
{
    int64_t deadline = deadline_of(session);
    for (;;) {
        int status = session_round(session, round, err);
        if (status != 0)
            return status;
        if (!session_option(session, KAGENT_VERIFY_WAIT)->boolean || !is_worth_waiting(session))
            return 0;
        if (cmd_now() >= deadline)
            return KG_ERROR_TIMEOUT;
        note_progress(session);
        if (live_wait(session->live, NULL, deadline, err) != 0)
            return -1;
        kg_arena_release(round);
    }
}

/* ---- answers ---- */

static enum kg_report_format format_of(const struct kg_option_value *value)
{
    const char *name = kagent_verify_command.options[KAGENT_VERIFY_FORMAT].choices[value->choice];
    enum kg_report_format format = 0;
    while (strcmp(kg_report_format_name(format), name) != 0)
        format++;
    return format;
}

/* What an apply would change, object by object. Returns 1 when that is anything. */
static int add_differences(const struct session *session, const struct kg_palette *palette,
                           struct kg_buf *out)
{
    int status = 0;
    for (size_t i = 0; i < session->judged.count; i++) {
        const struct kg_policy_subject *subject = &session->judged.subjects[i];
        const struct kg_live *live = subject->live;
        for (size_t j = 0; live != NULL && j < live->object_count && j < subject->count; j++) {
            const struct kg_live_object *object = &live->objects[j];
            const char *name = kg_arena_printf(out->arena, "%s/%s", object->kind, object->name);
            const struct kg_node *after = object->becomes != NULL
                                              ? object->becomes
                                              : kg_live_rendered(out->arena, subject->objects[j]);
            bool comparable = object->becomes != NULL || object->live == NULL;
            if (object->unknown != NULL || !comparable)
                cmd_note("%s is not compared: %s", name,
                         object->unknown != NULL ? object->unknown : object->untried);
            else if (kg_unified_diff(out, kg_drift_text(out->arena, object->live),
                                     kg_drift_text(out->arena, after),
                                     kg_arena_printf(out->arena, "live/%s", name),
                                     kg_arena_printf(out->arena, "manifests/%s", name), palette))
                status = KG_ERROR_NEGATIVE;
        }
    }
    return status;
}

/* Appends what was asked for. Returns the exit code, or -1. */
static int answer(const struct session *session, const struct kg_palette *palette,
                  struct kg_buf *out, struct kg_error *err)
{
    if (session_option(session, KAGENT_VERIFY_DIFF)->boolean) {
        int status = add_differences(session, palette, out);
        return status != 0 ? status : session_status(session);
    }
    enum kg_report_format format = format_of(session_option(session, KAGENT_VERIFY_FORMAT));
    return kg_report_write(out, &session->report, format, palette, err) != 0
               ? -1
               : session_status(session);
}

static int judge(struct session *session, const struct kg_palette *palette, struct kg_buf *out,
                 struct kg_error *err)
{
    struct kg_arena *round = kg_arena_child(out->arena, out->arena->budget);
    int status = judge_until_settled(session, round, err);
    bool timed_out = status == KG_ERROR_TIMEOUT;
    if (status == 0 || timed_out)
        status = answer(session, palette, out, err);
    return timed_out && status > 0 ? KG_ERROR_TIMEOUT : status;
}

int judge_gathered(const struct kg_arguments *arguments, const struct kg_palette *palette,
                   struct kg_buf *out, struct kg_error *err)
{
    struct session session;
    if (arguments->options[KAGENT_VERIFY_WATCH].boolean)
        return watch(out->arena, arguments, palette, err);
    int status = session_open(&session, out->arena, arguments, err);
    if (status != 0)
        return status;
    session_tell(&session);
    return judge(&session, palette, out, err);
}
