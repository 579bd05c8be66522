/* Frames and messages: RFC 6455, sections 5 and 7.4. */
#include "kagent/websocket.h"

#include <string.h>

enum {
    FINAL = 0x80,
    RESERVED = 0x70,
    OPCODE = 0x0F,
    MASKED = 0x80,
    LENGTH = 0x7F,
    LENGTH_16 = 126, /* the length stands in the next two bytes */
    LENGTH_64 = 127, /* ... in the next eight */
};

static bool is_control(unsigned opcode)
{
    return opcode >= KG_WS_CLOSE;
}

static bool is_known(unsigned opcode)
{
    return opcode <= KG_WS_BINARY || (opcode >= KG_WS_CLOSE && opcode <= KG_WS_PONG);
}

/* What the first two bytes of a server's frame may not say; NULL when they are in order. */
static const char *objection(unsigned first, unsigned second)
{
    if (first & RESERVED)
        return "has a reserved bit set";
    if (!is_known(first & OPCODE))
        return "has an opcode that does not exist";
    if (second & MASKED)
        return "is masked, which only a client's may be";
    if (is_control(first & OPCODE) && !(first & FINAL))
        return "is a control frame in fragments";
    if (is_control(first & OPCODE) && (second & LENGTH) > KG_WS_CONTROL_MAX)
        return "is a control frame of more than 125 bytes";
    return NULL;
}

