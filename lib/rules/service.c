/* Source: API reference, "Service"; "Service": types, headless, traffic policies. */
#include <inttypes.h>

#include "address.h"
#include "kinds.h"
#include "values.h"

enum { AFFINITY_SECONDS_MAX = 86400 };

static const char ranges_annotation[] = "service.beta.kubernetes.io/load-balancer-source-ranges";

/* What the checks of a spec share. */
struct service {
    struct spot spec;
    struct spot ports;
    struct kg_str type; /* with its default */
    bool headless;
};

/* ---- ports ---- */

static const struct field port_fields[] = {
    {FIELD("name"), OPTIONAL, ITSELF, &kg_names_dns_label},
    {FIELD("port"), PRESENT, .range = &range_port},
    {FIELD("targetPort"), OPTIONAL, .check = check_port},
    {FIELD("nodePort"), OPTIONAL, .range = &range_port},
    {FIELD("appProtocol"), PRESENT, ITSELF, &kg_names_label_key},
};
static const struct type port_type = {FIELDS(port_fields)};

/* Two ports may not be the same by protocol and number. */
static void check_distinct(struct judge *judge, const struct spot *ports, const char *number)
{
    for (uint32_t i = 0; i < spot_items(ports); i++) {
        struct spot port = spot_item(ports, i);
        struct spot field = spot_field(&port, number);
        bool twice = false;
        for (uint32_t k = 0; k < i && !twice; k++) {
            struct spot other = spot_item(ports, k);
            struct spot same = spot_field(&other, number);
            twice = spot_is_given(&field) &&
                    spot_number_or(judge, &field, 0) == spot_number_or(judge, &same, 0) &&
                    kg_str_equal(field_text_or(&port, "protocol", "TCP"),
                                 field_text_or(&other, "protocol", "TCP"));
        }
        if (twice)
            complain(judge, "duplicate", &field, "%.*s is there twice for this protocol",
                     KG_STR_ARG(kg_node_text(field.node)));
    }
}

static void check_port_names(struct judge *judge, const struct spot *ports)
{
    judge_unique(judge, ports, "name");
    for (uint32_t i = 0; i < spot_items(ports) && spot_items(ports) > 1; i++) {
        struct spot port = spot_item(ports, i);
        struct spot name = spot_field(&port, "name");
        if (!spot_is_given(&name))
            complain_required(judge, &name, "where there are several ports each needs a name");
    }
}

static void check_ports(struct judge *judge, const struct service *service)
{
    bool external = kg_str_is(service->type, "ExternalName");
    if (spot_items(&service->ports) == 0 && !service->headless && !external)
        complain_required(judge, &service->ports, "a service that is not headless needs ports");
    check_port_names(judge, &service->ports);
    check_distinct(judge, &service->ports, "port");
    check_distinct(judge, &service->ports, "nodePort");
    for (uint32_t i = 0; kg_str_is(service->type, "ClusterIP") && i < spot_items(&service->ports);
         i++) {
        struct spot port = spot_item(&service->ports, i);
        forbid_field(judge, &port, "nodePort", "for the type ClusterIP");
    }
}

/* ---- addresses ---- */

/* `clusterIP` is the first of `clusterIPs`. */
static void check_first_address(struct judge *judge, const struct spot *spec)
{
    struct spot first = spot_field(spec, "clusterIP");
    struct spot all = spot_field(spec, "clusterIPs");
    if (spot_items(&all) == 0)
        return;
    struct spot item = spot_item(&all, 0);
    if (!spot_is_given(&first))
        complain(judge, "cluster-ip", &all, "it must not be set without clusterIP");
    else if (!kg_str_equal(spot_text(&first), spot_text(&item)))
        complain(judge, "cluster-ip", &item, "the first of them must be clusterIP");
}

/* One address of each family, or None. Returns the address at `index` if it is one. */
static bool read_address(const struct spot *addresses, uint32_t index, struct address *address)
{
    struct spot item = spot_item(addresses, index);
    return address_parse(spot_text(&item), address);
}

