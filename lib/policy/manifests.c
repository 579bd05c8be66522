#include "manifests.h"

#include <string.h>

#include "kagent/selector.h"

/* A kind, its API group ("" for the core) and where its pod is. */
struct known {
    const char *kind;
    const char *group;
    enum kg_known_kind known;
    const char *template_path;
};

static const struct known knowns[] = {
    {"Pod", "", KG_KIND_POD, ""},
    {"Deployment", "apps", KG_KIND_DEPLOYMENT, "spec.template"},
    {"StatefulSet", "apps", KG_KIND_STATEFUL_SET, "spec.template"},
    {"DaemonSet", "apps", KG_KIND_DAEMON_SET, "spec.template"},
    {"ReplicaSet", "apps", KG_KIND_REPLICA_SET, "spec.template"},
    {"ReplicationController", "", KG_KIND_REPLICATION_CONTROLLER, "spec.template"},
    {"Job", "batch", KG_KIND_JOB, "spec.template"},
    {"CronJob", "batch", KG_KIND_CRON_JOB, "spec.jobTemplate.spec.template"},
    {"Service", "", KG_KIND_SERVICE, NULL},
    {"ConfigMap", "", KG_KIND_CONFIG_MAP, NULL},
    {"Secret", "", KG_KIND_SECRET, NULL},
    {"ServiceAccount", "", KG_KIND_SERVICE_ACCOUNT, NULL},
    {"PersistentVolumeClaim", "", KG_KIND_CLAIM, NULL},
    {"Namespace", "", KG_KIND_NAMESPACE, NULL},
    {"Role", "rbac.authorization.k8s.io", KG_KIND_ROLE, NULL},
    {"ClusterRole", "rbac.authorization.k8s.io", KG_KIND_CLUSTER_ROLE, NULL},
    {"RoleBinding", "rbac.authorization.k8s.io", KG_KIND_ROLE_BINDING, NULL},
    {"ClusterRoleBinding", "rbac.authorization.k8s.io", KG_KIND_CLUSTER_ROLE_BINDING, NULL},
    {"HorizontalPodAutoscaler", "autoscaling", KG_KIND_AUTOSCALER, NULL},
    {"PodDisruptionBudget", "policy", KG_KIND_DISRUPTION_BUDGET, NULL},
    {"NetworkPolicy", "networking.k8s.io", KG_KIND_NETWORK_POLICY, NULL},
    {"StorageClass", "storage.k8s.io", KG_KIND_STORAGE_CLASS, NULL},
    {"PriorityClass", "scheduling.k8s.io", KG_KIND_PRIORITY_CLASS, NULL},
    {"IngressClass", "networking.k8s.io", KG_KIND_INGRESS_CLASS, NULL},
};
enum { KNOWNS = sizeof knowns / sizeof *knowns };

static const char *text_of(struct kg_arena *arena, const struct kg_node *node)
{
    struct kg_str text = kg_node_text(node);
    return text.length == 0 ? "" : kg_str_copy(arena, text);
}

struct kg_resource_ref kg_manifest_ref(struct kg_arena *arena, const struct kg_node *object)
{
    const struct kg_node *metadata = kg_node_get(object, "metadata");
    return (struct kg_resource_ref){
        .api_version = text_of(arena, kg_node_get(object, "apiVersion")),
        .kind = text_of(arena, kg_node_get(object, "kind")),
        .namespace = text_of(arena, kg_node_get(metadata, "namespace")),
        .name = text_of(arena, kg_node_get(metadata, "name")),
    };
}

static const struct known *find_known(const struct kg_resource_ref *ref)
{
    const char *slash = strchr(ref->api_version, '/');
    size_t length = slash != NULL ? (size_t)(slash - ref->api_version) : 0;
    for (size_t i = 0; i < KNOWNS; i++) {
        if (strcmp(knowns[i].kind, ref->kind) == 0 && strlen(knowns[i].group) == length &&
            memcmp(knowns[i].group, ref->api_version, length) == 0)
            return &knowns[i];
    }
    return NULL;
}

