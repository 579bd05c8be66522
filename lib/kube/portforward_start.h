/*
 * portforward_start: a tunnel without a client, over a connection that is
 * described in full.
 */
#ifndef KG_KUBE_PORTFORWARD_START_H
#define KG_KUBE_PORTFORWARD_START_H

#include "kagent/portforward.h"

/* As kg_portforward_open(); `spec` has the whole URL, the header fields, TLS and proxy. */
int kg_portforward_start(struct kg_http *http, struct kg_arena *arena,
                         const struct kg_http_spec *spec,
                         const struct kg_portforward_target *target,
                         const struct kg_portforward_handler *handler, void *context,
                         struct kg_portforward **tunnel, struct kg_error *err);

#endif
