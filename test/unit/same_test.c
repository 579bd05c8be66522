/* Whether what lives in a cluster is what the manifests say, value by value. */
#include "live/same.h"

#include "unit.h"

/* The type at a path of a kind's fields, `[]` for an element. */
static struct kg_schema_type type_at(struct kg_arena *arena, const char *kind, const char *path)
{
    struct kg_schema *schema;
    struct kg_schema_kind found;
    struct kg_str rest = kg_str_from(path), step;
    bool core = kind[0] == 'P' || kind[0] == 'E';
    CHECK_INT(kg_schema_open(arena, NULL, &schema, NULL), 0);
    CHECK(
        kg_schema_find(schema, core ? KG_STR("v1") : KG_STR("apps/v1"), kg_str_from(kind), &found));
    while (rest.length > 0 && kg_str_split(&rest, '.', &step))
        found.type = kg_str_is(step, "[]") ? kg_schema_elements(found.type)
                                           : kg_schema_field(found.type, step);
    return found.type;
}

struct pair {
    const char *live;
    const char *wanted;
    bool same;
};

static void check_scalars(struct kg_arena *arena, struct kg_schema_type type,
                          const struct pair *pairs)
{
    for (; pairs->live != NULL; pairs++) {
        if (kg_same_scalar(type, unit_yaml(arena, "case", pairs->live),
                           unit_yaml(arena, "case", pairs->wanted)) != pairs->same)
            CHECK_TEXT(kg_arena_printf(arena, "%s and %s", pairs->live, pairs->wanted),
                       pairs->same ? "same" : "different");
    }
}

TEST("scalars are compared as what they are: quantities, numbers, times, texts")
{
    check_scalars(arena, type_at(arena, "Pod", "spec.containers.[].resources.limits.x"),
                  (struct pair[]){{"1000m", "1", true},
                                  {"1Gi", "1024Mi", true},
                                  {"1Gi", "1G", false},
                                  {"many", "1", false},
                                  {"1", "many", false},
                                  {NULL, NULL, false}});
    check_scalars(
        arena, type_at(arena, "StatefulSet", "spec.replicas"),
        (struct pair[]){
            {"1000", "1e3", true},
            {"3", "3.0", true},
            {"3", "4", false},
            {"4", "3", false},
            {"3", "three", false},
            {"three", "3", false},
            {"0", "null", true},
            {"''", "3", false},
            {"3", "''", false},
            {"1", "1000000000000000000000000000000000000000000000000000000000000000", false},
            {"1000000000000000000000000000000000000000000000000000000000000000", "1", false},
            {NULL, NULL, false}});
    check_scalars(arena, type_at(arena, "Pod", "metadata.creationTimestamp"),
                  (struct pair[]){{"'2026-01-01T00:00:00Z'", "'2026-01-01T01:00:00+01:00'", true},
                                  {"'2026-01-01T00:00:00Z'", "'2026-01-01T00:00:01Z'", false},
                                  {"'2026-01-01T00:00:00Z'", "soon", false},
                                  {"soon", "'2026-01-01T00:00:00Z'", false},
                                  {NULL, NULL, false}});
    check_scalars(arena, type_at(arena, "Event", "eventTime"),
                  (struct pair[]){{"'2026-01-01T00:00:00.000000Z'", "'2026-01-01T00:00:00Z'", true},
                                  {NULL, NULL, false}});
    check_scalars(arena, type_at(arena, "Pod", "spec.nodeName"),
                  (struct pair[]){{"a", "a", true},
                                  {"a", "b", false},
                                  {"1", "1.0", false},
                                  {"''", "null", true},
                                  {"{}", "null", true},
                                  {"{a: 1}", "null", false},
                                  {"a", "{}", false},
                                  {"false", "0", true},
                                  {"'false'", "null", false},
                                  {NULL, NULL, false}});
}

TEST("nothing is what is null, empty, false, 0, or made of it")
{
    static const char *const nothing[] = {
        "null", "''", "0", "false", "{}", "[]", "{a: {b: null, c: 0}}"};
    static const char *const something[] = {"x",    "'0'",    "'false'",    "1",
                                            "true", "[null]", "{a: {b: 1}}"};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        CHECK_TEXT(kg_is_zero(unit_yaml(arena, "case", nothing[i])) ? "" : nothing[i], "");
    for (size_t i = 0; i < sizeof something / sizeof *something; i++)
        CHECK_TEXT(kg_is_zero(unit_yaml(arena, "case", something[i])) ? something[i] : "", "");
}

TEST("lists are the same by elements in their order, sets in any")
{
    static const struct {
        const char *path;
        const char *live;
        const char *wanted;
        bool full;
        bool same;
    } cases[] = {
        {"spec.containers.[].args", "[a, b]", "[a, b]", true, true},
        {"spec.containers.[].args", "[b, a]", "[a, b]", true, false},
        {"spec.containers.[].args", "[a]", "[a, b]", true, false},
        {"metadata.finalizers", "[b, a]", "[a, b]", true, true},
        {"metadata.finalizers", "[b, c]", "[a, b]", true, false},
        {"spec.tolerations", "[{key: a, value: b}]", "[{key: a}]", false, true},
        {"spec.tolerations", "[{key: a, value: b}]", "[{key: a}]", true, false},
        {"spec.tolerations", "[{key: a, value: ''}]", "[{key: a}]", true, true},
        {"spec.tolerations", "[{key: a}]", "[{key: a, value: ''}]", true, true},
        {"spec.tolerations", "[{key: a}]", "[{key: a, value: b}]", true, false},
        {"spec.tolerations", "[{key: a}]", "[text]", true, false},
        {"spec.dnsConfig.options", "[{name: a, value: x}]", "[{name: a, value: x}]", true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kg_schema_type type = type_at(arena, "Pod", cases[i].path);
        bool same = kg_same_list(type, unit_yaml(arena, "case", cases[i].live),
                                 unit_yaml(arena, "case", cases[i].wanted), cases[i].full);
        if (same != cases[i].same)
            CHECK_TEXT(kg_arena_printf(arena, "%s and %s", cases[i].live, cases[i].wanted),
                       cases[i].same ? "same" : "different");
    }
}