const struct kg_node *kg_field_at(const struct kg_node *node, const char *path)
{
    struct kg_str rest = kg_str_from(path);
    struct kg_str key;
    while (path[0] != '\0' && kg_str_split(&rest, '.', &key))
        node = kg_node_get_str(node, key);
    return node;
}

static void find_pod(struct kg_arena *arena, struct kg_manifest *manifest, const char *path)
{
    const struct kg_node *template = kg_field_at(manifest->node, path);
    manifest->template_path = path;
    manifest->pod_path = path[0] == '\0' ? "spec" : kg_arena_printf(arena, "%s.spec", path);
    manifest->pod = kg_node_get(template, "spec");
    if (!kg_node_is(manifest->pod, KG_NODE_MAPPING))
        manifest->pod = NULL;
    manifest->pod_metadata = kg_node_get(template, "metadata");
    manifest->pod_labels = kg_node_get(manifest->pod_metadata, "labels");
}

/* ---- the indexes ---- */

static struct kg_str name_key(struct kg_arena *arena, enum kg_known_kind kind,
                              const char *namespace, struct kg_str name)
{
    return kg_str_from(
        kg_arena_printf(arena, "%d/%s/%.*s", (int)kind, namespace, KG_STR_ARG(name)));
}

static struct kg_str label_key(struct kg_arena *arena, const char *namespace, struct kg_str key,
                               struct kg_str value)
{
    return kg_str_from(
        kg_arena_printf(arena, "%s/%.*s=%.*s", namespace, KG_STR_ARG(key), KG_STR_ARG(value)));
}

static void add_to(struct kg_manifests *manifests, struct kg_str key,
                   const struct kg_manifest *manifest)
{
    void **slot = kg_map_slot(&manifests->by_label, key);
    if (*slot == NULL)
        *slot = kg_arena_zero(manifests->arena, 1, sizeof(struct kg_manifest_list));
    struct kg_manifest_list *list = *slot;
    list->items = kg_arena_extend(manifests->arena, list->items, list->count, sizeof(*list->items));
    list->items[list->count++] = manifest;
}

static void index_pod(struct kg_manifests *manifests, const struct kg_manifest *manifest)
{
    const struct kg_node *labels = manifest->pod_labels;
    add_to(manifests, kg_str_from(manifest->ref.namespace), manifest);
    if (!kg_node_is(labels, KG_NODE_MAPPING))
        return;
    for (uint32_t i = 0; i < labels->count; i++)
        add_to(manifests,
               label_key(manifests->arena, manifest->ref.namespace,
                         kg_node_text(labels->pairs[i].key), kg_node_text(labels->pairs[i].value)),
               manifest);
}

static struct kg_str target_key(struct kg_arena *arena, const char *namespace, struct kg_str kind,
                                struct kg_str name)
{
    return kg_str_from(
        kg_arena_printf(arena, "%s/%.*s/%.*s", namespace, KG_STR_ARG(kind), KG_STR_ARG(name)));
}

static void index_autoscaler(struct kg_manifests *manifests, struct kg_manifest *scaler)
{
    const struct kg_node *target = kg_node_path(scaler->node, "spec", "scaleTargetRef", NULL);
    kg_map_put(&manifests->scalers,
               target_key(manifests->arena, scaler->ref.namespace,
                          kg_node_text(kg_node_get(target, "kind")),
                          kg_node_text(kg_node_get(target, "name"))),
               scaler);
}

