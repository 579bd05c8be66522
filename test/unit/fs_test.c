/* Files are read from the disk and from a tree inside the program in the same way. */
#include "unit.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kagent/fs.h"

/* ---- the tree inside the program ---- */

static const struct kg_fs_embedded_file files[] = {
    {"base/a.yaml", "a: 1\n", 5}, {"base/b.yaml", "", 0},  {"base/deep/c.yaml", "c", 1},
    {"baseline.yaml", "x", 1},    {"top.yaml", "t\0u", 3}, {NULL, NULL, 0}};
static const struct kg_fs_tree tree = {"/embedded", files};

/* "dir PATH", "file PATH" or "nothing". */
static const char *resolved(struct kg_arena *arena, const struct kg_fs *fs, const char *path)
{
    const char *real;
    bool is_directory;
    if (fs->resolve(fs, arena, path, &real, &is_directory, NULL) != 0)
        return "nothing";
    return kg_arena_printf(arena, "%s %s", is_directory ? "dir" : "file", real);
}

static const char *listed(struct kg_arena *arena, const struct kg_fs *fs, const char *path)
{
    const char **names;
    const char *result = "";
    if (fs->list(fs, arena, path, &names, NULL) != 0)
        return "nothing";
    for (; *names != NULL; names++)
        result = kg_arena_printf(arena, "%s%s ", result, *names);
    return result;
}

TEST("an embedded tree resolves its files and the directories above them")
{
    struct kg_fs fs;
    kg_fs_embedded(&fs, &tree);
    CHECK_TEXT(resolved(arena, &fs, "/embedded"), "dir /embedded");
    CHECK_TEXT(resolved(arena, &fs, "/embedded/base/../base/./"), "dir /embedded/base");
    CHECK_TEXT(resolved(arena, &fs, "/embedded/base/deep"), "dir /embedded/base/deep");
    CHECK_TEXT(resolved(arena, &fs, "/embedded/base/a.yaml"), "file /embedded/base/a.yaml");
    CHECK_TEXT(resolved(arena, &fs, "/embedded/bas"), "nothing");
    CHECK_TEXT(resolved(arena, &fs, "/embedded/base/a"), "nothing");
    CHECK_TEXT(resolved(arena, &fs, "/embedded/../etc"), "nothing");
    CHECK_TEXT(resolved(arena, &fs, "/embedded2"), "nothing");
    CHECK_TEXT(resolved(arena, &fs, "/"), "nothing");
}

TEST("an embedded tree gives its files whole and nothing else")
{
    struct kg_fs fs;
    struct kg_str content;
    struct kg_error err = KG_ERROR_INIT;
    kg_fs_embedded(&fs, &tree);
    CHECK_INT(fs.read(&fs, arena, "/embedded/base/a.yaml", &content, &err), 0);
    CHECK_STR(content, "a: 1\n");
    CHECK_INT(fs.read(&fs, arena, "/embedded/base/../top.yaml", &content, &err), 0);
    CHECK(kg_str_equal(content, KG_STR("t\0u")));
    CHECK_INT(fs.read(&fs, arena, "/embedded/base/b.yaml", &content, &err), 0);
    CHECK_STR(content, "");
    CHECK_INT(fs.read(&fs, arena, "/embedded/base", &content, &err), -1);
    CHECK_TEXT(err.file, "/embedded/base");
    CHECK_ERROR(err, "is not part of the embedded tree");
    CHECK_INT(fs.read(&fs, arena, "/etc/passwd", &content, &err), -1);
}

TEST("an embedded directory lists each name once")
{
    struct kg_fs fs;
    kg_fs_embedded(&fs, &tree);
    CHECK_TEXT(listed(arena, &fs, "/embedded"), "base baseline.yaml top.yaml ");
    CHECK_TEXT(listed(arena, &fs, "/embedded/base/"), "a.yaml b.yaml deep ");
    CHECK_TEXT(listed(arena, &fs, "/elsewhere"), "nothing");
}

/* ---- the disk ---- */

static void remove_tree(void *object)
{
    const char *path = object;
    DIR *directory = opendir(path);
    for (const struct dirent *entry; directory && (entry = readdir(directory)) != NULL;) {
        char inner[4096];
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            unlink(inner) != 0)
            remove_tree(inner);
    }
    if (directory != NULL)
        closedir(directory);
    rmdir(path);
}

