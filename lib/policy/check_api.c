/* What the API server would say: its schema, and its rules beyond that. */
#include <string.h>

#include "checks.h"

#include "kagent/rules.h"

/* Of one object; who has more has one mistake many times. */
enum { PROBLEMS_MAX = 200 };

/* Which check a problem belongs to. */
enum route {
    ROUTE_STRUCTURE, /* KV002 */
    ROUTE_VALUES,    /* KV003 */
    ROUTE_POD,       /* KV026 */
    ROUTE_VERSION,   /* KV044 */
};

struct routed {
    enum route route;
    const struct kg_manifest *manifest;
    struct kg_problem problem;
};

struct kg_api_judgement {
    struct routed *items;
    size_t count;
    const struct kg_manifest **unknown; /* of kinds without a schema */
    size_t unknown_count;
};

static enum route route_of_schema(const char *rule)
{
    static const char *const structure[] = {"unknown-kind",    "removed-version", "unknown-field",
                                            "duplicate-field", "required",        "type"};
    if (strcmp(rule, "deprecated-version") == 0)
        return ROUTE_VERSION;
    for (size_t i = 0; i < sizeof structure / sizeof *structure; i++) {
        if (strcmp(rule, structure[i]) == 0)
            return ROUTE_STRUCTURE;
    }
    return ROUTE_VALUES;
}

static void take_over(struct kg_trial *trial, struct kg_api_judgement *judgement,
                      const struct kg_manifest *manifest, const struct kg_problem *problem,
                      enum route route)
{
    judgement->items =
        kg_arena_extend(trial->arena, judgement->items, judgement->count, sizeof *judgement->items);
    judgement->items[judgement->count++] = (struct routed){route, manifest, *problem};
}

static bool is_in_pod(const struct kg_manifest *manifest, const char *path)
{
    return manifest->pod_path != NULL &&
           strncmp(path, manifest->pod_path, strlen(manifest->pod_path)) == 0;
}

static void judge_manifest(struct kg_trial *trial, struct kg_api_judgement *judgement,
                           const struct kg_manifest *manifest)
{
    struct kg_problems problems;
    struct kg_schema *schema = trial->subject->schema;
    kg_problems_init(&problems, trial->arena, PROBLEMS_MAX);
    if (kg_schema_check(schema, manifest->node, trial->subject->dialect, &problems) ==
        KG_SCHEMA_NOT_CHECKED) {
        judgement->unknown = kg_arena_extend(trial->arena, judgement->unknown,
                                             judgement->unknown_count, sizeof(*judgement->unknown));
        judgement->unknown[judgement->unknown_count++] = manifest;
    }
    for (size_t i = 0; i < problems.count; i++)
        take_over(trial, judgement, manifest, &problems.items[i],
                  route_of_schema(problems.items[i].rule));
    kg_problems_init(&problems, trial->arena, PROBLEMS_MAX);
    kg_rules_check(manifest->node, kg_schema_minor(schema), &problems);
    for (size_t i = 0; i < problems.count; i++)
        take_over(trial, judgement, manifest, &problems.items[i],
                  is_in_pod(manifest, problems.items[i].path) ? ROUTE_POD : ROUTE_VALUES);
}

/* Learns the kinds that the manifests themselves define. A faulty definition is found below. */
static void learn(struct kg_trial *trial)
{
    for (size_t i = 0; i < trial->manifests->count; i++) {
        const struct kg_manifest *manifest = &trial->manifests->items[i];
        if (strcmp(manifest->ref.kind, "CustomResourceDefinition") == 0)
            kg_schema_add_definition(trial->subject->schema, manifest->node, NULL);
    }
}

/* All that is to be said about all manifests: made by the first check that asks. */
static const struct kg_api_judgement *judgement_of(struct kg_trial *trial)
{
    if (trial->api != NULL)
        return trial->api;
    struct kg_api_judgement *judgement = kg_arena_zero(trial->arena, 1, sizeof *judgement);
    learn(trial);
    for (size_t i = 0; i < trial->manifests->count; i++)
        judge_manifest(trial, judgement, &trial->manifests->items[i]);
    trial->api = judgement;
    return judgement;
}

/* ---- the checks ---- */

static void report(struct kg_trial *trial, const struct routed *routed)
{
    const struct kg_problem *problem = &routed->problem;
    const struct kg_node *node = problem->node;
    if (!kg_node_is(node, KG_NODE_SCALAR) || node->line == 0)
        node = kg_place_of(routed->manifest->node, problem->path);
    struct kg_finding *finding =
        kg_find_node(trial, routed->manifest, node, problem->path, "%s", problem->message);
    finding->rule = problem->rule;
    finding->advice = problem->advice;
}

static void report_all(struct kg_trial *trial, enum route route)
{
    const struct kg_api_judgement *judgement = judgement_of(trial);
    trial->looked = trial->manifests->count > judgement->unknown_count;
    for (size_t i = 0; i < judgement->count; i++) {
        if (judgement->items[i].route == route)
            report(trial, &judgement->items[i]);
    }
}

/* One line for each kind, however many objects of it there are. */
static void report_unknown(struct kg_trial *trial, const struct kg_api_judgement *judgement)
{
    struct kg_map seen;
    kg_map_init(&seen, trial->arena);
    for (size_t i = 0; i < judgement->unknown_count; i++) {
        const struct kg_manifest *manifest = judgement->unknown[i];
        const char *kind =
            kg_arena_printf(trial->arena, "%s %s", manifest->ref.api_version, manifest->ref.kind);
        if (kg_map_put(&seen, kg_str_from(kind), (void *)(uintptr_t)manifest) != NULL)
            continue;
        kg_find_unchecked(trial, manifest,
                          kg_arena_printf(trial->arena, "the fields of %s/%s", manifest->ref.kind,
                                          manifest->ref.name),
                          kg_arena_printf(trial->arena, "there is no schema of %s", kind),
                          "Give its CustomResourceDefinition with --schema FILE.");
    }
}

void kg_check_fields(struct kg_trial *trial)
{
    report_all(trial, ROUTE_STRUCTURE);
    report_unknown(trial, judgement_of(trial));
}

void kg_check_values(struct kg_trial *trial)
{
    report_all(trial, ROUTE_VALUES);
}

void kg_check_pods(struct kg_trial *trial)
{
    report_all(trial, ROUTE_POD);
    trial->looked = false;
    kg_each(trial, NULL, KG_SET_PODS);
}

void kg_check_versions(struct kg_trial *trial)
{
    report_all(trial, ROUTE_VERSION);
}
