/*
 * collect: what its parts share.
 */
#ifndef KG_COLLECT_COLLECT_H
#define KG_COLLECT_COLLECT_H

#include "kagent/collect.h"
#include "kagent/live.h"

/* A list that is asked for. */
struct kg_collect_list {
    const char *const *key; /* in the document; the same for every list */
    const struct kg_kube_resource *resource;
};

/* Every one of them; the first KG_LIST_COUNT are those of enum kg_snapshot_list. */
extern const struct kg_collect_list kg_collect_lists[];
extern const size_t kg_collect_list_count;

/* An object of the manifests on its way into the document. */
struct kg_collect_object {
    struct kg_node *rendered;
    struct kg_kube_resource resource;
    bool known;           /* the resource is known: it can be asked for */
    const char *list_key; /* the list that it will be found in; NULL: it has a request of its own */
    const char *namespace; /* "" for none */
    const char *name;
    struct kg_node *entry; /* in the document */
};

struct kg_collect {
    struct kg_arena *arena;
    struct kg_collect_options options;
    void (*done)(void *context, struct kg_node *document);
    void *context;
    struct kg_node *document;
    struct kg_node *unknown; /* in the document: why lists are not known */
    struct kg_collect_object *objects;
    struct kg_node *rules; /* what we may do, as the server says; NULL when it does not */
    bool rules_incomplete;
    size_t pending;
    bool second; /* the second round is under way */
};

/* One request of a round. */
struct kg_collect_ask {
    struct kg_collect *collect;
    const struct kg_collect_list *list; /* NULL: none of the lists */
    struct kg_collect_object *object;   /* NULL: about no object */
    struct kg_node *entry;              /* of a log */
    const char *verb;                   /* what it needs: "list" */
    const struct kg_kube_resource *resource;
    void (*take)(struct kg_collect_ask *ask, const struct kg_kube_answer *answer,
                 const struct kg_error *err);
};

/* Sends a request of the current round; its answer goes to `ask->take`. */
void kg_collect_send(struct kg_collect_ask *ask, const struct kg_kube_request *request);

/* An ask in the arena. */
struct kg_collect_ask *kg_collect_ask(struct kg_collect *collect, const char *verb,
                                      const struct kg_kube_resource *resource);

/* Why something is not known: "needs list nodes", or what happened. */
const char *kg_collect_why(struct kg_arena *arena, const char *verb,
                           const struct kg_kube_resource *resource,
                           const struct kg_kube_answer *answer, const struct kg_error *err);

/* The same for what was asked in a round. */
const char *kg_collect_reason(const struct kg_collect_ask *ask, const struct kg_kube_answer *answer,
                              const struct kg_error *err);

/* The rounds: what each asks. */
void kg_collect_first(struct kg_collect *collect);
void kg_collect_second(struct kg_collect *collect);

/* Between them: finds the objects in the lists. */
void kg_collect_settle(struct kg_collect *collect);

#endif
