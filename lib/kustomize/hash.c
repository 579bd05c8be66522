/*
 * The content hash behind the names of generated ConfigMaps and Secrets.
 *
 * It is taken over a JSON text with the kind, the data and a name that is
 * always empty: kustomize looks for a field called "metadata/name".
 */
#include "kagent/emit.h"
#include "kagent/scalar.h"
#include "kagent/sha256.h"
#include "setter.h"
#include "transform.h"

enum { HASH_LENGTH = 10 };

static bool needs_hash(const struct kg_node *object)
{
    struct kg_str mark;
    return kg_node_annotation(object, KG_ANNOTATION_NEEDS_HASH, &mark) &&
           kg_str_is(mark, "enabled");
}

/* Integers pass through doubles on the way: those above 2^53 lose digits. */
static struct kg_node *through_doubles(struct kg_arena *arena, const struct kg_node *value)
{
    struct kg_node *copy = kg_node_copy(arena, value);
    for (uint32_t i = 0; i < copy->count; i++) {
        struct kg_node **child =
            copy->kind == KG_NODE_MAPPING ? &copy->pairs[i].value : &copy->items[i];
        struct kg_value number;
        if ((*child)->kind != KG_NODE_SCALAR)
            *child = through_doubles(arena, *child);
        else if (kg_scalar_value(arena, *child, KG_CONTEXT_BLOCK, &number, NULL) == 0 &&
                 (number.type == KG_VALUE_INT || number.type == KG_VALUE_UINT)) {
            char text[40];
            double rounded =
                number.type == KG_VALUE_INT ? (double)number.integer : (double)number.natural;
            size_t length = kg_scalar_format_json_float(rounded, text);
            struct kg_str digits = {kg_arena_strndup(arena, text, length), length};
            *child = kg_node_scalar(arena, KG_TAG_NONE, digits);
        }
    }
    return copy;
}

/*
 * `"field":` with the mapping or the text ("" when absent). A list counts as
 * null: kustomize reads it into a map, and does not look whether that worked.
 */
static int add_field(struct kg_buf *out, const struct kg_node *object, const char *field,
                     struct kg_error *err)
{
    const struct kg_node *value = kg_node_get(object, field);
    kg_buf_printf(out, "\"%s\":", field);
    if (kg_node_is(value, KG_NODE_MAPPING))
        return kg_emit_json(out, through_doubles(out->arena, value), KG_JSON_COMPACT, err);
    if (kg_node_is(value, KG_NODE_SEQUENCE))
        kg_buf_add_text(out, "null");
    else
        kg_emit_json_string(out, kg_node_text(value));
    return 0;
}

/* A field that is left out when it is absent or a text. */
static int add_collection(struct kg_buf *out, const struct kg_node *object, const char *field,
                          struct kg_error *err)
{
    const struct kg_node *value = kg_node_get(object, field);
    if (value == NULL || value->kind == KG_NODE_SCALAR)
        return 0;
    if (add_field(out, object, field, err) != 0)
        return -1;
    kg_buf_add_char(out, ',');
    return 0;
}

static int encode_config_map(struct kg_buf *out, const struct kg_node *object, struct kg_error *err)
{
    kg_buf_add_char(out, '{');
    if (add_collection(out, object, "binaryData", err) != 0 ||
        add_field(out, object, "data", err) != 0)
        return -1;
    kg_buf_add_text(out, ",\"kind\":\"ConfigMap\",\"name\":\"\"}");
    return 0;
}

static int encode_secret(struct kg_buf *out, const struct kg_node *object, struct kg_error *err)
{
    kg_buf_add_char(out, '{');
    if (add_field(out, object, "data", err) != 0)
        return -1;
    kg_buf_add_text(out, ",\"kind\":\"Secret\",\"name\":\"\",");
    if (add_collection(out, object, "stringData", err) != 0 ||
        add_field(out, object, "type", err) != 0)
        return -1;
    kg_buf_add_char(out, '}');
    return 0;
}

/* Digits that could spell words are replaced, as in Kubernetes' safe names. */
static char safe_digit(char digit)
{
    static const struct {
        char digit;
        char instead;
    } replaced[] = {{'0', 'g'}, {'1', 'h'}, {'3', 'k'}, {'a', 'm'}, {'e', 't'}};
    for (size_t i = 0; i < sizeof(replaced) / sizeof(replaced[0]); i++)
        if (replaced[i].digit == digit)
            return replaced[i].instead;
    return digit;
}

static int hash_object(struct kg_arena *arena, const struct kg_node *object, char *suffix,
                       struct kg_error *err)
{
    struct kg_str kind = kg_node_gvk(object).kind;
    struct kg_buf text;
    kg_buf_init(&text, arena, KG_FS_FILE_MAX);
    int rc;
    if (kg_str_is(kind, "ConfigMap"))
        rc = encode_config_map(&text, object, err);
    else if (kg_str_is(kind, "Secret"))
        rc = encode_secret(&text, object, err);
    else
        rc = kg_error_at(err, KG_ERROR_NEGATIVE, kg_node_position(object),
                         "only ConfigMaps and Secrets can get a hash suffix, not a %.*s",
                         KG_STR_ARG(kind));
    if (rc != 0)
        return -1;
    char hex[KG_SHA256_HEX_SIZE];
    kg_sha256_hex(kg_buf_str(&text), hex);
    for (int i = 0; i < HASH_LENGTH; i++)
        suffix[i] = safe_digit(hex[i]);
    suffix[HASH_LENGTH] = '\0';
    return 0;
}

int kg_transform_hash(const struct kg_transformation *t, struct kg_error *err)
{
    struct kg_arena *arena = t->build->arena;
    for (size_t i = 0; i < t->resources->count; i++) {
        struct kg_resource *resource = t->resources->items[i];
        char suffix[HASH_LENGTH + 1];
        if (!needs_hash(resource->node))
            continue;
        if (hash_object(arena, resource->node, suffix, err) != 0)
            return -1;
        kg_resource_store_previous_id(arena, resource);
        struct kg_str name = kg_node_name(resource->node);
        kg_resource_set_name(
            arena, resource,
            kg_str_from(kg_arena_printf(arena, "%.*s-%s", KG_STR_ARG(name), suffix)));
    }
    return 0;
}
