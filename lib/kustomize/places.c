#include "places.h"

#include "kagent/arena.h"

enum { SHORT = 24, FIRST_CAPACITY = 64 };

struct chain {
    uint32_t first;
    uint32_t last;
};

void kg_places_init(struct kg_places *places, struct kg_arena *arena, size_t expected)
{
    *places = (struct kg_places){.hashed = expected > SHORT};
    kg_map_init(&places->chains, arena);
}

static void link_place(struct kg_places *places, struct kg_str text, uint32_t place)
{
    struct kg_arena *arena = places->chains.arena;

    if (place == places->capacity) {
        uint32_t capacity = places->capacity == 0 ? FIRST_CAPACITY : places->capacity * 2;
        places->next = kg_arena_grow(arena, places->next, places->capacity * sizeof(uint32_t),
                                     capacity * sizeof(uint32_t));
        places->capacity = capacity;
    }
    places->next[place] = KG_NO_PLACE;
    void **slot = kg_map_slot(&places->chains, text);
    struct chain *chain = *slot;
    if (chain != NULL) {
        places->next[chain->last] = place;
        chain->last = place;
        return;
    }
    chain = kg_arena_alloc(arena, sizeof(*chain));
    *chain = (struct chain){place, place};
    *slot = chain;
}

void kg_places_add(struct kg_places *places, struct kg_str text)
{
    if (places->hashed)
        link_place(places, text, places->count);
    places->count++;
}

void kg_places_forget(struct kg_places *places)
{
    places->hashed = false;
}

uint32_t kg_places_first(const struct kg_places *places, struct kg_str text)
{
    if (!places->hashed)
        return places->count > 0 ? 0 : KG_NO_PLACE;
    const struct chain *chain = kg_map_get(&places->chains, text);
    return chain == NULL ? KG_NO_PLACE : chain->first;
}

uint32_t kg_places_next(const struct kg_places *places, uint32_t place)
{
    if (places->hashed)
        return places->next[place];
    return place + 1 < places->count ? place + 1 : KG_NO_PLACE;
}
