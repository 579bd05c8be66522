/*
 * live_trial: what live checks share: the judged workload, and ways to speak of
 * things that are in no manifest.
 */
#ifndef KG_POLICY_LIVE_TRIAL_H
#define KG_POLICY_LIVE_TRIAL_H

#include "trial.h"

/* Judges the rollout and the capacity, once, for all checks. */
void kg_judge_live(struct kg_trial *trial);

/* "context prod, cluster c, user u, namespace kagent"; NULL when no cluster was asked. */
const char *kg_live_place(const struct kg_trial *trial);

/*
 * The workload's manifest, with the rollout and the rest known: what most live checks begin with.
 * NULL, with the reason noted, where there is nothing to look at.
 */
const struct kg_manifest *kg_each_live(struct kg_trial *trial);

/* The manifest's object as it is in the cluster; NULL when it was not looked for. */
const struct kg_live_object *kg_live_object_of(const struct kg_trial *trial,
                                               const struct kg_manifest *manifest);

/*
 * The items of a list of the cluster, or NULL: then it is noted as not checked,
 * with what it needs.
 */
const struct kg_node *kg_live_items(struct kg_trial *trial, const struct kg_snapshot_part *part,
                                    const char *what);

/*
 * A command to advise, as the user has to type it for this cluster and the namespace
 * of the manifest (NULL: of the workload in the cluster). In the arena.
 */
const char *kg_live_command(struct kg_trial *trial, const struct kg_manifest *manifest,
                            const char *format, ...) KG_PRINTF(3, 4);

/* Lets a finding speak of an object of the cluster, in the workload's namespace. */
struct kg_finding *kg_find_about(struct kg_trial *trial, struct kg_finding *finding,
                                 const char *api_version, const char *kind, const char *name);

/* Whether the kind of object lets nobody change this field once it exists. */
bool kg_is_immutable(enum kg_known_kind kind, const char *path);

/* Whether a container of the workload takes environment variables from this ConfigMap. */
bool kg_reads_by_env(const struct kg_manifest *workload, const char *config_map);

/* "a, b and 3 more", of texts. In the arena. */
const char *kg_joined(struct kg_arena *arena, const char *const *texts, size_t count);

#endif
