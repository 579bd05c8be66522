/*
 * schema: writes the text tables of Kubernetes' kinds as C tables.
 *
 *     schema kubernetes.txt measured.txt >schema.c
 *
 * A program of the build. docs/SCHEMA.md describes the text, lib/schema/table.h
 * the tables.
 */
#include "../tool.h"
#include "kagent/fs.h"
#include "tables.h"

static int make(struct kg_arena *arena, char **arguments, struct kg_buf *out, struct kg_error *err)
{
    struct kg_str text;
    struct tables *tables = tables_new(arena);
    if (kg_fs_disk.read(&kg_fs_disk, arena, arguments[0], &text, err) != 0 ||
        tables_read(tables, text, arguments[0], err) != 0 ||
        kg_fs_disk.read(&kg_fs_disk, arena, arguments[1], &text, err) != 0 ||
        tables_correct(tables, text, arguments[1], err) != 0)
        return -1;
    tables_write(tables, out);
    return 0;
}

int main(int argc, char **argv)
{
    return tool_main(argc, argv, 2, "TABLE CORRECTIONS", make);
}
