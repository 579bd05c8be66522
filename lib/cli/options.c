#include "kagent/options.h"

#include <string.h>

#include "kagent/suggest.h"
#include "option.h"

/* What a parse works on, handed down. */
struct parser {
    struct kg_arena *arena;
    const struct kg_suite *suite;
    const struct kg_command *command;
    struct kg_arguments *arguments;
    const char *const *rest; /* the words not yet read */
    size_t deprecated_count; /* of those given */
    struct kg_error *err;
};

/* ---- finding flags ---- */

/* Whether the first `length` bytes of `typed` are the flag's name, with `_` for `-`. */
static bool is_name(const char *name, const char *typed, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (name[i] != (typed[i] == '_' ? '-' : typed[i]))
            return false;
    }
    return name[length] == '\0';
}

static const struct kg_option *find_long(const struct kg_option *options, size_t count,
                                         const char *typed, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        if (is_name(options[i].name, typed, length))
            return &options[i];
    }
    return NULL;
}

static const struct kg_option *find_short(const struct kg_option *options, size_t count,
                                          char letter)
{
    for (size_t i = 0; i < count; i++) {
        if (options[i].shorthand == letter)
            return &options[i];
    }
    return NULL;
}

/* Every command has this flag; no table mentions it. */
static const struct kg_option help_option = {
    .name = "help",
    .shorthand = 'h',
    .type = KG_OPTION_BOOL,
    .initial = "",
};

const struct kg_option *kg_options_find(const struct kg_option *options, size_t count,
                                        const char *word, const char **value)
{
    *value = NULL;
    if (word[0] != '-' || word[1] == '\0')
        return NULL;
    if (word[1] != '-') {
        if (word[2] != '\0')
            *value = word + 2 + (word[2] == '=' && word[3] != '\0');
        return find_short(options, count, word[1]);
    }
    size_t length = strcspn(word + 2, "=");
    if (word[2 + length] == '=')
        *value = word + 2 + length + 1;
    return find_long(options, count, word + 2, length);
}

size_t kg_options_extent(const struct kg_option *options, size_t count, const char *const *words)
{
    const char *value;
    const struct kg_option *option = kg_options_find(options, count, words[0], &value);
    if (option == NULL)
        return 0;
    return value != NULL || kg_option_bare_value(option) != NULL || words[1] == NULL ? 1 : 2;
}

/* ---- saying what is wrong ---- */

static int usage_error(struct parser *parser, const char *advice)
{
    return kg_error_advise(parser->err, "%sSee '%s %s --help' for usage.", advice,
                           parser->suite->invocation, parser->command->name);
}

/* For a flag that other commands share: `group` is where it is from. */
static int not_offline(struct parser *parser, const struct kg_option_group *group)
{
    return usage_error(parser, kg_arena_printf(parser->arena,
                                               "'%s' works offline and takes none of the %s.\n",
                                               parser->command->name, group->title));
}

static void offer_flag(struct kg_suggestion *suggestion, const struct kg_option *option)
{
    if (option->deprecated == NULL)
        kg_suggest_offer(suggestion, option->name);
}

static int unknown_long(struct parser *parser, const char *typed, size_t length)
{
    const char *name = kg_arena_strndup(parser->arena, typed, length);
    kg_error_set(parser->err, KG_ERROR_USAGE, "unknown flag: --%s", name);

    const struct kg_option_group *group = kg_suite_group_of(parser->suite, name);
    if (group != NULL)
        return not_offline(parser, group);
    struct kg_suggestion suggestion = {.word = name};
    for (size_t i = 0; i < parser->command->option_count; i++)
        offer_flag(&suggestion, &parser->command->options[i]);
    if (suggestion.nearest == NULL)
        return usage_error(parser, "");
    return usage_error(parser,
                       kg_arena_printf(parser->arena, "Did you mean --%s?\n", suggestion.nearest));
}

static int unknown_letter(struct parser *parser, char letter, const char *word)
{
    kg_error_set(parser->err, KG_ERROR_USAGE, "unknown shorthand flag: '%c' in %s", letter, word);
    const struct kg_option_group *group = kg_suite_group_of_letter(parser->suite, letter);
    return group != NULL ? not_offline(parser, group) : usage_error(parser, "");
}

/* ---- values ---- */

