/* What quotas leave room for, which nodes a pod may go to, and which taints it bears. */
#include "kagent/limits.h"

#include "kagent/selector.h"
#include "unit.h"

/* ---- quotas ---- */

/* A set of one container, with two claims of different classes. */
static const char set_text[] =
    "{metadata: {name: kagent, namespace: n}, spec: {volumeClaimTemplates: ["
    "{metadata: {name: a}, spec: {storageClassName: fast, resources: {requests: {storage: 2Gi}}}},"
    "{metadata: {name: b}, spec: {resources: {requests: {storage: 1Gi}}}}],"
    "template: {spec: {priorityClassName: high, containers: [{name: c, resources: {"
    "requests: {cpu: 100m}, limits: {memory: 1Gi}}}]}}}}";

/* One that asks for nothing, ends by itself, and has the cluster's default priority. */
static const char idle_text[] = "{metadata: {name: kagent, namespace: n}, spec: {template: {spec: {"
                                "activeDeadlineSeconds: 5, containers: [{name: c}]}}}}";

/* "ROOM: sentence; sentence" of one quota; "unjudged" where its scopes cannot be told. */
static const char *room_left(struct kg_arena *arena, const char *set, const char *quota)
{
    struct kg_snapshot snapshot = {.statefulset = unit_yaml(arena, "case", set)};
    struct kg_headroom headroom;
    struct kg_node *items = kg_node_sequence(arena);
    const char *text;
    kg_node_append(arena, items, unit_yaml(arena, "case", quota));
    snapshot.lists[KG_LIST_QUOTAS].items = items;
    kg_limits_quota(arena, &snapshot, 2, &headroom);
    if (headroom.unjudged != NULL)
        return kg_arena_printf(arena, "unjudged: %s", headroom.unjudged);
    text = headroom.room == INT64_MAX ? "any"
                                      : kg_arena_printf(arena, "%lld", (long long)headroom.room);
    for (size_t i = 0; i < headroom.count; i++)
        text = kg_arena_printf(arena, "%s; %s", text, headroom.shortages[i].sentence);
    return text;
}

#define QUOTA(resource, hard, used)                                                                \
    "{metadata: {name: q}, status: {hard: {" resource ": " hard "}, used: {" resource ": " used    \
    "}}}"

