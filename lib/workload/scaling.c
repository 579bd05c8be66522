#include "kagent/scaling.h"

#include "kagent/buf.h"
#include "kagent/capacity.h"
#include "kagent/limits.h"
#include "kagent/rollout.h"
#include "kagent/target.h"

#include "kagent/object.h"

enum { MESSAGE_MAX = 1 << 16 };

/* What the guards look at. */
struct question {
    struct kg_arena *arena;
    const struct kg_snapshot *snapshot;
    const struct kg_scale_environment *environment;
    int64_t wanted;
    struct kg_rollout rollout;
    const char *set;
    struct kg_target target; /* of commands about it */
};

static const char *const no_environment =
    "guards of an environment were not applied: no --env was given";

static struct kg_guard passed(const char *message)
{
    return (struct kg_guard){.verdict = KG_GUARD_PASSED, .message = message};
}

static struct kg_guard noted(const char *message, const char *advice)
{
    return (struct kg_guard){.verdict = KG_GUARD_NOTED, .message = message, .advice = advice};
}

static struct kg_guard unknown(const char *message)
{
    return (struct kg_guard){.verdict = KG_GUARD_UNKNOWN, .message = message};
}

static struct kg_guard refused(enum kg_guard_override override, const char *message,
                               const char *advice)
{
    return (struct kg_guard){
        .verdict = KG_GUARD_REFUSED, .override = override, .message = message, .advice = advice};
}

static const char *replicas_text(const struct question *question, int64_t count)
{
    return kg_arena_printf(question->arena, "%lld replica%s", (long long)count,
                           count == 1 ? "" : "s");
}

/* ---- SC1 ---- */

static const char *autoscaler_advice(const struct question *question,
                                     const struct kg_autoscaler *autoscaler)
{
    bool above = question->wanted > autoscaler->most;
    return kg_arena_printf(
        question->arena, "Change its range: %s",
        kg_target_command(question->arena, &question->target,
                          "kubectl patch hpa %s --type merge -p '{\"spec\":{\"%s\":%lld}}'",
                          autoscaler->name, above ? "maxReplicas" : "minReplicas",
                          (long long)question->wanted));
}

static struct kg_guard guard_autoscaler(struct question *question)
{
    struct kg_arena *arena = question->arena;
    const struct kg_snapshot_part *part = &question->snapshot->lists[KG_LIST_AUTOSCALERS];
    struct kg_autoscaler autoscaler;
    const char *range;
    if (part->items == NULL)
        return unknown(kg_arena_printf(
            arena, "whether an autoscaler owns the number is not known: %s", part->unknown));
    if (!kg_limits_autoscaler(arena, question->snapshot, &autoscaler))
        return passed("no autoscaler");
    range = kg_arena_printf(arena, "the autoscaler %s (%lld to %lld)", autoscaler.name,
                            (long long)autoscaler.least, (long long)autoscaler.most);
    if (question->wanted == 0)
        return noted(kg_arena_printf(arena, "0 replicas switch %s off", range),
                     "It comes back with the first number above 0.");
    if (question->wanted < autoscaler.least || question->wanted > autoscaler.most)
        return refused(
            KG_OVERRIDE_FORCE,
            kg_arena_printf(arena, "%s would put %lld back to %lld", range,
                            (long long)question->wanted,
                            (long long)(question->wanted < autoscaler.least ? autoscaler.least
                                                                            : autoscaler.most)),
            autoscaler_advice(question, &autoscaler));
    if (!autoscaler.active)
        return noted(kg_arena_printf(arena, "%s is not scaling: %s", range, autoscaler.condition),
                     NULL);
    return noted(kg_arena_printf(arena, "%s may change the number again", range), NULL);
}

/* ---- SC2 ---- */

