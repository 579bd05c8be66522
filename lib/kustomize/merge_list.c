/*
 * merge_list: lists whose elements are known by keys, or by their own text.
 *
 * The steps are those of kyaml, because their side effects can be seen: what
 * becomes of doubles, of elements without a key, of the order.
 *
 * 1. The key values of all elements are collected, the patch's first, each
 *    tuple once. With several keys, tuples that differ only in missing values
 *    become one.
 * 2. For each tuple the elements of both lists are merged, into a new list.
 * 3. The object's elements are put into that list, each in the place of those
 *    that it matches. With several keys it moves to the end.
 */
#include "elements.h"
#include "merge.h"
#include "setter.h"

/* ---- key values ---- */

/*
 * Elements are looked up by their first key, and one by one where that is the
 * same: more of these than anyone would write are refused.
 */
enum { NAMESAKES_MAX = 4096 };

/* The key values of elements: `width` texts for each. */
struct tuples {
    struct kg_arena *arena;
    size_t width;
    struct kg_str *values;
    size_t capacity;         /* in texts */
    struct kg_places places; /* by first value */
    bool crowded;            /* more than NAMESAKES_MAX have the same first value */
};

static struct kg_str *tuple_at(const struct tuples *tuples, size_t index)
{
    return tuples->values + index * tuples->width;
}

static bool same_tuple(const struct kg_str *a, const struct kg_str *b, size_t width)
{
    for (size_t i = 0; i < width; i++)
        if (!kg_str_equal(a[i], b[i]))
            return false;
    return true;
}

static void add_tuple(struct tuples *tuples, const struct kg_str *tuple)
{
    unsigned namesakes = 0;

    for (uint32_t place = kg_places_first(&tuples->places, tuple[0]); place != KG_NO_PLACE;
         place = kg_places_next(&tuples->places, place), namesakes++)
        if (same_tuple(tuple_at(tuples, place), tuple, tuples->width))
            return;
    tuples->crowded |= namesakes > NAMESAKES_MAX;
    size_t used = tuples->places.count * tuples->width;
    if (used + tuples->width > tuples->capacity) {
        size_t capacity = tuples->capacity * 2 + tuples->width * 4;
        tuples->values =
            kg_arena_grow(tuples->arena, tuples->values, tuples->capacity * sizeof(*tuple),
                          capacity * sizeof(*tuple));
        tuples->capacity = capacity;
    }
    memcpy(tuples->values + used, tuple, tuples->width * sizeof(*tuple));
    kg_places_add(&tuples->places, tuple[0]);
}

static void add_list(struct tuples *tuples, const struct kg_node *list,
                     const struct kg_merge_rule *rule)
{
    struct kg_str tuple[KG_MERGE_KEYS_MAX];

    for (uint32_t i = 0; kg_node_is(list, KG_NODE_SEQUENCE) && i < list->count && !tuples->crowded;
         i++) {
        tuple[0] = kg_node_text(list->items[i]);
        for (size_t k = 0; k < rule->key_count; k++) {
            const struct kg_node *value = kg_node_get_str(list->items[i], rule->keys[k]);
            tuple[k] = kg_node_is_null(value) ? KG_STR("") : kg_node_text(value);
        }
        add_tuple(tuples, tuple);
    }
}

/*
 * Whether two tuples have a value in common and contradict each other nowhere;
 * a missing value contradicts nothing. `united` gets what both say together.
 */
static bool unite_tuples(const struct kg_str *a, const struct kg_str *b, size_t width,
                         struct kg_str *united)
{
    bool common = false;

    for (size_t i = 0; i < width; i++) {
        bool equal = kg_str_equal(a[i], b[i]);
        if (!equal && a[i].length > 0 && b[i].length > 0)
            return false;
        common = common || equal;
        united[i] = a[i].length > 0 ? a[i] : b[i];
    }
    return common;
}

/* The next place that the first value of a tuple or a missing one leads to. */
static uint32_t nearer(uint32_t a, uint32_t b)
{
    return a < b ? a : b; /* KG_NO_PLACE is the largest */
}

