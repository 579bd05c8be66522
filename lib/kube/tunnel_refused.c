/* Answers to the upgrade that are no 101: who speaks, and what it means. */
#include <string.h>
#include <strings.h>

#include "kagent/json.h"
#include "tunnel.h"

#include "kagent/target.h"

enum { BODY_MAX = 64 << 10 }; /* as much of a body is looked at */

/* ---- the body ---- */

/* The number in hexadecimal at the front of a chunk's first line; -1 where there is none. */
static long chunk_size(struct kg_str line)
{
    long size = -1;

    for (size_t i = 0; i < line.length && i < 6; i++) {
        const char *digits = "0123456789abcdef";
        const char *at = memchr(digits, line.data[i] | 0x20, 16);
        if (at == NULL)
            break;
        size = (size < 0 ? 0 : size * 16) + (at - digits);
    }
    return size;
}

/* Puts the chunks together (RFC 9112, section 7.1). Returns whether the last one is there. */
static bool join_chunks(struct kg_buf *out, struct kg_str text)
{
    for (;;) {
        ptrdiff_t end = kg_str_find(text, '\n');
        long size = end < 0 ? -1 : chunk_size(kg_str_head(text, (size_t)end));

        if (size <= 0)
            return size == 0;
        text = kg_str_from_index(text, (size_t)end + 1);
        struct kg_str chunk = kg_str_head(text, (size_t)size);
        kg_buf_add_str(out, chunk);
        if (chunk.length < (size_t)size)
            return false;
        text = kg_str_from_index(text, chunk.length);
        text = kg_str_from_index(text, kg_str_starts(text, "\r\n") ? 2 : 1);
    }
}

/* The number of a Content-Length; BODY_MAX where there is none, or a larger one. */
static size_t content_length(const struct kg_ws_head *head)
{
    struct kg_str value;
    size_t length = 0;

    if (!kg_ws_field(head, "Content-Length", &value) || value.length == 0)
        return BODY_MAX;
    for (size_t i = 0; i < value.length; i++) {
        if (value.data[i] < '0' || value.data[i] > '9' || length > BODY_MAX)
            return BODY_MAX;
        length = length * 10 + (size_t)(value.data[i] - '0');
    }
    return length < BODY_MAX ? length : BODY_MAX;
}

/* The body as far as it is there. Returns whether that is all of it. */
static bool read_body(struct kg_tunnel *tunnel, const struct kg_ws_head *head, struct kg_str text,
                      struct kg_str *body)
{
    struct kg_str coding = KG_STR("");

    if (kg_ws_field(head, "Transfer-Encoding", &coding) && kg_str_is(coding, "chunked")) {
        kg_buf_reset(&tunnel->refusal);
        bool whole = join_chunks(&tunnel->refusal, kg_str_head(text, BODY_MAX));
        *body = kg_buf_str(&tunnel->refusal);
        return whole || text.length >= BODY_MAX;
    }
    *body = kg_str_head(text, content_length(head));
    return body->length == content_length(head);
}

/* ---- what it means ---- */

/* The Status of an API server, or NULL: what nodes and proxies say has no such form. */
static const struct kg_node *read_status(struct kg_arena *arena, struct kg_str body)
{
    static const struct kg_source source = {.name = "the API server's answer"};
    struct kg_node *status;

    if (kg_json_read(arena, body, &source, 1, &status, NULL) < 0 ||
        !kg_str_is(kg_node_text(kg_node_get(status, "kind")), "Status"))
        return NULL;
    return status;
}

/* An answer that the API server gives itself: what it says about which layer. */
static const struct meaning {
    unsigned status;
    const char *says; /* part of the message; NULL: whatever it is */
    enum kg_portforward_end end;
} meanings[] = {
    {401, NULL, KG_PORTFORWARD_UNAUTHORIZED},
    {403, NULL, KG_PORTFORWARD_FORBIDDEN},
    {404, NULL, KG_PORTFORWARD_NO_POD},
    {400, "does not have a host assigned", KG_PORTFORWARD_NO_NODE},
    {500, "dial", KG_PORTFORWARD_NODE},
    {500, "no preferred addresses", KG_PORTFORWARD_NODE},
    {500, "upgrade response", KG_PORTFORWARD_NODE},
    {0, NULL, KG_PORTFORWARD_REFUSED},
};

static enum kg_portforward_end meaning_of(unsigned status, const char *message)
{
    const struct meaning *meaning = meanings;

    while (meaning->status != 0 &&
           (meaning->status != status ||
            (meaning->says != NULL && strstr(message, meaning->says) == NULL)))
        meaning++;
    return meaning->end;
}

