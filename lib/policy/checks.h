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

/* check_services.c: Services, and what they lead to */
void kg_check_selector(struct kg_trial *trial);
void kg_check_governing_service(struct kg_trial *trial);
void kg_check_service_targets(struct kg_trial *trial);
void kg_check_way_in(struct kg_trial *trial);
void kg_check_unready_addresses(struct kg_trial *trial);
void kg_check_port_protocol(struct kg_trial *trial);

/* check_references.c */
void kg_check_references(struct kg_trial *trial);

/* check_containers.c: probes, images, resources */
void kg_check_probes(struct kg_trial *trial);
void kg_check_image_tag(struct kg_trial *trial);
void kg_check_resources(struct kg_trial *trial);

/* check_scaling.c: how many pods there are, and how many there stay */
void kg_check_autoscaler(struct kg_trial *trial);
void kg_check_budget(struct kg_trial *trial);
void kg_check_budget_exists(struct kg_trial *trial);
void kg_check_single(struct kg_trial *trial);
void kg_check_update_strategy(struct kg_trial *trial);
void kg_check_zones(struct kg_trial *trial);

/* The fewest replicas that a workload is meant to have: the autoscaler's floor where it has one. */
int64_t kg_fewest_replicas(const struct kg_trial *trial, const struct kg_manifest *workload);

/* check_api.c: what the API server would say */
void kg_check_fields(struct kg_trial *trial);
void kg_check_values(struct kg_trial *trial);
void kg_check_pods(struct kg_trial *trial);
void kg_check_versions(struct kg_trial *trial);

/* check_immutable.c, check_restart.c: what changes from an earlier rendering */
void kg_check_immutable(struct kg_trial *trial);
void kg_check_restart(struct kg_trial *trial);

/* check_structure.c: what an environment has in common with its base, and where it lives */
void kg_check_structure(struct kg_trial *trial);
void kg_check_base_untouched(struct kg_trial *trial);
void kg_check_namespace(struct kg_trial *trial);

/* check_config.c: what the agents are told */
void kg_check_a2a_settings(struct kg_trial *trial);
void kg_check_log_level(struct kg_trial *trial);
void kg_check_confidential(struct kg_trial *trial);

/* check_pod_security.c: what pods are allowed to do to their node */
void kg_check_pod_security(struct kg_trial *trial);

/* check_security.c: what pods and accounts have no use for */
void kg_check_hardening(struct kg_trial *trial);
void kg_check_rights(struct kg_trial *trial);

/* check_network.c: what network policies leave of the agents' talk */
void kg_check_network_policy(struct kg_trial *trial);

/* check_rollout.c: do all agents run as they shall? */
void kg_check_reachable(struct kg_trial *trial);
void kg_check_rollout(struct kg_trial *trial);
void kg_check_trap(struct kg_trial *trial);
void kg_check_terminal(struct kg_trial *trial);
void kg_check_scheduling(struct kg_trial *trial);
void kg_check_creation(struct kg_trial *trial);
void kg_check_termination(struct kg_trial *trial);
void kg_check_revision(struct kg_trial *trial);

/* check_cluster.c: what is around the agents in the cluster */
void kg_check_company(struct kg_trial *trial);
void kg_check_live_replicas(struct kg_trial *trial);
void kg_check_stale_configuration(struct kg_trial *trial);
void kg_check_live_budget(struct kg_trial *trial);
void kg_check_live_autoscaler(struct kg_trial *trial);
void kg_check_claims(struct kg_trial *trial);
void kg_check_api_warnings(struct kg_trial *trial);

/* check_endpoints.c, check_drift.c: is the cluster what the manifests say? */
void kg_check_endpoints(struct kg_trial *trial);
void kg_check_drift(struct kg_trial *trial);
void kg_check_live_immutable(struct kg_trial *trial);

#endif
