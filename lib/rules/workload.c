/* What keeps pods running. Source: API reference, "StatefulSet", "Deployment", "DaemonSet",
 * "ReplicaSet", "ReplicationController". */
#include <inttypes.h>

#include "kinds.h"
#include "pod.h"
#include "selector.h"
#include "values.h"

enum {
    /* A pod of a StatefulSet has the label controller-revision-hash: the set's name, a dash and ten
     * characters. A label has 63. */
    STATEFUL_SET_NAME_MAX = 52,
    PROGRESS_DEADLINE_DEFAULT = 600,
};

/* ---- how many at once ---- */

/* 0 or 0%; what is not there is its default. */
static bool is_none(struct judge *judge, const struct spot *share, bool otherwise)
{
    int64_t number;
    bool percent;
    return read_int_or_percent(judge, share, &number, &percent) ? number == 0 : otherwise;
}

/* ---- selectors ---- */

/* The labels of the pods must be among those that the selector looks for. */
static void check_selects_template(struct judge *judge, const struct spot *spec)
{
    struct spot selector = spot_field(spec, "selector");
    struct spot template = spot_field(spec, "template");
    struct spot metadata = spot_field(&template, "metadata");
    struct spot labels = spot_field(&metadata, "labels");
    if (!kg_node_is(selector.node, KG_NODE_MAPPING) || !spot_is_there(&template))
        return;
    if (selector_is_empty(&selector))
        complain(judge, "selector-empty", &selector, "an empty selector would select every pod");
    else if (!selector_matches(&selector, &labels))
        kg_problem_advise(judge->problems,
                          complain(judge, "selector-mismatch", &labels,
                                   "the selector does not match the labels of the template"),
                          "Give the template the labels that spec.selector asks for.");
}

static void check_spec(struct judge *judge, const struct spot *spec)
{
    struct spot template = spot_field(spec, "template");
    check_selects_template(judge, spec);
    check_template(judge, &template);
    check_runs_forever(judge, &template);
}

/* ---- Deployment ---- */

static void check_rolling_deployment(struct judge *judge, const struct spot *rolling)
{
    struct spot surge = spot_field(rolling, "maxSurge");
    struct spot unavailable = spot_field(rolling, "maxUnavailable");
    if (spot_is_there(&surge))
        check_int_or_percent(judge, &surge);
    if (spot_is_there(&unavailable))
        check_share(judge, &unavailable);
    if (is_none(judge, &surge, false) && is_none(judge, &unavailable, false))
        complain(judge, "rolling-update", &unavailable,
                 "maxUnavailable and maxSurge cannot both be 0: nothing could be replaced");
}

static void check_deployment_strategy(struct judge *judge, const struct spot *strategy)
{
    if (field_is(strategy, "type", "Recreate"))
        forbid_field(judge, strategy, "rollingUpdate", "for the type Recreate");
}

static const struct field deployment_strategy_fields[] = {
    {FIELD("rollingUpdate"), PRESENT, .check = check_rolling_deployment}};
static const struct type deployment_strategy = {FIELDS(deployment_strategy_fields),
                                                .check = check_deployment_strategy};

static void check_deployment(struct judge *judge, const struct spot *spec)
{
    struct spot deadline = spot_field(spec, "progressDeadlineSeconds");
    struct spot ready = spot_field(spec, "minReadySeconds");
    int64_t seconds = spot_number_or(judge, &deadline, PROGRESS_DEADLINE_DEFAULT);
    int64_t minimum = spot_number_or(judge, &ready, 0);
    check_spec(judge, spec);
    if (seconds <= minimum)
        complain(judge, "progress-deadline", spot_is_there(&deadline) ? &deadline : &ready,
                 "progressDeadlineSeconds, %" PRId64
                 ", must be more than minReadySeconds, %" PRId64,
                 seconds, minimum);
}

static const struct field deployment_fields[] = {
    {FIELD("replicas"), OPTIONAL, .range = &range_not_negative},
    {FIELD("selector"), PRESENT, .type = &type_label_selector},
    {FIELD("strategy"), PRESENT, .type = &deployment_strategy},
    {FIELD("minReadySeconds"), OPTIONAL, .range = &range_not_negative},
    {FIELD("revisionHistoryLimit"), OPTIONAL, .range = &range_not_negative},
    {FIELD("progressDeadlineSeconds"), PRESENT, .range = &range_not_negative},
};
static const struct type deployment_spec = {FIELDS(deployment_fields), .check = check_deployment};

