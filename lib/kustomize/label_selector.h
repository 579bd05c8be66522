/*
 * label_selector: Kubernetes' label selectors, parsed once and matched often.
 *
 * The syntax is that of k8s.io/apimachinery's labels.Parse: requirements parted
 * by commas, each of them `key`, `!key`, `key=value` (also `==`, `!=`),
 * `key in (a,b)`, `key notin (a,b)`, `key>1` or `key<1`.
 */
#ifndef KG_KUSTOMIZE_LABEL_SELECTOR_H
#define KG_KUSTOMIZE_LABEL_SELECTOR_H

#include "resource.h"

enum kg_label_operator {
    KG_LABEL_EXISTS,
    KG_LABEL_ABSENT,
    KG_LABEL_IN,
    KG_LABEL_NOT_IN,
    KG_LABEL_GREATER,
    KG_LABEL_LESS,
};

struct kg_label_requirement {
    struct kg_str key;
    enum kg_label_operator op;
    struct kg_str *values;
    size_t value_count;
};

/* All of its requirements must hold; an empty selector matches everything. */
struct kg_label_selector {
    struct kg_label_requirement *requirements;
    size_t count;
};

/* Parses a selector. Texts are borrowed. The error has no position. */
int kg_label_selector_parse(struct kg_arena *arena, struct kg_str text,
                            struct kg_label_selector *selector, struct kg_error *err);

bool kg_label_selector_holds(const struct kg_label_selector *selector,
                             const struct kg_text_map *labels);

#endif
