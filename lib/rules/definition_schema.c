/* Source: "Extend the Kubernetes API with CustomResourceDefinitions", "Specifying a structural
 * schema", "Validation"; API reference, "JSONSchemaProps". */
#include "definition_schema.h"

#include "definition_values.h"
#include "kagent/regex.h"

static const char rule[] = "definition-schema";

/* Where a schema stands. */
enum place {
    AT_ROOT,
    IN_FIELD, /* of a field, or of the values of a map */
    IN_ITEMS,
    NARROWING, /* in allOf, anyOf, oneOf or not */
};

/* Whether it is there and not Go's zero value, which a map without content is, too. */
static bool has_content(const struct spot *spot)
{
    bool empty = kg_node_is(spot->node, KG_NODE_MAPPING) && spot_pairs(spot) == 0;
    return spot_is_given(spot) && !empty;
}

/* A field that must not be there with content. */
static void forbid(struct judge *judge, const struct spot *schema, const char *name,
                   const char *why)
{
    struct spot field = spot_field(schema, name);
    if (has_content(&field))
        complain(judge, rule, &field, "%s", why);
}

/* A field that must not be there at all. */
static void forbid_at_all(struct judge *judge, const struct spot *schema, const char *name,
                          const char *why)
{
    struct spot field = spot_field(schema, name);
    if (spot_is_there(&field))
        complain(judge, rule, &field, "%s", why);
}

static struct kg_str type_of(const struct spot *schema)
{
    return field_text(schema, "type");
}

/* ---- what no schema may have ---- */

static void judge_unsupported(struct judge *judge, const struct spot *schema)
{
    static const char *const with_content[] = {"id", "$schema", "patternProperties", "definitions"};
    static const char *const at_all[] = {"$ref", "additionalItems", "dependencies"};
    static const char words[] = "definitions do not support it";
    for (size_t i = 0; i < sizeof with_content / sizeof *with_content; i++)
        forbid(judge, schema, with_content[i], words);
    for (size_t i = 0; i < sizeof at_all / sizeof *at_all; i++)
        forbid_at_all(judge, schema, at_all[i], words);
    forbid(judge, schema, "uniqueItems",
           "it cannot be true: comparing all elements takes too long");
    struct spot preserves = spot_field(schema, "x-kubernetes-preserve-unknown-fields");
    if (spot_is_there(&preserves) && !spot_is_given(&preserves))
        complain(judge, rule, &preserves, "it must be true, or absent");
    struct spot pattern = spot_field(schema, "pattern");
    const struct kg_regex *regex;
    if (spot_is_given(&pattern) && spot_is_text(&pattern) &&
        kg_regex_compile(judge->arena, spot_text(&pattern), KG_REGEX_ANYWHERE, &regex, NULL) != 0)
        complain(judge, rule, &pattern, "%s is not a regular expression",
                 quoted(judge, spot_text(&pattern)));
}

/* ---- types ---- */

/* Whether a field of a schema makes it another one than if it were not there. */
static bool says_something(const struct spot *field)
{
    static const char *const also_false[] = {"$ref", "additionalProperties",
                                             "x-kubernetes-list-type", "x-kubernetes-map-type",
                                             "x-kubernetes-preserve-unknown-fields"};
    static const char *const with_content[] = {
        "patternProperties", "definitions", "allOf", "anyOf", "oneOf", "enum"};
    struct kg_str name = field->way.key;
    if (!spot_is_there(field))
        return false;
    if (is_one_of(name, with_content, 6))
        return has_content(field);
    if (kg_str_is(name, "items"))
        return field->node->kind == KG_NODE_MAPPING;
    if (field->node->kind != KG_NODE_SCALAR)
        return true;
    bool zero = field->node->text.length == 0 || field->node->tag == KG_TAG_BOOL;
    return !zero || spot_is_true(field) || is_one_of(name, also_false, 5);
}

