#include "rbac.h"

/* What may be done with which resources; one rule of a role. */
struct rule {
    const char *group;
    const char *resources;
    const char *verbs;
};

/* A level: what it adds, and the rules that it takes. */
struct level {
    const char *kind;
    const char *name;
    const char *comment;
    const struct rule *rules;
    size_t count;
};

static const struct rule reading[] = {
    {"apps", "[statefulsets]", "[get]"},
    {"", "[pods, events, resourcequotas, configmaps, persistentvolumeclaims]", "[list]"},
    {"", "[services, serviceaccounts]", "[get]"},
    {"", "[pods/log]", "[get]"},
    {"discovery.k8s.io", "[endpointslices]", "[list]"},
    {"autoscaling", "[horizontalpodautoscalers]", "[list]"},
    {"policy", "[poddisruptionbudgets]", "[list]"},
    {"networking.k8s.io", "[networkpolicies]", "[get]"},
    {"rbac.authorization.k8s.io", "[roles, rolebindings]", "[get]"},
};
static const struct rule waiting[] = {
    {"apps", "[statefulsets]", "[list, watch]"},
    {"", "[pods, events, resourcequotas, configmaps, persistentvolumeclaims]", "[watch]"},
    {"discovery.k8s.io", "[endpointslices]", "[watch]"},
    {"autoscaling", "[horizontalpodautoscalers]", "[watch]"},
    {"policy", "[poddisruptionbudgets]", "[watch]"},
};
static const struct rule trying[] = {
    {"apps", "[statefulsets]", "[patch]"},
    {"", "[services, serviceaccounts, configmaps]", "[patch]"},
    {"autoscaling", "[horizontalpodautoscalers]", "[patch]"},
    {"policy", "[poddisruptionbudgets]", "[patch]"},
    {"networking.k8s.io", "[networkpolicies]", "[patch]"},
    {"rbac.authorization.k8s.io", "[roles, rolebindings]", "[patch]"},
};
static const struct rule nodes[] = {
    {"", "[nodes]", "[list, watch]"},
    {"", "[namespaces]", "[get]"},
};

#define RULES(list) (list), sizeof(list) / sizeof *(list)

static const struct level levels[] = {
    {"Role", "kagent-verify", "Reads what the checks KL101 to KL117 look at.", RULES(reading)},
    {"Role", "kagent-verify-wait",
     "For --wait and --watch, besides. Without it they ask every five seconds.", RULES(waiting)},
    {"Role", "kagent-verify-dry-run",
     "Lets the server itself say what an apply would change. The API has no right for dry runs\n"
     "# alone: who has this role can change these objects. Without it the manifests are compared\n"
     "# field by field.",
     RULES(trying)},
    {"ClusterRole", "kagent-verify-nodes", "Counts the nodes that can hold agents.", RULES(nodes)},
};

static void add_rule(struct kg_buf *out, const struct rule *rule)
{
    kg_buf_printf(out, "- apiGroups: [\"%s\"]\n  resources: %s\n  verbs: %s\n", rule->group,
                  rule->resources, rule->verbs);
}

void print_rbac(struct kg_buf *out, const char *namespace)
{
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        const struct level *level = &levels[i];
        kg_buf_printf(out, "%s# %s\napiVersion: rbac.authorization.k8s.io/v1\nkind: %s\n",
                      i > 0 ? "---\n" : "", level->comment, level->kind);
        kg_buf_printf(out, "metadata:\n  name: %s\n", level->name);
        if (level->kind[0] == 'R')
            kg_buf_printf(out, "  namespace: %s\n", namespace);
        kg_buf_add_text(out, "rules:\n");
        for (size_t j = 0; j < level->count; j++)
            add_rule(out, &level->rules[j]);
    }
}