static void take_in(struct kg_manifests *manifests, const struct kg_node *object)
{
    struct kg_arena *arena = manifests->arena;
    struct kg_manifest *manifest = &manifests->items[manifests->count++];
    *manifest = (struct kg_manifest){.node = object, .ref = kg_manifest_ref(arena, object)};
    const struct known *known = find_known(&manifest->ref);
    if (known == NULL)
        return;
    manifest->kind = known->known;
    void **slot =
        kg_map_slot(&manifests->by_name, name_key(arena, manifest->kind, manifest->ref.namespace,
                                                  kg_str_from(manifest->ref.name)));
    if (*slot == NULL)
        *slot = manifest;
    if (manifest->kind == KG_KIND_AUTOSCALER)
        index_autoscaler(manifests, manifest);
    if (known->template_path == NULL)
        return;
    find_pod(arena, manifest, known->template_path);
    if (manifest->pod != NULL)
        index_pod(manifests, manifest);
}

void kg_manifests_init(struct kg_manifests *manifests, struct kg_arena *arena,
                       struct kg_node *const *objects, size_t count)
{
    *manifests = (struct kg_manifests){.arena = arena};
    manifests->items = kg_arena_zero(arena, count + 1, sizeof *manifests->items);
    kg_map_init(&manifests->by_name, arena);
    kg_map_init(&manifests->by_label, arena);
    kg_map_init(&manifests->scalers, arena);
    for (size_t i = 0; i < count; i++)
        take_in(manifests, objects[i]);
}

/* ---- asking ---- */

const struct kg_manifest *kg_manifests_get(const struct kg_manifests *manifests,
                                           enum kg_known_kind kind, const char *namespace,
                                           struct kg_str name)
{
    return kg_map_get(&manifests->by_name, name_key(manifests->arena, kind, namespace, name));
}

const struct kg_manifest *kg_manifests_named(const struct kg_manifests *manifests,
                                             struct kg_str kind, const char *namespace,
                                             struct kg_str name)
{
    for (size_t i = 0; i < KNOWNS; i++) {
        if (kg_str_is(kind, knowns[i].kind))
            return kg_manifests_get(manifests, knowns[i].known, namespace, name);
    }
    return NULL;
}

const struct kg_manifest *kg_manifests_autoscaler(const struct kg_manifests *manifests,
                                                  const struct kg_manifest *workload)
{
    return kg_map_get(&manifests->scalers,
                      target_key(manifests->arena, workload->ref.namespace,
                                 kg_str_from(workload->ref.kind), kg_str_from(workload->ref.name)));
}

/* Those that may have the labels: by the first of them, since each has to be there. */
static struct kg_manifest_list candidates(const struct kg_manifests *manifests,
                                          const char *namespace, const struct kg_node *labels)
{
    struct kg_str key = kg_str_from(namespace);
    if (kg_node_is(labels, KG_NODE_MAPPING) && labels->count > 0)
        key = label_key(manifests->arena, namespace, kg_node_text(labels->pairs[0].key),
                        kg_node_text(labels->pairs[0].value));
    const struct kg_manifest_list *list = kg_map_get(&manifests->by_label, key);
    return list != NULL ? *list : (struct kg_manifest_list){0};
}

static struct kg_manifest_list filter(const struct kg_manifests *manifests,
                                      struct kg_manifest_list from, const struct kg_node *filter,
                                      bool (*holds)(const struct kg_node *, const struct kg_node *))
{
    struct kg_manifest_list list = {0};
    for (size_t i = 0; i < from.count; i++) {
        if (!holds(from.items[i]->pod_labels, filter))
            continue;
        list.items = kg_arena_extend(manifests->arena, list.items, list.count, sizeof(*list.items));
        list.items[list.count++] = from.items[i];
    }
    return list;
}

struct kg_manifest_list kg_manifests_labelled(const struct kg_manifests *manifests,
                                              const char *namespace, const struct kg_node *labels)
{
    return filter(manifests, candidates(manifests, namespace, labels), labels, kg_labels_have);
}

struct kg_manifest_list kg_manifests_selected(const struct kg_manifests *manifests,
                                              const char *namespace, const struct kg_node *selector)
{
    return filter(manifests, candidates(manifests, namespace, kg_node_get(selector, "matchLabels")),
                  selector, kg_labels_match);
}
