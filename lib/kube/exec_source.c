/*
 * The runs of credential plugins within the loop: who waits for which, which of
 * them run, and when one must be ended.
 *
 * A run is over when the plugin itself has ended. Its output may be closed
 * earlier, or be kept open by something that it has left behind; neither counts.
 * The end of a child is no descriptor on every kernel, so it is looked for in
 * short, growing pauses, and at once when the output closes.
 */
#include "exec.h"

enum { PAUSE_FIRST_MS = 1, PAUSE_MAX_MS = 100, OUTPUT_MAX = 1 << 20, MEMORY_MAX = 8 << 20 };

enum source_state {
    SOURCE_IDLE,
    SOURCE_QUEUED,
    SOURCE_RUNNING,
    SOURCE_ENDING, /* killed; not gone yet */
};

struct exec_source {
    struct exec_source *next;
    struct kg_kube_plugins *plugins;
    struct exec_command command;
    struct credentials credentials;
    struct credential_wait *waits; /* in the order in which they came */
    enum source_state state;
    uint64_t turn; /* in the queue */
    struct exec_process process;
    struct kg_http_fd *watched; /* its output */
    struct kg_arena *memory;    /* of one run */
    struct kg_buf output;
    bool too_much;
    int64_t began_ms;
    int64_t deadline_ms;   /* when all who had it started have no time left */
    bool failed;           /* the last run */
    struct kg_error error; /* of the last run, or of who waits in vain */
};

struct kg_kube_plugins {
    struct kg_arena *arena;
    struct kg_http *http;
    volatile sig_atomic_t *groups;
    struct exec_source *sources;
    struct kg_http_timer *timer;
    int64_t pause_ms;
    uint64_t turns;
    unsigned running;
    bool exclusive; /* the one that runs has the terminal */
};

static void tick(void *context);

/* ---- making and releasing ---- */

static void stop(struct exec_source *source)
{
    kg_http_unwatch_fd(source->watched);
    source->watched = NULL;
    kg_exec_close(&source->process);
}

static void plugins_release(void *object)
{
    struct kg_kube_plugins *plugins = object;
    int status;
    kg_http_timer_cancel(plugins->timer);
    plugins->timer = NULL;
    for (struct exec_source *source = plugins->sources; source != NULL; source = source->next) {
        stop(source);
        kg_exec_kill(&source->process);
        if (source->process.child > 0)
            kg_exec_look(&source->process, &status);
        if (source->process.slot != NULL)
            *source->process.slot = 0;
        kg_credentials_release(&source->credentials);
    }
}

struct kg_kube_plugins *kg_kube_plugins_new(struct kg_arena *arena, struct kg_http *http,
                                            volatile sig_atomic_t *groups)
{
    struct kg_kube_plugins *plugins = kg_arena_zero(arena, 1, sizeof(*plugins));
    plugins->arena = kg_arena_child(arena, arena->budget);
    kg_arena_wipe_on_release(plugins->arena);
    plugins->http = http;
    plugins->groups = groups;
    kg_arena_defer(arena, plugins_release, plugins);
    return plugins;
}

static struct exec_source *find_source(const struct kg_kube_plugins *plugins, struct kg_kube *kube)
{
    struct exec_source *source = plugins->sources;
    struct exec_command command;
    kg_exec_command(kube, &kube->scratch, &command);
    while (source != NULL && !kg_exec_command_equal(&source->command, &command))
        source = source->next;
    kg_arena_release(&kube->scratch);
    return source;
}

struct exec_source *kg_exec_source(struct kg_kube *kube)
{
    struct kg_kube_plugins *plugins = kube->options.plugins;
    struct kg_arena *arena = plugins->arena;
    struct exec_source *source = find_source(plugins, kube);
    if (source != NULL)
        return source;
    source = kg_arena_zero(arena, 1, sizeof(*source));
    kg_exec_command(kube, arena, &source->command);
    source->plugins = plugins;
    source->process.output = -1;
    source->error = (struct kg_error)KG_ERROR_INIT;
    source->memory = kg_arena_child(arena, MEMORY_MAX);
    kg_arena_init(&source->credentials.arena, arena->budget, arena->recovery);
    kg_arena_wipe_on_release(&source->credentials.arena);
    source->next = plugins->sources;
    plugins->sources = source;
    return source;
}

struct credentials *kg_exec_credentials(struct exec_source *source)
{
    return &source->credentials;
}

/* ---- waiting ---- */

/* Has the next tick come in `pause_ms`. Where that fails, it stays as it is. */
static bool wake(struct kg_kube_plugins *plugins, int64_t pause_ms)
{
    struct kg_http_timer *timer = kg_http_after(plugins->http, pause_ms, tick, plugins);
    if (timer == NULL)
        return false;
    kg_http_timer_cancel(plugins->timer);
    plugins->timer = timer;
    plugins->pause_ms = pause_ms > 0 ? pause_ms : PAUSE_FIRST_MS;
    return true;
}

