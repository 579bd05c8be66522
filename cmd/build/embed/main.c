/*
 * embed: writes a directory tree as a C table, for kg_fs_embedded().
 *
 *     embed NAME MOUNT DIRECTORY >tree.c
 *
 * A program of the build. The result depends on the files' names and contents
 * alone: names are sorted bytewise and neither times nor modes are looked at.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "kagent/fs.h"

#include "../tool.h"

enum { FILES_MAX = 10000 };

/* The files found so far, by their path inside the tree. */
struct listing {
    struct kg_arena *arena;
    const char *root;
    const char **paths;
    size_t count;
};

/* A line of the source for each line of the file keeps the literals short and diffable. */
static void add_literal(struct kg_buf *out, struct kg_str content)
{
    kg_buf_add_text(out, "\"");
    for (size_t i = 0; i < content.length; i++) {
        unsigned char byte = (unsigned char)content.data[i];
        if (byte == '\n')
            kg_buf_add_text(out, i + 1 < content.length ? "\\n\"\n     \"" : "\\n");
        else if (byte == '"' || byte == '\\' || byte == '?')
            kg_buf_printf(out, "\\%c", byte);
        else if (isprint(byte))
            kg_buf_add_char(out, (char)byte);
        else
            kg_buf_printf(out, "\\%03o", byte);
    }
    kg_buf_add_text(out, "\"");
}

static int add_file(const struct listing *listing, const char *path, struct kg_buf *out,
                    struct kg_error *err)
{
    struct kg_str content;
    const char *on_disk = kg_path_join(listing->arena, listing->root, path);
    if (kg_fs_disk.read(&kg_fs_disk, listing->arena, on_disk, &content, err) != 0)
        return -1;
    kg_buf_add_text(out, "    {");
    add_literal(out, kg_str_from(path));
    kg_buf_add_text(out, ",\n     ");
    add_literal(out, content);
    kg_buf_printf(out, ",\n     %zu},\n", content.length);
    return 0;
}

/* Lists the files below `directory`, a path inside the tree. */
static int list_files(struct listing *listing, const char *directory, struct kg_error *err)
{
    const char **names;
    const char *on_disk = kg_path_join(listing->arena, listing->root, directory);
    if (kg_fs_disk.list(&kg_fs_disk, listing->arena, on_disk, &names, err) != 0)
        return -1;
    for (; *names != NULL; names++) {
        const char *real;
        bool is_directory;
        const char *path = kg_path_join(listing->arena, directory, *names);
        on_disk = kg_path_join(listing->arena, listing->root, path);
        if (kg_fs_disk.resolve(&kg_fs_disk, listing->arena, on_disk, &real, &is_directory, err) !=
            0)
            return -1;
        if (is_directory && list_files(listing, path, err) != 0)
            return -1;
        if (!is_directory && listing->count == FILES_MAX)
            return kg_error_set(err, KG_ERROR_NEGATIVE, "there are too many files");
        if (!is_directory)
            listing->paths[listing->count++] = path;
    }
    return 0;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int embed(struct kg_arena *arena, char **arguments, struct kg_buf *out, struct kg_error *err)
{
    const char *name = arguments[0];
    const char *mount = arguments[1];
    struct listing listing = {
        .arena = arena,
        .root = arguments[2],
        .paths = kg_arena_zero(arena, FILES_MAX, sizeof *listing.paths),
    };
    if (list_files(&listing, ".", err) != 0)
        return -1;
    qsort(listing.paths, listing.count, sizeof *listing.paths, compare_paths);

    kg_buf_printf(out,
                  "/* Generated from %s. */\n#include \"kagent/fs.h\"\n\n"
                  "extern const struct kg_fs_tree %s;\n\n"
                  "static const struct kg_fs_embedded_file files[] = {\n",
                  listing.root, name);
    for (size_t i = 0; i < listing.count; i++) {
        if (add_file(&listing, listing.paths[i], out, err) != 0)
            return -1;
    }
    kg_buf_printf(out,
                  "    {NULL, NULL, 0},\n};\n\nconst struct kg_fs_tree %s = {\"%s\", files};\n",
                  name, mount);
    return 0;
}

int main(int argc, char **argv)
{
    return tool_main(argc, argv, 3, "NAME MOUNT DIRECTORY", embed);
}
