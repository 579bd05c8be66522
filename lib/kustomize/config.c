/*
 * config: the default transformer configuration, reading and merging.
 */
#include "config.h"

#include <stdlib.h>

#include "tables/fieldspecs.h"

/* Every plain list of a configuration: its field name and its place. */
static const struct list {
    const char *name;
    size_t offset;
    const struct kg_fieldspec_rows *defaults;
} lists[] = {
    {"namePrefix", offsetof(struct kg_transformer_config, name_prefix),
     &kg_default_fieldspecs.name_prefix},
    {"nameSuffix", offsetof(struct kg_transformer_config, name_suffix),
     &kg_default_fieldspecs.name_suffix},
    {"namespace", offsetof(struct kg_transformer_config, namespace),
     &kg_default_fieldspecs.namespace},
    {"commonAnnotations", offsetof(struct kg_transformer_config, common_annotations),
     &kg_default_fieldspecs.common_annotations},
    {"commonLabels", offsetof(struct kg_transformer_config, common_labels),
     &kg_default_fieldspecs.common_labels},
    {"labels", offsetof(struct kg_transformer_config, labels), NULL},
    {"templateLabels", offsetof(struct kg_transformer_config, template_labels),
     &kg_default_fieldspecs.template_labels},
    {"varReference", offsetof(struct kg_transformer_config, var_reference),
     &kg_default_fieldspecs.var_reference},
    {"images", offsetof(struct kg_transformer_config, images), &kg_default_fieldspecs.images},
    {"replicas", offsetof(struct kg_transformer_config, replicas), &kg_default_fieldspecs.replicas},
};

enum { LIST_COUNT = sizeof(lists) / sizeof(lists[0]) };

static struct kg_fieldspecs *list_of(struct kg_transformer_config *config, const struct list *list)
{
    return (struct kg_fieldspecs *)(void *)((char *)config + list->offset);
}

static const struct kg_fieldspecs *list_in(const struct kg_transformer_config *config,
                                           const struct list *list)
{
    return (const struct kg_fieldspecs *)(const void *)((const char *)config + list->offset);
}

/* ---- defaults ---- */

static struct kg_fieldspecs specs_from_rows(struct kg_arena *arena,
                                            const struct kg_fieldspec_rows *table)
{
    struct kg_fieldspec *items = kg_arena_zero(arena, table->count, sizeof(*items));

    for (size_t i = 0; i < table->count; i++)
        items[i] = kg_fieldspec_make(arena, table->rows[i].gvk, table->rows[i].path,
                                     table->rows[i].create);
    return (struct kg_fieldspecs){.items = items, .count = table->count, .settled = true};
}

struct kg_transformer_config kg_transformer_config_default(struct kg_arena *arena)
{
    struct kg_transformer_config config = {0};
    size_t count = kg_default_name_reference_count;
    struct kg_name_reference *references = kg_arena_zero(arena, count, sizeof(*references));

    for (size_t i = 0; i < LIST_COUNT; i++)
        if (lists[i].defaults != NULL)
            *list_of(&config, &lists[i]) = specs_from_rows(arena, lists[i].defaults);
    for (size_t i = 0; i < count; i++) {
        references[i].target = kg_default_name_references[i].target;
        references[i].referrers = specs_from_rows(arena, &kg_default_name_references[i].referrers);
    }
    config.name_references =
        (struct kg_name_references){.items = references, .count = count, .settled = true};
    return config;
}

/* ---- reading ---- */

static struct kg_name_references read_references(struct kg_arena *arena, const struct kg_node *list)
{
    struct kg_name_references references = {0};

    if (!kg_node_is(list, KG_NODE_SEQUENCE))
        return references;
    struct kg_name_reference *items = kg_arena_zero(arena, list->count, sizeof(*items));
    for (uint32_t i = 0; i < list->count; i++) {
        const struct kg_node *entry = list->items[i];
        items[references.count++] = (struct kg_name_reference){
            .target = kg_fieldspec_read(arena, entry).gvk,
            .referrers = kg_fieldspecs_read(arena, kg_node_get(entry, "fieldSpecs")),
        };
    }
    references.items = items;
    return references;
}

