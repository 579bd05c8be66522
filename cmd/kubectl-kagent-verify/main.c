/*
 * kubectl-kagent-verify: judges the manifests of an environment.
 */
#include <string.h>

#include "kagent/policy.h"
#include "kagent/report.h"

#include "../common/command.h"
#include "gather.h"
#include "print.h"
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

static enum kg_report_format format_of(const struct kg_option_value *value)
{
    const char *name = kagent_verify_command.options[KAGENT_VERIFY_FORMAT].choices[value->choice];
    enum kg_report_format format = 0;
    while (strcmp(kg_report_format_name(format), name) != 0)
        format++;
    return format;
}

/* Judges what is gathered. Returns the exit code, or -1. */
static int judge(const struct kg_arguments *arguments, const struct kg_palette *palette,
                 struct kg_buf *out, struct kg_error *err)
{
    const struct kg_option_value *values = arguments->options;
    struct kg_policy_selection selection;
    struct gathered gathered;
    if (kg_policy_select(out->arena, values[KAGENT_VERIFY_ONLY].list,
                         values[KAGENT_VERIFY_SKIP].list, &selection, err) != 0 ||
        gather(out->arena, arguments, &gathered, err) != 0)
        return -1;
    struct kg_verdict *verdicts = kg_arena_zero(out->arena, gathered.count, sizeof *verdicts);
    for (size_t i = 0; i < gathered.count; i++) {
        gathered.subjects[i].selection = selection;
        kg_policy_judge(out->arena, &gathered.subjects[i], &verdicts[i]);
    }
    struct kg_report report = {
        .verdicts = verdicts,
        .verdict_count = gathered.count,
        .kubernetes_version = gathered.version,
        .suite_version = kagent_suite.version,
        .strict = values[KAGENT_VERIFY_STRICT].boolean,
    };
    kg_report_add_up(&report);
    if (kg_report_write(out, &report, format_of(&values[KAGENT_VERIFY_FORMAT]), palette, err) != 0)
        return -1;
    return kg_report_status(&report);
}

/* Appends what was asked for. Returns the exit code, or -1. */
static int answer(const struct kg_arguments *arguments, const struct kg_palette *palette,
                  struct kg_buf *out, struct kg_error *err)
{
    const struct kg_option_value *values = arguments->options;
    if (values[KAGENT_VERIFY_EXPLAIN].given)
        return explain(values[KAGENT_VERIFY_EXPLAIN].text, out, err);
    if (!values[KAGENT_VERIFY_LIST].boolean)
        return judge(arguments, palette, out, err);
    print_checks(out, palette);
    return 0;
}

static int verify(struct kg_arena *arena, const struct kg_arguments *arguments,
                  struct kg_error *err)
{
    const struct kg_option_value *output = &arguments->options[KAGENT_VERIFY_OUTPUT];
    struct kg_buf out;
    if (output->given && output->text[0] == '\0')
        return kg_error_set(err, KG_ERROR_USAGE, "--output needs the name of a file");
    kg_buf_init(&out, arena, output_max);
    int status = answer(arguments, output->given ? &kg_palette_plain : cmd_palette(), &out, err);
    if (status < 0)
        return -1;
    int written = output->given ? cmd_write_file(arena, output->text, kg_buf_str(&out), err)
                                : cmd_print(kg_buf_str(&out), err);
    return written != 0 ? -1 : status;
}

int cmd_main(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    return cmd_run(arena, &kagent_suite, &kagent_verify_command, words, verify, err);
}
