#include "report.h"

#include <string.h>

#include "kagent/emit.h"
#include "kagent/moment.h"
#include "kagent/table.h"
#include "kagent/target.h"

#include "../common/command.h"
#include "change.h"
#include "suite.h"

static const char *outcome_name(enum scale_outcome outcome)
{
    static const char *const names[] = {
        [SCALE_REFUSED] = "refused",    [SCALE_TRIED] = "tried",
        [SCALE_CHANGED] = "changed",    [SCALE_READY] = "ready",
        [SCALE_FAILED] = "failed",      [SCALE_UNDONE] = "undone",
        [SCALE_TIMED_OUT] = "timedOut", [SCALE_INTERRUPTED] = "interrupted",
    };
    return names[outcome];
}

static const char *override_name(enum kg_guard_override override)
{
    static const char *const names[] = {"", "--yes", "--force"};
    return names[override];
}

/* ---- guards ---- */

void report_guards(const struct scale *scale)
{
    static const char *const marks[] = {"ok", "note", "unknown", "no"};
    const char *context = scale->cluster.config.context;
    cmd_note("%s in the namespace %s of %s: %lld -> %lld replicas", scale->name,
             scale->cluster.namespace, context[0] != '\0' ? context : scale->cluster.config.server,
             (long long)scale->before, (long long)scale->wanted);
    for (int i = 0; i < KG_GUARD_COUNT; i++) {
        const struct kg_guard *guard = &scale->guards[i];
        cmd_note("  %-8s %s: %s", marks[guard->verdict], kg_guard_name(guard->kind),
                 guard->message);
        if (guard->verdict == KG_GUARD_NOTED && guard->advice != NULL)
            cmd_note("           %s", guard->advice);
    }
}

/* ---- for people ---- */

static const char *seconds(struct kg_arena *arena, int64_t milliseconds)
{
    return kg_arena_printf(arena, "%lld.%lld s", (long long)(milliseconds / 1000),
                           (long long)(milliseconds % 1000 / 100));
}

static void add_headline(const struct scale *scale, struct kg_buf *out)
{
    static const char *const tries[] = {
        [KAGENT_SCALE_DRY_RUN_NONE] = "",
        [KAGENT_SCALE_DRY_RUN_CLIENT] = " (dry run)",
        [KAGENT_SCALE_DRY_RUN_SERVER] = " (server dry run)",
    };
    kg_buf_printf(out, "statefulset.apps/%s ", scale->name);
    if (scale->changed || scale->outcome == SCALE_TRIED)
        kg_buf_printf(out, "scaled from %lld to %lld", (long long)scale->before,
                      (long long)scale->wanted);
    else
        kg_buf_printf(out, "has %lld replica%s already", (long long)scale->wanted,
                      scale->wanted == 1 ? "" : "s");
    kg_buf_add_text(out, tries[scale_flag(scale, KAGENT_SCALE_DRY_RUN)->choice]);
    if (scale->outcome == SCALE_READY)
        kg_buf_printf(out, ", %s after %s", scale->summary, seconds(out->arena, scale->waited));
    kg_buf_add_char(out, '\n');
}

/* "ready after 2.4 s, 1.1 s of its own", "gone after 3.0 s" */
static const char *ordinal_text(struct kg_arena *arena, const struct scale_ordinal *ordinal)
{
    if (ordinal->over < 0)
        return ordinal->removed ? "not gone" : "not ready";
    if (ordinal->removed)
        return kg_arena_printf(arena, "gone after %s", seconds(arena, ordinal->over));
    return kg_arena_printf(arena, "ready after %s, %s of its own", seconds(arena, ordinal->over),
                           seconds(arena, ordinal->over - ordinal->seen));
}

static void add_text(const struct scale *scale, const struct manifest_plan *plan,
                     struct kg_buf *out)
{
    struct kg_table table;
    if (scale->outcome == SCALE_CHANGED || scale->outcome == SCALE_READY ||
        scale->outcome == SCALE_TRIED)
        add_headline(scale, out);
    kg_table_init(&table, out->arena);
    for (size_t i = 0; i < scale->ordinal_count; i++)
        kg_table_add(
            &table,
            (struct kg_row){{scale->ordinals[i].name,
                             scale->ordinals[i].node[0] != '\0' ? scale->ordinals[i].node : "-",
                             ordinal_text(out->arena, &scale->ordinals[i])},
                            ""});
    kg_table_print(out, &table, 2, "");
    for (size_t i = 0; scale->written && i < plan->change_count; i++)
        kg_buf_printf(out, "%s\n", plan->changes[i]);
}