/* A reference with its place in the list, which decides among equals. */
struct ranked {
    struct kg_name_reference reference;
    size_t place;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;
    int order = kg_gvk_compare(x->reference.target, y->reference.target);

    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

static struct kg_name_references sort_references(struct kg_arena *arena,
                                                 struct kg_name_references references)
{
    if (references.settled || references.count < 2)
        return references;
    struct kg_name_reference *sorted = kg_arena_alloc(arena, references.count * sizeof(*sorted));
    struct ranked *ranked = kg_arena_alloc(arena, references.count * sizeof(*ranked));
    for (size_t i = 0; i < references.count; i++)
        ranked[i] = (struct ranked){references.items[i], i};
    qsort(ranked, references.count, sizeof(*ranked), compare_ranked);
    for (size_t i = 0; i < references.count; i++)
        sorted[i] = ranked[i].reference;
    references.items = sorted;
    return references;
}

struct kg_transformer_config kg_transformer_config_read(struct kg_arena *arena,
                                                        const struct kg_node *node)
{
    struct kg_transformer_config config = {0};

    for (size_t i = 0; i < LIST_COUNT; i++)
        *list_of(&config, &lists[i]) =
            kg_fieldspecs_sort(arena, kg_fieldspecs_read(arena, kg_node_get(node, lists[i].name)));
    config.name_references =
        sort_references(arena, read_references(arena, kg_node_get(node, "nameReference")));
    return config;
}

/* ---- merging ---- */

/* Adds a reference to the entries of its target, or as a new one; there is room for it. */
static int add_reference(struct kg_arena *arena, struct kg_name_reference *items, size_t *count,
                         const struct kg_name_reference *reference, struct kg_error *err)
{
    bool found = false;

    for (size_t i = 0; i < *count; i++) {
        if (!kg_gvk_equal(items[i].target, reference->target))
            continue;
        found = true;
        if (kg_fieldspecs_merge(arena, items[i].referrers, reference->referrers,
                                &items[i].referrers, err) < 0)
            return -1;
    }
    if (!found)
        items[(*count)++] = *reference;
    return 0;
}

static int merge_references(struct kg_arena *arena, struct kg_name_references *references,
                            struct kg_name_references more, struct kg_error *err)
{
    size_t count = references->count;

    if (more.count == 0)
        return 0;
    if (more.settled && (count == 0 || references->items == more.items)) {
        *references = more;
        return 0;
    }
    if (more.count > KG_FIELDSPECS_MAX)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "more than %d kinds", KG_FIELDSPECS_MAX);
    struct kg_name_reference *items = kg_arena_alloc(arena, (count + more.count) * sizeof(*items));
    if (count > 0)
        memcpy(items, references->items, count * sizeof(*items));
    for (size_t i = 0; i < more.count; i++)
        if (add_reference(arena, items, &count, &more.items[i], err) < 0)
            return -1;
    *references =
        sort_references(arena, (struct kg_name_references){.items = items, .count = count});
    return 0;
}

int kg_transformer_config_merge(struct kg_arena *arena, struct kg_transformer_config *config,
                                const struct kg_transformer_config *more, struct kg_error *err)
{
    for (size_t i = 0; i < LIST_COUNT; i++) {
        struct kg_fieldspecs *list = list_of(config, &lists[i]);
        if (kg_fieldspecs_merge(arena, *list, *list_in(more, &lists[i]), list, err) < 0)
            return kg_error_context(err, "%s", lists[i].name);
        *list = kg_fieldspecs_sort(arena, *list);
    }
    if (merge_references(arena, &config->name_references, more->name_references, err) < 0)
        return kg_error_context(err, "nameReference");
    return 0;
}
