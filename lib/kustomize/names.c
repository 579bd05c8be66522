/* namePrefix and nameSuffix. */
#include "setter.h"
#include "transform.h"

/* What a name becomes: text before it and text behind it, one of them empty. */
struct affix {
    struct kg_arena *arena;
    struct kg_str prefix;
    struct kg_str suffix;
    const struct kg_node *origin;
};

/* Kinds whose names mean something elsewhere; found by the original id, in any group if empty. */
static const struct kg_gvk never_renamed[] = {
    {.group = {"", 0}, .version = {"", 0}, .kind = {"CustomResourceDefinition", 24}},
    {.group = {"apiregistration.k8s.io", 22}, .version = {"", 0}, .kind = {"APIService", 10}},
    {.group = {"", 0}, .version = {"", 0}, .kind = {"Namespace", 9}},
};

static int set_name(void *context, struct kg_node *node, struct kg_error *err)
{
    const struct affix *affix = context;
    struct kg_str name = kg_str_join(affix->arena, affix->prefix, kg_node_text(node));
    struct kg_node *value =
        kg_node_scalar(affix->arena, KG_TAG_NONE, kg_str_join(affix->arena, name, affix->suffix));
    kg_node_at(value, affix->origin);
    return kg_set_scalar(node, value, err);
}

static bool is_renamed(struct kg_id original)
{
    for (size_t i = 0; i < sizeof(never_renamed) / sizeof(never_renamed[0]); i++)
        if (kg_gvk_selected(original.gvk, never_renamed[i]))
            return false;
    return true;
}

static int rename_resource(const struct kg_transformation *t, struct affix *affix,
                           struct kg_resource *resource, struct kg_error *err)
{
    struct kg_id original = kg_resource_original_id(affix->arena, resource);
    if (!is_renamed(original))
        return 0;
    struct kg_field_setter setter = {
        .set = set_name, .context = affix, .create_kind = KG_NODE_SCALAR, .create_tag = KG_TAG_STR};
    for (size_t i = 0; i < t->specs.count; i++) {
        const struct kg_fieldspec *spec = &t->specs.items[i];
        if (!kg_fieldspec_matches(spec, original.gvk))
            continue;
        if (kg_str_is(spec->path, "metadata/name")) {
            kg_resource_add_prefix(affix->arena, resource, affix->prefix);
            kg_resource_add_suffix(affix->arena, resource, affix->suffix);
            if (affix->prefix.length > 0 || affix->suffix.length > 0)
                kg_resource_store_previous_id(affix->arena, resource);
        }
        if (kg_fieldspec_apply(affix->arena, spec, resource->node, &setter, err) != 0)
            return -1;
    }
    return 0;
}

static int rename_all(const struct kg_transformation *t, struct affix affix, struct kg_error *err)
{
    for (size_t i = 0; i < t->resources->count; i++)
        if (rename_resource(t, &affix, t->resources->items[i], err) != 0)
            return -1;
    return 0;
}

int kg_transform_name_prefix(const struct kg_transformation *t, struct kg_error *err)
{
    struct affix affix = {t->build->arena, kg_node_text(t->config), KG_STR(""), t->config};
    return rename_all(t, affix, err);
}

int kg_transform_name_suffix(const struct kg_transformation *t, struct kg_error *err)
{
    struct affix affix = {t->build->arena, KG_STR(""), kg_node_text(t->config), t->config};
    return rename_all(t, affix, err);
}
