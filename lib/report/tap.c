/* TAP version 14 (testanything.org): a test for each check, what it found as YAML below it. */
#include "kagent/emit.h"

#include "forms.h"

/* In a description `#` would begin a directive. */
static void add_description(struct kg_buf *out, const char *text)
{
    struct kg_str rest = kg_str_from(text);
    while (rest.length > 0) {
        if (rest.data[0] == '#' || rest.data[0] == '\\')
            kg_buf_add_char(out, '\\');
        rest = kg_str_from_index(rest, kg_buf_add_visible_char(out, rest));
    }
}

static struct kg_node *diagnostic(struct kg_arena *arena, const struct kg_finding *finding)
{
    struct kg_node *node = kg_node_mapping(arena);
    const char *place = kg_place_text(arena, finding->where);
    const char *object = kg_resource_ref_text(arena, &finding->resource);
    kg_node_set_text(arena, node, "message", finding->message);
    kg_node_set_text(arena, node, "severity", kg_severity_name(finding->severity));
    if (place != NULL)
        kg_node_set_text(arena, node, "at", place);
    if (object[0] != '\0')
        kg_node_set_text(arena, node, "object", object);
    if (finding->path[0] != '\0')
        kg_node_set_text(arena, node, "path", finding->path);
    if (finding->advice != NULL)
        kg_node_set_text(arena, node, "advice", finding->advice);
    return node;
}

static int add_diagnostics(struct kg_buf *out, const struct kg_verdict *verdict,
                           const struct kg_check *check, struct kg_error *err)
{
    struct kg_arena *arena = out->arena;
    struct kg_node *list = kg_node_sequence(arena);
    struct kg_node *document = kg_node_mapping(arena);
    struct kg_buf yaml;
    const struct kg_finding *finding;
    size_t next = 0;
    while ((finding = kg_next_finding(verdict, check, &next)) != NULL)
        kg_node_append(arena, list, diagnostic(arena, finding));
    if (list->count == 0)
        return 0;
    kg_node_set(arena, document, "findings", list);
    kg_buf_init(&yaml, arena, out->limit);
    if (kg_emit_yaml(&yaml, document, NULL, err) < 0)
        return -1;
    struct kg_str rest = kg_str_trim(kg_buf_str(&yaml));
    struct kg_str line;
    kg_buf_add_text(out, "  ---\n");
    while (kg_str_split(&rest, '\n', &line))
        kg_buf_printf(out, "  %.*s\n", KG_STR_ARG(line));
    kg_buf_add_text(out, "  ...\n");
    return 0;
}

static int add_test(struct kg_buf *out, const struct kg_verdict *verdict,
                    const struct kg_result *result, size_t number, bool strict,
                    struct kg_error *err)
{
    kg_buf_printf(out, "%sok %zu - ", kg_check_fails(verdict, result->check, strict) ? "not " : "",
                  number);
    add_description(out, kg_arena_printf(out->arena, "%s: %s %s", verdict->name, result->check->id,
                                         result->check->title));
    if (kg_outcome_is_skip(result->outcome)) {
        kg_buf_add_text(out, " # SKIP ");
        add_description(out, result->why != NULL ? result->why : kg_outcome_name(result->outcome));
    }
    kg_buf_add_char(out, '\n');
    return add_diagnostics(out, verdict, result->check, err);
}

static void add_comments(struct kg_buf *out, const struct kg_verdict *verdict)
{
    for (size_t i = 0; i < verdict->suppressed_count; i++) {
        const struct kg_finding *finding = &verdict->suppressed[i];
        kg_buf_printf(out, "# suppressed: %s ", finding->check->id);
        kg_buf_add_visible(out, kg_str_from(finding->message));
        kg_buf_add_text(out, " (");
        kg_buf_add_visible(out, kg_str_from(finding->reason));
        kg_buf_add_text(out, ")\n");
    }
    for (size_t i = 0; i < verdict->unchecked_count; i++) {
        kg_buf_add_text(out, "# not checked: ");
        kg_buf_add_visible(out, kg_str_from(verdict->unchecked[i].what));
        kg_buf_add_text(out, ": ");
        kg_buf_add_visible(out, kg_str_from(verdict->unchecked[i].why));
        kg_buf_add_char(out, '\n');
    }
}

int kg_report_tap(struct kg_buf *out, const struct kg_report *report, struct kg_error *err)
{
    size_t number = 0;
    for (size_t i = 0; i < report->verdict_count; i++)
        number += report->verdicts[i].result_count;
    kg_buf_printf(out, "TAP version 14\n1..%zu\n", number);
    number = 0;
    for (size_t i = 0; i < report->verdict_count; i++) {
        const struct kg_verdict *verdict = &report->verdicts[i];
        for (size_t j = 0; j < verdict->result_count; j++)
            if (add_test(out, verdict, &verdict->results[j], ++number, report->strict, err) < 0)
                return -1;
        add_comments(out, verdict);
    }
    return 0;
}
