/*
 * route: the way from an object to one of its fields, as a person writes it.
 *
 *     spec.replicas                          keys, parted by dots
 *     spec.template.spec.containers[0]       an element by its index, from 0
 *     containers[name=web].image             the first element whose field has this text
 *     ports[containerPort=80,protocol=TCP]   or whose fields have these texts
 *     finalizers[=a/b]                       a scalar element by its own text
 *     metadata.labels["app.io/name"]         a key with dots: quoted in brackets ...
 *     metadata.labels.app\.io/name           ... or with a backslash before each dot
 *
 * Forms known from kubectl and kustomize are understood too: `.spec.replicas`,
 * `{.spec.replicas}`, `containers.0.image`, `containers.[name=web].image`,
 * `labels[app.io/name]`.
 */
#ifndef KG_PROVENANCE_ROUTE_H
#define KG_PROVENANCE_ROUTE_H

#include "kagent/buf.h"
#include "kagent/node.h"

enum kg_route_kind {
    KG_ROUTE_KEY,    /* of a mapping; in a list, a number is an index */
    KG_ROUTE_INDEX,  /* of a list */
    KG_ROUTE_SELECT, /* of a list, by what the element says */
};

struct kg_condition {
    struct kg_str field; /* empty: the element itself, a scalar */
    struct kg_str value;
};

struct kg_route_step {
    enum kg_route_kind kind;
    struct kg_str key;
    size_t index;
    struct kg_condition *conditions;
    size_t condition_count;
};

struct kg_route {
    struct kg_route_step *steps;
    size_t count;
};

/* Reads a route; an empty text is the object itself. Texts are borrowed where possible. */
int kg_route_parse(struct kg_arena *arena, struct kg_str text, struct kg_route *route,
                   struct kg_error *err);

/* The node one step below, or NULL. `*index` becomes its place among the elements of a list. */
const struct kg_node *kg_route_step_into(const struct kg_route_step *step,
                                         const struct kg_node *node, size_t *index);

/* The node at the end, or NULL. `*reached` (may be NULL) becomes the number of steps that exist. */
const struct kg_node *kg_route_follow(const struct kg_route *route, const struct kg_node *root,
                                      size_t *reached);

/* Appends one step, with a dot in front where one is needed (`first`: nothing stands before it). */
void kg_route_add_step(struct kg_buf *out, const struct kg_route_step *step, bool first);

/* The first `count` steps as a text that kg_route_parse reads. */
const char *kg_route_text(struct kg_arena *arena, const struct kg_route *route, size_t count);

/*
 * Records that the route leads nowhere: how far it goes, what there is instead,
 * and what was probably meant. Returns -1.
 */
int kg_route_fail(struct kg_arena *arena, const struct kg_route *route, const struct kg_node *root,
                  struct kg_error *err);

#endif
