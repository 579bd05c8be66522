#include "survey.h"

#include "kagent/object.h"
#include "kagent/selector.h"
#include "pod.h"

/* ---- what runs where ---- */

static bool is_own(const struct kg_survey *survey, const struct kg_node *pod)
{
    return kg_pod_ordinal(pod, survey->set) >= 0 && kg_object_owned(pod, survey->uid);
}

bool kg_survey_is_placed(const struct kg_survey *survey, const struct kg_node *pod)
{
    int64_t ordinal = kg_pod_ordinal(pod, survey->set);
    return is_own(survey, pod) && ordinal >= survey->start &&
           ordinal < survey->start + survey->wanted && !kg_pod_ended(pod) &&
           kg_object_metadata(pod, "deletionTimestamp").length == 0 &&
           kg_node_text(kg_node_path(pod, "spec", "nodeName", NULL)).length > 0;
}

bool kg_survey_is_other(const struct kg_survey *survey, const struct kg_node *pod)
{
    return !is_own(survey, pod) && !kg_pod_ended(pod) &&
           kg_object_metadata(pod, "deletionTimestamp").length == 0;
}

struct kg_site *kg_survey_site(const struct kg_survey *survey, const struct kg_node *pod)
{
    return kg_map_get(&survey->nodes, kg_node_text(kg_node_path(pod, "spec", "nodeName", NULL)));
}

static void use(const struct kg_survey *survey, struct kg_site *site, const struct kg_node *pod)
{
    struct kg_requests more = kg_requests_of(survey->arena, kg_node_get(pod, "spec"), "requests");
    for (size_t i = 0; i < more.count; i++) {
        struct kg_requests *used = &site->used;
        size_t at = 0;
        while (at < used->count && !kg_str_equal(used->items[at].name, more.items[i].name))
            at++;
        if (at == used->count) {
            used->items =
                kg_arena_extend(survey->arena, used->items, used->count, sizeof *used->items);
            used->items[used->count++] = more.items[i];
        } else {
            used->items[at].amount = kg_quantity_add(used->items[at].amount, more.items[i].amount);
        }
    }
    site->others++;
}

static void take_stock(struct kg_survey *survey)
{
    const struct kg_node *nodes = survey->snapshot->lists[KG_LIST_NODES].items;
    const struct kg_node *pods = survey->snapshot->lists[KG_LIST_PODS].items;
    survey->site_count = kg_object_count(nodes);
    survey->sites = kg_arena_zero(survey->arena, survey->site_count + 1, sizeof *survey->sites);
    kg_map_init(&survey->nodes, survey->arena);
    for (uint32_t i = 0; i < survey->site_count; i++) {
        survey->sites[i].node = nodes->items[i];
        kg_map_put(&survey->nodes, kg_object_metadata(nodes->items[i], "name"), &survey->sites[i]);
    }
    for (uint32_t i = 0; i < kg_object_count(pods); i++) {
        struct kg_site *site = kg_survey_site(survey, pods->items[i]);
        if (site != NULL && kg_survey_is_placed(survey, pods->items[i]))
            site->own++;
        else if (site != NULL && kg_survey_is_other(survey, pods->items[i]))
            use(survey, site, pods->items[i]);
    }
}

/* ---- whether a node takes a pod ---- */

/* The taint that a cordoned node has; a node of its own, for nodes that lack it. */
static bool tolerates_cordon(const struct kg_survey *survey)
{
    struct kg_node key = {.kind = KG_NODE_SCALAR, .text = KG_STR("key")};
    struct kg_node name = {.kind = KG_NODE_SCALAR,
                           .text = KG_STR("node.kubernetes.io/unschedulable")};
    struct kg_node effect_key = {.kind = KG_NODE_SCALAR, .text = KG_STR("effect")};
    struct kg_node effect = {.kind = KG_NODE_SCALAR, .text = KG_STR("NoSchedule")};
    struct kg_pair pairs[] = {{&key, &name}, {&effect_key, &effect}};
    const struct kg_node taint = {.kind = KG_NODE_MAPPING, .count = 2, .pairs = pairs};
    return kg_selector_tolerates(survey->spec, &taint);
}

static const char *reason_ready(const struct kg_survey *survey, const struct kg_site *site)
{
    (void)survey;
    return kg_object_holds(site->node, "Ready") ? NULL : "not ready";
}

static const char *reason_cordon(const struct kg_survey *survey, const struct kg_site *site)
{
    bool cordoned = kg_object_true(kg_node_path(site->node, "spec", "unschedulable", NULL));
    return cordoned && !tolerates_cordon(survey) ? "cordoned" : NULL;
}

