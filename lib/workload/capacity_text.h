/*
 * capacity_text: the arithmetic of a capacity in words.
 */
#ifndef KG_WORKLOAD_CAPACITY_TEXT_H
#define KG_WORKLOAD_CAPACITY_TEXT_H

#include "kagent/capacity.h"

#include "survey.h"

/* Writes the sentences of a capacity whose numbers are there. */
void kg_capacity_tell(const struct kg_survey *survey, struct kg_capacity *capacity);

#endif
