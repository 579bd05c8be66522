#include "tunnel.h"

#include "kagent/target.h"

#include <string.h>

#include "kagent/wipe.h"

enum {
    DATA = 0, /* channels of the one port that is forwarded */
    ERROR = 1,
    CHANNELS = 2,
    /* Nodes send up to 32 KiB in a frame; others may send more, and no one this much. */
    FRAME_MAX = 1 << 20,
    RECEIVED_MAX = 2 * FRAME_MAX,
    /* What is sent in one frame: a node reads nothing else while it passes one on. */
    PIECE_MAX = 16 << 10,
    OUT_MAX = 1 << 20,
    DATA_MAX = 4 << 20,
};

static const char protocol[] = "v4.channel.k8s.io";

static void add_frame(struct kg_tunnel *tunnel, enum kg_ws_opcode opcode, struct kg_str payload)
{
    unsigned char mask[KG_WS_MASK_SIZE];

    tunnel->randomize(mask, sizeof(mask));
    kg_ws_add_frame(&tunnel->out, opcode, payload, mask);
}

/* ---- how it ends ---- */

static enum kg_error_class class_of(enum kg_portforward_end end)
{
    switch (end) {
    case KG_PORTFORWARD_NO_POD:
    case KG_PORTFORWARD_NO_NODE:
    case KG_PORTFORWARD_PORT:
        return KG_ERROR_NEGATIVE;
    case KG_PORTFORWARD_TIMEOUT:
        return KG_ERROR_TIMEOUT;
    default:
        return KG_ERROR_UNKNOWN;
    }
}

void kg_tunnel_end(struct kg_tunnel *tunnel, enum kg_portforward_end end, const char *format, ...)
{
    va_list arguments;

    if (tunnel->state == KG_TUNNEL_ENDED)
        return;
    /* Once WebSocket is spoken, leaving without a close frame would look like a fault of ours. */
    if (tunnel->state != KG_TUNNEL_UPGRADING) {
        unsigned char mask[KG_WS_MASK_SIZE];
        bool protocol_error = end == KG_PORTFORWARD_PROTOCOL;

        tunnel->randomize(mask, sizeof(mask));
        kg_ws_add_close(&tunnel->out, protocol_error ? KG_WS_CLOSE_PROTOCOL : KG_WS_CLOSE_NORMAL,
                        mask);
    }
    tunnel->state = KG_TUNNEL_ENDED;
    tunnel->end = end;
    if (end == KG_PORTFORWARD_CLOSED)
        return;
    va_start(arguments, format);
    kg_error_at_list(&tunnel->error, class_of(end), (struct kg_position){0}, format, arguments);
    va_end(arguments);
    /* Header fields of others' are in some messages: no escape sequence gets to a terminal. */
    for (char *at = tunnel->error.message; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7F)
            *at = ' ';
}

const char *kg_tunnel_quote(struct kg_arena *arena, struct kg_str text)
{
    enum { QUOTE_MAX = 600 };
    struct kg_str shown = kg_str_head(kg_str_trim(text), QUOTE_MAX);
    char *copy = kg_str_copy(arena, shown);
    bool ascii_only = !kg_str_is_utf8(shown);

    for (size_t i = 0; i < shown.length; i++) {
        unsigned char byte = (unsigned char)copy[i];
        if (byte < ' ' || byte == 0x7F || (ascii_only && byte > 0x7F))
            copy[i] = ' ';
    }
    return copy;
}

/* The node says on the error channel why the port is not forwarded (any more). */
static void take_complaint(struct kg_tunnel *tunnel, struct kg_str text)
{
    const char *reason = kg_tunnel_quote(tunnel->arena, text);
    /* The wording is the container runtime's, and long: these two words are the same for all. */
    bool refused = strstr(reason, "connection refused") != NULL;

    kg_tunnel_end(tunnel, KG_PORTFORWARD_PORT, "port %u of pod %s cannot be reached: %s",
                  tunnel->port, tunnel->pod,
                  refused ? "connection refused, so nothing listens on it" : reason);
    const struct kg_target target = {tunnel->namespace, tunnel->access};
    if (refused)
        kg_error_advise(&tunnel->error,
                        "Nothing listens on port %u in the pod. What does it say? %s", tunnel->port,
                        kg_target_command(tunnel->arena, &target, "kubectl logs %s", tunnel->pod));
}

