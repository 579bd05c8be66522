#include "kagent/environment.h"

#include <string.h>

#include "kagent/buf.h"
#include "kagent/kustomize.h"
#include "kagent/suggest.h"

enum { LIST_MAX = 1 << 16 };

static bool is_set(const char *text)
{
    return text != NULL && text[0] != '\0';
}

static bool is_directory(struct kg_arena *arena, const char *path)
{
    const char *real;
    bool directory;
    return kg_fs_disk.resolve(&kg_fs_disk, arena, path, &real, &directory, NULL) == 0 && directory;
}

int kg_root_select(struct kg_arena *arena, const struct kg_root_sources *sources,
                   struct kg_root *root, struct kg_error *err)
{
    const struct {
        const char *name;
        const char *path;
    } asked[] = {{"--root", sources->flag}, {"$KAGENT_ROOT", sources->variable}};

    *root = (struct kg_root){.fs = kg_fs_disk};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        if (!is_set(asked[i].path))
            continue;
        root->directory = asked[i].path;
        if (is_directory(arena, root->directory))
            return 0;
        return kg_error_set(err, KG_ERROR_USAGE, "%s: there is no directory \"%s\"", asked[i].name,
                            asked[i].path);
    }
    root->directory = sources->usual;
    if (is_directory(arena, root->directory))
        return 0;
    kg_fs_embedded(&root->fs, sources->embedded);
    root->directory = sources->embedded->mount;
    root->embedded = true;
    return 0;
}

static const char *overlay(const struct kg_root *root, struct kg_arena *arena, const char *name)
{
    return kg_path_join(arena, root->directory, kg_arena_printf(arena, "overlays/%s", name));
}

const char **kg_root_environments(const struct kg_root *root, struct kg_arena *arena)
{
    const char **names;
    const char *overlays = kg_path_join(arena, root->directory, "overlays");
    if (root->fs.list(&root->fs, arena, overlays, &names, NULL) != 0)
        return kg_arena_zero(arena, 1, sizeof *names);

    size_t count = 0;
    for (size_t i = 0; names[i] != NULL; i++) {
        if (kg_kustomize_is_root(&root->fs, arena, overlay(root, arena, names[i])))
            names[count++] = names[i];
    }
    names[count] = NULL;
    return names;
}

const char *kg_root_environment_list(const struct kg_root *root, struct kg_arena *arena)
{
    struct kg_buf list;
    const char **names = kg_root_environments(root, arena);
    kg_buf_init(&list, arena, LIST_MAX);
    for (size_t i = 0; names[i] != NULL; i++)
        kg_buf_printf(&list, "%s%s", i > 0 ? ", " : "", names[i]);
    return list.length > 0 ? list.data : "none";
}

int kg_root_environment(const struct kg_root *root, struct kg_arena *arena, const char *name,
                        const char **directory, struct kg_error *err)
{
    const char **names = kg_root_environments(root, arena);
    struct kg_suggestion suggestion = {.word = name};
    for (size_t i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], name) == 0) {
            *directory = overlay(root, arena, name);
            return 0;
        }
        kg_suggest_offer(&suggestion, names[i]);
    }

    if (strchr(name, '/') != NULL)
        kg_error_set(err, KG_ERROR_USAGE, "\"%s\" is a path, not the name of an environment", name);
    else
        kg_error_set(err, KG_ERROR_USAGE, "unknown environment \"%s\"", name);
    const char *nearest = suggestion.nearest == NULL
                              ? ""
                              : kg_arena_printf(arena, "Did you mean %s? ", suggestion.nearest);
    return kg_error_advise(err, "%sEnvironments in %s: %s.", nearest,
                           root->embedded ? "the copy inside this program" : root->directory,
                           kg_root_environment_list(root, arena));
}
