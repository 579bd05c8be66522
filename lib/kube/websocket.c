/* The handshake: RFC 6455, section 4.1, and as much of HTTP/1.1 as its answer needs. */
#include "kagent/websocket.h"

#include <string.h>
#include <strings.h>

#include "kagent/base64.h"
#include "sha1.h"

/* Appended to the key before it is hashed (section 1.3). */
static const char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

void kg_ws_key(const unsigned char nonce[KG_WS_NONCE_SIZE], char key[KG_WS_KEY_SIZE])
{
    kg_base64_write((struct kg_str){(const char *)nonce, KG_WS_NONCE_SIZE}, key);
}

void kg_ws_accept(const char key[KG_WS_KEY_SIZE], char accept[KG_WS_ACCEPT_SIZE])
{
    unsigned char digest[KG_SHA1_SIZE];
    char text[KG_WS_KEY_SIZE - 1 + sizeof(guid)];

    memcpy(text, key, KG_WS_KEY_SIZE - 1);
    memcpy(text + KG_WS_KEY_SIZE - 1, guid, sizeof(guid));
    kg_sha1((struct kg_str){text, sizeof(text) - 1}, digest);
    kg_base64_write((struct kg_str){(const char *)digest, sizeof(digest)}, accept);
}

/* ---- the request ---- */

/* Line breaks above all: a text with one would become a header field of its own, or a request. */
static bool has_control(struct kg_str text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.data[i] < ' ' || text.data[i] == 0x7F)
            return true;
    return false;
}

static bool is_sendable(const struct kg_ws_upgrade *upgrade)
{
    bool sendable = !has_control(upgrade->target) && kg_str_find(upgrade->target, ' ') < 0 &&
                    !has_control(upgrade->host) && !has_control(upgrade->protocol);

    for (size_t i = 0; sendable && i < upgrade->field_count; i++)
        sendable = !has_control(upgrade->fields[i]);
    return sendable;
}

int kg_ws_add_request(struct kg_buf *out, const struct kg_ws_upgrade *upgrade, struct kg_error *err)
{
    if (!is_sendable(upgrade))
        return kg_error_set(err, KG_ERROR_USAGE,
                            "the address or a header field holds a control character");
    kg_buf_printf(out,
                  "GET %.*s HTTP/1.1\r\n"
                  "Host: %.*s\r\n"
                  "Upgrade: websocket\r\n"
                  "Connection: Upgrade\r\n"
                  "Sec-WebSocket-Key: %s\r\n"
                  "Sec-WebSocket-Version: 13\r\n"
                  "Sec-WebSocket-Protocol: %.*s\r\n",
                  KG_STR_ARG(upgrade->target), KG_STR_ARG(upgrade->host), upgrade->key,
                  KG_STR_ARG(upgrade->protocol));
    for (size_t i = 0; i < upgrade->field_count; i++) {
        kg_buf_add_str(out, upgrade->fields[i]);
        kg_buf_add_text(out, "\r\n");
    }
    kg_buf_add_text(out, "\r\n");
    return 0;
}

/* ---- the answer ---- */

/* Takes the next line, without its break (LF, or CRLF), off the front. False when it is not whole.
 */
static bool take_line(struct kg_str *rest, struct kg_str *line)
{
    ptrdiff_t end = kg_str_find(*rest, '\n');

    if (end < 0)
        return false;
    *line = kg_str_head(*rest, (size_t)end);
    *rest = kg_str_from_index(*rest, (size_t)end + 1);
    if (kg_str_ends(*line, "\r"))
        line->length--;
    return true;
}

/* "HTTP/1.1 101 Switching Protocols" (RFC 9112, section 4). */
static bool read_status_line(struct kg_str line, struct kg_ws_head *head)
{
    enum { STATUS = 9, REASON = 12 }; /* where they begin */

    if (line.length < REASON || !kg_str_starts(line, "HTTP/1.") || line.data[STATUS - 1] != ' ')
        return false;
    head->status = 0;
    for (size_t i = STATUS; i < REASON; i++) {
        if (line.data[i] < '0' || line.data[i] > '9')
            return false;
        head->status = head->status * 10 + (unsigned)(line.data[i] - '0');
    }
    head->reason = kg_str_trim(kg_str_from_index(line, REASON));
    return line.length == REASON || line.data[REASON] == ' ';
}

/* Whether `data` may still become a head: what is there of "HTTP/1." is right. */
static bool may_be_http(struct kg_str data)
{
    struct kg_str beginning = KG_STR("HTTP/1.");

    beginning = kg_str_head(beginning, data.length);
    return memcmp(data.data, beginning.data, beginning.length) == 0;
}

