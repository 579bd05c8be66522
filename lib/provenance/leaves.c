#include "leaves.h"

#include <stdlib.h>

#include "show.h"

struct listing {
    struct kg_arena *arena;
    struct kg_gvk gvk;
    size_t depth;          /* of the field, in steps */
    struct kg_route route; /* to where the walk is */
    size_t route_capacity;
    struct kg_leaf *items;
    size_t count;
    size_t capacity;
};

static void push_step(struct listing *listing, struct kg_route_step step)
{
    struct kg_route *route = &listing->route;
    if (route->count == listing->route_capacity) {
        size_t capacity = listing->route_capacity * 2 + 8;
        route->steps =
            kg_arena_grow(listing->arena, route->steps, listing->route_capacity * sizeof(step),
                          capacity * sizeof(step));
        listing->route_capacity = capacity;
    }
    route->steps[route->count++] = step;
}

static void add_leaf(struct listing *listing, const struct kg_node *value)
{
    if (listing->count == listing->capacity) {
        size_t capacity = listing->capacity * 2 + 16;
        listing->items = kg_arena_grow(listing->arena, listing->items,
                                       listing->capacity * sizeof(*listing->items),
                                       capacity * sizeof(*listing->items));
        listing->capacity = capacity;
    }
    const struct kg_route *route = &listing->route;
    struct kg_route tail = {route->steps + listing->depth, route->count - listing->depth};
    listing->items[listing->count++] =
        (struct kg_leaf){.path = kg_route_text(listing->arena, route, route->count),
                         .tail = kg_route_text(listing->arena, &tail, tail.count),
                         .value = value,
                         .masked = kg_is_secret(listing->gvk, route)};
}

static int compare_keys(const void *a, const void *b)
{
    const struct kg_pair *left = a;
    const struct kg_pair *right = b;
    return kg_str_compare(kg_node_text(left->key), kg_node_text(right->key));
}

static struct kg_pair *sorted_pairs(struct kg_arena *arena, const struct kg_node *mapping)
{
    struct kg_pair *pairs = kg_arena_alloc(arena, mapping->count * sizeof(*pairs));
    for (uint32_t i = 0; i < mapping->count; i++)
        pairs[i] = mapping->pairs[i];
    qsort(pairs, mapping->count, sizeof(*pairs), compare_keys);
    return pairs;
}

static void walk(struct listing *listing, struct kg_merge_schema_cursor at,
                 const struct kg_node *node);

static void walk_mapping(struct listing *listing, struct kg_merge_schema_cursor at,
                         const struct kg_node *mapping)
{
    const struct kg_pair *pairs = sorted_pairs(listing->arena, mapping);
    for (uint32_t i = 0; i < mapping->count; i++) {
        struct kg_str key = kg_node_text(pairs[i].key);
        push_step(listing, (struct kg_route_step){.kind = KG_ROUTE_KEY, .key = key});
        walk(listing, kg_merge_schema_field(at, key), pairs[i].value);
        listing->route.count--;
    }
}

static void walk_sequence(struct listing *listing, struct kg_merge_schema_cursor at,
                          const struct kg_node *list)
{
    struct kg_element_rule rule = kg_element_rule(listing->arena, at, list, NULL);
    for (uint32_t i = 0; i < list->count; i++) {
        push_step(listing, kg_element_step(listing->arena, &rule, list, i));
        walk(listing, kg_merge_schema_elements(at), list->items[i]);
        listing->route.count--;
    }
}

static void walk(struct listing *listing, struct kg_merge_schema_cursor at,
                 const struct kg_node *node)
{
    if (node->kind == KG_NODE_SCALAR || node->count == 0)
        add_leaf(listing, node);
    else if (node->kind == KG_NODE_MAPPING)
        walk_mapping(listing, at, node);
    else
        walk_sequence(listing, at, node);
}

struct kg_leaves kg_leaves_list(struct kg_arena *arena, struct kg_gvk gvk,
                                const struct kg_route *route, struct kg_merge_schema_cursor at,
                                const struct kg_node *node)
{
    struct listing listing = {.arena = arena, .gvk = gvk, .depth = route->count};
    for (size_t i = 0; i < route->count; i++)
        push_step(&listing, route->steps[i]);
    walk(&listing, at, node);
    return (struct kg_leaves){listing.items, listing.count};
}
