#include "kagent/scaling.h"

#include "kagent/buf.h"
#include "kagent/limits.h"

#include "snapshots.h"

static void judge(struct kg_arena *arena, const char *scenario, int64_t wanted,
                  struct kg_guard *guards)
{
    struct kg_snapshot snapshot = snapshots_read(arena, scenario);
    kg_scaling_judge(arena, &snapshot, wanted, NULL, guards);
}

static void add_guards(struct kg_buf *out, const struct kg_guard *guards)
{
    static const char *const overrides[] = {"", " unless --yes", " unless --force"};
    for (int i = 0; i < KG_GUARD_COUNT; i++) {
        const struct kg_guard *guard = &guards[i];
        kg_buf_printf(out, "  %s %s %s%s: %s\n", kg_guard_id(guard->kind),
                      kg_guard_name(guard->kind), kg_guard_verdict_name(guard->verdict),
                      overrides[guard->override], guard->message);
        if (guard->advice != NULL)
            kg_buf_printf(out, "      %s\n", guard->advice);
    }
}

/* What the guards say about some numbers, without an environment and with one. */
static struct kg_str report(struct kg_arena *arena, const struct kg_snapshot *snapshot)
{
    static const int64_t numbers[] = {0, 2, 5, 7};
    const struct kg_scale_environment prod = {
        .name = "prod",
        .promised = true,
        .least = 5,
        .most = 10,
        .promised_at = {.file = "overlays/prod/kustomization.yaml", .line = 6},
        .rendered = 5,
        .rendered_at = {.file = "overlays/prod/statefulset-patch.yaml", .line = 9},
    };
    struct kg_guard guards[KG_GUARD_COUNT];
    struct kg_buf out;
    kg_buf_init(&out, arena, 1 << 20);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct kg_scale_environment *environment = i % 2 == 0 ? NULL : &prod;
        kg_buf_printf(&out, "to %lld%s:\n", (long long)numbers[i],
                      environment != NULL ? " in prod" : "");
        kg_scaling_judge(arena, snapshot, numbers[i], environment, guards);
        add_guards(&out, guards);
    }
    return kg_buf_str(&out);
}

TEST("the guards say about the scenarios what their texts hold")
{
    static const char *const scenarios[] = {
        "healthy",       "autoscaled",  "budget-of-all",          "crash-loop",  "image-pull",
        "nodes-unknown", "mixed-nodes", "scale-down-terminating", "tight-quota", "rollback-trap",
    };
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++) {
        struct kg_snapshot snapshot = snapshots_read(arena, scenarios[i]);
        snapshots_compare(arena, scenarios[i], "scaling.txt", report(arena, &snapshot));
    }
}

TEST("a set whose failing pods go may always be scaled down")
{
    struct kg_guard guards[KG_GUARD_COUNT];
    judge(arena, "unschedulable", 3, guards);
    CHECK_INT(guards[KG_GUARD_ROLLOUT].verdict, KG_GUARD_PASSED);
    judge(arena, "unschedulable", 4, guards);
    CHECK_INT(guards[KG_GUARD_ROLLOUT].verdict, KG_GUARD_REFUSED);
}

TEST("a trapped pod may be scaled away, and keeps one that stays from being scaled")
{
    struct kg_guard guards[KG_GUARD_COUNT];
    judge(arena, "rollback-trap", 2, guards);
    CHECK_INT(guards[KG_GUARD_ROLLOUT].verdict, KG_GUARD_PASSED);
    judge(arena, "rollback-trap", 3, guards);
    CHECK_INT(guards[KG_GUARD_ROLLOUT].verdict, KG_GUARD_REFUSED);
    judge(arena, "image-pull", 2, guards);
    CHECK_INT(guards[KG_GUARD_ROLLOUT].verdict, KG_GUARD_REFUSED);
    judge(arena, "image-pull", 0, guards);
    CHECK_INT(guards[KG_GUARD_ROLLOUT].verdict, KG_GUARD_PASSED);
}

TEST("the owner of the number is who wrote it last")
{
    struct kg_snapshot snapshot = snapshots_read(arena, "autoscaled");
    struct kg_owner owner;
    CHECK(kg_limits_owner(arena, snapshot.statefulset, &owner));
    CHECK_TEXT(owner.manager, "kube-controller-manager");
    CHECK_TEXT(owner.subresource, "scale");
    snapshot = snapshots_read(arena, "healthy");
    CHECK(kg_limits_owner(arena, snapshot.statefulset, &owner));
    CHECK_TEXT(owner.manager, "kubectl-client-side-apply");
    CHECK_TEXT(owner.subresource, "");
}
