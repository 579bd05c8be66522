#include "history.h"

#include "show.h"

/* One node on the way to the field, as it was after some step. */
struct kg_glimpse {
    const struct kg_node *node; /* which one it is; it has changed since */
    struct kg_node now;         /* what it was; without content */
    struct kg_str key;          /* of an element: by what it is told from the others */
    struct kg_glimpse *below;   /* the next nodes on the way: all elements of a list */
    size_t count;
    size_t asked; /* the one of them that the route asks for, or NOT_FOUND */
};

#define NOT_FOUND SIZE_MAX

void kg_history_init(struct kg_history *history, struct kg_arena *arena,
                     const struct kg_merge_schema *schema, size_t number,
                     const struct kg_route *route)
{
    *history = (struct kg_history){.schema = schema, .route = route, .number = number};
    kg_census_init(&history->census, arena);
}

/* ---- writing down ---- */

static void look(const struct kg_history *history, struct kg_merge_schema_cursor at, size_t depth,
                 const struct kg_node *node, struct kg_glimpse *glimpse);

static void look_at_elements(const struct kg_history *history, struct kg_merge_schema_cursor at,
                             size_t depth, const struct kg_node *list, struct kg_glimpse *glimpse)
{
    struct kg_arena *arena = history->census.arena;
    struct kg_element_rule rule = kg_element_rule(arena, at, list, NULL);
    if (kg_route_step_into(&history->route->steps[depth], list, &glimpse->asked) == NULL)
        glimpse->asked = NOT_FOUND;
    glimpse->count = list->count;
    glimpse->below = kg_arena_zero(arena, list->count + 1, sizeof(*glimpse->below));
    for (uint32_t i = 0; i < list->count; i++) {
        glimpse->below[i].key = kg_element_key(arena, &rule, list, i);
        look(history, kg_merge_schema_elements(at), depth + 1, list->items[i], &glimpse->below[i]);
    }
}

/* A collection comes from the line of its key. */
static void take_place_of_key(struct kg_glimpse *glimpse, const struct kg_node *key)
{
    if (glimpse->now.kind != KG_NODE_SCALAR && key->source != NULL)
        kg_node_at(&glimpse->now, key);
}

/* Looks at a node, `depth` steps from the object, and on from there. */
static void look(const struct kg_history *history, struct kg_merge_schema_cursor at, size_t depth,
                 const struct kg_node *node, struct kg_glimpse *glimpse)
{
    glimpse->node = node;
    glimpse->now = *node;
    if (node->kind != KG_NODE_SCALAR) {
        glimpse->now.items = NULL;
        glimpse->now.count = 0;
    }
    if (depth == history->route->count || node->kind == KG_NODE_SCALAR)
        return;
    if (node->kind == KG_NODE_SEQUENCE) {
        look_at_elements(history, at, depth, node, glimpse);
        return;
    }
    struct kg_str key = history->route->steps[depth].key;
    const struct kg_pair *pair = kg_node_pair(node, key);
    if (pair == NULL)
        return;
    glimpse->count = 1;
    glimpse->below = kg_arena_zero(history->census.arena, 1, sizeof(*glimpse->below));
    look(history, kg_merge_schema_field(at, key), depth + 1, pair->value, glimpse->below);
    take_place_of_key(glimpse->below, pair->key);
}

static void write_down(struct kg_history *history, const struct kg_step *step,
                       const struct kg_node *object)
{
    struct kg_arena *arena = history->census.arena;
    if (history->count == history->capacity) {
        size_t capacity = history->capacity * 2 + 16;
        history->states =
            kg_arena_grow(arena, history->states, history->capacity * sizeof(*history->states),
                          capacity * sizeof(*history->states));
        history->capacity = capacity;
    }
    struct kg_state *state = &history->states[history->count++];
    *state = (struct kg_state){.step = kg_step_copy(arena, step)};
    if (object == NULL)
        return;
    struct kg_glimpse *root = kg_arena_zero(arena, 1, sizeof(*root));
    look(history, kg_merge_schema_of_object(history->schema, object), 0, object, root);
    state->root = root;
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
        write_down(history, step, sighting->object);
    else if (sighting->gone != NULL && history->states[history->count - 1].root != NULL)
        write_down(history, step, NULL);
}

/* ---- putting together ---- */

static bool same_place(const struct kg_node *a, const struct kg_node *b)
{
    return a->source == b->source && a->line == b->line && a->column == b->column;
}

/* The element of an earlier list that became `later`. */
static size_t find_earlier(const struct kg_glimpse *list, const struct kg_glimpse *later)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->below[i].node == later->node)
            return i;
    for (size_t i = 0; i < list->count; i++)
        if (later->now.source != NULL && same_place(&list->below[i].now, &later->now))
            return i;
    for (size_t i = 0; i < list->count; i++)
        if (kg_str_equal(list->below[i].key, later->key))
            return i;
    return NOT_FOUND;
}

/*
 * The way to the field in one state: as in a later state where one is known,
 * else as the route has it. Returns the field, or NULL if it is not there.
 */
static const struct kg_glimpse *find(const struct kg_history *history,
                                     const struct kg_glimpse *root,
                                     const struct kg_glimpse *const *later,
                                     const struct kg_glimpse **way)
{
    const struct kg_glimpse *at = root;
    for (size_t i = 0; at != NULL && i < history->route->count; i++) {
        size_t index = at->count > 0 ? 0 : NOT_FOUND;
        if (at->now.kind == KG_NODE_SEQUENCE)
            index = later != NULL ? find_earlier(at, later[i + 1]) : at->asked;
        at = index == NOT_FOUND ? NULL : &at->below[index];
        way[i + 1] = at;
    }
    return at;
}

/* What the field was after each step, NULL where it was not there. */
static const struct kg_glimpse **find_all(const struct kg_history *history)
{
    struct kg_arena *arena = history->census.arena;
    size_t length = history->route->count + 1;
    const struct kg_glimpse **fields = kg_arena_zero(arena, history->count + 1, sizeof(*fields));
    const struct kg_glimpse **way = kg_arena_zero(arena, length, sizeof(*way));
    const struct kg_glimpse **later = NULL;
    for (size_t i = history->count; i-- > 0;) {
        fields[i] = find(history, history->states[i].root, later, way);
        if (fields[i] == NULL)
            continue;
        later = way; /* the next one is written beside it */
        way = kg_arena_zero(arena, length, sizeof(*way));
    }
    return fields;
}

/* Whether a step has left the field alone. */
static bool untouched(struct kg_arena *arena, const struct kg_glimpse *before,
                      const struct kg_glimpse *after)
{
    if (before == NULL || after == NULL)
        return before == after;
    return kg_same_value(arena, &before->now, &after->now) &&
           (after->now.kind != KG_NODE_SCALAR || same_place(&before->now, &after->now));
}

const struct kg_layer *kg_history_layers(const struct kg_history *history, size_t *count)
{
    struct kg_arena *arena = history->census.arena;
    const struct kg_glimpse **fields = find_all(history);
    struct kg_layer *layers = kg_arena_alloc(arena, (history->count + 1) * sizeof(*layers));
    const struct kg_glimpse *before = NULL;
    *count = 0;
    for (size_t i = 0; i < history->count; before = fields[i++])
        if (!untouched(arena, before, fields[i]))
            layers[(*count)++] = (struct kg_layer){
                .step = history->states[i].step,
                .before = before == NULL ? NULL : &before->now,
                .after = fields[i] == NULL ? NULL : &fields[i]->now,
            };
    return layers;
}
