#include "kubeconfig_shape.h"

#include <string.h>

#include "kagent/base64.h"
#include "kagent/problem.h"
#include "kagent/scalar.h"

enum kind { ANY, TEXT, BOOLEAN, BYTES, LIST, MAP, OBJECT };

struct field;

struct shape {
    enum kind kind;
    const struct shape *element; /* of a LIST and of a MAP */
    const struct field *fields;  /* of an OBJECT, ended by a NULL name */
};

struct field {
    const char *name;
    const struct shape *shape;
};

static const struct shape any = {ANY, NULL, NULL}, text = {TEXT, NULL, NULL},
                          boolean = {BOOLEAN, NULL, NULL}, bytes = {BYTES, NULL, NULL},
                          texts = {LIST, &text, NULL}, text_map = {MAP, &text, NULL},
                          texts_map = {MAP, &texts, NULL};

static const struct field extension_fields[] = {{"name", &text}, {"extension", &any}, {NULL, NULL}};
static const struct shape extension = {OBJECT, NULL, extension_fields},
                          extensions = {LIST, &extension, NULL};

static const struct field cluster_fields[] = {
    {"server", &text},
    {"tls-server-name", &text},
    {"insecure-skip-tls-verify", &boolean},
    {"certificate-authority", &text},
    {"certificate-authority-data", &bytes},
    {"proxy-url", &text},
    {"disable-compression", &boolean},
    {"extensions", &extensions},
    {NULL, NULL},
};
static const struct field env_fields[] = {{"name", &text}, {"value", &text}, {NULL, NULL}};
static const struct shape env = {OBJECT, NULL, env_fields}, envs = {LIST, &env, NULL};
static const struct field exec_fields[] = {
    {"command", &text},         {"args", &texts},       {"env", &envs},
    {"apiVersion", &text},      {"installHint", &text}, {"provideClusterInfo", &boolean},
    {"interactiveMode", &text}, {NULL, NULL},
};
static const struct field provider_fields[] = {
    {"name", &text}, {"config", &text_map}, {NULL, NULL}};
static const struct shape exec = {OBJECT, NULL, exec_fields},
                          provider = {OBJECT, NULL, provider_fields};
static const struct field user_fields[] = {
    {"client-certificate", &text},
    {"client-certificate-data", &bytes},
    {"client-key", &text},
    {"client-key-data", &bytes},
    {"token", &text},
    {"tokenFile", &text},
    {"as", &text},
    {"as-uid", &text},
    {"as-groups", &texts},
    {"as-user-extra", &texts_map},
    {"username", &text},
    {"password", &text},
    {"auth-provider", &provider},
    {"exec", &exec},
    {"extensions", &extensions},
    {NULL, NULL},
};
static const struct field context_fields[] = {
    {"cluster", &text},          {"user", &text}, {"namespace", &text},
    {"extensions", &extensions}, {NULL, NULL},
};
static const struct shape cluster = {OBJECT, NULL, cluster_fields},
                          user = {OBJECT, NULL, user_fields},
                          context = {OBJECT, NULL, context_fields};

static const struct field named_cluster_fields[] = {
    {"name", &text}, {"cluster", &cluster}, {NULL, NULL}};
static const struct field named_user_fields[] = {{"name", &text}, {"user", &user}, {NULL, NULL}};
static const struct field named_context_fields[] = {
    {"name", &text}, {"context", &context}, {NULL, NULL}};
static const struct shape named_cluster = {OBJECT, NULL, named_cluster_fields},
                          named_user = {OBJECT, NULL, named_user_fields},
                          named_context = {OBJECT, NULL, named_context_fields},
                          named_clusters = {LIST, &named_cluster, NULL},
                          named_users = {LIST, &named_user, NULL},
                          named_contexts = {LIST, &named_context, NULL};

static const struct field config_fields[] = {
    {"kind", &text},
    {"apiVersion", &text},
    {"clusters", &named_clusters},
    {"users", &named_users},
    {"contexts", &named_contexts},
    {"current-context", &text},
    {"extensions", &extensions},
    {NULL, NULL},
};
static const struct shape config = {OBJECT, NULL, config_fields};

/* ---- checking ---- */

/* What a person is told to write. */
static const char *const kind_names[] = {
    [ANY] = "anything",          [TEXT] = "a text",
    [BOOLEAN] = "true or false", [BYTES] = "base64 in quotes or plain",
    [LIST] = "a list",           [MAP] = "a mapping",
    [OBJECT] = "a mapping",
};

static int refuse(struct kg_arena *arena, const struct kg_node *node, const struct kg_way *way,
                  const struct shape *shape, struct kg_error *err)
{
    bool read_as_other = (shape->kind == TEXT || shape->kind == BYTES) &&
                         node->kind == KG_NODE_SCALAR && node->style == KG_STYLE_PLAIN;
    kg_error_at(err, KG_ERROR_UNKNOWN, kg_node_position(node), "%s must be %s",
                kg_way_text(arena, way), kind_names[shape->kind]);
    if (read_as_other)
        kg_error_advise(err, "YAML takes this value for something else than a text: quote it.");
    return -1;
}

