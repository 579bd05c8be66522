/* replicas: the number of pods of a workload. */
#include "setter.h"
#include "shape.h"
#include "transform.h"

struct count {
    struct kg_arena *arena;
    const struct kg_node *count; /* NULL counts as 0 */
    const struct kg_node *entry;
};

static int set_count(void *context, struct kg_node *node, struct kg_error *err)
{
    const struct count *count = context;
    const struct kg_node *origin = count->count != NULL ? count->count : count->entry;
    struct kg_node *value = kg_node_scalar(count->arena, KG_TAG_INT,
                                           count->count != NULL ? count->count->text : KG_STR("0"));
    kg_node_at(value, origin);
    return kg_set_scalar(node, value, err);
}

/* Whether the current or an earlier id has this name and a kind that the spec selects. */
static int is_named(struct kg_arena *arena, const struct kg_resource *resource, struct kg_str name,
                    const struct kg_fieldspec *spec, struct kg_error *err)
{
    struct kg_id id = kg_resource_id(resource);
    if (kg_str_equal(id.name, name) && kg_gvk_selected(id.gvk, spec->gvk))
        return 1;
    struct kg_id *ids;
    size_t count;
    if (kg_resource_previous_ids(arena, resource, &ids, &count, err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (kg_str_equal(ids[i].name, name) && kg_gvk_selected(ids[i].gvk, spec->gvk))
            return 1;
    return 0;
}

int kg_transform_replicas(const struct kg_transformation *t, struct kg_error *err)
{
    struct count count = {t->build->arena, kg_node_get(t->config, "count"), t->config};
    struct kg_field_setter setter = {.set = set_count,
                                     .context = &count,
                                     .create_kind = KG_NODE_SCALAR,
                                     .create_tag = KG_TAG_INT};
    struct kg_str name = kg_shape_text(t->config, "name");
    bool found = false;
    for (size_t i = 0; i < t->specs.count; i++)
        for (size_t j = 0; j < t->resources->count; j++) {
            struct kg_resource *resource = t->resources->items[j];
            int named = is_named(count.arena, resource, name, &t->specs.items[i], err);
            if (named < 0 || (named > 0 && kg_fieldspec_apply(count.arena, &t->specs.items[i],
                                                              resource->node, &setter, err) != 0))
                return -1;
            found = found || named > 0;
        }
    if (found)
        return 0;
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(t->config),
                "no Deployment, ReplicaSet, ReplicationController or StatefulSet is named `%.*s`",
                KG_STR_ARG(name));
    return kg_error_advise(err, "Correct the name, or remove this entry of `replicas`.");
}
