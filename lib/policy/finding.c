#include "kagent/finding.h"

static const char *const severity_names[] = {
    [KG_SEVERITY_OFF] = "off",
    [KG_SEVERITY_INFO] = "info",
    [KG_SEVERITY_WARNING] = "warning",
    [KG_SEVERITY_ERROR] = "error",
};

static const char *const class_names[KG_CLASS_COUNT] = {
    [KG_CLASS_GENERAL] = "general",
    [KG_CLASS_DEV] = "dev",
    [KG_CLASS_PROD] = "prod",
};

static const char *const outcome_names[] = {
    [KG_OUTCOME_PASSED] = "passed",         [KG_OUTCOME_FOUND] = "found",
    [KG_OUTCOME_SUPPRESSED] = "suppressed", [KG_OUTCOME_IRRELEVANT] = "irrelevant",
    [KG_OUTCOME_UNCHECKED] = "unchecked",   [KG_OUTCOME_SKIPPED] = "skipped",
};

const char *kg_severity_name(enum kg_severity severity)
{
    return severity_names[severity];
}

const char *kg_class_name(enum kg_class class)
{
    return class_names[class];
}

const char *kg_outcome_name(enum kg_outcome outcome)
{
    return outcome_names[outcome];
}

const char *kg_resource_ref_text(struct kg_arena *arena, const struct kg_resource_ref *resource)
{
    if (resource->kind[0] == '\0')
        return "";
    return kg_arena_printf(arena, "%s/%s", resource->kind, resource->name);
}

bool kg_severity_fails(enum kg_severity severity, bool strict)
{
    return severity == KG_SEVERITY_ERROR || (strict && severity == KG_SEVERITY_WARNING);
}

int kg_report_status(const struct kg_report *report)
{
    if (report->tally.errors > 0 || (report->strict && report->tally.warnings > 0))
        return KG_ERROR_NEGATIVE;
    return report->strict && report->tally.unchecked > 0 ? KG_ERROR_UNKNOWN : 0;
}
