#include "print.h"

#include "kagent/policy.h"

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
