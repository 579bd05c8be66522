/* Plain texts mean what they mean to Go's YAML libraries, numbers are written as Go writes them. */
#include "cases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "doc/resolve.h"
#include "kagent/buf.h"
#include "kagent/scalar.h"
#include "kagent/yaml.h"

static double double_of(struct kg_str hex)
{
    unsigned long long bits = strtoull(hex.data, NULL, 16);
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

TEST("doubles are written with the digits that Go's strconv and encoding/json choose")
{
    struct kg_str table = cases_read(arena, "test/unit/number_cases.txt");
    struct kg_str fields[3];
    int differences = 0;
    int count = 0;

    for (; cases_next(arena, &table, fields, 3); count++) {
        char out[32];
        size_t length = kg_scalar_format_float(double_of(fields[0]), out);
        differences += cases_differ(fields[0], (struct kg_str){out, length}, fields[1]);
        length = kg_scalar_format_json_float(double_of(fields[0]), out);
        differences += cases_differ(fields[0], (struct kg_str){out, length}, fields[2]);
    }
    CHECK_INT(differences, 0);
    CHECK(count >= 300);
}

static void describe_float(struct kg_buf *out, double number)
{
    char digits[32];
    if (isnan(number))
        kg_buf_add_text(out, "float nan");
    else if (isinf(number))
        kg_buf_add_text(out, number > 0 ? "float +inf" : "float -inf");
    else
        kg_buf_printf(out, "float %.*s", (int)kg_scalar_format_float(number, digits), digits);
}

static void describe_timestamp(struct kg_buf *out, struct kg_str text)
{
    char rfc3339[KG_TIMESTAMP_MAX];
    kg_buf_add_text(out, "timestamp ");
    kg_buf_add(out, rfc3339, kg_timestamp_parse(text, rfc3339));
}

/* What a plain text is, in the words of the table. */
static struct kg_str describe(struct kg_arena *arena, struct kg_str text, enum kg_dialect dialect)
{
    struct kg_value value;
    struct kg_buf out;
    kg_buf_init(&out, arena, 1000);
    enum kg_tag tag = kg_resolve(text, dialect, &value);

    CHECK_INT(kg_scalar_resolve(text, dialect), tag);
    if (tag == KG_TAG_TIMESTAMP && dialect == KG_DIALECT_1_2)
        describe_timestamp(&out, text);
    else if (value.type == KG_VALUE_NULL)
        kg_buf_add_text(&out, "null");
    else if (value.type == KG_VALUE_BOOL)
        kg_buf_add_text(&out, value.boolean ? "bool true" : "bool false");
    else if (value.type == KG_VALUE_INT)
        kg_buf_printf(&out, "int %lld", (long long)value.integer);
    else if (value.type == KG_VALUE_UINT)
        kg_buf_printf(&out, "uint %llu", (unsigned long long)value.natural);
    else if (value.type == KG_VALUE_FLOAT)
        describe_float(&out, value.number);
    else
        kg_buf_add_text(&out, "str");
    return kg_buf_str(&out);
}

TEST("a plain text has the type and the value that yaml.v3 and yaml.v2 give it")
{
    struct kg_str table = cases_read(arena, "test/unit/scalar_cases.txt");
    struct kg_str fields[3];
    int differences = 0;
    int count = 0;

    for (; cases_next(arena, &table, fields, 3); count++) {
        differences +=
            cases_differ(fields[0], describe(arena, fields[0], KG_DIALECT_1_2), fields[1]);
        differences +=
            cases_differ(fields[0], describe(arena, fields[0], KG_DIALECT_1_1), fields[2]);
    }
    CHECK_INT(differences, 0);
    CHECK(count >= 200);
}

TEST("the empty text is null and << the merge key's text")
{
    CHECK_INT(kg_scalar_resolve(KG_STR(""), KG_DIALECT_1_2), KG_TAG_NULL);
    CHECK_INT(kg_scalar_resolve(KG_STR(""), KG_DIALECT_1_1), KG_TAG_NULL);
    CHECK_INT(kg_scalar_resolve(KG_STR("1\0002"), KG_DIALECT_1_2), KG_TAG_STR);
    CHECK_INT(kg_scalar_resolve(KG_STR("true\0"), KG_DIALECT_1_2), KG_TAG_STR);
}

/* The value of the only scalar in a YAML text, in words. */
static const char *value_of(struct kg_arena *arena, const char *yaml, enum kg_dialect dialect)
{
    static const struct kg_source source = {.name = "text"};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *node = NULL;
    struct kg_value value;
    struct kg_buf out;

    kg_buf_init(&out, arena, 1000);
    CHECK_INT(kg_yaml_read(arena, kg_str_from(yaml), &source, 1, &node, &err), 0);
    int rc = dialect == KG_DIALECT_1_1
                 ? kg_scalar_value_1_1(arena, node, &value, &err)
                 : kg_scalar_value(arena, node, KG_CONTEXT_BLOCK, &value, &err);
    if (rc != 0)
        return kg_arena_printf(arena, "refused: %s", err.message);
    if (value.type == KG_VALUE_STRING)
        return kg_arena_printf(arena, "str %.*s", KG_STR_ARG(value.text));
    if (value.type == KG_VALUE_INT)
        return kg_arena_printf(arena, "int %lld", (long long)value.integer);
    if (value.type == KG_VALUE_UINT)
        return kg_arena_printf(arena, "uint %llu", (unsigned long long)value.natural);
    if (value.type == KG_VALUE_BOOL)
        return value.boolean ? "bool true" : "bool false";
    if (value.type == KG_VALUE_NULL)
        return "null";
    describe_float(&out, value.number);
    return out.data;
}

static const char *newer(struct kg_arena *arena, const char *yaml)
{
    return value_of(arena, yaml, KG_DIALECT_1_2);
}

static const char *older(struct kg_arena *arena, const char *yaml)
{
    return value_of(arena, yaml, KG_DIALECT_1_1);
}

TEST("a quoted or tagged text keeps its type whatever it looks like")
{
    CHECK_TEXT(newer(arena, "'12'"), "str 12");
    CHECK_TEXT(newer(arena, "\"true\""), "str true");
    CHECK_TEXT(newer(arena, "|\n  1\n"), "str 1\n");
    CHECK_TEXT(newer(arena, "!!str 12"), "str 12");
    CHECK_TEXT(newer(arena, "!!float 12"), "int 12");
    CHECK_TEXT(newer(arena, "!!binary aGk="), "str hi");
    CHECK_TEXT(newer(arena, "!own 12"), "str 12");
    CHECK_TEXT(older(arena, "'yes'"), "str yes");
    CHECK_TEXT(older(arena, "!!str yes"), "str yes");
    CHECK_TEXT(older(arena, "!!binary aGk="), "str hi");
}

TEST("a block text that begins with a tab is refused, unless it is written in quotes")
{
    static const char refused[] =
        "refused: a block text that begins with a tab cannot be read again";

    CHECK_TEXT(newer(arena, "|2\n  \tx\n"), refused);
    CHECK_TEXT(newer(arena, ">2-\n  \tx\n"), refused);
    CHECK_TEXT(newer(arena, "!!str |2\n  \tx\n"), refused);
    CHECK_TEXT(newer(arena, "\"\\tx\\ny\""), "str \tx\ny");
    CHECK_TEXT(newer(arena, "|2\n\n  \tx\n"), "str \n\tx\n");
    CHECK_TEXT(newer(arena, "|2-\n  \tx \n"), "str \tx ");
}

TEST("only YAML 1.1 knows yes and no as booleans")
{
    CHECK_TEXT(newer(arena, "yes"), "str yes");
    CHECK_TEXT(older(arena, "yes"), "bool true");
    CHECK_TEXT(newer(arena, "off"), "str off");
    CHECK_TEXT(older(arena, "off"), "bool false");
}

TEST("numbers come out of JSON: whole doubles are integers, timestamps texts")
{
    CHECK_TEXT(newer(arena, "1.0"), "int 1");
    CHECK_TEXT(newer(arena, "1e3"), "int 1000");
    CHECK_TEXT(newer(arena, "0777"), "int 511");
    CHECK_TEXT(newer(arena, "1e20"), "float 1e+20");
    CHECK_TEXT(newer(arena, "1e21"), "float 1e+21");
    CHECK_TEXT(newer(arena, "18446744073709551615"), "uint 18446744073709551615");
    CHECK_TEXT(newer(arena, "-0.0"), "float -0");
    CHECK_TEXT(newer(arena, "2001-12-14"), "str 2001-12-14T00:00:00Z");
    CHECK_TEXT(older(arena, "2001-12-14"), "str 2001-12-14");
}

TEST("what JSON cannot hold and tags that contradict their text are refused with the reason")
{
    CHECK_TEXT(newer(arena, ".inf"), "refused: JSON has no number for `.inf`");
    CHECK_TEXT(newer(arena, ".nan"), "refused: JSON has no number for `.nan`");
    CHECK_TEXT(newer(arena, "!!int a"), "refused: cannot decode !!str `a` as a !!int");
    CHECK_TEXT(older(arena, "!!int a"), "refused: cannot decode !!str `a` as a !!int");
    CHECK_TEXT(newer(arena, "!!bool 1"), "refused: cannot decode !!int `1` as a !!bool");
    CHECK_TEXT(newer(arena, "!!binary a"), "refused: a !!binary value holds invalid base64 data");
    CHECK_TEXT(newer(arena, "!!binary '===='"),
               "refused: a !!binary value holds invalid base64 data");
    CHECK_TEXT(newer(arena, "!!binary aa=a"),
               "refused: a !!binary value holds invalid base64 data");
}

TEST("texts that YAML 1.1 would read as another type need quotes, base 60 among them")
{
    static const char *const quoted[] = {
        "",     "1",     "0x1F", "1.5",          "yes",  "n",     "null",      "~",
        "1:30", "-1:30", "0:0",  "190:20:30.15", ".inf", "1_0:5", "2001-01-01"};
    static const char *const plain[] = {"a",  "1:60",  "1:", ":30", "1:300",
                                        "1a", "1:30:", "+",  "1:3x"};

    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++)
        CHECK_TEXT(kg_scalar_needs_quotes(kg_str_from(quoted[i])) ? "" : quoted[i], "");
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        CHECK_TEXT(kg_scalar_needs_quotes(kg_str_from(plain[i])) ? plain[i] : "", "");
}
