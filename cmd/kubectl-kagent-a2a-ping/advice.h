/*
 * advice: what commands that are advised repeat of the command line.
 */
#ifndef A2A_PING_ADVICE_H
#define A2A_PING_ADVICE_H

#include "kagent/diagnosis.h"

#include "session.h"

/* The flags that reach the same cluster, and speak to the same agent in the same way. */
struct kg_diagnosis_targets advice_targets(const struct session *session,
                                           const struct target *target);

#endif
