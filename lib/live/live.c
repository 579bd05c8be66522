#include "kagent/live.h"

#include "kagent/object.h"

const char *const kg_live_keys[KG_LIVE_LIST_COUNT] = {
    [KG_LIVE_SLICES] = "endpointSlices",
    [KG_LIVE_ENDPOINTS] = "endpoints",
    [KG_LIVE_CONFIG_MAPS] = "configMaps",
    [KG_LIVE_CLAIMS] = "claims",
};

static const char *text_of(struct kg_arena *arena, const struct kg_node *node, const char *key)
{
    return kg_object_text(arena, kg_node_get(node, key));
}

static const char *optional_text(struct kg_arena *arena, const struct kg_node *node,
                                 const char *key)
{
    const struct kg_node *value = kg_node_get(node, key);
    return value == NULL ? NULL : kg_object_text(arena, value);
}

static struct kg_node *optional_object(const struct kg_node *node, const char *key)
{
    struct kg_node *value = kg_node_get(node, key);
    return kg_node_is(value, KG_NODE_MAPPING) ? value : NULL;
}

static void read_lists(struct kg_arena *arena, struct kg_node *document, struct kg_live *live)
{
    const struct kg_node *unknown = kg_node_get(document, "unknown");
    for (int i = 0; i < KG_LIVE_LIST_COUNT; i++) {
        const char *key = kg_live_keys[i];
        const struct kg_node *reason = kg_node_get(unknown, key);
        struct kg_node *items = kg_node_get(document, key);
        if (kg_node_is(items, KG_NODE_SEQUENCE))
            live->lists[i].items = items;
        else
            live->lists[i].unknown =
                reason != NULL ? kg_object_text(arena, reason) : "not in the snapshot";
    }
}

static void read_objects(struct kg_arena *arena, const struct kg_node *list, struct kg_live *live)
{
    struct kg_live_object *objects =
        kg_arena_zero(arena, kg_object_count(list) + 1, sizeof *objects);
    for (uint32_t i = 0; i < kg_object_count(list); i++) {
        const struct kg_node *node = list->items[i];
        objects[i] = (struct kg_live_object){
            .api_version = text_of(arena, node, "apiVersion"),
            .kind = text_of(arena, node, "kind"),
            .namespace = text_of(arena, node, "namespace"),
            .name = text_of(arena, node, "name"),
            .live = optional_object(node, "live"),
            .unknown = optional_text(arena, node, "unknown"),
            .becomes = optional_object(node, "becomes"),
            .untried = optional_text(arena, node, "untried"),
            .refused = optional_object(node, "refused"),
            .warnings = kg_node_get(node, "warnings"),
        };
    }
    live->objects = objects;
    live->object_count = kg_object_count(list);
}

static void read_logs(struct kg_arena *arena, const struct kg_node *list, struct kg_live *live)
{
    struct kg_live_log *logs = kg_arena_zero(arena, kg_object_count(list) + 1, sizeof *logs);
    for (uint32_t i = 0; i < kg_object_count(list); i++)
        logs[i] = (struct kg_live_log){
            .pod = text_of(arena, list->items[i], "pod"),
            .container = text_of(arena, list->items[i], "container"),
            .line = text_of(arena, list->items[i], "line"),
        };
    live->logs = logs;
    live->log_count = kg_object_count(list);
}

/*
 * The workload's rules want a StatefulSet. Without one an empty object stands in
 * its place, and nobody asks them.
 */
static int read_workload(struct kg_arena *arena, struct kg_node *document, struct kg_live *live,
                         struct kg_error *err)
{
    live->has_workload = kg_node_is(kg_node_get(document, "statefulset"), KG_NODE_MAPPING);
    if (!live->has_workload)
        kg_node_set(arena, document, "statefulset", kg_node_mapping(arena));
    return kg_snapshot_read(arena, document, &live->workload, err);
}

int kg_live_read(struct kg_arena *arena, struct kg_node *document, struct kg_live *live,
                 struct kg_error *err)
{
    const struct kg_node *where = kg_node_get(document, "cluster");
    *live = (struct kg_live){
        .context = text_of(arena, where, "context"),
        .cluster = text_of(arena, where, "name"),
        .user = text_of(arena, where, "user"),
        .server = text_of(arena, where, "server"),
        .namespace = text_of(arena, where, "namespace"),
        .unreachable = optional_text(arena, document, "unreachable"),
        .advice = optional_text(arena, document, "advice"),
        .warnings = kg_node_get(document, "warnings"),
    };
    if (!kg_str_is(kg_node_text(kg_node_get(document, "kind")), "LiveSnapshot"))
        return kg_error_at(err, KG_ERROR_UNKNOWN, kg_node_position(document),
                           "this is no snapshot: its kind is not LiveSnapshot");
    if (read_workload(arena, document, live, err) != 0)
        return -1;
    read_lists(arena, document, live);
    read_objects(arena, kg_node_get(document, "objects"), live);
    read_logs(arena, kg_node_get(document, "logs"), live);
    return 0;
}

const struct kg_live_object *kg_live_find(const struct kg_live *live, const char *kind,
                                          const char *namespace, const char *name)
{
    for (size_t i = 0; i < live->object_count; i++) {
        const struct kg_live_object *object = &live->objects[i];
        if (strcmp(object->kind, kind) == 0 && strcmp(object->name, name) == 0 &&
            strcmp(object->namespace, namespace) == 0)
            return object;
    }
    return NULL;
}

const char *kg_live_log_line(const struct kg_live *live, const char *pod, const char *container)
{
    for (size_t i = 0; i < live->log_count; i++)
        if (strcmp(live->logs[i].pod, pod) == 0 &&
            (container == NULL || strcmp(live->logs[i].container, container) == 0))
            return live->logs[i].line;
    return NULL;
}
