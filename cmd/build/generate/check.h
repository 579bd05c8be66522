/*
 * check: what must hold of plugins.yaml beyond the shape of its fields.
 */
#ifndef KG_BUILD_CHECK_H
#define KG_BUILD_CHECK_H

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/suite.h"

/* The types as plugins.yaml names them, in the order of enum kg_option_type. */
extern const char *const type_names[];
extern const size_t type_name_count;

/* How plugins.yaml calls what can be completed, by enum kg_values. */
extern const char *const values_names[KG_VALUES_COUNT];

/* Names the command and the flag at fault. Returns 0 or -1. */
int check_suite(struct kg_arena *arena, const struct kg_suite *suite, struct kg_error *err);

#endif
