#include "kustomization.h"

#include <string.h>

#include "kagent/yaml.h"

#define END_OF_FIELDS                                                                              \
    {                                                                                              \
        NULL, KG_SHAPE_ANYTHING, NULL                                                              \
    }

static const struct kg_shape_field selector_fields[] = {
    {"group", KG_SHAPE_TEXT, NULL},         {"version", KG_SHAPE_TEXT, NULL},
    {"kind", KG_SHAPE_TEXT, NULL},          {"name", KG_SHAPE_TEXT, NULL},
    {"namespace", KG_SHAPE_TEXT, NULL},     {"annotationSelector", KG_SHAPE_TEXT, NULL},
    {"labelSelector", KG_SHAPE_TEXT, NULL}, END_OF_FIELDS};
const struct kg_shape kg_shape_selector = {"selector", KG_SHAPE_STRICT, selector_fields};

static const struct kg_shape_field fieldspec_fields[] = {
    {"group", KG_SHAPE_TEXT, NULL}, {"version", KG_SHAPE_TEXT, NULL}, {"kind", KG_SHAPE_TEXT, NULL},
    {"path", KG_SHAPE_TEXT, NULL},  {"create", KG_SHAPE_BOOL, NULL},  END_OF_FIELDS};
const struct kg_shape kg_shape_fieldspec = {"field spec", KG_SHAPE_STRICT, fieldspec_fields};

