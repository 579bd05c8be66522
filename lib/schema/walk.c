#include "schema.h"

/* What stays the same during a walk. */
struct walk {
    bool (*visit)(void *context, const struct kg_schema_place *place);
    void *context;
};

static void walk_place(const struct walk *walk, struct kg_schema_place place);

static void walk_mapping(const struct walk *walk, const struct kg_schema_place *place,
                         enum kg_context context)
{
    for (uint32_t i = 0; i < place->node->count; i++) {
        const struct kg_pair *pair = &place->node->pairs[i];
        struct kg_str key = kg_node_text(pair->key);
        struct kg_way step = {.parent = place->way, .key = key};
        walk_place(walk, (struct kg_schema_place){.node = pair->value,
                                                  .type = kg_schema_field(place->type, key),
                                                  .way = &step,
                                                  .context = context});
    }
}

static void walk_sequence(const struct walk *walk, const struct kg_schema_place *place,
                          enum kg_context context)
{
    struct kg_schema_type elements = kg_schema_elements(place->type);
    for (uint32_t i = 0; i < place->node->count; i++) {
        struct kg_way step = {.parent = place->way, .index = i};
        walk_place(walk, (struct kg_schema_place){.node = place->node->items[i],
                                                  .type = elements,
                                                  .way = &step,
                                                  .context = context});
    }
}

static void walk_place(const struct walk *walk, struct kg_schema_place place)
{
    if (kg_schema_form(place.type) == KG_FORM_UNKNOWN || kg_node_is_null(place.node))
        return;
    if (!walk->visit(walk->context, &place))
        return;
    bool flow = place.context == KG_CONTEXT_FLOW || place.node->style == KG_STYLE_FLOW;
    if (place.node->kind == KG_NODE_MAPPING)
        walk_mapping(walk, &place, flow ? KG_CONTEXT_FLOW : KG_CONTEXT_BLOCK);
    if (place.node->kind == KG_NODE_SEQUENCE)
        walk_sequence(walk, &place, flow ? KG_CONTEXT_FLOW : KG_CONTEXT_BLOCK);
}

void kg_schema_walk(struct kg_schema_type type, const struct kg_node *object,
                    bool (*visit)(void *context, const struct kg_schema_place *place),
                    void *context)
{
    const struct walk walk = {.visit = visit, .context = context};
    const struct kg_way object_itself = {.parent = NULL, .key = {NULL, 0}};
    walk_place(&walk, (struct kg_schema_place){.node = object,
                                               .type = type,
                                               .way = &object_itself,
                                               .context = KG_CONTEXT_BLOCK});
}
