/*
 * arena: memory that is given back all at once.
 *
 * A document, a build or a snapshot lives in one arena: its nodes, strings and
 * tables are taken from it and released together. There is no freeing of
 * single pieces.
 *
 * Allocation never returns NULL. When the system refuses memory, or when the
 * arena's budget is spent (hostile input that expands without end), control
 * jumps to the recovery point that the owner set up. This keeps thousands of
 * unreachable NULL checks out of the pure code, and leaves one place per
 * command that says "out of memory":
 *
 *     jmp_buf recovery;
 *     struct kg_arena arena;
 *     kg_arena_init(&arena, budget, &recovery);
 *     if (setjmp(recovery) != 0)
 *         rc = kg_error_set(err, KG_ERROR_UNKNOWN, "out of memory");
 *     else
 *         rc = build(&arena, err);
 *     kg_arena_release(&arena);
 *
 * Because of the jump, code between the recovery point and an allocation must
 * hold nothing that only its own stack knows: file descriptors, parsers and
 * the like are handed to the arena with kg_arena_defer().
 */
#ifndef KAGENT_ARENA_H
#define KAGENT_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "kagent/error.h"

/* Where there is no memory left the recovery point is jumped to. */
#define KG_NEVER_NULL __attribute__((returns_nonnull))

struct kg_arena_chunk;
struct kg_arena_large;
struct kg_arena_deferred;

struct kg_arena {
    struct kg_arena_chunk *chunks;
    struct kg_arena_large *large; /* blocks with an allocation of their own, growable in place */
    struct kg_arena_deferred *deferred;
    char *next; /* free space of the newest chunk */
    char *end;
    size_t used;   /* bytes taken from the system so far */
    size_t budget; /* upper limit of `used` */
    jmp_buf *recovery;
    bool wiping; /* memory is overwritten before it is given back */
};

/*
 * Makes an empty arena that may take up to `budget` bytes from the system.
 * `recovery` is borrowed and must be set (setjmp) before the first allocation.
 */
void kg_arena_init(struct kg_arena *arena, size_t budget, jmp_buf *recovery);

/*
 * Makes an empty arena within `arena`, for what is needed for a while only. It
 * shares the recovery point, wipes if `arena` does, and is released with it at
 * the latest; it may be released, and then used again, at any time before.
 */
struct kg_arena *kg_arena_child(struct kg_arena *arena, size_t budget);

/*
 * From now on all memory of the arena is overwritten before the system gets it
 * back: for credentials and what they are made of. The arena must be empty.
 */
void kg_arena_wipe_on_release(struct kg_arena *arena);

/* Runs the deferred releases, newest first, and frees everything. Idempotent. */
void kg_arena_release(struct kg_arena *arena);

/* `size` bytes, aligned for any object, not initialised. */
void *kg_arena_alloc(struct kg_arena *arena, size_t size) KG_NEVER_NULL;

/* `count` objects of `size` bytes, all zero. */
void *kg_arena_zero(struct kg_arena *arena, size_t count, size_t size) KG_NEVER_NULL;

/*
 * Moves a block of `old_size` bytes into one of `new_size` bytes, in place
 * where possible. `old` may be NULL when `old_size` is 0. The old pointer is
 * invalid afterwards.
 */
void *kg_arena_grow(struct kg_arena *arena, void *old, size_t old_size, size_t new_size);

/*
 * Makes room for one more element in a list that has `count` of `size` bytes
 * and has only ever grown by this function, from NULL: it takes memory at every
 * power of two. Returns the list, which may have moved.
 */
void *kg_arena_extend(struct kg_arena *arena, void *items, size_t count, size_t size) KG_NEVER_NULL;

/* Calls `release(object)` when the arena is released. */
void kg_arena_defer(struct kg_arena *arena, void (*release)(void *object), void *object);

/* A NUL-terminated copy of `length` bytes, which may hold NULs themselves. */
char *kg_arena_strndup(struct kg_arena *arena, const char *text, size_t length) KG_NEVER_NULL;

/* A copy of a NUL-terminated text. */
char *kg_arena_strdup(struct kg_arena *arena, const char *text) KG_NEVER_NULL;

/* A formatted text. */
char *kg_arena_printf(struct kg_arena *arena, const char *format, ...) KG_PRINTF(2, 3);
char *kg_arena_vprintf(struct kg_arena *arena, const char *format, va_list arguments)
    KG_PRINTF(2, 0);

#endif