/* A close frame. Nodes close with 1000 whatever happened to the pod's connection. */
static void take_close(struct kg_tunnel *tunnel, struct kg_str payload)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_ws_close close;

    if (kg_ws_read_close(payload, &close, &err) < 0) {
        kg_tunnel_end(tunnel, KG_PORTFORWARD_PROTOCOL, "%s", err.message);
        return;
    }
    if (close.code == KG_WS_CLOSE_NORMAL || close.code == KG_WS_CLOSE_NONE) {
        if (tunnel->state == KG_TUNNEL_OPEN)
            kg_tunnel_end(tunnel, KG_PORTFORWARD_CLOSED, "%s", "");
        else
            kg_tunnel_end(tunnel, KG_PORTFORWARD_NODE,
                          "the node of pod %s ended the port-forward before it began", tunnel->pod);
        return;
    }
    const char *meaning = kg_ws_close_meaning(close.code);
    kg_tunnel_end(tunnel, KG_PORTFORWARD_NODE,
                  "the node of pod %s ended the port-forward with code %u%s%s%s%s%s", tunnel->pod,
                  close.code, meaning != NULL ? " (" : "", meaning != NULL ? meaning : "",
                  meaning != NULL ? ")" : "", close.reason.length > 0 ? ": " : "",
                  kg_tunnel_quote(tunnel->arena, close.reason));
}

/* ---- messages ---- */

/* The first message on each channel: the port, two bytes, the lower one first. */
static void take_name(struct kg_tunnel *tunnel, unsigned channel, struct kg_str text)
{
    unsigned port = 0;

    if (text.length == 2)
        port = (unsigned char)text.data[0] | (unsigned)(unsigned char)text.data[1] << 8;
    if (port != tunnel->port) {
        kg_tunnel_end(tunnel, KG_PORTFORWARD_PROTOCOL,
                      "the node of pod %s forwards something else than port %u", tunnel->pod,
                      tunnel->port);
        return;
    }
    tunnel->named |= 1u << channel;
    if (tunnel->named == (1u << CHANNELS) - 1)
        tunnel->state = KG_TUNNEL_OPEN;
}

static void take_message(struct kg_tunnel *tunnel, const struct kg_ws_frame *message)
{
    if (message->opcode != KG_WS_BINARY) {
        kg_tunnel_end(tunnel, KG_PORTFORWARD_PROTOCOL,
                      "the node of pod %s sends text where %s has bytes", tunnel->pod, protocol);
        return;
    }
    if (message->payload.length == 0)
        return;

    unsigned channel = (unsigned char)message->payload.data[0];
    struct kg_str text = kg_str_from_index(message->payload, 1);
    if (channel >= CHANNELS)
        kg_tunnel_end(tunnel, KG_PORTFORWARD_PROTOCOL,
                      "the node of pod %s sends on channel %u, which nobody asked for", tunnel->pod,
                      channel);
    else if (!(tunnel->named & 1u << channel))
        take_name(tunnel, channel, text);
    else if (channel == ERROR && text.length > 0)
        take_complaint(tunnel, text);
    else if (channel == DATA)
        kg_buf_add_str(&tunnel->data, text);
}

static void take_frame(struct kg_tunnel *tunnel, const struct kg_ws_frame *frame)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_ws_frame message;
    int whole;

    switch (frame->opcode) {
    case KG_WS_CLOSE:
        take_close(tunnel, frame->payload);
        return;
    case KG_WS_PING:
        add_frame(tunnel, KG_WS_PONG, frame->payload);
        return;
    case KG_WS_PONG:
        return;
    default:
        whole = kg_ws_take_message(&tunnel->message, frame, &message, &err);
        if (whole < 0)
            kg_tunnel_end(tunnel, KG_PORTFORWARD_PROTOCOL, "%s", err.message);
        else if (whole > 0)
            take_message(tunnel, &message);
    }
}

/* ---- what comes in ---- */

/* The answer to the upgrade. Returns how many bytes of `text` it took; 0: more are needed. */
static size_t take_answer(struct kg_tunnel *tunnel, struct kg_str text, bool last)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_ws_head head;
    int whole = kg_ws_take_head(text, &head, &err);

    if (whole < 0) {
        kg_tunnel_end(tunnel, KG_PORTFORWARD_PROTOCOL, "%s", err.message);
        return 0;
    }
    if (whole == 0)
        return 0;
    if (head.status < 200 && head.status != 101)
        return head.length; /* only a remark: another head follows */
    if (head.status != 101) {
        kg_tunnel_refused(tunnel, &head, kg_str_from_index(text, head.length), last);
        return 0;
    }
    if (kg_ws_check(&head, &tunnel->upgrade, &err) < 0) {
        kg_tunnel_end(tunnel, KG_PORTFORWARD_PROTOCOL, "%s", err.message);
        return 0;
    }
    tunnel->state = KG_TUNNEL_NAMING;
    return head.length;
}

