#include "accumulate.h"

#include "crds.h"
#include "generate.h"
#include "kagent/yaml.h"
#include "origin.h"
#include "plugin.h"
#include "read.h"
#include "shapes.h"
#include "transform.h"

/* The one kustomization that is being carried out. */
struct stage {
    struct kg_build_context *build;
    const struct kg_loader *loader;
    const struct kg_kustomization *kustomization;
    struct kg_error *err;
};

static const struct kg_node *field(const struct stage *s, const char *name)
{
    return kg_node_get(s->kustomization->fields, name);
}

/* ---- resources ---- */

static int merge_accumulator(struct kg_build_context *build, struct kg_accumulator *into,
                             const struct kg_accumulator *from, struct kg_error *err)
{
    if (kg_resources_append_all(build->arena, &into->resources, &from->resources, err) != 0 ||
        kg_transformer_config_merge(build->arena, &into->config, &from->config, err) != 0)
        return -1;
    return kg_vars_merge_set(build->arena, &into->vars, &from->vars, err);
}

static int check_component(const struct kg_node *entry, const struct kg_kustomization *inner,
                           bool wanted, struct kg_error *err)
{
    if (inner->is_component == wanted)
        return 0;
    if (wanted) {
        kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                    "`%.*s` is listed under `components` but is no Component",
                    KG_STR_ARG(entry->text));
        return kg_error_advise(err, "List it under `resources`, or give it `kind: Component` and "
                                    "`apiVersion: kustomize.config.k8s.io/v1alpha1`.");
    }
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                "`%.*s` is a Component and cannot be listed here", KG_STR_ARG(entry->text));
    return kg_error_advise(err, "List it under `components`.");
}

int kg_accumulate_schema(struct kg_build_context *build, const struct kg_loader *loader,
                         const struct kg_kustomization *kustomization, struct kg_error *err)
{
    const struct kg_node *openapi = kg_node_get(kustomization->fields, "openapi");
    const struct kg_node *path = kg_node_get(openapi, "path");
    const struct kg_node *version = kg_node_get(openapi, "version");
    struct kg_loaded loaded;
    if (path != NULL && kg_loader_read(build->arena, loader, path->text, path, &loaded, err) != 0)
        return -1;
    if (build->schema_is_set)
        return 0;
    if (path != NULL && version != NULL)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(openapi),
                           "openapi takes either a version or a path, not both");
    if (path != NULL) {
        static const enum kg_merge_schema_rank ranks[] = {
            [KG_MERGE_SCHEMA_UNUSED] = KG_MERGE_SCHEMA_ALONE,
            [KG_MERGE_SCHEMA_SCOPE_ASKED] = KG_MERGE_SCHEMA_BEHIND,
            [KG_MERGE_SCHEMA_MERGED_BY] = KG_MERGE_SCHEMA_BEFORE};
        build->schema_is_set = true;
        return kg_merge_schema_from_openapi(build->arena, loaded.text, loaded.source->name,
                                            ranks[*build->schema_use], &build->schema, err);
    }
    if (kg_node_text(version).length == 0)
        return 0;
    build->schema_is_set = true;
    if (kg_str_is(version->text, KG_MERGE_SCHEMA_BUILTIN_VERSION))
        return 0;
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(version),
                "the OpenAPI version `%.*s` is not built in", KG_STR_ARG(version->text));
    return kg_error_advise(err, "The only one built in is %s; others are given by `path`.",
                           KG_MERGE_SCHEMA_BUILTIN_VERSION);
}

/* What is named in several places is built several times: bases can multiply without end. */
enum { KUSTOMIZATIONS_MAX = 50000 };

static int count_kustomization(const struct stage *s, const struct kg_node *entry)
{
    if (++s->build->kustomizations <= KUSTOMIZATIONS_MAX)
        return 0;
    kg_error_at(s->err, KG_ERROR_NEGATIVE, kg_node_position(entry),
                "the build reads more than %d kustomizations", KUSTOMIZATIONS_MAX);
    return kg_error_advise(s->err, "A base that several others name is read for each of them.");
}

