/* Services, and what they lead to. */
#include <string.h>

#include "checks.h"

static bool is_headless(const struct kg_manifest *service)
{
    return kg_str_is(kg_text_at(kg_spec_of(service), "clusterIP"), "None");
}

/* What the Service leads to, if it has a selector of its own. */
static const struct kg_node *selector_of(const struct kg_manifest *service)
{
    const struct kg_node *selector = kg_node_get(kg_spec_of(service), "selector");
    bool named = kg_str_is(kg_text_at(kg_spec_of(service), "type"), "ExternalName");
    return !named && kg_node_is(selector, KG_NODE_MAPPING) && selector->count > 0 ? selector : NULL;
}

/* ---- KV010: selectors of workloads ---- */

/* A label of the selector that the template lacks, or has with another value. */
static const struct kg_pair *unmatched(const struct kg_manifest *workload,
                                       const struct kg_node *labels)
{
    for (uint32_t i = 0; kg_node_is(labels, KG_NODE_MAPPING) && i < labels->count; i++) {
        const struct kg_node *value =
            kg_node_get_str(workload->pod_labels, kg_node_text(labels->pairs[i].key));
        if (value == NULL ||
            !kg_str_equal(kg_node_text(value), kg_node_text(labels->pairs[i].value)))
            return &labels->pairs[i];
    }
    return NULL;
}

static void judge_selector(struct kg_trial *trial, const struct kg_manifest *workload)
{
    const struct kg_node *selector = kg_node_get(kg_spec_of(workload), "selector");
    const char *path = kg_arena_printf(trial->arena, "%s.metadata.labels", workload->template_path);
    if (!kg_node_is(selector, KG_NODE_MAPPING) || workload->pod == NULL ||
        kg_labels_match(workload->pod_labels, selector))
        return;
    const struct kg_pair *pair = unmatched(workload, kg_node_get(selector, "matchLabels"));
    struct kg_finding *finding =
        pair != NULL
            ? kg_find(trial, workload, path,
                      "the selector wants %s: %s, which the pods do not have",
                      kg_quoted(trial, kg_node_text(pair->key)),
                      kg_quoted(trial, kg_node_text(pair->value)))
            : kg_find(trial, workload, path, "the selector does not match the pods' labels");
    kg_find_advise(trial, finding,
                   "Give the pod template the labels of spec.selector; the selector itself cannot "
                   "be changed once the object exists.");
}

/* The labels by which people find the pods: `kubectl get pods -l app=kagent`. */
static void judge_promised_labels(struct kg_trial *trial, const struct kg_manifest *set)
{
    struct kg_str rest = kg_str_from(trial->promises->pods);
    struct kg_str label;
    while (kg_str_split(&rest, ',', &label)) {
        size_t equals = (size_t)kg_str_find(label, '=');
        struct kg_str key = kg_str_head(label, equals);
        const struct kg_node *value = kg_node_get_str(set->pod_labels, key);
        if (value != NULL &&
            kg_str_equal(kg_node_text(value), kg_str_from_index(label, equals + 1)))
            continue;
        const char *path = kg_arena_printf(trial->arena, "%s.metadata.labels[%.*s]",
                                           set->template_path, KG_STR_ARG(key));
        kg_find_advise(trial,
                       kg_find(trial, set, path,
                               "the pods cannot be found with `-l %.*s`, as %s promises",
                               KG_STR_ARG(label), trial->subject->name),
                       "Give the pod template this label, or change the promise in %s.",
                       kg_declared_at(trial, trial->promises->pods_node));
    }
}

void kg_check_selector(struct kg_trial *trial)
{
    const unsigned kinds = KG_SET(KG_KIND_DEPLOYMENT) | KG_SET(KG_KIND_STATEFUL_SET) |
                           KG_SET(KG_KIND_DAEMON_SET) | KG_SET(KG_KIND_REPLICA_SET);
    for (const struct kg_manifest *workload = NULL;
         (workload = kg_each(trial, workload, kinds)) != NULL;)
        judge_selector(trial, workload);
    if (trial->promises->pods_node == NULL)
        return;
    for (const struct kg_manifest *set = NULL; (set = kg_each_promised(trial, set)) != NULL;)
        judge_promised_labels(trial, set);
}

