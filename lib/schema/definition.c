/* CustomResourceDefinitions: which kinds one defines. */
#include "custom.h"

static int missing(const struct kg_node *node, const char *what, struct kg_error *err)
{
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(node),
                       "the CustomResourceDefinition has no %s", what);
}

/* A field of the definition that must be a text. */
static int read_text(const struct kg_node *owner, const char *key, struct kg_str *text,
                     struct kg_error *err)
{
    const struct kg_node *node = kg_node_get(owner, key);
    *text = kg_node_text(node);
    return text->length > 0 ? 0 : missing(node != NULL ? node : owner, key, err);
}

/* What all versions of a definition share. */
struct common {
    struct kg_str group;
    struct kg_str kind;
    struct kg_str resource;
    enum kg_schema_scope scope;
};

/* The objects themselves have apiVersion, kind and metadata, whether the schema says so or not. */
static const struct kg_schema_custom *as_object(struct kg_arena *arena,
                                                const struct kg_schema_custom *type)
{
    struct kg_schema_custom *object = kg_arena_alloc(arena, sizeof *object);
    *object = *type;
    object->form = KG_FORM_STRUCT;
    object->embedded = true;
    return object;
}

static int add_version(struct kg_schema *schema, const struct common *common,
                       const struct kg_node *version, struct kg_error *err)
{
    struct kg_arena *arena = schema->arena;
    struct kg_str name;
    const struct kg_schema_custom *type;
    bool has_rules;
    const struct kg_node *root = kg_node_path(version, "schema", "openAPIV3Schema", NULL);
    if (read_text(version, "name", &name, err) != 0)
        return -1;
    if (kg_str_is(kg_node_text(kg_node_get(version, "served")), "false"))
        return 0;
    if (root == NULL)
        return missing(version, "schema.openAPIV3Schema", err);
    if (kg_custom_read(arena, root, &type, &has_rules, err) != 0)
        return -1;
    schema->customs =
        kg_arena_extend(arena, schema->customs, schema->custom_count, sizeof *schema->customs);
    schema->customs[schema->custom_count++] = (struct kg_schema_kind){
        .api_version = kg_str_from(
            kg_arena_printf(arena, "%.*s/%.*s", KG_STR_ARG(common->group), KG_STR_ARG(name))),
        .kind = kg_str_from(kg_str_copy(arena, common->kind)),
        .resource = common->resource,
        .scope = common->scope,
        .type = {.schema = schema, .custom = as_object(arena, type)},
        .custom = true,
        .unjudged = has_rules,
    };
    return 0;
}

int kg_schema_add_definition(struct kg_schema *schema, const struct kg_node *definition,
                             struct kg_error *err)
{
    const struct kg_node *spec = kg_node_get(definition, "spec");
    const struct kg_node *names = kg_node_get(spec, "names");
    const struct kg_node *versions = kg_node_get(spec, "versions");
    struct common common;
    struct kg_str scope;
    if (spec == NULL)
        return missing(definition, "spec", err);
    if (names == NULL)
        return missing(spec, "names", err);
    if (read_text(spec, "group", &common.group, err) != 0 ||
        read_text(spec, "scope", &scope, err) != 0 ||
        read_text(names, "kind", &common.kind, err) != 0 ||
        read_text(names, "plural", &common.resource, err) != 0)
        return -1;
    if (!kg_node_is(versions, KG_NODE_SEQUENCE) || versions->count == 0)
        return missing(spec, "versions", err);
    common.scope = kg_str_is(scope, "Cluster") ? KG_SCOPE_CLUSTER : KG_SCOPE_NAMESPACED;
    for (uint32_t i = 0; i < versions->count; i++) {
        if (add_version(schema, &common, versions->items[i], err) != 0)
            return -1;
    }
    return 0;
}
