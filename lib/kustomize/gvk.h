/*
 * gvk: group, version and kind, which say what an object is.
 */
#ifndef KG_KUSTOMIZE_GVK_H
#define KG_KUSTOMIZE_GVK_H

#include <stdbool.h>

#include "kagent/str.h"

/* Group, version, kind. The core group is the empty text. */
struct kg_gvk {
    struct kg_str group;
    struct kg_str version;
    struct kg_str kind;
};

/* "apps/v1" -> group apps, version v1; "v1" -> core group, version v1. */
void kg_gvk_set_api_version(struct kg_gvk *gvk, struct kg_str api_version);

bool kg_gvk_equal(struct kg_gvk a, struct kg_gvk b);

/* Whether every non-empty part of `selector` equals that of `gvk`. */
bool kg_gvk_selected(struct kg_gvk gvk, struct kg_gvk selector);

#endif
