/* The report as data, for JSON and YAML. docs/REPORTS.md describes every field. */
#include "forms.h"

static void set_optional(struct kg_arena *arena, struct kg_node *object, const char *key,
                         const char *text)
{
    if (text != NULL && text[0] != '\0')
        kg_node_set_text(arena, object, key, text);
}

static void set_place(struct kg_arena *arena, struct kg_node *object, struct kg_position where)
{
    set_optional(arena, object, "file", where.file);
    if (where.file != NULL && where.line > 0)
        kg_node_set_number(arena, object, "line", where.line);
    if (where.file != NULL && where.column > 0)
        kg_node_set_number(arena, object, "column", where.column);
}

static void set_resource(struct kg_arena *arena, struct kg_node *object,
                         const struct kg_resource_ref *resource)
{
    if (resource->kind[0] == '\0')
        return;
    struct kg_node *node = kg_node_mapping(arena);
    set_optional(arena, node, "apiVersion", resource->api_version);
    kg_node_set_text(arena, node, "kind", resource->kind);
    set_optional(arena, node, "namespace", resource->namespace);
    set_optional(arena, node, "name", resource->name);
    kg_node_set(arena, object, "resource", node);
}

static void add_findings(struct kg_arena *arena, struct kg_node *verdict, const char *key,
                         const struct kg_finding *findings, size_t count)
{
    struct kg_node *list = kg_list_in(arena, verdict, key);
    for (size_t i = 0; i < count; i++) {
        const struct kg_finding *finding = &findings[i];
        struct kg_node *object = kg_element_in(arena, list);
        kg_node_set_text(arena, object, "check", finding->check->id);
        kg_node_set_text(arena, object, "name", finding->check->name);
        set_optional(arena, object, "rule", finding->rule);
        kg_node_set_text(arena, object, "severity", kg_severity_name(finding->severity));
        set_place(arena, object, finding->where);
        set_resource(arena, object, &finding->resource);
        set_optional(arena, object, "path", finding->path);
        kg_node_set_text(arena, object, "message", finding->message);
        set_optional(arena, object, "advice", finding->advice);
        set_optional(arena, object, "details", finding->details);
        set_optional(arena, object, "reason", finding->reason);
    }
}

static void add_unchecked(struct kg_arena *arena, struct kg_node *node,
                          const struct kg_verdict *verdict)
{
    struct kg_node *list = kg_list_in(arena, node, "unchecked");
    for (size_t i = 0; i < verdict->unchecked_count; i++) {
        const struct kg_unchecked *item = &verdict->unchecked[i];
        struct kg_node *object = kg_element_in(arena, list);
        if (item->check != NULL)
            kg_node_set_text(arena, object, "check", item->check->id);
        set_place(arena, object, item->where);
        set_resource(arena, object, &item->resource);
        kg_node_set_text(arena, object, "what", item->what);
        kg_node_set_text(arena, object, "why", item->why);
        set_optional(arena, object, "advice", item->advice);
    }
}

static void add_results(struct kg_arena *arena, struct kg_node *node,
                        const struct kg_verdict *verdict)
{
    struct kg_node *list = kg_list_in(arena, node, "checks");
    for (size_t i = 0; i < verdict->result_count; i++) {
        const struct kg_result *result = &verdict->results[i];
        struct kg_node *object = kg_element_in(arena, list);
        kg_node_set_text(arena, object, "id", result->check->id);
        kg_node_set_text(arena, object, "name", result->check->name);
        kg_node_set_text(arena, object, "title", result->check->title);
        kg_node_set_text(arena, object, "severity", kg_severity_name(result->severity));
        kg_node_set_text(arena, object, "outcome", kg_outcome_name(result->outcome));
        kg_node_set_number(arena, object, "findings", result->count);
        set_optional(arena, object, "why", result->why);
    }
}

static void set_tally(struct kg_arena *arena, struct kg_node *node, const struct kg_tally *tally)
{
    struct kg_node *object = kg_node_mapping(arena);
    kg_node_set_number(arena, object, "errors", tally->errors);
    kg_node_set_number(arena, object, "warnings", tally->warnings);
    kg_node_set_number(arena, object, "infos", tally->infos);
    kg_node_set_number(arena, object, "suppressed", tally->suppressed);
    kg_node_set_number(arena, object, "unchecked", tally->unchecked);
    kg_node_set(arena, node, "summary", object);
}

static void add_verdict(struct kg_arena *arena, struct kg_node *list,
                        const struct kg_verdict *verdict)
{
    static const char *const kinds[] = {
        [KG_VERIFIED_ENVIRONMENT] = "environment",
        [KG_VERIFIED_DIRECTORY] = "directory",
        [KG_VERIFIED_FILES] = "files",
    };
    struct kg_node *node = kg_element_in(arena, list);
    kg_node_set_text(arena, node, "kind", kinds[verdict->kind]);
    kg_node_set_text(arena, node, "name", verdict->name);
    set_optional(arena, node, "place", verdict->place);
    set_optional(arena, node, "revision", verdict->revision);
    set_optional(arena, node, "cluster", verdict->cluster);
    kg_node_set_text(arena, node, "class", kg_class_name(verdict->class));
    kg_node_set_bool(arena, node, "classDeclared", verdict->declared);
    kg_node_set_number(arena, node, "objects", verdict->documents);
    set_tally(arena, node, &verdict->tally);
    add_findings(arena, node, "findings", verdict->findings, verdict->finding_count);
    add_findings(arena, node, "suppressed", verdict->suppressed, verdict->suppressed_count);
    add_unchecked(arena, node, verdict);
    add_results(arena, node, verdict);
    if (verdict->lost > 0)
        kg_node_set_number(arena, node, "findingsNotListed", verdict->lost);
}

struct kg_node *kg_report_tree(struct kg_arena *arena, const struct kg_report *report)
{
    struct kg_node *tree = kg_node_mapping(arena);
    int status = kg_report_status(report);
    kg_node_set_text(arena, tree, "kind", "VerifyReport");
    kg_node_set_text(arena, tree, "suiteVersion", report->suite_version);
    kg_node_set_text(arena, tree, "kubernetesVersion", report->kubernetes_version);
    kg_node_set_bool(arena, tree, "strict", report->strict);
    kg_node_set_bool(arena, tree, "passed", status == 0);
    kg_node_set_number(arena, tree, "exitCode", (unsigned long)status);
    set_tally(arena, tree, &report->tally);
    struct kg_node *list = kg_list_in(arena, tree, "verdicts");
    for (size_t i = 0; i < report->verdict_count; i++)
        add_verdict(arena, list, &report->verdicts[i]);
    return tree;
}
