#include <string.h>

#include "kagent/a2a.h"
#include "kagent/buf.h"
#include "kagent/emit.h"
#include "kagent/json.h"

static const struct kg_source source = {.name = "agent card"};

/* The text of a JSON string; empty for everything else. */
static struct kg_str string_of(const struct kg_node *mapping, const char *key)
{
    const struct kg_node *value = kg_node_get(mapping, key);

    return kg_node_is(value, KG_NODE_SCALAR) && value->tag == KG_TAG_STR ? value->text : KG_STR("");
}

static bool is_json_rpc(struct kg_str binding)
{
    return binding.length == 7 && strncasecmp(binding.data, "JSONRPC", 7) == 0;
}

/* A version that is worth comparing and sending: short, digits and dots in front. */
static void copy_version(char out[KG_A2A_VERSION_MAX], struct kg_str version)
{
    if (kg_str_starts(version, "v"))
        version = kg_str_from_index(version, 1);
    kg_a2a_printable(out, KG_A2A_VERSION_MAX, version);
}

/* "" when the tenant is absent; -1 when it is longer than any header field should be. */
static int copy_tenant(struct kg_arena *arena, char out[KG_A2A_TENANT_MAX], struct kg_str tenant)
{
    struct kg_buf quoted;

    out[0] = '\0';
    if (tenant.length == 0)
        return 0;
    kg_buf_init(&quoted, arena, KG_A2A_BODY_MAX * 8);
    kg_emit_json_string(&quoted, tenant);
    if (quoted.length >= KG_A2A_TENANT_MAX)
        return -1;
    memcpy(out, quoted.data, quoted.length + 1);
    return 0;
}

/* What the two forms of a card say about an endpoint, each under names of its own. */
struct endpoint_words {
    struct kg_str binding;
    struct kg_str version;
    struct kg_str url;
    struct kg_str tenant;
};

static void add_endpoint(struct kg_arena *arena, struct kg_a2a_card *card,
                         const struct endpoint_words *words)
{
    struct kg_a2a_endpoint *endpoint = &card->endpoints[card->count];

    if (!is_json_rpc(words->binding)) {
        card->foreign++;
        return;
    }
    if (card->count == KG_A2A_ENDPOINTS_MAX)
        return;
    copy_version(endpoint->version, words->version);
    endpoint->dialect = endpoint->version[0] == '\0' || kg_a2a_version_is(endpoint->version, "0")
                            ? KG_A2A_TASKS_GET
                            : KG_A2A_GET_TASK;
    if (kg_a2a_path(words->url, endpoint->path) != 0 ||
        copy_tenant(arena, endpoint->tenant, words->tenant) != 0)
        card->unsafe++;
    else
        card->count++;
}

/* The form of 1.0: a list, each entry with its binding, version and tenant. */
static void add_interfaces(struct kg_arena *arena, struct kg_a2a_card *card,
                           const struct kg_node *interfaces)
{
    for (uint32_t i = 0; kg_node_is(interfaces, KG_NODE_SEQUENCE) && i < interfaces->count; i++) {
        const struct kg_node *entry = interfaces->items[i];
        struct endpoint_words words = {
            .binding = string_of(entry, "protocolBinding"),
            .version = string_of(entry, "protocolVersion"),
            .url = string_of(entry, "url"),
            .tenant = string_of(entry, "tenant"),
        };
        /* Only 1.0 and later know this list. */
        if (words.version.length == 0)
            words.version = KG_STR("1.0");
        add_endpoint(arena, card, &words);
    }
}

/* The form up to 0.3: one URL, and since 0.2.5 others for other transports. */
static void add_urls(struct kg_arena *arena, struct kg_a2a_card *card, const struct kg_node *root)
{
    const struct kg_node *others = kg_node_get(root, "additionalInterfaces");
    struct kg_str preferred = string_of(root, "preferredTransport");
    struct endpoint_words words = {
        .binding = preferred.length > 0 ? preferred : KG_STR("JSONRPC"),
        .version = string_of(root, "protocolVersion"),
        .url = string_of(root, "url"),
        .tenant = KG_STR(""),
    };

    add_endpoint(arena, card, &words);
    for (uint32_t i = 0; kg_node_is(others, KG_NODE_SEQUENCE) && i < others->count; i++) {
        words.binding = string_of(others->items[i], "transport");
        words.url = string_of(others->items[i], "url");
        add_endpoint(arena, card, &words);
    }
}

/* 1.x first; the others keep their order. */
static void sort_endpoints(struct kg_a2a_card *card)
{
    struct kg_a2a_endpoint sorted[KG_A2A_ENDPOINTS_MAX] = {0};
    size_t used = 0;

    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < card->count; i++) {
            if ((card->endpoints[i].dialect == KG_A2A_GET_TASK) == (pass == 0))
                sorted[used++] = card->endpoints[i];
        }
    }
    memcpy(card->endpoints, sorted, used * sizeof *sorted);
}

static int check_shape(const struct kg_node *root, struct kg_error *err)
{
    bool has_url = string_of(root, "url").length > 0;
    bool has_interfaces = kg_node_is(kg_node_get(root, "supportedInterfaces"), KG_NODE_SEQUENCE);

    if (!kg_node_is(root, KG_NODE_MAPPING))
        return kg_error_set(err, KG_ERROR_NEGATIVE, "no agent card: no JSON object");
    for (size_t i = 0; i < 2; i++) {
        static const char *const required[] = {"name", "version"};
        if (string_of(root, required[i]).length == 0)
            return kg_error_set(err, KG_ERROR_NEGATIVE, "no agent card: it has no '%s'",
                                required[i]);
    }
    if (!has_url && !has_interfaces)
        return kg_error_set(err, KG_ERROR_NEGATIVE,
                            "no agent card: it has neither 'url' nor 'supportedInterfaces'");
    return 0;
}

int kg_a2a_card_read(struct kg_arena *arena, struct kg_str text, struct kg_a2a_card *card,
                     struct kg_error *err)
{
    struct kg_node *root = NULL;

    if (kg_json_read(arena, text, &source, 1, &root, err) != 0)
        return kg_error_context(err, "no agent card");
    if (check_shape(root, err) != 0)
        return -1;
    *card = (struct kg_a2a_card){.count = 0};
    kg_a2a_printable(card->name, sizeof card->name, string_of(root, "name"));
    kg_a2a_printable(card->version, sizeof card->version, string_of(root, "version"));
    add_interfaces(arena, card, kg_node_get(root, "supportedInterfaces"));
    if (string_of(root, "url").length > 0)
        add_urls(arena, card, root);
    sort_endpoints(card);
    return 0;
}

const struct kg_a2a_endpoint *kg_a2a_card_endpoint(const struct kg_a2a_card *card,
                                                   const char *expected)
{
    for (size_t i = 0; i < card->count && expected[0] != '\0'; i++) {
        if (kg_a2a_version_is(card->endpoints[i].version, expected))
            return &card->endpoints[i];
    }
    return card->count > 0 ? &card->endpoints[0] : NULL;
}
