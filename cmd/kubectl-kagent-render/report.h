/*
 * report: what --explain and --diff answer instead of manifests.
 */
#ifndef KG_CMD_REPORT_H
#define KG_CMD_REPORT_H

#include "kagent/kustomize.h"
#include "kagent/options.h"
#include "kagent/palette.h"

/* Appends the explanation of the field that --explain names. Returns 0 or -1. */
int report_field(const struct kg_arguments *arguments, const struct kg_kustomize_options *options,
                 const struct kg_palette *palette, struct kg_buf *out, struct kg_error *err);

/*
 * Appends the comparison of the kustomization that --diff names with the one
 * that is to be rendered. `common` has the options but for what to build.
 * Returns the exit code, 1 where they differ, or -1.
 */
int report_difference(const struct kg_arguments *arguments,
                      const struct kg_kustomize_options *common, const struct kg_palette *palette,
                      struct kg_buf *out, struct kg_error *err);

#endif
