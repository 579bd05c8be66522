/*
 * kubectl-kagent-verify: judges the manifests of an environment.
 */
#include "kagent/policy.h"

#include "../common/command.h"
#include "judge.h"
#include "live.h"
#include "print.h"
#include "rbac.h"
#include "suite.h"

/* The largest output, as a guard against documents with errors without end. */
static const size_t output_max = (size_t)1 << 30;

static int explain(const char *word, struct kg_buf *out, struct kg_error *err)
{
    const struct kg_check *check = kg_policy_find(word);
    if (check == NULL)
        return kg_policy_refuse_unknown(word, err);
    kg_policy_explain(out, check);
    return 0;
}

/* Appends what was asked for. Returns the exit code, or -1. */
static int answer(const struct kg_arguments *arguments, const struct kg_palette *palette,
                  struct kg_buf *out, struct kg_error *err)
{
    const struct kg_option_value *values = arguments->options;
    if (values[KAGENT_VERIFY_EXPLAIN].given)
        return explain(values[KAGENT_VERIFY_EXPLAIN].text, out, err);
    if (values[KAGENT_VERIFY_PRINT_RBAC].boolean) {
        const struct kg_option_value *namespace = &values[KAGENT_VERIFY_NAMESPACE];
        print_rbac(out, namespace->given ? namespace->text : "kagent");
        return 0;
    }
    if (!values[KAGENT_VERIFY_LIST].boolean)
        return judge_gathered(arguments, palette, out, err);
    print_checks(out, palette);
    return 0;
}

static int verify(struct kg_arena *arena, const struct kg_arguments *arguments,
                  struct kg_error *err)
{
    const struct kg_option_value *output = &arguments->options[KAGENT_VERIFY_OUTPUT];
    struct kg_buf out;
    if (cmd_check_output(&kagent_verify_command, KAGENT_VERIFY_FORMAT, output, err) != 0)
        return -1;
    kg_buf_init(&out, arena, output_max);
    int status = answer(arguments, output->given ? &kg_palette_plain : cmd_palette(), &out, err);
    if (status < 0 || status == LIVE_ELSEWHERE)
        return status;
    int written = output->given ? cmd_write_file(arena, output->text, kg_buf_str(&out), err)
                                : cmd_print(kg_buf_str(&out), err);
    return written != 0 ? -1 : status;
}

int cmd_main(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    int status = cmd_run(arena, &kagent_suite, &kagent_verify_command, words, verify, err);
    return status == LIVE_ELSEWHERE ? live_hand_over(arena, words, err) : status;
}
