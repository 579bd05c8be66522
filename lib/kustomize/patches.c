/* patches, patchesStrategicMerge and patchesJson6902. */
#include <string.h>

#include "patch.h"
#include "read.h"
#include "selector.h"
#include "setter.h"
#include "shape.h"
#include "transform.h"

/* A patch text: where it comes from, and what it turned out to be. */
struct patch {
    const struct kg_transformation *transformation;
    struct kg_arena *arena;
    struct kg_loaded text;
    unsigned first_line;
    const struct kg_node *entry; /* who orders it */
    struct kg_resources merges;  /* strategic merge patches */
    struct kg_node *operations;  /* a JSON patch, or NULL */
};

/* Trims a patch text; lines that go away at its start count. */
static struct kg_str trim(struct kg_str text, unsigned *line)
{
    struct kg_str trimmed = kg_str_trim(text);
    for (const char *at = text.data; at < trimmed.data; at++)
        *line += *at == '\n';
    return trimmed;
}

/* Finds the text: inline or in the file that `path` names. */
static int load(struct patch *patch, struct kg_error *err)
{
    const struct kg_node *inline_text = kg_node_get(patch->entry, "patch");
    const struct kg_node *path = kg_node_get(patch->entry, "path");
    bool has_path = kg_node_text(path).length > 0;
    if (inline_text != NULL)
        patch->text = kg_inline_text(patch->arena, inline_text, &patch->first_line);
    bool has_text = inline_text != NULL && patch->text.text.length > 0;
    if (has_text && has_path)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(patch->entry),
                           "a patch has both `patch` and `path`; keep one of them");
    if (!has_text && !has_path)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(patch->entry),
                           "a patch has neither a text in `patch` nor a file in `path`");
    if (has_text)
        return 0;
    patch->first_line = 1;
    return kg_loader_read(patch->arena, patch->transformation->loader, path->text, path,
                          &patch->text, err);
}

/* Reads the text as a JSON patch into `operations`; NULL stands for an empty one. */
static int read_operations(struct patch *patch, struct kg_node **operations, struct kg_error *err)
{
    return kg_json_patch_read(patch->arena, patch->text.text, patch->text.source, patch->first_line,
                              operations, err);
}

/* Tells what is wrong with a patch by what somebody meant to write. */
static int refuse(struct kg_str text, const struct kg_error *merge_error,
                  const struct kg_error *json_error, struct kg_error *err)
{
    bool is_json = kg_str_starts(text, "[");
    bool is_list = is_json || kg_str_starts(text, "- ");
    kg_error_pass(err, is_list ? json_error : merge_error);
    kg_error_context(err, "neither a strategic merge patch nor a JSON patch can be read");
    return kg_error_advise(err, "%s",
                           is_json ? "What begins with [ is read as JSON, with quotes around keys "
                                     "and texts; or write each operation on lines of its own, "
                                     "as in - op: add."
                                   : "Write an object with apiVersion, kind and metadata.name, "
                                     "or a list of operations (op, path, value).");
}

static int refuse_nothing(const struct patch *patch, struct kg_error *err)
{
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(patch->entry),
                       "the patch holds neither an object nor a list of operations");
}

/*
 * Decides between the two kinds: exactly one of them must be readable. What holds no object, `{}`,
 * has neither merges nor operations: it is refused where it finds something to change.
 */
static int classify(struct patch *patch, struct kg_error *err)
{
    struct kg_error merge_error = KG_ERROR_INIT, json_error = KG_ERROR_INIT;
    struct kg_node *operations = NULL;
    if (patch->text.text.length == 0) { /* of a file; that of an entry must not be empty */
        patch->operations = kg_node_sequence(patch->arena);
        return 0;
    }
    bool merge_ok = kg_read_objects(patch->arena, patch->text, patch->first_line, KG_READ_PATCHES,
                                    &patch->merges, &merge_error) == 0;
    bool json_ok = read_operations(patch, &operations, &json_error) == 0;
    if (merge_ok && json_ok)
        return refuse_nothing(patch, err);
    if (!merge_ok && !json_ok)
        return refuse(patch->text.text, &merge_error, &json_error, err);
    if (json_ok)
        patch->operations = operations != NULL ? operations : kg_node_sequence(patch->arena);
    return 0;
}

