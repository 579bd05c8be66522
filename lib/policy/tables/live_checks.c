/* The checks of a cluster, by id. */
#include "../checks.h"

#define I KG_SEVERITY_INFO
#define W KG_SEVERITY_WARNING
#define E KG_SEVERITY_ERROR

/* The order of the severities: general, dev, prod. */
#define ROW(ID, NAME, TITLE, PROTECTS, REMEDY, SOURCE, SEVERITY, RUN)                              \
    {                                                                                              \
        .check =                                                                                   \
            {                                                                                      \
                .id = (ID),                                                                        \
                .name = (NAME),                                                                    \
                .title = (TITLE),                                                                  \
                .protects = (PROTECTS),                                                            \
                .remedy = (REMEDY),                                                                \
                .source = (SOURCE),                                                                \
                .severity = {SEVERITY, SEVERITY, SEVERITY},                                        \
            },                                                                                     \
        .run = (RUN), .live = true,                                                                \
    }

static const struct kg_policy_row rows[] = {
    ROW("KL100", "reachable", "The cluster can be asked, and says all that is asked",
        "What nobody could read was not verified: a silence is not an answer.",
        "Choose another context or user, or have the rights granted that `kubectl kagent verify "
        "--print-rbac` prints.",
        "Users of readers' accounts (kubernetes#95449).", E, kg_check_reachable),
    ROW("KL101", "rollout", "All agents run, ready, of the revision that was applied",
        "`kubectl rollout status` takes some unfinished rollouts for finished: it looks at fewer "
        "of "
        "the counters than it takes.",
        "Wait with --wait; if it has failed, the other findings say why.",
        "The StatefulSet controller's own rules; ADR-0031, Verification.", E, kg_check_rollout),
    ROW("KL102", "rollback-trap", "No old pod keeps its own repair from coming",
        "With ordered updates a pod that cannot become ready is not replaced, not even by a "
        "rollback: it stays as it is for ever.",
        "Delete the pod that is named; it comes back repaired.", "kubernetes#67250.", E,
        kg_check_trap),
    ROW("KL103", "terminal-state", "No container is in a state that does not end by itself",
        "Crash loops, images that cannot be pulled, configurations that are missing: waiting does "
        "not help.",
        "The reason, the newest event and the last line of the log say what to repair.",
        "kubectl#738.", E, kg_check_terminal),
    ROW("KL104", "schedulable", "Every agent finds a node",
        "An agent without a node is Pending, and with ordered start so are all after it.",
        "Add nodes, free the ones that are named, or scale down.",
        "ADR-0031: required anti-affinity in prod.", E, kg_check_scheduling),
    ROW("KL105", "creation", "The controller may create the pods",
        "Quotas, admission and invalid templates stop it; the StatefulSet itself does not show it.",
        "Follow the event that is quoted.", "The StatefulSet controller's events.", E,
        kg_check_creation),
    {
        .check =
            {
                .id = "KL106",
                .name = "apart",
                .title = "Agents are apart as required, with a node to spare",
                .protects = "Anti-affinity is heeded when a pod is scheduled, and not afterwards; "
                            "without a spare node the loss of one costs an agent.",
                .remedy = "Delete the pod that is named; add a node.",
                .source = "ADR-0031: \"HA requires pods on different nodes\".",
                .severity = {W, W, E},
            },
        .run = kg_check_company,
        .live = true,
    },
    ROW("KL107", "live-replicas", "The cluster has as many replicas as the manifests say",
        "The next apply silently undoes what somebody, or an autoscaler, has set.",
        "Write the number into the overlay, or leave it to the autoscaler alone.",
        "kubernetes#25238.", W, kg_check_live_replicas),
    ROW("KL108", "drift", "The objects in the cluster are what the manifests say",
        "What was changed by hand is lost with the next apply, or hides that an apply is missing.",
        "Apply the manifests, or write the change into them.", "`kubectl diff`, Argo CD, Flux.", W,
        kg_check_drift),
    ROW("KL109", "live-immutable", "Nothing differs that the API server refuses to change",
        "The apply stops halfway, and the server does not say which field it is.",
        "Delete the object, without its pods where that can be, and apply it anew.",
        "The validation of updates in the API reference.", E, kg_check_live_immutable),
    ROW("KL110", "stale-configuration", "Agents have started after their configuration was changed",
        "Environment variables are read once; each agent takes new values whenever it happens to "
        "start next.",
        "`kubectl rollout restart`.", "ADR-0031: \"rollout restart\"; kubernetes#22368.", W,
        kg_check_stale_configuration),
    ROW("KL111", "endpoints", "Services lead to the agents that are ready, and to no others",
        "A Service without the right endpoints loses requests while every agent looks healthy.",
        "Compare selectors and labels, and the names of ports.", "popeye 1105.", E,
        kg_check_endpoints),
    ROW("KL112", "live-budget", "Nodes can be drained",
        "A budget that allows no disruption blocks every drain, and so every upgrade of the nodes.",
        "`maxUnavailable: 1` is right for any number of replicas.", "kubernetes#66811.", W,
        kg_check_live_budget),
    ROW("KL113", "live-autoscaler", "The autoscaler works, and has room",
        "Without metrics, or at its maximum, it does not follow the load.",
        "Repair the metrics, or raise maxReplicas.", "HorizontalPodAutoscaler's own conditions.", W,
        kg_check_live_autoscaler),
    ROW("KL114", "termination", "Agents that end do end, and none is on a lost node",
        "A StatefulSet starts no second pod of a name: while the old one may still run, the agent "
        "is missing.",
        "Bring the node back; force the deletion only when it is gone for good.",
        "StatefulSets' promise of at most one pod of a name.", E, kg_check_termination),
    ROW("KL115", "revision", "All agents are of one revision, and of one image",
        "Some answer as before the change, some as after.",
        "Delete the outdated pods one after the other; name images by what does not move.",
        "updateStrategy OnDelete; kube-linter's latest-tag.", W, kg_check_revision),
    ROW("KL116", "claims", "Every agent's claims are bound, and none is left over",
        "An agent whose claim is not bound does not start; claims that nobody uses cost.",
        "`kubectl describe pvc` says why.", "StatefulSets keep claims when they are scaled down.",
        W, kg_check_claims),
    ROW("KL117", "api-warnings", "The API server has no warnings",
        "They announce what the next version no longer serves.", "Follow the warning.",
        "Warning headers of the Kubernetes API.", I, kg_check_api_warnings),
};

const struct kg_policy_table kg_live_checks = {rows, sizeof rows / sizeof *rows};
