#include "print.h"

#include "kagent/policy.h"

static void print_finding(struct kg_buf *out, const struct kg_finding *finding)
{
    if (finding->where.file != NULL)
        kg_buf_printf(out, "%s:%u:%u: ", finding->where.file, finding->where.line,
                      finding->where.column);
    kg_buf_printf(out, "%s %s: ", kg_severity_name(finding->severity), finding->check->id);
    if (finding->resource.kind[0] != '\0')
        kg_buf_printf(out, "%s: ", kg_resource_ref_text(out->arena, &finding->resource));
    kg_buf_printf(out, "%s\n", finding->message);
    if (finding->excerpt.length > 0) {
        kg_buf_printf(out, "  %.*s\n  ", KG_STR_ARG(finding->excerpt));
        kg_buf_add_repeated(out, ' ', finding->where.column - 1);
        kg_buf_add_repeated(out, '^', finding->width);
        kg_buf_add_char(out, '\n');
    }
    if (finding->advice != NULL)
        kg_buf_printf(out, "  %s\n", finding->advice);
    if (finding->reason != NULL)
        kg_buf_printf(out, "  Suppressed: %s\n", finding->reason);
}

void print_text(struct kg_buf *out, const struct kg_report *report,
                const struct kg_palette *palette)
{
    for (size_t i = 0; i < report->verdict_count; i++) {
        const struct kg_verdict *verdict = &report->verdicts[i];
        for (size_t j = 0; j < verdict->finding_count; j++)
            print_finding(out, &verdict->findings[j]);
        for (size_t j = 0; j < verdict->suppressed_count; j++)
            print_finding(out, &verdict->suppressed[j]);
        for (size_t j = 0; j < verdict->unchecked_count; j++)
            kg_buf_printf(out, "not checked: %s: %s\n", verdict->unchecked[j].what,
                          verdict->unchecked[j].why);
        kg_buf_printf(out, "%s%s%s: %zu objects, %zu errors, %zu warnings, %zu notes\n",
                      palette->heading, verdict->name, palette->reset, verdict->documents,
                      verdict->tally.errors, verdict->tally.warnings, verdict->tally.infos);
    }
}

void print_checks(struct kg_buf *out, const struct kg_palette *palette)
{
    kg_buf_printf(out, "%s%-6s %-24s %-8s %-8s %-8s %s%s\n", palette->heading, "ID", "NAME", "PROD",
                  "DEV", "GENERAL", "TITLE", palette->reset);
    for (size_t i = 0; i < kg_policy_check_count(); i++) {
        const struct kg_check *check = kg_policy_check(i);
        kg_buf_printf(out, "%-6s %-24s %-8s %-8s %-8s %s\n", check->id, check->name,
                      kg_severity_name(check->severity[KG_CLASS_PROD]),
                      kg_severity_name(check->severity[KG_CLASS_DEV]),
                      kg_severity_name(check->severity[KG_CLASS_GENERAL]), check->title);
    }
}
