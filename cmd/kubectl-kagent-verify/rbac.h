/*
 * rbac: the rights that asking a cluster takes.
 */
#ifndef KG_VERIFY_RBAC_H
#define KG_VERIFY_RBAC_H

#include "kagent/buf.h"

/* Appends the smallest roles for each level, as manifests for this namespace. */
void print_rbac(struct kg_buf *out, const char *namespace);

#endif
