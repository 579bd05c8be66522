/*
 * JUnit's XML as Jenkins' schema has it: a suite for each verdict, a case for
 * each check. What is off or does not apply is skipped, with the reason.
 */
#include "forms.h"

struct counts {
    size_t tests;
    size_t failures;
    size_t skipped;
};

static struct counts count(const struct kg_verdict *verdict, bool strict)
{
    struct counts counts = {.tests = verdict->result_count};
    for (size_t i = 0; i < verdict->result_count; i++) {
        counts.failures += kg_check_fails(verdict, verdict->results[i].check, strict);
        counts.skipped += kg_outcome_is_skip(verdict->results[i].outcome);
    }
    return counts;
}

static void add_attribute(struct kg_buf *out, const char *name, const char *value)
{
    kg_buf_printf(out, " %s=\"", name);
    kg_add_markup(out, value);
    kg_buf_add_char(out, '"');
}

/* The finding with all it says, as the body of an element. */
static const char *body_of(struct kg_arena *arena, const struct kg_finding *finding)
{
    const char *place = kg_place_text(arena, finding->where);
    const char *object = kg_resource_ref_text(arena, &finding->resource);
    return kg_arena_printf(
        arena, "%s%s%s%s%s\n%s%s%s%s", place != NULL ? place : "", place != NULL ? ": " : "",
        kg_severity_name(finding->severity), ": ", finding->message, object,
        finding->path[0] != '\0' ? " " : "", finding->path,
        finding->advice != NULL ? kg_arena_printf(arena, "\n%s", finding->advice) : "");
}

static void add_failures(struct kg_buf *out, const struct kg_verdict *verdict,
                         const struct kg_check *check, bool strict)
{
    size_t next = 0;
    const struct kg_finding *finding;
    while ((finding = kg_next_finding(verdict, check, &next)) != NULL) {
        if (!kg_severity_fails(finding->severity, strict))
            continue;
        kg_buf_add_text(out, "      <failure");
        add_attribute(out, "type", kg_severity_name(finding->severity));
        add_attribute(out, "message", finding->message);
        kg_buf_add_char(out, '>');
        kg_add_markup(out, body_of(out->arena, finding));
        kg_buf_add_text(out, "</failure>\n");
    }
}

/* What does not fail stands in the output of the case. */
static void add_remarks(struct kg_buf *out, const struct kg_verdict *verdict,
                        const struct kg_check *check, bool strict)
{
    size_t next = 0;
    const struct kg_finding *finding;
    while ((finding = kg_next_finding(verdict, check, &next)) != NULL) {
        if (kg_severity_fails(finding->severity, strict))
            continue;
        kg_buf_add_text(out, "      <system-out>");
        kg_add_markup(out, body_of(out->arena, finding));
        kg_buf_add_text(out, "</system-out>\n");
    }
    for (size_t i = 0; i < verdict->suppressed_count; i++) {
        finding = &verdict->suppressed[i];
        if (finding->check != check)
            continue;
        kg_buf_add_text(out, "      <system-out>");
        kg_add_markup(out, kg_arena_printf(out->arena, "suppressed (%s): %s",
                                           finding->reason != NULL ? finding->reason : "no reason",
                                           body_of(out->arena, finding)));
        kg_buf_add_text(out, "</system-out>\n");
    }
}

static void add_case(struct kg_buf *out, const struct kg_verdict *verdict,
                     const struct kg_result *result, bool strict)
{
    kg_buf_add_text(out, "    <testcase");
    add_attribute(out, "name",
                  kg_arena_printf(out->arena, "%s %s", result->check->id, result->check->title));
    add_attribute(out, "classname", verdict->name);
    kg_buf_add_text(out, ">\n");
    if (kg_outcome_is_skip(result->outcome)) {
        kg_buf_add_text(out, "      <skipped>");
        kg_add_markup(out, result->why != NULL ? result->why : kg_outcome_name(result->outcome));
        kg_buf_add_text(out, "</skipped>\n");
    }
    add_failures(out, verdict, result->check, strict);
    add_remarks(out, verdict, result->check, strict);
    kg_buf_add_text(out, "    </testcase>\n");
}

static void add_unchecked(struct kg_buf *out, const struct kg_verdict *verdict)
{
    if (verdict->unchecked_count == 0)
        return;
    kg_buf_add_text(out, "    <system-out>not checked:");
    for (size_t i = 0; i < verdict->unchecked_count; i++)
        kg_add_markup(out, kg_arena_printf(out->arena, "\n%s: %s", verdict->unchecked[i].what,
                                           verdict->unchecked[i].why));
    kg_buf_add_text(out, "</system-out>\n");
}

static void add_suite(struct kg_buf *out, const struct kg_verdict *verdict, bool strict)
{
    struct counts counts = count(verdict, strict);
    kg_buf_add_text(out, "  <testsuite");
    add_attribute(out, "name", verdict->name);
    kg_buf_printf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n",
                  counts.tests, counts.failures, counts.skipped);
    for (size_t i = 0; i < verdict->result_count; i++)
        add_case(out, verdict, &verdict->results[i], strict);
    add_unchecked(out, verdict);
    kg_buf_add_text(out, "  </testsuite>\n");
}

void kg_report_junit(struct kg_buf *out, const struct kg_report *report)
{
    struct counts all = {0};
    for (size_t i = 0; i < report->verdict_count; i++) {
        struct counts counts = count(&report->verdicts[i], report->strict);
        all.tests += counts.tests;
        all.failures += counts.failures;
    }
    kg_buf_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    kg_buf_printf(out,
                  "<testsuites name=\"kubectl kagent verify\" tests=\"%zu\" failures=\"%zu\" "
                  "errors=\"0\">\n",
                  all.tests, all.failures);
    for (size_t i = 0; i < report->verdict_count; i++)
        add_suite(out, &report->verdicts[i], report->strict);
    kg_buf_add_text(out, "</testsuites>\n");
}
