/*
 * collect: asks a cluster for everything that judging an environment takes.
 *
 * Two rounds, each all at once over the client's connections: first one request
 * for each kind (a list, or one object where only one is of interest) and one
 * about what we may do; then, where that allows it, one dry run of an apply for
 * each object, and the last line of each failing pod's log. What is refused is
 * noted with the right that it takes ("needs list nodes"), and the rest goes on.
 *
 * The outcome is the document of a live snapshot (live.h). Nothing is changed in
 * the cluster: all writes carry dryRun=All.
 */
#ifndef KAGENT_COLLECT_H
#define KAGENT_COLLECT_H

#include "kagent/kube.h"
#include "kagent/schema.h"
#include "kagent/snapshot.h"

/* Warnings of the API, each once. Give `kg_collect_warn` and this to the client's options. */
struct kg_collect_warnings {
    struct kg_arena *arena;
    struct kg_node *texts; /* a sequence */
};

void kg_collect_warnings_init(struct kg_collect_warnings *warnings, struct kg_arena *arena);
void kg_collect_warn(void *warnings, const char *text);

/* What to ask. Everything is borrowed and must live until `done`. */
struct kg_collect_options {
    struct kg_kube *kube;
    const struct kg_kubeconfig *config;
    const struct kg_collect_warnings *warnings; /* NULL: none are kept */
    const struct kg_schema *schema;             /* to know the kinds' resources */
    const char *namespace;                      /* of the workload */
    const char *statefulset;                    /* its name; NULL: there is none to judge */
    struct kg_node *const *objects;             /* the manifests */
    size_t count;
    bool dry_run; /* ask the server what an apply would make of them */
    int64_t now;  /* the moment, for the document */
};

/*
 * Starts to ask; `done` is called from the client's loop with the document, once.
 * The document and all that hangs on it are in `arena`. A cluster that cannot be
 * reached yields a document too, which says so.
 */
void kg_collect_start(struct kg_arena *arena, const struct kg_collect_options *options,
                      void (*done)(void *context, struct kg_node *document), void *context);

/*
 * The document that says that nothing could be asked, and why: for a client that
 * could not even be made. `config` may be NULL, then `context` names it.
 */
struct kg_node *kg_collect_nothing(struct kg_arena *arena, const struct kg_kubeconfig *config,
                                   const char *context, int64_t now, const struct kg_error *err);

/* ---- one workload ---- */

/* Which StatefulSet, and which lists around it. Everything is borrowed. */
struct kg_collect_workload {
    struct kg_kube *kube;
    const struct kg_kubeconfig *config;
    const char *namespace;
    const char *name;
    const enum kg_snapshot_list *lists; /* the others are not known: "not asked for" */
    size_t count;                       /* of `lists` */
    int64_t now;                        /* the moment, for the snapshot */
};

/*
 * Fills a snapshot, all of it at once: one request for the StatefulSet and one
 * for each list. A list that cannot be read says why. Fails when the StatefulSet
 * cannot be read; one that does not exist is KG_ERROR_NEGATIVE, and the error
 * says what there is instead. Steps the client's loop until all has come.
 *
 * `also` (NULL: nothing) is one request more that goes out with them and gets its
 * answer; whatever that is, it is the caller's to judge.
 */
int kg_collect_workload(struct kg_arena *arena, const struct kg_collect_workload *wanted,
                        struct kg_kube_call *also, struct kg_snapshot *snapshot,
                        struct kg_error *err);

/* Adds one list more to its snapshot. */
void kg_collect_list(struct kg_arena *arena, const struct kg_collect_workload *wanted,
                     enum kg_snapshot_list list, struct kg_snapshot *snapshot);

#endif
