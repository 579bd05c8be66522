/* Limits that are set to others. Source: API reference, "PodDisruptionBudget", "ResourceQuota",
 * "LimitRange", "PriorityClass". */
#include <inttypes.h>

#include "kinds.h"
#include "resource_names.h"
#include "selector.h"
#include "values.h"

enum { USER_PRIORITY_MAX = 1000000000 };

/* ---- PodDisruptionBudget ---- */

static void check_budget(struct judge *judge, const struct spot *spec)
{
    struct spot most = spot_field(spec, "maxUnavailable");
    bool least = field_is_there(spec, "minAvailable");
    if (spot_is_there(&most) && least)
        complain(judge, "one-of", &most, "maxUnavailable may not stand beside minAvailable");
    if (!spot_is_there(&most) && !least)
        complain(judge, "budget-empty", spec,
                 "without minAvailable and maxUnavailable it protects nothing");
}

static const struct field budget_spec_fields[] = {
    {FIELD("minAvailable"), PRESENT, .check = check_share},
    {FIELD("maxUnavailable"), PRESENT, .check = check_share},
    {FIELD("selector"), PRESENT, .type = &type_label_selector},
};
static const struct type budget_spec = {FIELDS(budget_spec_fields), .check = check_budget};
static const struct field budget_fields[] = {{FIELD("spec"), PRESENT, .type = &budget_spec}};
const struct type type_disruption_budget = {FIELDS(budget_fields)};

/* ---- ResourceQuota ---- */

static bool is_quota_resource(struct kg_str name)
{
    return resource_is_standard(name) && !kg_str_is(name, "storage");
}

static void check_hard(struct judge *judge, const struct spot *hard)
{
    for (uint32_t i = 0; i < spot_pairs(hard); i++) {
        struct spot amount = spot_pair(hard, i);
        struct spot key = spot_key(hard, i);
        if (judge_resource(judge, &key) && kg_str_find(amount.way.key, '/') < 0 &&
            !is_quota_resource(amount.way.key))
            complain(judge, "resource-name", &key, "%s is no resource of quotas",
                     quoted(judge, amount.way.key));
        judge_amount(judge, &amount);
    }
}

/* Which resources a scope can be about. */
static bool scope_fits(struct kg_str scope, struct kg_str resource)
{
    static const char *const compute[] = {
        "pods", "cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"};
    static const char *const claims[] = {"persistentvolumeclaims", "requests.storage"};
    if (kg_str_is(scope, "BestEffort"))
        return kg_str_is(resource, "pods");
    if (kg_str_is(scope, "VolumeAttributesClass"))
        return is_one_of(resource, claims, 2);
    return is_one_of(resource, compute, sizeof compute / sizeof *compute);
}

static bool is_scope(struct kg_str scope)
{
    static const char *const scopes[] = {"Terminating",          "NotTerminating",
                                         "BestEffort",           "NotBestEffort",
                                         "PriorityClass",        "CrossNamespacePodAffinity",
                                         "VolumeAttributesClass"};
    return is_one_of(scope, scopes, sizeof scopes / sizeof *scopes);
}

static void check_scope(struct judge *judge, const struct spot *scope, const struct spot *hard)
{
    if (!is_scope(spot_text(scope))) {
        if (spot_is_text(scope))
            complain(judge, "quota-scope", scope, "%s is no scope of quotas",
                     quoted(judge, spot_text(scope)));
        return;
    }
    for (uint32_t i = 0; i < spot_pairs(hard); i++) {
        struct kg_str resource = spot_pair(hard, i).way.key;
        if (is_quota_resource(resource) && !scope_fits(spot_text(scope), resource))
            complain(judge, "quota-scope", scope, "the scope %s does not apply to %s",
                     quoted(judge, spot_text(scope)), quoted(judge, resource));
    }
}

static bool has_scope(const struct spot *list, const char *key, const char *scope)
{
    for (uint32_t i = 0; i < spot_items(list); i++) {
        struct spot item = spot_item(list, i);
        struct spot name = key != NULL ? spot_field(&item, key) : item;
        if (kg_str_is(spot_text(&name), scope))
            return true;
    }
    return false;
}

static void check_contradictions(struct judge *judge, const struct spot *list, const char *key)
{
    if ((has_scope(list, key, "BestEffort") && has_scope(list, key, "NotBestEffort")) ||
        (has_scope(list, key, "Terminating") && has_scope(list, key, "NotTerminating")))
        complain(judge, "quota-scope", list, "scopes contradict each other");
}

