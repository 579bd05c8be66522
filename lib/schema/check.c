/* Judging an object: a walk that looks at each place. */
#include "kagent/buf.h"
#include "kagent/suggest.h"

#include "custom.h"
#include "judge.h"
#include "lookup.h"
#include "values.h"

/* As much of a value as a message shows. */
enum { SHOWN_MAX = 40 };

int kg_judge_read(const struct kg_judge *judge, const struct kg_node *node, enum kg_context context,
                  struct kg_value *value, struct kg_error *err)
{
    if (judge->dialect == KG_DIALECT_1_1)
        return kg_scalar_value_1_1(judge->schema->arena, node, value, err);
    return kg_scalar_value(judge->schema->arena, node, context, value, err);
}

struct kg_schema_type kg_judge_type_at(const struct kg_judge *judge, const struct kg_way *way)
{
    if (way->parent == NULL)
        return judge->root;
    struct kg_schema_type owner = kg_judge_type_at(judge, way->parent);
    return way->key.data != NULL ? kg_schema_field(owner, way->key) : kg_schema_elements(owner);
}

const char *kg_judge_found(const struct kg_judge *judge, const struct kg_node *node,
                           enum kg_context context)
{
    struct kg_value value;
    struct kg_arena *arena = judge->problems->arena;
    struct kg_str text = kg_node_text(node);
    struct kg_str shown = kg_str_head(text, SHOWN_MAX);
    const char *more = shown.length < text.length ? "..." : "";
    if (kg_node_is_null(node))
        return "null";
    if (node->kind == KG_NODE_MAPPING)
        return "an object";
    if (node->kind == KG_NODE_SEQUENCE)
        return "a list";
    if (kg_judge_read(judge, node, context, &value, NULL) != 0)
        return judge->secret ? "something"
                             : kg_arena_printf(arena, "`%.*s%s`", KG_STR_ARG(shown), more);
    if (judge->secret && value.type != KG_VALUE_BOOL)
        return value.type == KG_VALUE_STRING ? "a string" : "a number";
    if (value.type == KG_VALUE_STRING)
        return kg_arena_printf(arena, "the string \"%.*s%s\"", KG_STR_ARG(shown), more);
    if (value.type == KG_VALUE_BOOL)
        return value.boolean ? "the boolean true" : "the boolean false";
    return kg_arena_printf(arena, "the number %.*s%s", KG_STR_ARG(shown), more);
}

const char *kg_judge_owner(const struct kg_judge *judge, struct kg_schema_type type)
{
    struct kg_str name = kg_schema_type_name(type);
    ptrdiff_t dot = kg_str_find(name, '.');
    if (dot < 0)
        return "the object";
    return kg_str_copy(judge->problems->arena, kg_str_from_index(name, (size_t)dot + 1));
}

/* "a list of objects": what belongs at a place. */
static const char *wanted(const struct kg_judge *judge, struct kg_schema_type type)
{
    enum kg_schema_form form = kg_schema_form(type);
    if (form == KG_FORM_STRUCT && kg_schema_type_name(type).length > 0)
        return kg_arena_printf(judge->problems->arena, "an object (%s)",
                               kg_judge_owner(judge, type));
    if (form == KG_FORM_LIST && kg_schema_form(kg_schema_elements(type)) == KG_FORM_STRUCT)
        return "a list of objects";
    return kg_form_name(form);
}