static void allow(struct patch *patch, const char *option, const char *annotation)
{
    const struct kg_node *options = kg_node_get(patch->entry, "options");
    if (!kg_shape_bool(options, option))
        return;
    for (size_t i = 0; i < patch->merges.count; i++) {
        struct kg_node *object = patch->merges.items[i]->node;
        struct kg_text_map annotations = kg_node_metadata_map(patch->arena, object, "annotations");
        kg_text_map_put(
            patch->arena, &annotations,
            (struct kg_text_pair){.key = kg_str_from(annotation), .value = KG_STR("enabled")});
        kg_node_set_metadata_map(patch->arena, object, "annotations", annotations);
    }
}

static bool is_allowed(const struct kg_node *patch, const char *annotation)
{
    struct kg_str value;
    return kg_node_annotation(patch, annotation, &value) && kg_str_is(value, "enabled");
}

static void set_kind(struct kg_arena *arena, struct kg_node *object, const char *field,
                     struct kg_str text)
{
    struct kg_node *value = kg_node_scalar(arena, KG_TAG_NONE, text);
    const struct kg_node *old = kg_node_get(object, field);
    if (old != NULL)
        kg_node_at(value, old);
    struct kg_set_field set = {.mapping = object, .name = kg_str_from(field), .value = value};
    kg_set_field(arena, &set, NULL);
}

/*
 * In a patch the fields of the identity say which object is meant, and no more.
 * Those that stay what they were keep their place of origin.
 */
static void keep_place(struct kg_node *patch, const struct kg_node *object, bool may_change)
{
    if (patch != NULL && object != NULL &&
        (!may_change || kg_str_equal(kg_node_text(patch), kg_node_text(object))))
        kg_node_at(patch, object);
}

/* Merges `patch` into `resource`, which keeps its kind, name and namespace. */
static int merge(const struct kg_transformation *t, struct kg_resource *resource,
                 struct kg_node *patch, struct kg_error *err)
{
    struct kg_arena *arena = t->build->arena;
    struct kg_id id = kg_resource_id(resource);
    bool name_may_change = is_allowed(patch, KG_ANNOTATION_ALLOW_NAME_CHANGE);
    bool kind_may_change = is_allowed(patch, KG_ANNOTATION_ALLOW_KIND_CHANGE);
    if (name_may_change || kind_may_change)
        kg_resource_store_previous_id(arena, resource);
    keep_place(kg_node_get(patch, "apiVersion"), kg_node_get(resource->node, "apiVersion"), false);
    keep_place(kg_node_get(patch, "kind"), kg_node_get(resource->node, "kind"), kind_may_change);
    keep_place(kg_node_path(patch, "metadata", "name", NULL),
               kg_node_path(resource->node, "metadata", "name", NULL), name_may_change);
    keep_place(kg_node_path(patch, "metadata", "namespace", NULL),
               kg_node_path(resource->node, "metadata", "namespace", NULL), false);
    *t->build->schema_use = KG_MERGE_SCHEMA_MERGED_BY;
    if (kg_strategic_merge(arena, t->build->schema, &resource->node, patch, err) != 0)
        return kg_error_context(
            err, "patching %s",
            kg_arena_printf(arena, "%.*s/%.*s", KG_STR_ARG(id.gvk.kind), KG_STR_ARG(id.name)));
    if (kg_node_is_empty(resource->node))
        return 0;
    if (!kind_may_change)
        set_kind(arena, resource->node, "kind", id.gvk.kind);
    if (!name_may_change)
        kg_resource_set_name(arena, resource, id.name);
    kg_resource_set_namespace(arena, resource, id.namespace);
    return 0;
}

static int no_target(struct kg_arena *arena, const struct kg_resource *patch, bool several,
                     struct kg_error *err)
{
    const char *id = kg_id_text(arena, kg_resource_original_id(arena, patch));
    struct kg_position where = kg_node_position(patch->node);
    if (several)
        return kg_error_at(err, KG_ERROR_NEGATIVE, where, "several resources match the patch of %s",
                           id);
    kg_error_at(err, KG_ERROR_NEGATIVE, where, "no resource matches the patch of %s", id);
    return kg_error_advise(err, "Check apiVersion, kind, name and namespace of the patch against "
                                "the resource, or choose it with `target`.");
}

