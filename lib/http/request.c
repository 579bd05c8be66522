#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "loop.h"

/* How long a connection may rest before libcurl closes it: a year. */
static const long REST_SECONDS = 365L * 24 * 3600;

/* ---- what libcurl calls: no jumps, no calls of the owner's from here ---- */

void kg_http_request_note(struct kg_http_request *request)
{
    if (!request->item.dead && ring_is_alone(&request->news))
        ring_add(&request->item.http->news, &request->news);
}

static size_t refuse(struct kg_http_request *request, enum kg_http_failure why)
{
    request->stopped = why;
    return 0;
}

static bool is_blank_line(struct kg_str line)
{
    return kg_str_trim(line).length == 0;
}

/* The status that the head's first line gives: "HTTP/1.1 200 OK". */
static int head_status(struct kg_str head)
{
    ptrdiff_t blank = kg_str_find(head, ' ');
    int status = 0;
    if (blank < 0)
        return 0;
    for (size_t i = (size_t)blank + 1; i < head.length && i < (size_t)blank + 4; i++) {
        if (head.data[i] < '0' || head.data[i] > '9')
            return 0;
        status = status * 10 + (head.data[i] - '0');
    }
    return status;
}

static struct kg_str bytes_str(const struct bytes *bytes)
{
    return bytes->data == NULL ? KG_STR("") : (struct kg_str){bytes->data, bytes->length};
}

/* One line of a head. Heads of proxies and of 1xx come before the one that counts. */
static size_t on_header(char *data, size_t size, size_t count, void *context)
{
    struct kg_http_request *request = context;
    struct kg_str line = {data, size * count};
    request->heard_ms = kg_http_now_ms();
    if (request->head_whole)
        return line.length; /* a trailer behind a chunked body */
    if (kg_str_starts(line, "HTTP/"))
        request->head.length = 0;
    if (request->head.length + line.length > KG_HTTP_HEAD_MAX)
        return refuse(request, KG_HTTP_TOO_LARGE);
    if (kg_http_bytes_add(&request->head, line.data, line.length) != 0)
        return refuse(request, KG_HTTP_LOCAL);
    if (is_blank_line(line))
        request->head_whole = head_status(bytes_str(&request->head)) >= 200;
    if (request->head_whole)
        kg_http_request_note(request);
    return line.length;
}

static size_t on_body(char *data, size_t size, size_t count, void *context)
{
    struct kg_http_request *request = context;
    size_t length = size * count;
    request->heard_ms = kg_http_now_ms();
    request->received += length;
    if (request->body_max != 0 && request->received > request->body_max)
        return refuse(request, KG_HTTP_TOO_LARGE);
    if (kg_http_bytes_add(&request->body, data, length) != 0)
        return refuse(request, KG_HTTP_LOCAL);
    if (request->handler.chunk != NULL)
        kg_http_request_note(request);
    return length;
}

/*
 * Over a socket of the owner's. libcurl 7.88 insists on calling connect() itself, even for a
 * socket that is said to be connected already. So it gets a datagram socket, which connects to
 * anything without a word, and before libcurl says the first byte on that descriptor, the
 * owner's socket is put in its place.
 */
static curl_socket_t open_placeholder(void *context, curlsocktype purpose,
                                      struct curl_sockaddr *address)
{
    struct kg_http_request *request = context;
    (void)purpose;
    if (request->socket < 0) { /* the lane's connection is gone */
        request->stopped = KG_HTTP_RESET;
        return CURL_SOCKET_BAD;
    }
    request->placeholder = socket(address->family, SOCK_DGRAM, 0);
    return request->placeholder;
}

static bool put_socket_in_place(struct kg_http_request *request)
{
    if (request->socket < 0)
        return true; /* TLS was here before HTTP; or the connection is a kept one */
    bool done =
        kg_http_descriptor_replace(request->item.http, request->placeholder, request->socket);
    close(request->socket);
    request->socket = -1;
    return done;
}

