#include "target.h"

#include <string.h>

enum kg_a2a_verdict target_verdict(const struct target *target)
{
    /* What outweighs what. UNKNOWN comes last: of a probe that could not be sent nothing follows.
     */
    static const enum kg_a2a_verdict weights[] = {
        KG_A2A_NOT_A2A, KG_A2A_DEGRADED, KG_A2A_UNEXPECTED,  KG_A2A_CREDENTIALS,
        KG_A2A_WARNING, KG_A2A_ALIVE,    KG_A2A_UNAVAILABLE, KG_A2A_DOWN,
    };
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        if (target->verdicts[weights[i]] > 0)
            return weights[i];
    }
    return KG_A2A_UNKNOWN;
}

void target_note(struct target *target, const struct kg_probe_result *result)
{
    const struct kg_a2a_judgement *judgement = &result->judgement;
    target->verdicts[judgement->verdict]++;
    if (judgement->reason[0] != '\0')
        memcpy(target->reason, judgement->reason, sizeof target->reason);
    if (judgement->verdict == target_verdict(target))
        target->decisive = *result;
}

const char *target_reason(const struct target *target)
{
    const char *decisive = target->decisive.judgement.reason;
    return decisive[0] != '\0' ? decisive : target->reason;
}

const char *target_version(const struct target *target)
{
    enum kg_a2a_verdict verdict = kg_probe_result(&target->probe)->judgement.verdict;
    bool agent = verdict != KG_A2A_NOT_A2A || target->probe.agent[0] != '\0';
    return kg_a2a_verdict_answered(verdict) && agent ? kg_probe_version(&target->probe) : "";
}

uint64_t target_answered(const struct target *target)
{
    uint64_t answered = 0;
    for (enum kg_a2a_verdict i = 0; i < KG_A2A_VERDICTS; i++)
        answered += kg_a2a_verdict_answered(i) ? target->verdicts[i] : 0;
    return answered;
}

int target_exit_code(const struct target *target)
{
    static const int codes[KG_A2A_VERDICTS] = {
        [KG_A2A_ALIVE] = 0,
        [KG_A2A_WARNING] = 0,
        [KG_A2A_CREDENTIALS] = 5,
        [KG_A2A_UNEXPECTED] = KG_ERROR_NEGATIVE,
        [KG_A2A_DEGRADED] = KG_ERROR_NEGATIVE,
        [KG_A2A_NOT_A2A] = KG_ERROR_NEGATIVE,
        [KG_A2A_UNAVAILABLE] = KG_ERROR_NEGATIVE,
        [KG_A2A_DOWN] = KG_ERROR_NEGATIVE,
        [KG_A2A_UNKNOWN] = KG_ERROR_UNKNOWN,
    };
    int code = codes[target_verdict(target)];
    return code == 0 && kg_schedule_missed(&target->schedule) ? KG_ERROR_TIMEOUT : code;
}

int targets_exit_code(const struct target *targets, size_t count)
{
    static const int weights[] = {KG_ERROR_NEGATIVE, KG_ERROR_TIMEOUT, KG_ERROR_UNKNOWN, 5};
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        for (size_t j = 0; j < count; j++) {
            if (target_exit_code(&targets[j]) == weights[i])
                return weights[i];
        }
    }
    return 0;
}
