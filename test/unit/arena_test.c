/* Arenas: memory given back all at once, within a budget. */
#include "unit.h"

#include <stdint.h>

enum { SMALL_BUDGET = 1 << 20, LARGE_BLOCK = 256 * 1024 };

TEST("blocks are aligned for any object and do not overlap")
{
    char *blocks[200];
    for (size_t i = 0; i < 200; i++) {
        blocks[i] = kg_arena_alloc(arena, i * 7);
        CHECK_INT((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        memset(blocks[i], (int)i, i * 7);
    }
    for (size_t i = 0; i < 200; i++)
        for (size_t j = 0; j < i * 7; j++)
            CHECK_INT((unsigned char)blocks[i][j], i);
}

TEST("objects that are asked for as zero are zero")
{
    memset(kg_arena_alloc(arena, 1000), 'x', 1000);
    const int *numbers = kg_arena_zero(arena, 300, sizeof(int));
    for (size_t i = 0; i < 300; i++)
        CHECK_INT(numbers[i], 0);
    CHECK(kg_arena_zero(arena, 0, 8) != NULL);
}

TEST("a growing block keeps its content from the first byte to megabytes")
{
    size_t size = 1;
    char *block = kg_arena_alloc(arena, size);
    block[0] = 'x';
    for (; size < (size_t)1 << 22; size *= 2) {
        block = kg_arena_grow(arena, block, size, size * 2);
        memset(block + size, 'x', size);
    }
    for (size_t i = 0; i < size; i++)
        CHECK(block[i] == 'x');
}

TEST("the newest large block grows without using up room for its old self")
{
    char *block = kg_arena_alloc(arena, LARGE_BLOCK);
    size_t before = arena->used;
    kg_arena_grow(arena, block, LARGE_BLOCK, 2 * LARGE_BLOCK);
    CHECK_INT(arena->used - before, LARGE_BLOCK);
}

TEST("large blocks between others grow too")
{
    char *blocks[3];
    for (int i = 0; i < 3; i++)
        blocks[i] = memset(kg_arena_alloc(arena, LARGE_BLOCK), 'a' + i, LARGE_BLOCK);
    static const int order[] = {1, 0, 2, 1};
    size_t sizes[] = {LARGE_BLOCK, LARGE_BLOCK, LARGE_BLOCK};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        int which = order[i];
        blocks[which] = kg_arena_grow(arena, blocks[which], sizes[which], sizes[which] * 5);
        sizes[which] *= 5;
    }
    for (int i = 0; i < 3; i++)
        for (size_t j = 0; j < LARGE_BLOCK; j++)
            CHECK(blocks[i][j] == 'a' + i);
}

TEST("a block may grow to a smaller size and from nothing")
{
    char *block = kg_arena_grow(arena, NULL, 0, 10);
    memcpy(block, "0123456789", 10);
    block = kg_arena_grow(arena, block, 10, 4);
    CHECK(memcmp(block, "0123", 4) == 0);
    char *large = memset(kg_arena_alloc(arena, LARGE_BLOCK), 'x', LARGE_BLOCK);
    large = kg_arena_grow(arena, large, LARGE_BLOCK, LARGE_BLOCK / 2);
    CHECK(large[0] == 'x');
}

/* Whether taking blocks of `size` bytes until there are `total` ends at the recovery point. */
static bool exhausts(size_t budget, size_t size, size_t total)
{
    jmp_buf recovery;
    struct kg_arena small;
    kg_arena_init(&small, budget, &recovery);
    volatile bool recovered = true;
    if (setjmp(recovery) == 0) {
        for (size_t taken = 0; taken < total; taken += size)
            kg_arena_alloc(&small, size);
        recovered = false;
    }
    bool within = small.used <= budget;
    kg_arena_release(&small);
    CHECK(within);
    return recovered;
}

TEST("an arena beyond its budget goes to the recovery point, in small steps and in large ones")
{
    CHECK(exhausts(SMALL_BUDGET, 100, 2 * SMALL_BUDGET));
    CHECK(exhausts(SMALL_BUDGET, LARGE_BLOCK, 2 * SMALL_BUDGET));
    CHECK(exhausts(SMALL_BUDGET, SIZE_MAX, 1));
    CHECK(exhausts(SIZE_MAX, SIZE_MAX - 8, 1));
    CHECK(exhausts(0, 1, 1));
    CHECK(!exhausts(SMALL_BUDGET, LARGE_BLOCK, LARGE_BLOCK));
}

/* Whether `count` objects of `size` zero bytes end at the recovery point. */
static bool refuses_zero(size_t count, size_t size)
{
    jmp_buf recovery;
    struct kg_arena small;
    kg_arena_init(&small, SMALL_BUDGET, &recovery);
    volatile bool recovered = true;
    if (setjmp(recovery) == 0) {
        kg_arena_zero(&small, count, size);
        recovered = false;
    }
    kg_arena_release(&small);
    return recovered;
}

TEST("a product of sizes that overflows is a lack of memory")
{
    CHECK(refuses_zero(SIZE_MAX / 2 + 2, 2));
    CHECK(refuses_zero(2, SIZE_MAX / 2 + 2));
    CHECK(!refuses_zero(10, 10));
}

TEST("growing a large block beyond the budget leaves it as it was")
{
    jmp_buf recovery;
    struct kg_arena small;
    kg_arena_init(&small, SMALL_BUDGET, &recovery);
    char *volatile block = NULL;
    volatile bool recovered = true;
    if (setjmp(recovery) == 0) {
        block = memset(kg_arena_alloc(&small, LARGE_BLOCK), 'x', LARGE_BLOCK);
        kg_arena_grow(&small, block, LARGE_BLOCK, 8 * LARGE_BLOCK);
        recovered = false;
    }
    bool intact = block != NULL && block[LARGE_BLOCK - 1] == 'x';
    kg_arena_release(&small);
    CHECK(recovered);
    CHECK(intact);
}

/* Notes in which order releases are called. */
struct journal {
    char entries[8];
    size_t count;
};

struct entry {
    struct journal *journal;
    char name;
};

static void write_entry(void *object)
{
    const struct entry *entry = object;
    entry->journal->entries[entry->journal->count++] = entry->name;
}

TEST("deferred releases run newest first, once, while the arena's memory is still there")
{
    jmp_buf recovery;
    struct kg_arena other;
    struct journal journal = {.count = 0};
    kg_arena_init(&other, SMALL_BUDGET, &recovery);
    bool within_budget = setjmp(recovery) == 0;
    CHECK(within_budget);
    if (!within_budget)
        return;
    for (char name = 'a'; name <= 'c'; name++) {
        struct entry *entry = kg_arena_alloc(&other, sizeof *entry);
        *entry = (struct entry){&journal, name};
        kg_arena_defer(&other, write_entry, entry);
    }
    kg_arena_release(&other);
    kg_arena_release(&other);
    CHECK_TEXT(journal.entries, "cba");
}

TEST("a released arena is empty and can be used again")
{
    jmp_buf recovery;
    struct kg_arena other;
    kg_arena_init(&other, SMALL_BUDGET, &recovery);
    volatile int rounds = 0;
    if (setjmp(recovery) == 0)
        for (; rounds < 20; rounds++) {
            kg_arena_alloc(&other, SMALL_BUDGET / 2);
            kg_arena_release(&other);
        }
    CHECK_INT(rounds, 20);
    CHECK_INT(other.used, 0);
}

TEST("texts are copied with a final NUL and formatted")
{
    CHECK_TEXT(kg_arena_strdup(arena, "text"), "text");
    CHECK_TEXT(kg_arena_strndup(arena, "text", 2), "te");
    CHECK(memcmp(kg_arena_strndup(arena, "a\0b", 3), "a\0b", 4) == 0);
    CHECK_TEXT(kg_arena_printf(arena, "%s-%d%c", "a", 12, '!'), "a-12!");
    CHECK_INT(strlen(kg_arena_printf(arena, "%*s", 100000, "x")), 100000);
}

/* What an arena holds when it is about to be released. */
struct holding {
    const char *bytes;
    bool intact;
};

static void look(void *object)
{
    struct holding *holding = object;
    holding->intact = memcmp(holding->bytes, "secret", 6) == 0;
}

TEST("an arena that wipes keeps its content until the end, through all growth, and goes on wiping")
{
    struct kg_arena own;
    struct holding holding = {0};
    kg_arena_init(&own, 1 << 24, arena->recovery);
    kg_arena_wipe_on_release(&own);
    kg_arena_defer(&own, look, &holding);
    char *block = kg_arena_alloc(&own, 100000);
    memcpy(block, "secret", 6);
    for (size_t size = 100000; size < 1000000; size *= 2)
        block = kg_arena_grow(&own, block, size, 2 * size);
    holding.bytes = block;
    kg_arena_release(&own);
    CHECK(holding.intact);
    CHECK(own.wiping);
}
