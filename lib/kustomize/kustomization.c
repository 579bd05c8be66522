#include "kustomization.h"

#include <string.h>

#include "kagent/yaml.h"
#include "shapes.h"

static const char *const file_names[] = {"kustomization.yaml", "kustomization.yml",
                                         "Kustomization"};
enum { FILE_NAMES = sizeof(file_names) / sizeof(file_names[0]) };

int kg_kustomize_find(const struct kg_fs *fs, struct kg_arena *arena, const char *directory,
                      const char **file, struct kg_error *err)
{
    *file = NULL;
    for (size_t i = 0; i < FILE_NAMES; i++) {
        const char *real;
        bool is_directory;
        struct kg_error why = KG_ERROR_INIT;
        const char *path = kg_path_join(arena, directory, file_names[i]);
        if (fs->resolve(fs, arena, path, &real, &is_directory, &why) != 0) {
            if (why.class == KG_ERROR_UNKNOWN)
                return kg_error_pass(err, &why);
        } else if (!is_directory) {
            *file = path;
            return 0;
        }
    }
    return 0;
}

/* Says why there is no file of a recognized name, or why those there are cannot be taken. */
static int no_file(struct kg_arena *arena, const struct kg_loader *loader, struct kg_position where,
                   struct kg_error *err)
{
    const struct kg_fs *fs = loader->options->fs;
    for (size_t i = 0; i < FILE_NAMES; i++) {
        const char *real;
        bool is_directory;
        struct kg_loaded loaded;
        struct kg_error why = KG_ERROR_INIT;
        const char *path = kg_path_join(arena, loader->root, file_names[i]);
        if (fs->resolve(fs, arena, path, &real, &is_directory, &why) != 0 &&
            why.class != KG_ERROR_UNKNOWN)
            continue;
        if (kg_loader_read(arena, loader, kg_str_from(file_names[i]), NULL, &loaded, err) != 0)
            return kg_error_locate(err, where);
    }
    kg_error_at(err, KG_ERROR_NEGATIVE, where,
                "no kustomization.yaml, kustomization.yml or Kustomization here");
    return kg_error_advise(err, "Name a directory that holds a kustomization.");
}

/* Finds the one file of a recognized name. */
static int find_file(struct kg_arena *arena, const struct kg_loader *loader,
                     struct kg_loaded *loaded, const char **name, struct kg_error *err)
{
    struct kg_position where = {.file = kg_loader_display(arena, loader, loader->root)};
    *name = NULL;
    for (size_t i = 0; i < FILE_NAMES; i++) {
        struct kg_loaded candidate;
        struct kg_error why = KG_ERROR_INIT;
        if (kg_loader_read(arena, loader, kg_str_from(file_names[i]), NULL, &candidate, &why) !=
            0) {
            if (why.class != KG_ERROR_UNKNOWN)
                continue;
            kg_error_locate(&why, where);
            return kg_error_pass(err, &why);
        }
        if (*name != NULL) {
            kg_error_at(err, KG_ERROR_NEGATIVE, where, "holds both %s and %s", *name,
                        file_names[i]);
            return kg_error_advise(err, "Keep one of them.");
        }
        *name = file_names[i];
        *loaded = candidate;
    }
    return *name != NULL ? 0 : no_file(arena, loader, where, err);
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
    if (kg_shape_fit(arena, &kg_shape_kustomization, KG_SHAPE_KUSTOMIZATION, document, &fields,
                     err) != 0)
        return -1;
    warn_deprecated(arena, loader, fields);
    normalize(arena, fields);
    kustomization->fields = fields;
    return check_type(fields, where, kustomization, err);
}
