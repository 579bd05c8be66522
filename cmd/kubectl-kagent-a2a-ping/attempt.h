/*
 * attempt: one more request to a URL, to see at which step it fails.
 */
#ifndef A2A_PING_ATTEMPT_H
#define A2A_PING_ATTEMPT_H

#include "kagent/diagnosis.h"

#include "session.h"

/* The URL that is probed, with its path and without a slash at its end. */
const char *attempt_url(const struct session *session);

/* Asks for the card below `url` over a new connection. Takes at most --wait for it. */
struct kg_diagnosis_attempt attempt(const struct session *session, const char *url);

#endif
