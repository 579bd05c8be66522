#include "manifests.h"

#include <stdlib.h>

#include "command.h"

int cmd_root(struct kg_arena *arena, const char *flag, struct kg_root *root, struct kg_error *err)
{
    const struct kg_root_sources sources = {
        .flag = flag,
        .variable = getenv("KAGENT_ROOT"),
        .usual = "kubernetes/kagent",
        .embedded = &kagent_manifests,
    };
    return kg_root_select(arena, &sources, root, err);
}

const char *cmd_embedded_note(struct kg_arena *arena, const struct kg_suite *suite)
{
    return kg_arena_printf(arena,
                           "Using the manifests inside this program (%s); choose others with "
                           "--root DIR or $KAGENT_ROOT.",
                           suite->version);
}
