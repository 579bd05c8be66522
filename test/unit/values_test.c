/* Which texts the API server reads as times, dates, quantities and bytes, and which value fits
 * which form. */
#include "schema/values.h"

#include "unit.h"

struct texts {
    bool (*is)(struct kg_str text);
    const char *good[24]; /* NULL-terminated */
    const char *bad[32];
};

static const struct texts tables[] = {
    {kg_is_quantity,
     {"0", "1", "+1", "-1", "1.", ".5", "1.5Gi", "100m", "2k", "3Ki", "1e3", "1E3", "1e+3", "1e-3",
      "5E", "7n", "8u"},
     {"", "+", "-", ".", "1x", "1e", "1e+", "1e3x", "e3", "Gi", "1 Gi", "1g", "--1", "1.2.3"}},
    {kg_is_date,
     {"2024-02-29", "2000-02-29", "2023-12-31", "0000-01-01"},
     {"", "2023-02-29", "1900-02-29", "2023-04-31", "2023-13-01", "2023-00-01", "2023-01-00",
      "2023-01-32", "2023/01/01", "2023-01/01", "2023-1-001", "x023-01-01", "2023-01-01T",
      "2023-0a-01", "2023-01-0a"}},
    {kg_is_time,
     {"2024-02-29T00:00:00Z", "2023-01-01T23:59:59+01:00", "2023-01-01T00:00:00-24:60",
      "2023-01-01T00:00:00.5Z", "2023-01-01T00:00:00,25Z", "2023-01-01T00:00:00.123456789Z"},
     {"",
      "2023-01-01",
      "2023-01-01T00:00:00",
      "2023-02-30T00:00:00Z",
      "2023-01-01 00:00:00Z",
      "2023-01-01T24:00:00Z",
      "2023-01-01T00:60:00Z",
      "2023-01-01T00:00:60Z",
      "2023-01-01T00-00:00Z",
      "2023-01-01T00:00-00Z",
      "2023-01-01T0a:00:00Z",
      "2023-01-01T00:0a:00Z",
      "2023-01-01T00:00:0aZ",
      "2023-01-01T00:00:00.Z",
      "2023-01-01T00:00:00z",
      "2023-01-01T00:00:00+01",
      "2023-01-01T00:00:00+0100",
      "2023-01-01T00:00:00+25:00",
      "2023-01-01T00:00:00+00:61",
      "2023-01-01T00:00:00*01:00",
      "2023-01-01T00:00:00+01.00",
      "2023-01-01T00:00:00.5"}},
    {kg_is_micro_time,
     {"2023-01-01T00:00:00.123456Z", "2023-01-01T00:00:00.000000+01:00"},
     {"", "2023-01-01T00:00:00Z", "2023-01-01T00:00:00.123Z", "2023-01-01T00:00:00.1234567Z"}},
    {kg_is_base64,
     {"", "YQ==", "YWI=", "YWJj", "YW\nJj", "YW\r\nJj", "+/+/"},
     {"Y", "YQ", "YQ=", "Y===", "====", "YQ==YQ==", "Y-Q=", "Y Q=", "Y_Q=", "=YQ="}},
};

static int count_wrong(const struct texts *table, const char *const *texts, bool good)
{
    int wrong = 0;
    for (; *texts != NULL; texts++) {
        if (table->is(kg_str_from(*texts)) != good) {
            printf("#   table %td: %s must be %s\n", table - tables, *texts,
                   good ? "read" : "refused");
            wrong++;
        }
    }
    return wrong;
}

TEST("texts are read to the letter, and nothing else is")
{
    int wrong = 0;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        wrong += count_wrong(&tables[i], tables[i].good, true);
        wrong += count_wrong(&tables[i], tables[i].bad, false);
    }
    CHECK_INT(wrong, 0);
}

/* ---- forms ---- */

enum { G = KG_FIT_GOOD, T = KG_FIT_WRONG_TYPE, R = KG_FIT_OUT_OF_RANGE, M = KG_FIT_MALFORMED };

