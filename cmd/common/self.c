#include "self.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#else
#include <sys/auxv.h>
#include <unistd.h>
#endif

#include "kagent/fs.h"

enum { PATH_BYTES = 4096 };

/* A path of the executable, possibly through links. */
static const char *self_path(struct kg_arena *arena)
{
#ifdef __APPLE__
    char *path = kg_arena_alloc(arena, PATH_BYTES);
    uint32_t size = PATH_BYTES;
    return _NSGetExecutablePath(path, &size) == 0 ? path : NULL;
#else
    (void)arena;
    /* What the program was started by serves where /proc is not mounted. */
    const char *link = "/proc/self/exe", *given = (const char *)getauxval(AT_EXECFN);
    return given != NULL && access(link, F_OK) != 0 ? given : link;
#endif
}

int cmd_self_directory(struct kg_arena *arena, const char **directory, struct kg_error *err)
{
    const char *real;
    bool is_directory;
    const char *path = self_path(arena);
    if (path == NULL)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "the path of this program is too long");
    if (kg_fs_disk.resolve(&kg_fs_disk, arena, path, &real, &is_directory, err) != 0) {
        err->class = KG_ERROR_UNKNOWN;
        return kg_error_context(err, "this program's own file");
    }
    *directory = kg_path_directory(arena, real);
    return 0;
}
