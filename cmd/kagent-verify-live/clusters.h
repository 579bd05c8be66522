/*
 * clusters: which clusters are asked about which subjects, and the clients for them.
 */
#ifndef KG_VERIFY_LIVE_CLUSTERS_H
#define KG_VERIFY_LIVE_CLUSTERS_H

#include "kagent/collect.h"

#include "../common/kube.h"
#include "../kubectl-kagent-verify/live.h"

struct changes;

/* One subject in one cluster. */
struct inquiry {
    struct live *all;
    struct kg_policy_subject subject;
    const char *context; /* NULL: that of the command line, or the current one */
    const char *namespace;
    const char *set; /* the StatefulSet's name; NULL: there is none to judge */
    struct kg_collect_warnings warnings;
    struct cmd_kube cluster;
    struct kg_error *obstacle; /* why there is no client; NULL when there is one */
    struct kg_node *document;  /* the answer of this round; NULL: not yet */
};

/* Everything that is asked, on one loop. */
struct live {
    struct kg_arena *arena;
    const struct kg_arguments *arguments;
    const struct kg_kubeconfig_files *files;
    struct kg_http *http;
    struct kg_kube_plugins *plugins; /* of all clients on the loop */
    bool several;                    /* contexts */
    struct inquiry *items;
    size_t count;

    struct kg_arena *round; /* what answers are put into */
    size_t next;            /* the first that has not been started in this round */
    size_t running;

    struct changes *changes; /* what happens in the clusters; NULL: nobody wants to know */
    int signals;             /* a descriptor (signals.h); -1: they are not caught */
    int signal;              /* that has come; 0 for none */
};

/*
 * Reads the kubeconfig, pairs subjects with contexts, and makes the clients. What
 * stands in the way of one is kept for its verdict, unless the user has named the
 * cluster: then it fails.
 */
int clusters_open(struct live *live, const struct gathered *gathered, struct kg_error *err);

#endif
