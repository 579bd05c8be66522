/* One page that needs nothing else: no script, no font, nothing fetched. */
#include "forms.h"

static const char style[] =
    ":root{color-scheme:light dark;--line:#8884;--error:#c62828;--warning:#b26a00;--info:#3567b0;"
    "--good:#2e7d32}\n"
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\n"
    "h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2.5rem}h3{font-size:1rem;margin:1.5rem 0 "
    ".3rem}\n"
    ".finding{border-left:4px solid var(--line);padding:.1rem 0 .1rem .8rem;margin:.8rem 0}\n"
    ".error{border-color:var(--error)}.warning{border-color:var(--warning)}.info{border-color:var(-"
    "-info)}\n"
    ".finding p{margin:.2rem "
    "0}.place,.path{font-family:ui-monospace,monospace;font-size:.85em;opacity:.8}\n"
    "pre{margin:.3rem 0;padding:.3rem .6rem;background:#8881;overflow-x:auto;font-size:.85em}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9em}td,th{text-align:left;padding:.25rem "
    ".6rem;"
    "border-bottom:1px solid var(--line);vertical-align:top}\n"
    ".error>p>b{color:var(--error)}.warning>p>b{color:var(--warning)}.info>p>b{color:var(--info)}\n"
    "td.passed{color:var(--good)}td.found{color:var(--error)}summary{cursor:pointer}\n"
    "@media print{details>*{display:block}}\n";

/* A text in an element: <TAG class="CLASS">TEXT</TAG>. */
static void add_element(struct kg_buf *out, const char *tag, const char *class, const char *text)
{
    kg_buf_printf(out, "<%s", tag);
    if (class != NULL)
        kg_buf_printf(out, " class=\"%s\"", class);
    kg_buf_add_char(out, '>');
    kg_add_markup(out, text);
    kg_buf_printf(out, "</%s>", tag);
}

static void add_finding(struct kg_buf *out, const struct kg_finding *finding)
{
    struct kg_arena *arena = out->arena;
    const char *object = kg_resource_ref_text(arena, &finding->resource);
    const char *place = kg_place_text(arena, finding->where);
    kg_buf_printf(out, "<div class=\"finding %s\"><p>", kg_severity_name(finding->severity));
    add_element(
        out, "b", NULL,
        kg_arena_printf(arena, "%s %s", kg_severity_name(finding->severity), finding->check->id));
    kg_buf_add_char(out, ' ');
    if (object[0] != '\0')
        kg_add_markup(out, kg_arena_printf(arena, "%s: ", object));
    kg_add_markup(out, finding->message);
    kg_buf_add_text(out, "</p>\n");
    if (place != NULL)
        add_element(out, "p", "place", place);
    if (finding->path[0] != '\0')
        add_element(out, "p", "path", finding->path);
    if (finding->excerpt.length > 0)
        add_element(out, "pre", NULL, kg_str_copy(arena, finding->excerpt));
    if (finding->details != NULL)
        add_element(out, "pre", NULL, finding->details);
    if (finding->advice != NULL)
        add_element(out, "p", NULL, finding->advice);
    if (finding->reason != NULL)
        add_element(out, "p", NULL, kg_arena_printf(arena, "Suppressed: %s", finding->reason));
    kg_buf_add_text(out, "</div>\n");
}

static void add_findings(struct kg_buf *out, const char *title, const struct kg_finding *findings,
                         size_t count)
{
    if (count == 0)
        return;
    add_element(out, "h3", NULL, title);
    for (size_t i = 0; i < count; i++)
        add_finding(out, &findings[i]);
}

static void add_unchecked(struct kg_buf *out, const struct kg_verdict *verdict)
{
    if (verdict->unchecked_count == 0)
        return;
    kg_buf_add_text(out, "<h3>Not checked</h3>\n<ul>\n");
    for (size_t i = 0; i < verdict->unchecked_count; i++) {
        const struct kg_unchecked *item = &verdict->unchecked[i];
        kg_buf_add_text(out, "<li>");
        kg_add_markup(out, kg_arena_printf(out->arena, "%s: %s. %s", item->what, item->why,
                                           item->advice != NULL ? item->advice : ""));
        kg_buf_add_text(out, "</li>\n");
    }
    kg_buf_add_text(out, "</ul>\n");
}

static void add_checks(struct kg_buf *out, const struct kg_verdict *verdict)
{
    kg_buf_add_text(out, "<details><summary>All checks</summary>\n<table><tr><th>Check</th>"
                         "<th>Rule</th><th>Outcome</th></tr>\n");
    for (size_t i = 0; i < verdict->result_count; i++) {
        const struct kg_result *result = &verdict->results[i];
        kg_buf_add_text(out, "<tr>");
        add_element(out, "td", NULL, result->check->id);
        add_element(out, "td", NULL, result->check->title);
        kg_buf_printf(out, "<td class=\"%s\">", kg_outcome_name(result->outcome));
        kg_add_markup(out, kg_outcome_name(result->outcome));
        if (result->why != NULL)
            kg_add_markup(out, kg_arena_printf(out->arena, ": %s", result->why));
        kg_buf_add_text(out, "</td></tr>\n");
    }
    kg_buf_add_text(out, "</table></details>\n");
}

static void add_verdict(struct kg_buf *out, const struct kg_verdict *verdict)
{
    struct kg_arena *arena = out->arena;
    size_t passed = kg_verdict_outcomes(verdict, KG_OUTCOME_PASSED);
    add_element(out, "h2", NULL, verdict->name);
    kg_buf_add_text(out, "\n<p>");
    kg_add_markup(out, kg_tally_text(arena, &verdict->tally, passed));
    kg_buf_add_text(out, ".</p>\n<p class=\"place\">");
    kg_add_markup(out, kg_counted(arena, verdict->documents, "object", "objects"));
    if (verdict->place != NULL)
        kg_add_markup(out, kg_arena_printf(arena, " of %s", verdict->place));
    if (verdict->revision != NULL)
        kg_add_markup(out, kg_arena_printf(arena, ", git %s", verdict->revision));
    kg_add_markup(out, kg_arena_printf(arena, ", class %s%s", kg_class_name(verdict->class),
                                       verdict->declared ? "" : " (none is declared)"));
    if (verdict->cluster != NULL)
        kg_add_markup(out, kg_arena_printf(arena, ", in %s", verdict->cluster));
    kg_buf_add_text(out, "</p>\n");
    add_findings(out, "Findings", verdict->findings, verdict->finding_count);
    if (verdict->lost > 0)
        add_element(out, "p", NULL,
                    kg_arena_printf(arena, "And %zu more, which are not listed.", verdict->lost));
    add_findings(out, "Suppressed", verdict->suppressed, verdict->suppressed_count);
    add_unchecked(out, verdict);
    add_checks(out, verdict);
}

void kg_report_html(struct kg_buf *out, const struct kg_report *report)
{
    const char *title = kg_report_status(report) == 0 ? "Verified" : "Verified, with findings";
    kg_buf_add_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    kg_add_markup(out, title);
    kg_buf_printf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>", style);
    kg_add_markup(out, title);
    kg_buf_add_text(out, "</h1>\n<p>kubectl kagent verify ");
    kg_add_markup(out, report->suite_version);
    kg_buf_add_text(out, ", against the API of Kubernetes ");
    kg_add_markup(out, report->kubernetes_version);
    kg_buf_add_text(out, report->strict ? ", strict</p>\n" : "</p>\n");
    for (size_t i = 0; i < report->verdict_count; i++)
        add_verdict(out, &report->verdicts[i]);
    kg_buf_add_text(out, "</body>\n</html>\n");
}