static const struct kg_shape_field name_reference_fields[] = {
    {"group", KG_SHAPE_TEXT, NULL},
    {"version", KG_SHAPE_TEXT, NULL},
    {"kind", KG_SHAPE_TEXT, NULL},
    {"fieldSpecs", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    END_OF_FIELDS};
static const struct kg_shape name_reference = {"name reference", KG_SHAPE_STRICT,
                                               name_reference_fields};

static const struct kg_shape_field configuration_fields[] = {
    {"namePrefix", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"nameSuffix", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"namespace", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"commonLabels", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"labels", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"templateLabels", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"commonAnnotations", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"nameReference", KG_SHAPE_OBJECT_LIST, &name_reference},
    {"varReference", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"images", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    {"replicas", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    END_OF_FIELDS};
const struct kg_shape kg_shape_field_specs = {"transformer configuration", KG_SHAPE_STRICT,
                                              configuration_fields};

static const struct kg_shape_field metadata_fields[] = {{"name", KG_SHAPE_TEXT, NULL},
                                                        {"namespace", KG_SHAPE_TEXT, NULL},
                                                        {"labels", KG_SHAPE_TEXT_MAP, NULL},
                                                        {"annotations", KG_SHAPE_TEXT_MAP, NULL},
                                                        END_OF_FIELDS};
static const struct kg_shape metadata = {"metadata", KG_SHAPE_STRICT, metadata_fields};

static const struct kg_shape_field label_fields[] = {
    {"pairs", KG_SHAPE_TEXT_MAP, NULL},
    {"includeSelectors", KG_SHAPE_BOOL, NULL},
    {"includeTemplates", KG_SHAPE_BOOL, NULL},
    {"fields", KG_SHAPE_OBJECT_LIST, &kg_shape_fieldspec},
    END_OF_FIELDS};
static const struct kg_shape label = {"labels entry", KG_SHAPE_STRICT, label_fields};

static const struct kg_shape_field patch_fields[] = {
    {"path", KG_SHAPE_TEXT, NULL},
    {"patch", KG_SHAPE_TEXT, NULL},
    {"target", KG_SHAPE_OBJECT, &kg_shape_selector},
    {"options", KG_SHAPE_BOOL_MAP, NULL},
    END_OF_FIELDS};
static const struct kg_shape patch = {"patch", KG_SHAPE_STRICT, patch_fields};

static const struct kg_shape_field image_fields[] = {
    {"name", KG_SHAPE_TEXT, NULL},      {"newName", KG_SHAPE_TEXT, NULL},
    {"newTag", KG_SHAPE_TEXT, NULL},    {"digest", KG_SHAPE_TEXT, NULL},
    {"tagSuffix", KG_SHAPE_TEXT, NULL}, END_OF_FIELDS};
static const struct kg_shape image = {"image", KG_SHAPE_STRICT, image_fields};

static const struct kg_shape_field replica_fields[] = {
    {"name", KG_SHAPE_TEXT, NULL}, {"count", KG_SHAPE_INTEGER, NULL}, END_OF_FIELDS};
static const struct kg_shape replica = {"replicas entry", KG_SHAPE_STRICT, replica_fields};

static const struct kg_shape_field field_option_fields[] = {{"delimiter", KG_SHAPE_TEXT, NULL},
                                                            {"index", KG_SHAPE_INTEGER, NULL},
                                                            {"encoding", KG_SHAPE_TEXT, NULL},
                                                            {"create", KG_SHAPE_BOOL, NULL},
                                                            END_OF_FIELDS};
static const struct kg_shape field_options = {"field options", KG_SHAPE_STRICT,
                                              field_option_fields};

static const struct kg_shape_field source_fields[] = {{"group", KG_SHAPE_TEXT, NULL},
                                                      {"version", KG_SHAPE_TEXT, NULL},
                                                      {"kind", KG_SHAPE_TEXT, NULL},
                                                      {"name", KG_SHAPE_TEXT, NULL},
                                                      {"namespace", KG_SHAPE_TEXT, NULL},
                                                      {"fieldPath", KG_SHAPE_TEXT, NULL},
                                                      {"options", KG_SHAPE_OBJECT, &field_options},
                                                      END_OF_FIELDS};
static const struct kg_shape replacement_source = {"replacement source", KG_SHAPE_STRICT,
                                                   source_fields};

static const struct kg_shape_field target_fields[] = {
    {"select", KG_SHAPE_OBJECT, &kg_shape_selector},
    {"reject", KG_SHAPE_OBJECT_LIST, &kg_shape_selector},
    {"fieldPaths", KG_SHAPE_TEXT_LIST, NULL},
    {"options", KG_SHAPE_OBJECT, &field_options},
    END_OF_FIELDS};
static const struct kg_shape replacement_target = {"replacement target", KG_SHAPE_STRICT,
                                                   target_fields};

static const struct kg_shape_field replacement_fields[] = {
    {"source", KG_SHAPE_OBJECT, &replacement_source},
    {"targets", KG_SHAPE_OBJECT_LIST, &replacement_target},
    {"path", KG_SHAPE_TEXT, NULL},
    END_OF_FIELDS};
const struct kg_shape kg_shape_replacement = {"replacement", KG_SHAPE_STRICT, replacement_fields};

static const struct kg_shape_field objref_fields[] = {{"apiVersion", KG_SHAPE_TEXT, NULL},
                                                      {"group", KG_SHAPE_TEXT, NULL},
                                                      {"version", KG_SHAPE_TEXT, NULL},
                                                      {"kind", KG_SHAPE_TEXT, NULL},
                                                      {"name", KG_SHAPE_TEXT, NULL},
                                                      {"namespace", KG_SHAPE_TEXT, NULL},
                                                      END_OF_FIELDS};
static const struct kg_shape objref = {"var's objref", KG_SHAPE_STRICT, objref_fields};

static const struct kg_shape_field fieldref_fields[] = {{"fieldPath", KG_SHAPE_TEXT, NULL},
                                                        END_OF_FIELDS};
static const struct kg_shape fieldref = {"var's fieldref", KG_SHAPE_STRICT, fieldref_fields};

static const struct kg_shape_field var_fields[] = {{"name", KG_SHAPE_TEXT, NULL},
                                                   {"objref", KG_SHAPE_OBJECT, &objref},
                                                   {"fieldref", KG_SHAPE_OBJECT, &fieldref},
                                                   END_OF_FIELDS};
static const struct kg_shape var = {"var", KG_SHAPE_STRICT, var_fields};

static const struct kg_shape_field legacy_order_fields[] = {
    {"orderFirst", KG_SHAPE_TEXT_LIST, NULL},
    {"orderLast", KG_SHAPE_TEXT_LIST, NULL},
    END_OF_FIELDS};
static const struct kg_shape legacy_order = {"legacySortOptions", KG_SHAPE_STRICT,
                                             legacy_order_fields};

static const struct kg_shape_field sort_fields[] = {
    {"order", KG_SHAPE_TEXT, NULL},
    {"legacySortOptions", KG_SHAPE_OBJECT, &legacy_order},
    END_OF_FIELDS};
static const struct kg_shape sort_options = {"sortOptions", KG_SHAPE_STRICT, sort_fields};

static const struct kg_shape_field generator_option_fields[] = {
    {"labels", KG_SHAPE_TEXT_MAP, NULL},
    {"annotations", KG_SHAPE_TEXT_MAP, NULL},
    {"disableNameSuffixHash", KG_SHAPE_BOOL, NULL},
    {"immutable", KG_SHAPE_BOOL, NULL},
    END_OF_FIELDS};
static const struct kg_shape generator_options = {"generator's options", KG_SHAPE_STRICT,
                                                  generator_option_fields};

#define GENERATOR_FIELDS                                                                           \
    {"namespace", KG_SHAPE_TEXT, NULL}, {"name", KG_SHAPE_TEXT, NULL},                             \
        {"behavior", KG_SHAPE_TEXT, NULL}, {"literals", KG_SHAPE_TEXT_LIST, NULL},                 \
        {"files", KG_SHAPE_TEXT_LIST, NULL}, {"envs", KG_SHAPE_TEXT_LIST, NULL},                   \
        {"env", KG_SHAPE_TEXT, NULL},                                                              \
    {                                                                                              \
        "options", KG_SHAPE_OBJECT, &generator_options                                             \
    }

static const struct kg_shape_field config_map_fields[] = {GENERATOR_FIELDS, END_OF_FIELDS};
static const struct kg_shape config_map = {"configMapGenerator entry", KG_SHAPE_STRICT,
                                           config_map_fields};

static const struct kg_shape_field secret_fields[] = {
    GENERATOR_FIELDS, {"type", KG_SHAPE_TEXT, NULL}, END_OF_FIELDS};
static const struct kg_shape secret = {"secretGenerator entry", KG_SHAPE_STRICT, secret_fields};

static const struct kg_shape_field kustomization_fields[] = {
    {"kind", KG_SHAPE_TEXT, NULL},
    {"apiVersion", KG_SHAPE_TEXT, NULL},
    {"metadata", KG_SHAPE_OBJECT, &metadata},
    {"openapi", KG_SHAPE_TEXT_MAP, NULL},
    {"namePrefix", KG_SHAPE_TEXT, NULL},
    {"nameSuffix", KG_SHAPE_TEXT, NULL},
    {"namespace", KG_SHAPE_TEXT, NULL},
    {"commonLabels", KG_SHAPE_TEXT_MAP, NULL},
    {"labels", KG_SHAPE_OBJECT_LIST, &label},
    {"commonAnnotations", KG_SHAPE_TEXT_MAP, NULL},
    {"patchesStrategicMerge", KG_SHAPE_TEXT_LIST, NULL},
    {"patchesJson6902", KG_SHAPE_OBJECT_LIST, &patch},
    {"patches", KG_SHAPE_OBJECT_LIST, &patch},
    {"images", KG_SHAPE_OBJECT_LIST, &image},
    {"imageTags", KG_SHAPE_OBJECT_LIST, &image},
    {"replacements", KG_SHAPE_OBJECT_LIST, &kg_shape_replacement},
    {"replicas", KG_SHAPE_OBJECT_LIST, &replica},
    {"vars", KG_SHAPE_OBJECT_LIST, &var},
    {"sortOptions", KG_SHAPE_OBJECT, &sort_options},
    {"resources", KG_SHAPE_TEXT_LIST, NULL},
    {"components", KG_SHAPE_TEXT_LIST, NULL},
    {"crds", KG_SHAPE_TEXT_LIST, NULL},
    {"bases", KG_SHAPE_TEXT_LIST, NULL},
    {"configMapGenerator", KG_SHAPE_OBJECT_LIST, &config_map},
    {"secretGenerator", KG_SHAPE_OBJECT_LIST, &secret},
    {"helmGlobals", KG_SHAPE_ANYTHING, NULL},
    {"helmCharts", KG_SHAPE_ANYTHING, NULL},
    {"helmChartInflationGenerator", KG_SHAPE_ANYTHING, NULL},
    {"generatorOptions", KG_SHAPE_OBJECT, &generator_options},
    {"configurations", KG_SHAPE_TEXT_LIST, NULL},
    {"generators", KG_SHAPE_TEXT_LIST, NULL},
    {"transformers", KG_SHAPE_TEXT_LIST, NULL},
    {"validators", KG_SHAPE_TEXT_LIST, NULL},
    {"buildMetadata", KG_SHAPE_TEXT_LIST, NULL},
    END_OF_FIELDS};
static const struct kg_shape kustomization_shape = {"kustomization", KG_SHAPE_STRICT,
                                                    kustomization_fields};

static const char *const file_names[] = {"kustomization.yaml", "kustomization.yml",
                                         "Kustomization"};
enum { FILE_NAMES = sizeof(file_names) / sizeof(file_names[0]) };

bool kg_kustomize_is_root(const struct kg_fs *fs, struct kg_arena *arena, const char *directory)
{
    for (size_t i = 0; i < FILE_NAMES; i++) {
        const char *real;
        bool is_directory;
        const char *path = kg_path_join(arena, directory, file_names[i]);
        if (fs->resolve(fs, arena, path, &real, &is_directory, NULL) == 0 && !is_directory)
            return true;
    }
    return false;
}

/* Finds the one file of a recognized name. */
static int find_file(struct kg_arena *arena, const struct kg_loader *loader,
                     struct kg_loaded *loaded, const char **name, struct kg_error *err)
{
    struct kg_position where = {.file = kg_loader_display(arena, loader, loader->root)};
    *name = NULL;
    for (size_t i = 0; i < FILE_NAMES; i++) {
        struct kg_loaded candidate;
        if (kg_loader_read(arena, loader, kg_str_from(file_names[i]), NULL, &candidate, NULL) != 0)
            continue;
        if (*name != NULL) {
            kg_error_at(err, KG_ERROR_NEGATIVE, where, "holds both %s and %s", *name,
                        file_names[i]);
            return kg_error_advise(err, "Keep one of them.");
        }
        *name = file_names[i];
        *loaded = candidate;
    }
    if (*name != NULL)
        return 0;
    kg_error_at(err, KG_ERROR_NEGATIVE, where,
                "no readable kustomization.yaml, kustomization.yml or Kustomization here");
    return kg_error_advise(err, "Name a directory that holds a kustomization.");
}

/* In the order in which kustomize reports them. */
static const struct {
    const char *field;
    const char *instead;
    const char *experimental;
} deprecations[] = {
    {"bases", "resources", ""},
    {"commonLabels", "labels", ""},
    {"imageTags", "images", ""},
    {"patchesJson6902", "patches", ""},
    {"patchesStrategicMerge", "patches", ""},
    {"vars", "replacements", "[EXPERIMENTAL] "},
};

static void warn_deprecated(struct kg_arena *arena, const struct kg_loader *loader,
                            const struct kg_node *fields)
{
    const struct kg_kustomize_options *options = loader->options;
    if (options->warn == NULL)
        return;
    for (size_t i = 0; i < sizeof(deprecations) / sizeof(deprecations[0]); i++)
        if (kg_node_get(fields, deprecations[i].field) != NULL)
            options->warn(options->warn_context,
                          kg_arena_printf(arena,
                                          "# Warning: '%s' is deprecated. Please use '%s' instead. "
                                          "%sRun 'kustomize edit fix' to update your Kustomization "
                                          "automatically.",
                                          deprecations[i].field, deprecations[i].instead,
                                          deprecations[i].experimental));
}

/* Appends the entries of list field `from` to those of `to`, and removes `from`. */
static void join_lists(struct kg_arena *arena, struct kg_node *fields, const char *to,
                       const char *from)
{
    struct kg_node *more = kg_node_remove(fields, kg_str_from(from));
    if (more == NULL)
        return;
    struct kg_node *list = kg_node_get(fields, to);
    if (list == NULL) {
        kg_node_set(arena, fields, to, more);
        return;
    }
    for (uint32_t i = 0; i < more->count; i++)
        kg_node_append(arena, list, more->items[i]);
}

void kg_generator_normalize(struct kg_arena *arena, struct kg_node *generator)
{
    struct kg_node *env = kg_node_remove(generator, KG_STR("env"));
    if (env == NULL || env->text.length == 0)
        return;
    struct kg_node *envs = kg_node_get(generator, "envs");
    if (envs == NULL) {
        envs = kg_node_sequence(arena);
        kg_node_set(arena, generator, "envs", envs);
    }
    kg_node_append(arena, envs, env);
}

static void normalize(struct kg_arena *arena, struct kg_node *fields)
{
    static const char *const generators[] = {"configMapGenerator", "secretGenerator"};
    join_lists(arena, fields, "resources", "bases");
    join_lists(arena, fields, "images", "imageTags");
    for (size_t i = 0; i < sizeof(generators) / sizeof(generators[0]); i++) {
        const struct kg_node *list = kg_node_get(fields, generators[i]);
        for (uint32_t j = 0; list != NULL && j < list->count; j++)
            kg_generator_normalize(arena, list->items[j]);
    }
}

/* A kustomization of nothing but apiVersion and kind builds nothing. */
static bool is_empty(const struct kg_node *fields)
{
    for (uint32_t i = 0; i < fields->count; i++) {
        struct kg_str name = fields->pairs[i].key->text;
        const struct kg_node *value = fields->pairs[i].value;
        bool is_type = kg_str_is(name, "kind") || kg_str_is(name, "apiVersion");
        bool is_zero = value->kind == KG_NODE_SCALAR && value->text.length == 0;
        if (!is_type && !is_zero)
            return false;
    }
    return true;
}

static int check_type(const struct kg_node *fields, struct kg_position where,
                      struct kg_kustomization *kustomization, struct kg_error *err)
{
    struct kg_str kind = kg_shape_text(fields, "kind");
    kustomization->is_component = kg_str_is(kind, "Component");
    if (kind.length > 0 && !kustomization->is_component && !kg_str_is(kind, "Kustomization"))
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(kg_node_get(fields, "kind")),
                           "kind must be Kustomization or Component, not `%.*s`", KG_STR_ARG(kind));
    const char *wanted = kustomization->is_component ? "kustomize.config.k8s.io/v1alpha1"
                                                     : "kustomize.config.k8s.io/v1beta1";
    struct kg_str version = kg_shape_text(fields, "apiVersion");
    if (version.length > 0 && !kg_str_is(version, wanted))
        return kg_error_at(err, KG_ERROR_NEGATIVE,
                           kg_node_position(kg_node_get(fields, "apiVersion")),
                           "the apiVersion of a %s must be %s",
                           kustomization->is_component ? "Component" : "Kustomization", wanted);
    if (!is_empty(fields))
        return 0;
    kg_error_at(err, KG_ERROR_NEGATIVE, where, "the kustomization is empty");
    return kg_error_advise(err, "Add at least one field, such as `resources`.");
}

int kg_kustomization_read(struct kg_arena *arena, const struct kg_loader *loader,
                          struct kg_kustomization *kustomization, struct kg_error *err)
{
    struct kg_loaded loaded = {0};
    if (find_file(arena, loader, &loaded, &kustomization->file_name, err) != 0)
        return -1;
    struct kg_node *document;
    struct kg_node *fields;
    if (kg_yaml_read(arena, loaded.text, loaded.source, 1, &document, err) != 0 ||
        kg_yaml_expand(arena, &document, err) != 0)
        return -1;
    struct kg_position where = {.file = loaded.source->name};
    if (document == NULL)
        document = kg_node_mapping(arena);
    if (kg_shape_fit(arena, &kustomization_shape, document, &fields, err) != 0)
        return -1;
    warn_deprecated(arena, loader, fields);
    normalize(arena, fields);
    kustomization->fields = fields;
    return check_type(fields, where, kustomization, err);
}
