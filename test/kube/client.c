/*
 * client: the Kubernetes client of the library on a command line, for tests.
 *
 *     client [CONNECTION FLAGS] config                  where to go, and as whom
 *     client [CONNECTION FLAGS] call METHOD PATH [BODY [TYPE]]
 *     client [CONNECTION FLAGS] storm COUNT PATH        many at once
 *     client [CONNECTION FLAGS] repeat COUNT METHOD PATH [BODY [TYPE]]   one after the other
 *     client [CONNECTION FLAGS] list RESOURCE [LIMIT]
 *     client [CONNECTION FLAGS] watch RESOURCE          until it fails or is ended
 *     client [CONNECTION FLAGS] may VERB RESOURCE
 *
 * RESOURCE is one of the table below; lists and watches are of the namespace. The flags are those
 * of plugins.yaml. Failures end as they do in a command.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "../../cmd/common/command.h"
#include "../../cmd/common/kube.h"
#include "kagent/emit.h"
#include "kagent/watch.h"

#include "suite.h"

enum { OUTPUT_MAX = 256 << 20, WORDS_MAX = 8 };

struct run {
    struct kg_arena *arena;
    struct cmd_kube cluster;
    const char *const *words;
    struct kg_error *err;
};

static const struct kg_kube_resource *const resources[] = {
    &kg_kube_namespaces, &kg_kube_nodes,        &kg_kube_pods,   &kg_kube_configmaps,
    &kg_kube_secrets,    &kg_kube_statefulsets, &kg_kube_events, &kg_kube_services,
};

static const struct kg_kube_resource *resource_of(struct run *run, const char *name)
{
    for (size_t i = 0; i < sizeof resources / sizeof *resources; i++) {
        if (name != NULL && strcmp(resources[i]->plural, name) == 0)
            return resources[i];
    }
    kg_error_set(run->err, KG_ERROR_USAGE, "no such resource: %s", name != NULL ? name : "none");
    return NULL;
}

/* Not the suite's own default, so that it compares with kubectl. */
static const char *scope(const struct run *run)
{
    const char *named = run->cluster.config.namespace;
    return named[0] != '\0' ? named : "default";
}

/* ---- config ---- */

static const char *presence(struct kg_str secret)
{
    return secret.length > 0 ? "yes" : "no";
}

static int do_config(struct run *run)
{
    const struct kg_kubeconfig *config = &run->cluster.config;
    printf("server %s\ncontext %s\ncluster %s\nuser %s\nnamespace %s\n", config->server,
           config->context, config->cluster_name, config->user_name, config->namespace);
    printf("ca %s\ncertificate %s\ntoken %s\nexec %s\nas %s\n", presence(config->ca),
           presence(config->certificate), presence(kg_str_from(config->token)),
           config->exec != NULL ? config->exec->command : "none", config->as);
    return 0;
}

/* ---- call, storm ---- */

static void print_answer(struct run *run, const struct kg_kube_answer *answer)
{
    struct kg_buf out;
    kg_buf_init(&out, run->arena, OUTPUT_MAX);
    if (answer->object != NULL)
        kg_emit_json(&out, answer->object, KG_JSON_COMPACT, NULL);
    printf("%d attempts=%u %s\n", answer->code, answer->attempts, out.length > 0 ? out.data : "-");
}

/* METHOD PATH [BODY [TYPE]] */
static struct kg_kube_request request_of(const char *const *words)
{
    return (struct kg_kube_request){.method = words[0],
                                    .path = words[1],
                                    .body = kg_str_from(words[1] != NULL ? words[2] : NULL),
                                    .content_type = words[2] != NULL ? words[3] : NULL};
}

static int do_call(struct run *run)
{
    struct kg_kube_request request = request_of(run->words + 1);
    struct kg_kube_answer answer;
    if (kg_kube_call(run->cluster.kube, run->arena, &request, &answer, run->err) != 0) {
        printf("reason %d code %d attempts=%u\n", answer.reason, answer.code, answer.attempts);
        return -1;
    }
    print_answer(run, &answer);
    return 0;
}

/* One letter for each call: '+' answered, '-' not answered, '?' an answer that is no good. */
static int do_repeat(struct run *run)
{
    size_t count = strtoul(run->words[1], NULL, 10);
    struct kg_kube_request request = request_of(run->words + 2);
    for (size_t i = 0; i < count; i++) {
        struct kg_kube_answer answer;
        int rc = kg_kube_call(run->cluster.kube, run->arena, &request, &answer, NULL);
        putchar(rc == 0 ? '+' : answer.reason == KG_KUBE_NO_ANSWER ? '-' : '?');
    }
    putchar('\n');
    return 0;
}

static int do_storm(struct run *run)
{
    size_t count = strtoul(run->words[1], NULL, 10);
    struct kg_kube_call *calls = kg_arena_zero(run->arena, count, sizeof(*calls));
    for (size_t i = 0; i < count; i++)
        calls[i].request = (struct kg_kube_request){.path = run->words[2]};
    size_t failed = kg_kube_call_all(run->cluster.kube, run->arena, calls, count);
    printf("%zu answers, %zu failures\n", count - failed, failed);
    if (failed > 0)
        *run->err = calls[0].error;
    return failed > 0 ? -1 : 0;
}

/* ---- list ---- */

