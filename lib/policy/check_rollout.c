/* KL100 to KL105, KL114, KL115: is the cluster to be asked, and do all agents run as they shall? */
#include <string.h>

#include "checks.h"
#include "kagent/object.h"
#include "kagent/table.h"
#include "live_trial.h"

enum { TABLE_MAX = 1 << 20 };

/* ---- KL100 ---- */

void kg_check_reachable(struct kg_trial *trial)
{
    const struct kg_live *live = trial->subject->live;
    trial->looked = true;
    if (live->unreachable != NULL) {
        kg_find_unchecked(
            trial, NULL,
            kg_arena_printf(trial->arena, "the cluster of %s",
                            live->context[0] != '\0'
                                ? kg_arena_printf(trial->arena, "context %s", live->context)
                                : "this machine"),
            live->unreachable, live->advice);
        return;
    }
    for (size_t i = 0; i < live->object_count; i++) {
        const struct kg_live_object *object = &live->objects[i];
        if (object->unknown != NULL)
            kg_find_unchecked(
                trial, NULL,
                kg_arena_printf(trial->arena, "%s/%s in the cluster", object->kind, object->name),
                object->unknown,
                "`kubectl kagent verify --print-rbac` prints the rights that it "
                "takes.");
    }
}

/* ---- KL101 ---- */

static const char *age_of(struct kg_arena *arena, const struct kg_trial *trial, int64_t since)
{
    int64_t now = trial->live->workload.taken;
    return since == KG_MOMENT_NONE || now == KG_MOMENT_NONE ? "-"
                                                            : kg_moment_span(arena, now - since);
}

/* A row for each pod, as `kubectl get pods` has them, with the node and the revision. */
static const char *pod_table(struct kg_trial *trial)
{
    struct kg_arena *arena = trial->arena;
    struct kg_table table;
    struct kg_buf out;
    kg_table_init(&table, arena);
    kg_table_add(
        &table,
        (struct kg_row){{"POD", "READY", "STATUS", "RESTARTS", "AGE", "NODE", "REVISION"}, ""});
    for (size_t i = 0; i < trial->rollout->pod_count; i++) {
        const struct kg_pod_row *pod = &trial->rollout->pods[i];
        kg_table_add(
            &table,
            (struct kg_row){{pod->name, pod->ready ? "yes" : "no", pod->status,
                             kg_arena_printf(arena, "%lld", (long long)pod->restarts),
                             age_of(arena, trial, pod->created),
                             pod->node[0] != '\0' ? pod->node : "-", pod->updated ? "new" : "old"},
                            ""});
    }
    kg_buf_init(&out, arena, TABLE_MAX);
    kg_table_print(&out, &table, 0, "");
    return trial->rollout->pod_count > 0 ? kg_str_copy(arena, kg_buf_str(&out)) : NULL;
}

static void report_missing_set(struct kg_trial *trial)
{
    const struct kg_manifest *set = trial->live_set;
    const struct kg_live_object *object =
        kg_live_find(trial->live, "StatefulSet", set->ref.namespace, set->ref.name);
    trial->looked = true;
    if (object != NULL && object->unknown != NULL) {
        kg_find_unchecked(trial, set, "the rollout", object->unknown, NULL);
        return;
    }
    kg_find_advise(trial,
                   kg_find(trial, set, "", "StatefulSet %s is not in namespace %s", set->ref.name,
                           trial->live->namespace),
                   "Apply the manifests, or choose the context of another cluster.");
}

static void report_rollout(struct kg_trial *trial, const struct kg_manifest *set)
{
    const struct kg_rollout *rollout = trial->rollout;
    struct kg_finding *finding = kg_find(trial, set, "", "%s", rollout->summary);
    finding->details = pod_table(trial);
    if (rollout->state == KG_ROLLOUT_CANARY) {
        kg_find_at_most(finding, KG_SEVERITY_WARNING);
        kg_find_advise(trial, finding,
                       "Lower updateStrategy.rollingUpdate.partition to go on with the update.");
    } else if (rollout->state == KG_ROLLOUT_PROGRESSING) {
        kg_find_advise(trial, finding,
                       "It is under way: --wait waits until it is done. Missing: %s.",
                       kg_joined(trial->arena, rollout->unmet, rollout->unmet_count));
    } else if (rollout->unmet_count > 0) {
        kg_find_advise(trial, finding, "Missing: %s.",
                       kg_joined(trial->arena, rollout->unmet, rollout->unmet_count));
    }
}

