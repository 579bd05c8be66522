#include "kagent/limits.h"

#include "kagent/object.h"
#include "kagent/selector.h"

enum { PERCENT_MAX = 1000000 };

/*
 * A number or a percentage of `replicas`, which the disruption controller
 * rounds up for both fields (kubernetes/pkg/controller/disruption). 0 when it
 * is neither.
 */
static int64_t scaled(const struct kg_node *value, int64_t replicas)
{
    struct kg_str text = kg_node_text(value);
    struct kg_node number = {.kind = KG_NODE_SCALAR, .text = text};
    if (!kg_str_ends(text, "%"))
        return kg_object_integer(value, 0);
    number.text = kg_str_head(text, text.length - 1);
    int64_t percent = kg_object_integer(&number, 0);
    return percent < PERCENT_MAX ? (percent * replicas + 99) / 100 : replicas;
}

static struct kg_budget judge(struct kg_arena *arena, const struct kg_node *budget,
                              int64_t replicas)
{
    const struct kg_node *least = kg_node_path(budget, "spec", "minAvailable", NULL);
    const struct kg_node *most = kg_node_path(budget, "spec", "maxUnavailable", NULL);
    const struct kg_node *bound = most != NULL ? most : least;
    int64_t healthy = bound == NULL ? 0 : scaled(bound, replicas);
    if (most != NULL)
        healthy = replicas - healthy;
    healthy = healthy < 0 ? 0 : healthy;
    int64_t allowed = replicas > healthy ? replicas - healthy : 0;
    return (struct kg_budget){
        .name = kg_object_name(arena, budget),
        .healthy = healthy,
        .allowed = allowed,
        .sentence = kg_arena_printf(
            arena, "budget %.*s: %s %.*s of %lld replica%s: %lld may be evicted at a time",
            KG_STR_ARG(kg_object_metadata(budget, "name")),
            most != NULL ? "maxUnavailable" : "minAvailable",
            KG_STR_ARG(bound != NULL ? kg_node_text(bound) : KG_STR("0")), (long long)replicas,
            replicas == 1 ? "" : "s", (long long)allowed),
    };
}

size_t kg_limits_budgets(struct kg_arena *arena, const struct kg_snapshot *snapshot,
                         int64_t replicas, const struct kg_budget **budgets)
{
    const struct kg_node *list = snapshot->lists[KG_LIST_BUDGETS].items;
    const struct kg_node *labels =
        kg_node_path(kg_object_template(snapshot->statefulset), "metadata", "labels", NULL);
    struct kg_budget *found = NULL;
    size_t count = 0;
    for (uint32_t i = 0; i < kg_object_count(list); i++) {
        if (!kg_labels_match(labels, kg_node_path(list->items[i], "spec", "selector", NULL)))
            continue;
        found = kg_arena_extend(arena, found, count, sizeof *found);
        found[count++] = judge(arena, list->items[i], replicas);
    }
    *budgets = found;
    return count;
}