/* Whether an alternative says that much and nothing else. */
static bool is_type_alone(const struct spot *alternatives, uint32_t index, const char *type)
{
    struct spot alternative = spot_item(alternatives, index);
    uint32_t said = 0;
    for (uint32_t i = 0; i < spot_pairs(&alternative); i++) {
        struct spot field = spot_pair(&alternative, i);
        said += says_something(&field);
    }
    return said == 1 && field_is(&alternative, "type", type);
}

/* The two alternatives that an integer or a text may be written with. */
static bool is_int_or_string(const struct spot *alternatives)
{
    return spot_items(alternatives) == 2 && is_type_alone(alternatives, 0, "integer") &&
           is_type_alone(alternatives, 1, "string");
}

static void judge_type_word(struct judge *judge, const struct spot *schema, enum place place)
{
    static const char *const types[] = {"string",  "number", "integer",
                                        "boolean", "array",  "object"};
    struct spot type = spot_field(schema, "type");
    bool embedded = field_is_true(schema, "x-kubernetes-embedded-resource");
    bool free = field_is_true(schema, "x-kubernetes-int-or-string") ||
                field_is_true(schema, "x-kubernetes-preserve-unknown-fields");
    if (spot_is_given(&type) && spot_is_text(&type) && !is_one_of(spot_text(&type), types, 6))
        complain(judge, rule, &type, "%s is no type here", quoted(judge, spot_text(&type)));
    else if (place == AT_ROOT && !(free && !spot_is_given(&type)))
        return; /* the version's own rule: it is object */
    else if (embedded && !kg_str_is(spot_text(&type), "object"))
        complain(judge, rule, &type, "an embedded resource has the type object");
    else if (!spot_is_given(&type) && !free)
        complain_required(judge, &type, "a schema needs a type");
}

/* What the two words for lists and maps ask of the type. */
static void judge_collection_words(struct judge *judge, const struct spot *schema)
{
    static const char *const lists[] = {"atomic", "set", "map"};
    static const char *const maps[] = {"granular", "atomic"};
    struct spot list = spot_field(schema, "x-kubernetes-list-type");
    struct spot map = spot_field(schema, "x-kubernetes-map-type");
    if (spot_is_there(&list) && !is_one_of(spot_text(&list), lists, 3))
        complain(judge, rule, &list, "%s is none of atomic, set, map",
                 quoted(judge, spot_text(&list)));
    if (spot_is_there(&list) && !kg_str_is(type_of(schema), "array"))
        complain(judge, rule, &list, "it is for the type array");
    if (spot_is_there(&map) && !is_one_of(spot_text(&map), maps, 2))
        complain(judge, rule, &map, "%s is none of granular, atomic",
                 quoted(judge, spot_text(&map)));
    if (spot_is_there(&map) && !kg_str_is(type_of(schema), "object"))
        complain(judge, rule, &map, "it is for the type object");
}

/* ---- lists that are maps or sets ---- */

static bool lists_text(const struct spot *list, struct kg_str text)
{
    for (uint32_t i = 0; i < spot_items(list); i++) {
        struct spot item = spot_item(list, i);
        if (kg_str_equal(spot_text(&item), text))
            return true;
    }
    return false;
}

static void judge_key(struct judge *judge, const struct spot *key, const struct spot *items)
{
    struct spot properties = spot_field(items, "properties");
    struct spot property = spot_field_str(&properties, spot_text(key));
    struct spot required = spot_field(items, "required");
    struct kg_str type = type_of(&property);
    if (!kg_str_is(type_of(items), "object"))
        return;
    if (!spot_is_there(&property))
        complain(judge, rule, key, "the elements have no property %s",
                 quoted(judge, spot_text(key)));
    else if (kg_str_is(type, "array") || kg_str_is(type, "object"))
        complain(judge, rule, key, "a key must be a scalar");
    else if (!lists_text(&required, spot_text(key)) && !field_is_there(&property, "default"))
        complain(judge, rule, key, "a key must be required of the elements, or have a default");
    else if (field_is_true(&property, "nullable"))
        complain(judge, rule, key, "a key cannot be nullable");
}

