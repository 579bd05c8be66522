/* What the cluster says of a pod. */
#include "kagent/object.h"
#include "layers.h"

static const char *describe(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    return layer_command(arena, subject, "kubectl describe pod %s", subject->name);
}

static struct kg_str status_text(const struct kg_node *pod, const char *field)
{
    return kg_node_text(kg_node_path(pod, "status", field, NULL));
}

/* ": TEXT", or nothing. */
static const char *behind(struct kg_arena *arena, struct kg_str text)
{
    return text.length > 0 ? kg_arena_printf(arena, ": %.*s", KG_STR_ARG(text)) : "";
}

static const char *why_no_node(struct kg_arena *arena, const struct kg_node *pod)
{
    const struct kg_node *scheduled = kg_object_condition(pod, "PodScheduled");
    return kg_arena_printf(arena, "no node has been found for it%s",
                           behind(arena, kg_node_text(kg_node_get(scheduled, "message"))));
}

struct finding layer_pod(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_node *pod = subject->object.node;
    struct kg_str node = kg_node_text(kg_node_path(pod, "spec", "nodeName", NULL));
    struct kg_str phase = status_text(pod, "phase");
    struct kg_str deleted = kg_object_metadata(pod, "deletionTimestamp");
    if (subject->object.absent)
        return (struct finding){KG_LAYER_BROKEN, "there is none of this name",
                                layer_command(arena, subject, "kubectl get pods")};
    if (pod == NULL)
        return (struct finding){KG_LAYER_UNCHECKED, subject->object.unknown, NULL};
    if (deleted.length > 0)
        return (struct finding){
            KG_LAYER_BROKEN,
            kg_arena_printf(arena, "it is being deleted, and must be gone by %.*s",
                            KG_STR_ARG(deleted)),
            layer_command(arena, subject, "kubectl get pod %s --watch", subject->name)};
    if (kg_str_is(phase, "Failed") || kg_str_is(phase, "Succeeded"))
        return (struct finding){KG_LAYER_BROKEN,
                                kg_arena_printf(arena, "it has ended: %.*s%s%s", KG_STR_ARG(phase),
                                                behind(arena, status_text(pod, "reason")),
                                                behind(arena, status_text(pod, "message"))),
                                describe(arena, subject)};
    if (node.length == 0)
        return (struct finding){KG_LAYER_BROKEN, why_no_node(arena, pod), describe(arena, subject)};
    return (struct finding){
        KG_LAYER_SOUND,
        kg_arena_printf(arena, "%.*s, on node %.*s", KG_STR_ARG(phase), KG_STR_ARG(node)), NULL};
}

/* ---- containers ---- */

/* How a container ended before it was started again: "OOMKilled", "Error, exit code 1". */
static const char *end_text(struct kg_arena *arena, const struct kg_node *terminated)
{
    struct kg_str reason = kg_node_text(kg_node_get(terminated, "reason"));
    return kg_arena_printf(arena, "%.*s, exit code %lld", KG_STR_ARG(reason),
                           (long long)kg_object_integer(kg_node_get(terminated, "exitCode"), 0));
}

static const char *history(struct kg_arena *arena, const struct kg_node *status)
{
    const struct kg_node *last = kg_node_path(status, "lastState", "terminated", NULL);
    int64_t restarts = kg_object_integer(kg_node_get(status, "restartCount"), 0);
    if (last == NULL)
        return "";
    return kg_arena_printf(arena, "; it ended with %s, and was started again %lld times",
                           end_text(arena, last), (long long)restarts);
}

/* The state that keeps a container from running, or NULL. What has ended soundly may do so. */
static const struct kg_node *stopped_state(const struct kg_node *status)
{
    const struct kg_node *state = kg_node_get(status, "state");
    const struct kg_node *waiting = kg_node_get(state, "waiting");
    const struct kg_node *terminated = kg_node_get(state, "terminated");
    if (waiting != NULL)
        return waiting;
    return kg_object_integer(kg_node_get(terminated, "exitCode"), 1) != 0 ? terminated : NULL;
}

