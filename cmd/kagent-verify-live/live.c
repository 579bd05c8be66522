/*
 * kagent-verify-live: kubectl-kagent-verify with a way to clusters. See
 * ../kubectl-kagent-verify/live.h.
 */
#include "../kubectl-kagent-verify/live.h"

#include <string.h>

#include "kagent/collect.h"
#include "kagent/emit.h"
#include "kagent/live.h"
#include "kagent/object.h"
#include "kagent/watch.h"

#include "../common/command.h"
#include "../common/kube.h"
#include "../common/snapshot.h"
#include "suite.h"

/* No more clusters than this are asked at once: a hundred handshakes take their time. */
enum { AT_ONCE = 128, POLL_MS = 5000, SETTLE_MS = 100, SNAPSHOT_MAX = 1 << 28 };

/* One subject in one cluster. */
struct inquiry {
    struct inquiries *all;
    struct kg_policy_subject subject;
    const char *context; /* NULL: that of the command line, or the current one */
    struct kg_collect_warnings warnings;
    struct cmd_kube cluster;
    struct kg_node *document;
};

struct inquiries {
    struct kg_arena *arena;
    const struct kg_arguments *arguments;
    const struct kg_kubeconfig_files *files;
    struct kg_http *http;
    struct inquiry *items;
    size_t count;
    size_t next; /* the first that has not been started */
    size_t running;
};

/* ---- which clusters ---- */

/* What is wrong with the kubeconfig is told of each cluster, unless it was to say which there are.
 */
static int read_kubeconfig(struct inquiries *all, struct kg_error *err)
{
    struct kg_error own = KG_ERROR_INIT;
    if (cmd_kube_files(all->arena, all->arguments, &all->files, &own) == 0) {
        cmd_kube_warn_of_readers(all->files);
        return 0;
    }
    all->files = NULL;
    if (!all->arguments->options[KAGENT_VERIFY_ALL_CONTEXTS].boolean)
        return 0;
    *err = own;
    return -1;
}

/* The contexts to ask; a NULL among them stands for the current one. */
static int choose_contexts(const struct inquiries *all, const char *const **names, size_t *count,
                           struct kg_error *err)
{
    static const char *const current[] = {NULL};
    const struct kg_option_value *values = all->arguments->options;
    *names = current;
    *count = 1;
    if (values[KAGENT_VERIFY_CONTEXT].list_count > 0) {
        *names = values[KAGENT_VERIFY_CONTEXT].list;
        *count = values[KAGENT_VERIFY_CONTEXT].list_count;
    } else if (values[KAGENT_VERIFY_ALL_CONTEXTS].boolean) {
        *names = kg_kubeconfig_contexts(all->files);
        for (*count = 0; (*names)[*count] != NULL;)
            ++*count;
        if (*count == 0)
            return kg_error_set(err, KG_ERROR_UNKNOWN, "the kubeconfig has no contexts");
    }
    return 0;
}

static void refuse_context(const struct inquiry *inquiry, const char *context, struct kg_error *err)
{
    const struct kg_promises *promises = inquiry->subject.promises;
    kg_error_set(err, KG_ERROR_USAGE, "%s may not be used with the context %s",
                 inquiry->subject.name, context);
    kg_error_advise(err, "%s:%u says which it may be used with.", promises->file,
                    promises->contexts_node != NULL ? promises->contexts_node->line : 0);
}

static bool is_allowed(const struct inquiry *inquiry, const char *context)
{
    const struct kg_promises *promises = inquiry->subject.promises;
    return promises == NULL || kg_promises_allow_context(promises, context);
}

/* Whether the user has named the cluster, so that a wrong one is a mistake of his. */
static bool is_asked_for(const struct kg_arguments *arguments)
{
    const struct kg_option_value *values = arguments->options;
    return values[KAGENT_VERIFY_CONTEXT].given || values[KAGENT_VERIFY_LIVE].boolean ||
           values[KAGENT_VERIFY_WAIT].boolean;
}

/* ---- one inquiry ---- */

static const struct kg_node *find_set(const struct inquiry *inquiry)
{
    const struct kg_option_value *given =
        &inquiry->all->arguments->options[KAGENT_VERIFY_STATEFULSET];
    const struct kg_promises *promises = inquiry->subject.promises;
    const char *name = given->given       ? given->text
                       : promises != NULL ? promises->stateful_set
                                          : NULL;
    for (size_t i = 0; i < inquiry->subject.count; i++) {
        const struct kg_node *object = inquiry->subject.objects[i];
        if (kg_str_is(kg_node_text(kg_node_get(object, "kind")), "StatefulSet") &&
            (name == NULL || kg_str_is(kg_object_metadata(object, "name"), name)))
            return object;
    }
    return NULL;
}

