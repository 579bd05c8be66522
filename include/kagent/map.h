/*
 * map: a hash table from texts to pointers, in an arena.
 *
 * Keys are borrowed: they must live as long as the map. There is no removal;
 * a value may be set to NULL. Iteration is not offered, because its order
 * would be the table's and not the caller's.
 */
#ifndef KAGENT_MAP_H
#define KAGENT_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "kagent/str.h"

struct kg_arena;
struct kg_map_entry;

struct kg_map {
    struct kg_arena *arena;
    struct kg_map_entry *entries;
    size_t count;
    size_t capacity;
};

void kg_map_init(struct kg_map *map, struct kg_arena *arena);

/* The value of `key`, or NULL. */
void *kg_map_get(const struct kg_map *map, struct kg_str key);

/* Sets the value of `key`. Returns the value it had, or NULL. */
void *kg_map_put(struct kg_map *map, struct kg_str key, void *value);

/* The place of `key`'s value, made (holding NULL) if absent; valid until the next put. */
void **kg_map_slot(struct kg_map *map, struct kg_str key);

/* FNV-1a, 64 bits: for tables, not for security. */
uint64_t kg_hash_text(struct kg_str text);

#endif
