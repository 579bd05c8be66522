/*
 * survey: nodes, what runs on them, and whether they take a pod of the set.
 */
#ifndef KG_WORKLOAD_SURVEY_H
#define KG_WORKLOAD_SURVEY_H

#include "kagent/map.h"
#include "kagent/snapshot.h"

#include "company.h"
#include "requests.h"

/* A node and what is known about the pods on it. */
struct kg_site {
    const struct kg_node *node;
    struct kg_requests used; /* by pods of others */
    int64_t others;          /* how many of them */
    int64_t own;             /* wanted pods of the set */
};

struct kg_survey {
    struct kg_arena *arena;
    const struct kg_snapshot *snapshot;
    const struct kg_node *spec; /* of the pod template */
    struct kg_company_pod self; /* a pod of the template */
    struct kg_str set;          /* name and uid of the set */
    struct kg_str uid;
    int64_t start; /* the ordinals asked about */
    int64_t wanted;
    struct kg_requests requests; /* of one pod */
    bool has_host_port;          /* so that a node has one pod of the set at most */
    struct kg_map nodes;         /* names to struct kg_site */
    struct kg_site *sites;       /* parallel to the list of nodes */
    size_t site_count;
};

/* Takes stock of nodes and pods. */
void kg_survey_init(struct kg_survey *survey, struct kg_arena *arena,
                    const struct kg_snapshot *snapshot, int64_t wanted);

/* Whether it is a pod of the set that has a node and stays there. */
bool kg_survey_is_placed(const struct kg_survey *survey, const struct kg_node *pod);

/* Whether it is a pod of others that stays: what is going makes room by itself. */
bool kg_survey_is_other(const struct kg_survey *survey, const struct kg_node *pod);

/* The node of a pod; NULL while it has none, or none that is known. */
struct kg_site *kg_survey_site(const struct kg_survey *survey, const struct kg_node *pod);

/*
 * How many pods of the set the node's resources hold beside those of others;
 * INT64_MAX when nothing bounds it. `*scarce` gets the resource that does, "pods"
 * for their number.
 */
int64_t kg_survey_room(const struct kg_survey *survey, const struct kg_site *site,
                       struct kg_str *scarce);

/* Why the node takes no pod of the set; NULL when it does. */
const char *kg_survey_reason(const struct kg_survey *survey, const struct kg_site *site);

#endif
