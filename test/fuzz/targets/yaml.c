/* YAML in; what was read goes out again as YAML and JSON, which must be readable. */
#include "fuzz.h"

#include "kagent/emit.h"
#include "kagent/json.h"
#include "kagent/yaml.h"

enum { OUTPUT_MAX = 1 << 26 };

static const struct kg_source source = {.name = "input"};

static struct kg_node *read_yaml(struct kg_arena *arena, struct kg_str text)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *document;

    if (kg_yaml_read(arena, text, &source, 1, &document, &err) == 0 &&
        kg_yaml_expand(arena, &document, &err) == 0)
        return document;
    MUST_HOLD(err.message[0] != '\0');
    return NULL;
}

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    struct kg_node *document = read_yaml(arena, input);
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf yaml;
    struct kg_buf json;

    if (document == NULL)
        return;
    MUST_HOLD(kg_node_equal(document, kg_node_copy(arena, document)));
    kg_buf_init(&yaml, arena, OUTPUT_MAX);
    kg_buf_init(&json, arena, OUTPUT_MAX);
    if (kg_emit_yaml(&yaml, document, NULL, &err) == 0)
        MUST_HOLD(read_yaml(arena, kg_buf_str(&yaml)) != NULL);
    else
        MUST_HOLD(err.message[0] != '\0');
    if (kg_emit_json(&json, document, KG_JSON_COMPACT, &err) == 0)
        MUST_HOLD(kg_json_read(arena, kg_buf_str(&json), &source, 1, &document, NULL) == 0);
}
