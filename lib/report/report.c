#include "kagent/report.h"

#include "kagent/emit.h"

#include "forms.h"

static const char *const names[KG_REPORT_FORMAT_COUNT] = {
    [KG_REPORT_TEXT] = "text",   [KG_REPORT_JSON] = "json",     [KG_REPORT_YAML] = "yaml",
    [KG_REPORT_JUNIT] = "junit", [KG_REPORT_SARIF] = "sarif",   [KG_REPORT_TAP] = "tap",
    [KG_REPORT_HTML] = "html",   [KG_REPORT_GITHUB] = "github", [KG_REPORT_NAME] = "name",
};

const char *kg_report_format_name(enum kg_report_format format)
{
    return names[format];
}

static int add_json(struct kg_buf *out, const struct kg_node *tree, struct kg_error *err)
{
    if (kg_emit_json(out, tree, KG_JSON_INDENTED, err) < 0)
        return -1;
    kg_buf_add_char(out, '\n');
    return 0;
}

int kg_report_write(struct kg_buf *out, const struct kg_report *report,
                    enum kg_report_format format, const struct kg_palette *palette,
                    struct kg_error *err)
{
    switch (format) {
    case KG_REPORT_JSON:
        return add_json(out, kg_report_tree(out->arena, report), err);
    case KG_REPORT_YAML:
        return kg_emit_yaml(out, kg_report_tree(out->arena, report), NULL, err);
    case KG_REPORT_SARIF:
        return add_json(out, kg_report_sarif(out->arena, report), err);
    case KG_REPORT_TAP:
        return kg_report_tap(out, report, err);
    case KG_REPORT_JUNIT:
        kg_report_junit(out, report);
        return 0;
    case KG_REPORT_GITHUB:
        kg_report_github(out, report);
        return 0;
    case KG_REPORT_HTML:
        kg_report_html(out, report);
        return 0;
    case KG_REPORT_NAME:
        kg_report_names(out, report);
        return 0;
    default:
        kg_report_text(out, report, palette);
        return 0;
    }
}

/* ---- what several forms need ---- */

const char *kg_place_text(struct kg_arena *arena, struct kg_position where)
{
    if (where.file == NULL)
        return NULL;
    if (where.line == 0)
        return where.file;
    if (where.column == 0)
        return kg_arena_printf(arena, "%s:%u", where.file, where.line);
    return kg_arena_printf(arena, "%s:%u:%u", where.file, where.line, where.column);
}

const char *kg_counted(struct kg_arena *arena, size_t count, const char *one, const char *many)
{
    return kg_arena_printf(arena, "%zu %s", count, count == 1 ? one : many);
}

static void add_part(struct kg_buf *text, size_t count, const char *one, const char *many)
{
    if (count == 0)
        return;
    if (text->length > 0)
        kg_buf_add_text(text, ", ");
    kg_buf_add_text(text, kg_counted(text->arena, count, one, many));
}

const char *kg_tally_text(struct kg_arena *arena, const struct kg_tally *tally, size_t passed)
{
    struct kg_buf text;
    kg_buf_init(&text, arena, 1024);
    add_part(&text, tally->errors, "error", "errors");
    add_part(&text, tally->warnings, "warning", "warnings");
    add_part(&text, tally->infos, "note", "notes");
    add_part(&text, tally->suppressed, "suppressed", "suppressed");
    add_part(&text, passed, "check passed", "checks passed");
    add_part(&text, tally->unchecked, "thing not checked", "things not checked");
    return text.length == 0 ? "nothing to check" : kg_str_copy(arena, kg_buf_str(&text));
}

size_t kg_verdict_outcomes(const struct kg_verdict *verdict, enum kg_outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < verdict->result_count; i++)
        count += verdict->results[i].outcome == outcome;
    return count;
}

const struct kg_finding *kg_next_finding(const struct kg_verdict *verdict,
                                         const struct kg_check *check, size_t *next)
{
    while (*next < verdict->finding_count) {
        const struct kg_finding *finding = &verdict->findings[(*next)++];
        if (finding->check == check)
            return finding;
    }
    return NULL;
}

bool kg_check_fails(const struct kg_verdict *verdict, const struct kg_check *check, bool strict)
{
    const struct kg_finding *finding;
    size_t next = 0;
    while ((finding = kg_next_finding(verdict, check, &next)) != NULL)
        if (kg_severity_fails(finding->severity, strict))
            return true;
    return false;
}

bool kg_outcome_is_skip(enum kg_outcome outcome)
{
    return outcome == KG_OUTCOME_IRRELEVANT || outcome == KG_OUTCOME_SKIPPED ||
           outcome == KG_OUTCOME_UNCHECKED;
}

struct kg_node *kg_object_in(struct kg_arena *arena, struct kg_node *parent, const char *key)
{
    struct kg_node *object = kg_node_mapping(arena);
    kg_node_set(arena, parent, key, object);
    return object;
}

struct kg_node *kg_list_in(struct kg_arena *arena, struct kg_node *parent, const char *key)
{
    struct kg_node *list = kg_node_sequence(arena);
    kg_node_set(arena, parent, key, list);
    return list;
}

struct kg_node *kg_element_in(struct kg_arena *arena, struct kg_node *list)
{
    struct kg_node *object = kg_node_mapping(arena);
    kg_node_append(arena, list, object);
    return object;
}

/* Whether XML can hold the character (XML 1.0, production 2). */
static bool is_xml_char(unsigned code)
{
    return code == '\t' || code == '\n' || code == '\r' ||
           (code >= 0x20 && code != 0xFFFE && code != 0xFFFF);
}

void kg_add_markup(struct kg_buf *out, const char *text)
{
    struct kg_str rest = kg_str_from(text);
    while (rest.length > 0) {
        unsigned code;
        size_t length = kg_utf8_decode(rest, &code);
        if (length == 0 || !is_xml_char(code))
            kg_buf_add_text(out, "\xEF\xBF\xBD");
        else if (strchr("<>&\"'\n\t\r", (int)code) != NULL && code < 0x80)
            kg_buf_printf(out, "&#%u;", code);
        else
            kg_buf_add(out, rest.data, length);
        rest = kg_str_from_index(rest, length == 0 ? 1 : length);
    }
}
