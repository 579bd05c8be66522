/*
 * KV023: what may not change once an object exists.
 *
 * Source: the validation of updates in the API reference of each kind;
 * test/rules/changes asks the API server. Pods have rules of their own, which
 * are not judged: nobody applies a changed pod.
 */
#include <string.h>

#include "changes.h"
#include "checks.h"
#include "kagent/base64.h"
#include "kagent/quantity.h"
#include "live_trial.h"
#include "same.h"

/* Whether the field of `now` may nevertheless follow the one of `before`: of two whole objects. */
typedef bool may_follow(const struct kg_node *before, const struct kg_node *now);

static may_follow may_change_address, may_change_completions, may_change_template, may_change_size,
    may_change_strategy;

/* A field of which nothing may change; `except`: but for these keys in it. */
struct immutable {
    enum kg_known_kind kind;
    const char *field;
    const char *const *except; /* NULL: it is looked at as a whole */
    const char *advice;
    may_follow *may; /* NULL: no change may be */
};

static const char *const none[] = {NULL};
static const char *const set_changes[] = {"replicas",
                                          "ordinals",
                                          "template",
                                          "updateStrategy",
                                          "revisionHistoryLimit",
                                          "persistentVolumeClaimRetentionPolicy",
                                          "minReadySeconds",
                                          NULL};
static const char *const job_changes[] = {"parallelism",
                                          "completions",
                                          "template",
                                          "activeDeadlineSeconds",
                                          "ttlSecondsAfterFinished",
                                          "suspend",
                                          "backoffLimit",
                                          "manualSelector",
                                          "podReplacementPolicy",
                                          NULL};
static const char *const claim_changes[] = {"resources", "volumeAttributesClassName", "volumeName",
                                            NULL};

static const char orphan[] =
    "`kubectl delete statefulset NAME --cascade=orphan` leaves the pods running; then apply.";
static const char anew[] = "The object must be deleted and applied anew.";
static const char another_name[] = "Give the object a new name, as a generator of kustomize does.";

static const struct immutable immutables[] = {
    {KG_KIND_STATEFUL_SET, "spec", set_changes, orphan, NULL},
    {KG_KIND_STATEFUL_SET, "spec.updateStrategy", NULL,
     "The server has a rollingUpdate there, which goes only with RollingUpdate: write "
     "`rollingUpdate: null` beside the type.",
     may_change_strategy},
    {KG_KIND_DEPLOYMENT, "spec.selector", NULL, anew, NULL},
    {KG_KIND_DAEMON_SET, "spec.selector", NULL, anew, NULL},
    {KG_KIND_REPLICA_SET, "spec.selector", NULL, anew, NULL},
    {KG_KIND_JOB, "spec", job_changes, anew, NULL},
    {KG_KIND_JOB, "spec.completions", NULL, anew, may_change_completions},
    {KG_KIND_JOB, "spec.template", NULL, anew, may_change_template},
    {KG_KIND_CLAIM, "spec", claim_changes,
     "Keep the claim as it was; a claim that is deleted "
     "may take its data along.",
     NULL},
    {KG_KIND_CLAIM, "spec.resources", NULL, "A claim can only grow.", may_change_size},
    {KG_KIND_ROLE_BINDING, "roleRef", none, anew, NULL},
    {KG_KIND_CLUSTER_ROLE_BINDING, "roleRef", none, anew, NULL},
    {KG_KIND_SERVICE, "spec.clusterIP", NULL,
     "The Service must be deleted and applied anew; "
     "it gets another address.",
     may_change_address},
    {KG_KIND_SECRET, "type", NULL, anew, NULL},
    {KG_KIND_STORAGE_CLASS, "provisioner", NULL, anew, NULL},
    {KG_KIND_STORAGE_CLASS, "parameters", NULL, anew, NULL},
    {KG_KIND_STORAGE_CLASS, "reclaimPolicy", NULL, anew, NULL},
    {KG_KIND_STORAGE_CLASS, "volumeBindingMode", NULL, anew, NULL},
    {KG_KIND_PRIORITY_CLASS, "value", NULL, anew, NULL},
    {KG_KIND_PRIORITY_CLASS, "preemptionPolicy", NULL, anew, NULL},
    {KG_KIND_INGRESS_CLASS, "spec.controller", NULL, anew, NULL},
};
enum { IMMUTABLES = sizeof immutables / sizeof *immutables };

