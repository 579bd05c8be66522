/*
 * diagnose: which layer between here and an agent is the first that is broken.
 */
#ifndef A2A_PING_DIAGNOSE_H
#define A2A_PING_DIAGNOSE_H

#include "kagent/buf.h"
#include "kagent/palette.h"

#include "session.h"

/*
 * Appends for each target that is not alive its layers from the outside in, up
 * to the first that is broken, with the evidence and what to type next. Asks
 * the cluster for the pod and its EndpointSlices.
 */
void diagnose(struct kg_buf *out, const struct kg_palette *palette, const struct session *session);

#endif
