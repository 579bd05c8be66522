#include <string.h>

#include "kagent/fs.h"

const char *kg_path_clean(struct kg_arena *arena, const char *path)
{
    bool absolute = path[0] == '/';
    size_t length = strlen(path);
    char *out = kg_arena_alloc(arena, length + 3);
    size_t used = 0;
    size_t floor = absolute ? 1 : 0; /* what `..` cannot take away */
    if (absolute)
        out[used++] = '/';
    struct kg_str rest = {path, length};
    struct kg_str part;
    while (kg_str_split(&rest, '/', &part)) {
        if (part.length == 0 || kg_str_is(part, "."))
            continue;
        if (kg_str_is(part, "..") && used > floor) {
            while (used > floor && out[used - 1] != '/')
                used--;
            if (used > floor)
                used--;
            continue;
        }
        if (kg_str_is(part, "..") && absolute)
            continue;
        if (used > 0 && out[used - 1] != '/')
            out[used++] = '/';
        memcpy(out + used, part.data, part.length);
        used += part.length;
        if (kg_str_is(part, ".."))
            floor = used;
    }
    if (used == 0)
        out[used++] = '.';
    out[used] = '\0';
    return out;
}

const char *kg_path_join(struct kg_arena *arena, const char *directory, const char *path)
{
    if (path[0] == '/')
        return kg_path_clean(arena, path);
    return kg_path_clean(arena, kg_arena_printf(arena, "%s/%s", directory, path));
}

const char *kg_path_directory(struct kg_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return ".";
    if (slash == path)
        return "/";
    return kg_arena_strndup(arena, path, (size_t)(slash - path));
}

const char *kg_path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

bool kg_path_inside(const char *path, const char *directory)
{
    size_t length = strlen(directory);
    if (length == 1 && directory[0] == '/')
        return path[0] == '/';
    return strncmp(path, directory, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

const char *kg_path_relative(struct kg_arena *arena, const char *directory, const char *path)
{
    size_t common = 0; /* length of the common leading elements */
    for (size_t i = 0;; i++) {
        bool path_ends = path[i] == '\0' || path[i] == '/';
        bool directory_ends = directory[i] == '\0' || directory[i] == '/';
        if (path_ends && directory_ends)
            common = i;
        if (path[i] != directory[i] || path[i] == '\0')
            break;
    }
    const char *down = path + common + (path[common] == '/');
    char *out = kg_arena_zero(arena, 3 * strlen(directory) + strlen(path) + 2, 1);
    size_t used = 0;
    if (directory[common] != '\0' && directory[common + 1] != '\0')
        for (const char *p = directory + common; p != NULL; p = strchr(p + 1, '/')) {
            memcpy(out + used, used > 0 ? "/.." : "..", used > 0 ? 3 : 2);
            used += used > 0 ? 3 : 2;
        }
    if (*down != '\0') {
        if (used > 0)
            out[used++] = '/';
        memcpy(out + used, down, strlen(down));
        used += strlen(down);
    }
    if (used == 0)
        out[used] = '.';
    return out;
}