/* What the server takes for a field that is not there. */
static const struct {
    enum kg_known_kind kind;
    const char *path;
    const char *text;
} defaults[] = {
    {KG_KIND_STATEFUL_SET, "spec.podManagementPolicy", "OrderedReady"},
    {KG_KIND_JOB, "spec.completionMode", "NonIndexed"},
    {KG_KIND_CLAIM, "spec.volumeMode", "Filesystem"},
    {KG_KIND_ROLE_BINDING, "roleRef.apiGroup", "rbac.authorization.k8s.io"},
    {KG_KIND_CLUSTER_ROLE_BINDING, "roleRef.apiGroup", "rbac.authorization.k8s.io"},
    {KG_KIND_SECRET, "type", "Opaque"},
    {KG_KIND_STORAGE_CLASS, "reclaimPolicy", "Delete"},
    {KG_KIND_STORAGE_CLASS, "volumeBindingMode", "Immediate"},
    {KG_KIND_PRIORITY_CLASS, "value", "0"},
    {KG_KIND_PRIORITY_CLASS, "preemptionPolicy", "PreemptLowerPriority"},
};

/* ---- what may change under conditions ---- */

/* An address that is taken out stays; one that is written down may be the one that there is. */
static bool may_change_address(const struct kg_node *before, const struct kg_node *now)
{
    struct kg_str old = kg_node_text(kg_field_at(before, "spec.clusterIP"));
    struct kg_str new = kg_node_text(kg_field_at(now, "spec.clusterIP"));
    return new.length == 0 || (old.length == 0 && !kg_str_is(new, "None")) ||
           kg_str_is(kg_node_text(kg_field_at(before, "spec.type")), "ExternalName");
}

/* Of an indexed job, together with its parallelism. */
static bool may_change_completions(const struct kg_node *before, const struct kg_node *now)
{
    return kg_str_is(kg_node_text(kg_field_at(before, "spec.completionMode")), "Indexed") &&
           kg_same(kg_field_at(now, "spec.completions"), kg_field_at(now, "spec.parallelism"));
}

static bool same_but_for(const struct kg_node *a, const struct kg_node *b,
                         const char *const *except)
{
    for (uint32_t i = 0; kg_node_is(a, KG_NODE_MAPPING) && i < a->count; i++) {
        struct kg_str key = kg_node_text(a->pairs[i].key);
        if (!kg_is_among(key, except) && !kg_same(a->pairs[i].value, kg_node_get_str(b, key)))
            return false;
    }
    return true;
}

/* Of a suspended job, where its pods go. */
static bool may_change_template(const struct kg_node *before, const struct kg_node *now)
{
    static const char *const going[] = {"nodeSelector", "tolerations", "affinity",
                                        "schedulingGates", NULL};
    const struct kg_node *old = kg_field_at(before, "spec.template.spec");
    const struct kg_node *new = kg_field_at(now, "spec.template.spec");
    return kg_str_is(kg_node_text(kg_field_at(before, "spec.suspend")), "true") &&
           same_but_for(old, new, going) && same_but_for(new, old, going);
}

/* Of a claim, to more storage. */
static bool may_change_size(const struct kg_node *before, const struct kg_node *now)
{
    static const char path[] = "spec.resources.requests.storage";
    struct kg_quantity old;
    struct kg_quantity new;
    return kg_quantity_parse(kg_node_text(kg_field_at(before, path)), &old) != 0 ||
           kg_quantity_parse(kg_node_text(kg_field_at(now, path)), &new) != 0 ||
           kg_quantity_compare(old, new) <= 0;
}