static void check_selected_scope(struct judge *judge, const struct spot *requirement,
                                 const struct spot *hard)
{
    static const char *const operators[] = {"In", "NotIn", "Exists", "DoesNotExist"};
    static const char *const only_exist[] = {"BestEffort", "NotBestEffort", "Terminating",
                                             "NotTerminating", "CrossNamespacePodAffinity"};
    struct spot scope = spot_field(requirement, "scopeName");
    struct spot relation = spot_field(requirement, "operator");
    check_scope(judge, &scope, hard);
    check_operator(judge, requirement, operators, 4);
    if (is_one_of(spot_text(&scope), only_exist, 5) && spot_is_given(&relation) &&
        !kg_str_is(spot_text(&relation), "Exists"))
        complain(judge, "operator", &relation, "the scope %s takes Exists",
                 quoted(judge, spot_text(&scope)));
}

static void check_quota(struct judge *judge, const struct spot *spec)
{
    struct spot hard = spot_field(spec, "hard");
    struct spot scopes = spot_field(spec, "scopes");
    struct spot selector = spot_field(spec, "scopeSelector");
    struct spot expressions = spot_field(&selector, "matchExpressions");
    for (uint32_t i = 0; i < spot_items(&scopes); i++) {
        struct spot scope = spot_item(&scopes, i);
        check_scope(judge, &scope, &hard);
    }
    for (uint32_t i = 0; i < spot_items(&expressions); i++) {
        struct spot requirement = spot_item(&expressions, i);
        check_selected_scope(judge, &requirement, &hard);
    }
    check_contradictions(judge, &scopes, NULL);
    check_contradictions(judge, &expressions, "scopeName");
}

static const struct field quota_spec_fields[] = {{FIELD("hard"), OPTIONAL, .check = check_hard}};
static const struct type quota_spec = {FIELDS(quota_spec_fields), .check = check_quota};
static const struct field quota_fields[] = {{FIELD("spec"), PRESENT, .type = &quota_spec}};
const struct type type_resource_quota = {FIELDS(quota_fields)};

/* ---- LimitRange ---- */

/* Amounts of one list must not be more than those of the other. */
static const struct order {
    const char *less;
    const char *more;
} orders[] = {
    {"min", "max"},     {"min", "defaultRequest"}, {"defaultRequest", "max"},
    {"min", "default"}, {"default", "max"},        {"defaultRequest", "default"},
};

static bool read_amount(struct judge *judge, const struct spot *limit, const char *list,
                        struct kg_str resource, struct kg_quantity *amount)
{
    struct spot amounts = spot_field(limit, list);
    struct spot spot = spot_field_str(&amounts, resource);
    return read_quantity(judge, &spot, amount);
}

static void check_order(struct judge *judge, const struct spot *limit, const struct order *order)
{
    struct spot amounts = spot_field(limit, order->less);
    for (uint32_t i = 0; i < spot_pairs(&amounts); i++) {
        struct spot spot = spot_pair(&amounts, i);
        struct kg_quantity less;
        struct kg_quantity more;
        if (read_quantity(judge, &spot, &less) &&
            read_amount(judge, limit, order->more, spot.way.key, &more) &&
            kg_quantity_compare(less, more) > 0)
            complain(judge, "limit-order", &spot, "%s is more than %s",
                     quoted(judge, kg_node_text(spot.node)), order->more);
    }
}

/* What cannot be overcommitted is requested as it is limited. */
static void check_fixed(struct judge *judge, const struct spot *limit)
{
    struct spot requests = spot_field(limit, "defaultRequest");
    for (uint32_t i = 0; i < spot_pairs(&requests); i++) {
        struct spot spot = spot_pair(&requests, i);
        struct kg_quantity request;
        struct kg_quantity most;
        if (!resource_can_be_overcommitted(spot.way.key) && read_quantity(judge, &spot, &request) &&
            read_amount(judge, limit, "default", spot.way.key, &most) &&
            kg_quantity_compare(request, most) < 0)
            complain(judge, "limit-order", &spot, "it must be the same as default");
    }
}

/* The server divides whole numbers of 64 bits, and takes what is more for nothing. */
static bool is_countable(struct kg_quantity quantity)
{
    return kg_quantity_compare(quantity, kg_quantity_of(INT64_MAX)) <= 0;
}

