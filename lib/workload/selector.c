#include "kagent/selector.h"

#include "kagent/object.h"

static struct kg_str field(const struct kg_node *mapping, const char *name)
{
    return kg_node_text(kg_node_get(mapping, name));
}

/* ---- expressions ---- */

static bool is_among(const struct kg_node *values, struct kg_str value)
{
    for (uint32_t i = 0; i < kg_object_count(values); i++) {
        if (kg_str_equal(kg_node_text(values->items[i]), value))
            return true;
    }
    return false;
}

static bool op_in(const struct kg_node *value, const struct kg_node *values)
{
    return value != NULL && is_among(values, kg_node_text(value));
}

static bool op_not_in(const struct kg_node *value, const struct kg_node *values)
{
    return !op_in(value, values);
}

static bool op_exists(const struct kg_node *value, const struct kg_node *values)
{
    (void)values;
    return value != NULL;
}

static bool op_does_not_exist(const struct kg_node *value, const struct kg_node *values)
{
    (void)values;
    return value == NULL;
}

/* Negative, 0, positive; `*comparable` tells whether both are whole numbers. */
static int compare_numbers(const struct kg_node *value, const struct kg_node *values,
                           bool *comparable)
{
    const struct kg_node *other = kg_object_count(values) == 1 ? values->items[0] : NULL;
    int64_t left = kg_object_integer(value, INT64_MIN);
    int64_t right = kg_object_integer(other, INT64_MIN);
    *comparable = left != INT64_MIN && right != INT64_MIN;
    return (left > right) - (left < right);
}

static bool op_greater(const struct kg_node *value, const struct kg_node *values)
{
    bool comparable;
    return compare_numbers(value, values, &comparable) > 0 && comparable;
}

static bool op_less(const struct kg_node *value, const struct kg_node *values)
{
    bool comparable;
    return compare_numbers(value, values, &comparable) < 0 && comparable;
}

static bool holds(const struct kg_node *expression, const struct kg_node *labels)
{
    static const struct {
        const char *name;
        bool (*holds)(const struct kg_node *value, const struct kg_node *values);
    } operators[] = {
        {"In", op_in},         {"NotIn", op_not_in},
        {"Exists", op_exists}, {"DoesNotExist", op_does_not_exist},
        {"Gt", op_greater},    {"Lt", op_less},
    };
    struct kg_str name = field(expression, "operator");
    const struct kg_node *value = kg_node_get_str(labels, field(expression, "key"));
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (kg_str_is(name, operators[i].name))
            return operators[i].holds(value, kg_node_get(expression, "values"));
    }
    return false;
}

static bool all_hold(const struct kg_node *expressions, const struct kg_node *labels)
{
    for (uint32_t i = 0; i < kg_object_count(expressions); i++) {
        if (!holds(expressions->items[i], labels))
            return false;
    }
    return true;
}

bool kg_labels_have(const struct kg_node *labels, const struct kg_node *wanted)
{
    if (!kg_node_is(wanted, KG_NODE_MAPPING))
        return false;
    for (uint32_t i = 0; i < wanted->count; i++) {
        const struct kg_node *value = kg_node_get_str(labels, kg_node_text(wanted->pairs[i].key));
        if (value == NULL ||
            !kg_str_equal(kg_node_text(value), kg_node_text(wanted->pairs[i].value)))
            return false;
    }
    return true;
}

/* What is not there wants nothing. */
static bool has_labels(const struct kg_node *wanted, const struct kg_node *labels)
{
    return !kg_node_is(wanted, KG_NODE_MAPPING) || kg_labels_have(labels, wanted);
}

bool kg_labels_match(const struct kg_node *labels, const struct kg_node *selector)
{
    return kg_node_is(selector, KG_NODE_MAPPING) &&
           has_labels(kg_node_get(selector, "matchLabels"), labels) &&
           all_hold(kg_node_get(selector, "matchExpressions"), labels);
}

/* ---- nodes ---- */

/* A term of a node selector: both its lists must hold; an empty term chooses nothing. */
static bool term_takes(const struct kg_node *term, const struct kg_node *labels,
                       const struct kg_node *fields)
{
    const struct kg_node *expressions = kg_node_get(term, "matchExpressions");
    const struct kg_node *field_expressions = kg_node_get(term, "matchFields");
    return kg_object_count(expressions) + kg_object_count(field_expressions) > 0 &&
           all_hold(expressions, labels) && all_hold(field_expressions, fields);
}

bool kg_selector_takes_node(const struct kg_node *pod_spec, const struct kg_node *node)
{
    const struct kg_node *labels = kg_node_path(node, "metadata", "labels", NULL);
    const struct kg_node *terms =
        kg_node_path(pod_spec, "affinity", "nodeAffinity",
                     "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms", NULL);
    /* The one field that may be asked for; a mapping on the stack, so that nothing is allocated. */
    struct kg_node key = {.kind = KG_NODE_SCALAR, .text = KG_STR("metadata.name")};
    struct kg_pair pair = {&key, kg_node_path(node, "metadata", "name", NULL)};
    const struct kg_node fields = {.kind = KG_NODE_MAPPING, .count = 1, .pairs = &pair};
    if (!has_labels(kg_node_get(pod_spec, "nodeSelector"), labels))
        return false;
    for (uint32_t i = 0; i < kg_object_count(terms); i++) {
        if (term_takes(terms->items[i], labels, &fields))
            return true;
    }
    return terms == NULL;
}

static bool tolerates(const struct kg_node *toleration, const struct kg_node *taint)
{
    struct kg_str key = field(toleration, "key");
    struct kg_str effect = field(toleration, "effect");
    bool exists = kg_str_is(field(toleration, "operator"), "Exists");
    if (effect.length > 0 && !kg_str_equal(effect, field(taint, "effect")))
        return false;
    if (key.length > 0 && !kg_str_equal(key, field(taint, "key")))
        return false;
    if (key.length == 0 && !exists)
        return false;
    return exists || kg_str_equal(field(toleration, "value"), field(taint, "value"));
}

bool kg_selector_tolerates(const struct kg_node *pod_spec, const struct kg_node *taint)
{
    const struct kg_node *tolerations = kg_node_get(pod_spec, "tolerations");
    for (uint32_t i = 0; i < kg_object_count(tolerations); i++) {
        if (tolerates(tolerations->items[i], taint))
            return true;
    }
    return false;
}