/* Reads the kustomization that an entry refers to. */
static int enter(const struct stage *s, const struct kg_node *entry, bool component,
                 struct stage *inner, struct kg_kustomization *kustomization)
{
    struct kg_loader *loader;
    if (count_kustomization(s, entry) != 0 ||
        kg_loader_enter(s->build->arena, s->loader, entry, &loader, s->err) != 0 ||
        kg_kustomization_read(s->build->arena, loader, kustomization, s->err) != 0 ||
        kg_accumulate_schema(s->build, loader, kustomization, s->err) != 0)
        return kg_error_locate(s->err, kg_node_position(entry));
    *inner = (struct stage){s->build, loader, kustomization, s->err};
    return check_component(entry, kustomization, component, s->err);
}

static int accumulate_directory(const struct stage *s, const struct kg_node *entry,
                                struct kg_accumulator *accumulator)
{
    struct stage inner;
    struct kg_kustomization kustomization;
    /* In the arena, because observers tell sets apart by their addresses. */
    struct kg_accumulator *own = kg_arena_zero(s->build->arena, 1, sizeof(*own));
    if (enter(s, entry, false, &inner, &kustomization) != 0 ||
        kg_accumulate(s->build, inner.loader, &kustomization, own, s->err) != 0)
        return -1;
    return merge_accumulator(s->build, accumulator, own, s->err);
}

/* Notes that kustomize would have asked for the scope of the objects' kinds. */
static void ask_for_scopes(const struct stage *s, const struct kg_resources *objects)
{
    for (size_t i = 0; *s->build->schema_use == KG_MERGE_SCHEMA_UNUSED && i < objects->count; i++) {
        const struct kg_node *object = objects->items[i]->node;
        if (kg_merge_schema_namespaced(kg_merge_schema_builtin(),
                                       kg_node_text(kg_node_get(object, "apiVersion")),
                                       kg_node_text(kg_node_get(object, "kind"))) < 0)
            *s->build->schema_use = KG_MERGE_SCHEMA_SCOPE_ASKED;
    }
}

static int accumulate_file(const struct stage *s, const struct kg_node *entry,
                           struct kg_accumulator *accumulator)
{
    struct kg_loaded loaded;
    struct kg_resources objects;
    struct kg_arena *arena = s->build->arena;
    if (kg_loader_read(arena, s->loader, entry->text, entry, &loaded, s->err) != 0 ||
        kg_read_objects(arena, loaded, 1, KG_READ_RESOURCES, &objects, s->err) != 0 ||
        kg_origin_add_file(s->build, s->loader, entry->text, &objects, s->err) != 0)
        return -1;
    ask_for_scopes(s, &objects);
    return kg_resources_append_all(arena, &accumulator->resources, &objects, s->err);
}

static int accumulate_entry(const struct stage *s, const struct kg_node *entry,
                            struct kg_accumulator *accumulator)
{
    if (kg_loader_is_directory(s->build->arena, s->loader, entry->text))
        return accumulate_directory(s, entry, accumulator);
    return accumulate_file(s, entry, accumulator);
}

static int accumulate_resources(const struct stage *s, struct kg_accumulator *accumulator)
{
    const struct kg_node *entries = field(s, "resources");
    for (uint32_t i = 0; entries != NULL && i < entries->count; i++) {
        size_t first = accumulator->resources.count;
        if (accumulate_entry(s, entries->items[i], accumulator) != 0)
            return -1;
        kg_observe(s->build, &(struct kg_done){.name = "resources",
                                               .loader = s->loader,
                                               .where = entries->items[i],
                                               .index = i,
                                               .resources = &accumulator->resources,
                                               .adds = true,
                                               .first = first});
    }
    return 0;
}

/* ---- configurations and crds ---- */