/* Takes a frame off the front. Returns how many bytes it took; 0: more are needed. */
static size_t take_next(struct kg_tunnel *tunnel, struct kg_str text)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_ws_frame frame;
    int whole = kg_ws_take_frame(text, FRAME_MAX, &frame, &err);

    if (whole < 0)
        kg_tunnel_end(tunnel, KG_PORTFORWARD_PROTOCOL, "%s", err.message);
    if (whole <= 0)
        return 0;
    take_frame(tunnel, &frame);
    return frame.length;
}

/* Keeps of a buffer what lies behind its first `count` bytes. Credentials pass through here. */
static void drop_front(struct kg_buf *buf, size_t count)
{
    if (count == 0)
        return;
    memmove(buf->data, buf->data + count, buf->length - count);
    buf->length -= count;
    kg_wipe(buf->data + buf->length, count);
}

static void take_all(struct kg_tunnel *tunnel, bool last)
{
    struct kg_str text = kg_buf_str(&tunnel->received);
    size_t taken = 1;

    while (taken > 0 && text.length > 0 && tunnel->state != KG_TUNNEL_ENDED) {
        taken = tunnel->state == KG_TUNNEL_UPGRADING ? take_answer(tunnel, text, last)
                                                     : take_next(tunnel, text);
        text = kg_str_from_index(text, taken);
    }
    drop_front(&tunnel->received, tunnel->received.length - text.length);
}

void kg_tunnel_receive(struct kg_tunnel *tunnel, struct kg_str bytes)
{
    if (tunnel->state == KG_TUNNEL_ENDED)
        return;
    kg_buf_add_str(&tunnel->received, bytes);
    take_all(tunnel, false);
}

void kg_tunnel_receive_end(struct kg_tunnel *tunnel)
{
    take_all(tunnel, true);
    if (tunnel->state == KG_TUNNEL_UPGRADING)
        kg_tunnel_end(tunnel, KG_PORTFORWARD_CUT,
                      "the API server closed the connection without an answer to the port-forward");
    else
        kg_tunnel_end(tunnel, KG_PORTFORWARD_CUT,
                      "the port-forward to pod %s was cut: its node, the API server or something "
                      "between here and there has ended",
                      tunnel->pod);
}

/* ---- what goes out ---- */

int kg_tunnel_begin(struct kg_tunnel *tunnel, struct kg_arena *arena, struct kg_error *err)
{
    unsigned char nonce[KG_WS_NONCE_SIZE];

    tunnel->arena = arena;
    tunnel->state = KG_TUNNEL_UPGRADING;
    tunnel->error = (struct kg_error)KG_ERROR_INIT;
    tunnel->upgrade.protocol = KG_STR(protocol);
    tunnel->randomize(nonce, sizeof(nonce));
    kg_ws_key(nonce, tunnel->upgrade.key);
    kg_buf_init(&tunnel->received, arena, RECEIVED_MAX);
    kg_buf_init(&tunnel->out, arena, OUT_MAX);
    kg_buf_init(&tunnel->data, arena, DATA_MAX);
    kg_buf_init(&tunnel->refusal, arena, RECEIVED_MAX);
    kg_ws_message_init(&tunnel->message, arena, FRAME_MAX);
    return kg_ws_add_request(&tunnel->out, &tunnel->upgrade, err);
}

void kg_tunnel_send(struct kg_tunnel *tunnel, struct kg_str bytes)
{
    char piece[1 + PIECE_MAX];

    piece[0] = DATA;
    do { /* each piece is a message of its own: nodes lose fragments */
        struct kg_str head = kg_str_head(bytes, PIECE_MAX);

        memcpy(piece + 1, head.data, head.length);
        add_frame(tunnel, KG_WS_BINARY, (struct kg_str){piece, 1 + head.length});
        bytes = kg_str_from_index(bytes, head.length);
    } while (bytes.length > 0);
}

void kg_tunnel_sent(struct kg_tunnel *tunnel, size_t count)
{
    drop_front(&tunnel->out, count);
}

void kg_tunnel_handed_on(struct kg_tunnel *tunnel, size_t count)
{
    drop_front(&tunnel->data, count);
}

void kg_tunnel_finish(struct kg_tunnel *tunnel)
{
    kg_tunnel_end(tunnel, KG_PORTFORWARD_CLOSED, "%s", "");
}
