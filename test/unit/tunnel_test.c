/* What is said on a port-forward connection, byte by byte, without a network. */
#include "unit.h"

#include <string.h>

#include "kube/tunnel.h"

static void sample_bytes(void *bytes, size_t count)
{
    memcpy(bytes, "the sample nonce", count);
}

static struct kg_tunnel *tunnel_new(struct kg_arena *arena)
{
    struct kg_tunnel *tunnel = kg_arena_zero(arena, 1, sizeof(*tunnel));

    tunnel->namespace = "kagent";
    tunnel->pod = "kagent-0";
    tunnel->port = 8083;
    tunnel->upgrade.host = KG_STR("server");
    tunnel->upgrade.target = KG_STR("/");
    tunnel->randomize = sample_bytes;
    CHECK_INT(kg_tunnel_begin(tunnel, arena, NULL), 0);
    kg_tunnel_sent(tunnel, tunnel->out.length);
    return tunnel;
}

#define HEAD                                                                                       \
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"            \
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"                                       \
    "Sec-WebSocket-Protocol: v4.channel.k8s.io\r\n\r\n"
#define NAMES "\x82\x03\x00\x93\x1f\x82\x03\x01\x93\x1f"

/* A whole conversation: the port's names, a ping, data in two messages, the end. */
#define TALK                                                                                       \
    HEAD NAMES "\x89\x02hi\x82\x04\0abc\x02\x02\0d\x80\x01"                                        \
               "e\x88\x02\x03\xe8"

TEST("a conversation comes to the same, wherever its bytes are parted")
{
    const struct kg_str talk = KG_STR(TALK);

    for (size_t cut = 0; cut <= talk.length; cut++) {
        struct kg_tunnel *tunnel = tunnel_new(arena);

        kg_tunnel_receive(tunnel, kg_str_head(talk, cut));
        kg_tunnel_receive(tunnel, kg_str_from_index(talk, cut));
        CHECK_INT(tunnel->state, KG_TUNNEL_ENDED);
        CHECK_INT(tunnel->end, KG_PORTFORWARD_CLOSED);
        CHECK_STR(kg_buf_str(&tunnel->data), "abcde");
        /* The pong, with the ping's payload under the mask "the ", and the close frame. */
        CHECK(kg_str_equal(kg_buf_str(&tunnel->out),
                           KG_STR("\x8a\x82the \x1c\x01\x88\x82the \x77\x80")));
    }
}

TEST("a conversation that is cut anywhere ends as cut, never as closed")
{
    const struct kg_str talk = KG_STR(TALK);

    for (size_t cut = 0; cut < talk.length; cut++) {
        struct kg_tunnel *tunnel = tunnel_new(arena);

        for (size_t i = 0; i < cut; i++)
            kg_tunnel_receive(tunnel, kg_str_head(kg_str_from_index(talk, i), 1));
        kg_tunnel_receive_end(tunnel);
        CHECK_INT(tunnel->state, KG_TUNNEL_ENDED);
        CHECK_INT(tunnel->end, KG_PORTFORWARD_CUT);
    }
}

TEST("the request is wiped from the buffer when it is sent")
{
    struct kg_tunnel *tunnel = tunnel_new(arena);

    for (size_t i = 0; i < tunnel->out.capacity && i < 150; i++)
        CHECK_INT(tunnel->out.data[i], 0);
}

TEST("bytes for the pod are messages of channel 0, of 16 KiB at most")
{
    struct kg_tunnel *tunnel = tunnel_new(arena);
    struct kg_str bytes = {kg_arena_zero(arena, 40000, 1), 40000};

    kg_tunnel_receive(tunnel, KG_STR(HEAD NAMES));
    CHECK_INT(tunnel->state, KG_TUNNEL_OPEN);
    kg_tunnel_send(tunnel, bytes);
    CHECK_INT(tunnel->out.length, 40000 + 3 * (8 + 1));
    CHECK(memcmp(tunnel->out.data, "\x82\xfe\x40\x01the t", 9) == 0);
}

TEST("a sign of life is an empty message of channel 0")
{
    struct kg_tunnel *tunnel = tunnel_new(arena);

    kg_tunnel_receive(tunnel, KG_STR(HEAD NAMES));
    kg_tunnel_send(tunnel, KG_STR(""));
    CHECK(kg_str_equal(kg_buf_str(&tunnel->out), KG_STR("\x82\x81the t")));
}