/* A new directory, gone after the test. */
static const char *make_directory(struct kg_arena *arena)
{
    char *made = mkdtemp(kg_arena_strdup(arena, "/tmp/kagent-fs-test.XXXXXX"));
    CHECK(made != NULL);
    char *real = realpath(made, NULL);
    char *path = kg_arena_strdup(arena, real);
    free(real);
    kg_arena_defer(arena, remove_tree, path);
    return path;
}

static const char *below(struct kg_arena *arena, const char *directory, const char *name)
{
    return kg_arena_printf(arena, "%s/%s", directory, name);
}

static void write_file(const char *path, struct kg_str content)
{
    struct kg_error err = KG_ERROR_INIT;
    int rc = kg_fs_write_atomic(path, content, &err);
    CHECK_TEXT(rc == 0 ? "" : err.message, "");
}

static const char *read_file(struct kg_arena *arena, const char *path)
{
    struct kg_str content;
    struct kg_error err = KG_ERROR_INIT;
    if (kg_fs_disk.read(&kg_fs_disk, arena, path, &content, &err) != 0) {
        CHECK_TEXT(err.file, path);
        return kg_arena_strdup(arena, err.message);
    }
    CHECK_INT(content.data[content.length], '\0');
    return content.data;
}

TEST("the disk resolves through symbolic links")
{
    const char *root = make_directory(arena);
    write_file(below(arena, root, "file"), KG_STR("x"));
    CHECK_INT(mkdir(below(arena, root, "dir"), 0777), 0);
    CHECK_INT(symlink("../file", below(arena, root, "dir/link")), 0);
    CHECK_INT(symlink("dir", below(arena, root, "other")), 0);
    CHECK_INT(symlink("nowhere", below(arena, root, "lost")), 0);
    CHECK_INT(symlink("loop", below(arena, root, "loop")), 0);
    CHECK_TEXT(resolved(arena, &kg_fs_disk, below(arena, root, "other/link")),
               kg_arena_printf(arena, "file %s/file", root));
    CHECK_TEXT(resolved(arena, &kg_fs_disk, below(arena, root, "other/../other")),
               kg_arena_printf(arena, "dir %s/dir", root));
    CHECK_TEXT(resolved(arena, &kg_fs_disk, below(arena, root, "lost")), "nothing");
    CHECK_TEXT(resolved(arena, &kg_fs_disk, below(arena, root, "loop")), "nothing");
    CHECK_TEXT(resolved(arena, &kg_fs_disk, below(arena, root, "file/x")), "nothing");
    CHECK_TEXT(resolved(arena, &kg_fs_disk, ""), "nothing");
}

TEST("a file whose name looks deleted is resolved all the same")
{
    const char *path = below(arena, make_directory(arena), "a (deleted)");
    write_file(path, KG_STR("x"));
    CHECK_TEXT(resolved(arena, &kg_fs_disk, path), kg_arena_printf(arena, "file %s", path));
}

TEST("only regular files are read, and nobody waits for a pipe's other end")
{
    const char *root = make_directory(arena);
    write_file(below(arena, root, "file"), KG_STR("text\n"));
    write_file(below(arena, root, "empty"), KG_STR(""));
    CHECK_INT(mkfifo(below(arena, root, "pipe"), 0666), 0);
    CHECK_TEXT(read_file(arena, below(arena, root, "file")), "text\n");
    CHECK_TEXT(read_file(arena, below(arena, root, "empty")), "");
    CHECK_TEXT(read_file(arena, root), "is a directory, not a file");
    CHECK_TEXT(read_file(arena, below(arena, root, "pipe")), "is not a regular file");
    CHECK_TEXT(read_file(arena, "/dev/null"), "is not a regular file");
    CHECK_TEXT(read_file(arena, below(arena, root, "no")),
               "cannot be opened: No such file or directory");
}

TEST("a file of the kernel, which has no size, is read to its end")
{
    if (access("/proc/self/status", R_OK) != 0)
        unit_skip("there is no /proc");
    CHECK(strstr(read_file(arena, "/proc/self/status"), "VmPeak:") != NULL);
    CHECK(strlen(read_file(arena, "/proc/self/maps")) > 0);
    CHECK_TEXT(read_file(arena, "/proc/self/mem"), "cannot be read: Input/output error");
}