/* The server completes RollingUpdate with a rollingUpdate, and an apply that never had it leaves
 * it. */
static bool may_change_strategy(const struct kg_node *before, const struct kg_node *now)
{
    const struct kg_node *strategy = kg_field_at(now, "spec.updateStrategy");
    return !kg_str_is(kg_text_at(strategy, "type"), "OnDelete") ||
           kg_node_pair(strategy, KG_STR("rollingUpdate")) != NULL ||
           kg_field_at(before, "spec.updateStrategy.rollingUpdate") != NULL ||
           kg_str_is(kg_node_text(kg_field_at(before, "spec.updateStrategy.type")), "OnDelete");
}

/* ---- comparing ---- */

static bool is_empty(const struct kg_node *node)
{
    return kg_node_is_null(node) || (node->kind != KG_NODE_SCALAR && node->count == 0);
}

static bool is_default(enum kg_known_kind kind, const char *path, const struct kg_node *node)
{
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        if (defaults[i].kind == kind && strcmp(defaults[i].path, path) == 0)
            return is_empty(node) || kg_str_is(kg_node_text(node), defaults[i].text);
    }
    return is_empty(node);
}

/* A field that is not there is as good as an empty one, or one with the value that it gets. */
static bool is_same(enum kg_known_kind kind, const char *path, const struct kg_node *a,
                    const struct kg_node *b)
{
    return kg_same(a, b) || (is_default(kind, path, a) && is_default(kind, path, b));
}

static void report_change(struct kg_trial *trial, const struct kg_manifest *manifest,
                          const char *path, const char *what, const char *advice)
{
    struct kg_finding *finding =
        kg_find(trial, manifest, path, "%s %s, and the API server refuses that", path, what);
    if (advice == orphan)
        kg_find_advise(trial, finding, "`%s` leaves the pods running; then apply.",
                       kg_live_command(trial, manifest,
                                       "kubectl delete statefulset %s --cascade=orphan",
                                       manifest->ref.name));
    else
        kg_find_advise(trial, finding, "%s", advice);
}

/* The keys of either side inside of a field, once each. */
static void compare_inside(struct kg_trial *trial, const struct kg_manifest *now,
                           const struct kg_node *before, const struct immutable *immutable)
{
    const struct kg_node *old = kg_field_at(before, immutable->field);
    const struct kg_node *new = kg_field_at(now->node, immutable->field);
    const struct kg_node *const sides[] = {new, old};
    for (size_t side = 0; side < 2; side++)
        for (uint32_t i = 0; kg_node_is(sides[side], KG_NODE_MAPPING) && i < sides[side]->count;
             i++) {
            struct kg_str key = kg_node_text(sides[side]->pairs[i].key);
            const struct kg_node *was = kg_node_get_str(old, key);
            const struct kg_node *is = kg_node_get_str(new, key);
            const char *path =
                kg_arena_printf(trial->arena, "%s.%.*s", immutable->field, KG_STR_ARG(key));
            if ((side == 1 && is != NULL) || kg_is_among(key, immutable->except) ||
                is_same(now->kind, path, was, is))
                continue;
            report_change(trial, now, path,
                          is == NULL    ? "is taken out"
                          : was == NULL ? "is new"
                                        : "changes",
                          immutable->advice);
        }
}

static void compare(struct kg_trial *trial, const struct kg_manifest *now,
                    const struct kg_manifest *before, const struct immutable *immutable)
{
    const char *field = immutable->field;
    if (immutable->except != NULL)
        compare_inside(trial, now, before->node, immutable);
    else if (!is_same(now->kind, field, kg_field_at(before->node, field),
                      kg_field_at(now->node, field)) &&
             (immutable->may == NULL || !immutable->may(before->node, now->node)))
        report_change(trial, now, field, "changes", immutable->advice);
}