/* The message with which these bytes behind the names end it. */
static const char *end_of(struct kg_arena *arena, struct kg_str bytes, enum kg_portforward_end end)
{
    struct kg_tunnel *tunnel = tunnel_new(arena);

    kg_tunnel_receive(tunnel, KG_STR(HEAD));
    kg_tunnel_receive(tunnel, bytes);
    CHECK_INT(tunnel->state, KG_TUNNEL_ENDED);
    CHECK_INT(tunnel->end, end);
    return tunnel->error.message;
}

TEST("names of other ports, or none, are refused")
{
    static const struct kg_str names[] = {
        {"\x82\x03\x00\x93\x20", 5}, {"\x82\x02\x00\x93", 4},     {"\x82\x04\x00\x93\x1f\x00", 6},
        {"\x82\x01\x00", 3},         {"\x82\x03\x01\x00\x00", 5},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        CHECK_TEXT(end_of(arena, names[i], KG_PORTFORWARD_PROTOCOL),
                   "the node of pod kagent-0 forwards something else than port 8083");
}

TEST("a close frame before the port is named is the node's refusal")
{
    CHECK_TEXT(end_of(arena, KG_STR("\x88\x02\x03\xe8"), KG_PORTFORWARD_NODE),
               "the node of pod kagent-0 ended the port-forward before it began");
}

TEST("what a node says is shown as one line without control characters")
{
    CHECK_TEXT(kg_tunnel_quote(arena, KG_STR(" a\x1b[31m\nb\x7f \t")), "a [31m b ");
    CHECK_TEXT(kg_tunnel_quote(arena, KG_STR("\xc3\xa4")), "\xc3\xa4");
    CHECK_TEXT(kg_tunnel_quote(arena, KG_STR("\xc3(\xff")), " ( ");
}

TEST("a header field with an escape sequence does not reach the message as one")
{
    struct kg_tunnel *tunnel = tunnel_new(arena);

    kg_tunnel_receive(tunnel,
                      KG_STR("HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
                             "Sec-WebSocket-Protocol: v4\x1b[31m\r\n\r\n"));
    CHECK_TEXT(tunnel->error.message, "the server chose the protocol 'v4 [31m' where only "
                                      "'v4.channel.k8s.io' was offered");
}

/* Why an answer other than 101 ends it; "" while more is waited for. */
static const char *refusal(struct kg_arena *arena, const char *answer)
{
    struct kg_tunnel *tunnel = tunnel_new(arena);

    kg_tunnel_receive(tunnel, kg_str_from(answer));
    return tunnel->state == KG_TUNNEL_ENDED ? tunnel->error.message : "";
}

TEST("the body of a refusal is waited for, and its chunks are put together")
{
    CHECK_TEXT(refusal(arena, "HTTP/1.1 500 X\r\nContent-Length: 5\r\n\r\nbad"), "");
    CHECK_TEXT(refusal(arena, "HTTP/1.1 500 X\r\nContent-Length: 3\r\n\r\nbad"),
               "the node of pod kagent-0, or a proxy, refuses the port-forward: 500 bad");
    CHECK_TEXT(refusal(arena, "HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nba\r\n"),
               "");
    CHECK_TEXT(refusal(arena, "HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "2;x=y\r\nba\r\nA\r\nd luck now\r\n0\r\n\r\n"),
               "the node of pod kagent-0, or a proxy, refuses the port-forward: 500 bad luck now");
    CHECK_TEXT(refusal(arena, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"),
               "the node of pod kagent-0, or a proxy, refuses the port-forward: 502 Bad Gateway");
}

TEST("a refusal without end is cut off")
{
    struct kg_tunnel *tunnel = tunnel_new(arena);
    struct kg_buf text;

    kg_buf_init(&text, arena, 1 << 20);
    kg_buf_add_text(&text, "HTTP/1.1 500 X\r\n\r\n");
    kg_buf_add_repeated(&text, 'x', 70000);
    kg_tunnel_receive(tunnel, kg_buf_str(&text));
    CHECK_INT(tunnel->end, KG_PORTFORWARD_NODE);
    CHECK(strlen(tunnel->error.message) < 800);
}
