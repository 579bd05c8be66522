#include "kagent/help.h"

#include <string.h>

enum { TAB_WIDTH = 8 };

/* ---- flags ---- */

/* The default as kubectl shows it: `=false`, `='text'`, `=[]`. */
static void add_default(struct kg_buf *out, const struct kg_option *option)
{
    static const struct {
        const char *zero;
        bool quoted;
    } forms[] = {
        [KG_OPTION_BOOL] = {"false", false},  [KG_OPTION_STRING] = {"", true},
        [KG_OPTION_INT] = {"0", false},       [KG_OPTION_COUNT] = {"0", false},
        [KG_OPTION_DURATION] = {"0s", false}, [KG_OPTION_CHOICE] = {"", true},
        [KG_OPTION_LIST] = {"[]", false},
    };
    const char *quote = forms[option->type].quoted ? "'" : "";
    const char *text = option->initial[0] != '\0' ? option->initial : forms[option->type].zero;
    kg_buf_printf(out, "=%s%s%s", quote, text, quote);
}

/* One paragraph behind a tab, wrapped between words. */
static void add_wrapped(struct kg_buf *out, const char *text, size_t width)
{
    size_t column = TAB_WIDTH;
    kg_buf_add_char(out, '\t');
    while (*text != '\0') {
        size_t word = strcspn(text, " ");
        if (width > 0 && column > TAB_WIDTH && column + 1 + word > width) {
            kg_buf_add_text(out, "\n\t");
            column = TAB_WIDTH;
        }
        if (column > TAB_WIDTH) {
            kg_buf_add_char(out, ' ');
            column++;
        }
        kg_buf_add(out, text, word);
        column += word;
        text += word + (text[word] == ' ');
    }
    kg_buf_add_char(out, '\n');
}

static void add_option(struct kg_buf *out, const struct kg_option *option, size_t width)
{
    kg_buf_add_text(out, "    ");
    if (option->shorthand != 0)
        kg_buf_printf(out, "-%c, ", option->shorthand);
    kg_buf_printf(out, "--%s", option->name);
    add_default(out, option);
    kg_buf_add_text(out, ":\n");
    add_wrapped(out, option->help, width);
}

static bool same_section(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* A heading for the command's own flags, and one for each shared group. */
static void add_options(struct kg_buf *out, const struct kg_command *command, size_t width)
{
    const struct kg_option *above = NULL;
    for (size_t i = 0; i < command->option_count; i++) {
        const struct kg_option *option = &command->options[i];
        if (option->deprecated != NULL)
            continue;
        if (above == NULL || !same_section(above->section, option->section))
            kg_buf_printf(out, "%s:\n", option->section != NULL ? option->section : "Options");
        add_option(out, option, width);
        kg_buf_add_char(out, '\n');
        above = option;
    }
}

/* ---- other sections ---- */

static void add_examples(struct kg_buf *out, const struct kg_command *command)
{
    if (command->example_count == 0)
        return;
    kg_buf_add_text(out, "Examples:\n");
    for (size_t i = 0; i < command->example_count; i++)
        kg_buf_printf(out, "  # %s\n  %s\n\n", command->examples[i].comment,
                      command->examples[i].command);
}

/* A name and what it means, the meanings one below the other. */
static void add_entry(struct kg_buf *out, const char *name, size_t width, const char *meaning)
{
    kg_buf_printf(out, "  %-*s  %s\n", (int)width, name, meaning);
}

static void add_positionals(struct kg_buf *out, const struct kg_command *command)
{
    size_t width = 0;
    if (command->positional_count == 0)
        return;
    for (size_t i = 0; i < command->positional_count; i++) {
        size_t length = strlen(command->positionals[i].name);
        width = length > width ? length : width;
    }
    kg_buf_add_text(out, "Arguments:\n");
    for (size_t i = 0; i < command->positional_count; i++)
        add_entry(out, command->positionals[i].name, width, command->positionals[i].help);
    kg_buf_add_char(out, '\n');
}

static void add_exit_codes(struct kg_buf *out, const struct kg_command *command)
{
    kg_buf_add_text(out, "Exit codes:\n");
    for (size_t i = 0; i < command->exit_code_count; i++)
        kg_buf_printf(out, "  %-3d  %s\n", command->exit_codes[i].code,
                      command->exit_codes[i].meaning);
    kg_buf_add_char(out, '\n');
}

static void add_permissions(struct kg_buf *out, const struct kg_command *command)
{
    if (command->permission_count == 0)
        return;
    kg_buf_add_text(out, "Permissions in the cluster:\n");
    for (size_t i = 0; i < command->permission_count; i++) {
        const struct kg_permission *permission = &command->permissions[i];
        kg_buf_printf(out, "  %s %s%s%s  %s\n", permission->verbs, permission->resource,
                      permission->api_group[0] != '\0' ? "." : "", permission->api_group,
                      permission->reason);
    }
    kg_buf_add_char(out, '\n');
}

/* ---- the whole ---- */

void kg_help_command(struct kg_buf *out, const struct kg_suite *suite,
                     const struct kg_command *command, size_t width)
{
    kg_buf_printf(out, "%s\n\n", command->description);
    add_examples(out, command);
    add_positionals(out, command);
    add_options(out, command, width);
    add_exit_codes(out, command);
    add_permissions(out, command);
    kg_buf_printf(out, "Usage:\n  %s %s %s\n", suite->invocation, command->name, command->synopsis);
}

void kg_help_suite(struct kg_buf *out, const struct kg_suite *suite)
{
    size_t width = 0;
    for (size_t i = 0; i < suite->command_count; i++) {
        size_t length = strlen(suite->commands[i]->name);
        width = length > width ? length : width;
    }
    kg_buf_printf(out, "%s\n\nAvailable Commands:\n", suite->description);
    for (size_t i = 0; i < suite->command_count; i++)
        add_entry(out, suite->commands[i]->name, width, suite->commands[i]->summary);
    kg_buf_printf(out,
                  "\nUsage:\n  %s COMMAND [options]\n\n"
                  "Use \"%s help COMMAND\" for more information about a given command.\n",
                  suite->invocation, suite->invocation);
}
