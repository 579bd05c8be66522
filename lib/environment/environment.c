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

/* Whether a directory is there; fails when the system does not say. */
static int is_directory(struct kg_arena *arena, const char *path, bool *found, struct kg_error *err)
{
    const char *real;
    struct kg_error why = KG_ERROR_INIT;
    if (kg_fs_disk.resolve(&kg_fs_disk, arena, path, &real, found, &why) == 0)
        return 0;
    *found = false;
    return why.class == KG_ERROR_UNKNOWN ? kg_error_pass(err, &why) : 0;
}

static const char *overlay(struct kg_arena *arena, const char *root, const char *name)
{
    return kg_path_join(arena, root, kg_arena_printf(arena, "overlays/%s", name));
}

int kg_root_open(struct kg_arena *arena, const struct kg_fs *fs, const char *directory,
                 struct kg_root *root, struct kg_error *err)
{
    struct kg_error why = KG_ERROR_INIT;
    size_t count = 0;
    *root = (struct kg_root){
        .fs = *fs, .directory = directory, .environments = kg_arena_zero(arena, 1, sizeof(char *))};
    const char **names;
    if (fs->list(fs, arena, kg_path_join(arena, directory, "overlays"), &names, &why) != 0)
        return why.class == KG_ERROR_UNKNOWN ? kg_error_pass(err, &why) : 0;
    for (size_t i = 0; names[i] != NULL; i++) {
        const char *file;
        if (kg_kustomize_find(fs, arena, overlay(arena, directory, names[i]), &file, err) != 0)
            return -1;
        if (file != NULL)
            names[count++] = names[i];
    }
    names[count] = NULL;
    root->environments = names;
    return 0;
}

static int open_embedded(struct kg_arena *arena, const struct kg_fs_tree *tree,
                         struct kg_root *root, struct kg_error *err)
{
    struct kg_fs fs;
    kg_fs_embedded(&fs, tree);
    if (kg_root_open(arena, &fs, tree->mount, root, err) != 0)
        return -1;
    root->embedded = true;
    return 0;
}

int kg_root_select(struct kg_arena *arena, const struct kg_root_sources *sources,
                   struct kg_root *root, struct kg_error *err)
{
    const struct {
        const char *name;
        const char *path;
    } asked[] = {{"--root", sources->flag}, {"$KAGENT_ROOT", sources->variable}};

    bool found;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        if (!is_set(asked[i].path))
            continue;
        if (is_directory(arena, asked[i].path, &found, err) != 0)
            return -1;
        if (found)
            return kg_root_open(arena, &kg_fs_disk, asked[i].path, root, err);
        return kg_error_set(err, KG_ERROR_USAGE, "%s: there is no directory \"%s\"", asked[i].name,
                            asked[i].path);
    }
    found = false;
    if (is_set(sources->usual) && is_directory(arena, sources->usual, &found, err) != 0)
        return -1;
    return found ? kg_root_open(arena, &kg_fs_disk, sources->usual, root, err)
                 : open_embedded(arena, sources->embedded, root, err);
}

const char *kg_root_environment_list(const struct kg_root *root, struct kg_arena *arena)
{
    struct kg_buf list;
    const char **names = root->environments;
    kg_buf_init(&list, arena, LIST_MAX);
    for (size_t i = 0; names[i] != NULL; i++)
        kg_buf_printf(&list, "%s%s", i > 0 ? ", " : "", names[i]);
    return list.length > 0 ? list.data : "none";
}

int kg_root_environment(const struct kg_root *root, struct kg_arena *arena, const char *name,
                        const char **directory, struct kg_error *err)
{
    const char **names = root->environments;
    struct kg_suggestion suggestion = {.word = name};
    for (size_t i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], name) == 0) {
            *directory = overlay(arena, root->directory, name);
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
