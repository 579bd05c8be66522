/* Pods and their templates. Source: API reference, "PodSpec". */
#include "pod.h"

#include <inttypes.h>

#include "resource_names.h"
#include "selector.h"
#include "values.h"

enum {
    GRACE_DEFAULT = 30,
    NAMESERVERS_MAX = 3,
    SEARCHES_MAX = 32,
    SEARCH_BYTES_MAX = 2048,
    HOSTNAME_MAX = 64,
};

/* ---- volumes by name ---- */

static struct spot named(const struct spot *list, struct kg_str name, const char *in)
{
    for (uint32_t i = 0; i < spot_items(list); i++) {
        struct spot item = spot_item(list, i);
        struct spot holder = in != NULL ? spot_field(&item, in) : item;
        if (kg_str_equal(field_text(&holder, "name"), name))
            return item;
    }
    return spot_of(NULL);
}

bool pod_has_claim_template(const struct pod *pod, struct kg_str name)
{
    struct spot template = named(&pod->claim_templates, name, "metadata");
    return spot_is_there(&template);
}

struct spot pod_volume(const struct pod *pod, struct kg_str name)
{
    struct spot template = named(&pod->claim_templates, name, "metadata");
    return spot_is_there(&template) ? template : named(&pod->volumes, name, NULL);
}

/* A volume that a claim template replaces is not looked at. */
static void check_volumes(struct judge *judge, const struct spot *volumes)
{
    judge_unique(judge, volumes, "name");
    for (uint32_t i = 0; i < spot_items(volumes); i++) {
        struct spot volume = spot_item(volumes, i);
        if (!pod_has_claim_template(judge->pod, field_text(&volume, "name")))
            judge_type(judge, &volume, &type_volume);
    }
}

/* ---- what several containers must agree on ---- */

static void check_container_names(struct judge *judge, const struct spot *spec)
{
    struct spot init = spot_field(spec, "initContainers");
    struct spot containers = spot_field(spec, "containers");
    judge_unique(judge, &containers, "name");
    judge_unique(judge, &init, "name");
    for (uint32_t i = 0; i < spot_items(&init); i++) {
        struct spot container = spot_item(&init, i);
        struct spot name = spot_field(&container, "name");
        struct spot other = named(&containers, spot_text(&name), NULL);
        if (spot_is_given(&name) && spot_is_there(&other))
            complain(judge, "duplicate", &name, "%s is a container already",
                     quoted(judge, spot_text(&name)));
    }
}

/* The text that two containers cannot share: protocol, address and port of the host. */
static struct kg_str host_port_of(struct judge *judge, const struct spot *port)
{
    struct spot host = spot_field(port, "hostPort");
    int64_t number = spot_number_or(judge, &host, 0);
    struct spot inner = spot_field(port, "containerPort");
    if (number == 0 && judge->pod->host_network && !judge->pod->template)
        number = spot_number_or(judge, &inner, 0);
    if (number == 0)
        return KG_STR("");
    return kg_str_from(kg_arena_printf(judge->arena, "%.*s/%.*s/%" PRId64,
                                       KG_STR_ARG(field_text_or(port, "protocol", "TCP")),
                                       KG_STR_ARG(field_text(port, "hostIP")), number));
}

static void check_host_ports_of(struct judge *judge, const struct spot *container,
                                struct kg_map *seen)
{
    struct spot ports = spot_field(container, "ports");
    for (uint32_t i = 0; i < spot_items(&ports); i++) {
        struct spot port = spot_item(&ports, i);
        struct spot host = spot_field(&port, "hostPort");
        struct kg_str key = host_port_of(judge, &port);
        if (key.length > 0 && kg_map_put(seen, key, judge) != NULL)
            complain(judge, "host-port", &host, "the port %.*s of the host is taken already",
                     KG_STR_ARG(key));
    }
}

/* Init containers run one after the other: only their own ports must differ. */
static void check_host_ports(struct judge *judge, const struct spot *spec)
{
    struct spot init = spot_field(spec, "initContainers");
    struct spot containers = spot_field(spec, "containers");
    struct kg_map seen;
    kg_map_init(&seen, judge->arena);
    for (uint32_t i = 0; i < spot_items(&containers); i++) {
        struct spot container = spot_item(&containers, i);
        check_host_ports_of(judge, &container, &seen);
    }
    for (uint32_t i = 0; i < spot_items(&init); i++) {
        struct spot container = spot_item(&init, i);
        kg_map_init(&seen, judge->arena);
        check_host_ports_of(judge, &container, &seen);
    }
}

