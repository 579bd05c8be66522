#include <string.h>

#include "client.h"

enum { HEADERS_MAX = 64 };

/* The headers of one request, in an arena that wipes. */
struct headers {
    struct kg_arena *arena;
    const char *lines[HEADERS_MAX + 1];
    size_t count;
};

/* A line break in a value would be a header of its own. */
static int add_line(struct headers *headers, const char *line, struct kg_error *err)
{
    const char *colon = strchr(line, ':');
    if (strpbrk(line, "\r\n") != NULL)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "the value of %.*s holds a line break",
                            colon != NULL ? (int)(colon - line) : 6, line);
    if (headers->count == HEADERS_MAX)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "a request with more than %d header fields",
                            HEADERS_MAX);
    headers->lines[headers->count++] = line;
    return 0;
}

static int add(struct headers *headers, const char *name, const char *value, struct kg_error *err)
{
    if (value == NULL || value[0] == '\0')
        return 0;
    return add_line(headers, kg_arena_printf(headers->arena, "%s: %s", name, value), err);
}

/* The key of an extra attribute, as a header name can hold it (net/url.PathEscape). */
static const char *extra_name(struct kg_arena *arena, const char *key)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "!#$&'*+-.^_`|~";
    struct kg_buf out;
    kg_buf_init(&out, arena, 1 << 16);
    kg_buf_add_text(&out, "Impersonate-Extra-");
    for (const char *next = key; *next != '\0'; next++) {
        if (strchr(plain, *next) != NULL)
            kg_buf_add_char(&out, *next);
        else
            kg_buf_printf(&out, "%%%02X", (unsigned)(unsigned char)*next);
    }
    return out.data;
}

static int add_impersonation(struct headers *headers, const struct kg_kubeconfig *config,
                             struct kg_error *err)
{
    if (add(headers, "Impersonate-User", config->as, err) != 0 ||
        add(headers, "Impersonate-Uid", config->as_uid, err) != 0)
        return -1;
    for (size_t i = 0; config->as_groups[i] != NULL; i++) {
        if (add(headers, "Impersonate-Group", config->as_groups[i], err) != 0)
            return -1;
    }
    for (size_t i = 0; i < config->as_extra_count; i++) {
        const char *name = extra_name(headers->arena, config->as_extra[i].name);
        if (add(headers, name, config->as_extra[i].value, err) != 0)
            return -1;
    }
    return 0;
}

/* Who we are, with the credentials that are there. */
static int add_identity(const struct kg_kube *kube, struct headers *headers, struct kg_error *err)
{
    const char *authorization = NULL;
    if (kube->secure)
        authorization = kg_credentials_header(kube, headers->arena);
    if (authorization != NULL && add_line(headers, authorization, err) != 0)
        return -1;
    if (add(headers, "User-Agent", kube->options.user_agent, err) != 0)
        return -1;
    return add_impersonation(headers, kube->config, err);
}

/* The connection's side of a request. `tls` must outlive `spec`. */
static void fill_spec(const struct kg_kube *kube, struct kg_http_tls *tls, const char *url,
                      struct kg_http_spec *spec)
{
    const struct kg_kubeconfig *config = kube->config;
    bool issued = kube->credentials->certificate.length > 0;
    *tls = (struct kg_http_tls){
        .ca = config->ca,
        .system_ca = kube->options.system_ca,
        .certificate = issued ? kube->credentials->certificate : config->certificate,
        .key = issued ? kube->credentials->key : config->key,
        .server_name = config->tls_server_name,
        .skip_verify = config->skip_tls_verify,
    };
    *spec = (struct kg_http_spec){.url = url, .tls = tls, .proxy = kube->proxy};
}

int kg_kube_spec(struct kg_kube *kube, struct kg_arena *arena, const char *path,
                 const char *const *extra, struct kg_http_spec *spec, struct kg_error *err)
{
    struct headers *headers = kg_arena_zero(arena, 1, sizeof(*headers));
    struct kg_http_tls *tls = kg_arena_zero(arena, 1, sizeof(*tls));
    headers->arena = arena;
    if (add_identity(kube, headers, err) != 0)
        return -1;
    for (size_t i = 0; extra != NULL && extra[i] != NULL; i++) {
        if (add_line(headers, extra[i], err) != 0)
            return -1;
    }
    fill_spec(kube, tls, kg_arena_printf(arena, "%s%s", kube->config->server, path), spec);
    spec->headers = headers->lines;
    return 0;
}