void kg_check_rollout(struct kg_trial *trial)
{
    const struct kg_manifest *set;
    if (trial->live != NULL && trial->live_set != NULL && trial->rollout == NULL) {
        report_missing_set(trial);
        return;
    }
    set = kg_each_live(trial);
    if (set == NULL)
        return;
    if (trial->rollout->pods_unknown != NULL)
        kg_find_unchecked(trial, set, "the pods, one by one", trial->rollout->pods_unknown, NULL);
    if (trial->rollout->state != KG_ROLLOUT_DONE && trial->rollout->state != KG_ROLLOUT_OUTDATED)
        report_rollout(trial, set);
}

/* ---- KL102 to KL105, KL114: failures by their kind ---- */

/* What the cluster has said about it: the newest warning, and the end of the log. */
static const char *evidence(struct kg_trial *trial, const struct kg_failure *failure)
{
    const char *line = kg_live_log_line(trial->live, failure->pod, failure->container);
    const char *event =
        failure->event != NULL ? kg_arena_printf(trial->arena, "event: %s\n", failure->event) : "";
    if (line == NULL || line[0] == '\0')
        return event[0] != '\0' ? event : NULL;
    return kg_arena_printf(trial->arena, "%slast line of the log: %s\n", event, line);
}

static void report_failure(struct kg_trial *trial, const struct kg_manifest *set,
                           const struct kg_failure *failure)
{
    struct kg_finding *finding = kg_find(trial, set, "", "%s", failure->message);
    if (failure->pod[0] != '\0')
        kg_find_about(trial, finding, "v1", "Pod", failure->pod);
    finding->rule = failure->reason;
    finding->details = evidence(trial, failure);
    if (failure->advice != NULL)
        kg_find_advise(trial, finding, "%s", failure->advice);
}

/* `kinds` is a set of bits by enum kg_failure_kind. */
static void report_failures(struct kg_trial *trial, unsigned kinds)
{
    const struct kg_manifest *set = kg_each_live(trial);
    for (size_t i = 0; set != NULL && i < trial->rollout->failure_count; i++) {
        const struct kg_failure *failure = trial->rollout->failures[i];
        if ((kinds & (1U << failure->kind)) != 0)
            report_failure(trial, set, failure);
    }
}

void kg_check_trap(struct kg_trial *trial)
{
    report_failures(trial, 1U << KG_FAILURE_TRAPPED);
}

void kg_check_terminal(struct kg_trial *trial)
{
    report_failures(trial, 1U << KG_FAILURE_WAITING | 1U << KG_FAILURE_MEMORY |
                               1U << KG_FAILURE_NOT_READY);
}

void kg_check_creation(struct kg_trial *trial)
{
    report_failures(trial, 1U << KG_FAILURE_CREATE);
}

void kg_check_scheduling(struct kg_trial *trial)
{
    const struct kg_manifest *set = kg_each_live(trial);
    for (size_t i = 0; set != NULL && i < trial->rollout->failure_count; i++) {
        const struct kg_failure *failure = trial->rollout->failures[i];
        if (failure->kind != KG_FAILURE_UNSCHEDULABLE)
            continue;
        size_t before = trial->found_count;
        report_failure(trial, set, failure);
        if (trial->found_count == before)
            continue;
        struct kg_finding *finding = &trial->found[before].finding;
        if (trial->capacity->unknown != NULL)
            kg_find_unchecked(trial, set, "how many agents the nodes can hold",
                              trial->capacity->unknown, NULL);
        else if (trial->capacity->sentence != NULL)
            finding->details = kg_arena_printf(
                trial->arena, "%s%s\n%s\n", finding->details != NULL ? finding->details : "",
                trial->capacity->sentence,
                trial->capacity->nodes_sentence != NULL ? trial->capacity->nodes_sentence : "");
    }
}

