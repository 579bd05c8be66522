/* KV014: what pods refer to by name. */
#include <string.h>

#include "checks.h"

/* A reference to an object, and perhaps to a key in it. */
struct reference {
    const struct kg_manifest *from;
    enum kg_known_kind kind;
    const char *name_field;      /* "name", "claimName" */
    const struct kg_node *node;  /* what holds the name, and with no `item` the key */
    const char *path;            /* of `node` */
    const struct kg_node *items; /* the keys that a volume picks out; or NULL */
};

static const char *kind_name(enum kg_known_kind kind)
{
    switch (kind) {
    case KG_KIND_SECRET:
        return "Secret";
    case KG_KIND_CONFIG_MAP:
        return "ConfigMap";
    case KG_KIND_CLAIM:
        return "PersistentVolumeClaim";
    default:
        return "ServiceAccount";
    }
}

/* Whether a ConfigMap or Secret has a key. */
static bool has_key(const struct kg_manifest *manifest, struct kg_str key)
{
    static const char *const fields[] = {"data", "binaryData", "stringData"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (kg_node_get_str(kg_node_get(manifest->node, fields[i]), key) != NULL)
            return true;
    }
    return false;
}

static void judge_key(struct kg_trial *trial, const struct reference *reference,
                      const struct kg_manifest *target, struct kg_str key, const char *path)
{
    if (key.length == 0 || has_key(target, key))
        return;
    kg_find_advise(trial,
                   kg_find(trial, reference->from, path,
                           "%s %s has no key %s: the pod would not start", target->ref.kind,
                           target->ref.name, kg_quoted(trial, key)),
                   "Correct the key, add it, or mark the reference as optional.");
}

static void judge_keys(struct kg_trial *trial, const struct reference *reference,
                       const struct kg_manifest *target)
{
    const struct kg_node *items = reference->items;
    judge_key(trial, reference, target, kg_text_at(reference->node, "key"),
              kg_arena_printf(trial->arena, "%s.key", reference->path));
    for (uint32_t i = 0; kg_node_is(items, KG_NODE_SEQUENCE) && i < items->count; i++)
        judge_key(trial, reference, target, kg_text_at(items->items[i], "key"),
                  kg_arena_printf(trial->arena, "%s.items[%u].key", reference->path, (unsigned)i));
}

static void judge(struct kg_trial *trial, const struct reference *reference)
{
    struct kg_str name = kg_text_at(reference->node, reference->name_field);
    if (name.length == 0 || kg_is_true(trial, kg_node_get(reference->node, "optional")))
        return;
    const struct kg_manifest *target =
        kg_manifests_get(trial->manifests, reference->kind, reference->from->ref.namespace, name);
    if (target != NULL) {
        judge_keys(trial, reference, target);
        return;
    }
    if (!trial->closed) {
        kg_find_elsewhere(trial, reference->from, kind_name(reference->kind), name);
        return;
    }
    const char *path =
        kg_arena_printf(trial->arena, "%s.%s", reference->path, reference->name_field);
    kg_find_advise(trial,
                   kg_find(trial, reference->from, path, "there is no %s %s in the namespace",
                           kind_name(reference->kind), kg_quoted(trial, name)),
                   "Correct the name or add the object. If it comes from elsewhere, say so with "
                   "the annotation %sKV014.",
                   KG_PROMISE_IGNORE_PREFIX);
}

/* A reference to a ConfigMap or Secret in the field `field` of `node`, if it is there. */
static void follow(struct kg_trial *trial, const struct kg_manifest *from, enum kg_known_kind kind,
                   const struct kg_node *node, const char *field, const char *path)
{
    const struct kg_node *holder = kg_node_get(node, field);
    if (!kg_node_is(holder, KG_NODE_MAPPING))
        return;
    const struct reference reference = {
        .from = from,
        .kind = kind,
        .name_field = kg_node_get(holder, "secretName") != NULL ? "secretName" : "name",
        .node = holder,
        .path = kg_arena_printf(trial->arena, "%s.%s", path, field),
        .items = kg_node_get(holder, "items"),
    };
    judge(trial, &reference);
}

/* ---- where references stand ---- */