static void judge_list_of_maps(struct judge *judge, const struct spot *schema)
{
    struct spot keys = spot_field(schema, "x-kubernetes-list-map-keys");
    struct spot items = spot_field(schema, "items");
    bool is_map = field_is(schema, "x-kubernetes-list-type", "map");
    if (spot_items(&keys) > 0 && !is_map)
        complain(judge, rule, &keys, "it is for the x-kubernetes-list-type map");
    if (!is_map)
        return;
    if (spot_items(&keys) == 0)
        complain_required(judge, &keys, "a list that is a map has keys");
    if (!kg_str_is(type_of(&items), "object"))
        complain(judge, rule, &items, "the elements of a list that is a map are objects");
    judge_unique(judge, &keys, NULL);
    for (uint32_t i = 0; i < spot_items(&keys); i++) {
        struct spot key = spot_item(&keys, i);
        judge_key(judge, &key, &items);
    }
}

static void judge_set(struct judge *judge, const struct spot *schema)
{
    struct spot items = spot_field(schema, "items");
    struct kg_str list = field_text_or(&items, "x-kubernetes-list-type", "atomic");
    struct kg_str map = field_text(&items, "x-kubernetes-map-type");
    struct kg_str kind = field_text(schema, "x-kubernetes-list-type");
    bool is_set = kg_str_is(kind, "set");
    if ((is_set || kg_str_is(kind, "map")) && field_is_true(&items, "nullable"))
        complain(judge, rule, &items, "the elements of a %.*s cannot be nullable",
                 KG_STR_ARG(kind));
    if (is_set && ((kg_str_is(type_of(&items), "array") && !kg_str_is(list, "atomic")) ||
                   (kg_str_is(type_of(&items), "object") && !kg_str_is(map, "atomic"))))
        complain(judge, rule, &items, "the elements of a set must be atomic");
}

/* ---- fields that exclude one another ---- */

static void judge_values(struct judge *judge, const struct spot *schema, enum place place)
{
    struct spot values = spot_field(schema, "additionalProperties");
    struct spot properties = spot_field(schema, "properties");
    bool is_schema = kg_node_is(values.node, KG_NODE_MAPPING);
    bool is_bool = kg_node_is(values.node, KG_NODE_SCALAR) && values.node->tag == KG_TAG_BOOL;
    if (!spot_is_there(&values))
        return;
    if (!is_schema && !is_bool)
        complain(judge, rule, &values, "it is a schema, or true or false");
    else if (place == NARROWING)
        complain(judge, rule, &values, "it cannot be narrowed");
    else if (place == AT_ROOT || field_is_true(schema, "x-kubernetes-embedded-resource"))
        complain(judge, rule, &values, "an object is not a map: it has properties");
    else if (spot_pairs(&properties) > 0 && !spot_is_true(&values))
        complain(judge, rule, &values, "it cannot stand beside properties");
}

static void judge_extensions(struct judge *judge, const struct spot *schema)
{
    static const char *const others[] = {"x-kubernetes-preserve-unknown-fields",
                                         "x-kubernetes-embedded-resource"};
    struct spot properties = spot_field(schema, "properties");
    bool free = field_is_true(schema, others[0]);
    for (size_t i = 0; i < 2; i++) {
        struct spot other = spot_field(schema, others[i]);
        if (field_is_true(schema, "x-kubernetes-int-or-string") && spot_is_true(&other))
            complain(judge, rule, &other, "it cannot stand beside x-kubernetes-int-or-string");
    }
    if (field_is_true(schema, others[1]) && !free && spot_pairs(&properties) == 0)
        complain_required(judge, &properties, "an embedded resource has properties, or keeps all");
}

