#include <stdlib.h>

#include "kagent/buf.h"
#include "kagent/limits.h"

#include "kagent/object.h"
#include "requests.h"

enum { TEXT_MAX = 4096 };

/* What one more replica takes of each resource that quotas count. */
struct demand {
    struct kg_arena *arena;
    const struct kg_node *set;
    const struct kg_node *spec; /* of the pod template */
    struct kg_requests requests;
    struct kg_requests limits;
};

/* ---- what a replica takes ---- */

static bool strip(struct kg_str text, const char *prefix, struct kg_str *rest)
{
    if (!kg_str_starts(text, prefix))
        return false;
    *rest = kg_str_from_index(text, strlen(prefix));
    return true;
}

/* Storage of the claims that each replica gets; of one class where that is named. */
static struct kg_quantity storage_of(const struct demand *demand, struct kg_str class)
{
    const struct kg_node *claims = kg_node_path(demand->set, "spec", "volumeClaimTemplates", NULL);
    struct kg_quantity sum = kg_quantity_of(0);
    for (uint32_t i = 0; i < kg_object_count(claims); i++) {
        const struct kg_node *spec = kg_node_get(claims->items[i], "spec");
        const struct kg_node *size = kg_node_path(spec, "resources", "requests", "storage", NULL);
        struct kg_quantity amount;
        if (class.length > 0 &&
            !kg_str_equal(class, kg_node_text(kg_node_get(spec, "storageClassName"))))
            continue;
        if (kg_quantity_parse(kg_node_text(size), &amount) == 0)
            sum = i > 0 ? kg_quantity_add(sum, amount) : amount;
    }
    return sum;
}

static struct kg_quantity take_claims(const struct demand *demand)
{
    return kg_quantity_of(
        kg_object_count(kg_node_path(demand->set, "spec", "volumeClaimTemplates", NULL)));
}

/* How much of the quota's resource one replica takes; nothing of those that are not its concern. */
static struct kg_quantity take_of(const struct demand *demand, struct kg_str resource)
{
    static const char by_class[] = ".storageclass.storage.k8s.io/requests.storage";
    struct kg_str name;
    if (kg_str_is(resource, "pods") || kg_str_is(resource, "count/pods"))
        return kg_quantity_of(1);
    if (kg_str_is(resource, "persistentvolumeclaims") ||
        kg_str_is(resource, "count/persistentvolumeclaims"))
        return take_claims(demand);
    if (kg_str_is(resource, "requests.storage"))
        return storage_of(demand, KG_STR(""));
    if (kg_str_ends(resource, by_class))
        return storage_of(demand, kg_str_head(resource, resource.length - (sizeof by_class - 1)));
    if (strip(resource, "requests.", &name))
        return kg_requests_get(&demand->requests, name);
    if (strip(resource, "limits.", &name))
        return kg_requests_get(&demand->limits, name);
    return kg_requests_get(&demand->requests, resource); /* cpu, memory, ephemeral-storage */
}

/* ---- whether a quota is about the pods at all ---- */

static bool is_best_effort(const struct demand *demand)
{
    return demand->requests.count + demand->limits.count == 0;
}

static bool is_terminating(const struct demand *demand)
{
    return kg_node_get(demand->spec, "activeDeadlineSeconds") != NULL;
}

enum applies { APPLIES_NO, APPLIES_YES, APPLIES_UNKNOWN };

static enum applies scope_applies(const struct demand *demand, struct kg_str scope)
{
    if (kg_str_is(scope, "BestEffort"))
        return is_best_effort(demand) ? APPLIES_YES : APPLIES_NO;
    if (kg_str_is(scope, "NotBestEffort"))
        return is_best_effort(demand) ? APPLIES_NO : APPLIES_YES;
    if (kg_str_is(scope, "Terminating"))
        return is_terminating(demand) ? APPLIES_YES : APPLIES_NO;
    if (kg_str_is(scope, "NotTerminating"))
        return is_terminating(demand) ? APPLIES_NO : APPLIES_YES;
    return APPLIES_UNKNOWN;
}

static enum applies priority_applies(const struct demand *demand, const struct kg_node *expression)
{
    const struct kg_node *values = kg_node_get(expression, "values");
    struct kg_str class = kg_node_text(kg_node_get(demand->spec, "priorityClassName"));
    struct kg_str relation = kg_node_text(kg_node_get(expression, "operator"));
    bool among = false;
    for (uint32_t i = 0; i < kg_object_count(values); i++)
        among = among || kg_str_equal(kg_node_text(values->items[i]), class);
    if (class.length == 0)
        return APPLIES_UNKNOWN; /* the cluster's default class */
    if (kg_str_is(relation, "In"))
        return among ? APPLIES_YES : APPLIES_NO;
    if (kg_str_is(relation, "NotIn"))
        return among ? APPLIES_NO : APPLIES_YES;
    return kg_str_is(relation, "Exists") ? APPLIES_YES : APPLIES_NO;
}

