#include "wait.h"

#include <string.h>

#include "kagent/buf.h"
#include "kagent/limits.h"
#include "kagent/moment.h"
#include "kagent/object.h"
#include "kagent/watch.h"

#include "../common/clock.h"
#include "failure_log.h"
#include "interrupt.h"
#include "store.h"
#include "suite.h"

enum {
    SECOND_MS = 1000,
    /* An autoscaler looks every 15 seconds: one that will not have the number needs this long. */
    AUTOSCALER_HOLD_MS = 20 * SECOND_MS,
    REFUSALS_MAX = 30,
    SCRATCH_MAX = 1 << 30,
    SELECTOR_MAX = 1 << 16,
};

enum watched { WATCHED_SET, WATCHED_PODS, WATCHED_EVENTS, WATCHED_COUNT };

struct waiting;

/* One of the watches, as its handler is given it. */
struct collection {
    struct waiting *waiting;
    struct kg_kube_request request;
    struct store store;
    unsigned refusals; /* in a row */
    bool allowed;      /* it was to be had at least once */
    bool synced;
    bool optional;       /* it may be forbidden */
    const char *unknown; /* why it is not known; NULL when it is */
};

struct waiting {
    struct scale *scale;
    struct kg_arena *scratch; /* of one judgement */
    struct progress *progress;
    struct collection collections[WATCHED_COUNT];
    struct interrupt interrupt;
    struct kg_error error; /* of a watch that cannot go on */
    bool broken;
    bool dirty;          /* something has changed since the last judgement */
    bool over;           /* scale->outcome is set */
    int64_t begun_ms;    /* by kg_http_now_ms() */
    int64_t hold_ms;     /* success counts only from then on */
    int64_t next_change; /* moment at which the judgement may change by itself */
};

/* ---- what the watches say ---- */

static void on_reset(void *context)
{
    struct collection *collection = context;
    store_clear(&collection->store);
    collection->synced = false;
}

/* Of events only those about the set and its pods are kept, and only what rules look at. */
static bool is_of_interest(const struct collection *collection, const struct kg_node *object)
{
    const struct waiting *waiting = collection->waiting;
    struct kg_str about = kg_node_text(kg_node_path(object, "involvedObject", "name", NULL));
    if (collection != &waiting->collections[WATCHED_EVENTS])
        return true;
    return kg_str_starts(about, waiting->scale->name) &&
           !kg_str_is(kg_node_text(kg_node_get(object, "reason")), "SuccessfulCreate");
}

static void on_event(void *context, enum kg_watch_event event, const struct kg_node *object)
{
    struct collection *collection = context;
    if (!is_of_interest(collection, object))
        return;
    if (event == KG_WATCH_DELETED)
        store_remove(&collection->store, kg_kube_name(object));
    else
        store_put(&collection->store, object);
    collection->waiting->dirty = true;
}

static void on_synced(void *context)
{
    struct collection *collection = context;
    collection->synced = true;
    collection->allowed = true;
    collection->refusals = 0;
    collection->waiting->dirty = true;
}

static void on_interrupted(void *context, const struct kg_error *err, int64_t delay_ms)
{
    struct collection *collection = context;
    struct waiting *waiting = collection->waiting;
    if (collection == &waiting->collections[WATCHED_SET])
        progress_note(waiting->progress, "%s; trying again in %lld s", err->message,
                      (long long)((delay_ms + SECOND_MS - 1) / SECOND_MS));
}

static void give_up(struct collection *collection, const struct kg_error *err)
{
    struct waiting *waiting = collection->waiting;
    collection->unknown = "needs list and watch";
    collection->synced = true;
    waiting->dirty = true;
    if (collection->optional)
        return;
    waiting->error = *err;
    waiting->broken = true;
}

static void watch_again(void *context);

/*
 * An API server that has just started refuses everybody until it has read the
 * roles: who was allowed before asks again for a while.
 */
static void on_failed(void *context, const struct kg_error *err)
{
    struct collection *collection = context;
    struct kg_http *http = collection->waiting->scale->cluster.http;
    if (!collection->allowed || ++collection->refusals > REFUSALS_MAX ||
        kg_http_after(http, SECOND_MS, watch_again, collection) == NULL)
        give_up(collection, err);
}

static const struct kg_watch_handler watch_handler = {
    .reset = on_reset,
    .event = on_event,
    .synced = on_synced,
    .interrupted = on_interrupted,
    .failed = on_failed,
};

static int watch(struct collection *collection, struct kg_error *err)
{
    struct kg_watch *started;
    return kg_watch_start(collection->waiting->scale->cluster.kube, &collection->request,
                          &watch_handler, collection, &started, err);
}

