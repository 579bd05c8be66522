/*
 * checks: the functions behind the rows of the table (tables/checks.c), by file.
 */
#ifndef KG_POLICY_CHECKS_H
#define KG_POLICY_CHECKS_H

#include "trial.h"

/* check_build.c: that there are objects to judge, and declarations to judge them by */
void kg_check_renders(struct kg_trial *trial);
void kg_check_declarations(struct kg_trial *trial);

/* check_promises.c: what the environment promises of its StatefulSet */
void kg_check_stateful_set(struct kg_trial *trial);
void kg_check_anti_affinity(struct kg_trial *trial);
void kg_check_anti_affinity_term(struct kg_trial *trial);
void kg_check_replicas(struct kg_trial *trial);
void kg_check_ordered(struct kg_trial *trial);

#endif
