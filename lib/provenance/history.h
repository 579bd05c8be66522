/*
 * history: one field, through all steps of a build.
 *
 * What the field was at each step is written down on the way, and put together
 * backwards: only the end tells which element of a list is meant. From there an
 * element is followed to where it was a step before, by its node, which survives
 * moves and renames; by its place in the source, which survives the rebuilding
 * of a JSON patch; and at last by what it says (identity.h).
 */
#ifndef KG_PROVENANCE_HISTORY_H
#define KG_PROVENANCE_HISTORY_H

#include "census.h"
#include "identity.h"
#include "kagent/provenance.h"

struct kg_glimpse;

/* The way to the field after one step. */
struct kg_state {
    const struct kg_step *step;
    const struct kg_glimpse *root; /* NULL when the resource is gone */
};

struct kg_history {
    struct kg_census census;
    const struct kg_merge_schema *schema;
    const struct kg_route *route;
    size_t number; /* of the resource, in order of appearance */
    struct kg_state *states;
    size_t count;
    size_t capacity;
};

/* A history to be written of the field at `route` of the resource with this number. */
void kg_history_init(struct kg_history *history, struct kg_arena *arena,
                     const struct kg_merge_schema *schema, size_t number,
                     const struct kg_route *route);

/* Takes note of one step; the observer, with the history as context. */
void kg_history_take(void *history, const struct kg_step *step, const struct kg_observed *resources,
                     size_t count);

/* The steps that touched the field, oldest first; none if it was never there. */
const struct kg_layer *kg_history_layers(const struct kg_history *history, size_t *count);

#endif