static bool scalar_fits(struct kg_arena *arena, const struct kg_node *node, enum kind kind)
{
    struct kg_value value;
    struct kg_str decoded;
    if (kg_scalar_value_1_1(arena, node, &value, NULL) != 0)
        return false;
    if (kind == BOOLEAN)
        return value.type == KG_VALUE_BOOL;
    if (value.type != KG_VALUE_STRING)
        return false;
    return kind == BYTES ? kg_base64_decode(arena, value.text, &decoded) == 0
                         : memchr(value.text.data, '\0', value.text.length) == NULL;
}

static int check(struct kg_arena *arena, const struct kg_node *node, const struct kg_way *way,
                 const struct shape *shape, struct kg_error *err);

static int check_list(struct kg_arena *arena, const struct kg_node *node, const struct kg_way *way,
                      const struct shape *shape, struct kg_error *err)
{
    for (uint32_t i = 0; i < node->count; i++) {
        struct kg_way element = {.parent = way, .index = i};
        if (check(arena, node->items[i], &element, shape->element, err) != 0)
            return -1;
    }
    return 0;
}

static const struct shape *shape_of(const struct shape *shape, struct kg_str key)
{
    if (shape->kind == MAP)
        return shape->element;
    for (const struct field *field = shape->fields; field->name != NULL; field++) {
        if (kg_str_is(key, field->name))
            return field->shape;
    }
    return &any;
}

static int check_mapping(struct kg_arena *arena, const struct kg_node *node,
                         const struct kg_way *way, const struct shape *shape, struct kg_error *err)
{
    for (uint32_t i = 0; i < node->count; i++) {
        struct kg_str key = kg_node_text(node->pairs[i].key);
        struct kg_way inside = {.parent = way, .key = key};
        if (check(arena, node->pairs[i].value, &inside, shape_of(shape, key), err) != 0)
            return -1;
    }
    return 0;
}

static int check(struct kg_arena *arena, const struct kg_node *node, const struct kg_way *way,
                 const struct shape *shape, struct kg_error *err)
{
    if (shape->kind == ANY || kg_node_is_null(node))
        return 0;
    switch (shape->kind) {
    case LIST:
        return node->kind == KG_NODE_SEQUENCE ? check_list(arena, node, way, shape, err)
                                              : refuse(arena, node, way, shape, err);
    case MAP:
    case OBJECT:
        return node->kind == KG_NODE_MAPPING ? check_mapping(arena, node, way, shape, err)
                                             : refuse(arena, node, way, shape, err);
    default:
        return node->kind == KG_NODE_SCALAR && scalar_fits(arena, node, shape->kind)
                   ? 0
                   : refuse(arena, node, way, shape, err);
    }
}

int kg_kubeconfig_check(struct kg_arena *arena, const struct kg_node *document,
                        struct kg_error *err)
{
    struct kg_way way = {0};
    if (!kg_node_is_null(document) && document->kind != KG_NODE_MAPPING)
        return kg_error_at(err, KG_ERROR_UNKNOWN, kg_node_position(document),
                           "is no kubeconfig: a mapping is expected");
    return check(arena, document, &way, &config, err);
}

/* ---- asking ---- */

const struct kg_node *kg_kubeconfig_get(const struct kg_node *mapping, const char *key)
{
    if (!kg_node_is(mapping, KG_NODE_MAPPING))
        return NULL;
    for (uint32_t i = mapping->count; i-- > 0;) {
        if (kg_str_is(kg_node_text(mapping->pairs[i].key), key))
            return kg_node_is_null(mapping->pairs[i].value) ? NULL : mapping->pairs[i].value;
    }
    return NULL;
}

static const char *text_of(struct kg_arena *arena, const struct kg_node *node)
{
    struct kg_value value;
    if (node == NULL || kg_node_is_null(node) ||
        kg_scalar_value_1_1(arena, node, &value, NULL) != 0 || value.type != KG_VALUE_STRING)
        return "";
    return kg_str_copy(arena, value.text);
}

const char *kg_kubeconfig_text(struct kg_arena *arena, const struct kg_node *mapping,
                               const char *key)
{
    return text_of(arena, kg_kubeconfig_get(mapping, key));
}

bool kg_kubeconfig_bool(struct kg_arena *arena, const struct kg_node *mapping, const char *key)
{
    const struct kg_node *node = kg_kubeconfig_get(mapping, key);
    struct kg_value value;
    return node != NULL && kg_scalar_value_1_1(arena, node, &value, NULL) == 0 &&
           value.type == KG_VALUE_BOOL && value.boolean;
}

struct kg_str kg_kubeconfig_bytes(struct kg_arena *arena, const struct kg_node *mapping,
                                  const char *key)
{
    struct kg_str decoded = KG_STR("");
    kg_base64_decode(arena, kg_str_from(kg_kubeconfig_text(arena, mapping, key)), &decoded);
    return decoded;
}

const char *const *kg_kubeconfig_texts(struct kg_arena *arena, const struct kg_node *mapping,
                                       const char *key)
{
    const struct kg_node *list = kg_kubeconfig_get(mapping, key);
    uint32_t count = kg_node_is(list, KG_NODE_SEQUENCE) ? list->count : 0;
    const char **result = kg_arena_zero(arena, (size_t)count + 1, sizeof(*result));
    for (uint32_t i = 0; i < count; i++)
        result[i] = text_of(arena, list->items[i]);
    return result;
}
