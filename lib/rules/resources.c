/* Requests and limits. Source: API reference, "ResourceRequirements"; "Manage HugePages". */
#include "pod.h"
#include "resource_names.h"
#include "values.h"

static void check_huge_pages(struct judge *judge, const struct spot *spot)
{
    struct kg_quantity amount;
    struct kg_quantity size;
    struct kg_str suffix = kg_str_from_index(spot->way.key, strlen("hugepages-"));
    if (!resource_is_huge_pages(spot->way.key) || !read_quantity(judge, spot, &amount))
        return;
    if (kg_quantity_parse(suffix, &size) < 0 || !kg_quantity_is_multiple(amount, size))
        complain(judge, "huge-pages", spot, "%s is no multiple of the page size %s",
                 quoted(judge, kg_node_text(spot->node)), quoted(judge, suffix));
}

static void check_amounts(struct judge *judge, const struct spot *map,
                          bool (*judge_name)(struct judge *judge, const struct spot *key))
{
    for (uint32_t i = 0; i < spot_pairs(map); i++) {
        struct spot amount = spot_pair(map, i);
        struct spot key = spot_key(map, i);
        judge_name(judge, &key);
        judge_amount(judge, &amount);
        check_huge_pages(judge, &amount);
    }
}

/* What is requested, beside its limit. */
static void check_request(struct judge *judge, const struct spot *request,
                          const struct spot *limits)
{
    struct kg_str name = request->way.key;
    struct spot limit = spot_field_str(limits, name);
    struct kg_quantity wanted;
    struct kg_quantity most;
    bool overcommitted = resource_can_be_overcommitted(name);
    if (!spot_is_there(&limit)) {
        if (!overcommitted)
            complain(judge, "limit-missing", request,
                     "%s cannot be overcommitted: its limit must be set too", quoted(judge, name));
        return;
    }
    if (!read_quantity(judge, request, &wanted) || !read_quantity(judge, &limit, &most))
        return;
    int order = kg_quantity_compare(wanted, most);
    if (order > 0 || (order < 0 && !overcommitted))
        complain(judge, "request-above-limit", request, "the request %s must %s the limit %s",
                 quoted(judge, kg_node_text(request->node)),
                 overcommitted ? "not be more than" : "be the same as",
                 quoted(judge, kg_node_text(limit.node)));
}

static bool has_huge_pages(const struct spot *map)
{
    for (uint32_t i = 0; i < spot_pairs(map); i++) {
        if (resource_is_huge_pages(spot_pair(map, i).way.key))
            return true;
    }
    return false;
}

static bool has_compute(const struct spot *map)
{
    struct spot cpu = spot_field(map, "cpu");
    struct spot memory = spot_field(map, "memory");
    return spot_is_there(&cpu) || spot_is_there(&memory);
}

static void check_requirements(struct judge *judge, const struct spot *resources,
                               bool (*judge_name)(struct judge *judge, const struct spot *key))
{
    struct spot limits = spot_field(resources, "limits");
    struct spot requests = spot_field(resources, "requests");
    check_amounts(judge, &limits, judge_name);
    check_amounts(judge, &requests, judge_name);
    for (uint32_t i = 0; i < spot_pairs(&requests); i++) {
        struct spot request = spot_pair(&requests, i);
        check_request(judge, &request, &limits);
    }
    if ((has_huge_pages(&limits) || has_huge_pages(&requests)) && !has_compute(&limits) &&
        !has_compute(&requests))
        complain(judge, "huge-pages", resources, "huge pages take cpu or memory beside them");
}

/* ---- claims of devices ---- */

static bool pod_claims(const struct pod *pod, struct kg_str name)
{
    for (uint32_t i = 0; i < spot_items(&pod->resource_claims); i++) {
        struct spot claim = spot_item(&pod->resource_claims, i);
        if (kg_str_equal(field_text(&claim, "name"), name))
            return true;
    }
    return false;
}

