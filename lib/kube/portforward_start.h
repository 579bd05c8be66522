/*
 * portforward_start: a tunnel without a client, over a connection that is
 * described in full, or that is described later.
 */
#ifndef KG_KUBE_PORTFORWARD_START_H
#define KG_KUBE_PORTFORWARD_START_H

#include "kagent/portforward.h"

/* As kg_portforward_open(), without going anywhere yet. */
struct kg_portforward *kg_portforward_new(struct kg_arena *arena, struct kg_http *http,
                                          const struct kg_portforward_target *target,
                                          const struct kg_portforward_handler *handler,
                                          void *context);

/* Notes what it waits for until it is started or given up: closing it ends that, too. */
void kg_portforward_wait(struct kg_portforward *tunnel, struct kg_kube_wait *waiting);

/*
 * Goes; `spec` has the whole URL, the header fields, TLS and proxy. From here on
 * time is counted. Where it returns -1, the tunnel is closed.
 */
int kg_portforward_start(struct kg_portforward *tunnel, struct kg_arena *arena,
                         const struct kg_http_spec *spec, struct kg_error *err);

/* Ends it before it was started, since nobody knows who asks: the handler hears of it. */
void kg_portforward_give_up(struct kg_portforward *tunnel, const struct kg_error *err);

#endif