static void check_list(struct judge *judge, const struct spot *addresses)
{
    struct address first;
    struct address second;
    for (uint32_t i = 0; i < spot_items(addresses); i++) {
        struct spot address = spot_item(addresses, i);
        if (i > 0 || !kg_str_is(spot_text(&address), "None"))
            check_address(judge, &address);
        else if (spot_items(addresses) > 1)
            complain(judge, "cluster-ip", addresses, "None stands alone");
    }
    if (spot_items(addresses) > 2)
        complain(judge, "too-many", addresses, "%" PRIu32 " are more than 2",
                 spot_items(addresses));
    if (spot_items(addresses) == 2 && read_address(addresses, 0, &first) &&
        read_address(addresses, 1, &second) && first.version_6 == second.version_6)
        complain(judge, "cluster-ip", addresses, "one address of each family is allowed");
}

/* Whether addresses are of the families at the same places. */
static void check_families_fit(struct judge *judge, const struct spot *addresses,
                               const struct spot *families)
{
    for (uint32_t i = 0; i < spot_items(addresses) && i < spot_items(families); i++) {
        struct spot family = spot_item(families, i);
        struct spot item = spot_item(addresses, i);
        struct address address;
        if (read_address(addresses, i, &address) &&
            address.version_6 != kg_str_is(spot_text(&family), "IPv6"))
            complain(judge, "cluster-ip", &item, "it is no address of the family %s",
                     quoted(judge, spot_text(&family)));
    }
}

static void check_addresses(struct judge *judge, const struct spot *spec)
{
    struct spot first = spot_field(spec, "clusterIP");
    struct spot all = spot_field(spec, "clusterIPs");
    struct spot families = spot_field(spec, "ipFamilies");
    struct spot policy = spot_field(spec, "ipFamilyPolicy");
    struct kg_str how = field_text_or(spec, "ipFamilyPolicy", "SingleStack");
    bool headless = kg_str_is(spot_text(&first), "None");
    bool dual_by_default = headless && !field_is_given(spec, "selector");
    check_first_address(judge, spec);
    check_list(judge, &all);
    if (spot_items(&all) == 0 && spot_is_given(&first) && !headless)
        check_address(judge, &first);
    judge_unique(judge, &families, NULL);
    check_families_fit(judge, &all, &families);
    if (kg_str_is(how, "SingleStack") && !(dual_by_default && !spot_is_there(&policy)) &&
        (spot_items(&all) > 1 || spot_items(&families) > 1))
        complain(judge, "ip-family", &policy,
                 "several addresses or families take PreferDualStack or RequireDualStack");
}

/* What the world outside can use: neither the machine itself nor its link. */
static bool is_special(const struct address *address)
{
    static const uint8_t none[16] = {0};
    static const uint8_t loopback_6[16] = {[15] = 1};
    const uint8_t *bytes = address->bytes;
    if (address->version_6)
        return memcmp(bytes, none, 16) == 0 || memcmp(bytes, loopback_6, 16) == 0 ||
               (bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80) ||
               (bytes[0] == 0xFF && (bytes[1] & 0x0F) == 0x02);
    return memcmp(bytes + 12, none, 4) == 0 || bytes[12] == 127 ||
           (bytes[12] == 169 && bytes[13] == 254) ||
           (bytes[12] == 224 && bytes[13] == 0 && bytes[14] == 0);
}

static void check_external_ips(struct judge *judge, const struct spot *addresses)
{
    for (uint32_t i = 0; i < spot_items(addresses); i++) {
        struct spot item = spot_item(addresses, i);
        struct address address;
        check_address(judge, &item);
        if (address_parse(spot_text(&item), &address) && is_special(&address))
            complain(
                judge, "ip-address", &item,
                "%s is no address that others reach: it is unspecified, loopback or link-local",
                quoted(judge, spot_text(&item)));
    }
}

/* ---- what belongs to a type ---- */

