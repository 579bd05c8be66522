#include "subject.h"

#include <string.h>

#include "kagent/kustomize.h"

#include "../common/command.h"
#include "../common/manifests.h"
#include "suite.h"

static int choose_environment(struct kg_arena *arena, const struct kg_arguments *arguments,
                              const char *name, struct subject *subject, struct kg_error *err)
{
    struct kg_root root;
    if (cmd_root(arena, arguments->options[KAGENT_RENDER_ROOT].text, &root, err) != 0)
        return -1;
    if (kg_root_environment(&root, arena, name, &subject->directory, err) != 0)
        return -1;
    subject->name = name;
    subject->fs = root.fs;
    subject->embedded = root.embedded;
    return 0;
}

static int choose_directory(const char *name, struct subject *subject)
{
    *subject = (struct subject){.name = name, .fs = kg_fs_disk, .directory = name};
    return 0;
}

static int nothing_to_render(struct kg_arena *arena, const struct kg_arguments *arguments,
                             struct kg_error *err)
{
    struct kg_root root;
    if (cmd_root(arena, arguments->options[KAGENT_RENDER_ROOT].text, &root, err) != 0)
        return -1;
    kg_error_set(err, KG_ERROR_USAGE,
                 "nothing to render: the working directory holds no kustomization");
    return kg_error_advise(err, "Name a directory, or an environment with --env. In %s: %s.",
                           root.embedded ? "the copy inside this program" : root.directory,
                           kg_root_environment_list(&root, arena));
}

int subject_choose(struct kg_arena *arena, const struct kg_arguments *arguments,
                   struct subject *subject, struct kg_error *err)
{
    const struct kg_option_value *env = &arguments->options[KAGENT_RENDER_ENV];
    bool root_given = arguments->options[KAGENT_RENDER_ROOT].given;
    if (env->given)
        return choose_environment(arena, arguments, env->text, subject, err);
    if (arguments->positional_count > 0 && root_given) {
        kg_error_set(err, KG_ERROR_USAGE, "DIR and --root cannot be given together");
        return kg_error_advise(err, "A directory is built as it is; --root goes with --env.");
    }
    if (arguments->positional_count > 0)
        return choose_directory(arguments->positionals[0], subject);
    const char *file = NULL;
    if (!root_given && kg_kustomize_find(&kg_fs_disk, arena, ".", &file, err) != 0)
        return -1;
    if (file != NULL)
        return choose_directory(".", subject);
    return nothing_to_render(arena, arguments, err);
}

int subject_choose_named(struct kg_arena *arena, const struct kg_arguments *arguments,
                         const char *name, struct subject *subject, struct kg_error *err)
{
    bool root_given = arguments->options[KAGENT_RENDER_ROOT].given;
    const char *file = NULL;
    if (strchr(name, '/') != NULL || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return choose_directory(name, subject);
    if (!root_given && kg_kustomize_find(&kg_fs_disk, arena, name, &file, err) != 0)
        return -1;
    if (file != NULL)
        return choose_directory(name, subject);
    return choose_environment(arena, arguments, name, subject, err);
}
