/* The whole build: accumulate, then what is done once, at the outermost kustomization. */
#include "build.h"

#include "accumulate.h"
#include "kagent/emit.h"
#include "nameref.h"
#include "order.h"
#include "origin.h"
#include "setter.h"
#include "shape.h"
#include "transform.h"

#define ANNOTATION_LOCAL_CONFIG "config.kubernetes.io/local-config"

/* Annotations that are the build's own, or that kustomize takes for its own. */
static const char *const internal_annotations[] = {
    KG_ANNOTATION_PREVIOUS_KINDS,
    KG_ANNOTATION_PREVIOUS_NAMES,
    KG_ANNOTATION_PREFIXES,
    KG_ANNOTATION_SUFFIXES,
    KG_ANNOTATION_PREVIOUS_NAMESPACES,
    KG_ANNOTATION_ALLOW_NAME_CHANGE,
    KG_ANNOTATION_ALLOW_KIND_CHANGE,
    KG_ANNOTATION_REFERRED_BY,
    KG_ANNOTATION_BEHAVIOR,
    KG_ANNOTATION_NEEDS_HASH,
    KG_ANNOTATION_DOMAIN "path",
    KG_ANNOTATION_DOMAIN "index",
    KG_ANNOTATION_DOMAIN "seqindent",
    KG_ANNOTATION_DOMAIN "id",
    KG_ANNOTATION_DOMAIN "annotations-migration-resource-id",
    "config.kubernetes.io/path",
    "config.kubernetes.io/index",
    "config.k8s.io/id",
};

/* Objects that are only there for the build. Until here patches may have made two of one id. */
static int drop_local(struct kg_arena *arena, struct kg_resources *resources, struct kg_error *err)
{
    size_t kept = 0;
    if (kg_resources_check_unique(arena, resources, err) != 0)
        return -1;
    for (size_t i = 0; i < resources->count; i++) {
        struct kg_resource *resource = resources->items[i];
        struct kg_str value;
        struct kg_id id = kg_resource_id(resource);
        if (id.gvk.kind.length == 0 || (id.name.length == 0 && !kg_str_ends(id.gvk.kind, "List")))
            return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(resource->node),
                               "an object has lost its kind or its name");
        bool local = kg_node_annotation(resource->node, ANNOTATION_LOCAL_CONFIG, &value) &&
                     !kg_str_is(value, "false");
        if (!local)
            resources->items[kept++] = resource;
    }
    resources->count = kept;
    kg_resources_changed(resources);
    return 0;
}

static int add_managed_by(struct kg_build_context *build, struct kg_resources *resources,
                          struct kg_error *err)
{
    if (!build->options->managed_by_label && !kg_origin_is_asked_for(build, "managedByLabel"))
        return 0;
    struct kg_arena *arena = build->arena;
    struct kg_fieldspec spec =
        kg_fieldspec_make(arena, (struct kg_gvk){KG_STR(""), KG_STR(""), KG_STR("")},
                          KG_STR("metadata/labels"), true);
    struct kg_node *label = kg_node_mapping(arena);
    struct kg_node *value = kg_node_string(arena, KG_STR("kustomize-(devel)"));
    if (build->build_metadata != NULL)
        kg_node_at(value, build->build_metadata);
    kg_node_set(arena, label, "app.kubernetes.io/managed-by", value);
    struct kg_transformation transformation = {.build = build,
                                               .config = label,
                                               .specs = {.items = &spec, .count = 1},
                                               .resources = resources};
    return kg_transform_labels(&transformation, err);
}

/* Annotations lose what is the build's own; what remains becomes sorted strings. */
static int strip_annotations(const struct kg_build_context *build, struct kg_node *object,
                             struct kg_error *err)
{
    struct kg_arena *arena = build->arena;
    struct kg_text_map annotations = kg_node_metadata_map(arena, object, "annotations");
    bool keep_origin = kg_origin_is_asked_for(build, "originAnnotations");
    bool keep_transformations = kg_origin_is_asked_for(build, "transformerAnnotations");
    if (annotations.count == 0 && keep_origin && keep_transformations)
        return 0;
    for (size_t i = 0; i < sizeof(internal_annotations) / sizeof(internal_annotations[0]); i++)
        kg_text_map_remove(&annotations, kg_str_from(internal_annotations[i]));
    if (!keep_origin)
        kg_text_map_remove(&annotations, KG_STR(KG_ANNOTATION_ORIGIN));
    if (!keep_transformations)
        kg_text_map_remove(&annotations, KG_STR(KG_ANNOTATION_TRANSFORMATIONS));
    if (kg_text_map_get(&annotations, KG_STR("")) != NULL)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(object),
                           "an annotation has an empty key");
    kg_node_set_metadata_map(arena, object, "annotations", annotations);
    return 0;
}

/* What is no mapping cannot be gone into: kustomize panics there, and the emitter refuses. */
static bool has_annotations_twice(const struct kg_node *object)
{
    const struct kg_node *metadata = kg_node_get(object, "metadata");
    int count = 0;
    for (uint32_t i = 0; kg_node_is(metadata, KG_NODE_MAPPING) && i < metadata->count; i++) {
        const struct kg_node *value = metadata->pairs[i].value;
        if (!kg_str_is(kg_node_text(metadata->pairs[i].key), "annotations"))
            continue;
        if (!kg_node_is(value, KG_NODE_MAPPING) && !kg_node_is_null(value))
            return false;
        count++;
    }
    return count > 1;
}

