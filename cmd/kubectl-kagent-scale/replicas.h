/*
 * replicas: the number on the command line.
 */
#ifndef KG_SCALE_REPLICAS_H
#define KG_SCALE_REPLICAS_H

#include <stdint.h>

#include "kagent/options.h"

/* The most that spec.replicas, an int32, can hold. */
enum { REPLICAS_MAX = INT32_MAX };

/*
 * Reads a number of replicas: digits, and nothing that could mean another
 * number elsewhere (a leading zero, a sign, a point). Fails with KG_ERROR_USAGE.
 */
int replicas_parse(const char *text, int64_t *replicas, struct kg_error *err);

/* Refuses a negative number among the words, which would be read as a flag. */
int replicas_check_words(const struct kg_command *command, const char *const *words,
                         struct kg_error *err);

#endif
