#include "change.h"

#include <string.h>

#include "kagent/collect.h"
#include "kagent/emit.h"
#include "kagent/target.h"

#include "../common/clock.h"
#include "suite.h"

enum { BODY_MAX = 4096 };

/* ---- requests ---- */

static struct kg_kube_request patch_request(const struct scale *scale, struct kg_str body)
{
    return (struct kg_kube_request){
        .method = "PATCH",
        .resource = &kg_kube_statefulsets,
        .namespace = scale->cluster.namespace,
        .name = scale->name,
        .subresource = "scale",
        .field_manager = "kubectl-kagent-scale",
        .content_type = KG_KUBE_MERGE_PATCH,
        .body = body,
    };
}

/* Of whatever version: every new status is one, and would have it tried once more. */
static struct kg_kube_request trial_request(const struct scale *scale)
{
    const char *body =
        kg_arena_printf(scale->arena, "{\"spec\":{\"replicas\":%lld}}", (long long)scale->wanted);
    struct kg_kube_request request = patch_request(scale, kg_str_from(body));
    request.dry_run = true;
    return request;
}

/* {"metadata":{"resourceVersion":"V"},"spec":{"replicas":N}}: refused when it is no longer V. */
static struct kg_str patch_of_version(const struct scale *scale)
{
    struct kg_buf out;
    kg_buf_init(&out, scale->arena, BODY_MAX);
    kg_buf_add_text(&out, "{\"metadata\":{\"resourceVersion\":");
    kg_emit_json_string(&out, kg_kube_resource_version(scale->snapshot.statefulset));
    kg_buf_printf(&out, "},\"spec\":{\"replicas\":%lld}}", (long long)scale->wanted);
    return kg_buf_str(&out);
}

/* ---- looking ---- */

/* What the flags ask of the present state of the object. */
static int check_preconditions(const struct scale *scale, struct kg_error *err)
{
    const struct kg_option_value *replicas = scale_flag(scale, KAGENT_SCALE_CURRENT_REPLICAS);
    const struct kg_option_value *version = scale_flag(scale, KAGENT_SCALE_RESOURCE_VERSION);
    struct kg_str present = kg_kube_resource_version(scale->snapshot.statefulset);
    if (replicas->integer >= 0 && replicas->integer != scale->before)
        return kg_error_set(err, KG_ERROR_NEGATIVE,
                            "expected %lld replicas of %s, and there are %lld: nothing was changed",
                            (long long)replicas->integer, scale->name, (long long)scale->before);
    if (version->given && !kg_str_is(present, version->text))
        return kg_error_set(err, KG_ERROR_NEGATIVE,
                            "expected the version %s of %s, and it is %.*s: nothing was changed",
                            version->text, scale->name, KG_STR_ARG(present));
    return 0;
}

/* The StatefulSet alone. */
static struct kg_collect_workload workload_of(const struct scale *scale)
{
    return (struct kg_collect_workload){.kube = scale->cluster.kube,
                                        .config = &scale->cluster.config,
                                        .namespace = scale->cluster.namespace,
                                        .name = scale->name,
                                        .now = cmd_now()};
}

/* Events say why a rollout stands still; where it does not, only who waits needs them. */
static void look_closer(struct scale *scale)
{
    struct kg_rollout rollout;
    bool known = scale->snapshot.lists[KG_LIST_EVENTS].items != NULL;
    kg_rollout_judge(scale->arena, &scale->snapshot, &rollout);
    if (!known && (rollout.state == KG_ROLLOUT_PROGRESSING || rollout.state == KG_ROLLOUT_FAILED)) {
        struct kg_collect_workload wanted = workload_of(scale);
        kg_collect_list(scale->arena, &wanted, KG_LIST_EVENTS, &scale->snapshot);
    }
    scale->before = rollout.desired;
}

int change_look(struct scale *scale, struct kg_error *err)
{
    static const enum kg_snapshot_list lists[] = {
        KG_LIST_PODS,        KG_LIST_NODES,   KG_LIST_QUOTAS,
        KG_LIST_AUTOSCALERS, KG_LIST_BUDGETS, KG_LIST_EVENTS, /* last: only to wait */
    };
    size_t count = sizeof lists / sizeof *lists;
    bool tries = scale_flag(scale, KAGENT_SCALE_DRY_RUN)->choice != KAGENT_SCALE_DRY_RUN_CLIENT;
    count -= scale_flag(scale, KAGENT_SCALE_WAIT)->boolean ? 0 : 1;
    scale->trial.request = trial_request(scale);
    struct kg_collect_workload wanted = workload_of(scale);
    wanted.lists = lists;
    wanted.count = count;
    if (kg_collect_workload(scale->arena, &wanted, tries ? &scale->trial : NULL, &scale->snapshot,
                            err) != 0)
        return -1;
    look_closer(scale);
    if (check_preconditions(scale, err) != 0)
        return -1;
    kg_scaling_judge(scale->arena, &scale->snapshot, scale->wanted,
                     scale->environment.given ? &scale->environment.scale : NULL, scale->guards);
    return 0;
}

