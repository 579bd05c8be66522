#include "failure.h"

#include "event.h"
#include "kagent/object.h"
#include "pod.h"

enum {
    SECOND = 1000,
    SCHEDULE_PATIENCE = 15 * SECOND, /* a node that is just coming, a scheduler that is behind */
    TERMINATION_PATIENCE = 30 * SECOND,
    AUTOSCALER_PATIENCE = 15 * 60 * SECOND, /* what cluster-autoscaler gives a node to come */
};

/* Waiting reasons of the kubelet that do not go away by themselves, and what helps. */
struct waiting_reason {
    const char *reason;
    const char *advice;
};

static const char *const image_advice =
    "Check the image's name and tag, and that the node may pull it (imagePullSecrets).";
static const char *const create_advice =
    "The kubelet cannot make the container: check the ConfigMaps, Secrets and keys that it names.";

static const struct waiting_reason *waiting_reason(struct kg_str reason)
{
    static const struct waiting_reason reasons[] = {
        {"CrashLoopBackOff", "The container ends as soon as it runs: read its last log."},
        {"ImagePullBackOff", image_advice},
        {"ErrImagePull", image_advice},
        {"ErrImageNeverPull", "The image is not on the node, and imagePullPolicy is Never."},
        {"InvalidImageName", image_advice},
        {"CreateContainerConfigError", create_advice},
        {"CreateContainerError", create_advice},
        {"RunContainerError", "The container cannot be started: check its command and mounts."},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (kg_str_is(reason, reasons[i].reason))
            return &reasons[i];
    }
    return NULL;
}

static const struct kg_failure *keep(struct kg_arena *arena, struct kg_failure failure)
{
    struct kg_failure *kept = kg_arena_alloc(arena, sizeof *kept);
    *kept = failure;
    return kept;
}

/* ---- containers ---- */

/* " (exit code 1)" of the container's last run; "" when it had none. */
static const char *last_exit(struct kg_arena *arena, const struct kg_node *status)
{
    const struct kg_node *code = kg_node_path(status, "lastState", "terminated", "exitCode", NULL);
    return code == NULL
               ? ""
               : kg_arena_printf(arena, " (exit code %.*s)", KG_STR_ARG(kg_node_text(code)));
}

static const struct kg_failure *waiting_failure(struct kg_arena *arena,
                                                const struct kg_failure_question *question,
                                                const struct kg_node *status)
{
    const struct kg_node *waiting = kg_node_path(status, "state", "waiting", NULL);
    struct kg_str message = kg_node_text(kg_node_get(waiting, "message"));
    const char *container = kg_object_text(arena, kg_node_get(status, "name"));
    const struct waiting_reason *reason =
        waiting_reason(kg_node_text(kg_node_get(waiting, "reason")));
    if (reason == NULL)
        return NULL;
    if (message.length == 0)
        message = kg_node_text(kg_node_get(status, "image"));
    return keep(arena,
                (struct kg_failure){
                    .kind = KG_FAILURE_WAITING,
                    .pod = question->name,
                    .container = container,
                    .reason = reason->reason,
                    .message = kg_arena_printf(arena, "%s: container %s is in %s%s: %.*s",
                                               question->name, container, reason->reason,
                                               last_exit(arena, status), KG_STR_ARG(message)),
                    .advice = reason->advice,
                    .event = question->event,
                });
}

/* A container that does not run now and was ended for its memory, now or the last time. */
static const struct kg_failure *memory_failure(struct kg_arena *arena,
                                               const struct kg_failure_question *question,
                                               const struct kg_node *status)
{
    const struct kg_node *now = kg_node_path(status, "state", "terminated", "reason", NULL);
    const struct kg_node *last = kg_node_path(status, "lastState", "terminated", "reason", NULL);
    const char *container = kg_object_text(arena, kg_node_get(status, "name"));
    bool runs = kg_node_path(status, "state", "running", NULL) != NULL;
    if (runs ||
        (!kg_str_is(kg_node_text(now), "OOMKilled") && !kg_str_is(kg_node_text(last), "OOMKilled")))
        return NULL;
    return keep(arena,
                (struct kg_failure){
                    .kind = KG_FAILURE_MEMORY,
                    .pod = question->name,
                    .container = container,
                    .reason = "OOMKilled",
                    .message = kg_arena_printf(
                        arena, "%s: container %s was killed for using more memory than its limit",
                        question->name, container),
                    .advice = "Raise its memory limit, or find out what it keeps.",
                    .event = question->event,
                });
}

typedef const struct kg_failure *container_rule(struct kg_arena *arena,
                                                const struct kg_failure_question *question,
                                                const struct kg_node *status);