static int read_configuration(const struct stage *s, const struct kg_node *entry,
                              struct kg_transformer_config *config)
{
    struct kg_arena *arena = s->build->arena;
    struct kg_loaded loaded;
    struct kg_node *document;
    struct kg_node *fitted;
    if (kg_loader_read(arena, s->loader, entry->text, entry, &loaded, s->err) != 0 ||
        kg_yaml_read(arena, loaded.text, loaded.source, 1, &document, s->err) != 0 ||
        kg_yaml_expand(arena, &document, s->err) != 0)
        return -1;
    if (document == NULL)
        document = kg_node_mapping(arena);
    if (kg_shape_fit(arena, &kg_shape_field_specs, KG_SHAPE_CONFIGURATION, document, &fitted,
                     s->err) != 0)
        return -1;
    struct kg_transformer_config more = kg_transformer_config_read(arena, fitted);
    if (kg_transformer_config_merge(arena, config, &more, s->err) == 0)
        return 0;
    return kg_error_locate(s->err, (struct kg_position){.file = loaded.source->name});
}

static int configure(const struct stage *s, struct kg_accumulator *accumulator)
{
    struct kg_arena *arena = s->build->arena;
    const struct kg_node *entries = field(s, "configurations");
    struct kg_transformer_config own = {0};
    struct kg_transformer_config config = s->build->defaults;
    for (uint32_t i = 0; entries != NULL && i < entries->count; i++)
        if (read_configuration(s, entries->items[i], &own) != 0)
            return -1;
    if (entries != NULL && entries->count > 0 &&
        kg_transformer_config_merge(arena, &config, &own, s->err) != 0)
        return -1;
    if (kg_transformer_config_merge(arena, &accumulator->config, &config, s->err) != 0)
        return -1;
    const struct kg_node *crds = field(s, "crds");
    for (uint32_t i = 0; crds != NULL && i < crds->count; i++) {
        struct kg_loaded loaded;
        const struct kg_node *entry = crds->items[i];
        if (kg_loader_read(arena, s->loader, entry->text, entry, &loaded, s->err) != 0 ||
            kg_crds_merge(arena, loaded.text, loaded.source, &accumulator->config, s->err) != 0)
            return -1;
    }
    return 0;
}

/* ---- generators ---- */

static int absorb_all(const struct stage *s, const struct kg_resources *objects,
                      struct kg_absorber *absorber)
{
    for (size_t i = 0; i < objects->count; i++)
        if (kg_absorb(absorber, objects->items[i], s->err) != 0)
            return -1;
    return 0;
}

/* A field that generates ConfigMaps or Secrets. */
struct generator_field {
    const char *name;
    const char *plugin;
    enum kg_generated_kind kind;
};

static int run_generator_field(const struct stage *s, const struct generator_field *generator,
                               struct kg_absorber *absorber)
{
    const struct kg_node *entries = field(s, generator->name);
    const struct kg_node *defaults = field(s, "generatorOptions");
    for (uint32_t i = 0; entries != NULL && i < entries->count; i++) {
        struct kg_resource *object;
        struct kg_resources objects = {0};
        if (kg_generate(s->build->arena, s->loader, generator->kind, entries->items[i], defaults,
                        &object, s->err) != 0)
            return -1;
        kg_resources_push(s->build->arena, &objects, object);
        kg_origin_add_generator(s->build, s->loader, s->kustomization, generator->plugin, &objects);
        if (absorb_all(s, &objects, absorber) != 0)
            return -1;
        kg_observe(s->build, &(struct kg_done){.name = generator->name,
                                               .loader = s->loader,
                                               .where = entries->items[i],
                                               .index = i,
                                               .resources = absorber->all});
    }
    return 0;
}

static int refuse_helm(const struct stage *s)
{
    static const char *const fields[] = {"helmCharts", "helmChartInflationGenerator"};
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        const struct kg_node *charts = field(s, fields[i]);
        if (kg_node_is(charts, KG_NODE_SEQUENCE) && charts->count > 0)
            return kg_generate_refuse_helm(charts->items[0], s->err);
    }
    return 0;
}

/*
 * The plugin documents of a field: entries that can be read as objects are
 * documents themselves and come first, the others name files or directories.
 */
