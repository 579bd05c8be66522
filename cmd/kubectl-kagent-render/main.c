/*
 * kubectl-kagent-render: prints the manifests of an environment.
 */
#include <string.h>

#include "kagent/kustomize.h"
#include "kagent/print.h"
#include "kagent/provenance.h"

#include "../common/command.h"
#include "../common/manifests.h"
#include "export.h"
#include "report.h"
#include "subject.h"
#include "suite.h"

/* The largest output, as a guard against documents that expand without end. */
static const size_t output_max = (size_t)1 << 31;

static void warn(void *context, const char *text)
{
    (void)context;
    cmd_note("%s", text);
}

static enum kg_reorder reorder_of(const struct kg_option_value *value)
{
    if (!value->given)
        return KG_REORDER_UNSPECIFIED;
    return value->choice == KAGENT_RENDER_REORDER_LEGACY ? KG_REORDER_LEGACY : KG_REORDER_NONE;
}

static struct kg_kustomize_options options_of(const struct kg_arguments *arguments)
{
    const struct kg_option_value *values = arguments->options;
    return (struct kg_kustomize_options){
        .load_restrictor = values[KAGENT_RENDER_LOAD_RESTRICTOR].choice ==
                                   KAGENT_RENDER_LOAD_RESTRICTOR_LOAD_RESTRICTIONS_NONE
                               ? KG_LOAD_ANYWHERE
                               : KG_LOAD_ROOT_ONLY,
        .reorder = reorder_of(&values[KAGENT_RENDER_REORDER]),
        .managed_by_label = values[KAGENT_RENDER_ENABLE_MANAGEDBY_LABEL].boolean,
        .warn = warn,
    };
}

static int add_formatted(const struct kg_build *result, size_t choice, struct kg_buf *out,
                         struct kg_error *err)
{
    switch (choice) {
    case KAGENT_RENDER_FORMAT_JSON:
        return kg_print_json_list(out, result->resources, result->count, err);
    case KAGENT_RENDER_FORMAT_NAME:
        kg_print_names(out, result->resources, result->count);
        return 0;
    default:
        return kg_build_emit_yaml(result, out, err);
    }
}

/* Some answers have only some forms. */
static int check_format(const struct kg_arguments *arguments, struct kg_error *err)
{
    const struct kg_option_value *values = arguments->options;
    const struct kg_option_value *format = &values[KAGENT_RENDER_FORMAT];
    if (values[KAGENT_RENDER_ORIGIN].boolean && format->choice != KAGENT_RENDER_FORMAT_YAML)
        return kg_error_set(err, KG_ERROR_USAGE, "--origin writes comments, which only YAML has");
    if (format->choice != KAGENT_RENDER_FORMAT_NAME ||
        !(values[KAGENT_RENDER_EXPLAIN].given || values[KAGENT_RENDER_DIFF].given))
        return 0;
    return kg_error_set(err, KG_ERROR_USAGE,
                        "-o name does not go with --explain and --diff; json and yaml do");
}

/* Appends what was asked for. Returns the exit code, or -1. */
static int answer(const struct kg_arguments *arguments, const struct kg_palette *palette,
                  struct kg_buf *out, struct kg_error *err)
{
    struct kg_kustomize_options options = options_of(arguments);
    struct subject subject;
    struct kg_build result;
    if (arguments->options[KAGENT_RENDER_DIFF].given)
        return report_difference(arguments, &options, palette, out, err);
    if (subject_choose(out->arena, arguments, &subject, err) != 0)
        return -1;
    if (subject.embedded)
        cmd_note("%s", cmd_embedded_note(out->arena, &kagent_suite));
    options.fs = &subject.fs;
    options.directory = subject.directory;
    if (arguments->options[KAGENT_RENDER_EXPLAIN].given)
        return report_field(arguments, &options, palette, out, err);
    if (kg_kustomize_build(out->arena, &options, &result, err) != 0) {
        /* What kubectl refuses, an unreadable file too, is refused with its exit code. */
        err->class = KG_ERROR_NEGATIVE;
        return -1;
    }
    if (arguments->options[KAGENT_RENDER_ORIGIN].boolean)
        return kg_build_emit_origins(&result, out, palette, err);
    return add_formatted(&result, arguments->options[KAGENT_RENDER_FORMAT].choice, out, err);
}

static int render(struct kg_arena *arena, const struct kg_arguments *arguments,
                  struct kg_error *err)
{
    const struct kg_option_value *output = &arguments->options[KAGENT_RENDER_OUTPUT];
    struct kg_buf out;
    if (arguments->options[KAGENT_RENDER_EXPORT].given)
        return export_manifests(arena, arguments->options[KAGENT_RENDER_EXPORT].text, err);
    if (cmd_check_output(&kagent_render_command, KAGENT_RENDER_FORMAT, output, err) != 0 ||
        check_format(arguments, err) != 0)
        return -1;
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
    return cmd_run(arena, &kagent_suite, &kagent_render_command, words, render, err);
}
