/*
 * cases: tables of test cases in files, one case a line, its fields separated by tabs.
 *
 * In a field, \xHH stands for a byte. The programs that make the tables say
 * where their answers come from (cases.go).
 */
#ifndef CASES_H
#define CASES_H

#include "unit.h"

/* The content of a table; the running test fails when it cannot be read. */
struct kg_str cases_read(struct kg_arena *arena, const char *path);

/*
 * Takes the next line off the front of `*table` and its fields apart. Returns
 * false at the end of the table; a line with another number of fields than
 * `count` fails the running test.
 */
bool cases_next(struct kg_arena *arena, struct kg_str *table, struct kg_str *fields, size_t count);

/* Takes the next line off the front of `*table`, as it stands. Returns false at the end. */
bool cases_line(struct kg_str *table, struct kg_str *line);

/* A field with its escapes resolved. */
struct kg_str cases_field(struct kg_arena *arena, struct kg_str field);

/* Counts one case: prints it unless `actual` is what it must be. Returns 1 then, else 0. */
int cases_differ(struct kg_str text, struct kg_str actual, struct kg_str expected);

#endif
