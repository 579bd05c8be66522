#include "snapshot.h"

#include <time.h>

#include "kagent/buf.h"
#include "kagent/target.h"

/* Lists are taken as one answer each. */
static const size_t list_max = (size_t)512 << 20;

enum { NAMES_SHOWN = 5, NAMES_MAX = 4096 };

static const struct kg_kube_resource *resource_of(enum kg_snapshot_list list)
{
    const struct kg_kube_resource *const resources[KG_LIST_COUNT] = {
        [KG_LIST_PODS] = &kg_kube_pods,        [KG_LIST_NODES] = &kg_kube_nodes,
        [KG_LIST_EVENTS] = &kg_kube_events,    [KG_LIST_QUOTAS] = &kg_kube_resourcequotas,
        [KG_LIST_AUTOSCALERS] = &kg_kube_hpas, [KG_LIST_BUDGETS] = &kg_kube_pdbs,
    };
    return resources[list];
}

static struct kg_kube_request list_request(const struct cmd_kube *cluster,
                                           enum kg_snapshot_list list)
{
    const struct kg_kube_resource *resource = resource_of(list);
    return (struct kg_kube_request){
        .resource = resource,
        .namespace = resource->namespaced ? cluster->namespace : NULL,
        .body_max = list_max,
    };
}

static struct kg_snapshot_part part_of(struct kg_arena *arena, const struct kg_kube_call *call)
{
    struct kg_node *items = kg_node_get(call->answer.object, "items");
    if (call->answer.reason == KG_KUBE_FORBIDDEN)
        return (struct kg_snapshot_part){
            .unknown = kg_arena_printf(arena, "needs list %s", call->request.resource->plural)};
    if (call->answer.reason != KG_KUBE_SUCCESS)
        return (struct kg_snapshot_part){.unknown = kg_arena_strdup(arena, call->error.message)};
    return (struct kg_snapshot_part){
        .items = kg_node_is(items, KG_NODE_SEQUENCE) ? items : kg_node_sequence(arena)};
}

void cmd_snapshot_add(struct kg_arena *arena, const struct cmd_kube *cluster,
                      enum kg_snapshot_list list, struct kg_snapshot *snapshot)
{
    struct kg_kube_call call = {.request = list_request(cluster, list), .error = KG_ERROR_INIT};
    kg_kube_call_all(cluster->kube, arena, &call, 1);
    snapshot->lists[list] = part_of(arena, &call);
}

/* "kagent, worker", "none" */
static const char *names_of(struct kg_arena *arena, const struct kg_node *items)
{
    struct kg_buf out;
    uint32_t count = kg_node_is(items, KG_NODE_SEQUENCE) ? items->count : 0;
    kg_buf_init(&out, arena, NAMES_MAX);
    for (uint32_t i = 0; i < count && i < NAMES_SHOWN; i++)
        kg_buf_printf(&out, "%s%.*s", i > 0 ? ", " : "", KG_STR_ARG(kg_kube_name(items->items[i])));
    return count == 0
               ? "none"
               : kg_arena_printf(arena, "%s%s", out.data, count > NAMES_SHOWN ? ", ..." : "");
}

/* There is no such StatefulSet: says whether there is such a namespace, and what is in it. */
static int not_found(struct kg_arena *arena, const struct cmd_kube *cluster, const char *name,
                     struct kg_error *err)
{
    struct kg_kube_call calls[] = {
        {.request = {.resource = &kg_kube_namespaces, .name = cluster->namespace},
         .error = KG_ERROR_INIT},
        {.request = {.resource = &kg_kube_statefulsets, .namespace = cluster->namespace},
         .error = KG_ERROR_INIT},
    };
    kg_kube_call_all(cluster->kube, arena, calls, 2);
    if (calls[0].answer.reason == KG_KUBE_NOT_FOUND) {
        kg_error_set(err, KG_ERROR_NEGATIVE, "there is no namespace %s", cluster->namespace);
        const struct kg_target target = {.access = cluster->config.access};
        return kg_error_advise(err, "Name another with -n. To see which there are: %s",
                               kg_target_command(arena, &target, "kubectl get namespaces"));
    }
    kg_error_set(err, KG_ERROR_NEGATIVE, "there is no StatefulSet %s in the namespace %s", name,
                 cluster->namespace);
    if (calls[1].answer.reason != KG_KUBE_SUCCESS)
        return -1;
    return kg_error_advise(err,
                           "There: %s. Name another with --statefulset, or a namespace with -n.",
                           names_of(arena, kg_node_get(calls[1].answer.object, "items")));
}

int cmd_snapshot(struct kg_arena *arena, const struct cmd_kube *cluster, const char *name,
                 const enum kg_snapshot_list *lists, size_t count, struct kg_kube_call *also,
                 struct kg_snapshot *snapshot, struct kg_error *err)
{
    struct kg_kube_call calls[KG_LIST_COUNT + 2] = {{
        .request = {.resource = &kg_kube_statefulsets,
                    .namespace = cluster->namespace,
                    .name = name},
        .error = KG_ERROR_INIT,
    }};
    for (size_t i = 0; i < count; i++)
        calls[i + 1] = (struct kg_kube_call){.request = list_request(cluster, lists[i]),
                                             .error = KG_ERROR_INIT};
    if (also != NULL)
        calls[count + 1] = *also;
    kg_kube_call_all(cluster->kube, arena, calls, count + (also != NULL ? 2 : 1));
    if (also != NULL)
        *also = calls[count + 1];
    if (calls[0].answer.reason == KG_KUBE_NOT_FOUND)
        return not_found(arena, cluster, name, err);
    if (calls[0].answer.reason != KG_KUBE_SUCCESS) {
        if (err != NULL)
            *err = calls[0].error;
        return -1;
    }
    *snapshot = (struct kg_snapshot){.taken = cmd_now(),
                                     .statefulset = calls[0].answer.object,
                                     .access = cluster->config.access};
    for (int i = 0; i < KG_LIST_COUNT; i++)
        snapshot->lists[i].unknown = "not asked for";
    for (size_t i = 0; i < count; i++)
        snapshot->lists[lists[i]] = part_of(arena, &calls[i + 1]);
    return 0;
}
