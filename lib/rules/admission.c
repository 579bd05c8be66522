/* Source: API reference, "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration". */
#include <inttypes.h>

#include "kinds.h"
#include "selector.h"

static const struct range timeout = {1, 30, "range"};

enum { CONDITIONS_MAX = 64 };

/* ---- rules ---- */

static bool has_text(const struct spot *list, const char *text)
{
    for (uint32_t i = 0; i < spot_items(list); i++) {
        struct spot item = spot_item(list, i);
        if (kg_str_is(spot_text(&item), text))
            return true;
    }
    return false;
}

/* `*` is everything, so that nothing else stands beside it. */
static void check_alone(struct judge *judge, const struct spot *list, const char *wildcard)
{
    if (spot_items(list) > 1 && has_text(list, wildcard))
        complain(judge, "wildcard-alone", list, "nothing stands beside %s", wildcard);
}

static void check_list(struct judge *judge, const struct spot *list)
{
    check_alone(judge, list, "*");
}

static void check_versions(struct judge *judge, const struct spot *versions)
{
    check_alone(judge, versions, "*");
    for (uint32_t i = 0; i < spot_items(versions); i++) {
        struct spot version = spot_item(versions, i);
        if (spot_is_text(&version) && spot_text(&version).length == 0)
            complain_required(judge, &version, NULL);
    }
}

/* Whether a wildcard for all parts of a resource, or for this part of all, stands for `name`. */
static bool covers(struct kg_str wildcard, struct kg_str name)
{
    ptrdiff_t slash = kg_str_find(name, '/');
    ptrdiff_t other = kg_str_find(wildcard, '/');
    if (slash < 0 || other < 0)
        return false;
    struct kg_str resource = kg_str_head(name, (size_t)slash);
    struct kg_str part = kg_str_from_index(name, (size_t)slash + 1);
    struct kg_str all_of = kg_str_head(wildcard, (size_t)other);
    struct kg_str all_parts = kg_str_from_index(wildcard, (size_t)other + 1);
    return (kg_str_is(all_parts, "*") && kg_str_equal(all_of, resource)) ||
           (kg_str_is(all_of, "*") && kg_str_equal(all_parts, part));
}

static void check_covered(struct judge *judge, const struct spot *resources, uint32_t index)
{
    struct spot name = spot_item(resources, index);
    for (uint32_t i = 0; i < index; i++) {
        struct spot other = spot_item(resources, i);
        if (covers(spot_text(&other), spot_text(&name)))
            complain(judge, "wildcard-alone", &name, "%s is among %s already",
                     quoted(judge, spot_text(&name)), quoted(judge, spot_text(&other)));
    }
}

static void check_resources(struct judge *judge, const struct spot *resources)
{
    bool plain_last = false;
    for (uint32_t i = 0; i < spot_items(resources); i++) {
        struct spot name = spot_item(resources, i);
        struct kg_str text = spot_text(&name);
        if (spot_is_text(&name) && text.length == 0)
            complain_required(judge, &name, NULL);
        check_covered(judge, resources, i);
        if (text.length > 0 && kg_str_find(text, '/') < 0)
            plain_last = !kg_str_is(text, "*");
    }
    check_alone(judge, resources, "*/*");
    if (plain_last && has_text(resources, "*"))
        complain(judge, "wildcard-alone", resources, "no resource stands beside *");
}

static const struct field rule_fields[] = {
    {FIELD("operations"), REQUIRED, .check = check_list},
    {FIELD("apiGroups"), REQUIRED, .check = check_list},
    {FIELD("apiVersions"), REQUIRED, .check = check_versions},
    {FIELD("resources"), REQUIRED, .check = check_resources},
};
static const struct type rule_type = {FIELDS(rule_fields)};

/* ---- where the webhook is ---- */

static void check_url(struct judge *judge, const struct spot *url)
{
    static const char scheme[] = "https://";
    struct kg_str text = spot_text(url);
    struct kg_str rest = kg_str_from_index(text, sizeof scheme - 1);
    ptrdiff_t slash = kg_str_find(rest, '/');
    struct kg_str host = slash < 0 ? rest : kg_str_head(rest, (size_t)slash);
    if (spot_is_text(url) &&
        (!kg_str_starts(text, scheme) || host.length == 0 || kg_str_find(host, '@') >= 0 ||
         kg_str_find(text, '?') >= 0 || kg_str_find(text, '#') >= 0))
        complain(judge, "webhook-url", url, "%s is not https://HOST/PATH", quoted(judge, text));
}