static void print_item(void *context, const struct kg_node *item)
{
    (void)context;
    printf("%.*s %.*s\n", KG_STR_ARG(kg_node_text(kg_node_get(item, "kind"))),
           KG_STR_ARG(kg_kube_name(item)));
}

static void print_restart(void *context)
{
    (void)context;
    printf("restart\n");
}

static int do_list(struct run *run)
{
    const char *version = "";
    struct kg_kube_request request = {
        .resource = resource_of(run, run->words[1]),
        .namespace = scope(run),
        .limit = run->words[2] != NULL ? (unsigned)strtoul(run->words[2], NULL, 10) : 0};
    if (request.resource == NULL ||
        kg_kube_list(run->cluster.kube, run->arena, &request, print_item, print_restart, NULL,
                     &version, run->err) != 0)
        return -1;
    printf("version %s\n", version[0] != '\0' ? "given" : "none");
    return 0;
}

/* ---- watch ---- */

struct watching {
    struct run *run;
    struct kg_watch *watch;
    int fd; /* of the signals */
    bool over;
    int status;
};

static void line(const char *text)
{
    puts(text);
    fflush(stdout);
}

static void on_reset(void *context)
{
    (void)context;
    line("reset");
}

static void on_synced(void *context)
{
    (void)context;
    line("synced");
}

static void on_event(void *context, enum kg_watch_event event, const struct kg_node *object)
{
    static const char *const names[] = {"added", "modified", "deleted"};
    (void)context;
    printf("%s %.*s\n", names[event], KG_STR_ARG(kg_kube_name(object)));
    fflush(stdout);
}

static void on_interrupted(void *context, const struct kg_error *err, int64_t delay_ms)
{
    (void)context;
    printf("interrupted: %s; again in %lld s\n", err->message, (long long)(delay_ms / 1000));
    fflush(stdout);
}

static void on_failed(void *context, const struct kg_error *err)
{
    struct watching *watching = context;
    watching->over = true;
    watching->status = -1;
    *watching->run->err = *err;
}

static void on_signal(void *context, int events)
{
    struct watching *watching = context;
    (void)events;
    watching->over = true;
}

static int watch_signals(struct watching *watching)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    watching->fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    return watching->fd < 0 || kg_http_watch_fd(watching->run->cluster.http, watching->fd,
                                                KG_HTTP_READABLE, on_signal, watching) == NULL
               ? -1
               : 0;
}

static int do_watch(struct run *run)
{
    static const struct kg_watch_handler handler = {on_reset, on_event, on_synced, on_interrupted,
                                                    on_failed};
    struct watching watching = {.run = run};
    struct kg_kube_request request = {.resource = resource_of(run, run->words[1]),
                                      .namespace = scope(run)};
    if (request.resource == NULL || watch_signals(&watching) != 0 ||
        kg_watch_start(run->cluster.kube, &request, &handler, &watching, &watching.watch,
                       run->err) != 0)
        return -1;
    while (!watching.over) {
        if (kg_http_step(run->cluster.http, -1, run->err) != 0)
            return -1;
    }
    struct kg_watch_counts counts = kg_watch_counts(watching.watch);
    printf("lists %u streams %u events %u bookmarks %u\n", counts.lists, counts.streams,
           counts.events, counts.bookmarks);
    close(watching.fd);
    return watching.status;
}

/* ---- may ---- */

static int do_may(struct run *run)
{
    struct kg_kube_access access = {.verb = run->words[1],
                                    .resource = resource_of(run, run->words[2]),
                                    .namespace = scope(run)};
    if (access.resource == NULL)
        return -1;
    int allowed = kg_kube_may(run->cluster.kube, run->arena, &access, run->err);
    if (allowed < 0)
        return -1;
    puts(allowed != 0 ? "yes" : "no");
    return 0;
}

/* ---- the command line ---- */

static const struct {
    const char *name;
    int (*run)(struct run *run);
} actions[] = {{"config", do_config}, {"call", do_call}, {"storm", do_storm},
               {"repeat", do_repeat}, {"list", do_list}, {"watch", do_watch},
               {"may", do_may}};

static int act(struct kg_arena *arena, const struct kg_arguments *arguments, struct kg_error *err)
{
    const char *words[WORDS_MAX + 1] = {NULL};
    struct run run = {.arena = arena, .words = words, .err = err};
    for (size_t i = 0; i < arguments->positional_count && i < WORDS_MAX; i++)
        words[i] = arguments->positionals[i];
    if (cmd_kube(arena, arguments, &run.cluster, err) != 0)
        return -1;
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (words[0] != NULL && strcmp(words[0], actions[i].name) == 0) {
            int status = actions[i].run(&run);
            fflush(stdout);
            return status;
        }
    }
    return kg_error_set(err, KG_ERROR_USAGE, "what to do?");
}

int cmd_main(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    static const struct kg_positional positionals[] = {
        {.name = "WORD", .help = "What to do.", .repeated = true}};
    const struct kg_option_group *group = &kagent_suite.groups[0];
    struct kg_command command = {.name = "client",
                                 .file = "kubectl-kagent-client",
                                 .options = group->options,
                                 .option_count = group->option_count,
                                 .positionals = positionals,
                                 .positional_count = 1};
    return cmd_run(arena, &kagent_suite, &command, words, act, err);
}
