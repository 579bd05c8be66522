#include "change.h"

#include <string.h>

#include "kagent/emit.h"

#include "../common/snapshot.h"
#include "suite.h"

enum { BODY_MAX = 4096 };

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

/* Events say why a rollout stands still; where it does not, only who waits needs them. */
static void look_closer(struct scale *scale)
{
    struct kg_rollout rollout;
    bool known = scale->snapshot.lists[KG_LIST_EVENTS].items != NULL;
    kg_rollout_judge(scale->arena, &scale->snapshot, &rollout);
    if (!known && (rollout.state == KG_ROLLOUT_PROGRESSING || rollout.state == KG_ROLLOUT_FAILED))
        cmd_snapshot_add(scale->arena, &scale->cluster, KG_LIST_EVENTS, &scale->snapshot);
    scale->before = rollout.desired;
}

int change_look(struct scale *scale, struct kg_error *err)
{
    static const enum kg_snapshot_list lists[] = {
        KG_LIST_PODS,        KG_LIST_NODES,   KG_LIST_QUOTAS,
        KG_LIST_AUTOSCALERS, KG_LIST_BUDGETS, KG_LIST_EVENTS, /* last: only to wait */
    };
    size_t count = sizeof lists / sizeof *lists;
    count -= scale_flag(scale, KAGENT_SCALE_WAIT)->boolean ? 0 : 1;
    if (cmd_snapshot(scale->arena, &scale->cluster, scale->name, lists, count, &scale->snapshot,
                     err) != 0)
        return -1;
    scale->tried = false;
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
    struct kg_snapshot newer;
    if (cmd_snapshot(scale->arena, &scale->cluster, scale->name, NULL, 0, &newer, err) != 0)
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

static enum change_result send(struct scale *scale, const struct kg_kube_request *request,
                               struct kg_kube_answer *answer, struct kg_error *err)
{
    if (kg_kube_call(scale->cluster.kube, scale->arena, request, answer, err) == 0)
        return CHANGE_DONE;
    if (answer->reason == KG_KUBE_CONFLICT)
        return CHANGE_STALE;
    kg_error_context(err, "the number of %s is not changed", scale->name);
    return CHANGE_FAILED;
}

/* Of whatever version: every new status is one, and would have it tried once more. */
enum change_result change_try(struct scale *scale, struct kg_error *err)
{
    const char *body =
        kg_arena_printf(scale->arena, "{\"spec\":{\"replicas\":%lld}}", (long long)scale->wanted);
    struct kg_kube_request request = patch_request(scale, kg_str_from(body));
    struct kg_kube_answer answer;
    enum change_result result;
    request.dry_run = true;
    if (scale->tried)
        return CHANGE_DONE;
    result = send(scale, &request, &answer, err);
    scale->tried = result == CHANGE_DONE;
    return result;
}

enum change_result change_make(struct scale *scale, struct kg_error *err)
{
    struct kg_kube_request request = patch_request(scale, patch_of_version(scale));
    struct kg_kube_answer answer;
    enum change_result result = send(scale, &request, &answer, err);
    if (result != CHANGE_DONE)
        return result;
    scale->changed = true;
    scale->changed_ms = kg_http_now_ms();
    kg_integer_parse(kg_str_copy(scale->arena, kg_kube_resource_version(answer.object)),
                     &scale->version);
    return CHANGE_DONE;
}
