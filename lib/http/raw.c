#include <errno.h>
#include <string.h>

#include "loop.h"

int kg_http_raw_fd(const struct kg_http_raw *raw)
{
    curl_socket_t fd = -1;
    curl_easy_getinfo(raw->request->easy, CURLINFO_ACTIVESOCKET, &fd);
    return fd;
}

/* What a transfer of bytes comes to. */
static ptrdiff_t moved(const struct kg_http_raw *raw, CURLcode code, size_t count,
                       struct kg_error *err)
{
    if (code == CURLE_OK)
        return (ptrdiff_t)count;
    if (code == CURLE_AGAIN)
        return KG_HTTP_RAW_AGAIN;
    kg_error_set(err, KG_ERROR_UNKNOWN, "the connection to %s broke: %s", raw->request->address,
                 curl_easy_strerror(code));
    return KG_HTTP_RAW_FAILED;
}

ptrdiff_t kg_http_raw_recv(struct kg_http_raw *raw, void *buffer, size_t size, struct kg_error *err)
{
    size_t count = 0;
    CURLcode code = curl_easy_recv(raw->request->easy, buffer, size, &count);
    return moved(raw, code, count, err);
}

ptrdiff_t kg_http_raw_send(struct kg_http_raw *raw, const void *data, size_t size,
                           struct kg_error *err)
{
    size_t count = 0;
    CURLcode code = curl_easy_send(raw->request->easy, data, size, &count);
    return moved(raw, code, count, err);
}

void kg_http_raw_close(struct kg_http_raw *raw)
{
    if (raw != NULL)
        kg_http_cancel(raw->request);
}