/* Of an object's metadata, which everybody knows, only the names may be described. */
static void judge_metadata_fields(struct judge *judge, const struct spot *metadata)
{
    static const char *const names[] = {"name", "generateName"};
    static const char words[] = "of metadata only name and generateName can be described";
    struct spot properties = spot_field(metadata, "properties");
    for (uint32_t i = 0; i < spot_pairs(metadata); i++) {
        struct spot field = spot_pair(metadata, i);
        if (says_something(&field) && !kg_str_is(field.way.key, "type") &&
            !kg_str_is(field.way.key, "properties"))
            complain(judge, rule, &field, "%s", words);
    }
    for (uint32_t i = 0; i < spot_pairs(&properties); i++) {
        struct spot field = spot_pair(&properties, i);
        if (!is_one_of(field.way.key, names, 2))
            complain(judge, rule, &field, "%s", words);
        forbid_at_all(judge, &field, "default", "metadata have no defaults");
    }
}

/* Of an object: apiVersion and kind are texts, metadata is an object, of which little is said. */
static void judge_object_fields(struct judge *judge, const struct spot *schema, enum place place)
{
    static const char *const texts[] = {"apiVersion", "kind"};
    struct spot properties = spot_field(schema, "properties");
    struct spot metadata = spot_field(&properties, "metadata");
    if (place != AT_ROOT && !field_is_true(schema, "x-kubernetes-embedded-resource"))
        return;
    for (size_t i = 0; i < 2; i++) {
        struct spot field = spot_field(&properties, texts[i]);
        if (spot_is_there(&field) && !kg_str_is(type_of(&field), "string"))
            complain(judge, rule, &field, "it has the type string");
        if (place == AT_ROOT)
            forbid_at_all(judge, &field, "default", "it has no default");
    }
    if (spot_is_there(&metadata) && !kg_str_is(type_of(&metadata), "object"))
        complain(judge, rule, &metadata, "it has the type object");
    if (place == AT_ROOT)
        judge_metadata_fields(judge, &metadata);
}

/* ---- schemas inside of schemas ---- */

static void judge_schema(struct judge *judge, const struct spot *schema, enum place place);

/* What the API does not describe, and its tables so do not judge: a schema and all below it. */
static void judge_hidden(struct judge *judge, const struct spot *schema, enum place place)
{
    judge_schema_types(judge, schema);
    judge_schema(judge, schema, place);
}

/* What only the description itself may say. */
static void judge_narrowing(struct judge *judge, const struct spot *schema)
{
    static const char words[] = "it belongs outside of allOf, anyOf, oneOf and not";
    static const char *const at_all[] = {"default", "x-kubernetes-list-type",
                                         "x-kubernetes-map-type"};
    static const char *const described[] = {
        "type",
        "title",
        "description",
        "nullable",
        "x-kubernetes-preserve-unknown-fields",
        "x-kubernetes-embedded-resource",
        "x-kubernetes-int-or-string",
        "x-kubernetes-list-map-keys",
        "x-kubernetes-validations",
    };
    struct spot properties = spot_field(schema, "properties");
    struct spot metadata = spot_field(&properties, "metadata");
    for (size_t i = 0; i < sizeof described / sizeof *described; i++)
        forbid(judge, schema, described[i], words);
    for (size_t i = 0; i < sizeof at_all / sizeof *at_all; i++)
        forbid_at_all(judge, schema, at_all[i], words);
    if (spot_is_there(&metadata))
        complain(judge, rule, &metadata, "metadata cannot be narrowed");
}

static void judge_all(struct judge *judge, const struct spot *list, enum place place)
{
    for (uint32_t i = 0; i < spot_items(list); i++) {
        struct spot item = spot_item(list, i);
        judge_schema(judge, &item, place);
    }
}

