/* The order in which the fields of a kustomization are carried out. */
#include "transform.h"

#include <stddef.h>

#include "origin.h"

/* How often a field's transformer runs. */
enum repetition {
    ONCE,       /* for the field as a whole */
    EACH_ENTRY, /* for each entry of a list */
};

struct stage {
    const char *field;
    const char *plugin; /* the builtin plugin that kustomize names in its annotations */
    enum repetition repetition;
    kg_transformer *run;
    ptrdiff_t specs; /* where struct kg_transformer_config has the specs; -1 for none */
};

#define SPECS(list) (ptrdiff_t) offsetof(struct kg_transformer_config, list)

static const struct stage before_labels[] = {
    {"patchesStrategicMerge", "PatchStrategicMergeTransformer", ONCE, kg_transform_strategic_merges,
     -1},
    {"patches", "PatchTransformer", EACH_ENTRY, kg_transform_patch, -1},
    {"namespace", "NamespaceTransformer", ONCE, kg_transform_namespace, SPECS(namespace)},
    {"namePrefix", "PrefixTransformer", ONCE, kg_transform_name_prefix, SPECS(name_prefix)},
    {"nameSuffix", "SuffixTransformer", ONCE, kg_transform_name_suffix, SPECS(name_suffix)},
};

static const struct stage behind_labels[] = {
    {"commonAnnotations", "AnnotationsTransformer", ONCE, kg_transform_annotations,
     SPECS(common_annotations)},
    {"patchesJson6902", "PatchJson6902Transformer", EACH_ENTRY, kg_transform_json_patch, -1},
    {"replicas", "ReplicaCountTransformer", EACH_ENTRY, kg_transform_replicas, SPECS(replicas)},
    {"images", "ImageTagTransformer", EACH_ENTRY, kg_transform_image, SPECS(images)},
    {"replacements", "ReplacementTransformer", ONCE, kg_transform_replacements, -1},
};

/* What all stages of one kustomization share. */
struct pipeline {
    const struct kg_build_context *build;
    const struct kg_loader *loader;
    const struct kg_kustomization *kustomization;
    const struct kg_transformer_config *config;
    struct kg_resources *resources;
};

static struct kg_step describe(struct kg_arena *arena, const struct kg_done *done)
{
    struct kg_step step = {.name = done->name,
                           .listed = done->index >= 0,
                           .index = done->index >= 0 ? (uint32_t)done->index : 0,
                           .where = kg_node_position(done->where),
                           .directory = kg_loader_display(arena, done->loader, done->loader->root),
                           .set = done->resources,
                           .adds = done->adds};
    if (done->plugin != NULL)
        step.plugin = kg_resource_title(arena, done->plugin);
    return step;
}

void kg_observe(const struct kg_build_context *build, const struct kg_done *done)
{
    const struct kg_kustomize_options *options = build->options;
    if (options->observe == NULL)
        return;
    size_t count = done->resources->count - done->first;
    struct kg_observed *observed = kg_arena_alloc(build->arena, (count + 1) * sizeof(*observed));
    for (size_t i = 0; i < count; i++) {
        const struct kg_resource *resource = done->resources->items[done->first + i];
        observed[i] = (struct kg_observed){resource, resource->node};
    }
    struct kg_step step = describe(build->arena, done);
    options->observe(options->observe_context, &step, observed, count);
}

/* Runs one transformer and does what has to follow each of them. */
static int run_stage(const struct pipeline *p, const struct stage *stage, uint32_t index,
                     const struct kg_node *config, struct kg_fieldspecs specs, struct kg_error *err)
{
    struct kg_transformation transformation = {p->build, p->loader, config, specs, p->resources};
    kg_resources_changed(p->resources);
    if (stage->run(&transformation, err) != 0)
        return kg_error_locate(err, kg_node_position(config));
    kg_origin_add_transformation(p->build, p->loader, p->kustomization, stage->plugin,
                                 p->resources);
    kg_resources_drop_empty(p->resources);
    kg_observe(p->build,
               &(struct kg_done){.name = stage->field,
                                 .loader = p->loader,
                                 .where = config,
                                 .index = stage->repetition == EACH_ENTRY ? (ptrdiff_t)index : -1,
                                 .resources = p->resources});
    return 0;
}

