/*
 * watch: a collection as it is, kept up to date by the server.
 *
 * A watch lists the collection, then asks to be told of every change from the
 * list's version on. Streams end for many reasons that mean nothing (the
 * server's own time limit, a proxy's, a restart): the watch goes on from the
 * last version it heard of, bookmarks included. Where that version has been
 * compacted away (410), it lists anew. Between failed attempts it waits 0.8 s,
 * doubling up to 30 s, up to twice that by chance, and starts low again after
 * two good minutes (client-go's reflector). A server that has just started
 * refuses everybody as forbidden: who was allowed before tries a few times more.
 *
 * What the owner sees is one sequence of calls, from the loop:
 *
 *     reset  item...  synced  event...       the list, then the changes
 *            [interrupted]                   it will be tried again: nothing to forget
 *     reset  item...  synced  event...       listed anew: what was known is void
 *            failed                          for good: forbidden, not found
 *
 * Items and objects are gone after the call: copy what is to stay.
 */
#ifndef KAGENT_WATCH_H
#define KAGENT_WATCH_H

#include "kagent/kube.h"

struct kg_watch;

enum kg_watch_event { KG_WATCH_ADDED, KG_WATCH_MODIFIED, KG_WATCH_DELETED };

/* What the owner wants to hear. Any of them but `event` may be NULL. */
struct kg_watch_handler {
    /* A list begins: forget what you know. */
    void (*reset)(void *context);
    /* Something is in the collection (ADDED while listing), has changed or is gone. */
    void (*event)(void *context, enum kg_watch_event event, const struct kg_node *object);
    /* The list is complete. */
    void (*synced)(void *context);
    /* The stream failed and will be taken up again in `delay_ms`; an end in good order is none. */
    void (*interrupted)(void *context, const struct kg_error *err, int64_t delay_ms);
    /* The watch cannot go on and is gone. */
    void (*failed)(void *context, const struct kg_error *err);
};

/*
 * Starts to watch what `request` describes: resource, namespace, selectors (for
 * one object `.field_selector = "metadata.name=kagent"`). Texts are copied. The
 * watch takes memory of its own for each event and gives it back: how much it
 * holds does not grow with the number of events or items.
 *
 * `*watch` stays valid until `failed` or kg_watch_stop(); it is stopped with the
 * client's arena at the latest.
 */
int kg_watch_start(struct kg_kube *kube, const struct kg_kube_request *request,
                   const struct kg_watch_handler *handler, void *context, struct kg_watch **watch,
                   struct kg_error *err);

/* Ends it; nothing is called any more. From a callback, its object stays until that returns. */
void kg_watch_stop(struct kg_watch *watch);

/* How often it has listed and opened a stream so far: for traces and tests. */
struct kg_watch_counts {
    unsigned lists;
    unsigned streams;
    unsigned events;
    unsigned bookmarks;
};

struct kg_watch_counts kg_watch_counts(const struct kg_watch *watch);

#endif
