/*
 * Which hosts a proxy is not for, by the rules of Go's httpproxy: what works
 * with kubectl must work here, and libcurl's own rules differ.
 */
#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "kagent/http.h"

/* An address of either family, IPv4 in its IPv6 form. */
struct address {
    unsigned char bytes[16];
};

static bool parse_address(struct kg_str text, struct address *address)
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    char name[INET6_ADDRSTRLEN + 1];
    if (text.length == 0 || text.length >= sizeof name)
        return false;
    memcpy(name, text.data, text.length);
    name[text.length] = '\0';
    memcpy(address->bytes, mapped, sizeof mapped);
    return inet_pton(AF_INET, name, address->bytes + sizeof mapped) == 1 ||
           inet_pton(AF_INET6, name, address->bytes) == 1;
}

static bool is_v4(const struct address *address)
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    return memcmp(address->bytes, mapped, sizeof mapped) == 0;
}

static bool is_loopback(struct kg_str host)
{
    static const struct address six = {{[15] = 1}};
    struct address address;
    if (host.length == 9 && strncasecmp(host.data, "localhost", 9) == 0)
        return true;
    if (!parse_address(host, &address))
        return false;
    return is_v4(&address) ? address.bytes[12] == 127
                           : memcmp(address.bytes, six.bytes, sizeof six.bytes) == 0;
}

/* A decimal number of at most five digits, or -1. */
static int parse_small(struct kg_str text)
{
    int value = 0;
    if (text.length == 0 || text.length > 5)
        return -1;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return -1;
        value = value * 10 + (text.data[i] - '0');
    }
    return value;
}

static bool same_bits(const struct address *a, const struct address *b, unsigned bits)
{
    unsigned whole = bits / 8, rest = bits % 8;
    if (memcmp(a->bytes, b->bytes, whole) != 0)
        return false;
    unsigned mask = 0xff00U >> rest & 0xffU;
    return rest == 0 || (a->bytes[whole] & mask) == (b->bytes[whole] & mask);
}

/* Whether `entry` is a CIDR block; then `*inside` says whether it holds the host. */
static bool is_block(struct kg_str entry, struct kg_str host, bool *inside)
{
    struct address network, address;
    ptrdiff_t slash = kg_str_find(entry, '/');
    if (slash < 0 || !parse_address(kg_str_head(entry, (size_t)slash), &network))
        return false;
    int bits = parse_small(kg_str_from_index(entry, (size_t)slash + 1));
    int most = is_v4(&network) ? 32 : 128;
    if (bits < 0 || bits > most)
        return false;
    *inside = parse_address(host, &address) && is_v4(&address) == is_v4(&network) &&
              same_bits(&network, &address, (unsigned)(bits + 128 - most));
    return true;
}

/* Takes ":port" off the end of an entry, also off "[::1]:port". False when it names another port.
 */
static bool take_port(struct kg_str *entry, unsigned port)
{
    struct address address;
    ptrdiff_t last = -1;
    if (!parse_address(*entry, &address)) {
        for (size_t i = 0; i < entry->length; i++)
            last = entry->data[i] == ':' ? (ptrdiff_t)i : last;
    }
    int named = last < 0 ? -1 : parse_small(kg_str_from_index(*entry, (size_t)last + 1));
    if (named >= 0)
        *entry = kg_str_head(*entry, (size_t)last);
    if (kg_str_starts(*entry, "[") && kg_str_ends(*entry, "]"))
        *entry = kg_str_head(kg_str_from_index(*entry, 1), entry->length - 2);
    return named < 0 || (unsigned)named == port;
}

static bool ends_with(struct kg_str host, struct kg_str end)
{
    return host.length >= end.length &&
           strncasecmp(host.data + host.length - end.length, end.data, end.length) == 0;
}

/* "example.com" is the name and all below it, ".example.com" and "*.example.com" only those. */
static bool is_domain_of(struct kg_str entry, struct kg_str host)
{
    bool below_only = false;
    if (kg_str_starts(entry, "*."))
        entry = kg_str_from_index(entry, 1);
    if (kg_str_starts(entry, ".")) {
        below_only = true;
        entry = kg_str_from_index(entry, 1);
    }
    if (entry.length == 0 || !ends_with(host, entry))
        return false;
    if (host.length == entry.length)
        return !below_only;
    return host.data[host.length - entry.length - 1] == '.';
}

static bool entry_exempts(struct kg_str entry, struct kg_str host, unsigned port)
{
    struct address named, address;
    bool inside;
    if (entry.length == 0)
        return false;
    if (is_block(entry, host, &inside))
        return inside;
    if (!take_port(&entry, port))
        return false;
    if (parse_address(entry, &named))
        return parse_address(host, &address) && memcmp(&named, &address, sizeof named) == 0;
    return is_domain_of(entry, host);
}

bool kg_http_proxy_exempt(struct kg_str list, struct kg_str host, unsigned port)
{
    struct kg_str rest = list, entry;
    if (is_loopback(host))
        return true;
    while (rest.data != NULL && kg_str_split(&rest, ',', &entry)) {
        entry = kg_str_trim(entry);
        if (kg_str_is(entry, "*") || entry_exempts(entry, host, port))
            return true;
    }
    return false;
}