static const struct field deployment_object[] = {
    {FIELD("spec"), PRESENT, .type = &deployment_spec}};
const struct type type_deployment = {FIELDS(deployment_object)};

/* ---- ReplicaSet ---- */

static const struct field replica_set_fields[] = {
    {FIELD("replicas"), OPTIONAL, .range = &range_not_negative},
    {FIELD("minReadySeconds"), OPTIONAL, .range = &range_not_negative},
    {FIELD("selector"), PRESENT, .type = &type_label_selector},
    {FIELD("template"), REQUIRED},
};
static const struct type replica_set_spec = {FIELDS(replica_set_fields), .check = check_spec};

static const struct field replica_set_object[] = {
    {FIELD("spec"), PRESENT, .type = &replica_set_spec}};
const struct type type_replica_set = {FIELDS(replica_set_object)};

/* ---- ReplicationController ---- */

static void check_controller(struct judge *judge, const struct spot *spec)
{
    struct spot selector = spot_field(spec, "selector");
    struct spot template = spot_field(spec, "template");
    struct spot metadata = spot_field(&template, "metadata");
    struct spot labels = spot_field(&metadata, "labels");
    if (!spot_is_there(&template)) {
        complain_required(judge, &template, "a ReplicationController needs a template");
        return;
    }
    if (spot_pairs(&selector) > 0 ? !map_matches(&selector, &labels) : spot_pairs(&labels) == 0)
        complain(judge, "selector-mismatch", &labels,
                 "the selector does not match the labels of the template");
    check_template(judge, &template);
    check_runs_forever(judge, &template);
}

static const struct field controller_fields[] = {
    {FIELD("replicas"), OPTIONAL, .range = &range_not_negative},
    {FIELD("minReadySeconds"), OPTIONAL, .range = &range_not_negative},
};
static const struct type controller_spec = {FIELDS(controller_fields), .check = check_controller};

static const struct field controller_object[] = {
    {FIELD("spec"), REQUIRED, .type = &controller_spec}};
const struct type type_replication_controller = {FIELDS(controller_object)};

/* ---- DaemonSet ---- */

static void check_rolling_daemon_set(struct judge *judge, const struct spot *rolling)
{
    struct spot surge = spot_field(rolling, "maxSurge");
    struct spot unavailable = spot_field(rolling, "maxUnavailable");
    if (spot_is_there(&surge))
        check_share(judge, &surge);
    if (spot_is_there(&unavailable))
        check_share(judge, &unavailable);
    bool no_surge = is_none(judge, &surge, true);
    bool none_unavailable = is_none(judge, &unavailable, false);
    if (no_surge == none_unavailable)
        complain(judge, "rolling-update", no_surge ? &unavailable : &surge,
                 "one of maxUnavailable (1 by default) and maxSurge (0 by default) is 0, the other "
                 "is not");
}

static void check_daemon_set_strategy(struct judge *judge, const struct spot *strategy)
{
    struct spot rolling = spot_field(strategy, "rollingUpdate");
    if (spot_is_there(&rolling) && field_text_or(strategy, "type", "RollingUpdate").data[0] == 'R')
        check_rolling_daemon_set(judge, &rolling);
}

static const struct field daemon_set_fields[] = {
    {FIELD("selector"), PRESENT, .type = &type_label_selector},
    {FIELD("updateStrategy"), PRESENT, .check = check_daemon_set_strategy},
    {FIELD("minReadySeconds"), OPTIONAL, .range = &range_not_negative},
    {FIELD("revisionHistoryLimit"), OPTIONAL, .range = &range_not_negative},
};
static const struct type daemon_set_spec = {FIELDS(daemon_set_fields), .check = check_spec};

static const struct field daemon_set_object[] = {
    {FIELD("spec"), PRESENT, .type = &daemon_set_spec}};
const struct type type_daemon_set = {FIELDS(daemon_set_object)};

/* ---- StatefulSet ---- */

/* Clusters without the feature drop the field; those that have it judge it. */
static void check_unavailable(struct judge *judge, const struct spot *unavailable)
{
    if (judge->minor < 37)
        return;
    check_share(judge, unavailable);
    if (is_none(judge, unavailable, false))
        complain(judge, "rolling-update", unavailable, "it cannot be 0: nothing could be replaced");
}

static const struct field rolling_fields[] = {
    {FIELD("partition"), OPTIONAL, .range = &range_not_negative},
    {FIELD("maxUnavailable"), PRESENT, .check = check_unavailable},
};
static const struct type rolling_type = {FIELDS(rolling_fields)};

