#include "origin.h"

#include "fieldspec.h"
#include "kagent/buf.h"
#include "kagent/scalar.h"

enum { ORIGIN_MAX = 16 * 1024 * 1024 };

/* What is noted: a file, or the document that configures a generator or transformer. */
struct origin {
    const char *path;
    const char *configured_in;
    struct kg_str api_version;
    struct kg_str kind;
    struct kg_str name;
    struct kg_str namespace;
};

static bool is_enabled(const struct kg_build_context *build)
{
    return build->build_metadata != NULL && build->build_metadata->count > 0;
}

bool kg_origin_is_asked_for(const struct kg_build_context *build, const char *option)
{
    for (uint32_t i = 0; is_enabled(build) && i < build->build_metadata->count; i++)
        if (kg_str_is(build->build_metadata->items[i]->text, option))
            return true;
    return false;
}

static void add_line(struct kg_buf *out, const char *indent, const char *key, struct kg_str value)
{
    if (value.length == 0)
        return;
    const char *quote = kg_scalar_needs_quotes(value) ? "\"" : "";
    kg_buf_printf(out, "%s%s: %s%.*s%s\n", indent, key, quote, KG_STR_ARG(value), quote);
}

/* The small YAML text of an annotation; `first` and `rest` indent its lines. */
static void add_origin(struct kg_buf *out, const struct origin *origin, const char *first,
                       const char *rest)
{
    if (origin->path != NULL)
        add_line(out, first, "path", kg_str_from(origin->path));
    if (origin->configured_in == NULL)
        return;
    add_line(out, first, "configuredIn", kg_str_from(origin->configured_in));
    kg_buf_printf(out, "%sconfiguredBy:\n", rest);
    const char *inner = kg_arena_printf(out->arena, "%s  ", rest);
    add_line(out, inner, "apiVersion", origin->api_version);
    add_line(out, inner, "kind", origin->kind);
    add_line(out, inner, "name", origin->name);
    add_line(out, inner, "namespace", origin->namespace);
}

/* The notes come from the line that asks for them. */
static void set_annotation(const struct kg_build_context *build, struct kg_resource *resource,
                           const char *key, struct kg_str text)
{
    struct kg_arena *arena = build->arena;
    struct kg_text_map annotations = kg_node_metadata_map(arena, resource->node, "annotations");
    kg_text_map_put(arena, &annotations,
                    (struct kg_text_pair){kg_str_from(key), text, build->build_metadata});
    kg_node_set_metadata_map(arena, resource->node, "annotations", annotations);
}

static struct kg_str origin_text(struct kg_arena *arena, const struct origin *origin)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, ORIGIN_MAX);
    add_origin(&out, origin, "", "");
    return kg_buf_str(&out);
}

static struct origin builtin(const struct kg_build_context *build, const struct kg_loader *loader,
                             const struct kg_kustomization *kustomization, const char *plugin)
{
    return (struct origin){.configured_in = kg_loader_trail(build->arena, loader,
                                                            kg_str_from(kustomization->file_name)),
                           .api_version = KG_STR("builtin"),
                           .kind = kg_str_from(plugin),
                           .name = KG_STR(""),
                           .namespace = KG_STR("")};
}

/* "path: x" of an origin annotation. */
static const char *path_of(struct kg_arena *arena, struct kg_str annotation)
{
    static const char key[] = "path: ";
    if (!kg_str_starts(annotation, key))
        return "";
    ptrdiff_t end = kg_str_find(annotation, '\n');
    struct kg_str path = kg_str_head(annotation, end < 0 ? annotation.length : (size_t)end);
    return kg_str_copy(arena, kg_str_from_index(path, sizeof(key) - 1));
}

static struct origin custom(const struct kg_build_context *build, const struct kg_resource *plugin)
{
    struct kg_str annotation = KG_STR("");
    kg_node_annotation(plugin->node, KG_ANNOTATION_ORIGIN, &annotation);
    return (struct origin){.configured_in = path_of(build->arena, annotation),
                           .api_version = kg_node_text(kg_node_get(plugin->node, "apiVersion")),
                           .kind = kg_node_gvk(plugin->node).kind,
                           .name = kg_node_name(plugin->node),
                           .namespace = kg_node_namespace(plugin->node)};
}

