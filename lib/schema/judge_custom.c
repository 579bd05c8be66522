/*
 * What a CustomResourceDefinition asks of values beyond their types: the words
 * of JSON Schema that structural schemas may have.
 */
#include <arpa/inet.h>
#include <math.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "kagent/emit.h"
#include "kagent/regex.h"

#include "custom.h"
#include "judge.h"
#include "values.h"

/* As many characters as an address or a date can have; longer texts are none. */
enum { WORD_MAX = 64 };

static size_t characters(struct kg_str text)
{
    size_t count = 0;
    for (unsigned code; text.length > 0; count++) {
        size_t length = kg_utf8_decode(text, &code);
        text = kg_str_from_index(text, length > 0 ? length : 1);
    }
    return count;
}

/* ---- texts ---- */

static void judge_pattern(const struct kg_judge *judge, const struct kg_schema_place *place,
                          struct kg_str text)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_str pattern = kg_node_text(place->type.custom->pattern);
    const struct kg_regex *regex = kg_map_get(&judge->schema->patterns, pattern);
    if (regex == NULL) {
        if (kg_regex_compile(judge->schema->arena, pattern, KG_REGEX_ANYWHERE, &regex, &err) != 0) {
            kg_problem_add(judge->problems, "pattern", place->way, place->node,
                           "the pattern %.*s of the definition cannot be read: %s",
                           KG_STR_ARG(pattern), err.message);
            return;
        }
        kg_map_put(&judge->schema->patterns, pattern, (void *)(uintptr_t)regex);
    }
    if (kg_regex_match(regex, text, &err) != 1)
        kg_problem_add(judge->problems, "pattern", place->way, place->node,
                       "%s does not match the pattern %.*s",
                       kg_judge_found(judge, place->node, place->context), KG_STR_ARG(pattern));
}

static bool is_address(struct kg_str text, int family)
{
    char word[WORD_MAX];
    struct in6_addr address;
    if (text.length >= sizeof word)
        return false;
    memcpy(word, text.data, text.length);
    word[text.length] = '\0';
    return inet_pton(family, word, &address) == 1;
}

static bool is_ipv4(struct kg_str text)
{
    return is_address(text, AF_INET);
}

static bool is_ipv6(struct kg_str text)
{
    return is_address(text, AF_INET6);
}

/* Formats that the API server knows and this does not are not judged. */
static const struct {
    const char *format;
    bool (*good)(struct kg_str text);
    const char *example;
} formats[] = {
    {"date-time", kg_is_time, "a time such as 2024-05-01T12:00:00Z"},
    {"date", kg_is_date, "a date such as 2024-05-01"},
    {"byte", kg_is_base64, "base64"},
    {"ipv4", is_ipv4, "an IPv4 address"},
    {"ipv6", is_ipv6, "an IPv6 address"},
};

static void judge_format(const struct kg_judge *judge, const struct kg_schema_place *place,
                         struct kg_str text)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (kg_str_is(place->type.custom->format, formats[i].format) && !formats[i].good(text))
            kg_problem_add(judge->problems, "format", place->way, place->node,
                           "expected %s, found %s", formats[i].example,
                           kg_judge_found(judge, place->node, place->context));
    }
}

/* ---- sizes ---- */

/* "has 3 elements, and at least 4 are wanted" */
static void judge_size(const struct kg_judge *judge, const struct kg_schema_place *place,
                       const char *things, size_t size, const struct kg_custom_bound *least,
                       const struct kg_custom_bound *most)
{
    if (least->given && (double)size < least->value)
        kg_problem_add(judge->problems, "length", place->way, place->node,
                       "there are %zu %s, and at least %.0f are wanted", size, things,
                       least->value);
    if (most->given && (double)size > most->value)
        kg_problem_add(judge->problems, "length", place->way, place->node,
                       "there are %zu %s, and at most %.0f are allowed", size, things, most->value);
}

static void judge_number(const struct kg_judge *judge, const struct kg_schema_place *place,
                         double number)
{
    const struct kg_schema_custom *type = place->type.custom;
    const char *found = kg_judge_found(judge, place->node, place->context);
    const struct kg_custom_bound *low = &type->minimum;
    const struct kg_custom_bound *high = &type->maximum;
    if (low->given && (number < low->value || (type->exclusive_minimum && !(number > low->value))))
        kg_problem_add(judge->problems, "range", place->way, place->node,
                       type->exclusive_minimum ? "%s must be above %g"
                                               : "%s is below %g, the least",
                       found, low->value);
    if (high->given &&
        (number > high->value || (type->exclusive_maximum && !(number < high->value))))
        kg_problem_add(judge->problems, "range", place->way, place->node,
                       type->exclusive_maximum ? "%s must be below %g" : "%s is above %g, the most",
                       found, high->value);
    if (type->multiple.given && type->multiple.value > 0 && fmod(number, type->multiple.value) != 0)
        kg_problem_add(judge->problems, "range", place->way, place->node, "%s is no multiple of %g",
                       found, type->multiple.value);
}