static int bad_value(struct parser *parser, const struct kg_option *option, const char *text)
{
    const char *both =
        option->shorthand != 0
            ? kg_arena_printf(parser->arena, "-%c, --%s", option->shorthand, option->name)
            : kg_arena_printf(parser->arena, "--%s", option->name);
    kg_error_set(parser->err, KG_ERROR_USAGE, "invalid argument \"%s\" for \"%s\" flag: must be %s",
                 text, both, kg_option_expectation(parser->arena, option));

    struct kg_suggestion suggestion = {.word = text};
    for (size_t i = 0; i < option->choice_count; i++)
        kg_suggest_offer(&suggestion, option->choices[i]);
    if (suggestion.nearest == NULL)
        return usage_error(parser, "");
    return usage_error(parser,
                       kg_arena_printf(parser->arena, "Did you mean %s?\n", suggestion.nearest));
}

static int give_value(struct parser *parser, const struct kg_option *option, const char *text)
{
    struct kg_arguments *arguments = parser->arguments;
    struct kg_option_value help = {0};
    struct kg_option_value *value = &help;
    if (option != &help_option)
        value = &arguments->options[option - parser->command->options];
    if (kg_option_set(parser->arena, option, value, text) != 0)
        return bad_value(parser, option, text);
    value->given = true;
    if (option == &help_option)
        arguments->help = help.boolean;
    if (option->deprecated != NULL)
        arguments->deprecated[parser->deprecated_count++] = option;
    return 0;
}

/* ---- words ---- */

static int parse_long(struct parser *parser, const char *word)
{
    const char *name = word + 2;
    size_t length = strcspn(name, "=");
    if (length == 0 || name[0] == '-') {
        kg_error_set(parser->err, KG_ERROR_USAGE, "bad flag syntax: %s", word);
        return usage_error(parser, "");
    }
    const struct kg_option *option =
        find_long(parser->command->options, parser->command->option_count, name, length);
    if (option == NULL)
        option = find_long(&help_option, 1, name, length);
    if (option == NULL)
        return unknown_long(parser, name, length);

    const char *text = kg_option_bare_value(option);
    if (name[length] == '=')
        text = name + length + 1;
    else if (text == NULL && *parser->rest != NULL)
        text = *parser->rest++;
    if (text == NULL) {
        kg_error_set(parser->err, KG_ERROR_USAGE, "flag needs an argument: --%s", option->name);
        return usage_error(parser, "");
    }
    return give_value(parser, option, text);
}

/*
 * Reads the flag whose letter stands at `*letters`, in `word`, and moves on to
 * the next letter, or to the end when the rest was the value.
 */
static int parse_letter(struct parser *parser, const char *word, const char **letters)
{
    const char *here = *letters;
    const struct kg_option *option =
        find_short(parser->command->options, parser->command->option_count, here[0]);
    *letters = here + 1;
    if (option == NULL)
        option = find_short(&help_option, 1, here[0]);
    if (option == NULL)
        return unknown_letter(parser, here[0], word);

    /* `-n=` alone is the value "=", as in pflag: there an equals sign needs something behind it. */
    const char *text = kg_option_bare_value(option);
    if (here[1] == '=' && here[2] != '\0') {
        text = here + 2;
        *letters = here + strlen(here);
    } else if (text == NULL && here[1] != '\0') {
        text = here + 1;
        *letters = here + strlen(here);
    } else if (text == NULL && *parser->rest != NULL) {
        text = *parser->rest++;
    }
    if (text == NULL) {
        kg_error_set(parser->err, KG_ERROR_USAGE, "flag needs an argument: '%c' in %s", here[0],
                     word);
        return usage_error(parser, "");
    }
    return give_value(parser, option, text);
}

static int parse_flag(struct parser *parser, const char *word)
{
    if (word[1] == '-')
        return parse_long(parser, word);
    for (const char *letters = word + 1; *letters != '\0';) {
        if (parse_letter(parser, word, &letters) != 0)
            return -1;
    }
    return 0;
}

static int parse_words(struct parser *parser)
{
    struct kg_arguments *arguments = parser->arguments;
    bool flags_allowed = true;
    while (*parser->rest != NULL) {
        const char *word = *parser->rest++;
        if (!flags_allowed || word[0] != '-' || word[1] == '\0')
            arguments->positionals[arguments->positional_count++] = word;
        else if (strcmp(word, "--") == 0)
            flags_allowed = false;
        else if (parse_flag(parser, word) != 0)
            return -1;
    }
    return 0;
}

/* ---- what is allowed together ---- */

bool kg_arguments_has(const struct kg_arguments *arguments, const char *name)
{
    const struct kg_command *command = arguments->command;
    for (size_t i = 0; i < command->option_count; i++) {
        if (strcmp(command->options[i].name, name) == 0)
            return arguments->options[i].given;
    }
    for (size_t i = 0; i < command->positional_count; i++) {
        if (strcmp(command->positionals[i].name, name) == 0)
            return arguments->positional_count > i;
    }
    return false;
}

