/*
 * kagent-verify-live: kubectl-kagent-verify with a way to clusters. See
 * ../kubectl-kagent-verify/live.h.
 */
#include "../kubectl-kagent-verify/live.h"

#include <signal.h>

#include "kagent/emit.h"
#include "kagent/live.h"

#include "../common/clock.h"
#include "../common/command.h"
#include "../common/signals.h"
#include "changes.h"
#include "clusters.h"
#include "suite.h"

/* No more clusters than this are asked at once: a hundred handshakes take their time. */
enum { AT_ONCE = 128, SNAPSHOT_MAX = 1 << 28 };

/* ---- one round ---- */

static void start_next(struct live *live);

static void answered(void *context, struct kg_node *document)
{
    struct inquiry *inquiry = context;
    inquiry->document = document;
    inquiry->all->running--;
    start_next(inquiry->all);
}

static void start(struct inquiry *inquiry)
{
    struct live *live = inquiry->all;
    struct kg_collect_options options = {
        .kube = inquiry->cluster.kube,
        .config = &inquiry->cluster.config,
        .warnings = &inquiry->warnings,
        .schema = inquiry->subject.schema,
        .namespace = inquiry->namespace,
        .statefulset = inquiry->set,
        .objects = inquiry->subject.objects,
        .count = inquiry->subject.count,
        .dry_run = true,
        .now = cmd_now(),
    };
    live->running++;
    kg_collect_start(live->round, &options, answered, inquiry);
}

/* What stands in the way of asking is told as if the cluster were out of reach. */
static void give_up(struct inquiry *inquiry)
{
    const struct kg_kubeconfig *config =
        inquiry->cluster.config.context != NULL ? &inquiry->cluster.config : NULL;
    const char *context = inquiry->context != NULL ? inquiry->context : "";
    inquiry->document =
        kg_collect_nothing(inquiry->all->round, config, context, cmd_now(), inquiry->obstacle);
}

static void start_next(struct live *live)
{
    while (live->next < live->count && live->running < AT_ONCE) {
        struct inquiry *inquiry = &live->items[live->next++];
        if (inquiry->obstacle != NULL)
            give_up(inquiry);
        else
            start(inquiry);
    }
}

static int write_snapshot(const struct live *live, struct kg_error *err)
{
    const struct kg_option_value *file = &live->arguments->options[KAGENT_VERIFY_SNAPSHOT];
    struct kg_buf text;
    if (!file->given)
        return 0;
    if (live->count != 1)
        return kg_error_set(err, KG_ERROR_USAGE,
                            "--snapshot writes what one cluster says about "
                            "one environment");
    kg_buf_init(&text, live->arena, SNAPSHOT_MAX);
    if (kg_emit_json(&text, live->items[0].document, KG_JSON_INDENTED, err) != 0)
        return -1;
    kg_buf_add_char(&text, '\n');
    return cmd_write_file(live->arena, file->text, kg_buf_str(&text), err);
}

static int hand_over(const struct live *live, struct gathered *gathered, struct kg_error *err)
{
    struct kg_policy_subject *subjects =
        kg_arena_zero(live->round, live->count + 1, sizeof *subjects);
    for (size_t i = 0; i < live->count; i++) {
        struct kg_live *answer = kg_arena_zero(live->round, 1, sizeof *answer);
        if (kg_live_read(live->round, live->items[i].document, answer, err) != 0)
            return -1;
        /* Without a kubeconfig there is none. */
        answer->workload.access = live->items[i].cluster.config.access;
        subjects[i] = live->items[i].subject;
        subjects[i].live = answer;
    }
    gathered->subjects = subjects;
    gathered->count = live->count;
    return 0;
}

void live_warn(const struct live *live)
{
    if (live->files != NULL)
        cmd_kube_warn_of_readers(live->files);
    for (size_t i = 0; i < live->count; i++) {
        const char *const *warnings = live->items[i].cluster.config.warnings;
        for (; live->items[i].obstacle == NULL && *warnings != NULL; warnings++)
            cmd_note("warning: %s", *warnings);
    }
}

int live_ask(struct live *live, struct kg_arena *round, struct gathered *judged,
             struct kg_error *err)
{
    if (live->changes != NULL && changes_begin(live->changes, err) != 0)
        return -1;
    live->round = round;
    live->next = 0;
    start_next(live);
    while (live->running > 0 && live->signal == 0)
        if (kg_http_step(live->http, -1, err) != 0)
            return -1;
    if (live->signal != 0)
        return LIVE_INTERRUPTED;
    if (write_snapshot(live, err) != 0)
        return -1;
    return hand_over(live, judged, err);
}

/* ---- opening and waiting ---- */

static void on_signal(void *context, int events)
{
    struct live *live = context;
    (void)events;
    live->signal = cmd_signal_take(live->signals);
}

static int catch_signals(struct live *live, struct kg_error *err)
{
    static const int signals[] = {SIGINT, SIGTERM, 0};
    if (cmd_signals(signals, &live->signals, err) != 0)
        return -1;
    if (kg_http_watch_fd(live->http, live->signals, KG_HTTP_READABLE, on_signal, live) == NULL)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "out of memory");
    return 0;
}

int live_open(struct kg_arena *arena, const struct kg_arguments *arguments,
              const struct gathered *gathered, struct live **live, struct kg_error *err)
{
    bool watch = arguments->options[KAGENT_VERIFY_WATCH].boolean;
    struct live *made = kg_arena_zero(arena, 1, sizeof *made);
    *made = (struct live){.arena = arena, .arguments = arguments, .signals = -1};
    if (clusters_open(made, gathered, err) != 0)
        return -1;
    if (watch || arguments->options[KAGENT_VERIFY_WAIT].boolean)
        made->changes = changes_new(made);
    *live = made;
    return watch ? catch_signals(made, err) : 0;
}

int live_wait(struct live *live, const struct sources *sources, int64_t deadline,
              struct kg_error *err)
{
    if (changes_await(live->changes, sources, deadline, err) != 0)
        return -1;
    return live->signal != 0 ? LIVE_INTERRUPTED : 0;
}

int live_hand_over(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    (void)arena;
    (void)words;
    return kg_error_set(err, KG_ERROR_UNKNOWN, "this program asks clusters itself");
}
