/*
 * scope: which kinds live outside namespaces.
 *
 * Kubernetes 1.21.2's own kinds are known; every other kind, custom or newer,
 * counts as namespaced, because that is what kustomize takes it for.
 */
#include "scope.h"

#include "merge_schema_builtin.h"

bool kg_gvk_cluster_scoped(struct kg_gvk gvk)
{
    const struct kg_merge_schema_kind *kind = kg_builtin_kind(gvk);

    return kind != NULL && kind->scope == KG_SCOPE_CLUSTER;
}