/* What a container has said can be read once it has run; before, the node tells why it does not. */
static const char *ask_container(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                                 const struct kg_node *status)
{
    struct kg_str name = kg_node_text(kg_node_get(status, "name"));
    bool before = kg_node_path(status, "lastState", "terminated", NULL) != NULL;
    if (!before && kg_node_path(status, "state", "terminated", NULL) == NULL)
        return describe(arena, subject);
    return layer_command(arena, subject, "kubectl logs %s -c %.*s%s", subject->name,
                         KG_STR_ARG(name), before ? " --previous" : "");
}

/* The first of these containers that does not run; SOUND when all do. */
static struct finding look_at(struct kg_arena *arena, const struct kg_diagnosis_subject *subject,
                              const struct kg_node *statuses, const char *kind)
{
    for (uint32_t i = 0; i < kg_object_count(statuses); i++) {
        const struct kg_node *status = statuses->items[i];
        const struct kg_node *state = stopped_state(status);
        if (state == NULL)
            continue;
        return (struct finding){
            KG_LAYER_BROKEN,
            kg_arena_printf(arena, "%s%.*s: %.*s%s%s", kind,
                            KG_STR_ARG(kg_node_text(kg_node_get(status, "name"))),
                            KG_STR_ARG(kg_node_text(kg_node_get(state, "reason"))),
                            behind(arena, kg_node_text(kg_node_get(state, "message"))),
                            history(arena, status)),
            ask_container(arena, subject, status)};
    }
    return (struct finding){KG_LAYER_SOUND, "all run", NULL};
}

struct finding layer_containers(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_node *status = kg_node_get(subject->object.node, "status");
    const struct kg_node *statuses = kg_node_get(status, "containerStatuses");
    struct finding finding =
        look_at(arena, subject, kg_node_get(status, "initContainerStatuses"), "init container ");
    if (finding.state == KG_LAYER_BROKEN)
        return finding;
    if (kg_object_count(statuses) == 0)
        return (struct finding){KG_LAYER_UNCHECKED, "the cluster says nothing of them", NULL};
    return look_at(arena, subject, statuses, "");
}

struct finding layer_readiness(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_node *ready = kg_object_condition(subject->object.node, "Ready");
    if (ready == NULL)
        return (struct finding){KG_LAYER_UNCHECKED, "the cluster says nothing of it", NULL};
    if (kg_object_holds(subject->object.node, "Ready"))
        return (struct finding){KG_LAYER_SOUND, "ready", NULL};
    return (struct finding){
        KG_LAYER_BROKEN,
        kg_arena_printf(arena, "not ready: %.*s, %.*s",
                        KG_STR_ARG(kg_node_text(kg_node_get(ready, "reason"))),
                        KG_STR_ARG(kg_node_text(kg_node_get(ready, "message")))),
        describe(arena, subject)};
}

/* ---- Services that lead to it ---- */

/* Whether a slice leads to this pod. */
static bool leads_to(const struct kg_node *slice, const char *pod)
{
    const struct kg_node *list = kg_node_get(slice, "endpoints");
    for (uint32_t i = 0; i < kg_object_count(list); i++) {
        if (kg_str_is(kg_node_text(kg_node_path(list->items[i], "targetRef", "name", NULL)), pod))
            return true;
    }
    return false;
}

struct finding layer_pod_service(struct kg_arena *arena, const struct kg_diagnosis_subject *subject)
{
    const struct kg_node *slices = subject->slices.node;
    if (slices == NULL)
        return (struct finding){KG_LAYER_UNCHECKED, subject->slices.unknown, NULL};
    for (uint32_t i = 0; i < kg_object_count(slices); i++) {
        struct kg_str service = kg_node_text(kg_node_path(slices->items[i], "metadata", "labels",
                                                          "kubernetes.io/service-name", NULL));
        if (leads_to(slices->items[i], subject->name))
            return (struct finding){KG_LAYER_SOUND,
                                    kg_arena_printf(arena, "%.*s leads to it", KG_STR_ARG(service)),
                                    NULL};
    }
    return (struct finding){KG_LAYER_NOTED, "none leads to it; a probe does not need one", NULL};
}
