#include "snapshots.h"

#include <stdlib.h>
#include <string.h>

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

/* The snapshots of a folder below test/snapshots, "" for itself, behind the count names before. */
static const char **add_names(struct kg_arena *arena, const char *below, const char **before,
                              size_t *count)
{
    const char **listed = NULL;
    const char **names;
    struct kg_error err = KG_ERROR_INIT;
    size_t all = 0;
    if (kg_fs_disk.list(&kg_fs_disk, arena, kg_arena_printf(arena, "%s/%s", folder, below), &listed,
                        &err) != 0)
        CHECK_TEXT(err.message, "");
    while (listed[all] != NULL)
        all++;
    names = kg_arena_zero(arena, *count + all + 1, sizeof *names);
    if (*count > 0)
        memcpy(names, before, *count * sizeof *names);
    for (size_t i = 0; i < all; i++) {
        struct kg_str name = kg_str_from(listed[i]);
        if (kg_str_ends(name, ".json"))
            names[(*count)++] = kg_arena_printf(arena, "%s%.*s", below,
                                                KG_STR_ARG(kg_str_head(name, name.length - 5)));
    }
    return names;
}

const char **snapshots_names(struct kg_arena *arena)
{
    size_t count = 0;
    const char **names = add_names(arena, "", NULL, &count);
    return add_names(arena, "recorded/", names, &count);
}
