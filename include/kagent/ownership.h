/*
 * ownership: who set a field of a live object, as its managedFields say.
 *
 * The API server keeps for each field manager the set of fields that it set, as
 * a tree in metadata.managedFields[].fieldsV1: "f:NAME" is a field, "k:{...}" an
 * element of a list by its keys, "v:..." one by its value. Source:
 * sigs.k8s.io/structured-merge-diff, fieldpath.
 */
#ifndef KAGENT_OWNERSHIP_H
#define KAGENT_OWNERSHIP_H

#include "kagent/node.h"

/* A step from an object to a field in it. */
struct kg_field_step {
    const struct kg_field_step *parent; /* NULL at the object itself */
    struct kg_str name;                 /* of a field; empty for an element */
    const struct kg_node *element;      /* an element of a list, NULL for a field */
    const struct kg_str *keys;          /* by which the element is found; */
    size_t key_count;                   /* 0: it has no keys: the list is one value */
};

/* Who set it. */
struct kg_ownership {
    const char *manager;     /* "kubectl-client-side-apply", "kube-controller-manager" */
    const char *operation;   /* "Apply", "Update" */
    const char *subresource; /* "scale", "status"; "" for the object itself */
    int64_t time;            /* KG_MOMENT_NONE when it is not said */
};

/*
 * Who set the field last. Returns false when nobody says to have. Texts are in
 * the arena.
 */
bool kg_ownership_of(struct kg_arena *arena, const struct kg_node *object,
                     const struct kg_field_step *step, struct kg_ownership *ownership);

/* "kubectl-edit (Update), 2026-11-23T04:00:00Z", for people. In the arena. */
const char *kg_ownership_text(struct kg_arena *arena, const struct kg_ownership *ownership);

/*
 * When a top-level field ("f:data") was changed last by anybody, as far as
 * managedFields say, else when the object was created. KG_MOMENT_NONE when
 * neither is known.
 */
int64_t kg_ownership_changed(const struct kg_node *object, const char *field);

#endif
