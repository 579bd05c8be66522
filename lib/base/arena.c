#include "kagent/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kagent/wipe.h"

/*
 * Under the address sanitizer every block has an allocation of its own, so that
 * a step over the end of one is noticed and does not land in the next.
 */
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { LARGE = 1 };
#else
enum { LARGE = 64 * 1024 }; /* from here on a block has an allocation of its own */
#endif

enum {
    ALIGNMENT = 16,
    CHUNK_MIN = 16 * 1024,   /* the first chunk: most commands need little */
    CHUNK_MAX = 1024 * 1024, /* chunks double up to this */
};

struct kg_arena_chunk {
    struct kg_arena_chunk *previous;
    size_t size;
    _Alignas(ALIGNMENT) char data[];
};

struct kg_arena_large {
    struct kg_arena_large *previous;
    struct kg_arena_large *next;
    size_t size;
    _Alignas(ALIGNMENT) char data[];
};

struct kg_arena_deferred {
    struct kg_arena_deferred *previous;
    void (*release)(void *object);
    void *object;
};

static size_t round_up(size_t size)
{
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

_Noreturn static void give_up(struct kg_arena *arena)
{
    longjmp(*arena->recovery, 1);
}

/* Accounts for `size` more bytes; gives up beyond the budget. */
static void spend(struct kg_arena *arena, size_t size)
{
    if (size > arena->budget - arena->used)
        give_up(arena);
    arena->used += size;
}

void kg_arena_init(struct kg_arena *arena, size_t budget, jmp_buf *recovery)
{
    *arena = (struct kg_arena){.budget = budget, .recovery = recovery};
}

void kg_arena_wipe_on_release(struct kg_arena *arena)
{
    arena->wiping = true;
}

/* Gives `block`, whose content has `size` bytes from `data` on, back to the system. */
static void give_back(const struct kg_arena *arena, void *block, void *data, size_t size)
{
    if (arena->wiping)
        kg_wipe(data, size);
    free(block);
}

void kg_arena_release(struct kg_arena *arena)
{
    for (struct kg_arena_deferred *d = arena->deferred; d != NULL; d = d->previous)
        d->release(d->object);
    for (struct kg_arena_large *l = arena->large; l != NULL;) {
        struct kg_arena_large *previous = l->previous;
        give_back(arena, l, l->data, l->size);
        l = previous;
    }
    for (struct kg_arena_chunk *c = arena->chunks; c != NULL;) {
        struct kg_arena_chunk *previous = c->previous;
        give_back(arena, c, c->data, c->size);
        c = previous;
    }
    *arena = (struct kg_arena){
        .budget = arena->budget, .recovery = arena->recovery, .wiping = arena->wiping};
}

static void *alloc_large(struct kg_arena *arena, size_t size)
{
    size_t total = sizeof(struct kg_arena_large) + size;
    if (total < size)
        give_up(arena);
    spend(arena, total);
    struct kg_arena_large *block = malloc(total);
    if (block == NULL)
        give_up(arena);
    block->size = size;
    block->next = NULL;
    block->previous = arena->large;
    if (arena->large != NULL)
        arena->large->next = block;
    arena->large = block;
    return block->data;
}

static void add_chunk(struct kg_arena *arena)
{
    size_t size = arena->chunks == NULL ? CHUNK_MIN : arena->chunks->size * 2;
    if (size > CHUNK_MAX)
        size = CHUNK_MAX;
    if (size < LARGE && arena->chunks != NULL)
        size = LARGE; /* any block below LARGE must fit a fresh chunk */
    size_t total = sizeof(struct kg_arena_chunk) + size;
    spend(arena, total);
    struct kg_arena_chunk *chunk = malloc(total);
    if (chunk == NULL)
        give_up(arena);
    chunk->size = size;
    chunk->previous = arena->chunks;
    arena->chunks = chunk;
    arena->next = chunk->data;
    arena->end = chunk->data + size;
}

void *kg_arena_alloc(struct kg_arena *arena, size_t size)
{
    if (size == 0)
        size = 1; /* not NULL, even in an arena that has nothing yet */
    if (size >= LARGE)
        return alloc_large(arena, size);
    size = round_up(size);
    while ((size_t)(arena->end - arena->next) < size)
        add_chunk(arena);
    void *block = arena->next;
    arena->next += size;
    return block;
}

void *kg_arena_zero(struct kg_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        give_up(arena);
    void *block = kg_arena_alloc(arena, count * size);
    memset(block, 0, count * size);
    return block;
}

/* realloc() would leave a moved block's bytes behind. Returns NULL when there is no memory. */
static void *move_wiped(struct kg_arena_large *block, size_t total)
{
    struct kg_arena_large *moved = malloc(total);
    if (moved == NULL)
        return NULL;
    memcpy(moved, block, sizeof(*block) + block->size);
    kg_wipe(block->data, block->size);
    free(block);
    return moved;
}

static void *grow_large(struct kg_arena *arena, void *old, size_t new_size)
{
    struct kg_arena_large *block =
        (struct kg_arena_large *)((char *)old - offsetof(struct kg_arena_large, data));
    if (new_size <= block->size)
        return old;
    spend(arena, new_size - block->size);
    size_t total = sizeof(*block) + new_size;
    struct kg_arena_large *moved = NULL;
    if (total >= new_size)
        moved = arena->wiping ? move_wiped(block, total) : realloc(block, total);
    if (moved == NULL)
        give_up(arena);
    moved->size = new_size;
    if (moved->previous != NULL)
        moved->previous->next = moved;
    if (moved->next != NULL)
        moved->next->previous = moved;
    else
        arena->large = moved;
    return moved->data;
}

void *kg_arena_grow(struct kg_arena *arena, void *old, size_t old_size, size_t new_size)
{
    if (old_size >= LARGE)
        return grow_large(arena, old, new_size);
    if (old_size == 0)
        return kg_arena_alloc(arena, new_size);
    char *end_of_old = (char *)old + round_up(old_size);
    if (end_of_old == arena->next && new_size < LARGE) {
        size_t extra = round_up(new_size) - round_up(old_size);
        if (new_size <= old_size)
            return old;
        if ((size_t)(arena->end - arena->next) >= extra) {
            arena->next += extra;
            return old;
        }
    }
    void *block = kg_arena_alloc(arena, new_size);
    memcpy(block, old, old_size < new_size ? old_size : new_size);
    return block;
}

void *kg_arena_extend(struct kg_arena *arena, void *items, size_t count, size_t size)
{
    if ((count & (count - 1)) != 0)
        return items;
    return kg_arena_grow(arena, items, count * size, (count == 0 ? 1 : 2 * count) * size);
}

void kg_arena_defer(struct kg_arena *arena, void (*release)(void *object), void *object)
{
    struct kg_arena_deferred *deferred = kg_arena_alloc(arena, sizeof(*deferred));
    *deferred = (struct kg_arena_deferred){arena->deferred, release, object};
    arena->deferred = deferred;
}

char *kg_arena_strndup(struct kg_arena *arena, const char *text, size_t length)
{
    char *copy = kg_arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *kg_arena_strdup(struct kg_arena *arena, const char *text)
{
    return kg_arena_strndup(arena, text, strlen(text));
}

char *kg_arena_vprintf(struct kg_arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        give_up(arena);
    char *text = kg_arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

char *kg_arena_printf(struct kg_arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = kg_arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

static void release_child(void *object)
{
    kg_arena_release(object);
}

struct kg_arena *kg_arena_child(struct kg_arena *arena, size_t budget)
{
    struct kg_arena *child = kg_arena_alloc(arena, sizeof(*child));
    kg_arena_init(child, budget, arena->recovery);
    child->wiping = arena->wiping;
    kg_arena_defer(arena, release_child, child);
    return child;
}
