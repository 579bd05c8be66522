#include "check.h"

#include <ctype.h>
#include <string.h>

#include "kagent/options.h"

const char *const type_names[] = {
    [KG_OPTION_BOOL] = "bool",   [KG_OPTION_STRING] = "string",     [KG_OPTION_INT] = "int",
    [KG_OPTION_COUNT] = "count", [KG_OPTION_DURATION] = "duration", [KG_OPTION_CHOICE] = "choice",
    [KG_OPTION_LIST] = "list",
};
const size_t type_name_count = sizeof type_names / sizeof *type_names;

const char *const values_names[KG_VALUES_COUNT] = {
    [KG_VALUES_NONE] = "none",
    [KG_VALUES_FILE] = "file",
    [KG_VALUES_DIRECTORY] = "directory",
    [KG_VALUES_COMMAND] = "command",
    [KG_VALUES_ENVIRONMENT] = "environment",
    [KG_VALUES_CHECK] = "check",
    [KG_VALUES_KUBERNETES] = "kubernetes",
    [KG_VALUES_CONTEXT] = "context",
    [KG_VALUES_NAMESPACE] = "namespace",
    [KG_VALUES_POD] = "pod",
    [KG_VALUES_SERVICE] = "service",
    [KG_VALUES_STATEFULSET] = "statefulset",
};

/* Lower case words joined by dashes: what a person can type and C can name. */
static bool is_word(const char *name)
{
    for (const char *at = name; *at != '\0'; at++) {
        bool inner_dash = *at == '-' && at > name && at[1] != '\0' && at[1] != '-';
        if (!islower((unsigned char)*at) && !isdigit((unsigned char)*at) && !inner_dash)
            return false;
    }
    return name[0] != '\0';
}

static int refuse(struct kg_error *err, const char *owner, const char *name, const char *why)
{
    return kg_error_set(err, KG_ERROR_NEGATIVE, "%s: %s: %s", owner, name, why);
}

static const char *option_fault(struct kg_arena *arena, const struct kg_option *option)
{
    struct kg_option_value value = {0};
    bool takes_value = option->type != KG_OPTION_BOOL && option->type != KG_OPTION_COUNT;
    if (!is_word(option->name) || strcmp(option->name, "help") == 0)
        return "the name must be lower case words joined by dashes, and not 'help'";
    if (option->shorthand == 'h')
        return "-h is for help";
    if ((option->type == KG_OPTION_CHOICE) != (option->choice_count > 0))
        return "choices belong to flags of type choice, and these need them";
    if (takes_value != (option->value_name != NULL))
        return "exactly the flags that take a value need a name for it, 'value'";
    if (!takes_value && option->values != KG_VALUES_NONE)
        return "only a flag that takes a value can complete one";
    if (option->type == KG_OPTION_LIST && option->initial != NULL)
        return "a list has no default";
    if (option->initial != NULL && kg_option_set(arena, option, &value, option->initial) != 0)
        return "the flag would refuse its own default";
    return NULL;
}

static int check_options(struct kg_arena *arena, const char *owner, const struct kg_option *options,
                         size_t count, struct kg_error *err)
{
    for (size_t i = 0; i < count; i++) {
        const char *fault = option_fault(arena, &options[i]);
        if (fault != NULL)
            return refuse(err, owner, options[i].name, fault);
        for (size_t j = 0; j < i; j++) {
            if (strcmp(options[i].name, options[j].name) == 0)
                return refuse(err, owner, options[i].name, "the name is used twice");
            if (options[i].shorthand != 0 && options[i].shorthand == options[j].shorthand)
                return refuse(err, owner, options[i].name, "the letter is used twice");
        }
    }
    return 0;
}

static int check_positionals(const struct kg_command *command, struct kg_error *err)
{
    for (size_t i = 0; i < command->positional_count; i++) {
        const struct kg_positional *positional = &command->positionals[i];
        if (!isupper((unsigned char)positional->name[0]))
            return refuse(err, command->name, positional->name, "positionals are in capitals");
        if (positional->repeated && i + 1 < command->positional_count)
            return refuse(err, command->name, positional->name, "only the last one may repeat");
        if (positional->required && i > 0 && !command->positionals[i - 1].required)
            return refuse(err, command->name, positional->name, "required ones come first");
    }
    return 0;
}

static bool takes(const struct kg_command *command, const char *name)
{
    for (size_t i = 0; i < command->option_count; i++) {
        if (strcmp(command->options[i].name, name) == 0)
            return true;
    }
    for (size_t i = 0; i < command->positional_count; i++) {
        if (strcmp(command->positionals[i].name, name) == 0)
            return true;
    }
    return false;
}

static int check_exclusives(const struct kg_command *command, struct kg_error *err)
{
    for (size_t i = 0; i < command->exclusive_count; i++) {
        for (size_t j = 0; j < command->exclusives[i].count; j++) {
            if (!takes(command, command->exclusives[i].names[j]))
                return refuse(err, command->name, command->exclusives[i].names[j],
                              "is listed as exclusive, but there is no such flag or positional");
        }
    }
    return 0;
}

/* The dispatcher itself, or the file that kubectl would look for. */
static bool is_file_of(struct kg_arena *arena, const struct kg_suite *suite,
                       const struct kg_command *command)
{
    return strcmp(command->file, suite->program) == 0 ||
           strcmp(command->file, kg_arena_printf(arena, "%s-%s", suite->program, command->name)) ==
               0;
}

static int check_command(struct kg_arena *arena, const struct kg_suite *suite,
                         const struct kg_command *command, struct kg_error *err)
{
    if (!is_word(command->name))
        return refuse(err, "commands", command->name, "must be lower case words joined by dashes");
    if (kg_suite_command(suite, command->name) != command)
        return refuse(err, "commands", command->name, "the name is used twice");
    if (!is_file_of(arena, suite, command))
        return refuse(err, command->name, command->file, "is not the file that kubectl looks for");
    if (check_options(arena, command->name, command->options, command->option_count, err) != 0)
        return -1;
    if (check_positionals(command, err) != 0)
        return -1;
    return check_exclusives(command, err);
}

static int check_group_name(const struct kg_suite *suite, const struct kg_option_group *group,
                            struct kg_error *err)
{
    if (!is_word(group->name))
        return refuse(err, "flagGroups", group->name, "must be lower case words joined by dashes");
    for (const struct kg_option_group *other = suite->groups; other < group; other++) {
        if (strcmp(other->name, group->name) == 0)
            return refuse(err, "flagGroups", group->name, "the name is used twice");
    }
    return 0;
}

int check_suite(struct kg_arena *arena, const struct kg_suite *suite, struct kg_error *err)
{
    if (!is_word(suite->name))
        return refuse(err, "name", suite->name, "must be lower case words joined by dashes");
    for (size_t i = 0; i < suite->group_count; i++) {
        const struct kg_option_group *group = &suite->groups[i];
        if (check_group_name(suite, group, err) != 0)
            return -1;
        if (check_options(arena, group->name, group->options, group->option_count, err) != 0)
            return -1;
    }
    for (size_t i = 0; i < suite->command_count; i++) {
        if (check_command(arena, suite, suite->commands[i], err) != 0)
            return -1;
    }
    return 0;
}
