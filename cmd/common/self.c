#include "self.h"

#include "kagent/fs.h"
#include "self_path.h"

int cmd_self_directory(struct kg_arena *arena, const char **directory, struct kg_error *err)
{
    const char *real;
    bool is_directory;
    const char *path = cmd_self_path(arena);
    if (path == NULL)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "the path of this program is too long");
    if (kg_fs_disk.resolve(&kg_fs_disk, arena, path, &real, &is_directory, err) != 0) {
        err->class = KG_ERROR_UNKNOWN;
        return kg_error_context(err, "this program's own file");
    }
    *directory = kg_path_directory(arena, real);
    return 0;
}
