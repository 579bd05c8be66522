#include "judge.h"

#include <string.h>

#include "kagent/drift.h"
#include "kagent/json.h"
#include "kagent/report.h"
#include "kagent/unified.h"

#include "../common/clock.h"
#include "../common/command.h"
#include "../common/flags.h"
#include "live.h"
#include "suite.h"

/* What is judged together, and what came of it. */
struct session {
    struct kg_arena *arena;
    const struct kg_arguments *arguments;
    struct kg_policy_selection selection;
    struct gathered gathered; /* as the command line says */
    struct gathered judged;   /* with what clusters say */
    struct kg_verdict *verdicts;
    struct kg_report report;
};

static const struct kg_option_value *value_of(const struct session *session, size_t option)
{
    return &session->arguments->options[option];
}

/* ---- clusters, or not ---- */

static bool is_environment(const struct gathered *gathered)
{
    for (size_t i = 0; i < gathered->count; i++)
        if (gathered->subjects[i].kind == KG_VERIFIED_ENVIRONMENT)
            return true;
    return false;
}

/* A cluster is asked when the user says so, and for environments wherever there is one. */
static bool wants_cluster(const struct session *session)
{
    static const size_t asking[] = {
        KAGENT_VERIFY_LIVE,    KAGENT_VERIFY_WAIT,         KAGENT_VERIFY_SNAPSHOT,
        KAGENT_VERIFY_CONTEXT, KAGENT_VERIFY_ALL_CONTEXTS, KAGENT_VERIFY_DIFF,
    };
    if (value_of(session, KAGENT_VERIFY_OFFLINE)->boolean ||
        value_of(session, KAGENT_VERIFY_REPLAY)->given)
        return false;
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++)
        if (value_of(session, asking[i])->given)
            return true;
    return is_environment(&session->gathered) && cmd_kube_is_configured(session->arguments);
}

static int replay(struct session *session, const char *file, struct kg_error *err)
{
    struct kg_arena *arena = session->arena;
    struct kg_source *source = kg_arena_zero(arena, 1, sizeof *source);
    struct kg_live *live = kg_arena_zero(arena, 1, sizeof *live);
    struct kg_node *document;
    struct kg_str text;
    if (session->gathered.count != 1)
        return kg_error_set(err, KG_ERROR_USAGE,
                            "--replay is about one environment: name it with --env");
    source->name = file;
    if (kg_fs_disk.read(&kg_fs_disk, arena, file, &text, err) != 0 ||
        kg_json_read(arena, text, source, 1, &document, err) != 0 ||
        kg_live_read(arena, document, live, err) != 0) {
        err->class = KG_ERROR_UNKNOWN;
        return kg_error_context(err, "--replay");
    }
    session->judged = session->gathered;
    session->judged.subjects[0].live = live;
    return 0;
}

/* Fills `judged`. Returns as live_ask(). */
static int ask(struct session *session, struct kg_arena *arena, struct kg_error *err)
{
    const struct kg_option_value *file = value_of(session, KAGENT_VERIFY_REPLAY);
    session->judged = session->gathered;
    if (file->given)
        return replay(session, file->text, err);
    if (!wants_cluster(session))
        return 0;
    return live_ask(arena, session->arguments, &session->judged, err);
}

/* ---- judging ---- */

static void judge_all(struct session *session, struct kg_arena *arena)
{
    const struct gathered *judged = &session->judged;
    session->verdicts = kg_arena_zero(arena, judged->count + 1, sizeof *session->verdicts);
    for (size_t i = 0; i < judged->count; i++) {
        judged->subjects[i].selection = session->selection;
        kg_policy_judge(arena, &judged->subjects[i], &session->verdicts[i]);
    }
    session->report = (struct kg_report){
        .verdicts = session->verdicts,
        .verdict_count = judged->count,
        .kubernetes_version = judged->version,
        .suite_version = kagent_suite.version,
        .strict = value_of(session, KAGENT_VERIFY_STRICT)->boolean,
    };
    kg_report_add_up(&session->report);
}

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
    return cmd_now() + value_of(session, KAGENT_VERIFY_TIMEOUT)->integer / 1000000;
}

/*
 * Asks and judges until nothing fails or what fails stays. What was asked before is forgotten: a
 * long wait takes no more memory than a short one. Returns as ask(), or KG_ERROR_TIMEOUT.
 */
static int judge_until_settled(struct session *session, struct kg_arena *round,
                               struct kg_error *err)
{
    int64_t deadline = deadline_of(session);
    for (;;) {
        int status = ask(session, round, err);
        if (status != 0)
            return status;
        judge_all(session, round);
        if (!value_of(session, KAGENT_VERIFY_WAIT)->boolean || !is_worth_waiting(session))
            return 0;
        if (cmd_now() >= deadline)
            return KG_ERROR_TIMEOUT;
        note_progress(session);
        if (live_wait(round, session->arguments, &session->judged, deadline, err) != 0)
            return -1;
        kg_arena_release(round);
        kg_arena_init(round, session->arena->budget, session->arena->recovery);
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

/* 3 when a cluster that was asked for could not be reached, and nothing else is wrong. */
static int status_of(const struct session *session)
{
    int status = kg_report_status(&session->report);
    bool asked_for = value_of(session, KAGENT_VERIFY_LIVE)->boolean ||
                     value_of(session, KAGENT_VERIFY_CONTEXT)->given ||
                     value_of(session, KAGENT_VERIFY_WAIT)->boolean ||
                     value_of(session, KAGENT_VERIFY_DIFF)->boolean;
    for (size_t i = 0; asked_for && status == 0 && i < session->judged.count; i++) {
        const struct kg_live *live = session->judged.subjects[i].live;
        if (live != NULL && live->unreachable != NULL)
            status = KG_ERROR_UNKNOWN;
    }
    return status;
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

int judge_gathered(const struct kg_arguments *arguments, const struct kg_palette *palette,
                   struct kg_buf *out, struct kg_error *err)
{
    struct session session = {.arena = out->arena, .arguments = arguments};
    struct kg_arena round;
    if (kg_policy_select(out->arena, arguments->options[KAGENT_VERIFY_ONLY].list,
                         arguments->options[KAGENT_VERIFY_SKIP].list, &session.selection,
                         err) != 0 ||
        gather(out->arena, arguments, &session.gathered, err) != 0)
        return -1;
    kg_arena_init(&round, out->arena->budget, out->arena->recovery);
    int status = judge_until_settled(&session, &round, err);
    bool timed_out = status == KG_ERROR_TIMEOUT;
    if ((status == 0 || timed_out) && value_of(&session, KAGENT_VERIFY_DIFF)->boolean) {
        status = add_differences(&session, palette, out);
        status = status == 0 ? status_of(&session) : status;
    } else if (status == 0 || timed_out) {
        status =
            kg_report_write(out, &session.report,
                            format_of(value_of(&session, KAGENT_VERIFY_FORMAT)), palette, err) != 0
                ? -1
                : status_of(&session);
    }
    kg_arena_release(&round);
    return timed_out && status > 0 ? KG_ERROR_TIMEOUT : status;
}
