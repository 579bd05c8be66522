/* Command lines mean what they mean to pflag, the library behind kubectl. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "kagent/buf.h"
#include "kagent/options.h"

enum { ENV, FORCE, VERBOSE, LEVEL, WAIT, LABEL };
enum { WORDS_MAX = 16, OUTCOME_MAX = 4096 };

static const struct kg_option options[] = {
    [ENV] = {.name = "env", .shorthand = 'e', .type = KG_OPTION_STRING, .initial = ""},
    [FORCE] = {.name = "force", .shorthand = 'f', .type = KG_OPTION_BOOL, .initial = ""},
    [VERBOSE] = {.name = "verbose", .shorthand = 'v', .type = KG_OPTION_COUNT, .initial = ""},
    [LEVEL] = {.name = "log-level", .shorthand = 'l', .type = KG_OPTION_INT, .initial = "2"},
    [WAIT] = {.name = "timeout", .type = KG_OPTION_DURATION, .initial = "1m0s"},
    [LABEL] = {.name = "label", .type = KG_OPTION_LIST, .initial = ""},
};
static const struct kg_positional positionals[] = {{.name = "WORD", .repeated = true}};
static const struct kg_command command = {
    .name = "render",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .positionals = positionals,
    .positional_count = 1,
};
static const struct kg_suite suite = {.invocation = "kubectl kagent"};

static void add_joined(struct kg_buf *out, const char **words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        kg_buf_printf(out, "%s%s", i > 0 ? "|" : "", words[i]);
}

/* Up to where the wording is each parser's own. */
static const char *common(struct kg_arena *arena, const char *message)
{
    static const char *const own_part[] = {" flag: ", " in -"};
    const char *end = NULL;
    if (strncmp(message, "invalid", 7) == 0 && (end = strstr(message, own_part[0])) != NULL)
        return kg_arena_strndup(arena, message, (size_t)(end - message) + strlen(" flag:"));
    if (strncmp(message, "bad", 3) != 0 && (end = strstr(message, own_part[1])) != NULL)
        return kg_arena_strndup(arena, message, (size_t)(end - message));
    return message;
}

static const char *outcome(struct kg_arena *arena, const char *const *words)
{
    struct kg_arguments arguments;
    struct kg_error err = KG_ERROR_INIT;
    struct kg_buf out;
    if (kg_arguments_parse(arena, &suite, &command, words, &arguments, &err) != 0)
        return kg_arena_printf(arena, "error %s", common(arena, err.message));

    const struct kg_option_value *values = arguments.options;
    kg_buf_init(&out, arena, OUTCOME_MAX);
    kg_buf_printf(
        &out, "env=%s force=%s verbose=%lld log-level=%lld timeout=%lld label=", values[ENV].text,
        values[FORCE].boolean ? "true" : "false", (long long)values[VERBOSE].integer,
        (long long)values[LEVEL].integer, (long long)values[WAIT].integer);
    add_joined(&out, values[LABEL].list);
    kg_buf_printf(&out, " help=%s args=", arguments.help ? "true" : "false");
    add_joined(&out, arguments.positionals);
    return out.data;
}

/* Splits "WORD WORD<tab>OUTCOME", in place; '' is the empty word. Returns the outcome. */
static char *split(char *line, const char **words)
{
    char *rest = line;
    char *typed = strsep(&rest, "\t");
    size_t count = 0;
    for (char *word; (word = strsep(&typed, " ")) != NULL && count < WORDS_MAX;)
        words[count++] = strcmp(word, "''") == 0 ? "" : word;
    words[count] = NULL;
    rest[strcspn(rest, "\n")] = '\0';
    return rest;
}

TEST("command lines made up at random are read as pflag reads them")
{
    const char *path = getenv("KG_PFLAG_CASES"); /* more of them, from test/oracle-pflag */
    FILE *file = fopen(path != NULL ? path : "test/unit/pflag_cases.txt", "r");
    char *line = NULL;
    size_t size = 0;
    int count = 0;
    int differences = 0;
    CHECK(file != NULL);
    for (; getline(&line, &size, file) >= 0; count++) {
        const char *words[WORDS_MAX + 1];
        const char *expected = split(kg_arena_strdup(arena, line), words);
        const char *actual = outcome(arena, words);
        if (strcmp(actual, expected) == 0)
            continue;
        differences++;
        printf("# is <%s>: %s", actual, line);
    }
    free(line);
    fclose(file);
    CHECK_INT(differences, 0);
    CHECK(count >= 1000);
}
