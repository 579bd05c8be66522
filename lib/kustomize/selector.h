/*
 * selector: choosing resources, as `patches[].target` and replacements do.
 */
#ifndef KG_KUSTOMIZE_SELECTOR_H
#define KG_KUSTOMIZE_SELECTOR_H

#include "resource.h"

/* A selector as written; empty parts choose everything. */
struct kg_selector {
    struct kg_str group;
    struct kg_str version;
    struct kg_str kind;
    struct kg_str name;
    struct kg_str namespace;
    struct kg_str label_selector;
    struct kg_str annotation_selector;
    const struct kg_node *node; /* where it stands, for messages */
};

/* Reads a selector that was fitted to its shape. */
struct kg_selector kg_selector_read(const struct kg_node *node);

/*
 * The resources that a patch target chooses: group, version, kind, name and
 * namespace are regular expressions for the whole text; name and namespace may
 * match the original or the current id; labels and annotations are selectors
 * in Kubernetes' syntax. In the order of `all`.
 */
int kg_select(struct kg_arena *arena, const struct kg_resources *all,
              const struct kg_selector *selector, struct kg_resources *chosen,
              struct kg_error *err);

/*
 * Kubernetes' label selector syntax ("a=b,c!=d,e in (f,g),!h,i>5"): 1 when
 * `labels` match, 0 when not, -1 when the selector cannot be parsed.
 */
int kg_label_selector_match(struct kg_arena *arena, struct kg_str selector,
                            struct kg_text_map labels, struct kg_error *err);

#endif
