/* The checks, by id: what a person reads about them, what they weigh, who does the work. */
#include "../checks.h"

#define O KG_SEVERITY_OFF
#define I KG_SEVERITY_INFO
#define W KG_SEVERITY_WARNING
#define E KG_SEVERITY_ERROR

/* The order of the severities: general, dev, prod. */
static const struct kg_policy_row rows[] = {
    {
        .check =
            {
                .id = "KV001",
                .name = "renders",
                .title = "The manifests can be built and read, and no object is defined twice",
                .protects = "What cannot be built is not applied at all, or in part. Of an "
                            "object that is defined twice the later definition silently wins.",
                .remedy = "Follow the message: it names the file and line that kustomize or the "
                          "YAML reader stops at.",
                .source = "ADR-0031, Verification: \"Validate manifests without applying\".",
                .severity = {E, E, E},
            },
        .run = kg_check_renders,
        .judges_failures = true,
    },
    {
        .check =
            {
                .id = "KV002",
                .name = "fields",
                .title = "Every field exists, stands once, has its type, and none that is "
                         "required is missing",
                .protects = "A misspelt field is silently dropped by a client that asks the "
                            "server to validate and then does not send anything: `replicaz: 5` "
                            "passes `kubectl apply --dry-run=client`.",
                .remedy = "Correct the field; the message names the one that was probably "
                          "meant.",
                .source = "ADR-0031, Verification; the OpenAPI description of a running API "
                          "server.",
                .severity = {E, E, E},
            },
        .run = kg_check_fields,
    },
    {
        .check =
            {
                .id = "KV003",
                .name = "values",
                .title = "Names, labels, ports, quantities and enumerations are written as the "
                         "API server wants them",
                .protects = "The API server refuses the object when it is applied, after others "
                            "have been applied already.",
                .remedy = "Correct the value.",
                .source = "The API reference of each kind.",
                .severity = {E, E, E},
            },
        .run = kg_check_values,
    },
    {
        .check =
            {
                .id = "KV004",
                .name = "stateful-set",
                .title = "An environment has the StatefulSet that its promises are about",
                .protects = "Without it there are no agents, and every promise about them would "
                            "be kept by nothing.",
                .remedy = "List the base among the overlay's `resources`.",
                .source = "ADR-0031, Decision: \"StatefulSet (not Deployment)\".",
                .severity = {E, E, E},
            },
        .run = kg_check_stateful_set,
    },
    {
        .check =
            {
                .id = "KV005",
                .name = "declarations",
                .title = "Declared promises and suppressions can be understood and have an "
                         "effect",
                .protects = "A promise with a typing error is kept by nobody, and a suppression "
                            "that outlives its finding hides the next one.",
                .remedy = "Correct the annotation, or take it out. In the class prod errors "
                          "cannot be suppressed.",
                .source = "The habit of compilers and linters to report unused suppressions.",
                .severity = {W, W, E},
            },
        .run = kg_check_declarations,
        .judges_declarations = true,
    },
    {
        .check =
            {
                .id = "KV010",
                .name = "selector",
                .title = "Workloads select the labels of their own pods, and pods have the "
                         "labels by which people find them",
                .protects = "The API server refuses a selector that misses the template. "
                            "Without the promised label `kubectl get pods -l app=kagent` shows "
                            "nothing.",
                .remedy = "Repeat the labels of the selector in the pod template.",
                .source = "ADR-0031, Verification: \"kubectl get pods -n kagent -l "
                          "app=kagent\".",
                .severity = {E, E, E},
            },
        .run = kg_check_selector,
    },
    {
        .check =
            {
                .id = "KV011",
                .name = "governing-service",
                .title = "A StatefulSet names its pods by a headless Service that exists and "
                         "selects them",
                .protects = "Without it no pod has a name of its own, and nothing says so: the "
                            "StatefulSet runs.",
                .remedy = "Name a headless Service of the same namespace in serviceName.",
                .source = "ADR-0031: \"A2A clients can reference predictable endpoint names\".",
                .severity = {W, E, E},
            },
        .run = kg_check_governing_service,
    },
    {
        .check =
            {
                .id = "KV012",
                .name = "service-targets",
                .title = "Services select pods, and lead to ports that these declare",
                .protects = "A Service without pods answers nobody, and one with a wrong port "
                            "name has no endpoints; both are applied without complaint.",
                .remedy = "Correct the selector or the targetPort.",
                .source = "The practice of kube-linter (dangling-service) and popeye (1100, "
                          "1106).",
                .severity = {W, E, E},
            },
        .run = kg_check_service_targets,
    },
    {
        .check =
            {
                .id = "KV013",
                .name = "way-in",
                .title = "A Service of type ClusterIP or LoadBalancer leads to the A2A port",
                .protects = "VAPORA's backend cannot reach the agents.",
                .remedy = "Expose the port by a Service that has an address.",
                .source = "ADR-0031, Consequences: \"A2A endpoint (POST /) must be exposed via "
                          "a Kubernetes Service\".",
                .severity = {E, E, E},
            },
        .run = kg_check_way_in,
    },
    {
        .check =
            {
                .id = "KV014",
                .name = "references",
                .title = "ConfigMaps, Secrets, claims and accounts that pods refer to exist, "
                         "and have the keys",
                .protects = "The pod stays in CreateContainerConfigError or ContainerCreating, "
                            "or is never created.",
                .remedy = "Correct the name or key, or mark the reference as optional.",
                .source = "The practice of kube-linter (env-value-from) and popeye (401, 407).",
                .severity = {W, E, E},
            },
        .run = kg_check_references,
    },
    {
        .check =
            {
                .id = "KV015",
                .name = "probes",
                .title = "Containers that are called say when they are ready, and liveness is "
                         "more patient than readiness",
                .protects = "Without readiness an agent gets requests before it can answer, and "
                            "ordered startup orders nothing. An impatient liveness probe kills "
                            "what is only slow.",
                .remedy = "Give the container a readinessProbe of its own port.",
                .source = "ADR-0031: \"Ordered startup/shutdown matches A2A readiness "
                          "requirements\".",
                .severity = {W, W, E},
            },
        .run = kg_check_probes,
    },
    {
        .check =
            {
                .id = "KV016",
                .name = "anti-affinity",
                .title = "Pod anti-affinity is of the kind that the environment promises",
                .protects = "Without required anti-affinity one node may carry several agents "
                            "and take all of them along. With it, a cluster with too few nodes "
                            "leaves agents Pending, which dev cannot afford.",
                .remedy = "Set affinity.podAntiAffinity in the overlay's patch.",
                .source = "ADR-0031: \"5 replicas + required anti-affinity\", \"1 replica + "
                          "preferred anti-affinity\".",
                .severity = {E, E, E},
            },
        .run = kg_check_anti_affinity,
    },
    {
        .check =
            {
                .id = "KV017",
                .name = "anti-affinity-term",
                .title = "Anti-affinity selects the pods of the set itself",
                .protects = "A term whose labels or namespaces miss the set's own pods keeps "
                            "nobody apart, and nothing says so.",
                .remedy = "Repeat the labels of the pod template in the term's labelSelector.",
                .source = "kubernetes/kubernetes issues 57002 and 68101.",
                .severity = {W, W, E},
            },
        .run = kg_check_anti_affinity_term,
    },
    {
        .check =
            {
                .id = "KV018",
                .name = "replicas",
                .title = "As many replicas are asked for as the environment promises",
                .protects = "An overlay that lost its replica count falls back to the base's "
                            "single replica, and the next apply takes the other agents away.",
                .remedy = "Set spec.replicas in the overlay's patch; with an autoscaler, its "
                          "minReplicas.",
                .source = "ADR-0031: dev \"1 replica\", prod \"5 replicas\".",
                .severity = {E, E, E},
            },
        .run = kg_check_replicas,
    },
    {
        .check =
            {
                .id = "KV019",
                .name = "ordered",
                .title = "Agents start and stop in order",
                .protects = "With podManagementPolicy Parallel all agents start and stop at "
                            "once, whether the one before is ready or not.",
                .remedy = "Leave podManagementPolicy out or set it to OrderedReady.",
                .source = "ADR-0031: \"Ordered startup/shutdown matches A2A readiness "
                          "requirements\".",
                .severity = {E, E, E},
            },
        .run = kg_check_ordered,
    },
    {
        .check =
            {
                .id = "KV020",
                .name = "autoscaler",
                .title = "An autoscaler has something to scale, and no manifest sets the number "
                         "that it decides about",
                .protects = "Each apply puts the number of the manifest back, against the load.",
                .remedy = "Take spec.replicas out of what an autoscaler scales.",
                .source = "ADR-0031: \"HPA-ready\"; kubernetes/kubernetes issue 25238.",
                .severity = {W, W, E},
            },
        .run = kg_check_autoscaler,
    },
    {
        .check =
            {
                .id = "KV021",
                .name = "disruption-budget",
                .title = "A PodDisruptionBudget protects pods, and leaves at least one "
                         "evictable",
                .protects = "A budget that allows no eviction makes every drain of a node wait "
                            "for ever.",
                .remedy = "Use maxUnavailable: 1.",
                .source = "kubernetes/kubernetes issue 66811; the practice of kube-linter and "
                          "polaris.",
                .severity = {W, E, E},
            },
        .run = kg_check_budget,
    },
    {
        .check =
            {
                .id = "KV022",
                .name = "structure",
                .title = "An environment changes parameters of its base, not its structure",
                .protects = "What was tried in dev is not what runs in prod.",
                .remedy = "Move what all environments need to the base. Policies "
                          "(PodDisruptionBudget, autoscaler, NetworkPolicy, mesh) may be added "
                          "by an environment alone.",
                .source = "ADR-0031: \"overlays change parameters, not structure\".",
                .severity = {W, E, E},
            },
        .run = kg_check_structure,
    },
    {
        .check =
            {
                .id = "KV023",
                .name = "immutable",
                .title = "Nothing changes that the API server does not let change",
                .protects = "The apply is refused with a message that names only `spec`, and "
                            "the environment is left half applied.",
                .remedy = "Take the change back, or make the object anew as the message says.",
                .source = "The API reference: updates to StatefulSets for fields other than a "
                          "few are forbidden.",
                .severity = {W, W, E},
            },
        .run = kg_check_immutable,
    },
    {
        .check =
            {
                .id = "KV024",
                .name = "namespace",
                .title = "Everything lives in the environment's namespace, which is among the "
                         "objects",
                .protects = "What has no namespace goes wherever the context of the kubeconfig "
                            "points; a binding for another namespace gives its rights to "
                            "nobody.",
                .remedy = "Write metadata.namespace.",
                .source = "ADR-0031: base/namespace.yaml, \"-n kagent\"; the practice of "
                          "kube-linter (use-namespace).",
                .severity = {E, E, E},
            },
        .run = kg_check_namespace,
    },
    {
        .check =
            {
                .id = "KV025",
                .name = "a2a-settings",
                .title = "The agents are told VAPORA's URL and the discovery interval, in forms "
                         "that can be used",
                .protects = "The agents start and find nobody.",
                .remedy = "Correct the value in the ConfigMap.",
                .source = "ADR-0031: \"A2A discovery config (VAPORA URL, interval)\".",
                .severity = {W, E, E},
            },
        .run = kg_check_a2a_settings,
    },
    {
        .check =
            {
                .id = "KV026",
                .name = "pods",
                .title = "Pods, also inside of workloads, are what the pod validator takes",
                .protects = "API servers before 1.34 accept a StatefulSet whose pods they will "
                            "refuse: it is applied, no pod ever comes, and only an event says "
                            "why.",
                .remedy = "Correct the field.",
                .source = "The API reference of Pod; kubernetes/kubernetes pull requests 131790 "
                          "and 132212.",
                .severity = {E, E, E},
            },
        .run = kg_check_pods,
    },
    {
        .check =
            {
                .id = "KV030",
                .name = "image-tag",
                .title = "Images name a version",
                .protects = "What runs changes when the registry does, and differs from node to "
                            "node.",
                .remedy = "Name a tag other than latest, or a digest.",
                .source = "The practice of kube-score and kube-linter (latest-tag).",
                .severity = {W, W, E},
            },
        .run = kg_check_image_tag,
    },
    {
        .check =
            {
                .id = "KV031",
                .name = "resources",
                .title = "Containers ask for CPU and memory, and their memory is limited",
                .protects = "Without requests the scheduler overloads nodes, and the pod is the "
                            "first to be evicted; without a limit a leak takes the node along.",
                .remedy = "Set resources.requests and resources.limits.memory.",
                .source = "ADR-0031: \"Resource requirements ... differ between environments\"; "
                          "the practice of kube-score.",
                .severity = {I, W, E},
            },
        .run = kg_check_resources,
    },
    {
        .check =
            {
                .id = "KV032",
                .name = "budget-exists",
                .title = "A PodDisruptionBudget protects several replicas, and lets broken pods "
                         "go",
                .protects = "A drain of several nodes may take all agents at once; a broken pod "
                            "may block drains.",
                .remedy = "Switch components/pdb on.",
                .source = "The practice of kube-score and kube-linter; kubernetes/kubernetes "
                          "issue 72320.",
                .severity = {O, O, W},
            },
        .run = kg_check_budget_exists,
    },
    {
        .check =
            {
                .id = "KV033",
                .name = "single-replica",
                .title = "There is more than one replica",
                .protects = "The loss of one node is the loss of the service.",
                .remedy = "Ask for more than one.",
                .source = "ADR-0031: \"Pod anti-affinity prevents correlated failures in "
                          "production\".",
                .severity = {I, I, E},
            },
        .run = kg_check_single,
    },
    {
        .check =
            {
                .id = "KV034",
                .name = "update-strategy",
                .title = "An apply updates all pods",
                .protects = "With OnDelete or a partition old pods stay until somebody "
                            "remembers them.",
                .remedy = "Use RollingUpdate without a partition.",
                .source = "The documentation of StatefulSets, \"Update strategies\".",
                .severity = {I, I, W},
            },
        .run = kg_check_update_strategy,
    },
    {
        .check =
            {
                .id = "KV035",
                .name = "unready-addresses",
                .title = "Pods have their names before they are ready, and only ready ones get "
                         "requests",
                .protects = "An agent that starts cannot be found by its peers, or clients are "
                            "sent to agents that cannot answer yet.",
                .remedy = "Set publishNotReadyAddresses on the headless Service and only there.",
                .source = "kubernetes/kubernetes issue 92559.",
                .severity = {I, I, W},
            },
        .run = kg_check_unready_addresses,
    },
    {
        .check =
            {
                .id = "KV036",
                .name = "pod-security",
                .title = "Pods keep to the Pod Security Standards",
                .protects = "A pod that breaks the baseline profile can take over its node. One "
                            "that breaks the profile which its namespace enforces is refused "
                            "when it is created, long after the apply.",
                .remedy = "Follow the message.",
                .source = "The Pod Security Standards, profiles baseline and restricted.",
                .severity = {W, E, E},
            },
        .run = kg_check_pod_security,
    },
    {
        .check =
            {
                .id = "KV037",
                .name = "hardening",
                .title = "Containers cannot change their own programs, and pods get no token "
                         "that they do not use",
                .protects = "What an attacker can write he can run; a token is one thing more "
                            "to lose.",
                .remedy = "Set readOnlyRootFilesystem and automountServiceAccountToken: false.",
                .source = "The Kubernetes Hardening Guide of NSA and CISA.",
                .severity = {O, I, W},
            },
        .run = kg_check_hardening,
    },
    {
        .check =
            {
                .id = "KV038",
                .name = "rights",
                .title = "Roles grant what is used, by name",
                .protects = "Wildcards grant what does not exist yet; Secrets, exec and "
                            "impersonation grant what others may do.",
                .remedy = "Name resources and verbs.",
                .source = "The CIS Kubernetes Benchmark, 5.1; the practice of kube-linter.",
                .severity = {I, W, E},
            },
        .run = kg_check_rights,
    },
    {
        .check =
            {
                .id = "KV039",
                .name = "restart",
                .title = "A changed ConfigMap reaches the pods that read it",
                .protects = "Pods read environment variables when they start: until then each "
                            "runs with the old values.",
                .remedy = "Restart the workload after the apply.",
                .source = "ADR-0031: \"`kubectl rollout restart` applies new config\"; "
                          "kubernetes/kubernetes issue 22368.",
                .severity = {I, I, W},
            },
        .run = kg_check_restart,
    },
    {
        .check =
            {
                .id = "KV040",
                .name = "log-level",
                .title = "Debug logging stays in dev",
                .protects = "Debug logs may hold what was said to agents, and fill disks.",
                .remedy = "Set the level to info in this environment.",
                .source = "ADR-0031: \"dev/ # ... debug logging\".",
                .severity = {O, O, W},
            },
        .run = kg_check_log_level,
    },
    {
        .check =
            {
                .id = "KV041",
                .name = "zones",
                .title = "Pods are spread over zones",
                .protects = "One zone may take all agents along.",
                .remedy = "Add a topologySpreadConstraint.",
                .source = "The practice of kube-score.",
                .severity = {O, O, I},
            },
        .run = kg_check_zones,
    },
    {
        .check =
            {
                .id = "KV042",
                .name = "port-protocol",
                .title = "A mesh can tell which protocol a Service's port speaks",
                .protects = "Istio takes the port for plain TCP: no retries, no metrics, no "
                            "rules by path.",
                .remedy = "Set appProtocol.",
                .source = "ADR-0009 (Istio service mesh); Istio's documentation, \"Protocol "
                          "Selection\".",
                .severity = {O, I, W},
            },
        .run = kg_check_port_protocol,
    },
    {
        .check =
            {
                .id = "KV043",
                .name = "network-policy",
                .title = "Network policies let A2A in and DNS out",
                .protects = "The agents run, are ready, and cannot be reached or find nobody.",
                .remedy = "Add the missing rule.",
                .source = "The Kubernetes Hardening Guide of NSA and CISA; the documentation of "
                          "NetworkPolicy.",
                .severity = {O, W, W},
            },
        .run = kg_check_network_policy,
    },
    {
        .check =
            {
                .id = "KV044",
                .name = "api-version",
                .title = "No object uses an API version that is going away",
                .protects = "After the next upgrade of the cluster the apply is refused.",
                .remedy = "Use the version that the message names.",
                .source = "The deprecated API migration guide of Kubernetes.",
                .severity = {W, W, E},
            },
        .run = kg_check_versions,
    },
    {
        .check =
            {
                .id = "KV045",
                .name = "base-untouched",
                .title = "The base knows no environment, and no environment writes anew what "
                         "the base has",
                .protects = "A change to the base reaches some environments and not others.",
                .remedy = "Use patches in the overlay.",
                .source = "ADR-0031, Consequences: \"base is never modified\".",
                .severity = {I, I, W},
            },
        .run = kg_check_base_untouched,
    },
    {
        .check =
            {
                .id = "KV046",
                .name = "confidential",
                .title = "Nothing that looks like a secret stands in the open",
                .protects = "Whoever may read manifests, ConfigMaps or pods can read it, and "
                            "Git keeps it for ever.",
                .remedy = "Use a Secret that is not in the manifests.",
                .source = "The practice of polaris (sensitive-configmap-content, "
                          "sensitive-container-env-var).",
                .severity = {W, W, E},
            },
        .run = kg_check_confidential,
    },
};

const struct kg_policy_table kg_document_checks = {rows, sizeof rows / sizeof *rows};