int kg_exec_wait(struct exec_source *source, struct credential_wait *wait, struct kg_error *err)
{
    struct credential_wait **end = &source->waits;
    if (!wake(source->plugins, 0))
        return kg_error_set(err, KG_ERROR_UNKNOWN, "out of memory");
    while (*end != NULL)
        end = &(*end)->next;
    wait->next = NULL;
    wait->source = source;
    wait->due = false;
    *end = wait;
    if (source->state == SOURCE_IDLE) {
        source->state = SOURCE_QUEUED;
        source->turn = source->plugins->turns++;
    }
    return 0;
}

void kg_credentials_wait_cancel(struct credential_wait *wait)
{
    if (wait == NULL || wait->source == NULL)
        return;
    struct credential_wait **place = &wait->source->waits;
    while (*place != wait)
        place = &(*place)->next;
    *place = wait->next;
    /* What nobody waits for any more is ended by the next tick. */
    wait->source = NULL;
}

static bool is_awaited(const struct exec_source *source)
{
    for (const struct credential_wait *wait = source->waits; wait != NULL; wait = wait->next) {
        if (!wait->due)
            return true;
    }
    return false;
}

/* ---- a run ---- */

static void take_output(struct exec_source *source)
{
    enum exec_read found = kg_exec_read(&source->process, &source->output, OUTPUT_MAX);
    if (found == EXEC_READ_AGAIN)
        return;
    source->too_much = found == EXEC_READ_TOO_MUCH;
    stop(source);
}

static void on_output(void *context, int events)
{
    struct exec_source *source = context;
    (void)events;
    take_output(source);
    /* It is about to end, or must be ended. */
    if (source->process.output < 0)
        wake(source->plugins, 0);
}

static int start(struct exec_source *source, struct kg_error *err)
{
    struct kg_kube_plugins *plugins = source->plugins;
    const char *program;
    kg_arena_release(source->memory);
    kg_buf_init(&source->output, source->memory, OUTPUT_MAX << 1);
    source->too_much = false;
    if (kg_exec_program(&source->command, source->memory, &program, err) != 0 ||
        kg_exec_start(&source->process, program, &source->command, plugins->groups, err) != 0)
        return -1;
    source->state = SOURCE_RUNNING;
    source->began_ms = kg_http_now_ms();
    source->deadline_ms = 0;
    for (const struct credential_wait *wait = source->waits; wait != NULL; wait = wait->next) {
        if (wait->deadline_ms > source->deadline_ms)
            source->deadline_ms = wait->deadline_ms;
    }
    plugins->running++;
    plugins->exclusive = source->command.interactive;
    source->watched = kg_http_watch_fd(plugins->http, source->process.output, KG_HTTP_READABLE,
                                       on_output, source);
    return 0;
}

/* All who wait are to hear how the run was. */
static void settle(struct exec_source *source, bool failed)
{
    source->failed = failed;
    for (struct credential_wait *wait = source->waits; wait != NULL; wait = wait->next)
        wait->due = true;
}

static void end_early(struct exec_source *source)
{
    stop(source);
    kg_exec_kill(&source->process);
    source->state = SOURCE_ENDING;
}

static int take_answer(struct exec_source *source, int status, struct kg_error *err)
{
    struct credentials *credentials = &source->credentials;
    if (source->process.output >= 0)
        take_output(source);
    if (source->too_much)
        return kg_error_set(err, KG_ERROR_UNKNOWN,
                            "the credential plugin %s prints more than %d bytes",
                            source->command.plugin.command, OUTPUT_MAX);
    if (kg_exec_check_end(&source->command, status, err) != 0)
        return -1;
    kg_credentials_release(credentials);
    if (kg_exec_credential(&source->command.plugin, kg_buf_str(&source->output), credentials,
                           err) != 0)
        return -1;
    credentials->held = true;
    return 0;
}

/* Whoever waits while a person types an answer has lost no time. */
static void give_back_time(struct kg_kube_plugins *plugins, int64_t spent_ms)
{
    for (struct exec_source *source = plugins->sources; source != NULL; source = source->next) {
        for (struct credential_wait *wait = source->waits; wait != NULL; wait = wait->next) {
            if (wait->deadline_ms != INT64_MAX)
                wait->deadline_ms += spent_ms;
        }
    }
}

/* The plugin is gone. */
static void ended(struct exec_source *source, int status)
{
    struct kg_kube_plugins *plugins = source->plugins;
    bool was_killed = source->state == SOURCE_ENDING;
    plugins->running--;
    if (plugins->exclusive)
        give_back_time(plugins, kg_http_now_ms() - source->began_ms);
    plugins->exclusive = false;
    if (!was_killed) {
        source->error = (struct kg_error)KG_ERROR_INIT;
        settle(source, take_answer(source, status, &source->error) != 0);
    }
    stop(source);
    kg_arena_release(source->memory);
    source->state = is_awaited(source) ? SOURCE_QUEUED : SOURCE_IDLE;
    source->turn = plugins->turns++;
}

