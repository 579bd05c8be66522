/* Aliases and merge keys, resolved as kustomize's reader does for resources. */
#include "kagent/map.h"
#include "kagent/yaml.h"

/*
 * What aliases cost is paid from one budget: every node of a target, each time
 * that it is copied out or gone through for a merge key.
 */
struct expansion {
    struct kg_arena *arena;
    size_t spent;
    struct kg_error *err;
};

/* The collections around a node: those that an alias below must not refer to. */
struct path {
    const struct path *up;
    const struct kg_node *node;
    unsigned depth;
};

static int expand(struct expansion *expansion, const struct path *path, struct kg_node **node);

/* Pays for one more use of an expanded tree. `at` is where it is used. */
static int spend(struct expansion *expansion, const struct kg_node *tree, const struct kg_node *at)
{
    expansion->spent += kg_node_count(tree);
    if (expansion->spent <= KG_YAML_ALIAS_MAX)
        return 0;
    kg_error_at(expansion->err, KG_ERROR_NEGATIVE, kg_node_position(at),
                "the aliases of this document expand to more than %d nodes", KG_YAML_ALIAS_MAX);
    return kg_error_advise(expansion->err, "Write the repeated parts out, or use fewer aliases.");
}

/* Expands what an alias or a merge key refers to. */
static int expand_target(struct expansion *expansion, const struct path *path,
                         struct kg_node **target, const struct kg_node *at)
{
    for (const struct path *around = path; around != NULL; around = around->up)
        if (around->node == *target)
            return kg_error_at(expansion->err, KG_ERROR_NEGATIVE, kg_node_position(at),
                               "an anchor contains an alias to itself");
    if (expand(expansion, path, target) != 0)
        return -1;
    return spend(expansion, *target, at);
}

/* ---- merge keys ---- */

/* A mapping that takes in the fields of others. */
struct merge {
    struct expansion *expansion;
    const struct path *path;
    struct kg_node *mapping;
    struct kg_map keys; /* those it has */
};

/* Takes in the fields of `other`, to which `value` refers. */
static int merge_fields(struct merge *merge, struct kg_node *other, const struct kg_node *value)
{
    struct kg_arena *arena = merge->expansion->arena;
    if (other == merge->mapping)
        return 0; /* has nothing new for itself */
    if (expand_target(merge->expansion, merge->path, &other, value) != 0)
        return -1;
    for (uint32_t i = 0; i < other->count; i++) {
        const struct kg_pair *pair = &other->pairs[i];
        void **slot = kg_map_slot(&merge->keys, kg_node_text(pair->key));
        if (*slot != NULL)
            continue;
        *slot = pair->key;
        kg_node_append_pair(arena, merge->mapping, kg_node_copy(arena, pair->key),
                            kg_node_copy(arena, pair->value));
    }
    return 0;
}

static int merge_value(struct merge *merge, struct kg_node *value)
{
    struct kg_node *other = value->kind == KG_NODE_ALIAS ? value->target : value;
    if (other->kind == KG_NODE_MAPPING)
        return merge_fields(merge, other, value);
    return kg_error_at(merge->expansion->err, KG_ERROR_NEGATIVE, kg_node_position(value),
                       "a merge key (<<) takes a mapping or a list of mappings, not %s %s",
                       other == value ? "a" : "an alias of a", kg_node_kind_name(other));
}

/* `<<` has one mapping, or several of which the earlier win; the mapping's own fields always do. */
static int apply_merge(struct expansion *expansion, const struct path *path,
                       struct kg_node *mapping, struct kg_node *value)
{
    struct merge merge = {.expansion = expansion, .path = path, .mapping = mapping};
    kg_map_init(&merge.keys, expansion->arena);
    for (uint32_t i = 0; i < mapping->count; i++)
        if (mapping->pairs[i].key->kind == KG_NODE_SCALAR)
            kg_map_put(&merge.keys, mapping->pairs[i].key->text, mapping->pairs[i].key);
    if (value->kind != KG_NODE_SEQUENCE)
        return merge_value(&merge, value);
    for (uint32_t i = 0; i < value->count; i++)
        if (merge_value(&merge, value->items[i]) != 0)
            return -1;
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
    if (kept == mapping->count)
        return 0;
    mapping->count = kept;
    kg_node_reindex(expansion->arena, mapping);
    return 0;
}

/* ---- any node ---- */

static int expand_mapping(struct expansion *expansion, const struct path *path,
                          struct kg_node *mapping)
{
    struct kg_node *merge = NULL;
    if (take_merge_key(expansion, mapping, &merge) != 0)
        return -1;
    if (merge != NULL && apply_merge(expansion, path, mapping, merge) != 0)
        return -1;
    bool changed = false;
    for (uint32_t i = 0; i < mapping->count; i++) {
        changed |= mapping->pairs[i].key->kind == KG_NODE_ALIAS;
        if (expand(expansion, path, &mapping->pairs[i].key) != 0 ||
            expand(expansion, path, &mapping->pairs[i].value) != 0)
            return -1;
    }
    if (changed)
        kg_node_reindex(expansion->arena, mapping);
    return 0;
}

static int expand_alias(struct expansion *expansion, const struct path *path, struct kg_node **node)
{
    struct kg_node *target = (*node)->target;
    if (expand_target(expansion, path, &target, *node) != 0)
        return -1;
    *node = kg_node_copy(expansion->arena, target);
    return 0;
}

static int expand_collection(struct expansion *expansion, const struct path *up,
                             struct kg_node *node)
{
    struct path path = {up, node, up == NULL ? 1 : up->depth + 1};
    if (path.depth > KG_YAML_DEPTH_MAX)
        return kg_error_at(expansion->err, KG_ERROR_NEGATIVE, kg_node_position(node),
                           "nested more than %d levels deep", KG_YAML_DEPTH_MAX);
    if (node->kind == KG_NODE_MAPPING)
        return expand_mapping(expansion, &path, node);
    for (uint32_t i = 0; i < node->count; i++)
        if (expand(expansion, &path, &node->items[i]) != 0)
            return -1;
    return 0;
}

/* Expands the node that hangs at `*node`, below the collections of `path`. */
static int expand(struct expansion *expansion, const struct path *path, struct kg_node **node)
{
    if ((*node)->kind == KG_NODE_SCALAR)
        return 0;
    if ((*node)->kind == KG_NODE_ALIAS)
        return expand_alias(expansion, path, node);
    return expand_collection(expansion, path, *node);
}

int kg_yaml_expand(struct kg_arena *arena, struct kg_node **document, struct kg_error *err)
{
    if (*document == NULL)
        return 0;
    struct expansion expansion = {.arena = arena, .err = err};
    return expand(&expansion, NULL, document);
}

/* Whether a key is written as a bare `<<`. */
static bool is_bare_merge_key(const struct kg_node *key)
{
    return (key->tag == KG_TAG_NONE || key->tag == KG_TAG_MERGE) && key->style == KG_STYLE_PLAIN &&
           key->kind == KG_NODE_SCALAR && kg_str_is(key->text, "<<");
}

int kg_yaml_settle_merge(struct kg_arena *arena, const struct kg_node **mapping,
                         struct kg_error *err)
{
    uint32_t at = 0;
    while (at < (*mapping)->count && !is_bare_merge_key((*mapping)->pairs[at].key))
        at++;
    if (at == (*mapping)->count)
        return 0;
    struct kg_node *settled = kg_node_copy(arena, *mapping);
    settled->pairs[at].key->tag = KG_TAG_MERGE;
    *mapping = settled;
    return kg_yaml_expand(arena, &settled, err);
}
