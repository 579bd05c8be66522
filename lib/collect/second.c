/* The second round: what an apply would make of the objects, and the ends of logs. */
#include "kagent/emit.h"
#include "kagent/object.h"

#include "collect.h"

enum { BODY_MAX = 1 << 24, LINE_MAX_LENGTH = 500 };

/* ---- between the rounds ---- */

static struct kg_node *find_in(const struct kg_node *items, const char *name)
{
    for (uint32_t i = 0; i < kg_object_count(items); i++)
        if (kg_str_is(kg_object_metadata(items->items[i], "name"), name))
            return items->items[i];
    return NULL;
}

/* The StatefulSet is the workload too. One that is not among the manifests is not judged. */
static void settle_workload(struct kg_collect *collect, const struct kg_collect_object *object)
{
    struct kg_node *live = kg_node_get(object->entry, "live");
    if (live != NULL && collect->options.statefulset != NULL &&
        strcmp(object->resource.plural, "statefulsets") == 0 &&
        strcmp(object->name, collect->options.statefulset) == 0)
        kg_node_set(collect->arena, collect->document, "statefulset", live);
}

void kg_collect_settle(struct kg_collect *collect)
{
    struct kg_arena *arena = collect->arena;
    for (size_t i = 0; i < collect->options.count; i++) {
        struct kg_collect_object *object = &collect->objects[i];
        struct kg_node *live;
        if (!object->known)
            continue;
        if (object->list_key != NULL) {
            struct kg_node *items = kg_node_get(collect->document, object->list_key);
            const struct kg_node *reason = kg_node_get(collect->unknown, object->list_key);
            live = find_in(items, object->name);
            if (live != NULL)
                kg_node_set(arena, object->entry, "live", live);
            else if (items == NULL)
                kg_node_set_text(arena, object->entry, "unknown", kg_object_text(arena, reason));
        }
        live = kg_node_get(object->entry, "live");
        if (live != NULL)
            kg_live_mask(arena, live, object->rendered);
        settle_workload(collect, object);
    }
}

/* ---- what an apply would make of it ---- */

static bool has_word(const struct kg_node *list, const char *word)
{
    for (uint32_t i = 0; i < kg_object_count(list); i++) {
        struct kg_str text = kg_node_text(list->items[i]);
        if (kg_str_is(text, "*") || kg_str_is(text, word))
            return true;
    }
    return false;
}

/* Whether a rule about certain names has this one. */
static bool has_name(const struct kg_node *rule, const char *name)
{
    const struct kg_node *names = kg_node_get(rule, "resourceNames");
    return kg_object_count(names) == 0 || has_word(names, name);
}

/* When the server does not say for sure that we may not, trying will tell. */
static bool may_patch(const struct kg_collect *collect, const struct kg_collect_object *object)
{
    if (collect->rules == NULL || collect->rules_incomplete)
        return true;
    for (uint32_t i = 0; i < kg_object_count(collect->rules); i++) {
        const struct kg_node *rule = collect->rules->items[i];
        if (has_word(kg_node_get(rule, "verbs"), "patch") &&
            has_word(kg_node_get(rule, "apiGroups"), object->resource.group) &&
            has_word(kg_node_get(rule, "resources"), object->resource.plural) &&
            has_name(rule, object->name))
            return true;
    }
    return false;
}

/*
 * In whose name the dry run is made: that of who applies. With another one every
 * field that has changed would be somebody else's.
 */
static const char *applier(const struct kg_node *live)
{
    const struct kg_node *list = kg_node_path(live, "metadata", "managedFields", NULL);
    for (uint32_t i = 0; i < kg_object_count(list); i++)
        if (kg_str_is(kg_node_text(kg_node_get(list->items[i], "manager")), "kubectl") &&
            kg_str_is(kg_node_text(kg_node_get(list->items[i], "operation")), "Apply"))
            return "kubectl";
    return "kubectl-client-side-apply";
}

static struct kg_node *warnings_of(struct kg_arena *arena, const struct kg_kube_answer *answer)
{
    struct kg_node *list = kg_node_sequence(arena);
    for (const char *const *text = answer->warnings; *text != NULL; text++)
        kg_node_append(arena, list, kg_node_string(arena, kg_str_from(*text)));
    return list;
}

static void take_dry_run(struct kg_collect_ask *ask, const struct kg_kube_answer *answer,
                         const struct kg_error *err)
{
    struct kg_arena *arena = ask->collect->arena;
    struct kg_node *entry = ask->object->entry;
    if (answer->warnings != NULL)
        kg_node_set(arena, entry, "warnings", warnings_of(arena, answer));
    if (err == NULL) {
        kg_live_mask(arena, answer->object, ask->object->rendered);
        kg_node_set(arena, entry, "becomes", answer->object);
    } else if (answer->object != NULL &&
               (answer->reason == KG_KUBE_INVALID || answer->reason == KG_KUBE_BAD_REQUEST ||
                answer->reason == KG_KUBE_CONFLICT)) {
        kg_node_set(arena, entry, "refused", answer->object);
    } else {
        kg_node_set_text(arena, entry, "untried", kg_collect_reason(ask, answer, err));
    }
}

