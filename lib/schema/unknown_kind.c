/* Kinds that a version does not have, and those that it will not have for long. */
#include "kagent/suggest.h"

#include "judge.h"
#include "lookup.h"

static bool same_group(struct kg_str api_version, uint16_t other)
{
    return kg_str_equal(kg_schema_group(api_version), kg_schema_group(kg_schema_name_at(other)));
}

/* Whether the API server itself serves the group, so that it knows all kinds there are in it. */
static bool is_builtin_group(struct kg_str api_version)
{
    for (size_t i = 0; i < kg_schema_tables.kind_count; i++) {
        if (same_group(api_version, kg_schema_tables.kinds[i].api_version))
            return true;
    }
    for (size_t i = 0; i < kg_schema_tables.gone_count; i++) {
        if (same_group(api_version, kg_schema_tables.gone[i].api_version))
            return true;
    }
    return false;
}

/* The best kind of this name that there is in this version; a stable one is better than a beta. */
static const struct kg_schema_kind_row *same_kind(const struct kg_judge *judge, struct kg_str kind)
{
    const struct kg_schema_kind_row *best = NULL;
    for (size_t i = 0; i < kg_schema_tables.kind_count; i++) {
        const struct kg_schema_kind_row *row = &kg_schema_tables.kinds[i];
        if ((row->versions & judge->schema->mask) == 0 ||
            !kg_str_equal(kg_schema_name_at(row->kind), kind))
            continue;
        if (best == NULL || kg_schema_name_at(row->api_version).length <
                                kg_schema_name_at(best->api_version).length)
            best = row;
    }
    return best;
}

/* "Use apps/v1." */
static void advise_use(const struct kg_judge *judge, struct kg_problem *problem,
                       const char *replacement, struct kg_str kind)
{
    const struct kg_schema_kind_row *other = same_kind(judge, kind);
    if (replacement != NULL)
        kg_problem_advise(judge->problems, problem, "Use %s.", replacement);
    else if (other != NULL)
        kg_problem_advise(judge->problems, problem, "Use %s %s.",
                          kg_schema_name_at(other->api_version).data,
                          kg_schema_name_at(other->kind).data);
}

static void offer_kind(void *context, const struct kg_schema_kind *kind)
{
    kg_suggest_offer(context, kind->kind.data);
}

/* It is in the tables, but not in this version. */
static void report_other_version(const struct kg_judge *judge, const struct kg_node *node,
                                 const struct kg_schema_kind_row *row)
{
    const struct kg_way way = {.parent = NULL, .key = KG_STR("apiVersion")};
    struct kg_str kind = kg_schema_name_at(row->kind);
    bool gone = row->versions > judge->schema->mask;
    struct kg_problem *problem =
        kg_problem_add(judge->problems, gone ? "removed-version" : "unknown-kind", &way, node,
                       gone ? "Kubernetes %s does not serve %s %s any more; %s did"
                            : "Kubernetes %s does not serve %s %s yet; %s does",
                       judge->schema->version, kg_schema_name_at(row->api_version).data, kind.data,
                       kg_schema_nearest(judge->schema->mask, row->versions));
    advise_use(judge, problem, kg_schema_text_at(row->replacement), kind);
}

static void report_gone(const struct kg_judge *judge, const struct kg_node *node,
                        const struct kg_schema_gone *gone)
{
    const struct kg_way way = {.parent = NULL, .key = KG_STR("apiVersion")};
    struct kg_str kind = kg_schema_name_at(gone->kind);
    struct kg_problem *problem = kg_problem_add(judge->problems, "removed-version", &way, node,
                                                "%s %s is not served any more since Kubernetes %s",
                                                kg_schema_name_at(gone->api_version).data,
                                                kind.data, kg_schema_name_at(gone->removed).data);
    advise_use(judge, problem, kg_schema_text_at(gone->replacement), kind);
}

/* No version has it: a word is misspelt, or the group is another one. */
static void report_no_kind(const struct kg_judge *judge, const struct kg_node *api_version,
                           const struct kg_node *kind)
{
    const struct kg_schema_kind_row *other = same_kind(judge, kg_node_text(kind));
    struct kg_way way = {.parent = NULL, .key = KG_STR("kind")};
    struct kg_suggestion suggestion = {.word =
                                           kg_str_copy(judge->problems->arena, kg_node_text(kind))};
    if (other != NULL)
        way.key = KG_STR("apiVersion");
    struct kg_problem *problem =
        kg_problem_add(judge->problems, "unknown-kind", &way, other != NULL ? api_version : kind,
                       "there is no kind \"%.*s\" in \"%.*s\"", KG_STR_ARG(kg_node_text(kind)),
                       KG_STR_ARG(kg_node_text(api_version)));
    kg_schema_each_kind(judge->schema, offer_kind, &suggestion);
    if (other != NULL)
        kg_problem_advise(judge->problems, problem, "Did you mean apiVersion: %s?",
                          kg_schema_name_at(other->api_version).data);
    else if (suggestion.nearest != NULL)
        kg_problem_advise(judge->problems, problem, "Did you mean \"%s\"?", suggestion.nearest);
}

bool kg_judge_unknown_kind(const struct kg_judge *judge, const struct kg_node *object)
{
    const struct kg_node *api_version = kg_node_get(object, "apiVersion");
    const struct kg_node *kind = kg_node_get(object, "kind");
    struct kg_str version = kg_node_text(api_version);
    const struct kg_schema_kind_row *row =
        kg_schema_kind_of(UINT16_MAX, version, kg_node_text(kind));
    const struct kg_schema_gone *gone = kg_schema_gone_of(version, kg_node_text(kind));
    if (row != NULL)
        report_other_version(judge, api_version, row);
    else if (gone != NULL)
        report_gone(judge, api_version, gone);
    else if (is_builtin_group(version))
        report_no_kind(judge, api_version, kind);
    else
        return false;
    return true;
}

/* Orders minors: "1.9" before "1.10". */
static int compare_minors(const char *a, const char *b)
{
    size_t length_a = strlen(a);
    size_t length_b = strlen(b);
    if (length_a != length_b)
        return length_a < length_b ? -1 : 1;
    return strcmp(a, b);
}

void kg_judge_deprecation(const struct kg_judge *judge, const struct kg_node *object,
                          const struct kg_schema_kind *kind)
{
    const struct kg_way way = {.parent = NULL, .key = KG_STR("apiVersion")};
    const struct kg_node *node = kg_node_get(object, "apiVersion");
    if (kind->deprecated == NULL || compare_minors(kind->deprecated, judge->schema->version) > 0)
        return;
    struct kg_problem *problem = kg_problem_add(
        judge->problems, "deprecated-version", &way, node, "%.*s %.*s is deprecated since %s%s%s",
        KG_STR_ARG(kind->api_version), KG_STR_ARG(kind->kind), kind->deprecated,
        kind->removed != NULL ? " and will be gone in " : "",
        kind->removed != NULL ? kind->removed : "");
    if (kind->replacement != NULL)
        kg_problem_advise(judge->problems, problem, "Use %s.", kind->replacement);
}
