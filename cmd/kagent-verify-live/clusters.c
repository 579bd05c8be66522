#include "clusters.h"

#include "kagent/object.h"

#include "../common/command.h"
#include "suite.h"

/* ---- which clusters ---- */

/* What is wrong with the kubeconfig is told of each cluster, unless it was to say which there are.
 */
static int read_kubeconfig(struct live *all, struct kg_error *err)
{
    struct kg_error own = KG_ERROR_INIT;
    if (cmd_kube_files(all->arena, all->arguments, &all->files, &own) == 0)
        return 0;
    all->files = NULL;
    if (!all->arguments->options[KAGENT_VERIFY_ALL_CONTEXTS].boolean)
        return 0;
    *err = own;
    return -1;
}

/* The contexts to ask; a NULL among them stands for the current one. */
static int choose_contexts(const struct live *all, const char *const **names, size_t *count,
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
           values[KAGENT_VERIFY_WAIT].boolean || values[KAGENT_VERIFY_WATCH].boolean;
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

/* Manifests that say where they go are not looked for elsewhere: kubectl refuses that too. */
static int check_namespace(const struct inquiry *inquiry, struct kg_error *err)
{
    const struct kg_option_value *given =
        &inquiry->all->arguments->options[KAGENT_VERIFY_NAMESPACE];
    const struct kg_node *set = find_set(inquiry);
    struct kg_str rendered = kg_object_metadata(set, "namespace");
    if (!given->given || rendered.length == 0 || kg_str_is(rendered, given->text))
        return 0;
    kg_error_set(err, KG_ERROR_USAGE,
                 "the manifests of %s put StatefulSet %.*s into the namespace %.*s, not into %s",
                 inquiry->subject.name, KG_STR_ARG(kg_object_metadata(set, "name")),
                 KG_STR_ARG(rendered), given->text);
    return kg_error_advise(err, "Leave out -n.");
}

static int open_cluster(struct inquiry *inquiry, struct kg_error *err)
{
    struct live *all = inquiry->all;
    const struct kg_node *set = find_set(inquiry);
    struct cmd_kube_wish wish = {.files = all->files,
                                 .context = inquiry->context,
                                 .http = all->http,
                                 .plugins = all->plugins,
                                 .one_of_many = all->several,
                                 .warn = kg_collect_warn,
                                 .warn_context = &inquiry->warnings,
                                 .tells_of_config = true};
    kg_collect_warnings_init(&inquiry->warnings, all->arena);
    if (cmd_kube_for(all->arena, all->arguments, &wish, &inquiry->cluster, err) != 0)
        return -1;
    inquiry->namespace = namespace_of(inquiry, set);
    inquiry->set = set != NULL ? kg_object_name(all->arena, set) : NULL;
    if (is_allowed(inquiry, inquiry->cluster.config.context))
        return 0;
    refuse_context(inquiry, inquiry->cluster.config.context, err);
    return -1;
}

/* ---- all of them ---- */

/* A cluster that the user named and that may not be asked is his mistake, before anything is sent.
 */
static int open_all(struct live *all, struct kg_error *err)
{
    for (size_t i = 0; i < all->count; i++) {
        struct kg_error own = KG_ERROR_INIT;
        if (check_namespace(&all->items[i], err) != 0)
            return -1;
        if (open_cluster(&all->items[i], &own) == 0)
            continue;
        if (own.class == KG_ERROR_USAGE && is_asked_for(all->arguments)) {
            *err = own;
            return -1;
        }
        all->items[i].obstacle = kg_arena_zero(all->arena, 1, sizeof own);
        *all->items[i].obstacle = own;
    }
    return 0;
}

static void add_inquiry(struct live *all, const struct kg_policy_subject *subject,
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

int clusters_open(struct live *live, const struct gathered *gathered, struct kg_error *err)
{
    const char *const *contexts;
    size_t context_count;
    if (read_kubeconfig(live, err) != 0 ||
        choose_contexts(live, &contexts, &context_count, err) != 0 ||
        kg_http_new(live->arena, &live->http, err) != 0)
        return -1;
    live->several = context_count > 1;
    live->plugins = cmd_kube_plugins(live->arena, live->http);
    live->items =
        kg_arena_zero(live->arena, gathered->count * context_count + 1, sizeof *live->items);
    for (size_t i = 0; i < gathered->count; i++)
        for (size_t j = 0; j < context_count; j++)
            add_inquiry(live, &gathered->subjects[i], contexts[j], context_count);
    if (live->count == 0)
        return kg_error_set(err, KG_ERROR_USAGE,
                            "there is no context that the environment may be used with");
    return open_all(live, err);
}
