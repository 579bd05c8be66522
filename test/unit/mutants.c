#include "mutants.h"

#include <string.h>

enum { SCRATCH_BUDGET = 64 << 20 };

struct mutation {
    struct kg_arena *scratch;
    size_t step;
    mutants_try *try;
    void *context;
    size_t pairs;   /* of a place and a value that have been come by */
    size_t mutants; /* of them, those that were tried */
};

/* ---- wrong values ---- */

/* What each is like as YAML would have it: a plain scalar of this tag. */
static const struct {
    enum kg_tag tag;
    struct kg_str text;
} scalars[] = {
    {KG_TAG_NULL, KG_STR("null")},
    {KG_TAG_STR, KG_STR("")},
    {KG_TAG_STR, KG_STR("Not A Name\n\x1b[31m")},
    {KG_TAG_STR, KG_STR("a/b/c:9=,*$(X)")},
    {KG_TAG_STR, KG_STR("100%")},
    {KG_TAG_STR, KG_STR("12.5Gi")},
    {KG_TAG_STR, KG_STR("\xff\xfe")},
    {KG_TAG_INT, KG_STR("0")},
    {KG_TAG_INT, KG_STR("-1")},
    {KG_TAG_INT, KG_STR("99999999999999999999")},
    {KG_TAG_FLOAT, KG_STR("1.5")},
    {KG_TAG_BOOL, KG_STR("true")},
};

enum {
    SCALARS = sizeof scalars / sizeof *scalars,
    EMPTY_MAPPING = SCALARS,
    EMPTY_LIST,
    MAPPING,
    LIST,
    VALUES
};

static struct kg_node *wrong_value(struct kg_arena *arena, size_t number)
{
    struct kg_node *value;
    switch (number) {
    case EMPTY_MAPPING:
        return kg_node_mapping(arena);
    case EMPTY_LIST:
        return kg_node_sequence(arena);
    case MAPPING:
        value = kg_node_mapping(arena);
        kg_node_set(arena, value, "no/such.field", kg_node_string(arena, KG_STR("x")));
        return value;
    case LIST:
        value = kg_node_sequence(arena);
        kg_node_append(arena, value, kg_node_string(arena, KG_STR("x")));
        kg_node_append(arena, value, kg_node_string(arena, KG_STR("x")));
        return value;
    default:
        value = kg_node_scalar(arena, scalars[number].tag, scalars[number].text);
        value->style = scalars[number].tag == KG_TAG_STR ? KG_STYLE_DOUBLE_QUOTED : KG_STYLE_PLAIN;
        return value;
    }
}

/* ---- places ---- */

static void try_in_place(struct mutation *mutation, struct kg_node **place)
{
    struct kg_node *right = *place;
    for (size_t i = 0; i < VALUES; i++) {
        if (mutation->pairs++ % mutation->step != 0)
            continue;
        *place = kg_node_at(wrong_value(mutation->scratch, i), right);
        mutation->try(mutation->context, mutation->scratch);
        *place = right;
        kg_arena_release(mutation->scratch);
        mutation->mutants++;
    }
}

static void walk(struct mutation *mutation, struct kg_node *node)
{
    for (uint32_t i = 0; !kg_node_is(node, KG_NODE_SCALAR) && i < node->count; i++) {
        struct kg_node **place =
            kg_node_is(node, KG_NODE_MAPPING) ? &node->pairs[i].value : &node->items[i];
        try_in_place(mutation, place);
        walk(mutation, *place);
    }
}

size_t mutants_each(struct kg_arena *arena, struct kg_node *root, size_t step, mutants_try *try,
                    void *context)
{
    struct mutation mutation = {.scratch = kg_arena_child(arena, SCRATCH_BUDGET),
                                .step = step,
                                .try = try,
                                .context = context};
    walk(&mutation, root);
    return mutation.mutants;
}

/* ---- what must hold ---- */

void mutants_check_problem(const struct kg_problem *problem)
{
    size_t length = strlen(problem->message);
    CHECK(problem->rule[0] != '\0' && problem->path != NULL && problem->node != NULL);
    if (length == 0 || problem->message[length - 1] == '.')
        CHECK_TEXT(problem->message, "a sentence without its full stop");
}

void mutants_check_shown(struct kg_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.data[i] < ' ' && text.data[i] != '\n')
            CHECK_STR(text, "printable");
    }
}
