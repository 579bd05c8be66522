/* Where pods go. Source: API reference, "Affinity", "NodeSelector", "PodAffinityTerm". */
#include "pod.h"
#include "selector.h"

static const struct range weight = {1, 100, "range"};

/* ---- nodes ---- */

static void check_label_requirement(struct judge *judge, const struct spot *requirement)
{
    static const char *const operators[] = {"In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"};
    check_operator(judge, requirement, operators, 6);
}

static const struct field label_requirement_fields[] = {
    {FIELD("key"), NOT_EMPTY, ITSELF, &kg_names_label_key},
    {FIELD("values"), OPTIONAL, ITEMS, &kg_names_label_value},
};
static const struct type label_requirement = {FIELDS(label_requirement_fields),
                                              .check = check_label_requirement};

/* What only prefers may name values that no node can have. */
static const struct field loose_requirement_fields[] = {
    {FIELD("key"), NOT_EMPTY, ITSELF, &kg_names_label_key}};
static const struct type loose_requirement = {FIELDS(loose_requirement_fields),
                                              .check = check_label_requirement};

/* The one field of a node that can be selected by is its name. */
static void check_field_requirement(struct judge *judge, const struct spot *requirement)
{
    static const char *const operators[] = {"In", "NotIn"};
    struct spot key = spot_field(requirement, "key");
    struct spot values = spot_field(requirement, "values");
    check_operator(judge, requirement, operators, 2);
    if (spot_items(&values) > 1)
        complain(judge, "operator-values", &values, "a field takes one value");
    if (spot_is_text(&key) && !kg_str_is(spot_text(&key), "metadata.name"))
        complain(judge, "field-path", &key, "nodes are selected by the field metadata.name only");
}

static const struct field field_requirement_fields[] = {
    {FIELD("values"), OPTIONAL, ITEMS, &kg_names_dns_subdomain}};
static const struct type field_requirement = {FIELDS(field_requirement_fields),
                                              .check = check_field_requirement};

static const struct field term_fields[] = {
    {FIELD("matchExpressions"), OPTIONAL, ITEMS, .type = &label_requirement},
    {FIELD("matchFields"), OPTIONAL, ITEMS, .type = &field_requirement},
};
static const struct type term_type = {FIELDS(term_fields)};

static const struct field preference_fields[] = {
    {FIELD("matchExpressions"), OPTIONAL, ITEMS, .type = &loose_requirement},
    {FIELD("matchFields"), OPTIONAL, ITEMS, .type = &field_requirement},
};
static const struct type preference_type = {FIELDS(preference_fields)};

static const struct field node_selector_fields[] = {
    {FIELD("nodeSelectorTerms"), REQUIRED, ITEMS, .type = &term_type}};

const struct type type_node_selector = {FIELDS(node_selector_fields)};

static const struct field preferred_fields[] = {
    {FIELD("weight"), PRESENT, .range = &weight},
    {FIELD("preference"), PRESENT, .type = &preference_type},
};
static const struct type preferred_type = {FIELDS(preferred_fields)};

static const struct field node_fields[] = {
    {FIELD("requiredDuringSchedulingIgnoredDuringExecution"), PRESENT, .type = &type_node_selector},
    {FIELD("preferredDuringSchedulingIgnoredDuringExecution"), OPTIONAL, ITEMS,
     .type = &preferred_type},
};
static const struct type node_type = {FIELDS(node_fields)};

/* ---- pods ---- */

static void check_keys_apart(struct judge *judge, const struct spot *term)
{
    struct spot keys = spot_field(term, "matchLabelKeys");
    struct spot others = spot_field(term, "mismatchLabelKeys");
    for (uint32_t i = 0; i < spot_items(&keys); i++) {
        struct spot key = spot_item(&keys, i);
        for (uint32_t k = 0; k < spot_items(&others); k++) {
            struct spot other = spot_item(&others, k);
            if (kg_str_equal(spot_text(&key), spot_text(&other)))
                complain(judge, "duplicate", &key, "%s is among mismatchLabelKeys too",
                         quoted(judge, spot_text(&key)));
        }
    }
}

static void check_term(struct judge *judge, const struct spot *term)
{
    check_label_keys(judge, term, "matchLabelKeys");
    check_label_keys(judge, term, "mismatchLabelKeys");
    check_merged_keys(judge, term);
    check_keys_apart(judge, term);
}

static const struct field pod_term_fields[] = {
    {FIELD("labelSelector"), PRESENT, .type = &type_label_selector},
    {FIELD("namespaceSelector"), PRESENT, .type = &type_label_selector},
    {FIELD("namespaces"), OPTIONAL, ITEMS, &kg_names_dns_label},
    {FIELD("topologyKey"), NOT_EMPTY, ITSELF, &kg_names_label_key},
};
static const struct type pod_term_type = {FIELDS(pod_term_fields), .check = check_term};

static const struct field weighted_fields[] = {
    {FIELD("weight"), PRESENT, .range = &weight},
    {FIELD("podAffinityTerm"), PRESENT, .type = &pod_term_type},
};
static const struct type weighted_type = {FIELDS(weighted_fields)};

static const struct field pod_fields[] = {
    {FIELD("requiredDuringSchedulingIgnoredDuringExecution"), OPTIONAL, ITEMS,
     .type = &pod_term_type},
    {FIELD("preferredDuringSchedulingIgnoredDuringExecution"), OPTIONAL, ITEMS,
     .type = &weighted_type},
};
static const struct type pod_type = {FIELDS(pod_fields)};

static const struct field affinity_fields[] = {
    {FIELD("nodeAffinity"), PRESENT, .type = &node_type},
    {FIELD("podAffinity"), PRESENT, .type = &pod_type},
    {FIELD("podAntiAffinity"), PRESENT, .type = &pod_type},
};

const struct type type_affinity = {FIELDS(affinity_fields)};
