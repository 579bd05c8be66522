/* Workflow commands of GitHub Actions, which become annotations of the lines in a pull request. */
#include "forms.h"

/* In a command's text `%` and line breaks are written as in a URL; in its properties `:` and `,`
 * too. */
static void add_escaped(struct kg_buf *out, const char *text, const char *special)
{
    for (; *text != '\0'; text++) {
        if (strchr(special, *text) != NULL)
            kg_buf_printf(out, "%%%02X", (unsigned char)*text);
        else if ((unsigned char)*text < 0x20)
            kg_buf_add_char(out, ' ');
        else
            kg_buf_add_char(out, *text);
    }
}

static void add_text(struct kg_buf *out, const char *text)
{
    add_escaped(out, text, "%\r\n");
}

static void add_property(struct kg_buf *out, char before, const char *name, const char *text)
{
    kg_buf_printf(out, "%c%s=", before, name);
    add_escaped(out, text, "%\r\n:,");
}

static const char *command_of(enum kg_severity severity)
{
    if (severity == KG_SEVERITY_ERROR)
        return "error";
    return severity == KG_SEVERITY_WARNING ? "warning" : "notice";
}

static void add_finding(struct kg_buf *out, const struct kg_finding *finding)
{
    struct kg_arena *arena = out->arena;
    const char *object = kg_resource_ref_text(arena, &finding->resource);
    kg_buf_printf(out, "::%s", command_of(finding->severity));
    add_property(out, ' ', "title",
                 kg_arena_printf(arena, "%s %s", finding->check->id, finding->check->name));
    if (finding->where.file != NULL) {
        add_property(out, ',', "file", finding->where.file);
        if (finding->where.line > 0)
            kg_buf_printf(out, ",line=%u", finding->where.line);
        if (finding->where.column > 0)
            kg_buf_printf(out, ",col=%u", finding->where.column);
        if (finding->where.column > 0 && finding->width > 0)
            kg_buf_printf(out, ",endColumn=%u", finding->where.column + finding->width);
    }
    kg_buf_add_text(out, "::");
    if (object[0] != '\0')
        add_text(out, kg_arena_printf(arena, "%s: ", object));
    add_text(out, finding->message);
    if (finding->advice != NULL)
        add_text(out, kg_arena_printf(arena, "\n%s", finding->advice));
    kg_buf_add_char(out, '\n');
}

static void add_notice(struct kg_buf *out, const char *title, const char *text)
{
    kg_buf_add_text(out, "::notice");
    add_property(out, ' ', "title", title);
    kg_buf_add_text(out, "::");
    add_text(out, text);
    kg_buf_add_char(out, '\n');
}

static void add_verdict(struct kg_buf *out, const struct kg_verdict *verdict)
{
    struct kg_arena *arena = out->arena;
    for (size_t i = 0; i < verdict->finding_count; i++)
        add_finding(out, &verdict->findings[i]);
    for (size_t i = 0; i < verdict->suppressed_count; i++) {
        const struct kg_finding *finding = &verdict->suppressed[i];
        add_notice(out, kg_arena_printf(arena, "%s is suppressed", finding->check->id),
                   kg_arena_printf(
                       arena, "%s: %s\nreason: %s", kg_resource_ref_text(arena, &finding->resource),
                       finding->message, finding->reason != NULL ? finding->reason : "none"));
    }
    for (size_t i = 0; i < verdict->unchecked_count; i++)
        add_notice(out, "not checked",
                   kg_arena_printf(arena, "%s: %s", verdict->unchecked[i].what,
                                   verdict->unchecked[i].why));
    if (verdict->lost > 0)
        add_notice(out, verdict->name,
                   kg_arena_printf(arena, "%zu more findings are not shown", verdict->lost));
}

void kg_report_github(struct kg_buf *out, const struct kg_report *report)
{
    for (size_t i = 0; i < report->verdict_count; i++)
        add_verdict(out, &report->verdicts[i]);
}
