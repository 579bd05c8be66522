#include <string.h>

#include "kagent/options.h"

#include "unit.h"

TEST("whole numbers are read in every base that Go writes them in")
{
    static const struct {
        const char *text;
        int64_t value;
    } cases[] = {
        {"0", 0},
        {"-0", 0},
        {"+7", 7},
        {"42", 42},
        {"0x1F", 31},
        {"0b101", 5},
        {"0o17", 15},
        {"017", 15},
        {"1_000", 1000},
        {"0x_ff", 255},
        {"0_7", 7},
        {"9223372036854775807", INT64_MAX},
        {"-9223372036854775808", INT64_MIN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t value = -99;
        CHECK_TEXT(kg_integer_parse(cases[i].text, &value) == 0 ? "" : cases[i].text, "");
        CHECK_INT(value, cases[i].value);
    }
}

TEST("what is no whole number, or does not fit, is refused")
{
    static const char *const texts[] = {
        "",
        "-",
        "+",
        "1.5",
        "1e3",
        " 1",
        "1 ",
        "0x",
        "08",
        "0b2",
        "_1",
        "1_",
        "1__0",
        "--1",
        "0x_",
        "ten",
        "0xg",
        "1-",
        "9223372036854775808",
        "-9223372036854775809",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int64_t value;
        CHECK_TEXT(kg_integer_parse(texts[i], &value) == -1 ? "" : texts[i], "");
    }
}

TEST("durations are sums of numbers with units, in nanoseconds")
{
    static const struct {
        const char *text;
        int64_t value;
    } cases[] = {
        {"0", 0},
        {"-0", 0},
        {"5s", 5000000000},
        {"1m30s", 90000000000},
        {"1.5h", 5400000000000},
        {"-3ms", -3000000},
        {".5s", 500000000},
        {"1.s", 1000000000},
        {"7us", 7000},
        {"7\xc2\xb5s", 7000},
        {"7\xce\xbcs", 7000},
        {"1h1m1s1ms1us1ns", 3661001001001},
        {"0.3333333333333333333h", 1200000000000},
        {"9223372036854775807ns", INT64_MAX},
        {"-9223372036854775808ns", INT64_MIN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t value = -99;
        CHECK_TEXT(kg_duration_parse(cases[i].text, &value) == 0 ? "" : cases[i].text, "");
        CHECK_INT(value, cases[i].value);
    }
}

TEST("what is no duration, or does not fit, is refused")
{
    static const char *const texts[] = {
        "",           "-",        "5",
        "s",          ".s",       "1",
        "1m1",        "1d",       "5 s",
        "1m 30s",     "--1s",     "1e3s",
        "0s0",        "+",        "9223372036854775808ns",
        "106751992d", "2562048h", "9223372036854775807ns1ns",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int64_t value;
        CHECK_TEXT(kg_duration_parse(texts[i], &value) == -1 ? "" : texts[i], "");
    }
}
