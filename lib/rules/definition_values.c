/* Source: API reference, "JSONSchemaProps"; "Extend the Kubernetes API with
 * CustomResourceDefinitions", "Defaulting". */
#include "definition_values.h"

#include <math.h>
#include <string.h>

#include "kagent/regex.h"
#include "kagent/scalar.h"

static const char rule[] = "definition-schema";

/* ---- types ---- */

enum kind { TEXT, WHOLE, NUMBER, BOOLEAN, TEXTS, VALUES_LIST, SCHEMAS, SCHEMA_MAP, SCHEMA };

static const char *const kind_names[] = {
    [TEXT] = "a text",
    [WHOLE] = "a whole number",
    [NUMBER] = "a number",
    [BOOLEAN] = "true or false",
    [TEXTS] = "a list of texts",
    [VALUES_LIST] = "a list",
    [SCHEMAS] = "a list of schemas",
    [SCHEMA_MAP] = "a map of schemas",
    [SCHEMA] = "a schema",
};

static const struct {
    struct kg_str name;
    enum kind kind;
} fields[] = {
    {KG_STR("$ref"), TEXT},
    {KG_STR("$schema"), TEXT},
    {KG_STR("allOf"), SCHEMAS},
    {KG_STR("anyOf"), SCHEMAS},
    {KG_STR("definitions"), SCHEMA_MAP},
    {KG_STR("description"), TEXT},
    {KG_STR("enum"), VALUES_LIST},
    {KG_STR("exclusiveMaximum"), BOOLEAN},
    {KG_STR("exclusiveMinimum"), BOOLEAN},
    {KG_STR("format"), TEXT},
    {KG_STR("id"), TEXT},
    {KG_STR("maxItems"), WHOLE},
    {KG_STR("maxLength"), WHOLE},
    {KG_STR("maxProperties"), WHOLE},
    {KG_STR("maximum"), NUMBER},
    {KG_STR("minItems"), WHOLE},
    {KG_STR("minLength"), WHOLE},
    {KG_STR("minProperties"), WHOLE},
    {KG_STR("minimum"), NUMBER},
    {KG_STR("multipleOf"), NUMBER},
    {KG_STR("not"), SCHEMA},
    {KG_STR("nullable"), BOOLEAN},
    {KG_STR("oneOf"), SCHEMAS},
    {KG_STR("pattern"), TEXT},
    {KG_STR("patternProperties"), SCHEMA_MAP},
    {KG_STR("properties"), SCHEMA_MAP},
    {KG_STR("required"), TEXTS},
    {KG_STR("title"), TEXT},
    {KG_STR("type"), TEXT},
    {KG_STR("uniqueItems"), BOOLEAN},
    {KG_STR("x-kubernetes-embedded-resource"), BOOLEAN},
    {KG_STR("x-kubernetes-int-or-string"), BOOLEAN},
    {KG_STR("x-kubernetes-list-map-keys"), TEXTS},
    {KG_STR("x-kubernetes-list-type"), TEXT},
    {KG_STR("x-kubernetes-map-type"), TEXT},
    {KG_STR("x-kubernetes-preserve-unknown-fields"), BOOLEAN},
};

static bool is_boolean(const struct spot *spot)
{
    return kg_node_is(spot->node, KG_NODE_SCALAR) && spot->node->tag == KG_TAG_BOOL;
}

/* Any number; `*value` is set. */
static bool read_number(struct judge *judge, const struct spot *spot, double *value)
{
    struct kg_value read;
    if (!kg_node_is(spot->node, KG_NODE_SCALAR) || spot_is_text(spot) ||
        kg_scalar_value(judge->arena, spot->node, KG_CONTEXT_BLOCK, &read, NULL) < 0)
        return false;
    *value = read.type == KG_VALUE_INT    ? (double)read.integer
             : read.type == KG_VALUE_UINT ? (double)read.natural
                                          : read.number;
    return read.type == KG_VALUE_INT || read.type == KG_VALUE_UINT || read.type == KG_VALUE_FLOAT;
}

static bool are_texts(const struct spot *list)
{
    for (uint32_t i = 0; i < spot_items(list); i++) {
        struct spot item = spot_item(list, i);
        if (spot_is_there(&item) && !spot_is_text(&item))
            return false;
    }
    return kg_node_is(list->node, KG_NODE_SEQUENCE);
}