/* libcurl is connected and about to speak TLS, or HTTP. */
static CURLcode before_tls(CURL *easy, void *context, void *request)
{
    (void)easy;
    (void)context;
    return put_socket_in_place(request) ? CURLE_OK : CURLE_COULDNT_CONNECT;
}

/*
 * libcurl begins a request once more, on its own, when a kept connection turns out to be closed.
 * For a read that is well; a change may have been carried out by then.
 */
static int before_http(void *context, char *peer, char *local, int peer_port, int local_port)
{
    struct kg_http_request *request = context;
    (void)peer;
    (void)local;
    (void)peer_port;
    (void)local_port;
    if (request->is_change && request->sent)
        return CURL_PREREQFUNC_ABORT;
    request->sent = true;
    return put_socket_in_place(request) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

/* ---- telling the owner ---- */

static struct kg_http_head head_of(const struct kg_http_request *request)
{
    long version = 0;
    struct kg_http_head head = {.text = bytes_str(&request->head)};
    if (!request->head_whole)
        return (struct kg_http_head){.text = KG_STR("")};
    curl_easy_getinfo(request->easy, CURLINFO_HTTP_VERSION, &version);
    head.status = head_status(head.text);
    head.version = version == CURL_HTTP_VERSION_2_0   ? 20
                   : version == CURL_HTTP_VERSION_1_0 ? 10
                                                      : 11;
    return head;
}

static int64_t time_of(CURL *easy, CURLINFO info)
{
    curl_off_t microseconds = 0;
    curl_easy_getinfo(easy, info, &microseconds);
    return microseconds;
}

static struct kg_http_timings timings_of(CURL *easy, bool reused)
{
    struct kg_http_timings timings = {
        .first_byte_us = time_of(easy, CURLINFO_STARTTRANSFER_TIME_T),
        .total_us = time_of(easy, CURLINFO_TOTAL_TIME_T),
    };
    if (!reused) {
        timings.dns_us = time_of(easy, CURLINFO_NAMELOOKUP_TIME_T);
        timings.connect_us = time_of(easy, CURLINFO_CONNECT_TIME_T);
        timings.tls_us = time_of(easy, CURLINFO_APPCONNECT_TIME_T);
    }
    return timings;
}

static struct kg_http_result result_of(const struct kg_http_request *request)
{
    long connects = 0;
    char *peer = NULL;
    struct kg_http_result result = {
        .failure = kg_http_failure_of(request),
        .head = head_of(request),
        .body = bytes_str(&request->body),
        .error = KG_ERROR_INIT,
    };
    curl_easy_getinfo(request->easy, CURLINFO_NUM_CONNECTS, &connects);
    curl_easy_getinfo(request->easy, CURLINFO_PRIMARY_IP, &peer);
    result.peer = peer != NULL ? peer : "";
    result.reused = connects == 0 && result.peer[0] != '\0';
    result.timings = timings_of(request->easy, result.reused);
    if (result.failure != KG_HTTP_OK)
        kg_http_failure_describe(request, result.failure, &result.error);
    return result;
}

static void tell_head(struct kg_http_request *request)
{
    struct kg_http_head head = head_of(request);
    request->head_told = true;
    if (request->handler.head != NULL)
        request->handler.head(request->context, &head);
}

static void tell_chunk(struct kg_http_request *request)
{
    struct kg_str bytes = bytes_str(&request->body);
    request->body.length = 0;
    request->handler.chunk(request->context, bytes);
}

static void tell_connected(struct kg_http_request *request)
{
    struct kg_http_result result = result_of(request);
    bool stands = result.failure == KG_HTTP_OK;
    connected_callback *connected = request->connected;
    /* From now on it is nobody's request: libcurl keeps the connection with the handle. */
    request->connected = NULL;
    request->over = false;
    request->raw.request = request;
    if (!stands)
        kg_http_cancel(request);
    connected(request->context, stands ? &request->raw : NULL, &result);
}

void kg_http_request_tell(struct kg_http_request *request)
{
    if (request->over && request->connected != NULL) {
        tell_connected(request);
        return;
    }
    if (request->head_whole && !request->head_told)
        tell_head(request);
    if (!request->item.dead && request->handler.chunk != NULL && request->body.length > 0)
        tell_chunk(request);
    if (request->item.dead || !request->over)
        return;
    kg_http_cancel(request); /* it is over, so nothing of it is called any more */
    if (request->handler.done != NULL) {
        struct kg_http_result result = result_of(request);
        request->handler.done(request->context, &result);
    }
}

void kg_http_request_end(struct kg_http_request *request, CURLcode code)
{
    request->over = true;
    request->code = code;
    kg_http_patience_end(request);
    kg_http_request_note(request);
}

void kg_http_cancel(struct kg_http_request *request)
{
    if (request == NULL)
        return;
    kg_http_patience_end(request);
    ring_take_out(&request->news);
    kg_http_item_drop(&request->item);
}

static void request_release(struct item *item)
{
    struct kg_http_request *request = (struct kg_http_request *)item;
    if (request->easy != NULL) {
        curl_multi_remove_handle(item->http->multi, request->easy);
        curl_easy_cleanup(request->easy);
    }
    curl_slist_free_all(request->headers);
    curl_slist_free_all(request->connect_to);
    if (request->socket >= 0)
        close(request->socket);
    kg_http_bytes_release(&request->head);
    kg_http_bytes_release(&request->body);
    free(request);
}

/* ---- setting up ---- */

/* Remembers the first thing that libcurl refuses. */
#define SET(code, easy, option, value)                                                             \
    do {                                                                                           \
        CURLcode set_ = curl_easy_setopt(easy, option, value);                                     \
        if ((code) == CURLE_OK)                                                                    \
            (code) = set_;                                                                         \
    } while (false)

static CURLcode add_line(struct curl_slist **list, const char *line)
{
    struct curl_slist *longer = curl_slist_append(*list, line);
    if (longer == NULL)
        return CURLE_OUT_OF_MEMORY;
    *list = longer;
    return CURLE_OK;
}

static bool is_any(const char *method, const char *const *methods)
{
    while (*methods != NULL && strcmp(*methods, method) != 0)
        methods++;
    return *methods != NULL;
}

static CURLcode set_method(struct kg_http_request *request, const struct kg_http_spec *spec)
{
    static const char *const posts[] = {"POST", "PUT", "PATCH", NULL};
    static const char *const reads[] = {"GET", "HEAD", "OPTIONS", NULL};
    const char *method = spec->method != NULL ? spec->method : "GET";
    CURLcode code = CURLE_OK;
    request->is_change = !is_any(method, reads);
    if (spec->body.length > 0 || is_any(method, posts)) {
        SET(code, request->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)spec->body.length);
        SET(code, request->easy, CURLOPT_COPYPOSTFIELDS,
            spec->body.length > 0 ? spec->body.data : "");
    }
    if (strcmp(method, "HEAD") == 0)
        SET(code, request->easy, CURLOPT_NOBODY, 1L);
    if (strcmp(method, "GET") != 0 || spec->body.length > 0)
        SET(code, request->easy, CURLOPT_CUSTOMREQUEST, method);
    return code;
}