static void complete_tuple(struct tuples *tuples, uint32_t index)
{
    struct kg_str tuple[KG_MERGE_KEYS_MAX];
    struct kg_str united[KG_MERGE_KEYS_MAX];
    size_t size = tuples->width * sizeof(*tuple);

    memcpy(tuple, tuple_at(tuples, index), size);
    uint32_t same = kg_places_first(&tuples->places, tuple[0]);
    uint32_t none = kg_places_first(&tuples->places, KG_STR(""));
    bool any = tuple[0].length == 0;
    for (uint32_t other = any ? 0 : nearer(same, none); other < tuples->places.count;
         other = any ? other + 1 : nearer(same, none)) {
        if (unite_tuples(tuple, tuple_at(tuples, other), tuples->width, united)) {
            memcpy(tuple_at(tuples, index), united, size);
            memcpy(tuple_at(tuples, other), united, size);
        }
        if (same == other)
            same = kg_places_next(&tuples->places, same);
        if (none == other)
            none = kg_places_next(&tuples->places, none);
    }
}

/* Takes out the keys that no element has, unless none has any. Returns how many are left. */
static size_t drop_unused_keys(struct tuples *tuples, struct kg_str *keys)
{
    bool used[KG_MERGE_KEYS_MAX] = {false};
    size_t count = tuples->places.count;
    size_t width = 0;

    for (size_t i = 0; i < count * tuples->width; i++)
        used[i % tuples->width] |= tuples->values[i].length > 0;
    for (size_t k = 0; k < tuples->width; k++)
        if (used[k])
            keys[width++] = keys[k];
    if (width == 0 || width == tuples->width)
        return tuples->width;
    struct kg_str *to = tuples->values;
    for (size_t i = 0; i < count * tuples->width; i++)
        if (used[i % tuples->width])
            *to++ = tuples->values[i];
    tuples->width = width;
    return width;
}

/* ---- merging ---- */

struct list_merge {
    const struct kg_merge *merge;
    const struct kg_merge_path *path;
    struct kg_merge_schema_cursor elements_at;
    struct kg_str keys[KG_MERGE_KEYS_MAX]; /* one empty key for a list of scalars */
    size_t key_count;
    struct kg_elements *object; /* the same as `patch` for a list that is new */
    struct kg_elements *patch;  /* NULL when missing */
    struct kg_elements merged;
};

/* The element of a tuple in one of the lists: missing values are not asked for. */
static struct kg_node *find_element(const struct list_merge *list,
                                    const struct kg_elements *elements, const struct kg_str *tuple)
{
    struct kg_str names[KG_MERGE_KEYS_MAX];
    struct kg_str values[KG_MERGE_KEYS_MAX];
    size_t count = 0;

    for (size_t k = 0; k < list->key_count; k++) {
        if (tuple[k].length == 0)
            continue;
        names[count] = list->keys[k];
        values[count++] = tuple[k];
    }
    struct kg_element_key key = {names, values, count, count};
    if (count == 0)
        key = (struct kg_element_key){list->keys, tuple, list->key_count, list->key_count};
    return elements == NULL ? NULL : kg_elements_find(elements, &key);
}

/* Makes sure that the element has the key values by which it was found. */
static int set_keys(const struct list_merge *list, struct kg_node *element,
                    const struct kg_str *tuple)
{
    struct kg_arena *arena = list->merge->arena;

    for (size_t k = 0; k < list->key_count; k++) {
        if (tuple[k].length == 0 || kg_node_get_str(element, list->keys[k]) != NULL)
            continue;
        struct kg_set_field set = {
            .mapping = element,
            .name = list->keys[k],
            .value = kg_node_at(kg_node_scalar(arena, KG_TAG_NONE, tuple[k]), element),
        };
        int status = set.name.length == 0 ? kg_set_scalar(element, set.value, list->merge->err)
                                          : kg_set_field(arena, &set, list->merge->err);
        if (status < 0)
            return kg_merge_locate(list->merge, list->path);
    }
    return 0;
}

/*
 * In a patch the keys only say which element is meant. They are what they were,
 * so they keep their place of origin.
 */
static void keep_places_of_keys(const struct list_merge *list, struct kg_merge_pair pair)
{
    for (size_t k = 0; k < list->key_count; k++) {
        const struct kg_node *object = kg_node_get_str(pair.object, list->keys[k]);
        struct kg_node *patch = kg_node_get_str(pair.patch, list->keys[k]);
        if (object != NULL && patch != NULL)
            kg_node_at(patch, object);
    }
}

