#include <string.h>

#include "kagent/fs.h"

#include "../common/completions.h"
#include "../common/flags.h"
#include "../common/program.h"
#include "doctor.h"
#include "suite.h"

/* What kubectl asks must be found by the same names that it looks for. */
static void check_programs(struct doctor *doctor)
{
    const char **names = cmd_completion_programs(doctor->arena);
    const char *missing = NULL;
    for (size_t i = 0; names[i] != NULL; i++) {
        if (cmd_program_find(doctor->arena, names[i])[0] == NULL)
            missing = missing == NULL ? names[i]
                                      : kg_arena_printf(doctor->arena, "%s, %s", missing, names[i]);
    }
    if (missing == NULL) {
        doctor_say(doctor, DOCTOR_OK, "programs", "kubectl finds %s", names[0]);
        return;
    }
    doctor_say(doctor, DOCTOR_NOTE, "programs", "not on PATH, where kubectl looks for them: %s",
               missing);
    doctor_mend(doctor, "%s completion --install", kagent_suite.invocation);
}

/* Files that load kubectl's completion into a shell: by being there, or by these words in them. */
struct place {
    const char *shell;
    const char *path;  /* below HOME, unless it is absolute */
    const char *words; /* NULL: it is enough that it is there */
};

static const struct place places[] = {
    {"bash", "/usr/share/bash-completion/completions/kubectl", NULL},
    {"bash", "/etc/bash_completion.d/kubectl", NULL},
    {"bash", ".local/share/bash-completion/completions/kubectl", NULL},
    {"bash", ".bashrc", "kubectl completion"},
    {"bash", ".bash_profile", "kubectl completion"},
    {"zsh", "/usr/share/zsh/vendor-completions/_kubectl", NULL},
    {"zsh", "/usr/share/zsh/site-functions/_kubectl", NULL},
    {"zsh", ".zshrc", "kubectl"}, /* oh-my-zsh has a plugin of this name */
    {"fish", "/usr/share/fish/vendor_completions.d/kubectl.fish", NULL},
    {"fish", ".config/fish/completions/kubectl.fish", NULL},
    {"fish", ".config/fish/config.fish", "kubectl completion"},
};

static const struct {
    const char *shell;
    const char *command;
} remedies[] = {
    {"bash", "echo 'source <(kubectl completion bash)' >>~/.bashrc"},
    {"zsh", "echo 'source <(kubectl completion zsh)' >>~/.zshrc"},
    {"fish", "kubectl completion fish >~/.config/fish/completions/kubectl.fish"},
};

static bool loads(struct doctor *doctor, const struct place *place, const char *home)
{
    const char *path = kg_path_join(doctor->arena, home, place->path);
    struct kg_str text;
    return kg_fs_disk.read(&kg_fs_disk, doctor->arena, path, &text, NULL) == 0 &&
           (place->words == NULL ||
            memmem(text.data, text.length, place->words, strlen(place->words)) != NULL);
}

static void check_shell(struct doctor *doctor, const char *shell, const char *remedy)
{
    const char *home = cmd_home();
    for (size_t i = 0; home != NULL && i < sizeof places / sizeof *places; i++) {
        if (strcmp(places[i].shell, shell) == 0 && loads(doctor, &places[i], home)) {
            doctor_say(doctor, DOCTOR_OK, "shell", "%s loads kubectl's completion: %s", shell,
                       kg_path_join(doctor->arena, home, places[i].path));
            return;
        }
    }
    doctor_say(doctor, DOCTOR_NOTE, "shell",
               "nothing is found that loads kubectl's own completion into %s", shell);
    doctor_mend(doctor, "%s", remedy);
}

void doctor_completions(struct doctor *doctor)
{
    const char *shell = cmd_completion_shell();
    check_programs(doctor);
    for (size_t i = 0; i < sizeof remedies / sizeof *remedies; i++) {
        if (strcmp(remedies[i].shell, shell) == 0) {
            check_shell(doctor, shell, remedies[i].command);
            return;
        }
    }
    doctor_say(doctor, DOCTOR_UNCHECKED, "shell", "$SHELL is none of bash, zsh and fish");
}
