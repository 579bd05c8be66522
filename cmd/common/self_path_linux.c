#include "self_path.h"

#include <sys/auxv.h>
#include <unistd.h>

const char *cmd_self_path(struct kg_arena *arena)
{
    (void)arena;
    /* What the program was started by serves where /proc is not mounted. */
    const char *link = "/proc/self/exe", *given = (const char *)getauxval(AT_EXECFN);
    return given != NULL && access(link, F_OK) != 0 ? given : link;
}