static void ask_dry_run(struct kg_collect *collect, struct kg_collect_object *object)
{
    struct kg_arena *arena = collect->arena;
    struct kg_collect_ask *ask = kg_collect_ask(collect, "patch", &object->resource);
    struct kg_buf body;
    kg_buf_init(&body, arena, BODY_MAX);
    if (kg_emit_json(&body, object->rendered, KG_JSON_COMPACT, NULL) != 0) {
        kg_node_set_text(arena, object->entry, "untried", "the manifest cannot be written as JSON");
        return;
    }
    struct kg_kube_request request = {
        .method = "PATCH",
        .resource = &object->resource,
        .namespace = object->resource.namespaced ? object->namespace : NULL,
        .name = object->name,
        .field_manager = applier(kg_node_get(object->entry, "live")),
        .field_validation = "Strict",
        .dry_run = true,
        .force = true,
        .content_type = KG_KUBE_APPLY_PATCH,
        .body = kg_buf_str(&body),
    };
    ask->object = object;
    ask->take = take_dry_run;
    kg_collect_send(ask, &request);
}

static void try_object(struct kg_collect *collect, struct kg_collect_object *object)
{
    if (kg_node_get(object->entry, "live") == NULL)
        return;
    if (!collect->options.dry_run)
        kg_node_set_text(collect->arena, object->entry, "untried", "it was not asked for");
    else if (may_patch(collect, object))
        ask_dry_run(collect, object);
    else
        kg_node_set_text(
            collect->arena, object->entry, "untried",
            kg_arena_printf(collect->arena, "needs patch %s", object->resource.plural));
}

/* ---- logs ---- */

static const char *failing_in(struct kg_arena *arena, const struct kg_node *statuses)
{
    for (uint32_t i = 0; i < kg_object_count(statuses); i++) {
        const struct kg_node *status = statuses->items[i];
        const struct kg_node *ended = kg_node_path(status, "state", "terminated", NULL);
        const struct kg_node *before = kg_node_path(status, "lastState", "terminated", NULL);
        if (kg_object_true(kg_node_get(status, "ready")))
            continue;
        if ((ended != NULL && kg_object_integer(kg_node_get(ended, "exitCode"), 0) != 0) ||
            (before != NULL && kg_object_integer(kg_node_get(before, "exitCode"), 0) != 0))
            return kg_object_text(arena, kg_node_get(status, "name"));
    }
    return NULL;
}

/* The container of a pod that has ended in failure, init containers first; or NULL. */
static const char *failing_container(struct kg_arena *arena, const struct kg_node *pod)
{
    const struct kg_node *status = kg_node_get(pod, "status");
    const char *init = failing_in(arena, kg_node_get(status, "initContainerStatuses"));
    return init != NULL ? init : failing_in(arena, kg_node_get(status, "containerStatuses"));
}

static struct kg_str last_line(struct kg_str text)
{
    struct kg_str last = KG_STR("");
    struct kg_str line;
    while (kg_str_split(&text, '\n', &line))
        if (kg_str_trim(line).length > 0)
            last = kg_str_trim(line);
    return kg_str_head(last, LINE_MAX_LENGTH);
}

static void take_log(struct kg_collect_ask *ask, const struct kg_kube_answer *answer,
                     const struct kg_error *err)
{
    struct kg_arena *arena = ask->collect->arena;
    if (err == NULL)
        kg_node_set_text(arena, ask->entry, "line", kg_str_copy(arena, last_line(answer->body)));
}

static void ask_log(struct kg_collect *collect, struct kg_node *logs, const struct kg_node *pod,
                    const char *container)
{
    struct kg_arena *arena = collect->arena;
    struct kg_collect_ask *ask = kg_collect_ask(collect, "get", &kg_kube_pods);
    const char *name = kg_object_name(arena, pod);
    struct kg_kube_request request = {
        .path = kg_arena_printf(arena, "/api/v1/namespaces/%s/pods/%s/log?container=%s&tailLines=1",
                                collect->options.namespace, name, container),
        .raw = true,
    };
    ask->entry = kg_node_mapping(arena);
    ask->take = take_log;
    kg_node_set_text(arena, ask->entry, "pod", name);
    kg_node_set_text(arena, ask->entry, "container", container);
    kg_node_append(arena, logs, ask->entry);
    kg_collect_send(ask, &request);
}

static void ask_logs(struct kg_collect *collect)
{
    struct kg_arena *arena = collect->arena;
    const struct kg_node *pods = kg_node_get(collect->document, "pods");
    const struct kg_node *set = kg_node_get(collect->document, "statefulset");
    struct kg_node *logs = kg_node_sequence(arena);
    kg_node_set(arena, collect->document, "logs", logs);
    for (uint32_t i = 0; set != NULL && i < kg_object_count(pods); i++) {
        const char *container = failing_container(arena, pods->items[i]);
        if (container != NULL && kg_object_owned(pods->items[i], kg_object_metadata(set, "uid")))
            ask_log(collect, logs, pods->items[i], container);
    }
}

void kg_collect_second(struct kg_collect *collect)
{
    for (size_t i = 0; i < collect->options.count; i++)
        if (collect->objects[i].known)
            try_object(collect, &collect->objects[i]);
    ask_logs(collect);
}
