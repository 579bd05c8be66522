/*
 * print: the table of checks.
 */
#ifndef KG_VERIFY_PRINT_H
#define KG_VERIFY_PRINT_H

#include "kagent/buf.h"
#include "kagent/palette.h"

/* Appends one line for each check: id, what it weighs, title. */
void print_checks(struct kg_buf *out, const struct kg_palette *palette);

#endif