static enum applies expression_applies(const struct demand *demand,
                                       const struct kg_node *expression)
{
    struct kg_str scope = kg_node_text(kg_node_get(expression, "scopeName"));
    return kg_str_is(scope, "PriorityClass") ? priority_applies(demand, expression)
                                             : scope_applies(demand, scope);
}

/* All scopes must hold. */
static enum applies quota_applies(const struct demand *demand, const struct kg_node *quota)
{
    const struct kg_node *scopes = kg_node_path(quota, "spec", "scopes", NULL);
    const struct kg_node *expressions =
        kg_node_path(quota, "spec", "scopeSelector", "matchExpressions", NULL);
    enum applies all = APPLIES_YES;
    for (uint32_t i = 0; i < kg_object_count(scopes) + kg_object_count(expressions); i++) {
        enum applies one =
            i < kg_object_count(scopes)
                ? scope_applies(demand, kg_node_text(scopes->items[i]))
                : expression_applies(demand, expressions->items[i - kg_object_count(scopes)]);
        if (one == APPLIES_NO)
            return APPLIES_NO;
        all = one == APPLIES_UNKNOWN ? APPLIES_UNKNOWN : all;
    }
    return all;
}

/* ---- the arithmetic ---- */

static void add_shortage(struct kg_arena *arena, struct kg_headroom *headroom,
                         struct kg_shortage shortage)
{
    struct kg_shortage *shortages = (struct kg_shortage *)(uintptr_t)headroom->shortages;
    shortages = kg_arena_extend(arena, shortages, headroom->count, sizeof *shortages);
    shortages[headroom->count++] = shortage;
    headroom->shortages = shortages;
}

static void judge_resource(const struct demand *demand, const struct kg_node *quota,
                           const struct kg_pair *pair, int64_t more, struct kg_headroom *headroom)
{
    struct kg_str resource = kg_node_text(pair->key);
    struct kg_quantity hard = kg_quantity_of(0), used = kg_quantity_of(0);
    struct kg_quantity take = take_of(demand, resource);
    int64_t room;
    kg_quantity_parse(kg_node_text(pair->value), &hard);
    kg_quantity_parse(
        kg_node_text(kg_node_get_str(kg_node_path(quota, "status", "used", NULL), resource)),
        &used);
    room = kg_quantity_fits(kg_quantity_subtract(hard, used), take);
    headroom->room = room < headroom->room ? room : headroom->room;
    if (room >= more)
        return;
    add_shortage(
        demand->arena, headroom,
        (struct kg_shortage){
            .quota = kg_object_name(demand->arena, quota),
            .resource = kg_str_copy(demand->arena, resource),
            .room = room,
            .sentence = kg_arena_printf(
                demand->arena, "quota %.*s: %s of %s %.*s used, %lld more replica%s need%s %s",
                KG_STR_ARG(kg_object_metadata(quota, "name")),
                kg_quantity_text(demand->arena, used), kg_quantity_text(demand->arena, hard),
                KG_STR_ARG(resource), (long long)more, more == 1 ? "" : "s", more == 1 ? "s" : "",
                kg_quantity_text(demand->arena, kg_quantity_times(take, more))),
        });
}

static int by_room(const void *a, const void *b)
{
    const struct kg_shortage *first = a, *second = b;
    return (first->room > second->room) - (first->room < second->room);
}

static void judge_quota(const struct demand *demand, const struct kg_node *quota, int64_t more,
                        struct kg_headroom *headroom)
{
    const struct kg_node *hard = kg_node_path(quota, "status", "hard", NULL);
    enum applies applies = quota_applies(demand, quota);
    if (applies == APPLIES_UNKNOWN)
        headroom->unjudged = kg_arena_printf(
            demand->arena, "%s%s%.*s", headroom->unjudged != NULL ? headroom->unjudged : "",
            headroom->unjudged != NULL ? ", " : "", KG_STR_ARG(kg_object_metadata(quota, "name")));
    if (applies != APPLIES_YES || !kg_node_is(hard, KG_NODE_MAPPING))
        return;
    for (uint32_t i = 0; i < hard->count; i++)
        judge_resource(demand, quota, &hard->pairs[i], more, headroom);
}

void kg_limits_quota(struct kg_arena *arena, const struct kg_snapshot *snapshot, int64_t more,
                     struct kg_headroom *headroom)
{
    const struct kg_snapshot_part *part = &snapshot->lists[KG_LIST_QUOTAS];
    const struct kg_node *spec = kg_node_get(kg_object_template(snapshot->statefulset), "spec");
    const struct demand demand = {
        .arena = arena,
        .set = snapshot->statefulset,
        .spec = spec,
        .requests = kg_requests_of(arena, spec, "requests"),
        .limits = kg_requests_of(arena, spec, "limits"),
    };
    *headroom = (struct kg_headroom){.unknown = part->unknown, .room = INT64_MAX};
    for (uint32_t i = 0; i < kg_object_count(part->items); i++)
        judge_quota(&demand, part->items->items[i], more, headroom);
    if (headroom->count > 0)
        qsort((struct kg_shortage *)(uintptr_t)headroom->shortages, headroom->count,
              sizeof *headroom->shortages, by_room);
}
