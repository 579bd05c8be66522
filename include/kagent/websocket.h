/*
 * websocket: the client's side of RFC 6455, without input or output.
 *
 * Everything here works on bytes that the caller has received or is about to
 * send: the request that asks a server to speak WebSocket and the check of its
 * answer, frames in both directions, messages put together from fragments, and
 * what a close frame says. Nothing is kept between calls but a message whose
 * fragments are not complete.
 *
 * Who reads calls kg_ws_take_frame() on the front of what was received until it
 * returns 0, gives every frame to kg_ws_take_message(), and drops the bytes
 * that were taken.
 *
 * Failures are KG_ERROR_UNKNOWN and name the rule that the other side broke.
 * There is no way on from them but closing the connection, with 1002.
 */
#ifndef KAGENT_WEBSOCKET_H
#define KAGENT_WEBSOCKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kagent/buf.h"
#include "kagent/error.h"
#include "kagent/str.h"

/* ---- the handshake (RFC 6455, section 4.1) ---- */

enum {
    KG_WS_NONCE_SIZE = 16,     /* random bytes that a key is made of */
    KG_WS_KEY_SIZE = 25,       /* base64 of them, and a NUL */
    KG_WS_ACCEPT_SIZE = 29,    /* base64 of a SHA-1, and a NUL */
    KG_WS_HEAD_MAX = 64 << 10, /* most bytes of an answer's status line and header fields */
};

/* What to ask for. Texts hold no line breaks; kg_ws_add_request() refuses those that do. */
struct kg_ws_upgrade {
    struct kg_str target;        /* path and query, as it stands in the request line */
    struct kg_str host;          /* Host: with the port unless it is the scheme's own */
    struct kg_str protocol;      /* the only Sec-WebSocket-Protocol that is offered */
    const struct kg_str *fields; /* further header fields, "Name: value" */
    size_t field_count;
    char key[KG_WS_KEY_SIZE]; /* kg_ws_key() */
};

/* Makes the key from random bytes; each connection needs new ones. */
void kg_ws_key(const unsigned char nonce[KG_WS_NONCE_SIZE], char key[KG_WS_KEY_SIZE]);

/* The Sec-WebSocket-Accept that a server must answer to this key. */
void kg_ws_accept(const char key[KG_WS_KEY_SIZE], char accept[KG_WS_ACCEPT_SIZE]);

/*
 * Appends the request. Fails with KG_ERROR_USAGE, and appends nothing, where a
 * text holds a control character. The caller wipes what held credentials.
 */
int kg_ws_add_request(struct kg_buf *out, const struct kg_ws_upgrade *upgrade,
                      struct kg_error *err);

/* Status line and header fields of an answer. Texts point into what was read. */
struct kg_ws_head {
    unsigned status;
    struct kg_str reason;
    struct kg_str fields; /* the lines below the status line, each with its line break */
    size_t length;        /* of all, with the empty line; what follows are frames or a body */
};

/*
 * Reads the head at the front of `data`. Returns 1 when it is whole, 0 when
 * more bytes are needed, -1 when it is no HTTP/1.x or longer than
 * KG_WS_HEAD_MAX.
 */
int kg_ws_take_head(struct kg_str data, struct kg_ws_head *head, struct kg_error *err);

/* The value of the first field of this name, letter case aside, trimmed; false without one. */
bool kg_ws_field(const struct kg_ws_head *head, const char *name, struct kg_str *value);

/*
 * Whether the server has agreed to exactly what was asked: status 101, Upgrade,
 * Connection, the right Sec-WebSocket-Accept, the offered protocol, and no
 * extension. Any other status than 101 is a failure as well; a caller that
 * wants to tell them apart looks at head->status first.
 */
int kg_ws_check(const struct kg_ws_head *head, const struct kg_ws_upgrade *upgrade,
                struct kg_error *err);

/* ---- frames (section 5) ---- */

enum kg_ws_opcode {
    KG_WS_CONTINUATION = 0,
    KG_WS_TEXT = 1,
    KG_WS_BINARY = 2,
    KG_WS_CLOSE = 8,
    KG_WS_PING = 9,
    KG_WS_PONG = 10,
};

enum {
    KG_WS_MASK_SIZE = 4,
    KG_WS_FRAME_HEAD_MAX = 14, /* most bytes before a payload */
    KG_WS_CONTROL_MAX = 125,   /* most bytes of a control frame's payload */
};

struct kg_ws_frame {
    enum kg_ws_opcode opcode;
    bool final;            /* the last frame of its message */
    struct kg_str payload; /* points into what was read */
    size_t length;         /* of the whole frame */
};

/*
 * Takes the server's frame at the front of `data`. Returns 1 when it is whole,
 * 0 when more bytes are needed, -1 when it breaks a rule: a reserved bit or
 * opcode, a mask (section 5.1 forbids it to servers), a control frame that is
 * longer than 125 bytes or a fragment, a payload of more than `payload_max`
 * bytes. What can be judged is judged as soon as it is there.
 *
 * A length that is written longer than need be is taken, as other clients do.
 */
int kg_ws_take_frame(struct kg_str data, size_t payload_max, struct kg_ws_frame *frame,
                     struct kg_error *err);

/*
 * Appends a final frame of the client's. The mask must be unforeseeable for
 * each frame (section 10.3): four random bytes.
 */
void kg_ws_add_frame(struct kg_buf *out, enum kg_ws_opcode opcode, struct kg_str payload,
                     const unsigned char mask[KG_WS_MASK_SIZE]);

/* ---- messages ---- */

/* A message under way. `fragments` keeps what came of it; its limit is the message's. */
struct kg_ws_message {
    struct kg_buf fragments;
    enum kg_ws_opcode opcode; /* of the first fragment; KG_WS_CONTINUATION when there is none */
};

void kg_ws_message_init(struct kg_ws_message *message, struct kg_arena *arena, size_t limit);

/*
 * Takes a frame that is no control frame. Returns 1 and the message in
 * `*whole` when it is complete; 0 when fragments are missing; -1 when frames do
 * not follow each other as section 5.4 has it, or the message grows beyond its
 * limit. `*whole` is valid until the next call, and as long as the frame.
 */
int kg_ws_take_message(struct kg_ws_message *message, const struct kg_ws_frame *frame,
                       struct kg_ws_frame *whole, struct kg_error *err);

/* ---- closing (section 7.4) ---- */

enum {
    KG_WS_CLOSE_NORMAL = 1000,
    KG_WS_CLOSE_PROTOCOL = 1002,
    KG_WS_CLOSE_NONE = 1005, /* stands for a close frame without a code; never sent */
};

struct kg_ws_close {
    unsigned code;
    struct kg_str reason; /* UTF-8; may be empty */
};

/*
 * What the payload of a close frame says. Fails where it is one byte long, has
 * a code that must not be sent, or a reason that is no UTF-8.
 */
int kg_ws_read_close(struct kg_str payload, struct kg_ws_close *close, struct kg_error *err);

/* Appends the client's close frame with this code and no reason. */
void kg_ws_add_close(struct kg_buf *out, unsigned code, const unsigned char mask[KG_WS_MASK_SIZE]);

/* What a code means, for people: "internal error" for 1011; NULL for one without a meaning. */
const char *kg_ws_close_meaning(unsigned code);

#endif
