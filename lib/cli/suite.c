#include "kagent/suite.h"

#include <string.h>

static bool same_name(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        if ((*a == '_' ? '-' : *a) != (*b == '_' ? '-' : *b))
            return false;
    }
    return *a == *b;
}

const struct kg_command *kg_suite_command(const struct kg_suite *suite, const char *name)
{
    for (size_t i = 0; i < suite->command_count; i++) {
        if (same_name(suite->commands[i]->name, name))
            return suite->commands[i];
    }
    return NULL;
}

const char *kg_suite_spelled(struct kg_arena *arena, const struct kg_command *command)
{
    char *name = kg_arena_strdup(arena, command->name);
    for (char *at = name; *at != '\0'; at++)
        *at = *at == '-' ? '_' : *at;
    return name;
}

const struct kg_option_group *kg_suite_group_of(const struct kg_suite *suite, const char *name)
{
    for (size_t i = 0; i < suite->group_count; i++) {
        const struct kg_option_group *group = &suite->groups[i];
        for (size_t j = 0; j < group->option_count; j++) {
            if (same_name(group->options[j].name, name))
                return group;
        }
    }
    return NULL;
}

const struct kg_option_group *kg_suite_group_of_letter(const struct kg_suite *suite, char letter)
{
    for (size_t i = 0; i < suite->group_count; i++) {
        const struct kg_option_group *group = &suite->groups[i];
        for (size_t j = 0; j < group->option_count; j++) {
            if (group->options[j].shorthand == letter)
                return group;
        }
    }
    return NULL;
}
