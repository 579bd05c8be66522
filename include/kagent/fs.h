/*
 * fs: where files are read from: the disk, or a tree inside the program.
 *
 * A build sees files only through this table of functions, so that the
 * embedded manifests and a folder on disk take the same way, and so that tests
 * and fuzzers can build from memory.
 */
#ifndef KAGENT_FS_H
#define KAGENT_FS_H

#include <stdbool.h>
#include <stddef.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

struct kg_fs {
    const void *context;

    /*
     * The absolute path of `path` with every symbolic link resolved, in the
     * arena; `*is_directory` says what stands there. Fails (-1) with
     * KG_ERROR_NEGATIVE when nothing does, with KG_ERROR_UNKNOWN when that
     * cannot be found out.
     */
    int (*resolve)(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                   const char **real, bool *is_directory, struct kg_error *err);

    /* The whole content of a regular file, in the arena. */
    int (*read)(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                struct kg_str *content, struct kg_error *err);

    /* The names in a directory, sorted bytewise, NULL-terminated, in the arena. */
    int (*list)(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                const char ***names, struct kg_error *err);
};

/* The largest file that is read, in bytes. */
#define KG_FS_FILE_MAX ((size_t)1 << 30)

/* The disk. Relative paths are relative to the working directory. */
extern const struct kg_fs kg_fs_disk;

/* One file of a tree inside the program; `path` has no leading slash. */
struct kg_fs_embedded_file {
    const char *path;
    const char *data;
    size_t size;
};

/* A tree inside the program: its files, sorted by path, ended by a NULL path. */
struct kg_fs_tree {
    const char *mount; /* the absolute path under which the tree appears, e.g. "/embedded" */
    const struct kg_fs_embedded_file *files;
};

/* Makes `fs` serve `tree`, which must outlive it. */
void kg_fs_embedded(struct kg_fs *fs, const struct kg_fs_tree *tree);

/*
 * Writes a file so that it is either the old or the new one, never half of it
 * (a temporary file beside it, fsync, rename). Keeps the mode of an existing
 * file. Fails with the path and the reason.
 */
int kg_fs_write_atomic(const char *path, struct kg_str content, struct kg_error *err);

/* Lexical path operations; none looks at the disk. Results are in the arena. */

/* `path` seen from `directory`; an absolute `path` stays as it is. Cleaned. */
const char *kg_path_join(struct kg_arena *arena, const char *directory, const char *path);

/* Without `.`, `..`, doubled and trailing slashes, like Go's filepath.Clean. */
const char *kg_path_clean(struct kg_arena *arena, const char *path);

/* Everything before the last slash ("/" and "." where there is nothing). */
const char *kg_path_directory(struct kg_arena *arena, const char *path);

/* The last element, borrowed from `path`. */
const char *kg_path_base(const char *path);

/* Whether `path` is `directory` or lies below it. Both absolute and clean. */
bool kg_path_inside(const char *path, const char *directory);

/* `path` seen from `directory` ("../x"); both absolute and clean. */
const char *kg_path_relative(struct kg_arena *arena, const char *directory, const char *path);

#endif
