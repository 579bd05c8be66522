/*
 * palette: how a text marks its parts, on a terminal or elsewhere.
 *
 * The library does not know where its texts go. Whoever prints one says by a
 * palette whether it may hold escape sequences: none in files and pipes, few on
 * a terminal. A member is what is written in front of a part; `reset` follows.
 */
#ifndef KAGENT_PALETTE_H
#define KAGENT_PALETTE_H

struct kg_palette {
    const char *faint;   /* what accompanies the matter: comments, places */
    const char *heading; /* titles */
    const char *added;
    const char *removed;
    const char *changed;
    const char *error;   /* what fails */
    const char *warning; /* what may fail */
    const char *passed;  /* what is well */
    const char *reset;
};

/* No marks at all: every member is "". */
extern const struct kg_palette kg_palette_plain;

/* The marks of ECMA-48, which every terminal in use understands; colours as git and diff choose. */
extern const struct kg_palette kg_palette_terminal;

#endif
