#include "session.h"

#include <string.h>

#include "kagent/json.h"

#include "../common/flags.h"
#include "suite.h"

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
    static const int asking[] = {
        KAGENT_VERIFY_LIVE,     KAGENT_VERIFY_WAIT,    KAGENT_VERIFY_WATCH,
        KAGENT_VERIFY_SNAPSHOT, KAGENT_VERIFY_CONTEXT, KAGENT_VERIFY_ALL_CONTEXTS,
        KAGENT_VERIFY_DIFF,
    };
    if (session_option(session, KAGENT_VERIFY_OFFLINE)->boolean ||
        session_option(session, KAGENT_VERIFY_REPLAY)->given)
        return false;
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++)
        if (session_option(session, asking[i])->given)
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
        return kg_error_advise(err, "--replay reads what --snapshot has written.");
    }
    session->judged = session->gathered;
    session->judged.subjects[0].live = live;
    return 0;
}

/* Fills `judged`. Returns as live_ask(). */
static int ask(struct session *session, struct kg_arena *round, struct kg_error *err)
{
    const struct kg_option_value *file = session_option(session, KAGENT_VERIFY_REPLAY);
    session->judged = session->gathered;
    if (file->given)
        return replay(session, file->text, err);
    return session->live != NULL ? live_ask(session->live, round, &session->judged, err) : 0;
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
        .strict = session_option(session, KAGENT_VERIFY_STRICT)->boolean,
    };
    kg_report_add_up(&session->report);
}

/* ---- a session ---- */

int session_open(struct session *session, struct kg_arena *arena,
                 const struct kg_arguments *arguments, struct kg_error *err)
{
    *session = (struct session){.arena = arena, .arguments = arguments};
    if (kg_policy_select(arena, session_option(session, KAGENT_VERIFY_ONLY)->list,
                         session_option(session, KAGENT_VERIFY_SKIP)->list, &session->selection,
                         err) != 0 ||
        gather(arena, arguments, &session->gathered, err) != 0)
        return -1;
    if (!wants_cluster(session))
        return 0;
    return live_open(arena, arguments, &session->gathered, &session->live, err);
}

void session_tell(const struct session *session)
{
    gather_tell(&session->gathered);
    if (session->live != NULL)
        live_warn(session->live);
}

int session_round(struct session *session, struct kg_arena *round, struct kg_error *err)
{
    int status = ask(session, round, err);
    if (status == 0)
        judge_all(session, round);
    return status;
}

int session_status(const struct session *session)
{
    int status = kg_report_status(&session->report);
    bool asked_for = session_option(session, KAGENT_VERIFY_LIVE)->boolean ||
                     session_option(session, KAGENT_VERIFY_CONTEXT)->given ||
                     session_option(session, KAGENT_VERIFY_WAIT)->boolean ||
                     session_option(session, KAGENT_VERIFY_WATCH)->boolean ||
                     session_option(session, KAGENT_VERIFY_DIFF)->boolean;
    for (size_t i = 0; asked_for && status == 0 && i < session->judged.count; i++) {
        const struct kg_live *live = session->judged.subjects[i].live;
        if (live != NULL && live->unreachable != NULL)
            status = KG_ERROR_UNKNOWN;
    }
    return status;
}