static void judge_narrowed(struct judge *judge, const struct spot *schema)
{
    static const char *const lists[] = {"allOf", "oneOf"};
    struct spot any = spot_field(schema, "anyOf");
    struct spot not = spot_field(schema, "not");
    for (size_t i = 0; i < 2; i++) {
        struct spot list = spot_field(schema, lists[i]);
        judge_all(judge, &list, NARROWING);
    }
    if (!is_int_or_string(&any))
        judge_all(judge, &any, NARROWING);
    judge_schema(judge, &not, NARROWING);
}

static void judge_described(struct judge *judge, const struct spot *schema, enum place place)
{
    struct spot properties = spot_field(schema, "properties");
    struct spot items = spot_field(schema, "items");
    struct spot values = spot_field(schema, "additionalProperties");
    for (uint32_t i = 0; i < spot_pairs(&properties); i++) {
        struct spot property = spot_pair(&properties, i);
        judge_schema(judge, &property, place == NARROWING ? NARROWING : IN_FIELD);
    }
    if (kg_node_is(items.node, KG_NODE_SEQUENCE) && spot_items(&items) > 0)
        complain(judge, rule, &items, "all elements have one schema, not a list of them");
    if (place != NARROWING && kg_str_is(type_of(schema), "array") &&
        !kg_node_is(items.node, KG_NODE_MAPPING) && spot_items(&items) == 0)
        complain_required(judge, &items, "an array needs a schema of its elements");
    judge_hidden(judge, &items, place == NARROWING ? NARROWING : IN_ITEMS);
    if (place != NARROWING)
        judge_hidden(judge, &values, IN_FIELD);
}

static void judge_schema(struct judge *judge, const struct spot *schema, enum place place)
{
    if (!kg_node_is(schema->node, KG_NODE_MAPPING))
        return;
    judge_unsupported(judge, schema);
    if (place == NARROWING) {
        judge_narrowing(judge, schema);
    } else {
        judge_type_word(judge, schema, place);
        judge_collection_words(judge, schema);
        judge_list_of_maps(judge, schema);
        judge_set(judge, schema);
        judge_extensions(judge, schema);
        judge_validations(judge, schema);
        judge_object_fields(judge, schema, place);
        if (place != AT_ROOT)
            judge_default(judge, schema);
    }
    judge_values(judge, schema, place);
    judge_described(judge, schema, place);
    judge_narrowed(judge, schema);
}

/* ---- the root ---- */

/* What becomes of the status is a schema of its own, which must not lose what the root says. */
static void judge_root_beside_status(struct judge *judge, const struct spot *schema)
{
    static const char *const allowed[] = {"description",
                                          "type",
                                          "format",
                                          "title",
                                          "maximum",
                                          "exclusiveMaximum",
                                          "minimum",
                                          "exclusiveMinimum",
                                          "maxLength",
                                          "minLength",
                                          "pattern",
                                          "maxItems",
                                          "minItems",
                                          "uniqueItems",
                                          "multipleOf",
                                          "required",
                                          "items",
                                          "properties",
                                          "externalDocs",
                                          "example",
                                          "x-kubernetes-preserve-unknown-fields",
                                          "x-kubernetes-validations"};
    for (uint32_t i = 0; i < spot_pairs(schema); i++) {
        struct spot field = spot_pair(schema, i);
        if (spot_is_given(&field) &&
            !is_one_of(field.way.key, allowed, sizeof allowed / sizeof *allowed))
            complain(judge, rule, &field,
                     "it cannot stand at the root beside the subresource status");
    }
}

void judge_definition_schema(struct judge *judge, const struct spot *schema,
                             const struct spot *version)
{
    struct spot subresources = spot_field(version, "subresources");
    if (field_is_there(&subresources, "status"))
        judge_root_beside_status(judge, schema);
    struct spot value = spot_field(schema, "default");
    forbid(judge, schema, "nullable", "an object cannot be null");
    if (spot_is_there(&value) && !field_is_given(&value, "apiVersion"))
        complain(judge, rule, &value, "a whole object has no default");
    judge_schema(judge, schema, AT_ROOT);
}
