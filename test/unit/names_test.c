#include "kagent/names.h"

#include <string.h>

#include "rules/address.h"
#include "rules/time_zones.h"

#include "unit.h"

/* A text of `length` letters. */
static struct kg_str letters(struct kg_arena *arena, size_t length)
{
    char *text = kg_arena_alloc(arena, length + 1);
    memset(text, 'a', length);
    return (struct kg_str){text, length};
}

/* The first of the words, up to an empty one, of which the grammar does not say `holds`. */
static const char *differs(const struct kg_grammar *grammar, const char *const *words, bool holds)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (grammar->holds(kg_str_from(words[i])) != holds)
            return words[i];
    }
    return "";
}

struct words {
    const struct kg_grammar *grammar;
    const char *right[8];
    const char *wrong[12];
};

static const struct words cases[] = {
    {&kg_names_dns_label,
     {"a", "0", "a-b", "a--b", NULL},
     {"", "-a", "a-", "A", "a.b", "a_b", "a b", NULL}},
    {&kg_names_dns_subdomain,
     {"a", "a.b", "0.a-b.c", NULL},
     {"", ".", "a.", ".a", "a..b", "a.-b", "A.b", NULL}},
    {&kg_names_dns_1035_label, {"a", "a0", NULL}, {"", "0a", "-a", "a-", NULL}},
    {&kg_names_dns_search, {"_tcp.a", "a_b", "a", NULL}, {"", "__a", "a_", "a._", "-a", NULL}},
    {&kg_names_csi_driver, {"CSI.Example.com", "a", NULL}, {"", "a_b", "a.", NULL}},
    {&kg_names_wildcard, {"*.a", "*.a.b", NULL}, {"", "*", "*.", "a.*", "*.*.a", "a", NULL}},
    {&kg_names_label_key,
     {"a", "A_b.c-d", "example.com/A", NULL},
     {"", "/a", "a/", "a/b/c", "Example.com/a", "-a", "a-", "a b", NULL}},
    {&kg_names_annotation_key, {"Example.com/A", "a", NULL}, {"", "a/b/c", "_/a", NULL}},
    {&kg_names_label_value, {"", "a", "A.b_c-0", NULL}, {"-a", "a-", "a/b", "a b", NULL}},
    {&kg_names_port,
     {"a", "a2a", "0-a", "abcdefghijklmno", NULL},
     {"", "80", "a--b", "-a", "a-", "A", "abcdefghijklmnop", NULL}},
    {&kg_names_config_key, {"a", ".a", "a..b", "A_b-c", NULL}, {"", ".", "..", "..a", "a/b", NULL}},
    {&kg_names_variable, {"A", "1 and (odd)", NULL}, {"", "a=b", "a\tb", "\xC3\xA4", NULL}},
    {&kg_names_http_header, {"X-A", "0", NULL}, {"", "X A", "X_A", NULL}},
    {&kg_names_percent, {"0%", "250%", NULL}, {"", "%", "1", "-1%", "1%%", "1.5%", NULL}},
    {&kg_names_sysctl,
     {"kernel.sem", "net/ipv4/a_b-c", NULL},
     {"", ".", "a.", "a..b", "A", "_a", "a_", NULL}},
};

TEST("each grammar holds for what is right and for nothing else")
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_TEXT(differs(cases[i].grammar, cases[i].right, true), "");
        CHECK_TEXT(differs(cases[i].grammar, cases[i].wrong, false), "");
    }
}

TEST("lengths are limited")
{
    CHECK(kg_names_dns_label.holds(letters(arena, 63)));
    CHECK(!kg_names_dns_label.holds(letters(arena, 64)));
    CHECK(kg_names_dns_subdomain.holds(letters(arena, 253)));
    CHECK(!kg_names_dns_subdomain.holds(letters(arena, 254)));
    CHECK(kg_names_label_value.holds(letters(arena, 63)));
    CHECK(!kg_names_label_value.holds(letters(arena, 64)));
}

