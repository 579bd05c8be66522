/* The first round: lists, objects, and what we may do. */
#include "kagent/emit.h"
#include "kagent/object.h"

#include "collect.h"

enum { BODY_MAX = 1 << 16 };

const struct kg_collect_list kg_collect_lists[] = {
    [KG_LIST_PODS] = {&kg_snapshot_keys[KG_LIST_PODS], &kg_kube_pods},
    [KG_LIST_NODES] = {&kg_snapshot_keys[KG_LIST_NODES], &kg_kube_nodes},
    [KG_LIST_EVENTS] = {&kg_snapshot_keys[KG_LIST_EVENTS], &kg_kube_events},
    [KG_LIST_QUOTAS] = {&kg_snapshot_keys[KG_LIST_QUOTAS], &kg_kube_resourcequotas},
    [KG_LIST_AUTOSCALERS] = {&kg_snapshot_keys[KG_LIST_AUTOSCALERS], &kg_kube_hpas},
    [KG_LIST_BUDGETS] = {&kg_snapshot_keys[KG_LIST_BUDGETS], &kg_kube_pdbs},
    [KG_LIST_COUNT] = {&kg_live_keys[KG_LIVE_SLICES], &kg_kube_endpointslices},
    {&kg_live_keys[KG_LIVE_CONFIG_MAPS], &kg_kube_configmaps},
    {&kg_live_keys[KG_LIVE_CLAIMS], &kg_kube_pvcs},
};
const size_t kg_collect_list_count = sizeof kg_collect_lists / sizeof *kg_collect_lists;

static const struct kg_kube_resource endpoints = {
    .group = "", .version = "v1", .plural = "endpoints", .kind = "Endpoints", .namespaced = true};
static const struct kg_collect_list endpoints_list = {&kg_live_keys[KG_LIVE_ENDPOINTS], &endpoints};

static const struct kg_kube_resource rules_reviews = {.group = "authorization.k8s.io",
                                                      .version = "v1",
                                                      .plural = "selfsubjectrulesreviews",
                                                      .kind = "SelfSubjectRulesReview"};

/* ---- lists ---- */

/* Elements of a list leave out what they are. */
static void name_kinds(struct kg_arena *arena, struct kg_node *items,
                       const struct kg_kube_resource *resource)
{
    const char *version = resource->group[0] == '\0'
                              ? resource->version
                              : kg_arena_printf(arena, "%s/%s", resource->group, resource->version);
    for (uint32_t i = 0; i < kg_object_count(items); i++) {
        kg_node_set_text(arena, items->items[i], "apiVersion", version);
        kg_node_set_text(arena, items->items[i], "kind", resource->kind);
    }
}

static void ask_list(struct kg_collect *collect, const struct kg_collect_list *list);

static void take_list(struct kg_collect_ask *ask, const struct kg_kube_answer *answer,
                      const struct kg_error *err)
{
    struct kg_collect *collect = ask->collect;
    struct kg_node *items = err == NULL ? kg_node_get(answer->object, "items") : NULL;
    if (err != NULL) {
        kg_node_set_text(collect->arena, collect->unknown, *ask->list->key,
                         kg_collect_reason(ask, answer, err));
        if (ask->resource == &kg_kube_endpointslices && answer->reason == KG_KUBE_NOT_FOUND)
            ask_list(collect, &endpoints_list);
        return;
    }
    if (!kg_node_is(items, KG_NODE_SEQUENCE))
        items = kg_node_sequence(collect->arena);
    name_kinds(collect->arena, items, ask->resource);
    kg_node_set(collect->arena, collect->document, *ask->list->key, items);
}

static void ask_list(struct kg_collect *collect, const struct kg_collect_list *list)
{
    struct kg_collect_ask *ask = kg_collect_ask(collect, "list", list->resource);
    struct kg_kube_request request = {
        .resource = list->resource,
        .namespace = list->resource->namespaced ? collect->options.namespace : NULL,
    };
    ask->list = list;
    ask->take = take_list;
    kg_collect_send(ask, &request);
}

/* ---- objects ---- */

static const char *list_of(const struct kg_kube_resource *resource, const char *namespace,
                           const char *wanted_namespace)
{
    for (size_t i = 0; i < kg_collect_list_count; i++)
        if (strcmp(kg_collect_lists[i].resource->plural, resource->plural) == 0 &&
            strcmp(kg_collect_lists[i].resource->group, resource->group) == 0 &&
            strcmp(kg_collect_lists[i].resource->version, resource->version) == 0 &&
            strcmp(namespace, wanted_namespace) == 0)
            return *kg_collect_lists[i].key;
    return NULL;
}