/* ---- name resolution ---- */

static void check_search(struct judge *judge, const struct spot *search)
{
    struct kg_str text = spot_text(search);
    if (kg_str_is(text, ".") || !spot_is_text(search))
        return;
    if (kg_str_ends(text, "."))
        text.length--;
    if (!kg_names_dns_search.holds(text))
        complain(judge, kg_names_dns_search.rule, search, "%s is not %s: it takes %s",
                 quoted(judge, text), kg_names_dns_search.what, kg_names_dns_search.wants);
}

static void check_searches(struct judge *judge, const struct spot *searches)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < spot_items(searches); i++) {
        struct spot search = spot_item(searches, i);
        bytes += spot_text(&search).length + (i > 0);
        check_search(judge, &search);
    }
    if (spot_items(searches) > SEARCHES_MAX)
        complain(judge, "too-many", searches, "%" PRIu32 " are more than %d", spot_items(searches),
                 SEARCHES_MAX);
    if (bytes > SEARCH_BYTES_MAX)
        complain(judge, "too-long", searches, "they are longer than %d characters together",
                 SEARCH_BYTES_MAX);
}

static void check_nameservers(struct judge *judge, const struct spot *servers)
{
    if (spot_items(servers) > NAMESERVERS_MAX)
        complain(judge, "too-many", servers, "%" PRIu32 " are more than %d", spot_items(servers),
                 NAMESERVERS_MAX);
    for (uint32_t i = 0; i < spot_items(servers); i++) {
        struct spot server = spot_item(servers, i);
        check_address(judge, &server);
    }
}

static const struct field option_fields[] = {{FIELD("name"), REQUIRED}};
static const struct type option_type = {FIELDS(option_fields)};

static const struct field dns_fields[] = {
    {FIELD("nameservers"), OPTIONAL, .check = check_nameservers},
    {FIELD("searches"), OPTIONAL, .check = check_searches},
    {FIELD("options"), OPTIONAL, ITEMS, .type = &option_type},
};
static const struct type dns_type = {FIELDS(dns_fields)};

static void check_dns_policy(struct judge *judge, const struct spot *spec)
{
    struct spot config = spot_field(spec, "dnsConfig");
    struct spot servers = spot_field(&config, "nameservers");
    if (field_is(spec, "dnsPolicy", "None") && spot_items(&servers) == 0)
        complain_required(judge, &servers, "dnsPolicy: None takes at least one nameserver");
}

static const struct field alias_fields[] = {
    {FIELD("ip"), PRESENT, .check = check_address},
    {FIELD("hostnames"), OPTIONAL, ITEMS, &kg_names_dns_subdomain},
};
static const struct type alias_type = {FIELDS(alias_fields)};

/* ---- what the pod shares with its host ---- */

static void check_host_users(struct judge *judge, const struct spot *spec)
{
    static const char *const names[] = {"hostNetwork", "hostPID", "hostIPC"};
    for (size_t i = 0; i < 3 && !judge->pod->host_users; i++)
        forbid_field(judge, spec, names[i], "when hostUsers is false");
}

static void check_devices_of_users(struct judge *judge, const struct spot *container)
{
    if (!judge->pod->host_users && judge->minor >= 34)
        forbid_field(judge, container, "volumeDevices", "when hostUsers is false");
}

static void check_shared(struct judge *judge, const struct spot *spec)
{
    struct spot share = spot_field(spec, "shareProcessNamespace");
    if (spot_is_true(&share) && field_is_true(spec, "hostPID"))
        complain(judge, "forbidden", &share, "it must not be true when hostPID is");
}

static void check_hostname_override(struct judge *judge, const struct spot *name)
{
    if (spot_text(name).length > HOSTNAME_MAX)
        complain(judge, "too-long", name, "it is longer than %d characters", HOSTNAME_MAX);
    if (field_is_true(&judge->pod->spec, "setHostnameAsFQDN"))
        complain(judge, "forbidden", name, "it must not be set when setHostnameAsFQDN is true");
    if (judge->pod->host_network)
        complain(judge, "forbidden", name, "it must not be set when hostNetwork is true");
}

