#include "generate.h"
#include "names.h"

/* KAGENT_RENDER_FORMAT; `part` may be NULL. */
static void add_constant(struct kg_buf *out, const struct kg_suite *suite,
                         const struct kg_command *command, const char *option, const char *part)
{
    const char *const words[] = {suite->name, command->name, option, part};
    for (size_t i = 0; i < 4 && words[i] != NULL; i++) {
        if (i > 0)
            kg_buf_add_char(out, '_');
        add_upper(out, words[i]);
    }
}

static void add_options(struct kg_buf *out, const struct kg_suite *suite,
                        const struct kg_command *command)
{
    if (command->option_count == 0)
        return;
    kg_buf_printf(out, "\n/* Indices of the flags of '%s' in struct kg_arguments. */\nenum {\n",
                  command->name);
    for (size_t i = 0; i < command->option_count; i++) {
        kg_buf_add_text(out, "    ");
        add_constant(out, suite, command, command->options[i].name, NULL);
        kg_buf_add_text(out, ",\n");
    }
    kg_buf_add_text(out, "};\n");
}

static void add_choices(struct kg_buf *out, const struct kg_suite *suite,
                        const struct kg_command *command, const struct kg_option *option)
{
    if (option->choice_count == 0)
        return;
    kg_buf_printf(out, "\n/* Values of --%s of '%s'. */\nenum {\n", option->name, command->name);
    for (size_t i = 0; i < option->choice_count; i++) {
        kg_buf_add_text(out, "    ");
        add_constant(out, suite, command, option->name, option->choices[i]);
        kg_buf_add_text(out, ",\n");
    }
    kg_buf_add_text(out, "};\n");
}

static void add_command(struct kg_buf *out, const struct kg_suite *suite,
                        const struct kg_command *command)
{
    kg_buf_add_text(out, "\nextern const struct kg_command ");
    add_lower(out, suite->name);
    kg_buf_add_char(out, '_');
    add_lower(out, command->name);
    kg_buf_add_text(out, "_command;\n");
    add_options(out, suite, command);
    for (size_t i = 0; i < command->option_count; i++)
        add_choices(out, suite, command, &command->options[i]);
}

void write_header(const struct kg_suite *suite, struct kg_buf *out)
{
    kg_buf_add_text(out, "/* Generated from plugins.yaml. */\n"
                         "#ifndef KAGENT_GENERATED_SUITE_H\n"
                         "#define KAGENT_GENERATED_SUITE_H\n\n"
                         "#include \"kagent/suite.h\"\n\n"
                         "extern const struct kg_suite ");
    add_lower(out, suite->name);
    kg_buf_add_text(out, "_suite;\n");
    for (size_t i = 0; i < suite->command_count; i++)
        add_command(out, suite, suite->commands[i]);
    kg_buf_add_text(out, "\n#endif\n");
}
