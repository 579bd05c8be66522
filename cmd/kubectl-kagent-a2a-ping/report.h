/*
 * report: what is printed of a session, in each format.
 */
#ifndef A2A_PING_REPORT_H
#define A2A_PING_REPORT_H

#include "kagent/buf.h"
#include "kagent/palette.h"

#include "session.h"

/* Where a report may choose: on a terminal, with the time of day, ... */
struct report_style {
    const struct kg_palette *palette;
    bool terminal;
    bool timestamps;
    bool split;
};

/* A format. Each appends to `out`; NULL for what it does not print. */
struct report {
    /* after each probe, unless --quiet */
    void (*probe)(struct kg_buf *out, const struct report_style *style,
                  const struct target *target);
    /* at the end */
    void (*summary)(struct kg_buf *out, const struct report_style *style,
                    const struct target *targets, size_t count);
};

extern const struct report report_text, report_json, report_jsonl, report_prometheus;

/* The part of the probes of a target that were lost, in percent. */
double report_loss(const struct target *target);

#endif