static void judge_scalar(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    const struct kg_schema_custom *type = place->type.custom;
    struct kg_value value;
    if (kg_judge_read(judge, place->node, place->context, &value, NULL) != 0)
        return;
    if (value.type == KG_VALUE_INT)
        judge_number(judge, place, (double)value.integer);
    if (value.type == KG_VALUE_UINT)
        judge_number(judge, place, (double)value.natural);
    if (value.type == KG_VALUE_FLOAT)
        judge_number(judge, place, value.number);
    if (value.type != KG_VALUE_STRING)
        return;
    if (type->pattern != NULL)
        judge_pattern(judge, place, value.text);
    judge_format(judge, place, value.text);
    if (type->least_length.given || type->most_length.given)
        judge_size(judge, place, "characters", characters(value.text), &type->least_length,
                   &type->most_length);
}

/* ---- enumerations ---- */

static bool same_value(const struct kg_judge *judge, const struct kg_node *a,
                       const struct kg_node *b, enum kg_context context)
{
    struct kg_value x;
    struct kg_value y;
    if (a->kind != KG_NODE_SCALAR || b->kind != KG_NODE_SCALAR)
        return kg_node_equal(a, b);
    if (kg_judge_read(judge, a, context, &x, NULL) != 0 ||
        kg_judge_read(judge, b, KG_CONTEXT_BLOCK, &y, NULL) != 0 || x.type != y.type)
        return false;
    switch (x.type) {
    case KG_VALUE_STRING:
        return kg_str_equal(x.text, y.text);
    case KG_VALUE_BOOL:
        return x.boolean == y.boolean;
    case KG_VALUE_FLOAT:
        return x.number == y.number;
    case KG_VALUE_NULL:
        return true;
    default:
        return x.integer == y.integer;
    }
}

static void judge_values(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    const struct kg_node *values = place->type.custom->values;
    for (uint32_t i = 0; i < values->count; i++) {
        if (same_value(judge, place->node, values->items[i], place->context))
            return;
    }
    kg_judge_report_choice(judge, place);
}

/* ---- lists ---- */

/* What tells an element apart: itself, or the values of the list's keys. */
static struct kg_str identity(const struct kg_judge *judge, const struct kg_schema_custom *list,
                              const struct kg_node *element)
{
    struct kg_buf text;
    kg_buf_init(&text, judge->problems->arena, SIZE_MAX);
    if (list->list != KG_LIST_MAP) {
        kg_emit_json(&text, element, KG_JSON_COMPACT, NULL);
        return kg_buf_str(&text);
    }
    for (size_t i = 0; i < list->key_count; i++) {
        const struct kg_node *key = kg_node_get_str(element, list->keys[i]);
        if (key != NULL)
            kg_emit_json(&text, key, KG_JSON_COMPACT, NULL);
        kg_buf_add_char(&text, '\n');
    }
    return kg_buf_str(&text);
}

static void judge_unique(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    const struct kg_schema_custom *type = place->type.custom;
    struct kg_map seen;
    if (type->list == KG_LIST_ATOMIC && !type->unique)
        return;
    kg_map_init(&seen, judge->problems->arena);
    for (uint32_t i = 0; i < place->node->count; i++) {
        const struct kg_node *element = place->node->items[i];
        const struct kg_way step = {.parent = place->way, .index = i};
        if (kg_map_put(&seen, identity(judge, type, element), (void *)(uintptr_t)element) != NULL)
            kg_problem_add(judge->problems, "unique", &step, element,
                           type->list == KG_LIST_MAP ? "an earlier element has the same keys"
                                                     : "an earlier element is the same");
    }
}

static void judge_list(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    const struct kg_schema_custom *type = place->type.custom;
    judge_size(judge, place, "elements", place->node->count, &type->least_items, &type->most_items);
    judge_unique(judge, place);
    for (uint32_t i = 0; i < place->node->count; i++) {
        const struct kg_way step = {.parent = place->way, .index = i};
        kg_judge_null(judge, type->inner, &step, place->node->items[i]);
    }
}

/* ---- objects ---- */

static void judge_object(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    const struct kg_schema_custom *type = place->type.custom;
    judge_size(judge, place, "fields", place->node->count, &type->least_fields, &type->most_fields);
    for (size_t i = 0; i < type->required_count; i++) {
        const struct kg_way step = {.parent = place->way, .key = type->required[i]};
        if (kg_node_get_str(place->node, type->required[i]) == NULL)
            kg_problem_add(judge->problems, "required", &step, place->node, "\"%.*s\" is missing",
                           KG_STR_ARG(type->required[i]));
    }
    for (uint32_t i = 0; i < place->node->count; i++) {
        struct kg_str name = kg_node_text(place->node->pairs[i].key);
        const struct kg_way step = {.parent = place->way, .key = name};
        kg_judge_null(judge, kg_schema_field(place->type, name).custom, &step,
                      place->node->pairs[i].value);
    }
}

