#include "kagent/snapshot.h"

#include "kagent/object.h"

const char *const kg_snapshot_keys[KG_LIST_COUNT] = {
    [KG_LIST_PODS] = "pods",
    [KG_LIST_NODES] = "nodes",
    [KG_LIST_EVENTS] = "events",
    [KG_LIST_QUOTAS] = "quotas",
    [KG_LIST_AUTOSCALERS] = "autoscalers",
    [KG_LIST_BUDGETS] = "budgets",
};

/* A list stands under its key, or says under "unknown" why it does not. */
static int read_part(struct kg_arena *arena, struct kg_node *document, const char *key,
                     struct kg_snapshot_part *part, struct kg_error *err)
{
    struct kg_node *items = kg_node_get(document, key);
    const struct kg_node *reason = kg_node_path(document, "unknown", key, NULL);
    *part = (struct kg_snapshot_part){.items = items};
    if (kg_node_is(items, KG_NODE_SEQUENCE))
        return 0;
    if (items != NULL)
        return kg_error_at(err, KG_ERROR_UNKNOWN, kg_node_position(items), "\"%s\" is no list",
                           key);
    part->unknown = reason != NULL ? kg_object_text(arena, reason) : "not in the snapshot";
    return 0;
}

int kg_snapshot_read(struct kg_arena *arena, struct kg_node *document, struct kg_snapshot *snapshot,
                     struct kg_error *err)
{
    *snapshot = (struct kg_snapshot){0};
    snapshot->taken = kg_object_moment(kg_node_get(document, "taken"));
    snapshot->statefulset = kg_node_get(document, "statefulset");
    if (!kg_node_is(snapshot->statefulset, KG_NODE_MAPPING))
        return kg_error_at(err, KG_ERROR_UNKNOWN, kg_node_position(document),
                           "this is no snapshot: it has no StatefulSet");
    if (snapshot->taken == KG_MOMENT_NONE)
        return kg_error_at(err, KG_ERROR_UNKNOWN, kg_node_position(document),
                           "the snapshot does not say when it was taken");
    for (int i = 0; i < KG_LIST_COUNT; i++) {
        if (read_part(arena, document, kg_snapshot_keys[i], &snapshot->lists[i], err) != 0)
            return -1;
    }
    return 0;
}

struct kg_node *kg_snapshot_document(struct kg_arena *arena, const struct kg_snapshot *snapshot)
{
    struct kg_node *document = kg_node_mapping(arena);
    struct kg_node *unknown = kg_node_mapping(arena);
    kg_node_set(arena, document, "taken",
                kg_node_string(arena, kg_str_from(kg_moment_text(arena, snapshot->taken))));
    kg_node_set(arena, document, "statefulset", snapshot->statefulset);
    for (int i = 0; i < KG_LIST_COUNT; i++) {
        const struct kg_snapshot_part *part = &snapshot->lists[i];
        const char *key = kg_snapshot_keys[i];
        if (part->items != NULL)
            kg_node_set(arena, document, key, part->items);
        else
            kg_node_set(arena, unknown, key, kg_node_string(arena, kg_str_from(part->unknown)));
    }
    if (unknown->count > 0)
        kg_node_set(arena, document, "unknown", unknown);
    return document;
}