/* ---- KV011: the Service that names the pods ---- */

static void judge_governing(struct kg_trial *trial, const struct kg_manifest *set)
{
    struct kg_str name = kg_text_at(kg_spec_of(set), "serviceName");
    const struct kg_manifest *service =
        kg_manifests_get(trial->manifests, KG_KIND_SERVICE, set->ref.namespace, name);
    if (name.length == 0) {
        kg_find_advise(trial,
                       kg_find(trial, set, "spec.serviceName",
                               "no serviceName: the pods have no names of their own in DNS"),
                       "Name a headless Service in serviceName.");
        return;
    }
    if (service == NULL) {
        if (!trial->closed) {
            kg_find_elsewhere(trial, set, "Service", name);
            return;
        }
        kg_find_advise(trial,
                       kg_find(trial, set, "spec.serviceName",
                               "there is no Service %s in the namespace of %s/%s",
                               kg_quoted(trial, name), set->ref.kind, set->ref.name),
                       "Name a headless Service of this environment. Once the StatefulSet exists, "
                       "serviceName cannot be changed.");
        return;
    }
    if (!is_headless(service))
        kg_find_advise(trial,
                       kg_find(trial, service, "spec.clusterIP",
                               "%s names its pods by this Service, which is not headless",
                               set->ref.name),
                       "Set clusterIP: None. A Service that exists must be deleted for it first.");
    if (selector_of(service) != NULL && !kg_labels_have(set->pod_labels, selector_of(service)))
        kg_find_advise(trial,
                       kg_find(trial, service, "spec.selector",
                               "%s names its pods by this Service, which does not select them",
                               set->ref.name),
                       "Select the labels of the pod template.");
}

void kg_check_governing_service(struct kg_trial *trial)
{
    for (const struct kg_manifest *set = NULL;
         (set = kg_each(trial, set, KG_SET(KG_KIND_STATEFUL_SET))) != NULL;)
        judge_governing(trial, set);
}

/* ---- KV012: where Services lead ---- */

/* The container port that a targetPort means in a pod, or NULL. */
static const struct kg_node *port_of(const struct kg_manifest *pod, struct kg_str target)
{
    struct kg_container container = {.manifest = pod};
    while (kg_each_container(&container, KG_CONTAINERS_MAIN | KG_CONTAINERS_INIT)) {
        const struct kg_node *ports = kg_node_get(container.node, "ports");
        for (uint32_t i = 0; kg_node_is(ports, KG_NODE_SEQUENCE) && i < ports->count; i++) {
            const struct kg_node *port = ports->items[i];
            if (kg_str_equal(kg_text_at(port, "name"), target) ||
                kg_str_equal(kg_text_at(port, "containerPort"), target))
                return port;
        }
    }
    return NULL;
}

static bool is_number(struct kg_str text)
{
    return text.length > 0 && text.data[0] >= '0' && text.data[0] <= '9' &&
           text.data[text.length - 1] >= '0' && text.data[text.length - 1] <= '9' &&
           strspn(text.data, "0123456789") >= text.length;
}

/* The port of the pods that a port of a Service leads to: a name or a number. */
static struct kg_str target_of(const struct kg_node *port)
{
    struct kg_str target = kg_text_at(port, "targetPort");
    return target.length > 0 ? target : kg_text_at(port, "port");
}

static bool declares_ports(const struct kg_manifest *pod)
{
    struct kg_container container = {.manifest = pod};
    while (kg_each_container(&container, KG_CONTAINERS_MAIN | KG_CONTAINERS_INIT)) {
        if (!kg_node_is_empty(kg_node_get(container.node, "ports")))
            return true;
    }
    return false;
}

