/* What pods and accounts may do that they have no use for. */
#include "checks.h"

/* ---- KV037 ---- */

/* Whether a binding gives the pod's account a role that allows something. */
static bool has_rights(struct kg_trial *trial, const struct kg_manifest *manifest,
                       struct kg_str account)
{
    const unsigned kinds = KG_SET(KG_KIND_ROLE_BINDING) | KG_SET(KG_KIND_CLUSTER_ROLE_BINDING);
    for (const struct kg_manifest *binding = NULL;
         (binding = kg_each(trial, binding, kinds)) != NULL;) {
        const struct kg_node *role = kg_node_get(binding->node, "roleRef");
        const struct kg_node *subjects = kg_node_get(binding->node, "subjects");
        enum kg_known_kind kind =
            kg_str_is(kg_text_at(role, "kind"), "Role") ? KG_KIND_ROLE : KG_KIND_CLUSTER_ROLE;
        const struct kg_manifest *granted = kg_manifests_get(
            trial->manifests, kind, kind == KG_KIND_ROLE ? binding->ref.namespace : "",
            kg_text_at(role, "name"));
        bool allows = granted == NULL || !kg_node_is_empty(kg_node_get(granted->node, "rules"));
        for (uint32_t i = 0;
             allows && kg_node_is(subjects, KG_NODE_SEQUENCE) && i < subjects->count; i++) {
            if (kg_str_equal(kg_text_at(subjects->items[i], "name"), account) &&
                kg_str_is(kg_text_at(subjects->items[i], "namespace"), manifest->ref.namespace))
                return true;
        }
    }
    return false;
}

static void judge_token(struct kg_trial *trial, const struct kg_manifest *manifest)
{
    struct kg_str named = kg_text_at(manifest->pod, "serviceAccountName");
    struct kg_str account = named.length > 0 ? named : KG_STR("default");
    const struct kg_manifest *object = kg_manifests_get(trial->manifests, KG_KIND_SERVICE_ACCOUNT,
                                                        manifest->ref.namespace, account);
    const struct kg_node *own = kg_node_get(manifest->pod, "automountServiceAccountToken");
    const struct kg_node *general =
        object == NULL ? NULL : kg_node_get(object->node, "automountServiceAccountToken");
    if (kg_is_false(trial, own) || (own == NULL && kg_is_false(trial, general)) ||
        has_rights(trial, manifest, account))
        return;
    kg_find_advise(trial,
                   kg_find(trial, manifest,
                           kg_arena_printf(trial->arena, "%s.automountServiceAccountToken",
                                           manifest->pod_path),
                           "the pod gets a token for the Kubernetes API that it has no use for"),
                   "Set automountServiceAccountToken: false.");
}

void kg_check_hardening(struct kg_trial *trial)
{
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_PODS)) != NULL;) {
        struct kg_container container = {.manifest = manifest};
        if (manifest->pod == NULL)
            continue;
        judge_token(trial, manifest);
        while (kg_each_container(&container, KG_CONTAINERS_MAIN | KG_CONTAINERS_INIT)) {
            if (kg_is_true(trial, kg_node_path(container.node, "securityContext",
                                               "readOnlyRootFilesystem", NULL)))
                continue;
            kg_find_advise(
                trial,
                kg_find(
                    trial, manifest,
                    kg_container_path(trial, &container, "securityContext.readOnlyRootFilesystem"),
                    "the container %s can change its own programs",
                    kg_quoted(trial, container.name)),
                "Set readOnlyRootFilesystem: true, and mount an emptyDir where it writes.");
        }
    }
}

/* ---- KV038 ---- */

/* A right that gives more than it seems to. */
struct right {
    const char *resource; /* NULL: whatever it is */
    const char *verb;     /* NULL: whatever is done */
    const char *field;    /* what to point at */
    const char *message;
};

static const struct right rights[] = {
    {NULL, "*", "verbs", "every verb, also those that come later"},
    {"*", NULL, "resources", "every resource, also those that come later"},
    {"secrets", NULL, "resources", "the Secrets, and with them whatever they open"},
    {"pods/exec", NULL, "resources", "commands in every pod of the namespace"},
    {"pods/attach", NULL, "resources", "the terminal of every pod of the namespace"},
    {"serviceaccounts/token", NULL, "resources", "tokens of other accounts"},
    {NULL, "escalate", "verbs", "roles with more rights than one's own"},
    {NULL, "bind", "verbs", "roles with more rights than one's own"},
    {NULL, "impersonate", "verbs", "the rights of others"},
};
enum { RIGHTS = sizeof rights / sizeof *rights };

static void judge_rules(struct kg_trial *trial, const struct kg_manifest *role)
{
    const struct kg_node *rules = kg_node_get(role->node, "rules");
    for (uint32_t i = 0; kg_node_is(rules, KG_NODE_SEQUENCE) && i < rules->count; i++) {
        for (size_t j = 0; j < RIGHTS; j++) {
            const struct right *right = &rights[j];
            const struct kg_node *rule = rules->items[i];
            if ((right->resource != NULL &&
                 !kg_lists(kg_node_get(rule, "resources"), right->resource)) ||
                (right->verb != NULL && !kg_lists(kg_node_get(rule, "verbs"), right->verb)))
                continue;
            kg_find_advise(
                trial,
                kg_find(trial, role,
                        kg_arena_printf(trial->arena, "rules[%u].%s", (unsigned)i, right->field),
                        "%s grants %s", role->ref.name, right->message),
                "Grant what is used, by name.");
        }
    }
}

static void judge_binding(struct kg_trial *trial, const struct kg_manifest *binding)
{
    if (!kg_str_is(kg_text_at(kg_node_get(binding->node, "roleRef"), "name"), "cluster-admin"))
        return;
    kg_find_advise(trial,
                   kg_find(trial, binding, "roleRef.name", "%s gives the rights of cluster-admin",
                           binding->ref.name),
                   "Bind a role with the rights that are used.");
}

void kg_check_rights(struct kg_trial *trial)
{
    const unsigned roles = KG_SET(KG_KIND_ROLE) | KG_SET(KG_KIND_CLUSTER_ROLE);
    const unsigned bindings = KG_SET(KG_KIND_ROLE_BINDING) | KG_SET(KG_KIND_CLUSTER_ROLE_BINDING);
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, roles | bindings)) != NULL;) {
        if ((KG_SET(manifest->kind) & roles) != 0)
            judge_rules(trial, manifest);
        else
            judge_binding(trial, manifest);
    }
}