/* What would make the value fit, where that is certain. */
static void advise_type(const struct kg_judge *judge, const struct kg_schema_place *place,
                        struct kg_problem *problem)
{
    enum kg_schema_form form = kg_schema_form(place->type);
    struct kg_str text = kg_str_head(kg_node_text(place->node), SHOWN_MAX);
    struct kg_value plain;
    if (judge->secret)
        return;
    if (form == KG_FORM_LIST)
        kg_problem_advise(judge->problems, problem, "Write it as a list: put \"- \" before it.");
    if (place->node->kind != KG_NODE_SCALAR || text.length != kg_node_text(place->node).length)
        return;
    if (form == KG_FORM_STRING) {
        kg_problem_advise(judge->problems, problem, "Put it in quotes: \"%.*s\".",
                          KG_STR_ARG(text));
        return;
    }
    const struct kg_node unquoted = {
        .kind = KG_NODE_SCALAR, .tag = KG_TAG_NONE, .style = KG_STYLE_PLAIN, .text = text};
    if (kg_judge_read(judge, &unquoted, place->context, &plain, NULL) == 0 &&
        plain.type != KG_VALUE_STRING && kg_value_fit(form, &plain) == KG_FIT_GOOD)
        kg_problem_advise(judge->problems, problem, "Take the quotes away: %.*s.",
                          KG_STR_ARG(text));
}

static void report_type(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    struct kg_problem *problem = kg_problem_add(judge->problems, "type", place->way, place->node,
                                                "expected %s, found %s", wanted(judge, place->type),
                                                kg_judge_found(judge, place->node, place->context));
    advise_type(judge, place, problem);
}

static void report_misfit(const struct kg_judge *judge, const struct kg_schema_place *place,
                          enum kg_fit fit)
{
    enum kg_schema_form form = kg_schema_form(place->type);
    if (fit == KG_FIT_WRONG_TYPE)
        report_type(judge, place);
    if (fit == KG_FIT_OUT_OF_RANGE)
        kg_problem_add(judge->problems, "range", place->way, place->node,
                       "%s does not fit an integer of %s bits",
                       kg_judge_found(judge, place->node, place->context),
                       form == KG_FORM_INT64 ? "64" : "32");
    if (fit == KG_FIT_MALFORMED)
        kg_problem_add(judge->problems, "format", place->way, place->node, "expected %s, found %s",
                       kg_form_example(form), kg_judge_found(judge, place->node, place->context));
}

/* ---- enumerations ---- */

/* What is asked about an enumeration while its values are gone through. */
struct choice {
    struct kg_str text;
    bool allowed;
    struct kg_suggestion suggestion;
    struct kg_buf list;
};

static void compare_choice(void *context, struct kg_str value)
{
    struct choice *choice = context;
    choice->allowed = choice->allowed || kg_str_equal(choice->text, value);
}

static void list_choice(void *context, struct kg_str value)
{
    struct choice *choice = context;
    if (value.length == 0)
        return;
    kg_buf_printf(&choice->list, "%s%.*s", choice->list.length > 0 ? ", " : "", KG_STR_ARG(value));
    kg_suggest_offer(&choice->suggestion, kg_str_copy(choice->list.arena, value));
}

void kg_judge_report_choice(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    struct kg_arena *arena = judge->problems->arena;
    struct choice choice = {.suggestion.word = kg_str_copy(arena, kg_node_text(place->node))};
    kg_buf_init(&choice.list, arena, SIZE_MAX);
    kg_schema_each_value(place->type, list_choice, &choice);
    struct kg_problem *problem = kg_problem_add(
        judge->problems, "enum", place->way, place->node, "%s is none of %s",
        kg_judge_found(judge, place->node, place->context), kg_buf_str(&choice.list).data);
    if (choice.suggestion.nearest != NULL)
        kg_problem_advise(judge->problems, problem, "Did you mean %s?", choice.suggestion.nearest);
}

static void judge_choice(const struct kg_judge *judge, const struct kg_schema_place *place,
                         struct kg_str text)
{
    struct choice choice = {.text = text, .allowed = false};
    kg_schema_each_value(place->type, compare_choice, &choice);
    if (!choice.allowed)
        kg_judge_report_choice(judge, place);
}

/* ---- each form ---- */