static void judge_port(struct kg_trial *trial, const struct kg_manifest *service, uint32_t index,
                       struct kg_str target, struct kg_manifest_list pods)
{
    bool named = !is_number(target);
    bool declared = named;
    for (size_t i = 0; i < pods.count; i++) {
        if (port_of(pods.items[i], target) != NULL)
            return;
        declared = declared || declares_ports(pods.items[i]);
    }
    /* Declaring ports is optional: only who declares some can have forgotten one. */
    if (!declared)
        return;
    const char *path = kg_arena_printf(trial->arena, "spec.ports[%u].targetPort", (unsigned)index);
    struct kg_finding *finding =
        kg_find(trial, service, path, "%s leads to the port %s, which %s/%s does not declare",
                service->ref.name, kg_quoted(trial, target), pods.items[0]->ref.kind,
                pods.items[0]->ref.name);
    kg_find_advise(trial, finding, "Name a port of its containers.");
    if (!named)
        kg_find_at_most(finding, KG_SEVERITY_WARNING);
}

static void judge_targets(struct kg_trial *trial, const struct kg_manifest *service)
{
    const struct kg_node *selector = selector_of(service);
    const struct kg_node *ports = kg_node_get(kg_spec_of(service), "ports");
    if (selector == NULL)
        return;
    struct kg_manifest_list pods =
        kg_manifests_labelled(trial->manifests, service->ref.namespace, selector);
    if (pods.count == 0 && trial->closed)
        kg_find_advise(trial,
                       kg_find(trial, service, "spec.selector",
                               "%s selects no pods: whoever calls it gets no answer",
                               service->ref.name),
                       "Select the labels of a pod template in its namespace.");
    for (uint32_t i = 0; pods.count > 0 && kg_node_is(ports, KG_NODE_SEQUENCE) && i < ports->count;
         i++)
        judge_port(trial, service, i, target_of(ports->items[i]), pods);
}

void kg_check_service_targets(struct kg_trial *trial)
{
    for (const struct kg_manifest *service = NULL;
         (service = kg_each(trial, service, KG_SET(KG_KIND_SERVICE))) != NULL;)
        judge_targets(trial, service);
}

/* ---- KV013: the way in ---- */

/* The port on which the agents speak A2A: the one that readiness asks, else the first declared. */
static const struct kg_node *a2a_port(const struct kg_manifest *set)
{
    struct kg_container container = {.manifest = set};
    const struct kg_node *first = NULL;
    while (kg_each_container(&container, KG_CONTAINERS_MAIN)) {
        const struct kg_node *ports = kg_node_get(container.node, "ports");
        struct kg_str probed =
            kg_node_text(kg_node_path(container.node, "readinessProbe", "httpGet", "port", NULL));
        if (probed.length > 0 && port_of(set, probed) != NULL)
            return port_of(set, probed);
        if (first == NULL && kg_node_is(ports, KG_NODE_SEQUENCE) && ports->count > 0)
            first = ports->items[0];
    }
    return first;
}

/* Whether the Service is one that VAPORA can call: with an address of its own, on this port. */
static bool exposes(const struct kg_manifest *service, const struct kg_manifest *set,
                    const struct kg_node *wanted)
{
    struct kg_str type = kg_text_at(kg_spec_of(service), "type");
    const struct kg_node *ports = kg_node_get(kg_spec_of(service), "ports");
    if (is_headless(service) || strcmp(service->ref.namespace, set->ref.namespace) != 0 ||
        !(type.length == 0 || kg_str_is(type, "ClusterIP") || kg_str_is(type, "LoadBalancer")) ||
        selector_of(service) == NULL || !kg_labels_have(set->pod_labels, selector_of(service)))
        return false;
    for (uint32_t i = 0; kg_node_is(ports, KG_NODE_SEQUENCE) && i < ports->count; i++) {
        if (port_of(set, target_of(ports->items[i])) == wanted)
            return true;
    }
    return false;
}

static bool is_exposed(struct kg_trial *trial, const struct kg_manifest *set,
                       const struct kg_node *port)
{
    for (const struct kg_manifest *service = NULL;
         (service = kg_each(trial, service, KG_SET(KG_KIND_SERVICE))) != NULL;) {
        if (exposes(service, set, port))
            return true;
    }
    return false;
}

