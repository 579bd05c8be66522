/*
 * resource_names: what names of resources say. Source: "Resource Management for Pods and
 * Containers", "Extended resources"; "Resource Quotas".
 */
#ifndef KG_RULES_RESOURCE_NAMES_H
#define KG_RULES_RESOURCE_NAMES_H

#include "kagent/quantity.h"
#include "walk.h"

/* Kubernetes' own: without a domain, or with kubernetes.io. */
bool resource_is_native(struct kg_str name);

bool resource_is_huge_pages(struct kg_str name);

/* Whether more may be requested than there is: of what can be taken away again. */
bool resource_can_be_overcommitted(struct kg_str name);

/* Whether it is counted in whole numbers. */
bool resource_is_counted(struct kg_str name);

/* Whether the API knows the name, in quotas or elsewhere; names with a domain are not asked for. */
bool resource_is_standard(struct kg_str name);

/* The name of a resource that containers can have; reported at `spot` if it is none. */
bool judge_container_resource(struct judge *judge, const struct spot *spot);

/* Any name of a resource. */
bool judge_resource(struct judge *judge, const struct spot *spot);

/* An amount of a resource: not negative, and whole where it is counted. `spot` is a pair of a map.
 */
void judge_amount(struct judge *judge, const struct spot *spot);

/* The key of a pair, as a spot to complain at. */
struct spot spot_key(const struct spot *map, uint32_t index);

#endif
