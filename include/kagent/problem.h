/*
 * problem: what is wrong at a place of a document, as data.
 *
 * Whoever judges a document (a schema, the rules that no schema holds) reports
 * problems here and goes on, so that a person sees all of them in one run.
 * What a problem weighs, and how it looks, is decided further up.
 *
 * While walking a document, the way to the current node is a chain of links on
 * the stack: it costs nothing until a problem is found and the chain is
 * written out.
 *
 *     struct kg_way containers = {.parent = way, .key = KG_STR("containers")};
 *     struct kg_way first = {.parent = &containers, .index = 0};
 *     kg_problem_add(problems, "required", &first, node, "a container needs a name");
 */
#ifndef KAGENT_PROBLEM_H
#define KAGENT_PROBLEM_H

#include "kagent/arena.h"
#include "kagent/node.h"
#include "kagent/str.h"

/* One step from a node to one inside it. The outermost link, with neither key nor parent, is the
 * object. */
struct kg_way {
    const struct kg_way *parent;
    struct kg_str key; /* of a mapping; with no data: an element of a sequence */
    size_t index;      /* the element, from 0 */
};

struct kg_problem {
    const char *rule;           /* names the rule that is broken, in the words of a test: "enum" */
    const struct kg_node *node; /* what to point at; NULL where nothing can be pointed at */
    const char *path;           /* "spec.containers[0].image", as the API server writes paths */
    const char *message;        /* a sentence without its full stop, to be printed as it is */
    const char *advice;         /* what to do about it, a whole sentence; NULL if there is none */
};

/* A list that grows. All memory is the arena's. */
struct kg_problems {
    struct kg_arena *arena;
    struct kg_problem *items;
    size_t count;
    size_t limit; /* no more are kept than this: a document of ten thousand errors says enough */
    size_t lost;  /* how many were found beyond the limit */
};

void kg_problems_init(struct kg_problems *problems, struct kg_arena *arena, size_t limit);

/*
 * Adds a problem. `rule` must outlive the list; `way` may be NULL for the whole
 * object. Returns the problem for kg_problem_advise(), or NULL when it was lost
 * to the limit.
 */
struct kg_problem *kg_problem_add(struct kg_problems *problems, const char *rule,
                                  const struct kg_way *way, const struct kg_node *node,
                                  const char *format, ...) KG_PRINTF(5, 6);

/* Sets the advice. `problem` may be NULL. */
void kg_problem_advise(struct kg_problems *problems, struct kg_problem *problem, const char *format,
                       ...) KG_PRINTF(3, 4);

/*
 * The way as a text in the arena. Keys that hold a dot, a bracket or a slash
 * are written as `labels[app.kubernetes.io/name]`, the way the API server does.
 */
const char *kg_way_text(struct kg_arena *arena, const struct kg_way *way);

#endif
