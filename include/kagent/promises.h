/*
 * promises: what an environment says of itself, and is held to.
 *
 * An environment declares its promises as annotations in the metadata of its own
 * kustomization, which kustomize ignores:
 *
 *     metadata:
 *       name: prod
 *       annotations:
 *         policy.kagent/class: prod
 *         policy.kagent/replicas: "5"
 *         policy.kagent/scale: 5-10
 *         policy.kagent/anti-affinity: required
 *         policy.kagent/ignore-KV041: the cluster has one zone
 *
 * So a new overlay brings its own policy along, in the file that makes it an
 * environment, and no release of this suite has to know it. Nothing is promised
 * that is not declared; docs/CHECKS.md lists the keys.
 */
#ifndef KAGENT_PROMISES_H
#define KAGENT_PROMISES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kagent/arena.h"
#include "kagent/finding.h"
#include "kagent/fs.h"
#include "kagent/node.h"

/* The prefix of all keys, and that of suppressions, which ends in the id of a check. */
#define KG_PROMISE_PREFIX        "policy.kagent/"
#define KG_PROMISE_IGNORE_PREFIX KG_PROMISE_PREFIX "ignore-"

/* A number of replicas that is promised: "5", "5-10", or "5-" for five and more. */
struct kg_range {
    int64_t min;
    int64_t max; /* INT64_MAX for no upper end */
};

/* Whether pods of the set keep apart. The order is that of the words in
 * `policy.kagent/anti-affinity`.
 */
enum kg_anti_affinity {
    KG_ANTI_AFFINITY_NONE,      /* neither required nor preferred */
    KG_ANTI_AFFINITY_PREFERRED, /* preferred, and not required */
    KG_ANTI_AFFINITY_REQUIRED,
};

/* What stands in the way of understanding a declaration, or a suppression that may not be. */
struct kg_promise_problem {
    const struct kg_node *node; /* what to point at */
    const char *message;        /* without its full stop */
    const char *advice;
};

/* `policy.kagent/ignore-ID: reason`, in a kustomization or on an object. */
struct kg_suppression {
    const struct kg_node *key; /* the line to point at */
    const char *id;            /* "KV041", as written */
    const char *reason;        /* never empty */
};

/* For each promise, `*_node` is the declared value to point at, or NULL: not promised. */
struct kg_promises {
    const char *file;               /* the kustomization's; NULL without one */
    const struct kg_node *document; /* its content, or NULL */

    enum kg_class class;
    const struct kg_node *class_node;
    const char *stateful_set; /* the one that the promises are about; else all that there are */
    const struct kg_node *stateful_set_node;
    const char *namespace;
    const struct kg_node *namespace_node;
    const char *pods; /* labels by which its pods are found: "app=kagent" */
    const struct kg_node *pods_node;
    struct kg_range replicas; /* what the manifests say */
    const struct kg_node *replicas_node;
    struct kg_range scale; /* where the running number may be; as `replicas` if not declared */
    const struct kg_node *scale_node;
    enum kg_anti_affinity anti_affinity;
    const struct kg_node *anti_affinity_node;
    const char *topology_key; /* of the anti-affinity; kubernetes.io/hostname if not declared */
    const struct kg_node *topology_key_node;
    const char **contexts; /* patterns with `*`, NULL-terminated; NULL: any */
    const struct kg_node *contexts_node;

    const struct kg_suppression *suppressions;
    size_t suppression_count;
    const struct kg_promise_problem *problems;
    size_t problem_count;
};

/* Promises nothing: the general class. */
void kg_promises_none(struct kg_promises *promises);

/*
 * Reads the promises of the kustomization in `directory`. What cannot be
 * understood is put into `problems`. Fails only where the file cannot be read
 * as YAML; whoever builds the kustomization gets the same failure.
 */
int kg_promises_read(struct kg_arena *arena, const struct kg_fs *fs, const char *directory,
                     struct kg_promises *promises, struct kg_error *err);

/*
 * The suppressions among the annotations of an object (or a kustomization), and
 * the problems with them. Appends to both lists, which have grown by
 * kg_arena_extend alone.
 */
void kg_suppressions_read(struct kg_arena *arena, const struct kg_node *object,
                          struct kg_suppression **suppressions, size_t *suppression_count,
                          struct kg_promise_problem **problems, size_t *problem_count);

/* Whether the environment may be used with this context of the kubeconfig. */
bool kg_promises_allow_context(const struct kg_promises *promises, const char *context);

/* "5", "5 to 10", "5 or more", for messages. In the arena. */
const char *kg_range_text(struct kg_arena *arena, const struct kg_range *range);

#endif