static void advise(struct kg_tunnel *tunnel)
{
    struct kg_target target = {tunnel->namespace, tunnel->access};
    switch (tunnel->end) {
    case KG_PORTFORWARD_FORBIDDEN:
        kg_error_advise(
            &tunnel->error,
            "port-forward needs `get` on pods/portforward, and from Kubernetes 1.35 on "
            "`create` as well: %s",
            kg_target_command(tunnel->arena, &target,
                              "kubectl auth can-i create pods --subresource=portforward"));
        break;
    case KG_PORTFORWARD_NO_POD:
    case KG_PORTFORWARD_NO_NODE:
        kg_error_advise(&tunnel->error, "See: %s",
                        kg_target_command(tunnel->arena, &target, "kubectl get pods -o wide"));
        break;
    case KG_PORTFORWARD_NODE:
        target.namespace = NULL;
        kg_error_advise(&tunnel->error, "See whether the pod's node is ready: %s",
                        kg_target_command(tunnel->arena, &target, "kubectl get nodes"));
        break;
    default:
        break;
    }
}

/*
 * Who lacks the right that the request itself takes, `get`, is told so. Since 1.35 `create` is
 * asked for behind that, and a refusal does not name it.
 */
static bool right_unsaid(enum kg_portforward_end end, const char *message)
{
    return end == KG_PORTFORWARD_FORBIDDEN && strstr(message, " cannot ") == NULL;
}

static void refused_by_server(struct kg_tunnel *tunnel, const struct kg_ws_head *head,
                              const struct kg_node *status)
{
    const char *message =
        kg_tunnel_quote(tunnel->arena, kg_node_text(kg_node_get(status, "message")));
    struct kg_str name = kg_node_text(kg_node_path(status, "details", "name", NULL));
    enum kg_portforward_end end = meaning_of(head->status, message);

    /* A pod whose Node object is gone is reported as a pod of the node's name. */
    if (end == KG_PORTFORWARD_NO_POD && name.length > 0 && !kg_str_is(name, tunnel->pod))
        kg_tunnel_end(tunnel, KG_PORTFORWARD_NO_NODE,
                      "pod %s is on the node %.*s, which does not exist any more", tunnel->pod,
                      KG_STR_ARG(name));
    else
        kg_tunnel_end(tunnel, end, "port-forward to pod %s is refused: %s%s", tunnel->pod, message,
                      right_unsaid(end, message) ? ": `create` on pods/portforward is missing"
                                                 : "");
    advise(tunnel);
}

/*
 * A node, or something between it and here. 403 without a word is how nodes
 * refuse a sub-protocol; it has nothing to do with rights.
 */
static void refused_by_other(struct kg_tunnel *tunnel, const struct kg_ws_head *head,
                             struct kg_str body)
{
    const char *text = kg_tunnel_quote(tunnel->arena, body);
    bool silent_refusal = head->status == 403 && text[0] == '\0';

    if (silent_refusal)
        kg_tunnel_end(tunnel, KG_PORTFORWARD_NODE,
                      "the node of pod %s does not speak %.*s (403 without a reason)", tunnel->pod,
                      KG_STR_ARG(tunnel->upgrade.protocol));
    else if (head->status == 401)
        kg_tunnel_end(tunnel, KG_PORTFORWARD_NODE,
                      "the node of pod %s, or a proxy, wants to know who asks: 401 %s", tunnel->pod,
                      text);
    else if (head->status < 400)
        kg_tunnel_end(tunnel, KG_PORTFORWARD_PROTOCOL,
                      "the answer to a port-forward to pod %s is %u %s and not 101: a proxy on the "
                      "way does not pass WebSocket on",
                      tunnel->pod, head->status, kg_tunnel_quote(tunnel->arena, head->reason));
    else
        kg_tunnel_end(tunnel, KG_PORTFORWARD_NODE,
                      "the node of pod %s, or a proxy, refuses the port-forward: %u %s",
                      tunnel->pod, head->status,
                      text[0] != '\0' ? text : kg_tunnel_quote(tunnel->arena, head->reason));
    if (tunnel->end == KG_PORTFORWARD_NODE)
        advise(tunnel);
}

int kg_tunnel_refused(struct kg_tunnel *tunnel, const struct kg_ws_head *head, struct kg_str text,
                      bool last)
{
    struct kg_str body;
    bool whole = read_body(tunnel, head, text, &body);
    const struct kg_node *status;

    if (!whole && !last)
        return 0;
    status = read_status(tunnel->arena, body);
    if (status != NULL)
        refused_by_server(tunnel, head, status);
    else
        refused_by_other(tunnel, head, body);
    return 1;
}