static void watch_again(void *context)
{
    struct kg_error err = KG_ERROR_INIT;
    if (watch(context, &err) != 0)
        give_up(context, &err);
}

/* "app=kagent,tier=a": the labels by which the set finds its pods. */
static const char *pod_selector(const struct scale *scale)
{
    const struct kg_node *labels =
        kg_node_path(scale->snapshot.statefulset, "spec", "selector", "matchLabels", NULL);
    struct kg_buf out;
    kg_buf_init(&out, scale->arena, SELECTOR_MAX);
    for (uint32_t i = 0; kg_node_is(labels, KG_NODE_MAPPING) && i < labels->count; i++)
        kg_buf_printf(&out, "%s%.*s=%.*s", i > 0 ? "," : "",
                      KG_STR_ARG(kg_node_text(labels->pairs[i].key)),
                      KG_STR_ARG(kg_node_text(labels->pairs[i].value)));
    return out.length > 0 ? out.data : NULL;
}

static int start_watches(struct waiting *waiting, struct kg_error *err)
{
    struct scale *scale = waiting->scale;
    const struct kg_kube_request requests[WATCHED_COUNT] = {
        [WATCHED_SET] = {.resource = &kg_kube_statefulsets,
                         .field_selector =
                             kg_arena_printf(scale->arena, "metadata.name=%s", scale->name)},
        [WATCHED_PODS] = {.resource = &kg_kube_pods, .label_selector = pod_selector(scale)},
        [WATCHED_EVENTS] = {.resource = &kg_kube_events},
    };
    for (int i = 0; i < WATCHED_COUNT; i++) {
        struct collection *collection = &waiting->collections[i];
        *collection = (struct collection){
            .waiting = waiting, .request = requests[i], .optional = i == WATCHED_EVENTS};
        collection->request.namespace = scale->cluster.namespace;
        store_init(&collection->store, scale->arena);
        if (watch(collection, err) != 0)
            return -1;
    }
    return 0;
}

/* ---- judging ---- */

static bool all_synced(const struct waiting *waiting)
{
    for (int i = 0; i < WATCHED_COUNT; i++) {
        if (!waiting->collections[i].synced)
            return false;
    }
    return true;
}

static struct kg_snapshot snapshot_of(const struct waiting *waiting, struct kg_arena *scratch)
{
    static const enum kg_snapshot_list lists[WATCHED_COUNT] = {
        [WATCHED_PODS] = KG_LIST_PODS, [WATCHED_EVENTS] = KG_LIST_EVENTS};
    struct kg_snapshot snapshot = waiting->scale->snapshot;
    snapshot.taken = cmd_now();
    snapshot.statefulset = store_first(&waiting->collections[WATCHED_SET].store);
    for (int i = WATCHED_PODS; i < WATCHED_COUNT; i++) {
        const struct collection *collection = &waiting->collections[i];
        snapshot.lists[lists[i]] = (struct kg_snapshot_part){.unknown = collection->unknown};
        if (collection->unknown == NULL)
            snapshot.lists[lists[i]].items = store_list(&collection->store, scratch);
    }
    return snapshot;
}

static struct scale_ordinal *find_ordinal(const struct scale *scale, int64_t ordinal)
{
    for (size_t i = 0; i < scale->ordinal_count; i++) {
        if (scale->ordinals[i].ordinal == ordinal)
            return &scale->ordinals[i];
    }
    return NULL;
}

static struct scale_ordinal *ordinal_of(struct scale *scale, const struct kg_pod_row *row,
                                        bool removed, int64_t seen)
{
    struct scale_ordinal *ordinals = find_ordinal(scale, row->ordinal);
    if (ordinals != NULL)
        return ordinals;
    ordinals =
        kg_arena_extend(scale->arena, scale->ordinals, scale->ordinal_count, sizeof *ordinals);
    scale->ordinals = ordinals;
    ordinals[scale->ordinal_count] = (struct scale_ordinal){
        .ordinal = row->ordinal,
        .name = kg_arena_strdup(scale->arena, row->name),
        .node = kg_arena_strdup(scale->arena, row->node),
        .removed = removed,
        .seen = seen,
        .over = -1,
    };
    return &ordinals[scale->ordinal_count++];
}

/* The pods that are to go: they may be gone before the watch begins. */
static void expect_removals(struct scale *scale)
{
    struct kg_rollout rollout;
    kg_rollout_judge(scale->arena, &scale->snapshot, &rollout);
    for (size_t i = 0; i < rollout.pod_count; i++) {
        if (rollout.pods[i].ordinal >= rollout.start + scale->wanted)
            ordinal_of(scale, &rollout.pods[i], true, 0);
    }
}

