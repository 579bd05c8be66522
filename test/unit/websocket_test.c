/* WebSocket as RFC 6455 has it: what a server may send, and what is refused of what it sends. */
#include "unit.h"

#include <string.h>

#include "kagent/websocket.h"

enum { PAYLOAD_MAX = 1 << 16, MESSAGE_MAX = 1 << 17 };

static const unsigned char sample_mask[4] = {0x37, 0xfa, 0x21, 0x3d};

#define BYTES(literal) KG_STR(literal)

/* ---- the handshake ---- */

static struct kg_ws_upgrade sample_upgrade(void)
{
    static const struct kg_str fields[] = {{"Authorization: Bearer abc", 25}};
    struct kg_ws_upgrade upgrade = {.target = KG_STR("/chat?x=1"),
                                    .host = KG_STR("server.example.com:6443"),
                                    .protocol = KG_STR("v4.channel.k8s.io"),
                                    .fields = fields,
                                    .field_count = 1};

    kg_ws_key((const unsigned char *)"the sample nonce", upgrade.key);
    return upgrade;
}

static const char good_answer[] = "HTTP/1.1 101 Switching Protocols\r\n"
                                  "Upgrade: websocket\r\n"
                                  "Connection: Upgrade\r\n"
                                  "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
                                  "Sec-WebSocket-Protocol: v4.channel.k8s.io\r\n"
                                  "\r\n";

