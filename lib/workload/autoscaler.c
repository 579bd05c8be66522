#include "kagent/limits.h"

#include "kagent/object.h"

static bool is_target(const struct kg_node *autoscaler, struct kg_str set)
{
    const struct kg_node *target = kg_node_path(autoscaler, "spec", "scaleTargetRef", NULL);
    return kg_str_is(kg_node_text(kg_node_get(target, "kind")), "StatefulSet") &&
           kg_str_starts(kg_node_text(kg_node_get(target, "apiVersion")), "apps/") &&
           kg_str_equal(kg_node_text(kg_node_get(target, "name")), set);
}

/* "FailedGetResourceMetric: the HPA was unable to ..." of an autoscaler that does not scale. */
static const char *why_inactive(struct kg_arena *arena, const struct kg_node *autoscaler)
{
    const struct kg_node *condition = kg_object_condition(autoscaler, "ScalingActive");
    if (condition == NULL || kg_object_holds(autoscaler, "ScalingActive"))
        return NULL;
    return kg_arena_printf(arena, "%.*s: %.*s",
                           KG_STR_ARG(kg_node_text(kg_node_get(condition, "reason"))),
                           KG_STR_ARG(kg_node_text(kg_node_get(condition, "message"))));
}

bool kg_limits_autoscaler(struct kg_arena *arena, const struct kg_snapshot *snapshot,
                          struct kg_autoscaler *autoscaler)
{
    const struct kg_node *list = snapshot->lists[KG_LIST_AUTOSCALERS].items;
    struct kg_str set = kg_object_metadata(snapshot->statefulset, "name");
    for (uint32_t i = 0; i < kg_object_count(list); i++) {
        const struct kg_node *spec = kg_node_get(list->items[i], "spec");
        const char *condition;
        if (!is_target(list->items[i], set))
            continue;
        condition = why_inactive(arena, list->items[i]);
        *autoscaler = (struct kg_autoscaler){
            .name = kg_object_name(arena, list->items[i]),
            .least = kg_object_integer(kg_node_get(spec, "minReplicas"), 1),
            .most = kg_object_integer(kg_node_get(spec, "maxReplicas"), 1),
            .active = condition == NULL,
            .condition = condition,
        };
        return true;
    }
    return false;
}