int change_look_again(struct scale *scale, struct kg_error *err)
{
    const struct kg_node *before =
        kg_node_path(scale->snapshot.statefulset, "metadata", "generation", NULL);
    const struct kg_collect_workload wanted = workload_of(scale);
    struct kg_snapshot newer;
    if (scale->trial.answer.reason != KG_KUBE_SUCCESS)
        return change_look(scale, err);
    if (kg_collect_workload(scale->arena, &wanted, NULL, &newer, err) != 0)
        return -1;
    if (!kg_str_equal(kg_node_text(before), kg_node_text(kg_node_path(newer.statefulset, "metadata",
                                                                      "generation", NULL))))
        return change_look(scale, err);
    scale->snapshot.statefulset = newer.statefulset;
    return 0;
}

const struct kg_guard *change_refusal(const struct scale *scale)
{
    const bool overridden[] = {
        [KG_OVERRIDE_NONE] = false,
        [KG_OVERRIDE_YES] = scale_flag(scale, KAGENT_SCALE_YES)->boolean,
        [KG_OVERRIDE_FORCE] = scale_flag(scale, KAGENT_SCALE_FORCE)->boolean,
    };
    for (int i = 0; i < KG_GUARD_COUNT; i++) {
        const struct kg_guard *guard = &scale->guards[i];
        if (guard->verdict == KG_GUARD_REFUSED && !overridden[guard->override])
            return guard;
    }
    return NULL;
}

bool change_allowed(const struct scale *scale)
{
    return change_refusal(scale) == NULL;
}

/* ---- changing ---- */

/* Whether the object was changed meanwhile, or why the change is refused. */
static enum change_result refused(const struct scale *scale, const struct kg_kube_answer *answer,
                                  struct kg_error *err)
{
    if (answer->reason == KG_KUBE_CONFLICT)
        return CHANGE_STALE;
    kg_error_context(err, "the number of %s is not changed", scale->name);
    return CHANGE_FAILED;
}

enum change_result change_tried(const struct scale *scale, struct kg_error *err)
{
    if (scale->trial.answer.reason == KG_KUBE_SUCCESS)
        return CHANGE_DONE;
    *err = scale->trial.error;
    return refused(scale, &scale->trial.answer, err);
}

/* Without a connection nothing was sent. */
static bool was_sent(const struct kg_kube_answer *answer)
{
    static const enum kg_http_failure before[] = {
        KG_HTTP_REFUSED,  KG_HTTP_UNREACHABLE, KG_HTTP_DNS,        KG_HTTP_TLS_UNTRUSTED,
        KG_HTTP_TLS_NAME, KG_HTTP_TLS_EXPIRED, KG_HTTP_TLS_CLIENT, KG_HTTP_LOCAL};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (answer->failure == before[i])
            return false;
    return true;
}

/* A change that was sent may have been made although no answer came, or an odd one. */
static bool is_certain(const struct kg_kube_answer *answer)
{
    static const enum kg_kube_reason open[] = {KG_KUBE_NO_ANSWER, KG_KUBE_SERVER_TIMEOUT,
                                               KG_KUBE_SERVER_ERROR, KG_KUBE_NOT_KUBERNETES};
    if (!was_sent(answer))
        return true;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (answer->reason == open[i])
            return false;
    return true;
}

static enum change_result unknown(const struct scale *scale, struct kg_error *err)
{
    kg_error_context(err, "whether %s has %lld replicas now is not known", scale->name,
                     (long long)scale->wanted);
    const struct kg_target target = {scale->cluster.namespace, scale->cluster.config.access};
    kg_error_advise(
        err, "Look: %s",
        kg_target_command(scale->arena, &target, "kubectl get statefulset %s", scale->name));
    return CHANGE_FAILED;
}

enum change_result change_make(struct scale *scale, struct kg_error *err)
{
    struct kg_kube_request request = patch_request(scale, patch_of_version(scale));
    struct kg_kube_answer answer;
    if (kg_kube_call(scale->cluster.kube, scale->arena, &request, &answer, err) != 0)
        return is_certain(&answer) ? refused(scale, &answer, err) : unknown(scale, err);
    scale->changed = true;
    scale->changed_ms = kg_http_now_ms();
    kg_integer_parse(kg_str_copy(scale->arena, kg_kube_resource_version(answer.object)),
                     &scale->version);
    return CHANGE_DONE;
}
