/*
 * company: which pods refuse to share a domain of nodes with which.
 */
#ifndef KG_WORKLOAD_COMPANY_H
#define KG_WORKLOAD_COMPANY_H

#include "kagent/node.h"

/* The terms of a pod spec's required anti-affinity: a sequence, or NULL. */
const struct kg_node *kg_company_terms(const struct kg_node *pod_spec);

/* A pod as terms see it. */
struct kg_company_pod {
    struct kg_str namespace;
    const struct kg_node *labels;
};

/*
 * Whether a term of `self` is about `other`. A selector of namespaces is
 * answered only where their names suffice; else the term is taken not to match.
 */
bool kg_company_refuses(const struct kg_node *term, const struct kg_company_pod *self,
                        const struct kg_company_pod *other);

#endif
