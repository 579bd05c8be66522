/*
 * unit: a unit test harness of two screens.
 *
 * Each test/unit/NAME_test.c is a program of its own. A test states a
 * behaviour and gets a fresh arena, which is released afterwards (so that
 * sanitizers see every leak):
 *
 *     #include "unit.h"
 *
 *     TEST("an empty text has no first byte")
 *     {
 *         CHECK_INT(kg_str_find(KG_STR(""), 'x'), -1);
 *     }
 *
 * A failed check prints both values and ends its test, not the program.
 * Checks may stand in helper functions too. Output is TAP; the last line is
 * `N passed, N failed, N skipped`.
 */
#ifndef UNIT_H
#define UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/str.h"

struct kg_node;

struct unit_test {
    const char *name;
    void (*run)(struct kg_arena *arena);
    struct unit_test *next;
};

void unit_register(struct unit_test *test);

#define UNIT_PASTE_(a, b) a##b
#define UNIT_PASTE(a, b)  UNIT_PASTE_(a, b)
#define UNIT_TEST_(id, title)                                                                      \
    static void UNIT_PASTE(unit_run_, id)(struct kg_arena * arena);                                \
    __attribute__((constructor)) static void UNIT_PASTE(unit_add_, id)(void)                       \
    {                                                                                              \
        static struct unit_test test = {.name = (title), .run = UNIT_PASTE(unit_run_, id)};        \
        unit_register(&test);                                                                      \
    }                                                                                              \
    static void UNIT_PASTE(unit_run_, id)(struct kg_arena * arena __attribute__((unused)))

/* Defines a test; `title` is the behaviour that it states. Its body sees `arena`. */
#define TEST(title) UNIT_TEST_(__LINE__, title)

/* Ends the test as failed unless ... */
#define CHECK(condition) unit_check((condition), #condition, __FILE__, __LINE__)
#define CHECK_INT(actual, expected)                                                                \
    unit_check_int((long long)(actual), (long long)(expected), #actual, __FILE__, __LINE__)
#define CHECK_TEXT(actual, expected)                                                               \
    unit_check_text((actual), (expected), #actual, __FILE__, __LINE__)
#define CHECK_STR(actual, expected)                                                                \
    unit_check_str((actual), (expected), #actual, __FILE__, __LINE__)
/* ... the message of the struct kg_error contains `part`. */
#define CHECK_ERROR(err, part) unit_check_error(&(err), (part), __FILE__, __LINE__)

void unit_check(bool holds, const char *what, const char *file, int line);
void unit_check_int(long long actual, long long expected, const char *what, const char *file,
                    int line);
void unit_check_text(const char *actual, const char *expected, const char *what, const char *file,
                     int line);
void unit_check_str(struct kg_str actual, const char *expected, const char *what, const char *file,
                    int line);
void unit_check_error(const struct kg_error *err, const char *part, const char *file, int line);

/* The document of a YAML text that is called `name`; the test fails when there is none. */
struct kg_node *unit_yaml(struct kg_arena *arena, const char *name, const char *text);

/* Ends the test as skipped, with the reason. */
void unit_skip(const char *reason) __attribute__((noreturn));

#endif
