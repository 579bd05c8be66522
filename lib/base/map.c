#include "kagent/map.h"

#include "kagent/arena.h"

enum { FIRST_CAPACITY = 16 };

struct kg_map_entry {
    struct kg_str key; /* data is NULL in a free place */
    uint64_t hash;
    void *value;
};

uint64_t kg_hash_text(struct kg_str text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.length; i++) {
        hash ^= (unsigned char)text.data[i];
        hash *= 0x100000001b3u;
    }
    return hash;
}

void kg_map_init(struct kg_map *map, struct kg_arena *arena)
{
    *map = (struct kg_map){.arena = arena};
}

/* The entry of `key`, or the free one where it belongs. Capacity is a power of 2, never full. */
static struct kg_map_entry *find(const struct kg_map *map, struct kg_str key, uint64_t hash)
{
    size_t mask = map->capacity - 1;
    for (size_t i = (size_t)(hash ^ hash >> 32) & mask;; i = (i + 1) & mask) {
        struct kg_map_entry *entry = &map->entries[i];
        if (entry->key.data == NULL || (entry->hash == hash && kg_str_equal(entry->key, key)))
            return entry;
    }
}

static void enlarge(struct kg_map *map)
{
    struct kg_map old = *map;
    map->capacity = old.capacity == 0 ? FIRST_CAPACITY : old.capacity * 2;
    map->entries = kg_arena_zero(map->arena, map->capacity, sizeof(*map->entries));
    for (size_t i = 0; i < old.capacity; i++)
        if (old.entries[i].key.data != NULL)
            *find(map, old.entries[i].key, old.entries[i].hash) = old.entries[i];
}

void *kg_map_get(const struct kg_map *map, struct kg_str key)
{
    if (map->count == 0)
        return NULL;
    return find(map, key, kg_hash_text(key))->value;
}

void **kg_map_slot(struct kg_map *map, struct kg_str key)
{
    if (map->count * 4 >= map->capacity * 3)
        enlarge(map);
    uint64_t hash = kg_hash_text(key);
    struct kg_map_entry *entry = find(map, key, hash);
    if (entry->key.data == NULL) {
        *entry = (struct kg_map_entry){key, hash, NULL};
        map->count++;
    }
    return &entry->value;
}

void *kg_map_put(struct kg_map *map, struct kg_str key, void *value)
{
    void **slot = kg_map_slot(map, key);
    void *old = *slot;
    *slot = value;
    return old;
}
