/*
 * resource: one object of a build, its identity, and the set of all of them.
 *
 * kustomize keeps its bookkeeping (earlier names, prefixes, "needs a hash") as
 * annotations of the object itself, and users can see that: a patch that adds
 * an annotation works or fails depending on whether the bookkeeping has made
 * the annotations map. So this engine keeps it in the same place.
 */
#ifndef KG_KUSTOMIZE_RESOURCE_H
#define KG_KUSTOMIZE_RESOURCE_H

#include "gvk.h"
#include "kagent/arena.h"
#include "kagent/error.h"
#include "kagent/map.h"
#include "kagent/node.h"
#include "kagent/str.h"
#include "scope.h"

/* What tells one object from another. `namespace` is as written; see kg_id_namespace. */
struct kg_id {
    struct kg_gvk gvk;
    struct kg_str name;
    struct kg_str namespace;
};

struct kg_resource {
    struct kg_node *node;     /* NULL or empty once a patch has deleted the object */
    struct kg_str *var_names; /* vars that point at this object */
    size_t var_count;
};

/* Resources in accumulation order. */
struct kg_resources {
    struct kg_resource **items;
    size_t count;
    size_t capacity;
    struct kg_map *index; /* by id; NULL when ids may have changed since it was made */
};

/* The bookkeeping annotations. */
#define KG_ANNOTATION_DOMAIN              "internal.config.kubernetes.io/"
#define KG_ANNOTATION_PREVIOUS_KINDS      KG_ANNOTATION_DOMAIN "previousKinds"
#define KG_ANNOTATION_PREVIOUS_NAMES      KG_ANNOTATION_DOMAIN "previousNames"
#define KG_ANNOTATION_PREVIOUS_NAMESPACES KG_ANNOTATION_DOMAIN "previousNamespaces"
#define KG_ANNOTATION_PREFIXES            KG_ANNOTATION_DOMAIN "prefixes"
#define KG_ANNOTATION_SUFFIXES            KG_ANNOTATION_DOMAIN "suffixes"
#define KG_ANNOTATION_REFERRED_BY         KG_ANNOTATION_DOMAIN "refBy"
#define KG_ANNOTATION_BEHAVIOR            KG_ANNOTATION_DOMAIN "generatorBehavior"
#define KG_ANNOTATION_NEEDS_HASH          KG_ANNOTATION_DOMAIN "needsHashSuffix"
#define KG_ANNOTATION_ALLOW_NAME_CHANGE   KG_ANNOTATION_DOMAIN "allowNameChange"
#define KG_ANNOTATION_ALLOW_KIND_CHANGE   KG_ANNOTATION_DOMAIN "allowKindChange"
#define KG_ANNOTATION_ORIGIN              "config.kubernetes.io/origin"
#define KG_ANNOTATION_TRANSFORMATIONS     "alpha.config.kubernetes.io/transformations"

/* ---- identity ---- */

struct kg_gvk kg_node_gvk(const struct kg_node *object);
struct kg_str kg_node_name(const struct kg_node *object);      /* metadata.name or empty */
struct kg_str kg_node_namespace(const struct kg_node *object); /* metadata.namespace or empty */

/* The namespace that counts: one constant for cluster-scoped kinds, "default" for none. */
struct kg_str kg_id_namespace(struct kg_id id);

/* The constant of kg_id_namespace for cluster-scoped kinds. */
#define KG_NOT_A_NAMESPACE "_non_namespaceable_"

/* Equal group, version, kind, name and effective namespace. */
bool kg_id_equal(struct kg_id a, struct kg_id b);

/* Equal group, version, kind and name, whatever the namespaces. */
bool kg_id_equal_ignoring_namespace(struct kg_id a, struct kg_id b);

/* "Deployment.v1.apps/web.shop", as messages and the sort order write it. */
const char *kg_id_text(struct kg_arena *arena, struct kg_id id);

struct kg_id kg_resource_id(const struct kg_resource *resource); /* current */

/* The earlier ids, oldest first. `*count` may be 0. Fails on damaged bookkeeping. */
int kg_resource_previous_ids(struct kg_arena *arena, const struct kg_resource *resource,
                             struct kg_id **ids, size_t *count, struct kg_error *err);

/* The oldest id, or the current one. */
struct kg_id kg_resource_original_id(struct kg_arena *arena, const struct kg_resource *resource);

/* Records the current id as an earlier one. */
void kg_resource_store_previous_id(struct kg_arena *arena, struct kg_resource *resource);

