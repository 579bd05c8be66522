#include "plugin.h"

#include "generate.h"
#include "kagent/yaml.h"
#include "read.h"
#include "setter.h"
#include "shapes.h"
#include "transform.h"

/* A builtin transformer: which field of its document is its configuration. */
struct transformer_plugin {
    const char *kind;
    const struct kg_shape *shape;
    const char *config; /* NULL: the whole document */
    kg_transformer *run;
    enum kg_shape_rules rules; /* how its document is read */
};

static int run_prefix_and_suffix(const struct kg_transformation *t, struct kg_error *err);
static int run_strategic_merges(const struct kg_transformation *t, struct kg_error *err);
static int run_json_patch(const struct kg_transformation *t, struct kg_error *err);

static const struct transformer_plugin transformers[] = {
    {"AnnotationsTransformer", &kg_shape_transformer_plugin, "annotations",
     kg_transform_annotations, KG_SHAPE_PLUGIN},
    {"HashTransformer", &kg_shape_transformer_plugin, NULL, kg_transform_hash, KG_SHAPE_PLUGIN},
    {"ImageTagTransformer", &kg_shape_transformer_plugin, "imageTag", kg_transform_image,
     KG_SHAPE_PLUGIN},
    {"LabelTransformer", &kg_shape_transformer_plugin, "labels", kg_transform_labels,
     KG_SHAPE_PLUGIN},
    {"NamespaceTransformer", &kg_shape_transformer_plugin, NULL, kg_transform_namespace,
     KG_SHAPE_PLUGIN},
    {"PatchJson6902Transformer", &kg_shape_transformer_plugin, NULL, run_json_patch,
     KG_SHAPE_PLUGIN},
    {"PatchStrategicMergeTransformer", &kg_shape_transformer_plugin, NULL, run_strategic_merges,
     KG_SHAPE_PLUGIN},
    {"PatchTransformer", &kg_shape_transformer_plugin, NULL, kg_transform_patch, KG_SHAPE_PLUGIN},
    {"PrefixSuffixTransformer", &kg_shape_transformer_plugin, NULL, run_prefix_and_suffix,
     KG_SHAPE_PLUGIN},
    {"PrefixTransformer", &kg_shape_transformer_plugin, "prefix", kg_transform_name_prefix,
     KG_SHAPE_AFFIX_PLUGIN},
    {"ReplacementTransformer", &kg_shape_transformer_plugin, "replacements",
     kg_transform_replacements, KG_SHAPE_PLUGIN},
    {"ReplicaCountTransformer", &kg_shape_transformer_plugin, "replica", kg_transform_replicas,
     KG_SHAPE_PLUGIN},
    {"SuffixTransformer", &kg_shape_transformer_plugin, "suffix", kg_transform_name_suffix,
     KG_SHAPE_AFFIX_PLUGIN},
    {"ValueAddTransformer", &kg_shape_value_add, NULL, kg_transform_value_add, KG_SHAPE_PLUGIN},
};

static int refuse_external(const struct kg_resource *plugin, struct kg_error *err)
{
    struct kg_str kind = kg_node_gvk(plugin->node).kind;
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(plugin->node),
                "`%.*s` is an external plugin or function, which render does not run",
                KG_STR_ARG(kind));
    return kg_error_advise(err, "Builtin plugins have `apiVersion: builtin`. For others run "
                                "kustomize with the plugin, and commit what it makes.");
}

static bool is_builtin(const struct kg_resource *plugin)
{
    return kg_str_is(kg_node_text(kg_node_get(plugin->node, "apiVersion")), "builtin");
}

/* The plugin's document, fitted: it passes through JSON on the way, and may hold more. */
static int fit(struct kg_arena *arena, const struct kg_resource *plugin,
               const struct kg_shape *shape, enum kg_shape_rules rules, struct kg_node **fitted,
               struct kg_error *err)
{
    struct kg_node *document;
    if (kg_reread_json(arena, plugin->node, &document, err) != 0)
        return -1;
    return kg_shape_fit(arena, shape, rules, document, fitted, err);
}

static int fit_transformer(struct kg_arena *arena, const struct transformer_plugin *known,
                           const struct kg_resource *plugin, struct kg_node **fitted,
                           struct kg_error *err)
{
    if (fit(arena, plugin, known->shape, known->rules, fitted, err) != 0)
        return -1;
    if (known->rules != KG_SHAPE_AFFIX_PLUGIN || kg_node_get(*fitted, "fieldSpecs") != NULL)
        return 0;
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(plugin->node),
                "a %s must have `fieldSpecs`", known->kind);
    return kg_error_advise(err, "For names that is `fieldSpecs: [{path: metadata/name}]`.");
}

