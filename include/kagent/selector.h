/*
 * selector: label selectors, node selectors and tolerations.
 *
 * Source: apimachinery/pkg/labels, component-helpers/scheduling/corev1.
 */
#ifndef KAGENT_SELECTOR_H
#define KAGENT_SELECTOR_H

#include "kagent/node.h"

/* Whether `labels` has all pairs of the mapping `wanted`; not when that is no mapping. */
bool kg_labels_have(const struct kg_node *labels, const struct kg_node *wanted);

/* metav1.LabelSelector: an absent one matches nothing, an empty one everything. */
bool kg_labels_match(const struct kg_node *labels, const struct kg_node *selector);

/*
 * Whether a node satisfies `spec.nodeSelector` and the required node affinity
 * of a pod spec.
 */
bool kg_selector_takes_node(const struct kg_node *pod_spec, const struct kg_node *node);

/* Whether one of the pod spec's tolerations is for the taint. */
bool kg_selector_tolerates(const struct kg_node *pod_spec, const struct kg_node *taint);

#endif