static void check_external_name(struct judge *judge, const struct spot *spec)
{
    static const char *const names[] = {"clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"};
    struct spot name = spot_field(spec, "externalName");
    struct kg_str text = spot_text(&name);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        forbid_field(judge, spec, names[i], "for the type ExternalName");
    if (kg_str_ends(text, "."))
        text.length--;
    if (text.length == 0)
        complain_required(judge, &name, "the type ExternalName takes an externalName");
    else if (!kg_names_dns_subdomain.holds(text))
        complain(judge, kg_names_dns_subdomain.rule, &name, "%s is not %s: it takes %s",
                 quoted(judge, text), kg_names_dns_subdomain.what, kg_names_dns_subdomain.wants);
}

/* Fields that only a LoadBalancer has. */
static void check_load_balancer(struct judge *judge, const struct service *service)
{
    static const char *const names[] = {"loadBalancerClass", "allocateLoadBalancerNodePorts",
                                        "loadBalancerSourceRanges"};
    struct spot class = spot_field(&service->spec, "loadBalancerClass");
    bool balanced = kg_str_is(service->type, "LoadBalancer");
    for (size_t i = 0; i < sizeof names / sizeof *names && !balanced; i++) {
        struct spot field = spot_field(&service->spec, names[i]);
        bool list = kg_node_is(field.node, KG_NODE_SEQUENCE);
        if (spot_is_there(&field) && !(list && spot_items(&field) == 0))
            complain(judge, "forbidden", &field,
                     "it must not be set but for the type LoadBalancer");
    }
    if (balanced && spot_is_there(&class))
        judge_grammar(judge, &class, &kg_names_label_key);
}

static bool is_type_with_node_ports(struct kg_str type)
{
    return kg_str_is(type, "NodePort") || kg_str_is(type, "LoadBalancer");
}

static void check_traffic(struct judge *judge, const struct service *service)
{
    struct spot external = spot_field(&service->spec, "externalTrafficPolicy");
    struct spot health = spot_field(&service->spec, "healthCheckNodePort");
    struct spot addresses = spot_field(&service->spec, "externalIPs");
    bool reachable = is_type_with_node_ports(service->type) ||
                     (kg_str_is(service->type, "ClusterIP") && spot_items(&addresses) > 0);
    bool checked =
        kg_str_is(service->type, "LoadBalancer") && kg_str_is(spot_text(&external), "Local");
    if (spot_is_given(&external) && !reachable)
        complain(judge, "forbidden", &external,
                 "it must not be set for a service that is not reached from outside");
    if (spot_is_given(&health) && !checked)
        complain(judge, "forbidden", &health,
                 "it must not be set but for LoadBalancer with externalTrafficPolicy: Local");
}

static void check_headless(struct judge *judge, const struct service *service)
{
    struct spot first = spot_field(&service->spec, "clusterIP");
    if (service->headless && is_type_with_node_ports(service->type))
        complain(judge, "cluster-ip", &first, "None is not for the type %.*s",
                 KG_STR_ARG(service->type));
}

static void check_affinity(struct judge *judge, const struct spot *spec)
{
    struct spot config = spot_field(spec, "sessionAffinityConfig");
    struct spot client = spot_field(&config, "clientIP");
    struct spot seconds = spot_field(&client, "timeoutSeconds");
    int64_t number;
    if (!field_is(spec, "sessionAffinity", "ClientIP"))
        return; /* the API server takes the configuration away */
    if (spot_number(judge, &seconds, &number) && (number < 1 || number > AFFINITY_SECONDS_MAX))
        complain(judge, "range", &seconds, "%" PRId64 " is not between 1 and %d", number,
                 AFFINITY_SECONDS_MAX);
}

