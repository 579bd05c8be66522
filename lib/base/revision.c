#include "kagent/revision.h"

#include <string.h>

enum { SHA1_DIGITS = 40, SHA256_DIGITS = 64, HOPS_MAX = 5 };

/* Where a repository keeps what belongs to one working tree, and what all of them share. */
struct repository {
    struct kg_arena *arena;
    const struct kg_fs *fs;
    const char *own;
    const char *common;
};

/* The content of a file without blanks around it; empty when there is none. */
static struct kg_str read_line(const struct repository *repository, const char *directory,
                               const char *name)
{
    struct kg_str content;
    const char *path = kg_path_join(repository->arena, directory, name);
    if (repository->fs->read(repository->fs, repository->arena, path, &content, NULL) != 0)
        return KG_STR("");
    return kg_str_trim(content);
}

/* What stands behind `prefix`, as a path seen from `directory`; NULL when it does not begin so. */
static const char *path_behind(const struct repository *repository, struct kg_str line,
                               const char *prefix, const char *directory)
{
    if (line.length == 0 || !kg_str_starts(line, prefix))
        return NULL;
    struct kg_str rest = kg_str_trim(kg_str_from_index(line, strlen(prefix)));
    return kg_path_join(repository->arena, directory, kg_str_copy(repository->arena, rest));
}

/* Looks in one directory for a repository. */
static bool is_top(struct repository *repository, const char *directory)
{
    const char *real;
    bool is_directory;
    if (repository->fs->resolve(repository->fs, repository->arena,
                                kg_path_join(repository->arena, directory, ".git"), &real,
                                &is_directory, NULL) != 0)
        return false;
    repository->own = is_directory
                          ? real
                          : path_behind(repository, read_line(repository, directory, ".git"),
                                        "gitdir:", directory);
    if (repository->own == NULL)
        return false;
    repository->common = path_behind(
        repository, read_line(repository, repository->own, "commondir"), "", repository->own);
    if (repository->common == NULL)
        repository->common = repository->own;
    return true;
}

static bool find(struct repository *repository, const char *directory)
{
    const char *real;
    bool is_directory;
    if (repository->fs->resolve(repository->fs, repository->arena, directory, &real, &is_directory,
                                NULL) != 0)
        return false;
    while (!is_top(repository, real)) {
        if (strcmp(real, "/") == 0)
            return false;
        real = kg_path_directory(repository->arena, real);
    }
    return true;
}

static bool is_id(struct kg_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (strchr("0123456789abcdef", text.data[i]) == NULL || text.data[i] == '\0')
            return false;
    }
    return text.length == SHA1_DIGITS || text.length == SHA256_DIGITS;
}

/* "ID NAME", one a line; others begin with '#' or '^'. */
static struct kg_str find_packed(const struct repository *repository, const char *name)
{
    struct kg_str rest = read_line(repository, repository->common, "packed-refs");
    struct kg_str line;
    while (kg_str_split(&rest, '\n', &line)) {
        ptrdiff_t blank = kg_str_find(line, ' ');
        if (blank > 0 && kg_str_is(kg_str_from_index(line, (size_t)blank + 1), name))
            return kg_str_head(line, (size_t)blank);
    }
    return KG_STR("");
}

static struct kg_str read_reference(const struct repository *repository, const char *name)
{
    struct kg_str value = read_line(repository, repository->own, name);
    if (value.length == 0)
        value = read_line(repository, repository->common, name);
    return value.length == 0 ? find_packed(repository, name) : value;
}

const char *kg_revision(struct kg_arena *arena, const struct kg_fs *fs, const char *directory)
{
    struct repository repository = {.arena = arena, .fs = fs};
    if (!find(&repository, directory))
        return NULL;
    struct kg_str value = read_reference(&repository, "HEAD");
    for (int i = 0; i < HOPS_MAX && kg_str_starts(value, "ref: refs/"); i++) {
        const char *name = kg_str_copy(arena, kg_str_from_index(value, strlen("ref: ")));
        value = strstr(name, "..") == NULL ? read_reference(&repository, name) : KG_STR("");
    }
    return is_id(value) ? kg_str_copy(arena, value) : NULL;
}
