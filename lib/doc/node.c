#include "kagent/node.h"

#include <stdarg.h>
#include <string.h>

#include "kagent/map.h"

enum {
    FIRST_CAPACITY = 4,
    WIDE = 64, /* mappings with more pairs than this have an index */
};

struct kg_node *kg_node_mapping(struct kg_arena *arena)
{
    struct kg_node *node = kg_arena_zero(arena, 1, sizeof(*node));
    node->kind = KG_NODE_MAPPING;
    return node;
}

struct kg_node *kg_node_sequence(struct kg_arena *arena)
{
    struct kg_node *node = kg_arena_zero(arena, 1, sizeof(*node));
    node->kind = KG_NODE_SEQUENCE;
    return node;
}

struct kg_node *kg_node_scalar(struct kg_arena *arena, enum kg_tag tag, struct kg_str text)
{
    struct kg_node *node = kg_arena_zero(arena, 1, sizeof(*node));
    node->kind = KG_NODE_SCALAR;
    node->tag = (uint8_t)tag;
    node->text = text;
    return node;
}

struct kg_node *kg_node_string(struct kg_arena *arena, struct kg_str text)
{
    struct kg_node *node = kg_node_scalar(arena, KG_TAG_STR, text);
    if (kg_str_find(text, '\n') >= 0)
        node->style = KG_STYLE_LITERAL;
    return node;
}

struct kg_node *kg_node_copy(struct kg_arena *arena, const struct kg_node *node)
{
    if (node == NULL)
        return NULL;
    struct kg_node *copy = kg_arena_alloc(arena, sizeof(*copy));
    *copy = *node;
    copy->capacity = copy->count;
    if (node->kind == KG_NODE_MAPPING && node->count > 0) {
        copy->pairs = kg_arena_alloc(arena, node->count * sizeof(*copy->pairs));
        for (uint32_t i = 0; i < node->count; i++) {
            copy->pairs[i].key = kg_node_copy(arena, node->pairs[i].key);
            copy->pairs[i].value = kg_node_copy(arena, node->pairs[i].value);
        }
        kg_node_reindex(arena, copy);
    } else if (node->kind == KG_NODE_SEQUENCE && node->count > 0) {
        copy->items = kg_arena_alloc(arena, node->count * sizeof(struct kg_node *));
        for (uint32_t i = 0; i < node->count; i++)
            copy->items[i] = kg_node_copy(arena, node->items[i]);
    }
    return copy;
}

static void own_texts(struct kg_arena *arena, struct kg_node *node)
{
    node->source = NULL;
    if (node->kind == KG_NODE_SCALAR)
        node->text = (struct kg_str){kg_str_copy(arena, node->text), node->text.length};
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count; i++)
        own_texts(arena, node->items[i]);
    for (uint32_t i = 0; node->kind == KG_NODE_MAPPING && i < node->count; i++) {
        own_texts(arena, node->pairs[i].key);
        own_texts(arena, node->pairs[i].value);
    }
    if (node->kind == KG_NODE_MAPPING)
        kg_node_reindex(arena, node);
}

struct kg_node *kg_node_detach(struct kg_arena *arena, const struct kg_node *node)
{
    struct kg_node *copy = kg_node_copy(arena, node);
    if (copy != NULL)
        own_texts(arena, copy);
    return copy;
}

bool kg_node_is_empty(const struct kg_node *node)
{
    if (kg_node_is_null(node))
        return true;
    return (node->kind == KG_NODE_MAPPING || node->kind == KG_NODE_SEQUENCE) && node->count == 0;
}

struct kg_str kg_node_text(const struct kg_node *node)
{
    return kg_node_is(node, KG_NODE_SCALAR) ? node->text : KG_STR("");
}

unsigned kg_source_column(const struct kg_source *source, unsigned column)
{
    return column == 0 || source->indent == KG_INDENT_UNKNOWN ? 0 : column + source->indent;
}

struct kg_position kg_node_position(const struct kg_node *node)
{
    if (node == NULL || node->source == NULL)
        return (struct kg_position){NULL, 0, 0};
    return (struct kg_position){node->source->name, node->line,
                                kg_source_column(node->source, node->column)};
}

const char *kg_node_kind_name(const struct kg_node *node)
{
    static const char *const names[] = {
        [KG_NODE_SCALAR] = "scalar",
        [KG_NODE_SEQUENCE] = "sequence",
        [KG_NODE_MAPPING] = "mapping",
        [KG_NODE_ALIAS] = "alias",
    };
    if (node == NULL)
        return "nothing";
    return node->tag == KG_TAG_NULL ? "null" : names[node->kind];
}

