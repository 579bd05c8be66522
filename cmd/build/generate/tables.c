/*
 * The tables of suite.h as C initialisers. Every array gets a name of its own
 * (render_options, render_options_1_choices ...), so that the linker can leave
 * out the commands that a binary does not mention.
 */
#include <ctype.h>

#include "check.h"
#include "generate.h"
#include "names.h"

/* Where the text of the tables goes, and the prefix of the array names of this command. */
struct writer {
    struct kg_buf *out;
    const char *owner;
};

static void add_literal(struct kg_buf *out, const char *text)
{
    kg_buf_add_char(out, '"');
    for (const char *at = text != NULL ? text : ""; *at != '\0'; at++) {
        if (*at == '\n')
            kg_buf_add_text(out, "\\n\"\n    \"");
        else if (*at == '"' || *at == '\\')
            kg_buf_printf(out, "\\%c", *at);
        else if (isprint((unsigned char)*at))
            kg_buf_add_char(out, *at);
        else
            kg_buf_printf(out, "\\%03o", (unsigned char)*at);
    }
    kg_buf_add_char(out, '"');
}

static void add_member(struct kg_buf *out, const char *member, const char *text)
{
    kg_buf_printf(out, "     .%s = ", member);
    add_literal(out, text);
    kg_buf_add_text(out, ",\n");
}

/* "static const TYPE OWNER_ARRAY[] = {" */
static void open_array(const struct writer *writer, const char *type, const char *array)
{
    kg_buf_printf(writer->out, "\nstatic const %s ", type);
    add_lower(writer->out, writer->owner);
    kg_buf_printf(writer->out, "_%s[] = {\n", array);
}

static void close_array(const struct writer *writer)
{
    kg_buf_add_text(writer->out, "};\n");
}

/* "     .MEMBER = OWNER_ARRAY, .COUNT = N," unless there is nothing in it. */
static void add_array(const struct writer *writer, const char *member, const char *count_member,
                      size_t count)
{
    if (count == 0)
        return;
    kg_buf_printf(writer->out, "     .%s = ", member);
    add_lower(writer->out, writer->owner);
    kg_buf_printf(writer->out, "_%s,\n     .%s = %zu,\n", member, count_member, count);
}

static void add_words(const struct writer *writer, const char *array, size_t index,
                      const char *const *words, size_t count)
{
    kg_buf_add_text(writer->out, "\nstatic const char *const ");
    add_lower(writer->out, writer->owner);
    kg_buf_printf(writer->out, "_%s_%zu[] = {", array, index);
    for (size_t i = 0; i < count; i++) {
        add_literal(writer->out, words[i]);
        kg_buf_add_text(writer->out, i + 1 < count ? ", " : "};\n");
    }
}

static const char *const type_constants[] = {
    [KG_OPTION_BOOL] = "KG_OPTION_BOOL",         [KG_OPTION_STRING] = "KG_OPTION_STRING",
    [KG_OPTION_INT] = "KG_OPTION_INT",           [KG_OPTION_COUNT] = "KG_OPTION_COUNT",
    [KG_OPTION_DURATION] = "KG_OPTION_DURATION", [KG_OPTION_CHOICE] = "KG_OPTION_CHOICE",
    [KG_OPTION_LIST] = "KG_OPTION_LIST",
};

/* "     .choices = OWNER_ARRAY_INDEX, ..." unless there are none. */
static void add_choices(const struct writer *writer, const char *array, size_t index, size_t count)
{
    if (count == 0)
        return;
    kg_buf_add_text(writer->out, "     .choices = ");
    add_lower(writer->out, writer->owner);
    kg_buf_printf(writer->out, "_%s_%zu,\n     .choice_count = %zu,\n", array, index, count);
}

/* "     .values = KG_VALUES_POD," unless there are none. */
static void add_values(struct kg_buf *out, enum kg_values values)
{
    if (values == KG_VALUES_NONE)
        return;
    kg_buf_add_text(out, "     .values = KG_VALUES_");
    add_upper(out, values_names[values]);
    kg_buf_add_text(out, ",\n");
}