/* ---- for programs ---- */

static void set_text(struct kg_arena *arena, struct kg_node *mapping, const char *key,
                     const char *value)
{
    if (value != NULL && value[0] != '\0')
        kg_node_set(arena, mapping, key, kg_node_string(arena, kg_str_from(value)));
}

static void set_plain(struct kg_arena *arena, struct kg_node *mapping, const char *key,
                      enum kg_tag tag, const char *value)
{
    kg_node_set(arena, mapping, key, kg_node_scalar(arena, tag, kg_str_from(value)));
}

static void set_number(struct kg_arena *arena, struct kg_node *mapping, const char *key,
                       int64_t value)
{
    set_plain(arena, mapping, key, KG_TAG_INT, kg_arena_printf(arena, "%lld", (long long)value));
}

/* Milliseconds as seconds, a number with three digits behind the point. */
static void set_seconds(struct kg_arena *arena, struct kg_node *mapping, const char *key,
                        int64_t milliseconds)
{
    if (milliseconds >= 0)
        set_plain(arena, mapping, key, KG_TAG_FLOAT,
                  kg_arena_printf(arena, "%lld.%03lld", (long long)(milliseconds / 1000),
                                  (long long)(milliseconds % 1000)));
}

static struct kg_node *guards_document(struct kg_arena *arena, const struct scale *scale)
{
    struct kg_node *list = kg_node_sequence(arena);
    for (int i = 0; i < KG_GUARD_COUNT; i++) {
        const struct kg_guard *guard = &scale->guards[i];
        struct kg_node *item = kg_node_mapping(arena);
        set_text(arena, item, "id", kg_guard_id(guard->kind));
        set_text(arena, item, "name", kg_guard_name(guard->kind));
        set_text(arena, item, "verdict", kg_guard_verdict_name(guard->verdict));
        set_text(arena, item, "override", override_name(guard->override));
        set_text(arena, item, "message", guard->message);
        set_text(arena, item, "advice", guard->advice);
        kg_node_append(arena, list, item);
    }
    return list;
}

static struct kg_node *ordinals_document(struct kg_arena *arena, const struct scale *scale)
{
    struct kg_node *list = kg_node_sequence(arena);
    for (size_t i = 0; i < scale->ordinal_count; i++) {
        const struct scale_ordinal *ordinal = &scale->ordinals[i];
        struct kg_node *item = kg_node_mapping(arena);
        set_number(arena, item, "ordinal", ordinal->ordinal);
        set_text(arena, item, "pod", ordinal->name);
        set_text(arena, item, "node", ordinal->node);
        set_seconds(arena, item, "seenAfterSeconds", ordinal->seen);
        set_seconds(arena, item, ordinal->removed ? "goneAfterSeconds" : "readyAfterSeconds",
                    ordinal->over);
        kg_node_append(arena, list, item);
    }
    return list;
}

static struct kg_node *failure_document(struct kg_arena *arena, const struct scale *scale)
{
    struct kg_node *failure = kg_node_mapping(arena);
    set_text(arena, failure, "pod", scale->failure->pod);
    set_text(arena, failure, "container", scale->failure->container);
    set_text(arena, failure, "reason", scale->failure->reason);
    set_text(arena, failure, "message", scale->failure->message);
    set_text(arena, failure, "advice", scale->failure->advice);
    set_text(arena, failure, "event", scale->failure->event);
    set_text(arena, failure, "log", scale->log);
    return failure;
}

static struct kg_node *document(struct kg_arena *arena, const struct scale *scale,
                                const struct manifest_plan *plan)
{
    struct kg_node *root = kg_node_mapping(arena);
    struct kg_node *written = kg_node_sequence(arena);
    set_text(arena, root, "context", scale->cluster.config.context);
    set_text(arena, root, "server", scale->cluster.config.server);
    set_text(arena, root, "namespace", scale->cluster.namespace);
    set_text(arena, root, "statefulset", scale->name);
    set_text(arena, root, "environment", scale->environment.scale.name);
    set_number(arena, root, "from", scale->before);
    set_number(arena, root, "to", scale->wanted);
    set_plain(arena, root, "changed", KG_TAG_BOOL, scale->changed ? "true" : "false");
    set_text(arena, root, "outcome", outcome_name(scale->outcome));
    set_text(arena, root, "summary", scale->summary);
    set_seconds(arena, root, "waitedSeconds", scale->waited);
    kg_node_set(arena, root, "guards", guards_document(arena, scale));
    kg_node_set(arena, root, "pods", ordinals_document(arena, scale));
    if (scale->failure != NULL)
        kg_node_set(arena, root, "failure", failure_document(arena, scale));
    for (size_t i = 0; scale->written && i < plan->change_count; i++)
        kg_node_append(arena, written, kg_node_string(arena, kg_str_from(plan->changes[i])));
    kg_node_set(arena, root, "written", written);
    return root;
}

