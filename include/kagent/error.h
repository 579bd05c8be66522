/*
 * error: the one shape in which every failure of the library travels.
 *
 * A function that can fail takes a `struct kg_error *` last and returns 0 or
 * a negative number. On success the error is left untouched; on failure it
 * holds a class, a position where one is known, a message that can be printed
 * as it is, and (where there is something to do) advice on what to type next.
 * Callers on the way up add context in front of the message.
 *
 * Passing NULL for the error is allowed: the failure is then only the return
 * value, for callers that merely try something.
 */
#ifndef KAGENT_ERROR_H
#define KAGENT_ERROR_H

#include <stdarg.h>

/*
 * What a failure means to the person at the terminal. The values are the exit
 * codes of the whole suite (docs/ARCHITECTURE.md, "Exit codes").
 */
enum kg_error_class {
    KG_ERROR_NEGATIVE = 1, /* the answer is no: a build refused, a check failed */
    KG_ERROR_USAGE = 2,    /* the command line is wrong */
    KG_ERROR_UNKNOWN = 3,  /* could not find out: unreachable, unreadable, out of memory */
    KG_ERROR_TIMEOUT = 4,  /* the deadline passed while the answer was open */
};

/* A place in a source text. Lines and columns count from 1; 0 means unknown. */
struct kg_position {
    const char *file; /* borrowed; NULL when there is no file */
    unsigned line;
    unsigned column;
};

enum { KG_ERROR_FILE_MAX = 512, KG_ERROR_MESSAGE_MAX = 2048, KG_ERROR_ADVICE_MAX = 1024 };

/*
 * A failure. It owns its texts, so it outlives arenas and documents. Texts
 * that do not fit have "..." for their middle. Initialise with `= KG_ERROR_INIT`; there is
 * nothing to release.
 */
struct kg_error {
    enum kg_error_class class;
    char file[KG_ERROR_FILE_MAX];
    unsigned line;
    unsigned column;
    char message[KG_ERROR_MESSAGE_MAX];
    char advice[KG_ERROR_ADVICE_MAX];
};

#define KG_ERROR_INIT                                                                              \
    {                                                                                              \
        .class = KG_ERROR_NEGATIVE                                                                 \
    }

/* The compiler checks the arguments against the format (parameters count from 1). */
#define KG_PRINTF(template, first) __attribute__((format(printf, template, first)))

/* Records a failure without a position. Returns -1, so that a caller can return it. */
int kg_error_set(struct kg_error *err, enum kg_error_class class, const char *format, ...)
    KG_PRINTF(3, 4);

/* Records a failure at `where`. Returns -1. */
int kg_error_at(struct kg_error *err, enum kg_error_class class, struct kg_position where,
                const char *format, ...) KG_PRINTF(4, 5);

/* The same with the arguments in a list. */
int kg_error_at_list(struct kg_error *err, enum kg_error_class class, struct kg_position where,
                     const char *format, va_list arguments) KG_PRINTF(4, 0);

/* Puts `context: ` in front of the message. Returns -1. */
int kg_error_context(struct kg_error *err, const char *format, ...) KG_PRINTF(2, 3);

/* Gives the failure a position, unless it has one already. Returns -1. */
int kg_error_locate(struct kg_error *err, struct kg_position where);

/* Hands on a failure that was looked at first: copies `why` into `err`. */
int kg_error_pass(struct kg_error *err, const struct kg_error *why);

/* Says what to do next; the last advice given wins. Returns -1. */
int kg_error_advise(struct kg_error *err, const char *format, ...) KG_PRINTF(2, 3);

#endif
