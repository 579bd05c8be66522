#include "option.h"

#include <string.h>

#include "kagent/buf.h"

enum { EXPECTATION_MAX = 4096 };

static int parse_bool(const char *text, bool *value)
{
    static const struct {
        const char *text;
        bool value;
    } words[] = {
        {"true", true}, {"1", true},    {"t", true},      {"T", true},
        {"TRUE", true}, {"True", true}, {"false", false}, {"0", false},
        {"f", false},   {"F", false},   {"FALSE", false}, {"False", false},
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].text, text) == 0) {
            *value = words[i].value;
            return 0;
        }
    }
    return -1;
}

static int parse_count(const char *text, int64_t *value)
{
    if (strcmp(text, "+1") == 0) {
        *value += 1;
        return 0;
    }
    return kg_integer_parse(text, value);
}

static int parse_choice(const struct kg_option *option, const char *text, size_t *choice)
{
    for (size_t i = 0; i < option->choice_count; i++) {
        if (strcmp(option->choices[i], text) == 0) {
            *choice = i;
            return 0;
        }
    }
    return -1;
}

static void append(struct kg_arena *arena, struct kg_option_value *value, const char *text)
{
    size_t size = sizeof *value->list;
    size_t words = value->list_count + 1; /* with the NULL at the end */
    value->list = kg_arena_grow(arena, value->list, words * size, (words + 1) * size);
    value->list[value->list_count++] = text;
    value->list[value->list_count] = NULL;
}

const char *kg_option_bare_value(const struct kg_option *option)
{
    switch (option->type) {
    case KG_OPTION_BOOL:
        return "true";
    case KG_OPTION_COUNT:
        return "+1";
    default:
        return NULL;
    }
}

int kg_option_set(struct kg_arena *arena, const struct kg_option *option,
                  struct kg_option_value *value, const char *text)
{
    value->text = text;
    switch (option->type) {
    case KG_OPTION_BOOL:
        return parse_bool(text, &value->boolean);
    case KG_OPTION_INT:
        return kg_integer_parse(text, &value->integer);
    case KG_OPTION_COUNT:
        return parse_count(text, &value->integer);
    case KG_OPTION_DURATION:
        return kg_duration_parse(text, &value->integer);
    case KG_OPTION_CHOICE:
        return parse_choice(option, text, &value->choice);
    case KG_OPTION_LIST:
        append(arena, value, text);
        return 0;
    case KG_OPTION_STRING:
        return 0;
    }
    return -1;
}

const char *kg_option_expectation(struct kg_arena *arena, const struct kg_option *option)
{
    static const char *const texts[] = {
        [KG_OPTION_BOOL] = "true or false",
        [KG_OPTION_INT] = "a whole number",
        [KG_OPTION_COUNT] = "a whole number",
        [KG_OPTION_DURATION] = "a duration such as 30s, 5m or 1h30m",
    };
    if (option->type != KG_OPTION_CHOICE)
        return texts[option->type];

    struct kg_buf words;
    kg_buf_init(&words, arena, EXPECTATION_MAX);
    kg_buf_add_text(&words, "one of ");
    for (size_t i = 0; i < option->choice_count; i++)
        kg_buf_printf(&words, "%s%s", i > 0 ? ", " : "", option->choices[i]);
    return words.data;
}
