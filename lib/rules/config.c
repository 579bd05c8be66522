/* What pods read. Source: API reference, "ConfigMap", "Secret"; "Types of Secret". */
#include "kagent/json.h"
#include "kinds.h"

enum { DATA_MAX = 1 << 20 };

/* The bytes that base64 stands for. */
static size_t decoded_length(struct kg_str text)
{
    size_t padding = 0;
    while (padding < text.length && text.data[text.length - 1 - padding] == '=')
        padding++;
    return (text.length - padding) * 3 / 4;
}

static size_t plain_length(struct kg_str text)
{
    return text.length;
}

static size_t sum_of(const struct spot *map, size_t (*length)(struct kg_str text))
{
    size_t sum = 0;
    for (uint32_t i = 0; i < spot_pairs(map); i++) {
        struct spot value = spot_pair(map, i);
        sum += length(spot_text(&value));
    }
    return sum;
}

static void check_size(struct judge *judge, const struct spot *object, size_t size)
{
    if (size > DATA_MAX)
        complain(judge, "data-size", object, "the data are %zu bytes together, allowed are %d",
                 size, DATA_MAX);
}

/* ---- ConfigMap ---- */

static void check_config_map(struct judge *judge, const struct spot *object)
{
    struct spot data = spot_field(object, "data");
    struct spot binary = spot_field(object, "binaryData");
    for (uint32_t i = 0; i < spot_pairs(&binary); i++) {
        struct spot value = spot_pair(&binary, i);
        if (kg_node_pair(data.node, value.way.key) != NULL)
            complain(judge, "duplicate", &value, "%s is a key of data too",
                     quoted(judge, value.way.key));
    }
    check_size(judge, object, sum_of(&data, plain_length) + sum_of(&binary, decoded_length));
}

static const struct field config_map_fields[] = {
    {FIELD("data"), OPTIONAL, KEYS, &kg_names_config_key},
    {FIELD("binaryData"), OPTIONAL, KEYS, &kg_names_config_key},
};
const struct type type_config_map = {FIELDS(config_map_fields), .check = check_config_map};

/* ---- Secret ---- */

/* Keys without which a type is not itself. Values are never shown. */
static const struct need {
    const char *type;
    const char *keys[2];
    bool either; /* one of the keys is enough */
} needs[] = {
    {"kubernetes.io/dockercfg", {".dockercfg", NULL}, false},
    {"kubernetes.io/dockerconfigjson", {".dockerconfigjson", NULL}, false},
    {"kubernetes.io/basic-auth", {"username", "password"}, true},
    {"kubernetes.io/ssh-auth", {"ssh-privatekey", NULL}, false},
    {"kubernetes.io/tls", {"tls.crt", "tls.key"}, false},
};

/* Whether a map has the key, also with nothing behind it. */
static bool map_has(const struct spot *map, const char *key)
{
    return kg_node_get(map->node, key) != NULL;
}

static bool has_key(const struct spot *object, const char *key)
{
    struct spot data = spot_field(object, "data");
    struct spot texts = spot_field(object, "stringData");
    return map_has(&data, key) || map_has(&texts, key);
}

static void check_keys(struct judge *judge, const struct spot *object, const struct need *need)
{
    bool first = has_key(object, need->keys[0]);
    bool second = need->keys[1] == NULL || has_key(object, need->keys[1]);
    struct spot type = spot_field(object, "type");
    if (need->either ? first || second : first && second)
        return;
    if (need->keys[1] == NULL)
        complain(judge, "secret-keys", &type, "it takes the key %s", need->keys[0]);
    else
        complain(judge, "secret-keys", &type, "it takes the key%s %s %s %s",
                 need->either ? "" : "s", need->keys[0], need->either ? "or" : "and",
                 need->keys[1]);
}

static int digit_of(char c)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c != '\0' ? strchr(alphabet, c) : NULL;
    return found != NULL ? (int)(found - alphabet) : -1;
}

/* RFC 4648; whether it is well formed is the schema's concern. */
static struct kg_str decode(struct kg_arena *arena, struct kg_str text)
{
    char *out = kg_arena_alloc(arena, text.length + 1);
    size_t used = 0;
    unsigned bits = 0;
    unsigned have = 0;
    for (size_t i = 0; i < text.length; i++) {
        int digit = digit_of(text.data[i]);
        if (digit < 0)
            continue;
        bits = bits << 6 | (unsigned)digit;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out[used++] = (char)(bits >> have & 0xFF);
        }
    }
    return (struct kg_str){out, used};
}