/* -n, else where the manifests put the StatefulSet, else the context's. */
static const char *namespace_of(const struct inquiry *inquiry, const struct kg_node *set)
{
    const struct kg_option_value *given =
        &inquiry->all->arguments->options[KAGENT_VERIFY_NAMESPACE];
    struct kg_str rendered = kg_object_metadata(set, "namespace");
    if (given->given && given->text[0] != '\0')
        return given->text;
    return rendered.length > 0 ? kg_str_copy(inquiry->all->arena, rendered)
                               : inquiry->cluster.namespace;
}

static void start_next(struct inquiries *all);

static void answered(void *context, struct kg_node *document)
{
    struct inquiry *inquiry = context;
    inquiry->document = document;
    inquiry->all->running--;
    start_next(inquiry->all);
}

/* What stands in the way of asking is told as if the cluster were out of reach. */
static void give_up(struct inquiry *inquiry, const struct kg_error *err)
{
    const char *context = inquiry->context != NULL ? inquiry->context : "";
    const struct kg_kubeconfig *config =
        inquiry->cluster.config.context != NULL ? &inquiry->cluster.config : NULL;
    inquiry->document = kg_collect_nothing(inquiry->all->arena, config, context, cmd_now(), err);
}

static int open_cluster(struct inquiry *inquiry, struct kg_error *err)
{
    struct inquiries *all = inquiry->all;
    kg_collect_warnings_init(&inquiry->warnings, all->arena);
    struct cmd_kube_wish wish = {.files = all->files,
                                 .context = inquiry->context,
                                 .http = all->http,
                                 .warn = kg_collect_warn,
                                 .warn_context = &inquiry->warnings};
    if (cmd_kube_for(all->arena, all->arguments, &wish, &inquiry->cluster, err) != 0)
        return -1;
    if (is_allowed(inquiry, inquiry->cluster.config.context))
        return 0;
    refuse_context(inquiry, inquiry->cluster.config.context, err);
    return -1;
}

static void start(struct inquiry *inquiry)
{
    struct inquiries *all = inquiry->all;
    const struct kg_node *set = find_set(inquiry);
    struct kg_collect_options options = {
        .kube = inquiry->cluster.kube,
        .config = &inquiry->cluster.config,
        .warnings = &inquiry->warnings,
        .schema = inquiry->subject.schema,
        .namespace = namespace_of(inquiry, set),
        .statefulset = set != NULL ? kg_object_name(all->arena, set) : NULL,
        .objects = inquiry->subject.objects,
        .count = inquiry->subject.count,
        .dry_run = true,
        .now = cmd_now(),
    };
    all->running++;
    kg_collect_start(all->arena, &options, answered, inquiry);
}

static void start_next(struct inquiries *all)
{
    while (all->next < all->count && all->running < AT_ONCE) {
        struct inquiry *inquiry = &all->items[all->next++];
        if (inquiry->document == NULL)
            start(inquiry);
    }
}

/* ---- all of them ---- */

/* A cluster that the user named and that may not be asked is his mistake, before anything is sent.
 */
static int open_all(struct inquiries *all, struct kg_error *err)
{
    for (size_t i = 0; i < all->count; i++) {
        struct kg_error own = KG_ERROR_INIT;
        if (open_cluster(&all->items[i], &own) == 0)
            continue;
        if (own.class == KG_ERROR_USAGE && is_asked_for(all->arguments)) {
            *err = own;
            return -1;
        }
        give_up(&all->items[i], &own);
    }
    return 0;
}

static void add_inquiry(struct inquiries *all, const struct kg_policy_subject *subject,
                        const char *context, size_t contexts)
{
    struct inquiry *inquiry = &all->items[all->count];
    *inquiry = (struct inquiry){.all = all, .subject = *subject, .context = context};
    if (contexts > 1)
        inquiry->subject.name = kg_arena_printf(all->arena, "%s in %s", subject->name, context);
    /* Of all contexts, only those that the environment may be used with are meant. */
    if (all->arguments->options[KAGENT_VERIFY_ALL_CONTEXTS].boolean &&
        !is_allowed(inquiry, context))
        return;
    all->count++;
}

static int write_snapshot(const struct inquiries *all, struct kg_error *err)
{
    const struct kg_option_value *file = &all->arguments->options[KAGENT_VERIFY_SNAPSHOT];
    struct kg_buf text;
    if (!file->given)
        return 0;
    if (all->count != 1)
        return kg_error_set(err, KG_ERROR_USAGE,
                            "--snapshot writes what one cluster says about "
                            "one environment");
    kg_buf_init(&text, all->arena, SNAPSHOT_MAX);
    if (kg_emit_json(&text, all->items[0].document, KG_JSON_INDENTED, err) != 0)
        return -1;
    kg_buf_add_char(&text, '\n');
    return cmd_write_file(all->arena, file->text, kg_buf_str(&text), err);
}

