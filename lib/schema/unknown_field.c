/* A field that its struct does not have: what was it to be? */
#include "kagent/suggest.h"

#include "judge.h"
#include "lookup.h"

static void offer_field(void *suggestion, struct kg_str name,
                        struct kg_schema_type field __attribute__((unused)),
                        bool required __attribute__((unused)))
{
    /* The names of the tables end with a NUL; those of definitions were given one (custom.c). */
    kg_suggest_offer(suggestion, name.data);
}

/* Another version may have it. */
static bool advise_version(const struct kg_judge *judge, const struct kg_schema_place *place,
                           struct kg_str name, struct kg_problem *problem)
{
    const struct kg_schema_field *field =
        place->type.row == NULL ? NULL : kg_schema_field_of(place->type.row, UINT16_MAX, name);
    if (field == NULL)
        return false;
    kg_problem_advise(judge->problems, problem, "Kubernetes %s has it; this is judged by %s.",
                      kg_schema_nearest(judge->schema->mask, field->versions),
                      judge->schema->version);
    return true;
}

static bool has_field(struct kg_schema_type type, struct kg_str name)
{
    return kg_schema_form(type) == KG_FORM_STRUCT &&
           kg_schema_form(kg_schema_field(type, name)) != KG_FORM_UNKNOWN;
}

/* A field inside of which a name may be at home. */
struct home {
    struct kg_str name;
    struct kg_str field; /* empty while none was found */
};

static void look_inside(void *context, struct kg_str name, struct kg_schema_type field,
                        bool required __attribute__((unused)))
{
    struct home *home = context;
    if (home->field.length == 0 && has_field(field, home->name))
        home->field = name;
}

/* Whether one of the fields of the object at `way` is the name's home; says so. */
static bool advise_inside(const struct kg_judge *judge, struct kg_schema_type type,
                          const struct kg_way *way, struct kg_str name, struct kg_problem *problem)
{
    struct home home = {.name = name, .field = KG_STR("")};
    kg_schema_each_field(type, look_inside, &home);
    if (home.field.length == 0)
        return false;
    const struct kg_way step = {.parent = way, .key = home.field};
    kg_problem_advise(judge->problems, problem, "It is a field of %s.",
                      kg_way_text(judge->problems->arena, &step));
    return true;
}

/* Too much or too little indentation puts a field of one object into another. */
static bool advise_indentation(const struct kg_judge *judge, const struct kg_schema_place *place,
                               struct kg_str name, struct kg_problem *problem)
{
    if (advise_inside(judge, place->type, place->way, name, problem))
        return true;
    for (const struct kg_way *way = place->way->parent; way != NULL; way = way->parent) {
        struct kg_schema_type type = kg_judge_type_at(judge, way);
        if (advise_inside(judge, type, way, name, problem))
            return true;
        if (has_field(type, name) && way->parent != NULL) {
            kg_problem_advise(judge->problems, problem, "It is a field of %s.",
                              kg_way_text(judge->problems->arena, way));
            return true;
        }
    }
    return false;
}

void kg_judge_unknown_field(const struct kg_judge *judge, const struct kg_schema_place *place,
                            const struct kg_pair *pair)
{
    struct kg_str name = kg_node_text(pair->key);
    const struct kg_way step = {.parent = place->way, .key = name};
    struct kg_suggestion suggestion = {.word = kg_str_copy(judge->problems->arena, name)};
    struct kg_problem *problem = kg_problem_add(
        judge->problems, "unknown-field", &step, pair->key, "%s has no field \"%.*s\"",
        kg_judge_owner(judge, place->type), KG_STR_ARG(name));
    if (advise_version(judge, place, name, problem) ||
        advise_indentation(judge, place, name, problem))
        return;
    kg_schema_each_field(place->type, offer_field, &suggestion);
    if (suggestion.nearest != NULL)
        kg_problem_advise(judge->problems, problem, "Did you mean \"%s\"?", suggestion.nearest);
}