static uint64_t read_number(const char *bytes, size_t count)
{
    uint64_t number = 0;

    for (size_t i = 0; i < count; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

/* How many bytes the length takes behind the first two. */
static size_t length_size(unsigned length)
{
    return length == LENGTH_16 ? 2 : length == LENGTH_64 ? 8 : 0;
}

int kg_ws_take_frame(struct kg_str data, size_t payload_max, struct kg_ws_frame *frame,
                     struct kg_error *err)
{
    if (data.length < 2)
        return 0;

    unsigned first = (unsigned char)data.data[0];
    unsigned second = (unsigned char)data.data[1];
    const char *wrong = objection(first, second);
    if (wrong != NULL)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "a WebSocket frame of the server %s (%02x %02x)",
                            wrong, first, second);

    size_t head = 2 + length_size(second & LENGTH);
    if (data.length < head)
        return 0;
    uint64_t length = head == 2 ? second & LENGTH : read_number(data.data + 2, head - 2);
    if (length > payload_max)
        return kg_error_set(err, KG_ERROR_UNKNOWN,
                            "the server announces a WebSocket frame of %llu bytes; %zu are allowed",
                            (unsigned long long)length, payload_max);
    if (data.length - head < length)
        return 0;
    *frame = (struct kg_ws_frame){.opcode = first & OPCODE,
                                  .final = (first & FINAL) != 0,
                                  .payload = {data.data + head, (size_t)length},
                                  .length = head + (size_t)length};
    return 1;
}

static void write_number(char *out, uint64_t number, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out[i] = (char)(number >> (8 * (count - 1 - i)));
}

void kg_ws_add_frame(struct kg_buf *out, enum kg_ws_opcode opcode, struct kg_str payload,
                     const unsigned char mask[KG_WS_MASK_SIZE])
{
    unsigned length = payload.length <= KG_WS_CONTROL_MAX ? (unsigned)payload.length
                      : payload.length <= UINT16_MAX      ? LENGTH_16
                                                          : LENGTH_64;
    size_t extra = length_size(length);
    char *at = kg_buf_reserve(out, KG_WS_FRAME_HEAD_MAX + payload.length);

    *at++ = (char)(FINAL | opcode);
    *at++ = (char)(MASKED | length);
    write_number(at, payload.length, extra);
    at += extra;
    memcpy(at, mask, KG_WS_MASK_SIZE);
    at += KG_WS_MASK_SIZE;
    for (size_t i = 0; i < payload.length; i++)
        at[i] = (char)((unsigned char)payload.data[i] ^ mask[i % KG_WS_MASK_SIZE]);
    out->length += 2 + extra + KG_WS_MASK_SIZE + payload.length;
    out->data[out->length] = '\0';
}

/* ---- messages ---- */

void kg_ws_message_init(struct kg_ws_message *message, struct kg_arena *arena, size_t limit)
{
    kg_buf_init(&message->fragments, arena, limit);
    message->opcode = KG_WS_CONTINUATION;
}

int kg_ws_take_message(struct kg_ws_message *message, const struct kg_ws_frame *frame,
                       struct kg_ws_frame *whole, struct kg_error *err)
{
    bool begins = frame->opcode != KG_WS_CONTINUATION;
    bool under_way = message->opcode != KG_WS_CONTINUATION;

    if (begins && under_way)
        return kg_error_set(
            err, KG_ERROR_UNKNOWN,
            "the server begins a WebSocket message before the last one is complete");
    if (!begins && !under_way)
        return kg_error_set(err, KG_ERROR_UNKNOWN,
                            "the server continues a WebSocket message that has not begun");
    if (begins && frame->final) {
        *whole = *frame;
        return 1;
    }
    if (begins) {
        kg_buf_reset(&message->fragments);
        message->opcode = frame->opcode;
    }
    if (frame->payload.length > message->fragments.limit - message->fragments.length)
        return kg_error_set(err, KG_ERROR_UNKNOWN,
                            "a WebSocket message of the server has more than %zu bytes",
                            message->fragments.limit);
    kg_buf_add_str(&message->fragments, frame->payload);
    if (!frame->final)
        return 0;
    *whole = (struct kg_ws_frame){
        .opcode = message->opcode, .final = true, .payload = kg_buf_str(&message->fragments)};
    message->opcode = KG_WS_CONTINUATION;
    return 1;
}

/* ---- closing ---- */

/* Section 7.4.1 and the registry it opened; what is left out has no meaning on the wire. */
static const struct {
    unsigned code;
    const char *meaning;
} closings[] = {
    {1000, "normal end"},           {1001, "going away"},
    {1002, "protocol error"},       {1003, "data that it cannot take"},
    {1007, "data of another type"}, {1008, "policy violation"},
    {1009, "message too big"},      {1010, "extension missing"},
    {1011, "internal error"},       {1012, "service restart"},
    {1013, "try again later"},      {1014, "bad gateway"},
};

const char *kg_ws_close_meaning(unsigned code)
{
    for (size_t i = 0; i < sizeof(closings) / sizeof(*closings); i++)
        if (closings[i].code == code)
            return closings[i].meaning;
    return NULL;
}

/* 3000 to 3999 are registered by libraries, 4000 to 4999 are anybody's. */
static bool may_be_sent(unsigned code)
{
    return kg_ws_close_meaning(code) != NULL || (code >= 3000 && code <= 4999);
}

int kg_ws_read_close(struct kg_str payload, struct kg_ws_close *close, struct kg_error *err)
{
    *close = (struct kg_ws_close){.code = KG_WS_CLOSE_NONE, .reason = KG_STR("")};
    if (payload.length == 0)
        return 0;
    if (payload.length == 1)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "the server's close frame has half a code");
    close->code = (unsigned)read_number(payload.data, 2);
    close->reason = kg_str_from_index(payload, 2);
    if (!may_be_sent(close->code))
        return kg_error_set(err, KG_ERROR_UNKNOWN,
                            "the server's close frame has the code %u, which must not be sent",
                            close->code);
    if (!kg_str_is_utf8(close->reason))
        return kg_error_set(err, KG_ERROR_UNKNOWN,
                            "the reason in the server's close frame is no UTF-8");
    return 0;
}

void kg_ws_add_close(struct kg_buf *out, unsigned code, const unsigned char mask[KG_WS_MASK_SIZE])
{
    char payload[2];

    write_number(payload, code, sizeof(payload));
    kg_ws_add_frame(out, KG_WS_CLOSE, (struct kg_str){payload, sizeof(payload)}, mask);
}