/* Notes when each pod came, was ready and went. Those that were ready before are none of it. */
static void keep_times(struct waiting *waiting, const struct kg_rollout *rollout)
{
    struct scale *scale = waiting->scale;
    int64_t now = kg_http_now_ms() - scale->changed_ms;
    for (size_t i = 0; i < rollout->pod_count; i++) {
        const struct kg_pod_row *row = &rollout->pods[i];
        struct scale_ordinal *ordinal;
        if (row->ready && row->wanted && !row->terminating &&
            row->ordinal < rollout->start + scale->before &&
            find_ordinal(scale, row->ordinal) == NULL)
            continue;
        ordinal = ordinal_of(scale, row, !row->wanted, now);
        if (row->node[0] != '\0' && strcmp(ordinal->node, row->node) != 0)
            ordinal->node = kg_arena_strdup(scale->arena, row->node);
        if (row->wanted && row->ready && !row->terminating && ordinal->over < 0)
            ordinal->over = now;
    }
    for (size_t i = 0; i < scale->ordinal_count; i++) {
        struct scale_ordinal *ordinal = &scale->ordinals[i];
        if (ordinal->removed && ordinal->over < 0 &&
            kg_rollout_pod(rollout, ordinal->ordinal) == NULL)
            ordinal->over = now;
    }
}

static void finish(struct waiting *waiting, enum scale_outcome outcome, const char *summary)
{
    struct scale *scale = waiting->scale;
    scale->outcome = outcome;
    scale->summary = kg_arena_strdup(scale->arena, summary);
    scale->waited = kg_http_now_ms() - waiting->begun_ms;
    waiting->over = true;
}

/* A failure that outlives the judgement it comes from. */
static const struct kg_failure *keep_failure(struct kg_arena *arena,
                                             const struct kg_failure *failure)
{
    struct kg_failure *kept = kg_arena_alloc(arena, sizeof *kept);
    *kept = (struct kg_failure){
        .kind = failure->kind,
        .pod = kg_arena_strdup(arena, failure->pod),
        .reason = kg_arena_strdup(arena, failure->reason),
        .message = kg_arena_strdup(arena, failure->message),
    };
    if (failure->container != NULL)
        kept->container = kg_arena_strdup(arena, failure->container);
    if (failure->advice != NULL)
        kept->advice = kg_arena_strdup(arena, failure->advice);
    if (failure->event != NULL)
        kept->event = kg_arena_strdup(arena, failure->event);
    return kept;
}

/* The watch may begin with what was before the change: nothing is concluded from that. */
static bool is_stale(const struct waiting *waiting, const struct kg_node *set)
{
    int64_t version = 0;
    kg_integer_parse(kg_str_copy(waiting->scale->arena, kg_kube_resource_version(set)), &version);
    return version < waiting->scale->version;
}

/* Somebody else has written another number: says who, as far as the object does. */
static void conclude_undone(struct waiting *waiting, const struct kg_node *set,
                            const struct kg_rollout *rollout)
{
    struct kg_arena *arena = waiting->scale->arena;
    struct kg_owner owner = {.manager = "somebody"};
    bool autoscaler;
    kg_limits_owner(arena, set, &owner);
    autoscaler = strcmp(owner.manager, "kube-controller-manager") == 0;
    finish(waiting, SCALE_UNDONE,
           kg_arena_printf(arena, "%s has set the number to %lld meanwhile%s", owner.manager,
                           (long long)rollout->desired,
                           autoscaler ? " (that is what an autoscaler writes as)" : ""));
}

static void conclude(struct waiting *waiting, const struct kg_node *set,
                     const struct kg_rollout *rollout)
{
    struct scale *scale = waiting->scale;
    if (rollout->desired != scale->wanted) {
        if (!is_stale(waiting, set))
            conclude_undone(waiting, set, rollout);
        return;
    }
    if (rollout->state == KG_ROLLOUT_FAILED) {
        scale->failure = keep_failure(scale->arena, rollout->failures[0]);
        finish(waiting, SCALE_FAILED, rollout->summary);
    } else if (rollout->state != KG_ROLLOUT_PROGRESSING && kg_http_now_ms() >= waiting->hold_ms) {
        finish(waiting, SCALE_READY, rollout->summary);
    }
}

static void judge_in(struct waiting *waiting, struct kg_arena *scratch)
{
    struct kg_snapshot snapshot = snapshot_of(waiting, scratch);
    struct kg_rollout rollout;
    bool first = waiting->scale->summary[0] == '\0';
    if (snapshot.statefulset == NULL) {
        finish(waiting, SCALE_UNDONE, "the StatefulSet was deleted meanwhile");
        return;
    }
    kg_rollout_judge(scratch, &snapshot, &rollout);
    keep_times(waiting, &rollout);
    progress_show(waiting->progress, scratch, &rollout, snapshot.taken);
    if (first || strcmp(waiting->scale->summary, rollout.summary) != 0)
        waiting->scale->summary = kg_arena_strdup(waiting->scale->arena, rollout.summary);
    waiting->next_change = kg_rollout_next_change(&rollout, snapshot.taken);
    conclude(waiting, snapshot.statefulset, &rollout);
}

