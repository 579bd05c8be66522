#include "kagent/complete.h"

#include <string.h>

#include "kagent/dispatch.h"
#include "kagent/str.h"
#include "option.h"

/* A line being completed. */
struct line {
    struct kg_arena *arena;
    const struct kg_suite *suite;
    const char **before; /* the words in front of the one being completed, NULL-terminated */
    size_t count;
    const char *current;
    struct kg_completion *completion;
};

/* ---- offering ---- */

void kg_complete_offer(struct kg_arena *arena, struct kg_completion *completion, const char *word,
                       const char *about)
{
    if (!kg_str_starts(kg_str_from(word), completion->typed))
        return;
    completion->candidates = kg_arena_extend(arena, completion->candidates, completion->count,
                                             sizeof *completion->candidates);
    completion->candidates[completion->count++] =
        (struct kg_candidate){.word = completion->prefix[0] != '\0'
                                          ? kg_arena_printf(arena, "%s%s", completion->prefix, word)
                                          : word,
                              .about = about};
}

static void offer(struct line *line, const char *word, const char *about)
{
    kg_complete_offer(line->arena, line->completion, word, about);
}

/* The first sentence of a paragraph, without its full stop. */
static const char *first_sentence(struct kg_arena *arena, const char *text)
{
    const char *end = strstr(text, ". ");
    size_t length = end != NULL ? (size_t)(end - text) : strlen(text);
    if (length > 0 && text[length - 1] == '.')
        length--;
    return kg_arena_strndup(arena, text, length);
}

static void offer_commands(struct line *line)
{
    for (size_t i = 0; i < line->suite->command_count; i++)
        offer(line, line->suite->commands[i]->name, line->suite->commands[i]->summary);
}

static void offer_choices(struct line *line, const char *const *choices, size_t count)
{
    for (size_t i = 0; i < count; i++)
        offer(line, choices[i], "");
}

/* Values that a table names by their kind. */
static void offer_values(struct line *line, enum kg_values values)
{
    if (values == KG_VALUES_COMMAND)
        offer_commands(line);
    else
        line->completion->values = values;
}

/* A value of a flag, of which `typed` is there already. */
static void offer_value(struct line *line, const struct kg_option *option, const char *typed)
{
    struct kg_completion *completion = line->completion;
    const char *comma = option->values == KG_VALUES_CHECK ? strrchr(typed, ',') : NULL;
    completion->typed = comma != NULL ? comma + 1 : typed;
    if (comma != NULL)
        completion->prefix = kg_arena_strndup(line->arena, typed, (size_t)(comma + 1 - typed));
    if (option->type == KG_OPTION_BOOL)
        offer_choices(line, (const char *const[]){"true", "false"}, 2);
    offer_choices(line, option->choices, option->choice_count);
    offer_values(line, option->values);
}

/* ---- what may be given ---- */

static bool lists(const struct kg_exclusive *exclusive, const char *name)
{
    for (size_t i = 0; i < exclusive->count; i++) {
        if (strcmp(exclusive->names[i], name) == 0)
            return true;
    }
    return false;
}

/* Whether something else is given that does not go together with it. */
static bool is_excluded(const struct kg_arguments *arguments, const char *name)
{
    const struct kg_command *command = arguments->command;
    for (size_t i = 0; i < command->exclusive_count; i++) {
        const struct kg_exclusive *exclusive = &command->exclusives[i];
        for (size_t j = 0; lists(exclusive, name) && j < exclusive->count; j++) {
            if (strcmp(exclusive->names[j], name) != 0 &&
                kg_arguments_has(arguments, exclusive->names[j]))
                return true;
        }
    }
    return false;
}

static bool may_be_given(const struct kg_arguments *arguments, const struct kg_option *option)
{
    bool again = option->type == KG_OPTION_LIST || option->type == KG_OPTION_COUNT;
    return option->deprecated == NULL && (again || !kg_arguments_has(arguments, option->name)) &&
           !is_excluded(arguments, option->name);
}

static void offer_flag(struct line *line, const struct kg_option *option)
{
    offer(line, kg_arena_printf(line->arena, "--%s", option->name),
          first_sentence(line->arena, option->help));
}

static void offer_flags(struct line *line)
{
    const struct kg_arguments *arguments = &line->completion->arguments;
    for (size_t i = 0; i < arguments->command->option_count; i++) {
        if (may_be_given(arguments, &arguments->command->options[i]))
            offer_flag(line, &arguments->command->options[i]);
    }
    offer(line, "--help", "Print the help of the command");
}

