/*
 * help: what `--help` prints, laid out as kubectl's.
 *
 * Description, examples, flags, then `Usage:`, so that the eye finds things
 * where it is used to; the suite adds arguments, exit codes and the
 * permissions in the cluster. The text comes from the tables alone.
 *
 * `width` is the number of columns to wrap the flags' explanations to; 0 does
 * not wrap (output that is no terminal). Descriptions and examples are printed
 * as they are.
 */
#ifndef KAGENT_HELP_H
#define KAGENT_HELP_H

#include <stddef.h>

#include "kagent/buf.h"
#include "kagent/suite.h"

/* The help of one command. */
void kg_help_command(struct kg_buf *out, const struct kg_suite *suite,
                     const struct kg_command *command, size_t width);

/* The list of commands, for the suite's name alone. */
void kg_help_suite(struct kg_buf *out, const struct kg_suite *suite);

#endif
