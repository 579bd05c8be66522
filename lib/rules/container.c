/* Containers and init containers. Source: API reference, "Container". */
#include <inttypes.h>

#include "kagent/image.h"
#include "pod.h"
#include "values.h"

static void check_image(struct judge *judge, const struct spot *image)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_image parts;
    struct kg_str text = spot_text(image);
    if (!spot_is_text(image))
        return;
    if (kg_str_trim(text).length != text.length)
        complain(judge, "image-whitespace", image, "%s begins or ends with white space",
                 quoted(judge, text));
    else if (kg_image_parse(text, &parts, &err) < 0)
        complain(judge, "image-reference", image, "%s is not a reference to an image: %s",
                 quoted(judge, text), err.message);
}

static const struct field port_fields[] = {
    {FIELD("name"), OPTIONAL, ITSELF, &kg_names_port},
    {FIELD("containerPort"), NOT_EMPTY, .range = &range_port},
    {FIELD("hostPort"), OPTIONAL, .range = &range_port},
};
static const struct type port_type = {FIELDS(port_fields)};

static void check_ports(struct judge *judge, const struct spot *ports)
{
    judge_unique(judge, ports, "name");
}

static const struct range exit_codes_count = {0, 255, "range"};

static void check_restart_values(struct judge *judge, const struct spot *values)
{
    if (spot_items(values) > (uint32_t)exit_codes_count.high)
        complain(judge, "too-many", values, "%" PRIu32 " exit codes are more than 255",
                 spot_items(values));
}

static const struct field exit_fields[] = {
    {FIELD("operator"), REQUIRED},
    {FIELD("values"), OPTIONAL, .check = check_restart_values},
};
static const struct type exit_type = {FIELDS(exit_fields)};

static const struct field restart_rule_fields[] = {
    {FIELD("action"), NOT_EMPTY},
    {FIELD("exitCodes"), REQUIRED, .type = &exit_type},
};
static const struct type restart_rule_type = {FIELDS(restart_rule_fields)};

enum { RESTART_RULES_MAX = 20 };

static void check_restart_rules(struct judge *judge, const struct spot *rules)
{
    if (spot_items(rules) > RESTART_RULES_MAX)
        complain(judge, "too-many", rules, "%" PRIu32 " rules are more than %d", spot_items(rules),
                 RESTART_RULES_MAX);
}

static const struct field container_fields[] = {
    {FIELD("name"), NOT_EMPTY, ITSELF, &kg_names_dns_label},
    {FIELD("image"), REQUIRED, .check = check_image},
    {FIELD("ports"), OPTIONAL, ITEMS, .type = &port_type, .check = check_ports},
    {FIELD("envFrom"), OPTIONAL, ITEMS, .type = &type_env_from},
    {FIELD("env"), OPTIONAL, ITEMS, .type = &type_env},
    {FIELD("resources"), PRESENT, .check = check_container_resources},
    {FIELD("resizePolicy"), OPTIONAL, ITEMS, .type = &type_resize_policy},
    {FIELD("restartPolicyRules"), OPTIONAL, ITEMS, .type = &restart_rule_type,
     .check = check_restart_rules},
    {FIELD("volumeMounts"), OPTIONAL, ITEMS, .type = &type_mount},
    {FIELD("volumeDevices"), OPTIONAL, ITEMS, .type = &type_device},
    {FIELD("livenessProbe"), PRESENT, .type = &type_probe, .check = check_liveness},
    {FIELD("readinessProbe"), PRESENT, .type = &type_probe, .check = check_readiness},
    {FIELD("startupProbe"), PRESENT, .type = &type_probe, .check = check_liveness},
    {FIELD("lifecycle"), PRESENT, .type = &type_lifecycle},
    {FIELD("securityContext"), PRESENT, .type = &type_security},
};

/* With hostNetwork a port of the host, if one is given, is the container's own. */
static void check_host_ports(struct judge *judge, const struct spot *container)
{
    struct spot ports = spot_field(container, "ports");
    for (uint32_t i = 0; judge->pod->host_network && i < spot_items(&ports); i++) {
        struct spot port = spot_item(&ports, i);
        struct spot host = spot_field(&port, "hostPort");
        struct spot inner = spot_field(&port, "containerPort");
        if (spot_is_given(&host) &&
            spot_number_or(judge, &host, 0) != spot_number_or(judge, &inner, 0))
            complain(judge, "host-port", &host,
                     "with hostNetwork a hostPort is the same as the containerPort");
    }
}

static void check_restart_policy(struct judge *judge, const struct spot *container)
{
    struct spot rules = spot_field(container, "restartPolicyRules");
    struct spot policy = spot_field(container, "restartPolicy");
    if (spot_is_given(&rules) && !spot_is_there(&policy))
        complain_required(judge, &policy, "restartPolicyRules take a restartPolicy");
}

static void check_any_container(struct judge *judge, const struct spot *container)
{
    struct spot resize = spot_field(container, "resizePolicy");
    check_mounts(judge, container);
    check_host_ports(judge, container);
    check_restart_policy(judge, container);
    judge_unique(judge, &resize, "resourceName");
}

/* Restart policies of single containers are younger than those of sidecars. */
static void check_container(struct judge *judge, const struct spot *container)
{
    struct spot policy = spot_field(container, "restartPolicy");
    check_any_container(judge, container);
    if (judge->minor < 34 && spot_is_there(&policy))
        complain(judge, "forbidden", &policy,
                 "before Kubernetes 1.34 only init containers have a restartPolicy");
}

const struct type type_container = {FIELDS(container_fields), .check = check_container};

/* What runs to its end before the others start is neither probed nor stopped. */
static void check_plain_init(struct judge *judge, const struct spot *container)
{
    static const char *const only_sidecars[] = {"lifecycle", "livenessProbe", "readinessProbe",
                                                "startupProbe"};
    struct spot resize = spot_field(container, "resizePolicy");
    for (size_t i = 0; i < sizeof only_sidecars / sizeof *only_sidecars; i++)
        forbid_field(judge, container, only_sidecars[i],
                     "for an init container without restartPolicy: Always");
    for (uint32_t i = 0; i < spot_items(&resize); i++) {
        struct spot policy = spot_item(&resize, i);
        struct spot restart = spot_field(&policy, "restartPolicy");
        if (judge->minor >= 35 && kg_str_is(spot_text(&restart), "RestartContainer"))
            complain(judge, "resize-policy", &restart,
                     "RestartContainer is not for init containers without restartPolicy: Always");
    }
}

static void check_init_container(struct judge *judge, const struct spot *container)
{
    struct spot policy = spot_field(container, "restartPolicy");
    bool sidecar = kg_str_is(spot_text(&policy), "Always");
    check_any_container(judge, container);
    if (!sidecar)
        check_plain_init(judge, container);
    if (judge->minor < 34 && spot_is_given(&policy) && !sidecar)
        complain(judge, "restart-policy", &policy,
                 "before Kubernetes 1.34 the only restartPolicy of an init container is Always");
}

const struct type type_init_container = {FIELDS(container_fields), .check = check_init_container};

void for_each_container(struct judge *judge, const struct spot *spec,
                        void (*call)(struct judge *judge, const struct spot *container))
{
    static const char *const lists[] = {"initContainers", "containers"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct spot list = spot_field(spec, lists[i]);
        for (uint32_t k = 0; k < spot_items(&list); k++) {
            struct spot container = spot_item(&list, k);
            call(judge, &container);
        }
    }
}