/* Words that came with versions. */
static void check_distribution(struct judge *judge, const struct spot *distribution)
{
    static const char *const words[] = {"PreferClose", "PreferSameZone", "PreferSameNode"};
    if (spot_is_text(distribution) &&
        !is_one_of(spot_text(distribution), words, judge->minor >= 34 ? 3 : 1))
        complain(judge, "traffic-distribution", distribution, "%s is not %s",
                 quoted(judge, spot_text(distribution)),
                 judge->minor >= 34 ? "PreferClose, PreferSameZone or PreferSameNode"
                                    : "PreferClose");
}

static void check_spec(struct judge *judge, const struct spot *spec)
{
    struct service service = {
        .spec = *spec,
        .ports = spot_field(spec, "ports"),
        .type = field_text_or(spec, "type", "ClusterIP"),
        .headless = field_is(spec, "clusterIP", "None"),
    };
    bool external = kg_str_is(service.type, "ExternalName");
    check_ports(judge, &service);
    check_headless(judge, &service);
    if (external)
        check_external_name(judge, spec);
    else
        check_addresses(judge, spec);
    check_load_balancer(judge, &service);
    check_traffic(judge, &service);
    check_affinity(judge, spec);
}

static void check_source_ranges(struct judge *judge, const struct spot *ranges)
{
    for (uint32_t i = 0; i < spot_items(ranges); i++) {
        struct spot range = spot_item(ranges, i);
        check_block(judge, &range);
    }
}

static const struct field spec_fields[] = {
    {FIELD("selector"), OPTIONAL, .check = check_labels},
    {FIELD("ports"), OPTIONAL, ITEMS, .type = &port_type},
    {FIELD("loadBalancerSourceRanges"), OPTIONAL, .check = check_source_ranges},
    {FIELD("externalIPs"), OPTIONAL, .check = check_external_ips},
    {FIELD("trafficDistribution"), PRESENT, .check = check_distribution},
    {FIELD("healthCheckNodePort"), OPTIONAL, .range = &range_port},
};
static const struct type spec_type = {FIELDS(spec_fields), .check = check_spec};

/* ---- annotations ---- */

static void check_ranges_annotation(struct judge *judge, const struct spot *annotations,
                                    const struct spot *spec)
{
    struct spot annotation = spot_field(annotations, ranges_annotation);
    struct spot ranges = spot_field(spec, "loadBalancerSourceRanges");
    struct kg_str rest = kg_str_trim(spot_text(&annotation));
    struct kg_str part;
    if (!spot_is_there(&annotation) || spot_items(&ranges) > 0)
        return;
    if (!field_is(spec, "type", "LoadBalancer"))
        complain(judge, "forbidden", &annotation,
                 "it must not be set but for the type LoadBalancer");
    while (rest.length > 0 && kg_str_split(&rest, ',', &part)) {
        struct block block;
        if (!block_parse(kg_str_trim(part), &block))
            complain(judge, "ip-block", &annotation, "%s is not a block of addresses",
                     quoted(judge, part));
        if (rest.data == NULL)
            break;
    }
}

static void check_service(struct judge *judge, const struct spot *object)
{
    struct spot metadata = spot_field(object, "metadata");
    struct spot name = spot_field(&metadata, "name");
    struct spot annotations = spot_field(&metadata, "annotations");
    struct spot hints = spot_field(&annotations, "service.kubernetes.io/topology-aware-hints");
    struct spot mode = spot_field(&annotations, "service.kubernetes.io/topology-mode");
    struct spot spec = spot_field(object, "spec");
    if (judge->minor < 36 && kg_names_dns_label.holds(spot_text(&name)))
        judge_grammar(judge, &name, &kg_names_dns_1035_label);
    if (spot_is_there(&hints) && spot_is_there(&mode) &&
        !kg_str_equal(spot_text(&hints), spot_text(&mode)))
        complain(judge, "topology-mode", &mode,
                 "it must be the same as service.kubernetes.io/topology-aware-hints");
    check_ranges_annotation(judge, &annotations, &spec);
}

static const struct field object_fields[] = {{FIELD("spec"), REQUIRED, .type = &spec_type}};
const struct type type_service = {FIELDS(object_fields), .check = check_service};
