/* Source: API reference, "NetworkPolicy", "Ingress", "IngressClass". */
#include <inttypes.h>

#include "address.h"
#include "kinds.h"
#include "selector.h"
#include "values.h"

enum { CONTROLLER_MAX = 250 };

/* ---- NetworkPolicy ---- */

static void check_end_port(struct judge *judge, const struct spot *policy_port)
{
    struct spot port = spot_field(policy_port, "port");
    struct spot end = spot_field(policy_port, "endPort");
    int64_t first;
    int64_t last;
    if (!spot_is_there(&end))
        return;
    if (!spot_number(judge, &port, &first))
        complain(judge, "forbidden", &end, "it must not be set unless port is a number");
    else if (spot_number(judge, &end, &last) && last < first)
        complain(judge, "port-order", &end, "endPort, %" PRId64 ", is less than port, %" PRId64,
                 last, first);
}

static const struct field policy_port_fields[] = {
    {FIELD("port"), PRESENT, .check = check_port},
    {FIELD("endPort"), PRESENT, .range = &range_port},
};
static const struct type policy_port = {FIELDS(policy_port_fields), .check = check_end_port};

static void check_ip_block(struct judge *judge, const struct spot *ip_block)
{
    struct spot except = spot_field(ip_block, "except");
    struct block outer;
    bool known = block_parse(field_text(ip_block, "cidr"), &outer);
    for (uint32_t i = 0; i < spot_items(&except); i++) {
        struct spot item = spot_item(&except, i);
        struct block inner;
        check_block(judge, &item);
        if (known && block_parse(spot_text(&item), &inner) && !block_is_inside(&inner, &outer))
            complain(judge, "ip-block", &item, "%s is not a part of the cidr",
                     quoted(judge, spot_text(&item)));
    }
}

static const struct field ip_block_fields[] = {{FIELD("cidr"), NOT_EMPTY, .check = check_block}};
static const struct type ip_block_type = {FIELDS(ip_block_fields), .check = check_ip_block};

static void check_peer(struct judge *judge, const struct spot *peer)
{
    struct spot ip_block = spot_field(peer, "ipBlock");
    bool selected =
        field_is_there(peer, "podSelector") || field_is_there(peer, "namespaceSelector");
    if (!spot_is_there(&ip_block) && !selected)
        complain(judge, "one-of", peer,
                 "a peer is missing: podSelector, namespaceSelector or ipBlock");
    if (spot_is_there(&ip_block) && selected)
        complain(judge, "one-of", &ip_block, "ipBlock may not stand beside a selector");
}

static const struct field peer_fields[] = {
    {FIELD("podSelector"), PRESENT, .type = &type_label_selector},
    {FIELD("namespaceSelector"), PRESENT, .type = &type_label_selector},
    {FIELD("ipBlock"), PRESENT, .type = &ip_block_type},
};
static const struct type peer_type = {FIELDS(peer_fields), .check = check_peer};

static const struct field ingress_rule_fields[] = {
    {FIELD("ports"), OPTIONAL, ITEMS, .type = &policy_port},
    {FIELD("from"), OPTIONAL, ITEMS, .type = &peer_type},
};
static const struct type ingress_rule = {FIELDS(ingress_rule_fields)};

static const struct field egress_rule_fields[] = {
    {FIELD("ports"), OPTIONAL, ITEMS, .type = &policy_port},
    {FIELD("to"), OPTIONAL, ITEMS, .type = &peer_type},
};
static const struct type egress_rule = {FIELDS(egress_rule_fields)};

static void check_policy_types(struct judge *judge, const struct spot *types)
{
    if (spot_items(types) > 2)
        complain(judge, "too-many", types, "%" PRIu32 " are more than 2", spot_items(types));
}

static const struct field policy_spec_fields[] = {
    {FIELD("podSelector"), PRESENT, .type = &type_label_selector},
    {FIELD("ingress"), OPTIONAL, ITEMS, .type = &ingress_rule},
    {FIELD("egress"), OPTIONAL, ITEMS, .type = &egress_rule},
    {FIELD("policyTypes"), OPTIONAL, .check = check_policy_types},
};
static const struct type policy_spec = {FIELDS(policy_spec_fields)};
static const struct field policy_fields[] = {{FIELD("spec"), PRESENT, .type = &policy_spec}};
const struct type type_network_policy = {FIELDS(policy_fields)};

