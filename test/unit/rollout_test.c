#include "kagent/rollout.h"

#include <string.h>

#include "kagent/buf.h"
#include "kagent/moment.h"

#include "snapshots.h"

static void add_pod(struct kg_buf *out, const struct kg_pod_row *row)
{
    kg_buf_printf(out, "  %s %s%s%s%s%s restarts %lld", row->name, row->status,
                  row->ready ? " ready" : "", row->updated ? " updated" : "",
                  row->wanted ? "" : " unwanted", row->terminating ? " terminating" : "",
                  (long long)row->restarts);
    kg_buf_printf(out, "%s%s", row->node[0] != '\0' ? " on " : "", row->node);
    kg_buf_printf(out, "%s%s", row->failure != NULL ? " failure " : "",
                  row->failure != NULL ? row->failure->reason : "");
    if (row->patience != KG_MOMENT_NONE)
        kg_buf_printf(out, " until %s", kg_moment_text(out->arena, row->patience));
    kg_buf_add_char(out, '\n');
}

static void add_failure(struct kg_buf *out, const struct kg_failure *failure)
{
    kg_buf_printf(out, "  %s\n", failure->message);
    if (failure->advice != NULL)
        kg_buf_printf(out, "    advice: %s\n", failure->advice);
    if (failure->event != NULL)
        kg_buf_printf(out, "    event: %s\n", failure->event);
}

/* All that the judge says about a snapshot, as text. */
static struct kg_str report(struct kg_arena *arena, const struct kg_snapshot *snapshot)
{
    struct kg_rollout rollout;
    struct kg_buf out;
    kg_rollout_judge(arena, snapshot, &rollout);
    kg_buf_init(&out, arena, 1 << 20);
    kg_buf_printf(&out, "%s%s: %s\n", kg_rollout_state_name(rollout.state),
                  rollout.settled ? ", settled" : "", rollout.summary);
    kg_buf_add_text(&out, rollout.unmet_count > 0 ? "unmet:\n" : "");
    for (size_t i = 0; i < rollout.unmet_count; i++)
        kg_buf_printf(&out, "  %s\n", rollout.unmet[i]);
    kg_buf_add_text(&out, rollout.failure_count > 0 ? "failures:\n" : "");
    for (size_t i = 0; i < rollout.failure_count; i++)
        add_failure(&out, rollout.failures[i]);
    kg_buf_add_text(&out, rollout.pod_count > 0 ? "pods:\n" : "");
    for (size_t i = 0; i < rollout.pod_count; i++)
        add_pod(&out, &rollout.pods[i]);
    return kg_buf_str(&out);
}

TEST("every scenario is judged as its text says")
{
    const char **names = snapshots_names(arena);
    CHECK(names[0] != NULL);
    for (size_t i = 0; names[i] != NULL; i++) {
        struct kg_snapshot snapshot = snapshots_read(arena, names[i]);
        snapshots_compare(arena, names[i], "rollout.txt", report(arena, &snapshot));
    }
}
