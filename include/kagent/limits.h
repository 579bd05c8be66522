/*
 * limits: who else has a say in the number of replicas of a StatefulSet.
 *
 * A HorizontalPodAutoscaler writes the number itself, every 15 seconds; a
 * ResourceQuota keeps pods from being created; a PodDisruptionBudget decides
 * how many may be evicted at a time (and has no say in scaling or updating);
 * and whoever wrote the number last stands in the StatefulSet's managedFields.
 */
#ifndef KAGENT_LIMITS_H
#define KAGENT_LIMITS_H

#include <stdbool.h>

#include "kagent/snapshot.h"

/* ---- autoscaler ---- */

struct kg_autoscaler {
    const char *name;
    int64_t least; /* minReplicas, 1 where it is not given */
    int64_t most;
    bool active;           /* it scales: not switched off by 0 replicas, and it has its metrics */
    const char *condition; /* why it is not active, in its own words; NULL when it is */
};

/*
 * The autoscaler that has the StatefulSet for its target. Returns false when
 * there is none or the list is not known.
 */
bool kg_limits_autoscaler(struct kg_arena *arena, const struct kg_snapshot *snapshot,
                          struct kg_autoscaler *autoscaler);

/* ---- quotas ---- */

/* A quota that more pods of the template would exceed. */
struct kg_shortage {
    const char *quota;
    const char *resource; /* "pods", "requests.memory" */
    int64_t room;         /* how many more pods it allows */
    const char *sentence; /* "quota agents: 3 of 3 pods used, 2 more replicas need 2" */
};

struct kg_headroom {
    const char *unknown; /* why nothing can be said; NULL when it can */
    int64_t room;        /* how many more pods all quotas allow; INT64_MAX when none bounds them */
    const struct kg_shortage *shortages; /* the tightest first */
    size_t count;
    const char *unjudged; /* quotas with scopes that cannot be told, "a, b"; NULL for none */
};

/*
 * Which quotas keep `more` new pods of the template from being created. Counted
 * are pods and count/pods, requests and limits of compute resources, and the
 * claims and storage of volumeClaimTemplates. Scopes are honoured where the
 * template decides them (BestEffort, NotBestEffort, Terminating,
 * NotTerminating, PriorityClass).
 */
void kg_limits_quota(struct kg_arena *arena, const struct kg_snapshot *snapshot, int64_t more,
                     struct kg_headroom *headroom);

/* ---- disruption budgets ---- */

struct kg_budget {
    const char *name;
    int64_t healthy;      /* pods that must stay: after percentages are made numbers */
    int64_t allowed;      /* evictions at a time when all `replicas` are healthy */
    const char *sentence; /* "budget kagent: minAvailable 3 of 3 replicas: 0 may be evicted" */
};

/*
 * The budgets that select the template's pods, and what they would allow with
 * `replicas` healthy ones. Returns their number; `*budgets` is in the arena.
 */
size_t kg_limits_budgets(struct kg_arena *arena, const struct kg_snapshot *snapshot,
                         int64_t replicas, const struct kg_budget **budgets);

/* ---- the owner of the number ---- */

struct kg_owner {
    const char *manager;     /* "kubectl-client-side-apply", "kube-controller-manager" */
    const char *operation;   /* "Apply", "Update" */
    const char *subresource; /* "scale" when it was scaled; "" otherwise */
    int64_t time;            /* KG_MOMENT_NONE when it is not said */
};

/*
 * Who wrote spec.replicas last, as managedFields say. Returns false when they
 * do not (nobody wrote it: it is the default).
 */
bool kg_limits_owner(struct kg_arena *arena, const struct kg_node *statefulset,
                     struct kg_owner *owner);

#endif
