/*
 * mutants: documents that somebody got wrong, in every place and many ways.
 *
 * Whoever judges documents is to come back from each of them with something
 * that can be shown to a person. What is wrong is judged by the tables of cases;
 * this is about what nobody thought of.
 */
#ifndef MUTANTS_H
#define MUTANTS_H

#include "kagent/node.h"
#include "kagent/problem.h"

#include "unit.h"

/* Is called with each mutant; `scratch` is released afterwards. */
typedef void mutants_try(void *context, struct kg_arena *scratch);

/*
 * Puts each wrong value of the table into each place inside `root` in turn (or
 * only every `step`th of these pairs) and calls `try`. `root` is as before
 * afterwards. Returns the number of mutants.
 */
size_t mutants_each(struct kg_arena *arena, struct kg_node *root, size_t step, mutants_try *try,
                    void *context);

/* Ends the test as failed unless the problem has a rule, a place, and a sentence without its full
 * stop. */
void mutants_check_problem(const struct kg_problem *problem);

/* Ends the test as failed unless a terminal can be given these lines. */
void mutants_check_shown(struct kg_str text);

#endif
