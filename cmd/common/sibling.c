#include "sibling.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kagent/fs.h"

#include "self.h"

int cmd_become(struct kg_arena *arena, const char *file, const char *const *words,
               struct kg_error *err)
{
    const char *directory;
    if (cmd_self_directory(arena, &directory, err) != 0)
        return -1;

    size_t count = 0;
    while (words[count] != NULL)
        count++;
    const char *path = kg_path_join(arena, directory, file);
    char **argv = kg_arena_zero(arena, count + 2, sizeof *argv);
    argv[0] = kg_arena_strdup(arena, path);
    for (size_t i = 0; i < count; i++)
        argv[i + 1] = kg_arena_strdup(arena, words[i]);
    execv(path, argv);
    kg_error_at(err, KG_ERROR_UNKNOWN, (struct kg_position){.file = path}, "cannot be run: %s",
                strerror(errno));
    return kg_error_advise(err, "The programs of the suite belong into one directory; "
                                "install the suite again.");
}
