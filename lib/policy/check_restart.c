/* KV039: a changed ConfigMap reaches nobody by itself. */
#include <string.h>

#include "changes.h"
#include "checks.h"
#include "live_trial.h"
#include "same.h"

bool kg_reads_by_env(const struct kg_manifest *workload, const char *config_map)
{
    struct kg_container container = {.manifest = workload};
    while (kg_each_container(&container, KG_CONTAINERS_MAIN | KG_CONTAINERS_INIT)) {
        const struct kg_node *env = kg_node_get(container.node, "env");
        const struct kg_node *from = kg_node_get(container.node, "envFrom");
        for (uint32_t i = 0; kg_node_is(env, KG_NODE_SEQUENCE) && i < env->count; i++) {
            if (kg_str_is(kg_node_text(kg_node_path(env->items[i], "valueFrom", "configMapKeyRef",
                                                    "name", NULL)),
                          config_map))
                return true;
        }
        for (uint32_t i = 0; kg_node_is(from, KG_NODE_SEQUENCE) && i < from->count; i++) {
            if (kg_str_is(kg_node_text(kg_node_path(from->items[i], "configMapRef", "name", NULL)),
                          config_map))
                return true;
        }
    }
    return false;
}

static void judge_restart(struct kg_trial *trial, const struct kg_manifests *previous,
                          const struct kg_manifest *config_map)
{
    for (const struct kg_manifest *workload = NULL;
         (workload = kg_each(trial, workload, KG_SET_SERVING)) != NULL;) {
        const struct kg_manifest *before = kg_previous_of(previous, workload);
        if (before == NULL || strcmp(workload->ref.namespace, config_map->ref.namespace) != 0 ||
            !kg_reads_by_env(workload, config_map->ref.name) ||
            !kg_same(kg_node_path(before->node, "spec", "template", NULL),
                     kg_node_path(workload->node, "spec", "template", NULL)))
            continue;
        kg_find_advise(trial,
                       kg_find(trial, config_map, "data",
                               "%s changes, but nothing restarts the pods of %s/%s, which read it "
                               "when they start",
                               config_map->ref.name, workload->ref.kind, workload->ref.name),
                       "After the apply: `%s`.",
                       kg_live_command(trial, workload, "kubectl rollout restart %s/%s",
                                       workload->kind == KG_KIND_STATEFUL_SET ? "statefulset"
                                       : workload->kind == KG_KIND_DEPLOYMENT ? "deployment"
                                                                              : "daemonset",
                                       workload->ref.name));
    }
}

void kg_check_restart(struct kg_trial *trial)
{
    const struct kg_manifests *previous = kg_previous_manifests(trial);
    for (const struct kg_manifest *now = NULL;
         previous != NULL && (now = kg_each(trial, now, KG_SET(KG_KIND_CONFIG_MAP))) != NULL;) {
        const struct kg_manifest *before = kg_previous_of(previous, now);
        if (before != NULL &&
            !kg_same(kg_node_get(before->node, "data"), kg_node_get(now->node, "data")))
            judge_restart(trial, previous, now);
    }
}
