/*
 * regex_syntax: RE2's syntax read and written again as PCRE2's.
 *
 * Nothing of a pattern reaches PCRE2 as it was written: every element is read
 * by RE2's rules (as Go 1.23 has them) and written in a form that PCRE2 cannot
 * understand in another way. So what RE2 does not know never works here, and
 * inline flags, anchors and classes mean what they mean there. Captures and
 * greediness are dropped: they do not decide whether a text matches.
 */
#ifndef KG_REGEX_SYNTAX_H
#define KG_REGEX_SYNTAX_H

#include "kagent/buf.h"

/* Inline flags: (?i), (?m), (?s). Greediness, (?U), has no effect on a match. */
enum kg_regex_flag {
    KG_REGEX_FOLD_CASE = 1,
    KG_REGEX_MULTI_LINE = 2,
    KG_REGEX_DOT_ALL = 4,
    KG_REGEX_UNGREEDY = 8,
};

/* The end of Unicode. */
enum { KG_RUNE_MAX = 0x10FFFF };

/* What stands in a class of PCRE2's for no character at all. */
#define KG_REGEX_NOTHING "\\P{Any}"

struct kg_regex_group;

struct kg_regex_parser {
    struct kg_arena *arena;
    struct kg_str pattern; /* valid UTF-8 */
    size_t at;             /* the next byte to read */
    unsigned flags;        /* in force here */
    struct kg_buf out;     /* the translation */
    struct kg_error *err;

    struct kg_regex_group *groups; /* the open ones, innermost last */
    size_t depth;
    size_t capacity;

    /* What a repetition operator would apply to. */
    bool has_atom;
    bool atom_repeated;   /* it already has one */
    bool atom_single;     /* it matches one character */
    size_t atom_start;    /* where it begins in `out` */
    unsigned atom_weight; /* how many copies of something its counted repetitions make */
};

/* Translates `pattern`. Fails with Go's reason where regexp.Compile does. */
int kg_regex_translate(struct kg_arena *arena, struct kg_str pattern, struct kg_str *translated,
                       struct kg_error *err);

/* ---- between the two halves of the translator ---- */

/* Records "reason: `piece`", piece being the pattern from `start` to here. Returns -1. */
int kg_regex_refuse(struct kg_regex_parser *parser, size_t start, const char *reason);

/* Whether the rest of the pattern starts so. */
bool kg_regex_sees(const struct kg_regex_parser *parser, const char *text);

bool kg_regex_at_end(const struct kg_regex_parser *parser);

/* Reads one character. Not to be called at the end. */
unsigned kg_regex_next(struct kg_regex_parser *parser);

static inline bool kg_regex_is_alphanumeric(unsigned code)
{
    return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
           (code >= 'a' && code <= 'z');
}

/* Writes a character so that it means itself, in and outside of classes. */
void kg_regex_put_char(struct kg_regex_parser *parser, unsigned code);

/* Reads the escape of a single character, at a backslash. */
int kg_regex_read_escape(struct kg_regex_parser *parser, unsigned *code);

/* Whether \d, \pL or another escape that stands for a set of characters is next. */
bool kg_regex_sees_set(const struct kg_regex_parser *parser);

/* Reads and writes a set of characters: such an escape, or a class in brackets. */
int kg_regex_read_set(struct kg_regex_parser *parser);

#endif