static int run_transformer(const struct transformer_plugin *known,
                           const struct kg_build_context *build, const struct kg_loader *loader,
                           const struct kg_resource *plugin, struct kg_resources *resources,
                           struct kg_error *err)
{
    struct kg_node *document;
    if (fit_transformer(build->arena, known, plugin, &document, err) != 0)
        return -1;
    const struct kg_node *config =
        known->config == NULL ? document : kg_node_get(document, known->config);
    struct kg_transformation transformation = {
        build, loader, config,
        kg_fieldspecs_read(build->arena, kg_node_get(document, "fieldSpecs")), resources};
    kg_resources_changed(resources);
    if (config == NULL) /* a plugin that is told to do nothing */
        return 0;
    if (known->run(&transformation, err) != 0)
        return kg_error_locate(err, kg_node_position(plugin->node));
    kg_resources_drop_empty(resources);
    return 0;
}

int kg_plugin_transform(const struct kg_build_context *build, const struct kg_loader *loader,
                        const struct kg_resource *plugin, struct kg_resources *resources,
                        struct kg_error *err)
{
    if (!is_builtin(plugin))
        return refuse_external(plugin, err);
    struct kg_str kind = kg_node_gvk(plugin->node).kind;
    for (size_t i = 0; i < sizeof(transformers) / sizeof(transformers[0]); i++)
        if (kg_str_is(kind, transformers[i].kind))
            return run_transformer(&transformers[i], build, loader, plugin, resources, err);
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(plugin->node),
                       "there is no builtin transformer `%.*s`", KG_STR_ARG(kind));
}

static struct kg_transformation with_config(const struct kg_transformation *t,
                                            const struct kg_node *config)
{
    struct kg_transformation other = *t;
    other.config = config;
    return other;
}

static int run_prefix_and_suffix(const struct kg_transformation *t, struct kg_error *err)
{
    const struct kg_node *prefix = kg_node_get(t->config, "prefix");
    const struct kg_node *suffix = kg_node_get(t->config, "suffix");
    struct kg_transformation first = with_config(t, prefix);
    struct kg_transformation second = with_config(t, suffix);
    if (prefix != NULL && kg_transform_name_prefix(&first, err) != 0)
        return -1;
    return suffix == NULL ? 0 : kg_transform_name_suffix(&second, err);
}

/* `paths` and then `patches`, as one list of entries. */
static int run_strategic_merges(const struct kg_transformation *t, struct kg_error *err)
{
    struct kg_arena *arena = t->build->arena;
    struct kg_node *entries = kg_node_at(kg_node_sequence(arena), t->config);
    const struct kg_node *paths = kg_node_get(t->config, "paths");
    struct kg_node *text = kg_node_get(t->config, "patches");
    for (uint32_t i = 0; paths != NULL && i < paths->count; i++)
        kg_node_append(arena, entries, paths->items[i]);
    if (kg_node_text(text).length > 0)
        kg_node_append(arena, entries, text);
    struct kg_transformation transformation = with_config(t, entries);
    return kg_transform_strategic_merges(&transformation, err);
}

/* This one's patch text is called `jsonOp`. */
static int run_json_patch(const struct kg_transformation *t, struct kg_error *err)
{
    struct kg_node *config = kg_node_copy(t->build->arena, t->config);
    struct kg_node *text = kg_node_remove(config, KG_STR("jsonOp"));
    if (text != NULL)
        kg_node_set(t->build->arena, config, "patch", text);
    struct kg_transformation transformation = with_config(t, config);
    return kg_transform_json_patch(&transformation, err);
}

/* ---- generators ---- */

/* Name and namespace may stand in the document's metadata. */
static void take_from_metadata(struct kg_arena *arena, struct kg_node *arguments, const char *field)
{
    struct kg_node *value = kg_node_path(arguments, "metadata", field, NULL);
    if (kg_shape_text(arguments, field).length == 0 && value != NULL)
        kg_node_set(arena, arguments, field, value);
}

static int generate_map(const struct kg_build_context *build, const struct kg_loader *loader,
                        const struct kg_resource *plugin, enum kg_generated_kind kind,
                        struct kg_resource **object, struct kg_error *err)
{
    struct kg_arena *arena = build->arena;
    struct kg_node *arguments;
    if (fit(arena, plugin, &kg_shape_generator_plugin, KG_SHAPE_PLUGIN, &arguments, err) != 0)
        return -1;
    take_from_metadata(arena, arguments, "name");
    take_from_metadata(arena, arguments, "namespace");
    /* The single `env` is a matter of kustomizations; here it is never looked at. */
    kg_node_remove(arguments, KG_STR("env"));
    return kg_generate(arena, loader, kind, arguments, NULL, object, err);
}