/* What a judgement takes is given back: there may be many. */
static void judge(struct waiting *waiting)
{
    judge_in(waiting, waiting->scratch);
    kg_arena_release(waiting->scratch);
    waiting->dirty = false;
}

/* ---- the loop ---- */

static int64_t sooner(int64_t a, int64_t b)
{
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

/* How long the loop may sleep, in ms; -1: until something happens. */
static int64_t patience(const struct waiting *waiting, int64_t deadline_ms)
{
    int64_t now = kg_http_now_ms();
    int64_t wait = deadline_ms < 0 ? -1 : deadline_ms > now ? deadline_ms - now : 0;
    if (waiting->next_change != KG_MOMENT_NONE) {
        int64_t change = waiting->next_change - cmd_now();
        wait = sooner(wait, change > 0 ? change + 1 : 1);
    }
    if (waiting->hold_ms > now)
        wait = sooner(wait, waiting->hold_ms - now);
    if (waiting->progress->style == PROGRESS_TABLE)
        wait = sooner(wait, SECOND_MS); /* ages */
    return wait;
}

static bool is_due(const struct waiting *waiting)
{
    return waiting->dirty || waiting->progress->style == PROGRESS_TABLE ||
           (waiting->next_change != KG_MOMENT_NONE && waiting->next_change <= cmd_now()) ||
           (waiting->hold_ms > 0 && waiting->hold_ms <= kg_http_now_ms());
}

static int run(struct waiting *waiting, int64_t timeout_ms, struct kg_error *err)
{
    int64_t deadline_ms = timeout_ms > 0 ? waiting->begun_ms + timeout_ms : -1;
    while (!waiting->over) {
        if (kg_http_step(waiting->scale->cluster.http, patience(waiting, deadline_ms), err) != 0)
            return -1;
        if (waiting->broken) {
            if (err != NULL)
                *err = waiting->error;
            return -1;
        }
        if (all_synced(waiting) && is_due(waiting))
            judge(waiting);
        if (!waiting->over && waiting->interrupt.signal != 0)
            finish(waiting, SCALE_INTERRUPTED, waiting->scale->summary);
        if (!waiting->over && deadline_ms >= 0 && kg_http_now_ms() >= deadline_ms)
            finish(waiting, SCALE_TIMED_OUT, waiting->scale->summary);
    }
    return 0;
}

/* When a pod of the set was last refused, before the change. */
static int64_t newest_refusal(const struct scale *scale)
{
    const struct kg_node *events = scale->snapshot.lists[KG_LIST_EVENTS].items;
    int64_t newest = 0;
    for (uint32_t i = 0; i < kg_object_count(events); i++) {
        const struct kg_node *event = events->items[i];
        int64_t moment = kg_object_moment(kg_node_get(event, "lastTimestamp"));
        if (kg_str_is(kg_node_text(kg_node_get(event, "reason")), "FailedCreate") &&
            moment > newest)
            newest = moment;
    }
    return newest;
}

int wait_for(struct scale *scale, struct progress *progress, struct kg_error *err)
{
    struct waiting *waiting = kg_arena_zero(scale->arena, 1, sizeof *waiting);
    const struct kg_guard *autoscaler = &scale->guards[KG_GUARD_AUTOSCALER];
    int64_t timeout_ms = scale_flag(scale, KAGENT_SCALE_TIMEOUT)->integer / 1000000;
    int rc;
    *waiting = (struct waiting){.scale = scale,
                                .scratch = kg_arena_child(scale->arena, SCRATCH_MAX),
                                .progress = progress,
                                .begun_ms = scale->changed_ms,
                                .next_change = KG_MOMENT_NONE};
    expect_removals(scale);
    scale->snapshot.stale_until = newest_refusal(scale);
    if (autoscaler->verdict == KG_GUARD_REFUSED)
        waiting->hold_ms = waiting->begun_ms + AUTOSCALER_HOLD_MS;
    if (interrupt_catch(scale->cluster.http, &waiting->interrupt, err) != 0)
        return -1;
    rc = start_watches(waiting, err);
    if (rc == 0)
        rc = run(waiting, timeout_ms, err);
    interrupt_release(&waiting->interrupt);
    progress_end(progress);
    scale->signal = waiting->interrupt.signal;
    if (rc == 0 && scale->outcome == SCALE_FAILED)
        scale->log = failure_log(scale->arena, &scale->cluster, scale->failure);
    return rc;
}
