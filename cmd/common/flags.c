#include "flags.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

const struct kg_option_value *cmd_flag(const struct kg_arguments *arguments, const char *name)
{
    for (size_t i = 0; i < arguments->command->option_count; i++) {
        if (strcmp(arguments->command->options[i].name, name) == 0)
            return &arguments->options[i];
    }
    return NULL;
}

const char *cmd_text_flag(const struct kg_arguments *arguments, const char *name)
{
    const struct kg_option_value *value = cmd_flag(arguments, name);
    return value != NULL && value->given ? value->text : NULL;
}

const char *cmd_home(void)
{
    const char *home = getenv("HOME");
    const struct passwd *account = home == NULL || home[0] == '\0' ? getpwuid(getuid()) : NULL;
    return account != NULL ? account->pw_dir : home;
}

bool cmd_kube_is_configured(const struct kg_arguments *arguments)
{
    const char *listed = getenv("KUBECONFIG");
    const char *home = cmd_home();
    char path[PATH_BYTES];
    if (cmd_text_flag(arguments, "kubeconfig") != NULL ||
        cmd_text_flag(arguments, "server") != NULL || getenv("KUBERNETES_SERVICE_HOST") != NULL)
        return true;
    if (listed != NULL && listed[0] != '\0')
        return true;
    int length = snprintf(path, sizeof path, "%s/.kube/config", home != NULL ? home : "");
    return length > 0 && (size_t)length < sizeof path && access(path, F_OK) == 0;
}
