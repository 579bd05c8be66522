#include "history.h"

#include "show.h"

void kg_history_init(struct kg_history *history, struct kg_arena *arena, size_t number,
                     const struct kg_route *route)
{
    *history = (struct kg_history){.number = number, .route = route};
    kg_census_init(&history->census, arena);
}

/* The key in front of the field, or NULL. */
static const struct kg_node *key_of(const struct kg_route *route, const struct kg_node *object)
{
    if (route->count == 0)
        return NULL;
    struct kg_route above = {.steps = route->steps, .count = route->count - 1};
    const struct kg_pair *pair =
        kg_node_pair(kg_route_follow(&above, object, NULL), route->steps[route->count - 1].key);
    return pair == NULL ? NULL : pair->key;
}

/* The field as it is now; nodes change in place. A collection stands at its key. */
static const struct kg_node *snapshot(struct kg_arena *arena, const struct kg_route *route,
                                      const struct kg_node *object)
{
    const struct kg_node *node = kg_route_follow(route, object, NULL);
    if (node == NULL)
        return NULL;
    struct kg_node *copy = kg_arena_alloc(arena, sizeof(*copy));
    *copy = *node;
    if (node->kind == KG_NODE_SCALAR)
        return copy;
    copy->items = NULL;
    copy->count = 0;
    const struct kg_node *key = key_of(route, object);
    return key != NULL && key->source != NULL ? kg_node_at(copy, key) : copy;
}

static bool same_place(const struct kg_node *a, const struct kg_node *b)
{
    return a->source == b->source && a->line == b->line && a->column == b->column;
}

/* Whether a step has left the field alone. */
static bool untouched(struct kg_arena *arena, const struct kg_node *before,
                      const struct kg_node *after)
{
    if (before == NULL || after == NULL)
        return before == after;
    return kg_same_value(arena, before, after) &&
           (after->kind != KG_NODE_SCALAR || same_place(before, after));
}

static void record(struct kg_history *history, const struct kg_step *step,
                   const struct kg_node *after)
{
    struct kg_arena *arena = history->census.arena;
    const struct kg_node *before =
        history->count == 0 ? NULL : history->layers[history->count - 1].after;
    if (untouched(arena, before, after))
        return;
    size_t size = sizeof(*history->layers);
    history->layers =
        kg_arena_grow(arena, history->layers, history->count * size, (history->count + 1) * size);
    history->layers[history->count++] = (struct kg_layer){kg_step_copy(arena, step), before, after};
}

void kg_history_take(void *context, const struct kg_step *step, const struct kg_observed *resources,
                     size_t count)
{
    struct kg_history *history = context;
    struct kg_census *census = &history->census;
    kg_census_take(census, step, resources, count);
    if (history->number >= census->count)
        return;
    const struct kg_sighting *sighting = census->items[history->number];
    if (sighting->round == census->round)
        record(history, step, snapshot(census->arena, history->route, sighting->object));
    else if (sighting->gone != NULL)
        record(history, step, NULL);
}