static bool has_origin(const struct kg_resource *resource)
{
    struct kg_str text;
    return kg_node_annotation(resource->node, KG_ANNOTATION_ORIGIN, &text);
}

static void note_generator(const struct kg_build_context *build, const struct origin *origin,
                           struct kg_resources *objects)
{
    for (size_t i = 0; i < objects->count; i++)
        if (!has_origin(objects->items[i]))
            set_annotation(build, objects->items[i], KG_ANNOTATION_ORIGIN,
                           origin_text(build->arena, origin));
}

/* The first thing that happens to an object without origin becomes its origin. */
static void note_transformation(const struct kg_build_context *build, const struct origin *origin,
                                struct kg_resources *objects)
{
    struct kg_arena *arena = build->arena;
    for (size_t i = 0; i < objects->count; i++) {
        struct kg_resource *resource = objects->items[i];
        if (kg_node_is_empty(resource->node))
            continue;
        if (!has_origin(resource)) {
            set_annotation(build, resource, KG_ANNOTATION_ORIGIN, origin_text(arena, origin));
            continue;
        }
        struct kg_str earlier = KG_STR("");
        kg_node_annotation(resource->node, KG_ANNOTATION_TRANSFORMATIONS, &earlier);
        struct kg_buf out;
        kg_buf_init(&out, arena, ORIGIN_MAX);
        kg_buf_add_str(&out, earlier);
        add_origin(&out, origin, "- ", "  ");
        set_annotation(build, resource, KG_ANNOTATION_TRANSFORMATIONS, kg_buf_str(&out));
    }
}

int kg_origin_add_file(const struct kg_build_context *build, const struct kg_loader *loader,
                       struct kg_str entry, struct kg_resources *objects, struct kg_error *err)
{
    if (!is_enabled(build))
        return 0;
    struct kg_arena *arena = build->arena;
    struct origin origin = {.path = kg_loader_trail(arena, loader, entry)};
    struct kg_fieldspec spec =
        kg_fieldspec_make(arena, (struct kg_gvk){0}, KG_STR("metadata/annotations"), true);
    for (size_t i = 0; i < objects->count; i++) {
        struct kg_node *value = kg_node_scalar(arena, KG_TAG_STR, origin_text(arena, &origin));
        if (kg_fieldspecs_set_entry(arena, (struct kg_fieldspecs){.items = &spec, .count = 1},
                                    objects->items[i]->node, KG_STR(KG_ANNOTATION_ORIGIN),
                                    kg_node_at(value, build->build_metadata), err) != 0)
            return -1;
    }
    return 0;
}

void kg_origin_add_generator(const struct kg_build_context *build, const struct kg_loader *loader,
                             const struct kg_kustomization *kustomization, const char *plugin,
                             struct kg_resources *objects)
{
    if (!is_enabled(build))
        return;
    struct origin origin = builtin(build, loader, kustomization, plugin);
    note_generator(build, &origin, objects);
}

void kg_origin_add_transformation(const struct kg_build_context *build,
                                  const struct kg_loader *loader,
                                  const struct kg_kustomization *kustomization, const char *plugin,
                                  struct kg_resources *objects)
{
    if (!is_enabled(build))
        return;
    struct origin origin = builtin(build, loader, kustomization, plugin);
    note_transformation(build, &origin, objects);
}

void kg_origin_add_custom_generator(const struct kg_build_context *build,
                                    const struct kg_resource *plugin, struct kg_resources *objects)
{
    if (!is_enabled(build))
        return;
    struct origin origin = custom(build, plugin);
    note_generator(build, &origin, objects);
}

void kg_origin_add_custom_transformation(const struct kg_build_context *build,
                                         const struct kg_resource *plugin,
                                         struct kg_resources *objects)
{
    if (!is_enabled(build))
        return;
    struct origin origin = custom(build, plugin);
    note_transformation(build, &origin, objects);
}
