#include "merge_text.h"

static const struct kg_str merge_text = {"<<", 2};

/* The first key that reads `<<`, or NULL. */
static const struct kg_node *first_of_text(const struct kg_node *mapping)
{
    const struct kg_pair *pair = kg_node_pair(mapping, merge_text);
    return pair != NULL ? pair->key : NULL;
}

/* What a merge key, or an element of its list, refers to must not have such a text. */
static int check_merged(const struct kg_node *value, struct kg_error *err)
{
    const struct kg_node *merged = value->kind == KG_NODE_ALIAS ? value->target : value;
    if (merged->kind != KG_NODE_MAPPING)
        return 0;
    const struct kg_node *key = first_of_text(merged);
    if (key == NULL || key->tag == KG_TAG_MERGE)
        return 0;
    kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(value),
                "what is merged here has a field with the name `<<`, at line %u", key->line);
    return kg_error_advise(err, "Rename the field, or write out what is merged.");
}

static int check_merge_value(const struct kg_node *value, struct kg_error *err)
{
    if (value->kind != KG_NODE_SEQUENCE)
        return check_merged(value, err);
    for (uint32_t i = 0; i < value->count; i++)
        if (check_merged(value->items[i], err) != 0)
            return -1;
    return 0;
}

/* Looks at all merge keys while every mapping is still as it was read. */
static int check_merges(const struct kg_node *node, struct kg_error *err)
{
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count; i++)
        if (check_merges(node->items[i], err) != 0)
            return -1;
    for (uint32_t i = 0; node->kind == KG_NODE_MAPPING && i < node->count; i++) {
        struct kg_pair pair = node->pairs[i];
        if (pair.key->kind == KG_NODE_SCALAR && pair.key->tag == KG_TAG_MERGE &&
            check_merge_value(pair.value, err) != 0)
            return -1;
        if (check_merges(pair.value, err) != 0)
            return -1;
    }
    return 0;
}

static void drop(struct kg_node *node)
{
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count; i++)
        drop(node->items[i]);
    if (node->kind != KG_NODE_MAPPING)
        return;
    const struct kg_node *key = first_of_text(node);
    if (key != NULL && key->tag != KG_TAG_MERGE)
        kg_node_remove(node, merge_text);
    for (uint32_t i = 0; i < node->count; i++)
        drop(node->pairs[i].value);
}

int kg_merge_text_drop(struct kg_node *document, struct kg_error *err)
{
    if (check_merges(document, err) != 0)
        return -1;
    drop(document);
    return 0;
}
