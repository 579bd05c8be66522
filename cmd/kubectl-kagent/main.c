/*
 * kubectl-kagent: the dispatcher.
 *
 * krew links this one file for the whole suite; the other commands lie beside
 * the real file.
 */
#include "kagent/dispatch.h"

#include "../common/command.h"
#include "../common/sibling.h"
#include "suite.h"
#include "version.h"

static int help(struct kg_arena *arena, const struct kg_arguments *arguments, struct kg_error *err)
{
    const struct kg_command *command = NULL;
    const char *name = arguments->positionals[0];
    if (name != NULL && kg_dispatch_find(arena, &kagent_suite, name, &command, err) != 0)
        return -1;
    return cmd_help(arena, &kagent_suite, command, err);
}

/* The commands that are this program itself. */
static const struct {
    const struct kg_command *command;
    cmd_work *work;
} built_in[] = {
    {&kagent_help_command, help},
    {&kagent_version_command, version_print},
};

int cmd_main(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    struct kg_dispatch dispatch;
    if (kg_dispatch(arena, &kagent_suite, words, &dispatch, err) != 0)
        return -1;
    if (dispatch.command == NULL)
        return cmd_help(arena, &kagent_suite, NULL, err);

    const char *const *rest = (const char *const *)dispatch.words;
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++) {
        if (built_in[i].command == dispatch.command)
            return cmd_run(arena, &kagent_suite, dispatch.command, rest, built_in[i].work, err);
    }
    return cmd_become(arena, dispatch.command->file, rest, err);
}
