/*
 * fieldspec: which field of which kinds a transformer changes.
 *
 * A field spec is a kind and a path through its objects, e.g. Deployment and
 * `spec/template/metadata/labels`. Lists of them drive every transformer that
 * changes fields by position: labels, annotations, names, name references,
 * images, vars. Specs are read or merged once and walked many times, so their
 * paths are split when they are made and a walk allocates only what it creates.
 */
#ifndef KG_KUSTOMIZE_FIELDSPEC_H
#define KG_KUSTOMIZE_FIELDSPEC_H

#include "resource.h"

/* One element of a path. */
struct kg_field_step {
    struct kg_str name;
    bool sequence;   /* written `name[]`: the field is a list and is never created */
    bool unsearched; /* a name that kustomize takes for a list index or a pattern: an error */
};

struct kg_fieldspec {
    struct kg_gvk gvk;  /* empty parts match everything */
    struct kg_str path; /* as written: separated by '/', where `\/` is a slash inside a name */
    const struct kg_field_step *steps;
    uint32_t step_count;
    bool create;                /* make the field where it is missing */
    const struct kg_node *node; /* where the spec stands, for messages; NULL for a built-in one */
};

/* A list of specs. Lists are never changed in place: whoever merges gets a new one. */
struct kg_fieldspecs {
    const struct kg_fieldspec *items;
    size_t count;
    bool settled; /* sorted, and merging it with itself or with nothing changes nothing */
};

/* A spec with its path split. Texts are borrowed. */
struct kg_fieldspec kg_fieldspec_make(struct kg_arena *arena, struct kg_gvk gvk, struct kg_str path,
                                      bool create);

/* Reads a mapping with any of group, version, kind, path, create. */
struct kg_fieldspec kg_fieldspec_read(struct kg_arena *arena, const struct kg_node *node);

/* Reads a list of such mappings; an absent list is empty. */
struct kg_fieldspecs kg_fieldspecs_read(struct kg_arena *arena, const struct kg_node *list);

/* Whether the spec speaks of this kind. */
bool kg_fieldspec_matches(const struct kg_fieldspec *spec, struct kg_gvk gvk);

/* ---- merging ---- */

/* Most specs of one list: each is compared with every other, and with every object. */
enum { KG_FIELDSPECS_MAX = 10000 };

/*
 * The specs of `base` and then those of `more`, without the ones that are there
 * already: same path, and a kind that the later spec selects. One that is there
 * with another `create` is an error ("conflicting field specs").
 */
int kg_fieldspecs_merge(struct kg_arena *arena, struct kg_fieldspecs base,
                        struct kg_fieldspecs more, struct kg_fieldspecs *merged,
                        struct kg_error *err);

/* Sorted by kind: kg_gvk_compare. Equal kinds keep their order. */
struct kg_fieldspecs kg_fieldspecs_sort(struct kg_arena *arena, struct kg_fieldspecs specs);

/*
 * kustomize's order of kinds: those that others depend on first (Namespace ...),
 * webhook configurations last, then by bytes of group, version and kind.
 * Negative, 0 or positive.
 */
int kg_gvk_compare(struct kg_gvk a, struct kg_gvk b);

/* ---- walking ---- */

/* What happens at the end of a path. */
struct kg_field_setter {
    /*
     * Called for every node found, also for null ones. Not called where the
     * path is missing and not to be created. A failure ends the walk.
     */
    int (*set)(void *context, struct kg_node *node, struct kg_error *err);
    void *context;
    enum kg_node_kind create_kind; /* what a missing field becomes; 0: nothing is ever created */
    enum kg_tag create_tag;        /* the tag of a null field that becomes create_kind */
};

/*
 * Walks `object` along the spec, if the object is of its kind, and calls the
 * setter at the end. On the way
 * - a list is entered element by element, without using up a path element;
 * - a missing field ends the walk, or, if the spec creates, becomes a mapping
 *   (at the end of the path: an empty node of create_kind, untagged);
 * - a null field that may be created becomes a mapping or create_kind, and one
 *   written `name[]` a list; any other null ends the walk.
 * A scalar on the way is an error.
 */
int kg_fieldspec_apply(struct kg_arena *arena, const struct kg_fieldspec *spec,
                       struct kg_node *object, const struct kg_field_setter *setter,
                       struct kg_error *err);

/* Walks all specs of a list, in order. */
int kg_fieldspecs_apply(struct kg_arena *arena, struct kg_fieldspecs specs, struct kg_node *object,
                        const struct kg_field_setter *setter, struct kg_error *err);

/* Sets `key` to `value` in the mapping at the end of each, as labels and annotations are set. */
int kg_fieldspecs_set_entry(struct kg_arena *arena, struct kg_fieldspecs specs,
                            struct kg_node *object, struct kg_str key, struct kg_node *value,
                            struct kg_error *err);

#endif