/* A node that is not ready keeps its pods: a StatefulSet never starts a second of the same name. */
static void report_lost_nodes(struct kg_trial *trial, const struct kg_manifest *set,
                              const struct kg_node *nodes)
{
    for (size_t i = 0; i < trial->rollout->pod_count; i++) {
        const struct kg_pod_row *pod = &trial->rollout->pods[i];
        const struct kg_node *node = NULL;
        for (uint32_t j = 0; node == NULL && j < kg_object_count(nodes); j++)
            if (kg_str_is(kg_object_metadata(nodes->items[j], "name"), pod->node))
                node = nodes->items[j];
        if (node == NULL || kg_object_holds(node, "Ready"))
            continue;
        kg_find_advise(
            trial,
            kg_find_about(trial,
                          kg_find(trial, set, "", "%s is on node %s, which is not ready", pod->name,
                                  pod->node),
                          "v1", "Pod", pod->name),
            "Bring the node back. Only when it is gone for good: `%s`, and it starts elsewhere.",
            kg_live_command(trial, NULL, "kubectl delete pod %s --force", pod->name));
    }
}

void kg_check_termination(struct kg_trial *trial)
{
    const struct kg_manifest *set = kg_each_live(trial);
    if (set == NULL)
        return;
    report_failures(trial, 1U << KG_FAILURE_TERMINATING);
    const struct kg_node *nodes =
        kg_live_items(trial, &trial->live->workload.lists[KG_LIST_NODES], "the nodes of the pods");
    if (nodes != NULL)
        report_lost_nodes(trial, set, nodes);
}

/* ---- KL115 ---- */

static void report_outdated(struct kg_trial *trial, const struct kg_manifest *set)
{
    const struct kg_rollout *rollout = trial->rollout;
    const char **names = kg_arena_zero(trial->arena, rollout->pod_count + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < rollout->pod_count; i++)
        if (!rollout->pods[i].updated && rollout->pods[i].wanted)
            names[count++] = rollout->pods[i].name;
    if (rollout->state != KG_ROLLOUT_OUTDATED || count == 0)
        return;
    kg_find_advise(trial,
                   kg_find(trial, set, "spec.updateStrategy.type",
                           "%s %s of an older revision, and OnDelete leaves them so",
                           kg_joined(trial->arena, names, count), count == 1 ? "is" : "are"),
                   "Delete one after the other, waiting until each is ready: `%s`.",
                   kg_live_command(trial, NULL, "kubectl delete pod %s", names[count - 1]));
}

/* The image of a container as it runs in a pod: what the tag meant when it started. */
static struct kg_str image_id(const struct kg_node *pod, struct kg_str container)
{
    const struct kg_node *statuses = kg_node_path(pod, "status", "containerStatuses", NULL);
    for (uint32_t i = 0; i < kg_object_count(statuses); i++)
        if (kg_str_equal(kg_node_text(kg_node_get(statuses->items[i], "name")), container))
            return kg_node_text(kg_node_get(statuses->items[i], "imageID"));
    return KG_STR("");
}

static void compare_images(struct kg_trial *trial, const struct kg_container *container)
{
    const struct kg_pod_row *first = NULL;
    struct kg_str known = KG_STR("");
    for (size_t i = 0; i < trial->rollout->pod_count; i++) {
        const struct kg_pod_row *pod = &trial->rollout->pods[i];
        struct kg_str id = image_id(pod->object, container->name);
        if (id.length == 0 || !pod->updated)
            continue;
        if (first != NULL && !kg_str_equal(id, known)) {
            kg_find_advise(
                trial,
                kg_find(trial, container->manifest, kg_container_path(trial, container, "image"),
                        "%s and %s run different images under the same name", first->name,
                        pod->name),
                "The tag was moved. Name the image by its digest, or by a tag that stays.");
            return;
        }
        first = first == NULL ? pod : first;
        known = first == pod ? id : known;
    }
}

void kg_check_revision(struct kg_trial *trial)
{
    const struct kg_manifest *set = kg_each_live(trial);
    struct kg_container container = {.manifest = set};
    if (set == NULL)
        return;
    report_outdated(trial, set);
    while (kg_each_container(&container, KG_CONTAINERS_MAIN))
        compare_images(trial, &container);
}