static const struct kg_failure *container_failure(struct kg_arena *arena,
                                                  const struct kg_failure_question *question,
                                                  const char *list)
{
    static container_rule *const rules[] = {memory_failure, waiting_failure};
    const struct kg_node *statuses = kg_node_path(question->pod, "status", list, NULL);
    for (uint32_t i = 0; i < kg_object_count(statuses); i++) {
        for (size_t rule = 0; rule < sizeof rules / sizeof *rules; rule++) {
            const struct kg_failure *failure = rules[rule](arena, question, statuses->items[i]);
            if (failure != NULL)
                return failure;
        }
    }
    return NULL;
}

/* ---- scheduling ---- */

/* Whether somebody who adds nodes has said that one is on its way for this pod. */
static bool node_is_coming(const struct kg_failure_question *question)
{
    static const char *const reasons[] = {"TriggeredScaleUp", "Nominated"};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        const struct kg_event_query query = {
            .kind = "Pod",
            .name = kg_str_from(question->name),
            .reason = reasons[i],
            .since = question->snapshot->taken - AUTOSCALER_PATIENCE,
        };
        if (kg_event_newest(question->snapshot, &query) != NULL)
            return true;
    }
    return false;
}

static const struct kg_failure *schedule_failure(struct kg_arena *arena,
                                                 const struct kg_failure_question *question,
                                                 int64_t *patience)
{
    const struct kg_node *condition = kg_object_condition(question->pod, "PodScheduled");
    int64_t since = kg_object_moment(kg_node_get(condition, "lastTransitionTime"));
    if (!kg_str_is(kg_node_text(kg_node_get(condition, "reason")), "Unschedulable") ||
        kg_object_holds(question->pod, "PodScheduled") || node_is_coming(question))
        return NULL;
    if (since != KG_MOMENT_NONE)
        *patience = since + SCHEDULE_PATIENCE;
    if (*patience > question->snapshot->taken)
        return NULL;
    return keep(arena, (struct kg_failure){
                           .kind = KG_FAILURE_UNSCHEDULABLE,
                           .pod = question->name,
                           .reason = "Unschedulable",
                           .message = kg_arena_printf(
                               arena, "%s fits on no node: %.*s", question->name,
                               KG_STR_ARG(kg_node_text(kg_node_get(condition, "message")))),
                           .advice = "Add or free a node, or ask for fewer replicas.",
                           .event = question->event,
                       });
}

/* ---- becoming ready, and going ---- */

static const struct kg_failure *
ready_failure(struct kg_arena *arena, const struct kg_failure_question *question, int64_t *patience)
{
    struct kg_str phase = kg_node_text(kg_node_path(question->pod, "status", "phase", NULL));
    int64_t since = kg_pod_unready_since(question->pod);
    int64_t allowed = kg_pod_patience(question->pod);
    if (!kg_str_is(phase, "Running") || since == KG_MOMENT_NONE)
        return NULL;
    *patience = since + allowed;
    if (*patience > question->snapshot->taken)
        return NULL;
    return keep(arena,
                (struct kg_failure){
                    .kind = KG_FAILURE_NOT_READY,
                    .pod = question->name,
                    .reason = "NotReady",
                    .message = kg_arena_printf(
                        arena, "%s has been running for %s and is not ready; its probes allow %s",
                        question->name, kg_moment_span(arena, question->snapshot->taken - since),
                        kg_moment_span(arena, allowed)),
                    .advice = "Read its log, and what its readiness probe asks for.",
                    .event = question->event,
                });
}

/* ": its node node-1 is not ready", "" when nothing is known against the node. */
static const char *why_not_gone(struct kg_arena *arena, const struct kg_failure_question *question)
{
    struct kg_str name = kg_node_text(kg_node_path(question->pod, "spec", "nodeName", NULL));
    const struct kg_node *finalizers = kg_node_path(question->pod, "metadata", "finalizers", NULL);
    const struct kg_node *nodes = question->snapshot->lists[KG_LIST_NODES].items;
    if (kg_object_count(finalizers) > 0)
        return kg_arena_printf(arena, ": the finalizer %.*s keeps it",
                               KG_STR_ARG(kg_node_text(finalizers->items[0])));
    for (uint32_t i = 0; i < kg_object_count(nodes); i++) {
        if (kg_str_equal(kg_object_metadata(nodes->items[i], "name"), name) &&
            !kg_object_holds(nodes->items[i], "Ready"))
            return kg_arena_printf(arena, ": its node %.*s is not ready", KG_STR_ARG(name));
    }
    return "";
}

static const struct kg_failure *
end_failure(struct kg_arena *arena, const struct kg_failure_question *question, int64_t *patience)
{
    int64_t deadline =
        kg_object_moment(kg_node_path(question->pod, "metadata", "deletionTimestamp", NULL));
    if (deadline == KG_MOMENT_NONE)
        return NULL;
    *patience = deadline + TERMINATION_PATIENCE;
    if (*patience > question->snapshot->taken)
        return NULL;
    return keep(arena,
                (struct kg_failure){
                    .kind = KG_FAILURE_TERMINATING,
                    .pod = question->name,
                    .reason = "Terminating",
                    .message = kg_arena_printf(
                        arena, "%s should have ended %s ago and is still there%s", question->name,
                        kg_moment_span(arena, question->snapshot->taken - deadline),
                        why_not_gone(arena, question)),
                    .advice = kg_arena_printf(
                        arena, "Only when its process is certainly gone: %s",
                        kg_target_command(arena, &question->target,
                                          "kubectl delete pod %s --grace-period=0 --force",
                                          question->name)),
                    .event = question->event,
                });
}