/* ---- Ingress ---- */

/* The name of a Service: before 1.36 it begins with a letter. */
static void check_service_name(struct judge *judge, const struct spot *name)
{
    judge_grammar(judge, name, judge->minor >= 36 ? &kg_names_dns_label : &kg_names_dns_1035_label);
}

static void check_backend_port(struct judge *judge, const struct spot *service)
{
    struct spot port = spot_field(service, "port");
    struct spot number = spot_field(&port, "number");
    bool named = field_is_given(&port, "name");
    if (named == spot_is_given(&number))
        complain(judge, "one-of", &port, "it takes either the name or the number of a port");
}

static const struct field backend_port_fields[] = {
    {FIELD("name"), OPTIONAL, ITSELF, &kg_names_port},
    {FIELD("number"), OPTIONAL, .range = &range_port},
};
static const struct type backend_port = {FIELDS(backend_port_fields)};

static const struct field backend_service_fields[] = {
    {FIELD("name"), NOT_EMPTY, .check = check_service_name},
    {FIELD("port"), PRESENT, .type = &backend_port},
};
static const struct type backend_service = {FIELDS(backend_service_fields),
                                            .check = check_backend_port};

static const struct field resource_fields[] = {
    {FIELD("apiGroup"), PRESENT, ITSELF, &kg_names_dns_subdomain},
    {FIELD("kind"), NOT_EMPTY, ITSELF, &path_segment},
    {FIELD("name"), NOT_EMPTY, ITSELF, &path_segment},
};
static const struct type resource_type = {FIELDS(resource_fields)};

static const struct kg_str backends[] = {KG_STR("service"), KG_STR("resource")};
static const struct choice backend_choice = CHOICE(backends, 1, "a backend (service or resource)");

static const struct field backend_fields[] = {
    {FIELD("service"), PRESENT, .type = &backend_service},
    {FIELD("resource"), PRESENT, .type = &resource_type},
};
static const struct type backend_type = {FIELDS(backend_fields), &backend_choice, NULL};

static bool contains(struct kg_str text, const char *part)
{
    size_t length = strlen(part);
    for (size_t i = 0; i + length <= text.length; i++) {
        if (memcmp(text.data + i, part, length) == 0)
            return true;
    }
    return false;
}

/* A path that proxies cannot read in two ways. */
static bool is_clear(struct kg_str path)
{
    static const char *const parts[] = {"//", "/./", "/../", "%2f", "%2F"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (contains(path, parts[i]))
            return false;
    }
    return !kg_str_ends(path, "/..") && !kg_str_ends(path, "/.");
}

static void check_http_path(struct judge *judge, const struct spot *http)
{
    struct spot path = spot_field(http, "path");
    struct kg_str text = spot_text(&path);
    struct kg_str how = field_text(http, "pathType");
    bool strict = kg_str_is(how, "Exact") || kg_str_is(how, "Prefix");
    if ((strict || text.length > 0) && !kg_str_starts(text, "/"))
        complain(judge, "path", &path, "%s must be an absolute path", quoted(judge, text));
    else if (strict && !is_clear(text))
        complain(judge, "path", &path,
                 "%s must have no empty segments, no \".\", \"..\" and no %%2F",
                 quoted(judge, text));
}

static const struct field http_path_fields[] = {{FIELD("backend"), PRESENT, .type = &backend_type}};
static const struct type http_path = {FIELDS(http_path_fields), .check = check_http_path};

static const struct field http_fields[] = {{FIELD("paths"), NOT_EMPTY, ITEMS, .type = &http_path}};
static const struct type http_type = {FIELDS(http_fields)};

static void check_host(struct judge *judge, const struct spot *host)
{
    struct kg_str text = spot_text(host);
    bool wildcard = kg_str_find(text, '*') >= 0;
    struct address address;
    judge_grammar(judge, host, wildcard ? &kg_names_wildcard : &kg_names_dns_subdomain);
    if (address_parse(text, &address))
        complain(judge, "host-name", host, "%s is an address and not a name", quoted(judge, text));
}

