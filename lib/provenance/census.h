/*
 * census: the resources of a build, from their first appearance to their last.
 *
 * An observer of a build (struct kg_kustomize_options) that remembers, for each
 * resource, the names it had and what became of it. The order in which
 * resources appear is the same in every build of the same files, so a resource
 * can be found again in a second build by its number.
 */
#ifndef KG_PROVENANCE_CENSUS_H
#define KG_PROVENANCE_CENSUS_H

#include "../kustomize/resource.h"
#include "kagent/kustomize.h"

/* One resource. */
struct kg_sighting {
    const void *identity;
    size_t number;     /* of all, in order of appearance */
    struct kg_id *ids; /* all that it had, oldest first */
    size_t id_count;
    const struct kg_node *object; /* as it was seen last */
    const void *set;              /* where it was seen last */
    size_t round;                 /* the step at which it was */
    size_t place;                 /* and the place among the set's resources */
    const struct kg_step *gone;   /* the step that removed it, or NULL */
};

struct kg_census {
    struct kg_arena *arena;
    struct kg_map by_identity;
    struct kg_sighting **items;
    size_t count;
    size_t capacity;
    size_t round; /* the number of steps so far */
};

void kg_census_init(struct kg_census *census, struct kg_arena *arena);

/* Takes note of one step; to be called by, or as, the observer. */
void kg_census_take(struct kg_census *census, const struct kg_step *step,
                    const struct kg_observed *resources, size_t count);

/* Whether the resource is part of the outcome: it is when the last step has seen it. */
bool kg_census_is_built(const struct kg_census *census, const struct kg_sighting *sighting);

/* The id it first appeared with, and the one it has, or had, at the end. */
struct kg_id kg_sighting_first(const struct kg_sighting *sighting);
struct kg_id kg_sighting_last(const struct kg_sighting *sighting);

/* A step that outlives the call of its observer. */
const struct kg_step *kg_step_copy(struct kg_arena *arena, const struct kg_step *step);

#endif