static int read_plugins(const struct stage *s, const char *name, struct kg_resources *plugins)
{
    struct kg_arena *arena = s->build->arena;
    const struct kg_node *entries = field(s, name);
    struct kg_accumulator *accumulator = kg_arena_zero(arena, 1, sizeof(*accumulator));
    struct kg_node *paths = kg_node_sequence(arena);
    for (uint32_t i = 0; entries != NULL && i < entries->count; i++) {
        struct kg_resources objects;
        unsigned line;
        struct kg_loaded text = kg_inline_text(arena, entries->items[i], &line);
        if (kg_read_objects(arena, text, line, KG_READ_RESOURCES, &objects, NULL) != 0) {
            kg_node_append(arena, paths, entries->items[i]);
            continue;
        }
        if (kg_origin_add_file(s->build, s->loader, kg_str_from(s->kustomization->file_name),
                               &objects, s->err) != 0 ||
            kg_resources_append_all(arena, &accumulator->resources, &objects, s->err) != 0)
            return -1;
    }
    for (uint32_t i = 0; i < paths->count; i++)
        if (accumulate_entry(s, paths->items[i], accumulator) != 0)
            return -1;
    *plugins = accumulator->resources;
    return 0;
}

static void observe_plugin(const struct stage *s, const char *name,
                           const struct kg_resources *plugins, size_t index,
                           const struct kg_resources *resources)
{
    const struct kg_resource *plugin = plugins->items[index];
    kg_observe(s->build, &(struct kg_done){.name = name,
                                           .loader = s->loader,
                                           .where = plugin->node,
                                           .index = (ptrdiff_t)index,
                                           .plugin = plugin,
                                           .resources = resources});
}

static int run_generator_plugins(const struct stage *s, struct kg_absorber *absorber)
{
    struct kg_resources plugins;
    if (read_plugins(s, "generators", &plugins) != 0)
        return -1;
    for (size_t i = 0; i < plugins.count; i++) {
        struct kg_resources objects;
        if (kg_plugin_generate(s->build, s->loader, plugins.items[i], &objects, s->err) != 0)
            return -1;
        kg_origin_add_custom_generator(s->build, plugins.items[i], &objects);
        if (absorb_all(s, &objects, absorber) != 0)
            return -1;
        observe_plugin(s, "generators", &plugins, i, absorber->all);
    }
    return 0;
}

static int generate(const struct stage *s, struct kg_accumulator *accumulator)
{
    static const struct generator_field fields[] = {
        {"configMapGenerator", "ConfigMapGenerator", KG_GENERATED_CONFIG_MAP},
        {"secretGenerator", "SecretGenerator", KG_GENERATED_SECRET}};
    struct kg_absorber absorber;
    kg_absorber_init(&absorber, s->build->arena, &accumulator->resources);
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        if (run_generator_field(s, &fields[i], &absorber) != 0)
            return -1;
    if (refuse_helm(s) != 0)
        return -1;
    return run_generator_plugins(s, &absorber);
}

/* ---- components ---- */

/*
 * What a component leaves behind is taken over into something new. Field specs
 * that came from different files meet there once more, and may be in conflict.
 */
static int take_over_configuration(const struct stage *s, struct kg_transformer_config *config)
{
    struct kg_transformer_config fresh = {0};
    if (kg_transformer_config_merge(s->build->arena, &fresh, config, s->err) != 0)
        return -1;
    *config = fresh;
    return 0;
}

static int accumulate_components(const struct stage *s, struct kg_accumulator *accumulator)
{
    const struct kg_node *entries = field(s, "components");
    for (uint32_t i = 0; entries != NULL && i < entries->count; i++) {
        struct stage inner;
        struct kg_kustomization kustomization;
        struct kg_arena *arena = s->build->arena;
        if (enter(s, entries->items[i], true, &inner, &kustomization) != 0 ||
            kg_accumulate(s->build, inner.loader, &kustomization, accumulator, s->err) != 0 ||
            take_over_configuration(s, &accumulator->config) != 0 ||
            kg_resources_check_unique(arena, &accumulator->resources, s->err) != 0)
            return -1;
    }
    return 0;
}