void kg_check_way_in(struct kg_trial *trial)
{
    for (const struct kg_manifest *set = NULL; (set = kg_each_promised(trial, set)) != NULL;) {
        const struct kg_node *port = a2a_port(set);
        if (port == NULL)
            kg_find_advise(trial,
                           kg_find(trial, set, "spec.template.spec.containers[0].ports",
                                   "no port is declared on which the agents speak A2A"),
                           "Declare it under `ports` of the container.");
        else if (!is_exposed(trial, set, port))
            kg_find_advise(
                trial,
                kg_find(trial, set, "spec.template.spec.containers[0].ports",
                        "no Service of type ClusterIP or LoadBalancer leads to the port %s, on "
                        "which the agents speak A2A",
                        kg_quoted(trial, kg_text_at(port, "containerPort"))),
                "Add one that selects the pods, with this targetPort; a headless Service does not "
                "count.");
    }
}

/* ---- KV035: names before readiness ---- */

/* Whether a StatefulSet names its pods by this Service. */
static const struct kg_manifest *governed_by(struct kg_trial *trial,
                                             const struct kg_manifest *service)
{
    for (const struct kg_manifest *set = NULL;
         (set = kg_each(trial, set, KG_SET(KG_KIND_STATEFUL_SET))) != NULL;) {
        if (strcmp(set->ref.namespace, service->ref.namespace) == 0 &&
            kg_str_is(kg_text_at(kg_spec_of(set), "serviceName"), service->ref.name))
            return set;
    }
    return NULL;
}

static void judge_unready(struct kg_trial *trial, const struct kg_manifest *service)
{
    bool published =
        kg_is_true(trial, kg_node_get(kg_spec_of(service), "publishNotReadyAddresses"));
    const struct kg_manifest *set = governed_by(trial, service);
    if (set != NULL && is_headless(service) && !published)
        kg_find_advise(trial,
                       kg_find(trial, service, "spec.publishNotReadyAddresses",
                               "a pod of %s has no name in DNS until it is ready", set->ref.name),
                       "Set publishNotReadyAddresses: true; who wants a ready pod, whichever, "
                       "uses a Service with an address.");
    if (published && !is_headless(service))
        kg_find_advise(trial,
                       kg_find(trial, service, "spec.publishNotReadyAddresses",
                               "%s sends requests to pods that are not ready", service->ref.name),
                       "Take publishNotReadyAddresses out here.");
}

void kg_check_unready_addresses(struct kg_trial *trial)
{
    for (const struct kg_manifest *service = NULL;
         (service = kg_each(trial, service, KG_SET(KG_KIND_SERVICE))) != NULL;)
        judge_unready(trial, service);
}

/* ---- KV042: what a mesh takes a port for ---- */

/* Whether Istio can tell the protocol: by appProtocol, or by the name up to its dash. */
static bool tells_protocol(const struct kg_node *port)
{
    static const char *const protocols[] = {"http", "http2", "https", "grpc",  "grpc-web", "tcp",
                                            "tls",  "mongo", "mysql", "redis", "udp"};
    struct kg_str name = kg_text_at(port, "name");
    if (kg_text_at(port, "appProtocol").length > 0)
        return true;
    for (size_t i = 0; i < sizeof protocols / sizeof *protocols; i++) {
        size_t length = strlen(protocols[i]);
        if (kg_str_starts(name, protocols[i]) &&
            (name.length == length || name.data[length] == '-'))
            return true;
    }
    return false;
}

void kg_check_port_protocol(struct kg_trial *trial)
{
    if (!trial->closed) {
        kg_irrelevant(trial, "it is about environments");
        return;
    }
    for (const struct kg_manifest *service = NULL;
         (service = kg_each(trial, service, KG_SET(KG_KIND_SERVICE))) != NULL;) {
        const struct kg_node *ports = kg_node_get(kg_spec_of(service), "ports");
        for (uint32_t i = 0; kg_node_is(ports, KG_NODE_SEQUENCE) && i < ports->count; i++) {
            if (tells_protocol(ports->items[i]))
                continue;
            const char *path =
                kg_arena_printf(trial->arena, "spec.ports[%u].appProtocol", (unsigned)i);
            kg_find_advise(
                trial,
                kg_find(trial, service, path, "a mesh cannot tell which protocol the port speaks"),
                "Set appProtocol, for A2A to http.");
        }
    }
}
