/*
 * schema: the choice between the built-in table and an OpenAPI document.
 */
#include "merge_schema.h"

#include "merge_schema_builtin.h"
#include "merge_schema_openapi.h"

struct kg_merge_schema {
    const struct kg_openapi *document; /* NULL: the built-in table */
};

static const struct kg_merge_schema builtin_schema = {NULL};

/* Kinds of kustomize itself: `openapi.path` does not replace what is known about these. */
#define OWN_API_VERSION "kustomize.config.k8s.io/v1beta1"

const struct kg_merge_schema *kg_merge_schema_builtin(void)
{
    return &builtin_schema;
}

int kg_merge_schema_from_openapi(struct kg_arena *arena, struct kg_str text, const char *name,
                                 enum kg_merge_schema_rank rank,
                                 const struct kg_merge_schema **schema, struct kg_error *err)
{
    struct kg_merge_schema *made = kg_arena_zero(arena, 1, sizeof(*made));

    if (kg_openapi_read(arena, text, name, rank, &made->document, err) < 0)
        return -1;
    *schema = made;
    return 0;
}

static struct kg_merge_schema_cursor at_type(const struct kg_merge_schema_type *type)
{
    return (struct kg_merge_schema_cursor){&builtin_schema, type};
}

static struct kg_merge_schema_cursor at_place(const struct kg_merge_schema *schema,
                                              struct kg_openapi_place place)
{
    if (place.builtin != NULL)
        return at_type(place.builtin);
    return (struct kg_merge_schema_cursor){schema, place.schema};
}

struct kg_merge_schema_cursor kg_merge_schema_of_kind(const struct kg_merge_schema *schema,
                                                      struct kg_str api_version, struct kg_str kind)
{
    const struct kg_merge_schema_type *type = NULL;

    if (schema->document == NULL || kg_str_is(api_version, OWN_API_VERSION))
        type = kg_builtin_type(api_version, kind);
    if (schema->document == NULL || type != NULL)
        return at_type(type);
    return at_place(schema, kg_openapi_kind(schema->document, api_version, kind));
}

struct kg_merge_schema_cursor kg_merge_schema_field(struct kg_merge_schema_cursor at,
                                                    struct kg_str field)
{
    if (at.definition == NULL)
        return at;
    if (at.schema->document == NULL)
        return at_type(kg_builtin_field(at.definition, field));
    return at_place(at.schema, kg_openapi_field(at.schema->document, at.definition, field));
}

struct kg_merge_schema_cursor kg_merge_schema_elements(struct kg_merge_schema_cursor at)
{
    if (at.definition == NULL)
        return at;
    if (at.schema->document == NULL)
        return at_type(kg_builtin_elements(at.definition));
    return at_place(at.schema, kg_openapi_elements(at.schema->document, at.definition));
}

struct kg_merge_rule kg_merge_schema_rule(struct kg_merge_schema_cursor at)
{
    if (at.definition == NULL)
        return (struct kg_merge_rule){.merges = false};
    if (at.schema->document == NULL)
        return kg_builtin_merge_rule(at.definition);
    return kg_openapi_merge_rule(at.definition);
}

int kg_merge_schema_namespaced(const struct kg_merge_schema *schema, struct kg_str api_version,
                               struct kg_str kind)
{
    struct kg_gvk gvk = {.kind = kind};
    enum kg_merge_schema_scope scope = KG_SCOPE_UNKNOWN;

    kg_gvk_set_api_version(&gvk, api_version);
    const struct kg_merge_schema_kind *known = kg_builtin_kind(gvk);
    if (known != NULL)
        scope = (enum kg_merge_schema_scope)known->scope;
    if (scope == KG_SCOPE_UNKNOWN && schema->document != NULL)
        scope = kg_openapi_scope(schema->document, api_version, kind);
    return scope == KG_SCOPE_UNKNOWN ? -1 : scope == KG_SCOPE_NAMESPACED;
}
