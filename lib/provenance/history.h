/*
 * history: one field, through all steps of a build.
 */
#ifndef KG_PROVENANCE_HISTORY_H
#define KG_PROVENANCE_HISTORY_H

#include "census.h"
#include "kagent/provenance.h"
#include "route.h"

struct kg_history {
    struct kg_census census;
    size_t number; /* of the resource, in order of appearance */
    const struct kg_route *route;
    struct kg_layer *layers;
    size_t count;
};

/* Follows the field at `route` of the resource with this number. */
void kg_history_init(struct kg_history *history, struct kg_arena *arena, size_t number,
                     const struct kg_route *route);

/* Takes note of one step; the observer, with the history as context. */
void kg_history_take(void *history, const struct kg_step *step, const struct kg_observed *resources,
                     size_t count);

#endif
