#include "self_path.h"

#include <limits.h>
#include <mach-o/dyld.h>
#include <stdint.h>

const char *cmd_self_path(struct kg_arena *arena)
{
    char *path = kg_arena_alloc(arena, PATH_MAX);
    uint32_t size = PATH_MAX;
    return _NSGetExecutablePath(path, &size) == 0 ? path : NULL;
}
