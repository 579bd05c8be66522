#include "census.h"

void kg_census_init(struct kg_census *census, struct kg_arena *arena)
{
    *census = (struct kg_census){.arena = arena};
    kg_map_init(&census->by_identity, arena);
}

const struct kg_step *kg_step_copy(struct kg_arena *arena, const struct kg_step *step)
{
    struct kg_step *copy = kg_arena_alloc(arena, sizeof(*copy));
    *copy = *step;
    return copy;
}

struct kg_id kg_sighting_first(const struct kg_sighting *sighting)
{
    return sighting->ids[0];
}

struct kg_id kg_sighting_last(const struct kg_sighting *sighting)
{
    return sighting->ids[sighting->id_count - 1];
}

bool kg_census_is_built(const struct kg_census *census, const struct kg_sighting *sighting)
{
    return sighting->round == census->round;
}

static struct kg_sighting *appear(struct kg_census *census, const void *identity)
{
    struct kg_sighting *sighting = kg_arena_zero(census->arena, 1, sizeof(*sighting));
    if (census->count == census->capacity) {
        size_t capacity = census->capacity == 0 ? 16 : census->capacity * 2;
        census->items =
            kg_arena_grow(census->arena, census->items, census->capacity * sizeof(*census->items),
                          capacity * sizeof(*census->items));
        census->capacity = capacity;
    }
    sighting->identity = identity;
    sighting->number = census->count;
    census->items[census->count++] = sighting;
    return sighting;
}

/* The sighting of this identity, made where there is none. */
static struct kg_sighting *find(struct kg_census *census, const void *identity)
{
    struct kg_str key = {(const char *)&identity, sizeof(identity)};
    struct kg_sighting *known = kg_map_get(&census->by_identity, key);
    if (known != NULL)
        return known;
    known = appear(census, identity);
    key.data = (const char *)&known->identity;
    kg_map_put(&census->by_identity, key, known);
    return known;
}

static bool same_id(struct kg_id a, struct kg_id b)
{
    return kg_id_equal_ignoring_namespace(a, b) && kg_str_equal(a.namespace, b.namespace);
}

static void add_id(struct kg_arena *arena, struct kg_sighting *sighting, struct kg_id id)
{
    if (sighting->id_count > 0 && same_id(kg_sighting_last(sighting), id))
        return;
    size_t size = sizeof(id);
    sighting->ids = kg_arena_grow(arena, sighting->ids, sighting->id_count * size,
                                  (sighting->id_count + 1) * size);
    sighting->ids[sighting->id_count++] = id;
}

/* Those of the set that were not seen any more. */
static void take_losses(struct kg_census *census, const struct kg_step *step)
{
    const struct kg_step *copy = NULL;
    for (size_t i = 0; i < census->count; i++) {
        struct kg_sighting *sighting = census->items[i];
        if (sighting->set != step->set || sighting->round == census->round ||
            sighting->gone != NULL)
            continue;
        if (copy == NULL)
            copy = kg_step_copy(census->arena, step);
        sighting->gone = copy;
    }
}

void kg_census_take(struct kg_census *census, const struct kg_step *step,
                    const struct kg_observed *resources, size_t count)
{
    census->round++;
    for (size_t i = 0; i < count; i++) {
        struct kg_sighting *sighting = find(census, resources[i].identity);
        const struct kg_node *object = resources[i].object;
        add_id(
            census->arena, sighting,
            (struct kg_id){kg_node_gvk(object), kg_node_name(object), kg_node_namespace(object)});
        sighting->object = object;
        sighting->set = step->set;
        sighting->round = census->round;
        sighting->place = i;
    }
    if (!step->adds)
        take_losses(census, step);
}
