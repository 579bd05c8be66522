/* Values of Secrets leave no trace but whether they are the ones of the manifests. */
#include "kagent/base64.h"
#include "kagent/live.h"

static const char last_applied[] = "kubectl.kubernetes.io/last-applied-configuration";

static bool is_secret(const struct kg_node *object)
{
    return kg_str_is(kg_node_text(kg_node_get(object, "kind")), "Secret");
}

static struct kg_str without_breaks(struct kg_arena *arena, struct kg_str text)
{
    char *out = kg_arena_alloc(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++)
        if (strchr(" \n\r\t", text.data[i]) == NULL)
            out[length++] = text.data[i];
    return (struct kg_str){out, length};
}

/* What the manifests say the value is, as base64. Returns false where they say nothing. */
static bool rendered_value(struct kg_arena *arena, const struct kg_node *rendered,
                           struct kg_str key, struct kg_str *value)
{
    const struct kg_node *text = kg_node_get_str(kg_node_get(rendered, "stringData"), key);
    const struct kg_node *bytes = kg_node_get_str(kg_node_get(rendered, "data"), key);
    if (text != NULL)
        *value = kg_base64_encode(arena, kg_node_text(text));
    else if (bytes != NULL)
        *value = without_breaks(arena, kg_node_text(bytes));
    return text != NULL || bytes != NULL;
}

static struct kg_node *masked(struct kg_arena *arena, bool same)
{
    return kg_node_string(arena, same ? KG_STR(KG_LIVE_MASKED) : KG_STR(KG_LIVE_MASKED_OTHER));
}

void kg_live_mask(struct kg_arena *arena, struct kg_node *object, const struct kg_node *rendered)
{
    if (!is_secret(object))
        return;
    struct kg_node *data = kg_node_get(object, "data");
    struct kg_node *annotations = kg_node_path(object, "metadata", "annotations", NULL);
    for (uint32_t i = 0; kg_node_is(data, KG_NODE_MAPPING) && i < data->count; i++) {
        struct kg_str wanted;
        bool known = rendered_value(arena, rendered, kg_node_text(data->pairs[i].key), &wanted);
        bool same = known && kg_str_equal(kg_node_text(data->pairs[i].value), wanted);
        data->pairs[i].value = masked(arena, same);
    }
    kg_node_remove(object, KG_STR("stringData"));
    if (annotations != NULL)
        kg_node_remove(annotations, (struct kg_str){last_applied, sizeof last_applied - 1});
}

const struct kg_node *kg_live_rendered(struct kg_arena *arena, const struct kg_node *rendered)
{
    static const char *const fields[] = {"data", "stringData"};
    if (!is_secret(rendered))
        return rendered;
    struct kg_node *copy = kg_node_copy(arena, rendered);
    struct kg_node *data = kg_node_mapping(arena);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct kg_node *values = kg_node_get(rendered, fields[i]);
        for (uint32_t j = 0; kg_node_is(values, KG_NODE_MAPPING) && j < values->count; j++)
            kg_node_set(arena, data, kg_str_copy(arena, kg_node_text(values->pairs[j].key)),
                        kg_node_at(masked(arena, true), values->pairs[j].value));
        kg_node_remove(copy, kg_str_from(fields[i]));
    }
    kg_node_set(arena, copy, "data", data);
    return copy;
}