static CURLcode set_headers(struct kg_http_request *request, const struct kg_http_spec *spec)
{
    /* No waiting for "100 Continue", and no form's content type: the owner knows what he sends. */
    CURLcode code = add_line(&request->headers, "Expect:");
    bool typed = false;
    for (size_t i = 0; spec->headers != NULL && spec->headers[i] != NULL; i++) {
        typed |= strncasecmp(spec->headers[i], "Content-Type:", 13) == 0;
        if (code == CURLE_OK)
            code = add_line(&request->headers, spec->headers[i]);
    }
    if (code == CURLE_OK && !typed)
        code = add_line(&request->headers, "Content-Type:");
    SET(code, request->easy, CURLOPT_HTTPHEADER, request->headers);
    return code;
}

/*
 * The parts of the URL that something else depends on. With another name for
 * TLS the URL gets that name, the Host field the real one, and the connection
 * goes where the real one says: libcurl has no other way to say it.
 */
static CURLcode set_url(struct kg_http_request *request, const struct kg_http_spec *spec)
{
    const char *name = spec->tls != NULL ? spec->tls->server_name : NULL;
    char *host = NULL, *port = NULL, *changed = NULL;
    CURLU *url = curl_url();
    CURLcode code = url == NULL ? CURLE_OUT_OF_MEMORY : CURLE_OK;
    if (code == CURLE_OK && (curl_url_set(url, CURLUPART_URL, spec->url, 0) != CURLUE_OK ||
                             curl_url_get(url, CURLUPART_HOST, &host, 0) != CURLUE_OK ||
                             curl_url_get(url, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) != 0))
        code = CURLE_URL_MALFORMAT;
    if (code == CURLE_OK)
        snprintf(request->address, sizeof request->address, "%s:%s", host, port);
    if (code == CURLE_OK && name != NULL && name[0] != '\0') {
        char line[600];
        snprintf(line, sizeof line, "::%s:%s", host, port);
        code = add_line(&request->connect_to, line);
        snprintf(line, sizeof line, "Host: %s:%s", host, port);
        if (code == CURLE_OK)
            code = add_line(&request->headers, line);
        if (curl_url_set(url, CURLUPART_HOST, name, 0) != CURLUE_OK ||
            curl_url_get(url, CURLUPART_URL, &changed, 0) != CURLUE_OK)
            code = CURLE_URL_MALFORMAT;
    }
    SET(code, request->easy, CURLOPT_URL, changed != NULL ? changed : spec->url);
    curl_free(host);
    curl_free(port);
    curl_free(changed);
    curl_url_cleanup(url);
    return code;
}