static void add_option(const struct writer *writer, const struct kg_option *option, size_t index)
{
    struct kg_buf *out = writer->out;
    kg_buf_add_text(out, "    {\n");
    add_member(out, "name", option->name);
    if (option->shorthand != 0)
        kg_buf_printf(out, "     .shorthand = '%c',\n", option->shorthand);
    kg_buf_printf(out, "     .type = %s,\n", type_constants[option->type]);
    add_member(out, "initial", option->initial);
    add_member(out, "value_name", option->value_name);
    add_member(out, "help", option->help);
    if (option->deprecated != NULL)
        add_member(out, "deprecated", option->deprecated);
    if (option->section != NULL)
        add_member(out, "section", option->section);
    add_choices(writer, "choices", index, option->choice_count);
    add_values(out, option->values);
    kg_buf_add_text(out, "    },\n");
}

static void add_options(const struct writer *writer, const struct kg_option *options, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (options[i].choice_count > 0)
            add_words(writer, "choices", i, options[i].choices, options[i].choice_count);
    }
    if (count == 0)
        return;
    open_array(writer, "struct kg_option", "options");
    for (size_t i = 0; i < count; i++)
        add_option(writer, &options[i], i);
    close_array(writer);
}

static void add_positionals(const struct writer *writer, const struct kg_command *command)
{
    if (command->positional_count == 0)
        return;
    for (size_t i = 0; i < command->positional_count; i++) {
        if (command->positionals[i].choice_count > 0)
            add_words(writer, "words", i, command->positionals[i].choices,
                      command->positionals[i].choice_count);
    }
    open_array(writer, "struct kg_positional", "positionals");
    for (size_t i = 0; i < command->positional_count; i++) {
        const struct kg_positional *positional = &command->positionals[i];
        kg_buf_add_text(writer->out, "    {\n");
        add_member(writer->out, "name", positional->name);
        add_member(writer->out, "help", positional->help);
        kg_buf_printf(writer->out, "     .required = %d,\n     .repeated = %d,\n",
                      positional->required, positional->repeated);
        add_choices(writer, "words", i, positional->choice_count);
        add_values(writer->out, positional->values);
        kg_buf_add_text(writer->out, "    },\n");
    }
    close_array(writer);
}

static void add_exclusives(const struct writer *writer, const struct kg_command *command)
{
    if (command->exclusive_count == 0)
        return;
    for (size_t i = 0; i < command->exclusive_count; i++)
        add_words(writer, "exclusive", i, command->exclusives[i].names,
                  command->exclusives[i].count);
    open_array(writer, "struct kg_exclusive", "exclusives");
    for (size_t i = 0; i < command->exclusive_count; i++) {
        kg_buf_add_text(writer->out, "    {");
        add_lower(writer->out, writer->owner);
        kg_buf_printf(writer->out, "_exclusive_%zu, %zu},\n", i, command->exclusives[i].count);
    }
    close_array(writer);
}

static void add_examples(const struct writer *writer, const struct kg_command *command)
{
    open_array(writer, "struct kg_example", "examples");
    for (size_t i = 0; i < command->example_count; i++) {
        kg_buf_add_text(writer->out, "    {\n");
        add_member(writer->out, "comment", command->examples[i].comment);
        add_member(writer->out, "command", command->examples[i].command);
        kg_buf_add_text(writer->out, "    },\n");
    }
    close_array(writer);
}

static void add_exit_codes(const struct writer *writer, const struct kg_command *command)
{
    open_array(writer, "struct kg_exit_code", "exit_codes");
    for (size_t i = 0; i < command->exit_code_count; i++) {
        kg_buf_printf(writer->out, "    {%d, ", command->exit_codes[i].code);
        add_literal(writer->out, command->exit_codes[i].meaning);
        kg_buf_add_text(writer->out, "},\n");
    }
    close_array(writer);
}

static void add_permissions(const struct writer *writer, const struct kg_command *command)
{
    if (command->permission_count == 0)
        return;
    open_array(writer, "struct kg_permission", "permissions");
    for (size_t i = 0; i < command->permission_count; i++) {
        const struct kg_permission *permission = &command->permissions[i];
        kg_buf_add_text(writer->out, "    {\n");
        add_member(writer->out, "api_group", permission->api_group);
        add_member(writer->out, "resource", permission->resource);
        add_member(writer->out, "verbs", permission->verbs);
        add_member(writer->out, "reason", permission->reason);
        kg_buf_add_text(writer->out, "    },\n");
    }
    close_array(writer);
}

