#include "pod.h"

#include "kagent/object.h"

enum { SECOND = 1000, READY_PATIENCE = 30 * SECOND, PROBE_NUMBER_MAX = 1000000 };

int64_t kg_pod_ordinal(const struct kg_node *pod, struct kg_str set)
{
    struct kg_str name = kg_object_metadata(pod, "name");
    if (name.length <= set.length + 1 || name.data[set.length] != '-' ||
        !kg_str_equal(kg_str_head(name, set.length), set))
        return -1;
    const struct kg_node number = {.kind = KG_NODE_SCALAR,
                                   .text = kg_str_from_index(name, set.length + 1)};
    return kg_object_integer(&number, -1);
}

/* ---- the status in a word ---- */

/* "OOMKilled", "Error", else "Signal:9" or "ExitCode:1" as the container ended. */
static const char *ended_word(struct kg_arena *arena, const struct kg_node *terminated)
{
    struct kg_str reason = kg_node_text(kg_node_get(terminated, "reason"));
    int64_t signal = kg_object_integer(kg_node_get(terminated, "signal"), 0);
    int64_t code = kg_object_integer(kg_node_get(terminated, "exitCode"), 0);
    if (reason.length > 0)
        return kg_str_copy(arena, reason);
    return signal != 0 ? kg_arena_printf(arena, "Signal:%lld", (long long)signal)
                       : kg_arena_printf(arena, "ExitCode:%lld", (long long)code);
}

static bool restarts_always(const struct kg_node *pod, struct kg_str container)
{
    const struct kg_node *specs = kg_node_path(pod, "spec", "initContainers", NULL);
    for (uint32_t i = 0; i < kg_object_count(specs); i++) {
        if (kg_str_equal(kg_node_text(kg_node_get(specs->items[i], "name")), container))
            return kg_str_is(kg_node_text(kg_node_get(specs->items[i], "restartPolicy")), "Always");
    }
    return false;
}

/* Whether the pod has come past this init container. */
static bool init_done(const struct kg_node *pod, const struct kg_node *status)
{
    const struct kg_node *terminated = kg_node_path(status, "state", "terminated", NULL);
    if (terminated != NULL)
        return kg_object_integer(kg_node_get(terminated, "exitCode"), 0) == 0;
    return restarts_always(pod, kg_node_text(kg_node_get(status, "name"))) &&
           kg_object_true(kg_node_get(status, "started"));
}

/* Of a pod whose init containers still work; NULL otherwise. */
static const char *init_word(struct kg_arena *arena, const struct kg_node *pod)
{
    const struct kg_node *statuses = kg_node_path(pod, "status", "initContainerStatuses", NULL);
    uint32_t count = kg_object_count(kg_node_path(pod, "spec", "initContainers", NULL));
    for (uint32_t i = 0; i < kg_object_count(statuses); i++) {
        const struct kg_node *state = kg_node_get(statuses->items[i], "state");
        const struct kg_node *terminated = kg_node_get(state, "terminated");
        struct kg_str reason = kg_node_text(kg_node_path(state, "waiting", "reason", NULL));
        if (init_done(pod, statuses->items[i]))
            continue;
        if (terminated != NULL)
            return kg_arena_printf(arena, "Init:%s", ended_word(arena, terminated));
        if (reason.length > 0 && !kg_str_is(reason, "PodInitializing"))
            return kg_arena_printf(arena, "Init:%.*s", KG_STR_ARG(reason));
        return kg_arena_printf(arena, "Init:%u/%u", i, count);
    }
    return NULL;
}

/* What the first container that neither runs nor is ready says; NULL when all do. */
static const char *container_word(struct kg_arena *arena, const struct kg_node *pod)
{
    const struct kg_node *statuses = kg_node_path(pod, "status", "containerStatuses", NULL);
    for (uint32_t i = 0; i < kg_object_count(statuses); i++) {
        const struct kg_node *state = kg_node_get(statuses->items[i], "state");
        struct kg_str reason = kg_node_text(kg_node_path(state, "waiting", "reason", NULL));
        if (reason.length > 0)
            return kg_str_copy(arena, reason);
        if (kg_node_get(state, "terminated") != NULL)
            return ended_word(arena, kg_node_get(state, "terminated"));
    }
    return NULL;
}

