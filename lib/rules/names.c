#include "kagent/names.h"

#include "bytes.h"

static bool is_lower_digit_or_underscore(char c)
{
    return is_lower_or_digit(c) || c == '_';
}

static bool is_key_byte(char c)
{
    return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.';
}

static char last(struct kg_str text)
{
    return text.data[text.length - 1];
}

/* Letters of one alphabet, with dashes inside. */
static bool is_dashed(struct kg_str text, bool (*letter)(char c))
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] != '-' && !letter(text.data[i]))
            return false;
    }
    return text.length > 0 && text.data[0] != '-' && last(text) != '-';
}

/* Parts between dots, all of which hold. */
static bool is_dotted(struct kg_str text, bool (*holds)(struct kg_str part))
{
    struct kg_str rest = text;
    struct kg_str part;
    while (kg_str_split(&rest, '.', &part)) {
        if (!holds(part))
            return false;
    }
    return true;
}

static bool is_label_of_any_length(struct kg_str text)
{
    return is_dashed(text, is_lower_or_digit);
}

static bool is_dns_label(struct kg_str text)
{
    return text.length <= KG_NAMES_LABEL_MAX && is_label_of_any_length(text);
}

static bool is_dns_subdomain(struct kg_str text)
{
    return text.length <= KG_NAMES_SUBDOMAIN_MAX && is_dotted(text, is_label_of_any_length);
}

static bool is_dns_1035_label(struct kg_str text)
{
    return is_dns_label(text) && is_lower(text.data[0]);
}

/* An underscore may be anywhere but at the end, and only one in front. */
static bool is_search_part(struct kg_str text)
{
    struct kg_str rest = kg_str_from_index(text, text.length > 0 && text.data[0] == '_');
    return is_dashed(rest, is_lower_digit_or_underscore) && rest.data[0] != '_' &&
           last(rest) != '_';
}

static bool is_dns_search(struct kg_str text)
{
    return text.length <= KG_NAMES_SUBDOMAIN_MAX && is_dotted(text, is_search_part);
}

static bool is_label_of_any_case(struct kg_str text)
{
    return is_dashed(text, is_letter_or_digit);
}

static bool is_csi_driver(struct kg_str text)
{
    return text.length <= KG_NAMES_LABEL_MAX && is_dotted(text, is_label_of_any_case);
}

static bool is_wildcard(struct kg_str text)
{
    return text.length <= KG_NAMES_SUBDOMAIN_MAX && kg_str_starts(text, "*.") &&
           is_dns_subdomain(kg_str_from_index(text, 2));
}

static bool is_name_part(struct kg_str text)
{
    return text.length > 0 && text.length <= KG_NAMES_LABEL_MAX && all_bytes(text, is_key_byte) &&
           is_letter_or_digit(text.data[0]) && is_letter_or_digit(last(text));
}

static bool is_key(struct kg_str text, bool (*prefix_holds)(struct kg_str prefix))
{
    ptrdiff_t slash = kg_str_find(text, '/');
    if (slash < 0)
        return is_name_part(text);
    return prefix_holds(kg_str_head(text, (size_t)slash)) &&
           is_name_part(kg_str_from_index(text, (size_t)slash + 1));
}

static bool is_label_key(struct kg_str text)
{
    return is_key(text, is_dns_subdomain);
}

static bool is_subdomain_of_any_case(struct kg_str text)
{
    return text.length <= KG_NAMES_SUBDOMAIN_MAX && is_dotted(text, is_label_of_any_case);
}

static bool is_annotation_key(struct kg_str text)
{
    return is_key(text, is_subdomain_of_any_case);
}

static bool is_label_value(struct kg_str text)
{
    return text.length == 0 || is_name_part(text);
}

static bool is_port(struct kg_str text)
{
    bool letter = false;
    for (size_t i = 0; i < text.length; i++) {
        letter = letter || is_lower(text.data[i]);
        if (i > 0 && text.data[i] == '-' && text.data[i - 1] == '-')
            return false;
    }
    return letter && text.length <= KG_NAMES_PORT_MAX && is_dashed(text, is_lower_or_digit);
}

static bool is_config_key(struct kg_str text)
{
    return text.length > 0 && text.length <= KG_NAMES_SUBDOMAIN_MAX &&
           all_bytes(text, is_key_byte) && !kg_str_is(text, ".") && !kg_str_starts(text, "..");
}

static bool is_variable_byte(char c)
{
    return c >= ' ' && c <= '~' && c != '=';
}

static bool is_variable(struct kg_str text)
{
    return text.length > 0 && all_bytes(text, is_variable_byte);
}

