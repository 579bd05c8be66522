#include "selector.h"

#include "kinds.h"

static bool takes_values(struct kg_str relation)
{
    return kg_str_is(relation, "In") || kg_str_is(relation, "NotIn");
}

void check_operator(struct judge *judge, const struct spot *requirement,
                    const char *const *operators, size_t count)
{
    struct spot relation = spot_field(requirement, "operator");
    struct spot values = spot_field(requirement, "values");
    struct kg_str text = spot_text(&relation);
    bool compares = kg_str_is(text, "Gt") || kg_str_is(text, "Lt");
    if (!is_one_of(text, operators, count)) {
        if (spot_is_text(&relation))
            complain(judge, "operator", &relation, "%s is no operator here", quoted(judge, text));
    } else if (takes_values(text) && spot_items(&values) == 0) {
        complain(judge, "operator-values", &values, "%.*s takes values", KG_STR_ARG(text));
    } else if (compares && spot_items(&values) != 1) {
        complain(judge, "operator-values", &values, "%.*s takes one value", KG_STR_ARG(text));
    } else if (!takes_values(text) && !compares && spot_items(&values) > 0) {
        complain(judge, "operator-values", &values, "%.*s takes no values", KG_STR_ARG(text));
    }
}

static void check_requirement(struct judge *judge, const struct spot *requirement)
{
    static const char *const operators[] = {"In", "NotIn", "Exists", "DoesNotExist"};
    check_operator(judge, requirement, operators, 4);
}

static const struct field requirement_fields[] = {
    {FIELD("key"), NOT_EMPTY, ITSELF, &kg_names_label_key},
    {FIELD("values"), OPTIONAL, ITEMS, &kg_names_label_value},
};
static const struct type requirement_type = {FIELDS(requirement_fields),
                                             .check = check_requirement};

static const struct field selector_fields[] = {
    {FIELD("matchLabels"), OPTIONAL, .check = check_labels},
    {FIELD("matchExpressions"), OPTIONAL, ITEMS, .type = &requirement_type},
};

const struct type type_label_selector = {FIELDS(selector_fields)};

/* Whether there is such a label; one that is null is an empty text to the API server. */
static bool has_label(const struct spot *labels, struct kg_str key)
{
    return kg_node_get_str(labels->node, key) != NULL;
}

bool map_matches(const struct spot *map, const struct spot *labels)
{
    for (uint32_t i = 0; i < spot_pairs(map); i++) {
        struct spot wanted = spot_pair(map, i);
        struct spot label = spot_field_str(labels, wanted.way.key);
        if (!has_label(labels, wanted.way.key) ||
            !kg_str_equal(spot_text(&label), spot_text(&wanted)))
            return false;
    }
    return true;
}

static bool holds_value(const struct spot *values, struct kg_str text)
{
    for (uint32_t i = 0; i < spot_items(values); i++) {
        struct spot value = spot_item(values, i);
        if (kg_str_equal(spot_text(&value), text))
            return true;
    }
    return false;
}

/* A label that is not there is in no list, so NotIn holds. */
static bool requirement_matches(const struct spot *requirement, const struct spot *labels)
{
    struct spot label = spot_field_str(labels, field_text(requirement, "key"));
    struct spot values = spot_field(requirement, "values");
    struct kg_str relation = field_text(requirement, "operator");
    bool there = has_label(labels, field_text(requirement, "key"));
    bool among = there && holds_value(&values, spot_text(&label));
    if (kg_str_is(relation, "In"))
        return among;
    if (kg_str_is(relation, "NotIn"))
        return !among;
    return kg_str_is(relation, "Exists") ? there : !there;
}

bool selector_is_empty(const struct spot *selector)
{
    struct spot labels = spot_field(selector, "matchLabels");
    struct spot expressions = spot_field(selector, "matchExpressions");
    return spot_pairs(&labels) + spot_items(&expressions) == 0;
}

bool selector_matches(const struct spot *selector, const struct spot *labels)
{
    struct spot wanted = spot_field(selector, "matchLabels");
    struct spot expressions = spot_field(selector, "matchExpressions");
    if (!spot_is_there(selector) || !map_matches(&wanted, labels))
        return false;
    for (uint32_t i = 0; i < spot_items(&expressions); i++) {
        struct spot requirement = spot_item(&expressions, i);
        if (!requirement_matches(&requirement, labels))
            return false;
    }
    return true;
}
