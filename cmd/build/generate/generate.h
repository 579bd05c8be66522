/*
 * generate: turns plugins.yaml into what the build and the packaging need.
 *
 * A program of the build, run on the machine that builds. It reads
 * plugins.yaml into the very structures that the commands see at run time
 * (kagent/suite.h); an output is a function that writes a text from them, in a
 * file of its own, with a line in main.c's table.
 */
#ifndef KG_BUILD_GENERATE_H
#define KG_BUILD_GENERATE_H

#include "kagent/buf.h"
#include "kagent/error.h"
#include "kagent/node.h"
#include "kagent/suite.h"

/*
 * Reads and checks the description. Every error has its line: unknown and
 * missing fields, wrong types, names used twice, defaults that their own flag
 * would refuse.
 */
int read_suite(struct kg_arena *arena, struct kg_node *document, struct kg_suite *suite,
               struct kg_error *err);

/* build/gen/suite.h: the names of commands, flags and choices for C. */
void write_header(const struct kg_suite *suite, struct kg_buf *out);

/* build/gen/suite.c: the tables. */
void write_tables(const struct kg_suite *suite, struct kg_buf *out);

/*
 * Links that `make install` adds, a line `LINK TARGET` each: kubectl looks for
 * kubectl-kagent-a2a_ping when a person types `kubectl kagent a2a-ping`, and asks
 * kubectl_complete-kagent-render how its words are completed.
 */
void write_links(const struct kg_suite *suite, struct kg_buf *out);

/*
 * The manual page of this name: kubectl-kagent, or kubectl-kagent-COMMAND.
 * Returns -1 when there is no such page.
 */
int write_man(const struct kg_suite *suite, const char *page, struct kg_buf *out);

/* docs/COMMANDS.md. */
void write_reference(const struct kg_suite *suite, struct kg_buf *out);

/* The version alone, for scripts. */
void write_version(const struct kg_suite *suite, struct kg_buf *out);

/*
 * What packages say of the suite, a line `FIELD<tab>TEXT` each: name, program,
 * version and summary, the lines of the description, and each command.
 */
void write_plugin(const struct kg_suite *suite, struct kg_buf *out);

#endif