/* The name as it is typed: positionals are in capitals, flags have dashes. */
static const char *spelled(struct kg_arena *arena, const char *name)
{
    return name[0] >= 'A' && name[0] <= 'Z' ? name : kg_arena_printf(arena, "--%s", name);
}

static int check_exclusives(struct parser *parser)
{
    const struct kg_command *command = parser->command;
    for (size_t i = 0; i < command->exclusive_count; i++) {
        const struct kg_exclusive *exclusive = &command->exclusives[i];
        const char *given = NULL;
        for (size_t j = 0; j < exclusive->count; j++) {
            const char *name = exclusive->names[j];
            if (!kg_arguments_has(parser->arguments, name))
                continue;
            if (given != NULL) {
                kg_error_set(parser->err, KG_ERROR_USAGE, "%s and %s cannot be given together",
                             spelled(parser->arena, given), spelled(parser->arena, name));
                return usage_error(parser, "");
            }
            given = name;
        }
    }
    return 0;
}

/* A positional with choices is one of them. */
static int check_choice(struct parser *parser, const struct kg_positional *positional,
                        const char *word)
{
    struct kg_suggestion suggestion = {.word = word};
    if (positional->choice_count == 0)
        return 0;
    const char *list = positional->choices[0];
    for (size_t i = 0; i < positional->choice_count; i++) {
        if (strcmp(positional->choices[i], word) == 0)
            return 0;
        kg_suggest_offer(&suggestion, positional->choices[i]);
        if (i > 0)
            list = kg_arena_printf(parser->arena, "%s, %s", list, positional->choices[i]);
    }
    kg_error_set(parser->err, KG_ERROR_USAGE, "invalid argument \"%s\" for %s: must be one of %s",
                 word, positional->name, list);
    if (suggestion.nearest == NULL)
        return usage_error(parser, "");
    return usage_error(parser,
                       kg_arena_printf(parser->arena, "Did you mean %s?\n", suggestion.nearest));
}

static int check_positionals(struct parser *parser)
{
    const struct kg_command *command = parser->command;
    size_t given = parser->arguments->positional_count;
    size_t known = command->positional_count;
    bool unlimited = known > 0 && command->positionals[known - 1].repeated;
    for (size_t i = given; i < known; i++) {
        if (!command->positionals[i].required)
            continue;
        kg_error_set(parser->err, KG_ERROR_USAGE, "%s is missing", command->positionals[i].name);
        return usage_error(parser, "");
    }
    if (given > known && !unlimited) {
        kg_error_set(parser->err, KG_ERROR_USAGE, "unexpected argument: \"%s\"",
                     parser->arguments->positionals[known]);
        return usage_error(parser, "");
    }
    for (size_t i = 0; i < given; i++) {
        const struct kg_positional *positional = &command->positionals[i < known ? i : known - 1];
        if (check_choice(parser, positional, parser->arguments->positionals[i]) != 0)
            return -1;
    }
    return 0;
}

/* ---- the whole ---- */

static void init_arguments(struct kg_arena *arena, const struct kg_command *command,
                           const char *const *words, struct kg_arguments *arguments)
{
    size_t count = 0; /* of words; a word of short flags may hold one flag a letter */
    size_t letters = 0;
    for (; words[count] != NULL; count++)
        letters += strlen(words[count]);
    *arguments = (struct kg_arguments){
        .command = command,
        .options = kg_arena_zero(arena, command->option_count, sizeof *arguments->options),
        .positionals = kg_arena_zero(arena, count + 1, sizeof *arguments->positionals),
        .deprecated = kg_arena_zero(arena, letters + 1, sizeof *arguments->deprecated),
    };
    for (size_t i = 0; i < command->option_count; i++) {
        const struct kg_option *option = &command->options[i];
        arguments->options[i].text = option->initial;
        arguments->options[i].list = kg_arena_zero(arena, 1, sizeof(char *));
        if (option->initial[0] != '\0')
            kg_option_set(arena, option, &arguments->options[i], option->initial);
    }
}

int kg_arguments_parse(struct kg_arena *arena, const struct kg_suite *suite,
                       const struct kg_command *command, const char *const *words,
                       struct kg_arguments *arguments, struct kg_error *err)
{
    init_arguments(arena, command, words, arguments);
    struct parser parser = {
        .arena = arena,
        .suite = suite,
        .command = command,
        .arguments = arguments,
        .rest = words,
        .err = err,
    };
    if (parse_words(&parser) != 0)
        return -1;
    if (arguments->help)
        return 0;
    if (check_positionals(&parser) != 0)
        return -1;
    return check_exclusives(&parser);
}
