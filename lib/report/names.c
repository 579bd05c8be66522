/* The objects that fail, as kubectl -o name writes them. */
#include <ctype.h>

#include "kagent/map.h"

#include "forms.h"

static const char *name_of(struct kg_arena *arena, const struct kg_resource_ref *resource)
{
    char *kind = kg_arena_strdup(arena, resource->kind);
    ptrdiff_t slash = kg_str_find(kg_str_from(resource->api_version), '/');
    for (char *at = kind; *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    if (slash < 0)
        return kg_arena_printf(arena, "%s/%s", kind, resource->name);
    return kg_arena_printf(arena, "%s.%.*s/%s", kind, (int)slash, resource->api_version,
                           resource->name);
}

void kg_report_names(struct kg_buf *out, const struct kg_report *report)
{
    struct kg_map told;
    kg_map_init(&told, out->arena);
    for (size_t i = 0; i < report->verdict_count; i++) {
        const struct kg_verdict *verdict = &report->verdicts[i];
        for (size_t j = 0; j < verdict->finding_count; j++) {
            const struct kg_finding *finding = &verdict->findings[j];
            if (finding->resource.kind[0] == '\0' ||
                !kg_severity_fails(finding->severity, report->strict))
                continue;
            struct kg_str name = kg_str_from(name_of(out->arena, &finding->resource));
            if (kg_map_put(&told, name, &told) != NULL)
                continue;
            kg_buf_add_visible(out, name);
            kg_buf_add_char(out, '\n');
        }
    }
}
