/* Containers: probes, images, resources. */
#include "checks.h"

#include "kagent/image.h"

/* ---- KV015: probes ---- */

static const char *const handlers[] = {"httpGet", "tcpSocket", "grpc", "exec"};
enum { HANDLERS = sizeof handlers / sizeof *handlers };

static bool has_ports(const struct kg_container *container)
{
    return !kg_node_is_empty(kg_node_get(container->node, "ports"));
}

/* Marks the manifests, by their number, whose pods a Service leads others to. */
static bool *called_pods(const struct kg_trial *trial)
{
    const struct kg_manifests *manifests = trial->manifests;
    bool *called = kg_arena_zero(trial->arena, manifests->count + 1, sizeof *called);
    for (size_t i = 0; i < manifests->count; i++) {
        const struct kg_manifest *service = &manifests->items[i];
        const struct kg_node *selector = kg_node_path(service->node, "spec", "selector", NULL);
        if (service->kind != KG_KIND_SERVICE || kg_node_is_empty(selector))
            continue;
        struct kg_manifest_list pods =
            kg_manifests_labelled(manifests, service->ref.namespace, selector);
        for (size_t j = 0; j < pods.count; j++)
            called[pods.items[j] - manifests->items] = true;
    }
    return called;
}

static bool declares(const struct kg_container *container, struct kg_str name)
{
    const struct kg_node *ports = kg_node_get(container->node, "ports");
    for (uint32_t i = 0; kg_node_is(ports, KG_NODE_SEQUENCE) && i < ports->count; i++) {
        if (kg_str_equal(kg_text_at(ports->items[i], "name"), name))
            return true;
    }
    return false;
}

/* A named port of a probe must be one of the container's own. */
static void judge_probe_port(struct kg_trial *trial, const struct kg_container *container,
                             const char *probe)
{
    for (size_t i = 0; i < 2; i++) { /* httpGet and tcpSocket take names */
        struct kg_str port =
            kg_text_at(kg_node_path(container->node, probe, handlers[i], NULL), "port");
        if (port.length == 0 || (port.data[0] >= '0' && port.data[0] <= '9') ||
            declares(container, port))
            continue;
        const char *field = kg_arena_printf(trial->arena, "%s.%s.port", probe, handlers[i]);
        struct kg_finding *finding =
            kg_find(trial, container->manifest, kg_container_path(trial, container, field),
                    "the %s asks the port %s, which the container does not have", probe,
                    kg_quoted(trial, port));
        kg_find_advise(trial, finding, "Name one of the container's ports, or write its number.");
        if (trial->promises->class != KG_CLASS_GENERAL)
            kg_find_exactly(finding, KG_SEVERITY_ERROR);
    }
}

/* Seconds without an answer after which a probe gives up; the API server's defaults. */
static int64_t patience(const struct kg_trial *trial, const struct kg_node *probe)
{
    int64_t period = 10;
    int64_t threshold = 3;
    kg_whole(trial, kg_node_get(probe, "periodSeconds"), &period);
    kg_whole(trial, kg_node_get(probe, "failureThreshold"), &threshold);
    if (period < 0 || period > INT32_MAX || threshold < 0 || threshold > INT32_MAX)
        return INT64_MAX;
    return period * threshold;
}

static bool ask_the_same(const struct kg_node *a, const struct kg_node *b)
{
    for (size_t i = 0; i < HANDLERS; i++) {
        const struct kg_node *handler = kg_node_get(a, handlers[i]);
        if (handler != NULL && kg_node_get(b, handlers[i]) != NULL)
            return kg_node_equal(handler, kg_node_get(b, handlers[i]));
    }
    return false;
}

static void judge_liveness(struct kg_trial *trial, const struct kg_container *container)
{
    const struct kg_node *liveness = kg_node_get(container->node, "livenessProbe");
    const struct kg_node *readiness = kg_node_get(container->node, "readinessProbe");
    if (!kg_node_is(liveness, KG_NODE_MAPPING) || !kg_node_is(readiness, KG_NODE_MAPPING))
        return;
    struct kg_finding *finding = NULL;
    const char *path = kg_container_path(trial, container, "livenessProbe");
    if (patience(trial, liveness) < patience(trial, readiness))
        finding = kg_find(trial, container->manifest, path,
                          "the livenessProbe gives up before the readinessProbe: a slow container "
                          "is killed instead of being left alone");
    else if (ask_the_same(liveness, readiness) &&
             patience(trial, liveness) == patience(trial, readiness))
        finding = kg_find(trial, container->manifest, path,
                          "the livenessProbe asks the same as the readinessProbe, as often: who is "
                          "not ready is killed");
    if (finding == NULL)
        return;
    kg_find_advise(trial, finding,
                   "Ask something simpler for liveness, and be more patient: periodSeconds times "
                   "failureThreshold.");
    kg_find_at_most(finding, KG_SEVERITY_WARNING);
}