static bool is_json_object(struct kg_arena *arena, struct kg_str text)
{
    static const struct kg_source source = {.name = "credentials"};
    struct kg_node *document = NULL;
    return kg_json_read(arena, text, &source, 1, &document, NULL) == 0 &&
           (kg_node_is(document, KG_NODE_MAPPING) || kg_node_is_null(document));
}

/* The registries' credentials are a JSON object. */
static void check_docker(struct judge *judge, const struct spot *object, const char *key)
{
    struct spot data = spot_field(object, "data");
    struct spot texts = spot_field(object, "stringData");
    bool plain = map_has(&texts, key);
    struct spot value = spot_field(plain ? &texts : &data, key);
    struct kg_str text = spot_text(&value);
    if (!has_key(object, key))
        return;
    if (!is_json_object(judge->arena, plain ? text : decode(judge->arena, text)))
        complain(judge, "secret-json", &value, "the value is no JSON object");
}

static void check_account(struct judge *judge, const struct spot *object)
{
    struct spot metadata = spot_field(object, "metadata");
    struct spot annotations = spot_field(&metadata, "annotations");
    struct spot account = spot_field(&annotations, "kubernetes.io/service-account.name");
    if (!spot_is_given(&account))
        complain_required(judge, &account,
                          "a token takes the annotation kubernetes.io/service-account.name");
}

/* The API server puts stringData over data. */
static size_t secret_size(const struct spot *object)
{
    struct spot data = spot_field(object, "data");
    struct spot texts = spot_field(object, "stringData");
    size_t size = sum_of(&texts, plain_length);
    for (uint32_t i = 0; i < spot_pairs(&data); i++) {
        struct spot value = spot_pair(&data, i);
        if (kg_node_pair(texts.node, value.way.key) == NULL)
            size += decoded_length(spot_text(&value));
    }
    return size;
}

static void check_secret(struct judge *judge, const struct spot *object)
{
    struct kg_str type = field_text(object, "type");
    check_size(judge, object, secret_size(object));
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        if (kg_str_is(type, needs[i].type))
            check_keys(judge, object, &needs[i]);
    }
    if (kg_str_is(type, "kubernetes.io/dockercfg"))
        check_docker(judge, object, ".dockercfg");
    if (kg_str_is(type, "kubernetes.io/dockerconfigjson"))
        check_docker(judge, object, ".dockerconfigjson");
    if (kg_str_is(type, "kubernetes.io/service-account-token"))
        check_account(judge, object);
}

static const struct field secret_fields[] = {
    {FIELD("data"), OPTIONAL, KEYS, &kg_names_config_key},
    {FIELD("stringData"), OPTIONAL, KEYS, &kg_names_config_key},
};
const struct type type_secret = {FIELDS(secret_fields), .check = check_secret};

/* ---- Namespace ---- */

static const struct field namespace_spec_fields[] = {
    {FIELD("finalizers"), OPTIONAL, .check = check_finalizers}};
static const struct type namespace_spec = {FIELDS(namespace_spec_fields)};
static const struct field namespace_fields[] = {{FIELD("spec"), PRESENT, .type = &namespace_spec}};

static bool is_pod_security_version(struct kg_str text)
{
    if (!kg_str_starts(text, "v1.") || text.length == 3)
        return kg_str_is(text, "latest");
    for (size_t i = 3; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    }
    return true;
}

/* The labels that say how the pods of a namespace are secured. */
static void check_pod_security(struct judge *judge, const struct spot *object)
{
    static const char *const modes[] = {"enforce", "audit", "warn"};
    static const char *const versions[] = {"enforce-version", "audit-version", "warn-version"};
    static const char *const levels[] = {"privileged", "baseline", "restricted"};
    struct spot metadata = spot_field(object, "metadata");
    struct spot labels = spot_field(&metadata, "labels");
    for (uint32_t i = 0; i < spot_pairs(&labels); i++) {
        struct spot label = spot_pair(&labels, i);
        struct kg_str key = label.way.key;
        if (!kg_str_starts(key, "pod-security.kubernetes.io/"))
            continue;
        struct kg_str name = kg_str_from_index(key, strlen("pod-security.kubernetes.io/"));
        if (is_one_of(name, modes, 3) && !is_one_of(spot_text(&label), levels, 3))
            complain(judge, "pod-security-label", &label,
                     "the level is privileged, baseline or restricted");
        if (is_one_of(name, versions, 3) && !is_pod_security_version(spot_text(&label)))
            complain(judge, "pod-security-label", &label,
                     "the version is latest, or a minor such as v1.33");
    }
}

const struct type type_namespace = {FIELDS(namespace_fields), .check = check_pod_security};