/* Segments of the path are DNS subdomains; one slash may end it. */
static bool is_service_path(struct kg_str path)
{
    struct kg_str rest = kg_str_from_index(path, 1);
    struct kg_str segment;
    if (path.length == 0 || kg_str_is(path, "/"))
        return true;
    if (kg_str_ends(rest, "/"))
        rest.length--;
    while (kg_str_split(&rest, '/', &segment)) {
        if (!kg_names_dns_subdomain.holds(segment))
            return false;
    }
    return kg_str_starts(path, "/");
}

static void check_path(struct judge *judge, const struct spot *path)
{
    if (spot_is_text(path) && !is_service_path(spot_text(path)))
        complain(judge, "path", path, "%s is not a path of DNS names, such as /validate",
                 quoted(judge, spot_text(path)));
}

static const struct field service_fields[] = {
    {FIELD("namespace"), NOT_EMPTY},
    {FIELD("name"), NOT_EMPTY},
    {FIELD("path"), PRESENT, .check = check_path},
    {FIELD("port"), PRESENT, .range = &range_port},
};
static const struct type service_type = {FIELDS(service_fields)};

static const struct kg_str clients[] = {KG_STR("url"), KG_STR("service")};
static const struct choice client_choice = CHOICE(clients, 1, "a place (url or service)");

static const struct field client_fields[] = {
    {FIELD("url"), PRESENT, .check = check_url},
    {FIELD("service"), PRESENT, .type = &service_type},
};
static const struct type client_type = {FIELDS(client_fields), &client_choice, NULL};

/* ---- webhooks ---- */

/* A domain name of at least three parts. */
static void check_webhook_name(struct judge *judge, const struct spot *name)
{
    struct kg_str text = spot_text(name);
    ptrdiff_t dot = kg_str_find(text, '.');
    bool enough = dot >= 0 && kg_str_find(kg_str_from_index(text, (size_t)dot + 1), '.') >= 0;
    if (judge_grammar(judge, name, &kg_names_dns_subdomain) && spot_is_text(name) && !enough)
        complain(judge, "webhook-name", name, "%s is not a domain name of at least three parts",
                 quoted(judge, text));
}

static void check_review_versions(struct judge *judge, const struct spot *versions)
{
    judge_unique(judge, versions, NULL);
    for (uint32_t i = 0; i < spot_items(versions); i++) {
        struct spot version = spot_item(versions, i);
        judge_grammar(judge, &version, &kg_names_dns_1035_label);
    }
    if (!has_text(versions, "v1") && !has_text(versions, "v1beta1"))
        complain(judge, "review-versions", versions, "v1 or v1beta1 must be among them");
}

static void check_side_effects(struct judge *judge, const struct spot *effects)
{
    static const char *const allowed[] = {"None", "NoneOnDryRun"};
    if (spot_is_text(effects) && !is_one_of(spot_text(effects), allowed, 2))
        complain(judge, "side-effects", effects, "%s is not None or NoneOnDryRun",
                 quoted(judge, spot_text(effects)));
}

static const struct field condition_fields[] = {
    {FIELD("name"), NOT_EMPTY, ITSELF, &kg_names_label_key},
    {FIELD("expression"), NOT_EMPTY},
};
static const struct type condition_type = {FIELDS(condition_fields)};

static void check_conditions(struct judge *judge, const struct spot *conditions)
{
    judge_unique(judge, conditions, "name");
    if (spot_items(conditions) > CONDITIONS_MAX)
        complain(judge, "too-many", conditions, "%" PRIu32 " are more than %d",
                 spot_items(conditions), CONDITIONS_MAX);
}

static const struct field webhook_fields[] = {
    {FIELD("name"), NOT_EMPTY, .check = check_webhook_name},
    {FIELD("clientConfig"), PRESENT, .type = &client_type},
    {FIELD("rules"), OPTIONAL, ITEMS, .type = &rule_type},
    {FIELD("namespaceSelector"), PRESENT, .type = &type_label_selector},
    {FIELD("objectSelector"), PRESENT, .type = &type_label_selector},
    {FIELD("sideEffects"), NOT_EMPTY, .check = check_side_effects},
    {FIELD("timeoutSeconds"), PRESENT, .range = &timeout},
    {FIELD("admissionReviewVersions"), NOT_EMPTY, .check = check_review_versions},
    {FIELD("matchConditions"), OPTIONAL, ITEMS, .type = &condition_type, .check = check_conditions},
};
static const struct type webhook_type = {FIELDS(webhook_fields)};

static void check_webhooks(struct judge *judge, const struct spot *webhooks)
{
    judge_unique(judge, webhooks, "name");
}

static const struct field configuration_fields[] = {
    {FIELD("webhooks"), OPTIONAL, ITEMS, .type = &webhook_type, .check = check_webhooks}};
const struct type type_validating_webhooks = {FIELDS(configuration_fields)};
const struct type type_mutating_webhooks = {FIELDS(configuration_fields)};
