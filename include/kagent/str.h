/*
 * str: a borrowed piece of text with its length.
 *
 * YAML scalars may hold NUL bytes and parts of texts are passed around without
 * copying, so texts inside the library are (pointer, length). A kg_str owns
 * nothing; it lives as long as what it points into. The empty text is
 * (anything, 0); the data pointer is never NULL.
 */
#ifndef KAGENT_STR_H
#define KAGENT_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct kg_arena;

struct kg_str {
    const char *data;
    size_t length;
};

/* For printf: `printf("%.*s", KG_STR_ARG(name))`. */
#define KG_STR_ARG(text) (int)(text).length, (text).data

/* A text literal as a constant initialiser. */
#define KG_STR(literal) ((struct kg_str){(literal), sizeof(literal) - 1})

static inline struct kg_str kg_str_from(const char *text)
{
    return (struct kg_str){text != NULL ? text : "", text != NULL ? strlen(text) : 0};
}

static inline bool kg_str_equal(struct kg_str a, struct kg_str b)
{
    return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

/* Whether `text` is exactly the NUL-terminated `other`. */
static inline bool kg_str_is(struct kg_str text, const char *other)
{
    return strlen(other) == text.length && memcmp(text.data, other, text.length) == 0;
}

/* Byte order, as Go compares strings: negative, 0 or positive. */
int kg_str_compare(struct kg_str a, struct kg_str b);

static inline bool kg_str_starts(struct kg_str text, const char *prefix)
{
    size_t length = strlen(prefix);
    return text.length >= length && memcmp(text.data, prefix, length) == 0;
}

static inline bool kg_str_ends(struct kg_str text, const char *suffix)
{
    size_t length = strlen(suffix);
    return text.length >= length && memcmp(text.data + text.length - length, suffix, length) == 0;
}

/* Index of the first `byte`, or -1. */
ptrdiff_t kg_str_find(struct kg_str text, char byte);

/* Index of the last `byte`, or -1. */
ptrdiff_t kg_str_find_last(struct kg_str text, char byte);

/* How many times the text has `byte`. */
size_t kg_str_count(struct kg_str text, char byte);

/* The text from `start` (clamped) to its end. */
struct kg_str kg_str_from_index(struct kg_str text, size_t start);

/* The first `length` bytes (clamped). */
struct kg_str kg_str_head(struct kg_str text, size_t length);

/* Without ASCII white space at both ends. */
struct kg_str kg_str_trim(struct kg_str text);

/*
 * Takes the piece before the next `separator` off the front of `*rest`.
 * Returns false when nothing is left. "a,,b" yields "a", "", "b"; "" yields
 * one empty piece when `*rest` has a non-NULL data pointer for the first time:
 * exactly Go's strings.Split. After the last piece `rest->data` is NULL.
 */
bool kg_str_split(struct kg_str *rest, char separator, struct kg_str *piece);

/* NUL-terminated copy in the arena. */
char *kg_str_copy(struct kg_arena *arena, struct kg_str text);

/* `a` followed by `b`, NUL-terminated, in the arena. */
struct kg_str kg_str_join(struct kg_arena *arena, struct kg_str a, struct kg_str b);

/* Whether the bytes are valid UTF-8 (RFC 3629: no surrogates, nothing above U+10FFFF). */
bool kg_str_is_utf8(struct kg_str text);

/*
 * Decodes the character at the start of `text` into `*code`. Returns its
 * length in bytes, or 0 when the bytes are no valid UTF-8 or the text is empty.
 */
size_t kg_utf8_decode(struct kg_str text, unsigned *code);

/* Writes `code` as UTF-8 into `out` (4 bytes of room). Returns the length. */
size_t kg_utf8_encode(unsigned code, char *out);

#endif
