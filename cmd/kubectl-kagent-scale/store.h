/*
 * store: the objects of a watch, as they are now.
 *
 * Each object has memory of its own, given back when it changes or goes: a wait
 * may last for hours.
 */
#ifndef KG_SCALE_STORE_H
#define KG_SCALE_STORE_H

#include "kagent/node.h"

struct store_item;

struct store {
    struct kg_arena *arena; /* of the list, and whose recovery point is used */
    struct store_item *items;
    struct store_item *spare;
};

/* An empty store; what it holds is released with the arena at the latest. */
void store_init(struct store *store, struct kg_arena *arena);

/* Copies the object, in the place of one of the same name. */
void store_put(struct store *store, const struct kg_node *object);

/* Forgets the object of this name; forgets all. */
void store_remove(struct store *store, struct kg_str name);
void store_clear(struct store *store);

/* All objects as a sequence of `arena`, which is valid until the store changes. */
struct kg_node *store_list(const struct store *store, struct kg_arena *arena);

/* The object, where there is just one of interest; NULL when there is none. */
struct kg_node *store_first(const struct store *store);

#endif