/* ---- ConfigMaps and Secrets that have declared themselves immutable ---- */

/* The value of a key as it is stored: Secrets take texts in plain form too. */
static bool find_stored(struct kg_trial *trial, const struct kg_node *object, const char *field,
                        struct kg_str key, struct kg_str *value)
{
    const struct kg_node *plain = kg_node_get_str(kg_node_get(object, "stringData"), key);
    const struct kg_node *own = kg_node_get_str(kg_node_get(object, field), key);
    bool is_plain = plain != NULL && strcmp(field, "data") == 0;
    *value = is_plain ? kg_base64_encode(trial->arena, kg_node_text(plain)) : kg_node_text(own);
    return is_plain || own != NULL;
}

/* Whether each key that `a` has there is stored by both with the same value. */
static bool holds_all(struct kg_trial *trial, const struct kg_node *a, const struct kg_node *b,
                      const char *given, const char *field)
{
    const struct kg_node *values = kg_node_get(a, given);
    for (uint32_t i = 0; kg_node_is(values, KG_NODE_MAPPING) && i < values->count; i++) {
        struct kg_str key = kg_node_text(values->pairs[i].key);
        struct kg_str left;
        struct kg_str right;
        if (!find_stored(trial, a, field, key, &left) ||
            !find_stored(trial, b, field, key, &right) || !kg_str_equal(left, right))
            return false;
    }
    return true;
}

static void compare_frozen(struct kg_trial *trial, const struct kg_manifest *now,
                           const struct kg_manifest *before)
{
    /* Where values are given, and where they are stored. */
    static const char *const fields[][2] = {
        {"stringData", "data"}, {"data", "data"}, {"binaryData", "binaryData"}};
    const char *told = "";
    if (!kg_is_true(trial, kg_node_get(before->node, "immutable")))
        return;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *given = fields[i][0];
        const char *field = fields[i][1];
        if (strcmp(told, field) == 0 || (holds_all(trial, now->node, before->node, given, field) &&
                                         holds_all(trial, before->node, now->node, given, field)))
            continue;
        report_change(trial, now, given, "changes", another_name);
        told = field;
    }
    if (!kg_is_true(trial, kg_node_get(now->node, "immutable")))
        report_change(trial, now, "immutable", "changes", another_name);
}

/* ---- the checks ---- */

void kg_check_immutable(struct kg_trial *trial)
{
    const struct kg_manifests *previous = kg_previous_manifests(trial);
    for (const struct kg_manifest *now = NULL;
         previous != NULL && (now = kg_each(trial, now, KG_SET_ALL)) != NULL;) {
        const struct kg_manifest *before =
            now->kind == KG_KIND_OTHER ? NULL : kg_previous_of(previous, now);
        if (before == NULL)
            continue;
        for (size_t i = 0; i < IMMUTABLES; i++) {
            if (immutables[i].kind == now->kind)
                compare(trial, now, before, &immutables[i]);
        }
        if (now->kind == KG_KIND_CONFIG_MAP || now->kind == KG_KIND_SECRET)
            compare_frozen(trial, now, before);
    }
}

/* The name at the start of a path, to the next dot or bracket. */
static struct kg_str first_key(struct kg_str path)
{
    size_t length = 0;
    while (length < path.length && strchr(".[", path.data[length]) == NULL)
        length++;
    return kg_str_head(path, length);
}

bool kg_is_immutable(enum kg_known_kind kind, const char *path)
{
    for (size_t i = 0; i < IMMUTABLES; i++) {
        struct kg_str rest = kg_str_from(path);
        if (immutables[i].kind != kind || !kg_str_starts(rest, immutables[i].field))
            continue;
        rest = kg_str_from_index(rest, strlen(immutables[i].field));
        if (immutables[i].except == NULL)
            return true;
        if (rest.length > 0 &&
            !kg_is_among(first_key(kg_str_from_index(rest, 1)), immutables[i].except))
            return true;
    }
    return false;
}
