#include "compare_object.h"

#include <stdlib.h>

#include "kagent/map.h"
#include "leaves.h"
#include "show.h"

enum { ORDER_TEXT_MAX = 1 << 20, DEPTH_FIRST = 16 };

struct comparison {
    struct kg_arena *arena;
    struct kg_gvk gvk;
    struct kg_route route; /* to where the walk is */
    size_t route_capacity;
    struct kg_differences *differences;
};

/* One place of both objects. */
struct both {
    const struct kg_node *first;
    const struct kg_node *second;
};

static void compare(struct comparison *c, struct kg_merge_schema_cursor at, struct both nodes);

static void push_step(struct comparison *c, struct kg_route_step step)
{
    if (c->route.count == c->route_capacity) {
        size_t capacity = c->route_capacity == 0 ? DEPTH_FIRST : c->route_capacity * 2;
        c->route.steps = kg_arena_grow(c->arena, c->route.steps, c->route_capacity * sizeof(step),
                                       capacity * sizeof(step));
        c->route_capacity = capacity;
    }
    c->route.steps[c->route.count++] = step;
}

static void add(struct comparison *c, struct kg_difference difference)
{
    struct kg_differences *all = c->differences;
    if (all->count == all->capacity) {
        size_t capacity = all->capacity * 2 + 8;
        all->items = kg_arena_grow(c->arena, all->items, all->capacity * sizeof(difference),
                                   capacity * sizeof(difference));
        all->capacity = capacity;
    }
    all->items[all->count++] = difference;
}

/* What only one of the objects has, value by value. */
static void add_leaves(struct comparison *c, struct kg_merge_schema_cursor at, struct both nodes)
{
    bool removed = nodes.first != NULL;
    struct kg_leaves leaves =
        kg_leaves_list(c->arena, c->gvk, &c->route, at, removed ? nodes.first : nodes.second);
    for (size_t i = 0; i < leaves.count; i++) {
        const struct kg_leaf *leaf = &leaves.items[i];
        add(c, (struct kg_difference){.kind = removed ? KG_DIFFERENCE_REMOVED : KG_DIFFERENCE_ADDED,
                                      .path = leaf->path,
                                      .first = removed ? leaf->value : NULL,
                                      .second = removed ? NULL : leaf->value,
                                      .masked = leaf->masked});
    }
}

/* ---- mappings ---- */

/* A key of either mapping. */
struct field {
    struct kg_str key;
    struct both values;
};

static int compare_fields(const void *a, const void *b)
{
    const struct field *left = a;
    const struct field *right = b;
    return kg_str_compare(left->key, right->key);
}

static struct field *list_fields(struct kg_arena *arena, struct both mappings, size_t *count)
{
    struct kg_map seen; /* of fields, by key */
    size_t limit = (size_t)mappings.first->count + mappings.second->count;
    struct field *fields = kg_arena_zero(arena, limit + 1, sizeof(*fields));
    kg_map_init(&seen, arena);
    *count = 0;
    for (uint32_t i = 0; i < mappings.first->count; i++) {
        const struct kg_pair *pair = &mappings.first->pairs[i];
        struct kg_str key = kg_node_text(pair->key);
        fields[*count] = (struct field){key, {pair->value, NULL}};
        kg_map_put(&seen, key, &fields[(*count)++]);
    }
    for (uint32_t i = 0; i < mappings.second->count; i++) {
        const struct kg_pair *pair = &mappings.second->pairs[i];
        struct kg_str key = kg_node_text(pair->key);
        struct field *field = kg_map_get(&seen, key);
        if (field == NULL)
            fields[(*count)++] = (struct field){key, {NULL, pair->value}};
        else
            field->values.second = pair->value;
    }
    qsort(fields, *count, sizeof(*fields), compare_fields);
    return fields;
}

static void compare_mappings(struct comparison *c, struct kg_merge_schema_cursor at,
                             struct both mappings)
{
    size_t count;
    const struct field *fields = list_fields(c->arena, mappings, &count);
    for (size_t i = 0; i < count; i++) {
        push_step(c, (struct kg_route_step){.kind = KG_ROUTE_KEY, .key = fields[i].key});
        compare(c, kg_merge_schema_field(at, fields[i].key), fields[i].values);
        c->route.count--;
    }
}

/* ---- lists ---- */

/* Elements of two lists, by the rule that tells them apart. */
struct lists {
    struct both nodes;
    struct kg_element_rule rule;
    size_t *partners;  /* for each element of the first: the index in the second, or NO_PARTNER */
    bool *has_partner; /* for each element of the second */
};

#define NO_PARTNER SIZE_MAX

