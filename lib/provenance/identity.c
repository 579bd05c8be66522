#include "identity.h"

#include "kagent/map.h"

enum { KEY_TEXT_MAX = 1 << 20 };

/* A scalar that can tell an element from others. */
static const struct kg_node *identifying(const struct kg_node *element, struct kg_str field)
{
    const struct kg_node *node = kg_node_get_str(element, field);
    return kg_node_is(node, KG_NODE_SCALAR) && !kg_node_is_null(node) ? node : NULL;
}

struct kg_str kg_element_key(struct kg_arena *arena, const struct kg_element_rule *rule,
                             const struct kg_node *list, size_t index)
{
    struct kg_buf out;
    const struct kg_node *element = list->items[index];
    if (rule->identity == KG_BY_TEXT)
        return kg_node_text(element);
    kg_buf_init(&out, arena, KEY_TEXT_MAX);
    if (rule->identity == KG_BY_INDEX)
        kg_buf_printf(&out, "%zu", index);
    for (size_t i = 0; i < rule->field_count; i++) {
        const struct kg_node *field = identifying(element, rule->fields[i]);
        kg_buf_add_char(&out, field != NULL ? '=' : '-');
        kg_buf_add_str(&out, kg_node_text(field));
        kg_buf_add_char(&out, '\0');
    }
    return kg_buf_str(&out);
}

/* Whether every element has an identity by the rule. */
static bool fits(const struct kg_element_rule *rule, const struct kg_node *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const struct kg_node *element = list->items[i];
        bool found = rule->identity == KG_BY_TEXT && element->kind == KG_NODE_SCALAR;
        for (size_t j = 0; j < rule->field_count && !found; j++)
            found = identifying(element, rule->fields[j]) != NULL;
        if (!found)
            return false;
    }
    return true;
}

/* Whether the rule fits the list and no two elements are the same by it. */
static bool identifies(struct kg_arena *arena, const struct kg_element_rule *rule,
                       const struct kg_node *list)
{
    if (!kg_node_is(list, KG_NODE_SEQUENCE))
        return true;
    if (!fits(rule, list))
        return false;
    struct kg_map known;
    kg_map_init(&known, arena);
    for (uint32_t i = 0; i < list->count; i++)
        if (kg_map_put(&known, kg_element_key(arena, rule, list, i), list->items[i]) != NULL)
            return false;
    return true;
}

struct kg_element_rule kg_element_rule(struct kg_arena *arena, struct kg_merge_schema_cursor at,
                                       const struct kg_node *list, const struct kg_node *other)
{
    static const struct kg_element_rule by_index = {.identity = KG_BY_INDEX};
    struct kg_merge_rule merge = kg_merge_schema_rule(at);
    struct kg_element_rule rules[2] = {{.identity = KG_BY_TEXT}, {.identity = KG_BY_FIELDS}};
    if (merge.merges && merge.key_count > 0) {
        rules[0] = (struct kg_element_rule){KG_BY_FIELDS, merge.key_count, {KG_STR("")}};
        memcpy(rules[0].fields, merge.keys, sizeof(rules[0].fields));
    }
    rules[1].field_count = 1;
    rules[1].fields[0] = KG_STR("name");
    for (size_t i = merge.merges ? 0 : 1; i < 2; i++)
        if (identifies(arena, &rules[i], list) && identifies(arena, &rules[i], other))
            return rules[i];
    return by_index;
}

/* How many elements fulfil the step. */
static size_t count_chosen(const struct kg_route_step *step, const struct kg_node *list)
{
    size_t count = 0;
    struct kg_node one = *list;
    one.count = 1;
    for (uint32_t i = 0; i < list->count; i++) {
        size_t index;
        one.items = &list->items[i];
        count += kg_route_step_into(step, &one, &index) != NULL;
    }
    return count;
}

static void add_condition(struct kg_route_step *step, struct kg_str field, struct kg_str value)
{
    step->conditions[step->condition_count++] = (struct kg_condition){field, value};
}

struct kg_route_step kg_element_step(struct kg_arena *arena, const struct kg_element_rule *rule,
                                     const struct kg_node *list, size_t index)
{
    struct kg_route_step step = {
        .kind = KG_ROUTE_SELECT,
        .key = KG_STR(""),
        .conditions = kg_arena_alloc(arena, (rule->field_count + 1) * sizeof(struct kg_condition))};
    const struct kg_node *element = list->items[index];
    if (rule->identity == KG_BY_TEXT)
        add_condition(&step, KG_STR(""), kg_node_text(element));
    for (size_t i = 0; i < rule->field_count; i++) {
        const struct kg_node *field = identifying(element, rule->fields[i]);
        if (field != NULL)
            add_condition(&step, rule->fields[i], field->text);
        if (step.condition_count > 0 && count_chosen(&step, list) == 1)
            return step;
    }
    if (step.condition_count > 0 && count_chosen(&step, list) == 1)
        return step;
    return (struct kg_route_step){.kind = KG_ROUTE_INDEX, .key = KG_STR(""), .index = index};
}

struct kg_merge_schema_cursor kg_merge_schema_of_object(const struct kg_merge_schema *schema,
                                                        const struct kg_node *object)
{
    return kg_merge_schema_of_kind(schema, kg_node_text(kg_node_get(object, "apiVersion")),
                                   kg_node_text(kg_node_get(object, "kind")));
}

struct kg_merge_schema_cursor kg_merge_schema_of_route(const struct kg_merge_schema *schema,
                                                       const struct kg_node *object,
                                                       const struct kg_route *route)
{
    struct kg_merge_schema_cursor at = kg_merge_schema_of_object(schema, object);
    const struct kg_node *node = object;
    size_t index;
    for (size_t i = 0; i < route->count && node != NULL; i++) {
        at = node->kind == KG_NODE_SEQUENCE ? kg_merge_schema_elements(at)
                                            : kg_merge_schema_field(at, route->steps[i].key);
        node = kg_route_step_into(&route->steps[i], node, &index);
    }
    return at;
}

struct kg_route kg_route_pin(struct kg_arena *arena, const struct kg_merge_schema *schema,
                             const struct kg_node *object, const struct kg_route *route)
{
    struct kg_route pinned = {.steps =
                                  kg_arena_alloc(arena, (route->count + 1) * sizeof(*pinned.steps)),
                              .count = route->count};
    struct kg_merge_schema_cursor at = kg_merge_schema_of_object(schema, object);
    const struct kg_node *node = object;
    for (size_t i = 0; i < route->count; i++) {
        pinned.steps[i] = route->steps[i];
        size_t index;
        const struct kg_node *below =
            node == NULL ? NULL : kg_route_step_into(&route->steps[i], node, &index);
        if (below != NULL && node->kind == KG_NODE_SEQUENCE) {
            struct kg_element_rule rule = kg_element_rule(arena, at, node, NULL);
            if (route->steps[i].kind != KG_ROUTE_SELECT)
                pinned.steps[i] = kg_element_step(arena, &rule, node, index);
            at = kg_merge_schema_elements(at);
        } else {
            at = kg_merge_schema_field(at, route->steps[i].key);
        }
        node = below;
    }
    return pinned;
}
