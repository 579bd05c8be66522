#include "owners.h"

#include "kagent/arena.h"

void kg_owners_init(struct kg_owners *owners, struct kg_arena *arena)
{
    *owners = (struct kg_owners){.arena = arena};
    kg_places_init(&owners->places, arena, SIZE_MAX); /* with an index: no candidates by chance */
}

void kg_owners_add(struct kg_owners *owners, struct kg_str text, struct kg_resource *resource)
{
    size_t count = owners->places.count;

    owners->items = kg_arena_extend(owners->arena, owners->items, count, sizeof(*owners->items));
    owners->items[count] = resource;
    kg_places_add(&owners->places, text);
}

struct kg_resource *kg_owners_next(const struct kg_owners *owners, struct kg_str text,
                                   uint32_t *place)
{
    *place = *place == KG_NO_PLACE ? kg_places_first(&owners->places, text)
                                   : kg_places_next(&owners->places, *place);
    return *place == KG_NO_PLACE ? NULL : owners->items[*place];
}
