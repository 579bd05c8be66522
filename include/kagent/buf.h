/*
 * buf: a growing text in an arena.
 *
 * Every buffer has a largest size; growing beyond it is treated like a lack of
 * memory (arena.h). The text is always NUL-terminated once something was added
 * and may hold NULs itself.
 */
#ifndef KAGENT_BUF_H
#define KAGENT_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "kagent/arena.h"
#include "kagent/str.h"

struct kg_buf {
    struct kg_arena *arena;
    char *data;
    size_t length;
    size_t capacity;
    size_t limit;
};

/* An empty buffer that may grow to `limit` bytes. Nothing to release: the arena owns it. */
void kg_buf_init(struct kg_buf *buf, struct kg_arena *arena, size_t limit);

/* Forgets the content, keeps the memory. */
void kg_buf_reset(struct kg_buf *buf);

/*
 * Makes room for `extra` more bytes and a NUL and returns where they go. Who
 * writes there adds to `length` himself.
 */
char *kg_buf_reserve(struct kg_buf *buf, size_t extra);

/* Append bytes, a piece of text, a NUL-terminated text, one byte, one byte `count` times. */
void kg_buf_add(struct kg_buf *buf, const char *data, size_t length);
void kg_buf_add_str(struct kg_buf *buf, struct kg_str text);
void kg_buf_add_text(struct kg_buf *buf, const char *text);
void kg_buf_add_char(struct kg_buf *buf, char byte);
void kg_buf_add_repeated(struct kg_buf *buf, char byte, size_t count);

/*
 * Appends a text from outside as a terminal may see it: control characters, line
 * breaks among them, and what is no UTF-8 become escapes (`\n`, `\x1b`).
 */
void kg_buf_add_visible(struct kg_buf *buf, struct kg_str text);

/* The same for its first character only. Returns how many bytes of `text` that is. */
size_t kg_buf_add_visible_char(struct kg_buf *buf, struct kg_str text);

/* Append formatted text; of the library's own templates only, so length is never negative. */
void kg_buf_printf(struct kg_buf *buf, const char *format, ...) KG_PRINTF(2, 3);
void kg_buf_vprintf(struct kg_buf *buf, const char *format, va_list arguments) KG_PRINTF(2, 0);

/* The content; valid until the next addition. */
struct kg_str kg_buf_str(const struct kg_buf *buf);

/*
 * Appends the error as a person reads it: `file:line:column: message`, then the
 * advice on a line of its own. Line breaks in the message become `\n`.
 */
void kg_buf_add_error(struct kg_buf *buf, const struct kg_error *err);

#endif
