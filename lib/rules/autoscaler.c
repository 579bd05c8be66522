/* Source: API reference, "HorizontalPodAutoscaler" of autoscaling/v2. */
#include <inttypes.h>

#include "kinds.h"
#include "resource_names.h"
#include "values.h"

static const struct range window_seconds = {0, 3600, "range"};
static const struct range period_seconds = {1, 1800, "range"};

/* ---- references ---- */

static void check_api_version(struct judge *judge, const struct spot *version)
{
    struct kg_str text = spot_text(version);
    ptrdiff_t slash = kg_str_find(text, '/');
    if (slash >= 0 && kg_str_find(kg_str_from_index(text, (size_t)slash + 1), '/') >= 0)
        complain(judge, "api-version", version, "%s is not GROUP/VERSION or VERSION",
                 quoted(judge, text));
}

/* What is scaled is found by its group; only ReplicationControllers have none. */
static void check_group(struct judge *judge, const struct spot *target)
{
    struct spot version = spot_field(target, "apiVersion");
    if (judge->minor >= 34 && !field_is(target, "kind", "ReplicationController") &&
        (!spot_is_given(&version) ||
         (spot_is_text(&version) && kg_str_find(spot_text(&version), '/') <= 0)))
        complain(judge, "scale-target", &version,
                 "apiVersion must be GROUP/VERSION, as in apps/v1");
}

static const struct field ref_fields[] = {
    {FIELD("apiVersion"), OPTIONAL, .check = check_api_version},
    {FIELD("kind"), NOT_EMPTY, ITSELF, &path_segment},
    {FIELD("name"), NOT_EMPTY, ITSELF, &path_segment},
};
static const struct type ref_type = {FIELDS(ref_fields)};
static const struct type target_ref_type = {FIELDS(ref_fields), .check = check_group};

/* ---- metrics ---- */

static const struct field target_fields[] = {
    {FIELD("type"), NOT_EMPTY},
    {FIELD("value"), PRESENT, .check = check_quantity_positive},
    {FIELD("averageValue"), PRESENT, .check = check_quantity_positive},
    {FIELD("averageUtilization"), PRESENT, .range = &range_positive},
};
static const struct type target_type = {FIELDS(target_fields)};

static const struct field identifier_fields[] = {
    {FIELD("name"), NOT_EMPTY, ITSELF, &path_segment},
};
static const struct type identifier_type = {FIELDS(identifier_fields)};

/* At least one of two targets; `both` says whether both may be there. */
static void check_target(struct judge *judge, const struct spot *source, const char *one,
                         const char *other, bool both)
{
    struct spot target = spot_field(source, "target");
    bool has_one = field_is_there(&target, one);
    struct spot second = spot_field(&target, other);
    if (!spot_is_there(&target))
        return;
    if (!has_one && !spot_is_there(&second))
        complain(judge, "metric-target", &target, "%s or %s is needed", one, other);
    if (has_one && spot_is_there(&second) && !both)
        complain(judge, "metric-target", &second, "it may not stand beside %s", one);
}

static void check_object(struct judge *judge, const struct spot *source)
{
    check_target(judge, source, "value", "averageValue", true);
}

static void check_external(struct judge *judge, const struct spot *source)
{
    check_target(judge, source, "value", "averageValue", false);
}

static void check_resource(struct judge *judge, const struct spot *source)
{
    check_target(judge, source, "averageUtilization", "averageValue", false);
}

static void check_pods(struct judge *judge, const struct spot *source)
{
    struct spot target = spot_field(source, "target");
    struct spot value = spot_field(&target, "averageValue");
    if (spot_is_there(&target) && !spot_is_there(&value))
        complain(judge, "metric-target", &target, "averageValue is needed");
}

static const struct field object_fields[] = {
    {FIELD("describedObject"), PRESENT, .type = &ref_type},
    {FIELD("metric"), PRESENT, .type = &identifier_type},
    {FIELD("target"), PRESENT, .type = &target_type},
};
static const struct type object_type = {FIELDS(object_fields), .check = check_object};

static const struct field external_fields[] = {
    {FIELD("metric"), PRESENT, .type = &identifier_type},
    {FIELD("target"), PRESENT, .type = &target_type},
};
static const struct type external_type = {FIELDS(external_fields), .check = check_external};
static const struct type pods_type = {FIELDS(external_fields), .check = check_pods};

static const struct field resource_fields[] = {
    {FIELD("name"), NOT_EMPTY},
    {FIELD("target"), PRESENT, .type = &target_type},
};
static const struct type resource_type = {FIELDS(resource_fields), .check = check_resource};

static void check_container_resource(struct judge *judge, const struct spot *name)
{
    judge_container_resource(judge, name);
}

