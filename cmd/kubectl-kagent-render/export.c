#include "export.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../common/command.h"
#include "../common/manifests.h"

static int failed(const char *path, struct kg_error *err)
{
    int reason = errno;
    kg_error_at(err, KG_ERROR_UNKNOWN, (struct kg_position){.file = path}, "cannot be written: %s",
                strerror(reason));
    if (reason == EEXIST)
        return kg_error_advise(err,
                               "Existing files are never overwritten; choose a new directory.");
    return -1;
}

/* Makes the directory and those above it. */
static int make_directories(struct kg_arena *arena, const char *path, struct kg_error *err)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return 0;
    const char *above = kg_path_directory(arena, path);
    if (errno != ENOENT || strcmp(above, path) == 0)
        return failed(path, err);
    if (make_directories(arena, above, err) != 0)
        return -1;
    return mkdir(path, 0777) == 0 || errno == EEXIST ? 0 : failed(path, err);
}

/* Refuses while nothing is written yet. */
static int check_absence(struct kg_arena *arena, const char *directory, struct kg_error *err)
{
    struct stat status;
    for (const struct kg_fs_embedded_file *file = kagent_manifests.files; file->path; file++) {
        const char *path = kg_path_join(arena, directory, file->path);
        if (lstat(path, &status) != 0)
            continue;
        errno = EEXIST;
        return failed(path, err);
    }
    return 0;
}

/* O_EXCL: a file that came into being since the check stays as it is. */
static int write_new(const char *path, const struct kg_fs_embedded_file *file, struct kg_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return failed(path, err);
    size_t done = 0;
    while (done < file->size) {
        ssize_t written = write(fd, file->data + done, file->size - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            failed(path, err);
            close(fd);
            return -1;
        }
        done += (size_t)written;
    }
    return close(fd) == 0 ? 0 : failed(path, err);
}

int export_manifests(struct kg_arena *arena, const char *directory, struct kg_error *err)
{
    size_t count = 0;
    if (directory[0] == '\0')
        return kg_error_set(err, KG_ERROR_USAGE, "--export needs the name of a directory");
    if (check_absence(arena, directory, err) != 0)
        return -1;
    for (const struct kg_fs_embedded_file *file = kagent_manifests.files; file->path; file++) {
        const char *path = kg_path_join(arena, directory, file->path);
        if (make_directories(arena, kg_path_directory(arena, path), err) != 0)
            return -1;
        if (write_new(path, file, err) != 0)
            return -1;
        count++;
    }
    cmd_note("Wrote %zu files. Render them with --root %s.", count, directory);
    return 0;
}
