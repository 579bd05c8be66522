/* Probes and lifecycle hooks. Source: API reference, "Probe", "Lifecycle", "LifecycleHandler". */
#include <inttypes.h>

#include "pod.h"
#include "values.h"

static const struct field exec_fields[] = {{FIELD("command"), REQUIRED}};
static const struct type exec_type = {FIELDS(exec_fields)};

static const struct field header_fields[] = {
    {FIELD("name"), PRESENT, ITSELF, &kg_names_http_header}};
static const struct type header_type = {FIELDS(header_fields)};

static const struct field http_fields[] = {
    {FIELD("port"), PRESENT, .check = check_port},
    {FIELD("httpHeaders"), OPTIONAL, ITEMS, .type = &header_type},
};
static const struct type http_type = {FIELDS(http_fields)};

static const struct field tcp_fields[] = {{FIELD("port"), PRESENT, .check = check_port}};
static const struct type tcp_type = {FIELDS(tcp_fields)};

static const struct field grpc_fields[] = {{FIELD("port"), PRESENT, .range = &range_port}};
static const struct type grpc_type = {FIELDS(grpc_fields)};

static const struct kg_str probe_handlers[] = {KG_STR("exec"), KG_STR("httpGet"),
                                               KG_STR("tcpSocket"), KG_STR("grpc")};
static const struct choice probe_choice =
    CHOICE(probe_handlers, 1, "a handler (exec, httpGet, tcpSocket or grpc)");

static const struct field probe_fields[] = {
    {FIELD("exec"), PRESENT, .type = &exec_type},
    {FIELD("httpGet"), PRESENT, .type = &http_type},
    {FIELD("tcpSocket"), PRESENT, .type = &tcp_type},
    {FIELD("grpc"), PRESENT, .type = &grpc_type},
    {FIELD("initialDelaySeconds"), OPTIONAL, .range = &range_not_negative},
    {FIELD("timeoutSeconds"), OPTIONAL, .range = &range_not_negative},
    {FIELD("periodSeconds"), OPTIONAL, .range = &range_not_negative},
    {FIELD("successThreshold"), OPTIONAL, .range = &range_not_negative},
    {FIELD("failureThreshold"), OPTIONAL, .range = &range_not_negative},
    {FIELD("terminationGracePeriodSeconds"), PRESENT, .range = &range_positive},
};

const struct type type_probe = {FIELDS(probe_fields), &probe_choice, NULL};

/* Of liveness and startup probes: one success is a success. */
void check_liveness(struct judge *judge, const struct spot *probe)
{
    struct spot threshold = spot_field(probe, "successThreshold");
    int64_t number = spot_number_or(judge, &threshold, 1);
    if (number > 1)
        complain(judge, "success-threshold", &threshold,
                 "%" PRId64 " is not 1: of liveness and startup probes one success is enough",
                 number);
}

void check_readiness(struct judge *judge, const struct spot *probe)
{
    struct spot grace = spot_field(probe, "terminationGracePeriodSeconds");
    if (spot_is_there(&grace))
        complain(judge, "forbidden", &grace,
                 "it must not be set for a readiness probe: no container is ended by that");
}

/* How long a hook may sleep: no longer than the pod has for its end. */
static void check_sleep(struct judge *judge, const struct spot *seconds)
{
    int64_t number;
    if (spot_number(judge, seconds, &number) && (number < 0 || number > judge->pod->grace))
        complain(judge, "range", seconds,
                 "%" PRId64
                 " is not between 0 and the pod's terminationGracePeriodSeconds, %" PRId64,
                 number, judge->pod->grace);
}

static const struct field sleep_fields[] = {{FIELD("seconds"), PRESENT, .check = check_sleep}};
static const struct type sleep_type = {FIELDS(sleep_fields)};

static const struct kg_str hook_handlers[] = {KG_STR("exec"), KG_STR("httpGet"),
                                              KG_STR("tcpSocket"), KG_STR("sleep")};
static const struct choice hook_choice =
    CHOICE(hook_handlers, 1, "a handler (exec, httpGet, tcpSocket or sleep)");

static const struct field hook_fields[] = {
    {FIELD("exec"), PRESENT, .type = &exec_type},
    {FIELD("httpGet"), PRESENT, .type = &http_type},
    {FIELD("tcpSocket"), PRESENT, .type = &tcp_type},
    {FIELD("sleep"), PRESENT, .type = &sleep_type},
};
static const struct type hook_type = {FIELDS(hook_fields), &hook_choice, NULL};

static const struct field lifecycle_fields[] = {
    {FIELD("postStart"), PRESENT, .type = &hook_type},
    {FIELD("preStop"), PRESENT, .type = &hook_type},
};

const struct type type_lifecycle = {FIELDS(lifecycle_fields)};
