/*
 * names: what the things of plugins.yaml are called in C.
 */
#ifndef KG_BUILD_NAMES_H
#define KG_BUILD_NAMES_H

#include "kagent/buf.h"

/* "a2a-ping" as a2a_ping, and as A2A_PING; "RootOnly" in capitals is ROOT_ONLY. */
void add_lower(struct kg_buf *out, const char *name);
void add_upper(struct kg_buf *out, const char *name);

#endif
