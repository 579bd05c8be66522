/* A StatefulSet with the lists around it, for those who judge nothing else. */
#include "kagent/buf.h"
#include "kagent/target.h"

#include "collect.h"

/* Lists are taken as one answer each. */
static const size_t list_max = (size_t)512 << 20;

enum { NAMES_SHOWN = 5, NAMES_MAX = 4096 };

static struct kg_kube_call call_for(const struct kg_collect_workload *wanted,
                                    enum kg_snapshot_list list)
{
    const struct kg_kube_resource *resource = kg_collect_lists[list].resource;
    return (struct kg_kube_call){
        .request = {.resource = resource,
                    .namespace = resource->namespaced ? wanted->namespace : NULL,
                    .body_max = list_max},
        .error = KG_ERROR_INIT,
    };
}

static struct kg_snapshot_part part_of(struct kg_arena *arena, const struct kg_kube_call *call)
{
    struct kg_node *items = kg_node_get(call->answer.object, "items");
    if (call->answer.reason != KG_KUBE_SUCCESS)
        return (struct kg_snapshot_part){
            .unknown =
                kg_collect_why(arena, "list", call->request.resource, &call->answer, &call->error)};
    return (struct kg_snapshot_part){
        .items = kg_node_is(items, KG_NODE_SEQUENCE) ? items : kg_node_sequence(arena)};
}

void kg_collect_list(struct kg_arena *arena, const struct kg_collect_workload *wanted,
                     enum kg_snapshot_list list, struct kg_snapshot *snapshot)
{
    struct kg_kube_call call = call_for(wanted, list);
    kg_kube_call_all(wanted->kube, arena, &call, 1);
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
static int not_found(struct kg_arena *arena, const struct kg_collect_workload *wanted,
                     struct kg_error *err)
{
    struct kg_kube_call calls[] = {
        {.request = {.resource = &kg_kube_namespaces, .name = wanted->namespace},
         .error = KG_ERROR_INIT},
        {.request = {.resource = &kg_kube_statefulsets, .namespace = wanted->namespace},
         .error = KG_ERROR_INIT},
    };
    kg_kube_call_all(wanted->kube, arena, calls, 2);
    if (calls[0].answer.reason == KG_KUBE_NOT_FOUND) {
        kg_error_set(err, KG_ERROR_NEGATIVE, "there is no namespace %s", wanted->namespace);
        const struct kg_target target = {.access = wanted->config->access};
        return kg_error_advise(err, "Name another with -n. To see which there are: %s",
                               kg_target_command(arena, &target, "kubectl get namespaces"));
    }
    kg_error_set(err, KG_ERROR_NEGATIVE, "there is no StatefulSet %s in the namespace %s",
                 wanted->name, wanted->namespace);
    if (calls[1].answer.reason != KG_KUBE_SUCCESS)
        return -1;
    return kg_error_advise(err,
                           "There: %s. Name another with --statefulset, or a namespace with -n.",
                           names_of(arena, kg_node_get(calls[1].answer.object, "items")));
}

int kg_collect_workload(struct kg_arena *arena, const struct kg_collect_workload *wanted,
                        struct kg_kube_call *also, struct kg_snapshot *snapshot,
                        struct kg_error *err)
{
    struct kg_kube_call calls[KG_LIST_COUNT + 2] = {{
        .request = {.resource = &kg_kube_statefulsets,
                    .namespace = wanted->namespace,
                    .name = wanted->name},
        .error = KG_ERROR_INIT,
    }};
    size_t count = wanted->count;
    for (size_t i = 0; i < count; i++)
        calls[i + 1] = call_for(wanted, wanted->lists[i]);
    if (also != NULL)
        calls[count + 1] = *also;
    kg_kube_call_all(wanted->kube, arena, calls, count + (also != NULL ? 2 : 1));
    if (also != NULL)
        *also = calls[count + 1];
    if (calls[0].answer.reason == KG_KUBE_NOT_FOUND)
        return not_found(arena, wanted, err);
    if (calls[0].answer.reason != KG_KUBE_SUCCESS)
        return kg_error_pass(err, &calls[0].error);
    *snapshot = (struct kg_snapshot){.taken = wanted->now,
                                     .statefulset = calls[0].answer.object,
                                     .access = wanted->config->access};
    for (int i = 0; i < KG_LIST_COUNT; i++)
        snapshot->lists[i].unknown = "not asked for";
    for (size_t i = 0; i < count; i++)
        snapshot->lists[wanted->lists[i]] = part_of(arena, &calls[i + 1]);
    return 0;
}
