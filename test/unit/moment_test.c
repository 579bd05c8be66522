#include "kagent/moment.h"

#include "unit.h"

static int64_t read(const char *text)
{
    int64_t moment = KG_MOMENT_NONE;
    kg_moment_parse(kg_str_from(text), &moment);
    return moment;
}

TEST("times are read with their fractions and zones")
{
    CHECK_INT(read("1970-01-01T00:00:00Z"), 0);
    CHECK_INT(read("2026-11-22T21:18:03Z"), 1795382283000);
    CHECK_INT(read("2026-11-22T21:18:03.980125Z"), 1795382283980);
    CHECK_INT(read("2026-11-22T22:18:03+01:00"), 1795382283000);
    CHECK_INT(read("2026-11-22T20:48:03-00:30"), 1795382283000);
    CHECK_INT(read("2024-02-29T00:00:00Z"), 1709164800000);
    CHECK_INT(read("1969-12-31T23:59:59Z"), -1000);
}

TEST("what is no time is refused")
{
    static const char *const texts[] = {
        "",
        "null",
        "2026-11-22",
        "2026-11-22T21:18:03",
        "2026-11-22 21:18:03Z",
        "2026-13-22T21:18:03Z",
        "2026-02-29T21:18:03Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T21:60:03Z",
        "2026-11-22T21:18:03.Z",
        "2026-11-22T21:18:03ZZ",
        "0000-11-22T21:18:03Z",
        "2026-11-22T21:18:03+1:00",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        CHECK(read(texts[i]) == KG_MOMENT_NONE);
}

TEST("what is written is read again, over four thousand years")
{
    for (int64_t day = -700000; day < 800000; day += 37) {
        int64_t moment = day * 86400000 + 45296000;
        CHECK_INT(read(kg_moment_text(arena, moment)), moment);
    }
    CHECK_TEXT(kg_moment_text(arena, -1000), "1969-12-31T23:59:59Z");
}

TEST("spans are told as kubectl tells ages")
{
    CHECK_TEXT(kg_moment_span(arena, -5), "0s");
    CHECK_TEXT(kg_moment_span(arena, 0), "0s");
    CHECK_TEXT(kg_moment_span(arena, 850), "850ms");
    CHECK_TEXT(kg_moment_span(arena, 119999), "119s");
    CHECK_TEXT(kg_moment_span(arena, 120000), "2m");
    CHECK_TEXT(kg_moment_span(arena, 312000), "5m12s");
    CHECK_TEXT(kg_moment_span(arena, 27 * 60000 + 5000), "27m");
    CHECK_TEXT(kg_moment_span(arena, (3 * 60 + 4) * 60000), "3h4m");
    CHECK_TEXT(kg_moment_span(arena, 47LL * 3600000), "47h");
    CHECK_TEXT(kg_moment_span(arena, 50LL * 3600000), "2d2h");
    CHECK_TEXT(kg_moment_span(arena, 9LL * 86400000 + 3600000), "9d");
}
