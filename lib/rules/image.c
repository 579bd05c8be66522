#include "kagent/image.h"

#include "bytes.h"

static bool is_hexadecimal(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f');
}

/* How many separators stand at the start of `text`: '.', '_', "__" or dashes. 0 if none may. */
static size_t separator_length(struct kg_str text)
{
    size_t dashes = 0;
    while (dashes < text.length && text.data[dashes] == '-')
        dashes++;
    if (dashes > 0)
        return dashes;
    if (kg_str_starts(text, "__"))
        return 2;
    return kg_str_starts(text, ".") || kg_str_starts(text, "_");
}

/* A component of a path: runs of letters and digits with one separator between two of them. */
static bool is_component(struct kg_str text)
{
    size_t i = 0;
    for (;;) {
        size_t start = i;
        while (i < text.length && is_lower_or_digit(text.data[i]))
            i++;
        if (i == start)
            return false;
        if (i == text.length)
            return true;
        size_t separator = separator_length(kg_str_from_index(text, i));
        if (separator == 0)
            return false;
        i += separator;
    }
}

static bool is_path(struct kg_str path)
{
    struct kg_str rest = path;
    struct kg_str component;
    while (kg_str_split(&rest, '/', &component)) {
        if (!is_component(component))
            return false;
    }
    return true;
}

static bool is_port(struct kg_str port)
{
    return port.length > 0 && all_bytes(port, is_digit);
}

static bool is_host(struct kg_str host)
{
    struct kg_str rest = host;
    struct kg_str label;
    if (kg_str_starts(host, "[") && kg_str_ends(host, "]"))
        return host.length > 2;
    while (kg_str_split(&rest, '.', &label)) {
        for (size_t i = 0; i < label.length; i++) {
            bool inside = i > 0 && i + 1 < label.length;
            if (!is_letter_or_digit(label.data[i]) && !(inside && label.data[i] == '-'))
                return false;
        }
        if (label.length == 0)
            return false;
    }
    return true;
}

/* The colon before a port or tag, or -1: those inside an IPv6 address are none. */
static ptrdiff_t last_colon(struct kg_str text)
{
    for (size_t i = text.length; i > 0; i--) {
        if (text.data[i - 1] == ']' || text.data[i - 1] == '/')
            return -1;
        if (text.data[i - 1] == ':')
            return (ptrdiff_t)i - 1;
    }
    return -1;
}

static bool is_registry(struct kg_str registry)
{
    ptrdiff_t colon = last_colon(registry);
    if (colon < 0)
        return is_host(registry);
    return is_host(kg_str_head(registry, (size_t)colon)) &&
           is_port(kg_str_from_index(registry, (size_t)colon + 1));
}

static bool names_registry(struct kg_str first)
{
    return kg_str_find(first, '.') >= 0 || kg_str_find(first, ':') >= 0 ||
           kg_str_is(first, "localhost");
}

static bool is_tag(struct kg_str tag)
{
    for (size_t i = 0; i < tag.length; i++) {
        bool inside = i > 0 && (tag.data[i] == '.' || tag.data[i] == '-');
        if (!is_letter_or_digit(tag.data[i]) && tag.data[i] != '_' && !inside)
            return false;
    }
    return tag.length > 0 && tag.length <= KG_IMAGE_TAG_MAX;
}

/* An algorithm, a colon, and enough hexadecimal digits: for SHA-256 and SHA-512 exactly theirs. */
static bool is_digest(struct kg_str digest)
{
    static const struct {
        const char *algorithm;
        size_t digits;
    } known[] = {{"sha256:", 64}, {"sha384:", 96}, {"sha512:", 128}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!kg_str_starts(digest, known[i].algorithm))
            continue;
        struct kg_str digits = kg_str_from_index(digest, strlen(known[i].algorithm));
        return digits.length == known[i].digits && all_bytes(digits, is_hexadecimal);
    }
    return false;
}

static void take_apart(struct kg_str reference, struct kg_image *image, bool *tagged, bool *pinned)
{
    struct kg_str rest = reference;
    ptrdiff_t at = kg_str_find(rest, '@');
    *image = (struct kg_image){KG_STR(""), KG_STR(""), KG_STR(""), KG_STR("")};
    *pinned = at >= 0;
    if (*pinned) {
        image->digest = kg_str_from_index(rest, (size_t)at + 1);
        rest = kg_str_head(rest, (size_t)at);
    }
    ptrdiff_t colon = last_colon(rest);
    *tagged = colon >= 0;
    if (*tagged) {
        image->tag = kg_str_from_index(rest, (size_t)colon + 1);
        rest = kg_str_head(rest, (size_t)colon);
    }
    ptrdiff_t slash = kg_str_find(rest, '/');
    if (slash >= 0 && names_registry(kg_str_head(rest, (size_t)slash))) {
        image->registry = kg_str_head(rest, (size_t)slash);
        rest = kg_str_from_index(rest, (size_t)slash + 1);
    }
    image->path = rest;
}

int kg_image_parse(struct kg_str reference, struct kg_image *image, struct kg_error *err)
{
    bool tagged;
    bool pinned;
    take_apart(reference, image, &tagged, &pinned);
    if (image->registry.length > 0 && !is_registry(image->registry))
        return kg_error_set(err, KG_ERROR_NEGATIVE, "\"%.*s\" is no host of a registry",
                            KG_STR_ARG(image->registry));
    if (!is_path(image->path))
        return kg_error_set(err, KG_ERROR_NEGATIVE,
                            "\"%.*s\" is no path of an image: its parts are lower-case letters and "
                            "digits, joined by '.', '_', '__' or '-'",
                            KG_STR_ARG(image->path));
    if (image->registry.length + image->path.length > KG_IMAGE_NAME_MAX)
        return kg_error_set(err, KG_ERROR_NEGATIVE, "the name is longer than %d characters",
                            KG_IMAGE_NAME_MAX);
    if (tagged && !is_tag(image->tag))
        return kg_error_set(err, KG_ERROR_NEGATIVE,
                            "\"%.*s\" is no tag: it takes at most %d letters, digits, '_', '.' and "
                            "'-', and begins with neither '.' nor '-'",
                            KG_STR_ARG(image->tag), KG_IMAGE_TAG_MAX);
    if (pinned && !is_digest(image->digest))
        return kg_error_set(err, KG_ERROR_NEGATIVE,
                            "\"%.*s\" is no digest such as sha256: and 64 hexadecimal digits",
                            KG_STR_ARG(image->digest));
    return 0;
}