/* Whether the current or an earlier id equals `id`: 1, 0, or -1 on damaged bookkeeping. */
int kg_resource_has_id(struct kg_arena *arena, const struct kg_resource *resource, struct kg_id id,
                       struct kg_error *err);

/* Set metadata.name or .namespace; an empty namespace removes the field. */
void kg_resource_set_name(struct kg_arena *arena, struct kg_resource *resource, struct kg_str name);
void kg_resource_set_namespace(struct kg_arena *arena, struct kg_resource *resource,
                               struct kg_str namespace);

/*
 * Takes over name, namespace and bookkeeping of `from`, and those of its
 * labels and annotations that `resource` does not have itself.
 */
void kg_resource_inherit_metadata(struct kg_arena *arena, struct kg_resource *resource,
                                  const struct kg_resource *from);

/* Records a name prefix or suffix, by which name references tell namesakes apart. */
void kg_resource_add_prefix(struct kg_arena *arena, struct kg_resource *resource,
                            struct kg_str prefix);
void kg_resource_add_suffix(struct kg_arena *arena, struct kg_resource *resource,
                            struct kg_str suffix);

/* "StatefulSet/kagent", for messages. */
const char *kg_resource_title(struct kg_arena *arena, const struct kg_resource *resource);

/* ---- annotations and labels ---- */

/* The text of one annotation (its first occurrence); false when absent. */
bool kg_node_annotation(const struct kg_node *object, const char *key, struct kg_str *value);

/*
 * Sets one annotation as kyaml's SetAnnotation does: the map is made when
 * missing, the value is a string node, an old value's style is kept.
 */
void kg_node_set_annotation(struct kg_arena *arena, struct kg_node *object, const char *key,
                            struct kg_str value);

/* Key and value texts, unsorted, as they stand; duplicates resolved (the last wins). */
struct kg_text_pair {
    struct kg_str key;
    struct kg_str value;
    const struct kg_node *origin; /* has the place that the value comes from; NULL: none */
};

struct kg_text_map {
    struct kg_text_pair *pairs;
    size_t count;
    size_t capacity;
    struct kg_map *index; /* the places of the keys, when there are many; else NULL */
};

struct kg_text_pair *kg_text_map_get(const struct kg_text_map *map, struct kg_str key);

/* Sets the value of `pair.key`, whether it is there or not. */
void kg_text_map_put(struct kg_arena *arena, struct kg_text_map *map, struct kg_text_pair pair);
void kg_text_map_remove(struct kg_text_map *map, struct kg_str key);
void kg_text_map_sort(struct kg_text_map *map); /* bytewise by key */

/* A mapping of string nodes, sorted, quoted where YAML 1.1 needs it. Sorts `map`. */
struct kg_node *kg_text_map_node(struct kg_arena *arena, struct kg_text_map *map);

/*
 * Refuses an object whose metadata.FIELD is a list with an element without a partner. kustomize
 * takes the elements of a list there for keys and values in turn, and panics at such a last one.
 */
int kg_node_check_paired(const struct kg_node *object, const char *field, struct kg_error *err);

/* The texts of metadata.FIELD ("labels", "annotations"); empty map when absent. */
struct kg_text_map kg_node_metadata_map(struct kg_arena *arena, const struct kg_node *object,
                                        const char *field);

/*
 * Replaces metadata.FIELD by the map, keys sorted, values as strings (quoted
 * where YAML 1.1 needs it); an empty map removes the field. The field keeps its
 * place of origin, and so does every value.
 */
void kg_node_set_metadata_map(struct kg_arena *arena, struct kg_node *object, const char *field,
                              struct kg_text_map map);

/* ---- the set ---- */

struct kg_resource *kg_resource_new(struct kg_arena *arena, struct kg_node *node);

/* Appends without asking. */
void kg_resources_push(struct kg_arena *arena, struct kg_resources *set,
                       struct kg_resource *resource);

/* Removes those that a patch has emptied. */
void kg_resources_drop_empty(struct kg_resources *set);

/* An id as one text: equal exactly where kg_id_equal says so. */
struct kg_str kg_id_key(struct kg_arena *arena, struct kg_id id);

/* Fails when two resources have the same id, at the later one's position. */
int kg_resources_check_unique(struct kg_arena *arena, struct kg_resources *set,
                              struct kg_error *err);

/* To be called when ids may have changed (names, namespaces, kinds, removals). */
void kg_resources_changed(struct kg_resources *set);

/*
 * Appends all of `more`; an id that is there already (or twice in `more`) is
 * an error at the later one's position.
 */
int kg_resources_append_all(struct kg_arena *arena, struct kg_resources *set,
                            const struct kg_resources *more, struct kg_error *err);

#endif
