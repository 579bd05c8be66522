/*
 * environment: what --env brings: promises, and what the manifests say.
 */
#ifndef KG_SCALE_ENVIRONMENT_H
#define KG_SCALE_ENVIRONMENT_H

#include "kagent/environment.h"
#include "kagent/promises.h"
#include "kagent/scaling.h"

struct environment {
    bool given;
    struct kg_root root;
    const char *directory; /* of the overlay */
    struct kg_promises promises;
    struct kg_scale_environment scale; /* for the guards */
    const char *namespace;             /* of the StatefulSet in the manifests; "" for none */
    const struct kg_node *replicas;    /* the number in the manifests; NULL when left out */
};

/*
 * Reads the environment `name` below the root that `root_flag` (or what is
 * usual) names, for the StatefulSet `set`. `name` NULL leaves it not given.
 */
int environment_read(struct kg_arena *arena, const char *root_flag, const char *name,
                     const char *set, struct environment *environment, struct kg_error *err);

/* Whether this context and namespace are the environment's. Nothing has been sent before. */
int environment_check(const struct environment *environment, const char *context,
                      const char *namespace, struct kg_error *err);

#endif