TEST("a quota counts what a replica takes of each resource")
{
    static const struct {
        const char *quota;
        const char *says;
    } cases[] = {
        {QUOTA("pods", "5", "3"), "2"},
        {QUOTA("pods", "4", "3"), "1; quota q: 3 of 4 pods used, 2 more replicas need 2"},
        {QUOTA("count/pods", "3", "3"),
         "0; quota q: 3 of 3 count/pods used, 2 more replicas need 2"},
        {QUOTA("persistentvolumeclaims", "5", "2"),
         "1; quota q: 2 of 5 persistentvolumeclaims used, 2 more replicas need 4"},
        {QUOTA("count/persistentvolumeclaims", "8", "2"), "3"},
        {QUOTA("requests.storage", "10Gi", "5Gi"),
         "1; quota q: 5Gi of 10Gi requests.storage used, 2 more replicas need 6Gi"},
        {QUOTA("fast.storageclass.storage.k8s.io/requests.storage", "8Gi", "2Gi"), "3"},
        {QUOTA("slow.storageclass.storage.k8s.io/requests.storage", "0", "0"), "any"},
        {QUOTA("requests.cpu", "300m", "100m"), "2"},
        {QUOTA("cpu", "150m", "100m"),
         "0; quota q: 100m of 150m cpu used, 2 more replicas need 200m"},
        {QUOTA("limits.memory", "4Gi", "1Gi"), "3"},
        {QUOTA("limits.cpu", "1", "0"), "any"},
        {QUOTA("configmaps", "1", "1"), "any"},
        {"{metadata: {name: q}, status: {}}", "any"},
        {"{metadata: {name: q}, status: {hard: {pods: 2}}}", "2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_TEXT(room_left(arena, set_text, cases[i].quota), cases[i].says);
}

#define SCOPES(scopes)       "{metadata: {name: q}, spec: {" scopes "}, status: {hard: {pods: 7}}}"
#define SELECTOR(expression) SCOPES("scopeSelector: {matchExpressions: [{" expression "}]}")

TEST("a quota with scopes is about the pods that its scopes choose")
{
    static const struct {
        const char *quota;
        const char *busy; /* of the set that asks for something */
        const char *idle; /* of the one that does not */
    } cases[] = {
        {SCOPES("scopes: [BestEffort]"), "any", "7"},
        {SCOPES("scopes: [NotBestEffort]"), "7", "any"},
        {SCOPES("scopes: [Terminating]"), "any", "7"},
        {SCOPES("scopes: [NotTerminating]"), "7", "any"},
        {SCOPES("scopes: [NotBestEffort, NotTerminating]"), "7", "any"},
        {SCOPES("scopes: [CrossNamespacePodAffinity]"), "unjudged: q", "unjudged: q"},
        {SCOPES("scopes: [CrossNamespacePodAffinity, BestEffort]"), "any", "unjudged: q"},
        {SELECTOR("scopeName: BestEffort, operator: Exists"), "any", "7"},
        {SELECTOR("scopeName: PriorityClass, operator: Exists"), "7", "unjudged: q"},
        {SELECTOR("scopeName: PriorityClass, operator: DoesNotExist"), "any", "unjudged: q"},
        {SELECTOR("scopeName: PriorityClass, operator: In, values: [low, high]"), "7",
         "unjudged: q"},
        {SELECTOR("scopeName: PriorityClass, operator: In, values: [low]"), "any", "unjudged: q"},
        {SELECTOR("scopeName: PriorityClass, operator: NotIn, values: [low]"), "7", "unjudged: q"},
        {SELECTOR("scopeName: PriorityClass, operator: NotIn, values: [high]"), "any",
         "unjudged: q"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_TEXT(room_left(arena, set_text, cases[i].quota), cases[i].busy);
        CHECK_TEXT(room_left(arena, idle_text, cases[i].quota), cases[i].idle);
    }
}

TEST("the tightest quota comes first, and all that cannot be told are named")
{
    struct kg_snapshot snapshot = {.statefulset = unit_yaml(arena, "case", idle_text)};
    struct kg_headroom headroom;
    snapshot.lists[KG_LIST_QUOTAS].items =
        unit_yaml(arena, "case",
                  "[{metadata: {name: wide}, status: {hard: {pods: 3}}},"
                  "{metadata: {name: narrow}, status: {hard: {pods: 1}}},"
                  "{metadata: {name: a}, spec: {scopes: [Other]}},"
                  "{metadata: {name: b}, spec: {scopes: [Other]}}]");
    kg_limits_quota(arena, &snapshot, 4, &headroom);
    CHECK_INT(headroom.room, 1);
    CHECK_INT(headroom.count, 2);
    CHECK_TEXT(headroom.shortages[0].quota, "narrow");
    CHECK_TEXT(headroom.shortages[1].quota, "wide");
    CHECK_TEXT(headroom.unjudged, "a, b");
}

/* ---- what a pod may go to ---- */

static const char node_text[] =
    "{metadata: {name: node-1, labels: {disk: ssd, cores: '8', odd: x8}}}";

/* A node affinity of one term with one expression. */
#define AFFINITY(list, key, operator, values)                                                      \
    "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {"                 \
    "nodeSelectorTerms: [{" list ": [{key: " key ", operator: "                                    \
    operator", values: " values "}]}]}}}}"
#define LABEL(key, operator, values) AFFINITY("matchExpressions", key, operator, values)

TEST("a node is chosen by its labels and its name")
{
    static const struct {
        const char *pod;
        bool takes;
    } cases[] = {
        {"{}", true},
        {"{nodeSelector: {disk: ssd}}", true},
        {"{nodeSelector: {disk: hdd}}", false},
        {"{nodeSelector: {zone: a}}", false},
        {LABEL("disk", "In", "[hdd, ssd]"), true},
        {LABEL("disk", "In", "[hdd]"), false},
        {LABEL("zone", "In", "[a]"), false},
        {LABEL("disk", "NotIn", "[hdd]"), true},
        {LABEL("disk", "NotIn", "[ssd]"), false},
        {LABEL("zone", "NotIn", "[a]"), true},
        {LABEL("disk", "Exists", "[]"), true},
        {LABEL("zone", "Exists", "[]"), false},
        {LABEL("zone", "DoesNotExist", "[]"), true},
        {LABEL("disk", "DoesNotExist", "[]"), false},
        {LABEL("cores", "Gt", "['7']"), true},
        {LABEL("cores", "Gt", "['8']"), false},
        {LABEL("cores", "Gt", "['7', '8']"), false},
        {LABEL("cores", "Gt", "[many]"), false},
        {LABEL("odd", "Gt", "['1']"), false},
        {LABEL("zone", "Gt", "['1']"), false},
        {LABEL("cores", "Lt", "['9']"), true},
        {LABEL("cores", "Lt", "['8']"), false},
        {LABEL("zone", "Lt", "['9']"), false},
        {LABEL("disk", "Near", "[ssd]"), false},
        {AFFINITY("matchFields", "metadata.name", "In", "[node-1]"), true},
        {AFFINITY("matchFields", "metadata.name", "NotIn", "[node-1]"), false},
        {"{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
         "{nodeSelectorTerms: [{}]}}}}",
         false},
        {"{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
         "{nodeSelectorTerms: [{}, {matchExpressions: [{key: disk, operator: Exists}]}]}}}}",
         true},
    };
    const struct kg_node *node = unit_yaml(arena, "case", node_text);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (kg_selector_takes_node(unit_yaml(arena, "case", cases[i].pod), node) != cases[i].takes)
            CHECK_TEXT(cases[i].pod, cases[i].takes ? "chosen" : "not chosen");
    }
}

TEST("a selector asks for labels and expressions, and none chooses nothing")
{
    static const struct {
        const char *selector;
        bool matches;
    } cases[] = {
        {"{}", true},
        {"{matchLabels: {disk: ssd}}", true},
        {"{matchLabels: {disk: ssd, zone: a}}", false},
        {"{matchLabels: {disk: ssd}, matchExpressions: [{key: zone, operator: DoesNotExist}]}",
         true},
        {"{matchLabels: {disk: ssd}, matchExpressions: [{key: zone, operator: Exists}]}", false},
        {"{matchExpressions: [{key: disk, operator: In, values: [hdd, ssd]}]}", true},
        {"{matchExpressions: [{key: disk, operator: In, values: [hdd]}]}", false},
        {"{matchExpressions: [{key: zone, operator: In, values: [a]}]}", false},
        {"{matchExpressions: [{key: disk, operator: NotIn, values: [hdd]}]}", true},
        {"{matchExpressions: [{key: disk, operator: NotIn, values: [ssd]}]}", false},
        {"{matchExpressions: [{key: zone, operator: NotIn, values: [a]}]}", true},
        {"{matchExpressions: [{key: disk, operator: Other}]}", false},
        {"text", false},
    };
    const struct kg_node *labels = unit_yaml(arena, "case", "{disk: ssd}");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (kg_labels_match(labels, unit_yaml(arena, "case", cases[i].selector)) !=
            cases[i].matches)
            CHECK_TEXT(cases[i].selector, cases[i].matches ? "matches" : "does not match");
    }
    CHECK(!kg_labels_match(labels, NULL));
}

TEST("a taint is borne by a toleration of its key, value and effect")
{
    static const struct {
        const char *toleration;
        bool bears;
    } cases[] = {
        {"{key: dedicated, operator: Equal, value: db}", true},
        {"{key: dedicated, value: db}", true},
        {"{key: dedicated, value: gpu}", false},
        {"{key: dedicated, operator: Exists}", true},
        {"{key: dedicated, operator: Exists, effect: NoSchedule}", true},
        {"{key: dedicated, operator: Exists, effect: NoExecute}", false},
        {"{key: other, operator: Exists}", false},
        {"{operator: Exists}", true},
        {"{operator: Equal, value: db}", false},
    };
    const struct kg_node *taint =
        unit_yaml(arena, "case", "{key: dedicated, value: db, effect: NoSchedule}");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *pod = kg_arena_printf(arena, "{tolerations: [%s]}", cases[i].toleration);
        if (kg_selector_tolerates(unit_yaml(arena, "case", pod), taint) != cases[i].bears)
            CHECK_TEXT(cases[i].toleration, cases[i].bears ? "bears it" : "does not bear it");
    }
    CHECK(!kg_selector_tolerates(unit_yaml(arena, "case", "{}"), taint));
}