/* ---- combinations ---- */

static bool fits(const struct kg_judge *judge, const struct kg_schema_custom *type,
                 const struct kg_schema_place *place);

/* Whether everything inside an object or a list fits what a part of a combination says of it. */
static bool inside_fits(const struct kg_judge *judge, const struct kg_schema_custom *type,
                        const struct kg_schema_place *place)
{
    bool flow = place->context == KG_CONTEXT_FLOW || place->node->style == KG_STYLE_FLOW;
    struct kg_schema_place inner = {.way = place->way, .type.schema = judge->schema};
    inner.context = flow ? KG_CONTEXT_FLOW : KG_CONTEXT_BLOCK;
    for (uint32_t i = 0; place->node->kind == KG_NODE_SEQUENCE && i < place->node->count; i++) {
        inner.node = place->node->items[i];
        if (!fits(judge, type->inner, &inner))
            return false;
    }
    for (uint32_t i = 0; place->node->kind == KG_NODE_MAPPING && i < place->node->count; i++) {
        const struct kg_pair *pair = &place->node->pairs[i];
        const struct kg_custom_field *field = kg_custom_field(type, kg_node_text(pair->key));
        inner.node = pair->value;
        if (!fits(judge, field != NULL ? field->type : type->inner, &inner))
            return false;
    }
    return true;
}

/* Parts of combinations are tried: a list without room counts their problems and keeps none. */
static bool fits(const struct kg_judge *judge, const struct kg_schema_custom *type,
                 const struct kg_schema_place *place)
{
    struct kg_problems counted;
    struct kg_judge trial = *judge;
    struct kg_schema_place part = *place;
    struct kg_value value;
    if (type == NULL || kg_node_is_null(place->node))
        return true;
    kg_problems_init(&counted, judge->problems->arena, 0);
    trial.problems = &counted;
    part.type = (struct kg_schema_type){.schema = judge->schema, .custom = type};
    if (!kg_form_wants(type->form, (enum kg_node_kind)place->node->kind))
        return false;
    if (place->node->kind == KG_NODE_SCALAR &&
        (kg_judge_read(judge, place->node, place->context, &value, NULL) != 0 ||
         kg_value_fit(type->form, &value) != KG_FIT_GOOD))
        return false;
    kg_judge_custom(&trial, &part);
    return counted.lost == 0 && inside_fits(judge, type, place);
}

static size_t count_fitting(const struct kg_judge *judge, const struct kg_custom_list *list,
                            const struct kg_schema_place *place)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += fits(judge, list->items[i], place);
    return count;
}

static void judge_combinations(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    const struct kg_schema_custom *type = place->type.custom;
    size_t one = count_fitting(judge, &type->one, place);
    if (count_fitting(judge, &type->all, place) < type->all.count)
        kg_problem_add(judge->problems, "combination", place->way, place->node,
                       "this does not fit everything that the definition asks for (allOf)");
    if (type->any.count > 0 && count_fitting(judge, &type->any, place) == 0)
        kg_problem_add(judge->problems, "combination", place->way, place->node,
                       "this fits none of the %zu forms that the definition allows (anyOf)",
                       type->any.count);
    if (type->one.count > 0 && one != 1)
        kg_problem_add(judge->problems, "combination", place->way, place->node,
                       "this fits %zu of the %zu forms that the definition names, and must fit "
                       "exactly one (oneOf)",
                       one, type->one.count);
    if (type->not != NULL && fits(judge, type->not, place))
        kg_problem_add(judge->problems, "combination", place->way, place->node,
                       "this is what the definition rules out (not)");
}

void kg_judge_custom(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    if (place->type.custom->values != NULL)
        judge_values(judge, place);
    if (place->node->kind == KG_NODE_SCALAR)
        judge_scalar(judge, place);
    if (place->node->kind == KG_NODE_SEQUENCE)
        judge_list(judge, place);
    if (place->node->kind == KG_NODE_MAPPING)
        judge_object(judge, place);
    judge_combinations(judge, place);
}

void kg_judge_null(const struct kg_judge *judge, const struct kg_schema_custom *type,
                   const struct kg_way *way, const struct kg_node *node)
{
    if (type == NULL || !kg_node_is_null(node) || type->nullable || type->has_default)
        return;
    kg_problem_add(judge->problems, "type", way, node, "expected %s, found null",
                   kg_form_name(type->form));
}
