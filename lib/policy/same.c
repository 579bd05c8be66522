#include "same.h"

static bool is_text(const struct kg_node *node)
{
    return node->style != KG_STYLE_PLAIN || node->tag == KG_TAG_STR || node->tag == KG_TAG_NONE;
}

static bool holds_all(const struct kg_node *a, const struct kg_node *b)
{
    for (uint32_t i = 0; i < a->count; i++) {
        if (!kg_same(a->pairs[i].value, kg_node_get_str(b, kg_node_text(a->pairs[i].key))))
            return false;
    }
    return true;
}

bool kg_same(const struct kg_node *a, const struct kg_node *b)
{
    if (kg_node_is_null(a) || kg_node_is_null(b))
        return kg_node_is_null(a) && kg_node_is_null(b);
    if (a->kind != b->kind)
        return false;
    if (a->kind == KG_NODE_MAPPING)
        return holds_all(a, b) && holds_all(b, a);
    if (a->kind == KG_NODE_SCALAR)
        return kg_str_equal(a->text, b->text) && is_text(a) == is_text(b);
    for (uint32_t i = 0; a->count == b->count && i < a->count; i++) {
        if (!kg_same(a->items[i], b->items[i]))
            return false;
    }
    return a->count == b->count;
}
