#include <time.h>

#include "report.h"

static double ms(int64_t microseconds)
{
    return (double)microseconds / 1e3;
}

/* The time of day, as ping -D prints it. */
static void add_timestamp(struct kg_buf *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    kg_buf_printf(out, "[%lld.%06ld] ", (long long)now.tv_sec, now.tv_nsec / 1000);
}

static const char *mark_of(const struct report_style *style, enum kg_a2a_verdict verdict)
{
    if (verdict == KG_A2A_ALIVE)
        return style->palette->passed;
    return verdict <= KG_A2A_CREDENTIALS ? style->palette->warning : style->palette->error;
}

/* Who answers, told once and when it changes. */
static void add_agent(struct kg_buf *out, const struct target *target)
{
    const struct kg_probe *probe = &target->probe;
    kg_buf_printf(out, "PING %s via %s: ", target->name, target->route->name);
    if (probe->agent[0] != '\0')
        kg_buf_printf(out, "agent %s %s", probe->agent, probe->agent_version);
    else
        kg_buf_add_text(out, "no agent card");
    if (probe->endpoint.path[0] != '\0')
        kg_buf_printf(out, ", A2A %s at %s", kg_probe_version(probe), probe->endpoint.path);
    kg_buf_add_char(out, '\n');
}

static void add_split(struct kg_buf *out, const struct split *split)
{
    kg_buf_printf(out, " (connect %.3f, tls %.3f, tunnel %.3f, first byte %.3f ms)",
                  ms(split->connect), ms(split->tls), ms(split->tunnel), ms(split->first_byte));
}

static void text_probe(struct kg_buf *out, const struct report_style *style,
                       const struct target *target)
{
    const struct kg_probe_result *result = kg_probe_result(&target->probe);
    const struct kg_a2a_judgement *judgement = &result->judgement;
    if (target->schedule.sent == 1)
        add_agent(out, target);
    if (style->timestamps)
        add_timestamp(out);
    kg_buf_printf(out, "%s: seq=%llu", target->name, (unsigned long long)target->schedule.sent);
    if (target_version(target)[0] != '\0')
        kg_buf_printf(out, " a2a=%s", target_version(target));
    if (result->status != 0)
        kg_buf_printf(out, " http=%u", result->status);
    kg_buf_printf(out, " %s%s%s", mark_of(style, judgement->verdict),
                  kg_a2a_verdict_name(judgement->verdict), style->palette->reset);
    if (kg_a2a_verdict_answered(judgement->verdict)) {
        kg_buf_printf(out, " time=%.3f ms", ms(target->split.total));
        if (style->split)
            add_split(out, &target->split);
    }
    if (judgement->reason[0] != '\0')
        kg_buf_printf(out, ": %s", judgement->reason);
    kg_buf_add_char(out, '\n');
}

static void add_times(struct kg_buf *out, const struct report_style *style,
                      const struct kg_times *times)
{
    enum { BAR = 40 };
    kg_buf_printf(out, "rtt min/avg/max/mdev = %.3f/%.3f/%.3f/%.3f ms\n", (double)times->min / 1e6,
                  times->mean / 1e6, (double)times->max / 1e6, kg_times_deviation(times) / 1e6);
    kg_buf_printf(
        out, "rtt p50/p95/p99 = %.3f/%.3f/%.3f ms\n", (double)kg_times_percentile(times, 50) / 1e6,
        (double)kg_times_percentile(times, 95) / 1e6, (double)kg_times_percentile(times, 99) / 1e6);
    if (style->terminal)
        kg_times_histogram(out, times, BAR);
}

static void text_target(struct kg_buf *out, const struct report_style *style,
                        const struct target *target)
{
    enum kg_a2a_verdict verdict = target_verdict(target);
    kg_buf_printf(out, "\n--- %s a2a-ping statistics ---\n", target->name);
    kg_buf_printf(out, "%llu sent, %llu answered, %.4g%% lost, time %lld ms\n",
                  (unsigned long long)target->schedule.sent,
                  (unsigned long long)target_answered(target), report_loss(target),
                  (long long)((target->ended - target->began) / 1000000));
    kg_buf_printf(out, "%s%s%s", mark_of(style, verdict), kg_a2a_verdict_name(verdict),
                  style->palette->reset);
    for (enum kg_a2a_verdict i = 0; i < KG_A2A_VERDICTS; i++) {
        if (target->verdicts[i] > 0 && i != verdict)
            kg_buf_printf(out, ", %llu %s", (unsigned long long)target->verdicts[i],
                          kg_a2a_verdict_name(i));
    }
    kg_buf_printf(out, "%s%s\n", target_reason(target)[0] != '\0' ? ": " : "",
                  target_reason(target));
    if (target->times.count > 0)
        add_times(out, style, &target->times);
}

static void text_summary(struct kg_buf *out, const struct report_style *style,
                         const struct target *targets, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_target(out, style, &targets[i]);
}

const struct report report_text = {text_probe, text_summary};

double report_loss(const struct target *target)
{
    uint64_t sent = target->schedule.sent;
    uint64_t answered = target_answered(target);
    return sent > 0 ? (double)(sent - answered) * 100 / (double)sent : 0;
}
