/*
 * kubectl-kagent-a2a-ping: asks agents whether they are alive and speak A2A.
 */
#include "../common/command.h"
#include "find.h"
#include "report.h"
#include "suite.h"

static const struct report *report_of(size_t choice)
{
    static const struct report *const reports[] = {
        [KAGENT_A2A_PING_FORMAT_TEXT] = &report_text,
        [KAGENT_A2A_PING_FORMAT_JSON] = &report_json,
        [KAGENT_A2A_PING_FORMAT_JSONL] = &report_jsonl,
        [KAGENT_A2A_PING_FORMAT_PROMETHEUS] = &report_prometheus,
    };
    return reports[choice];
}

/* Whether any probe has come to an end, so that there is a result to speak of. */
static bool has_result(const struct session *session)
{
    uint64_t sent = 0;
    for (size_t i = 0; i < session->count; i++)
        sent += session->targets[i].schedule.sent;
    return sent > 0;
}

static int ping(struct kg_arena *arena, const struct kg_arguments *arguments, struct kg_error *err)
{
    struct settings settings;
    struct session session = {.arena = arena, .settings = &settings};
    if (read_settings(arena, arguments, &settings, err) != 0)
        return -1;
    session.report = report_of(arguments->options[KAGENT_A2A_PING_FORMAT].choice);
    if (find_targets(&session, arguments, err) != 0 || session_run(&session, err) != 0)
        return -1;
    if (session.interrupted != 0 && !has_result(&session))
        return 128 + session.interrupted;
    return targets_exit_code(session.targets, session.count);
}

int cmd_main(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    return cmd_run(arena, &kagent_suite, &kagent_a2a_ping_command, words, ping, err);
}
