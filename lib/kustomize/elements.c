#include "elements.h"

enum { FIRST_CAPACITY = 8 };

void kg_elements_init(struct kg_elements *elements, struct kg_arena *arena, struct kg_str key,
                      size_t expected)
{
    *elements = (struct kg_elements){.arena = arena, .key = key, .expected = expected};
    kg_places_init(&elements->places, arena, expected);
}

uint32_t kg_elements_count(const struct kg_elements *elements)
{
    return elements->places.count;
}

/* The text by which an element is indexed. */
static struct kg_str index_text(const struct kg_elements *elements, const struct kg_node *element)
{
    if (elements->key.length == 0)
        return kg_node_text(element);
    return kg_node_text(kg_node_get_str(element, elements->key));
}

void kg_elements_push(struct kg_elements *elements, struct kg_node *element)
{
    uint32_t count = elements->places.count;

    if (count == elements->capacity) {
        uint32_t capacity = elements->capacity == 0 ? FIRST_CAPACITY : elements->capacity * 2;
        elements->items = kg_arena_grow(elements->arena, elements->items,
                                        elements->capacity * sizeof(struct kg_node *),
                                        capacity * sizeof(struct kg_node *));
        elements->capacity = capacity;
    }
    elements->items[count] = element;
    kg_places_add(&elements->places, index_text(elements, element));
}

static void drop_all(struct kg_elements *elements)
{
    kg_places_init(&elements->places, elements->arena, elements->expected);
    elements->settled = 0;
}

static int not_a(const char *kind, const struct kg_node *element, struct kg_error *err)
{
    return kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(element),
                       "expected a %s in this list, found a %s", kind, kg_node_kind_name(element));
}

static bool is_nothing(const struct kg_node *element)
{
    return kg_node_is_null(element) || (element->kind == KG_NODE_MAPPING && element->count == 0);
}

static bool fits(const struct kg_elements *elements, const struct kg_node *element)
{
    return !is_nothing(element) && (elements->key.length > 0 || element->kind == KG_NODE_SCALAR);
}

/* Drops what came in empty since the last change. */
static int settle(struct kg_elements *elements, struct kg_error *err)
{
    for (; elements->settled < elements->places.count; elements->settled++) {
        struct kg_node **item = &elements->items[elements->settled];
        if (is_nothing(*item))
            *item = NULL;
        else if (!fits(elements, *item))
            return not_a("scalar", *item, err);
    }
    return 0;
}

/* Whether an element matches in a change: 1, 0, or -1 when it cannot be compared. */
static int matches(const struct kg_node *element, const struct kg_element_key *key,
                   struct kg_error *err)
{
    if (key->names[0].length == 0)
        return kg_str_equal(kg_node_text(element), key->values[0]);
    if (element->kind != KG_NODE_MAPPING)
        return key->values[0].length > 0 ? 0 : not_a("mapping", element, err);
    for (size_t i = 0; i < key->value_count; i++) {
        const struct kg_node *value = kg_node_get_str(element, key->names[i]);
        if (value == NULL)
            return 0;
        if (key->values[i].length > 0 && !kg_str_equal(kg_node_text(value), key->values[i]))
            return 0;
    }
    return 1;
}

/* Whether only elements with one indexed text can match. */
static bool is_indexed(const struct kg_elements *elements, const struct kg_element_key *key)
{
    return kg_str_equal(elements->key, key->names[0]) &&
           (key->names[0].length == 0 || key->values[0].length > 0);
}

/* The candidate after `place`, which is KG_NO_PLACE at the start. Removed ones are passed over. */
static uint32_t next_candidate(const struct kg_elements *elements, const struct kg_element_key *key,
                               uint32_t place)
{
    bool indexed = is_indexed(elements, key);

    do {
        if (indexed)
            place = place == KG_NO_PLACE ? kg_places_first(&elements->places, key->values[0])
                                         : kg_places_next(&elements->places, place);
        else
            place = place + 1 < elements->places.count ? place + 1 : KG_NO_PLACE;
    } while (place != KG_NO_PLACE && elements->items[place] == NULL);
    return place;
}

/* Puts `element` (NULL: nothing) in the place of all that match; `*count` is how many did. */
static int replace_matching(struct kg_elements *elements, const struct kg_element_key *key,
                            struct kg_node *element, size_t *count, struct kg_error *err)
{
    for (uint32_t place = next_candidate(elements, key, KG_NO_PLACE); place != KG_NO_PLACE;
         place = next_candidate(elements, key, place)) {
        int matched = matches(elements->items[place], key, err);
        if (matched < 0)
            return -1;
        if (matched == 0)
            continue;
        ++*count;
        if (element != NULL && !kg_str_equal(index_text(elements, element),
                                             index_text(elements, elements->items[place])))
            kg_places_forget(&elements->places);
        elements->items[place] = element;
        if (elements->settled > place && element != NULL && !fits(elements, element))
            elements->settled = place;
    }
    return 0;
}

int kg_elements_set(struct kg_elements *elements, const struct kg_element_key *key,
                    struct kg_node *element, struct kg_error *err)
{
    size_t replaced = 0;

    if (settle(elements, err) < 0)
        return -1;
    if (key->value_count == 0)
        drop_all(elements);
    else if (replace_matching(elements, key, element, &replaced, err) < 0)
        return -1;
    if (replaced == 0 && !kg_node_is_null(element))
        kg_elements_push(elements, element);
    return 0;
}

int kg_elements_remove(struct kg_elements *elements, const struct kg_element_key *key,
                       struct kg_error *err)
{
    return kg_elements_set(elements, key, NULL, err);
}

struct kg_node *kg_elements_find(const struct kg_elements *elements,
                                 const struct kg_element_key *key)
{
    for (uint32_t place = next_candidate(elements, key, KG_NO_PLACE); place != KG_NO_PLACE;
         place = next_candidate(elements, key, place)) {
        struct kg_node *element = elements->items[place];
        bool equal = true;
        for (size_t i = 0; i < key->name_count && equal; i++) {
            const struct kg_node *value =
                key->names[i].length == 0 ? element : kg_node_get_str(element, key->names[i]);
            equal = value != NULL && kg_str_equal(kg_node_text(value), key->values[i]);
        }
        if (equal)
            return element;
    }
    return NULL;
}
