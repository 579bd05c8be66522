/*
 * SARIF 2.1.0 (OASIS, with errata 01): one run; the checks are its rules, what was
 * not checked are notifications of its invocation.
 */
#include "forms.h"

#define SCHEMA                                                                                     \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

/* {"text": ...}, as SARIF writes messages. */
static void set_message(struct kg_arena *arena, struct kg_node *parent, const char *key,
                        const char *text)
{
    kg_node_set_text(arena, kg_object_in(arena, parent, key), "text", text);
}

static const char *level_of(enum kg_severity severity)
{
    static const char *const levels[] = {
        [KG_SEVERITY_OFF] = "none",
        [KG_SEVERITY_INFO] = "note",
        [KG_SEVERITY_WARNING] = "warning",
        [KG_SEVERITY_ERROR] = "error",
    };
    return levels[severity];
}

/* The path as a URI reference (RFC 3986): what is not unreserved, and no slash, is escaped. */
static const char *uri_of(struct kg_arena *arena, const char *path)
{
    struct kg_buf uri;
    kg_buf_init(&uri, arena, (size_t)1 << 20);
    kg_buf_add_text(&uri, path[0] == '/' ? "file://" : "");
    for (const char *at = path; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9') || strchr("-._~/", byte) != NULL;
        if (plain)
            kg_buf_add_char(&uri, *at);
        else
            kg_buf_printf(&uri, "%%%02X", byte);
    }
    return kg_str_copy(arena, kg_buf_str(&uri));
}

static void add_region(struct kg_arena *arena, struct kg_node *physical,
                       const struct kg_finding *finding)
{
    if (finding->where.line == 0)
        return;
    struct kg_node *region = kg_object_in(arena, physical, "region");
    kg_node_set_number(arena, region, "startLine", finding->where.line);
    if (finding->where.column > 0) {
        kg_node_set_number(arena, region, "startColumn", finding->where.column);
        kg_node_set_number(arena, region, "endColumn",
                           finding->where.column + (finding->width > 0 ? finding->width : 1));
    }
    if (finding->excerpt.length > 0 && kg_str_is_utf8(finding->excerpt))
        set_message(arena, region, "snippet", kg_str_copy(arena, finding->excerpt));
}

static void add_location(struct kg_arena *arena, struct kg_node *result,
                         const struct kg_finding *finding)
{
    const char *object = kg_resource_ref_text(arena, &finding->resource);
    struct kg_node *list = kg_list_in(arena, result, "locations");
    struct kg_node *location;
    if (finding->where.file == NULL && object[0] == '\0')
        return;
    location = kg_element_in(arena, list);
    if (finding->where.file != NULL) {
        struct kg_node *physical = kg_object_in(arena, location, "physicalLocation");
        kg_node_set_text(arena, kg_object_in(arena, physical, "artifactLocation"), "uri",
                         uri_of(arena, finding->where.file));
        add_region(arena, physical, finding);
    }
    if (object[0] != '\0') {
        struct kg_node *logical =
            kg_element_in(arena, kg_list_in(arena, location, "logicalLocations"));
        kg_node_set_text(arena, logical, "fullyQualifiedName",
                         kg_arena_printf(arena, "%s%s%s", object,
                                         finding->path[0] != '\0' ? ":" : "", finding->path));
        kg_node_set_text(arena, logical, "kind", "resource");
    }
}

/* What stays the same while lines move: by it a tool knows the finding again. */
static void add_fingerprint(struct kg_arena *arena, struct kg_node *result,
                            const struct kg_verdict *verdict, const struct kg_finding *finding)
{
    const char *text =
        kg_arena_printf(arena, "%s|%s|%s|%s|%s|%s", verdict->name, finding->check->id,
                        kg_resource_ref_text(arena, &finding->resource), finding->path,
                        finding->rule != NULL ? finding->rule : "", finding->message);
    kg_node_set_text(arena, kg_object_in(arena, result, "partialFingerprints"), "finding/v1", text);
}

static unsigned long rule_index(const struct kg_verdict *verdict, const struct kg_check *check)
{
    for (size_t i = 0; i < verdict->result_count; i++)
        if (verdict->results[i].check == check)
            return i;
    return 0;
}

