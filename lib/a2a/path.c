#include "kagent/a2a.h"

#include <string.h>

/* What stands in paths and queries by RFC 3986; all of it is one byte. */
static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                              "-._~!$&'()*+,;=:@/%?";

static int hex_value(char byte)
{
    static const char digits[] = "0123456789abcdef";
    char lower = byte >= 'A' && byte <= 'F' ? (char)(byte + ('a' - 'A')) : byte;
    const char *found = lower != '\0' ? strchr(digits, lower) : NULL;

    return found != NULL ? (int)(found - digits) : -1;
}

/* The byte at `at`, with its percent-encoding undone, and its length; -1 for a broken one. */
static int decoded_byte(struct kg_str path, size_t at, size_t *length)
{
    *length = 1;
    if (path.data[at] != '%')
        return (unsigned char)path.data[at];
    int high = at + 1 < path.length ? hex_value(path.data[at + 1]) : -1;
    int low = at + 2 < path.length ? hex_value(path.data[at + 2]) : -1;
    *length = 3;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/*
 * Whether the path means the same wherever it is read: encoded characters that
 * a server on the way could take for a slash or a second encoding are none.
 */
static bool has_plain_bytes(struct kg_str path)
{
    for (size_t at = 0, length; at < path.length; at += length) {
        int byte = decoded_byte(path, at, &length);
        bool encoded = length > 1;
        if (byte <= ' ' || byte == 0x7f)
            return false;
        if (encoded ? strchr("/\\%", byte) != NULL : strchr(allowed, byte) == NULL)
            return false;
    }
    return true;
}

/* Whether the segment that ends at `end` is `.` or `..` once decoded. */
static bool is_dots(struct kg_str segment)
{
    size_t dots = 0;

    for (size_t at = 0, length; at < segment.length; at += length, dots++) {
        if (decoded_byte(segment, at, &length) != '.')
            return false;
    }
    return dots == 1 || dots == 2;
}

static bool is_safe(struct kg_str path)
{
    ptrdiff_t query = kg_str_find(path, '?');
    struct kg_str segments = query < 0 ? path : kg_str_head(path, (size_t)query);

    for (struct kg_str segment; kg_str_split(&segments, '/', &segment);) {
        if (is_dots(segment))
            return false;
    }
    return has_plain_bytes(path);
}

/* The URL without its scheme and host: begins with `/`, `?`, `#` or is empty. */
static struct kg_str without_host(struct kg_str url)
{
    size_t at = 0;

    if (kg_str_starts(url, "/") && !kg_str_starts(url, "//"))
        return url;
    for (size_t i = 0; i + 2 < url.length && strchr("/?#", url.data[i]) == NULL; i++) {
        if (memcmp(url.data + i, "://", 3) == 0)
            at = i + 3;
    }
    if (at == 0 && kg_str_starts(url, "//"))
        at = 2;
    while (at < url.length && memchr("/?#", url.data[at], 3) == NULL)
        at++;
    return kg_str_from_index(url, at);
}

int kg_a2a_path(struct kg_str url, char path[KG_A2A_PATH_MAX])
{
    struct kg_str rest = without_host(url);
    ptrdiff_t fragment = kg_str_find(rest, '#');
    size_t slash;

    if (fragment >= 0)
        rest = kg_str_head(rest, (size_t)fragment);
    slash = kg_str_starts(rest, "/") ? 0 : 1;
    if (slash + rest.length >= KG_A2A_PATH_MAX || !is_safe(rest))
        return -1;
    path[0] = '/';
    memcpy(path + slash, rest.data, rest.length);
    path[slash + rest.length] = '\0';
    return 0;
}

int kg_a2a_port_rank(struct kg_str name)
{
    return memmem(name.data, name.length, "a2a", 3) != NULL ? 2 : kg_str_starts(name, "http");
}