static void judge_scalar(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    struct kg_value value;
    struct kg_error err = KG_ERROR_INIT;
    if (kg_judge_read(judge, place->node, place->context, &value, &err) != 0) {
        kg_problem_add(judge->problems, "type", place->way, place->node, "%s", err.message);
        return;
    }
    enum kg_fit fit = kg_value_fit(kg_schema_form(place->type), &value);
    /* The API's own type of this form has 32 bits; definitions mean any integer. */
    if (fit == KG_FIT_OUT_OF_RANGE && place->type.custom != NULL && value.type == KG_VALUE_INT)
        fit = KG_FIT_GOOD;
    if (fit != KG_FIT_GOOD) {
        report_misfit(judge, place, fit);
        return;
    }
    if (place->type.row != NULL && place->type.row->has_values)
        judge_choice(judge, place, value.text);
}

static void judge_keys(const struct kg_judge *judge, const struct kg_way *way,
                       const struct kg_node *mapping)
{
    for (uint32_t i = 0; i < mapping->count; i++) {
        const struct kg_pair *pair = &mapping->pairs[i];
        struct kg_str key = kg_node_text(pair->key);
        const struct kg_pair *first = kg_node_pair(mapping, key);
        struct kg_way step = {.parent = way, .key = key};
        if (pair->key->tag == KG_TAG_NULL || pair->key->kind != KG_NODE_SCALAR)
            kg_problem_add(judge->problems, "type", way, pair->key, "expected a key, found %s",
                           kg_judge_found(judge, pair->key, KG_CONTEXT_BLOCK));
        if (first == NULL || first == pair)
            continue;
        struct kg_problem *problem =
            kg_problem_add(judge->problems, "duplicate-field", &step, pair->key,
                           "\"%.*s\" stands here for the second time", KG_STR_ARG(key));
        if (first->key->line > 0)
            kg_problem_advise(judge->problems, problem, "The first one is in line %u: keep one.",
                              first->key->line);
    }
}

/*
 * Null in a list is an empty element to the server: a container without a name,
 * an empty argument. So it is in a map, where only an empty string can be meant.
 */
static void judge_nulls(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    const struct kg_node *node = place->node;
    bool means_null = kg_schema_form(kg_schema_elements(place->type)) == KG_FORM_ANY;
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count && !means_null; i++) {
        const struct kg_way step = {.parent = place->way, .index = i};
        if (kg_node_is_null(node->items[i]))
            kg_problem_add(judge->problems, "null-element", &step, node->items[i],
                           "the element is null");
    }
    for (uint32_t i = 0; node->kind == KG_NODE_MAPPING && i < node->count; i++) {
        struct kg_str key = kg_node_text(node->pairs[i].key);
        const struct kg_way step = {.parent = place->way, .key = key};
        if (kg_node_is_null(node->pairs[i].value) &&
            kg_schema_form(kg_schema_field(place->type, key)) != KG_FORM_STRING)
            kg_problem_add(judge->problems, "null-element", &step, node->pairs[i].value,
                           "the value of \"%.*s\" is null", KG_STR_ARG(key));
    }
}

/* Below a place of which nothing is known, only duplicates can be wrong. */
static void judge_any(const struct kg_judge *judge, const struct kg_way *way,
                      const struct kg_node *node)
{
    for (uint32_t i = 0; node->kind == KG_NODE_SEQUENCE && i < node->count; i++) {
        struct kg_way step = {.parent = way, .index = i};
        judge_any(judge, &step, node->items[i]);
    }
    if (node->kind != KG_NODE_MAPPING)
        return;
    judge_keys(judge, way, node);
    for (uint32_t i = 0; i < node->count; i++) {
        struct kg_way step = {.parent = way, .key = kg_node_text(node->pairs[i].key)};
        judge_any(judge, &step, node->pairs[i].value);
    }
}

/* A field that is looked for in a mapping. */
struct requirement {
    const struct kg_judge *judge;
    const struct kg_schema_place *place;
};

static void judge_required(void *context, struct kg_str name,
                           struct kg_schema_type field __attribute__((unused)), bool required)
{
    const struct requirement *requirement = context;
    const struct kg_schema_place *place = requirement->place;
    if (!required || place->type.custom != NULL ||
        !kg_node_is_null(kg_node_get_str(place->node, name)))
        return;
    const struct kg_way step = {.parent = place->way, .key = name};
    kg_problem_add(requirement->judge->problems, "required", &step, place->node,
                   "%s needs the field \"%.*s\"", kg_judge_owner(requirement->judge, place->type),
                   KG_STR_ARG(name));
}

