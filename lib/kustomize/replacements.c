/* The `replacements` field: replacements inline, or in files. */
#include "kagent/yaml.h"
#include "replacement.h"
#include "shapes.h"
#include "transform.h"

/* A file holds one replacement or a list of them. */
static int run_file(const struct kg_transformation *t, const struct kg_node *path,
                    struct kg_error *err)
{
    struct kg_arena *arena = t->build->arena;
    struct kg_loaded loaded;
    struct kg_node *document;
    struct kg_node *list;
    if (kg_loader_read(arena, t->loader, path->text, path, &loaded, err) != 0 ||
        kg_yaml_read(arena, loaded.text, loaded.source, 1, &document, err) != 0 ||
        kg_yaml_expand(arena, &document, err) != 0)
        return -1;
    if (kg_node_is(document, KG_NODE_MAPPING)) {
        list = kg_node_at(kg_node_sequence(arena), document);
        kg_node_append(arena, list, document);
        document = list;
    }
    if (!kg_node_is(document, KG_NODE_SEQUENCE))
        return kg_error_at(err, KG_ERROR_NEGATIVE,
                           (struct kg_position){.file = loaded.source->name},
                           "a file of replacements must hold a mapping or a list");
    if (kg_shape_fit_list(arena, &kg_shape_replacement, KG_SHAPE_PLUGIN, document, &list, err) != 0)
        return -1;
    for (uint32_t i = 0; i < list->count; i++)
        if (kg_replace(arena, t->resources, list->items[i], err) != 0)
            return -1;
    return 0;
}

int kg_transform_replacements(const struct kg_transformation *t, struct kg_error *err)
{
    for (uint32_t i = 0; i < t->config->count; i++) {
        const struct kg_node *entry = t->config->items[i];
        const struct kg_node *path = kg_node_get(entry, "path");
        bool by_path = kg_node_text(path).length > 0;
        if (by_path &&
            (kg_node_get(entry, "source") != NULL || kg_shape_count(entry, "targets") > 0))
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                               "a replacement is given either by `path` or inline, not both");
        /* kustomize hands inline entries on as text, in which an empty list is no list. */
        if (!by_path && kg_shape_count(entry, "targets") == 0)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                               "a replacement must have a `source` and `targets`");
        if (by_path ? run_file(t, path, err) != 0
                    : kg_replace(t->build->arena, t->resources, entry, err) != 0)
            return -1;
        kg_observe(t->build, &(struct kg_done){.name = "replacements",
                                               .loader = t->loader,
                                               .where = entry,
                                               .index = i,
                                               .resources = t->resources});
    }
    return 0;
}
