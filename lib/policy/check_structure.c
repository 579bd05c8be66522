/* What an environment has in common with its base, and where it lives. */
#include <string.h>

#include "checks.h"

/* ---- KV022: parameters, not structure ---- */

/* Groups whose objects add rules to what is there and change nothing in it. */
static bool is_additive(const struct kg_resource_ref *ref)
{
    static const char *const groups[] = {"policy/",
                                         "autoscaling/",
                                         "networking.k8s.io/v1 NetworkPolicy",
                                         "security.istio.io/",
                                         "networking.istio.io/",
                                         "telemetry.istio.io/",
                                         "monitoring.coreos.com/",
                                         "v1 ResourceQuota",
                                         "v1 LimitRange"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        size_t group = strcspn(groups[i], " ");
        const char *kind = groups[i][group] == ' ' ? groups[i] + group + 1 : NULL;
        if (strncmp(ref->api_version, groups[i], group) == 0 &&
            (kind == NULL || strcmp(ref->kind, kind) == 0))
            return true;
    }
    return false;
}

/* The length of a name without the hash that a generator puts behind it. */
static size_t stem(const char *name)
{
    size_t length = strlen(name);
    if (length <= 11 || name[length - 11] != '-')
        return length;
    for (size_t i = length - 10; i < length; i++) {
        if (!((name[i] >= 'a' && name[i] <= 'z') || (name[i] >= '0' && name[i] <= '9')))
            return length;
    }
    return length - 11;
}

static bool is_same_object(const struct kg_resource_ref *a, const struct kg_resource_ref *b)
{
    bool generated = strcmp(a->kind, "ConfigMap") == 0 || strcmp(a->kind, "Secret") == 0;
    size_t length = generated ? stem(a->name) : strlen(a->name);
    size_t other = generated ? stem(b->name) : strlen(b->name);
    size_t group = strcspn(a->api_version, "/");
    return strcmp(a->kind, b->kind) == 0 && strcmp(a->namespace, b->namespace) == 0 &&
           length == other && memcmp(a->name, b->name, length) == 0 &&
           group == strcspn(b->api_version, "/") &&
           memcmp(a->api_version, b->api_version, group) == 0;
}

static const struct kg_manifest *find_same(const struct kg_manifests *manifests,
                                           const struct kg_manifest *wanted)
{
    for (size_t i = 0; i < manifests->count; i++) {
        if (is_same_object(&manifests->items[i].ref, &wanted->ref))
            return &manifests->items[i];
    }
    return NULL;
}

/* A list of which the members are part of the structure, and what tells them apart. */
struct part {
    const char *what; /* "the container" */
    const char *list; /* inside the pod, or a container */
    const char *key;
};

static const struct part pod_parts[] = {
    {"container", "containers", "name"},
    {"init container", "initContainers", "name"},
    {"volume", "volumes", "name"},
};

static const struct part container_parts[] = {
    {"port", "ports", "containerPort"},
    {"volume mount", "volumeMounts", "mountPath"},
};

static const struct kg_node *member(const struct kg_node *list, const char *key,
                                    struct kg_str wanted)
{
    for (uint32_t i = 0; kg_node_is(list, KG_NODE_SEQUENCE) && i < list->count; i++) {
        if (kg_str_equal(kg_text_at(list->items[i], key), wanted))
            return list->items[i];
    }
    return NULL;
}

/* Reports the members that only one side has. */
static void compare_lists(struct kg_trial *trial, const struct kg_manifest *manifest,
                          const struct kg_node *ours, const struct kg_node *base,
                          const struct part *part, const char *path)
{
    const struct kg_node *own = kg_node_get(ours, part->list);
    const struct kg_node *theirs = kg_node_get(base, part->list);
    for (uint32_t i = 0; kg_node_is(own, KG_NODE_SEQUENCE) && i < own->count; i++) {
        struct kg_str name = kg_text_at(own->items[i], part->key);
        if (member(theirs, part->key, name) != NULL)
            continue;
        kg_find_advise(trial,
                       kg_find(trial, manifest,
                               kg_arena_printf(trial->arena, "%s.%s[%u].%s", path, part->list,
                                               (unsigned)i, part->key),
                               "%s has the %s %s, and its base has not", trial->subject->name,
                               part->what, kg_quoted(trial, name)),
                       "What every environment needs belongs in the base.");
    }
    for (uint32_t i = 0; kg_node_is(theirs, KG_NODE_SEQUENCE) && i < theirs->count; i++) {
        struct kg_str name = kg_text_at(theirs->items[i], part->key);
        if (member(own, part->key, name) != NULL)
            continue;
        kg_find_advise(trial,
                       kg_find_promised(trial, manifest,
                                        kg_arena_printf(trial->arena, "%s.%s", path, part->list),
                                        "%s has not the %s %s of its base", trial->subject->name,
                                        part->what, kg_quoted(trial, name)),
                       "Take out what removes it.");
    }
}