const char *kg_pod_status(struct kg_arena *arena, const struct kg_node *pod)
{
    const struct kg_node *status = kg_node_get(pod, "status");
    struct kg_str reason = kg_node_text(kg_node_get(status, "reason"));
    const struct kg_node *scheduled = kg_object_condition(pod, "PodScheduled");
    const char *word;
    if (kg_object_metadata(pod, "deletionTimestamp").length > 0)
        return kg_str_is(reason, "NodeLost") ? "Unknown" : "Terminating";
    if (kg_str_is(kg_node_text(kg_node_get(scheduled, "reason")), "SchedulingGated"))
        return "SchedulingGated";
    word = init_word(arena, pod);
    if (word == NULL)
        word = container_word(arena, pod);
    if (word != NULL)
        return word;
    return kg_str_copy(arena,
                       reason.length > 0 ? reason : kg_node_text(kg_node_get(status, "phase")));
}

/* ---- numbers ---- */

static int64_t restarts_of(const struct kg_node *statuses)
{
    int64_t restarts = 0;
    for (uint32_t i = 0; i < kg_object_count(statuses); i++)
        restarts += kg_object_integer(kg_node_get(statuses->items[i], "restartCount"), 0);
    return restarts;
}

int64_t kg_pod_restarts(const struct kg_node *pod)
{
    const struct kg_node *status = kg_node_get(pod, "status");
    return restarts_of(kg_node_get(status, "initContainerStatuses")) +
           restarts_of(kg_node_get(status, "containerStatuses"));
}

bool kg_pod_ended(const struct kg_node *pod)
{
    struct kg_str phase = kg_node_text(kg_node_path(pod, "status", "phase", NULL));
    return kg_str_is(phase, "Succeeded") || kg_str_is(phase, "Failed");
}

static int64_t probe_number(const struct kg_node *probe, const char *field, int64_t usual)
{
    int64_t number = kg_object_integer(kg_node_get(probe, field), usual);
    return number < PROBE_NUMBER_MAX ? number : PROBE_NUMBER_MAX;
}

/* How long a probe takes to say what `threshold` (with its default) asks for, in seconds. */
static int64_t probe_seconds(const struct kg_node *probe, const char *threshold, int64_t usual)
{
    if (probe == NULL)
        return 0;
    return probe_number(probe, "initialDelaySeconds", 0) +
           probe_number(probe, "periodSeconds", 10) * probe_number(probe, threshold, usual) +
           probe_number(probe, "timeoutSeconds", 1);
}

int64_t kg_pod_patience(const struct kg_node *pod)
{
    const struct kg_node *containers = kg_node_path(pod, "spec", "containers", NULL);
    int64_t longest = READY_PATIENCE;
    for (uint32_t i = 0; i < kg_object_count(containers); i++) {
        const struct kg_node *container = containers->items[i];
        int64_t seconds =
            probe_seconds(kg_node_get(container, "startupProbe"), "failureThreshold", 3) +
            probe_seconds(kg_node_get(container, "readinessProbe"), "successThreshold", 1);
        longest = seconds * SECOND > longest ? seconds * SECOND : longest;
    }
    return longest;
}

int64_t kg_pod_unready_since(const struct kg_node *pod)
{
    const struct kg_node *statuses = kg_node_path(pod, "status", "containerStatuses", NULL);
    int64_t since =
        kg_object_moment(kg_node_get(kg_object_condition(pod, "Ready"), "lastTransitionTime"));
    for (uint32_t i = 0; i < kg_object_count(statuses); i++) {
        int64_t started = kg_object_moment(
            kg_node_path(statuses->items[i], "state", "running", "startedAt", NULL));
        since = started > since ? started : since;
    }
    return since;
}
