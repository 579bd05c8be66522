#include "values.h"

#include <string.h>

#include "kagent/policy.h"

#include "../common/flags.h"
#include "../common/kube.h"
#include "../common/manifests.h"

enum { PATIENCE_MS = 2000, PAGE = 500 };

/* Where values go. */
struct offer {
    struct kg_arena *arena;
    struct kg_completion *completion;
};

/* Names of others may hold anything; one that a shell would take for a command is left out. */
static bool is_plain(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_./:@=,+%-";
    return word[0] != '\0' && word[0] != '-' && word[strspn(word, plain)] == '\0';
}

static void add(struct offer *offer, const char *word, const char *about)
{
    if (is_plain(word))
        kg_complete_offer(offer->arena, offer->completion, word, about);
}

/* ---- without a cluster ---- */

static void add_environments(struct offer *offer)
{
    struct kg_root root;
    if (cmd_root(offer->arena, cmd_text_flag(&offer->completion->arguments, "root"), &root, NULL) !=
        0)
        return;
    for (size_t i = 0; root.environments[i] != NULL; i++)
        add(offer, root.environments[i], "");
}

/* By id; by name for whoever has begun to type one. */
static void add_checks(struct offer *offer)
{
    char first = offer->completion->typed[0];
    for (size_t i = 0; i < kg_policy_check_count(); i++) {
        const struct kg_check *check = kg_policy_check(i);
        add(offer, first >= 'a' && first <= 'z' ? check->name : check->id, check->title);
    }
}

static void add_kubernetes(struct offer *offer)
{
    const char *const *versions = kg_schema_versions();
    for (size_t i = 0; versions[i] != NULL; i++)
        add(offer, versions[i], "");
}

static void add_contexts(struct offer *offer)
{
    const struct kg_kubeconfig_files *files;
    if (cmd_kube_files(offer->arena, &offer->completion->arguments, &files, NULL) != 0)
        return;
    const char *const *names = kg_kubeconfig_contexts(files);
    for (size_t i = 0; names[i] != NULL; i++)
        add(offer, names[i], "");
}

/* ---- of a cluster ---- */

static void add_object(void *context, const struct kg_node *object)
{
    struct offer *offer = context;
    add(offer, kg_str_copy(offer->arena, kg_kube_name(object)), "");
}

static void add_objects(struct offer *offer, const struct kg_kube_resource *resource,
                        const char *selector)
{
    const struct cmd_kube_wish wish = {.tells_of_config = true};
    const struct kg_arguments *arguments = &offer->completion->arguments;
    struct cmd_kube cluster;
    if (!cmd_kube_is_configured(arguments) ||
        cmd_kube_for(offer->arena, arguments, &wish, &cluster, NULL) != 0)
        return;
    const struct kg_kube_request request = {.resource = resource,
                                            .namespace =
                                                resource->namespaced ? cluster.namespace : NULL,
                                            .label_selector = selector,
                                            .limit = PAGE,
                                            .timeout_ms = PATIENCE_MS};
    kg_kube_list(cluster.kube, offer->arena, &request, add_object, NULL, offer, NULL, NULL);
}

static void add_namespaces(struct offer *offer)
{
    add_objects(offer, &kg_kube_namespaces, NULL);
}

/* Those that the command would ask with --all. */
static void add_pods(struct offer *offer)
{
    const struct kg_option_value *selector = cmd_flag(&offer->completion->arguments, "selector");
    add_objects(offer, &kg_kube_pods, selector != NULL ? selector->text : NULL);
}

static void add_services(struct offer *offer)
{
    add_objects(offer, &kg_kube_services, NULL);
}

static void add_statefulsets(struct offer *offer)
{
    add_objects(offer, &kg_kube_statefulsets, NULL);
}

void values_offer(struct kg_arena *arena, struct kg_completion *completion)
{
    static void (*const sources[KG_VALUES_COUNT])(struct offer * offer) = {
        [KG_VALUES_ENVIRONMENT] = add_environments, [KG_VALUES_CHECK] = add_checks,
        [KG_VALUES_KUBERNETES] = add_kubernetes,    [KG_VALUES_CONTEXT] = add_contexts,
        [KG_VALUES_NAMESPACE] = add_namespaces,     [KG_VALUES_POD] = add_pods,
        [KG_VALUES_SERVICE] = add_services,         [KG_VALUES_STATEFULSET] = add_statefulsets,
    };
    struct offer offer = {arena, completion};
    if (completion->command != NULL && sources[completion->values] != NULL)
        sources[completion->values](&offer);
}
