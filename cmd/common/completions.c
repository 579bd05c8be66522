#include "completions.h"

#include <stdlib.h>
#include <string.h>

#include "program.h"
#include "suite.h"

const struct kg_fs_embedded_file *cmd_completion_script(const char *name)
{
    for (const struct kg_fs_embedded_file *file = kagent_completions.files; file->path; file++) {
        if (strcmp(file->path, name) == 0)
            return file;
    }
    return NULL;
}

bool cmd_completion_is_seen(struct kg_arena *arena, const struct kg_command *command)
{
    const char *file =
        kg_arena_printf(arena, "%s-%s", kagent_suite.program, kg_suite_spelled(arena, command));
    return cmd_program_find(arena, file)[0] != NULL;
}

const char **cmd_completion_programs(struct kg_arena *arena)
{
    const char **names = kg_arena_zero(arena, kagent_suite.command_count + 2, sizeof *names);
    size_t count = 0;
    names[count++] = kg_arena_printf(arena, "kubectl_complete-%s", kagent_suite.name);
    for (size_t i = 0; i < kagent_suite.command_count; i++) {
        const struct kg_command *command = kagent_suite.commands[i];
        if (cmd_completion_is_seen(arena, command))
            names[count++] = kg_arena_printf(arena, "kubectl_complete-%s-%s", kagent_suite.name,
                                             kg_suite_spelled(arena, command));
    }
    return names;
}

const char *cmd_completion_shell(void)
{
    const char *shell = getenv("SHELL");
    return shell != NULL ? kg_path_base(shell) : "";
}
