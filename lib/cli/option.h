/*
 * option: what a single flag does with a text that is to be its value.
 */
#ifndef KG_CLI_OPTION_H
#define KG_CLI_OPTION_H

#include "kagent/options.h"

/* What the flag is taken to be given when no value follows; NULL when it must have one. */
const char *kg_option_bare_value(const struct kg_option *option);

/* Sets the value from `text`. Returns -1 when the text is none of the flag's type. */
int kg_option_set(struct kg_arena *arena, const struct kg_option *option,
                  struct kg_option_value *value, const char *text);

/* What its values look like, to end "must be": "a whole number". */
const char *kg_option_expectation(struct kg_arena *arena, const struct kg_option *option);

#endif
