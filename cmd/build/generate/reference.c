/*
 * docs/COMMANDS.md: everything that plugins.yaml says about each command.
 */
#include <string.h>

#include "kagent/str.h"

#include "generate.h"

/* A cell of a table: a bar would end it. */
static void add_cell(struct kg_buf *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '|')
            kg_buf_add_char(out, '\\');
        kg_buf_add_char(out, *at);
    }
}

static void add_option(struct kg_buf *out, const struct kg_option *option)
{
    kg_buf_add_text(out, "| ");
    if (option->shorthand != 0)
        kg_buf_printf(out, "`-%c` ", option->shorthand);
    kg_buf_printf(out, "`--%s", option->name);
    if (option->value_name != NULL)
        kg_buf_printf(out, " %s", option->value_name);
    kg_buf_add_text(out, "` | ");
    if (option->initial != NULL && option->initial[0] != '\0')
        kg_buf_printf(out, "`%s`", option->initial);
    kg_buf_add_text(out, " | ");
    add_cell(out, option->help);
    kg_buf_add_text(out, " |\n");
}

/* The flags of a command or a group; those of a group that a command shares stand there alone. */
static void add_options(struct kg_buf *out, const struct kg_option *options, size_t count)
{
    kg_buf_add_text(out, "\n| flag | default | |\n|---|---|---|\n");
    for (size_t i = 0; i < count; i++) {
        if (options[i].deprecated == NULL && options[i].section == NULL)
            add_option(out, &options[i]);
    }
}

/* The anchor that a heading has: lower case, with dashes for blanks, and no full stops. */
static void add_shared(struct kg_buf *out, const struct kg_suite *suite,
                       const struct kg_command *command)
{
    for (size_t i = 0; i < suite->group_count; i++) {
        const struct kg_option_group *group = &suite->groups[i];
        for (size_t j = 0; j < command->option_count; j++) {
            const char *section = command->options[j].section;
            if (section == NULL || strcmp(section, group->title) != 0)
                continue;
            kg_buf_printf(out, "\nBesides these it takes the [%s](#", group->title);
            for (const char *at = group->title; *at != '\0'; at++)
                kg_buf_add_char(out, *at == ' ' ? '-' : *at);
            kg_buf_add_text(out, ").\n");
            break;
        }
    }
}

static bool has_own_options(const struct kg_command *command)
{
    return command->option_count > 0 && command->options[0].section == NULL;
}

static void add_positionals(struct kg_buf *out, const struct kg_command *command)
{
    if (command->positional_count == 0)
        return;
    kg_buf_add_text(out, "\n| argument | |\n|---|---|\n");
    for (size_t i = 0; i < command->positional_count; i++) {
        kg_buf_printf(out, "| `%s` | ", command->positionals[i].name);
        add_cell(out, command->positionals[i].help);
        kg_buf_add_text(out, " |\n");
    }
}

static void add_examples(struct kg_buf *out, const struct kg_command *command)
{
    kg_buf_add_text(out, "\n```sh\n");
    for (size_t i = 0; i < command->example_count; i++)
        kg_buf_printf(out, "%s# %s\n%s\n", i > 0 ? "\n" : "", command->examples[i].comment,
                      command->examples[i].command);
    kg_buf_add_text(out, "```\n");
}

static void add_exit_codes(struct kg_buf *out, const struct kg_command *command)
{
    kg_buf_add_text(out, "\n| exit code | means |\n|---|---|\n");
    for (size_t i = 0; i < command->exit_code_count; i++) {
        kg_buf_printf(out, "| %d | ", command->exit_codes[i].code);
        add_cell(out, command->exit_codes[i].meaning);
        kg_buf_add_text(out, " |\n");
    }
}

static void add_permissions(struct kg_buf *out, const struct kg_command *command)
{
    if (command->permission_count == 0)
        return;
    kg_buf_add_text(out, "\n| right in the cluster | why |\n|---|---|\n");
    for (size_t i = 0; i < command->permission_count; i++) {
        const struct kg_permission *permission = &command->permissions[i];
        kg_buf_printf(out, "| %s `%s%s%s` | %s |\n", permission->verbs, permission->resource,
                      permission->api_group[0] != '\0' ? "." : "", permission->api_group,
                      permission->reason);
    }
}

static void add_command(struct kg_buf *out, const struct kg_suite *suite,
                        const struct kg_command *command)
{
    kg_buf_printf(out, "\n## %s\n\n    %s %s %s\n\n%s\n", command->name, suite->invocation,
                  command->name, command->synopsis, command->description);
    add_examples(out, command);
    add_positionals(out, command);
    if (has_own_options(command))
        add_options(out, command->options, command->option_count);
    add_shared(out, suite, command);
    add_exit_codes(out, command);
    add_permissions(out, command);
}

void write_reference(const struct kg_suite *suite, struct kg_buf *out)
{
    kg_buf_printf(
        out,
        "# The commands\n\n<!-- Made from plugins.yaml: make docs/COMMANDS.md -->\n\n"
        "What `%s help COMMAND` and the manual pages say, too. What holds for all of them "
        "is in\n[CLI.md](CLI.md).\n\n| command | |\n|---|---|\n",
        suite->invocation);
    for (size_t i = 0; i < suite->command_count; i++)
        kg_buf_printf(out, "| [%s](#%s) | %s |\n", suite->commands[i]->name,
                      suite->commands[i]->name, suite->commands[i]->summary);
    for (size_t i = 0; i < suite->command_count; i++)
        add_command(out, suite, suite->commands[i]);
    for (size_t i = 0; i < suite->group_count; i++) {
        kg_buf_printf(out, "\n## %s\n", suite->groups[i].title);
        add_options(out, suite->groups[i].options, suite->groups[i].option_count);
    }
}