static void compare_pods(struct kg_trial *trial, const struct kg_manifest *manifest,
                         const struct kg_manifest *base)
{
    struct kg_container container = {.manifest = manifest};
    for (size_t i = 0; i < sizeof pod_parts / sizeof *pod_parts; i++)
        compare_lists(trial, manifest, manifest->pod, base->pod, &pod_parts[i], manifest->pod_path);
    while (kg_each_container(&container, KG_CONTAINERS_MAIN | KG_CONTAINERS_INIT)) {
        const struct kg_node *twin =
            member(kg_node_get(base->pod, container.list), "name", container.name);
        for (size_t i = 0; twin != NULL && i < sizeof container_parts / sizeof *container_parts;
             i++)
            compare_lists(trial, manifest, container.node, twin, &container_parts[i],
                          kg_container_path(trial, &container, ""));
    }
}

static void judge_own(struct kg_trial *trial, const struct kg_manifests *base,
                      const struct kg_manifest *manifest)
{
    static const struct part ports = {"port", "ports", "port"};
    const struct kg_manifest *twin = find_same(base, manifest);
    if (twin != NULL && manifest->pod != NULL && twin->pod != NULL)
        compare_pods(trial, manifest, twin);
    if (twin != NULL && manifest->kind == KG_KIND_SERVICE)
        compare_lists(trial, manifest, kg_node_get(manifest->node, "spec"),
                      kg_node_get(twin->node, "spec"), &ports, "spec");
    if (twin != NULL || is_additive(&manifest->ref))
        return;
    kg_find_advise(trial,
                   kg_find(trial, manifest, "metadata.name", "%s has %s/%s, and its base has not",
                           trial->subject->name, manifest->ref.kind, manifest->ref.name),
                   "What every environment needs belongs in the base.");
}

void kg_check_structure(struct kg_trial *trial)
{
    struct kg_manifests base;
    if (trial->subject->base == NULL) {
        kg_irrelevant(trial, "there is no base to compare with");
        return;
    }
    kg_manifests_init(&base, trial->arena, trial->subject->base, trial->subject->base_count);
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_ALL)) != NULL;)
        judge_own(trial, &base, manifest);
    for (size_t i = 0; i < base.count; i++) {
        if (find_same(trial->manifests, &base.items[i]) != NULL)
            continue;
        kg_find_advise(trial,
                       kg_find_node(trial, NULL, trial->promises->document, "",
                                    "%s has not %s/%s of its base", trial->subject->name,
                                    base.items[i].ref.kind, base.items[i].ref.name),
                       "Take out what removes or renames it.");
    }
}

/* ---- KV045: the base knows no environment ---- */

static bool is_word_character(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

/* Whether the text has the word, with no letter or digit beside it, and not as the end of a host.
 */
static bool has_word(struct kg_str text, const char *word)
{
    size_t length = strlen(word);
    const char *end = text.data + text.length;
    for (const char *at = text.data; (at = memmem(at, (size_t)(end - at), word, length)) != NULL;
         at++) {
        if ((at == text.data || !(is_word_character(at[-1]) || at[-1] == '.')) &&
            (at + length == end || !is_word_character(at[length])))
            return true;
    }
    return false;
}

static const char *environment_in(const struct kg_trial *trial, struct kg_str text)
{
    for (const char *const *name = trial->subject->environments; name != NULL && *name != NULL;
         name++) {
        if (has_word(text, *name))
            return *name;
    }
    return NULL;
}

/* Searches a value of the base for names of environments. */
static void search_names(struct kg_trial *trial, const struct kg_manifest *manifest,
                         const struct kg_node *node, const struct kg_way *way)
{
    for (uint32_t i = 0; kg_node_is(node, KG_NODE_MAPPING) && i < node->count; i++) {
        const struct kg_way inner = {.parent = way, .key = kg_node_text(node->pairs[i].key)};
        /* Who makes an image decides what it is called. */
        if (!kg_str_is(inner.key, "image"))
            search_names(trial, manifest, node->pairs[i].value, &inner);
    }
    for (uint32_t i = 0; kg_node_is(node, KG_NODE_SEQUENCE) && i < node->count; i++) {
        const struct kg_way inner = {.parent = way, .index = i};
        search_names(trial, manifest, node->items[i], &inner);
    }
    if (!kg_node_is(node, KG_NODE_SCALAR) || node->source == NULL ||
        !kg_place_inside(node->source->name, trial->subject->base_place))
        return;
    const char *name = environment_in(trial, node->text);
    if (name != NULL)
        kg_find_advise(trial,
                       kg_find_node(trial, manifest, node, kg_way_text(trial->arena, way),
                                    "the base speaks of the environment %s", name),
                       "Set it in overlays/%s by a patch.", name);
}

void kg_check_base_untouched(struct kg_trial *trial)
{
    const char *place = trial->subject->place;
    struct kg_manifests base;
    if (trial->subject->base == NULL || place == NULL) {
        kg_irrelevant(trial, "there is no base to compare with");
        return;
    }
    kg_manifests_init(&base, trial->arena, trial->subject->base, trial->subject->base_count);
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_ALL)) != NULL;) {
        const struct kg_node *node = manifest->node;
        if (node->source != NULL && kg_place_inside(node->source->name, place) &&
            find_same(&base, manifest) != NULL)
            kg_find_advise(trial,
                           kg_find(trial, manifest, "",
                                   "%s/%s is written anew here instead of being taken from the "
                                   "base",
                                   manifest->ref.kind, manifest->ref.name),
                           "List ../../base under `resources`, and what differs under `patches`.");
        const struct kg_way object = {0};
        search_names(trial, manifest, node, &object);
    }
}

