/* Source: API reference, "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding". */
#include "kinds.h"
#include "selector.h"

static const char group[] = "rbac.authorization.k8s.io";

/* ---- roles ---- */

/* A rule is about resources, or about paths of the API server. */
static void check_rule(struct judge *judge, const struct spot *rule)
{
    struct spot urls = spot_field(rule, "nonResourceURLs");
    struct spot groups = spot_field(rule, "apiGroups");
    struct spot resources = spot_field(rule, "resources");
    if (spot_items(&urls) > 0) {
        if (spot_items(&groups) > 0 || spot_items(&resources) > 0 ||
            field_is_given(rule, "resourceNames"))
            complain(judge, "one-of", &urls, "nonResourceURLs may not stand beside resources");
        return;
    }
    if (spot_items(&groups) == 0)
        complain_required(judge, &groups, "a rule about resources needs apiGroups");
    if (spot_items(&resources) == 0)
        complain_required(judge, &resources, "a rule about resources needs resources");
}

/* Roles of a namespace cannot be about what no namespace has. */
static void check_own_rule(struct judge *judge, const struct spot *rule)
{
    forbid_field(judge, rule, "nonResourceURLs", "in a Role");
    check_rule(judge, rule);
}

static const struct field rule_fields[] = {{FIELD("verbs"), NOT_EMPTY}};
static const struct type rule_type = {FIELDS(rule_fields), .check = check_rule};
static const struct type own_rule_type = {FIELDS(rule_fields), .check = check_own_rule};

static const struct field role_fields[] = {
    {FIELD("rules"), OPTIONAL, ITEMS, .type = &own_rule_type}};
const struct type type_role = {FIELDS(role_fields)};

static const struct field aggregation_fields[] = {
    {FIELD("clusterRoleSelectors"), REQUIRED, ITEMS, .type = &type_label_selector}};
static const struct type aggregation_type = {FIELDS(aggregation_fields)};

static const struct field cluster_role_fields[] = {
    {FIELD("rules"), OPTIONAL, ITEMS, .type = &rule_type},
    {FIELD("aggregationRule"), PRESENT, .type = &aggregation_type},
};
const struct type type_cluster_role = {FIELDS(cluster_role_fields)};

/* ---- bindings ---- */

/* What is not said about the group is the default of the kind. */
static void check_group(struct judge *judge, const struct spot *spot, const char *wanted)
{
    struct spot api_group = spot_field(spot, "apiGroup");
    if (spot_is_given(&api_group) && !kg_str_is(spot_text(&api_group), wanted))
        complain(judge, "rbac-group", &api_group, "the apiGroup of this kind is \"%s\"", wanted);
}

static void check_subject(struct judge *judge, const struct spot *subject)
{
    static const char *const kinds[] = {"ServiceAccount", "User", "Group"};
    struct spot kind = spot_field(subject, "kind");
    struct spot name = spot_field(subject, "name");
    bool account = kg_str_is(spot_text(&kind), "ServiceAccount");
    if (spot_is_text(&kind) && !is_one_of(spot_text(&kind), kinds, 3)) {
        complain(judge, "rbac-kind", &kind, "%s is not ServiceAccount, User or Group",
                 quoted(judge, spot_text(&kind)));
        return;
    }
    if (account && spot_is_given(&name))
        judge_grammar(judge, &name, &kg_names_dns_subdomain);
    check_group(judge, subject, account ? "" : group);
}

/* A binding of the whole cluster has no namespace to look in. */
static void check_outer_subject(struct judge *judge, const struct spot *subject)
{
    struct spot namespace = spot_field(subject, "namespace");
    if (field_is(subject, "kind", "ServiceAccount") && !spot_is_given(&namespace))
        complain_required(judge, &namespace, "a ServiceAccount needs its namespace here");
    check_subject(judge, subject);
}

static const struct field subject_fields[] = {{FIELD("name"), NOT_EMPTY}};
static const struct type subject_type = {FIELDS(subject_fields), .check = check_subject};
static const struct type outer_subject_type = {FIELDS(subject_fields),
                                               .check = check_outer_subject};

static void check_role_ref(struct judge *judge, const struct spot *ref, const char *const *kinds,
                           size_t count)
{
    struct spot kind = spot_field(ref, "kind");
    struct spot name = spot_field(ref, "name");
    if (!spot_is_there(ref))
        return;
    if (spot_is_text(&kind) && !is_one_of(spot_text(&kind), kinds, count))
        complain(judge, "rbac-kind", &kind, "%s cannot be bound here: %s can",
                 quoted(judge, spot_text(&kind)),
                 count > 1 ? "a Role or a ClusterRole" : "a ClusterRole");
    if (spot_is_given(&name))
        judge_grammar(judge, &name, &path_segment);
    else if (spot_is_there(&name))
        complain_required(judge, &name, NULL);
    check_group(judge, ref, group);
}

static void check_own_ref(struct judge *judge, const struct spot *ref)
{
    static const char *const kinds[] = {"Role", "ClusterRole"};
    check_role_ref(judge, ref, kinds, 2);
}

static void check_outer_ref(struct judge *judge, const struct spot *ref)
{
    static const char *const kinds[] = {"ClusterRole"};
    check_role_ref(judge, ref, kinds, 1);
}

static const struct field binding_fields[] = {
    {FIELD("subjects"), OPTIONAL, ITEMS, .type = &subject_type},
    {FIELD("roleRef"), PRESENT, .check = check_own_ref},
};
const struct type type_role_binding = {FIELDS(binding_fields)};

static const struct field outer_binding_fields[] = {
    {FIELD("subjects"), OPTIONAL, ITEMS, .type = &outer_subject_type},
    {FIELD("roleRef"), PRESENT, .check = check_outer_ref},
};
const struct type type_cluster_role_binding = {FIELDS(outer_binding_fields)};