/*
 * The lane's name is an address, by which libcurl tells kept connections apart; nothing is ever
 * sent there. It is the host that differs, as libcurl keeps the connections of each host together
 * and asks all of them whether they are alive.
 */
static CURLcode set_lane(struct kg_http_request *request, unsigned lane)
{
    enum { HOSTS = 250 }; /* of each part of an address, without those that mean a whole network */
    CURLcode code = CURLE_OK;
    char line[64];
    snprintf(line, sizeof line, "::127.%u.%u.%u:%u", lane / HOSTS / HOSTS % HOSTS + 1,
             lane / HOSTS % HOSTS + 1, lane % HOSTS + 1, lane / HOSTS / HOSTS / HOSTS + 1);
    curl_slist_free_all(request->connect_to);
    request->connect_to = NULL;
    SET(code, request->easy, CURLOPT_OPENSOCKETFUNCTION, open_placeholder);
    SET(code, request->easy, CURLOPT_OPENSOCKETDATA, request);
    SET(code, request->easy, CURLOPT_SSL_CTX_FUNCTION, before_tls);
    SET(code, request->easy, CURLOPT_SSL_CTX_DATA, request);
    return code != CURLE_OK ? code : add_line(&request->connect_to, line);
}

/* Whether it goes over a socket of the owner's. */
static bool has_lane(const struct kg_http_spec *spec)
{
    return spec->socket > 0 || spec->lane != 0;
}

