#include "route.h"

#include <string.h>

static const enum kg_a2a_verdict failure_verdicts[] = {
    [KG_HTTP_OK] = KG_A2A_ALIVE,
    [KG_HTTP_REFUSED] = KG_A2A_DOWN,
    [KG_HTTP_UNREACHABLE] = KG_A2A_DOWN,
    [KG_HTTP_DNS] = KG_A2A_DOWN,
    [KG_HTTP_TLS_UNTRUSTED] = KG_A2A_UNKNOWN,
    [KG_HTTP_TLS_NAME] = KG_A2A_UNKNOWN,
    [KG_HTTP_TLS_EXPIRED] = KG_A2A_UNKNOWN,
    [KG_HTTP_TLS_CLIENT] = KG_A2A_UNKNOWN,
    [KG_HTTP_TLS] = KG_A2A_NOT_A2A,
    [KG_HTTP_TIMEOUT] = KG_A2A_DOWN,
    [KG_HTTP_RESET] = KG_A2A_DOWN,
    [KG_HTTP_PROXY] = KG_A2A_UNKNOWN,
    [KG_HTTP_TOO_LARGE] = KG_A2A_NOT_A2A,
    [KG_HTTP_MALFORMED] = KG_A2A_NOT_A2A,
    [KG_HTTP_LOCAL] = KG_A2A_UNKNOWN,
    [KG_HTTP_CANCELLED] = KG_A2A_UNKNOWN,
};

enum kg_a2a_verdict route_failure_verdict(enum kg_http_failure failure)
{
    return failure_verdicts[failure];
}

bool route_fail(struct failure *failure, enum kg_a2a_verdict verdict, const char *reason)
{
    failure->verdict = verdict;
    kg_a2a_printable(failure->reason, sizeof failure->reason, kg_str_from(reason));
    return true;
}

const char *const *route_agent_headers(struct target *target, const struct settings *settings,
                                       const char *const *extra)
{
    size_t count = 0;
    while (extra[count] != NULL)
        count++;
    const char **all = kg_arena_zero(target->arena, count + 3, sizeof *all);
    memcpy(all, extra, count * sizeof *all);
    all[count++] = settings->user_agent;
    all[count] = settings->bearer;
    return all;
}
