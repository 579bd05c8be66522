/*
 * portforward: a tunnel to a port of a pod, through the API server.
 *
 * Speaks the sub-protocol v4.channel.k8s.io over WebSocket (websocket.h), which
 * every API server and kubelet has, on a connection that is made like any other
 * of the client's (kube.h): its CA, client certificate, token and proxy.
 *
 * A tunnel is one TCP connection to the pod, made by its node; it reaches ports
 * that listen on the pod's localhost only. It presents itself as a connected
 * socket, over which one speaks as with the pod itself, and may be kept open:
 * to open one costs some 15 ms, a request over it a third of one.
 *
 *     kg_portforward_open(kube, arena, &target, &handler, context, &tunnel, err);
 *     ...                                  opened() is called from the loop
 *     spec.socket = kg_portforward_socket(tunnel);
 *
 * What one must know of it (measured on kubelets of 1.20 and containerd):
 *
 * - It has no half-close. When either side ends its TCP connection, all of the
 *   tunnel ends, and the node tells us so a second later. An answer without
 *   Content-Length or chunks thus takes a second, and cannot be told from one
 *   that was cut.
 * - That nothing listens on the port may be found out only after `opened`.
 * - Nobody says that a pod is deleted, and a node without power says nothing at
 *   all: requests need time limits of their own.
 * - Nodes end tunnels that were idle for hours, load balancers earlier. A tunnel
 *   sends an empty message now and then, which counts as traffic for both.
 */
#ifndef KAGENT_PORTFORWARD_H
#define KAGENT_PORTFORWARD_H

#include <stdint.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/kube.h"

struct kg_portforward;

/* Where to. Texts are copied. */
struct kg_portforward_target {
    const char *namespace;
    const char *pod;
    unsigned port;   /* 1 to 65535 */
    int64_t open_ms; /* time limit until it is open, in ms, once there are credentials; 0: none */
    int64_t keepalive_ms; /* how often an idle tunnel sends something; 0: never */
    const char *access;   /* what commands in advice repeat (target.h); NULL: as the client's */
};

/* Why a tunnel is no more, or never was. The layers from here to the pod, in their order. */
enum kg_portforward_end {
    KG_PORTFORWARD_CLOSED = 0,   /* in good order: by the pod, or by who held the socket */
    KG_PORTFORWARD_UNREACHABLE,  /* no connection to the API server */
    KG_PORTFORWARD_UNAUTHORIZED, /* the API server does not know who asks, or we do not */
    KG_PORTFORWARD_FORBIDDEN,    /* the API server lacks a right for who asks */
    KG_PORTFORWARD_REFUSED,      /* the API server refuses for another reason */
    KG_PORTFORWARD_NO_POD,       /* there is no pod of this name */
    KG_PORTFORWARD_NO_NODE,      /* the pod runs nowhere, or its node is gone */
    KG_PORTFORWARD_NODE,         /* the node cannot be reached, or refuses */
    KG_PORTFORWARD_PORT,         /* the node cannot reach the port, or the pod broke it off */
    KG_PORTFORWARD_PROTOCOL,     /* something on the way does not speak the protocol */
    KG_PORTFORWARD_CUT,          /* the connection to the API server was cut */
    KG_PORTFORWARD_TIMEOUT,      /* it was not open in time */
};

/*
 * Microseconds from kg_portforward_open() on, or from when there were
 * credentials; 0 for what was not reached.
 */
struct kg_portforward_timings {
    int64_t connected_us; /* TCP and TLS to the API server stand */
    int64_t upgraded_us;  /* it has switched to WebSocket */
    int64_t open_us;      /* the node has named the port on both channels */
};

struct kg_portforward_handler {
    /* The socket leads to the pod. May be NULL. */
    void (*opened)(void *context);
    /*
     * The tunnel is no more; called once, and not after kg_portforward_close().
     * What the pod had sent can still be read from the socket. `err` is NULL
     * for KG_PORTFORWARD_CLOSED. Its class is KG_ERROR_NEGATIVE where pod or port
     * are at fault, KG_ERROR_TIMEOUT for a time limit, else KG_ERROR_UNKNOWN.
     */
    void (*ended)(void *context, enum kg_portforward_end end, const struct kg_error *err);
};

/*
 * Begins to open a tunnel. All that it needs is in `arena`, which should be one
 * that wipes and must not be released from within a callback; with it the
 * tunnel is closed. Give each tunnel an arena of its own where many follow one
 * another. Returns -1 when it cannot even be tried; then nothing is called.
 */
int kg_portforward_open(struct kg_kube *kube, struct kg_arena *arena,
                        const struct kg_portforward_target *target,
                        const struct kg_portforward_handler *handler, void *context,
                        struct kg_portforward **tunnel, struct kg_error *err);

/*
 * The end of the tunnel to speak over: a connected stream socket, non-blocking.
 * It is the caller's from now on, who closes it (or gives it to a request of
 * http.h, which does); a second call returns -1. Closing it ends the tunnel.
 */
int kg_portforward_socket(struct kg_portforward *tunnel);

struct kg_portforward_timings kg_portforward_timings(const struct kg_portforward *tunnel);

/* Ends the tunnel; nothing of it is called any more. NULL and a second time are nothing. */
void kg_portforward_close(struct kg_portforward *tunnel);

#endif
