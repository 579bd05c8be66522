#include "values.h"

#include <inttypes.h>
#include <stdio.h>

#include "address.h"
#include "bytes.h"
#include "kagent/scalar.h"

enum { NUMBER_MAX = 40 };

void check_port(struct judge *judge, const struct spot *port)
{
    int64_t number;
    if (spot_number(judge, port, &number)) {
        if (number < range_port.low || number > range_port.high)
            complain(judge, range_port.rule, port, "%" PRId64 " is not between 1 and 65535",
                     number);
        return;
    }
    judge_grammar(judge, port, &kg_names_port);
}

bool read_int_or_percent(struct judge *judge, const struct spot *value, int64_t *number,
                         bool *percent)
{
    struct kg_str text = spot_text(value);
    *percent = false;
    if (spot_number(judge, value, number))
        return true;
    if (!kg_names_percent.holds(text))
        return false;
    *percent = true;
    *number = 0;
    for (size_t i = 0; i + 1 < text.length; i++) {
        if (*number < INT32_MAX)
            *number = *number * 10 + (text.data[i] - '0');
    }
    return true;
}

void check_int_or_percent(struct judge *judge, const struct spot *value)
{
    int64_t number;
    bool percent;
    if (!read_int_or_percent(judge, value, &number, &percent))
        judge_grammar(judge, value, &kg_names_percent);
    else if (number < 0)
        complain(judge, "range", value, "%" PRId64 " is less than 0", number);
}

void check_share(struct judge *judge, const struct spot *share)
{
    int64_t number;
    bool percent;
    check_int_or_percent(judge, share);
    if (read_int_or_percent(judge, share, &number, &percent) && percent && number > 100)
        complain(judge, "range", share, "%" PRId64 "%% is more than 100%%", number);
}

static bool has_backstep(struct kg_str path)
{
    struct kg_str rest = path;
    struct kg_str part;
    while (kg_str_split(&rest, '/', &part)) {
        if (kg_str_is(part, ".."))
            return true;
    }
    return false;
}

void check_path_without_backsteps(struct judge *judge, const struct spot *path)
{
    if (has_backstep(spot_text(path)))
        complain(judge, "path", path, "%s must not contain \"..\"", quoted(judge, spot_text(path)));
}

void check_path_below(struct judge *judge, const struct spot *path)
{
    if (kg_str_starts(spot_text(path), "/"))
        complain(judge, "path", path, "%s must be a relative path", quoted(judge, spot_text(path)));
    check_path_without_backsteps(judge, path);
}

void check_item_path(struct judge *judge, const struct spot *path)
{
    struct kg_str text = spot_text(path);
    check_path_below(judge, path);
    if (kg_str_starts(text, "..") && !has_backstep(text))
        complain(judge, "path", path, "%s must not begin with \"..\"", quoted(judge, text));
}

void check_absolute_path(struct judge *judge, const struct spot *path)
{
    if (spot_is_text(path) && !kg_str_starts(spot_text(path), "/"))
        complain(judge, "path", path, "%s must be an absolute path",
                 quoted(judge, spot_text(path)));
}

/* The text of a number as JSON has it: that is what the API server reads a quantity from. */
static bool number_text(struct judge *judge, const struct spot *spot, char out[NUMBER_MAX],
                        struct kg_str *text)
{
    struct kg_value value;
    int length;
    if (kg_scalar_value(judge->arena, spot->node, KG_CONTEXT_BLOCK, &value, NULL) < 0)
        return false;
    switch (value.type) {
    case KG_VALUE_INT:
        length = snprintf(out, NUMBER_MAX, "%" PRId64, value.integer);
        break;
    case KG_VALUE_UINT:
        length = snprintf(out, NUMBER_MAX, "%" PRIu64, value.natural);
        break;
    case KG_VALUE_FLOAT:
        length = (int)kg_scalar_format_json_float(value.number, out);
        break;
    default:
        return false;
    }
    *text = (struct kg_str){out, (size_t)length};
    return true;
}

/* Whether there is a text or a number, and what it says. */
static bool quantity_text(struct judge *judge, const struct spot *spot, char out[NUMBER_MAX],
                          struct kg_str *text)
{
    if (!kg_node_is(spot->node, KG_NODE_SCALAR))
        return false;
    if (!spot_is_text(spot))
        return number_text(judge, spot, out, text);
    *text = spot_text(spot);
    return true;
}

bool read_quantity(struct judge *judge, const struct spot *spot, struct kg_quantity *quantity)
{
    char number[NUMBER_MAX];
    struct kg_str text;
    return quantity_text(judge, spot, number, &text) && kg_quantity_parse(text, quantity) == 0;
}

static void check_sign(struct judge *judge, const struct spot *spot, int least, const char *why)
{
    struct kg_quantity quantity;
    if (read_quantity(judge, spot, &quantity) && kg_quantity_sign(quantity) < least)
        complain(judge, "range", spot, "%s %s", quoted(judge, kg_node_text(spot->node)), why);
}

void check_quantity_not_negative(struct judge *judge, const struct spot *spot)
{
    check_sign(judge, spot, 0, "is less than 0");
}

void check_quantity_positive(struct judge *judge, const struct spot *spot)
{
    check_sign(judge, spot, 1, "is not more than 0");
}

/* Before Kubernetes 1.36 what is not strict was only warned of. */
static bool is_strict(const struct judge *judge)
{
    return judge->minor >= 36;
}

static bool is_path_byte(char c)
{
    return is_letter_or_digit(c) || strchr("/-._~%!$&'()*+,;=:", c) != NULL;
}

static bool is_domain_path(struct kg_str text)
{
    ptrdiff_t slash = kg_str_find(text, '/');
    struct kg_str path = kg_str_from_index(text, (size_t)(slash + 1));
    return slash > 0 && kg_names_dns_subdomain.holds(kg_str_head(text, (size_t)slash)) &&
           path.length > 0 && all_bytes(path, is_path_byte);
}

void check_domain_path(struct judge *judge, const struct spot *name, size_t most)
{
    struct kg_str text = spot_text(name);
    if (spot_is_text(name) && !is_domain_path(text))
        complain(judge, "domain-path", name, "%s is not DOMAIN/NAME", quoted(judge, text));
    if (text.length > most)
        complain(judge, "too-long", name, "it is longer than %zu characters", most);
}

void check_address(struct judge *judge, const struct spot *spot)
{
    struct address address;
    struct kg_str text = spot_text(spot);
    if (!spot_is_text(spot))
        return;
    if (!address_parse(text, &address))
        complain(judge, "ip-address", spot,
                 "%s is not an IP address such as 10.9.8.7 or 2001:db8::ffff", quoted(judge, text));
    else if (is_strict(judge) && !address_is_strict(text, &address))
        complain(judge, "ip-address", spot,
                 "%s must have neither leading zeros nor an IPv4 address inside an IPv6 one",
                 quoted(judge, text));
}

void check_block(struct judge *judge, const struct spot *spot)
{
    struct block block;
    struct kg_str text = spot_text(spot);
    if (!spot_is_text(spot))
        return;
    if (!block_parse(text, &block))
        complain(judge, "ip-block", spot,
                 "%s is not a block of addresses such as 10.9.8.0/24 or 2001:db8::/64",
                 quoted(judge, text));
    else if (is_strict(judge) && !block_is_strict(text, &block))
        complain(judge, "ip-block", spot,
                 "%s must have no bits behind its prefix, no leading zeros and no IPv4 address "
                 "inside an IPv6 one",
                 quoted(judge, text));
}