static CURLcode set_connection(struct kg_http_request *request, const struct kg_http_spec *spec)
{
    unsigned lane = spec->lane != 0 ? spec->lane : kg_http_new_lane(request->item.http);
    CURLcode code = has_lane(spec) ? set_lane(request, lane) : CURLE_OK;
    if (spec->fresh || (has_lane(spec) && spec->lane == 0)) {
        SET(code, request->easy, CURLOPT_FRESH_CONNECT, 1L);
        SET(code, request->easy, CURLOPT_FORBID_REUSE, 1L);
    }
    SET(code, request->easy, CURLOPT_CONNECT_TO, request->connect_to);
    return code;
}

/* An empty proxy keeps libcurl from asking the environment for one. */
static CURLcode set_proxy(struct kg_http_request *request, const struct kg_http_spec *spec)
{
    CURLcode code = CURLE_OK;
    request->proxied = spec->proxy != NULL && spec->proxy[0] != '\0' && !has_lane(spec);
    SET(code, request->easy, CURLOPT_PROXY, request->proxied ? spec->proxy : "");
    SET(code, request->easy, CURLOPT_NOPROXY, "");
    SET(code, request->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    SET(code, request->easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
    return code;
}

static CURLcode set_limits(struct kg_http_request *request, const struct kg_http_spec *spec)
{
    CURLcode code = CURLE_OK;
    /* libcurl's own limit for connecting is five minutes; what is to be none needs a large one. */
    long connect = spec->connect_ms > 0 ? (long)spec->connect_ms : 24L * 3600 * 1000;
    SET(code, request->easy, CURLOPT_CONNECTTIMEOUT_MS, connect);
    SET(code, request->easy, CURLOPT_TIMEOUT_MS, spec->total_ms > 0 ? (long)spec->total_ms : 0L);
    /* The kernel's keepalive finds the dead ones; libcurl would drop what rests for two minutes,
     * and takes a raw connection for one that rests. */
    SET(code, request->easy, CURLOPT_MAXAGE_CONN, REST_SECONDS);
    SET(code, request->easy, CURLOPT_TCP_KEEPALIVE, 1L);
    SET(code, request->easy, CURLOPT_TCP_KEEPIDLE, 15L);
    SET(code, request->easy, CURLOPT_TCP_KEEPINTVL, 15L);
    request->connect_ms = connect;
    request->total_ms = spec->total_ms;
    request->silence_ms = spec->silence_ms;
    request->body_max = spec->body_max;
    if (request->body_max == 0 && request->handler.chunk == NULL)
        request->body_max = KG_HTTP_BODY_MAX;
    return code;
}

static CURLcode set_version(CURL *easy, const struct kg_http_spec *spec)
{
    CURLcode code = CURLE_OK;
    long version = spec->http1 || has_lane(spec) ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS;
    SET(code, easy, CURLOPT_HTTP_VERSION, version);
    SET(code, easy, CURLOPT_PIPEWAIT, spec->http1 || spec->fresh || has_lane(spec) ? 0L : 1L);
    if (spec->compressed)
        SET(code, easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    return code;
}

static CURLcode set_callbacks(struct kg_http_request *request)
{
    CURLcode code = CURLE_OK;
    SET(code, request->easy, CURLOPT_PRIVATE, (char *)request);
    SET(code, request->easy, CURLOPT_ERRORBUFFER, request->problem);
    SET(code, request->easy, CURLOPT_HEADERFUNCTION, on_header);
    SET(code, request->easy, CURLOPT_HEADERDATA, request);
    SET(code, request->easy, CURLOPT_WRITEFUNCTION, on_body);
    SET(code, request->easy, CURLOPT_WRITEDATA, request);
    SET(code, request->easy, CURLOPT_PREREQFUNCTION, before_http);
    SET(code, request->easy, CURLOPT_PREREQDATA, request);
    SET(code, request->easy, CURLOPT_CLOSESOCKETFUNCTION, kg_http_on_close);
    SET(code, request->easy, CURLOPT_CLOSESOCKETDATA, request->item.http);
    SET(code, request->easy, CURLOPT_NOSIGNAL, 1L);
    SET(code, request->easy, CURLOPT_PROTOCOLS_STR, "http,https");
    return code;
}

static CURLcode set_up(struct kg_http_request *request, const struct kg_http_spec *spec)
{
    static const struct kg_http_tls plain;
    CURLcode code;
    request->easy = curl_easy_init();
    if (request->easy == NULL)
        return CURLE_OUT_OF_MEMORY;
    code = set_callbacks(request);
    code = code != CURLE_OK ? code : set_url(request, spec);
    code = code != CURLE_OK ? code : set_method(request, spec);
    code = code != CURLE_OK ? code : set_headers(request, spec);
    code = code != CURLE_OK ? code : set_connection(request, spec);
    code = code != CURLE_OK ? code : set_proxy(request, spec);
    code = code != CURLE_OK ? code : set_limits(request, spec);
    code = code != CURLE_OK ? code : set_version(request->easy, spec);
    return code != CURLE_OK
               ? code
               : kg_http_tls_apply(request->easy, spec->tls != NULL ? spec->tls : &plain);
}

static int refused(struct kg_http_request *request, CURLcode code, struct kg_error *err)
{
    request->code = code;
    request->over = true;
    kg_http_failure_describe(request, kg_http_failure_of(request), err);
    kg_http_cancel(request);
    return -1;
}

static struct kg_http_request *request_new(struct kg_http *http, const struct kg_http_spec *spec,
                                           void *context, struct kg_error *err)
{
    struct kg_http_request *request =
        (struct kg_http_request *)kg_http_item_new(http, sizeof(*request), request_release);
    if (request == NULL) {
        kg_error_set(err, KG_ERROR_UNKNOWN, "out of memory");
        if (spec->socket > 0)
            close(spec->socket);
        return NULL;
    }
    ring_init(&request->news);
    request->socket = spec->socket > 0 ? spec->socket : -1;
    request->context = context;
    request->heard_ms = kg_http_now_ms();
    return request;
}

/* Hands a request that is set up over to libcurl. */
static int launch(struct kg_http_request *request, CURLcode code, struct kg_http_request **handle,
                  struct kg_error *err)
{
    struct kg_http *http = request->item.http;
    if (code == CURLE_OK && kg_http_patience_begin(request) != 0)
        code = CURLE_OUT_OF_MEMORY;
    if (code == CURLE_OK && curl_multi_add_handle(http->multi, request->easy) != CURLM_OK)
        code = CURLE_OUT_OF_MEMORY;
    if (code != CURLE_OK)
        return refused(request, code, err);
    if (handle != NULL)
        *handle = request;
    return 0;
}

int kg_http_start(struct kg_http *http, const struct kg_http_spec *spec,
                  const struct kg_http_handler *handler, void *context,
                  struct kg_http_request **handle, struct kg_error *err)
{
    struct kg_http_request *request = request_new(http, spec, context, err);
    if (request == NULL)
        return -1;
    request->handler = *handler;
    return launch(request, set_up(request, spec), handle, err);
}

int kg_http_connect(struct kg_http *http, const struct kg_http_spec *spec,
                    connected_callback *connected, void *context, struct kg_http_request **handle,
                    struct kg_error *err)
{
    struct kg_http_spec own = *spec;
    struct kg_http_request *request = request_new(http, spec, context, err);
    CURLcode code;
    if (request == NULL)
        return -1;
    own.method = NULL;
    own.socket = 0;
    own.lane = 0;
    own.body = KG_STR("");
    own.silence_ms = 0;
    own.http1 = true; /* libcurl 7.88 cannot hand out a connection on which HTTP/2 was agreed */
    own.fresh = true;
    request->connected = connected;
    request->connects = true;
    code = set_up(request, &own);
    SET(code, request->easy, CURLOPT_CONNECT_ONLY, 1L);
    SET(code, request->easy, CURLOPT_FORBID_REUSE, 0L); /* would close it at once */
    return launch(request, code, handle, err);
}