TEST("the key and its answer are those of the standard's example")
{
    char accept[KG_WS_ACCEPT_SIZE];
    struct kg_ws_upgrade upgrade = sample_upgrade();

    CHECK_TEXT(upgrade.key, "dGhlIHNhbXBsZSBub25jZQ==");
    kg_ws_accept(upgrade.key, accept);
    CHECK_TEXT(accept, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST("the request asks for one protocol and no extension")
{
    struct kg_ws_upgrade upgrade = sample_upgrade();
    struct kg_buf out;

    kg_buf_init(&out, arena, 4096);
    CHECK_INT(kg_ws_add_request(&out, &upgrade, NULL), 0);
    CHECK_TEXT(out.data, "GET /chat?x=1 HTTP/1.1\r\n"
                         "Host: server.example.com:6443\r\n"
                         "Upgrade: websocket\r\n"
                         "Connection: Upgrade\r\n"
                         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                         "Sec-WebSocket-Version: 13\r\n"
                         "Sec-WebSocket-Protocol: v4.channel.k8s.io\r\n"
                         "Authorization: Bearer abc\r\n"
                         "\r\n");
}

TEST("a text with a line break never becomes part of a request")
{
    static const struct kg_str bad[] = {{"X: a\r\nY: b", 10}, {"X: a\nY: b", 9}, {"X: \0", 4}};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf out;

    kg_buf_init(&out, arena, 4096);
    for (size_t i = 0; i < 3; i++) {
        struct kg_ws_upgrade upgrade = sample_upgrade();
        upgrade.fields = &bad[i];
        CHECK_INT(kg_ws_add_request(&out, &upgrade, &err), -1);
        upgrade = sample_upgrade();
        upgrade.host = bad[i];
        CHECK_INT(kg_ws_add_request(&out, &upgrade, &err), -1);
        upgrade = sample_upgrade();
        upgrade.target = bad[i];
        CHECK_INT(kg_ws_add_request(&out, &upgrade, &err), -1);
    }
    struct kg_ws_upgrade spaced = sample_upgrade();
    spaced.target = KG_STR("/a b");
    CHECK_INT(kg_ws_add_request(&out, &spaced, &err), -1);
    CHECK_INT(out.length, 0);
    CHECK_INT(err.class, KG_ERROR_USAGE);
}

TEST("a good answer is taken, however many bytes of it are there at first")
{
    struct kg_ws_upgrade upgrade = sample_upgrade();
    struct kg_ws_head head;
    struct kg_error err = KG_ERROR_INIT;
    size_t length = sizeof(good_answer) - 1;

    for (size_t i = 0; i < length; i++)
        CHECK_INT(kg_ws_take_head((struct kg_str){good_answer, i}, &head, &err), 0);
    CHECK_INT(kg_ws_take_head((struct kg_str){good_answer, length}, &head, &err), 1);
    CHECK_INT(head.status, 101);
    CHECK_STR(head.reason, "Switching Protocols");
    CHECK_INT(head.length, length);
    CHECK_INT(kg_ws_check(&head, &upgrade, &err), 0);
}

TEST("frames in the same bytes as the answer are left where they are")
{
    struct kg_ws_head head;
    const char *text = kg_arena_printf(arena, "%s\x82\x03%c\x90\x1f", good_answer, 1);

    CHECK_INT(kg_ws_take_head(kg_str_from(text), &head, NULL), 1);
    CHECK_INT(head.length, sizeof(good_answer) - 1);
}

/* The message with which this answer is refused; "" when it is taken. */
static const char *refusal(struct kg_arena *arena, const char *answer)
{
    struct kg_ws_upgrade upgrade = sample_upgrade();
    struct kg_error err = KG_ERROR_INIT;
    struct kg_ws_head head;
    int whole = kg_ws_take_head(kg_str_from(answer), &head, &err);

    CHECK(whole != 0);
    if (whole > 0 && kg_ws_check(&head, &upgrade, &err) == 0)
        return "";
    CHECK_INT(err.class, KG_ERROR_UNKNOWN);
    return kg_arena_strdup(arena, err.message);
}

/* The good answer with `from` replaced by `to`. */
static const char *altered(struct kg_arena *arena, const char *from, const char *to)
{
    const char *at = strstr(good_answer, from);

    CHECK(at != NULL);
    return kg_arena_printf(arena, "%.*s%s%s", (int)(at - good_answer), good_answer, to,
                           at + strlen(from));
}

TEST("letter case, blanks and further words of an answer do not matter")
{
    CHECK_TEXT(refusal(arena, altered(arena, "Upgrade: websocket", "uPGRADE:\tWebSocket ")), "");
    CHECK_TEXT(
        refusal(arena, altered(arena, "Connection: Upgrade", "connection: keep-alive, upgrade")),
        "");
    CHECK_TEXT(refusal(arena, altered(arena, "HTTP/1.1 101 Switching Protocols", "HTTP/1.1 101")),
               "");
    CHECK_TEXT(refusal(arena, altered(arena, "Connection: Upgrade\r\n", "Connection: Upgrade\n")),
               "");
    CHECK_TEXT(refusal(arena, altered(arena, "\r\n\r\n", "\r\nSec-WebSocket-Extensions:\r\n\r\n")),
               "");
}

TEST("an answer that is not exactly what was asked for is refused")
{
    static const struct {
        const char *from;
        const char *to;
        const char *message;
    } cases[] = {
        {"HTTP/1.1 101 Switching Protocols", "HTTP/1.1 200 OK",
         "the server does not switch to WebSocket: 200 OK"},
        {"HTTP/1.1", "HTTP/2.0", "the answer is not HTTP/1.1"},
        {"HTTP/1.1 101", "SSH-2.0-OpenSSH_9", "the answer is not HTTP/1.1"},
        {"HTTP/1.1 101", "HTTP/1.1 1x1", "the answer is not HTTP/1.1"},
        {"HTTP/1.1 101", "HTTP/1.1 10100", "the answer is not HTTP/1.1"},
        {"HTTP/1.1 101 Switching Protocols", "HTTP/1.1 10", "the answer is not HTTP/1.1"},
        {"Upgrade: websocket", "Upgrade: h2c",
         "the answer says 101 and not 'Upgrade: websocket': it is no WebSocket handshake"},
        {"Connection: Upgrade", "Connection: close",
         "the answer says 101 and not 'Connection: Upgrade': it is no WebSocket handshake"},
        {"s3pP", "AAAA",
         "the answer's Sec-WebSocket-Accept does not belong to the request: something between here "
         "and the server answers from memory"},
        {"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", "",
         "the answer's Sec-WebSocket-Accept does not belong to the request: something between here "
         "and the server answers from memory"},
        {"v4.channel.k8s.io", "v5.channel.k8s.io",
         "the server chose the protocol 'v5.channel.k8s.io' where only 'v4.channel.k8s.io' was "
         "offered"},
        {"Sec-WebSocket-Protocol: v4.channel.k8s.io\r\n", "",
         "the server chose the protocol '' where only 'v4.channel.k8s.io' was offered"},
        {"\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n",
         "the server turned on an extension that was not offered: permessage-deflate"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        CHECK_TEXT(refusal(arena, altered(arena, cases[i].from, cases[i].to)), cases[i].message);
}

TEST("a head without end is refused, not collected")
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_ws_head head;
    struct kg_buf text;

    kg_buf_init(&text, arena, 1 << 20);
    kg_buf_add_text(&text, "HTTP/1.1 101 Switching\r\n");
    kg_buf_add_repeated(&text, 'a', KG_WS_HEAD_MAX);
    CHECK_INT(kg_ws_take_head(kg_buf_str(&text), &head, &err), -1);
    CHECK_ERROR(err, "longer than 65536 bytes");
    CHECK_INT(kg_ws_take_head(KG_STR("SSH"), &head, &err), -1);
    CHECK_ERROR(err, "not HTTP/1.1");
}

/* ---- frames in ---- */

static int take(struct kg_str data, struct kg_ws_frame *frame, struct kg_error *err)
{
    return kg_ws_take_frame(data, PAYLOAD_MAX, frame, err);
}

TEST("the server's frames of the standard are read")
{
    struct kg_ws_frame frame;

    CHECK_INT(take(BYTES("\x81\x05Hello"), &frame, NULL), 1);
    CHECK_INT(frame.opcode, KG_WS_TEXT);
    CHECK(frame.final);
    CHECK_STR(frame.payload, "Hello");
    CHECK_INT(frame.length, 7);

    CHECK_INT(take(BYTES("\x01\x03Hel\x80\x02lo"), &frame, NULL), 1);
    CHECK(!frame.final);
    CHECK_STR(frame.payload, "Hel");
    CHECK_INT(take(BYTES("\x80\x02lo"), &frame, NULL), 1);
    CHECK_INT(frame.opcode, KG_WS_CONTINUATION);
    CHECK_STR(frame.payload, "lo");

    CHECK_INT(take(BYTES("\x89\x05Hello"), &frame, NULL), 1);
    CHECK_INT(frame.opcode, KG_WS_PING);
    CHECK_INT(take(BYTES("\x8a\x00more"), &frame, NULL), 1);
    CHECK_INT(frame.opcode, KG_WS_PONG);
    CHECK_INT(frame.length, 2);
}

TEST("a length that is written longer than need be is taken")
{
    struct kg_ws_frame frame;

    CHECK_INT(take(BYTES("\x82\x7e\x00\x02hi"), &frame, NULL), 1);
    CHECK_STR(frame.payload, "hi");
    CHECK_INT(take(BYTES("\x82\x7f\x00\x00\x00\x00\x00\x00\x00\x02hi"), &frame, NULL), 1);
    CHECK_STR(frame.payload, "hi");
}

/* A server's frame: what a client's would be without its mask. */
static struct kg_str server_frame(struct kg_arena *arena, unsigned first, size_t length)
{
    struct kg_buf out;

    kg_buf_init(&out, arena, 1 << 20);
    kg_buf_add_char(&out, (char)first);
    if (length <= 125) {
        kg_buf_add_char(&out, (char)length);
    } else if (length <= 65535) {
        kg_buf_add_char(&out, 126);
        kg_buf_add_char(&out, (char)(length >> 8));
        kg_buf_add_char(&out, (char)length);
    } else {
        kg_buf_add_char(&out, 127);
        kg_buf_add_repeated(&out, '\0', 5);
        kg_buf_add_char(&out, (char)(length >> 16));
        kg_buf_add_char(&out, (char)(length >> 8));
        kg_buf_add_char(&out, (char)length);
    }
    kg_buf_add_repeated(&out, 'x', length);
    return kg_buf_str(&out);
}

TEST("at every point where a frame is cut, more is asked for")
{
    static const size_t lengths[] = {0, 1, 2, 125, 126, 127, 300, 65535, 65536};

    for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
        struct kg_str whole = server_frame(arena, 0x82, lengths[i]);
        struct kg_ws_frame frame;

        for (size_t cut = 0; cut < whole.length; cut += cut < 20 ? 1 : 97)
            CHECK_INT(take(kg_str_head(whole, cut), &frame, NULL), 0);
        CHECK_INT(take(kg_str_head(whole, whole.length - 1), &frame, NULL), 0);
        CHECK_INT(take(whole, &frame, NULL), 1);
        CHECK_INT(frame.payload.length, lengths[i]);
        CHECK_INT(frame.length, whole.length);
    }
}

TEST("what a server must not send is refused at the first byte that shows it")
{
    static const struct {
        struct kg_str bytes;
        const char *message;
    } cases[] = {
        {{"\xc2\x00", 2}, "has a reserved bit set (c2 00)"},
        {{"\xa2\x00", 2}, "has a reserved bit set"},
        {{"\x92\x00", 2}, "has a reserved bit set"},
        {{"\x83\x00", 2}, "has an opcode that does not exist"},
        {{"\x87\x00", 2}, "has an opcode that does not exist"},
        {{"\x8b\x00", 2}, "has an opcode that does not exist"},
        {{"\x8f\x00", 2}, "has an opcode that does not exist"},
        {{"\x82\x81", 2}, "is masked"},
        {{"\x09\x00", 2}, "is a control frame in fragments"},
        {{"\x08\x00", 2}, "is a control frame in fragments"},
        {{"\x89\x7e", 2}, "is a control frame of more than 125 bytes"},
        {{"\x8a\x7f", 2}, "is a control frame of more than 125 bytes"},
        {{"\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x01", 10}, "65537 bytes; 65536 are allowed"},
        {{"\x82\x7f\x40\x00\x00\x00\x00\x00\x00\x00", 10}, "frame of 4611686018427387904 bytes"},
        {{"\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10}, "frame of 18446744073709551615 bytes"},
    };
    struct kg_ws_frame frame;

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct kg_error err = KG_ERROR_INIT;

        CHECK_INT(take(cases[i].bytes, &frame, &err), -1);
        CHECK_INT(err.class, KG_ERROR_UNKNOWN);
        CHECK_ERROR(err, cases[i].message);
    }
}

TEST("every first and second byte is either a frame or refused")
{
    for (unsigned first = 0; first < 256; first++)
        for (unsigned second = 0; second < 126; second++) {
            char bytes[2 + 125] = {(char)first, (char)second};
            struct kg_ws_frame frame;
            unsigned opcode = first & 0x0f;
            bool good = (first & 0x70) == 0 &&
                        (opcode <= 2 || ((first & 0x80) && opcode >= 8 && opcode <= 10));

            CHECK_INT(take((struct kg_str){bytes, sizeof(bytes)}, &frame, NULL), good ? 1 : -1);
        }
}

/* ---- frames out ---- */

static struct kg_str client_frame(struct kg_arena *arena, enum kg_ws_opcode opcode,
                                  struct kg_str payload)
{
    struct kg_buf out;

    kg_buf_init(&out, arena, 1 << 20);
    kg_ws_add_frame(&out, opcode, payload, sample_mask);
    return kg_buf_str(&out);
}

TEST("a client's frame is masked as in the standard's example")
{
    struct kg_str frame = client_frame(arena, KG_WS_TEXT, KG_STR("Hello"));

    CHECK(kg_str_equal(frame, BYTES("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58")));
}

TEST("lengths are written as short as they can be")
{
    static const struct {
        size_t length;
        struct kg_str head;
    } cases[] = {
        {0, {"\x82\x80", 2}},
        {125, {"\x82\xfd", 2}},
        {126, {"\x82\xfe\x00\x7e", 4}},
        {300, {"\x82\xfe\x01\x2c", 4}},
        {65535, {"\x82\xfe\xff\xff", 4}},
        {65536, {"\x82\xff\x00\x00\x00\x00\x00\x01\x00\x00", 10}},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char *payload = kg_arena_zero(arena, cases[i].length + 1, 1);
        struct kg_str frame =
            client_frame(arena, KG_WS_BINARY, (struct kg_str){payload, cases[i].length});
        size_t head = cases[i].head.length;

        CHECK(kg_str_equal(kg_str_head(frame, head), cases[i].head));
        CHECK(memcmp(frame.data + head, sample_mask, 4) == 0);
        CHECK_INT(frame.length, head + 4 + cases[i].length);
        for (size_t j = 0; j < cases[i].length; j++)
            CHECK_INT((unsigned char)frame.data[head + 4 + j], sample_mask[j % 4]);
    }
}

TEST("a close frame carries its code")
{
    struct kg_buf out;

    kg_buf_init(&out, arena, 64);
    kg_ws_add_close(&out, KG_WS_CLOSE_NORMAL, sample_mask);
    CHECK(kg_str_equal(kg_buf_str(&out), BYTES("\x88\x82\x37\xfa\x21\x3d\x34\x12")));
}

/* ---- messages ---- */

/*
 * Takes all frames of `data`, as one who reads does; the texts of the messages,
 * one behind the other, each behind a bar.
 */
static int messages(struct kg_arena *arena, struct kg_str data, struct kg_buf *out,
                    struct kg_error *err)
{
    struct kg_ws_message message;
    struct kg_ws_frame frame;
    struct kg_ws_frame whole;
    int taken;

    kg_buf_init(out, arena, 1 << 20);
    kg_ws_message_init(&message, arena, MESSAGE_MAX);
    while ((taken = take(data, &frame, err)) > 0) {
        data = kg_str_from_index(data, frame.length);
        if (frame.opcode >= KG_WS_CLOSE)
            continue;
        taken = kg_ws_take_message(&message, &frame, &whole, err);
        if (taken < 0)
            return -1;
        if (taken > 0) {
            kg_buf_printf(out, "|%d:", whole.opcode);
            kg_buf_add_str(out, whole.payload);
        }
    }
    return taken;
}

TEST("fragments become one message, with control frames between them")
{
    struct kg_buf out;

    CHECK_INT(messages(arena,
                       BYTES("\x82\x02"
                             "ab"
                             "\x02\x01"
                             "c"
                             "\x89\x04ping"
                             "\x00\x00"
                             "\x00\x01"
                             "d"
                             "\x80\x01"
                             "e"
                             "\x01\x01"
                             "f"
                             "\x80\x00"
                             "\x81\x00"),
                       &out, NULL),
              0);
    CHECK_TEXT(out.data, "|2:ab|2:cde|1:f|1:");
}

TEST("fragments that do not follow each other are refused")
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf out;

    CHECK_INT(messages(arena, BYTES("\x80\x01x"), &out, &err), -1);
    CHECK_ERROR(err, "continues a WebSocket message that has not begun");
    CHECK_INT(messages(arena, BYTES("\x02\x01x\x82\x01y"), &out, &err), -1);
    CHECK_ERROR(err, "begins a WebSocket message before the last one is complete");
    CHECK_INT(messages(arena, BYTES("\x02\x01x\x80\x01y\x80\x01z"), &out, &err), -1);
    CHECK_ERROR(err, "has not begun");
}

TEST("a message has a limit, whatever the number of its fragments")
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf frames;
    struct kg_buf out;

    kg_buf_init(&frames, arena, 1 << 20);
    kg_buf_add_str(&frames, server_frame(arena, 0x02, PAYLOAD_MAX));
    kg_buf_add_str(&frames, server_frame(arena, 0x00, PAYLOAD_MAX));
    CHECK_INT(messages(arena, kg_buf_str(&frames), &out, &err), 0);
    kg_buf_add_str(&frames, server_frame(arena, 0x80, 1));
    CHECK_INT(messages(arena, kg_buf_str(&frames), &out, &err), -1);
    CHECK_ERROR(err, "has more than 131072 bytes");
}

/* ---- closing ---- */

TEST("a close frame says why, or nothing")
{
    struct kg_ws_close close;

    CHECK_INT(kg_ws_read_close(KG_STR(""), &close, NULL), 0);
    CHECK_INT(close.code, KG_WS_CLOSE_NONE);
    CHECK_INT(kg_ws_read_close(BYTES("\x03\xf3runtime went away"), &close, NULL), 0);
    CHECK_INT(close.code, 1011);
    CHECK_STR(close.reason, "runtime went away");
    CHECK_TEXT(kg_ws_close_meaning(1011), "internal error");
    CHECK_INT(kg_ws_read_close(BYTES("\x0f\xa0"), &close, NULL), 0);
    CHECK_INT(close.code, 4000);
    CHECK(kg_ws_close_meaning(4000) == NULL);
}

TEST("a close frame that must not be sent is refused")
{
    static const unsigned never[] = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_ws_close close;

    CHECK_INT(kg_ws_read_close(BYTES("\x03"), &close, &err), -1);
    CHECK_ERROR(err, "half a code");
    CHECK_INT(kg_ws_read_close(BYTES("\x03\xe8\xff"), &close, &err), -1);
    CHECK_ERROR(err, "no UTF-8");
    for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++) {
        char bytes[2] = {(char)(never[i] >> 8), (char)never[i]};
        CHECK_INT(kg_ws_read_close((struct kg_str){bytes, 2}, &close, &err), -1);
        CHECK_ERROR(err, "must not be sent");
    }
}