static void pair_elements(struct kg_arena *arena, struct lists *lists)
{
    const struct kg_node *first = lists->nodes.first;
    const struct kg_node *second = lists->nodes.second;
    struct kg_map places; /* of indices in the second list, by key */
    size_t *indices = kg_arena_zero(arena, second->count + 1, sizeof(*indices));
    lists->partners = kg_arena_zero(arena, first->count + 1, sizeof(*lists->partners));
    lists->has_partner = kg_arena_zero(arena, second->count + 1, sizeof(*lists->has_partner));
    kg_map_init(&places, arena);
    for (uint32_t i = 0; i < second->count; i++) {
        indices[i] = i;
        kg_map_put(&places, kg_element_key(arena, &lists->rule, second, i), &indices[i]);
    }
    for (uint32_t i = 0; i < first->count; i++) {
        const size_t *place = kg_map_get(&places, kg_element_key(arena, &lists->rule, first, i));
        lists->partners[i] = place == NULL ? NO_PARTNER : *place;
        if (place != NULL)
            lists->has_partner[*place] = true;
    }
}

static bool in_order(const struct lists *lists)
{
    size_t last = 0;
    for (uint32_t i = 0; i < lists->nodes.first->count; i++) {
        if (lists->partners[i] == NO_PARTNER)
            continue;
        if (lists->partners[i] < last)
            return false;
        last = lists->partners[i];
    }
    return true;
}

/* "b, a": the elements of a list that the other has too. */
static const char *order_of(struct kg_arena *arena, const struct lists *lists,
                            const struct kg_node *list)
{
    struct kg_buf out;
    bool is_first = list == lists->nodes.first;
    kg_buf_init(&out, arena, ORDER_TEXT_MAX);
    for (uint32_t i = 0; i < list->count; i++) {
        if (is_first ? lists->partners[i] == NO_PARTNER : !lists->has_partner[i])
            continue;
        struct kg_route_step step = kg_element_step(arena, &lists->rule, list, i);
        kg_buf_add_text(&out, out.length > 0 ? ", " : "");
        for (size_t j = 0; j < step.condition_count; j++)
            kg_buf_printf(&out, "%s%.*s", j > 0 ? "/" : "", KG_STR_ARG(step.conditions[j].value));
    }
    return kg_str_copy(arena, kg_buf_str(&out));
}

static void compare_element(struct comparison *c, const struct lists *lists,
                            struct kg_merge_schema_cursor at, const struct kg_node *list,
                            uint32_t index)
{
    bool is_first = list == lists->nodes.first;
    struct both elements = {is_first ? list->items[index] : NULL,
                            is_first ? NULL : list->items[index]};
    if (is_first && lists->partners[index] != NO_PARTNER)
        elements.second = lists->nodes.second->items[lists->partners[index]];
    push_step(c, kg_element_step(c->arena, &lists->rule, list, index));
    compare(c, kg_merge_schema_elements(at), elements);
    c->route.count--;
}

static void compare_lists(struct comparison *c, struct kg_merge_schema_cursor at, struct both nodes)
{
    struct lists lists = {.nodes = nodes,
                          .rule = kg_element_rule(c->arena, at, nodes.first, nodes.second)};
    pair_elements(c->arena, &lists);
    if (!in_order(&lists))
        add(c, (struct kg_difference){.kind = KG_DIFFERENCE_ORDER,
                                      .path = kg_route_text(c->arena, &c->route, c->route.count),
                                      .first = nodes.first,
                                      .second = nodes.second,
                                      .first_order = order_of(c->arena, &lists, nodes.first),
                                      .second_order = order_of(c->arena, &lists, nodes.second)});
    for (uint32_t i = 0; i < nodes.first->count; i++)
        compare_element(c, &lists, at, nodes.first, i);
    for (uint32_t i = 0; i < nodes.second->count; i++)
        if (!lists.has_partner[i])
            compare_element(c, &lists, at, nodes.second, i);
}

/* ---- any place ---- */

static void compare(struct comparison *c, struct kg_merge_schema_cursor at, struct both nodes)
{
    if (nodes.first == NULL || nodes.second == NULL)
        add_leaves(c, at, nodes);
    else if (nodes.first->kind == KG_NODE_MAPPING && nodes.second->kind == KG_NODE_MAPPING)
        compare_mappings(c, at, nodes);
    else if (nodes.first->kind == KG_NODE_SEQUENCE && nodes.second->kind == KG_NODE_SEQUENCE)
        compare_lists(c, at, nodes);
    else if (!kg_same_value(c->arena, nodes.first, nodes.second))
        add(c, (struct kg_difference){.kind = KG_DIFFERENCE_CHANGED,
                                      .path = kg_route_text(c->arena, &c->route, c->route.count),
                                      .first = nodes.first,
                                      .second = nodes.second,
                                      .masked = kg_is_secret(c->gvk, &c->route)});
}

void kg_compare_objects(struct kg_arena *arena, const struct kg_merge_schema *schema,
                        const struct kg_node *first, const struct kg_node *second,
                        struct kg_differences *differences)
{
    struct comparison comparison = {
        .arena = arena, .gvk = kg_node_gvk(first), .differences = differences};
    compare(&comparison, kg_merge_schema_of_object(schema, first), (struct both){first, second});
}
