/*
 * report: what the command says, to people and to programs.
 */
#ifndef KG_SCALE_REPORT_H
#define KG_SCALE_REPORT_H

#include "kagent/buf.h"

#include "manifests.h"
#include "scale.h"

/* Tells a person on standard error what the guards see. */
void report_guards(const struct scale *scale);

/* Appends the outcome in the form of -o. */
int report_outcome(const struct scale *scale, const struct manifest_plan *plan, struct kg_buf *out,
                   struct kg_error *err);

/*
 * The exit code of the outcome, or -1 with the error set for one that is
 * nothing to be content with.
 */
int report_status(const struct scale *scale, struct kg_error *err);

#endif
