#include "order.h"

#include <stdlib.h>
#include <string.h>

#include "shape.h"

/* Kinds that others depend on come first, kinds that could stop others come last. */
static const char *const default_first[] = {"Namespace",
                                            "ResourceQuota",
                                            "StorageClass",
                                            "CustomResourceDefinition",
                                            "ServiceAccount",
                                            "PodSecurityPolicy",
                                            "Role",
                                            "ClusterRole",
                                            "RoleBinding",
                                            "ClusterRoleBinding",
                                            "ConfigMap",
                                            "Secret",
                                            "Endpoints",
                                            "Service",
                                            "LimitRange",
                                            "PriorityClass",
                                            "PersistentVolume",
                                            "PersistentVolumeClaim",
                                            "Deployment",
                                            "StatefulSet",
                                            "CronJob",
                                            "PodDisruptionBudget"};
static const char *const default_last[] = {"MutatingWebhookConfiguration",
                                           "ValidatingWebhookConfiguration"};

struct kinds {
    struct kg_str *items;
    size_t count;
};

/* A resource with what its place depends on. */
struct ranked {
    struct kg_resource *resource;
    struct kg_gvk gvk;
    long rank;
    struct kg_str gvk_key;
    struct kg_str id_key;
};

static struct kinds kinds_of(struct kg_arena *arena, const char *const *names, size_t count)
{
    struct kinds kinds = {kg_arena_alloc(arena, (count + 1) * sizeof(*kinds.items)), count};
    for (size_t i = 0; i < count; i++)
        kinds.items[i] = kg_str_from(names[i]);
    return kinds;
}

static struct kinds kinds_from(struct kg_arena *arena, const struct kg_node *list)
{
    struct kinds kinds = {0};
    if (list == NULL)
        return kinds;
    kinds.items = kg_arena_alloc(arena, (list->count + 1) * sizeof(*kinds.items));
    for (; kinds.count < list->count; kinds.count++)
        kinds.items[kinds.count] = list->items[kinds.count]->text;
    return kinds;
}

/* Negative for what comes first, positive for what comes last; of doubled kinds the last counts. */
static long rank_of(struct kg_str kind, const struct kinds *first, const struct kinds *last)
{
    for (size_t i = last->count; i > 0; i--)
        if (kg_str_equal(kind, last->items[i - 1]))
            return (long)i;
    for (size_t i = first->count; i > 0; i--)
        if (kg_str_equal(kind, first->items[i - 1]))
            return (long)i - 1 - (long)first->count;
    return 0;
}

static struct kg_str or_else(struct kg_str text, const char *otherwise)
{
    return text.length > 0 ? text : kg_str_from(otherwise);
}

static struct kg_str join(struct kg_arena *arena, char between, struct kg_str a, struct kg_str b)
{
    struct kg_buf joined;
    kg_buf_init(&joined, arena, a.length + b.length + 1);
    kg_buf_add_str(&joined, a);
    kg_buf_add_char(&joined, between);
    kg_buf_add_str(&joined, b);
    return kg_buf_str(&joined);
}

static void rank(struct kg_arena *arena, struct ranked *ranked, const struct kinds *first,
                 const struct kinds *last)
{
    struct kg_id id = kg_resource_id(ranked->resource);
    ranked->gvk = id.gvk;
    ranked->rank = rank_of(id.gvk.kind, first, last);
    ranked->gvk_key = join(arena, '_', or_else(id.gvk.group, "~G"), or_else(id.gvk.version, "~V"));
    ranked->gvk_key = join(arena, '_', ranked->gvk_key, or_else(id.gvk.kind, "~K"));
    ranked->id_key = join(arena, '|', or_else(id.namespace, "~X"), or_else(id.name, "~N"));
}

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *left = a;
    const struct ranked *right = b;
    if (kg_gvk_equal(left->gvk, right->gvk))
        return kg_str_compare(left->id_key, right->id_key);
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    int order = kg_str_compare(left->gvk_key, right->gvk_key);
    bool namespaces =
        kg_str_is(left->gvk.kind, "Namespace") && kg_str_is(right->gvk.kind, "Namespace");
    /* The core Namespace comes before those of other groups. */
    if (namespaces && (left->gvk.group.length == 0 || right->gvk.group.length == 0))
        return -order;
    return order;
}

static void sort_legacy(struct kg_arena *arena, const struct kg_node *options,
                        struct kg_resources *resources)
{
    struct kinds first =
        kinds_of(arena, default_first, sizeof(default_first) / sizeof(default_first[0]));
    struct kinds last =
        kinds_of(arena, default_last, sizeof(default_last) / sizeof(default_last[0]));
    if (options != NULL) {
        first = kinds_from(arena, kg_node_get(options, "orderFirst"));
        last = kinds_from(arena, kg_node_get(options, "orderLast"));
    }
    struct ranked *ranked = kg_arena_alloc(arena, (resources->count + 1) * sizeof(*ranked));
    for (size_t i = 0; i < resources->count; i++) {
        ranked[i].resource = resources->items[i];
        rank(arena, &ranked[i], &first, &last);
    }
    qsort(ranked, resources->count, sizeof(*ranked), compare_ranked);
    for (size_t i = 0; i < resources->count; i++)
        resources->items[i] = ranked[i].resource;
}

static int sort_as_configured(const struct kg_build_context *build, const struct kg_node *options,
                              struct kg_resources *resources, struct kg_error *err)
{
    const struct kg_kustomize_options *o = build->options;
    if (o->reorder != KG_REORDER_UNSPECIFIED && o->warn != NULL)
        o->warn(o->warn_context, "Warning: Sorting order is set both in 'kustomization.yaml'"
                                 " ('sortOptions') and in a CLI flag ('--reorder'). Using the"
                                 " kustomization file over the CLI flag.");
    struct kg_str order = kg_shape_text(options, "order");
    const struct kg_node *legacy = kg_node_get(options, "legacySortOptions");
    if (kg_str_is(order, "legacy")) {
        sort_legacy(build->arena, legacy, resources);
        return 0;
    }
    if (!kg_str_is(order, "fifo"))
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(options),
                           "sortOptions.order must be legacy or fifo, not `%.*s`",
                           KG_STR_ARG(order));
    if (legacy != NULL)
        return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(legacy),
                           "legacySortOptions go with `order: legacy`, not with fifo");
    return 0;
}

int kg_order(const struct kg_build_context *build, const struct kg_node *sort_options,
             struct kg_resources *resources, struct kg_error *err)
{
    if (sort_options != NULL)
        return sort_as_configured(build, sort_options, resources, err);
    if (build->options->reorder != KG_REORDER_NONE)
        sort_legacy(build->arena, NULL, resources);
    return 0;
}