static const char *reason_taint(const struct kg_survey *survey, const struct kg_site *site)
{
    const struct kg_node *taints = kg_node_path(site->node, "spec", "taints", NULL);
    for (uint32_t i = 0; i < kg_object_count(taints); i++) {
        const struct kg_node *taint = taints->items[i];
        struct kg_str effect = kg_node_text(kg_node_get(taint, "effect"));
        struct kg_str value = kg_node_text(kg_node_get(taint, "value"));
        if (kg_str_is(effect, "PreferNoSchedule") || kg_selector_tolerates(survey->spec, taint))
            continue;
        return kg_arena_printf(survey->arena, "tainted %.*s%s%.*s:%.*s",
                               KG_STR_ARG(kg_node_text(kg_node_get(taint, "key"))),
                               value.length > 0 ? "=" : "", KG_STR_ARG(value), KG_STR_ARG(effect));
    }
    return NULL;
}

static const char *reason_selector(const struct kg_survey *survey, const struct kg_site *site)
{
    return kg_selector_takes_node(survey->spec, site->node) ? NULL : "not selected";
}

/* What is left of a resource once the known pods of others are taken off. */
static struct kg_quantity left_of(const struct kg_site *site, struct kg_str resource, bool *known)
{
    const struct kg_node *allocatable = kg_node_path(site->node, "status", "allocatable", NULL);
    struct kg_quantity amount = kg_quantity_of(0);
    const struct kg_node *value = kg_node_get_str(allocatable, resource);
    *known = value != NULL && kg_quantity_parse(kg_node_text(value), &amount) == 0;
    return kg_quantity_subtract(amount, kg_requests_get(&site->used, resource));
}

int64_t kg_survey_room(const struct kg_survey *survey, const struct kg_site *site,
                       struct kg_str *scarce)
{
    bool known;
    struct kg_quantity pods = left_of(site, KG_STR("pods"), &known);
    int64_t room = INT64_MAX;
    if (known)
        room = kg_quantity_fits(kg_quantity_subtract(pods, kg_quantity_of(site->others)),
                                kg_quantity_of(1));
    *scarce = KG_STR("pods");
    for (size_t i = 0; i < survey->requests.count; i++) {
        const struct kg_request *request = &survey->requests.items[i];
        struct kg_quantity left = left_of(site, request->name, &known);
        int64_t fits = kg_quantity_fits(left, request->amount);
        if (fits >= room)
            continue;
        room = fits;
        *scarce = request->name;
    }
    return survey->has_host_port && room > 1 ? 1 : room;
}

static const char *reason_room(const struct kg_survey *survey, const struct kg_site *site)
{
    struct kg_str scarce;
    if (kg_survey_room(survey, site, &scarce) > 0)
        return NULL;
    if (kg_str_is(scarce, "pods"))
        return "without room for another pod";
    return kg_arena_printf(survey->arena, "without room for another pod's %.*s",
                           KG_STR_ARG(scarce));
}

const char *kg_survey_reason(const struct kg_survey *survey, const struct kg_site *site)
{
    static const char *(*const reasons[])(const struct kg_survey *, const struct kg_site *) = {
        reason_ready, reason_cordon, reason_taint, reason_selector, reason_room,
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        const char *reason = reasons[i](survey, site);
        if (reason != NULL)
            return reason;
    }
    return NULL;
}

/* A port of the node; where pods use its network the API server has filled in all of them. */
static bool wants_host_port(const struct kg_node *container)
{
    const struct kg_node *ports = kg_node_get(container, "ports");
    for (uint32_t i = 0; i < kg_object_count(ports); i++) {
        if (kg_object_integer(kg_node_get(ports->items[i], "hostPort"), 0) > 0)
            return true;
    }
    return false;
}

/* Init containers that have ended have no ports: only those that stay count. */
static bool has_host_port(const struct kg_node *spec)
{
    const struct kg_node *containers = kg_node_get(spec, "containers");
    const struct kg_node *first = kg_node_get(spec, "initContainers");
    for (uint32_t i = 0; i < kg_object_count(containers); i++) {
        if (wants_host_port(containers->items[i]))
            return true;
    }
    for (uint32_t i = 0; i < kg_object_count(first); i++) {
        if (kg_str_is(kg_node_text(kg_node_get(first->items[i], "restartPolicy")), "Always") &&
            wants_host_port(first->items[i]))
            return true;
    }
    return false;
}

void kg_survey_init(struct kg_survey *survey, struct kg_arena *arena,
                    const struct kg_snapshot *snapshot, int64_t wanted)
{
    const struct kg_node *set = snapshot->statefulset;
    const struct kg_node *template = kg_object_template(set);
    *survey = (struct kg_survey){
        .arena = arena,
        .snapshot = snapshot,
        .spec = kg_node_get(template, "spec"),
        .self = {.namespace = kg_object_metadata(set, "namespace"),
                 .labels = kg_node_path(template, "metadata", "labels", NULL)},
        .set = kg_object_metadata(set, "name"),
        .uid = kg_object_metadata(set, "uid"),
        .start = kg_object_integer(kg_node_path(set, "spec", "ordinals", "start", NULL), 0),
        .wanted = wanted,
        .requests = kg_requests_of(arena, kg_node_get(template, "spec"), "requests"),
        .has_host_port = has_host_port(kg_node_get(template, "spec")),
    };
    take_stock(survey);
}
