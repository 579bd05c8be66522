/*
 * find: which agents are asked, and by which way.
 */
#ifndef A2A_PING_FIND_H
#define A2A_PING_FIND_H

#include "session.h"

/*
 * Fills in the targets and the loop of a session from what the command line
 * names. Asks the cluster for pods and their ports where it needs to, and goes
 * on without where that is not allowed.
 */
int find_targets(struct session *session, const struct kg_arguments *arguments,
                 struct kg_error *err);

#endif