TEST("what is not there differs from what cannot be reached")
{
    const char *root = make_directory(arena);
    struct kg_error err = KG_ERROR_INIT;
    const char *real;
    bool is_directory;

    CHECK_INT(symlink("loop", below(arena, root, "loop")), 0);
    CHECK_INT(kg_fs_disk.resolve(&kg_fs_disk, arena, below(arena, root, "no"), &real, &is_directory,
                                 &err),
              -1);
    CHECK_INT(err.class, KG_ERROR_NEGATIVE);
    CHECK_INT(kg_fs_disk.resolve(&kg_fs_disk, arena, below(arena, root, "loop"), &real,
                                 &is_directory, &err),
              -1);
    CHECK_INT(err.class, KG_ERROR_UNKNOWN);
}

TEST("a file beyond the largest size is refused before it is read")
{
    const char *path = below(arena, make_directory(arena), "huge");
    write_file(path, KG_STR(""));
    CHECK_INT(truncate(path, (off_t)KG_FS_FILE_MAX + 1), 0);
    CHECK_TEXT(read_file(arena, path), "is larger than 1024 MiB");
}

TEST("a directory is listed in byte order, without itself and the one above")
{
    const char *root = make_directory(arena);
    static const char *const names[] = {"b", "a", "B", ".hidden", "a.b"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        write_file(below(arena, root, names[i]), KG_STR(""));
    CHECK_TEXT(listed(arena, &kg_fs_disk, root), ".hidden B a a.b b ");
    for (int i = 0; i < 40; i++)
        write_file(below(arena, root, kg_arena_printf(arena, "c%02d", i)), KG_STR(""));
    CHECK(kg_str_ends(kg_str_from(listed(arena, &kg_fs_disk, root)), "c37 c38 c39 "));
    CHECK_TEXT(listed(arena, &kg_fs_disk, below(arena, root, "a")), "nothing");
}

/* ---- writing ---- */

static unsigned mode_of(const char *path)
{
    struct stat status;
    CHECK_INT(stat(path, &status), 0);
    return status.st_mode & 07777;
}

TEST("a new file has the mode that the user's mask leaves, a replaced one keeps its own")
{
    const char *path = below(arena, make_directory(arena), "file");
    mode_t mask = umask(027);
    write_file(path, KG_STR("one"));
    umask(mask);
    CHECK_INT(mode_of(path), 0640);
    CHECK_INT(chmod(path, 0604), 0);
    write_file(path, KG_STR("two"));
    CHECK_INT(mode_of(path), 0604);
    CHECK_TEXT(read_file(arena, path), "two");
}

TEST("a target that cannot be replaced is named, and nothing is left beside it")
{
    const char *root = make_directory(arena);
    struct kg_error err = KG_ERROR_INIT;
    CHECK_INT(mkdir(below(arena, root, "dir"), 0777), 0);
    CHECK_INT(kg_fs_write_atomic(below(arena, root, "dir"), KG_STR("x"), &err), -1);
    CHECK_TEXT(err.file, below(arena, root, "dir"));
    CHECK_ERROR(err, "cannot be written: Is a directory");
    CHECK_TEXT(listed(arena, &kg_fs_disk, root), "dir ");
    CHECK_INT(kg_fs_write_atomic(below(arena, root, "no/file"), KG_STR("x"), &err), -1);
    CHECK_ERROR(err, "cannot be written: No such file or directory");
}

TEST("a write that stops halfway leaves the old file and nothing else")
{
    const char *root = make_directory(arena);
    const char *path = below(arena, root, "file");
    struct kg_error err = KG_ERROR_INIT;
    struct rlimit before;
    write_file(path, KG_STR("old"));

    CHECK_INT(getrlimit(RLIMIT_FSIZE, &before), 0);
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    struct rlimit tight = {.rlim_cur = 1000, .rlim_max = before.rlim_max};
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &tight), 0);
    int rc = kg_fs_write_atomic(path, (struct kg_str){kg_arena_zero(arena, 5000, 1), 5000}, &err);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);

    CHECK_INT(rc, -1);
    CHECK_ERROR(err, "cannot be written: File too large");
    CHECK_TEXT(read_file(arena, path), "old");
    CHECK_TEXT(listed(arena, &kg_fs_disk, root), "file ");
}

TEST("a path that is too long is refused")
{
    struct kg_error err = KG_ERROR_INIT;
    const char *path = kg_arena_printf(arena, "/%05000d", 1);
    CHECK_INT(kg_fs_write_atomic(path, KG_STR("x"), &err), -1);
    CHECK_ERROR(err, "cannot be written: the path is too long");
}
