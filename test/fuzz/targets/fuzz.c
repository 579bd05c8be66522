#include "fuzz.h"

#include <stdint.h>

/* Enough for every input of the size that libFuzzer makes, unless it expands without end. */
static const size_t memory_budget = (size_t)96 << 20;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jmp_buf recovery;
    struct kg_arena arena;

    kg_arena_init(&arena, memory_budget, &recovery);
    if (setjmp(recovery) == 0)
        fuzz_one(&arena, (struct kg_str){(const char *)data, size});
    kg_arena_release(&arena);
    return 0;
}

struct kg_str fuzz_first_line(struct kg_str *input)
{
    struct kg_str line = *input;
    ptrdiff_t end = kg_str_find(line, '\n');

    if (end >= 0)
        line.length = (size_t)end;
    *input = kg_str_from_index(*input, line.length + (end >= 0));
    return line;
}
