/*
 * kubectl-kagent-completion: scripts for shells, and the answers to what they ask.
 */
#include <string.h>

#include "kagent/buf.h"
#include "kagent/complete.h"

#include "../common/command.h"
#include "../common/completions.h"
#include "install.h"
#include "suite.h"
#include "values.h"

enum { OUTPUT_MAX = 1 << 24 };

/* What a shell is to do with the answer, in the numbers of cobra, which kubectl is made with. */
enum { DIRECTIVE_FILES = 0, DIRECTIVE_NO_FILES = 4, DIRECTIVE_DIRECTORIES = 16 };

static int directive(enum kg_values values)
{
    switch (values) {
    case KG_VALUES_FILE:
        return DIRECTIVE_FILES;
    case KG_VALUES_DIRECTORY:
        return DIRECTIVE_DIRECTORIES;
    default:
        return DIRECTIVE_NO_FILES;
    }
}

/* kubectl offers a command by itself when it sees its file; but not behind flags. */
static bool is_left_out(struct kg_arena *arena, const struct kg_arguments *arguments,
                        const char *word)
{
    const struct kg_command *command = kg_suite_command(&kagent_suite, word);
    return arguments->options[KAGENT_COMPLETION_KUBECTL].boolean &&
           arguments->positional_count <= 2 && command != NULL &&
           cmd_completion_is_seen(arena, command);
}

/* A candidate a line, with a tab before what it is, and the directive as the last line. */
static int complete(struct kg_arena *arena, const struct kg_arguments *arguments,
                    struct kg_error *err)
{
    const char *const *words = (const char *const *)arguments->positionals + 1;
    struct kg_completion completion;
    struct kg_buf out;
    kg_buf_init(&out, arena, OUTPUT_MAX);
    kg_complete(arena, &kagent_suite, words, &completion);
    values_offer(arena, &completion);
    for (size_t i = 0; i < completion.count; i++) {
        const struct kg_candidate *candidate = &completion.candidates[i];
        if (is_left_out(arena, arguments, candidate->word))
            continue;
        kg_buf_add_text(&out, candidate->word);
        if (candidate->about[0] != '\0')
            kg_buf_printf(&out, "\t%s", candidate->about);
        kg_buf_add_char(&out, '\n');
    }
    kg_buf_printf(&out, ":%d\n", directive(completion.values));
    return cmd_print(kg_buf_str(&out), err);
}

static int unknown_shell(const char *shell, struct kg_error *err)
{
    if (shell[0] == '\0')
        kg_error_set(err, KG_ERROR_USAGE, "$SHELL does not say which shell it is for");
    else
        kg_error_set(err, KG_ERROR_USAGE, "no completion is known for the shell '%s' of $SHELL",
                     shell);
    return kg_error_advise(err, "Say which one: kubectl kagent completion bash, zsh or fish.");
}

static int work(struct kg_arena *arena, const struct kg_arguments *arguments, struct kg_error *err)
{
    const struct kg_option_value *directory = &arguments->options[KAGENT_COMPLETION_DIR];
    const char *what =
        arguments->positional_count > 0 ? arguments->positionals[0] : cmd_completion_shell();
    if (arguments->options[KAGENT_COMPLETION_INSTALL].boolean)
        return install_completions(arena, directory->given ? directory->text : NULL, what, err);
    if (strcmp(what, "words") == 0)
        return complete(arena, arguments, err);
    const struct kg_fs_embedded_file *script = cmd_completion_script(what);
    if (script == NULL)
        return unknown_shell(what, err);
    return cmd_print((struct kg_str){script->data, script->size}, err);
}

int cmd_main(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    return cmd_run(arena, &kagent_suite, &kagent_completion_command, words, work, err);
}