int report_outcome(const struct scale *scale, const struct manifest_plan *plan, struct kg_buf *out,
                   struct kg_error *err)
{
    switch (scale_flag(scale, KAGENT_SCALE_FORMAT)->choice) {
    case KAGENT_SCALE_FORMAT_JSON:
        if (kg_emit_json(out, document(out->arena, scale, plan), KG_JSON_INDENTED, err) != 0)
            return -1;
        kg_buf_add_char(out, '\n');
        return 0;
    case KAGENT_SCALE_FORMAT_YAML:
        return kg_emit_yaml(out, document(out->arena, scale, plan), NULL, err);
    case KAGENT_SCALE_FORMAT_NAME:
        if (scale->outcome != SCALE_REFUSED)
            kg_buf_printf(out, "statefulset.apps/%s\n", scale->name);
        return 0;
    default:
        add_text(scale, plan, out);
        return 0;
    }
}

/* ---- how it ends ---- */

static int refused(const struct scale *scale, struct kg_error *err)
{
    const struct kg_guard *guard = change_refusal(scale);
    kg_error_set(err, KG_ERROR_NEGATIVE, "%s is not scaled to %lld: %s", scale->name,
                 (long long)scale->wanted, guard->message);
    /* On a line of its own: advice may end with a command to copy. */
    return kg_error_advise(err, "%s%s%s does it all the same.",
                           guard->advice != NULL ? guard->advice : "",
                           guard->advice != NULL ? "\n" : "", override_name(guard->override));
}

/* The command that sets the number that was there before. */
static const char *way_back(const struct scale *scale)
{
    const struct kg_target target = {scale->cluster.namespace, scale->cluster.config.access};
    bool named = scale_flag(scale, KAGENT_SCALE_STATEFULSET)->given;
    return kg_target_command(scale->arena, &target, "kubectl kagent scale %lld%s%s",
                             (long long)scale->before, named ? " --statefulset " : "",
                             named ? scale->name : "");
}

static int failed(const struct scale *scale, struct kg_error *err)
{
    const struct kg_failure *failure = scale->failure;
    if (failure->event != NULL)
        cmd_note("event: %s", failure->event);
    if (scale->log != NULL)
        cmd_note("log: %s", scale->log);
    kg_error_set(err, KG_ERROR_NEGATIVE, "%s will not get to %lld by itself: %s", scale->name,
                 (long long)scale->wanted, failure->message);
    return kg_error_advise(err, "%s%sThe number stays set; back to what it was: %s",
                           failure->advice != NULL ? failure->advice : "",
                           failure->advice != NULL ? " " : "", way_back(scale));
}

static int interrupted(const struct scale *scale)
{
    cmd_note("Interrupted. The number stays set to %lld: %s.", (long long)scale->wanted,
             scale->summary[0] != '\0' ? scale->summary : "nothing is known about the pods yet");
    cmd_note("Back to what it was: %s", way_back(scale));
    return 128 + scale->signal;
}

int report_status(const struct scale *scale, struct kg_error *err)
{
    switch (scale->outcome) {
    case SCALE_REFUSED:
        return refused(scale, err);
    case SCALE_FAILED:
        return failed(scale, err);
    case SCALE_UNDONE:
        return kg_error_set(err, KG_ERROR_NEGATIVE, "%s is not at %lld: %s", scale->name,
                            (long long)scale->wanted, scale->summary);
    case SCALE_TIMED_OUT:
        kg_error_set(err, KG_ERROR_TIMEOUT, "%s is not at %lld after %s: %s", scale->name,
                     (long long)scale->wanted, seconds(scale->arena, scale->waited),
                     scale->summary[0] != '\0' ? scale->summary : "nothing is known of the pods");
        return kg_error_advise(err, "The number stays set. --timeout gives it more time.");
    case SCALE_INTERRUPTED:
        return interrupted(scale);
    default:
        return 0;
    }
}