/*
 * kustomize takes off its own annotations, those of origins and those of transformations one after
 * the other, each only where it must go. That is to be seen where a manifest has the field twice:
 * each time the first one goes into the next.
 */
static int strip_all_annotations(const struct kg_build_context *build, struct kg_node *object,
                                 struct kg_error *err)
{
    int times = 1 + !kg_origin_is_asked_for(build, "originAnnotations") +
                !kg_origin_is_asked_for(build, "transformerAnnotations");
    bool again = true;
    for (; again && times > 0; times--) {
        again = has_annotations_twice(object);
        if (strip_annotations(build, object, err) != 0)
            return -1;
    }
    return 0;
}

static void observe(const struct kg_build_context *build, const struct kg_loader *loader,
                    const char *name, const struct kg_resources *resources)
{
    kg_observe(build, &(struct kg_done){
                          .name = name, .loader = loader, .index = -1, .resources = resources});
}

/* What happens once, when everything has been accumulated. */
static int finish(struct kg_build_context *build, const struct kg_loader *loader,
                  const struct kg_kustomization *kustomization, struct kg_accumulator *accumulator,
                  struct kg_error *err)
{
    struct kg_arena *arena = build->arena;
    struct kg_resources *resources = &accumulator->resources;
    struct kg_transformation hash = {.build = build, .loader = loader, .resources = resources};
    if (kg_transform_hash(&hash, err) != 0)
        return -1;
    observe(build, loader, "name hash", resources);
    if (kg_fix_name_references(arena, &accumulator->config.name_references, resources, err) != 0)
        return -1;
    observe(build, loader, "name references", resources);
    if (kg_vars_resolve(arena, &accumulator->vars, resources, accumulator->config.var_reference,
                        build->options, err) != 0)
        return -1;
    observe(build, loader, "vars", resources);
    if (drop_local(arena, resources, err) != 0)
        return -1;
    observe(build, loader, "local configuration", resources);
    if (kg_order(build, kg_node_get(kustomization->fields, "sortOptions"), resources, err) != 0 ||
        add_managed_by(build, resources, err) != 0)
        return -1;
    observe(build, loader, "managed-by label", resources);
    for (size_t i = 0; i < resources->count; i++)
        if (strip_all_annotations(build, resources->items[i]->node, err) != 0)
            return -1;
    observe(build, loader, "internal annotations", resources);
    return 0;
}

/*
 * Refuses objects whose kind only the OpenAPI document knows to live outside
 * namespaces: the identities of a build know the built-in scopes.
 */
static int check_scopes(const struct kg_build_context *build, const struct kg_resources *resources,
                        struct kg_error *err)
{
    for (size_t i = 0; build->schema_is_set && i < resources->count; i++) {
        const struct kg_node *object = resources->items[i]->node;
        struct kg_str api_version = kg_node_text(kg_node_get(object, "apiVersion"));
        struct kg_str kind = kg_node_text(kg_node_get(object, "kind"));
        if (kg_merge_schema_namespaced(build->schema, api_version, kind) != 0 ||
            kg_merge_schema_namespaced(kg_merge_schema_builtin(), api_version, kind) == 0)
            continue;
        kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(object),
                    "the OpenAPI document says that %.*s lives outside namespaces; "
                    "this engine knows that only of Kubernetes' own kinds",
                    KG_STR_ARG(kind));
        return kg_error_advise(err, "Take the kind's entry out of the document's `paths`, or use "
                                    "`kubectl kustomize`.");
    }
    return 0;
}

int kg_kustomize_build(struct kg_arena *arena, const struct kg_kustomize_options *options,
                       struct kg_build *build, struct kg_error *err)
{
    struct kg_loader *loader;
    struct kg_kustomization kustomization;
    struct kg_accumulator accumulator = {0};
    enum kg_merge_schema_use schema_use = KG_MERGE_SCHEMA_UNUSED;
    if (kg_loader_open(arena, options, &loader, err) != 0 ||
        kg_kustomization_read(arena, loader, &kustomization, err) != 0)
        return -1;
    struct kg_build_context context = {.arena = arena,
                                       .options = options,
                                       .schema = kg_merge_schema_builtin(),
                                       .schema_use = &schema_use,
                                       .defaults = kg_transformer_config_default(arena),
                                       .build_metadata =
                                           kg_node_get(kustomization.fields, "buildMetadata")};
    if (kg_accumulate_schema(&context, loader, &kustomization, err) != 0 ||
        kg_accumulate(&context, loader, &kustomization, &accumulator, err) != 0 ||
        check_scopes(&context, &accumulator.resources, err) != 0 ||
        finish(&context, loader, &kustomization, &accumulator, err) != 0)
        return -1;
    build->schema = context.schema;
    build->count = accumulator.resources.count;
    build->resources = kg_arena_alloc(arena, (build->count + 1) * sizeof(struct kg_node *));
    for (size_t i = 0; i < build->count; i++)
        build->resources[i] = accumulator.resources.items[i]->node;
    return 0;
}

int kg_build_emit_yaml(const struct kg_build *build, struct kg_buf *out, struct kg_error *err)
{
    for (size_t i = 0; i < build->count; i++) {
        if (i > 0)
            kg_buf_add_text(out, "---\n");
        if (kg_emit_yaml(out, build->resources[i], NULL, err) != 0)
            return -1;
    }
    return 0;
}