/* The ratio of limit to request: no less than 1, no more than max / min. */
static void check_ratio(struct judge *judge, const struct spot *limit)
{
    struct spot ratios = spot_field(limit, "maxLimitRequestRatio");
    for (uint32_t i = 0; i < spot_pairs(&ratios); i++) {
        struct spot spot = spot_pair(&ratios, i);
        struct kg_quantity ratio;
        struct kg_quantity least;
        struct kg_quantity most;
        if (!read_quantity(judge, &spot, &ratio))
            continue;
        if (kg_quantity_compare(ratio, kg_quantity_of(1)) < 0)
            complain(judge, "limit-ratio", &spot, "a ratio is at least 1");
        if (read_amount(judge, limit, "min", spot.way.key, &least) &&
            read_amount(judge, limit, "max", spot.way.key, &most) && least.nano > 0 &&
            (!is_countable(most) ||
             (double)ratio.nano / 1e9 > (double)most.nano / (double)least.nano))
            complain(judge, "limit-ratio", &spot, "it is more than max divided by min");
    }
}

static void check_limit_names(struct judge *judge, const struct spot *limit, bool of_pods)
{
    static const char *const lists[] = {"max", "min", "default", "defaultRequest",
                                        "maxLimitRequestRatio"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct spot amounts = spot_field(limit, lists[i]);
        for (uint32_t k = 0; k < spot_pairs(&amounts); k++) {
            struct spot key = spot_key(&amounts, k);
            if (of_pods)
                judge_container_resource(judge, &key);
            else
                judge_resource(judge, &key);
        }
    }
}

static void check_limit(struct judge *judge, const struct spot *limit)
{
    struct spot type = spot_field(limit, "type");
    struct kg_str text = spot_text(&type);
    bool pod = kg_str_is(text, "Pod");
    check_limit_names(judge, limit, pod || kg_str_is(text, "Container"));
    if (pod) {
        forbid_field(judge, limit, "default", "for the type Pod");
        forbid_field(judge, limit, "defaultRequest", "for the type Pod");
    }
    if (kg_str_is(text, "PersistentVolumeClaim")) {
        struct spot least = spot_field(limit, "min");
        struct spot most = spot_field(limit, "max");
        if (!field_is_there(&least, "storage") && !field_is_there(&most, "storage"))
            complain_required(judge, limit, "a limit of claims needs min or max of storage");
    }
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        check_order(judge, limit, &orders[i]);
    check_fixed(judge, limit);
    check_ratio(judge, limit);
}

static void check_limit_type(struct judge *judge, const struct spot *type)
{
    static const char *const types[] = {"Pod", "Container", "PersistentVolumeClaim"};
    if (judge_grammar(judge, type, &kg_names_label_key) && spot_is_text(type) &&
        kg_str_find(spot_text(type), '/') < 0 && !is_one_of(spot_text(type), types, 3))
        complain(judge, "limit-type", type, "%s is not Pod, Container or PersistentVolumeClaim",
                 quoted(judge, spot_text(type)));
}

static const struct field limit_fields[] = {{FIELD("type"), NOT_EMPTY, .check = check_limit_type}};
static const struct type limit_type = {FIELDS(limit_fields), .check = check_limit};

static void check_limits(struct judge *judge, const struct spot *limits)
{
    judge_unique(judge, limits, "type");
}

static const struct field limits_fields[] = {
    {FIELD("limits"), OPTIONAL, ITEMS, .type = &limit_type, .check = check_limits}};
static const struct type limits_type = {FIELDS(limits_fields)};
static const struct field limit_range_fields[] = {{FIELD("spec"), PRESENT, .type = &limits_type}};
const struct type type_limit_range = {FIELDS(limit_range_fields)};

/* ---- PriorityClass ---- */

/* The two that Kubernetes has itself; no other may begin like them. */
static void check_system_priority(struct judge *judge, const struct spot *object,
                                  const struct spot *name)
{
    static const struct {
        const char *name;
        int64_t value;
    } known[] = {{"system-node-critical", 2000001000}, {"system-cluster-critical", 2000000000}};
    struct spot value = spot_field(object, "value");
    for (size_t i = 0; i < 2; i++) {
        if (kg_str_is(spot_text(name), known[i].name) &&
            spot_number_or(judge, &value, 0) == known[i].value &&
            !field_is_true(object, "globalDefault"))
            return;
    }
    complain(judge, "reserved", name, "names that begin with system- are Kubernetes' own");
}

static void check_priority(struct judge *judge, const struct spot *object)
{
    struct spot metadata = spot_field(object, "metadata");
    struct spot name = spot_field(&metadata, "name");
    struct spot value = spot_field(object, "value");
    int64_t number = spot_number_or(judge, &value, 0);
    if (kg_str_starts(spot_text(&name), "system-"))
        check_system_priority(judge, object, &name);
    else if (number > USER_PRIORITY_MAX)
        complain(judge, "range", &value, "%" PRId64 " is more than %d", number, USER_PRIORITY_MAX);
}

const struct type type_priority_class = {.check = check_priority};