static void set_text(struct kg_arena *arena, struct kg_node *mapping, const char *field,
                     const char *text, const struct kg_node *origin)
{
    struct kg_node *value = kg_node_string(arena, kg_str_from(text));
    kg_node_set(arena, mapping, field, kg_node_at(value, origin));
}

/* kustomize writes such a text into YAML as it is, without quotes, so it may be a number then. */
static int set_unquoted(struct kg_arena *arena, struct kg_node *mapping, const char *field,
                        struct kg_str text, const struct kg_node *origin, struct kg_error *err)
{
    static const struct kg_source source = {.name = "IAMPolicyGenerator"};
    struct kg_node *value;
    if (kg_yaml_read(arena, text, &source, 1, &value, err) != 0)
        return -1;
    kg_node_set(
        arena, mapping, field,
        kg_node_at(value != NULL ? value : kg_node_scalar(arena, KG_TAG_NULL, KG_STR("")), origin));
    return 0;
}

/* A ServiceAccount that is bound to one of the cloud's. */
static int generate_iam_policy(const struct kg_build_context *build,
                               const struct kg_resource *plugin, struct kg_resource **object,
                               struct kg_error *err)
{
    struct kg_arena *arena = build->arena;
    struct kg_node *arguments;
    if (fit(arena, plugin, &kg_shape_iam_policy, KG_SHAPE_PLUGIN, &arguments, err) != 0)
        return -1;
    if (!kg_str_is(kg_shape_text(arguments, "cloud"), "gke"))
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(plugin->node),
                           "IAMPolicyGenerator knows the cloud `gke` only");
    const struct kg_node *account = kg_node_get(arguments, "serviceAccount");
    const struct kg_node *service = kg_node_get(arguments, "kubernetesService");
    struct kg_node *node = kg_node_at(kg_node_mapping(arena), plugin->node);
    struct kg_node *metadata = kg_node_mapping(arena);
    struct kg_node *annotations = kg_node_mapping(arena);
    set_text(arena, node, "apiVersion", "v1", plugin->node);
    set_text(arena, node, "kind", "ServiceAccount", plugin->node);
    kg_node_set(arena, node, "metadata", metadata);
    kg_node_set(arena, metadata, "annotations", annotations);
    set_text(arena, annotations, "iam.gke.io/gcp-service-account",
             kg_arena_printf(arena, "%.*s@%.*s.iam.gserviceaccount.com",
                             KG_STR_ARG(kg_shape_text(account, "name")),
                             KG_STR_ARG(kg_shape_text(account, "projectId"))),
             plugin->node);
    struct kg_str namespace = kg_shape_text(service, "namespace");
    if (set_unquoted(arena, metadata, "name", kg_shape_text(service, "name"), plugin->node, err) !=
            0 ||
        (namespace.length > 0 &&
         set_unquoted(arena, metadata, "namespace", namespace, plugin->node, err) != 0))
        return -1;
    *object = kg_resource_new(arena, node);
    return 0;
}

int kg_plugin_generate(const struct kg_build_context *build, const struct kg_loader *loader,
                       const struct kg_resource *plugin, struct kg_resources *objects,
                       struct kg_error *err)
{
    *objects = (struct kg_resources){0};
    if (!is_builtin(plugin))
        return refuse_external(plugin, err);
    struct kg_str kind = kg_node_gvk(plugin->node).kind;
    struct kg_resource *object;
    int rc;
    if (kg_str_is(kind, "ConfigMapGenerator"))
        rc = generate_map(build, loader, plugin, KG_GENERATED_CONFIG_MAP, &object, err);
    else if (kg_str_is(kind, "SecretGenerator"))
        rc = generate_map(build, loader, plugin, KG_GENERATED_SECRET, &object, err);
    else if (kg_str_is(kind, "IAMPolicyGenerator"))
        rc = generate_iam_policy(build, plugin, &object, err);
    else if (kg_str_is(kind, "HelmChartInflationGenerator"))
        return kg_generate_refuse_helm(plugin->node, err);
    else
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(plugin->node),
                           "there is no builtin generator `%.*s`", KG_STR_ARG(kind));
    if (rc != 0)
        return kg_error_locate(err, kg_node_position(plugin->node));
    kg_resources_push(build->arena, objects, object);
    return 0;
}
