/*
 * What a server sends to a WebSocket client: an answer to the upgrade, then
 * frames. Whatever is decided of a part stays so when more bytes come; and a
 * payload that the client sends is the same without its mask.
 */
#include "fuzz.h"

#include <string.h>

#include "kagent/websocket.h"

enum { PAYLOAD_MAX = 1 << 12, MESSAGE_MAX = 1 << 13, FEW = 64 };

static const unsigned char mask[KG_WS_MASK_SIZE] = {0x37, 0xfa, 0x21, 0x3d};

/* The length of the answer's head; 0 where there is none. */
static size_t take_head(struct kg_str input)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_ws_upgrade upgrade = {.protocol = KG_STR("v4.channel.k8s.io"),
                                    .key = "dGhlIHNhbXBsZSBub25jZQ=="};
    struct kg_ws_head head;
    int taken = kg_ws_take_head(input, &head, &err);

    if (taken < 0)
        MUST_HOLD(err.message[0] != '\0');
    if (taken <= 0)
        return 0;
    MUST_HOLD(head.length <= input.length && head.status <= 999);
    for (size_t cut = head.length < FEW ? 0 : head.length - FEW; cut < head.length; cut++)
        MUST_HOLD(kg_ws_take_head(kg_str_head(input, cut), &head, NULL) == 0);
    MUST_HOLD(kg_ws_take_head(input, &head, NULL) == 1);
    if (kg_ws_check(&head, &upgrade, &err) < 0)
        MUST_HOLD(err.message[0] != '\0');
    return head.length;
}

/* A part of a frame asks for more, or is refused as the whole is. */
static void check_parts(struct kg_str data, int decided, size_t length)
{
    struct kg_ws_frame frame;

    for (size_t cut = 0; cut < length && cut < FEW; cut++) {
        int early = kg_ws_take_frame(kg_str_head(data, cut), PAYLOAD_MAX, &frame, NULL);

        MUST_HOLD(early == 0 || (early < 0 && decided < 0));
    }
}

static void check_round_trip(struct kg_arena *arena, struct kg_str payload)
{
    struct kg_buf out;

    kg_buf_init(&out, arena, PAYLOAD_MAX + KG_WS_FRAME_HEAD_MAX);
    kg_ws_add_frame(&out, KG_WS_BINARY, payload, mask);
    size_t head = out.length - payload.length;
    MUST_HOLD(memcmp(out.data + head - KG_WS_MASK_SIZE, mask, KG_WS_MASK_SIZE) == 0);
    for (size_t i = 0; i < payload.length; i++)
        MUST_HOLD((unsigned char)(out.data[head + i] ^ payload.data[i]) ==
                  mask[i % KG_WS_MASK_SIZE]);
}

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    struct kg_error err = KG_ERROR_INIT;
    struct kg_ws_message message;
    struct kg_ws_frame frame;
    struct kg_ws_frame whole;
    struct kg_ws_close close;
    int taken;

    input = kg_str_from_index(input, take_head(input));
    kg_ws_message_init(&message, arena, MESSAGE_MAX);
    while ((taken = kg_ws_take_frame(input, PAYLOAD_MAX, &frame, &err)) > 0) {
        MUST_HOLD(frame.length <= input.length && frame.payload.length <= PAYLOAD_MAX);
        check_parts(input, taken, frame.length);
        check_round_trip(arena, frame.payload);
        if (frame.opcode == KG_WS_CLOSE)
            (void)kg_ws_read_close(frame.payload, &close, &err);
        else if (frame.opcode < KG_WS_CLOSE &&
                 kg_ws_take_message(&message, &frame, &whole, &err) > 0)
            MUST_HOLD(whole.payload.length <= MESSAGE_MAX && whole.final);
        input = kg_str_from_index(input, frame.length);
    }
    check_parts(input, taken, input.length);
}
