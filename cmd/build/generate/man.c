/*
 * Manual pages, in the macros of mdoc(7). Every sentence begins a line of its
 * own and no line is long, as `mandoc -Tlint` wants it.
 */
#include <ctype.h>
#include <string.h>

#include "kagent/str.h"

#include "generate.h"

enum { WIDTH = 76 };

/* ---- text ---- */

/* A word as roff reads it back: no escapes, no requests. */
static void add_word(struct kg_buf *out, struct kg_str word, bool first)
{
    if (first && word.length > 0 && (word.data[0] == '.' || word.data[0] == '\''))
        kg_buf_add_text(out, "\\&");
    for (size_t i = 0; i < word.length; i++) {
        if (word.data[i] == '\\')
            kg_buf_add_text(out, "\\e");
        else
            kg_buf_add_char(out, word.data[i]);
    }
}

static bool ends_sentence(struct kg_str word)
{
    while (word.length > 0 && strchr(")\"'", word.data[word.length - 1]) != NULL)
        word.length--;
    return kg_str_ends(word, ".") || kg_str_ends(word, "?") || kg_str_ends(word, "!");
}

/* Appends one paragraph, filled. */
static void add_filled(struct kg_buf *out, struct kg_str text)
{
    size_t column = 0;
    struct kg_str word;
    while (kg_str_split(&text, ' ', &word)) {
        word = kg_str_trim(word);
        if (word.length == 0)
            continue;
        if (column > 0 && column + 1 + word.length > WIDTH) {
            kg_buf_add_char(out, '\n');
            column = 0;
        } else if (column > 0) {
            kg_buf_add_char(out, ' ');
            column++;
        }
        add_word(out, word, column == 0);
        column += word.length;
        if (ends_sentence(word)) {
            kg_buf_add_char(out, '\n');
            column = 0;
        }
    }
    if (column > 0)
        kg_buf_add_char(out, '\n');
}

static void add_text(struct kg_buf *out, const char *text)
{
    add_filled(out, kg_str_from(text));
}

/* A line as it is, with its blanks. */
static void add_literal(struct kg_buf *out, struct kg_str line)
{
    add_word(out, line, true);
    kg_buf_add_char(out, '\n');
}

/* Up to the next empty line. */
static struct kg_str next_block(struct kg_str *rest)
{
    const char *end = rest->length > 0 ? memmem(rest->data, rest->length, "\n\n", 2) : NULL;
    struct kg_str block = end == NULL ? *rest : kg_str_head(*rest, (size_t)(end - rest->data));
    *rest = end == NULL ? (struct kg_str){NULL, 0} : kg_str_from_index(*rest, block.length + 2);
    return block;
}

static void add_display(struct kg_buf *out, struct kg_str block)
{
    struct kg_str line;
    kg_buf_add_text(out, ".Bd -literal -offset indent\n");
    while (kg_str_split(&block, '\n', &line))
        add_literal(out, kg_str_trim(line));
    kg_buf_add_text(out, ".Ed\n");
}

/* Lines of a paragraph, joined. */
static struct kg_str join_lines(struct kg_arena *arena, struct kg_str block)
{
    char *text = kg_str_copy(arena, block);
    for (char *at = text; *at != '\0'; at++)
        *at = *at == '\n' ? ' ' : *at;
    return kg_str_from(text);
}

/* A description of plugins.yaml: paragraphs, and what is indented as it is. */
static void add_description(struct kg_buf *out, const char *description)
{
    struct kg_str rest = kg_str_from(description);
    bool first = true;
    while (rest.length > 0) {
        struct kg_str block = next_block(&rest);
        if (kg_str_starts(block, " ")) {
            add_display(out, block);
        } else {
            if (!first)
                kg_buf_add_text(out, ".Pp\n");
            add_filled(out, join_lines(out->arena, block));
        }
        first = false;
    }
}

/* ---- flags and arguments ---- */

static void add_default(struct kg_buf *out, const struct kg_option *option)
{
    if (option->initial == NULL || option->initial[0] == '\0')
        return;
    kg_buf_printf(out, "The default is\n.Ql %s .\n", option->initial);
}

static void add_option(struct kg_buf *out, const struct kg_option *option)
{
    kg_buf_add_text(out, ".It ");
    if (option->shorthand != 0)
        kg_buf_printf(out, "Fl %c , ", option->shorthand);
    kg_buf_printf(out, "Fl \\-%s", option->name);
    if (option->value_name != NULL && option->value_name[0] != '\0')
        kg_buf_printf(out, "=\\fI%s\\fR", option->value_name);
    kg_buf_add_char(out, '\n');
    add_text(out, option->help);
    add_default(out, option);
}

/* The flags of one heading, from number `first` on. Returns the number behind them. */
static size_t add_section(struct kg_buf *out, const struct kg_command *command, size_t first)
{
    const char *section = command->options[first].section;
    size_t i = first;
    if (section != NULL)
        kg_buf_printf(out, ".Ss %c%s\n", toupper((unsigned char)section[0]), section + 1);
    kg_buf_add_text(out, ".Bl -tag -width Ds\n");
    for (; i < command->option_count && command->options[i].section == section; i++) {
        if (command->options[i].deprecated == NULL)
            add_option(out, &command->options[i]);
    }
    kg_buf_add_text(out, ".El\n");
    return i;
}