/* The positional whose turn it is, or NULL when there is none. */
static const struct kg_positional *next_positional(const struct kg_arguments *arguments)
{
    const struct kg_command *command = arguments->command;
    size_t number = arguments->positional_count;
    if (command->positional_count == 0)
        return NULL;
    const struct kg_positional *last = &command->positionals[command->positional_count - 1];
    if (number < command->positional_count)
        last = &command->positionals[number];
    else if (!last->repeated)
        return NULL;
    return is_excluded(arguments, last->name) ? NULL : last;
}

/* ---- lines ---- */

/* The flag that still waits for its value, as the last word in front; or NULL. */
static const struct kg_option *waiting(const struct kg_option *options, size_t count,
                                       const char *word)
{
    const char *value;
    const struct kg_option *option =
        word != NULL ? kg_options_find(options, count, word, &value) : NULL;
    return option != NULL && value == NULL && kg_option_bare_value(option) == NULL ? option : NULL;
}

/* Reads what stands in front; --help keeps a line from being refused because it is not finished. */
static int read_arguments(struct line *line, const struct kg_dispatch *dispatch, size_t count)
{
    const char **words = kg_arena_zero(line->arena, count + 2, sizeof *words);
    words[0] = "--help";
    memcpy(words + 1, dispatch->words, count * sizeof *words);
    return kg_arguments_parse(line->arena, line->suite, dispatch->command, words,
                              &line->completion->arguments, NULL);
}

static bool flags_are_over(const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], "--") == 0)
            return true;
    }
    return false;
}

/* A word that begins with a dash: a flag, or the value behind its equals sign. */
static void complete_flag(struct line *line)
{
    const struct kg_command *command = line->completion->command;
    const char *value;
    const struct kg_option *option =
        kg_options_find(command->options, command->option_count, line->current, &value);
    if (strchr(line->current, '=') == NULL)
        offer_flags(line);
    else if (option != NULL && value != NULL)
        offer_value(line, option, value);
}

static void complete_argument(struct line *line)
{
    const struct kg_positional *positional = next_positional(&line->completion->arguments);
    if (positional == NULL) {
        offer_flags(line);
        return;
    }
    offer_choices(line, positional->choices, positional->choice_count);
    offer_values(line, positional->values);
}

static void complete_command(struct line *line, const struct kg_dispatch *dispatch)
{
    const struct kg_command *command = dispatch->command;
    size_t count = 0;
    while (dispatch->words[count] != NULL)
        count++;
    bool over = flags_are_over((const char *const *)dispatch->words, count);
    const char *last = count > 0 && !over ? dispatch->words[count - 1] : NULL;
    const struct kg_option *option = waiting(command->options, command->option_count, last);
    line->completion->command = command;
    if (read_arguments(line, dispatch, option != NULL ? count - 1 : count) != 0)
        return;
    if (option != NULL)
        offer_value(line, option, line->current);
    else if (line->current[0] == '-' && !over)
        complete_flag(line);
    else
        complete_argument(line);
}

/* A line that names no command yet: shared flags may stand in front of it. */
static void complete_suite(struct line *line)
{
    const char *last = line->count > 0 ? line->before[line->count - 1] : NULL;
    for (size_t i = 0; i < line->suite->group_count; i++) {
        const struct kg_option_group *group = &line->suite->groups[i];
        const struct kg_option *option = waiting(group->options, group->option_count, last);
        if (option != NULL) {
            offer_value(line, option, line->current);
            return;
        }
        for (size_t j = 0; line->current[0] == '-' && j < group->option_count; j++)
            offer_flag(line, &group->options[j]);
    }
    if (line->current[0] != '-')
        offer_commands(line);
}

void kg_complete(struct kg_arena *arena, const struct kg_suite *suite, const char *const *words,
                 struct kg_completion *completion)
{
    struct line line = {.arena = arena, .suite = suite, .completion = completion, .current = ""};
    struct kg_dispatch dispatch;
    while (words[line.count] != NULL)
        line.count++;
    if (line.count > 0)
        line.current = words[--line.count];
    line.before = kg_arena_zero(arena, line.count + 1, sizeof *line.before);
    memcpy(line.before, words, line.count * sizeof *line.before);
    *completion = (struct kg_completion){.typed = line.current, .prefix = ""};
    if (kg_dispatch(arena, suite, (const char *const *)line.before, &dispatch, NULL) != 0)
        return;
    if (dispatch.command != NULL)
        complete_command(&line, &dispatch);
    else
        complete_suite(&line);
}
