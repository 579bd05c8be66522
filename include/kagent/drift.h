/*
 * drift: in which fields a live object is not what the manifests say.
 *
 * Two ways, and the result says which it was:
 *
 * - by the server: its answer to a dry run of the apply is compared with the
 *   live object. It knows all defaults, all rounding, all webhooks; it needs the
 *   right to patch.
 * - locally: every field of the manifests must be in the live object. Quantities
 *   are compared by value, lists by the keys of their elements (schema.h), and
 *   what is empty or zero may be absent; fields that only the server sets are no
 *   drift. What a webhook or a default changes in a field that the manifests set
 *   shows up as drift, although it is none.
 *
 * In both, what `kubectl apply` noted as applied before and the manifests no
 * longer say is drift too: the next apply removes it.
 *
 * Left out: status, what the server writes into metadata, and spec.replicas of
 * a workload that an autoscaler or somebody by hand may scale (`but_replicas`):
 * that has a check of its own.
 */
#ifndef KAGENT_DRIFT_H
#define KAGENT_DRIFT_H

#include "kagent/live.h"
#include "kagent/ownership.h"
#include "kagent/schema.h"

enum kg_drift_kind {
    KG_DRIFT_CHANGED,
    KG_DRIFT_MISSING, /* not live */
    KG_DRIFT_EXTRA,   /* live, and an apply removes it */
};

/* One field. Texts are in the arena. */
struct kg_drift {
    enum kg_drift_kind kind;
    const char *path;               /* "spec.template.spec.containers[name=agent].image" */
    const char *live;               /* what is there, shortened; NULL where nothing is */
    const char *wanted;             /* what should be; NULL where nothing should */
    const struct kg_node *rendered; /* the value in the manifests, or the nearest around it */
    bool owned;                     /* whether it is known who set it */
    struct kg_ownership owner;
};

struct kg_drifts {
    bool by_server;
    const struct kg_drift *items;
    size_t count;
    size_t lost; /* beyond what is kept */
};

/*
 * Compares one object. `rendered` is the manifest, `object` its live state, which
 * must be known and there. All memory is the arena's.
 */
void kg_drift_compare(struct kg_arena *arena, const struct kg_schema *schema,
                      const struct kg_node *rendered, const struct kg_live_object *object,
                      bool but_replicas, struct kg_drifts *drifts);

/*
 * The live object and what it is to become, as YAML with what the server alone
 * writes left out: for a unified diff. Either may be empty.
 */
struct kg_str kg_drift_text(struct kg_arena *arena, const struct kg_node *object);

#endif
