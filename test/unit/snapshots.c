#include "snapshots.h"

#include <stdlib.h>

#include "kagent/fs.h"
#include "kagent/json.h"

static const char folder[] = "test/snapshots";

struct kg_snapshot snapshots_read(struct kg_arena *arena, const char *name)
{
    struct kg_source *source = kg_arena_zero(arena, 1, sizeof *source);
    struct kg_snapshot snapshot = {0};
    struct kg_error err = KG_ERROR_INIT;
    struct kg_node *document;
    struct kg_str text;
    source->name = kg_arena_printf(arena, "%s/%s.json", folder, name);
    if (kg_fs_disk.read(&kg_fs_disk, arena, source->name, &text, &err) != 0 ||
        kg_json_read(arena, text, source, 1, &document, &err) != 0 ||
        kg_snapshot_read(arena, document, &snapshot, &err) != 0)
        CHECK_TEXT(err.message, "");
    return snapshot;
}

void snapshots_compare(struct kg_arena *arena, const char *name, const char *suffix,
                       struct kg_str text)
{
    const char *path = kg_arena_printf(arena, "%s/%s.%s", folder, name, suffix);
    struct kg_error err = KG_ERROR_INIT;
    struct kg_str kept = KG_STR("");
    if (getenv("KEEP") != NULL)
        CHECK_INT(kg_fs_write_atomic(path, text, &err), 0);
    if (kg_fs_disk.read(&kg_fs_disk, arena, path, &kept, &err) != 0)
        CHECK_TEXT(err.message, "");
    if (!kg_str_equal(text, kept))
        printf("# %s:\n", path);
    CHECK_STR(text, kg_str_copy(arena, kept));
}

const char **snapshots_names(struct kg_arena *arena)
{
    const char **names = NULL;
    struct kg_error err = KG_ERROR_INIT;
    size_t count = 0;
    if (kg_fs_disk.list(&kg_fs_disk, arena, folder, &names, &err) != 0)
        CHECK_TEXT(err.message, "");
    for (size_t i = 0; names[i] != NULL; i++) {
        struct kg_str name = kg_str_from(names[i]);
        if (kg_str_ends(name, ".json"))
            names[count++] = kg_str_copy(arena, kg_str_head(name, name.length - 5));
    }
    names[count] = NULL;
    return names;
}