static bool is_header_byte(char c)
{
    return is_letter_or_digit(c) || c == '-';
}

static bool is_http_header(struct kg_str text)
{
    return text.length > 0 && all_bytes(text, is_header_byte);
}

static bool is_percent(struct kg_str text)
{
    return text.length > 1 && last(text) == '%' &&
           all_bytes(kg_str_head(text, text.length - 1), is_digit);
}

static bool is_sysctl_byte(char c)
{
    return is_lower_digit_or_underscore(c) || c == '-';
}

/* Parts between dots and slashes, each with a letter or digit at both ends. */
static bool is_sysctl(struct kg_str text)
{
    size_t start = 0;
    for (size_t i = 0; i <= text.length; i++) {
        if (i < text.length && text.data[i] != '.' && text.data[i] != '/') {
            if (!is_sysctl_byte(text.data[i]))
                return false;
            continue;
        }
        if (i == start || !is_lower_or_digit(text.data[start]) ||
            !is_lower_or_digit(text.data[i - 1]))
            return false;
        start = i + 1;
    }
    return text.length <= KG_NAMES_SUBDOMAIN_MAX;
}

const struct kg_grammar kg_names_dns_label = {
    "dns-label", "a DNS label",
    "at most 63 lower-case letters, digits and '-', with a letter or digit at both ends",
    is_dns_label};

const struct kg_grammar kg_names_dns_subdomain = {
    "dns-subdomain", "a DNS subdomain",
    "at most 253 lower-case letters, digits, '-' and '.', with a letter or digit on both sides of "
    "every dot and at both ends",
    is_dns_subdomain};

const struct kg_grammar kg_names_dns_1035_label = {
    "dns-1035-label", "a DNS label that starts with a letter",
    "at most 63 lower-case letters, digits and '-', a letter first and a letter or digit last",
    is_dns_1035_label};

const struct kg_grammar kg_names_dns_search = {
    "dns-search", "a DNS search domain",
    "at most 253 lower-case letters, digits, '-', '_' and '.', as a domain name is written",
    is_dns_search};

const struct kg_grammar kg_names_csi_driver = {
    "csi-driver", "the name of a CSI driver",
    "at most 63 letters, digits, '-' and '.', as a domain name is written", is_csi_driver};

const struct kg_grammar kg_names_wildcard = {"wildcard-host", "a wildcard host",
                                             "'*.' and then a DNS subdomain", is_wildcard};

const struct kg_grammar kg_names_label_key = {
    "label-key", "a label key",
    "at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends, and before "
    "them, if wanted, a DNS subdomain and a slash",
    is_label_key};

const struct kg_grammar kg_names_annotation_key = {
    "annotation-key", "an annotation key",
    "at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends, and before "
    "them, if wanted, a domain name and a slash",
    is_annotation_key};

const struct kg_grammar kg_names_label_value = {
    "label-value", "a label value",
    "nothing, or at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends",
    is_label_value};

const struct kg_grammar kg_names_port = {
    "port-name", "a port name",
    "at most 15 lower-case letters, digits and '-', a letter among them, no '-' at an end and no "
    "two together",
    is_port};

const struct kg_grammar kg_names_config_key = {
    "config-key", "a key of a ConfigMap or Secret",
    "at most 253 letters, digits, '-', '_' and '.', and does not begin with '..'", is_config_key};

const struct kg_grammar kg_names_variable = {"variable-name", "the name of an environment variable",
                                             "printable ASCII characters except '='", is_variable};

const struct kg_grammar kg_names_http_header = {"http-header", "the name of an HTTP header",
                                                "letters, digits and '-'", is_http_header};

const struct kg_grammar kg_names_percent = {"percentage", "a percentage",
                                            "digits and then '%', such as '25%'", is_percent};

const struct kg_grammar kg_names_sysctl = {
    "sysctl-name", "the name of a kernel parameter",
    "lower-case letters, digits, '-' and '_' in parts that dots or slashes join", is_sysctl};

bool kg_names_prefix_holds(const struct kg_grammar *grammar, struct kg_str prefix)
{
    char text[KG_NAMES_SUBDOMAIN_MAX + 2];
    if (prefix.length < 2 || last(prefix) != '-' || prefix.length > sizeof text)
        return grammar->holds(prefix);
    /* As the API server does it: the dash and the byte before it stand for one letter. */
    memcpy(text, prefix.data, prefix.length - 2);
    text[prefix.length - 2] = 'a';
    return grammar->holds((struct kg_str){text, prefix.length - 1});
}
