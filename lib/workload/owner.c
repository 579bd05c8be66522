#include "kagent/limits.h"

#include "kagent/object.h"

bool kg_limits_owner(struct kg_arena *arena, const struct kg_node *statefulset,
                     struct kg_owner *owner)
{
    const struct kg_node *entries = kg_node_path(statefulset, "metadata", "managedFields", NULL);
    const struct kg_node *newest = NULL;
    int64_t newest_time = KG_MOMENT_NONE;
    for (uint32_t i = 0; i < kg_object_count(entries); i++) {
        const struct kg_node *entry = entries->items[i];
        int64_t time = kg_object_moment(kg_node_get(entry, "time"));
        if (kg_node_path(entry, "fieldsV1", "f:spec", "f:replicas", NULL) == NULL ||
            (newest != NULL && time < newest_time))
            continue;
        newest = entry;
        newest_time = time;
    }
    if (newest == NULL)
        return false;
    *owner = (struct kg_owner){
        .manager = kg_object_text(arena, kg_node_get(newest, "manager")),
        .operation = kg_object_text(arena, kg_node_get(newest, "operation")),
        .subresource = kg_object_text(arena, kg_node_get(newest, "subresource")),
        .time = newest_time,
    };
    return true;
}
