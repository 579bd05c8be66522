#include "kagent/object.h"

/* No number of the API is longer; sums of a few never overflow. */
enum { DIGITS_MAX = 15 };

int64_t kg_object_integer(const struct kg_node *node, int64_t otherwise)
{
    struct kg_str text = kg_node_text(node);
    bool negative = kg_str_starts(text, "-");
    int64_t number = 0;
    text = kg_str_from_index(text, negative ? 1 : 0);
    if (text.length == 0 || text.length > DIGITS_MAX)
        return otherwise;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return otherwise;
        number = number * 10 + (text.data[i] - '0');
    }
    return negative ? -number : number;
}

bool kg_object_true(const struct kg_node *node)
{
    return kg_str_is(kg_node_text(node), "true");
}

int64_t kg_object_moment(const struct kg_node *node)
{
    int64_t moment = KG_MOMENT_NONE;
    kg_moment_parse(kg_node_text(node), &moment);
    return moment;
}

const char *kg_object_text(struct kg_arena *arena, const struct kg_node *node)
{
    return kg_str_copy(arena, kg_node_text(node));
}

struct kg_str kg_object_metadata(const struct kg_node *object, const char *name)
{
    return kg_node_text(kg_node_path(object, "metadata", name, NULL));
}

const char *kg_object_name(struct kg_arena *arena, const struct kg_node *object)
{
    return kg_str_copy(arena, kg_object_metadata(object, "name"));
}

const struct kg_node *kg_object_find(const struct kg_node *sequence, const char *key,
                                     const char *value)
{
    for (uint32_t i = 0; i < kg_object_count(sequence); i++) {
        if (kg_str_is(kg_node_text(kg_node_get(sequence->items[i], key)), value))
            return sequence->items[i];
    }
    return NULL;
}

const struct kg_node *kg_object_condition(const struct kg_node *object, const char *type)
{
    return kg_object_find(kg_node_path(object, "status", "conditions", NULL), "type", type);
}

bool kg_object_holds(const struct kg_node *object, const char *type)
{
    return kg_str_is(kg_node_text(kg_node_get(kg_object_condition(object, type), "status")),
                     "True");
}

bool kg_object_owned(const struct kg_node *object, struct kg_str uid)
{
    const struct kg_node *owners = kg_node_path(object, "metadata", "ownerReferences", NULL);
    for (uint32_t i = 0; i < kg_object_count(owners); i++) {
        if (kg_object_true(kg_node_get(owners->items[i], "controller")))
            return kg_str_equal(kg_node_text(kg_node_get(owners->items[i], "uid")), uid);
    }
    return false;
}

const struct kg_node *kg_object_template(const struct kg_node *statefulset)
{
    return kg_node_path(statefulset, "spec", "template", NULL);
}
