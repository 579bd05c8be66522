/*
 * changes: the manifests of an earlier rendering (--against), beside those of now.
 */
#ifndef KG_POLICY_CHANGES_H
#define KG_POLICY_CHANGES_H

#include "trial.h"

/* The earlier manifests, in the trial's arena; NULL, which is said, when there are none. */
const struct kg_manifests *kg_previous_manifests(struct kg_trial *trial);

/* The one of the same kind, namespace and name; NULL when the object is new. */
const struct kg_manifest *kg_previous_of(const struct kg_manifests *previous,
                                         const struct kg_manifest *now);

#endif
