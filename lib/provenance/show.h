/*
 * show: how reports write values, places and steps.
 */
#ifndef KG_PROVENANCE_SHOW_H
#define KG_PROVENANCE_SHOW_H

#include "../kustomize/resource.h"
#include "kagent/buf.h"
#include "kagent/kustomize.h"
#include "route.h"

/* What stands for a secret value. */
#define KG_SHOWN_SECRET "***"

/*
 * A value on one line: scalars as one would write them in YAML, long ones cut
 * short, of several lines the first with their number; collections by what they
 * are. Control characters become escapes.
 */
const char *kg_show_value(struct kg_arena *arena, const struct kg_node *value, bool masked);

/* The same for one of two texts of several lines that begin alike: from where they differ. */
const char *kg_show_difference(struct kg_arena *arena, const struct kg_node *value,
                               const struct kg_node *other, bool masked);

/* "file:line:column"; "-" for a value that no line gives. */
const char *kg_show_place(struct kg_arena *arena, const struct kg_node *value);

/* "patches[0] of overlays/prod/kustomization.yaml:16", "name references". */
const char *kg_show_step(struct kg_arena *arena, const struct kg_step *step);

/* A text from a document with its control characters made visible. */
const char *kg_show_text(struct kg_arena *arena, const char *text);

/* ---- documents ---- */

/* Sets a field of a mapping to a place, {file, line, column}, unless there is none. */
void kg_put_place(struct kg_arena *arena, struct kg_node *mapping, const char *field,
                  struct kg_position place);

/* Sets a field to a value of a build, or to null where there is none. */
void kg_put_value(struct kg_arena *arena, struct kg_node *mapping, const char *field,
                  const struct kg_node *value, bool masked);

/* ---- secrets ---- */

/* Whether a field of an object of this kind is one whose value reports do not show. */
bool kg_is_secret(struct kg_gvk gvk, const struct kg_route *route);

/* Whether two values are the same, as kubectl reads them. Collections: whether both are of a kind.
 */
bool kg_same_value(struct kg_arena *arena, const struct kg_node *a, const struct kg_node *b);

#endif
