/*
 * What comes back on a port-forward connection. It means the same whether it
 * arrives at once or byte by byte, and every end but a closed one has a message.
 */
#include "fuzz.h"

#include <string.h>

#include "kube/tunnel.h"

enum { BYTEWISE_MAX = 2048 };

static void sample_bytes(void *bytes, size_t count)
{
    memcpy(bytes, "the sample nonce", count);
}

static void begin(struct kg_arena *arena, struct kg_tunnel *tunnel)
{
    *tunnel = (struct kg_tunnel){.namespace = "kagent",
                                 .pod = "kagent-0",
                                 .port = 8083,
                                 .upgrade = {.host = KG_STR("server"), .target = KG_STR("/")},
                                 .randomize = sample_bytes};
    MUST_HOLD(kg_tunnel_begin(tunnel, arena, NULL) == 0);
    kg_tunnel_sent(tunnel, tunnel->out.length);
}

static void end(struct kg_tunnel *tunnel)
{
    kg_tunnel_receive_end(tunnel);
    MUST_HOLD(tunnel->state == KG_TUNNEL_ENDED);
    MUST_HOLD(tunnel->end == KG_PORTFORWARD_CLOSED || tunnel->error.message[0] != '\0');
    for (const char *at = tunnel->error.message; *at != '\0'; at++)
        MUST_HOLD((unsigned char)*at >= ' ' && *at != 0x7F);
}

void fuzz_one(struct kg_arena *arena, struct kg_str input)
{
    struct kg_tunnel whole;
    struct kg_tunnel parted;

    if (input.length > BYTEWISE_MAX)
        return;
    begin(arena, &whole);
    begin(arena, &parted);
    kg_tunnel_receive(&whole, input);
    for (size_t i = 0; i < input.length; i++)
        kg_tunnel_receive(&parted, kg_str_head(kg_str_from_index(input, i), 1));
    end(&whole);
    end(&parted);
    MUST_HOLD(whole.end == parted.end);
    MUST_HOLD(strcmp(whole.error.message, parted.error.message) == 0);
    MUST_HOLD(kg_str_equal(kg_buf_str(&whole.data), kg_buf_str(&parted.data)));
    MUST_HOLD(kg_str_equal(kg_buf_str(&whole.out), kg_buf_str(&parted.out)));
}
