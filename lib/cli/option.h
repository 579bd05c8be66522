/*
 * option: what a single flag does with a text that is to be its value.
 */
#ifndef KG_CLI_OPTION_H
#define KG_CLI_OPTION_H

#include "kagent/options.h"

/* What the flag is taken to be given when no value follows; NULL when it must have one. */
const char *kg_option_bare_value(const struct kg_option *option);

/* What its values look like, to end "must be": "a whole number". */
const char *kg_option_expectation(struct kg_arena *arena, const struct kg_option *option);

#endif
