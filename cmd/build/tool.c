#include "tool.h"

#include <stdio.h>

enum { MEMORY_BUDGET = 1 << 28 };

static void print_error(const struct kg_error *err)
{
    if (err->file[0] != '\0')
        fprintf(stderr, "%s:%u:%u: ", err->file, err->line, err->column);
    fprintf(stderr, "%s\n", err->message);
}

static int work_and_write(struct kg_arena *arena, tool_work *work, char **arguments,
                          struct kg_error *err)
{
    struct kg_buf out;
    kg_buf_init(&out, arena, TOOL_OUTPUT_MAX);
    if (work(arena, arguments, &out, err) != 0)
        return -1;
    if (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout) != 0)
        return kg_error_set(err, KG_ERROR_UNKNOWN, "the output cannot be written");
    return 0;
}

int tool_main(int argc, char **argv, int count, const char *usage, tool_work *work)
{
    if (argc != count + 1) {
        fprintf(stderr, "usage: %s %s\n", argv[0], usage);
        return KG_ERROR_USAGE;
    }
    struct kg_error err = KG_ERROR_INIT;
    struct kg_arena arena;
    jmp_buf recovery;
    volatile int rc;
    kg_arena_init(&arena, MEMORY_BUDGET, &recovery);
    if (setjmp(recovery) == 0)
        rc = work_and_write(&arena, work, argv + 1, &err);
    else
        rc = kg_error_set(&err, KG_ERROR_UNKNOWN, "out of memory");
    kg_arena_release(&arena);
    if (rc == 0)
        return 0;
    print_error(&err);
    return (int)err.class;
}