/* The one resource that has the patch's id now or had it before. */
static int find_target(const struct kg_transformation *t, const struct kg_resource *patch,
                       struct kg_resource **target, struct kg_error *err)
{
    struct kg_arena *arena = t->build->arena;
    struct kg_id id = kg_resource_original_id(arena, patch);
    *target = NULL;
    for (size_t i = 0; i < t->resources->count; i++) {
        int matches = kg_resource_has_id(arena, t->resources->items[i], id, err);
        if (matches < 0)
            return -1;
        if (matches == 0)
            continue;
        if (*target != NULL)
            return no_target(arena, patch, true, err);
        *target = t->resources->items[i];
    }
    return *target == NULL ? no_target(arena, patch, false, err) : 0;
}

/* A copy of `patch` made fit for `resource`: of its kind, with metadata as strings. */
static struct kg_node *adapt(struct kg_arena *arena, const struct kg_resource *patch,
                             const struct kg_resource *resource)
{
    struct kg_resource *copy = kg_resource_new(arena, kg_node_copy(arena, patch->node));
    kg_resource_inherit_metadata(arena, copy, patch);
    struct kg_str api_version = kg_node_text(kg_node_get(resource->node, "apiVersion"));
    set_kind(arena, copy->node, "apiVersion", api_version);
    set_kind(arena, copy->node, "kind", kg_node_gvk(patch->node).kind);
    return copy->node;
}

/* Applies one patch to all chosen resources and looks for doubled ids. */
static int merge_into_chosen(const struct kg_transformation *t, const struct kg_resource *patch,
                             const struct kg_resources *chosen, struct kg_error *err)
{
    for (size_t i = 0; i < chosen->count; i++)
        if (merge(t, chosen->items[i], adapt(t->build->arena, patch, chosen->items[i]), err) != 0)
            return -1;
    kg_resources_drop_empty(t->resources);
    return kg_resources_check_unique(t->build->arena, t->resources, err);
}

static int apply_merges(struct patch *patch, struct kg_error *err)
{
    const struct kg_transformation *t = patch->transformation;
    const struct kg_node *target = kg_node_get(patch->entry, "target");
    if (target == NULL) {
        for (size_t i = 0; i < patch->merges.count; i++) {
            struct kg_resource *resource;
            if (find_target(t, patch->merges.items[i], &resource, err) != 0 ||
                merge(t, resource, patch->merges.items[i]->node, err) != 0)
                return -1;
        }
        return 0;
    }
    if (patch->merges.count != 1)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(patch->entry),
                           "a patch with a `target` must hold exactly one object, not %zu",
                           patch->merges.count);
    struct kg_selector selector = kg_selector_read(target);
    struct kg_resources chosen = {0};
    if (kg_select(patch->arena, t->resources, &selector, &chosen, err) != 0)
        return -1;
    return merge_into_chosen(t, patch->merges.items[0], &chosen, err);
}

static bool is_internal(struct kg_str key)
{
    return kg_str_starts(key, KG_ANNOTATION_DOMAIN) ||
           kg_str_is(key, "config.kubernetes.io/path") ||
           kg_str_is(key, "config.kubernetes.io/index") || kg_str_is(key, "config.k8s.io/id");
}

/* The entry's own field decides what is done with a change of name by the patch, ... */
enum history { HISTORY_FORGET, HISTORY_RECORD };

/*
 * ... and with an annotation without a name, which cannot be set. kustomize notices it when it
 * has taken all annotations away; under `patches` it does not look at that error.
 */
static int set_annotations(struct kg_arena *arena, struct kg_resource *resource,
                           struct kg_text_map annotations, enum history history,
                           struct kg_error *err)
{
    if (kg_text_map_get(&annotations, KG_STR("")) != NULL) {
        if (history == HISTORY_FORGET)
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(resource->node),
                               "after the patch of %s an annotation has no name",
                               kg_resource_title(arena, resource));
        annotations = (struct kg_text_map){0};
    }
    kg_node_set_metadata_map(arena, resource->node, "annotations", annotations);
    return 0;
}

/* A JSON patch must not lose the bookkeeping. */
static int patch_json(struct kg_arena *arena, struct kg_resource *resource,
                      const struct kg_node *operations, enum history history, struct kg_error *err)
{
    struct kg_text_map before = kg_node_metadata_map(arena, resource->node, "annotations");
    const char *title = kg_resource_title(arena, resource);
    if (kg_json_patch(arena, &resource->node, operations, err) != 0)
        return kg_error_context(err, "patching %s", title);
    if (kg_node_check_paired(resource->node, "annotations", err) != 0)
        return kg_error_context(err, "after the patch of %s", title);
    struct kg_text_map annotations = kg_node_metadata_map(arena, resource->node, "annotations");
    for (size_t i = 0; i < before.count; i++)
        if (is_internal(before.pairs[i].key))
            kg_text_map_put(arena, &annotations, before.pairs[i]);
    return set_annotations(arena, resource, annotations, history, err);
}