static struct kg_fieldspecs specs_of(const struct pipeline *p, const struct stage *stage)
{
    if (stage->specs < 0)
        return (struct kg_fieldspecs){0};
    return *(const struct kg_fieldspecs *)((const char *)p->config + stage->specs);
}

/* A text or map that says nothing does not run. */
static bool says_something(const struct kg_node *value)
{
    if (value == NULL)
        return false;
    return value->kind == KG_NODE_SCALAR ? value->text.length > 0 : value->count > 0;
}

static int run_stages(const struct pipeline *p, const struct stage *stages, size_t count,
                      struct kg_error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct kg_node *value = kg_node_get(p->kustomization->fields, stages[i].field);
        if (!says_something(value))
            continue;
        struct kg_fieldspecs specs = specs_of(p, &stages[i]);
        if (stages[i].repetition == ONCE) {
            if (run_stage(p, &stages[i], 0, value, specs, err) != 0)
                return -1;
            continue;
        }
        for (uint32_t j = 0; j < value->count; j++)
            if (run_stage(p, &stages[i], j, value->items[j], specs, err) != 0)
                return -1;
    }
    return 0;
}

static struct kg_fieldspecs metadata_labels(struct kg_arena *arena)
{
    struct kg_fieldspec *spec = kg_arena_alloc(arena, sizeof(*spec));
    *spec = kg_fieldspec_make(arena, (struct kg_gvk){KG_STR(""), KG_STR(""), KG_STR("")},
                              KG_STR("metadata/labels"), true);
    return (struct kg_fieldspecs){.items = spec, .count = 1};
}

/* Where an entry of `labels` goes: its own fields, the configured ones, and what it includes. */
static int label_specs(const struct pipeline *p, const struct kg_node *entry,
                       struct kg_fieldspecs *specs, struct kg_error *err)
{
    struct kg_arena *arena = p->build->arena;
    *specs = kg_fieldspecs_read(arena, kg_node_get(entry, "fields"));
    if (kg_fieldspecs_merge(arena, *specs, p->config->labels, specs, err) != 0)
        return -1;
    if (kg_shape_bool(entry, "includeSelectors"))
        return kg_fieldspecs_merge(arena, *specs, p->config->common_labels, specs, err);
    if (kg_shape_bool(entry, "includeTemplates") &&
        kg_fieldspecs_merge(arena, *specs, p->config->template_labels, specs, err) != 0)
        return -1;
    return kg_fieldspecs_merge(arena, *specs, metadata_labels(arena), specs, err);
}

static int run_labels(const struct pipeline *p, struct kg_error *err)
{
    static const struct stage each = {"labels", "LabelTransformer", EACH_ENTRY, kg_transform_labels,
                                      -1};
    static const struct stage common = {"commonLabels", "LabelTransformer", ONCE,
                                        kg_transform_labels, -1};
    const struct kg_node *fields = p->kustomization->fields;
    const struct kg_node *labels = kg_node_get(fields, "labels");
    const struct kg_node *common_labels = kg_node_get(fields, "commonLabels");
    if (!says_something(labels) && !says_something(common_labels))
        return 0;
    for (uint32_t i = 0; labels != NULL && i < labels->count; i++) {
        struct kg_fieldspecs specs;
        const struct kg_node *entry = labels->items[i];
        if (label_specs(p, entry, &specs, err) != 0)
            return kg_error_locate(err, kg_node_position(entry));
        if (run_stage(p, &each, i, kg_node_get(entry, "pairs"), specs, err) != 0)
            return -1;
    }
    /* kustomize runs this one even for no labels at all, and annotates that it did. */
    return run_stage(p, &common, 0, common_labels, p->config->common_labels, err);
}

int kg_transform_all(const struct kg_build_context *build, const struct kg_loader *loader,
                     const struct kg_kustomization *kustomization,
                     const struct kg_transformer_config *config, struct kg_resources *resources,
                     struct kg_error *err)
{
    struct pipeline p = {build, loader, kustomization, config, resources};
    size_t before = sizeof(before_labels) / sizeof(before_labels[0]);
    size_t behind = sizeof(behind_labels) / sizeof(behind_labels[0]);
    if (run_stages(&p, before_labels, before, err) != 0 || run_labels(&p, err) != 0 ||
        run_stages(&p, behind_labels, behind, err) != 0)
        return -1;
    kg_resources_changed(resources);
    return 0;
}