/* ---- transformers and validators ---- */

static int transform(const struct stage *s, struct kg_accumulator *accumulator)
{
    struct kg_resources plugins;
    if (read_plugins(s, "transformers", &plugins) != 0 ||
        kg_transform_all(s->build, s->loader, s->kustomization, &accumulator->config,
                         &accumulator->resources, s->err) != 0)
        return -1;
    for (size_t i = 0; i < plugins.count; i++) {
        if (kg_plugin_transform(s->build, s->loader, plugins.items[i], &accumulator->resources,
                                s->err) != 0)
            return -1;
        kg_origin_add_custom_transformation(s->build, plugins.items[i], &accumulator->resources);
        observe_plugin(s, "transformers", &plugins, i, &accumulator->resources);
    }
    return 0;
}

/* By this label validators may say that they were there. */
#define LABEL_VALIDATED_BY "validated-by"

static const struct kg_node **copy_all(struct kg_arena *arena, const struct kg_resources *resources)
{
    const struct kg_node **copies = kg_arena_alloc(arena, (resources->count + 1) * sizeof(*copies));
    for (size_t i = 0; i < resources->count; i++)
        copies[i] = kg_node_copy(arena, resources->items[i]->node);
    return copies;
}

/* The object without the label that validators may leave, where it has that. */
static const struct kg_node *without_label(struct kg_arena *arena, const struct kg_node *object)
{
    struct kg_text_map labels = kg_node_metadata_map(arena, object, "labels");
    if (kg_text_map_get(&labels, KG_STR(LABEL_VALIDATED_BY)) == NULL)
        return object;
    struct kg_node *copy = kg_node_copy(arena, object);
    kg_text_map_remove(&labels, KG_STR(LABEL_VALIDATED_BY));
    kg_node_set_metadata_map(arena, copy, "labels", labels);
    return copy;
}

/*
 * Whether a validator has left all objects alone. Equal values are not enough: one that was
 * written again is a change, unless it stood like that in the text that it comes from now.
 */
static bool is_untouched(struct kg_arena *arena, const struct kg_node *const *before, size_t count,
                         const struct kg_resources *after)
{
    if (count != after->count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!kg_node_untouched(before[i], without_label(arena, after->items[i]->node)))
            return false;
    return true;
}

/* A validator is a transformer that must not change anything. */
static int validate(const struct stage *s, struct kg_accumulator *accumulator)
{
    struct kg_resources plugins;
    if (read_plugins(s, "validators", &plugins) != 0)
        return -1;
    for (size_t i = 0; i < plugins.count; i++) {
        size_t count = accumulator->resources.count;
        const struct kg_node **before = copy_all(s->build->arena, &accumulator->resources);
        if (kg_plugin_transform(s->build, s->loader, plugins.items[i], &accumulator->resources,
                                s->err) != 0 ||
            kg_resources_check_unique(s->build->arena, &accumulator->resources, s->err) != 0)
            return -1;
        if (!is_untouched(s->build->arena, before, count, &accumulator->resources)) {
            kg_error_at(s->err, KG_ERROR_NEGATIVE, kg_node_position(plugins.items[i]->node),
                        "a validator must not change resources, and this one does");
            return kg_error_advise(s->err, "Writing a value that is there already counts, too. "
                                           "List it under `transformers` if it is to change them.");
        }
    }
    return 0;
}

int kg_accumulate(struct kg_build_context *build, const struct kg_loader *loader,
                  const struct kg_kustomization *kustomization, struct kg_accumulator *accumulator,
                  struct kg_error *err)
{
    struct stage s = {build, loader, kustomization, err};
    if (accumulate_resources(&s, accumulator) != 0 || configure(&s, accumulator) != 0 ||
        generate(&s, accumulator) != 0 || accumulate_components(&s, accumulator) != 0 ||
        transform(&s, accumulator) != 0 || validate(&s, accumulator) != 0)
        return -1;
    return kg_vars_merge(build->arena, &accumulator->vars,
                         kg_node_get(kustomization->fields, "vars"), &accumulator->resources, err);
}
