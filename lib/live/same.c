#include "same.h"

#include <stdlib.h>

#include "kagent/moment.h"
#include "kagent/quantity.h"

bool kg_is_zero(const struct kg_node *node)
{
    if (kg_node_is_null(node))
        return true;
    if (kg_node_is(node, KG_NODE_SCALAR)) {
        bool quoted = node->style != KG_STYLE_PLAIN;
        struct kg_str text = kg_node_text(node);
        return text.length == 0 || (!quoted && (kg_str_is(text, "false") || kg_str_is(text, "0")));
    }
    for (uint32_t i = 0; i < node->count; i++) {
        const struct kg_node *inner =
            kg_node_is(node, KG_NODE_MAPPING) ? node->pairs[i].value : node->items[i];
        if (kg_node_is(node, KG_NODE_SEQUENCE) || !kg_is_zero(inner))
            return false;
    }
    return true;
}

static bool same_quantity(struct kg_str a, struct kg_str b)
{
    struct kg_quantity x;
    struct kg_quantity y;
    return kg_quantity_parse(a, &x) == 0 && kg_quantity_parse(b, &y) == 0 &&
           kg_quantity_compare(x, y) == 0;
}

static bool same_moment(struct kg_str a, struct kg_str b)
{
    int64_t x;
    int64_t y;
    return kg_moment_parse(a, &x) && kg_moment_parse(b, &y) && x == y;
}

/* Of numbers as YAML and JSON write them: "1e3" and "1000". */
static bool same_number(struct kg_str a, struct kg_str b)
{
    enum { NUMBER_MAX = 64 };
    char x[NUMBER_MAX];
    char y[NUMBER_MAX];
    if (a.length >= NUMBER_MAX || b.length >= NUMBER_MAX || a.length == 0 || b.length == 0)
        return false;
    memcpy(x, a.data, a.length);
    memcpy(y, b.data, b.length);
    x[a.length] = y[b.length] = '\0';
    char *x_end;
    char *y_end;
    double first = strtod(x, &x_end);
    double second = strtod(y, &y_end);
    return *x_end == '\0' && *y_end == '\0' && !(first < second) && !(first > second);
}

bool kg_same_scalar(struct kg_schema_type type, const struct kg_node *a, const struct kg_node *b)
{
    struct kg_str x = kg_node_text(a);
    struct kg_str y = kg_node_text(b);
    if (!kg_node_is(a, KG_NODE_SCALAR) || !kg_node_is(b, KG_NODE_SCALAR))
        return kg_is_zero(a) && kg_is_zero(b);
    if (kg_str_equal(x, y) || (kg_is_zero(a) && kg_is_zero(b)))
        return true;
    switch (kg_schema_form(type)) {
    case KG_FORM_QUANTITY:
        return same_quantity(x, y);
    case KG_FORM_INT32:
    case KG_FORM_INT64:
    case KG_FORM_NUMBER:
        return same_number(x, y);
    case KG_FORM_TIME:
    case KG_FORM_MICRO_TIME:
        return same_moment(x, y);
    default:
        return false;
    }
}

static bool same_value(struct kg_schema_type type, const struct kg_node *live,
                       const struct kg_node *wanted, bool full);

static bool same_mapping(struct kg_schema_type type, const struct kg_node *live,
                         const struct kg_node *wanted, bool full)
{
    for (uint32_t i = 0; i < wanted->count; i++) {
        struct kg_str key = kg_node_text(wanted->pairs[i].key);
        if (!same_value(kg_schema_field(type, key), kg_node_get_str(live, key),
                        wanted->pairs[i].value, full))
            return false;
    }
    for (uint32_t i = 0; full && i < live->count; i++)
        if (kg_node_pair(wanted, kg_node_text(live->pairs[i].key)) == NULL &&
            !kg_is_zero(live->pairs[i].value))
            return false;
    return true;
}

static bool same_value(struct kg_schema_type type, const struct kg_node *live,
                       const struct kg_node *wanted, bool full)
{
    if (live == NULL || wanted == NULL)
        return kg_is_zero(live) && kg_is_zero(wanted);
    if (kg_node_is(live, KG_NODE_MAPPING) && kg_node_is(wanted, KG_NODE_MAPPING))
        return same_mapping(type, live, wanted, full);
    if (kg_node_is(live, KG_NODE_SEQUENCE) && kg_node_is(wanted, KG_NODE_SEQUENCE))
        return kg_same_list(type, live, wanted, full);
    return kg_same_scalar(type, live, wanted);
}

static bool has_value(struct kg_schema_type type, const struct kg_node *list,
                      const struct kg_node *value, bool full)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (same_value(type, list->items[i], value, full))
            return true;
    return false;
}

bool kg_same_list(struct kg_schema_type type, const struct kg_node *live,
                  const struct kg_node *wanted, bool full)
{
    struct kg_str keys[KG_SCHEMA_KEYS_MAX];
    size_t count = 0;
    bool set = kg_schema_list(type, keys, &count) == KG_LIST_SET;
    struct kg_schema_type elements = kg_schema_elements(type);
    if (live->count != wanted->count)
        return false;
    for (uint32_t i = 0; i < wanted->count; i++) {
        bool same = set ? has_value(elements, live, wanted->items[i], full)
                        : same_value(elements, live->items[i], wanted->items[i], full);
        if (!same)
            return false;
    }
    return true;
}