static void follow_env(struct kg_trial *trial, const struct kg_container *container)
{
    const struct kg_manifest *from = container->manifest;
    const struct kg_node *env = kg_node_get(container->node, "env");
    const struct kg_node *sources = kg_node_get(container->node, "envFrom");
    for (uint32_t i = 0; kg_node_is(env, KG_NODE_SEQUENCE) && i < env->count; i++) {
        const struct kg_node *value = kg_node_get(env->items[i], "valueFrom");
        if (value == NULL)
            continue;
        const char *path = kg_container_path(
            trial, container, kg_arena_printf(trial->arena, "env[%u].valueFrom", (unsigned)i));
        follow(trial, from, KG_KIND_CONFIG_MAP, value, "configMapKeyRef", path);
        follow(trial, from, KG_KIND_SECRET, value, "secretKeyRef", path);
    }
    for (uint32_t i = 0; kg_node_is(sources, KG_NODE_SEQUENCE) && i < sources->count; i++) {
        const char *path = kg_container_path(
            trial, container, kg_arena_printf(trial->arena, "envFrom[%u]", (unsigned)i));
        follow(trial, from, KG_KIND_CONFIG_MAP, sources->items[i], "configMapRef", path);
        follow(trial, from, KG_KIND_SECRET, sources->items[i], "secretRef", path);
    }
}

static void follow_claim(struct kg_trial *trial, const struct kg_manifest *from,
                         const struct kg_node *volume, const char *path)
{
    const struct reference reference = {
        .from = from,
        .kind = KG_KIND_CLAIM,
        .name_field = "claimName",
        .node = kg_node_get(volume, "persistentVolumeClaim"),
        .path = kg_arena_printf(trial->arena, "%s.persistentVolumeClaim", path),
    };
    judge(trial, &reference);
}

static void follow_projected(struct kg_trial *trial, const struct kg_manifest *from,
                             const struct kg_node *volume, const char *path)
{
    const struct kg_node *sources = kg_node_path(volume, "projected", "sources", NULL);
    for (uint32_t i = 0; kg_node_is(sources, KG_NODE_SEQUENCE) && i < sources->count; i++) {
        const char *source =
            kg_arena_printf(trial->arena, "%s.projected.sources[%u]", path, (unsigned)i);
        follow(trial, from, KG_KIND_CONFIG_MAP, sources->items[i], "configMap", source);
        follow(trial, from, KG_KIND_SECRET, sources->items[i], "secret", source);
    }
}

static void follow_volumes(struct kg_trial *trial, const struct kg_manifest *from)
{
    const struct kg_node *volumes = kg_node_get(from->pod, "volumes");
    for (uint32_t i = 0; kg_node_is(volumes, KG_NODE_SEQUENCE) && i < volumes->count; i++) {
        const struct kg_node *volume = volumes->items[i];
        const char *path =
            kg_arena_printf(trial->arena, "%s.volumes[%u]", from->pod_path, (unsigned)i);
        follow(trial, from, KG_KIND_CONFIG_MAP, volume, "configMap", path);
        follow(trial, from, KG_KIND_SECRET, volume, "secret", path);
        follow_claim(trial, from, volume, path);
        follow_projected(trial, from, volume, path);
    }
}

static void follow_identity(struct kg_trial *trial, const struct kg_manifest *from)
{
    const struct kg_node *secrets = kg_node_get(from->pod, "imagePullSecrets");
    const struct reference account = {
        .from = from,
        .kind = KG_KIND_SERVICE_ACCOUNT,
        .name_field = "serviceAccountName",
        .node = from->pod,
        .path = from->pod_path,
    };
    /* Every namespace has the account "default". */
    if (!kg_str_is(kg_text_at(from->pod, "serviceAccountName"), "default"))
        judge(trial, &account);
    for (uint32_t i = 0; kg_node_is(secrets, KG_NODE_SEQUENCE) && i < secrets->count; i++) {
        const struct reference secret = {
            .from = from,
            .kind = KG_KIND_SECRET,
            .name_field = "name",
            .node = secrets->items[i],
            .path = kg_arena_printf(trial->arena, "%s.imagePullSecrets[%u]", from->pod_path,
                                    (unsigned)i),
        };
        judge(trial, &secret);
    }
}

void kg_check_references(struct kg_trial *trial)
{
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_PODS)) != NULL;) {
        struct kg_container container = {.manifest = manifest};
        while (kg_each_container(&container, KG_CONTAINERS_ALL))
            follow_env(trial, &container);
        follow_volumes(trial, manifest);
        follow_identity(trial, manifest);
    }
}