size_t kg_node_count(const struct kg_node *node)
{
    size_t count = 1;
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count; i++)
        count += kg_node_count(node->items[i]);
    for (uint32_t i = 0; node->kind == KG_NODE_MAPPING && i < node->count; i++)
        count += kg_node_count(node->pairs[i].key) + kg_node_count(node->pairs[i].value);
    return count;
}

static void keep_larger(unsigned *largest, unsigned value)
{
    if (value > *largest)
        *largest = value;
}

unsigned kg_node_depth(const struct kg_node *node)
{
    unsigned below = 0;
    if (node == NULL || (node->kind != KG_NODE_SEQUENCE && node->kind != KG_NODE_MAPPING))
        return 0;
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count; i++)
        keep_larger(&below, kg_node_depth(node->items[i]));
    for (uint32_t i = 0; node->kind == KG_NODE_MAPPING && i < node->count; i++) {
        keep_larger(&below, kg_node_depth(node->pairs[i].key));
        keep_larger(&below, kg_node_depth(node->pairs[i].value));
    }
    return below + 1;
}

/* ---- mappings ---- */

static bool has_key(const struct kg_node *mapping, uint32_t place, struct kg_str key)
{
    const struct kg_node *node = mapping->pairs[place].key;
    return kg_node_is(node, KG_NODE_SCALAR) && kg_str_equal(node->text, key);
}

/* The index holds places counted from 1, since NULL stands for none. */
static void index_pair(struct kg_node *mapping, uint32_t place)
{
    const struct kg_node *key = mapping->pairs[place].key;
    if (!kg_node_is(key, KG_NODE_SCALAR))
        return;
    void **slot = kg_map_slot(mapping->index, key->text);
    if (*slot == NULL)
        *slot = (void *)((uintptr_t)place + 1);
}

void kg_node_reindex(struct kg_arena *arena, struct kg_node *mapping)
{
    mapping->index = NULL;
    if (mapping->count <= WIDE)
        return;
    mapping->index = kg_arena_alloc(arena, sizeof(*mapping->index));
    kg_map_init(mapping->index, arena);
    for (uint32_t i = 0; i < mapping->count; i++)
        index_pair(mapping, i);
}

struct kg_pair *kg_node_pair(const struct kg_node *mapping, struct kg_str key)
{
    if (!kg_node_is(mapping, KG_NODE_MAPPING))
        return NULL;
    if (mapping->index != NULL) {
        uintptr_t place = (uintptr_t)kg_map_get(mapping->index, key);
        /* A node that shares its pairs with another may have fewer or others of them. */
        bool found =
            place > 0 && place <= mapping->count && has_key(mapping, (uint32_t)place - 1, key);
        return found ? &mapping->pairs[place - 1] : NULL;
    }
    for (uint32_t i = 0; i < mapping->count; i++)
        if (has_key(mapping, i, key))
            return &mapping->pairs[i];
    return NULL;
}

struct kg_node *kg_node_get_str(const struct kg_node *mapping, struct kg_str key)
{
    struct kg_pair *pair = kg_node_pair(mapping, key);
    return pair == NULL ? NULL : pair->value;
}

struct kg_node *kg_node_path(const struct kg_node *node, ...)
{
    va_list keys;
    va_start(keys, node);
    struct kg_node *found = NULL;
    for (const char *key; (key = va_arg(keys, const char *)) != NULL; node = found) {
        found = kg_node_get(node, key);
        if (found == NULL)
            break;
    }
    va_end(keys);
    return found;
}

void kg_node_append_pair(struct kg_arena *arena, struct kg_node *mapping, struct kg_node *key,
                         struct kg_node *value)
{
    if (mapping->count == mapping->capacity) {
        uint32_t capacity = mapping->capacity == 0 ? FIRST_CAPACITY : mapping->capacity * 2;
        mapping->pairs =
            kg_arena_grow(arena, mapping->pairs, mapping->capacity * sizeof(*mapping->pairs),
                          capacity * sizeof(*mapping->pairs));
        mapping->capacity = capacity;
    }
    mapping->pairs[mapping->count++] = (struct kg_pair){key, value};
    if (mapping->index != NULL)
        index_pair(mapping, mapping->count - 1);
    else if (mapping->count > WIDE)
        kg_node_reindex(arena, mapping);
}

void kg_node_set(struct kg_arena *arena, struct kg_node *mapping, const char *key,
                 struct kg_node *value)
{
    struct kg_pair *pair = kg_node_pair(mapping, kg_str_from(key));
    if (pair != NULL)
        pair->value = value;
    else
        kg_node_append_pair(arena, mapping, kg_node_scalar(arena, KG_TAG_NONE, kg_str_from(key)),
                            value);
}

