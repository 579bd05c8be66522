#include "install.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "kagent/buf.h"

#include "../common/command.h"
#include "../common/completions.h"
#include "../common/flags.h"
#include "../common/program.h"
#include "suite.h"

enum { LIST_MAX = 1 << 16 };

/* These words are in every script of the suite. */
static const char mark[] = "kubectl-kagent completion";

/* Where a shell looks for scripts of its user. */
static const struct shell {
    const char *name;
    const char *variable; /* names the first part of the folder; else it is `usual` below HOME */
    const char *usual;
    const char *file;
    const char *advice; /* what else it takes; NULL for nothing */
} shells[] = {
    {"bash", "XDG_DATA_HOME", ".local/share", "bash-completion/completions/kubectl-kagent", NULL},
    {"zsh", "XDG_DATA_HOME", ".local/share", "zsh/site-functions/_kubectl-kagent",
     "fpath=(${XDG_DATA_HOME:-~/.local/share}/zsh/site-functions $fpath)    # in ~/.zshrc, in "
     "front of compinit"},
    {"fish", "XDG_CONFIG_HOME", ".config", "fish/completions/kubectl-kagent.fish", NULL},
};

static const struct shell *find_shell(const char *name)
{
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (strcmp(shells[i].name, name) == 0)
            return &shells[i];
    }
    return NULL;
}

/* Makes the directories above a file, as far as they are not there. */
static void make_directories(struct kg_arena *arena, const char *path)
{
    const char *above = kg_path_directory(arena, path);
    if (strcmp(above, path) == 0 || mkdir(above, 0777) == 0 || errno != ENOENT)
        return;
    make_directories(arena, above);
    mkdir(above, 0777);
}

/* Refuses to replace what is not ours. */
static int check_owner(struct kg_arena *arena, const char *path, struct kg_error *err)
{
    struct kg_str content;
    struct stat status;
    if (lstat(path, &status) != 0)
        return 0;
    if (kg_fs_disk.read(&kg_fs_disk, arena, path, &content, NULL) == 0 &&
        memmem(content.data, content.length, mark, strlen(mark)) != NULL)
        return 0;
    kg_error_at(err, KG_ERROR_UNKNOWN, (struct kg_position){.file = path},
                "is there already, and is no file of this suite");
    return kg_error_advise(err, "Move it away, or choose another directory with --dir.");
}

static int write_script(struct kg_arena *arena, const char *script, const char *path, mode_t mode,
                        struct kg_buf *written, struct kg_error *err)
{
    const struct kg_fs_embedded_file *file = cmd_completion_script(script);
    if (check_owner(arena, path, err) != 0)
        return -1;
    if (kg_fs_write_atomic(path, (struct kg_str){file->data, file->size}, err) != 0)
        return -1;
    if (chmod(path, mode) != 0)
        return kg_error_at(err, KG_ERROR_UNKNOWN, (struct kg_position){.file = path},
                           "cannot be made executable: %s", strerror(errno));
    kg_buf_printf(written, "%s\n", path);
    return 0;
}

static int write_programs(struct kg_arena *arena, const char *directory, struct kg_buf *written,
                          struct kg_error *err)
{
    const char **names = cmd_completion_programs(arena);
    const char *found = cmd_program_find(arena, kagent_suite.program)[0];
    if (directory == NULL && found == NULL) {
        kg_error_set(err, KG_ERROR_UNKNOWN, "%s is not on PATH", kagent_suite.program);
        return kg_error_advise(err, "Put it there, or say with --dir where the files are to go.");
    }
    if (directory == NULL)
        directory = kg_path_directory(arena, found);
    for (size_t i = 0; names[i] != NULL; i++) {
        if (write_script(arena, "kubectl", kg_path_join(arena, directory, names[i]), 0755, written,
                         err) != 0)
            return -1;
    }
    if (cmd_program_find(arena, names[0])[0] == NULL)
        cmd_note("kubectl will not find them before %s is on PATH.", directory);
    return 0;
}

static int write_for_shell(struct kg_arena *arena, const struct shell *shell,
                           struct kg_buf *written, struct kg_error *err)
{
    const char *folder = getenv(shell->variable);
    const char *home = cmd_home();
    if (folder == NULL || folder[0] != '/') {
        if (home == NULL)
            return kg_error_set(err, KG_ERROR_UNKNOWN, "there is no home directory");
        folder = kg_path_join(arena, home, shell->usual);
    }
    const char *path = kg_path_join(arena, folder, shell->file);
    make_directories(arena, path);
    return write_script(arena, shell->name, path, 0644, written, err);
}

int install_completions(struct kg_arena *arena, const char *directory, const char *shell_name,
                        struct kg_error *err)
{
    const struct shell *shell = find_shell(shell_name);
    struct kg_buf written;
    kg_buf_init(&written, arena, LIST_MAX);
    if (write_programs(arena, directory, &written, err) != 0)
        return -1;
    if (shell != NULL && write_for_shell(arena, shell, &written, err) != 0)
        return -1;
    if (cmd_print(kg_buf_str(&written), err) != 0)
        return -1;
    if (shell == NULL)
        return 0;
    if (shell->advice != NULL)
        cmd_note("%s also needs: %s", shell->name, shell->advice);
    cmd_note("'kubectl kagent' is completed in shells that have kubectl's own completion: kubectl "
             "completion %s --help",
             shell->name);
    return 0;
}