/* A claim as a whole, or different requests of it. */
static bool same_claim(const struct spot *a, const struct spot *b)
{
    struct kg_str request = field_text(a, "request");
    struct kg_str other = field_text(b, "request");
    return kg_str_equal(field_text(a, "name"), field_text(b, "name")) &&
           (request.length == 0 || other.length == 0 || kg_str_equal(request, other));
}

static void check_claim(struct judge *judge, const struct spot *claims, uint32_t index)
{
    struct spot claim = spot_item(claims, index);
    struct spot name = spot_field(&claim, "name");
    bool twice = false;
    for (uint32_t k = 0; k < index && !twice; k++) {
        struct spot other = spot_item(claims, k);
        twice = same_claim(&claim, &other);
    }
    if (twice)
        complain(judge, "duplicate", &claim, "this claim is there already");
    if (spot_is_given(&name) && !pod_claims(judge->pod, spot_text(&name)))
        complain(judge, "claim-missing", &name, "the pod has no resourceClaim %s",
                 quoted(judge, spot_text(&name)));
}

static const struct field claim_fields[] = {
    {FIELD("name"), NOT_EMPTY},
    {FIELD("request"), OPTIONAL, ITSELF, &kg_names_dns_label},
};
static const struct type claim_type = {FIELDS(claim_fields)};

static const struct field requirement_fields[] = {
    {FIELD("claims"), OPTIONAL, ITEMS, .type = &claim_type}};
static const struct type requirement_type = {FIELDS(requirement_fields)};

void check_container_resources(struct judge *judge, const struct spot *resources)
{
    struct spot claims = spot_field(resources, "claims");
    check_requirements(judge, resources, judge_container_resource);
    judge_type(judge, resources, &requirement_type);
    for (uint32_t i = 0; i < spot_items(&claims); i++)
        check_claim(judge, &claims, i);
}

/* What a sandbox takes by itself is a limit. */
void check_overhead(struct judge *judge, const struct spot *overhead)
{
    check_amounts(judge, overhead, judge_container_resource);
}

/* ---- the resources of a whole pod ---- */

static bool judge_pod_resource(struct judge *judge, const struct spot *key)
{
    struct kg_str name = kg_node_text(key->node);
    if (!judge_resource(judge, key))
        return false;
    if (kg_str_is(name, "cpu") || kg_str_is(name, "memory") || resource_is_huge_pages(name))
        return true;
    complain(judge, "resource-name", key, "a pod as a whole has cpu, memory and huge pages only");
    return false;
}

/* What a container requests: its limit, if it says nothing else. */
static struct kg_quantity amount_of(struct judge *judge, const struct spot *container,
                                    const char *list, struct kg_str name)
{
    struct spot resources = spot_field(container, "resources");
    struct spot amounts = spot_field(&resources, list);
    struct spot limits = spot_field(&resources, "limits");
    struct spot amount = spot_field_str(&amounts, name);
    struct kg_quantity quantity = kg_quantity_of(0);
    if (!spot_is_there(&amount))
        amount = spot_field_str(&limits, name);
    read_quantity(judge, &amount, &quantity);
    return quantity;
}

static struct kg_quantity more_of(struct kg_quantity a, struct kg_quantity b)
{
    return kg_quantity_compare(a, b) < 0 ? b : a;
}

/* Containers and sidecars together, or the greediest init container with the sidecars before it. */
static struct kg_quantity sum_of(struct judge *judge, const struct spot *spec, const char *list,
                                 struct kg_str name)
{
    struct spot containers = spot_field(spec, "containers");
    struct spot init = spot_field(spec, "initContainers");
    struct kg_quantity sidecars = kg_quantity_of(0);
    struct kg_quantity most = kg_quantity_of(0);
    for (uint32_t i = 0; i < spot_items(&init); i++) {
        struct spot container = spot_item(&init, i);
        struct kg_quantity with =
            kg_quantity_add(sidecars, amount_of(judge, &container, list, name));
        if (field_is(&container, "restartPolicy", "Always"))
            sidecars = with;
        most = more_of(most, with);
    }
    struct kg_quantity all = sidecars;
    for (uint32_t i = 0; i < spot_items(&containers); i++) {
        struct spot container = spot_item(&containers, i);
        all = kg_quantity_add(all, amount_of(judge, &container, list, name));
    }
    return more_of(most, all);
}

