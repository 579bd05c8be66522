/* Aliases and merge keys, resolved as kustomize's reader does for resources. */
#include "kagent/yaml.h"

struct expansion {
    struct kg_arena *arena;
    size_t copied; /* nodes made for aliases so far */
    unsigned depth;
    struct kg_error *err;
};

static int expand(struct expansion *expansion, struct kg_node **node);

static int too_much(struct expansion *expansion, const struct kg_node *at)
{
    kg_error_at(expansion->err, KG_ERROR_NEGATIVE, kg_node_position(at),
                "the aliases of this document expand to more than %d nodes", KG_YAML_ALIAS_MAX);
    return kg_error_advise(expansion->err, "Write the repeated parts out, or use fewer aliases.");
}

static size_t count_nodes(const struct kg_node *node)
{
    size_t count = 1;
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count; i++)
        count += count_nodes(node->items[i]);
    for (uint32_t i = 0; node->kind == KG_NODE_MAPPING && i < node->count; i++)
        count += count_nodes(node->pairs[i].key) + count_nodes(node->pairs[i].value);
    return count;
}

/* A copy of a tree without aliases, within the budget. */
static struct kg_node *copy_within_budget(struct expansion *expansion, const struct kg_node *tree,
                                          const struct kg_node *at)
{
    expansion->copied += count_nodes(tree);
    if (expansion->copied > KG_YAML_ALIAS_MAX) {
        too_much(expansion, at);
        return NULL;
    }
    return kg_node_copy(expansion->arena, tree);
}

/* What `<<` refers to: one mapping, or several of which the earlier win. */
static int apply_merge(struct expansion *expansion, struct kg_node *mapping, struct kg_node *value)
{
    if (value->kind == KG_NODE_ALIAS)
        value = value->target;
    if (value->kind == KG_NODE_SEQUENCE) {
        for (uint32_t i = 0; i < value->count; i++) {
            const struct kg_node *item = value->items[i];
            if (item->kind == KG_NODE_SEQUENCE)
                return kg_error_at(expansion->err, KG_ERROR_NEGATIVE, kg_node_position(item),
                                   "a merge key (<<) takes mappings, not a list inside a list");
            if (apply_merge(expansion, mapping, value->items[i]) != 0)
                return -1;
        }
        return 0;
    }
    if (value->kind != KG_NODE_MAPPING)
        return kg_error_at(expansion->err, KG_ERROR_NEGATIVE, kg_node_position(value),
                           "a merge key (<<) takes a mapping or a list of mappings, not a %s",
                           kg_node_kind_name(value));
    if (expand(expansion, &value) != 0)
        return -1;
    for (uint32_t i = 0; i < value->count; i++) {
        if (kg_node_pair(mapping, kg_node_text(value->pairs[i].key)) != NULL)
            continue;
        struct kg_node *copy = copy_within_budget(expansion, value->pairs[i].value, mapping);
        if (copy == NULL)
            return -1;
        kg_node_append_pair(expansion->arena, mapping,
                            kg_node_copy(expansion->arena, value->pairs[i].key), copy);
    }
    return 0;
}

/* Takes the one `<<` out of a mapping. */
static int take_merge_key(struct expansion *expansion, struct kg_node *mapping,
                          struct kg_node **value)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < mapping->count; i++) {
        if (mapping->pairs[i].key->tag != KG_TAG_MERGE) {
            mapping->pairs[kept++] = mapping->pairs[i];
            continue;
        }
        if (*value != NULL)
            return kg_error_at(expansion->err, KG_ERROR_NEGATIVE,
                               kg_node_position(mapping->pairs[i].key),
                               "a mapping has two merge keys (<<)");
        *value = mapping->pairs[i].value;
    }
    mapping->count = kept;
    return 0;
}

static int expand_mapping(struct expansion *expansion, struct kg_node *mapping)
{
    struct kg_node *merge = NULL;
    if (take_merge_key(expansion, mapping, &merge) != 0)
        return -1;
    if (merge != NULL && apply_merge(expansion, mapping, merge) != 0)
        return -1;
    for (uint32_t i = 0; i < mapping->count; i++)
        if (expand(expansion, &mapping->pairs[i].key) != 0 ||
            expand(expansion, &mapping->pairs[i].value) != 0)
            return -1;
    return 0;
}

static int expand_alias(struct expansion *expansion, struct kg_node **node)
{
    struct kg_node *target = (*node)->target;
    if (expand(expansion, &target) != 0)
        return -1;
    struct kg_node *copy = copy_within_budget(expansion, target, *node);
    if (copy == NULL)
        return -1;
    *node = copy;
    return 0;
}

static int expand(struct expansion *expansion, struct kg_node **node)
{
    if ((*node)->kind == KG_NODE_SCALAR)
        return 0;
    /* Only an anchor that contains its own alias nests deeper than the reader allowed. */
    if (++expansion->depth > 2 * KG_YAML_DEPTH_MAX)
        return kg_error_at(expansion->err, KG_ERROR_NEGATIVE, kg_node_position(*node),
                           "an anchor contains an alias to itself");
    int rc = 0;
    if ((*node)->kind == KG_NODE_ALIAS)
        rc = expand_alias(expansion, node);
    else if ((*node)->kind == KG_NODE_MAPPING)
        rc = expand_mapping(expansion, *node);
    else
        for (uint32_t i = 0; i < (*node)->count && rc == 0; i++)
            rc = expand(expansion, &(*node)->items[i]);
    expansion->depth--;
    return rc;
}

int kg_yaml_expand(struct kg_arena *arena, struct kg_node **document, struct kg_error *err)
{
    if (*document == NULL)
        return 0;
    struct expansion expansion = {.arena = arena, .err = err};
    return expand(&expansion, document);
}
