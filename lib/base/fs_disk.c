#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kagent/fs.h"
#include "real_path.h"

/* Closes a descriptor that the arena keeps as an integer behind a pointer. */
static void close_descriptor(void *object)
{
    int *fd = object;
    if (*fd >= 0)
        close(*fd);
}

static int io_error(struct kg_error *err, const char *path, const char *what)
{
    bool is_absent = errno == ENOENT || errno == ENOTDIR;
    return kg_error_at(err, is_absent ? KG_ERROR_NEGATIVE : KG_ERROR_UNKNOWN,
                       (struct kg_position){.file = path}, "%s: %s", what, strerror(errno));
}

static int disk_resolve(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                        const char **real, bool *is_directory, struct kg_error *err)
{
    (void)fs;
    char resolved[PATH_MAX];
    struct stat status;
    if (!kg_real_path(path, resolved, &status))
        return io_error(err, path, "cannot be found");
    *real = kg_arena_strdup(arena, resolved);
    *is_directory = S_ISDIR(status.st_mode);
    return 0;
}

static int too_large(struct kg_error *err, const char *path)
{
    return kg_error_at(err, KG_ERROR_NEGATIVE, (struct kg_position){.file = path},
                       "is larger than %zu MiB", KG_FS_FILE_MAX >> 20);
}

/* What may be read: a regular file. Reading anything else might never end. */
static int check_file(int fd, const char *path, size_t *size, struct kg_error *err)
{
    struct stat status;
    if (fstat(fd, &status) != 0)
        return io_error(err, path, "cannot be read");
    if (!S_ISREG(status.st_mode))
        return kg_error_at(err, KG_ERROR_NEGATIVE, (struct kg_position){.file = path},
                           S_ISDIR(status.st_mode) ? "is a directory, not a file"
                                                   : "is not a regular file");
    if ((size_t)status.st_size > KG_FS_FILE_MAX)
        return too_large(err, path);
    *size = (size_t)status.st_size;
    return 0;
}

/* Reads to the end. `size` is what to expect: files grow, and those of the kernel have none. */
static int read_to_end(struct kg_arena *arena, int fd, const char *path, size_t size,
                       struct kg_str *content, struct kg_error *err)
{
    enum { NONE_GIVEN = 4096 };
    size_t capacity = (size > 0 ? size : NONE_GIVEN) + 2; /* a byte more, and the NUL */
    size_t used = 0;
    char *data = kg_arena_alloc(arena, capacity);
    for (;;) {
        ssize_t got = read(fd, data + used, capacity - 1 - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return io_error(err, path, "cannot be read");
        used += (size_t)got;
        if (used > KG_FS_FILE_MAX)
            return too_large(err, path);
        if (got == 0 || (used == size && size > 0))
            break;
        if (used + 1 == capacity) {
            data = kg_arena_grow(arena, data, capacity, 2 * capacity);
            capacity *= 2;
        }
    }
    data[used] = '\0';
    *content = (struct kg_str){data, used};
    return 0;
}

static int disk_read(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                     struct kg_str *content, struct kg_error *err)
{
    (void)fs;
    int *fd = kg_arena_alloc(arena, sizeof(*fd));
    *fd = -1;
    kg_arena_defer(arena, close_descriptor, fd); /* allocations may jump */
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (*fd < 0)
        return io_error(err, path, "cannot be opened");
    size_t size = 0;
    int rc = check_file(*fd, path, &size, err);
    if (rc == 0)
        rc = read_to_end(arena, *fd, path, size, content, err);
    close(*fd);
    *fd = -1;
    return rc;
}

static void close_directory(void *object)
{
    DIR **directory = object;
    if (*directory != NULL)
        closedir(*directory);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int disk_list(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                     const char ***names, struct kg_error *err)
{
    (void)fs;
    DIR **directory = kg_arena_zero(arena, 1, sizeof(DIR *));
    kg_arena_defer(arena, close_directory, directory); /* every allocation below may jump */
    *directory = opendir(path);
    if (*directory == NULL)
        return io_error(err, path, "cannot be listed");
    size_t count = 0;
    size_t capacity = 16;
    const char **list = kg_arena_zero(arena, capacity, sizeof(*list));
    for (struct dirent *entry; errno = 0, (entry = readdir(*directory)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (count + 1 == capacity) {
            list =
                kg_arena_grow(arena, list, capacity * sizeof(*list), 2 * capacity * sizeof(*list));
            capacity *= 2;
        }
        list[count++] = kg_arena_strdup(arena, entry->d_name);
    }
    if (errno != 0)
        return io_error(err, path, "cannot be listed");
    list[count] = NULL;
    qsort(list, count, sizeof(*list), compare_names);
    *names = list;
    return 0;
}

const struct kg_fs kg_fs_disk = {NULL, disk_resolve, disk_read, disk_list};
