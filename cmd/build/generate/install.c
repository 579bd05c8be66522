#include <string.h>

#include "generate.h"

void write_links(const struct kg_suite *suite, struct kg_buf *out)
{
    for (size_t i = 0; i < suite->command_count; i++) {
        const struct kg_command *command = suite->commands[i];
        if (strchr(command->name, '-') == NULL)
            continue;
        kg_buf_printf(out, "%s-", suite->program);
        for (const char *at = command->name; *at != '\0'; at++)
            kg_buf_add_char(out, *at == '-' ? '_' : *at);
        kg_buf_printf(out, " %s\n", command->file);
    }
}

void write_version(const struct kg_suite *suite, struct kg_buf *out)
{
    kg_buf_printf(out, "%s\n", suite->version);
}
