/* A command that needs a network, in a static suite: PROGRAM, its name, goes on as kagent-network.
 */
#include "../common/command.h"
#include "../common/sibling.h"
#include "suite.h"

int cmd_main(struct kg_arena *arena, const char *const *words, struct kg_error *err)
{
    size_t count = 0;
    while (words[count] != NULL)
        count++;
    const char **all = kg_arena_zero(arena, count + 2, sizeof *all);
    all[0] = PROGRAM;
    for (size_t i = 0; i < count; i++)
        all[i + 1] = words[i];
    (void)cmd_become(arena, "kagent-network", all, err);
    return kg_error_context(err, "%s", kagent_suite.stamp);
}
