#include <time.h>

#include "kagent/emit.h"

#include "report.h"

static void add_string(struct kg_buf *out, const char *name, const char *value)
{
    kg_buf_printf(out, ",\"%s\":", name);
    kg_emit_json_string(out, kg_str_from(value));
}

/* What both kinds of objects begin with. */
static void begin_object(struct kg_buf *out, const char *type, const struct target *target)
{
    kg_buf_printf(out, "{\"type\":\"%s\"", type);
    add_string(out, "target", target->name);
    if (target->namespace[0] != '\0')
        add_string(out, "namespace", target->namespace);
    add_string(out, "via", target->route->name);
}

static void add_split(struct kg_buf *out, const struct split *split)
{
    kg_buf_printf(out,
                  ",\"split\":{\"connectMs\":%.3f,\"tlsMs\":%.3f,\"tunnelMs\":%.3f,"
                  "\"firstByteMs\":%.3f}",
                  (double)split->connect / 1e3, (double)split->tls / 1e3,
                  (double)split->tunnel / 1e3, (double)split->first_byte / 1e3);
}

static void json_probe(struct kg_buf *out, const struct report_style *style,
                       const struct target *target)
{
    const struct kg_probe_result *result = kg_probe_result(&target->probe);
    const struct kg_a2a_judgement *judgement = &result->judgement;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    begin_object(out, "probe", target);
    kg_buf_printf(out, ",\"time\":%lld.%06ld,\"seq\":%llu", (long long)now.tv_sec,
                  now.tv_nsec / 1000, (unsigned long long)target->schedule.sent);
    add_string(out, "verdict", kg_a2a_verdict_name(judgement->verdict));
    if (target_version(target)[0] != '\0')
        add_string(out, "a2a", target_version(target));
    if (kg_a2a_verdict_answered(judgement->verdict)) {
        kg_buf_printf(out, ",\"rttMs\":%.3f", (double)target->split.total / 1e3);
    }
    if (result->status != 0)
        kg_buf_printf(out, ",\"http\":%u", result->status);
    if (judgement->has_code)
        kg_buf_printf(out, ",\"code\":%lld", (long long)judgement->code);
    if (judgement->reason[0] != '\0')
        add_string(out, "reason", judgement->reason);
    if (style->split)
        add_split(out, &target->split);
    kg_buf_add_text(out, "}\n");
}

static void add_verdicts(struct kg_buf *out, const struct target *target)
{
    const char *separator = "";
    kg_buf_add_text(out, ",\"verdicts\":{");
    for (enum kg_a2a_verdict i = 0; i < KG_A2A_VERDICTS; i++) {
        if (target->verdicts[i] == 0)
            continue;
        kg_buf_printf(out, "%s\"%s\":%llu", separator, kg_a2a_verdict_name(i),
                      (unsigned long long)target->verdicts[i]);
        separator = ",";
    }
    kg_buf_add_char(out, '}');
}

static void add_times(struct kg_buf *out, const struct kg_times *times)
{
    kg_buf_printf(out,
                  ",\"rttMs\":{\"min\":%.3f,\"avg\":%.3f,\"max\":%.3f,\"mdev\":%.3f,"
                  "\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f}",
                  (double)times->min / 1e6, times->mean / 1e6, (double)times->max / 1e6,
                  kg_times_deviation(times) / 1e6, (double)kg_times_percentile(times, 50) / 1e6,
                  (double)kg_times_percentile(times, 95) / 1e6,
                  (double)kg_times_percentile(times, 99) / 1e6);
}

static void add_summary(struct kg_buf *out, const struct target *target)
{
    const struct kg_probe *probe = &target->probe;
    begin_object(out, "summary", target);
    add_string(out, "verdict", kg_a2a_verdict_name(target_verdict(target)));
    if (target_reason(target)[0] != '\0')
        add_string(out, "reason", target_reason(target));
    if (probe->agent[0] != '\0') {
        add_string(out, "agent", probe->agent);
        add_string(out, "agentVersion", probe->agent_version);
    }
    if (probe->endpoint.path[0] != '\0') {
        add_string(out, "a2a", kg_probe_version(probe));
        add_string(out, "path", probe->endpoint.path);
    }
    kg_buf_printf(out, ",\"sent\":%llu,\"answered\":%llu,\"lossPercent\":%.4g,\"timeMs\":%lld",
                  (unsigned long long)target->schedule.sent,
                  (unsigned long long)target_answered(target), report_loss(target),
                  (long long)((target->ended - target->began) / 1000000));
    add_verdicts(out, target);
    if (target->times.count > 0)
        add_times(out, &target->times);
    kg_buf_add_char(out, '}');
}

static void jsonl_summary(struct kg_buf *out, const struct report_style *style,
                          const struct target *targets, size_t count)
{
    (void)style;
    for (size_t i = 0; i < count; i++) {
        add_summary(out, &targets[i]);
        kg_buf_add_char(out, '\n');
    }
}

static void json_summary(struct kg_buf *out, const struct report_style *style,
                         const struct target *targets, size_t count)
{
    (void)style;
    kg_buf_add_text(out, "{\"targets\":[");
    for (size_t i = 0; i < count; i++) {
        kg_buf_add_text(out, i > 0 ? ",\n" : "\n");
        add_summary(out, &targets[i]);
    }
    kg_buf_add_text(out, "\n]}\n");
}

const struct report report_json = {NULL, json_summary};
const struct report report_jsonl = {json_probe, jsonl_summary};
