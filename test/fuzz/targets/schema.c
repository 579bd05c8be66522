/*
 * Documents in, parted by lines of three dashes: CustomResourceDefinitions teach their kinds, every
 * other object is judged. Each problem must be one that can be printed, at a place of the object.
 */
#include "fuzz.h"

#include <string.h>

#include "kagent/schema.h"
#include "kagent/yaml.h"

enum { DOCUMENTS_MAX = 8, PROBLEMS_MAX = 50 };

static const struct kg_source source = {.name = "input"};

/* Takes the next document off the front; false when nothing is left. */
static bool next_document(struct kg_str *rest, struct kg_str *text)
{
    static const char border[] = "\n---\n";
    if (rest->length == 0)
        return false;
    const char *end = memmem(rest->data, rest->length, border, sizeof border - 1);
    size_t length = end != NULL ? (size_t)(end - rest->data) : rest->length;
    *text = kg_str_head(*rest, length);
    *rest = kg_str_from_index(*rest, end != NULL ? length + sizeof border - 1 : length);
    return true;
}

static void judge(struct kg_arena *arena, struct kg_schema *schema, const struct kg_node *object)
{
    struct kg_problems problems;
    kg_problems_init(&problems, arena, PROBLEMS_MAX);
    if (kg_schema_check(schema, object, KG_DIALECT_1_1, &problems) == KG_SCHEMA_NOT_CHECKED)
        MUST_HOLD(problems.count == 0);
    for (size_t i = 0; i < problems.count; i++) {
        MUST_HOLD(problems.items[i].rule[0] != '\0');
        MUST_HOLD(problems.items[i].message[0] != '\0');
        MUST_HOLD(problems.items[i].path != NULL);
        MUST_HOLD(problems.items[i].node != NULL);
    }
}

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_schema *schema;
    struct kg_str text;
    struct kg_node *object;
    MUST_HOLD(kg_schema_open(arena, NULL, &schema, &err) == 0);
    for (int i = 0; i < DOCUMENTS_MAX && next_document(&input, &text); i++) {
        if (kg_yaml_read(arena, text, &source, 1, &object, &err) != 0 || object == NULL ||
            kg_yaml_expand(arena, &object, &err) != 0)
            continue;
        if (kg_str_is(kg_node_text(kg_node_get(object, "kind")), "CustomResourceDefinition") &&
            kg_schema_add_definition(schema, object, &err) != 0)
            MUST_HOLD(err.message[0] != '\0');
        judge(arena, schema, object);
    }
}
