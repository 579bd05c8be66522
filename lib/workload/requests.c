#include "requests.h"

#include "kagent/object.h"

/* The element of this name, made (holding nothing) if absent. */
static struct kg_request *slot(struct kg_arena *arena, struct kg_requests *requests,
                               struct kg_str name)
{
    for (size_t i = 0; i < requests->count; i++) {
        if (kg_str_equal(requests->items[i].name, name))
            return &requests->items[i];
    }
    requests->items =
        kg_arena_extend(arena, requests->items, requests->count, sizeof *requests->items);
    requests->items[requests->count] = (struct kg_request){.name = name};
    return &requests->items[requests->count++];
}

static struct kg_quantity amount_of(const struct kg_node *value)
{
    struct kg_quantity amount = kg_quantity_of(0);
    kg_quantity_parse(kg_node_text(value), &amount);
    return amount;
}

/* Adds what stands in a mapping from resources to amounts. */
static void add(struct kg_arena *arena, struct kg_requests *requests, const struct kg_node *amounts)
{
    for (uint32_t i = 0; kg_node_is(amounts, KG_NODE_MAPPING) && i < amounts->count; i++) {
        struct kg_quantity more = amount_of(amounts->pairs[i].value);
        struct kg_request *item = slot(arena, requests, kg_node_text(amounts->pairs[i].key));
        item->amount = item->amount.nano == 0 ? more : kg_quantity_add(item->amount, more);
    }
}

static void add_all(struct kg_arena *arena, struct kg_requests *requests,
                    const struct kg_requests *more)
{
    for (size_t i = 0; i < more->count; i++) {
        struct kg_request *item = slot(arena, requests, more->items[i].name);
        item->amount = item->amount.nano == 0
                           ? more->items[i].amount
                           : kg_quantity_add(item->amount, more->items[i].amount);
    }
}

/* What one container asks for: a resource with a limit only requests its limit, once it is a pod's.
 */
static struct kg_requests container_amounts(struct kg_arena *arena, const struct kg_node *container,
                                            const char *kind)
{
    const struct kg_node *limits = kg_node_path(container, "resources", "limits", NULL);
    const struct kg_node *amounts = kg_node_path(container, "resources", kind, NULL);
    struct kg_requests own = {0};
    add(arena, &own, amounts);
    for (uint32_t i = 0; kg_node_is(limits, KG_NODE_MAPPING) && i < limits->count; i++) {
        struct kg_str name = kg_node_text(limits->pairs[i].key);
        if (kg_node_get_str(amounts, name) == NULL)
            slot(arena, &own, name)->amount = amount_of(limits->pairs[i].value);
    }
    return own;
}

static void raise_to(struct kg_arena *arena, struct kg_requests *peak,
                     const struct kg_requests *other)
{
    for (size_t i = 0; i < other->count; i++) {
        struct kg_request *item = slot(arena, peak, other->items[i].name);
        if (kg_quantity_compare(other->items[i].amount, item->amount) > 0)
            item->amount = other->items[i].amount;
    }
}

/* Init containers: sidecars go on running, and add up; each other needs room beside them. */
static void add_inits(struct kg_arena *arena, const struct kg_node *inits, const char *kind,
                      struct kg_requests *sidecars, struct kg_requests *peak)
{
    for (uint32_t i = 0; i < kg_object_count(inits); i++) {
        struct kg_requests own = container_amounts(arena, inits->items[i], kind);
        if (kg_str_is(kg_node_text(kg_node_get(inits->items[i], "restartPolicy")), "Always")) {
            add_all(arena, sidecars, &own);
            continue;
        }
        add_all(arena, &own, sidecars);
        raise_to(arena, peak, &own);
    }
}

struct kg_requests kg_requests_of(struct kg_arena *arena, const struct kg_node *pod_spec,
                                  const char *kind)
{
    const struct kg_node *containers = kg_node_get(pod_spec, "containers");
    const struct kg_node *whole = kg_node_path(pod_spec, "resources", kind, NULL);
    struct kg_requests sum = {0}, peak = {0};
    add_inits(arena, kg_node_get(pod_spec, "initContainers"), kind, &sum, &peak);
    for (uint32_t i = 0; i < kg_object_count(containers); i++) {
        struct kg_requests own = container_amounts(arena, containers->items[i], kind);
        add_all(arena, &sum, &own);
    }
    raise_to(arena, &sum, &peak);
    for (uint32_t i = 0; kg_node_is(whole, KG_NODE_MAPPING) && i < whole->count; i++)
        slot(arena, &sum, kg_node_text(whole->pairs[i].key))->amount =
            amount_of(whole->pairs[i].value);
    add(arena, &sum, kg_node_get(pod_spec, "overhead"));
    return sum;
}

struct kg_quantity kg_requests_get(const struct kg_requests *requests, struct kg_str name)
{
    for (size_t i = 0; i < requests->count; i++) {
        if (kg_str_equal(requests->items[i].name, name))
            return requests->items[i].amount;
    }
    return kg_quantity_of(0);
}
