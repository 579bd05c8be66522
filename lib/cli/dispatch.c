#include "kagent/dispatch.h"

#include <string.h>

#include "kagent/options.h"
#include "kagent/suggest.h"

int kg_dispatch_find(struct kg_arena *arena, const struct kg_suite *suite, const char *name,
                     const struct kg_command **command, struct kg_error *err)
{
    *command = kg_suite_command(suite, name);
    if (*command != NULL)
        return 0;

    struct kg_suggestion suggestion = {.word = name};
    for (size_t i = 0; i < suite->command_count; i++)
        kg_suggest_offer(&suggestion, suite->commands[i]->name);
    const char *nearest = suggestion.nearest == NULL
                              ? ""
                              : kg_arena_printf(arena, "Did you mean %s?\n", suggestion.nearest);
    kg_error_set(err, KG_ERROR_USAGE, "unknown command \"%s\" for \"%s\"", name, suite->invocation);
    return kg_error_advise(err, "%sSee '%s --help' for the commands.", nearest, suite->invocation);
}

/* How many words the flag at `*words` takes up when it may stand in front of a command. */
static size_t extent(const struct kg_suite *suite, const char *const *words)
{
    if (strcmp(words[0], "-h") == 0 || strcmp(words[0], "--help") == 0)
        return 1;
    for (size_t i = 0; i < suite->group_count; i++) {
        size_t length =
            kg_options_extent(suite->groups[i].options, suite->groups[i].option_count, words);
        if (length > 0)
            return length;
    }
    return 0;
}

static int misplaced_flag(const struct kg_suite *suite, const char *word, struct kg_error *err)
{
    const char *name = word + strspn(word, "-");
    kg_error_set(err, KG_ERROR_USAGE, "unknown flag: %s", word);
    if (kg_suite_command(suite, name) != NULL)
        return kg_error_advise(err, "Did you mean '%s %s'?", suite->invocation, name);
    return kg_error_advise(err, "A command's own flags follow its name. See '%s --help'.",
                           suite->invocation);
}

int kg_dispatch(struct kg_arena *arena, const struct kg_suite *suite, const char *const *words,
                struct kg_dispatch *dispatch, struct kg_error *err)
{
    size_t count = 0;
    while (words[count] != NULL)
        count++;
    *dispatch = (struct kg_dispatch){.words = kg_arena_zero(arena, count + 1, sizeof *words)};

    size_t used = 0;
    while (words[used] != NULL && words[used][0] == '-' && strcmp(words[used], "--") != 0) {
        size_t length = extent(suite, words + used);
        if (length == 0)
            return misplaced_flag(suite, words[used], err);
        used += length;
    }
    size_t name = used;
    if (words[name] != NULL && strcmp(words[name], "--") == 0)
        name++;
    if (words[name] == NULL)
        return 0;
    if (kg_dispatch_find(arena, suite, words[name], &dispatch->command, err) != 0)
        return -1;
    memcpy(dispatch->words, words, used * sizeof *words);
    memcpy(dispatch->words + used, words + name + 1, (count - name - 1) * sizeof *words);
    return 0;
}