static void judge_struct(const struct kg_judge *judge, const struct kg_schema_place *place)
{
    struct requirement requirement = {.judge = judge, .place = place};
    judge_keys(judge, place->way, place->node);
    for (uint32_t i = 0; i < place->node->count; i++) {
        const struct kg_pair *pair = &place->node->pairs[i];
        struct kg_schema_type field = kg_schema_field(place->type, kg_node_text(pair->key));
        if (kg_schema_form(field) == KG_FORM_UNKNOWN)
            kg_judge_unknown_field(judge, place, pair);
    }
    kg_schema_each_field(place->type, judge_required, &requirement);
}

static bool judge_place(void *context, const struct kg_schema_place *place)
{
    const struct kg_judge *judge = context;
    enum kg_schema_form form = kg_schema_form(place->type);
    if (!kg_form_wants(form, (enum kg_node_kind)place->node->kind)) {
        report_type(judge, place);
        return false;
    }
    if (form == KG_FORM_ANY)
        judge_any(judge, place->way, place->node);
    else if (form == KG_FORM_STRUCT)
        judge_struct(judge, place);
    else if (form == KG_FORM_MAP)
        judge_keys(judge, place->way, place->node);
    else if (form != KG_FORM_LIST)
        judge_scalar(judge, place);
    if (place->type.custom != NULL)
        kg_judge_custom(judge, place);
    else if (form == KG_FORM_LIST || form == KG_FORM_MAP)
        judge_nulls(judge, place);
    return true;
}

/* ---- the object ---- */

/* apiVersion and kind; says what is wrong with them. */
static bool judge_name(const struct kg_judge *judge, const struct kg_node *object,
                       const char *field)
{
    const struct kg_node *node = kg_node_get(object, field);
    const struct kg_way step = {.parent = NULL, .key = kg_str_from(field)};
    struct kg_value value;
    if (kg_node_is_null(node)) {
        kg_problem_add(judge->problems, "required", &step, object, "\"%s\" is missing", field);
        return false;
    }
    if (node->kind == KG_NODE_SCALAR &&
        kg_judge_read(judge, node, KG_CONTEXT_BLOCK, &value, NULL) == 0 &&
        value.type == KG_VALUE_STRING && value.text.length > 0)
        return true;
    kg_problem_add(judge->problems, "type", &step, node, "expected a string, found %s",
                   kg_judge_found(judge, node, KG_CONTEXT_BLOCK));
    return false;
}

enum kg_schema_outcome kg_schema_check(struct kg_schema *schema, const struct kg_node *object,
                                       enum kg_dialect dialect, struct kg_problems *problems)
{
    struct kg_judge judge = {.schema = schema, .problems = problems, .dialect = dialect};
    struct kg_schema_kind kind;
    if (!kg_node_is(object, KG_NODE_MAPPING)) {
        kg_problem_add(problems, "type", NULL, object, "expected an object, found %s",
                       kg_judge_found(&judge, object, KG_CONTEXT_BLOCK));
        return KG_SCHEMA_CHECKED;
    }
    bool named = judge_name(&judge, object, "apiVersion");
    if (!judge_name(&judge, object, "kind") || !named)
        return KG_SCHEMA_CHECKED;
    struct kg_str kind_name = kg_node_text(kg_node_get(object, "kind"));
    if (!kg_schema_find(schema, kg_node_text(kg_node_get(object, "apiVersion")), kind_name, &kind))
        return kg_judge_unknown_kind(&judge, object) ? KG_SCHEMA_CHECKED : KG_SCHEMA_NOT_CHECKED;
    kg_judge_deprecation(&judge, object, &kind);
    judge.root = kind.type;
    judge.secret = kg_str_is(kind_name, "Secret");
    kg_schema_walk(kind.type, object, judge_place, &judge);
    return KG_SCHEMA_CHECKED;
}
