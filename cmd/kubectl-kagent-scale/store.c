#include "store.h"

#include "kagent/kube.h"

/* No object of the API is larger: etcd takes 1.5 MiB, and trees are some ten times their text. */
enum { OBJECT_MAX = 64 << 20 };

struct store_item {
    struct store_item *next;
    struct kg_arena arena;
    struct kg_node *object;
};

static void release_all(void *object)
{
    store_clear(object);
}

void store_init(struct store *store, struct kg_arena *arena)
{
    *store = (struct store){.arena = arena};
    kg_arena_defer(arena, release_all, store);
}

static struct store_item **find(struct store *store, struct kg_str name)
{
    struct store_item **place = &store->items;
    while (*place != NULL && !kg_str_equal(kg_kube_name((*place)->object), name))
        place = &(*place)->next;
    return place;
}

/* An item without memory, from those that were used before. */
static struct store_item *take(struct store *store)
{
    struct store_item *item = store->spare;
    if (item == NULL)
        return kg_arena_zero(store->arena, 1, sizeof *item);
    store->spare = item->next;
    return item;
}

static void give_back(struct store *store, struct store_item **place)
{
    struct store_item *item = *place;
    *place = item->next;
    kg_arena_release(&item->arena);
    item->object = NULL;
    item->next = store->spare;
    store->spare = item;
}

void store_put(struct store *store, const struct kg_node *object)
{
    struct store_item **place = find(store, kg_kube_name(object));
    struct store_item *item;
    if (*place != NULL)
        give_back(store, place);
    item = take(store);
    kg_arena_init(&item->arena, OBJECT_MAX, store->arena->recovery);
    item->next = store->items;
    item->object = NULL;
    store->items = item; /* before anything is allocated that would be lost by a jump */
    item->object = kg_node_detach(&item->arena, object);
}

void store_remove(struct store *store, struct kg_str name)
{
    struct store_item **place = find(store, name);
    if (*place != NULL)
        give_back(store, place);
}

void store_clear(struct store *store)
{
    while (store->items != NULL)
        give_back(store, &store->items);
}

struct kg_node *store_list(const struct store *store, struct kg_arena *arena)
{
    struct kg_node *list = kg_node_sequence(arena);
    for (const struct store_item *item = store->items; item != NULL; item = item->next)
        kg_node_append(arena, list, item->object);
    return list;
}

struct kg_node *store_first(const struct store *store)
{
    return store->items != NULL ? store->items->object : NULL;
}