bool kg_kube_http2_lost(struct kg_kube *kube, const struct kg_kube_request *request,
                        const struct kg_http_result *result)
{
    bool is_read = request->method == NULL || strcmp(request->method, "GET") == 0;
    /* These are said before anything is done. */
    bool was_refused = result->head.status == 401 || result->head.status == 403;
    if (kube->http1 || result->failure != KG_HTTP_RESET || result->head.version != 20 ||
        !(is_read || was_refused))
        return false;
    kube->http1 = true;
    return true;
}

/* ---- waiting for credentials ---- */

struct kg_kube_wait {
    struct credential_wait wait;
};

static void wait_release(void *wait)
{
    kg_kube_wait_cancel(wait);
}

int kg_kube_prepare(struct kg_kube *kube, struct kg_arena *arena,
                    void (*ready)(void *context, const struct kg_error *err), void *context,
                    struct kg_kube_wait **wait, struct kg_error *err)
{
    int rc = kg_credentials_ready(kube, err);
    if (rc <= 0)
        return rc;
    struct kg_kube_wait *made = kg_arena_zero(arena, 1, sizeof(*made));
    made->wait = (struct credential_wait){
        .deadline_ms = kg_kube_deadline(kube->options.request_timeout_ms),
        .ready = ready,
        .context = context,
    };
    if (kg_credentials_wait(kube, &made->wait, err) != 0)
        return -1;
    kg_arena_defer(arena, wait_release, made);
    *wait = made;
    return 1;
}

void kg_kube_wait_cancel(struct kg_kube_wait *wait)
{
    if (wait != NULL)
        kg_credentials_wait_cancel(&wait->wait);
}

/* ---- sending ---- */

int64_t kg_kube_deadline(int64_t limit_ms)
{
    return limit_ms > 0 ? kg_http_now_ms() + limit_ms : INT64_MAX;
}

/* What is left of the time, as the loop wants it: 0 is no limit. */
static int64_t time_left(const struct sending *sending)
{
    if (sending->silence_ms > 0 || sending->deadline_ms == INT64_MAX)
        return 0;
    int64_t left = sending->deadline_ms - kg_http_now_ms();
    return left > 0 ? left : 1;
}

static int send_now(struct kg_kube *kube, struct sending *sending, struct kg_error *err)
{
    const struct kg_kube_request *request = sending->request;
    struct kg_arena *scratch = &kube->scratch;
    const char *accept = request->accept != NULL ? request->accept
                         : request->raw          ? "*/*"
                                                 : "application/json";
    const char *type = request->content_type != NULL ? request->content_type : "application/json";
    const char *extra[] = {
        kg_arena_printf(scratch, "Accept: %s", accept),
        request->body.length > 0 ? kg_arena_printf(scratch, "Content-Type: %s", type) : NULL,
        NULL,
    };
    struct kg_http_spec spec;
    int rc = kg_kube_spec(kube, scratch, sending->path, extra, &spec, err);
    if (rc == 0) {
        spec.method = request->method;
        spec.http1 = kube->http1;
        spec.body = request->body;
        spec.total_ms = time_left(sending);
        spec.silence_ms = sending->silence_ms;
        spec.body_max = sending->body_max;
        spec.compressed = !kube->config->disable_compression;
        sending->edition = kube->credentials->edition;
        kg_kube_trace_request(kube, &spec);
        rc = kg_http_start(kube->http, &spec, sending->handler, sending->context,
                           &sending->under_way, err);
    }
    kg_arena_release(scratch);
    return rc;
}

static void send_when_ready(void *context, const struct kg_error *why)
{
    struct sending *sending = context;
    struct kg_error err = KG_ERROR_INIT;
    sending->deadline_ms = sending->wait.deadline_ms;
    if (why != NULL)
        sending->failed(sending->context, why);
    else if (send_now(sending->kube, sending, &err) != 0)
        sending->failed(sending->context, &err);
}

int kg_kube_send(struct kg_kube *kube, struct sending *sending, struct kg_error *err)
{
    int rc = kg_credentials_ready(kube, err);
    sending->kube = kube;
    sending->under_way = NULL;
    if (rc == 0)
        return send_now(kube, sending, err);
    if (rc < 0)
        return -1;
    sending->wait = (struct credential_wait){
        .deadline_ms = sending->deadline_ms, .ready = send_when_ready, .context = sending};
    return kg_credentials_wait(kube, &sending->wait, err);
}

void kg_kube_send_cancel(struct sending *sending)
{
    kg_credentials_wait_cancel(&sending->wait);
    kg_http_cancel(sending->under_way);
    sending->under_way = NULL;
}