static void look_after(struct exec_source *source)
{
    int status;
    switch (kg_exec_look(&source->process, &status)) {
    case EXEC_ENDED:
        ended(source, status);
        return;
    case EXEC_STOPPED:
        kg_error_set(&source->error, KG_ERROR_UNKNOWN,
                     "the credential plugin %s wants to ask at the terminal, which is not given to "
                     "it: standard input is none, or the kubeconfig says that it never asks",
                     source->command.plugin.command);
        break;
    case EXEC_RUNS:
        if (!source->too_much || source->state == SOURCE_ENDING)
            return;
        take_answer(source, 0, &source->error);
        break;
    }
    if (source->state == SOURCE_ENDING)
        return;
    settle(source, true);
    end_early(source);
}

/* ---- time ---- */

static void describe_late(struct exec_source *source, bool was_ended)
{
    const char *command = source->command.plugin.command;
    if (source->state == SOURCE_QUEUED && source->plugins->running > 0)
        kg_error_set(&source->error, KG_ERROR_TIMEOUT,
                     "the credential plugin %s was not started in time: %u others have not ended",
                     command, source->plugins->running);
    else
        kg_error_set(&source->error, KG_ERROR_TIMEOUT,
                     "the credential plugin %s has not answered in time%s", command,
                     was_ended ? " and was ended" : "");
    kg_error_advise(&source->error,
                    "What it waits for is seen when it is run by itself. The time limit of a "
                    "request (--request-timeout) counts for its credentials, too.");
}

/* Those whose time is over; the plugin goes with the last who waits, or when its own time is over.
 */
static void expire(struct exec_source *source, int64_t now)
{
    bool all = source->state == SOURCE_RUNNING && now >= source->deadline_ms;
    bool some = false;
    for (struct credential_wait *wait = source->waits; wait != NULL; wait = wait->next) {
        if (wait->due || (!all && now < wait->deadline_ms))
            continue;
        some = wait->due = true;
    }
    bool abandoned = !is_awaited(source);
    if (some) {
        source->failed = true;
        describe_late(source, abandoned);
    }
    if (abandoned && source->state == SOURCE_RUNNING)
        end_early(source);
    else if (abandoned && source->state == SOURCE_QUEUED)
        source->state = SOURCE_IDLE;
}

/* ---- the tick ---- */

static struct exec_source *next_queued(const struct kg_kube_plugins *plugins)
{
    struct exec_source *next = NULL;
    for (struct exec_source *source = plugins->sources; source != NULL; source = source->next) {
        if (source->state == SOURCE_QUEUED && (next == NULL || source->turn < next->turn))
            next = source;
    }
    return next;
}

/* In their order: one that takes the terminal waits for the others to end, and they for it. */
static void start_some(struct kg_kube_plugins *plugins)
{
    struct exec_source *source;
    while ((source = next_queued(plugins)) != NULL) {
        unsigned most = source->command.interactive ? 1 : KG_KUBE_PLUGINS_MAX;
        if (plugins->exclusive || plugins->running >= most)
            return;
        /* Somebody may still have to hear the error that stands there, of his time. */
        struct kg_error err = KG_ERROR_INIT;
        if (start(source, &err) != 0) {
            source->error = err;
            settle(source, true);
            source->state = SOURCE_IDLE;
        }
    }
}

static bool is_busy(const struct kg_kube_plugins *plugins)
{
    return plugins->running > 0 || next_queued(plugins) != NULL;
}

/* Without a timer nobody would ever look again. */
static void give_up(struct kg_kube_plugins *plugins)
{
    for (struct exec_source *source = plugins->sources; source != NULL; source = source->next) {
        kg_error_set(&source->error, KG_ERROR_UNKNOWN, "out of memory");
        settle(source, true);
    }
}

/* Calls those who are due. Any of them may start others, cancel others, or never come back. */
static void tell(struct exec_source *source)
{
    struct credential_wait *wait = source->waits;
    while (wait != NULL) {
        struct kg_error error = source->error;
        if (!wait->due) {
            wait = wait->next;
            continue;
        }
        kg_credentials_wait_cancel(wait);
        wait->ready(wait->context, source->failed ? &error : NULL);
        wait = source->waits;
    }
}

static void tick(void *context)
{
    struct kg_kube_plugins *plugins = context;
    int64_t now = kg_http_now_ms();
    int64_t pause = plugins->pause_ms;
    plugins->timer = NULL;
    for (struct exec_source *source = plugins->sources; source != NULL; source = source->next) {
        if (source->process.child > 0)
            look_after(source);
        if (!plugins->exclusive)
            expire(source, now);
    }
    start_some(plugins);
    if (is_busy(plugins) && !wake(plugins, pause * 2 < PAUSE_MAX_MS ? pause * 2 : PAUSE_MAX_MS))
        give_up(plugins);
    for (struct exec_source *source = plugins->sources; source != NULL; source = source->next)
        tell(source);
}