static bool is_nothing(const struct kg_node *element)
{
    return kg_node_is_null(element) || (element->kind == KG_NODE_MAPPING && element->count == 0);
}

static int merge_tuple(struct list_merge *list, const struct kg_str *tuple)
{
    const struct kg_merge *merge = list->merge;
    struct kg_element_key key = {list->keys, tuple, list->key_count, list->key_count};
    struct kg_merge_path below = {.up = list->path, .name = tuple[0], .element = true};
    struct kg_merge_pair pair = {
        .object = find_element(list, list->object, tuple),
        .patch = find_element(list, list->patch, tuple),
        .at = list->elements_at,
    };
    struct kg_node *merged = NULL;

    keep_places_of_keys(list, pair);
    if (kg_merge_walk(merge, &below, pair, &merged) < 0)
        return -1;
    if (is_nothing(merged)) {
        if (pair.object != NULL && is_nothing(pair.object))
            list->object->settled = 0; /* the merge has emptied it: a change will drop it */
        if (kg_elements_remove(list->object, &key, merge->err) < 0)
            return kg_merge_locate(merge, list->path);
        return 0;
    }
    if (set_keys(list, merged, tuple) < 0)
        return -1;
    if (kg_elements_set(&list->merged, &key, merged, merge->err) < 0)
        return kg_merge_locate(merge, list->path);
    return 0;
}

/* Step 3 for one element. */
static int put_back(struct list_merge *list, struct kg_node *element)
{
    struct kg_error *err = list->merge->err;
    struct kg_str text = kg_node_text(element);
    struct kg_str values[KG_MERGE_KEYS_MAX];
    struct kg_element_key key = {list->keys, values, list->key_count, 0};

    if (list->keys[0].length == 0) {
        key = (struct kg_element_key){list->keys, &text, 1, 1};
        return kg_elements_set(&list->merged, &key, element, err);
    }
    for (size_t k = 0; k < list->key_count; k++) {
        struct kg_node *value = NULL;
        if (kg_lookup_field(list->merge->arena, element, list->keys[k], 0, &value, err) < 0)
            return -1;
        if (value == NULL)
            kg_elements_push(&list->merged, element);
        else
            values[key.value_count++] = kg_node_text(value);
    }
    if (list->key_count > 1 && kg_elements_remove(&list->merged, &key, err) < 0)
        return -1;
    return kg_elements_set(&list->merged, &key, element, err);
}

static int put_all_back(struct list_merge *list)
{
    for (uint32_t i = 0; i < kg_elements_count(list->object); i++)
        if (list->object->items[i] != NULL && put_back(list, list->object->items[i]) < 0)
            return kg_merge_locate(list->merge, list->path);
    return 0;
}

/* ---- lists ---- */

static struct kg_elements *make_elements(struct kg_arena *arena, const struct kg_node *list,
                                         struct kg_str key)
{
    if (!kg_node_is(list, KG_NODE_SEQUENCE))
        return NULL;
    struct kg_elements *elements = kg_arena_alloc(arena, sizeof(*elements));
    kg_elements_init(elements, arena, key, list->count);
    for (uint32_t i = 0; i < list->count; i++)
        kg_elements_push(elements, list->items[i]);
    return elements;
}

/* The result as a node, which stands where the object's or else the patch's list stood. */
static struct kg_node *make_list(const struct list_merge *list, const struct kg_node *place)
{
    struct kg_node *node = kg_node_sequence(list->merge->arena);

    node->source = place->source;
    node->line = place->line;
    node->column = place->column;
    for (uint32_t i = 0; i < kg_elements_count(&list->merged); i++)
        if (list->merged.items[i] != NULL)
            kg_node_append(list->merge->arena, node, list->merged.items[i]);
    return node;
}