static void judge_probes(struct kg_trial *trial, const struct kg_container *container, bool called)
{
    static const char *const probes[] = {"startupProbe", "readinessProbe", "livenessProbe"};
    for (size_t i = 0; i < 3; i++)
        judge_probe_port(trial, container, probes[i]);
    judge_liveness(trial, container);
    if (!called || !has_ports(container) || kg_node_get(container->node, "readinessProbe") != NULL)
        return;
    kg_find_advise(trial,
                   kg_find(trial, container->manifest,
                           kg_container_path(trial, container, "readinessProbe"),
                           "the container %s has no readinessProbe: it gets requests before it "
                           "can answer",
                           kg_quoted(trial, container->name)),
                   "Add one that asks what clients ask, for A2A the agent card.");
}

void kg_check_probes(struct kg_trial *trial)
{
    const bool *called = called_pods(trial);
    for (const struct kg_manifest *workload = NULL;
         (workload = kg_each(trial, workload, KG_SET_SERVING)) != NULL;) {
        struct kg_container container = {.manifest = workload};
        while (kg_each_container(&container, KG_CONTAINERS_MAIN))
            judge_probes(trial, &container, called[workload - trial->manifests->items]);
    }
}

/* ---- KV030: images ---- */

static void judge_image(struct kg_trial *trial, const struct kg_container *container)
{
    struct kg_image image;
    struct kg_str reference = kg_text_at(container->node, "image");
    if (reference.length == 0 || kg_image_parse(reference, &image, NULL) != 0 ||
        image.digest.length > 0 || (image.tag.length > 0 && !kg_str_is(image.tag, "latest")))
        return;
    kg_find_advise(trial,
                   kg_find(trial, container->manifest, kg_container_path(trial, container, "image"),
                           image.tag.length == 0
                               ? "the image %s has no tag: what runs changes without a change here"
                               : "the image %s is whatever is newest: what runs changes without a "
                                 "change here",
                           kg_quoted(trial, reference)),
                   "Name a version, or a digest.");
}

void kg_check_image_tag(struct kg_trial *trial)
{
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_PODS)) != NULL;) {
        struct kg_container container = {.manifest = manifest};
        while (kg_each_container(&container, KG_CONTAINERS_MAIN | KG_CONTAINERS_INIT))
            judge_image(trial, &container);
    }
}

/* ---- KV031: resources ---- */

/* A resource that a container, or its pod as a whole (since 1.32), should state. */
static void judge_resource(struct kg_trial *trial, const struct kg_container *container,
                           const char *list, const char *resource, const char *otherwise)
{
    const struct kg_node *pod = kg_node_path(container->manifest->pod, "resources", list, NULL);
    const struct kg_node *own = kg_node_path(container->node, "resources", list, NULL);
    const struct kg_node *limits = kg_node_path(container->node, "resources", "limits", NULL);
    /* A limit without a request is the request too. */
    if (kg_node_get(own, resource) != NULL || kg_node_get(pod, resource) != NULL ||
        kg_node_get(limits, resource) != NULL)
        return;
    const char *field = kg_arena_printf(trial->arena, "resources.%s.%s", list, resource);
    kg_find_advise(trial,
                   kg_find(trial, container->manifest, kg_container_path(trial, container, field),
                           "the container %s has no %s: %s", kg_quoted(trial, container->name),
                           field, otherwise),
                   "Set it in the overlay to what the container needs there.");
}

void kg_check_resources(struct kg_trial *trial)
{
    for (const struct kg_manifest *manifest = NULL;
         (manifest = kg_each(trial, manifest, KG_SET_PODS)) != NULL;) {
        struct kg_container container = {.manifest = manifest};
        while (kg_each_container(&container, KG_CONTAINERS_MAIN)) {
            judge_resource(trial, &container, "requests", "cpu",
                           "it is scheduled as if it needed none");
            judge_resource(trial, &container, "requests", "memory",
                           "it is scheduled as if it needed none, and evicted first");
            judge_resource(trial, &container, "limits", "memory",
                           "a leak takes the whole node's memory");
        }
    }
}
