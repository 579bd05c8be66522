/*
 * session: what one call judges, once or again and again.
 */
#ifndef KG_VERIFY_SESSION_H
#define KG_VERIFY_SESSION_H

#include "kagent/report.h"

#include "live.h"

/* What is judged together, and what came of it. */
struct session {
    struct kg_arena *arena;
    const struct kg_arguments *arguments;
    struct kg_policy_selection selection;
    struct live *live;        /* the clusters that are asked; NULL for none */
    struct gathered gathered; /* as the command line says */
    struct gathered judged;   /* with what clusters say */
    struct kg_verdict *verdicts;
    struct kg_report report;
};

/* The value of a flag: KAGENT_VERIFY_WAIT and the like. */
static inline const struct kg_option_value *session_option(const struct session *session, int flag)
{
    return &session->arguments->options[flag];
}

/*
 * Reads and builds what `arguments` ask for, and opens the clusters. Returns 0,
 * LIVE_ELSEWHERE (live.h) when this binary cannot ask the clusters that it takes,
 * or -1.
 */
int session_open(struct session *session, struct kg_arena *arena,
                 const struct kg_arguments *arguments, struct kg_error *err);

/* Says on standard error what is better known of what was opened. */
void session_tell(const struct session *session);

/*
 * Asks the clusters, if there are any, and judges. What comes of it is in `round`
 * and void when that is released. Returns 0, LIVE_INTERRUPTED, or -1.
 */
int session_round(struct session *session, struct kg_arena *round, struct kg_error *err);

/*
 * The exit code of the last round: that of its report; 3 when a cluster that was
 * asked for could not be reached, and nothing else is wrong.
 */
int session_status(const struct session *session);

#endif