static void find_resource(struct kg_collect *collect, struct kg_collect_object *object)
{
    struct kg_arena *arena = collect->arena;
    struct kg_str version = kg_node_text(kg_node_get(object->rendered, "apiVersion"));
    struct kg_schema_kind kind;
    ptrdiff_t slash = kg_str_find(version, '/');
    object->known = kg_schema_find(collect->options.schema, version,
                                   kg_node_text(kg_node_get(object->rendered, "kind")), &kind) &&
                    kind.resource.length > 0 && kind.scope != KG_SCOPE_UNKNOWN;
    if (!object->known)
        return;
    object->resource = (struct kg_kube_resource){
        .group = slash < 0 ? "" : kg_str_copy(arena, kg_str_head(version, (size_t)slash)),
        .version =
            kg_str_copy(arena, kg_str_from_index(version, slash < 0 ? 0 : (size_t)slash + 1)),
        .plural = kg_str_copy(arena, kind.resource),
        .kind = kg_str_copy(arena, kind.kind),
        .namespaced = kind.scope == KG_SCOPE_NAMESPACED,
    };
    if (!object->resource.namespaced)
        object->namespace = "";
    else if (object->namespace[0] == '\0')
        object->namespace = collect->options.namespace;
    object->list_key = list_of(&object->resource, object->namespace, collect->options.namespace);
}

static void take_object(struct kg_collect_ask *ask, const struct kg_kube_answer *answer,
                        const struct kg_error *err)
{
    struct kg_node *entry = ask->object->entry;
    if (err == NULL)
        kg_node_set(ask->collect->arena, entry, "live", answer->object);
    else if (answer->reason != KG_KUBE_NOT_FOUND)
        kg_node_set_text(ask->collect->arena, entry, "unknown",
                         kg_collect_reason(ask, answer, err));
}

static void ask_object(struct kg_collect *collect, struct kg_collect_object *object)
{
    struct kg_collect_ask *ask = kg_collect_ask(collect, "get", &object->resource);
    struct kg_kube_request request = {
        .resource = &object->resource,
        .namespace = object->resource.namespaced ? object->namespace : NULL,
        .name = object->name,
    };
    ask->object = object;
    ask->take = take_object;
    kg_collect_send(ask, &request);
}

static void add_object(struct kg_collect *collect, struct kg_node *list,
                       struct kg_collect_object *object, struct kg_node *rendered)
{
    struct kg_arena *arena = collect->arena;
    *object = (struct kg_collect_object){
        .rendered = rendered,
        .namespace = kg_str_copy(arena, kg_object_metadata(rendered, "namespace")),
        .name = kg_object_name(arena, rendered),
        .entry = kg_node_mapping(arena),
    };
    find_resource(collect, object);
    kg_node_set_text(arena, object->entry, "apiVersion",
                     kg_object_text(arena, kg_node_get(rendered, "apiVersion")));
    kg_node_set_text(arena, object->entry, "kind",
                     kg_object_text(arena, kg_node_get(rendered, "kind")));
    kg_node_set_text(arena, object->entry, "namespace", object->namespace);
    kg_node_set_text(arena, object->entry, "name", object->name);
    kg_node_append(arena, list, object->entry);
    if (!object->known)
        kg_node_set_text(arena, object->entry, "unknown", "its kind is not known here");
    else if (object->name[0] == '\0')
        kg_node_set_text(arena, object->entry, "unknown", "it has no name");
    else if (object->list_key == NULL)
        ask_object(collect, object);
}

/* ---- what we may do ---- */

static void take_rules(struct kg_collect_ask *ask, const struct kg_kube_answer *answer,
                       const struct kg_error *err)
{
    if (err != NULL)
        return;
    ask->collect->rules = kg_node_path(answer->object, "status", "resourceRules", NULL);
    ask->collect->rules_incomplete =
        kg_object_true(kg_node_path(answer->object, "status", "incomplete", NULL));
}

static void ask_rules(struct kg_collect *collect)
{
    struct kg_collect_ask *ask = kg_collect_ask(collect, "create", &rules_reviews);
    struct kg_buf body;
    kg_buf_init(&body, collect->arena, BODY_MAX);
    kg_buf_add_text(&body, "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":"
                           "\"SelfSubjectRulesReview\",\"spec\":{\"namespace\":");
    kg_emit_json_string(&body, kg_str_from(collect->options.namespace));
    kg_buf_add_text(&body, "}}");
    struct kg_kube_request request = {
        .method = "POST", .resource = &rules_reviews, .body = kg_buf_str(&body)};
    ask->take = take_rules;
    kg_collect_send(ask, &request);
}

void kg_collect_first(struct kg_collect *collect)
{
    struct kg_node *list = kg_node_sequence(collect->arena);
    kg_node_set(collect->arena, collect->document, "objects", list);
    collect->objects =
        kg_arena_zero(collect->arena, collect->options.count + 1, sizeof *collect->objects);
    for (size_t i = 0; i < kg_collect_list_count; i++)
        ask_list(collect, &kg_collect_lists[i]);
    for (size_t i = 0; i < collect->options.count; i++)
        add_object(collect, list, &collect->objects[i], collect->options.objects[i]);
    if (collect->options.dry_run)
        ask_rules(collect);
}
