/*
 * nameref: follows renamed resources in the fields that refer to them.
 */
#ifndef KG_KUSTOMIZE_NAMEREF_H
#define KG_KUSTOMIZE_NAMEREF_H

#include "config.h"
#include "resource.h"

/* Corrects every name reference in all resources. */
int kg_fix_name_references(struct kg_arena *arena, const struct kg_name_references *references,
                           struct kg_resources *resources, struct kg_error *err);

#endif
