#include "event.h"

#include "kagent/object.h"

/* Where events keep their time, from the newest kind of statement to the oldest. */
static const char *const moment_fields[] = {"lastTimestamp", "eventTime", "firstTimestamp"};

int64_t kg_event_moment(const struct kg_node *event)
{
    int64_t moment = kg_object_moment(kg_node_path(event, "series", "lastObservedTime", NULL));
    for (size_t i = 0; i < sizeof moment_fields / sizeof *moment_fields; i++) {
        if (moment == KG_MOMENT_NONE)
            moment = kg_object_moment(kg_node_get(event, moment_fields[i]));
    }
    if (moment == KG_MOMENT_NONE)
        moment = kg_object_moment(kg_node_path(event, "metadata", "creationTimestamp", NULL));
    return moment;
}

static bool contains(struct kg_str text, const char *part)
{
    return memmem(text.data, text.length, part, strlen(part)) != NULL;
}

static bool matches(const struct kg_node *event, const struct kg_event_query *query)
{
    const struct kg_node *object = kg_node_get(event, "involvedObject");
    return kg_str_is(kg_node_text(kg_node_get(object, "kind")), query->kind) &&
           kg_str_equal(kg_node_text(kg_node_get(object, "name")), query->name) &&
           (!query->warning || kg_str_is(kg_node_text(kg_node_get(event, "type")), "Warning")) &&
           (query->reason == NULL ||
            kg_str_is(kg_node_text(kg_node_get(event, "reason")), query->reason)) &&
           (query->part == NULL ||
            contains(kg_node_text(kg_node_get(event, "message")), query->part)) &&
           kg_event_moment(event) >= query->since;
}

const struct kg_node *kg_event_newest(const struct kg_snapshot *snapshot,
                                      const struct kg_event_query *query)
{
    const struct kg_node *events = snapshot->lists[KG_LIST_EVENTS].items;
    const struct kg_node *newest = NULL;
    for (uint32_t i = 0; i < kg_object_count(events); i++) {
        const struct kg_node *event = events->items[i];
        if (matches(event, query) &&
            (newest == NULL || kg_event_moment(event) >= kg_event_moment(newest)))
            newest = event;
    }
    return newest;
}

const char *kg_event_text(struct kg_arena *arena, const struct kg_node *event)
{
    struct kg_str reason = kg_node_text(kg_node_get(event, "reason"));
    struct kg_str message = kg_str_trim(kg_node_text(kg_node_get(event, "message")));
    if (event == NULL)
        return NULL;
    return kg_arena_printf(arena, "%.*s: %.*s", KG_STR_ARG(reason), KG_STR_ARG(message));
}
