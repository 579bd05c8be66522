#include "kagent/ownership.h"

#include "kagent/emit.h"
#include "kagent/json.h"
#include "kagent/object.h"

enum { KEY_MAX = 1 << 16 };

/* Whether "k:{...}" of a set of fields means this element. */
static bool key_means(struct kg_arena *arena, struct kg_str text, const struct kg_field_step *step)
{
    struct kg_source source = {.name = "managedFields"};
    struct kg_node *keys;
    if (kg_json_read(arena, kg_str_from_index(text, 2), &source, 1, &keys, NULL) != 0 ||
        !kg_node_is(keys, KG_NODE_MAPPING))
        return false;
    for (uint32_t i = 0; i < keys->count; i++) {
        const struct kg_node *value =
            kg_node_get_str(step->element, kg_node_text(keys->pairs[i].key));
        /* A key that the manifests leave out has its default there, which need not be known here.
         */
        if (value != NULL && !kg_str_equal(kg_node_text(value), kg_node_text(keys->pairs[i].value)))
            return false;
    }
    return true;
}

static const struct kg_node *enter_element(struct kg_arena *arena, const struct kg_node *fields,
                                           const struct kg_field_step *step)
{
    for (uint32_t i = 0; i < fields->count; i++) {
        struct kg_str key = kg_node_text(fields->pairs[i].key);
        if (kg_str_starts(key, "k:") && key_means(arena, key, step))
            return fields->pairs[i].value;
    }
    return NULL;
}

/*
 * The set of fields behind the steps. A set that ends before them holds all that
 * is below: the field is owned as one value.
 */
static const struct kg_node *enter(struct kg_arena *arena, const struct kg_node *fields,
                                   const struct kg_field_step *step)
{
    if (step->parent == NULL)
        return fields;
    const struct kg_node *outer = enter(arena, fields, step->parent);
    if (!kg_node_is(outer, KG_NODE_MAPPING) || outer->count == 0)
        return outer;
    if (step->element != NULL)
        return step->key_count > 0 ? enter_element(arena, outer, step) : outer;
    return kg_node_get(outer, kg_arena_printf(arena, "f:%.*s", KG_STR_ARG(step->name)));
}

static struct kg_ownership read_entry(struct kg_arena *arena, const struct kg_node *entry)
{
    return (struct kg_ownership){
        .manager = kg_object_text(arena, kg_node_get(entry, "manager")),
        .operation = kg_object_text(arena, kg_node_get(entry, "operation")),
        .subresource = kg_object_text(arena, kg_node_get(entry, "subresource")),
        .time = kg_object_moment(kg_node_get(entry, "time")),
    };
}

bool kg_ownership_of(struct kg_arena *arena, const struct kg_node *object,
                     const struct kg_field_step *step, struct kg_ownership *ownership)
{
    const struct kg_node *list = kg_node_path(object, "metadata", "managedFields", NULL);
    bool found = false;
    for (uint32_t i = 0; i < kg_object_count(list); i++) {
        const struct kg_node *fields = kg_node_get(list->items[i], "fieldsV1");
        if (fields == NULL || enter(arena, fields, step) == NULL)
            continue;
        struct kg_ownership entry = read_entry(arena, list->items[i]);
        if (!found || entry.time > ownership->time)
            *ownership = entry;
        found = true;
    }
    return found;
}

const char *kg_ownership_text(struct kg_arena *arena, const struct kg_ownership *ownership)
{
    const char *what =
        ownership->subresource[0] != '\0' ? ownership->subresource : ownership->operation;
    if (ownership->time == KG_MOMENT_NONE)
        return kg_arena_printf(arena, "%s (%s)", ownership->manager, what);
    return kg_arena_printf(arena, "%s (%s), %s", ownership->manager, what,
                           kg_moment_text(arena, ownership->time));
}

int64_t kg_ownership_changed(const struct kg_node *object, const char *field)
{
    const struct kg_node *list = kg_node_path(object, "metadata", "managedFields", NULL);
    int64_t newest = KG_MOMENT_NONE;
    for (uint32_t i = 0; i < kg_object_count(list); i++) {
        int64_t time = kg_object_moment(kg_node_get(list->items[i], "time"));
        if (kg_node_path(list->items[i], "fieldsV1", field, NULL) != NULL && time > newest)
            newest = time;
    }
    return newest != KG_MOMENT_NONE
               ? newest
               : kg_object_moment(kg_node_path(object, "metadata", "creationTimestamp", NULL));
}
