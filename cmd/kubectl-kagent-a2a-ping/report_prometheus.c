/* The text format of Prometheus, version 0.0.4. */
#include "report.h"

/* Buckets of the histogram of round trip times, ns. */
static const int64_t bounds[] = {500000,     1000000,    2500000,    5000000,    10000000,
                                 25000000,   50000000,   100000000,  250000000,  500000000,
                                 1000000000, 2500000000, 5000000000, 10000000000};

static void add_value(struct kg_buf *out, const char *value)
{
    for (; *value != '\0'; value++) {
        if (*value == '\\' || *value == '"')
            kg_buf_add_char(out, '\\');
        if (*value == '\n')
            kg_buf_add_text(out, "\\n");
        else
            kg_buf_add_char(out, *value);
    }
}

/* The labels that tell targets apart, without the closing brace. */
static void begin_sample(struct kg_buf *out, const char *metric, const struct target *target)
{
    kg_buf_printf(out, "%s{target=\"", metric);
    add_value(out, target->name);
    kg_buf_add_text(out, "\",namespace=\"");
    add_value(out, target->namespace);
    kg_buf_printf(out, "\",via=\"%s\"", target->route->name);
}

static void add_head(struct kg_buf *out, const char *metric, const char *type, const char *help)
{
    kg_buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", metric, help, metric, type);
}

static void add_up(struct kg_buf *out, const char *metric, const struct target *target)
{
    begin_sample(out, metric, target);
    kg_buf_printf(out, "} %d\n", target_verdict(target) <= KG_A2A_WARNING);
}

static void add_sent(struct kg_buf *out, const char *metric, const struct target *target)
{
    begin_sample(out, metric, target);
    kg_buf_printf(out, "} %llu\n", (unsigned long long)target->schedule.sent);
}

static void add_verdicts(struct kg_buf *out, const char *metric, const struct target *target)
{
    for (enum kg_a2a_verdict i = 0; i < KG_A2A_VERDICTS; i++) {
        begin_sample(out, metric, target);
        kg_buf_printf(out, ",verdict=\"%s\"} %llu\n", kg_a2a_verdict_name(i),
                      (unsigned long long)target->verdicts[i]);
    }
}

static void add_info(struct kg_buf *out, const char *metric, const struct target *target)
{
    begin_sample(out, metric, target);
    kg_buf_add_text(out, ",agent=\"");
    add_value(out, target->probe.agent);
    kg_buf_add_text(out, "\",agent_version=\"");
    add_value(out, target->probe.agent_version);
    kg_buf_add_text(out, "\",a2a=\"");
    add_value(out, kg_probe_version(&target->probe));
    kg_buf_add_text(out, "\"} 1\n");
}

static void add_times(struct kg_buf *out, const char *metric, const struct target *target)
{
    const struct kg_times *times = &target->times;
    const char *bucket = kg_arena_printf(out->arena, "%s_bucket", metric);
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        begin_sample(out, bucket, target);
        kg_buf_printf(out, ",le=\"%g\"} %llu\n", (double)bounds[i] / 1e9,
                      (unsigned long long)kg_times_up_to(times, bounds[i]));
    }
    begin_sample(out, bucket, target);
    kg_buf_printf(out, ",le=\"+Inf\"} %llu\n", (unsigned long long)times->count);
    begin_sample(out, kg_arena_printf(out->arena, "%s_sum", metric), target);
    kg_buf_printf(out, "} %.9g\n", times->mean * (double)times->count / 1e9);
    begin_sample(out, kg_arena_printf(out->arena, "%s_count", metric), target);
    kg_buf_printf(out, "} %llu\n", (unsigned long long)times->count);
}

static const struct {
    const char *name;
    const char *type;
    const char *help;
    void (*add)(struct kg_buf *out, const char *metric, const struct target *target);
} metrics[] = {
    {"kagent_a2a_ping_up", "gauge", "Whether the agent is alive and speaks A2A.", add_up},
    {"kagent_a2a_ping_info", "gauge", "What the agent says of itself; always 1.", add_info},
    {"kagent_a2a_ping_sent_total", "counter", "Probes sent.", add_sent},
    {"kagent_a2a_ping_probes_total", "counter", "Probes by what they found.", add_verdicts},
    {"kagent_a2a_ping_rtt_seconds", "histogram", "Time of the answered probes.", add_times},
};

static void prometheus_summary(struct kg_buf *out, const struct report_style *style,
                               const struct target *targets, size_t count)
{
    (void)style;
    for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) {
        add_head(out, metrics[i].name, metrics[i].type, metrics[i].help);
        for (size_t j = 0; j < count; j++)
            metrics[i].add(out, metrics[i].name, &targets[j]);
    }
}

const struct report report_prometheus = {NULL, prometheus_summary};