static const struct field container_fields[] = {
    {FIELD("name"), NOT_EMPTY, .check = check_container_resource},
    {FIELD("container"), NOT_EMPTY, ITSELF, &kg_names_dns_label},
    {FIELD("target"), PRESENT, .type = &target_type},
};
static const struct type container_type = {FIELDS(container_fields), .check = check_resource};

static const struct source {
    const char *type;
    const char *field;
} sources[] = {{"Object", "object"},
               {"Pods", "pods"},
               {"Resource", "resource"},
               {"ContainerResource", "containerResource"},
               {"External", "external"}};

/* The type says which of the fields is there. */
static void check_metric(struct judge *judge, const struct spot *metric)
{
    struct kg_str type = field_text(metric, "type");
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        struct spot field = spot_field(metric, sources[i].field);
        bool wanted = kg_str_is(type, sources[i].type);
        if (wanted && !spot_is_there(&field))
            complain_required(judge, &field, "the type asks for it");
        if (!wanted && spot_is_there(&field))
            complain(judge, "one-of", &field, "it does not belong to the type %s",
                     quoted(judge, type));
    }
}

static const struct field metric_fields[] = {
    {FIELD("type"), NOT_EMPTY},
    {FIELD("object"), PRESENT, .type = &object_type},
    {FIELD("pods"), PRESENT, .type = &pods_type},
    {FIELD("resource"), PRESENT, .type = &resource_type},
    {FIELD("containerResource"), PRESENT, .type = &container_type},
    {FIELD("external"), PRESENT, .type = &external_type},
};
static const struct type metric_type = {FIELDS(metric_fields), .check = check_metric};

/* ---- behavior ---- */

static const struct field policy_fields[] = {
    {FIELD("value"), PRESENT, .range = &range_positive},
    {FIELD("periodSeconds"), PRESENT, .range = &period_seconds},
};
static const struct type policy_type = {FIELDS(policy_fields)};

/* Without policies there are those of Kubernetes; an empty list is none. */
static void check_scaling(struct judge *judge, const struct spot *rules)
{
    struct spot policies = spot_field(rules, "policies");
    if (kg_node_is(policies.node, KG_NODE_SEQUENCE) && spot_items(&policies) == 0)
        complain_required(judge, &policies, NULL);
}

static const struct field scaling_fields[] = {
    {FIELD("stabilizationWindowSeconds"), PRESENT, .range = &window_seconds},
    {FIELD("policies"), OPTIONAL, ITEMS, .type = &policy_type},
    {FIELD("tolerance"), PRESENT, .check = check_quantity_not_negative},
};
static const struct type scaling_type = {FIELDS(scaling_fields), .check = check_scaling};

static const struct field behavior_fields[] = {
    {FIELD("scaleUp"), PRESENT, .type = &scaling_type},
    {FIELD("scaleDown"), PRESENT, .type = &scaling_type},
};
static const struct type behavior_type = {FIELDS(behavior_fields)};

/* ---- the whole ---- */

static bool has_outer_metric(const struct spot *metrics)
{
    for (uint32_t i = 0; i < spot_items(metrics); i++) {
        struct spot metric = spot_item(metrics, i);
        if (field_is(&metric, "type", "Object") || field_is(&metric, "type", "External"))
            return true;
    }
    return false;
}

static void check_least(struct judge *judge, const struct spot *spec)
{
    struct spot least = spot_field(spec, "minReplicas");
    struct spot most = spot_field(spec, "maxReplicas");
    struct spot metrics = spot_field(spec, "metrics");
    int64_t minimum = spot_number_or(judge, &least, 1);
    int64_t maximum = spot_number_or(judge, &most, INT64_MAX);
    bool to_zero = judge->minor >= 37;
    if (minimum < !to_zero)
        complain(judge, "range", &least, "%" PRId64 " is less than %d", minimum, !to_zero);
    if (minimum == 0 && to_zero && !has_outer_metric(&metrics))
        complain(judge, "scale-to-zero", &least,
                 "0 takes a metric of the type Object or External: no pod is left to measure");
    if (maximum > 0 && maximum < minimum)
        complain(judge, "replica-order", &most,
                 "maxReplicas, %" PRId64 ", is less than minReplicas, %" PRId64, maximum, minimum);
}

static const struct field spec_fields[] = {
    {FIELD("scaleTargetRef"), PRESENT, .type = &target_ref_type},
    {FIELD("maxReplicas"), PRESENT, .range = &range_positive},
    {FIELD("metrics"), OPTIONAL, ITEMS, .type = &metric_type},
    {FIELD("behavior"), PRESENT, .type = &behavior_type},
};
static const struct type spec_type = {FIELDS(spec_fields), .check = check_least};
static const struct field autoscaler_fields[] = {{FIELD("spec"), REQUIRED, .type = &spec_type}};
const struct type type_autoscaler = {FIELDS(autoscaler_fields)};