TEST("the beginning of a name may end in a dash")
{
    CHECK(kg_names_prefix_holds(&kg_names_dns_label, KG_STR("agent-")));
    CHECK(kg_names_prefix_holds(&kg_names_dns_label, KG_STR("agent")));
    CHECK(!kg_names_prefix_holds(&kg_names_dns_label, KG_STR("-")));
    CHECK(!kg_names_prefix_holds(&kg_names_dns_label, KG_STR("Agent-")));
    CHECK(!kg_names_prefix_holds(&kg_names_dns_label, KG_STR("")));
    CHECK(!kg_names_prefix_holds(&kg_names_dns_subdomain, letters(arena, 400)));
}

TEST("addresses and blocks are read in all their forms")
{
    static const char *const right[] = {
        "0.0.0.0", "010.0.0.1", "::", "1::", "2001:db8::1.2.3.4", "1:2:3:4:5:6:7:8"};
    static const char *const wrong[] = {"",        "1.2.3", "1.2.3.4.5", "1.2.3.256",
                                        ":",       ":::",   "1::2::3",   "1:2:3:4:5:6:7:8:9",
                                        "12345::", "::g",   "1.2.3.",    "1:2:3:4:5:6:7::8"};
    struct address address;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        CHECK_TEXT(address_parse(kg_str_from(right[i]), &address) ? "" : right[i], "");
    for (size_t i = 0; i + 1 < sizeof wrong / sizeof *wrong; i++)
        CHECK_TEXT(address_parse(kg_str_from(wrong[i]), &address) ? wrong[i] : "", "");
}

TEST("newer API servers take fewer forms of addresses")
{
    static const char *const loose[] = {"010.0.0.1", "::ffff:1.2.3.4"};
    static const char *const strict[] = {"10.0.0.1", "0.0.0.0", "2001:0db8::1", "::1"};
    struct address address;
    struct block block;
    for (size_t i = 0; i < 2; i++) {
        CHECK(address_parse(kg_str_from(loose[i]), &address));
        CHECK(!address_is_strict(kg_str_from(loose[i]), &address));
    }
    for (size_t i = 0; i < 4; i++) {
        CHECK(address_parse(kg_str_from(strict[i]), &address));
        CHECK(address_is_strict(kg_str_from(strict[i]), &address));
    }
    CHECK(block_parse(KG_STR("10.0.0.1/8"), &block));
    CHECK(!block_is_strict(KG_STR("10.0.0.1/8"), &block));
    CHECK(block_parse(KG_STR("2001:db8::/32"), &block));
    CHECK(block_is_strict(KG_STR("2001:db8::/32"), &block));
    CHECK(!block_parse(KG_STR("10.0.0.0/33"), &block));
    CHECK(!block_parse(KG_STR("10.0.0.0"), &block));
}

TEST("a block is inside a larger one of its family")
{
    struct block outer;
    struct block inner;
    CHECK(block_parse(KG_STR("10.0.0.0/8"), &outer));
    CHECK(block_parse(KG_STR("10.1.0.0/16"), &inner));
    CHECK(block_is_inside(&inner, &outer));
    CHECK(!block_is_inside(&outer, &outer));
    CHECK(block_parse(KG_STR("11.0.0.0/16"), &inner));
    CHECK(!block_is_inside(&inner, &outer));
    CHECK(block_parse(KG_STR("2001:db8::/32"), &inner));
    CHECK(!block_is_inside(&inner, &outer));
}

TEST("time zones are those of the database, in its spelling")
{
    CHECK(time_zone_exists(KG_STR("Europe/Berlin")));
    CHECK(time_zone_exists(KG_STR("UTC")));
    CHECK(time_zone_exists(KG_STR("Africa/Abidjan")));
    CHECK(time_zone_exists(KG_STR("Zulu")));
    CHECK(!time_zone_exists(KG_STR("europe/berlin")));
    CHECK(!time_zone_exists(KG_STR("")));
    CHECK(!time_zone_exists(KG_STR("Local")));
    CHECK(!time_zone_exists(letters(arena, 100)));
}