static int hand_over(struct inquiries *all, struct gathered *gathered, struct kg_error *err)
{
    struct kg_policy_subject *subjects =
        kg_arena_zero(all->arena, all->count + 1, sizeof *subjects);
    for (size_t i = 0; i < all->count; i++) {
        struct kg_live *live = kg_arena_zero(all->arena, 1, sizeof *live);
        if (kg_live_read(all->arena, all->items[i].document, live, err) != 0)
            return -1;
        subjects[i] = all->items[i].subject;
        subjects[i].live = live;
    }
    gathered->subjects = subjects;
    gathered->count = all->count;
    return 0;
}

int live_ask(struct kg_arena *arena, const struct kg_arguments *arguments,
             struct gathered *gathered, struct kg_error *err)
{
    const char *const *contexts;
    size_t context_count;
    struct inquiries all = {.arena = arena, .arguments = arguments};
    if (read_kubeconfig(&all, err) != 0 ||
        choose_contexts(&all, &contexts, &context_count, err) != 0 ||
        kg_http_new(arena, &all.http, err) != 0)
        return -1;
    all.items = kg_arena_zero(arena, gathered->count * context_count + 1, sizeof *all.items);
    for (size_t i = 0; i < gathered->count; i++)
        for (size_t j = 0; j < context_count; j++)
            add_inquiry(&all, &gathered->subjects[i], contexts[j], context_count);
    if (all.count == 0)
        return kg_error_set(err, KG_ERROR_USAGE,
                            "there is no context that the environment may be used with");
    if (open_all(&all, err) != 0)
        return -1;
    start_next(&all);
    while (all.running > 0)
        if (kg_http_step(all.http, -1, err) != 0)
            return -1;
    if (write_snapshot(&all, err) != 0)
        return -1;
    return hand_over(&all, gathered, err);
}

/* ---- waiting ---- */

struct waiting {
    bool synced;
    bool changed;
    bool over;
    bool never; /* stays false */
};

static void on_synced(void *context)
{
    ((struct waiting *)context)->synced = true;
}

static void on_event(void *context, enum kg_watch_event event, const struct kg_node *object)
{
    struct waiting *waiting = context;
    (void)event;
    (void)object;
    waiting->changed = waiting->changed || waiting->synced;
}

static void on_failed(void *context, const struct kg_error *err)
{
    (void)err;
    ((struct waiting *)context)->over = true;
}

/* Serves the loop until the moment, or until `*enough`. */
static int step_until(struct kg_http *http, int64_t moment, const bool *enough,
                      struct kg_error *err)
{
    for (int64_t now = cmd_now(); !*enough && now < moment; now = cmd_now())
        if (kg_http_step(http, moment - now, err) != 0)
            return -1;
    return 0;
}

int live_wait(struct kg_arena *arena, const struct kg_arguments *arguments,
              const struct gathered *gathered, int64_t deadline, struct kg_error *err)
{
    static const struct kg_watch_handler handler = {
        .event = on_event, .synced = on_synced, .failed = on_failed};
    static const struct cmd_kube_wish nothing = {0};
    const struct kg_live *live = gathered->subjects[0].live;
    struct waiting waiting = {0};
    struct cmd_kube cluster = {0};
    struct kg_watch *watch;
    struct cmd_kube_wish wish = nothing;
    wish.context = live->context[0] != '\0' ? live->context : NULL;
    if (cmd_kube_for(arena, arguments, &wish, &cluster, err) != 0)
        return -1;
    struct kg_kube_request request = {.resource = &kg_kube_pods, .namespace = live->namespace};
    if (kg_watch_start(cluster.kube, &request, &handler, &waiting, &watch, err) != 0)
        return -1;
    int64_t poll = cmd_now() + POLL_MS;
    if (step_until(cluster.http, poll < deadline ? poll : deadline, &waiting.changed, err) != 0)
        return -1;
    /* What belongs together comes in a burst. */
    if (waiting.changed &&
        step_until(cluster.http, cmd_now() + SETTLE_MS, &waiting.never, err) != 0)
        return -1;
    if (!waiting.over)
        kg_watch_stop(watch);
    return 0;
}

int live_hand_over(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    (void)arena;
    (void)words;
    return kg_error_set(err, KG_ERROR_UNKNOWN, "this program asks clusters itself");
}