static void check_tls_hosts(struct judge *judge, const struct spot *hosts)
{
    for (uint32_t i = 0; i < spot_items(hosts); i++) {
        struct spot host = spot_item(hosts, i);
        bool wildcard = kg_str_find(spot_text(&host), '*') >= 0;
        judge_grammar(judge, &host, wildcard ? &kg_names_wildcard : &kg_names_dns_subdomain);
    }
}

static const struct field rule_fields[] = {
    {FIELD("host"), OPTIONAL, .check = check_host},
    {FIELD("http"), PRESENT, .type = &http_type},
};
static const struct type rule_type = {FIELDS(rule_fields)};

static const struct field tls_fields[] = {
    {FIELD("hosts"), OPTIONAL, .check = check_tls_hosts},
    {FIELD("secretName"), OPTIONAL, ITSELF, &kg_names_dns_subdomain},
};
static const struct type tls_type = {FIELDS(tls_fields)};

static void check_ingress_spec(struct judge *judge, const struct spot *spec)
{
    if (!field_is_given(spec, "rules") && !field_is_there(spec, "defaultBackend"))
        complain_required(judge, spec, "an Ingress needs rules or a defaultBackend");
}

static const struct field ingress_spec_fields[] = {
    {FIELD("ingressClassName"), PRESENT, ITSELF, &kg_names_dns_subdomain},
    {FIELD("defaultBackend"), PRESENT, .type = &backend_type},
    {FIELD("tls"), OPTIONAL, ITEMS, .type = &tls_type},
    {FIELD("rules"), OPTIONAL, ITEMS, .type = &rule_type},
};
static const struct type ingress_spec = {FIELDS(ingress_spec_fields), .check = check_ingress_spec};

static void check_ingress(struct judge *judge, const struct spot *object)
{
    struct spot metadata = spot_field(object, "metadata");
    struct spot annotations = spot_field(&metadata, "annotations");
    struct spot annotation = spot_field(&annotations, "kubernetes.io/ingress.class");
    struct spot spec = spot_field(object, "spec");
    struct spot class = spot_field(&spec, "ingressClassName");
    if (spot_is_there(&annotation) && spot_is_there(&class) &&
        !kg_str_equal(spot_text(&annotation), spot_text(&class)))
        complain(judge, "ingress-class", &annotation, "it must be the same as ingressClassName");
}

static const struct field ingress_fields[] = {{FIELD("spec"), REQUIRED, .type = &ingress_spec}};
const struct type type_ingress = {FIELDS(ingress_fields), .check = check_ingress};

/* ---- IngressClass ---- */

static void check_controller(struct judge *judge, const struct spot *controller)
{
    check_domain_path(judge, controller, CONTROLLER_MAX);
}

static void check_parameters(struct judge *judge, const struct spot *parameters)
{
    struct spot namespace = spot_field(parameters, "namespace");
    bool wanted = field_is(parameters, "scope", "Namespace");
    if (wanted && !spot_is_there(&namespace))
        complain_required(judge, &namespace, "the scope Namespace takes a namespace");
    if (!wanted && spot_is_there(&namespace))
        complain(judge, "forbidden", &namespace, "it must not be set for the scope Cluster");
}

static const struct field parameters_fields[] = {
    {FIELD("apiGroup"), PRESENT, ITSELF, &kg_names_dns_subdomain},
    {FIELD("kind"), NOT_EMPTY, ITSELF, &path_segment},
    {FIELD("name"), NOT_EMPTY, ITSELF, &path_segment},
    {FIELD("namespace"), PRESENT, ITSELF, &kg_names_dns_label},
};
static const struct type parameters_type = {FIELDS(parameters_fields), .check = check_parameters};

static const struct field class_spec_fields[] = {
    {FIELD("controller"), REQUIRED, .check = check_controller},
    {FIELD("parameters"), PRESENT, .type = &parameters_type},
};
static const struct type class_spec = {FIELDS(class_spec_fields)};
static const struct field class_fields[] = {{FIELD("spec"), REQUIRED, .type = &class_spec}};
const struct type type_ingress_class = {FIELDS(class_fields)};
