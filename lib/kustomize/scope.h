/*
 * scope: which kinds live outside namespaces.
 */
#ifndef KG_KUSTOMIZE_SCOPE_H
#define KG_KUSTOMIZE_SCOPE_H

#include "gvk.h"

/* Whether the kind is known to live outside namespaces (the published 1.21 table). */
bool kg_gvk_cluster_scoped(struct kg_gvk gvk);

#endif