enum { VALUE_COUNT = 11 };

static const struct kg_value values[VALUE_COUNT] = {
    {.type = KG_VALUE_NULL},
    {.type = KG_VALUE_BOOL, .boolean = true},
    {.type = KG_VALUE_INT, .integer = 7},
    {.type = KG_VALUE_INT, .integer = INT64_C(1) << 40},
    {.type = KG_VALUE_INT, .integer = -(INT64_C(1) << 40)},
    {.type = KG_VALUE_UINT, .natural = UINT64_MAX},
    {.type = KG_VALUE_FLOAT, .number = 1.5},
    {.type = KG_VALUE_FLOAT, .number = -0.0},
    {.type = KG_VALUE_STRING, .text = KG_STR("x y")},
    {.type = KG_VALUE_STRING, .text = KG_STR("100")},
    {.type = KG_VALUE_STRING, .text = KG_STR("2023-01-01T00:00:00.123456Z")},
};

/* What fits of null, a boolean, 7, 2^40, -2^40, 2^64 - 1, 1.5, -0.0, "x y", "100", a time. */
static const struct {
    enum kg_schema_form form;
    int fits[VALUE_COUNT];
} forms[] = {
    {KG_FORM_ANY, {G, G, G, G, G, G, G, G, G, G, G}},
    {KG_FORM_STRING, {T, T, T, T, T, T, T, T, G, G, G}},
    {KG_FORM_BOOLEAN, {T, G, T, T, T, T, T, T, T, T, T}},
    {KG_FORM_INT32, {T, T, G, R, R, R, T, G, T, T, T}},
    {KG_FORM_INT64, {T, T, G, G, G, R, T, G, T, T, T}},
    {KG_FORM_NUMBER, {T, T, G, G, G, G, G, G, T, T, T}},
    {KG_FORM_INT_OR_STRING, {T, T, G, R, R, R, T, G, G, G, G}},
    {KG_FORM_QUANTITY, {T, T, G, G, G, G, G, G, M, G, M}},
    {KG_FORM_TIME, {T, T, T, T, T, T, T, T, M, M, G}},
    {KG_FORM_MICRO_TIME, {T, T, T, T, T, T, T, T, M, M, G}},
    {KG_FORM_BYTES, {T, T, T, T, T, T, T, T, M, M, M}},
    {KG_FORM_STRUCT, {T, T, T, T, T, T, T, T, T, T, T}},
};

TEST("a value fits a form, or is of another type, out of its range, or not well formed")
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        for (size_t k = 0; k < VALUE_COUNT; k++) {
            int fit = (int)kg_value_fit(forms[i].form, &values[k]);
            if (fit != forms[i].fits[k])
                printf("#   form %d, value %zu\n", forms[i].form, k);
            CHECK_INT(fit, forms[i].fits[k]);
        }
    }
}

TEST("a form wants a mapping, a list, a scalar, or does not care")
{
    CHECK(kg_form_wants(KG_FORM_ANY, KG_NODE_MAPPING) &&
          kg_form_wants(KG_FORM_ANY, KG_NODE_SCALAR));
    CHECK(kg_form_wants(KG_FORM_STRUCT, KG_NODE_MAPPING) &&
          !kg_form_wants(KG_FORM_STRUCT, KG_NODE_SEQUENCE));
    CHECK(kg_form_wants(KG_FORM_MAP, KG_NODE_MAPPING) &&
          !kg_form_wants(KG_FORM_MAP, KG_NODE_SCALAR));
    CHECK(kg_form_wants(KG_FORM_LIST, KG_NODE_SEQUENCE) &&
          !kg_form_wants(KG_FORM_LIST, KG_NODE_MAPPING));
    CHECK(kg_form_wants(KG_FORM_STRING, KG_NODE_SCALAR) &&
          !kg_form_wants(KG_FORM_STRING, KG_NODE_MAPPING));
}
