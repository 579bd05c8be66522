#include "subject.h"

#include "kagent/kustomize.h"

#include "../common/command.h"
#include "../common/manifests.h"
#include "suite.h"

static int choose_environment(struct kg_arena *arena, const struct kg_arguments *arguments,
                              struct subject *subject, struct kg_error *err)
{
    struct kg_root root;
    const char *name = arguments->options[KAGENT_RENDER_ENV].text;
    if (cmd_root(arena, arguments->options[KAGENT_RENDER_ROOT].text, &root, err) != 0)
        return -1;
    if (kg_root_environment(&root, arena, name, &subject->directory, err) != 0)
        return -1;
    subject->fs = root.fs;
    if (root.embedded)
        cmd_note("Using the manifests inside this program (%s); choose others with --root DIR or "
                 "$KAGENT_ROOT.",
                 kagent_suite.version);
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
    bool root_given = arguments->options[KAGENT_RENDER_ROOT].given;
    if (arguments->options[KAGENT_RENDER_ENV].given)
        return choose_environment(arena, arguments, subject, err);

    subject->fs = kg_fs_disk;
    subject->directory = arguments->positional_count > 0 ? arguments->positionals[0] : ".";
    if (arguments->positional_count > 0)
        return 0;
    if (!root_given && kg_kustomize_is_root(&kg_fs_disk, arena, "."))
        return 0;
    return nothing_to_render(arena, arguments, err);
}
