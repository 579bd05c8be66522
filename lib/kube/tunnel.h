/*
 * tunnel: what is said on a port-forward connection, without input or output.
 *
 * The owner gives it what the server sends and what is meant for the pod, sends
 * what gathers in `out`, and hands on what gathers in `data`.
 */
#ifndef KG_KUBE_TUNNEL_H
#define KG_KUBE_TUNNEL_H

#include <stdbool.h>

#include "kagent/buf.h"
#include "kagent/portforward.h"
#include "kagent/websocket.h"

enum kg_tunnel_state {
    KG_TUNNEL_UPGRADING = 0, /* the request is out, or on its way */
    KG_TUNNEL_NAMING,        /* WebSocket is spoken; the ports are not named yet */
    KG_TUNNEL_OPEN,
    KG_TUNNEL_ENDED, /* `end` says why, `error` what to tell */
};

struct kg_tunnel {
    const char *namespace;
    const char *pod;
    unsigned port;
    const char *access; /* for commands in advice (target.h); NULL: nothing */
    struct kg_ws_upgrade upgrade;
    void (*randomize)(void *bytes, size_t count); /* unforeseeable masks */

    enum kg_tunnel_state state;
    struct kg_arena *arena;
    struct kg_buf received; /* from the server, not understood yet */
    struct kg_buf out;      /* for the server */
    struct kg_buf data;     /* from the pod, for whoever speaks with it */
    struct kg_ws_message message;
    struct kg_buf refusal; /* the body of an answer that is no 101, out of its chunks */
    unsigned named;        /* channels on which the port was named: a set of 1 << channel */

    enum kg_portforward_end end;
    struct kg_error error; /* unless `end` is KG_PORTFORWARD_CLOSED */
};

/*
 * Puts the request into `out`. Set before: namespace, pod, port, upgrade but
 * its key and protocol, randomize. Fails when a text cannot be in a request.
 */
int kg_tunnel_begin(struct kg_tunnel *tunnel, struct kg_arena *arena, struct kg_error *err);

/* Takes what the server sent; the state may be another afterwards. */
void kg_tunnel_receive(struct kg_tunnel *tunnel, struct kg_str bytes);

/* The server sends no more. */
void kg_tunnel_receive_end(struct kg_tunnel *tunnel);

/* Puts bytes for the pod into `out`. The tunnel must be open. No bytes: only a sign of life. */
void kg_tunnel_send(struct kg_tunnel *tunnel, struct kg_str bytes);

/* So many bytes of `out` were sent, of `data` handed on: they are forgotten, and wiped. */
void kg_tunnel_sent(struct kg_tunnel *tunnel, size_t count);
void kg_tunnel_handed_on(struct kg_tunnel *tunnel, size_t count);

/* There is nothing more to say to the pod: ends the tunnel in good order. */
void kg_tunnel_finish(struct kg_tunnel *tunnel);

/* Ends the tunnel for this reason; the first one stays. `format` is ignored where it is CLOSED. */
void kg_tunnel_end(struct kg_tunnel *tunnel, enum kg_portforward_end end, const char *format, ...)
    KG_PRINTF(3, 4);

/*
 * Judges an answer that is no 101: 1 and the tunnel ended when its body is
 * whole (or `last`: nothing more comes), else 0.
 */
int kg_tunnel_refused(struct kg_tunnel *tunnel, const struct kg_ws_head *head, struct kg_str body,
                      bool last);

/* A text of others' as one line of printable characters, shortened, in the arena. */
const char *kg_tunnel_quote(struct kg_arena *arena, struct kg_str text);

#endif
