#include <stdlib.h>
#include <string.h>

#include "kagent/fs.h"

static const char *const not_there = "is not part of the embedded tree";

/* The path inside the tree: "" for the mount itself, NULL when outside. */
static const char *inside(const struct kg_fs_tree *tree, const char *clean)
{
    if (!kg_path_inside(clean, tree->mount))
        return NULL;
    clean += strlen(tree->mount);
    return clean + (*clean == '/');
}

static const struct kg_fs_embedded_file *find_file(const struct kg_fs_tree *tree, const char *inner)
{
    for (const struct kg_fs_embedded_file *file = tree->files; file->path != NULL; file++)
        if (strcmp(file->path, inner) == 0)
            return file;
    return NULL;
}

static bool is_directory_of(const struct kg_fs_embedded_file *file, const char *inner)
{
    size_t length = strlen(inner);
    return length == 0 || (strncmp(file->path, inner, length) == 0 && file->path[length] == '/');
}

static int embedded_resolve(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                            const char **real, bool *is_directory, struct kg_error *err)
{
    const struct kg_fs_tree *tree = fs->context;
    *real = kg_path_clean(arena, path);
    const char *inner = inside(tree, *real);
    for (const struct kg_fs_embedded_file *file = tree->files; inner && file->path; file++) {
        *is_directory = is_directory_of(file, inner);
        if (*is_directory || strcmp(file->path, inner) == 0)
            return 0;
    }
    return kg_error_at(err, KG_ERROR_NEGATIVE, (struct kg_position){.file = path}, "%s", not_there);
}

static int embedded_read(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                         struct kg_str *content, struct kg_error *err)
{
    const char *inner = inside(fs->context, kg_path_clean(arena, path));
    const struct kg_fs_embedded_file *file = inner ? find_file(fs->context, inner) : NULL;
    if (file == NULL)
        return kg_error_at(err, KG_ERROR_NEGATIVE, (struct kg_position){.file = path}, "%s",
                           not_there);
    *content = (struct kg_str){file->data, file->size};
    return 0;
}

static int embedded_list(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                         const char ***names, struct kg_error *err)
{
    const struct kg_fs_tree *tree = fs->context;
    const char *inner = inside(tree, kg_path_clean(arena, path));
    if (inner == NULL)
        return kg_error_at(err, KG_ERROR_NEGATIVE, (struct kg_position){.file = path}, "%s",
                           not_there);
    size_t files = 0;
    while (tree->files[files].path != NULL)
        files++;
    const char **list = kg_arena_zero(arena, files + 1, sizeof(*list));
    size_t count = 0;
    for (size_t i = 0; i < files; i++) {
        if (!is_directory_of(&tree->files[i], inner))
            continue;
        const char *name = tree->files[i].path + strlen(inner) + (*inner != '\0');
        size_t length = strcspn(name, "/");
        /* The files are sorted, so those of one directory follow each other. */
        if (count > 0 && strlen(list[count - 1]) == length &&
            strncmp(list[count - 1], name, length) == 0)
            continue;
        list[count++] = kg_arena_strndup(arena, name, length);
    }
    *names = list;
    return 0;
}

void kg_fs_embedded(struct kg_fs *fs, const struct kg_fs_tree *tree)
{
    *fs = (struct kg_fs){tree, embedded_resolve, embedded_read, embedded_list};
}