/* ---- KV024: one namespace ---- */

/* Where everything is meant to be; NULL where nobody says. */
static const char *home_of(struct kg_trial *trial)
{
    if (trial->promises->namespace != NULL)
        return trial->promises->namespace;
    const struct kg_manifest *set = kg_each_promised(trial, NULL);
    return set != NULL && set->ref.namespace[0] != '\0' ? set->ref.namespace : NULL;
}

static bool is_namespaced(const struct kg_trial *trial, const struct kg_manifest *manifest)
{
    return kg_schema_scope(trial->subject->schema, kg_str_from(manifest->ref.api_version),
                           kg_str_from(manifest->ref.kind)) == KG_SCOPE_NAMESPACED;
}

static void judge_home(struct kg_trial *trial, const struct kg_manifest *manifest, const char *home)
{
    const char *namespace = manifest->ref.namespace;
    if (!is_namespaced(trial, manifest) || strcmp(namespace, home) == 0)
        return;
    struct kg_finding *finding =
        namespace[0] == '\0'
            ? kg_find(trial, manifest, "metadata.namespace",
                      "no namespace: it goes wherever the context of the kubeconfig points")
            : kg_find(trial, manifest, "metadata.namespace",
                      "it lives in the namespace %s, and everything else in %s", namespace, home);
    kg_find_advise(trial, finding, "Write `namespace: %s`.", home);
}

/* Whom a binding gives rights to. */
static void judge_subjects(struct kg_trial *trial, const struct kg_manifest *binding,
                           const char *home)
{
    const struct kg_node *subjects = kg_node_get(binding->node, "subjects");
    for (uint32_t i = 0; kg_node_is(subjects, KG_NODE_SEQUENCE) && i < subjects->count; i++) {
        const struct kg_node *subject = subjects->items[i];
        struct kg_str namespace = kg_text_at(subject, "namespace");
        const char *path = kg_arena_printf(trial->arena, "subjects[%u].namespace", (unsigned)i);
        if (!kg_str_is(kg_text_at(subject, "kind"), "ServiceAccount") || kg_str_is(namespace, home))
            continue;
        kg_find_advise(trial,
                       kg_find(trial, binding, path,
                               "the rights go to %s in the namespace %s, not to the one in %s",
                               kg_quoted(trial, kg_text_at(subject, "name")),
                               namespace.length == 0 ? "\"\"" : kg_quoted(trial, namespace), home),
                       "Write `namespace: %s`.", home);
    }
}

void kg_check_namespace(struct kg_trial *trial)
{
    const char *home = home_of(trial);
    const unsigned bindings = KG_SET(KG_KIND_ROLE_BINDING) | KG_SET(KG_KIND_CLUSTER_ROLE_BINDING);
    if (!trial->closed || home == NULL) {
        kg_irrelevant(trial,
                      trial->closed ? "no namespace is promised" : "it is about environments");
        trial->looked = false;
        return;
    }
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_ALL)) != NULL;) {
        judge_home(trial, manifest, home);
        if ((KG_SET(manifest->kind) & bindings) != 0)
            judge_subjects(trial, manifest, home);
    }
    if (strcmp(home, "default") != 0 && trial->subject->count > 0 &&
        kg_manifests_get(trial->manifests, KG_KIND_NAMESPACE, "", kg_str_from(home)) == NULL)
        kg_find_advise(trial,
                       kg_find_node(trial, NULL, trial->promises->document, "",
                                    "the namespace %s is not among the objects: on a new cluster "
                                    "the apply fails",
                                    home),
                       "Add a Namespace to the base.");
}
