/* Tolerations and spreading. Source: API reference, "Toleration", "TopologySpreadConstraint". */
#include <inttypes.h>

#include "pod.h"
#include "selector.h"

/* ---- tolerations ---- */

static void check_tolerated_value(struct judge *judge, const struct spot *toleration)
{
    struct spot relation = spot_field(toleration, "operator");
    struct spot value = spot_field(toleration, "value");
    struct kg_str text = spot_text(&relation);
    if (text.length == 0 || kg_str_is(text, "Equal"))
        judge_grammar(judge, &value, &kg_names_label_value);
    else if (kg_str_is(text, "Exists") && spot_text(&value).length > 0)
        complain(judge, "operator-values", &value, "Exists takes no value");
    else if (kg_str_is(text, "Lt") || kg_str_is(text, "Gt"))
        complain(judge, "operator", &relation,
                 "%.*s is for clusters with the feature TaintTolerationComparisonOperators",
                 KG_STR_ARG(text));
}

static void check_toleration(struct judge *judge, const struct spot *toleration)
{
    struct spot effect = spot_field(toleration, "effect");
    struct spot relation = spot_field(toleration, "operator");
    if (!field_is_given(toleration, "key") && !kg_str_is(spot_text(&relation), "Exists"))
        complain(judge, "toleration", &relation,
                 "without a key the operator is Exists: every taint is tolerated");
    if (field_is_there(toleration, "tolerationSeconds") &&
        !kg_str_is(spot_text(&effect), "NoExecute"))
        complain(judge, "toleration", &effect,
                 "with tolerationSeconds the effect is NoExecute: no other ends a pod");
    check_tolerated_value(judge, toleration);
}

static const struct field toleration_fields[] = {
    {FIELD("key"), OPTIONAL, ITSELF, &kg_names_label_key}};

const struct type type_toleration = {FIELDS(toleration_fields), .check = check_toleration};

/* ---- keys of labels ---- */

void check_label_keys(struct judge *judge, const struct spot *term, const char *name)
{
    struct spot keys = spot_field(term, name);
    struct spot selector = spot_field(term, "labelSelector");
    if (spot_items(&keys) > 0 && !spot_is_there(&selector))
        complain(judge, "forbidden", &keys, "it must not be set without a labelSelector");
    for (uint32_t i = 0; i < spot_items(&keys); i++) {
        struct spot key = spot_item(&keys, i);
        judge_grammar(judge, &key, &kg_names_label_key);
    }
}

/* How often the selector names the key. */
static unsigned count_key(const struct spot *selector, struct kg_str key)
{
    struct spot labels = spot_field(selector, "matchLabels");
    struct spot expressions = spot_field(selector, "matchExpressions");
    struct spot label = spot_field_str(&labels, key);
    unsigned count = spot_is_there(&label);
    for (uint32_t i = 0; i < spot_items(&expressions); i++) {
        struct spot expression = spot_item(&expressions, i);
        count += kg_str_equal(field_text(&expression, "key"), key);
    }
    return count;
}

void check_merged_keys(struct judge *judge, const struct spot *term)
{
    struct spot keys = spot_field(term, "matchLabelKeys");
    struct spot selector = spot_field(term, "labelSelector");
    for (uint32_t i = 0; i < spot_items(&keys); i++) {
        struct spot key = spot_item(&keys, i);
        struct spot label = spot_field_str(&judge->pod->labels, spot_text(&key));
        unsigned count = count_key(&selector, spot_text(&key));
        if (count > 0 && count + spot_is_there(&label) > 1)
            complain(judge, "duplicate", &key, "%s is in the labelSelector too",
                     quoted(judge, spot_text(&key)));
    }
}

/* Before 1.34 nothing was merged, and the key could not be in both. */
static void check_spread_keys(struct judge *judge, const struct spot *constraint)
{
    struct spot keys = spot_field(constraint, "matchLabelKeys");
    struct spot selector = spot_field(constraint, "labelSelector");
    check_label_keys(judge, constraint, "matchLabelKeys");
    if (judge->minor >= 34) {
        check_merged_keys(judge, constraint);
        return;
    }
    for (uint32_t i = 0; i < spot_items(&keys); i++) {
        struct spot key = spot_item(&keys, i);
        if (count_key(&selector, spot_text(&key)) > 0)
            complain(judge, "duplicate", &key, "%s is in the labelSelector too",
                     quoted(judge, spot_text(&key)));
    }
}

/* ---- spreading ---- */

static void check_constraint(struct judge *judge, const struct spot *constraint)
{
    struct spot domains = spot_field(constraint, "minDomains");
    if (spot_is_there(&domains) && !field_is(constraint, "whenUnsatisfiable", "DoNotSchedule"))
        complain(judge, "forbidden", &domains,
                 "it must not be set unless whenUnsatisfiable is DoNotSchedule");
    check_spread_keys(judge, constraint);
}

static const struct field spread_fields[] = {
    {FIELD("maxSkew"), PRESENT, .range = &range_positive},
    {FIELD("topologyKey"), NOT_EMPTY},
    {FIELD("whenUnsatisfiable"), NOT_EMPTY},
    {FIELD("minDomains"), PRESENT, .range = &range_positive},
    {FIELD("labelSelector"), PRESENT, .type = &type_label_selector},
};

const struct type type_spread = {FIELDS(spread_fields), .check = check_constraint};

static bool same_constraint(const struct spot *a, const struct spot *b)
{
    return kg_str_equal(field_text(a, "topologyKey"), field_text(b, "topologyKey")) &&
           kg_str_equal(field_text(a, "whenUnsatisfiable"), field_text(b, "whenUnsatisfiable"));
}

void check_spread(struct judge *judge, const struct spot *constraints)
{
    for (uint32_t i = 0; i < spot_items(constraints); i++) {
        struct spot constraint = spot_item(constraints, i);
        bool twice = false;
        for (uint32_t k = 0; k < i && !twice; k++) {
            struct spot other = spot_item(constraints, k);
            twice = same_constraint(&constraint, &other);
        }
        if (twice)
            complain(judge, "duplicate", &constraint,
                     "there is a constraint with this topologyKey and whenUnsatisfiable already");
    }
}