static void add_command(struct kg_buf *out, const struct kg_suite *suite,
                        const struct kg_command *command)
{
    struct writer writer = {.out = out, .owner = command->name};
    add_options(&writer, command->options, command->option_count);
    add_positionals(&writer, command);
    add_exclusives(&writer, command);
    add_examples(&writer, command);
    add_exit_codes(&writer, command);
    add_permissions(&writer, command);

    kg_buf_add_text(out, "\nconst struct kg_command ");
    add_lower(out, suite->name);
    kg_buf_add_char(out, '_');
    add_lower(out, command->name);
    kg_buf_add_text(out, "_command = {\n");
    add_member(out, "name", command->name);
    add_member(out, "file", command->file);
    add_member(out, "since", command->since);
    add_member(out, "summary", command->summary);
    add_member(out, "description", command->description);
    add_member(out, "synopsis", command->synopsis);
    add_array(&writer, "options", "option_count", command->option_count);
    add_array(&writer, "positionals", "positional_count", command->positional_count);
    add_array(&writer, "exclusives", "exclusive_count", command->exclusive_count);
    add_array(&writer, "examples", "example_count", command->example_count);
    add_array(&writer, "exit_codes", "exit_code_count", command->exit_code_count);
    add_array(&writer, "permissions", "permission_count", command->permission_count);
    kg_buf_add_text(out, "};\n");
}

static void add_groups(struct kg_buf *out, const struct kg_suite *suite)
{
    /* A group may have the name of a command, so its arrays are told apart. */
    for (size_t i = 0; i < suite->group_count; i++) {
        struct writer writer = {
            .out = out, .owner = kg_arena_printf(out->arena, "group_%s", suite->groups[i].name)};
        add_options(&writer, suite->groups[i].options, suite->groups[i].option_count);
    }
    kg_buf_add_text(out, "\nstatic const struct kg_option_group groups[] = {\n");
    for (size_t i = 0; i < suite->group_count; i++) {
        kg_buf_add_text(out, "    {\n");
        add_member(out, "name", suite->groups[i].name);
        add_member(out, "title", suite->groups[i].title);
        kg_buf_add_text(out, "     .options = group_");
        add_lower(out, suite->groups[i].name);
        kg_buf_printf(out, "_options,\n     .option_count = %zu,\n    },\n",
                      suite->groups[i].option_count);
    }
    kg_buf_add_text(out, "};\n");
}

void write_tables(const struct kg_suite *suite, struct kg_buf *out)
{
    kg_buf_add_text(out, "/* Generated from plugins.yaml. */\n#include \"suite.h\"\n");
    for (size_t i = 0; i < suite->command_count; i++)
        add_command(out, suite, suite->commands[i]);
    add_groups(out, suite);

    kg_buf_add_text(out, "\nstatic const struct kg_command *const commands[] = {\n");
    for (size_t i = 0; i < suite->command_count; i++) {
        kg_buf_add_text(out, "    &");
        add_lower(out, suite->name);
        kg_buf_add_char(out, '_');
        add_lower(out, suite->commands[i]->name);
        kg_buf_add_text(out, "_command,\n");
    }
    kg_buf_add_text(out, "};\n\nconst struct kg_suite ");
    add_lower(out, suite->name);
    kg_buf_add_text(out, "_suite = {\n");
    add_member(out, "name", suite->name);
    add_member(out, "program", suite->program);
    add_member(out, "invocation", suite->invocation);
    add_member(out, "version", suite->version);
    add_member(out, "date", suite->date);
    add_member(out, "stamp",
               kg_arena_printf(out->arena, "%s suite %s", suite->program, suite->version));
    add_member(out, "summary", suite->summary);
    add_member(out, "description", suite->description);
    kg_buf_printf(out,
                  "     .commands = commands,\n     .command_count = %zu,\n"
                  "     .groups = groups,\n     .group_count = %zu,\n};\n",
                  suite->command_count, suite->group_count);
}