static struct kg_guard guard_capacity(struct question *question)
{
    struct kg_arena *arena = question->arena;
    struct kg_capacity capacity;
    const char *message;
    kg_capacity_judge(arena, question->snapshot, question->wanted, &capacity);
    if (capacity.unknown != NULL)
        return question->wanted > question->rollout.desired ? unknown(capacity.sentence)
                                                            : passed("no replica is added");
    message = capacity.nodes_sentence == NULL
                  ? capacity.sentence
                  : kg_arena_printf(arena, "%s (%s)", capacity.sentence, capacity.nodes_sentence);
    if (capacity.fits)
        return passed(message);
    return refused(KG_OVERRIDE_FORCE, message,
                   kg_arena_printf(arena, "At most %s fit: add nodes, or ask for fewer.",
                                   replicas_text(question, capacity.most)));
}

/* ---- SC3 ---- */

/* How many pods are to be created; pods that are there count in the quotas already. */
static int64_t new_pods(const struct question *question)
{
    int64_t there = question->rollout.pods_unknown == NULL ? (int64_t)question->rollout.pod_count
                                                           : question->rollout.replicas;
    return question->wanted > there ? question->wanted - there : 0;
}

static struct kg_guard guard_quota(struct question *question)
{
    struct kg_arena *arena = question->arena;
    int64_t more = new_pods(question);
    struct kg_headroom headroom;
    struct kg_buf message;
    kg_limits_quota(arena, question->snapshot, more, &headroom);
    if (more == 0)
        return passed("no pod is added");
    if (headroom.unknown != NULL)
        return unknown(kg_arena_printf(arena, "whether the quotas allow %lld more is not known: %s",
                                       (long long)more, headroom.unknown));
    kg_buf_init(&message, arena, MESSAGE_MAX);
    for (size_t i = 0; i < headroom.count; i++)
        kg_buf_printf(&message, "%s%s", i > 0 ? "; " : "", headroom.shortages[i].sentence);
    if (headroom.count > 0)
        return refused(KG_OVERRIDE_FORCE, message.data,
                       kg_arena_printf(arena, "Raise the quota, or ask for at most %lld.",
                                       (long long)(question->wanted - more + headroom.room)));
    if (headroom.unjudged != NULL)
        return unknown(kg_arena_printf(
            arena, "quotas with scopes that cannot be told from the pod template: %s",
            headroom.unjudged));
    if (headroom.room == INT64_MAX)
        return passed("no quota bounds the pods");
    return passed(kg_arena_printf(arena, "the quotas allow %lld more pods, %lld are needed",
                                  (long long)headroom.room, (long long)more));
}

/* ---- SC4 ---- */

/* The lowest of the pods that stay which is not ready; NULL when all are. */
static const struct kg_pod_row *first_unready(const struct question *question)
{
    const struct kg_rollout *rollout = &question->rollout;
    int64_t kept = question->wanted < rollout->desired ? question->wanted : rollout->desired;
    for (size_t i = 0; i < rollout->pod_count; i++) {
        const struct kg_pod_row *row = &rollout->pods[i];
        if (row->ordinal >= rollout->start && row->ordinal < rollout->start + kept &&
            (!row->ready || row->terminating))
            return row;
    }
    return NULL;
}

/* Whether one of the pods that stay is still to be replaced by one of the new revision. */
static bool updates_under_way(const struct question *question)
{
    const struct kg_rollout *rollout = &question->rollout;
    for (size_t i = 0; i < rollout->pod_count; i++) {
        if (rollout->pods[i].ordinal < rollout->start + question->wanted &&
            !rollout->pods[i].updated && !rollout->on_delete)
            return true;
    }
    return false;
}

static struct kg_guard guard_down(struct question *question)
{
    const struct kg_rollout *rollout = &question->rollout;
    const struct kg_pod_row *row = first_unready(question);
    if (updates_under_way(question))
        return refused(
            KG_OVERRIDE_FORCE,
            kg_arena_printf(question->arena, "an update is under way: %s", rollout->summary),
            kg_arena_printf(question->arena, "Wait for it: %s",
                            kg_target_command(question->arena, &question->target,
                                              "kubectl rollout status statefulset/%s",
                                              question->set)));
    if (row != NULL && !rollout->parallel)
        return refused(
            KG_OVERRIDE_FORCE,
            kg_arena_printf(question->arena,
                            "%s, which is to stay, is %s: the controller removes none before all "
                            "that stay are ready",
                            row->name, row->ready ? row->status : "not ready"),
            row->failure != NULL ? row->failure->message : NULL);
    return passed(rollout->summary);
}