void kg_node_set_text(struct kg_arena *arena, struct kg_node *mapping, const char *key,
                      const char *text)
{
    kg_node_set(arena, mapping, key, kg_node_string(arena, kg_str_from(text)));
}

void kg_node_set_number(struct kg_arena *arena, struct kg_node *mapping, const char *key,
                        unsigned long number)
{
    const char *text = kg_arena_printf(arena, "%lu", number);
    kg_node_set(arena, mapping, key, kg_node_scalar(arena, KG_TAG_INT, kg_str_from(text)));
}

void kg_node_set_bool(struct kg_arena *arena, struct kg_node *mapping, const char *key, bool value)
{
    struct kg_str text = value ? KG_STR("true") : KG_STR("false");
    kg_node_set(arena, mapping, key, kg_node_scalar(arena, KG_TAG_BOOL, text));
}

struct kg_node *kg_node_remove(struct kg_node *mapping, struct kg_str key)
{
    struct kg_pair *pair = kg_node_pair(mapping, key);
    if (pair == NULL)
        return NULL;
    struct kg_node *value = pair->value;
    size_t behind = (size_t)(mapping->pairs + mapping->count - pair - 1);
    memmove(pair, pair + 1, behind * sizeof(*pair));
    mapping->count--;
    mapping->index = NULL; /* made again when something is appended */
    return value;
}

void kg_node_insert(struct kg_arena *arena, struct kg_node *sequence, uint32_t index,
                    struct kg_node *item)
{
    if (sequence->count == sequence->capacity) {
        uint32_t capacity = sequence->capacity == 0 ? FIRST_CAPACITY : sequence->capacity * 2;
        sequence->items =
            kg_arena_grow(arena, sequence->items, sequence->capacity * sizeof(struct kg_node *),
                          capacity * sizeof(struct kg_node *));
        sequence->capacity = capacity;
    }
    memmove(sequence->items + index + 1, sequence->items + index,
            (sequence->count - index) * sizeof(struct kg_node *));
    sequence->items[index] = item;
    sequence->count++;
}

void kg_node_append(struct kg_arena *arena, struct kg_node *sequence, struct kg_node *item)
{
    kg_node_insert(arena, sequence, sequence->count, item);
}

void kg_node_remove_index(struct kg_node *sequence, uint32_t index)
{
    memmove(sequence->items + index, sequence->items + index + 1,
            (sequence->count - index - 1) * sizeof(struct kg_node *));
    sequence->count--;
}

void kg_node_assign(struct kg_node *node, const struct kg_node *value)
{
    if (node != value)
        *node = *value;
}

struct kg_node *kg_node_at(struct kg_node *node, const struct kg_node *from)
{
    node->source = from->source;
    node->line = from->line;
    node->column = from->column;
    return node;
}

static bool same_shape(const struct kg_node *a, const struct kg_node *b)
{
    return a->kind == b->kind && a->tag == b->tag && a->style == b->style && a->count == b->count;
}

static bool same_mark(const struct kg_node *a, const struct kg_node *b)
{
    return same_shape(a, b) && a->mark == b->mark && a->explicit_tag == b->explicit_tag;
}

/* Whether two trees agree: node for node by `same`, and in their texts. */
static bool trees_agree(const struct kg_node *a, const struct kg_node *b,
                        bool (*same)(const struct kg_node *a, const struct kg_node *b))
{
    if (a == b)
        return true;
    if (a == NULL || b == NULL || !same(a, b))
        return false;
    if (a->kind == KG_NODE_SCALAR)
        return kg_str_equal(a->text, b->text);
    if (a->kind == KG_NODE_ALIAS)
        return a->target == b->target;
    for (uint32_t i = 0; i < a->count; i++) {
        if (a->kind == KG_NODE_SEQUENCE && !trees_agree(a->items[i], b->items[i], same))
            return false;
        if (a->kind == KG_NODE_MAPPING &&
            (!trees_agree(a->pairs[i].key, b->pairs[i].key, same) ||
             !trees_agree(a->pairs[i].value, b->pairs[i].value, same)))
            return false;
    }
    return true;
}

bool kg_node_equal(const struct kg_node *a, const struct kg_node *b)
{
    return trees_agree(a, b, same_shape);
}

bool kg_node_untouched(const struct kg_node *a, const struct kg_node *b)
{
    return trees_agree(a, b, same_mark);
}