static int merge_elements(const struct kg_merge *merge, const struct kg_merge_path *path,
                          struct kg_merge_pair pair, const struct kg_merge_rule *rule,
                          struct kg_node **result)
{
    struct list_merge list = {.merge = merge, .path = path, .keys = {KG_STR("")}, .key_count = 1};
    size_t expected = (size_t)pair.object->count +
                      (kg_node_is(pair.patch, KG_NODE_SEQUENCE) ? pair.patch->count : 0);
    struct tuples tuples = {.arena = merge->arena, .width = 1};

    kg_places_init(&tuples.places, merge->arena, expected);
    if (rule->key_count > 0) {
        memcpy(list.keys, rule->keys, sizeof(list.keys));
        tuples.width = rule->key_count;
    }
    add_list(&tuples, pair.patch, rule);
    add_list(&tuples, pair.object, rule);
    if (tuples.crowded)
        return kg_merge_fail(merge, path, pair.object,
                             "more than %d elements of this list have the same %.*s", NAMESAKES_MAX,
                             KG_STR_ARG(list.keys[0]));
    if (tuples.places.count == 0) {
        *result = pair.object;
        return 0;
    }
    for (uint32_t i = 0; tuples.width > 1 && i < tuples.places.count; i++)
        complete_tuple(&tuples, i);
    list.key_count = drop_unused_keys(&tuples, list.keys);
    list.elements_at = kg_merge_schema_elements(pair.at);
    list.patch = make_elements(merge->arena, pair.patch, list.keys[0]);
    list.object = pair.object == pair.patch
                      ? list.patch
                      : make_elements(merge->arena, pair.object, list.keys[0]);
    kg_elements_init(&list.merged, merge->arena, list.keys[0], expected);
    for (uint32_t i = 0; i < tuples.places.count; i++)
        if (merge_tuple(&list, tuple_at(&tuples, i)) < 0)
            return -1;
    if (put_all_back(&list) < 0)
        return -1;
    *result = make_list(&list, pair.object);
    return 0;
}

/*
 * The directive of a list: an element that holds nothing else, and only when
 * no earlier element has a directive among other fields. It and all elements
 * with the same directive are taken out.
 */
static enum kg_directive take_directive(struct kg_node *patch, const struct kg_node **unknown)
{
    const struct kg_node *directive = NULL;
    uint32_t kept = 0;

    for (uint32_t i = 0; directive == NULL && i < patch->count; i++) {
        directive = kg_node_get(patch->items[i], "$patch");
        if (directive != NULL && patch->items[i]->count > 1)
            return KG_DIRECTIVE_MERGE;
    }
    if (directive == NULL)
        return KG_DIRECTIVE_MERGE;
    enum kg_directive parsed = kg_directive_parse(kg_node_text(directive));
    *unknown = directive;
    for (uint32_t i = 0; parsed != KG_DIRECTIVE_UNKNOWN && i < patch->count; i++) {
        const struct kg_node *same = kg_node_get(patch->items[i], "$patch");
        bool taken = same != NULL && kg_str_equal(kg_node_text(same), kg_node_text(directive));
        if (!taken && !is_nothing(patch->items[i]))
            patch->items[kept++] = patch->items[i];
    }
    if (parsed != KG_DIRECTIVE_UNKNOWN)
        patch->count = kept;
    return parsed;
}

int kg_merge_list(const struct kg_merge *merge, const struct kg_merge_path *path,
                  struct kg_merge_pair pair, const struct kg_merge_rule *rule,
                  struct kg_node **result)
{
    enum kg_directive directive = KG_DIRECTIVE_MERGE;
    const struct kg_node *unknown = NULL;

    *result = NULL;
    if (kg_node_is_null(pair.object))
        pair.object = pair.patch; /* a new list; its directives are elements like others */
    else if (pair.patch != NULL && kg_node_is_null(pair.patch))
        return 0;
    else if (pair.patch != NULL)
        directive = take_directive(pair.patch, &unknown);
    if (directive == KG_DIRECTIVE_UNKNOWN)
        return kg_merge_fail(merge, path, unknown,
                             "unknown patch directive '%.*s' (known: merge, replace, delete)",
                             KG_STR_ARG(kg_node_text(unknown)));
    if (directive == KG_DIRECTIVE_DELETE)
        return 0;
    if (directive == KG_DIRECTIVE_REPLACE)
        pair.object = pair.patch;
    return merge_elements(merge, path, pair, rule, result);
}