static struct kg_guard guard_up(struct question *question)
{
    const struct kg_rollout *rollout = &question->rollout;
    const struct kg_pod_row *row = first_unready(question);
    if (row != NULL && row->failure != NULL && !rollout->parallel)
        return refused(KG_OVERRIDE_FORCE,
                       kg_arena_printf(question->arena,
                                       "%s; the controller creates no pod above it before it is "
                                       "ready",
                                       row->failure->message),
                       row->failure->advice);
    if (rollout->state == KG_ROLLOUT_PROGRESSING || rollout->state == KG_ROLLOUT_FAILED)
        return noted(rollout->summary, NULL);
    return passed(rollout->summary);
}

/* A pod that goes takes its troubles along: only those that stay are looked at. */
static struct kg_guard guard_rollout(struct question *question)
{
    const struct kg_rollout *rollout = &question->rollout;
    if (rollout->pods_unknown != NULL)
        return unknown(kg_arena_printf(question->arena, "how the pods do is not known: %s",
                                       rollout->pods_unknown));
    if (rollout->failure_count > 0 && rollout->failures[0]->kind == KG_FAILURE_TRAPPED &&
        first_unready(question) != NULL)
        return refused(KG_OVERRIDE_FORCE, rollout->failures[0]->message,
                       rollout->failures[0]->advice);
    return question->wanted < rollout->desired ? guard_down(question) : guard_up(question);
}

/* ---- SC5 ---- */

static const char *place_text(const struct question *question, struct kg_position where)
{
    return where.file == NULL ? "its manifests"
                              : kg_arena_printf(question->arena, "%s:%u", where.file, where.line);
}

static struct kg_guard guard_promise(struct question *question)
{
    const struct kg_scale_environment *environment = question->environment;
    const char *range;
    if (environment == NULL)
        return unknown(no_environment);
    if (!environment->promised)
        return passed(kg_arena_printf(question->arena, "%s promises no range", environment->name));
    range = environment->most == INT64_MAX
                ? kg_arena_printf(question->arena, "%lld or more", (long long)environment->least)
            : environment->least == environment->most
                ? kg_arena_printf(question->arena, "%lld", (long long)environment->least)
                : kg_arena_printf(question->arena, "%lld to %lld", (long long)environment->least,
                                  (long long)environment->most);
    const char *message =
        kg_arena_printf(question->arena, "%s promises %s replicas (%s)", environment->name, range,
                        place_text(question, environment->promised_at));
    if (question->wanted >= environment->least && question->wanted <= environment->most)
        return passed(message);
    return refused(KG_OVERRIDE_FORCE, message,
                   environment->written ? "With --force --write changes the promise too."
                                        : "Change the promise there first.");
}

static struct kg_guard guard_zero(struct question *question)
{
    if (question->wanted > 0)
        return passed("replicas are left");
    return refused(
        KG_OVERRIDE_YES,
        kg_arena_printf(question->arena, "0 replicas stop every agent of %s", question->set), NULL);
}

/* ---- SC6 ---- */

static struct kg_guard guard_apply_unknown(struct question *question)
{
    static const char advice[] = "With --env the line of the manifests is named that says so.";
    struct kg_arena *arena = question->arena;
    struct kg_owner owner;
    const char *when = "";
    if (!kg_limits_owner(arena, question->snapshot->statefulset, &owner))
        return unknown("nothing says who wrote the number, and what would write it again");
    if (owner.time != KG_MOMENT_NONE)
        when = kg_arena_printf(arena, " %s ago",
                               kg_moment_span(arena, question->snapshot->taken - owner.time));
    if (strcmp(owner.subresource, "scale") == 0)
        return noted(kg_arena_printf(arena,
                                     "%s scaled it%s: the next apply of its manifests puts back "
                                     "what they say",
                                     owner.manager, when),
                     advice);
    return noted(
        kg_arena_printf(arena, "%s wrote the number%s: it may write it again", owner.manager, when),
        advice);
}

