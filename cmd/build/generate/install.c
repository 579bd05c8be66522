#include <string.h>

#include "generate.h"

void write_links(const struct kg_suite *suite, struct kg_buf *out)
{
    for (size_t i = 0; i < suite->command_count; i++) {
        const struct kg_command *command = suite->commands[i];
        const char *spelled = kg_suite_spelled(out->arena, command);
        if (strcmp(command->file, suite->program) == 0)
            continue;
        if (strcmp(spelled, command->name) != 0)
            kg_buf_printf(out, "%s-%s %s\n", suite->program, spelled, command->file);
        kg_buf_printf(out, "kubectl_complete-%s-%s kubectl_complete-%s\n", suite->name, spelled,
                      suite->name);
    }
}

void write_version(const struct kg_suite *suite, struct kg_buf *out)
{
    kg_buf_printf(out, "%s\n", suite->version);
}

/* `name`, a tab and a line of `text`, for each of its lines. */
static void write_text(struct kg_buf *out, const char *name, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        kg_buf_printf(out, "%s\t%.*s\n", name, (int)length, text);
        text += length + (text[length] == '\n');
    }
}

void write_plugin(const struct kg_suite *suite, struct kg_buf *out)
{
    write_text(out, "name", suite->name);
    write_text(out, "program", suite->program);
    write_text(out, "version", suite->version);
    write_text(out, "summary", suite->summary);
    write_text(out, "description", suite->description);
    for (size_t i = 0; i < suite->command_count; i++)
        kg_buf_printf(out, "command\t%s: %s\n", suite->commands[i]->name,
                      suite->commands[i]->summary);
}