static void add_result(struct kg_arena *arena, struct kg_node *results,
                       const struct kg_verdict *verdict, const struct kg_finding *finding)
{
    struct kg_node *result = kg_element_in(arena, results);
    const char *text = finding->message;
    if (finding->advice != NULL)
        text = kg_arena_printf(arena, "%s. %s", text, finding->advice);
    kg_node_set_text(arena, result, "ruleId", finding->check->id);
    kg_node_set_number(arena, result, "ruleIndex", rule_index(verdict, finding->check));
    kg_node_set_text(arena, result, "level", level_of(finding->severity));
    set_message(arena, result, "message", text);
    add_location(arena, result, finding);
    add_fingerprint(arena, result, verdict, finding);
    struct kg_node *suppressions = kg_list_in(arena, result, "suppressions");
    if (finding->reason != NULL) {
        struct kg_node *suppression = kg_element_in(arena, suppressions);
        kg_node_set_text(arena, suppression, "kind", "inSource");
        kg_node_set_text(arena, suppression, "justification", finding->reason);
    }
    struct kg_node *properties = kg_object_in(arena, result, "properties");
    kg_node_set_text(arena, properties, "verified", verdict->name);
}

static void add_rules(struct kg_arena *arena, struct kg_node *driver,
                      const struct kg_verdict *verdict)
{
    struct kg_node *rules = kg_list_in(arena, driver, "rules");
    for (size_t i = 0; verdict != NULL && i < verdict->result_count; i++) {
        const struct kg_check *check = verdict->results[i].check;
        struct kg_node *rule = kg_element_in(arena, rules);
        kg_node_set_text(arena, rule, "id", check->id);
        kg_node_set_text(arena, rule, "name", check->name);
        set_message(arena, rule, "shortDescription", check->title);
        set_message(arena, rule, "fullDescription", check->protects);
        set_message(arena, rule, "help", check->remedy);
        kg_node_set_text(arena, kg_object_in(arena, rule, "defaultConfiguration"), "level",
                         level_of(check->severity[KG_CLASS_GENERAL]));
    }
}

static void add_invocation(struct kg_arena *arena, struct kg_node *run,
                           const struct kg_report *report)
{
    struct kg_node *invocation = kg_element_in(arena, kg_list_in(arena, run, "invocations"));
    struct kg_node *notifications;
    kg_node_set_bool(arena, invocation, "executionSuccessful", true);
    kg_node_set_number(arena, invocation, "exitCode", (unsigned long)kg_report_status(report));
    notifications = kg_list_in(arena, invocation, "toolExecutionNotifications");
    for (size_t i = 0; i < report->verdict_count; i++) {
        const struct kg_verdict *verdict = &report->verdicts[i];
        for (size_t j = 0; j < verdict->unchecked_count; j++) {
            struct kg_node *notification = kg_element_in(arena, notifications);
            kg_node_set_text(arena, notification, "level", "note");
            set_message(arena, notification, "message",
                        kg_arena_printf(arena, "%s: not checked: %s: %s", verdict->name,
                                        verdict->unchecked[j].what, verdict->unchecked[j].why));
        }
    }
}

struct kg_node *kg_report_sarif(struct kg_arena *arena, const struct kg_report *report)
{
    struct kg_node *log = kg_node_mapping(arena);
    kg_node_set_text(arena, log, "$schema", SCHEMA);
    kg_node_set_text(arena, log, "version", "2.1.0");
    struct kg_node *run = kg_element_in(arena, kg_list_in(arena, log, "runs"));
    struct kg_node *driver = kg_object_in(arena, kg_object_in(arena, run, "tool"), "driver");
    kg_node_set_text(arena, driver, "name", "kubectl-kagent-verify");
    kg_node_set_text(arena, driver, "version", report->suite_version);
    add_rules(arena, driver, report->verdict_count > 0 ? &report->verdicts[0] : NULL);
    kg_node_set_text(arena, run, "columnKind", "unicodeCodePoints");
    add_invocation(arena, run, report);
    struct kg_node *results = kg_list_in(arena, run, "results");
    for (size_t i = 0; i < report->verdict_count; i++) {
        const struct kg_verdict *verdict = &report->verdicts[i];
        for (size_t j = 0; j < verdict->finding_count; j++)
            add_result(arena, results, verdict, &verdict->findings[j]);
        for (size_t j = 0; j < verdict->suppressed_count; j++)
            add_result(arena, results, verdict, &verdict->suppressed[j]);
    }
    return log;
}
