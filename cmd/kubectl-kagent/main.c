/*
 * kubectl-kagent: the dispatcher.
 *
 * krew links this one file for the whole suite; the other commands lie beside
 * the real file. They are looked for there and nowhere else: not on PATH,
 * where a file of the same name might be anyone's.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kagent/dispatch.h"
#include "kagent/fs.h"

#include "../common/command.h"
#include "../common/self.h"
#include "suite.h"
#include "version.h"

/* Becomes the command's own program. Returns only on failure. */
static int become(struct kg_arena *arena, const struct kg_command *command,
                  const char *const *words, struct kg_error *err)
{
    const char *directory;
    if (cmd_self_directory(arena, &directory, err) != 0)
        return -1;

    size_t count = 0;
    while (words[count] != NULL)
        count++;
    const char *path = kg_path_join(arena, directory, command->file);
    char **argv = kg_arena_zero(arena, count + 2, sizeof *argv);
    argv[0] = kg_arena_strdup(arena, path);
    for (size_t i = 0; i < count; i++)
        argv[i + 1] = kg_arena_strdup(arena, words[i]);
    execv(path, argv);
    kg_error_at(err, KG_ERROR_UNKNOWN, (struct kg_position){.file = path}, "cannot be run: %s",
                strerror(errno));
    return kg_error_advise(err, "The commands of the suite belong into one directory; "
                                "install the suite again.");
}

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
    return become(arena, dispatch.command, rest, err);
}
