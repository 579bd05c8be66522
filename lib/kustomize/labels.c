/*
 * labels, commonLabels and commonAnnotations.
 *
 * One node per resource and key is hung under every place that lacks the key:
 * what changes it later, at one place, changes it at all of them.
 */
#include <stdlib.h>

#include "transform.h"

static int compare_pairs(const void *a, const void *b)
{
    const struct kg_pair *left = a;
    const struct kg_pair *right = b;
    return kg_str_compare(left->key->text, right->key->text);
}

/* The entries of a map in the order of their keys. */
static struct kg_pair *sorted_pairs(struct kg_arena *arena, const struct kg_node *map)
{
    struct kg_pair *pairs = kg_arena_alloc(arena, map->count * sizeof(*pairs));
    for (uint32_t i = 0; i < map->count; i++)
        pairs[i] = map->pairs[i];
    qsort(pairs, map->count, sizeof(*pairs), compare_pairs);
    return pairs;
}

static int set_entries(const struct kg_transformation *t, struct kg_error *err)
{
    const struct kg_node *map = t->config;
    if (map == NULL || map->count == 0)
        return 0;
    struct kg_arena *arena = t->build->arena;
    const struct kg_pair *pairs = sorted_pairs(arena, map);
    for (size_t i = 0; i < t->resources->count; i++)
        for (uint32_t j = 0; j < map->count; j++) {
            struct kg_node *value = kg_node_scalar(arena, KG_TAG_STR, pairs[j].value->text);
            kg_node_at(value, pairs[j].value);
            if (kg_fieldspecs_set_entry(arena, t->specs, t->resources->items[i]->node,
                                        pairs[j].key->text, value, err) != 0)
                return -1;
        }
    return 0;
}

int kg_transform_labels(const struct kg_transformation *t, struct kg_error *err)
{
    return set_entries(t, err);
}

int kg_transform_annotations(const struct kg_transformation *t, struct kg_error *err)
{
    return set_entries(t, err);
}