/* ---- the rest ---- */

static void check_claim_sources(struct judge *judge, const struct spot *claim)
{
    if (field_is_there(claim, "resourceClaimName") ==
        field_is_there(claim, "resourceClaimTemplateName"))
        complain(judge, "one-of", claim,
                 "it takes either resourceClaimName or resourceClaimTemplateName");
}

static const struct field resource_claim_fields[] = {
    {FIELD("name"), NOT_EMPTY, ITSELF, &kg_names_dns_label},
    {FIELD("resourceClaimName"), PRESENT, ITSELF, &kg_names_dns_subdomain},
    {FIELD("resourceClaimTemplateName"), PRESENT, ITSELF, &kg_names_dns_subdomain},
};
static const struct type resource_claim_type = {FIELDS(resource_claim_fields),
                                                .check = check_claim_sources};

static void check_resource_claims(struct judge *judge, const struct spot *claims)
{
    judge_unique(judge, claims, "name");
}

static const struct field gate_fields[] = {{FIELD("name"), NOT_EMPTY, ITSELF, &kg_names_label_key}};
static const struct type gate_type = {FIELDS(gate_fields)};

static void check_gates(struct judge *judge, const struct spot *gates)
{
    struct spot node = spot_field(&judge->pod->spec, "nodeName");
    judge_unique(judge, gates, "name");
    if (spot_is_given(&node))
        complain(judge, "forbidden", &node, "it must not be set while there are schedulingGates");
}

static const struct field readiness_fields[] = {
    {FIELD("conditionType"), PRESENT, ITSELF, &kg_names_label_key}};
static const struct type readiness_type = {FIELDS(readiness_fields)};

static void check_ephemeral(struct judge *judge, const struct spot *containers)
{
    complain(judge, "forbidden", containers,
             "ephemeral containers are added to running pods: kubectl debug");
}

static void check_runs_once(struct judge *judge, const struct spot *deadline)
{
    int64_t seconds;
    if (spot_number(judge, deadline, &seconds) && (seconds < 1 || seconds > INT32_MAX))
        complain(judge, "range", deadline, "%" PRId64 " is not between 1 and %" PRId32, seconds,
                 INT32_MAX);
}

/* The old name of serviceAccountName counts only where the new one is not there. */
static void check_old_account(struct judge *judge, const struct spot *account)
{
    if (!field_is_given(&judge->pod->spec, "serviceAccountName"))
        judge_grammar(judge, account, &kg_names_dns_subdomain);
}

static void check_spec(struct judge *judge, const struct spot *spec)
{
    check_container_names(judge, spec);
    check_host_ports(judge, spec);
    check_dns_policy(judge, spec);
    check_host_users(judge, spec);
    for_each_container(judge, spec, check_devices_of_users);
    check_shared(judge, spec);
    check_pod_security(judge, spec);
}

static const struct field spec_fields[] = {
    {FIELD("volumes"), OPTIONAL, .check = check_volumes},
    {FIELD("initContainers"), OPTIONAL, ITEMS, .type = &type_init_container},
    {FIELD("containers"), NOT_EMPTY, ITEMS, .type = &type_container},
    {FIELD("ephemeralContainers"), OPTIONAL, .check = check_ephemeral},
    {FIELD("resourceClaims"), OPTIONAL, ITEMS, .type = &resource_claim_type,
     .check = check_resource_claims},
    {FIELD("resources"), PRESENT, .check = check_pod_resources},
    {FIELD("activeDeadlineSeconds"), PRESENT, .check = check_runs_once},
    {FIELD("nodeSelector"), OPTIONAL, .check = check_labels},
    {FIELD("nodeName"), OPTIONAL, ITSELF, &kg_names_dns_subdomain},
    {FIELD("serviceAccountName"), OPTIONAL, ITSELF, &kg_names_dns_subdomain},
    {FIELD("serviceAccount"), OPTIONAL, .check = check_old_account},
    {FIELD("securityContext"), PRESENT, .type = &type_pod_security},
    {FIELD("hostname"), OPTIONAL, ITSELF, &kg_names_dns_label},
    {FIELD("subdomain"), OPTIONAL, ITSELF, &kg_names_dns_label},
    {FIELD("hostnameOverride"), PRESENT, ITSELF, &kg_names_dns_subdomain,
     .check = check_hostname_override},
    {FIELD("affinity"), PRESENT, .type = &type_affinity},
    {FIELD("tolerations"), OPTIONAL, ITEMS, .type = &type_toleration},
    {FIELD("topologySpreadConstraints"), OPTIONAL, ITEMS, .type = &type_spread,
     .check = check_spread},
    {FIELD("hostAliases"), OPTIONAL, ITEMS, .type = &alias_type},
    {FIELD("priorityClassName"), OPTIONAL, ITSELF, &kg_names_dns_subdomain},
    {FIELD("runtimeClassName"), PRESENT, ITSELF, &kg_names_dns_subdomain},
    {FIELD("dnsConfig"), PRESENT, .type = &dns_type},
    {FIELD("readinessGates"), OPTIONAL, ITEMS, .type = &readiness_type},
    {FIELD("schedulingGates"), OPTIONAL, ITEMS, .type = &gate_type, .check = check_gates},
    {FIELD("overhead"), OPTIONAL, .check = check_overhead},
};