const struct kg_failure *kg_failure_of_pod(struct kg_arena *arena,
                                           const struct kg_failure_question *question,
                                           int64_t *patience)
{
    const struct kg_failure *failure;
    *patience = KG_MOMENT_NONE;
    if (kg_object_metadata(question->pod, "deletionTimestamp").length > 0)
        return end_failure(arena, question, patience);
    if (kg_object_holds(question->pod, "Ready") || kg_pod_ended(question->pod))
        return NULL;
    failure = container_failure(arena, question, "initContainerStatuses");
    if (failure == NULL)
        failure = container_failure(arena, question, "containerStatuses");
    if (failure == NULL)
        failure = schedule_failure(arena, question, patience);
    if (failure == NULL)
        failure = ready_failure(arena, question, patience);
    return failure;
}

const struct kg_failure *kg_failure_trap(struct kg_arena *arena, const struct kg_pod_row *row,
                                         const char *wanted, const struct kg_target *target)
{
    return keep(
        arena,
        (struct kg_failure){
            .kind = KG_FAILURE_TRAPPED,
            .pod = row->name,
            .reason = "RollbackTrap",
            .message = kg_arena_printf(
                arena,
                "%s is of revision %s, which is no longer wanted, and does not become ready; "
                "the controller waits for that before it replaces it by %s",
                row->name, row->revision, wanted),
            .advice = kg_arena_printf(
                arena, "Run: %s",
                kg_target_command(arena, target, "kubectl delete pod %s", row->name)),
            .event = row->event,
        });
}

/* ---- creating ---- */

int64_t kg_failure_spec_written(const struct kg_node *statefulset)
{
    const struct kg_node *entries = kg_node_path(statefulset, "metadata", "managedFields", NULL);
    int64_t newest = KG_MOMENT_NONE;
    for (uint32_t i = 0; i < kg_object_count(entries); i++) {
        int64_t moment = kg_object_moment(kg_node_get(entries->items[i], "time"));
        if (kg_node_path(entries->items[i], "fieldsV1", "f:spec", NULL) != NULL && moment > newest)
            newest = moment;
    }
    return newest;
}

/* What the words of a refusal mean for who wants the pod. */
static const char *creation_advice(struct kg_str message)
{
    static const struct {
        const char *words;
        const char *advice;
    } advices[] = {
        {"exceeded quota", "Raise the quota of the namespace, or ask for fewer replicas."},
        {"is invalid", "Mend the pod template: the server took it and refuses every pod of it."},
        {"violates PodSecurity", "Mend the securityContext, or the label "
                                 "pod-security.kubernetes.io/enforce of the namespace."},
        {"webhook", "An admission webhook refuses the pod or does not answer: see its own log."},
        {"not found", "Create what the pod template names."},
    };
    for (size_t i = 0; i < sizeof advices / sizeof *advices; i++) {
        if (memmem(message.data, message.length, advices[i].words, strlen(advices[i].words)))
            return advices[i].advice;
    }
    return NULL;
}

/* "create Pod kagent-3 in StatefulSet kagent failed error: REASON": what stands behind. */
static struct kg_str reason_of(struct kg_str message)
{
    static const char mark[] = "failed error: ";
    const char *found = memmem(message.data, message.length, mark, sizeof mark - 1);
    return found == NULL
               ? message
               : kg_str_from_index(message, (size_t)(found - message.data) + sizeof mark - 1);
}

const struct kg_failure *
kg_failure_of_creation(struct kg_arena *arena, const struct kg_snapshot *snapshot, const char *name)
{
    int64_t written = kg_failure_spec_written(snapshot->statefulset);
    const struct kg_event_query query = {
        .kind = "StatefulSet",
        .name = kg_object_metadata(snapshot->statefulset, "name"),
        .reason = "FailedCreate",
        .part = kg_arena_printf(arena, "Pod %s in ", name),
        .since = written > snapshot->stale_until ? written : snapshot->stale_until + 1,
    };
    const struct kg_node *event = kg_event_newest(snapshot, &query);
    struct kg_str reason = reason_of(kg_node_text(kg_node_get(event, "message")));
    if (event == NULL)
        return NULL;
    return keep(arena, (struct kg_failure){
                           .kind = KG_FAILURE_CREATE,
                           .pod = name,
                           .reason = "FailedCreate",
                           .message = kg_arena_printf(arena, "%s cannot be created: %.*s", name,
                                                      KG_STR_ARG(reason)),
                           .advice = creation_advice(reason),
                           .event = kg_event_text(arena, event),
                       });
}