static void add_options(struct kg_buf *out, const struct kg_command *command)
{
    if (command->option_count == 0)
        return;
    kg_buf_add_text(out, ".Sh OPTIONS\n");
    for (size_t i = 0; i < command->option_count;)
        i = add_section(out, command, i);
}

static void add_positionals(struct kg_buf *out, const struct kg_command *command)
{
    if (command->positional_count == 0)
        return;
    kg_buf_add_text(out, ".Sh ARGUMENTS\n.Bl -tag -width Ds\n");
    for (size_t i = 0; i < command->positional_count; i++) {
        kg_buf_printf(out, ".It Ar %s\n", command->positionals[i].name);
        add_text(out, command->positionals[i].help);
    }
    kg_buf_add_text(out, ".El\n");
}

/* ---- the other sections ---- */

static void add_exit_codes(struct kg_buf *out, const struct kg_command *command)
{
    kg_buf_add_text(out, ".Sh EXIT STATUS\n.Bl -tag -width 3n\n");
    for (size_t i = 0; i < command->exit_code_count; i++) {
        kg_buf_printf(out, ".It %d\n", command->exit_codes[i].code);
        add_text(out, command->exit_codes[i].meaning);
    }
    kg_buf_add_text(out, ".El\n");
}

static void add_examples(struct kg_buf *out, const struct kg_command *command)
{
    kg_buf_add_text(out, ".Sh EXAMPLES\n");
    for (size_t i = 0; i < command->example_count; i++) {
        if (i > 0)
            kg_buf_add_text(out, ".Pp\n");
        add_text(out, command->examples[i].comment);
        add_display(out, kg_str_from(command->examples[i].command));
    }
}

static void add_permissions(struct kg_buf *out, const struct kg_command *command)
{
    if (command->permission_count == 0)
        return;
    kg_buf_add_text(out, ".Sh PERMISSIONS IN THE CLUSTER\n.Bl -tag -width Ds\n");
    for (size_t i = 0; i < command->permission_count; i++) {
        const struct kg_permission *permission = &command->permissions[i];
        kg_buf_printf(out, ".It %s %s%s%s\n", permission->verbs, permission->resource,
                      permission->api_group[0] != '\0' ? "." : "", permission->api_group);
        add_text(out, permission->reason);
    }
    kg_buf_add_text(out, ".El\n");
}

/* ---- pages ---- */

static void add_history(struct kg_buf *out, const struct kg_suite *suite, const char *since)
{
    kg_buf_printf(out, ".Sh HISTORY\nThis page describes\n.Nm\n%s.\nThe first was that of %s.\n",
                  suite->version, since);
}

static void add_head(const struct kg_suite *suite, const char *page, const char *summary,
                     struct kg_buf *out)
{
    kg_buf_printf(out, ".\\\" Generated from plugins.yaml.\n.Dd %s\n.Dt ", suite->date);
    for (const char *at = page; *at != '\0'; at++)
        kg_buf_add_char(out, (char)toupper((unsigned char)*at));
    kg_buf_printf(out, " 1\n.Os\n.Sh NAME\n.Nm %s\n.Nd %s\n", page, summary);
}

static void add_command_page(const struct kg_suite *suite, const struct kg_command *command,
                             struct kg_buf *out)
{
    kg_buf_printf(out, ".Sh SYNOPSIS\n.Ic %s %s\n", suite->invocation, command->name);
    add_text(out, command->synopsis);
    kg_buf_add_text(out, ".Sh DESCRIPTION\n");
    add_description(out, command->description);
    add_positionals(out, command);
    add_options(out, command);
    add_exit_codes(out, command);
    add_examples(out, command);
    add_permissions(out, command);
    kg_buf_printf(out, ".Sh SEE ALSO\n.Xr %s 1\n", suite->program);
    add_history(out, suite, command->since);
}

static void add_suite_page(const struct kg_suite *suite, struct kg_buf *out)
{
    kg_buf_printf(out, ".Sh SYNOPSIS\n.Ic %s\n.Ar COMMAND\n.Op Ar options\n.Sh DESCRIPTION\n",
                  suite->invocation);
    add_description(out, suite->description);
    kg_buf_add_text(out, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < suite->command_count; i++) {
        kg_buf_printf(out, ".It Xr %s-%s 1\n", suite->program, suite->commands[i]->name);
        add_text(out, suite->commands[i]->summary);
    }
    kg_buf_add_text(out, ".El\n.Pp\nConnection flags of kubectl may stand in front of the "
                         "command.\n");
}

int write_man(const struct kg_suite *suite, const char *page, struct kg_buf *out)
{
    size_t length = strlen(suite->program);
    if (strcmp(page, suite->program) == 0) {
        add_head(suite, page, suite->summary, out);
        add_suite_page(suite, out);
        return 0;
    }
    if (strncmp(page, suite->program, length) != 0 || page[length] != '-')
        return -1;
    const struct kg_command *command = kg_suite_command(suite, page + length + 1);
    if (command == NULL)
        return -1;
    add_head(suite, page, command->summary, out);
    add_command_page(suite, command, out);
    return 0;
}
