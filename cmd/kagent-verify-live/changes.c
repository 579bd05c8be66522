#include "changes.h"

#include "kagent/watch.h"

#include "../common/clock.h"
#include "../kubectl-kagent-verify/sources.h"

enum {
    BEGIN_MS = 3000, /* how long the first lists are waited for */
    SETTLE_MS = 200, /* what belongs together comes in a burst */
    LOOK_MS = 60000, /* when everything is watched: for what is only read one by one */
    POLL_MS = 5000,  /* when something is not */
    FILES_MS = 250,  /* how often the manifests' files are looked at */
};

/* One kind in one cluster. */
struct stream {
    struct changes *changes;
    bool listed;  /* its list was there: what comes now is news */
    bool waiting; /* for its first list */
    bool blind;   /* it tells of nothing at present */
};

struct changes {
    struct live *live;
    struct stream *streams;
    size_t count;
    bool begun;
    bool any; /* something has changed */
};

static const struct kg_kube_resource *const kinds[] = {
    &kg_kube_statefulsets, &kg_kube_pods,           &kg_kube_events, &kg_kube_nodes,
    &kg_kube_configmaps,   &kg_kube_resourcequotas, &kg_kube_hpas,   &kg_kube_pdbs,
    &kg_kube_pvcs,         &kg_kube_endpointslices,
};

static void on_reset(void *context)
{
    ((struct stream *)context)->listed = false;
}

static void on_event(void *context, enum kg_watch_event event, const struct kg_node *object)
{
    struct stream *stream = context;
    (void)event;
    (void)object;
    stream->changes->any = stream->changes->any || stream->listed;
}

/* A list that comes later than the first holds whatever was missed. */
static void on_synced(void *context)
{
    struct stream *stream = context;
    stream->changes->any = stream->changes->any || !stream->waiting;
    stream->listed = true;
    stream->waiting = false;
    stream->blind = false;
}

static void on_interrupted(void *context, const struct kg_error *err, int64_t delay_ms)
{
    struct stream *stream = context;
    (void)err;
    (void)delay_ms;
    stream->waiting = false;
    stream->blind = true;
}

static void on_failed(void *context, const struct kg_error *err)
{
    on_interrupted(context, err, 0);
}

struct changes *changes_new(struct live *live)
{
    struct changes *changes = kg_arena_zero(live->arena, 1, sizeof *changes);
    size_t per_cluster = sizeof kinds / sizeof *kinds;
    changes->live = live;
    changes->streams =
        kg_arena_zero(live->arena, live->count * per_cluster + 1, sizeof *changes->streams);
    return changes;
}

static void begin_stream(struct changes *changes, const struct inquiry *inquiry,
                         const struct kg_kube_resource *resource)
{
    static const struct kg_watch_handler handler = {.reset = on_reset,
                                                    .event = on_event,
                                                    .synced = on_synced,
                                                    .interrupted = on_interrupted,
                                                    .failed = on_failed};
    struct kg_kube_request request = {
        .resource = resource, .namespace = resource->namespaced ? inquiry->namespace : NULL};
    struct stream *stream = &changes->streams[changes->count++];
    struct kg_watch *watch;
    *stream = (struct stream){.changes = changes, .waiting = true};
    if (kg_watch_start(inquiry->cluster.kube, &request, &handler, stream, &watch, NULL) != 0)
        on_failed(stream, NULL);
}

static bool is_waiting(const struct changes *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        if (changes->streams[i].waiting)
            return true;
    return false;
}

/* Who does not answer in time is not waited for any longer. */
static void stop_waiting(struct changes *changes)
{
    for (size_t i = 0; i < changes->count; i++) {
        changes->streams[i].blind = changes->streams[i].blind || changes->streams[i].waiting;
        changes->streams[i].waiting = false;
    }
}

static int begin_all(struct changes *changes, struct kg_error *err)
{
    struct live *live = changes->live;
    int64_t limit = cmd_now() + BEGIN_MS;
    for (size_t i = 0; i < live->count; i++)
        for (size_t j = 0; live->items[i].obstacle == NULL && j < sizeof kinds / sizeof *kinds; j++)
            begin_stream(changes, &live->items[i], kinds[j]);
    for (int64_t now = cmd_now(); is_waiting(changes) && live->signal == 0 && now < limit;
         now = cmd_now())
        if (kg_http_step(live->http, limit - now, err) != 0)
            return -1;
    stop_waiting(changes);
    return 0;
}

int changes_begin(struct changes *changes, struct kg_error *err)
{
    if (!changes->begun && begin_all(changes, err) != 0)
        return -1;
    changes->begun = true;
    changes->any = false;
    return 0;
}

static int64_t pause_of(const struct changes *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        if (changes->streams[i].blind)
            return POLL_MS;
    return changes->count > 0 ? LOOK_MS : POLL_MS;
}

/* How long to sleep at most: nothing wakes us when a file changes. */
static int64_t step_of(const struct sources *sources, int64_t rest)
{
    return sources != NULL && rest > FILES_MS ? FILES_MS : rest;
}

int changes_await(struct changes *changes, const struct sources *sources, int64_t deadline,
                  struct kg_error *err)
{
    struct live *live = changes->live;
    int64_t limit = cmd_now() + pause_of(changes);
    bool settling = false;
    limit = limit < deadline ? limit : deadline;
    for (int64_t now = cmd_now(); now < limit && live->signal == 0; now = cmd_now()) {
        bool edited = sources != NULL && sources_changed(sources);
        if ((changes->any || edited) && !settling) {
            settling = true;
            limit = now + SETTLE_MS;
        }
        if (kg_http_step(live->http, step_of(sources, limit - now), err) != 0)
            return -1;
    }
    return 0;
}