static bool is_of_kind(struct judge *judge, const struct spot *spot, enum kind kind)
{
    int64_t whole;
    double number;
    switch (kind) {
    case TEXT:
        return spot_is_text(spot);
    case WHOLE:
        return spot_number(judge, spot, &whole);
    case NUMBER:
        return read_number(judge, spot, &number);
    case BOOLEAN:
        return is_boolean(spot);
    case TEXTS:
        return are_texts(spot);
    case VALUES_LIST:
    case SCHEMAS:
        return kg_node_is(spot->node, KG_NODE_SEQUENCE);
    case SCHEMA_MAP:
    case SCHEMA:
        break;
    }
    return kg_node_is(spot->node, KG_NODE_MAPPING);
}

/* The schemas of a list or a map; their elements must be schemas, too. */
static void judge_inner(struct judge *judge, const struct spot *inner)
{
    if (!kg_node_is(inner->node, KG_NODE_MAPPING))
        complain(judge, rule, inner, "it must be a schema");
    judge_schema_types(judge, inner);
}

static void judge_below(struct judge *judge, const struct spot *spot, enum kind kind)
{
    if (kind == SCHEMA)
        judge_schema_types(judge, spot);
    for (uint32_t i = 0; kind == SCHEMAS && i < spot_items(spot); i++) {
        struct spot inner = spot_item(spot, i);
        judge_inner(judge, &inner);
    }
    for (uint32_t i = 0; kind == SCHEMA_MAP && i < spot_pairs(spot); i++) {
        struct spot inner = spot_pair(spot, i);
        judge_inner(judge, &inner);
    }
}

void judge_schema_types(struct judge *judge, const struct spot *schema)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct spot field = spot_field_str(schema, fields[i].name);
        if (!spot_is_there(&field))
            continue;
        if (!is_of_kind(judge, &field, fields[i].kind))
            complain(judge, rule, &field, "it must be %s", kind_names[fields[i].kind]);
        else
            judge_below(judge, &field, fields[i].kind);
    }
}

/* ---- defaults ---- */

static bool is_of_type(struct judge *judge, const struct spot *value, struct kg_str type)
{
    int64_t whole;
    double number;
    if (kg_str_is(type, "object"))
        return kg_node_is(value->node, KG_NODE_MAPPING);
    if (kg_str_is(type, "array"))
        return kg_node_is(value->node, KG_NODE_SEQUENCE);
    if (kg_str_is(type, "string"))
        return spot_is_text(value);
    if (kg_str_is(type, "boolean"))
        return is_boolean(value);
    if (kg_str_is(type, "integer"))
        return spot_number(judge, value, &whole);
    return !kg_str_is(type, "number") || read_number(judge, value, &number);
}

/* Of a schema without a type: an integer or a text, or anything. */
static bool is_int_or_text(struct judge *judge, const struct spot *schema, const struct spot *value)
{
    int64_t whole;
    return !field_is_true(schema, "x-kubernetes-int-or-string") || spot_is_text(value) ||
           spot_number(judge, value, &whole);
}

static bool is_in_enum(const struct spot *value, const struct spot *words)
{
    for (uint32_t i = 0; i < spot_items(words); i++) {
        struct spot word = spot_item(words, i);
        if (kg_node_is(word.node, KG_NODE_SCALAR) && spot_is_text(&word) == spot_is_text(value) &&
            kg_str_equal(word.node->text, value->node->text))
            return true;
    }
    return spot_items(words) == 0;
}

/* The bound of this name; `otherwise` where there is none. */
static double bound(struct judge *judge, const struct spot *schema, const char *name,
                    double otherwise)
{
    struct spot field = spot_field(schema, name);
    double number;
    return read_number(judge, &field, &number) ? number : otherwise;
}

/* A bound may be left out; that of an int32 must be one. */
static bool is_bound_of_int32(double bound)
{
    return isinf(bound) || (bound >= INT32_MIN && bound <= INT32_MAX && bound == floor(bound));
}

static bool is_in_range(struct judge *judge, const struct spot *schema, double value)
{
    double low = bound(judge, schema, "minimum", -INFINITY);
    double high = bound(judge, schema, "maximum", INFINITY);
    double multiple = bound(judge, schema, "multipleOf", 0);
    bool narrow = field_is(schema, "format", "int32");
    if (narrow && !(is_bound_of_int32(low) && is_bound_of_int32(high) && is_bound_of_int32(value)))
        return false;
    if (multiple > 0 && value / multiple != floor(value / multiple))
        return false;
    return (field_is_true(schema, "exclusiveMinimum") ? value > low : value >= low) &&
           (field_is_true(schema, "exclusiveMaximum") ? value < high : value <= high);
}

