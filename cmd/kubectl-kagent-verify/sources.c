#include "sources.h"

#include <sys/stat.h>

#include "kagent/map.h"

/* How a path stood. All zero for what is not there. */
struct standing {
    dev_t device;
    ino_t number;
    off_t size;
    struct timespec written;
};

struct noted {
    const char *path;
    struct standing standing;
};

struct sources {
    struct kg_arena *arena;
    struct kg_fs fs;
    struct kg_map known; /* paths */
    struct noted *list;
    size_t count;
    bool ended;
};

static struct standing look(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return (struct standing){0};
    return (struct standing){status.st_dev, status.st_ino, status.st_size, status.st_mtim};
}

static bool is_same(const struct standing *one, const struct standing *other)
{
    return one->device == other->device && one->number == other->number &&
           one->size == other->size && one->written.tv_sec == other->written.tv_sec &&
           one->written.tv_nsec == other->written.tv_nsec;
}

/* Before it is read: what changes in between is seen afterwards. */
static void note(const struct kg_fs *fs, const char *path)
{
    struct sources *const *context = fs->context;
    struct sources *sources = *context;
    const char *kept = kg_arena_strdup(sources->arena, path);
    if (kg_map_put(&sources->known, kg_str_from(kept), sources) != NULL)
        return;
    sources->list =
        kg_arena_extend(sources->arena, sources->list, sources->count, sizeof *sources->list);
    sources->list[sources->count++] = (struct noted){kept, look(path)};
}

static int resolve(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                   const char **real, bool *is_directory, struct kg_error *err)
{
    note(fs, path);
    return kg_fs_disk.resolve(&kg_fs_disk, arena, path, real, is_directory, err);
}

static int read_noted(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                      struct kg_str *content, struct kg_error *err)
{
    note(fs, path);
    return kg_fs_disk.read(&kg_fs_disk, arena, path, content, err);
}

static int list(const struct kg_fs *fs, struct kg_arena *arena, const char *path,
                const char ***names, struct kg_error *err)
{
    note(fs, path);
    return kg_fs_disk.list(&kg_fs_disk, arena, path, names, err);
}

struct sources *sources_new(struct kg_arena *arena)
{
    struct sources *sources = kg_arena_zero(arena, 1, sizeof *sources);
    struct sources **context = kg_arena_alloc(arena, sizeof *context);
    *context = sources;
    sources->arena = arena;
    sources->fs = (struct kg_fs){context, resolve, read_noted, list};
    kg_map_init(&sources->known, arena);
    return sources;
}

const struct kg_fs *sources_fs(const struct sources *sources)
{
    return &sources->fs;
}

void sources_end(struct sources *sources)
{
    sources->ended = true;
}

bool sources_changed(const struct sources *sources)
{
    for (size_t i = 0; !sources->ended && i < sources->count; i++) {
        struct standing now = look(sources->list[i].path);
        if (!is_same(&now, &sources->list[i].standing))
            return true;
    }
    return false;
}
