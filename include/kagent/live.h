/*
 * live: what a cluster says about the objects of an environment, at one moment.
 *
 * A snapshot of a workload (snapshot.h) with what judging a whole environment
 * takes besides: each object of the manifests as it lives there and as the
 * server would make it (its own answer to a dry run), endpoints, configurations,
 * claims, last lines of logs, warnings. It is a document and nothing else, so
 * that a case can be written to a file, sent to somebody, and judged again. What
 * could not be read says why: it is never taken for empty.
 *
 * No document of this kind holds a value of a Secret: kg_live_mask() has taken
 * them out before anything is stored.
 */
#ifndef KAGENT_LIVE_H
#define KAGENT_LIVE_H

#include "kagent/snapshot.h"

/* The lists of the namespace that a workload's snapshot does not have. */
enum kg_live_list {
    KG_LIVE_SLICES,    /* EndpointSlices */
    KG_LIVE_ENDPOINTS, /* Endpoints: only where the server has no slices */
    KG_LIVE_CONFIG_MAPS,
    KG_LIVE_CLAIMS,
    KG_LIVE_LIST_COUNT,
};

/* Their keys in the document: "claims". */
extern const char *const kg_live_keys[KG_LIVE_LIST_COUNT];

/* An object of the manifests, as it is in the cluster. Texts are never NULL unless said. */
struct kg_live_object {
    const char *api_version;
    const char *kind;
    const char *namespace; /* "" for what lives in none */
    const char *name;
    struct kg_node *live;    /* NULL when it is absent or unknown */
    const char *unknown;     /* why it is not known: "needs get roles"; NULL when it is known */
    struct kg_node *becomes; /* what an apply would make of it, as the server says; or NULL */
    const char *untried;     /* why the server was not asked; NULL when it was */
    struct kg_node *refused; /* the Status with which the server refuses the apply; or NULL */
    const struct kg_node *warnings; /* texts, which the server says to the apply; or NULL */
};

/* The end of what a container has written. */
struct kg_live_log {
    const char *pod;
    const char *container;
    const char *line;
};

struct kg_live {
    const char *context; /* of the kubeconfig; "" without one */
    const char *cluster;
    const char *user;
    const char *server;      /* URL */
    const char *namespace;   /* of the workload */
    const char *unreachable; /* why nothing could be asked at all; NULL when it could */
    const char *advice;      /* what to do about that; NULL for nothing */

    bool has_workload; /* whether the StatefulSet exists: only then `workload` is filled */
    struct kg_snapshot workload; /* `taken` and the lists are there in any case */
    struct kg_snapshot_part lists[KG_LIVE_LIST_COUNT];
    const struct kg_live_object *objects;
    size_t object_count;
    const struct kg_live_log *logs;
    size_t log_count;
    const struct kg_node *warnings; /* of the API, each text once; those of objects too; or NULL */
};

/*
 * Reads a snapshot from its document. Fails with KG_ERROR_UNKNOWN and the place
 * where it is none. Everything borrows from the document.
 */
int kg_live_read(struct kg_arena *arena, struct kg_node *document, struct kg_live *live,
                 struct kg_error *err);

/* The live state of the object of this kind and name, or NULL when it is not in the snapshot. */
const struct kg_live_object *kg_live_find(const struct kg_live *live, const char *kind,
                                          const char *namespace, const char *name);

/* The last line of a container of a pod, or NULL; of any container for a NULL. */
const char *kg_live_log_line(const struct kg_live *live, const char *pod, const char *container);

/* ---- secrets ---- */

/* What stands for a value of a Secret, where it is as in the manifests and where it is not. */
#define KG_LIVE_MASKED       "***"
#define KG_LIVE_MASKED_OTHER "*** (another value)"

/*
 * Takes the values out of an object that may be a Secret: in place; also what
 * `kubectl apply` noted in an annotation. `rendered` is the object of the manifests to
 * compare with, as it is there; NULL for none. Objects of other kinds are left
 * alone.
 */
void kg_live_mask(struct kg_arena *arena, struct kg_node *object, const struct kg_node *rendered);

/* The object of the manifests in the form that it is compared in: a masked copy of a Secret, else
 * itself. */
const struct kg_node *kg_live_rendered(struct kg_arena *arena, const struct kg_node *rendered);

#endif
