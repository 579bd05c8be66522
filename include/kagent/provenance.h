/*
 * provenance: where the fields of built resources come from.
 *
 * Every node of a build knows the file, line and column it was read from, and a
 * value that a patch or a transformer has set, those of the line that set it
 * (node.h). This module answers three questions with that:
 *
 *     kg_explain           how did one field become what it is, step by step?
 *     kg_build_emit_origins   which line gave each line of the output?
 *     kg_compare           in which fields do two builds differ, and who says so?
 *
 * Rules that hold for all three:
 * - The origin of a value is the line that set it last, also when it was set to
 *   what it was before: that is the line to edit. Fields by which a patch only
 *   finds its target (kind, name, the `name` of a container) are no such line.
 * - A name that follows another (name references) comes from the line that gave
 *   the other its name; a copied one (replacements) from where it was copied.
 * - A mapping or list comes from the line of its key.
 * - Reports (not rendered manifests) show the values of a Secret's data and
 *   stringData as `***`, as `kubectl diff` does, because reports get pasted.
 *
 * Results are in the arena and borrow from the build's nodes; the functions
 * that write texts only append to the buffer they are given.
 */
#ifndef KAGENT_PROVENANCE_H
#define KAGENT_PROVENANCE_H

#include "kagent/kustomize.h"
#include "kagent/palette.h"

/* ---- one field ---- */

/* One step of a build that set, changed or removed the field. */
struct kg_layer {
    const struct kg_step *step;
    const struct kg_node *before; /* NULL: the field was not there */
    const struct kg_node
        *after; /* NULL: the step removed it; a collection is shown without content */
};

/* A value below the field that was asked about. */
struct kg_leaf {
    const char *path; /* from the object on */
    const char *tail; /* from the field on */
    const struct kg_node *value;
    bool masked; /* it is secret */
};

struct kg_explanation {
    const char *kind;
    const char *api_version;
    const char *namespace;     /* "" for none */
    const char *name;          /* at the end of the build */
    const char *original_name; /* before anything happened to it */
    const char *path;          /* with elements by what identifies them; "" for the whole object */
    const struct kg_node *value;   /* NULL: it was there once and was removed */
    bool masked;                   /* the value is secret */
    const struct kg_layer *layers; /* oldest first; at least one */
    size_t layer_count;
    const struct kg_leaf *leaves; /* what a collection holds, in output order */
    size_t leaf_count;
};

/*
 * Explains a field of a resource that `options` builds. `subject` is
 * `KIND[.GROUP]/[NAMESPACE/]NAME[:PATH]`; docs/PROVENANCE.md has the syntax.
 * Without a path, or where the path ends at a mapping or list, the explanation
 * lists what it holds.
 *
 * The observer of `options` is not called; its warnings come once. Fails as the
 * build does; with KG_ERROR_USAGE when the subject cannot be read or may mean
 * several resources; with KG_ERROR_NEGATIVE when there is no such resource or
 * field and never was, and says how far the path goes and what there is.
 */
int kg_explain(struct kg_arena *arena, const struct kg_kustomize_options *options,
               const char *subject, struct kg_explanation *explanation, struct kg_error *err);

/* Appends the explanation for a person to read. */
void kg_explanation_print(struct kg_buf *out, const struct kg_explanation *explanation,
                          const struct kg_palette *palette);

/* The explanation as a document, for kg_emit_json and kg_emit_yaml. */
struct kg_node *kg_explanation_document(struct kg_arena *arena,
                                        const struct kg_explanation *explanation);

/* ---- every line ---- */

/*
 * Appends what kg_build_emit_yaml appends, with a comment `# file:line` on each
 * line that begins a value. Read as YAML it is the same: comments stand where
 * they belong to no text, behind the header of a block scalar and behind the
 * last line of a folded one.
 */
int kg_build_emit_origins(const struct kg_build *build, struct kg_buf *out,
                          const struct kg_palette *palette, struct kg_error *err);

/* ---- two builds ---- */

enum kg_difference_kind {
    KG_DIFFERENCE_REMOVED, /* only the first build has it */
    KG_DIFFERENCE_ADDED,   /* only the second build has it */
    KG_DIFFERENCE_CHANGED,
    KG_DIFFERENCE_ORDER, /* elements that both have stand in another order */
};

/* A field in which two versions of a resource differ. */
struct kg_difference {
    enum kg_difference_kind kind;
    const char *path;
    const struct kg_node *first;  /* NULL when added; of ORDER, the list */
    const struct kg_node *second; /* NULL when removed */
    const char *first_order;      /* of ORDER: the elements in question, "b, a"; else NULL */
    const char *second_order;
    bool masked; /* the values are secret */
};

/* A resource that differs: in fields, or as a whole where only one build has it. */
struct kg_compared {
    const char *title;            /* KIND/NAME, with the namespace where it takes that to tell it */
    const struct kg_node *first;  /* NULL where only the second build has it */
    const struct kg_node *second; /* NULL where only the first build has it */
    const struct kg_difference *differences; /* none where only one build has it */
    size_t difference_count;
};

struct kg_comparison {
    const char *first; /* what the sides are called */
    const char *second;
    const struct kg_compared *resources; /* those that differ, in output order */
    size_t count;
    size_t equal_count; /* how many resources do not differ */
};

/* A side of a comparison. */
struct kg_side {
    const char *name; /* "dev" */
    const struct kg_kustomize_options *options;
};

/*
 * Builds both sides and compares them field by field. Resources are paired by
 * kind, group, namespace and name; those that are left, by the names they had
 * before any of them changed (prefixes, hashes). Elements of lists are paired by
 * the fields by which they merge, else by their name where all have one, else by
 * their index. Values are compared as kubectl reads them: style does not count.
 *
 * Observers are not called. Fails where one of the sides cannot be built.
 */
int kg_compare(struct kg_arena *arena, const struct kg_side *first, const struct kg_side *second,
               struct kg_comparison *comparison, struct kg_error *err);

/* Appends the comparison for a person to read; nothing when nothing differs. */
void kg_comparison_print(struct kg_buf *out, const struct kg_comparison *comparison,
                         const struct kg_palette *palette);

/* The comparison as a document, for kg_emit_json and kg_emit_yaml. */
struct kg_node *kg_comparison_document(struct kg_arena *arena,
                                       const struct kg_comparison *comparison);

#endif
