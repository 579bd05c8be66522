#include "collect.h"

#include "kagent/moment.h"
#include "kagent/object.h"

/* ---- warnings ---- */

void kg_collect_warnings_init(struct kg_collect_warnings *warnings, struct kg_arena *arena)
{
    *warnings = (struct kg_collect_warnings){arena, kg_node_sequence(arena)};
}

void kg_collect_warn(void *context, const char *text)
{
    const struct kg_collect_warnings *warnings = context;
    for (uint32_t i = 0; i < warnings->texts->count; i++)
        if (kg_str_is(kg_node_text(warnings->texts->items[i]), text))
            return;
    kg_node_append(
        warnings->arena, warnings->texts,
        kg_node_string(warnings->arena, kg_str_from(kg_arena_strdup(warnings->arena, text))));
}

/* ---- requests ---- */

struct kg_collect_ask *kg_collect_ask(struct kg_collect *collect, const char *verb,
                                      const struct kg_kube_resource *resource)
{
    struct kg_collect_ask *ask = kg_arena_zero(collect->arena, 1, sizeof *ask);
    *ask = (struct kg_collect_ask){.collect = collect, .verb = verb, .resource = resource};
    return ask;
}

const char *kg_collect_why(struct kg_arena *arena, const char *verb,
                           const struct kg_kube_resource *resource,
                           const struct kg_kube_answer *answer, const struct kg_error *err)
{
    if (answer->reason == KG_KUBE_FORBIDDEN)
        return kg_arena_printf(arena, "needs %s %s", verb, resource->plural);
    return kg_arena_strdup(arena, err->message);
}

const char *kg_collect_reason(const struct kg_collect_ask *ask, const struct kg_kube_answer *answer,
                              const struct kg_error *err)
{
    return kg_collect_why(ask->collect->arena, ask->verb, ask->resource, answer, err);
}

/* Nothing will come of asking on when the server does not answer, or does not know us. */
static bool is_hopeless(enum kg_kube_reason reason)
{
    return reason == KG_KUBE_NO_ANSWER || reason == KG_KUBE_UNAUTHORIZED ||
           reason == KG_KUBE_NOT_KUBERNETES || reason == KG_KUBE_NO_CREDENTIALS;
}

static void note_unreachable(struct kg_collect *collect, const struct kg_error *err)
{
    if (kg_node_get(collect->document, "unreachable") != NULL)
        return;
    kg_node_set_text(collect->arena, collect->document, "unreachable",
                     kg_arena_strdup(collect->arena, err->message));
    if (err->advice[0] != '\0')
        kg_node_set_text(collect->arena, collect->document, "advice",
                         kg_arena_strdup(collect->arena, err->advice));
}

static void finish_round(struct kg_collect *collect)
{
    bool unreachable = kg_node_get(collect->document, "unreachable") != NULL;
    if (!collect->second && !unreachable) {
        collect->second = true;
        kg_collect_settle(collect);
        collect->pending = 1;
        kg_collect_second(collect);
        collect->pending--;
    }
    if (collect->pending > 0)
        return;
    if (collect->options.warnings != NULL)
        kg_node_set(collect->arena, collect->document, "warnings",
                    collect->options.warnings->texts);
    collect->done(collect->context, collect->document);
}

static void answered(void *context, const struct kg_kube_answer *answer, const struct kg_error *err)
{
    struct kg_collect_ask *ask = context;
    struct kg_collect *collect = ask->collect;
    ask->take(ask, answer, err);
    if (err != NULL && is_hopeless(answer->reason))
        note_unreachable(collect, err);
    if (--collect->pending == 0)
        finish_round(collect);
}

void kg_collect_send(struct kg_collect_ask *ask, const struct kg_kube_request *request)
{
    struct kg_collect *collect = ask->collect;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_kube_answer answer = {.reason = KG_KUBE_NO_CREDENTIALS};
    collect->pending++;
    if (kg_kube_start(collect->options.kube, collect->arena, request, answered, ask, &err) == 0)
        return;
    collect->pending--;
    ask->take(ask, &answer, &err);
    note_unreachable(collect, &err);
}

/* ---- the document ---- */

static struct kg_node *new_document(struct kg_arena *arena, int64_t now)
{
    struct kg_node *document = kg_node_mapping(arena);
    kg_node_set_text(arena, document, "kind", "LiveSnapshot");
    kg_node_set_text(arena, document, "taken", kg_moment_text(arena, now));
    return document;
}

static void describe_cluster(struct kg_arena *arena, struct kg_node *document,
                             const struct kg_kubeconfig *config, const char *namespace)
{
    struct kg_node *cluster = kg_node_mapping(arena);
    kg_node_set_text(arena, cluster, "context", config->context);
    kg_node_set_text(arena, cluster, "name", config->cluster_name);
    kg_node_set_text(arena, cluster, "user", config->user_name);
    kg_node_set_text(arena, cluster, "server", config->server);
    kg_node_set_text(arena, cluster, "namespace", namespace);
    kg_node_set(arena, document, "cluster", cluster);
}

struct kg_node *kg_collect_nothing(struct kg_arena *arena, const struct kg_kubeconfig *config,
                                   const char *context, int64_t now, const struct kg_error *err)
{
    struct kg_collect nothing = {.arena = arena, .document = new_document(arena, now)};
    if (config != NULL) {
        describe_cluster(arena, nothing.document, config, config->namespace);
    } else {
        struct kg_node *cluster = kg_node_mapping(arena);
        kg_node_set_text(arena, cluster, "context", context);
        kg_node_set(arena, nothing.document, "cluster", cluster);
    }
    note_unreachable(&nothing, err);
    return nothing.document;
}

void kg_collect_start(struct kg_arena *arena, const struct kg_collect_options *options,
                      void (*done)(void *context, struct kg_node *document), void *context)
{
    struct kg_collect *collect = kg_arena_zero(arena, 1, sizeof *collect);
    *collect = (struct kg_collect){.arena = arena,
                                   .options = *options,
                                   .done = done,
                                   .context = context,
                                   .document = new_document(arena, options->now),
                                   .unknown = kg_node_mapping(arena)};
    describe_cluster(arena, collect->document, options->config, options->namespace);
    kg_node_set(arena, collect->document, "unknown", collect->unknown);
    collect->pending = 1;
    kg_collect_first(collect);
    if (--collect->pending == 0)
        finish_round(collect);
}