static bool fits_text(struct judge *judge, const struct spot *schema, struct kg_str text)
{
    struct kg_str pattern = field_text(schema, "pattern");
    const struct kg_regex *regex;
    size_t characters = 0;
    for (size_t i = 0; i < text.length; i++)
        characters += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    if ((double)characters < bound(judge, schema, "minLength", 0) ||
        (double)characters > bound(judge, schema, "maxLength", INFINITY))
        return false;
    return pattern.length == 0 ||
           kg_regex_compile(judge->arena, pattern, KG_REGEX_ANYWHERE, &regex, NULL) != 0 ||
           kg_regex_match(regex, text, NULL) != 0;
}

static bool has_all_required(const struct spot *schema, const struct spot *value)
{
    struct spot required = spot_field(schema, "required");
    struct spot properties = spot_field(schema, "properties");
    for (uint32_t i = 0; i < spot_items(&required); i++) {
        struct spot name = spot_item(&required, i);
        struct spot field = spot_field_str(value, spot_text(&name));
        struct spot property = spot_field_str(&properties, spot_text(&name));
        if (!spot_is_there(&field) && !field_is_there(&property, "default"))
            return false;
    }
    return true;
}

static void judge_scalar_default(struct judge *judge, const struct spot *schema,
                                 const struct spot *value)
{
    struct spot words = spot_field(schema, "enum");
    double number;
    if (!is_in_enum(value, &words))
        complain(judge, rule, value, "it is none of the enum");
    else if (read_number(judge, value, &number) && !is_in_range(judge, schema, number))
        complain(judge, rule, value, "it is out of the schema's range");
    else if (spot_is_text(value) && !fits_text(judge, schema, spot_text(value)))
        complain(judge, rule, value, "it does not fit the schema's pattern or length");
}

void judge_default(struct judge *judge, const struct spot *schema)
{
    struct spot value = spot_field(schema, "default");
    struct spot not = spot_field(schema, "not");
    bool embedded = field_is_true(schema, "x-kubernetes-embedded-resource");
    if (!spot_is_there(&value))
        return;
    if (kg_node_is(not .node, KG_NODE_MAPPING) && spot_pairs(&not ) == 0)
        complain(judge, rule, &value, "an empty `not` lets no value pass");
    else if (embedded && !(field_is_given(&value, "apiVersion") && field_is_given(&value, "kind")))
        complain(judge, rule, &value, "an embedded resource has apiVersion and kind");
    else if (!is_int_or_text(judge, schema, &value))
        complain(judge, rule, &value, "it is neither an integer nor a text");
    else if (!is_of_type(judge, &value, field_text(schema, "type")))
        complain(judge, rule, &value, "it is not of the schema's type");
    else if (kg_node_is(value.node, KG_NODE_SCALAR))
        judge_scalar_default(judge, schema, &value);
    else if (!has_all_required(schema, &value))
        complain(judge, rule, &value, "it lacks what the schema requires");
}

/* ---- rules in CEL ---- */

static bool is_one_line(struct kg_str text)
{
    return kg_str_find(text, '\n') < 0 && kg_str_find(text, '\r') < 0;
}

static void judge_validation(struct judge *judge, const struct spot *validation)
{
    struct spot expression = spot_field(validation, "rule");
    struct spot message = spot_field(validation, "message");
    struct spot path = spot_field(validation, "fieldPath");
    struct spot optional = spot_field(validation, "optionalOldSelf");
    struct kg_str text = kg_str_trim(spot_text(&expression));
    struct kg_str words = kg_str_trim(spot_text(&message));
    if (spot_is_text(&expression) && text.length == 0)
        complain_required(judge, &expression, NULL);
    else if (spot_is_given(&message) && words.length == 0)
        complain(judge, rule, &message, "a message that is there has words");
    else if (!is_one_line(words))
        complain(judge, rule, &message, "a message has one line");
    else if (!is_one_line(text) && words.length == 0)
        complain_required(judge, &message, "a rule of several lines needs a message");
    if (spot_is_given(&path) && spot_is_text(&path) &&
        (!is_one_line(spot_text(&path)) || strchr(".[", spot_text(&path).data[0]) == NULL))
        complain(judge, rule, &path, "%s is no path: it begins with a dot",
                 quoted(judge, spot_text(&path)));
    if (spot_is_there(&optional) && memmem(text.data, text.length, "oldSelf", 7) == NULL)
        complain(judge, rule, &optional, "the rule does not use oldSelf");
}

void judge_validations(struct judge *judge, const struct spot *schema)
{
    struct spot list = spot_field(schema, "x-kubernetes-validations");
    for (uint32_t i = 0; i < spot_items(&list); i++) {
        struct spot validation = spot_item(&list, i);
        judge_validation(judge, &validation);
    }
}
