#include "kagent/quantity.h"

#include "cases.h"

static struct kg_quantity read(const char *text)
{
    struct kg_quantity quantity = kg_quantity_of(-77);
    kg_quantity_parse(kg_str_from(text), &quantity);
    return quantity;
}

TEST("amounts are read as apimachinery reads them")
{
    struct kg_str table = cases_read(arena, "test/unit/quantity_cases.txt");
    struct kg_str fields[3];
    int wrong = 0;
    while (cases_next(arena, &table, fields, 3)) {
        struct kg_quantity quantity;
        const char *told = "refused", *nano = "";
        if (kg_quantity_parse(cases_field(arena, fields[0]), &quantity) == 0) {
            told = kg_quantity_text(arena, quantity);
            nano = kg_arena_printf(arena, "%lld", (long long)quantity.nano);
        }
        wrong += cases_differ(fields[0], kg_str_from(told), fields[1]);
        if (fields[2].length > 0)
            wrong += cases_differ(fields[0], kg_str_from(nano), fields[2]);
    }
    CHECK_INT(wrong, 0);
}

TEST("what is no amount is refused, and leaves the value alone")
{
    static const char *const texts[] = {"",      "1 Gi", "1gi", "1K",   "--1",
                                        "1.2.3", "1e",   "1e+", "0x10", "five"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        CHECK_INT(kg_quantity_compare(read(texts[i]), kg_quantity_of(-77)), 0);
}

TEST("sums and differences are exact below one")
{
    struct kg_quantity sum = kg_quantity_add(read("900m"), read("250m"));
    CHECK_TEXT(kg_quantity_text(arena, sum), "1150m");
    CHECK_TEXT(kg_quantity_text(arena, kg_quantity_subtract(sum, read("2"))), "-850m");
    CHECK_TEXT(kg_quantity_text(arena, kg_quantity_add(read("512Mi"), read("512Mi"))), "1Gi");
    CHECK_TEXT(kg_quantity_text(arena, kg_quantity_times(read("384Mi"), 7)), "2688Mi");
    CHECK_INT(kg_quantity_compare(read("0.5"), read("500m")), 0);
    CHECK(kg_quantity_compare(read("-1"), read("-0.5")) < 0);
}

TEST("an amount says how often another goes into it")
{
    CHECK_INT(kg_quantity_fits(read("4"), read("100m")), 40);
    CHECK_INT(kg_quantity_fits(read("16Gi"), read("384Mi")), 42);
    CHECK_INT(kg_quantity_fits(read("99m"), read("100m")), 0);
    CHECK_INT(kg_quantity_fits(read("-1"), read("100m")), 0);
    CHECK_INT(kg_quantity_fits(read("1"), read("0")), INT64_MAX);
    CHECK_INT(kg_quantity_fits(read("8Ei"), read("1n")), INT64_MAX);
}

TEST("arithmetic stops at the ends and never wraps around")
{
    struct kg_quantity most = kg_quantity_times(kg_quantity_of(INT64_MAX), INT64_MAX);
    CHECK_INT(kg_quantity_compare(kg_quantity_add(most, most), most), 0);
    CHECK(kg_quantity_compare(kg_quantity_of(INT64_MAX), most) < 0);
    CHECK(kg_quantity_sign(kg_quantity_subtract(kg_quantity_of(INT64_MIN), most)) < 0);
}
