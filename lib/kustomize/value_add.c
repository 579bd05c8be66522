/* The ValueAddTransformer: one value into fields of chosen resources. */
#include <stdlib.h>
#include <string.h>

#include "fieldpath.h"
#include "kagent/buf.h"
#include "kagent/yaml.h"
#include "read.h"
#include "selector.h"
#include "setter.h"
#include "shapes.h"
#include "transform.h"

/* The value: given, or the name of the kustomization's directory. */
static struct kg_str value_of(const struct kg_transformation *t)
{
    struct kg_str value = kg_str_trim(kg_shape_text(t->config, "value"));
    return value.length > 0 ? value : kg_str_from(kg_path_base(t->loader->root));
}

/* `path` with `part` inserted before the element number `position`. */
static struct kg_str insert_part(struct kg_arena *arena, struct kg_str path, size_t position,
                                 struct kg_str part)
{
    bool absolute = kg_str_starts(path, "/");
    struct kg_str rest = absolute ? kg_str_from_index(path, 1) : path;
    struct kg_str piece;
    struct kg_buf out;
    bool inserted = false;
    kg_buf_init(&out, arena, path.length + part.length + 8);
    if (absolute)
        kg_buf_add_char(&out, '/');
    for (size_t i = 0; rest.length > 0 && kg_str_split(&rest, '/', &piece); i++) {
        if (i == position) {
            kg_buf_add_str(&out, part);
            kg_buf_add_char(&out, '/');
            inserted = true;
        }
        kg_buf_add_str(&out, piece);
        if (rest.data != NULL)
            kg_buf_add_char(&out, '/');
    }
    if (!inserted) {
        if (out.length > (absolute ? 1u : 0u))
            kg_buf_add_char(&out, '/');
        kg_buf_add_str(&out, part);
    }
    return kg_buf_str(&out);
}

/* What a missing field is made, by what the path names in it. */
static enum kg_node_kind kind_for(const struct kg_pieces *names, size_t at)
{
    size_t index;
    if (at + 1 == names->count)
        return KG_NODE_SCALAR;
    return kg_read_index(names->items[at + 1], &index) ? KG_NODE_SEQUENCE : KG_NODE_MAPPING;
}

/*
 * The field at a path of names parted by slashes, made where it is missing; NULL for an element
 * that a list does not have. A number is always one of a list.
 */
static int make_path(struct kg_arena *arena, struct kg_node *object, struct kg_str path,
                     struct kg_node **field, struct kg_error *err)
{
    struct kg_pieces names = kg_split_path(arena, path, '/');
    *field = object;
    for (size_t i = 0; i < names.count && *field != NULL; i++) {
        size_t index;
        bool is_index = kg_read_index(names.items[i], &index);
        if (is_index && !kg_node_is(*field, KG_NODE_SEQUENCE))
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(*field),
                               "`%.*s` is the number of an element, and this is a %s",
                               KG_STR_ARG(names.items[i]), kg_node_kind_name(*field));
        if (is_index)
            *field = index < (*field)->count ? (*field)->items[index] : NULL;
        else if (kg_lookup_field(arena, *field, names.items[i], kind_for(&names, i), field, err) !=
                 0)
            return -1;
    }
    return 0;
}

static int set_value(struct kg_arena *arena, struct kg_node *object, const struct kg_node *target,
                     struct kg_str value, struct kg_error *err)
{
    struct kg_str path = kg_shape_text(target, "fieldPath");
    struct kg_node *field = object;
    struct kg_node *node = kg_node_at(kg_node_scalar(arena, KG_TAG_NONE, value), target);
    if (kg_str_is(path, "metadata/namespace"))
        return kg_set_namespace(arena, object, node, err);
    if (make_path(arena, object, path, &field, err) != 0)
        return -1;
    if (field == NULL)
        return 0;
    long position = strtol(kg_node_text(kg_node_get(target, "filePathPosition")).data, NULL, 10);
    if (position > 0)
        node->text = insert_part(arena, kg_node_text(field), (size_t)position - 1, value);
    return kg_set_scalar(field, node, err);
}

static int apply_target(const struct kg_transformation *t, const struct kg_node *target,
                        struct kg_error *err)
{
    struct kg_arena *arena = t->build->arena;
    const struct kg_node *node = kg_node_get(target, "selector");
    struct kg_resources chosen = *t->resources;
    if (kg_shape_text(target, "fieldPath").length == 0)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(target),
                           "a target of ValueAddTransformer needs a fieldPath");
    if (kg_str_starts(kg_node_text(kg_node_get(target, "filePathPosition")), "-"))
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(target),
                           "filePathPosition cannot be negative");
    if (node != NULL) {
        struct kg_selector selector = kg_selector_read(node);
        chosen = (struct kg_resources){0};
        if (kg_select(arena, t->resources, &selector, &chosen, err) != 0)
            return -1;
    }
    for (size_t i = 0; i < chosen.count; i++)
        if (set_value(arena, chosen.items[i]->node, target, value_of(t), err) != 0)
            return -1;
    return 0;
}

/* The targets in the file that `targetFilePath` names come behind the inline ones. */
static int read_targets(const struct kg_transformation *t, struct kg_node **targets,
                        struct kg_error *err)
{
    struct kg_arena *arena = t->build->arena;
    const struct kg_node *path = kg_node_get(t->config, "targetFilePath");
    const struct kg_node *own = kg_node_get(t->config, "targets");
    *targets = own != NULL ? kg_node_copy(arena, own) : kg_node_sequence(arena);
    if (kg_node_text(path).length == 0)
        return 0;
    struct kg_loaded loaded;
    struct kg_node *document;
    struct kg_node *fitted;
    if (kg_loader_read(arena, t->loader, path->text, path, &loaded, err) != 0 ||
        kg_yaml_read(arena, loaded.text, loaded.source, 1, &document, err) != 0 ||
        kg_yaml_expand(arena, &document, err) != 0)
        return -1;
    if (document == NULL)
        return 0;
    if (kg_shape_fit(arena, &kg_shape_value_add, KG_SHAPE_PLUGIN, document, &fitted, err) != 0)
        return -1;
    const struct kg_node *more = kg_node_get(fitted, "targets");
    for (uint32_t i = 0; more != NULL && i < more->count; i++)
        kg_node_append(arena, *targets, more->items[i]);
    return 0;
}

int kg_transform_value_add(const struct kg_transformation *t, struct kg_error *err)
{
    struct kg_node *targets;
    if (read_targets(t, &targets, err) != 0)
        return -1;
    if (targets->count == 0)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(t->config),
                           "ValueAddTransformer needs at least one target");
    for (uint32_t i = 0; i < targets->count; i++)
        if (apply_target(t, targets->items[i], err) != 0)
            return -1;
    return 0;
}
