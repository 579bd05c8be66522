/*
 * selector: label selectors, node selectors and tolerations.
 *
 * Source: apimachinery/pkg/labels, component-helpers/scheduling/corev1.
 */
#ifndef KG_WORKLOAD_SELECTOR_H
#define KG_WORKLOAD_SELECTOR_H

#include "kagent/node.h"

/* metav1.LabelSelector: an absent one matches nothing, an empty one everything. */
bool kg_selector_matches(const struct kg_node *selector, const struct kg_node *labels);

/*
 * Whether a node satisfies `spec.nodeSelector` and the required node affinity
 * of a pod spec.
 */
bool kg_selector_takes_node(const struct kg_node *pod_spec, const struct kg_node *node);

/* Whether one of the pod spec's tolerations is for the taint. */
bool kg_selector_tolerates(const struct kg_node *pod_spec, const struct kg_node *taint);

#endif
