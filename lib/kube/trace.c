/*
 * What -v shows, in the form of kubectl. Lines about credentials are masked
 * here and nowhere else: everything that is traced goes through this file.
 */
#include <string.h>
#include <strings.h>

#include "client.h"

enum { TRACE_MAX = 80 << 20, SHORT_BODY = 1024 };

static void say(const struct kg_kube *kube, int level, const struct kg_buf *text)
{
    if (kube->options.verbosity >= level)
        kube->options.trace(kube->options.context, text->data);
}

static bool is_traced(const struct kg_kube *kube, int level)
{
    return kube->options.trace != NULL && kube->options.verbosity >= level;
}

/* Header fields whose values nobody may see. */
static bool is_secret(struct kg_str line)
{
    static const char *const names[] = {
        "Authorization:", "Proxy-Authorization:", "Cookie:", "Set-Cookie:"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i]);
        if (line.length >= length && strncasecmp(line.data, names[i], length) == 0)
            return true;
    }
    return false;
}

static void add_field(struct kg_buf *out, struct kg_str line)
{
    ptrdiff_t colon = kg_str_find(line, ':');
    line = kg_str_trim(line);
    if (is_secret(line) && colon >= 0)
        kg_buf_printf(out, "\n    %.*s <masked>", (int)colon + 1, line.data);
    else
        kg_buf_printf(out, "\n    %.*s", KG_STR_ARG(line));
}

/* Paths whose bodies hold secrets. */
static bool holds_secrets(const char *path)
{
    return strstr(path, "/secrets") != NULL || strstr(path, "/token") != NULL;
}

static void add_body(const struct kg_kube *kube, struct kg_buf *out, const char *title,
                     const char *path, struct kg_str body)
{
    size_t limit = kube->options.verbosity >= 9 ? SIZE_MAX : SHORT_BODY;
    struct kg_str shown = kg_str_head(body, limit);
    if (holds_secrets(path))
        kg_buf_printf(out, "%s <masked>", title);
    else
        kg_buf_printf(out, "%s %.*s", title, KG_STR_ARG(shown));
    if (!holds_secrets(path) && shown.length < body.length)
        kg_buf_printf(out, " [truncated %zu chars]", body.length - shown.length);
}

void kg_kube_trace_request(struct kg_kube *kube, const struct kg_http_spec *spec)
{
    struct kg_buf out;
    if (!is_traced(kube, 7))
        return;
    kg_buf_init(&out, &kube->scratch, TRACE_MAX);
    kg_buf_printf(&out, "%s %s\nRequest Headers:", spec->method != NULL ? spec->method : "GET",
                  spec->url);
    for (size_t i = 0; spec->headers[i] != NULL; i++)
        add_field(&out, kg_str_from(spec->headers[i]));
    say(kube, 7, &out);
    if (!is_traced(kube, 8) || spec->body.length == 0)
        return;
    kg_buf_reset(&out);
    add_body(kube, &out, "Request Body:", spec->url, spec->body);
    say(kube, 8, &out);
}

static void add_headers(struct kg_buf *out, const struct kg_http_head *head)
{
    struct kg_str rest = head->text, line;
    kg_buf_add_text(out, "Response Headers:");
    kg_str_split(&rest, '\n', &line);
    while (rest.data != NULL && kg_str_split(&rest, '\n', &line)) {
        if (kg_str_trim(line).length > 0)
            add_field(out, line);
    }
}

/* "200 OK" of the status line. */
static struct kg_str status_line(const struct kg_http_head *head)
{
    struct kg_str rest = head->text, line;
    kg_str_split(&rest, '\n', &line);
    ptrdiff_t blank = kg_str_find(line, ' ');
    return blank < 0 ? KG_STR("no answer") : kg_str_trim(kg_str_from_index(line, (size_t)blank));
}

void kg_kube_trace_answer(struct kg_kube *kube, const struct kg_kube_request *request,
                          const char *path, const struct kg_http_result *result)
{
    struct kg_buf out;
    if (!is_traced(kube, 6))
        return;
    kg_buf_init(&out, &kube->scratch, TRACE_MAX);
    kg_buf_printf(&out, "%s %s%s %.*s in %lld milliseconds",
                  request->method != NULL ? request->method : "GET", kube->config->server, path,
                  KG_STR_ARG(status_line(&result->head)),
                  (long long)(result->timings.total_us / 1000));
    say(kube, 6, &out);
    if (is_traced(kube, 8)) {
        kg_buf_reset(&out);
        add_headers(&out, &result->head);
        say(kube, 8, &out);
        kg_buf_reset(&out);
        add_body(kube, &out, "Response Body:", path, result->body);
        say(kube, 8, &out);
    }
    kg_arena_release(&kube->scratch);
}
