#include <sys/ioctl.h>
#include <unistd.h>

#include "kagent/buf.h"
#include "kagent/help.h"

#include "command.h"

enum { HELP_MAX = 1 << 20 };

/*
 * The columns to wrap to: kubectl's steps, so that lines stay readable on wide
 * terminals; 0 when the output is none.
 */
static size_t help_width(void)
{
    static const unsigned short steps[] = {120, 100, 80};
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (size.ws_col >= steps[i])
            return steps[i];
    }
    return size.ws_col;
}

int cmd_help(struct kg_arena *arena, const struct kg_suite *suite, const struct kg_command *command,
             struct kg_error *err)
{
    struct kg_buf text;
    kg_buf_init(&text, arena, HELP_MAX);
    if (command != NULL)
        kg_help_command(&text, suite, command, help_width());
    else
        kg_help_suite(&text, suite);
    return cmd_print(kg_buf_str(&text), err);
}

int cmd_run(struct kg_arena *arena, const struct kg_suite *suite, const struct kg_command *command,
            const char *const *words, cmd_work *work, struct kg_error *err)
{
    struct kg_arguments arguments;
    if (kg_arguments_parse(arena, suite, command, words, &arguments, err) != 0)
        return -1;
    for (const struct kg_option **used = arguments.deprecated; *used != NULL; used++)
        cmd_note("Flag --%s has been deprecated, %s", (*used)->name, (*used)->deprecated);
    if (arguments.help)
        return cmd_help(arena, suite, command, err);
    return work(arena, &arguments, err);
}