static struct kg_guard guard_apply(struct question *question)
{
    const struct kg_scale_environment *environment = question->environment;
    if (environment == NULL)
        return guard_apply_unknown(question);
    if (environment->rendered < 0)
        return passed("the manifests leave the number out");
    if (environment->rendered == question->wanted)
        return passed(kg_arena_printf(question->arena, "the manifests say %lld too (%s)",
                                      (long long)question->wanted,
                                      place_text(question, environment->rendered_at)));
    if (environment->written)
        return passed(kg_arena_printf(question->arena, "--write changes %s from %lld",
                                      place_text(question, environment->rendered_at),
                                      (long long)environment->rendered));
    return noted(kg_arena_printf(question->arena,
                                 "the next apply of %s puts the number back to %lld, as %s says",
                                 environment->name, (long long)environment->rendered,
                                 place_text(question, environment->rendered_at)),
                 "With --write it is changed there too.");
}

/* ---- SC9 ---- */

static struct kg_guard guard_budget(struct question *question)
{
    const struct kg_snapshot_part *part = &question->snapshot->lists[KG_LIST_BUDGETS];
    const struct kg_budget *budgets;
    size_t count;
    if (part->items == NULL)
        return unknown(kg_arena_printf(
            question->arena, "whether nodes can still be drained is not known: %s", part->unknown));
    count = kg_limits_budgets(question->arena, question->snapshot, question->wanted, &budgets);
    for (size_t i = 0; i < count; i++) {
        if (budgets[i].allowed == 0 && question->wanted > 0)
            return noted(kg_arena_printf(question->arena,
                                         "%s, so no node under them can be drained",
                                         budgets[i].sentence),
                         NULL);
    }
    return passed(count > 0 ? budgets[0].sentence : "no disruption budget");
}

/* ---- all of them ---- */

static const struct {
    const char *id;
    const char *name;
    struct kg_guard (*judge)(struct question *question);
} guard_table[KG_GUARD_COUNT] = {
    [KG_GUARD_AUTOSCALER] = {"SC1", "autoscaler", guard_autoscaler},
    [KG_GUARD_CAPACITY] = {"SC2", "capacity", guard_capacity},
    [KG_GUARD_QUOTA] = {"SC3", "quota", guard_quota},
    [KG_GUARD_ROLLOUT] = {"SC4", "rollout", guard_rollout},
    [KG_GUARD_PROMISE] = {"SC5", "promise", guard_promise},
    [KG_GUARD_ZERO] = {"SC5", "zero", guard_zero},
    [KG_GUARD_APPLY] = {"SC6", "apply", guard_apply},
    [KG_GUARD_BUDGET] = {"SC9", "disruption-budget", guard_budget},
};

void kg_scaling_judge(struct kg_arena *arena, const struct kg_snapshot *snapshot, int64_t wanted,
                      const struct kg_scale_environment *environment, struct kg_guard *guards)
{
    struct question question = {
        .arena = arena,
        .snapshot = snapshot,
        .environment = environment,
        .wanted = wanted,
        .set = kg_object_name(arena, snapshot->statefulset),
        .target = {kg_str_copy(arena, kg_object_metadata(snapshot->statefulset, "namespace")),
                   snapshot->access},
    };
    kg_rollout_judge(arena, snapshot, &question.rollout);
    for (int i = 0; i < KG_GUARD_COUNT; i++) {
        guards[i] = guard_table[i].judge(&question);
        guards[i].kind = (enum kg_guard_kind)i;
    }
}

const char *kg_guard_id(enum kg_guard_kind kind)
{
    return guard_table[kind].id;
}

const char *kg_guard_name(enum kg_guard_kind kind)
{
    return guard_table[kind].name;
}

const char *kg_guard_verdict_name(enum kg_guard_verdict verdict)
{
    static const char *const names[] = {"passed", "noted", "unknown", "refused"};
    return names[verdict];
}