int kg_ws_take_head(struct kg_str data, struct kg_ws_head *head, struct kg_error *err)
{
    struct kg_str rest = kg_str_head(data, KG_WS_HEAD_MAX);
    struct kg_str line;

    if (!may_be_http(data))
        return kg_error_set(err, KG_ERROR_UNKNOWN, "the answer is not HTTP/1.1");
    *head = (struct kg_ws_head){0};
    while (take_line(&rest, &line)) {
        size_t taken = (size_t)(rest.data - data.data);

        if (head->fields.data == NULL) {
            if (!read_status_line(line, head))
                return kg_error_set(err, KG_ERROR_UNKNOWN, "the answer is not HTTP/1.1");
            head->fields = (struct kg_str){rest.data, 0};
        } else if (line.length == 0) {
            head->length = taken;
            return 1;
        } else {
            head->fields.length = (size_t)(rest.data - head->fields.data);
        }
    }
    if (data.length >= KG_WS_HEAD_MAX)
        return kg_error_set(err, KG_ERROR_UNKNOWN,
                            "the header fields of the answer are longer than %d bytes",
                            KG_WS_HEAD_MAX);
    return 0;
}

static bool same_letters(struct kg_str a, const char *b)
{
    return a.length == strlen(b) && strncasecmp(a.data, b, a.length) == 0;
}

bool kg_ws_field(const struct kg_ws_head *head, const char *name, struct kg_str *value)
{
    struct kg_str rest = head->fields;
    struct kg_str line;

    while (take_line(&rest, &line)) {
        ptrdiff_t colon = kg_str_find(line, ':');

        if (colon > 0 && same_letters(kg_str_head(line, (size_t)colon), name)) {
            *value = kg_str_trim(kg_str_from_index(line, (size_t)colon + 1));
            return true;
        }
    }
    return false;
}

/* Whether a list such as "keep-alive, Upgrade" has this word, letter case aside. */
static bool lists(struct kg_str list, const char *word)
{
    struct kg_str piece;

    while (kg_str_split(&list, ',', &piece))
        if (same_letters(kg_str_trim(piece), word))
            return true;
    return false;
}

static int check_field(const struct kg_ws_head *head, const char *name, const char *expected,
                       struct kg_error *err)
{
    struct kg_str value = KG_STR("");

    if (kg_ws_field(head, name, &value) && lists(value, expected))
        return 0;
    return kg_error_set(err, KG_ERROR_UNKNOWN,
                        "the answer says 101 and not '%s: %s': it is no WebSocket handshake", name,
                        expected);
}

static int check_accept(const struct kg_ws_head *head, const struct kg_ws_upgrade *upgrade,
                        struct kg_error *err)
{
    char accept[KG_WS_ACCEPT_SIZE];
    struct kg_str value = KG_STR("");

    kg_ws_accept(upgrade->key, accept);
    if (kg_ws_field(head, "Sec-WebSocket-Accept", &value) && kg_str_is(value, accept))
        return 0;
    return kg_error_set(err, KG_ERROR_UNKNOWN,
                        "the answer's Sec-WebSocket-Accept does not belong to the request: "
                        "something between here and the server answers from memory");
}

static int check_protocol(const struct kg_ws_head *head, const struct kg_ws_upgrade *upgrade,
                          struct kg_error *err)
{
    struct kg_str value = KG_STR("");

    if (kg_ws_field(head, "Sec-WebSocket-Protocol", &value) &&
        kg_str_equal(value, upgrade->protocol))
        return 0;
    return kg_error_set(err, KG_ERROR_UNKNOWN,
                        "the server chose the protocol '%.*s' where only '%.*s' was offered",
                        KG_STR_ARG(value), KG_STR_ARG(upgrade->protocol));
}

int kg_ws_check(const struct kg_ws_head *head, const struct kg_ws_upgrade *upgrade,
                struct kg_error *err)
{
    struct kg_str extensions;

    if (head->status != 101)
        return kg_error_set(err, KG_ERROR_UNKNOWN,
                            "the server does not switch to WebSocket: %u %.*s", head->status,
                            KG_STR_ARG(head->reason));
    if (check_field(head, "Upgrade", "websocket", err) < 0 ||
        check_field(head, "Connection", "Upgrade", err) < 0 ||
        check_accept(head, upgrade, err) < 0 || check_protocol(head, upgrade, err) < 0)
        return -1;
    if (kg_ws_field(head, "Sec-WebSocket-Extensions", &extensions) && extensions.length > 0)
        return kg_error_set(err, KG_ERROR_UNKNOWN,
                            "the server turned on an extension that was not offered: %.*s",
                            KG_STR_ARG(extensions));
    return 0;
}
