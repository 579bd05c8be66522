/* The checks, by id: what a person reads about them, what they weigh, who does the work. */
#include "../checks.h"

#define O KG_SEVERITY_OFF
#define I KG_SEVERITY_INFO
#define W KG_SEVERITY_WARNING
#define E KG_SEVERITY_ERROR

/* The order of the severities: general, dev, prod. */
const struct kg_policy_row kg_policy_rows[] = {
    {
        .check =
            {
                .id = "KV001",
                .name = "renders",
                .title = "The manifests can be built and read, and no object is defined twice",
                .protects = "What cannot be built is not applied at all, or in part. Of an object "
                            "that is defined twice the later definition silently wins.",
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
                .title = "Declared promises and suppressions can be understood and have an effect",
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
                .protects = "With podManagementPolicy Parallel all agents start and stop at once, "
                            "whether the one before is ready or not.",
                .remedy = "Leave podManagementPolicy out or set it to OrderedReady.",
                .source = "ADR-0031: \"Ordered startup/shutdown matches A2A readiness "
                          "requirements\".",
                .severity = {E, E, E},
            },
        .run = kg_check_ordered,
    },
};

const size_t kg_policy_row_count = sizeof kg_policy_rows / sizeof *kg_policy_rows;