static const struct type spec_type = {FIELDS(spec_fields), .check = check_spec};

/* What the parts of the pod need to know of it. */
static struct pod pod_of(struct judge *judge, const struct spot *spec, const struct spot *metadata)
{
    struct spot grace = spot_field(spec, "terminationGracePeriodSeconds");
    struct spot users = spot_field(spec, "hostUsers");
    struct spot os = spot_field(spec, "os");
    return (struct pod){
        .spec = *spec,
        .labels = spot_field(metadata, "labels"),
        .annotations = spot_field(metadata, "annotations"),
        .volumes = spot_field(spec, "volumes"),
        .claim_templates = spot_of(NULL),
        .resource_claims = spot_field(spec, "resourceClaims"),
        .os = field_text(&os, "name"),
        .grace = spot_number_or(judge, &grace, GRACE_DEFAULT),
        .host_users = !spot_is_there(&users) || spot_is_true(&users),
        .host_network = field_is_true(spec, "hostNetwork"),
    };
}

static void judge_spec(struct judge *judge, const struct spot *spec, struct pod *pod)
{
    /* A negative time is 1 for the pod that is made. */
    if (pod->grace < 0)
        pod->grace = 1;
    judge->pod = pod;
    judge_type(judge, spec, &spec_type);
    check_pod_annotations(judge, &pod->annotations);
    judge->pod = NULL;
}

void judge_template(struct judge *judge, const struct spot *template,
                    const struct spot *claim_templates)
{
    struct spot metadata = spot_field(template, "metadata");
    struct spot spec = spot_field(template, "spec");
    struct pod pod = pod_of(judge, &spec, &metadata);
    pod.claim_templates = *claim_templates;
    pod.template = true;
    judge_type(judge, &metadata, &type_template_metadata);
    if (spot_is_there(template) && !spot_is_there(&spec))
        complain_required(judge, &spec, "pods need containers");
    judge_spec(judge, &spec, &pod);
}

void check_template(struct judge *judge, const struct spot *template)
{
    struct spot none = spot_of(NULL);
    judge_template(judge, template, &none);
}

void check_runs_forever(struct judge *judge, const struct spot *template)
{
    struct spot spec = spot_field(template, "spec");
    struct spot policy = spot_field(&spec, "restartPolicy");
    if (spot_is_given(&policy) && spot_is_text(&policy) && !kg_str_is(spot_text(&policy), "Always"))
        complain(judge, "restart-policy", &policy, "the only one here is Always");
    forbid_field(judge, &spec, "activeDeadlineSeconds", "for pods that are to run for ever");
}

static void check_pod(struct judge *judge, const struct spot *object)
{
    struct spot metadata = spot_field(object, "metadata");
    struct spot spec = spot_field(object, "spec");
    struct pod pod = pod_of(judge, &spec, &metadata);
    if (!spot_is_there(&spec))
        complain_required(judge, &spec, "a pod needs a spec");
    judge_spec(judge, &spec, &pod);
}

const struct type type_pod = {.check = check_pod};
