/*
 * print: the report in the form that was asked for, and the table of checks.
 */
#ifndef KG_VERIFY_PRINT_H
#define KG_VERIFY_PRINT_H

#include "kagent/buf.h"
#include "kagent/finding.h"
#include "kagent/palette.h"

/* Appends the report for a person to read. */
void print_text(struct kg_buf *out, const struct kg_report *report,
                const struct kg_palette *palette);

/* Appends one line for each check: id, what it weighs, title. */
void print_checks(struct kg_buf *out, const struct kg_palette *palette);

#endif