static void check_sums(struct judge *judge, const struct spot *resources, const char *list,
                       bool huge_pages_only)
{
    struct spot amounts = spot_field(resources, list);
    for (uint32_t i = 0; i < spot_pairs(&amounts); i++) {
        struct spot amount = spot_pair(&amounts, i);
        struct kg_quantity quantity;
        if ((huge_pages_only && !resource_is_huge_pages(amount.way.key)) ||
            !read_quantity(judge, &amount, &quantity))
            continue;
        struct kg_quantity sum = sum_of(judge, &judge->pod->spec, list, amount.way.key);
        if (kg_quantity_compare(sum, quantity) > 0)
            complain(judge, "pod-resources", &amount, "the containers have more together than %s",
                     quoted(judge, kg_node_text(amount.node)));
    }
}

static void check_container_limit(struct judge *judge, const struct spot *limit,
                                  const struct spot *pod_limits)
{
    struct spot pod_limit = spot_field_str(pod_limits, limit->way.key);
    struct kg_quantity most;
    struct kg_quantity own;
    if (read_quantity(judge, &pod_limit, &most) && read_quantity(judge, limit, &own) &&
        kg_quantity_compare(own, most) > 0)
        complain(judge, "pod-resources", limit, "the pod as a whole has a limit of %s",
                 quoted(judge, kg_node_text(pod_limit.node)));
}

static void check_container_limits(struct judge *judge, const struct spot *pod_limits)
{
    struct spot containers = spot_field(&judge->pod->spec, "containers");
    for (uint32_t i = 0; i < spot_items(&containers); i++) {
        struct spot container = spot_item(&containers, i);
        struct spot resources = spot_field(&container, "resources");
        struct spot limits = spot_field(&resources, "limits");
        for (uint32_t k = 0; k < spot_pairs(&limits); k++) {
            struct spot limit = spot_pair(&limits, k);
            check_container_limit(judge, &limit, pod_limits);
        }
    }
}

/* Since 1.34 pods have resources of their own. */
void check_pod_resources(struct judge *judge, const struct spot *resources)
{
    struct spot limits = spot_field(resources, "limits");
    if (judge->minor < 34)
        return;
    forbid_field(judge, resources, "claims", "for a pod as a whole");
    check_requirements(judge, resources, judge_pod_resource);
    check_sums(judge, resources, "requests", false);
    check_sums(judge, resources, "limits", true);
    check_container_limits(judge, &limits);
}

/* ---- resizing ---- */

static const struct field resize_fields[] = {
    {FIELD("resourceName"), NOT_EMPTY},
    {FIELD("restartPolicy"), NOT_EMPTY},
};

static void check_resize(struct judge *judge, const struct spot *policy)
{
    static const char *const names[] = {"cpu", "memory"};
    static const char *const policies[] = {"NotRequired", "RestartContainer"};
    struct spot name = spot_field(policy, "resourceName");
    struct spot restart = spot_field(policy, "restartPolicy");
    if (spot_is_given(&name) && !is_one_of(spot_text(&name), names, 2))
        complain(judge, "resize-policy", &name, "%s cannot be resized: cpu and memory can",
                 quoted(judge, spot_text(&name)));
    if (spot_is_given(&restart) && !is_one_of(spot_text(&restart), policies, 2))
        complain(judge, "resize-policy", &restart, "it takes NotRequired or RestartContainer");
    if (field_is(&judge->pod->spec, "restartPolicy", "Never") &&
        kg_str_is(spot_text(&restart), "RestartContainer"))
        complain(judge, "resize-policy", &restart,
                 "in a pod that is never restarted it is NotRequired");
}

const struct type type_resize_policy = {FIELDS(resize_fields), .check = check_resize};