static void check_stateful_strategy(struct judge *judge, const struct spot *strategy)
{
    struct spot rolling = spot_field(strategy, "rollingUpdate");
    struct kg_str type = field_text_or(strategy, "type", "RollingUpdate");
    if (!kg_str_is(type, "RollingUpdate") && spot_is_there(&rolling))
        complain(judge, "forbidden", &rolling, "it must not be set for the type %.*s",
                 KG_STR_ARG(type));
    judge_type(judge, &rolling, &rolling_type);
}

static const struct field ordinals_fields[] = {
    {FIELD("start"), OPTIONAL, .range = &range_not_negative}};
static const struct type ordinals_type = {FIELDS(ordinals_fields)};

/* Each becomes a volume of the pods, under its name. */
static void check_claim_templates(struct judge *judge, const struct spot *templates)
{
    for (uint32_t i = 0; i < spot_items(templates); i++) {
        struct spot template = spot_item(templates, i);
        struct spot metadata = spot_field(&template, "metadata");
        struct spot name = spot_field(&metadata, "name");
        struct spot spec = spot_field(&template, "spec");
        if (spot_is_given(&name))
            judge_grammar(judge, &name, &kg_names_dns_label);
        else
            complain_required(judge, &name, "a claim template needs a name: it names the volume");
        judge_type(judge, &metadata, &type_template_metadata);
        if (!spot_is_there(&spec))
            complain_required(judge, &spec, "a claim template needs a spec");
        judge_type(judge, &spec, &type_claim_spec);
    }
}

/* What becomes of claims; the API's own description has no list of these words. */
static void check_retention(struct judge *judge, const struct spot *policy)
{
    static const char *const words[] = {"Retain", "Delete"};
    static const char *const fields[] = {"whenDeleted", "whenScaled"};
    for (size_t i = 0; i < 2; i++) {
        struct spot field = spot_field(policy, fields[i]);
        if (spot_is_given(&field) && spot_is_text(&field) &&
            !is_one_of(spot_text(&field), words, 2))
            complain(judge, "retention-policy", &field, "%s is not Retain or Delete",
                     quoted(judge, spot_text(&field)));
    }
}

static void check_stateful_set(struct judge *judge, const struct spot *spec)
{
    struct spot template = spot_field(spec, "template");
    struct spot claims = spot_field(spec, "volumeClaimTemplates");
    check_selects_template(judge, spec);
    judge_template(judge, &template, &claims);
    check_runs_forever(judge, &template);
}

static const struct field stateful_set_fields[] = {
    {FIELD("replicas"), OPTIONAL, .range = &range_not_negative},
    {FIELD("serviceName"), OPTIONAL, ITSELF, &kg_names_dns_label},
    {FIELD("selector"), PRESENT, .type = &type_label_selector},
    {FIELD("updateStrategy"), PRESENT, .check = check_stateful_strategy},
    {FIELD("minReadySeconds"), OPTIONAL, .range = &range_not_negative},
    {FIELD("ordinals"), PRESENT, .type = &ordinals_type},
    {FIELD("volumeClaimTemplates"), OPTIONAL, .check = check_claim_templates},
    {FIELD("persistentVolumeClaimRetentionPolicy"), PRESENT, .check = check_retention},
};
static const struct type stateful_set_spec = {FIELDS(stateful_set_fields),
                                              .check = check_stateful_set};

static void check_stateful_name(struct judge *judge, const struct spot *object)
{
    struct spot metadata = spot_field(object, "metadata");
    struct spot name = spot_field(&metadata, "name");
    size_t length = spot_text(&name).length;
    if (length > STATEFUL_SET_NAME_MAX && length <= KG_NAMES_LABEL_MAX)
        complain(judge, "stateful-set-name", &name,
                 "%zu characters leave no room for the label controller-revision-hash of the pods: "
                 "%d do",
                 length, STATEFUL_SET_NAME_MAX);
}

static const struct field stateful_set_object[] = {
    {FIELD("spec"), PRESENT, .type = &stateful_set_spec}};
const struct type type_stateful_set = {FIELDS(stateful_set_object), .check = check_stateful_name};

/* ---- PodTemplate ---- */

static const struct field pod_template_object[] = {
    {FIELD("template"), REQUIRED, .check = check_template}};
const struct type type_pod_template = {FIELDS(pod_template_object)};
