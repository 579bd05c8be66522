#include "report.h"

#include "kagent/emit.h"
#include "kagent/provenance.h"

#include "../common/command.h"
#include "../common/manifests.h"
#include "subject.h"
#include "suite.h"

enum { DIFFERENT = 1 };

/* Appends a report that was asked for as data. */
static int add_document(struct kg_buf *out, const struct kg_node *document, size_t format,
                        struct kg_error *err)
{
    if (format == KAGENT_RENDER_FORMAT_YAML)
        return kg_emit_yaml(out, document, NULL, err);
    if (kg_emit_json(out, document, KG_JSON_INDENTED, err) != 0)
        return -1;
    kg_buf_add_char(out, '\n');
    return 0;
}

int report_field(const struct kg_arguments *arguments, const struct kg_kustomize_options *options,
                 const struct kg_palette *palette, struct kg_buf *out, struct kg_error *err)
{
    const struct kg_option_value *format = &arguments->options[KAGENT_RENDER_FORMAT];
    struct kg_explanation explanation;
    if (kg_explain(out->arena, options, arguments->options[KAGENT_RENDER_EXPLAIN].text,
                   &explanation, err) != 0)
        return -1;
    if (format->given)
        return add_document(out, kg_explanation_document(out->arena, &explanation), format->choice,
                            err);
    kg_explanation_print(out, &explanation, palette);
    return 0;
}

/* The two to compare: what --diff names, and what would be rendered without it. */
static int choose_both(struct kg_arena *arena, const struct kg_arguments *arguments,
                       struct subject subjects[2], struct kg_error *err)
{
    const char *from = arguments->options[KAGENT_RENDER_DIFF].text;
    if (subject_choose_named(arena, arguments, from, &subjects[0], err) != 0)
        return -1;
    if (arguments->positional_count == 0)
        return subject_choose(arena, arguments, &subjects[1], err);
    return subject_choose_named(arena, arguments, arguments->positionals[0], &subjects[1], err);
}

int report_difference(const struct kg_arguments *arguments,
                      const struct kg_kustomize_options *common, const struct kg_palette *palette,
                      struct kg_buf *out, struct kg_error *err)
{
    const struct kg_option_value *format = &arguments->options[KAGENT_RENDER_FORMAT];
    struct subject subjects[2];
    struct kg_kustomize_options options[2] = {*common, *common};
    struct kg_side sides[2];
    struct kg_comparison comparison;
    if (choose_both(out->arena, arguments, subjects, err) != 0)
        return -1;
    if (subjects[0].embedded || subjects[1].embedded)
        cmd_note("%s", cmd_embedded_note(out->arena, &kagent_suite));
    for (size_t i = 0; i < 2; i++) {
        options[i].fs = &subjects[i].fs;
        options[i].directory = subjects[i].directory;
        sides[i] = (struct kg_side){subjects[i].name, &options[i]};
    }
    if (kg_compare(out->arena, &sides[0], &sides[1], &comparison, err) != 0) {
        err->class = KG_ERROR_UNKNOWN; /* that they differ would be said by 1 */
        return -1;
    }
    if (!format->given)
        kg_comparison_print(out, &comparison, palette);
    else if (add_document(out, kg_comparison_document(out->arena, &comparison), format->choice,
                          err) != 0)
        return -1;
    return comparison.count > 0 ? DIFFERENT : 0;
}