static int apply_operations(struct patch *patch, enum history history, struct kg_error *err)
{
    const struct kg_transformation *t = patch->transformation;
    const struct kg_node *target = kg_node_get(patch->entry, "target");
    if (target == NULL) {
        kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(patch->entry),
                    "a JSON patch needs a `target`");
        return kg_error_advise(err, "Add `target:` with the kind and the name to patch.");
    }
    struct kg_selector selector = kg_selector_read(target);
    struct kg_resources chosen = {0};
    if (kg_select(patch->arena, t->resources, &selector, &chosen, err) != 0)
        return -1;
    if (chosen.count > 0 && patch->operations == NULL)
        return refuse_nothing(patch, err);
    for (size_t i = 0; i < chosen.count; i++) {
        if (history == HISTORY_RECORD)
            kg_resource_store_previous_id(patch->arena, chosen.items[i]);
        if (patch_json(patch->arena, chosen.items[i], patch->operations, history, err) != 0)
            return -1;
    }
    return 0;
}

int kg_transform_patch(const struct kg_transformation *t, struct kg_error *err)
{
    struct patch patch = {.transformation = t, .arena = t->build->arena, .entry = t->config};
    if (load(&patch, err) != 0)
        return -1;
    if (kg_shape_text(t->config, "patch").length > 0)
        patch.text.text = trim(patch.text.text, &patch.first_line);
    if (classify(&patch, err) != 0)
        return -1;
    allow(&patch, "allowNameChange", KG_ANNOTATION_ALLOW_NAME_CHANGE);
    allow(&patch, "allowKindChange", KG_ANNOTATION_ALLOW_KIND_CHANGE);
    if (patch.merges.count > 0)
        return apply_merges(&patch, err);
    return apply_operations(&patch, HISTORY_RECORD, err);
}

int kg_transform_json_patch(const struct kg_transformation *t, struct kg_error *err)
{
    struct patch patch = {.transformation = t, .arena = t->build->arena, .entry = t->config};
    const struct kg_node *target = kg_node_get(t->config, "target");
    if (kg_shape_text(target, "name").length == 0)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(t->config),
                           "an entry of patchesJson6902 must name its target");
    if (load(&patch, err) != 0 || read_operations(&patch, &patch.operations, err) != 0)
        return -1;
    if (patch.operations == NULL || patch.operations->count == 0)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(t->config),
                           "the patch is empty");
    return apply_operations(&patch, HISTORY_FORGET, err);
}

/* One entry of patchesStrategicMerge: objects, or the path of a file with objects. */
static int read_entry(const struct kg_transformation *t, const struct kg_node *entry,
                      struct kg_resources *patches, struct kg_error *err)
{
    struct kg_arena *arena = t->build->arena;
    unsigned line;
    struct kg_loaded text = kg_inline_text(arena, entry, &line);
    if (kg_read_objects(arena, text, line, KG_READ_PATCHES, patches, NULL) == 0)
        return 0;
    if (kg_loader_read(arena, t->loader, entry->text, entry, &text, err) != 0)
        return -1;
    return kg_read_objects(arena, text, 1, KG_READ_PATCHES, patches, err);
}

int kg_transform_strategic_merges(const struct kg_transformation *t, struct kg_error *err)
{
    size_t applied = 0;
    for (uint32_t i = 0; i < t->config->count; i++) {
        struct kg_resources patches;
        if (read_entry(t, t->config->items[i], &patches, err) != 0)
            return -1;
        for (size_t j = 0; j < patches.count; j++, applied++) {
            struct kg_resources chosen = {0};
            struct kg_resource *target;
            if (find_target(t, patches.items[j], &target, err) != 0)
                return -1;
            kg_resources_push(t->build->arena, &chosen, target);
            if (merge_into_chosen(t, patches.items[j], &chosen, err) != 0)
                return -1;
        }
        kg_observe(t->build, &(struct kg_done){.name = "patchesStrategicMerge",
                                               .loader = t->loader,
                                               .where = t->config->items[i],
                                               .index = i,
                                               .resources = t->resources});
    }
    if (applied > 0)
        return 0;
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(t->config),
                       "patchesStrategicMerge holds no patch");
}
